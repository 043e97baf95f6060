/** From values to pixels, with round numbers on the axis. Pure. */

/** Round steps (1, 2, 5 × 10ⁿ) from zero to at least `largest`; `count` is how many steps one would like. */
export function roundTicks(largest: number, count = 3): number[] {
  if (!(largest > 0)) return [0, 1]
  const rough = largest / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 2.5, 5, 10].map((times) => times * power).find((size) => size >= rough)!
  const steps = Math.ceil(largest / step - 1e-9)
  return Array.from({ length: steps + 1 }, (_, index) => Number((index * step).toPrecision(12)))
}

export const scaled = (value: number, [low, high]: [number, number], [from, to]: [number, number]) =>
  high === low ? from : from + ((value - low) / (high - low)) * (to - from)

/** An SVG path through the points; a gap where a value is missing. */
export function pathThrough(points: readonly ([number, number] | undefined)[]): string {
  let pen = 'M'
  return points
    .map((point) => {
      if (!point) pen = 'M'
      const said = point ? `${pen}${point[0].toFixed(1)} ${point[1].toFixed(1)}` : ''
      if (point) pen = 'L'
      return said
    })
    .join('')
}

/** Which labels along an axis to write: about `count` of them, evenly, the last one always. */
export function spacedOut(length: number, count: number): number[] {
  const every = Math.max(1, Math.ceil(length / Math.max(1, count)))
  return Array.from({ length }, (_, index) => index).filter((index) => (length - 1 - index) % every === 0)
}
