/** Two circles whose areas, and the area they share, are as three counts: for a picture that does not lie. Pure. */

type Circles = { left: number; right: number; apart: number }

/** The area two circles share whose centres are so far apart. */
export function sharedArea(left: number, right: number, apart: number): number {
  if (apart >= left + right) return 0
  const small = Math.min(left, right)
  if (apart <= Math.abs(left - right)) return Math.PI * small ** 2
  const angle = (own: number, other: number) =>
    Math.acos((apart ** 2 + own ** 2 - other ** 2) / (2 * apart * own))
  const [a, b] = [angle(left, right), angle(right, left)]
  const slice = (radius: number, half: number) => radius ** 2 * (half - Math.sin(2 * half) / 2)
  return slice(left, a) + slice(right, b)
}

/** `radius_max` is the larger one's. A circle of nobody has no size; those that share nobody stand a little apart. */
export function circlesOf(a: number, both: number, b: number, radius_max: number): Circles {
  const [mine, theirs] = [a + both, b + both]
  const largest = Math.max(mine, theirs)
  if (largest === 0) return { left: 0, right: 0, apart: 0 }
  const radius = (count: number) => radius_max * Math.sqrt(count / largest)
  const [left, right] = [radius(mine), radius(theirs)]
  if (both === 0) return { left, right, apart: left + right + radius_max / 10 }
  const wanted = (both / largest) * Math.PI * radius_max ** 2
  // The nearer, the more they share: halved until it cannot be seen any more.
  let [near, far] = [Math.abs(left - right), left + right]
  while (far - near > 0.01) {
    const middle = (near + far) / 2
    if (sharedArea(left, right, middle) > wanted) near = middle
    else far = middle
  }
  return { left, right, apart: (near + far) / 2 }
}
