import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { openShop, pool } from '../../../test/shop.ts'
import { addCustomer, pointsProgramme, writeProgramme } from '../../../test/programme.ts'
import { auditTenant } from '../points/audit.ts'
import type { Pays, Programme } from '../programmes/programme.ts'
import { ShortfallFound } from './events.ts'

/** A point per euro; a hundred points are five euros. */
function payingProgramme(pays: Partial<Pays> = {}, changes: Partial<Programme> = {}): Programme {
  const programme = pointsProgramme({ rewards: [], ...changes })
  programme.units[0]!.pays = {
    units: 100,
    cents: 500,
    units_min: 0,
    share_max_basis_points: 10_000,
    counts_as: 'payment',
    ...pays,
  }
  return programme
}

async function shopWithAda(programme: Programme, points: number) {
  const shop = await openShop()
  await writeProgramme(shop, programme)
  const ada = await addCustomer(shop)
  const wish = (lines: [cents: number, category?: string][], more: object = {}) => ({
    store_id: shop.store_id,
    customer_id: ada.customer_id,
    occurred_at: new Date().toISOString(),
    lines: lines.map(([unit_price_cents, category]) => ({
      quantity_milli: 1000,
      unit_price_cents,
      label: 'robe',
      ...(category && { category }),
    })),
    ...more,
  })
  const put = (body: object, id = newId()) => shop.put(`/sales/${id}`, body)
  const sell = async (lines: [number, string?][], more: object = {}) => {
    const body = wish(lines, more)
    const preview = (await shop.post('/sales/preview', body)).body
    const { status, body: sold } = await put(body)
    assert.equal(status, 200, JSON.stringify(sold))
    assert.deepEqual([preview.points, preview.to_pay_cents], [sold.points, sold.to_pay_cents])
    return sold
  }
  if (points > 0) await sell([[points * 100]])
  const takeBack = async (sale_id: string, line_no: number) => {
    const lines = [{ line_no, quantity_milli: 1000 }]
    const { status, body } = await shop.put(`/sales/${sale_id}/returns/${newId()}`, { lines })
    assert.equal(status, 200, JSON.stringify(body))
    return body
  }
  const account = async () => {
    const rows = await shop.within(({ tx }) => tx.selectFrom('account').selectAll().execute())
    const { balance, held, debt, remainders, earned } = rows[0]!
    return { balance, held, debt, remainders, earned }
  }
  const lots = () =>
    shop.within(({ tx }) =>
      tx.selectFrom('lot').select(['lot_id', 'remaining', 'expires_at']).orderBy('lot_id').execute(),
    )
  const isRight = async () => {
    const client = await pool.connect()
    try {
      assert.deepEqual(await auditTenant(client, shop.tenant_id), [])
    } finally {
      client.release()
    }
  }
  return { shop, ada, wish, put, sell, takeBack, account, lots, isRight }
}
const pay = (units: number, more: object = {}) => ({ points: [{ unit: 'points', units, ...more }] })

test('points that are a payment lower what is left to pay, and not what the sale counts for', async () => {
  const { sell, account, isRight } = await shopWithAda(payingProgramme(), 300)
  const sold = await sell([[4000]], pay(200))
  assert.deepEqual(
    [sold.total_cents, sold.to_pay_cents, sold.earned[0].units, (await account()).balance],
    [4000, 3000, 40, 140],
  )
  assert.deepEqual(sold.points, [
    { unit: 'points', units: 200, cents: 1000, counts_as: 'payment', shortfall_cents: 0, why_not: null },
  ])
  await isRight()
})

test('points that are a discount lower each line, and what the sale counts for', async () => {
  const { shop, sell, account, isRight } = await shopWithAda(payingProgramme({ counts_as: 'discount' }), 300)
  const sold = await sell([[3000], [1000]], pay(200))
  assert.deepEqual(
    [sold.total_cents, sold.discount_cents, sold.to_pay_cents, sold.earned[0].units],
    [3000, 1000, 3000, 30],
  )
  const { lines } = (await shop.get(`/sales/${sold.sale_id}`)).body
  assert.deepEqual(
    lines.map((line: { total_cents: number }) => line.total_cents),
    [2250, 750],
  )
  assert.equal((await account()).balance, 130)
  await isRight()
})

test('the least of asked, there and allowed is taken, in whole steps, and below the least nothing', async () => {
  const { shop, wish, put, sell } = await shopWithAda(
    payingProgramme({ units_min: 200, share_max_basis_points: 5000 }),
    950,
  )
  const asked = async (units: number, cents: number) =>
    (await shop.post('/sales/preview', wish([[cents]], pay(units)))).body.points[0]
  assert.deepEqual((await asked(5000, 100_000)).units, 900)
  assert.deepEqual((await asked(5000, 4200)).units, 400)
  assert.deepEqual((await asked(250, 4200)).units, 200)
  const { units, why_not } = await asked(199, 4200)
  assert.deepEqual([units, why_not], [0, 'below_minimum'])
  const refused = await put(wish([[4200]], pay(199)))
  assert.deepEqual(
    [refused.status, refused.body.code, refused.body.why],
    [409, 'points_not_usable', 'below_minimum'],
  )
  const unknown = await put(wish([[4200]], { points: [{ unit: 'stamps', units: 5 }] }))
  assert.deepEqual([unknown.status, unknown.body.why], [409, 'does_not_pay'])
  const nobody = await put(wish([[4200]], { ...pay(200), customer_id: undefined }))
  assert.deepEqual([nobody.status, nobody.body.code], [422, 'points_need_customer'])
  const twice = await put(wish([[4200]], { points: [...pay(200).points, ...pay(200).points] }))
  assert.deepEqual([twice.status, twice.body.code], [422, 'points_twice'])
  await sell([[4200]], pay(400))
  const none = await put(wish([[100_000]], pay(900)))
  assert.equal(none.status, 200)
  assert.equal(none.body.points[0].units, 500)
})

test('what never earns is never paid with points', async () => {
  const { sell, shop, wish } = await shopWithAda(
    payingProgramme(
      {},
      { basis: { discounts: 'after', excluded_product_ids: [], excluded_categories: ['tabac'] } },
    ),
    1000,
  )
  const only = (await shop.post('/sales/preview', wish([[5000, 'tabac']], pay(500)))).body
  assert.deepEqual([only.points[0].units, only.points[0].why_not], [0, 'nothing_left_to_pay'])
  const mixed = await sell([[5000, 'tabac'], [1000]], pay(500))
  assert.deepEqual([mixed.points[0].units, mixed.to_pay_cents], [200, 5000])
})

test('a hold pays in part, and what is left of it is free again', async () => {
  const { shop, ada, wish, put, sell, account, isRight } = await shopWithAda(payingProgramme(), 400)
  const hold_id = newId()
  const held = await shop.put(`/customers/${ada.customer_id}/points-holds/${hold_id}`, {
    unit: 'points',
    units: 400,
  })
  assert.equal(held.status, 200, JSON.stringify(held.body))
  const without = await put(wish([[1000]], pay(100)))
  assert.deepEqual([without.status, without.body.why], [409, 'not_enough'])
  await sell([[1000]], pay(200, { hold_id }))
  assert.deepEqual(
    { ...(await account()), remainders: {} },
    { balance: 210, held: 0, debt: 0, remainders: {}, earned: 410 },
  )
  const [hold] = await shop.within(({ tx }) => tx.selectFrom('points_hold').selectAll().execute())
  assert.deepEqual([hold!.outcome, hold!.captured_amount], ['captured', 200])
  await isRight()
})

test('twenty tills at once do not pay with one balance twice', async () => {
  const { wish, put, account, isRight } = await shopWithAda(payingProgramme(), 500)
  const answers = await Promise.all(Array.from({ length: 20 }, () => put(wish([[500]], pay(100)))))
  const paid = answers.filter(({ status }) => status === 200)
  assert.equal(paid.length, 5)
  assert.ok(answers.filter(({ status }) => status === 409).every(({ body }) => body.why === 'not_enough'))
  assert.equal((await account()).balance, 25)
  await isRight()
})

test('the same sale that paid with points again answers the same and takes nothing more', async () => {
  const { wish, put, account } = await shopWithAda(payingProgramme(), 500)
  const [id, body] = [newId(), wish([[500]], pay(100))]
  const answers = await Promise.all(Array.from({ length: 10 }, () => put(body, id)))
  for (const one of answers) assert.deepEqual([one.status, one.body], [200, answers[0]!.body])
  assert.equal((await account()).balance, 405)
  const other = await put({ ...body, ...pay(200) }, id)
  assert.deepEqual([other.status, other.body.code], [409, 'sale_id_reused'])
})

test('what a till without network took beyond what was there stands, and is told', async () => {
  const { shop, sell, account, isRight } = await shopWithAda(payingProgramme(), 150)
  const sold = await sell([[2000]], { ...pay(300), offline: true })
  assert.deepEqual([sold.points[0].units, sold.points[0].shortfall_cents, sold.to_pay_cents], [300, 750, 500])
  assert.equal((await account()).balance, 20)
  const told = await shop.announced(ShortfallFound)
  assert.deepEqual(
    told.map(({ payload }) => [payload.unit, payload.shortfall_cents]),
    [['points', 750]],
  )
  await isRight()
})

for (const counts_as of ['payment', 'discount'] as const)
  test(`returned piece by piece, points that were a ${counts_as} come back to their lots`, async () => {
    const { sell, takeBack, account, lots, isRight } = await shopWithAda(payingProgramme({ counts_as }), 250)
    await sell([[17_700]])
    const [before, lots_before] = [await account(), await lots()]
    const sold = await sell([[3333], [3333], [3334]], pay(300))
    const backs: any[] = []
    for (const line_no of [2, 3, 1]) backs.push(await takeBack(sold.sale_id, line_no))
    const sum = (of: (body: (typeof backs)[0]) => number) =>
      backs.reduce((total, body) => total + of(body), 0)
    assert.equal(
      sum((body) => body.restored[0].units),
      300,
    )
    assert.equal(
      sum((body) => body.refund.to_customer_cents),
      sold.to_pay_cents,
    )
    assert.equal(
      sum((body) => body.refund.to_points_cents),
      counts_as === 'payment' ? 1500 : 0,
    )
    for (const body of backs) assert.ok(body.refund.to_customer_cents >= 0)
    assert.deepEqual(await account(), before)
    assert.deepEqual(
      (await lots()).filter(({ remaining }) => remaining > 0),
      lots_before,
    )
    await isRight()
  })

test('points come back before what the sale gave goes: nothing is owed that was only lent', async () => {
  const { sell, takeBack, account, isRight } = await shopWithAda(payingProgramme(), 100)
  const sold = await sell([[9000]], pay(100))
  // What the sale gave is spent meanwhile.
  await sell([[5000]], pay(100)).catch(() => {})
  const back = await takeBack(sold.sale_id, 1)
  assert.deepEqual(back.reversed, [{ unit: 'points', units: 90, owed: 0, forgiven: 0 }])
  assert.equal((await account()).debt, 0)
  await isRight()
})
