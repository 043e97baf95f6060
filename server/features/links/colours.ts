/** Colours that can be read on one another (WCAG 2.2, 1.4.3: contrast of 4.5). Pure. */

const channels = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const [r, g, b] = channels(hex).map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}

export function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (high! + 0.05) / (low! + 0.05)
}

/** White or ink on a colour, whichever reads better. */
export const inkOn = (hex: string) =>
  contrast(hex, '#ffffff') >= contrast(hex, '#1c2321') ? '#ffffff' : '#1c2321'

/** The colour, moved towards black or white until it can be read on a ground. */
export function readable(hex: string, ground: string): string {
  const goal = luminance(ground) > 0.5 ? 0 : 255
  for (let share = 0; share <= 1; share += 0.1) {
    const mixed = channels(hex).map((value) => Math.round(value + (goal - value) * share))
    const said = `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`
    if (contrast(said, ground) >= 4.5) return said
  }
  return goal === 0 ? '#000000' : '#ffffff'
}
