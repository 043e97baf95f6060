/** When it goes to whom: a local hour in each one's zone, spread over hours; and on which days what recurs. Pure. */
import { assert } from '../../lib/assert.ts'
import {
  addMonths,
  civilOf,
  DAY_MS,
  dayOfCivil,
  dayOfIsoDate,
  isoDate,
  localDayOf,
  zoneOffset,
} from '../../lib/time.ts'
import { drawOf, isRecurring } from './rules.ts'
import type { CampaignKind, CampaignWish } from './wish.ts'

type Schedule = CampaignWish['schedule']
const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

const minutesOf = (hour: string) => Number(hour.slice(0, 2)) * 60 + Number(hour.slice(3))

/**
 * The instant of a time on the wall of a zone. An hour that comes twice is the first; one that is skipped is as much later
 * as the clocks were put forward.
 */
export function instantOf(day: number, hour: string, time_zone: string): number {
  const wall = day * DAY_MS + minutesOf(hour) * MINUTE_MS
  const [before, after] = [zoneOffset(wall - DAY_MS, time_zone), zoneOffset(wall + DAY_MS, time_zone)]
  if (zoneOffset(wall - before, time_zone) === before) return wall - before
  return zoneOffset(wall - after, time_zone) === after ? wall - after : wall - before
}

/** The first instant at which anybody's hour has come; zones are those of the shop's people. */
export function firstInstant(schedule: Schedule, time_zones: string[], shop_zone: string, now: Date): Date {
  const { date, hour, clock } = schedule
  if (!date && !hour) return now
  const zones = clock === 'shop' || time_zones.length === 0 ? [shop_zone] : time_zones
  const day = date ? dayOfIsoDate(date) : localDayOf(now.getTime(), shop_zone)
  const first = Math.min(...zones.map((zone) => instantOf(day, hour ?? '00:00', zone)))
  return new Date(Math.max(first, now.getTime()))
}

/** The first instant of one day of what recurs; without an hour, mid-morning. */
export function nextInstant(schedule: Schedule, day: number, time_zones: string[], shop_zone: string): Date {
  const zones = schedule.clock === 'shop' || time_zones.length === 0 ? [shop_zone] : time_zones
  return new Date(Math.min(...zones.map((zone) => instantOf(day, schedule.hour ?? HOUR, zone))))
}
const HOUR = '10:00'

/** How long it takes from the first to the last: as asked, and longer where no more than so many may go in an hour. */
export function spreadMs({ spread_minutes, per_hour_max }: Schedule, people: number): number {
  const throttled = per_hour_max === null ? 0 : (people / per_hour_max) * HOUR_MS
  return Math.max(spread_minutes * MINUTE_MS, throttled)
}

export type Going = {
  schedule: Schedule
  /** The local day of this occurrence. */
  day: number
  shop_zone: string
  people: number
  campaign_id: string
  now: Date
}

/** Each one's own instant: never before now, the same whenever it is asked. */
export function dueAt(going: Going, customer_id: string, time_zone: string | null): Date {
  const { schedule, day, shop_zone, people, campaign_id, now } = going
  const zone = schedule.clock === 'recipient' && time_zone ? time_zone : shop_zone
  const begins = schedule.hour ? instantOf(day, schedule.hour, zone) : now.getTime()
  const share = drawOf('spread', campaign_id, customer_id) / 1_000_000
  const later = Math.round(share * spreadMs(schedule, people))
  return new Date(Math.max(begins + later, now.getTime()))
}

/** Sooner or later on the day; after it nobody wants it any more. */
export const USEFUL_DAYS: Record<CampaignKind, number> = {
  one_off: 2,
  newsletter: 1,
  private_sale: 2,
  birthday: 2,
  points_expiring: 2,
  countdown: 2,
  thank_you: 2,
  welcome: 3,
}
export const usefulUntil = (kind: CampaignKind, due_at: Date) =>
  new Date(due_at.getTime() + USEFUL_DAYS[kind] * DAY_MS)

/** Monday is 1: 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number) => ((((day + 3) % 7) + 7) % 7) + 1

/** Does it go out on this local day? */
export function goesOn(wish: Pick<CampaignWish, 'kind' | 'recurrence' | 'schedule'>, day: number): boolean {
  const { kind, recurrence, schedule } = wish
  if (!isRecurring(kind) || !recurrence) return false
  if (schedule.date && day < dayOfIsoDate(schedule.date)) return false
  if (recurrence.until && day > dayOfIsoDate(recurrence.until)) return false
  return kind !== 'newsletter' || recurrence.weekdays.includes(weekdayOf(day))
}

/** The next local day on which it goes out, `from` included; null when its last is over, or within a year none comes. */
export function nextDay(
  wish: Pick<CampaignWish, 'kind' | 'recurrence' | 'schedule'>,
  from: number,
): number | null {
  const begin = wish.schedule.date ? Math.max(from, dayOfIsoDate(wish.schedule.date)) : from
  for (let day = begin; day < begin + 8; day++) if (goesOn(wish, day)) return day
  return null
}

/**
 * On which local day somebody's birthday is kept in a year: 29 February on the 28th where there is none, so that nobody is
 * wished it late.
 */
export function birthdayIn(birth_date: string, year: number): number {
  const { month, date } = civilOf(dayOfIsoDate(birth_date))
  return dayOfCivil(year, month, date)
}

/** The dates ('02-28') whose birthdays are kept on this day: on 28 February of a year without a 29th, both. */
export function birthDatesOn(day: number): string[] {
  const { year, month, date } = civilOf(day)
  const own = isoDate(day).slice(5)
  const is_short = civilOf(dayOfCivil(year, 2, 29)).date === 28
  return month === 2 && date === 28 && is_short ? [own, '02-29'] : [own]
}

/** Days of one month, for the calendar. */
export function daysOfMonth(month: string): number[] {
  assert(/^\d{4}-\d{2}$/.test(month), 'a month is written YYYY-MM')
  const first = dayOfIsoDate(`${month}-01`)
  const next = addMonths(first, 1)
  return Array.from({ length: next - first }, (_, at) => first + at)
}
