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
  ],
  earning: [
    { rule_id: 'euro', unit: 'points', counts: { by: 'amount', units: 1, per_cents: 100 }, when: {} },
    { rule_id: 'visit', unit: 'stamps', counts: { by: 'purchase', units: 1, minimum_cents: 1500 }, when: {} },
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
