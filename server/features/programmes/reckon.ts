/**
 * What a programme comes to for a customer who buys as the shop's customers do: judged as the till would, then divided.
 * For warnings: near enough to tell a slip from a choice, never a promise.
 */
import { DAY_MS } from '../../lib/time.ts'
import { judgeSale } from './judge.ts'
import type { AccountState } from './judgement.ts'
import { isUnconditional } from './phrases-when.ts'
import type { Benefit, EarningRule, Programme, Reward } from './programme.ts'

/** How customers buy; what is not known is left out. */
export type ProgrammeFacts = {
  average_basket_cents?: number
  average_days_between_visits?: number
  /** What half, nine in ten and all but one in a hundred customers spend in a year, and buy. */
  spend_year_p50_cents?: number
  spend_year_p90_cents?: number
  spend_year_p99_cents?: number
  visits_year_p90?: number
  visits_year_p99?: number
  /** What is left of a sale once the goods are paid for. */
  margin_basis_points?: number
  /** What the shop sells. */
  categories?: string[]
  /** 'FR': whose law holds. */
  country?: string
  /** The local day, '2027-06-30'. */
  today?: string
}

/** Where nothing is known, somebody who comes once a month. */
const USUAL_DAYS_BETWEEN = 30
const VISITS = 50

/** `best`: every condition is met and every bonus applies; `usual`: only what asks for nothing. */
type Luck = 'best' | 'usual'

/** Units of one average purchase, over many, so that kept remainders and limits have their part; null without a basket. */
export function unitsPerVisit(
  programme: Programme,
  unit: string,
  facts: ProgrammeFacts,
  luck: Luck = 'best',
): number | null {
  const { average_basket_cents: basket, average_days_between_visits = USUAL_DAYS_BETWEEN } = facts
  if (basket === undefined) return null
  const days = Math.max(1, average_days_between_visits)
  return unitsOfVisits(simplified(programme, unit, luck), unit, basket, VISITS, days) / VISITS
}

/** Units that one rule alone gives for one purchase; limits do not cut it. */
export function unitsOfOne(programme: Programme, rule: EarningRule, basket_cents: number): number {
  const plain = simplified(programme, rule.unit, 'best')
  const alone = {
    ...plain,
    units: plain.units.map((unit) => ({ ...unit, caps: [] })),
    earning: [{ ...rule, when: {}, caps: [] }],
    multipliers: [],
  }
  return unitsOfVisits(alone, rule.unit, basket_cents, 1, 1)
}

function simplified(programme: Programme, unit: string, luck: Luck): Programme {
  const rules = programme.earning.filter((rule) => rule.unit === unit && rule.counts.by !== 'activity')
  const plain = rules.filter(({ when }) => isUnconditional(when))
  const kept = luck === 'usual' && plain.length > 0 ? plain : rules
  const bonuses = (programme.multipliers ?? []).filter((one) => one.unit === unit)
  return {
    ...programme,
    rewards: [],
    ladders: [],
    units: programme.units.map((one) => ({ ...one, pending_days: 0, expiry: { kind: 'never' } })),
    basis: { ...programme.basis, excluded_product_ids: [], excluded_categories: [] },
    earning: kept.map((rule) => ({ ...rule, when: {} })),
    multipliers: bonuses
      .filter(({ when }) => luck === 'best' || isUnconditional(when))
      .map((one) => ({ ...one, when: {}, rule_ids: [] })),
  }
}

function unitsOfVisits(
  programme: Programme,
  unit: string,
  basket_cents: number,
  visits: number,
  days_between: number,
): number {
  const lines = [
    {
      line_no: 1,
      product_id: null,
      category: null,
      quantity_milli: 1000,
      gross_cents: basket_cents,
      total_cents: basket_cents,
    },
  ]
  let accounts: AccountState[] = []
  for (let n = 0; n < visits; n += 1) {
    const occurred_at_ms = n * days_between * DAY_MS
    accounts = judgeSale(
      programme,
      { store_id: '', occurred_at_ms, time_zone: 'UTC', lines },
      accounts,
    ).accounts
  }
  return accounts.find((account) => account.unit === unit)?.available ?? 0
}

/** Cents to spend for so many units; null where nothing says how many one earns by spending. */
export function spendFor(
  programme: Programme,
  unit: string,
  units: number,
  facts: ProgrammeFacts,
): number | null {
  const per_visit = unitsPerVisit(programme, unit, facts, 'usual')
  if (per_visit !== null)
    return per_visit > 0 ? (units / per_visit) * (facts.average_basket_cents ?? 0) : null
  let units_per_cent = 0
  for (const { unit: earned, counts, when } of programme.earning) {
    if (earned !== unit || counts.by === 'activity') continue
    if (counts.by !== 'amount') return null
    if (isUnconditional(when)) units_per_cent += counts.units / counts.per_cents
  }
  return units_per_cent === 0 ? null : units / units_per_cent
}

/** What a reward costs the shop at most on an ordinary sale, in cents; null when nothing says. */
export function costOf({ benefit, cost_cents }: Reward, basket_cents: number | undefined): number | null {
  if (cost_cents !== undefined && cost_cents !== null) return cost_cents
  return valueOf(benefit, basket_cents)
}

function valueOf(benefit: Benefit, basket: number | undefined): number | null {
  if ('value_cents' in benefit) return benefit.value_cents
  if (!('value_cents_max' in benefit)) return null
  if (benefit.kind === 'free_product' || basket === undefined) return benefit.value_cents_max
  const of_sale = Math.round((Math.max(basket, benefit.minimum_cents) * benefit.basis_points) / 10_000)
  return Math.min(of_sale, benefit.value_cents_max ?? of_sale)
}

/** What one unit is worth at most, in cents: the dearest reward or the payment that it buys; null when nothing says. */
export function worthOfUnit(programme: Programme, unit: string, facts: ProgrammeFacts): number | null {
  const worths = programme.rewards
    .filter((reward) => reward.unit === unit && reward.cost > 0)
    .flatMap((reward) => {
      const cents = costOf(reward, facts.average_basket_cents)
      return cents === null ? [] : [cents / reward.cost]
    })
  const pays = programme.units.find((one) => one.unit === unit)?.pays
  if (pays && pays.units > 0) worths.push(pays.cents / pays.units)
  return worths.length === 0 ? null : Math.max(...worths)
}

/** Units for each cent spent where a rule by amount holds; 0 for other rules. */
export const unitsPerCent = ({ counts }: EarningRule) =>
  counts.by === 'amount' ? counts.units / counts.per_cents : 0
