/**
 * When a store is open: weekly hours with their breaks, exceptions by date, and the public holidays to propose.
 * Pure, so that the screens check a form and the till a moment by the same text.
 */
import { DAY_MS, dayOfIsoDate, isoDate, localDayOf, zoneOffset } from '../../lib/time.ts'

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** From and to on the wall clock of the store: '09:30', '12:30'; a day may end at '24:00'. */
export type Span = [from: string, to: string]
export type OpeningHours = Partial<Record<Weekday, Span[]>>
/** Whole local days, both included. Without hours the store is closed; with hours it keeps those instead. */
export type Exception = { from: string; to: string; label: string; hours: Span[] }
export type Hours = {
  time_zone: string
  opening_hours: OpeningHours
  exceptions: Exception[]
  closed_at?: Date | string | null
}

export type HoursProblem = { at: string; problem: 'malformed' | 'ends_before_it_begins' | 'overlaps' }

const minutesOf = (time: string): number => {
  const match = /^(\d\d):(\d\d)$/.exec(time)
  const minutes = match ? Number(match[1]) * 60 + Number(match[2]) : NaN
  return match && Number(match[2]) < 60 && minutes <= 24 * 60 ? minutes : NaN
}

function spansProblem(at: string, spans: Span[]): HoursProblem | null {
  const minutes = spans.map(([from, to]) => [minutesOf(from), minutesOf(to)] as const)
  for (const [from, to] of minutes) {
    if (Number.isNaN(from) || Number.isNaN(to)) return { at, problem: 'malformed' }
    // A shop that closes after midnight says so in two spans: until 24:00, and from 00:00 the next day.
    if (to <= from) return { at, problem: 'ends_before_it_begins' }
  }
  const sorted = minutes.toSorted((a, b) => a[0] - b[0])
  const overlaps = sorted.some(([from], i) => i > 0 && from < sorted[i - 1]![1])
  return overlaps ? { at, problem: 'overlaps' } : null
}

const isDate = (text: string) =>
  /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && isoDate(dayOfIsoDate(text)) === text

/** The first thing that is wrong, or null. */
export function hoursProblem(hours: Pick<Hours, 'opening_hours' | 'exceptions'>): HoursProblem | null {
  for (const weekday of WEEKDAYS) {
    const problem = spansProblem(weekday, hours.opening_hours[weekday] ?? [])
    if (problem) return problem
  }
  for (const { from, to, hours: spans } of hours.exceptions) {
    if (!isDate(from) || !isDate(to)) return { at: from, problem: 'malformed' }
    if (to < from) return { at: from, problem: 'ends_before_it_begins' }
    const problem = spansProblem(from, spans)
    if (problem) return problem
  }
  const sorted = hours.exceptions.toSorted((a, b) => (a.from < b.from ? -1 : 1))
  const twice = sorted.find((exception, i) => i > 0 && exception.from <= sorted[i - 1]!.to)
  return twice ? { at: twice.from, problem: 'overlaps' } : null
}

/** The hours of one local day, exceptions first. */
export function hoursOn(hours: Hours, day: number): Span[] {
  const date = isoDate(day)
  const exception = hours.exceptions.find(({ from, to }) => from <= date && date <= to)
  if (exception) return exception.hours
  // 1 January 1970 was a Thursday.
  const weekday = WEEKDAYS[(((day + 3) % 7) + 7) % 7]!
  return hours.opening_hours[weekday] ?? []
}

/** Spans are half open: at 12:30 sharp the shop that closes at 12:30 is closed. */
export function isOpen(hours: Hours, at: Date): boolean {
  if (hours.closed_at && new Date(hours.closed_at) <= at) return false
  const at_ms = at.getTime()
  const day = localDayOf(at_ms, hours.time_zone)
  const minutes = Math.floor((at_ms + zoneOffset(at_ms, hours.time_zone) - day * DAY_MS) / 60_000)
  return hoursOn(hours, day).some(([from, to]) => minutesOf(from) <= minutes && minutes < minutesOf(to))
}

export type Holiday = { date: string; label: { fr: string; en: string } }

/** Easter Sunday as a local day: the Gregorian computus of Meeus, Jones and Butcher (Astronomical Algorithms, ch. 8). */
export function easterDay(year: number): number {
  const a = year % 19
  const [b, c] = [Math.floor(year / 100), year % 100]
  const [d, e] = [Math.floor(b / 4), b % 4]
  const g = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3)
  const h = (19 * a + b - d - g + 15) % 30
  const [i, k] = [Math.floor(c / 4), c % 4]
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1) / DAY_MS
}

/**
 * The holidays of French law (Code du travail, L3133-1), and the two more of Alsace and Moselle (L3134-13), told by
 * the postal code. They are proposals: many shops open on some of them.
 */
export function publicHolidays(year: number, postal_code = ''): Holiday[] {
  const easter = easterDay(year)
  const on = (day: number, fr: string, en: string): Holiday => ({ date: isoDate(day), label: { fr, en } })
  const fixed = (date: string, fr: string, en: string): Holiday => ({
    date: `${year}-${date}`,
    label: { fr, en },
  })
  const local = /^(57|67|68)/.test(postal_code)
  return [
    fixed('01-01', 'Jour de l’an', 'New Year’s Day'),
    ...(local ? [on(easter - 2, 'Vendredi saint', 'Good Friday')] : []),
    on(easter + 1, 'Lundi de Pâques', 'Easter Monday'),
    fixed('05-01', 'Fête du Travail', 'Labour Day'),
    fixed('05-08', 'Victoire 1945', 'Victory Day 1945'),
    on(easter + 39, 'Ascension', 'Ascension Day'),
    on(easter + 50, 'Lundi de Pentecôte', 'Whit Monday'),
    fixed('07-14', 'Fête nationale', 'Bastille Day'),
    fixed('08-15', 'Assomption', 'Assumption'),
    fixed('11-01', 'Toussaint', 'All Saints’ Day'),
    fixed('11-11', 'Armistice 1918', 'Armistice Day 1918'),
    fixed('12-25', 'Noël', 'Christmas Day'),
    ...(local ? [fixed('12-26', 'Saint-Étienne', 'Second day of Christmas')] : []),
  ].toSorted((a, b) => (a.date < b.date ? -1 : 1))
}
