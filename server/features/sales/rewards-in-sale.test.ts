/** Rewards taken while a sale is made: how many there are, how often, for whom and when. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { openShop, pool } from '../../../test/shop.ts'
import { addCustomer, CHOSEN_ID, chosenProgramme, writeProgramme } from '../../../test/programme.ts'
import { auditTenant } from '../points/audit.ts'
import type { Reward } from '../programmes/programme.ts'
import { ShortfallFound } from './events.ts'

async function shopWith(changes: Partial<Reward>, { stock = 0, points = 1000, people = 1 } = {}) {
  const shop = await openShop()
  const programme = chosenProgramme()
  Object.assign(programme.rewards[0]!, changes)
  await writeProgramme(shop, programme)
  const customers = await Promise.all(Array.from({ length: people }, () => addCustomer(shop)))
  const wish = ({ customer_id }: { customer_id: string }, cents: number, more: object = {}) => ({
    store_id: shop.store_id,
    customer_id,
    occurred_at: new Date().toISOString(),
    amount_cents: cents,
    ...more,
  })
  for (const customer of customers) {
    const { status } = await shop.put(`/sales/${newId()}`, wish(customer, points * 100))
    assert.equal(status, 200)
  }
  if (stock > 0) {
    const { status, body } = await shop.put(`/rewards/${CHOSEN_ID}/stock/${newId()}`, {
      reason: 'restock',
      quantity: stock,
    })
    assert.ok(status < 300, JSON.stringify(body))
  }
  const take = (more: object = {}, customer = customers[0]!) =>
    shop.put(
      `/sales/${newId()}`,
      wish(customer, 5000, { redemptions: [{ redemption_id: newId(), reward_id: CHOSEN_ID }], ...more }),
    )
  const redemptions = () => shop.within(({ tx }) => tx.selectFrom('redemption').selectAll().execute())
  const left = async () => {
    const rows = await shop.within(({ tx }) => tx.selectFrom('reward_shelf').select('left_count').execute())
    return rows[0]?.left_count ?? 0
  }
  const isRight = async () => {
    const client = await pool.connect()
    try {
      assert.deepEqual(await auditTenant(client, shop.tenant_id), [])
    } finally {
      client.release()
    }
  }
  return { shop, customers, wish, take, redemptions, left, isRight }
}

test('thirty sales at once take the last three, and each other one is told that there is none left', async () => {
  const { customers, take, redemptions, left, isRight } = await shopWith(
    { limited_stock: true },
    { stock: 3, people: 10 },
  )
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, n) => take({}, customers[n % customers.length])),
  )
  assert.equal(answers.filter(({ status }) => status === 200).length, 3)
  assert.equal(answers.filter(({ body }) => body.code === 'reward_out_of_stock').length, 27)
  assert.deepEqual([(await redemptions()).length, await left()], [3, 0])
  await isRight()
})

test('two in one sale are two, and a batch sees what its neighbours took', async () => {
  const { shop, customers, wish, take, left, isRight } = await shopWith(
    { limited_stock: true },
    { stock: 4, people: 3 },
  )
  const one = () => ({ redemption_id: newId(), reward_id: CHOSEN_ID })
  assert.equal((await take({ redemptions: [one(), one()] })).status, 200)
  const { body } = await shop.post('/sales/batch', {
    sales: customers.map((customer) => ({
      sale_id: newId(),
      ...wish(customer, 5000, { redemptions: [one()] }),
    })),
  })
  const codes = body.answers.map((answer: { problem?: { code: string } }) => answer.problem?.code ?? 'taken')
  assert.deepEqual(codes, ['taken', 'taken', 'reward_out_of_stock'])
  assert.equal(await left(), 0)
  await isRight()
})

test('the shelf has it again once everything came back', async () => {
  const { shop, take, left, isRight } = await shopWith({ limited_stock: true }, { stock: 1 })
  const { body } = await take()
  assert.equal(await left(), 0)
  const lines = [{ line_no: 1, quantity_milli: 1000 }]
  await shop.put(`/sales/${body.sale_id}/returns/${newId()}`, { lines })
  assert.equal(await left(), 1)
  await isRight()
})

test('once per customer is once, in sales as at the counter', async () => {
  const { shop, customers, wish, take } = await shopWith({ per_customer: { times: 1, per: 'month' } })
  const one = () => ({ redemption_id: newId(), reward_id: CHOSEN_ID })
  const twice = await take({ redemptions: [one(), one()] })
  assert.deepEqual([twice.status, twice.body.code], [409, 'reward_limit_reached'])
  const { body } = await shop.post('/sales/batch', {
    sales: [1, 2].map(() => ({ sale_id: newId(), ...wish(customers[0]!, 5000, { redemptions: [one()] }) })),
  })
  assert.deepEqual(
    body.answers.map((answer: { status: number }) => answer.status),
    [200, 409],
  )
  const { customer_id } = customers[0]!
  const counter = await shop.put(`/customers/${customer_id}/redemptions/${newId()}`, { reward_id: CHOSEN_ID })
  assert.deepEqual([counter.status, counter.body.code], [409, 'reward_limit_reached'])
})

test('a reward for a club, a tier or other days is refused with its reason', async () => {
  const yesterday = new Date(Date.now() - 48 * 3_600_000).toISOString().slice(0, 10)
  const tomorrow = new Date(Date.now() + 48 * 3_600_000).toISOString().slice(0, 10)
  for (const [changes, code] of [
    [{ club_ids: [newId()] }, 'reward_for_club'],
    [{ tier_ids: ['gold'] }, 'reward_for_tier'],
    [{ dates: { from: tomorrow, to: null } }, 'reward_not_yet'],
    [{ dates: { from: null, to: yesterday } }, 'reward_over'],
  ] as const) {
    const { take } = await shopWith(changes as Partial<Reward>)
    const { status, body } = await take()
    assert.deepEqual([status, body.code], [409, code])
  }
})

test('what a till without network gave although there was none left stands, and the owner is told', async () => {
  const { shop, take, redemptions, left, isRight } = await shopWith({ limited_stock: true }, { stock: 1 })
  await take()
  const offline = await take({ offline: true })
  assert.equal(offline.status, 200, JSON.stringify(offline.body))
  assert.deepEqual([(await redemptions()).length, await left()], [2, 0])
  const told = await shop.announced(ShortfallFound)
  assert.deepEqual(
    told.map(({ payload }) => payload.reward_id),
    [CHOSEN_ID],
  )
  await isRight()
})

test('a reward taken in a sale knows its store and what it cost the shop', async () => {
  const { shop, take, redemptions } = await shopWith({
    benefit: { kind: 'service', valid_days: 30 },
    cost_cents: 450,
  })
  const { body } = await take()
  assert.deepEqual([body.to_pay_cents, body.vouchers[0].kind], [5000, 'service'])
  const [taken] = await redemptions()
  assert.deepEqual([taken!.store_id, taken!.cost_cents], [shop.store_id, 450])
  // It waits for its day, and the sale that names it uses it up.
  const { voucher_id } = body.vouchers[0]
  const used = await take({ redemptions: [], vouchers: [{ voucher_id }] })
  assert.equal(used.status, 200, JSON.stringify(used.body))
  const again = await take({ redemptions: [], vouchers: [{ voucher_id }] })
  assert.deepEqual([again.status, again.body.why], [409, 'used_up'])
})

test('two rewards set aside that take every point are both had in one sale', async () => {
  const { shop, customers, take, isRight } = await shopWith({}, { points: 200 })
  const { customer_id } = customers[0]!
  const ids = [newId(), newId()]
  for (const id of ids) {
    const path = `/customers/${customer_id}/redemptions/${id}`
    assert.equal((await shop.put(path, { reward_id: CHOSEN_ID, hold: true })).status, 200)
  }
  const redemptions = ids.map((redemption_id) => ({ redemption_id, reward_id: CHOSEN_ID }))
  const { status, body } = await take({ redemptions })
  assert.equal(status, 200, JSON.stringify(body))
  assert.equal(body.to_pay_cents, 4000)
  await isRight()
})
