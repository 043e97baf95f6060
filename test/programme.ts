/** Programmes and customers for tests, written straight into the tables. */
import { randomInt } from 'node:crypto'
import { newId } from '../server/lib/id.ts'
import type { Programme } from '../server/features/programmes/programme.ts'
import { forgetHouse } from '../server/features/sales/house.ts'
import type { openShop } from './shop.ts'

type Shop = Awaited<ReturnType<typeof openShop>>

export const REWARD_ID = '01900000-0000-7000-8000-000000000001'
export const CHOSEN_ID = '01900000-0000-7000-8000-000000000002'

/** A point per euro, kept remainders, a gift card of 10 € by itself at 200 points. */
export const pointsProgramme = (changes: Partial<Programme> = {}): Programme => ({
  name: 'Carte Lili Rose',
  units: [
    {
      unit: 'points',
      kind: 'points',
      remainder: 'keep',
      rounding: 'down',
      pending_days: 0,
      expiry: { kind: 'rolling', months: 12 },
    },
  ],
  earning: [
    { rule_id: 'euro', unit: 'points', counts: { by: 'amount', units: 1, per_cents: 100 }, when: {} },
  ],
  rewards: [
    {
      reward_id: REWARD_ID,
      name: 'Carte cadeau de 10 €',
      unit: 'points',
      cost: 200,
      trigger: 'automatic',
      benefit: { kind: 'gift_card', value_cents: 1000, valid_days: 365 },
    },
  ],
  basis: { discounts: 'after', excluded_product_ids: [], excluded_categories: [] },
  clawback: 'debt',
  ...changes,
})

/** The same, but the reward is chosen: 5 € off for 100 points. */
export const chosenProgramme = () =>
  pointsProgramme({
    rewards: [
      {
        reward_id: CHOSEN_ID,
        name: '5 € de remise',
        unit: 'points',
        cost: 100,
        trigger: 'chosen',
        benefit: { kind: 'discount_amount', value_cents: 500, minimum_cents: 0, valid_days: 30 },
      },
    ],
  })

export async function writeProgramme(
  shop: Shop,
  programme: Programme,
  version = 1,
  effective_at = new Date('2020-01-01T00:00:00Z'),
) {
  await shop.within(({ tx }) =>
    tx
      .insertInto('programme_version')
      .values({
        tenant_id: shop.tenant_id,
        version,
        programme: JSON.stringify(programme),
        effective_at,
        written_by: 'test',
        written_at: new Date(),
      })
      .execute(),
  )
  forgetHouse(shop.tenant_id)
}

export async function addCustomer(shop: Shop, first_name = 'Ada') {
  const [customer_id, now] = [newId(), new Date()]
  const card_number = `2${Array.from({ length: 12 }, () => randomInt(10)).join('')}`
  await shop.within(async ({ tx }) => {
    await tx
      .insertInto('customer')
      .values({
        tenant_id: shop.tenant_id,
        customer_id,
        account_id: customer_id,
        first_name,
        source: 'test',
        created_at: now,
        created_by: 'test',
        updated_at: now,
      })
      .execute()
    await tx
      .insertInto('identifier')
      .values({
        tenant_id: shop.tenant_id,
        customer_id,
        kind: 'card',
        value: card_number,
        given: card_number,
        source: 'test',
        recorded_at: now,
        recorded_by: 'test',
      })
      .execute()
  })
  return { customer_id, card_number }
}
