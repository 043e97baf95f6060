/** What a replay comes to, in the figures a shopkeeper decides by. Cents, and shares in basis points. */
import type { Programme } from '../../programmes/programme.ts'
import type { Behaviour } from './behaviour.ts'
import type { SalesLog } from './columns.ts'
import { groupsOf, type Group } from './groups.ts'
import { quantile, type Outlook } from './outlook.ts'
import { WHY_NEVER, type Tally, type UnitTally, type WhyNever } from './tally.ts'

export type MonthFigures = {
  month: string
  turnover_cents: number
  /** Rewards used and units that paid, in the month. */
  used_cents: number
  given_cents: number
  given: number
  expired_cents: number
  /** At the month's end: units at their worth, and vouchers not used yet. */
  owed_units_cents: number
  owed_vouchers_cents: number
}

export type UnitFigures = {
  unit: string
  issued: number
  spent: number
  expired: number
  taken_back: number
  open: number
  debt: number
  worth_micro: number
  breakage_basis_points: number
  cohorts: { month: string; issued: number; spent: number; expired: number }[]
}

export type RewardFigures = {
  reward_id: string
  name: string
  given: number
  members: number
  used: number
  used_cents: number
  expired: number
}

export type Figures = {
  sales: number
  members: number
  rewarded_members: number
  turnover_cents: number
  margin_cents: number
  /** Used so far, and what will probably be used of what is open. */
  cost_cents: number
  used_cents: number
  open_cents: number
  rewards_given: number
  generosity_basis_points: number
  /** Between which it lies nine times in ten, had other customers of this kind come. */
  generosity_low_basis_points: number
  generosity_high_basis_points: number
  of_margin_basis_points: number
  /** How many more visits pay for it; null when no number does. */
  break_even_basis_points: number | null
  break_even_low_basis_points: number | null
  break_even_high_basis_points: number | null
  months: MonthFigures[]
  units: UnitFigures[]
  rewards: RewardFigures[]
  deciles: Group[]
  frequencies: Group[]
  stores: { store_id: string; name: string; turnover_cents: number; used_cents: number; given: number }[]
  first_reward: {
    median_days: number
    median_visits: number
    within: { days: number; members: number }[]
  } | null
  never: { why: WhyNever; members: number; turnover_cents: number }[]
  tiers: { ladder_id: string; tier_id: string; name: string; members: number[] }[]
}

type From = { log: SalesLog; outlook: Outlook; programme: Programme; behaviour: Behaviour; tally: Tally }

export function figuresOf({ log, outlook, programme, behaviour, tally }: From): Figures {
  const cost = costByAccount(programme, behaviour, tally)
  const used_cents = Math.round(sum(tally.used))
  const cost_cents = Math.round(sum(cost))
  const { turnover_cents, margin_cents } = outlook
  const ratio = ratioOf(cost, outlook.turnover)
  const rewarded = tally.first_reward_day.reduce((count, day) => count + (day >= 0 ? 1 : 0), 0)
  const breakEven = (share: number) => breakEvenOf(share * turnover_cents, margin_cents)
  return {
    sales: outlook.sales,
    members: outlook.members,
    rewarded_members: rewarded,
    turnover_cents,
    margin_cents,
    cost_cents,
    used_cents,
    open_cents: cost_cents - used_cents,
    rewards_given: sum(tally.given),
    generosity_basis_points: basisPoints(cost_cents, turnover_cents),
    generosity_low_basis_points: Math.round(Math.max(0, ratio.share - ratio.half_width) * 10_000),
    generosity_high_basis_points: Math.round((ratio.share + ratio.half_width) * 10_000),
    of_margin_basis_points: basisPoints(cost_cents, margin_cents),
    break_even_basis_points: breakEvenOf(cost_cents, margin_cents),
    break_even_low_basis_points: breakEven(Math.max(0, ratio.share - ratio.half_width)),
    break_even_high_basis_points: breakEven(ratio.share + ratio.half_width),
    months: monthsOf(log, outlook, tally),
    units: tally.units.map((unit) => unitFigures(unit, log)),
    rewards: programme.rewards.map(({ reward_id, name }, n) => {
      const { given, members, used, used_cents: cents, expired } = tally.rewards[n]!
      return { reward_id, name, given, members, used, used_cents: Math.round(cents), expired }
    }),
    ...groupsOf(outlook, cost, tally),
    stores: log.stores.map(({ store_id, name }, n) => ({
      store_id,
      name,
      turnover_cents: Math.round(outlook.by_store[n]!),
      used_cents: Math.round(tally.store_used_cents[n]!),
      given: tally.store_given[n]!,
    })),
    first_reward: firstReward(tally),
    never: neverRewarded(outlook, tally),
    tiers: tiersOf(programme, tally),
  }
}

/** What was used, and what will probably be used of what is open at the end. */
export function costByAccount(programme: Programme, behaviour: Behaviour, tally: Tally): Float64Array {
  const soon = shareStillUsed(tally.units, programme, behaviour)
  const cost = new Float64Array(tally.used.length)
  for (let n = 0; n < cost.length; n++)
    cost[n] = tally.used[n]! + tally.vouchers_open_of[n]! + tally.units_open[n]! * soon
  return cost
}

export function sum(values: Float64Array | number[]): number {
  let all = 0
  for (let n = 0; n < values.length; n++) all += values[n]!
  return all
}

export const basisPoints = (part: number, whole: number) =>
  whole <= 0 ? 0 : Math.round((part / whole) * 10_000)

/**
 * More visits cost more rewards too: u more of them bring u × margin and cost (1 + u) × cost, so they pay from
 * u = cost ÷ (margin − cost). This is the break-even sales change of T. Nagle, The Strategy and Tactics of Pricing
 * (−ΔP ÷ (CM + ΔP)), with the programme's generosity as the cut in price.
 */
export function breakEvenOf(cost_cents: number, margin_cents: number): number | null {
  if (cost_cents <= 0) return 0
  return cost_cents >= margin_cents ? null : Math.round((cost_cents / (margin_cents - cost_cents)) * 10_000)
}

/**
 * Of the units still open, the share that will be used: as much as brings all that was earned to where the first
 * quarter of the months has come, whose time is past; and then as their vouchers are used.
 */
function shareStillUsed(units: UnitTally[], programme: Programme, behaviour: Behaviour): number {
  let [expected, open] = [0, 0]
  for (const unit of units) {
    const issued = sum(unit.issued) - sum(unit.taken_back)
    const spent = sum(unit.spent)
    const left = Math.max(0, sum(unit.open)) * unit.worth
    const old = Math.max(1, Math.floor(unit.issued.length / 4))
    const old_issued = sum(unit.issued.slice(0, old))
    const ripe = old_issued <= 0 ? 0 : Math.min(1, sum(unit.spent_of.slice(0, old)) / old_issued)
    const due = Math.max(0, Math.max(ripe, issued <= 0 ? 0 : spent / issued) * issued - spent) * unit.worth
    const given = programme.rewards.filter((reward) => reward.unit === unit.unit)
    const used =
      given.length === 0
        ? 1
        : sum(given.map(({ benefit }) => behaviour.uses_voucher[benefit.kind])) / given.length
    expected += Math.min(left, due) * used
    open += left
  }
  return open <= 0 ? 0 : Math.min(1, expected / open)
}

/** 90 % of a normal law lie within so many standard errors. */
const NINE_IN_TEN = 1.645

/** A ratio of two sums over members and how sure it is: W. G. Cochran, Sampling Techniques, 6.3 (linearised variance). */
export function ratioOf(part: Float64Array, whole: Float64Array): { share: number; half_width: number } {
  const [cost, turnover] = [sum(part), sum(whole)]
  if (turnover <= 0) return { share: 0, half_width: 0 }
  const share = cost / turnover
  let [squares, n] = [0, 0]
  for (let at = 0; at < part.length; at++) {
    if (whole[at] === 0 && part[at] === 0) continue
    const rest = part[at]! - share * whole[at]!
    squares += rest * rest
    n += 1
  }
  const error = n < 2 ? share : Math.sqrt((squares * n) / (n - 1)) / turnover
  return { share, half_width: NINE_IN_TEN * error }
}

function monthsOf(log: SalesLog, outlook: Outlook, tally: Tally): MonthFigures[] {
  const units = tally.units.map(() => 0)
  let vouchers = 0
  return log.months.map((month, n) => {
    for (const [at, unit] of tally.units.entries()) units[at]! += unit.open[n]!
    vouchers += tally.vouchers_open[n]!
    return {
      month,
      turnover_cents: Math.round(outlook.by_month.turnover[n]!),
      used_cents: Math.round(tally.used_cents[n]! + tally.paid_cents[n]!),
      given_cents: Math.round(tally.given_cents[n]!),
      given: tally.given[n]!,
      expired_cents: Math.round(
        tally.expired_cents[n]! + sum(tally.units.map((unit) => unit.expired[n]! * unit.worth)),
      ),
      owed_units_cents: Math.round(sum(tally.units.map((unit, at) => units[at]! * unit.worth))),
      owed_vouchers_cents: Math.round(vouchers),
    }
  })
}

function unitFigures(unit: UnitTally, { months }: SalesLog): UnitFigures {
  const [issued, expired] = [sum(unit.issued), sum(unit.expired)]
  return {
    unit: unit.unit,
    issued,
    spent: sum(unit.spent),
    expired,
    taken_back: sum(unit.taken_back),
    open: sum(unit.open),
    debt: unit.debt,
    worth_micro: Math.round(unit.worth * 1e6),
    breakage_basis_points: basisPoints(expired, issued),
    cohorts: months.map((month, n) => ({
      month,
      issued: unit.issued[n]!,
      spent: unit.spent_of[n]!,
      expired: unit.expired_of[n]!,
    })),
  }
}

const DAYS = [30, 60, 90, 120, 180, 270, 365, 545, 730, Infinity]

function firstReward(tally: Tally): Figures['first_reward'] {
  const days: number[] = []
  const visits: number[] = []
  tally.first_reward_day.forEach((day, n) => {
    if (day < 0) return
    days.push(day)
    visits.push(tally.first_reward_visit[n]!)
  })
  if (days.length === 0) return null
  const within = DAYS.map((to, n) => ({
    days: to === Infinity ? -1 : to,
    members: days.filter((day) => day < to && (n === 0 || day >= DAYS[n - 1]!)).length,
  }))
  return {
    median_days: quantile(days, 0.5),
    median_visits: quantile(visits, 0.5),
    within: within.slice(0, within.findLastIndex(({ members }) => members > 0) + 1),
  }
}

function neverRewarded(outlook: Outlook, tally: Tally): Figures['never'] {
  const members = WHY_NEVER.map(() => 0)
  const turnover = WHY_NEVER.map(() => 0)
  tally.why_never.forEach((why, n) => {
    members[why]! += 1
    turnover[why]! += outlook.turnover[n]!
  })
  return WHY_NEVER.map((why, n) => ({
    why,
    members: members[n]!,
    turnover_cents: Math.round(turnover[n]!),
  })).filter(({ why, members }) => members > 0 && why !== 'rewarded' && why !== 'no_purchase')
}

function tiersOf(programme: Programme, tally: Tally): Figures['tiers'] {
  return tally.tiers.map(({ ladder_id, tier_id, change }) => {
    let held = 0
    const ladder = programme.ladders!.find((one) => one.ladder_id === ladder_id)!
    const { name } = ladder.tiers.find((one) => one.tier_id === tier_id)!
    return { ladder_id, tier_id, name, members: Array.from(change, (more) => (held += more)) }
  })
}
