/** Dates as people and tills write them, to ISO. Whether 03/04 is March or April is the column's decision. */
export type DateOrder = 'dmy' | 'mdy'
export type DateReading =
  | { ok: true; date: string; time: string | null; offset: string | null; ambiguous: boolean }
  | { ok: false; why: 'empty' | 'not_a_date' | 'impossible_date' }

/** `latest_year` bounds two-digit years: with 2026, « 31/12/25 » is 2025 and « 12/05/74 » is 1974. */
export type DateOptions = { order?: DateOrder | null; latest_year: number; serials?: '1900' | '1904' | null }

const TEXT_LENGTH_MAX = 64
const MONTHS: { [start: string]: number } = {
  janv: 1,
  jan: 1,
  january: 1,
  janvier: 1,
  fevr: 2,
  fev: 2,
  feb: 2,
  fevrier: 2,
  february: 2,
  mars: 3,
  mar: 3,
  march: 3,
  avr: 4,
  avril: 4,
  apr: 4,
  april: 4,
  mai: 5,
  may: 5,
  juin: 6,
  jun: 6,
  june: 6,
  juil: 7,
  juill: 7,
  juillet: 7,
  jul: 7,
  july: 7,
  aout: 8,
  aou: 8,
  aug: 8,
  august: 8,
  sept: 9,
  sep: 9,
  septembre: 9,
  september: 9,
  oct: 10,
  octobre: 10,
  october: 10,
  nov: 11,
  novembre: 11,
  november: 11,
  dec: 12,
  decembre: 12,
  december: 12,
}

const YEAR_FIRST = /^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?!\d)/
const YEAR_LAST = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?!\d)/
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?!\d)/
const WORD_MIDDLE =
  /^(?:[a-z]{3,9}\.?,? )?(\d{1,2})(?:er|st|nd|rd|th|e)?[- ./]([a-z]{3,9})\.?[- ./](\d{4}|\d{2})(?!\d)/
const WORD_FIRST = /^(?:[a-z]{3,9}\.?,? )?([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)/
const MINUTES = /(?:[:h](?:\s?(\d{2})(?:[:m.]?\s?(\d{2})(?:[.,]\d{1,9})?\s?s?)?)?)?/.source
const CLOCK = new RegExp(
  `^[ t,]*(?:a |at |le )?(\\d{1,2})\\s?${MINUTES}\\s?(am|pm)?\\s?(z|[+-]\\d{2}:?\\d{2})?$`,
)
/** What programs write, read at once: most lines of a sales history. */
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):([0-5]\d)(?::([0-5]\d))?)?$/
/** Five digits, from 1927 on: four would take a year for a day. */
const SERIAL = /^\d{5}(?:[.,]\d{1,12})?$/

type Parts = { year: number; month: number; day: number; rest: string; ambiguous: boolean }

export function readDate(text: string, options: DateOptions): DateReading {
  const iso = ISO.exec(text)
  if (iso && isDay(Number(iso[1]), Number(iso[2]), Number(iso[3])) && (iso[4] ?? '00') < '24') {
    const date = `${iso[1]}-${iso[2]}-${iso[3]}`
    const time = iso[4] === undefined ? null : `${iso[4]}:${iso[5]}:${iso[6] ?? '00'}`
    return { ok: true, date, time, offset: null, ambiguous: false }
  }
  const plain = text
    .slice(0, TEXT_LENGTH_MAX)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
  if (plain === '' || /^[-/.0: ]+$/.test(plain)) return { ok: false, why: 'empty' }
  if (options.serials && SERIAL.test(plain))
    return fromSerial(Number(plain.replace(',', '.')), options.serials)
  const parts = dateParts(plain, options)
  if (!parts) return { ok: false, why: 'not_a_date' }
  if (!isDay(parts.year, parts.month, parts.day)) return { ok: false, why: 'impossible_date' }
  const clock = readClock(parts.rest)
  if (clock === 'impossible') return { ok: false, why: 'impossible_date' }
  if (clock === null) return { ok: false, why: 'not_a_date' }
  return { ok: true, date: isoDay(parts.year, parts.month, parts.day), ...clock, ambiguous: parts.ambiguous }
}

/** A time alone, for a column of its own: 14:30, 14h30, 14:30:05, 2:30 pm. */
export function readTime(text: string): string | null {
  const clock = readClock(text.slice(0, TEXT_LENGTH_MAX).toLowerCase().trim())
  return clock === null || clock === 'impossible' ? null : clock.time
}

/** Which order a value proves, and null when it proves none: 25/12 can only be day first. */
export function provenOrder(text: string): DateOrder | 'either' | null {
  const numbers = YEAR_LAST.exec(text.trim().slice(0, TEXT_LENGTH_MAX))
  if (!numbers) return null
  const [first, second] = [Number(numbers[1]), Number(numbers[2])]
  if (first > 12 && second <= 12) return 'dmy'
  if (second > 12 && first <= 12) return 'mdy'
  return first === second ? null : 'either'
}

function dateParts(plain: string, options: DateOptions): Parts | null {
  const first = YEAR_FIRST.exec(plain) ?? COMPACT.exec(plain)
  if (first) return parts(plain, first[0], Number(first[1]), Number(first[2]), Number(first[3]))
  const last = YEAR_LAST.exec(plain)
  if (last) {
    const proven = provenOrder(last[0])
    const order = proven === 'dmy' || proven === 'mdy' ? proven : (options.order ?? 'dmy')
    const [a, b] = [Number(last[1]), Number(last[2])]
    const made = parts(
      plain,
      last[0],
      fullYear(last[3]!, options),
      order === 'dmy' ? b : a,
      order === 'dmy' ? a : b,
    )
    return { ...made, ambiguous: proven === 'either' && !options.order }
  }
  const middle = WORD_MIDDLE.exec(plain)
  if (middle) {
    const month = MONTHS[middle[2]!]
    return month ? parts(plain, middle[0], fullYear(middle[3]!, options), month, Number(middle[1])) : null
  }
  const word = WORD_FIRST.exec(plain)
  const month = word && MONTHS[word[1]!]
  return word && month ? parts(plain, word[0], Number(word[3]), month, Number(word[2])) : null
}

function parts(plain: string, found: string, year: number, month: number, day: number): Parts {
  return { year, month, day, rest: plain.slice(found.length), ambiguous: false }
}

function fullYear(digits: string, options: DateOptions): number {
  if (digits.length === 4) return Number(digits)
  const century = Math.floor(options.latest_year / 100) * 100
  const year = century + Number(digits)
  return year > options.latest_year ? year - 100 : year
}

type Clock = { time: string | null; offset: string | null }

function readClock(rest: string): Clock | 'impossible' | null {
  if (rest.trim() === '') return { time: null, offset: null }
  const found = CLOCK.exec(rest)
  if (!found || (found[2] === undefined && !found[4] && !/h/.test(rest))) return null
  const [, hours = '', minutes = '0', seconds = '0', half, offset] = found
  let hour = Number(hours)
  if (half) hour = (hour % 12) + (half === 'pm' ? 12 : 0)
  if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return 'impossible'
  const time = [hour, Number(minutes), Number(seconds)].map((n) => String(n).padStart(2, '0')).join(':')
  return { time, offset: offset ? offset.toUpperCase() : null }
}

function isDay(year: number, month: number, day: number): boolean {
  if (year < 1850 || year > 2200 || month < 1 || month > 12 || day < 1) return false
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

function isoDay(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/**
 * Excel counts days from 1900-01-01 = 1 and believes 1900 was a leap year; on old Macintoshes from
 * 1904-01-01 = 0 (ECMA-376, 18.17.4). Seconds are rounded: 0.6 of a day is 14:24, not 14:23:59.
 */
export function fromSerial(serial: number, system: '1900' | '1904'): DateReading {
  if (!(serial >= 1 && serial < 110_000)) return { ok: false, why: 'impossible_date' }
  let days = Math.floor(serial)
  let seconds = Math.round((serial - days) * 86_400)
  if (seconds === 86_400) [days, seconds] = [days + 1, 0]
  const base = system === '1904' ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30)
  const iso = new Date(base + days * 86_400_000 + seconds * 1000).toISOString()
  return {
    ok: true,
    date: iso.slice(0, 10),
    time: serial % 1 === 0 ? null : iso.slice(11, 19),
    offset: null,
    ambiguous: false,
  }
}
