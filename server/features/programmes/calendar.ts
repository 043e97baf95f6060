/**
 * Months, quarters and years of the wall calendar, on local days (days since 1970-01-01). The last answers are
 * remembered, since sales are judged in the order of their days; what is answered depends on the arguments alone.
 */
import { addMonths, isoDate } from '../../lib/time.ts'
import type { Cap, Ladder } from './programme.ts'

type CalendarPeriod = 'month' | 'quarter' | 'year'
const MONTHS: Record<CalendarPeriod, number> = { month: 1, quarter: 3, year: 12 }

export type Civil = { year: number; month: number; date: number }

/** Year, month (1 to 12) and day of the month, by whole numbers (Hinnant, chrono-compatible date algorithms). */
export function civilOf(day: number): Civil {
  const shifted = day + 719_468
  const era = Math.floor(shifted / 146_097)
  const of_era = shifted - era * 146_097
  const year_of_era = Math.floor(
    (of_era - Math.floor(of_era / 1460) + Math.floor(of_era / 36_524) - Math.floor(of_era / 146_096)) / 365,
  )
  const of_year = of_era - (365 * year_of_era + Math.floor(year_of_era / 4) - Math.floor(year_of_era / 100))
  const from_march = Math.floor((5 * of_year + 2) / 153)
  const month = from_march < 10 ? from_march + 3 : from_march - 9
  return {
    year: year_of_era + era * 400 + (month <= 2 ? 1 : 0),
    month,
    date: of_year - Math.floor((153 * from_march + 2) / 5) + 1,
  }
}

/** The local day of a date; a day past the month's end is its last one, so that 29 February is the 28th in other years. */
export function dayOf(year: number, month: number, date: number): number {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return Date.UTC(year, month - 1, Math.min(date, last)) / 86_400_000
}

/** Monday is 1, Sunday 7; 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

/** The first day of the period `later` periods after the one that holds `day`. */
export function firstDayOf(period: CalendarPeriod, day: number, later = 0): number {
  const { year, month } = civilOf(day)
  const months = MONTHS[period]
  const first = month - ((month - 1) % months)
  return addMonths(dayOf(year, first, 1), months * later)
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

/** The period a ladder counts by; one that rolls begins a tier of the next period with the calendar month. */
export function periodOf({ period }: Ladder): CalendarPeriod {
  return period.kind === 'calendar' ? period.of : 'month'
}
