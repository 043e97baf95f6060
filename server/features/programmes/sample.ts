/** Programmes and sales for tests: the plainest that are whole, changed where a test says so. */
import type { AccountState, SaleLine, SaleToJudge } from './judgement.ts'
import type { EarningRule, Ladder, Programme, Tier, Unit } from './programme.ts'

export const points: Unit = {
  unit: 'points',
  kind: 'points',
  remainder: 'keep',
  rounding: 'down',
  pending_days: 0,
  expiry: { kind: 'never' },
}

export const byAmount = (per_cents: number, units = 1, when: EarningRule['when'] = {}): EarningRule => ({
  rule_id: 'by-amount',
  unit: 'points',
  counts: { by: 'amount', units, per_cents },
  when,
})

/** 1 point per 20 €, the remainder kept, no reward. */
export function programmeOf(changes: Partial<Programme> = {}): Programme {
  return {
    name: 'Fidélité',
    units: [points],
    earning: [byAmount(2000)],
    rewards: [],
    basis: { discounts: 'after', excluded_product_ids: [], excluded_categories: [] },
    clawback: 'debt',
    ...changes,
  }
}

export const giftCardAt = (cost: number, changes: Partial<Programme['rewards'][number]> = {}) => ({
  reward_id: `card-${cost}`,
  name: 'Carte cadeau',
  unit: 'points',
  cost,
  benefit: { kind: 'gift_card', value_cents: 1000, valid_days: null } as const,
  trigger: 'automatic' as const,
  ...changes,
})

export const lineOf = (total_cents: number, changes: Partial<SaleLine> = {}): SaleLine => ({
  line_no: 1,
  product_id: null,
  category: null,
  quantity_milli: 1000,
  gross_cents: total_cents,
  total_cents,
  ...changes,
})

/** A sale in Paris on 15 June 2026 at noon, a line per amount or as given. */
export function saleOf(lines: (number | SaleLine)[], changes: Partial<SaleToJudge> = {}): SaleToJudge {
  const numbered = lines.map((line, n) =>
    typeof line === 'number' ? lineOf(line, { line_no: n + 1 }) : { ...line, line_no: n + 1 },
  )
  return {
    store_id: 'lyon',
    occurred_at_ms: Date.parse('2026-06-15T10:00:00Z'),
    time_zone: 'Europe/Paris',
    lines: numbered,
    ...changes,
  }
}

export const accountOf = (changes: Partial<AccountState> = {}): AccountState => ({
  unit: 'points',
  available: 0,
  pending: 0,
  debt: 0,
  remainders: {},
  ...changes,
})

/** A ladder by amount over calendar years, at once, kept to the end of the year; changed where a test says so. */
export const ladderOf = (tiers: Tier[], changes: Partial<Ladder> = {}): Ladder => ({
  ladder_id: 'club',
  name: 'Club',
  measures: { by: 'amount' },
  period: { kind: 'calendar', of: 'year' },
  starts: 'at_once',
  keeps_periods: 0,
  grace_days: 0,
  drops: 'to_earned',
  tiers,
  ...changes,
})
