import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { as, openShop, pool } from '../../../test/shop.ts'
import { tillOf } from '../../../test/till.ts'
import { addCustomer, pointsProgramme, REWARD_ID, writeProgramme } from '../../../test/programme.ts'
import { auditTenant } from '../points/audit.ts'
import { ReturnedWithoutSale, SaleCancelled, SaleExchanged } from './events.ts'

async function shopWithAda(programme = pointsProgramme(), settings = {}) {
  const shop = await openShop({ settings })
  await writeProgramme(shop, programme)
  const ada = await addCustomer(shop)
  const wish = (cents: number[], more: object = {}) => ({
    store_id: shop.store_id,
    customer_id: ada.customer_id,
    occurred_at: new Date().toISOString(),
    lines: cents.map((unit_price_cents) => ({ quantity_milli: 1000, unit_price_cents, label: 'robe' })),
    ...more,
  })
  const sell = async (cents: number[], more: object = {}) => {
    const { status, body } = await shop.put(`/sales/${newId()}`, wish(cents, more))
    assert.equal(status, 200, JSON.stringify(body))
    return body
  }
  const rows = async (table: 'account' | 'lot' | 'voucher' | 'sale_return') =>
    shop.within(({ tx }) =>
      tx
        .selectFrom(table as 'account')
        .selectAll()
        .execute(),
    )
  const balance = async () => (await rows('account')).find(({ unit }) => unit === 'points')?.balance ?? 0
  const isRight = async () => {
    const client = await pool.connect()
    try {
      assert.deepEqual(await auditTenant(client, shop.tenant_id), [])
    } finally {
      client.release()
    }
  }
  return { shop, ada, wish, sell, rows, balance, isRight }
}
type Ada = Awaited<ReturnType<typeof shopWithAda>>

const exchangeOf = ({ wish }: Ada, sold: { sale_id: string }, cents: number[], more: object = {}) => ({
  return: { return_id: newId(), sale_id: sold.sale_id, lines: [{ line_no: 1, quantity_milli: 1000 }] },
  sale: { sale_id: newId(), ...wish(cents, more) },
})

test('an exchange gives back and sells in one, and answers the same however often it is asked', async () => {
  const ada = await shopWithAda()
  const sold = await ada.sell([5000])
  const id = newId()
  const wish = exchangeOf(ada, sold, [8000])
  const first = await ada.shop.put(`/exchanges/${id}`, wish)
  assert.equal(first.status, 200, JSON.stringify(first.body))
  assert.deepEqual(
    [first.body.difference_cents, first.body.return.reversed, first.body.sale.earned],
    [
      3000,
      [{ unit: 'points', units: 50, owed: 0, forgiven: 0 }],
      [{ unit: 'points', units: 80, pending: false }],
    ],
  )
  assert.equal(await ada.balance(), 80)
  const again = await Promise.all(Array.from({ length: 10 }, () => ada.shop.put(`/exchanges/${id}`, wish)))
  for (const { status, body, headers } of again)
    assert.deepEqual([status, body, headers['idempotent-replay']], [200, first.body, 'true'])
  assert.equal(await ada.balance(), 80)
  assert.equal((await ada.shop.announced(SaleExchanged)).length, 1)
  await ada.isRight()
})

test('ten times the same exchange at once is one', async () => {
  const ada = await shopWithAda()
  const sold = await ada.sell([5000])
  const id = newId()
  const wish = exchangeOf(ada, sold, [2000])
  const answers = await Promise.all(Array.from({ length: 10 }, () => ada.shop.put(`/exchanges/${id}`, wish)))
  for (const { status, body } of answers) assert.deepEqual([status, body], [200, answers[0]!.body])
  assert.deepEqual([answers[0]!.body.difference_cents, await ada.balance()], [-3000, 20])
  await ada.isRight()
})

test('an exchange whose sale is refused leaves nothing of its return', async () => {
  const ada = await shopWithAda()
  const sold = await ada.sell([5000])
  const id = newId()
  const refused = await ada.shop.put(
    `/exchanges/${id}`,
    exchangeOf(ada, sold, [8000], { vouchers: [{ voucher_id: newId() }] }),
  )
  assert.deepEqual([refused.status, refused.body.code], [422, 'voucher_unknown'])
  assert.deepEqual([(await ada.rows('sale_return')).length, await ada.balance()], [0, 50])
  // The id is free again: nothing of it was kept.
  assert.equal((await ada.shop.put(`/exchanges/${id}`, exchangeOf(ada, sold, [8000]))).status, 200)
  await ada.isRight()
})

test('the sale of an exchange cannot spend what its return takes back', async () => {
  const chosen = pointsProgramme()
  chosen.rewards[0]!.trigger = 'chosen'
  const ada = await shopWithAda(chosen)
  const sold = await ada.sell([20_000])
  const redemptions = [{ redemption_id: newId(), reward_id: REWARD_ID }]
  const refused = await ada.shop.put(`/exchanges/${newId()}`, exchangeOf(ada, sold, [1000], { redemptions }))
  assert.deepEqual([refused.status, refused.body.code], [409, 'not_enough_points'])
  assert.equal(await ada.balance(), 200)
  await ada.isRight()
})

test('an exchange id is of one exchange, and its parts are of no other', async () => {
  const ada = await shopWithAda()
  const sold = await ada.sell([5000])
  const id = newId()
  const wish = exchangeOf(ada, sold, [8000])
  assert.equal((await ada.shop.put(`/exchanges/${id}`, wish)).status, 200)
  const other = await ada.shop.put(`/exchanges/${id}`, { ...wish, sale: { ...wish.sale, discount_cents: 1 } })
  assert.deepEqual([other.status, other.body.code], [409, 'exchange_id_reused'])
  const second = await ada.sell([3000])
  const stolen = exchangeOf(ada, second, [100])
  for (const part of [
    { ...stolen, sale: { ...stolen.sale, sale_id: sold.sale_id } },
    { ...stolen, return: { ...stolen.return, return_id: wish.return.return_id } },
  ]) {
    const refused = await ada.shop.put(`/exchanges/${newId()}`, part)
    assert.deepEqual([refused.status, refused.body.code], [409, 'exchange_part_reused'])
  }
  await ada.isRight()
})

test('exchanges and sales of one person at once all count, whatever meets', async () => {
  const ada = await shopWithAda()
  const sold = await Promise.all(Array.from({ length: 6 }, () => ada.sell([1000])))
  const answers = await Promise.all([
    ...sold.map((one) => ada.shop.put(`/exchanges/${newId()}`, exchangeOf(ada, one, [2000]))),
    ...Array.from({ length: 6 }, () => ada.sell([500])),
  ])
  assert.equal(answers.filter(({ status = 200 }) => status === 200).length, 12)
  assert.equal(await ada.balance(), 6 * 20 + 6 * 5)
  await ada.isRight()
})

test('a mistake is cancelled on its day by whoever sells, and shown so', async () => {
  const ada = await shopWithAda()
  const seller = as(await ada.shop.keyFor('seller'))
  await ada.sell([1234])
  const before = await ada.rows('account')
  const { sale_id } = await ada.sell([5000, 2500])
  const cancel = () => seller('PUT', `/sales/${sale_id}/cancellation`, { reason: 'erreur de client' })
  const answers = await Promise.all(Array.from({ length: 10 }, cancel))
  for (const { status, body } of answers) assert.deepEqual([status, body], [200, answers[0]!.body])
  assert.equal(answers[0]!.body.return.refund.to_customer_cents, 7500)
  const after = await ada.rows('account')
  assert.deepEqual({ ...after[0]!, version: 0 }, { ...before[0]!, version: 0 })
  const shown = (await ada.shop.get(`/sales/${sale_id}`)).body
  assert.equal(shown.cancelled.reason, 'erreur de client')
  const { items } = (await ada.shop.get('/sales')).body
  assert.deepEqual(
    items.map((one: { cancelled_at: string | null }) => one.cancelled_at !== null),
    [true, false],
  )
  assert.equal((await ada.shop.announced(SaleCancelled)).length, 1)
  await ada.isRight()
})

test('a till that was without network overnight says when it cancelled, and nobody else does', async () => {
  const ada = await shopWithAda()
  const sold_at = new Date(Date.now() - 26 * 3_600_000)
  const soon = sold_at.toISOString()
  const { sale_id } = await ada.sell([5000], { occurred_at: sold_at.toISOString() })
  const path = `/sales/${sale_id}/cancellation`
  const seller = as(await ada.shop.keyFor('seller'))
  const claimed = await seller('PUT', path, { reason: 'erreur', occurred_at: soon })
  assert.deepEqual([claimed.status, claimed.body.code], [409, 'cancellation_too_late'])
  const till = await tillOf(ada.shop)
  const before = new Date(sold_at.getTime() - 1000).toISOString()
  for (const occurred_at of [before, new Date(Date.now() + 60_000).toISOString(), undefined]) {
    const { status } = await till('PUT', path, { reason: 'erreur', ...(occurred_at && { occurred_at }) })
    assert.equal(status, 409, occurred_at)
  }
  const { status } = await till('PUT', path, { reason: 'erreur', occurred_at: soon })
  assert.equal(status, 200)
  assert.equal(await ada.balance(), 0)
})

test('yesterday’s sale is cancelled by a manager only, and only what is still out comes back', async () => {
  const ada = await shopWithAda()
  const yesterday = new Date(Date.now() - 26 * 3_600_000).toISOString()
  const { sale_id } = await ada.sell([5000, 2500], { occurred_at: yesterday })
  const [seller, manager] = await Promise.all([
    ada.shop.keyFor('seller').then((key) => as(key)),
    ada.shop.keyFor('store_manager').then((key) => as(key)),
  ])
  const path = `/sales/${sale_id}/cancellation`
  const late = await seller('PUT', path, { reason: 'erreur' })
  assert.deepEqual([late.status, late.body.code], [409, 'cancellation_too_late'])
  await ada.shop.put(`/sales/${sale_id}/returns/${newId()}`, {
    lines: [{ line_no: 1, quantity_milli: 1000 }],
  })
  const { body } = await manager('PUT', path, { reason: 'erreur' })
  assert.equal(body.return.total_cents, 2500)
  assert.equal(await ada.balance(), 0)
  const { sale_id: other } = await ada.sell([100])
  await ada.shop.put(`/sales/${other}/returns/${newId()}`, { lines: [{ line_no: 1, quantity_milli: 1000 }] })
  const nothing = await manager('PUT', `/sales/${other}/cancellation`, { reason: 'erreur' })
  assert.deepEqual([nothing.status, nothing.body.code], [409, 'sale_already_back'])
  await ada.isRight()
})

const loose = (ada: Ada, total_cents: number, more: object = {}) => ({
  store_id: ada.shop.store_id,
  customer_id: ada.ada.customer_id,
  lines: [{ label: 'robe', quantity_milli: 1000, total_cents }],
  reason: 'ticket perdu',
  ...more,
})

test('without its receipt a return takes back what today’s programme would give, and tells the owner', async () => {
  const ada = await shopWithAda()
  await ada.sell([5000])
  const id = newId()
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => ada.shop.put(`/returns/${id}`, loose(ada, 2050))),
  )
  for (const { status, body } of answers) assert.deepEqual([status, body], [200, answers[0]!.body])
  assert.deepEqual(answers[0]!.body.reversed, [{ unit: 'points', units: 20, owed: 0, forgiven: 0 }])
  assert.equal(await ada.balance(), 30)
  // The half euro below a point is owed as a remainder: bought again, nothing has changed.
  await ada.sell([2050])
  assert.equal(await ada.balance(), 50)
  const [told] = await ada.shop.announced(ReturnedWithoutSale)
  assert.deepEqual((told!.payload as { reversed: object[] }).reversed, [{ unit: 'points', units: 20 }])
  assert.equal((await ada.shop.announced(ReturnedWithoutSale)).length, 1)
  await ada.isRight()
})

test('without its receipt a return stops at zero unless the programme owes, and may be left alone', async () => {
  const clamp = await shopWithAda(pointsProgramme({ clawback: 'clamp' }))
  const stopped = await clamp.shop.put(`/returns/${newId()}`, loose(clamp, 5000))
  assert.deepEqual(stopped.body.reversed, [{ unit: 'points', units: 50, owed: 0, forgiven: 50 }])
  const debt = await shopWithAda()
  const owed = await debt.shop.put(`/returns/${newId()}`, loose(debt, 5000))
  assert.deepEqual(owed.body.reversed, [{ unit: 'points', units: 50, owed: 50, forgiven: 0 }])
  const left = await shopWithAda(pointsProgramme(), { return_without_sale: 'leave' })
  await left.sell([9000])
  const none = await left.shop.put(`/returns/${newId()}`, loose(left, 5000))
  assert.deepEqual([none.body.reversed, await left.balance()], [[], 90])
  const nobody = await left.shop.put(`/returns/${newId()}`, loose(left, 5000, { customer_id: undefined }))
  assert.deepEqual([nobody.status, nobody.body.reversed], [200, []])
  for (const shop of [clamp, debt, left]) await shop.isRight()
})

test('without its receipt a return is a manager’s', async () => {
  const ada = await shopWithAda()
  const seller = as(await ada.shop.keyFor('seller'))
  const refused = await seller('PUT', `/returns/${newId()}`, loose(ada, 100))
  assert.deepEqual([refused.status, refused.body.code], [403, 'not_allowed'])
})
