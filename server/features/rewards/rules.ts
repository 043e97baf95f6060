/** Who may take a reward, when, and how near it is. Pure: the till, the card and the sale decide by the same text. */
import { dayOfIsoDate, isoDate, startOfLocalDay } from '../../lib/time.ts'
import type { AccountState } from '../programmes/judgement.ts'
import type { Programme, Reward } from '../programmes/programme.ts'

/** How many one customer has taken of a reward in the local month and year of a day, and in all. */
export type TakenCounts = { month: number; year: number; ever: number }

export type Asking = {
  /** The local day of the taking, in days since 1970-01-01 (`localDayOf`). */
  now_day: number
  tier_ids: readonly string[]
  club_ids: readonly string[]
  taken_counts: TakenCounts
  /** Of a limited reward: how many are left, what others have set aside taken off. Not asked of another. */
  stock_left: number | null
}

export type WhyClosed = 'not_yet' | 'over' | 'tier' | 'club' | 'limit' | 'out_of_stock'

/**
 * null when this customer may take the reward on this day, else the first reason why not: its dates, who it is for,
 * how often, and last how many there are. Whether the points are enough is the ledger's to say.
 */
export function rewardOpenTo(reward: Reward, asking: Asking): WhyClosed | null {
  const day = isoDate(asking.now_day)
  const { dates, tier_ids = [], club_ids = [], per_customer } = reward
  // Days written YYYY-MM-DD are in the order of the calendar; both are included.
  if (dates?.from && day < dates.from) return 'not_yet'
  if (dates?.to && day > dates.to) return 'over'
  if (tier_ids.length > 0 && !tier_ids.some((id) => asking.tier_ids.includes(id))) return 'tier'
  if (club_ids.length > 0 && !club_ids.some((id) => asking.club_ids.includes(id))) return 'club'
  if (per_customer && asking.taken_counts[per_customer.per] >= per_customer.times) return 'limit'
  if (reward.limited_stock && (asking.stock_left ?? 0) < 1) return 'out_of_stock'
  return null
}

/** The instants, half open, that a limit counts in around a day: its local calendar month or year. */
export function limitPeriod(
  per: 'month' | 'year',
  now_day: number,
  time_zone: string,
): { from_ms: number; until_ms: number } {
  const [year, month] = isoDate(now_day).split('-').map(Number) as [number, number]
  const first = (y: number, m: number) => dayOfIsoDate(`${y}-${String(m).padStart(2, '0')}-01`)
  const [from, until] =
    per === 'year'
      ? [first(year, 1), first(year + 1, 1)]
      : [first(year, month), month === 12 ? first(year + 1, 1) : first(year, month + 1)]
  return { from_ms: startOfLocalDay(from, time_zone), until_ms: startOfLocalDay(until, time_zone) }
}

export type Taking = { reward_id: string; occurred_at_ms: number }

/** Counts what a customer has taken of a reward; what was cancelled is not among the takings. */
export function countTaken(
  takings: readonly Taking[],
  reward_id: string,
  now_day: number,
  time_zone: string,
): TakenCounts {
  const mine = takings.filter((taking) => taking.reward_id === reward_id)
  const within = (per: 'month' | 'year') => {
    const { from_ms, until_ms } = limitPeriod(per, now_day, time_zone)
    return mine.filter(({ occurred_at_ms: at }) => at >= from_ms && at < until_ms).length
  }
  return mine.length === 0
    ? { month: 0, year: 0, ever: 0 }
    : { month: within('month'), year: within('year'), ever: mine.length }
}

/**
 * What a reward costs the shop when it is used, in cents, where the programme says it: a gift of so much, or a service
 * or product with its cost. null is what its sale says: what a gift card pays, what a discount takes off.
 */
export function shopCostOf({ benefit, cost_cents }: Reward): number | null {
  if (benefit.kind === 'donation') return benefit.value_cents
  if (
    benefit.kind === 'gift_card' ||
    benefit.kind === 'discount_amount' ||
    benefit.kind === 'discount_percent'
  )
    return null
  return cost_cents ?? null
}

/** When a reward is told to be near: at this share of its cost, or when so few units are missing. */
export type Nearness = { share_basis_points: number; missing_units_max: number | null }
export const NEARNESS: Nearness = { share_basis_points: 9000, missing_units_max: null }

export type Countdown = {
  reward_id: string
  unit: string
  cost: number
  /** Units still to be earned; 0 when it can be had now. */
  missing: number
  /** From 0 to 1. */
  progress: number
  stage: 'far' | 'near' | 'reached'
}

/** From how many spendable units on a reward of this cost counts as near; never none, never the cost itself. */
export function nearFrom(cost: number, { share_basis_points, missing_units_max }: Nearness): number {
  const byShare = Math.ceil((cost * share_basis_points) / 10_000)
  const byUnits = missing_units_max === null ? cost : cost - missing_units_max
  return Math.max(1, Math.min(byShare, byUnits))
}

/**
 * How far an account is from each reward of the programme, in its order. What can be spent now counts; a debt counts
 * against it. Waiting units do not: "12 points to go" is said of what one can take to the till.
 */
export function countdownOf(
  programme: Pick<Programme, 'rewards'>,
  accounts: readonly AccountState[],
  nearness: Nearness = NEARNESS,
): Countdown[] {
  return programme.rewards.map(({ reward_id, unit, cost }) => {
    const account = accounts.find((one) => one.unit === unit)
    const units = account ? account.available - account.debt : 0
    const missing = Math.max(0, cost - units)
    const progress = Math.min(1, Math.max(0, units / cost))
    const stage = missing === 0 ? 'reached' : units >= nearFrom(cost, nearness) ? 'near' : 'far'
    return { reward_id, unit, cost, missing, progress, stage }
  })
}

export type StockWish = {
  /** A delivery, a loss, or what somebody counted on the shelf. */
  reason: 'restock' | 'loss' | 'count'
  quantity: number
}

/** By how many a change moves what is left; null when it would take more than there are. */
export function stockDelta({ reason, quantity }: StockWish, left_count: number): number | null {
  if (reason === 'restock') return quantity
  if (reason === 'count') return quantity - left_count
  return quantity > left_count ? null : -quantity
}
