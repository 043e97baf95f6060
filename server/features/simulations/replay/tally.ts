/** What a replay counts: a few numbers for each month, reward, store and account, whatever the number of sales. */
import type { Programme } from '../../programmes/programme.ts'
import type { SalesLog } from './columns.ts'

export type UnitTally = {
  unit: string
  /** Cents one unit stands for. */
  worth: number
  issued: Float64Array
  spent: Float64Array
  expired: Float64Array
  taken_back: Float64Array
  /** What came in less what went out, pending included: the sum up to a month is what is open at its end. */
  open: Float64Array
  /** By month of earning: how much of it expired, and was spent. */
  expired_of: Float64Array
  spent_of: Float64Array
  debt: number
  /** By account, all it ever earned. */
  earned_by: Float64Array
}

export type Tally = {
  units: UnitTally[]
  /** Times given, by reward of the programme, and cents used of them. */
  rewards: {
    given: number
    used: number
    used_cents: number
    expired: number
    withdrawn: number
    members: number
  }[]
  /** By month. */
  given: Float64Array
  given_cents: Float64Array
  used_cents: Float64Array
  expired_cents: Float64Array
  paid_cents: Float64Array
  vouchers_open: Float64Array
  vouchers_expired_of: Float64Array
  /** Given and used by store. */
  store_used_cents: Float64Array
  store_given: Float64Array
  /** For each ladder and tier, members that enter less those that leave, by month. */
  tiers: { ladder_id: string; tier_id: string; change: Float64Array }[]
  /** By account. */
  used: Float64Array
  /** What is open at the end: units at their worth, vouchers that will be used. */
  units_open: Float64Array
  vouchers_open_of: Float64Array
  rewards_of: Uint16Array
  first_reward_day: Int32Array
  first_reward_visit: Uint32Array
  why_never: Uint8Array
  /** Visits that were added to see what more of them do. */
  extra_sales: number
  extra_cents: number
  extra_used_cents: number
  sales: number
  skipped_accounts: number
}

export const WHY_NEVER = [
  'rewarded',
  'not_taken',
  'expired',
  'nothing_earned',
  'one_visit',
  'almost',
  'too_little',
  'no_purchase',
] as const
export type WhyNever = (typeof WHY_NEVER)[number]

export function newTally(programme: Programme, log: SalesLog, worthOf: (unit: string) => number): Tally {
  const months = log.months.length
  const byMonth = () => new Float64Array(months)
  return {
    units: programme.units.map(({ unit }) => ({
      unit,
      worth: worthOf(unit),
      issued: byMonth(),
      spent: byMonth(),
      expired: byMonth(),
      taken_back: byMonth(),
      open: byMonth(),
      expired_of: byMonth(),
      spent_of: byMonth(),
      debt: 0,
      earned_by: new Float64Array(log.accounts),
    })),
    rewards: programme.rewards.map(() => ({
      given: 0,
      used: 0,
      used_cents: 0,
      expired: 0,
      withdrawn: 0,
      members: 0,
    })),
    given: byMonth(),
    given_cents: byMonth(),
    used_cents: byMonth(),
    expired_cents: byMonth(),
    paid_cents: byMonth(),
    vouchers_open: byMonth(),
    vouchers_expired_of: byMonth(),
    store_used_cents: new Float64Array(log.stores.length),
    store_given: new Float64Array(log.stores.length),
    tiers: (programme.ladders ?? []).flatMap(({ ladder_id, tiers }) =>
      tiers.map(({ tier_id }) => ({ ladder_id, tier_id, change: byMonth() })),
    ),
    used: new Float64Array(log.accounts),
    units_open: new Float64Array(log.accounts),
    vouchers_open_of: new Float64Array(log.accounts),
    rewards_of: new Uint16Array(log.accounts),
    first_reward_day: new Int32Array(log.accounts).fill(-1),
    first_reward_visit: new Uint32Array(log.accounts),
    why_never: new Uint8Array(log.accounts),
    extra_sales: 0,
    extra_cents: 0,
    extra_used_cents: 0,
    sales: 0,
    skipped_accounts: 0,
  }
}

/** Which month an instant lies in; the last found is tried first, since sales come in order. */
export function monthFinder({ month_starts }: SalesLog): (at_ms: number) => number {
  const last = month_starts.length - 2
  let month = 0
  return (at_ms) => {
    if (at_ms >= month_starts[month]! && at_ms < month_starts[month + 1]!) return month
    let [low, high] = [0, last]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (month_starts[middle]! <= at_ms) low = middle
      else high = middle - 1
    }
    return (month = low)
  }
}
