/** When a rule holds, in English: what is bought stands with the purchase, the rest follows after a comma. */
import type { Naming } from './phrases.ts'
import { dayOfYear, isWeekend, sortedDays, weekRun, wholeMonths } from './phrases-when.ts'
import * as en from './phrases-en-words.ts'
import type { Conditions } from './programme.ts'

/** ' in “Tea” by “Kusmi”', or ''. */
export function goods(naming: Naming, when: Conditions): string {
  const { product_ids = [], categories = [], brands = [], suppliers = [] } = when
  const products = naming.products(product_ids)?.map(en.quoted)
  const parts: string[] = []
  if (product_ids.length > 0) parts.push(` of ${products ? en.listed(products) : 'a choice of products'}`)
  if (categories.length > 0) parts.push(` in ${en.listed(categories.map(en.quoted))}`)
  if (brands.length > 0) parts.push(` by ${en.listed(brands.map(en.quoted))}`)
  if (suppliers.length > 0) parts.push(` supplied by ${en.listed(suppliers.map(en.quoted))}`)
  return parts.join('')
}

/** ', on Tuesdays from 2 pm to 5 pm, for Gold customers', or ''. */
export function circumstances(naming: Naming, when: Conditions): string {
  const { season, dates, birthday, first_purchase } = when
  const parts = [
    [weekdays(when.weekdays ?? []), when.hours ? hours(when.hours) : ''].filter(Boolean).join(' '),
    season ? seasonal(season) : '',
    dates ? en.datesBetween(dates.from, dates.to) : '',
    first_purchase ? 'for your first purchase' : '',
    birthday ? around(naming, birthday) : '',
    ...whom(naming, when),
    basket(naming, when),
    paying(when.payment_means ?? []),
    channels(when.channels ?? []),
    ...places(naming, when),
  ]
  return parts
    .filter(Boolean)
    .map((part) => `, ${part}`)
    .join('')
}

function weekdays(days: number[]): string {
  if (days.length === 0) return ''
  const run = weekRun(days)
  if (run === 'all') return ''
  const name = (day: number) => en.DAYS[day - 1]!
  if (run !== null) return `from ${name(run.from)} to ${name(run.to)}`
  if (isWeekend(days)) return 'at weekends'
  return `on ${en.listed(sortedDays(days).map((day) => `${name(day)}s`))}`
}

function hours({ from_minute, to_minute }: NonNullable<Conditions['hours']>): string {
  const to = to_minute === 1440 ? 0 : to_minute
  if (from_minute === to) return ''
  if (from_minute === 0) return `before ${en.hour(to)}`
  if (to === 0) return `from ${en.hour(from_minute)} on`
  return `from ${en.hour(from_minute)} to ${en.hour(to)}`
}

function seasonal(season: NonNullable<Conditions['season']>): string {
  const months = wholeMonths(season)
  if (months?.from === months?.to && months) return `in ${en.month(months.from)}`
  if (months) return `from ${en.month(months.from)} to ${en.month(months.to)}`
  const [from, to] = [dayOfYear(season.from), dayOfYear(season.to)]
  if (season.from === season.to) return `on ${en.day(from)} each year`
  return `${en.between(from, to)} each year`
}

function around(naming: Naming, { days_before, days_after }: NonNullable<Conditions['birthday']>): string {
  if (days_before === 0 && days_after === 0) return 'on your birthday'
  const days = (n: number, side: string) => (n === 0 ? [] : [`${naming.number(n)} day${en.s(n)} ${side}`])
  return `around your birthday (${[...days(days_before, 'before'), ...days(days_after, 'after')].join(', ')})`
}

/** Tags and audiences are the shop's own words about people: customers never read them. */
function whom(naming: Naming, { tier_ids = [], club_ids = [], tags = [], audience_ids = [] }: Conditions) {
  const parts: string[] = []
  if (tier_ids.length > 0) parts.push(forTiers(naming, tier_ids))
  if (club_ids.length > 0) parts.push(forClubs(naming, club_ids))
  if (tags.length > 0 || audience_ids.length > 0) parts.push('for customers we invite')
  return parts
}

/** 'for Gold or Silver customers'. */
export const forTiers = (naming: Naming, ids: string[]) =>
  `for ${en.listed(naming.tiers(ids), 'or')} customers`

/** 'for members of the club “Wine”'. */
export function forClubs(naming: Naming, ids: string[]): string {
  const clubs = naming.clubs(ids)?.map(en.quoted)
  if (!clubs) return 'for members of some clubs'
  return `for members of the club${en.s(clubs.length)} ${en.listed(clubs, 'or')}`
}

function basket(naming: Naming, { basket_min_cents: least = 0, basket_max_cents: most }: Conditions): string {
  const money = naming.moneyShort
  if (most === undefined) return least > 0 ? `from ${money(least)} of purchases` : ''
  if (least > 0) return `from ${money(least)} to ${money(most)} of purchases`
  return `up to ${money(most)} of purchases`
}

const MEANS: Record<string, string> = {
  card: 'by card',
  cash: 'in cash',
  cheque: 'by cheque',
  transfer: 'by transfer',
  gift_card: 'by gift card',
  other: 'other than by card, in cash or by cheque',
}

const paying = (means: string[]) =>
  means.length === 0
    ? ''
    : `paying ${en.listed(
        means.map((one) => MEANS[one] ?? `by ${en.quoted(one)}`),
        'or',
      )}`

const CHANNELS: Record<string, string> = { till: 'in the shop', web: 'online', phone: 'by telephone' }

const channels = (names: string[]) =>
  en.listed(
    names.map((one) => CHANNELS[one] ?? `by ${en.quoted(one)}`),
    'or',
  )

function places(naming: Naming, { store_ids = [], merchant_ids = [] }: Conditions): string[] {
  const parts: string[] = []
  if (merchant_ids.length > 0) {
    const merchants = naming.merchants(merchant_ids)?.map(en.quoted)
    parts.push(merchants ? `at ${en.listed(merchants)}` : 'at some merchants')
  }
  if (store_ids.length > 0) {
    const stores = naming.stores(store_ids)?.map(en.quoted)
    parts.push(stores ? `at ${en.listed(stores)}` : 'in some shops')
  }
  return parts
}
