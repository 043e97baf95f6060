/** Plots as SVG, for paper: one green and grey, the figure beside its bar, no legend to look up. Pure. */

const GREEN = '#1f5c46'
const GREY = '#c9c3b8'
const INK = '#1c2321'
const SOFT = '#565e5a'
const LINE = '#e6e1d7'
const FONT = 'Roboto'

const WIDTH = 515

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

type Place = { x: number; y: number; size?: number; anchor?: 'start' | 'middle' | 'end'; fill?: string }

const write = (text: string, { x, y, size = 8.5, anchor = 'start', fill = INK }: Place) =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-family="${FONT}" font-size="${size}" text-anchor="${anchor}" fill="${fill}">${escaped(text)}</text>`

const rect = (x: number, y: number, width: number, height: number, fill: string) =>
  `<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${Math.max(0, width).toFixed(1)}" height="${Math.max(0, height).toFixed(1)}" rx="1.5" fill="${fill}"/>`

const framed = (height: number, parts: string[]) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}">${parts.join('')}</svg>`

export type PaperBar = { label: string; value: number; written: string }

const ROW = 15
const NAMES = 190
const FIGURES = 70

/** Parts side by side; what is below zero goes to the left of the line, in grey. */
export function barsSvg(bars: PaperBar[]): string {
  const most = Math.max(...bars.map(({ value }) => value), 0)
  const least = Math.min(...bars.map(({ value }) => value), 0)
  const scale = (WIDTH - NAMES - FIGURES) / Math.max(most - least, 1e-9)
  const zero = NAMES - least * scale
  const parts = bars.flatMap(({ label, value, written }, n) => {
    const y = n * ROW
    const x = value < 0 ? zero + value * scale : zero
    return [
      write(label, { x: 0, y: y + 9.5 }),
      rect(x, y + 2, Math.max(1, Math.abs(value) * scale), ROW - 5, value < 0 ? GREY : GREEN),
      write(written, { x: WIDTH, y: y + 9.5, anchor: 'end' }),
    ]
  })
  const line = `<line x1="${zero.toFixed(1)}" x2="${zero.toFixed(1)}" y1="0" y2="${bars.length * ROW}" stroke="${SOFT}" stroke-width="0.7"/>`
  return framed(bars.length * ROW + 4, least < 0 ? [...parts, line] : parts)
}

type Columns = { labels: string[]; main: number[]; compared: number[]; write: (value: number) => string }

const HEIGHT = 112
const BOTTOM = 16
const LEFT = 46

/** Over time, the comparison in grey behind. */
export function columnsSvg({ labels, main, compared, write: written }: Columns): string {
  const top = roundUp(Math.max(...main, ...compared, 1))
  const slot = (WIDTH - LEFT) / Math.max(1, labels.length)
  const bar = Math.min(16, slot * 0.5)
  const y = (value: number) => HEIGHT - BOTTOM - (Math.max(0, value) / top) * (HEIGHT - BOTTOM - 10)
  const every = Math.max(1, Math.ceil(labels.length / 14))
  const parts: string[] = []
  for (const value of [0, top / 2, top])
    parts.push(
      `<line x1="${LEFT}" x2="${WIDTH}" y1="${y(value).toFixed(1)}" y2="${y(value).toFixed(1)}" stroke="${LINE}" stroke-width="0.7"/>`,
      write(written(value), { x: LEFT - 6, y: y(value) + 3, size: 7.5, anchor: 'end', fill: SOFT }),
    )
  labels.forEach((label, n) => {
    const middle = LEFT + (n + 0.5) * slot
    const behind = compared[n] ?? 0
    parts.push(rect(middle - bar / 2 + bar * 0.3, y(behind), bar, HEIGHT - BOTTOM - y(behind), GREY))
    parts.push(rect(middle - bar / 2 - bar * 0.1, y(main[n]!), bar, HEIGHT - BOTTOM - y(main[n]!), GREEN))
    if ((labels.length - 1 - n) % every === 0)
      parts.push(write(label, { x: middle, y: HEIGHT - 4, size: 7.5, anchor: 'middle', fill: SOFT }))
  })
  return framed(HEIGHT, parts)
}

/** 1, 2 or 5 times a power of ten, no less. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return [1, 2, 5, 10].map((times) => times * power).find((size) => size >= value)!
}
