/**
 * Amounts and quantities exactly: whole units and a scale, never a float. 12,345 is { units: 12345, scale:
 * 3 }.
 */
export type Decimal = { units: number; scale: number }
export type DecimalMark = ',' | '.'
export type NumberReading =
  | { ok: true; value: Decimal; ambiguous: boolean }
  | { ok: false; why: 'empty' | 'not_a_number' | 'too_long' }

const TEXT_LENGTH_MAX = 48
const DIGITS_MAX = 15
const ADORNED = /^(?:eur|usd|gbp|chf|€|\$|£)|(?:eur(?:os?)?|usd|gbp|chf|ttc|ht|pts?|points?|€|\$|£|%)\.?$/gi
const SHAPE = /^[-+]?(?:\d+|\d{1,3}(?:[ .,']\d{3})+)?(?:[.,]\d*)?$/

const PLAIN = /^-?\d{1,12}(?:\.\d{1,6})?$/
const DOUBTFUL = /^-?\d{1,3}\.\d{3}$/

function digitsOf(text: string, end: number): string {
  return text.slice(text.startsWith('-') ? 1 : 0, end)
}

function fractionOf(text: string, point: number): string {
  return point === -1 ? '' : text.slice(point + 1).replace(/0+$/, '')
}

/**
 * `mark` is what the column decided; a value that can be read in one way only is read so whatever it says.
 */
export function readDecimal(text: string, mark: DecimalMark | null = null): NumberReading {
  // What programs write, read at once.
  if (PLAIN.test(text) && (mark === '.' || !DOUBTFUL.test(text))) {
    const point = text.indexOf('.')
    return made(
      text.startsWith('-'),
      digitsOf(text, point === -1 ? text.length : point),
      fractionOf(text, point),
      false,
    )
  }
  let plain = text
    .slice(0, TEXT_LENGTH_MAX)
    .normalize('NFKC')
    .replace(/[−–]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
  if (plain === '') return { ok: false, why: 'empty' }
  const bracketed = /^\((.+)\)$/.exec(plain)
  if (bracketed) plain = `-${bracketed[1]}`
  plain = plain.replace(
    /^([-+]?)\s*(.*?)\s*$/,
    (_, sign: string, rest: string) => sign + rest.replace(ADORNED, '').trim(),
  )
  plain = plain
    .replace(/^(\d+)€(\d{2})$/, '$1,$2')
    .replace(/^(.*\d)-$/, '-$1')
    .replace(/^(-?)\s+/, '$1')
  const exponent = /^(-?\d{1,3})(?:[.,](\d{1,14}))?e([+-]?\d{1,2})$/i.exec(plain)
  if (exponent) return fromExponent(exponent[1]!, exponent[2] ?? '', Number(exponent[3]))
  if (!SHAPE.test(plain) || !/\d/.test(plain)) return { ok: false, why: 'not_a_number' }
  const { decimal_at, ambiguous } = decimalPlace(plain, mark)
  const negative = plain.startsWith('-')
  const whole = (decimal_at === -1 ? plain : plain.slice(0, decimal_at)).replace(/\D/g, '')
  const fraction = (decimal_at === -1 ? '' : plain.slice(decimal_at + 1)).replace(/0+$/, '')
  return made(negative, whole, fraction, ambiguous)
}

function made(negative: boolean, whole: string, fraction: string, ambiguous: boolean): NumberReading {
  const digits = (whole + fraction).replace(/^0+/, '')
  if (digits.length > DIGITS_MAX) return { ok: false, why: 'too_long' }
  const units = Number(digits) || 0
  return {
    ok: true,
    value: { units: negative && units !== 0 ? -units : units, scale: fraction.length },
    ambiguous,
  }
}

function fromExponent(whole: string, fraction: string, exponent: number): NumberReading {
  const negative = whole.startsWith('-')
  const digits = whole.replace('-', '') + fraction
  const point = digits.length - fraction.length + exponent
  if (point > 18 || point < -18) return { ok: false, why: 'too_long' }
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0')
  const cut = point <= 0 ? 1 : point
  return made(negative, padded.slice(0, cut), padded.slice(cut).replace(/0+$/, ''), false)
}

function decimalPlace(plain: string, mark: DecimalMark | null): { decimal_at: number; ambiguous: boolean } {
  const comma = plain.lastIndexOf(',')
  const point = plain.lastIndexOf('.')
  const last = Math.max(comma, point)
  if (last === -1) return { decimal_at: -1, ambiguous: false }
  const sign = plain[last]!
  if (comma !== -1 && point !== -1) return { decimal_at: last, ambiguous: false }
  if (plain.indexOf(sign) !== last) return { decimal_at: -1, ambiguous: false }
  const three_after = plain.length - last === 4
  const before = plain.slice(0, last).replace(/^[-+]/, '')
  // 1.234 and 1,234 are the only doubtful shape: a thousand or one and a bit.
  if (!three_after || before.length > 3 || before === '0' || before === '' || before.includes(' ')) {
    return { decimal_at: last, ambiguous: false }
  }
  if (mark === null) return { decimal_at: last, ambiguous: true }
  return { decimal_at: mark === sign ? last : -1, ambiguous: false }
}

/** Which decimal mark a value proves; 'either' for the doubtful shape, null when it has none. */
export function provenMark(text: string): DecimalMark | 'either' | null {
  const plain = text.slice(0, TEXT_LENGTH_MAX).replace(/[^\d.,]/g, '')
  const reading = plain === '' ? null : decimalPlace(plain, null)
  if (!reading) return null
  if (reading.ambiguous) return 'either'
  if (reading.decimal_at !== -1) return plain[reading.decimal_at] as DecimalMark
  if (plain.includes(',')) return '.'
  return plain.includes('.') ? ',' : null
}

/** Whole cents, half a cent away from zero; `exact` is false when something was rounded off. */
export function toCents(value: Decimal): { cents: number; exact: boolean } {
  if (value.scale <= 2) return { cents: value.units * 10 ** (2 - value.scale), exact: true }
  const divisor = 10 ** (value.scale - 2)
  const size = Math.abs(value.units)
  const rest = size % divisor
  const cents = (size - rest) / divisor + (rest * 2 >= divisor ? 1 : 0)
  return { cents: value.units < 0 ? -cents : cents, exact: rest === 0 }
}

/** The product of a price and a quantity, exactly; null beyond fifteen digits. */
export function multiply(a: Decimal, b: Decimal): Decimal | null {
  const units = a.units * b.units
  if (!Number.isSafeInteger(units)) return null
  return { units: units === 0 ? 0 : units, scale: a.scale + b.scale }
}

export function decimalText(value: Decimal): string {
  const digits = String(Math.abs(value.units)).padStart(value.scale + 1, '0')
  const sign = value.units < 0 ? '-' : ''
  if (value.scale === 0) return sign + digits
  return `${sign}${digits.slice(0, -value.scale)}.${digits.slice(-value.scale)}`
}

const YES = new Set([
  'oui',
  'o',
  'yes',
  'y',
  'x',
  '1',
  'true',
  'vrai',
  'ok',
  'v',
  'on',
  'accepte',
  'accord',
  'inscrit',
  'abonne',
  '✓',
  '✔',
  '☑',
  'subscribed',
  'opt-in',
  'optin',
  't',
])
const NO = new Set([
  'non',
  'n',
  'no',
  '0',
  'false',
  'faux',
  '-',
  'off',
  'refus',
  'refuse',
  'desinscrit',
  'desabonne',
  '✗',
  '✘',
  '☐',
  'unsubscribed',
  'opt-out',
  'optout',
  'f',
  'jamais',
])

/** Null for what is neither; an empty cell is neither. */
export function readYesNo(text: string): boolean | null {
  const plain = text.slice(0, 40).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()
  return YES.has(plain) ? true : NO.has(plain) ? false : null
}
