/** Conditions that nothing could ever meet, or that name what is not there. */
import { addMonths, DAY_MS } from '../../lib/time.ts'
import type { Report } from './check-sentences.ts'
import { checkWhole, CENTS_MAX, dayNumber, isDayOfYear } from './check-values.ts'
import type { Conditions, EarningRule } from './programme.ts'

const LAST_MINUTE = 24 * 60 - 1
const BIRTHDAY_DAYS_MAX = 180
/** A longer campaign has every weekday and every season in it. */
const MONTHS_LOOKED_THROUGH = 13

export function checkConditions(when: Conditions, tier_ids: Set<string>, path: string, report: Report): void {
  const { weekdays, hours, season, dates, birthday, basket_min_cents, basket_max_cents } = when
  weekdays?.forEach((day, n) => checkWhole(day, 1, 7, `${path}.weekdays.${n}`, report))
  if (hours) {
    checkWhole(hours.from_minute, 0, LAST_MINUTE, `${path}.hours.from_minute`, report)
    checkWhole(hours.to_minute, 0, LAST_MINUTE + 1, `${path}.hours.to_minute`, report)
    if (hours.from_minute === hours.to_minute) report('hours_empty', `${path}.hours`)
  }
  if (season) {
    if (!isDayOfYear(season.from)) report('date_unknown', `${path}.season.from`)
    if (!isDayOfYear(season.to)) report('date_unknown', `${path}.season.to`)
  }
  if (dates) checkDates(dates, `${path}.dates`, report)
  if (birthday) {
    checkWhole(birthday.days_before, 0, BIRTHDAY_DAYS_MAX, `${path}.birthday.days_before`, report)
    checkWhole(birthday.days_after, 0, BIRTHDAY_DAYS_MAX, `${path}.birthday.days_after`, report)
  }
  checkTiers(when.tier_ids, tier_ids, `${path}.tier_ids`, report)
  if (basket_min_cents !== undefined)
    checkWhole(basket_min_cents, 0, CENTS_MAX, `${path}.basket_min_cents`, report)
  if (basket_max_cents !== undefined) {
    checkWhole(basket_max_cents, 1, CENTS_MAX, `${path}.basket_max_cents`, report)
    if ((basket_min_cents ?? 0) > basket_max_cents) report('basket_reversed', `${path}.basket_max_cents`)
  }
  if (hasNoDay(when)) report('never_holds', `${path}.dates`)
}

export function checkDates(
  { from, to }: { from: string | null; to: string | null },
  path: string,
  report: Report,
): void {
  const [first, last] = [from, to].map((date) => (date === null ? null : dayNumber(date)))
  if (first === undefined || Number.isNaN(first)) report('date_unknown', `${path}.from`)
  if (last === undefined || Number.isNaN(last)) report('date_unknown', `${path}.to`)
  if (typeof first === 'number' && typeof last === 'number' && last < first)
    report('dates_reversed', `${path}.to`)
}

export function checkTiers(
  asked: string[] | undefined,
  known: Set<string>,
  path: string,
  report: Report,
): void {
  asked?.forEach((id, n) => {
    if (!known.has(id)) report('tier_unknown', `${path}.${n}`)
  })
}

/** What is only known of a purchase can never hold for something else. */
export function checkActivity({ when, counts }: EarningRule, path: string, report: Report): void {
  if (counts.by !== 'activity') return
  const of_purchases = [
    'product_ids',
    'categories',
    'brands',
    'suppliers',
    'first_purchase',
    'basket_min_cents',
    'basket_max_cents',
    'payment_means',
  ] as const
  for (const name of of_purchases) {
    const value = when[name]
    if (value === undefined || (Array.isArray(value) && value.length === 0)) continue
    report('only_for_purchases', `${path}.when.${name}`)
  }
}

/** A campaign of which no day is in the season or on the weekdays asked for. */
function hasNoDay({ dates, season, weekdays = [] }: Conditions): boolean {
  if (!dates?.from || !dates.to || (season === undefined && weekdays.length === 0)) return false
  const [first, last] = [dayNumber(dates.from), dayNumber(dates.to)]
  if (!(first <= last) || (season && !(isDayOfYear(season.from) && isDayOfYear(season.to)))) return false
  const end = Math.min(last, addMonths(first, MONTHS_LOOKED_THROUGH))
  for (let day = first; day <= end; day += 1) {
    const date = new Date(day * DAY_MS)
    const isWeekday = weekdays.length === 0 || weekdays.includes(date.getUTCDay() || 7)
    if (isWeekday && (season === undefined || isWithin(date.toISOString().slice(5, 10), season))) return false
  }
  return true
}

/** 'MM-DD', both days included, perhaps over the new year. */
const isWithin = (day: string, { from, to }: { from: string; to: string }) =>
  from <= to ? day >= from && day <= to : day >= from || day <= to
