/**
 * Months, quarters and years of the wall calendar, on local days (days since 1970-01-01). The last answers are
 * remembered, since sales are judged in the order of their days; what is answered depends on the arguments alone.
 */
import { civilOf, dayOfCivil, isoDate } from '../../lib/time.ts'
import type { Cap, Ladder } from './programme.ts'

type CalendarPeriod = 'month' | 'quarter' | 'year'
const MONTHS: Record<CalendarPeriod, number> = { month: 1, quarter: 3, year: 12 }

/** Monday is 1, Sunday 7; 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

/** The first day of the period `later` periods after the one that holds `day`. */
export function firstDayOf(period: CalendarPeriod, day: number, later = 0): number {
  const { year, month } = civilOf(day)
  const months = MONTHS[period]
  return dayOfCivil(year, month - ((month - 1) % months) + months * later, 1)
}

/** The first day of a cap's period, as text; null where there is no calendar in it. */
function firstDayOfCap(per: Cap['per'], day: number): string | null {
  if (per === 'sale' || per === 'ever') return null
  if (per === 'day') return isoDate(day)
  return isoDate(per === 'week' ? day - weekdayOf(day) + 1 : firstDayOf(per, day))
}

const remembered: Record<Cap['per'], { day: number; text: string }> = {
  sale: { day: NaN, text: '' },
  day: { day: NaN, text: '' },
  week: { day: NaN, text: '' },
  month: { day: NaN, text: '' },
  year: { day: NaN, text: '' },
  ever: { day: NaN, text: '' },
}

/** '@week:2026-06-15', the end of a counter's key; '@ever' has no day. */
export function counterPeriod(per: Cap['per'], day: number): string {
  const last = remembered[per]
  if (last.day === day) return last.text
  const first = firstDayOfCap(per, day)
  last.day = day
  last.text = first === null ? `@${per}` : `@${per}:${first}`
  return last.text
}

/** The periods themselves, and time for what a till sold without a network: nobody carries a year of days. */
const KEPT_DAYS: Record<string, number> = { day: 31, week: 45, month: 100, year: 400 }
let forgotten: { day: number; before: Record<string, string> } = { day: NaN, before: {} }

/** Whether a counter's period began so long before `day` that nothing will ask for it again. */
export function isForgotten(counter: string, day: number): boolean {
  const colon = counter.lastIndexOf(':')
  const per = counter.slice(counter.lastIndexOf('@') + 1, colon)
  if (forgotten.day !== day) {
    forgotten = { day, before: {} }
    for (const [kept, days] of Object.entries(KEPT_DAYS)) forgotten.before[kept] = isoDate(day - days)
  }
  const before = forgotten.before[per]
  return before !== undefined && counter.slice(colon + 1) < before
}

/** The period a ladder counts by; one that rolls begins a tier of the next period with the calendar month. */
export function periodOf({ period }: Ladder): CalendarPeriod {
  return period.kind === 'calendar' ? period.of : 'month'
}
