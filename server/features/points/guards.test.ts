/** Locks and limits: they hold spending up, never earning. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { callersOf } from '../../../test/callers.ts'
import {
  addCustomer,
  chosenProgramme,
  CHOSEN_ID,
  pointsProgramme,
  writeProgramme,
} from '../../../test/programme.ts'
import { app, openShop } from '../../../test/shop.ts'

async function shopWith(limits = {}, cents = 50_000) {
  const spending_limits = {
    units_per_day: null,
    rewards_per_hour: null,
    corrections_per_day: null,
    ...limits,
  }
  const shop = await openShop({ settings: { spending_limits } })
  const [unit] = pointsProgramme().units
  const pays = {
    units: 10,
    cents: 100,
    units_min: 10,
    share_max_basis_points: 10_000,
    counts_as: 'payment' as const,
  }
  await writeProgramme(shop, { ...chosenProgramme(), units: [{ ...unit!, pays }] })
  const { customer_id } = await addCustomer(shop)
  const sell = (more = {}, at = new Date()) =>
    shop.put(`/sales/${newId()}`, {
      store_id: shop.store_id,
      customer_id,
      occurred_at: at.toISOString(),
      amount_cents: 1000,
      ...more,
    })
  await sell({ amount_cents: cents })
  const redeem = () => shop.put(`/customers/${customer_id}/redemptions/${newId()}`, { reward_id: CHOSEN_ID })
  const hold = (units: number) =>
    shop.put(`/customers/${customer_id}/points-holds/${newId()}`, { unit: 'points', units })
  return { shop, customer_id, sell, redeem, hold }
}

test('a locked card spends nothing by any door, and earns all the same', async () => {
  const { shop, customer_id, sell, redeem, hold } = await shopWith()
  const path = `/customers/${customer_id}/spend-lock`
  const earlier = new Date(Date.now() - 60_000)
  const locked = await shop.put(path, { reason: 'Carte perdue' })
  assert.deepEqual([locked.status, locked.body.lock.locked_as], [200, 'staff'])
  for (const [door, answer] of [
    ['a reward', await redeem()],
    ['a hold', await hold(10)],
    ['points in a sale', await sell({ points: [{ unit: 'points', units: 100 }] })],
    ['a reward in a sale', await sell({ redemptions: [{ redemption_id: newId(), reward_id: CHOSEN_ID }] })],
  ] as const) {
    assert.deepEqual([answer.status, answer.body.code], [423, 'spend_locked'], door)
    assert.equal(answer.body.reason, 'Carte perdue')
  }
  assert.equal((await sell()).status, 200, 'earning goes on')
  // What a till without network gave before the lock was given.
  const before = await sell({ points: [{ unit: 'points', units: 10 }] }, earlier)
  assert.equal(before.status, 200, JSON.stringify(before.body))
  assert.equal((await shop.call('DELETE', path)).body.lock, null)
  assert.equal((await shop.call('DELETE', path)).status, 200, 'again')
  assert.equal((await redeem()).status, 200)
})

test('a customer locks and unlocks their own card; what the shop locked only the shop unlocks', async () => {
  const { shop } = await shopWith()
  const { customer } = await callersOf(shop)
  const mine = (method: 'GET' | 'PUT' | 'DELETE') =>
    app
      .inject({ method, url: '/api/card/spend-lock', headers: customer })
      .then((response) => ({ status: response.statusCode, body: response.json() }))
  assert.equal((await mine('PUT')).body.lock.locked_as, 'customer')
  assert.equal((await mine('DELETE')).body.lock, null)
  await mine('PUT')
  const { rows } = await shop.within(async ({ tx }) => ({
    rows: await tx
      .selectFrom('spend_lock')
      .select('customer_id')
      .where('tenant_id', '=', shop.tenant_id)
      .execute(),
  }))
  const { customer_id } = rows[0]!
  await shop.put(`/customers/${customer_id}/spend-lock`, { reason: 'Vol signalé' })
  const refused = await mine('DELETE')
  assert.deepEqual([refused.status, refused.body.code], [403, 'spend_locked_by_staff'])
  assert.equal((await mine('PUT')).body.lock.locked_as, 'staff', 'and the customer’s own does not weaken it')
  assert.equal((await shop.call('DELETE', `/customers/${customer_id}/spend-lock`)).body.lock, null)
})

test('no more units in a day than the shop lets, also ten at once; what came back does not count', async () => {
  const { shop, customer_id, hold, redeem, sell } = await shopWith({ units_per_day: 120 })
  const redemption_id = newId()
  const path = `/customers/${customer_id}/redemptions/${redemption_id}`
  assert.equal((await shop.put(path, { reward_id: CHOSEN_ID })).status, 200)
  const over = await redeem()
  assert.deepEqual([over.status, over.body.code, over.body.spent], [429, 'spending_limit_reached', 100])
  const paid = await sell({ points: [{ unit: 'points', units: 30 }] })
  assert.deepEqual([paid.status, paid.body.code], [429, 'spending_limit_reached'])
  assert.equal((await sell()).status, 200, 'earning goes on')
  await shop.call('DELETE', path)
  const answers = await Promise.all(Array.from({ length: 10 }, () => hold(50)))
  assert.equal(answers.filter(({ status }) => status === 200).length, 2)
})

test('so many rewards in an hour and no more; the same wish again is the same reward', async () => {
  const { shop, customer_id, redeem } = await shopWith({ rewards_per_hour: 2 })
  const redemption_id = newId()
  const first = () =>
    shop.put(`/customers/${customer_id}/redemptions/${redemption_id}`, { reward_id: CHOSEN_ID })
  assert.equal((await first()).status, 200)
  assert.equal((await redeem()).status, 200)
  assert.equal((await first()).status, 200)
  const third = await redeem()
  assert.deepEqual([third.status, third.body.code, third.body.rewards_per_hour], [429, 'rewards_too_many', 2])
  assert.match(third.body.title, /trop d’avantages/)
})
