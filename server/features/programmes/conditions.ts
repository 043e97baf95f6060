/**
 * Whether the conditions of a rule or a multiplier hold: for the whole sale, and for each line. All in the local time of
 * the store. What nothing is known about does not hold.
 */
import { civilOf, DAY_MS, dayOfCivil, dayOfIsoDate, zoneOffset } from '../../lib/time.ts'
import { weekdayOf } from './calendar.ts'
import type { ActivityToJudge, PersonToJudge, SaleLine, SaleToJudge } from './judgement.ts'
import type { Conditions } from './programme.ts'

/** What the conditions of a whole sale are asked about. */
export type Moment = {
  store_id: string
  merchant_id: string | undefined
  channel: string | undefined
  /** Local day, and minutes after local midnight by the clock on the wall. */
  day: number
  minute: number
  person: PersonToJudge | undefined
  /** The tiers that stand at this instant. */
  tier_ids: readonly string[]
  /** What counts in the sale; null for an activity, which has no basket. */
  basket_cents: number | null
  payment_means: string[] | undefined
}

const NO_TIERS: readonly string[] = []

/** A sale that does not say where it was made was made at a till. */
export function momentOf(what: SaleToJudge | ActivityToJudge, basket_cents: number | null): Moment {
  const local_ms = what.occurred_at_ms + zoneOffset(what.occurred_at_ms, what.time_zone)
  const day = Math.floor(local_ms / DAY_MS)
  return {
    store_id: what.store_id,
    merchant_id: what.merchant_id,
    channel: what.channel ?? (basket_cents === null ? undefined : 'till'),
    day,
    minute: Math.floor((local_ms - day * DAY_MS) / 60_000),
    person: what.person,
    tier_ids: NO_TIERS,
    basket_cents,
    payment_means: 'payment_means' in what ? what.payment_means : undefined,
  }
}

type Names = Set<string> | null

/** Conditions made ready once for many sales. */
export type Ready = {
  /** Nothing is asked of the sale as a whole; nothing is asked of its lines. */
  any_sale: boolean
  any_line: boolean
  store_ids: Names
  merchant_ids: Names
  channels: Names
  product_ids: Names
  categories: Names
  brands: Names
  suppliers: Names
  tier_ids: Names
  club_ids: Names
  tags: Names
  audience_ids: Names
  payment_means: Names
  /** By weekday, Monday first. */
  weekdays: boolean[] | null
  hours: { from: number; to: number } | null
  /** Month × 100 + day. */
  season: { from: number; to: number } | null
  dates: { from: number; to: number } | null
  birthday: { before: number; after: number } | null
  first_purchase: boolean
  basket_min_cents: number
  basket_max_cents: number
}

const names = (list: string[] | undefined): Names => (list && list.length > 0 ? new Set(list) : null)
const monthAndDay = (text: string) => Number(text.slice(0, 2)) * 100 + Number(text.slice(3, 5))

export function readyConditions(when: Conditions): Ready {
  const ready: Ready = {
    any_sale: false,
    any_line: false,
    store_ids: names(when.store_ids),
    merchant_ids: names(when.merchant_ids),
    channels: names(when.channels),
    product_ids: names(when.product_ids),
    categories: names(when.categories),
    brands: names(when.brands),
    suppliers: names(when.suppliers),
    tier_ids: names(when.tier_ids),
    club_ids: names(when.club_ids),
    tags: names(when.tags),
    audience_ids: names(when.audience_ids),
    payment_means: names(when.payment_means),
    weekdays: when.weekdays?.length ? [1, 2, 3, 4, 5, 6, 7].map((n) => when.weekdays!.includes(n)) : null,
    hours: when.hours ? { from: when.hours.from_minute, to: when.hours.to_minute } : null,
    season: when.season ? { from: monthAndDay(when.season.from), to: monthAndDay(when.season.to) } : null,
    dates: when.dates ? readyDates(when.dates) : null,
    birthday: when.birthday ? { before: when.birthday.days_before, after: when.birthday.days_after } : null,
    first_purchase: when.first_purchase === true,
    basket_min_cents: when.basket_min_cents ?? -Infinity,
    basket_max_cents: when.basket_max_cents ?? Infinity,
  }
  ready.any_line = !(ready.product_ids || ready.categories || ready.brands || ready.suppliers)
  const asked = [ready.store_ids, ready.merchant_ids, ready.channels, ready.tier_ids, ready.club_ids]
  const more = [ready.tags, ready.audience_ids, ready.payment_means, ready.weekdays, ready.hours]
  const rest = [ready.season, ready.dates, ready.birthday]
  ready.any_sale =
    [...asked, ...more, ...rest].every((one) => one === null) &&
    !ready.first_purchase &&
    when.basket_min_cents === undefined &&
    when.basket_max_cents === undefined
  return ready
}

function readyDates({ from, to }: { from: string | null; to: string | null }) {
  return { from: from ? dayOfIsoDate(from) : -Infinity, to: to ? dayOfIsoDate(to) : Infinity }
}

/** Both days included; a side that is null is open. `day` is a local day. */
export function datesHold(dates: { from: string | null; to: string | null }, day: number): boolean {
  const { from, to } = readyDates(dates)
  return day >= from && day <= to
}

/** Whether all that is asked of the sale as a whole holds. */
export function holdsForSale(ready: Ready, moment: Moment): boolean {
  if (ready.any_sale) return true
  const { person, basket_cents } = moment
  if (ready.store_ids && !ready.store_ids.has(moment.store_id)) return false
  if (ready.merchant_ids && !known(ready.merchant_ids, moment.merchant_id)) return false
  if (ready.channels && !known(ready.channels, moment.channel)) return false
  if (ready.dates && (moment.day < ready.dates.from || moment.day > ready.dates.to)) return false
  if ((ready.weekdays || ready.hours) && !timeHolds(ready, moment)) return false
  if (ready.season && !seasonHolds(ready.season, moment.day)) return false
  if (ready.first_purchase && person?.first_purchase !== true) return false
  if (ready.birthday && !birthdayHolds(ready.birthday, person?.birthday, moment.day)) return false
  if (ready.tier_ids && !someKnown(ready.tier_ids, moment.tier_ids)) return false
  if (ready.club_ids && !someKnown(ready.club_ids, person?.club_ids)) return false
  if (ready.tags && !someKnown(ready.tags, person?.tags)) return false
  if (ready.audience_ids && !someKnown(ready.audience_ids, person?.audience_ids)) return false
  if (ready.payment_means && !someKnown(ready.payment_means, moment.payment_means)) return false
  if (basket_cents === null)
    return ready.basket_min_cents === -Infinity && ready.basket_max_cents === Infinity
  return basket_cents >= ready.basket_min_cents && basket_cents <= ready.basket_max_cents
}

/** Whether all that is asked of a line holds. */
export function holdsForLine(ready: Ready, line: SaleLine): boolean {
  if (ready.any_line) return true
  return (
    (ready.product_ids === null || known(ready.product_ids, line.product_id)) &&
    (ready.categories === null || known(ready.categories, line.category)) &&
    (ready.brands === null || known(ready.brands, line.brand)) &&
    (ready.suppliers === null || known(ready.suppliers, line.supplier))
  )
}

function known(wanted: Set<string>, value: string | null | undefined): boolean {
  return value !== null && value !== undefined && wanted.has(value)
}

function someKnown(wanted: Set<string>, values: readonly string[] | undefined): boolean {
  if (values === undefined) return false
  for (const value of values) if (wanted.has(value)) return true
  return false
}

/**
 * From inclusive, to exclusive, by the clock on the wall: the hour that is skipped in spring never comes, the one that
 * comes twice in autumn counts twice. Hours over midnight belong to the evening they began in: Friday from 22:00 to
 * 02:00 is good on Saturday at 01:00 and not on Friday at 01:00. The same hour twice is the whole day.
 */
function timeHolds({ weekdays, hours }: Ready, { day, minute }: Moment): boolean {
  let of_day = day
  if (hours && hours.from < hours.to) {
    if (minute < hours.from || minute >= hours.to) return false
  } else if (hours && minute < hours.from) {
    if (minute >= hours.to) return false
    if (hours.from > hours.to) of_day -= 1
  }
  return weekdays === null || weekdays[weekdayOf(of_day) - 1]!
}

/** Both days included, and over the new year where it ends before it begins. */
function seasonHolds({ from, to }: { from: number; to: number }, day: number): boolean {
  const { month, date } = civilOf(day)
  const today = month * 100 + date
  return from <= to ? today >= from && today <= to : today >= from || today <= to
}

/**
 * Around the birthday, both ends included, also over the new year. Who was born on 29 February has it on the 28th in
 * other years: the birthday stays in its month, as every offer « du mois » expects.
 */
function birthdayHolds(
  { before, after }: { before: number; after: number },
  birthday: string | null | undefined,
  day: number,
): boolean {
  if (birthday === null || birthday === undefined) return false
  const [month, date] = [Number(birthday.slice(0, 2)), Number(birthday.slice(3, 5))]
  const { year } = civilOf(day)
  for (let of = year - 1; of <= year + 1; of += 1) {
    const then = dayOfCivil(of, month, date)
    if (day >= then - before && day <= then + after) return true
  }
  return false
}
