import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { addCustomer, pointsProgramme, writeProgramme } from '../../../test/programme.ts'
import { openShop, pool } from '../../../test/shop.ts'
import { auditTenant } from '../points/audit.ts'
import { SaleReturned } from './events.ts'

test('returns that come together are each answered, also of one account, and a bad one fails alone', async () => {
  const shop = await openShop()
  await writeProgramme(shop, pointsProgramme())
  const people = await Promise.all(Array.from({ length: 6 }, (_, at) => addCustomer(shop, `Ada ${at}`)))
  const sell = async (customer_id: string) => {
    const sale_id = newId()
    const occurred_at = new Date().toISOString()
    const { status } = await shop.put(`/sales/${sale_id}`, {
      store_id: shop.store_id,
      customer_id,
      occurred_at,
      amount_cents: 2_000,
    })
    assert.equal(status, 200)
    return sale_id
  }
  const sales = []
  // Two of each: the second of an account sees what the first has left.
  for (const { customer_id } of people) sales.push(await sell(customer_id), await sell(customer_id))
  const kept = await sell(people[0]!.customer_id)
  const takeBack = (sale_id: string, quantity_milli: number) =>
    shop.put(`/sales/${sale_id}/returns/${newId()}`, { lines: [{ line_no: 1, quantity_milli }] })
  const answers = await Promise.all([
    ...sales.map((sale_id) => takeBack(sale_id, 1000)),
    takeBack(newId(), 1000),
    takeBack(kept, 2000),
  ])
  assert.deepEqual(
    answers.map(({ status, body }) => [status, body.code ?? body.reversed[0].units]),
    [...sales.map(() => [200, 20]), [404, 'sale_not_found'], [422, 'return_too_much']],
  )
  const said = people.map((_, at) =>
    [answers[2 * at]!, answers[2 * at + 1]!].map(({ body }) => body.accounts[0].available).sort(),
  )
  assert.deepEqual(said, [[20, 40], ...people.slice(1).map(() => [0, 20])])
  const left = await shop.within(({ tx }) =>
    tx.selectFrom('account').select('balance').orderBy('balance').execute(),
  )
  assert.deepEqual(
    left.map(({ balance }) => balance),
    [0, 0, 0, 0, 0, 20],
  )
  assert.equal((await shop.announced(SaleReturned)).length, sales.length)
  const client = await pool.connect()
  try {
    assert.deepEqual(await auditTenant(client, shop.tenant_id), [])
  } finally {
    client.release()
  }
})
