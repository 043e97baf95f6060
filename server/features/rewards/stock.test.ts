import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { as } from '../../../test/shop.ts'
import { RewardStockLow } from './events.ts'
import { rewardOf, shopWithRewards } from './rewards.fixture.ts'

const many = <T>(count: number, work: (at: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, at) => work(at)))
const limited = () => rewardOf({ limited_stock: true })

/** The changes of a shelf add up to what is left. */
async function addsUp(shop: Awaited<ReturnType<typeof shopWithRewards>>['shop'], reward_id: string) {
  const { left_count, changes } = (await shop.get(`/rewards/${reward_id}/stock`)).body
  const sum = changes.reduce((total: number, change: any) => total + change.quantity, 0)
  assert.equal(sum, left_count)
  assert.ok(changes.every((change: any) => change.left_after >= 0))
  return left_count
}

test('what is limited and was never counted is not there to take', async () => {
  const bag = limited()
  const { person, take, listed, stock } = await shopWithRewards([bag])
  const ada = await person(300)
  assert.deepEqual(await stock(bag.reward_id), [0, 0])
  const refused = await take(ada, bag.reward_id)
  assert.deepEqual([refused.status, refused.body.code], [409, 'reward_out_of_stock'])
  const { affordable, missing, why_closed, stock_left } = await listed(ada, bag.reward_id)
  assert.deepEqual([affordable, missing, why_closed, stock_left], [false, 0, 'out_of_stock', 0])
})

test('twenty who want the last seven at once: seven have one, thirteen keep their points', async () => {
  const bag = limited()
  const { shop, person, take, change, stock } = await shopWithRewards([bag])
  await change(bag.reward_id, 'restock', 7)
  const people = await many(20, () => person(100))
  const answers = await many(20, (at) => take(people[at]!, bag.reward_id))
  assert.equal(answers.filter((one) => one.status === 200).length, 7)
  assert.equal(answers.filter((one) => one.body.code === 'reward_out_of_stock').length, 13)
  assert.deepEqual(await stock(bag.reward_id), [0, 0])
  assert.equal(await addsUp(shop, bag.reward_id), 0)
  const { rows } = await shop.within(async ({ tx }) => ({
    rows: await tx.selectFrom('account').select('balance').where('unit', '=', 'points').execute(),
  }))
  assert.equal(
    rows.reduce((sum, row) => sum + row.balance, 0),
    13 * 100,
  )
})

test('what is set aside for a sale is nobody else’s, and comes back with it', async () => {
  const bag = limited()
  const { person, take, cancel, change, stock } = await shopWithRewards([bag])
  await change(bag.reward_id, 'restock', 1)
  const [ada, bob] = [await person(100), await person(100)]
  const id = newId()
  assert.equal((await take(ada, bag.reward_id, { hold: true }, id)).body.state, 'held')
  assert.deepEqual(await stock(bag.reward_id), [1, 1])
  for (const hold of [true, false])
    assert.equal((await take(bob, bag.reward_id, { hold })).body.code, 'reward_out_of_stock')
  // Held by ten at once, of one that is left: one.
  await cancel(ada, id)
  assert.deepEqual(await stock(bag.reward_id), [1, 0])
  const people = await many(10, () => person(100))
  const held = await many(10, (at) => take(people[at]!, bag.reward_id, { hold: true }))
  assert.equal(held.filter((one) => one.status === 200).length, 1)
})

test('what was set aside is taken when the same id asks for it, though the last one is promised to it alone', async () => {
  const bag = limited()
  const { person, take, change, stock } = await shopWithRewards([bag])
  await change(bag.reward_id, 'restock', 1)
  const ada = await person(100)
  const id = newId()
  await take(ada, bag.reward_id, { hold: true }, id)
  assert.equal((await take(ada, bag.reward_id, {}, id)).body.state, 'done')
  assert.deepEqual(await stock(bag.reward_id), [0, 0])
  assert.equal((await take(ada, bag.reward_id, {}, id)).body.state, 'done')
  assert.deepEqual(await stock(bag.reward_id), [0, 0])
})

test('cancelled, it is back on the shelf, once, however often', async () => {
  const bag = limited()
  const { shop, person, take, cancel, change, stock } = await shopWithRewards([bag])
  await change(bag.reward_id, 'restock', 2)
  const ada = await person(100)
  const id = newId()
  await take(ada, bag.reward_id, {}, id)
  assert.deepEqual(await stock(bag.reward_id), [1, 0])
  const answers = await many(10, () => cancel(ada, id))
  assert.ok(answers.every((one) => one.status === 200))
  assert.deepEqual(await stock(bag.reward_id), [2, 0])
  assert.equal(await addsUp(shop, bag.reward_id), 2)
})

test('one that was taken while there was no limit gives nothing back to the shelf', async () => {
  const bag = rewardOf()
  const { shop, person, take, cancel, change, stock } = await shopWithRewards([bag])
  const ada = await person(100)
  const id = newId()
  await take(ada, bag.reward_id, {}, id)
  const { reward_id, ...reward } = { ...bag, limited_stock: true }
  assert.equal((await shop.put(`/rewards/${reward_id}`, { seen_version: 1, reward })).status, 200)
  await change(reward_id, 'restock', 3)
  await cancel(ada, id)
  assert.deepEqual(await stock(reward_id), [3, 0])
})

test('a delivery, a loss and a count are written once, and explain themselves', async () => {
  const bag = limited()
  const { shop, change } = await shopWithRewards([bag])
  const { reward_id } = bag
  const id = newId()
  const answers = await many(10, () => change(reward_id, 'restock', 12, id, { note: 'Livraison de mars' }))
  assert.ok(answers.every((one) => one.status === 200 && one.body.left_count === 12))
  assert.equal((await change(reward_id, 'restock', 13, id)).body.code, 'stock_change_reused')
  assert.equal((await change(reward_id, 'loss', 12, id)).body.code, 'stock_change_reused')
  assert.equal((await change(reward_id, 'loss', 2)).body.left_count, 10)
  const short = await change(reward_id, 'loss', 11)
  assert.deepEqual([short.status, short.body.code, short.body.left_count], [409, 'stock_too_low', 10])
  const counted = newId()
  assert.equal((await change(reward_id, 'count', 9, counted)).body.left_count, 9)
  assert.equal((await change(reward_id, 'count', 9)).body.left_count, 9)
  await change(reward_id, 'restock', 1)
  // The first count, asked again after the delivery, is the count of then.
  assert.equal((await change(reward_id, 'count', 9, counted)).body.left_count, 10)
  const { changes } = (await shop.get(`/rewards/${reward_id}/stock`)).body
  assert.deepEqual(
    changes.map((one: any) => [one.reason, one.quantity, one.left_after]),
    [
      ['restock', 1, 10],
      ['count', 0, 9],
      ['count', -1, 9],
      ['loss', -2, 10],
      ['restock', 12, 12],
    ],
  )
  assert.equal(changes.at(-1).note, 'Livraison de mars')
  assert.equal(await addsUp(shop, reward_id), 10)
  for (const [reason, quantity] of [
    ['restock', 0],
    ['loss', -1],
    ['count', -1],
    ['taken', 1],
  ] as const)
    assert.equal((await change(reward_id, reason, quantity)).status, 400, reason)
})

test('the shop is told once that few are left, and again after a delivery', async () => {
  const bag = limited()
  const { shop, person, take, change } = await shopWithRewards([bag])
  await change(bag.reward_id, 'restock', 4)
  await shop.put(`/rewards/${bag.reward_id}/stock`, { low_at: 2 })
  const told = async () => (await shop.announced(RewardStockLow)).map((one: any) => one.payload.left_count)
  const ada = await person(1000)
  await take(ada, bag.reward_id)
  await shop.react()
  assert.deepEqual(await told(), [])
  await take(ada, bag.reward_id)
  await shop.react()
  await take(ada, bag.reward_id)
  await shop.react()
  assert.deepEqual(await told(), [2])
  await change(bag.reward_id, 'restock', 2)
  await take(ada, bag.reward_id)
  await shop.react()
  assert.deepEqual((await told()).toSorted(), [2, 2])
  assert.equal((await shop.announced(RewardStockLow))[0]!.payload.name, 'Sac en toile')
  const alerts = (await shop.get('/alerts')).body.items
  assert.deepEqual(
    alerts.map(({ kind, details }: any) => [kind, details.about, details.reached]),
    [
      ['reward_stock_low', 'Sac en toile', 2],
      ['reward_stock_low', 'Sac en toile', 2],
    ],
  )
})

test('stock is for those who keep the shelf, of this shop', async () => {
  const bag = limited()
  const { shop, change } = await shopWithRewards([bag])
  const other = await shopWithRewards([limited()])
  const path = `/rewards/${bag.reward_id}/stock`
  assert.equal((await other.change(bag.reward_id, 'restock', 5)).body.code, 'reward_not_in_catalogue')
  assert.equal((await other.shop.get(path)).status, 404)
  const seller = as(await shop.keyFor('seller'))
  assert.equal((await seller('PUT', `${path}/${newId()}`, { reason: 'restock', quantity: 1 })).status, 403)
  const manager = as(await shop.keyFor('store_manager'))
  assert.equal((await manager('PUT', `${path}/${newId()}`, { reason: 'restock', quantity: 1 })).status, 200)
  assert.equal((await change(newId(), 'restock', 1)).status, 404)
})
