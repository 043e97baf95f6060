/** Two halves of a replay, counted apart, put together. */
import type { Tally } from './tally.ts'

const SUMS = [
  'given',
  'given_cents',
  'used_cents',
  'expired_cents',
  'paid_cents',
  'vouchers_open',
  'vouchers_expired_of',
  'store_used_cents',
  'store_given',
  'used',
  'units_open',
  'vouchers_open_of',
  'rewards_of',
  'first_reward_visit',
  'why_never',
] as const
const COUNTS = ['extra_sales', 'extra_cents', 'extra_used_cents', 'sales', 'skipped_accounts'] as const
const UNIT_SUMS = [
  'issued',
  'spent',
  'expired',
  'taken_back',
  'open',
  'expired_of',
  'spent_of',
  'earned_by',
] as const
const REWARD_COUNTS = ['given', 'used', 'used_cents', 'expired', 'withdrawn', 'members'] as const

type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array

function add(to: Numbers, other: Numbers): void {
  for (let n = 0; n < to.length; n++) to[n]! += other[n]!
}

/** Adds what another replay of the same programme counted of other accounts: none was replayed in both. */
export function addTally(to: Tally, other: Tally): void {
  for (const sum of SUMS) add(to[sum], other[sum])
  for (const count of COUNTS) to[count] += other[count]
  for (const [n, unit] of to.units.entries()) {
    for (const sum of UNIT_SUMS) add(unit[sum], other.units[n]![sum])
    unit.debt += other.units[n]!.debt
  }
  for (const [n, reward] of to.rewards.entries())
    for (const count of REWARD_COUNTS) reward[count] += other.rewards[n]![count]
  for (const [n, tier] of to.tiers.entries()) add(tier.change, other.tiers[n]!.change)
  // Never is -1, which does not add up.
  const { first_reward_day } = other
  for (let n = 0; n < first_reward_day.length; n++)
    if (first_reward_day[n]! >= 0) to.first_reward_day[n] = first_reward_day[n]!
}
