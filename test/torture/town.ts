/** The town's programme, as it is written to the product; the model beside it knows the same rules in its own words. */
import type { Programme } from '../../server/features/programmes/programme.ts'

export const GIFT_CARD_ID = '01900000-0000-7000-8000-00000000c0de'
export const DISCOUNT_ID = '01900000-0000-7000-8000-00000000d15c'

export const programme: Programme = {
  name: 'Carte du bourg',
  units: [
    {
      unit: 'points',
      kind: 'points',
      remainder: 'keep',
      rounding: 'down',
      pending_days: 0,
      expiry: { kind: 'rolling', months: 12 },
    },
    {
      unit: 'stamps',
      kind: 'stamps',
      remainder: 'keep',
      rounding: 'down',
      pending_days: 3,
      expiry: { kind: 'rolling', months: 6 },
    },
    {
      unit: 'kitty',
      kind: 'money',
      remainder: 'keep',
      rounding: 'down',
      pending_days: 0,
      expiry: { kind: 'inactivity', months: 4 },
      pays: { units: 1, cents: 1, units_min: 100, share_max_basis_points: 5000, counts_as: 'payment' },
    },
  ],
  earning: [
    { rule_id: 'euro', unit: 'points', counts: { by: 'amount', units: 1, per_cents: 100 }, when: {} },
    { rule_id: 'visit', unit: 'stamps', counts: { by: 'purchase', units: 1, minimum_cents: 1500 }, when: {} },
    {
      rule_id: 'back',
      unit: 'kitty',
      counts: { by: 'amount', units: 5, per_cents: 100 },
      when: {},
      caps: [{ per: 'month', units_max: 1500, over: 'reduce' }],
    },
  ],
  multipliers: [
    {
      multiplier_id: 'tuesday',
      name: 'Mardi chaussures',
      unit: 'points',
      factor_milli: 2000,
      when: { weekdays: [2], categories: ['chaussures'] },
    },
  ],
  ladders: [
    {
      ladder_id: 'status',
      name: 'Statut',
      measures: { by: 'amount' },
      period: { kind: 'rolling', months: 12 },
      starts: 'at_once',
      keeps_periods: 0,
      grace_days: 0,
      drops: 'to_earned',
      tiers: [
        { tier_id: 'bronze', name: 'Bronze', threshold: 0, benefits: [] },
        { tier_id: 'silver', name: 'Argent', threshold: 50_000, benefits: [] },
        { tier_id: 'gold', name: 'Or', threshold: 150_000, benefits: [] },
      ],
    },
  ],
  rewards: [
    {
      reward_id: GIFT_CARD_ID,
      name: 'Carte cadeau de 10 €',
      unit: 'points',
      cost: 200,
      trigger: 'automatic',
      benefit: { kind: 'gift_card', value_cents: 1000, valid_days: 365 },
    },
    {
      reward_id: DISCOUNT_ID,
      name: '5 € de remise',
      unit: 'stamps',
      cost: 8,
      trigger: 'chosen',
      benefit: { kind: 'discount_amount', value_cents: 500, minimum_cents: 0, valid_days: 60 },
    },
  ],
  basis: { discounts: 'after', excluded_product_ids: [], excluded_categories: ['tabac'] },
  clawback: 'debt',
}

export const CATEGORIES = ['mode', 'chaussures', 'tabac'] as const

/** Every unit the ledger keeps of a member, what counts towards tiers included. */
export const UNITS = ['kitty', 'points', 'stamps', 'tier_status'] as const
export type UnitName = (typeof UNITS)[number]
