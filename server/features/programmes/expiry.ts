/**
 * When what is earned is over: always at the end of a local day, half open, so that the last day counts whole and the
 * instant answered is the first at which the units are gone.
 */
import { addMonths, civilOf, dayOfCivil, localDayOf, startOfLocalDay } from '../../lib/time.ts'
import { firstDayOf } from './calendar.ts'
import type { Extension } from './judgement.ts'
import type { Expiry, Programme } from './programme.ts'

/**
 * The first instant, in epoch milliseconds, at which units earned at `earned_at_ms` are gone; null never. For expiry by
 * inactivity it is what holds if nothing more happens. Units of a programme that ends on a day before they are earned
 * are gone at once.
 */
export function expiresAt(expiry: Expiry, earned_at_ms: number, time_zone: string): number | null {
  if (expiry.kind === 'never') return null
  const last_day = lastDayOf(expiry, localDayOf(earned_at_ms, time_zone))
  return startOfLocalDay(last_day + 1, time_zone)
}

/** The last local day on which units earned on `day` are good. */
export function lastDayOf(expiry: Exclude<Expiry, { kind: 'never' }>, day: number): number {
  switch (expiry.kind) {
    case 'rolling': {
      const last = addMonths(day, expiry.months)
      return expiry.to_end_of ? firstDayOf(expiry.to_end_of, last, 1) - 1 : last
    }
    case 'inactivity':
      return addMonths(day, expiry.months)
    case 'calendar':
      return firstDayOf(expiry.end_of, day, 1 + expiry.plus) - 1
    case 'yearly': {
      const earliest = addMonths(day, expiry.months_min)
      const { year } = civilOf(earliest)
      const this_year = dayOfCivil(year, expiry.month, expiry.day)
      return this_year >= earliest ? this_year : dayOfCivil(year + 1, expiry.month, expiry.day)
    }
    case 'date':
      return Date.parse(`${expiry.on}T00:00:00Z`) / 86_400_000
  }
}

/**
 * What a purchase, an activity or a spending does to units that expire by inactivity: every open lot of these units is
 * good until then, if it was not for longer. A sale that earns nothing is an activity all the same.
 */
export function extensionsAt(programme: Programme, at_ms: number, time_zone: string): Extension[] {
  const extensions: Extension[] = []
  for (const { unit, expiry } of programme.units) {
    if (expiry.kind !== 'inactivity') continue
    extensions.push({
      unit,
      inactive_months: expiry.months,
      expires_at_ms: expiresAt(expiry, at_ms, time_zone)!,
    })
  }
  return extensions
}
