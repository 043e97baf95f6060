import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { RewardNear, RewardReached } from './events.ts'
import { rewardOf, shopWithRewards } from './rewards.fixture.ts'

type Opened = Awaited<ReturnType<typeof shopWithRewards>>

/** What was told so far, in the order it was: ['near 10', 'reached 0']. */
async function told({ shop }: Opened, name?: string) {
  await shop.react()
  const facts = [
    ...(await shop.announced(RewardNear)).map((one: any) => ({ ...one, word: 'near' })),
    ...(await shop.announced(RewardReached)).map((one: any) => ({ ...one, word: 'reached' })),
  ]
  return facts
    .filter(({ payload }) => name === undefined || payload.name === name)
    .toSorted((a, b) => (a.fact_id < b.fact_id ? -1 : 1))
    .map(({ word, payload }) => `${word} ${payload.missing}`)
}

test('near is told once for each climb, reached once, and both again after the reward was taken', async () => {
  const bag = rewardOf()
  const opened = await shopWithRewards([bag])
  const { shop, sell, person, take } = opened
  const ada = await person(89)
  assert.deepEqual(await told(opened), [])
  await sell(ada, 100)
  assert.deepEqual(await told(opened), ['near 10'])
  await sell(ada, 500)
  assert.deepEqual(await told(opened), ['near 10'])
  await sell(ada, 500)
  assert.deepEqual(await told(opened), ['near 10', 'reached 0'])
  await sell(ada, 9500)
  assert.deepEqual(await told(opened), ['near 10', 'reached 0'])
  // 195 points: after taking it, 95 are left, which is near again.
  await take(ada, bag.reward_id)
  assert.deepEqual(await told(opened), ['near 10', 'reached 0', 'near 5'])
  await sell(ada, 500)
  assert.deepEqual(await told(opened), ['near 10', 'reached 0', 'near 5', 'reached 0'])
  const [fact] = await shop.announced(RewardNear)
  assert.equal(fact!.customer_id, ada)
  assert.deepEqual(fact!.payload, {
    reward_id: bag.reward_id,
    name: bag.name,
    unit: 'points',
    cost: 100,
    missing: 10,
    account_id: ada,
  })
})

test('who falls back climbs again: by a return, by a correction', async () => {
  const opened = await shopWithRewards([rewardOf()])
  const { shop, person } = opened
  const ada = await person(80)
  const sale_id = newId()
  const sale = { store_id: shop.store_id, customer_id: ada, amount_cents: 1500 }
  await shop.put(`/sales/${sale_id}`, { ...sale, occurred_at: new Date().toISOString() })
  assert.deepEqual(await told(opened), ['near 5'])
  const back = await shop.put(`/sales/${sale_id}/returns/${newId()}`, {
    lines: [{ line_no: 1, quantity_milli: 1000 }],
  })
  assert.equal(back.status, 200, JSON.stringify(back.body))
  assert.deepEqual(await told(opened), ['near 5'])
  const correct = (amount: number) =>
    shop.put(`/customers/${ada}/corrections/${newId()}`, { unit: 'points', amount, reason: 'Essai' })
  const up = await correct(12)
  assert.equal(up.status, 200, JSON.stringify(up.body))
  assert.deepEqual(await told(opened), ['near 5', 'near 8'])
})

test('setting points aside is no fall, and gives no second countdown', async () => {
  const bag = rewardOf()
  const opened = await shopWithRewards([bag])
  const { person, take, cancel, sell } = opened
  const ada = await person(100)
  assert.deepEqual(await told(opened), ['reached 0'])
  const id = newId()
  await take(ada, bag.reward_id, { hold: true }, id)
  await sell(ada, 100)
  await told(opened)
  await cancel(ada, id)
  await sell(ada, 100)
  assert.deepEqual(await told(opened), ['reached 0'])
})

test('the shop sets what near means', async () => {
  const settings = { reward_near: { share_basis_points: 9900, missing_units_max: 30 } }
  const opened = await shopWithRewards([rewardOf()], { settings })
  await opened.person(69)
  assert.deepEqual(await told(opened), [])
  await opened.person(70)
  assert.deepEqual(await told(opened), ['near 30'])
})

test('of rewards that come by themselves only the way is told; of closed ones nothing', async () => {
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  const closed = [
    rewardOf({ name: 'Plus tard', dates: { from: day(2), to: null } }),
    rewardOf({ name: 'Or', tier_ids: ['gold'] }),
    rewardOf({ name: 'Club', club_ids: [newId()] }),
    rewardOf({ name: 'Épuisé', limited_stock: true }),
  ]
  const automatic = rewardOf({
    name: 'Carte',
    trigger: 'automatic',
    cost: 200,
    benefit: { kind: 'gift_card', value_cents: 1000, valid_days: null },
  })
  const once = rewardOf({ name: 'Une fois', per_customer: { times: 1, per: 'ever' }, cost: 10 })
  const opened = await shopWithRewards([...closed, automatic, once])
  const ada = await opened.person(190)
  assert.deepEqual(await told(opened, 'Carte'), ['near 10'])
  assert.deepEqual(await told(opened, 'Une fois'), ['reached 0'])
  for (const { name } of closed) assert.deepEqual(await told(opened, name), [], name)
  await opened.take(ada, once.reward_id)
  await opened.sell(ada, 100)
  assert.deepEqual(await told(opened, 'Une fois'), ['reached 0'], 'who had it once is not told again')
})

test('a history that is brought in counts and is not told as news', async () => {
  const opened = await shopWithRewards([rewardOf()])
  const { person, sell } = opened
  const ada = await person(0)
  const sold = await sell(ada, 9500, { occurred_at: new Date(Date.now() - 5 * 86_400_000).toISOString() })
  assert.equal(sold.status, 200, JSON.stringify(sold.body))
  assert.deepEqual(await told(opened), [])
  await sell(ada, 100)
  assert.deepEqual(await told(opened), ['near 4'], 'the next visit is news')
})
