/**
 * The worked example: an ordinary sale, judged by the same function as at the till. Where every rule has
 * conditions, the sale is made to meet those of one, and the words say so.
 */
import { addMonths, DAY_MS, dayOfIsoDate } from '../../lib/time.ts'
import { judgeSale, unitOf } from './judge.ts'
import { ladderUnit } from './ladder.ts'
import type { AccountState, Judgement, SaleToJudge } from './judgement.ts'
import type { Example, ExampleSale } from './phrases.ts'
import { isUnconditional } from './phrases-when.ts'
import type { Conditions, EarningRule, Programme, Reward, Unit } from './programme.ts'

/** Past this many visits a reward is out of sight, and the example is silent about it. */
const EXAMPLE_SALES_MAX = 500
/** 1 January 2026: within the example nothing expires or waits, so the day matters to conditions alone. */
const A_DAY = dayOfIsoDate('2026-01-01')
const NOON = 720
const MINUTE_MS = 60_000

/** null when nothing is earned by buying. */
export function workExample(given: Programme, wanted_cents?: number): Example | null {
  const rule = plainest(given)
  if (rule === undefined) return null
  const programme = ordinary(given, rule)
  const wanted = Math.round(wanted_cents ?? 0)
  const sale = saleFor(rule, wanted > 0 ? wanted : defaultBasket(programme, rule))
  const accounts = membersOf(programme, rule.when)
  const first = judgeSale(programme, sale, accounts)
  const second = judgeSale(programme, again(sale), first.accounts)
  return {
    basket_cents: sale.lines[0]!.total_cents,
    pieces: programme.earning.some(({ counts }) => counts.by === 'item') ? piecesOf(rule) : null,
    conditional: isUnconditional(rule.when) ? null : rule,
    first: shown(programme, first),
    second: shown(programme, second),
    reached: firstReward(programme, sale, accounts),
  }
}

const asked = (when: Conditions) =>
  Object.values(when).filter((value) => !Array.isArray(value) || value.length > 0).length

/** The rule with the fewest conditions, one for first purchases last of all. */
function plainest({ earning }: Programme): EarningRule | undefined {
  const weight = ({ when }: EarningRule) => asked(when) + (when.first_purchase ? 100 : 0)
  return earning.filter(({ counts }) => counts.by !== 'activity').toSorted((a, b) => weight(a) - weight(b))[0]
}

/**
 * Without what would hold by the accident of the example's day, and with nothing waiting: what is left does not
 * hold unless the sale says so.
 */
function ordinary(programme: Programme, rule: EarningRule): Programme {
  const isAccident = ({ weekdays = [], hours, season, dates }: Conditions) =>
    weekdays.length > 0 || hours !== undefined || season !== undefined || dates !== undefined
  return {
    ...programme,
    units: programme.units.map((unit) => ({ ...unit, pending_days: 0 })),
    earning: programme.earning.filter((one) => one === rule || !isAccident(one.when)),
    multipliers: (programme.multipliers ?? []).filter(({ when }) => !isAccident(when)),
  }
}

const piecesOf = ({ counts }: EarningRule) => (counts.by === 'item' ? (counts.every ?? 1) : 1)

function saleFor(rule: EarningRule, basket_cents: number): SaleToJudge {
  const { when } = rule
  const { basket_min_cents = 0, basket_max_cents = Infinity } = when
  const cents = Math.min(Math.max(basket_cents, basket_min_cents), basket_max_cents)
  const day = dayFor(when)
  const birthday = new Date(day * DAY_MS).toISOString().slice(5, 10)
  return {
    store_id: when.store_ids?.[0] ?? '',
    merchant_id: when.merchant_ids?.[0],
    channel: when.channels?.[0],
    payment_means: when.payment_means?.slice(0, 1),
    occurred_at_ms: day * DAY_MS + (when.hours?.from_minute ?? NOON) * MINUTE_MS,
    time_zone: 'UTC',
    person: {
      first_purchase: when.first_purchase,
      birthday: when.birthday ? birthday : null,
      tags: when.tags,
      club_ids: when.club_ids,
      audience_ids: when.audience_ids,
    },
    lines: [
      {
        line_no: 1,
        product_id: when.product_ids?.[0] ?? null,
        category: when.categories?.[0] ?? null,
        brand: when.brands?.[0] ?? null,
        supplier: when.suppliers?.[0] ?? null,
        quantity_milli: 1000 * piecesOf(rule),
        gross_cents: cents,
        total_cents: cents,
      },
    ],
  }
}

const again = (sale: SaleToJudge): SaleToJudge => ({
  ...sale,
  person: { ...sale.person, first_purchase: false },
})

/** The first day of the campaign, then of the season, that is one of the weekdays; at most a year is looked through. */
function dayFor({ dates, season, weekdays = [] }: Conditions): number {
  const from = dates?.from ?? dates?.to
  const first = from ? dayOfIsoDate(from) : A_DAY
  const last = dates?.to ? dayOfIsoDate(dates.to) : addMonths(first, 12)
  for (let day = first; day <= last; day += 1) {
    const date = new Date(day * DAY_MS)
    const of_year = date.toISOString().slice(5, 10)
    const inSeason =
      season === undefined ||
      (season.from <= season.to
        ? of_year >= season.from && of_year <= season.to
        : of_year >= season.from || of_year <= season.to)
    if (inSeason && (weekdays.length === 0 || weekdays.includes(date.getUTCDay() || 7))) return day
  }
  return first
}

/** An account with the tier that is asked for; else none. */
function membersOf({ ladders = [] }: Programme, { tier_ids = [] }: Conditions): AccountState[] {
  return ladders.flatMap(({ ladder_id, tiers }) => {
    const tier = tiers.find(({ tier_id }) => tier_ids.includes(tier_id))
    if (tier === undefined) return []
    const state = { tier_id: tier.tier_id, since_ms: 0, until_ms: null, floor_tier_id: tier.tier_id }
    return [{ unit: ladderUnit(ladder_id), available: 0, pending: 0, debt: 0, remainders: {}, tier: state }]
  })
}

/** Just short of a step, where a kept remainder shows; else an ordinary basket. */
function defaultBasket({ earning }: Programme, { counts }: EarningRule): number {
  const minimums = earning.map((one) =>
    one.counts.by === 'purchase' && isUnconditional(one.when) ? one.counts.minimum_cents : 0,
  )
  const least = Math.max(0, counts.by === 'purchase' ? counts.minimum_cents : 0, ...minimums)
  if (counts.by === 'amount' && counts.per_cents > 200)
    return Math.max(least, Math.ceil((counts.per_cents * 0.85) / 100) * 100)
  return Math.max(least, counts.by === 'amount' && counts.per_cents > 1 ? 2350 : 2500)
}

function shown(programme: Programme, { awards }: Judgement): ExampleSale {
  const gives = programme.units.map((unit) => {
    const units = awards.reduce((sum, award) => (award.unit === unit.unit ? sum + award.units : sum), 0)
    return { unit, units }
  })
  // One kept amount can be told in a sentence: that of the first rule that keeps one.
  for (const award of awards) {
    const kept = award.remainder_before + award.remainder_delta
    const rule = programme.earning.find(({ rule_id }) => rule_id === award.rule_id)
    if (kept <= 0 || rule === undefined || unitOf(programme, rule.unit).kind === 'money') continue
    return { gives, kept_cents: kept / rule.counts.units }
  }
  return { gives, kept_cents: 0 }
}

/** The reward that the same sale, again and again, reaches first. */
function firstReward(
  programme: Programme,
  sale: SaleToJudge,
  members: AccountState[],
): { reward: Reward; unit: Unit; sale: number } | null {
  const isForAll = ({ tier_ids = [], club_ids = [] }: Reward) => tier_ids.length + club_ids.length === 0
  if (programme.rewards.length === 0) return null
  let accounts = members
  for (let n = 1; n <= EXAMPLE_SALES_MAX; n += 1) {
    const { triggered, accounts: after } = judgeSale(programme, n === 1 ? sale : again(sale), accounts)
    const reward = programme.rewards.find((one) =>
      one.trigger === 'automatic'
        ? triggered.some(({ reward_id }) => reward_id === one.reward_id)
        : isForAll(one) && after.some(({ unit, available }) => unit === one.unit && available >= one.cost),
    )
    if (reward !== undefined) return { reward, unit: unitOf(programme, reward.unit), sale: n }
    accounts = after
  }
  return null
}
