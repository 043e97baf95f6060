/** A countdown leads to what its customer may have: on the record, in a message, at the till and on the card. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { readReaders } from '../templates/readers.ts'
import { rewardOf, shopWithRewards } from './rewards.fixture.ts'

const LADDER = {
  ladder_id: 'main',
  name: 'Statuts',
  measures: { by: 'amount' as const },
  period: { kind: 'calendar' as const, of: 'year' as const },
  starts: 'at_once' as const,
  keeps_periods: 1,
  grace_days: 0,
  drops: 'to_earned' as const,
  tiers: [
    { tier_id: 'plain', name: 'Classique', threshold: 0, benefits: [] },
    { tier_id: 'gold', name: 'Or', threshold: 5000, benefits: [] },
  ],
}

test('the next reward is one of theirs, wherever it is told: dates, tier and club', async () => {
  const club_id = newId()
  const opened = await shopWithRewards(
    [
      rewardOf({ name: 'Finie', cost: 32, dates: { from: null, to: '2020-12-31' } }),
      rewardOf({ name: 'Plus tard', cost: 33, dates: { from: '2999-01-01', to: null } }),
      rewardOf({ name: 'Du club', cost: 60, club_ids: [club_id] }),
      rewardOf({ name: 'Des clients Or', cost: 80, tier_ids: ['gold'] }),
      rewardOf({ name: 'De tous', cost: 100 }),
    ],
    { programme: { ladders: [LADDER] } },
  )
  const { shop, person, sell } = opened
  const told = async (customer_id: string) => {
    const record = (await shop.get(`/customers/${customer_id}`)).body.next_reward
    const readers = await shop.within((ctx) => readReaders(ctx, [customer_id], ['next_reward']))
    const message = readers.get(customer_id)!.values['next_reward'] as { name: string; to_go: number }
    assert.deepEqual([message.name, message.to_go], [record.name, record.missing])
    return [record.name, record.missing]
  }
  const ada = await person(30)
  assert.deepEqual(await told(ada), ['De tous', 70])

  // The same as the sale said, which climbs: from fifty euros on they are gold.
  const climbed = (await sell(ada, 2500)).body
  assert.deepEqual([climbed.next_reward.name, climbed.next_reward.missing], ['Des clients Or', 25])
  assert.deepEqual(await told(ada), ['Des clients Or', 25])

  await shop.within(async ({ tx, tenant_id, now }) => {
    await tx
      .insertInto('club')
      .values({ tenant_id, club_id, name: 'Vin', joins: 'open', created_by: 'test', created_at: now })
      .execute()
    await tx
      .insertInto('club_member')
      .values({
        tenant_id,
        membership_id: newId(),
        club_id,
        customer_id: ada,
        joined_at: now,
        joined_how: 'hand',
        joined_by: 'test',
      })
      .execute()
  })
  assert.deepEqual(await told(ada), ['Du club', 5])
  await shop.within(({ tx, now }) =>
    tx.updateTable('club_member').set({ left_at: now, left_how: 'hand' }).execute(),
  )
  assert.deepEqual(await told(ada), ['Des clients Or', 25])
})
