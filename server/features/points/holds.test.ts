/** Units set aside for any purpose: they end once, and nobody else spends them meanwhile. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { db, openShop, pool } from '../../../test/shop.ts'
import {
  addCustomer,
  chosenProgramme,
  CHOSEN_ID,
  pointsProgramme,
  writeProgramme,
} from '../../../test/programme.ts'
import { auditTenant } from './audit.ts'
import { captureHold } from './hold-points.ts'
import { settleDueAccounts } from './nightly.ts'

async function shopWith(cents: number, programme = chosenProgramme()) {
  const shop = await openShop()
  await writeProgramme(shop, programme)
  const { customer_id } = await addCustomer(shop)
  await shop.put(`/sales/${newId()}`, {
    store_id: shop.store_id,
    customer_id,
    occurred_at: new Date().toISOString(),
    amount_cents: cents,
  })
  const path = (hold_id: string) => `/customers/${customer_id}/points-holds/${hold_id}`
  const hold = (units: number, hold_id = newId(), minutes?: number) =>
    shop.put(path(hold_id), { unit: 'points', units, ...(minutes && { minutes }) })
  const capture = (hold_id: string, units: number) => shop.put(`${path(hold_id)}/capture`, { units })
  const release = (hold_id: string) => shop.call('DELETE', path(hold_id))
  const account = () =>
    shop.within(({ tx }) =>
      tx
        .selectFrom('account')
        .select(['balance', 'held'])
        .where('account_id', '=', customer_id)
        .where('unit', '=', 'points')
        .executeTakeFirstOrThrow(),
    )
  const isRight = async () => {
    const client = await pool.connect()
    try {
      assert.deepEqual(await auditTenant(client, shop.tenant_id), [])
    } finally {
      client.release()
    }
  }
  return { shop, customer_id, hold, capture, release, account, isRight }
}

test('HOLD-01: a hold that would overdraw fails when it is asked for', async () => {
  const { hold, account } = await shopWith(3000)
  const { status, body } = await hold(50)
  assert.deepEqual([status, body.code, body.available], [409, 'points_short', 30])
  assert.deepEqual(await account(), { balance: 30, held: 0 })
})

test('HOLD-03: a hold ends once: released, it cannot be taken; taken, it cannot be released', async () => {
  const { hold, capture, release, account, isRight } = await shopWith(20_000)
  const [one, other] = [newId(), newId()]
  await hold(123, one)
  assert.equal((await release(one)).body.state, 'released')
  assert.equal((await release(one)).status, 200, 'again')
  const late = await capture(one, 123)
  assert.deepEqual([late.status, late.body.code], [409, 'hold_ended'])
  assert.deepEqual(await account(), { balance: 200, held: 0 })
  await hold(50, other)
  assert.equal((await capture(other, 50)).body.state, 'captured')
  assert.equal((await capture(other, 50)).status, 200, 'again')
  const otherwise = await capture(other, 40)
  assert.deepEqual([otherwise.status, otherwise.body.code], [409, 'hold_captured'])
  const back = await release(other)
  assert.deepEqual([back.status, back.body.code], [409, 'hold_captured'])
  assert.deepEqual(await account(), { balance: 150, held: 0 })
  await isRight()
})

test('HOLD-04: more than is held is refused; a part of it is taken and the rest goes back', async () => {
  const { hold, capture, account, isRight } = await shopWith(20_000)
  const hold_id = newId()
  await hold(100, hold_id)
  const more = await capture(hold_id, 101)
  assert.deepEqual([more.status, more.body.code, more.body.held], [409, 'hold_exceeded', 100])
  const { body } = await capture(hold_id, 60)
  assert.deepEqual([body.state, body.captured, body.available], ['captured', 60, 140])
  assert.deepEqual(await account(), { balance: 140, held: 0 })
  await isRight()
})

test('CONC-04: five at once on 485 points take four', async () => {
  const { hold, account, shop, customer_id, isRight } = await shopWith(48_500)
  const answers = await Promise.all(Array.from({ length: 5 }, () => hold(100)))
  assert.equal(answers.filter(({ status }) => status === 200).length, 4)
  assert.deepEqual(await account(), { balance: 485, held: 400 })
  // What is set aside is nobody else's.
  const reward = await shop.put(`/customers/${customer_id}/redemptions/${newId()}`, { reward_id: CHOSEN_ID })
  assert.deepEqual([reward.status, reward.body.code], [409, 'points_short'])
  await isRight()
})

test('a hold lapses by itself, and the same hold again is the same hold', async () => {
  const { hold, capture, account, shop } = await shopWith(10_000)
  const hold_id = newId()
  const [first, second] = [await hold(60, hold_id, 1), await hold(60, hold_id, 1)]
  assert.deepEqual([first.status, second.status], [200, 200])
  assert.deepEqual(await account(), { balance: 100, held: 60 })
  const other = await hold(61, hold_id)
  assert.deepEqual([other.status, other.body.code], [409, 'hold_id_reused'])
  await settleDueAccounts(db, shop.tenant_id, new Date(Date.now() + 120_000))
  assert.deepEqual(await account(), { balance: 100, held: 0 })
  const late = await capture(hold_id, 60)
  assert.deepEqual([late.status, late.body.code], [409, 'hold_ended'])
})

test('what was set aside before midnight can be taken after it; the rest of the lot has gone', async () => {
  const [unit] = pointsProgramme().units
  const expiring = { ...unit!, expiry: { kind: 'rolling' as const, months: 1 } }
  const { hold, customer_id, account, shop, isRight } = await shopWith(10_000, {
    ...chosenProgramme(),
    units: [expiring],
  })
  const hold_id = newId()
  await hold(30, hold_id, 7 * 24 * 60)
  // A week's hold does not last a month: the lot's end is brought near instead.
  const soon = new Date(Date.now() + 60_000)
  await shop.within(async ({ tx }) => {
    await tx.updateTable('lot').set({ expires_at: soon }).execute()
    await tx.updateTable('account').set({ due_at: soon }).execute()
  })
  const after = new Date(Date.now() + 3600_000)
  await settleDueAccounts(db, shop.tenant_id, after)
  assert.deepEqual(await account(), { balance: 30, held: 30 })
  await shop.within((ctx) => captureHold(ctx, { customer_id, hold_id, units: 20 }), after)
  await settleDueAccounts(db, shop.tenant_id, after)
  assert.deepEqual(await account(), { balance: 0, held: 0 })
  await isRight()
})

test('nobody takes another customer’s hold, nor one that waits for its reward', async () => {
  const { hold, shop, customer_id } = await shopWith(20_000)
  const other = await addCustomer(shop, 'Bea')
  const [hold_id, redemption_id] = [newId(), newId()]
  await hold(10, hold_id)
  await shop.put(`/customers/${customer_id}/redemptions/${redemption_id}`, {
    reward_id: CHOSEN_ID,
    hold: true,
  })
  for (const [who, id] of [
    [other.customer_id, hold_id],
    [customer_id, redemption_id],
    [customer_id, newId()],
  ]) {
    const { status, body } = await shop.put(`/customers/${who}/points-holds/${id}/capture`, { units: 1 })
    assert.deepEqual([status, body.code], [404, 'hold_not_found'])
  }
})
