/**
 * Whether two colours can be read on each other, and the nearest colour that can.
 * Contrast is WCAG 2.2's (relative luminance, sRGB); lightness is moved in OKLab (B. Ottosson, 2020),
 * so that a corrected colour keeps the hue the shop chose.
 */

type Rgb = [red: number, green: number, blue: number]

/** What WCAG 2.2 AA asks of words (1.4.3). */
export const READABLE = 4.5

/** '#1f5c46', '1F5C46' or '#abc' as '#rrggbb'; undefined when it is no colour. */
export function normalHex(text: string): string | undefined {
  const digits = text.trim().replace(/^#/, '').toLowerCase()
  if (/^[0-9a-f]{6}$/.test(digits)) return `#${digits}`
  if (/^[0-9a-f]{3}$/.test(digits))
    return `#${Array.from(digits)
      .map((digit) => digit + digit)
      .join('')}`
  return undefined
}

function rgbOf(hex: string): Rgb {
  const normal = normalHex(hex)
  if (!normal) throw new Error(`not a colour: ${hex}`)
  return [1, 3, 5].map((at) => parseInt(normal.slice(at, at + 2), 16) / 255) as Rgb
}

const toHex = (rgb: Rgb) =>
  `#${rgb
    .map((part) =>
      Math.round(Math.min(1, Math.max(0, part)) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`

const toLinear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
const fromLinear = (part: number) => (part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055)

function luminance(hex: string): number {
  const [red, green, blue] = rgbOf(hex).map(toLinear) as Rgb
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** From 1 (the same) to 21 (black on white). */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function toOklab(hex: string): Rgb {
  const [r, g, b] = rgbOf(hex).map(toLinear) as Rgb
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

function fromOklab([lightness, a, b]: Rgb): string {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return toHex([
    fromLinear(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    fromLinear(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    fromLinear(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ])
}

/** So much of `hex` in `ground`, as color-mix(in oklab, …) does. */
export function mixed(hex: string, ground: string, share: number): string {
  const [one, other] = [toOklab(hex), toOklab(ground)]
  return fromOklab(one.map((part, at) => part * share + other[at]! * (1 - share)) as Rgb)
}

/**
 * The colour nearest to `hex` that reads at `ratio` on every one of `grounds`; darker or lighter as asked.
 * Colour fades near the end of the way, so that black and white are always reachable.
 */
export function readable(hex: string, grounds: string[], towards: 'darker' | 'lighter', ratio = READABLE) {
  const reads = (colour: string) => grounds.every((ground) => contrast(colour, ground) >= ratio)
  const asked = normalHex(hex) ?? '#000000'
  if (reads(asked)) return asked
  const [lightness, a, b] = toOklab(asked)
  const end = towards === 'darker' ? 0 : 1
  let [near, far] = [0, 1]
  for (let step = 0; step < 24; step++) {
    const middle = (near + far) / 2
    const fade = 1 - middle ** 4
    const colour = fromOklab([lightness + (end - lightness) * middle, a * fade, b * fade])
    if (reads(colour)) far = middle
    else near = middle
  }
  const fade = 1 - far ** 4
  return fromOklab([lightness + (end - lightness) * far, a * fade, b * fade])
}
