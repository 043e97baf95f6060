import { test } from 'node:test'
import assert from 'node:assert/strict'
import { addCustomer } from '../../../test/programme.ts'
import { openShop, owner } from '../../../test/shop.ts'
import { newId } from '../../lib/id.ts'
import { openBalances, withdrawOpenings } from '../points/open-balance.ts'
import { closeMonth, readMonth } from './actions.ts'
import { MonthClosed } from './events.ts'
import { ago, merge, monthAgo, recordedAt, shopWithHistory } from './history.fixture.ts'

test('a month is what was recorded in it, and what comes late is counted in the month it came', async () => {
  const { sell, unitOf, month } = await shopWithHistory()
  await sell(100, ago(4))
  await sell(50, ago(4), ago(3, 2))
  await sell(30, ago(3))
  const [first, second] = [await unitOf(monthAgo(4)), await unitOf(monthAgo(3))]
  const { opening, issued, closing, late } = first.tally
  assert.deepEqual({ opening, issued, closing, late }, { opening: 0, issued: 100, closing: 100, late: 0 })
  assert.equal(second.tally.opening, 100)
  assert.equal(second.tally.issued, 80)
  assert.equal(second.tally.late, 50)
  assert.deepEqual(
    second.cohorts.map((one: { vintage: string; outstanding: number }) => [one.vintage, one.outstanding]),
    [
      [monthAgo(4), 150],
      [monthAgo(3), 30],
    ],
  )
  // Nothing moved since, and the month under way begins where the last one ended.
  assert.equal((await unitOf(monthAgo(0))).tally.opening, 180)
  assert.equal((await month(monthAgo(5))).code, 'month_unknown')
  assert.equal((await month('2999-01')).code, 'month_unknown')
})

test('a closed month stays what it was, whatever comes after, and can be proved again', async () => {
  const { shop, ada, sell, takeBack, month, unitOf } = await shopWithHistory()
  const sale = await sell(100, ago(4))
  await sell(60, ago(4))
  const closed = await shop.within((ctx) => closeMonth(ctx, monthAgo(4), 'Ada'), new Date(ago(3, 2)))
  assert.deepEqual([closed.state, closed.closed_by_name], ['closed', 'Ada'])
  assert.match(closed.content_hash!, /^[0-9a-f]{64}$/)

  // A late sale of that very month, a return of one of its sales, points given by hand and a merge.
  await sell(500, ago(4), ago(3, 3))
  await takeBack(sale, ago(3, 5))
  const bob = await addCustomer(shop, 'Bob')
  await sell(40, ago(4, 12), ago(3, 6), bob)
  await merge(shop, bob.customer_id, ada.customer_id, ago(3, 7))

  const again = await month(monthAgo(4))
  assert.deepEqual(again, JSON.parse(JSON.stringify(closed)))
  const proof = await shop.get(`/accounting/months/${monthAgo(4)}/proof`)
  assert.deepEqual([proof.body.proved, proof.body.differences], [true, []])
  const next = (await unitOf(monthAgo(3))).tally
  assert.deepEqual(
    [next.opening, next.issued, next.reversed, next.merged, next.closing],
    [160, 540, -100, 0, 600],
  )
  assert.equal((await shop.announced(MonthClosed)).length, 1)
})

test('months close in order, once, when they are over', async () => {
  const { shop, sell } = await shopWithHistory()
  for (const months of [4, 3, 2, 1]) await sell(10, ago(months))
  const close = (months: number) => shop.put(`/accounting/months/${monthAgo(months)}/close`)
  const states = async () => {
    const { items } = (await shop.get('/accounting/months')).body
    return [4, 3, 2, 1, 0].map(
      (back) => items.find((one: { month: string }) => one.month === monthAgo(back)).state,
    )
  }
  assert.deepEqual(await states(), ['to_close', 'to_close', 'to_close', 'to_close', 'under_way'])
  assert.equal((await close(3)).status, 200)
  assert.equal((await close(4)).body.code, 'month_before_accounts')
  assert.equal((await close(1)).body.code, 'month_out_of_order')
  assert.equal((await close(0)).body.code, 'month_not_over')
  const ten = await Promise.all(Array.from({ length: 10 }, () => close(2)))
  assert.deepEqual(
    ten.map(({ status }) => status),
    ten.map(() => 200),
  )
  assert.equal(new Set(ten.map(({ body }) => body.content_hash)).size, 1)
  assert.equal((await shop.announced(MonthClosed)).length, 2)
  assert.deepEqual(await states(), ['before', 'closed', 'closed', 'to_close', 'under_way'])
})

test('a month is over six hours after its last midnight, on the shop’s own clock', async () => {
  const { shop, sell } = await shopWithHistory()
  await sell(10, '2026-03-10T11:00:00Z')
  const at = (now: string) =>
    shop
      .within((ctx) => closeMonth(ctx, '2026-03', 'Ada'), new Date(now))
      .then(
        ({ state }) => state,
        (error: { code: string }) => error.code,
      )
  // Summer time began on the 29th: midnight in Paris is 22:00 in Greenwich.
  assert.equal(await at('2026-04-01T03:59:59Z'), 'month_not_over')
  assert.equal(await at('2026-04-01T04:00:00Z'), 'closed')
  const read = await shop.within((ctx) => readMonth(ctx, '2026-03'), new Date('2026-04-02T00:00:00Z'))
  assert.equal(read.figures.parameters.from_at, '2026-02-28T23:00:00.000Z')
  assert.equal(read.figures.parameters.to_at, '2026-03-31T22:00:00.000Z')
})

test('as it stood at the end of any day of it', async () => {
  const { sell, shop } = await shopWithHistory()
  await sell(10, ago(3, 5))
  await sell(20, ago(3, 15))
  const on = async (day: string) =>
    (await shop.get(`/accounting/months/${monthAgo(3)}?on=${monthAgo(3)}-${day}`)).body.figures.merchants[0]
      ?.units[0].tally.closing ?? 0
  assert.deepEqual([await on('04'), await on('05'), await on('14'), await on('15')], [0, 10, 10, 30])
  await shop.put(`/accounting/months/${monthAgo(3)}/close`)
  assert.equal(await on('05'), 10)
})

test('before anything was recorded there is no month, and nothing to close', async () => {
  const shop = await openShop()
  assert.deepEqual((await shop.get('/accounting/months')).body, {
    items: [],
    counting: { done: 0, total: 0 },
    currency: 'EUR',
  })
  assert.equal((await shop.put(`/accounting/months/${monthAgo(1)}/close`)).body.code, 'month_unknown')
})

test('an import that is taken back takes its lots away, and a closed month can still be proved', async () => {
  const { shop, ada, sell, unitOf } = await shopWithHistory()
  await sell(10, ago(4))
  const import_id = newId()
  await shop.within((ctx) =>
    openBalances(ctx, [{ customer_id: ada.customer_id, amount: 250 }], { import_id, expire: 'never' }),
  )
  const bob = await addCustomer(shop, 'Bob')
  await shop.within((ctx) =>
    openBalances(ctx, [{ customer_id: bob.customer_id, amount: 40 }], { import_id, expire: 'programme' }),
  )
  await recordedAt(shop, ago(4, 12))
  await shop.within((ctx) => closeMonth(ctx, monthAgo(4), 'Ada'), new Date(ago(3, 2)))
  assert.equal(await shop.within((ctx) => withdrawOpenings(ctx, import_id, 100)), 290)
  await recordedAt(shop, ago(3, 5))
  const { rows } = await owner.query(`select count(*)::int as n from lot_gone where tenant_id = $1`, [
    shop.tenant_id,
  ])
  assert.equal(rows[0].n, 1, 'Bob’s account held nothing else and is gone')
  const proof = await shop.get(`/accounting/months/${monthAgo(4)}/proof`)
  assert.deepEqual([proof.body.proved, proof.body.differences], [true, []])
  const { opening, imported, closing } = (await unitOf(monthAgo(3))).tally
  assert.deepEqual([opening, imported, closing], [300, -290, 10])
})

test('a shop that moves its clock loses no minute between two months, and counts none twice', async () => {
  const { shop, sell } = await shopWithHistory()
  // Midnight in Paris on 1 April 2026 is 22:00 in Greenwich; in Réunion it was 20:00.
  for (const at of ['2026-03-31T19:00:00Z', '2026-03-31T21:00:00Z', '2026-03-31T23:00:00Z'])
    await sell(10, at)
  const closings = async (month: string, now: string) =>
    (await shop.within((ctx) => readMonth(ctx, month), new Date(now))).figures
  const march = await closings('2026-03', '2026-04-10T00:00:00Z')
  assert.equal(march.merchants[0]!.units[0]!.tally.closing, 20)
  await shop.within(({ tx }) =>
    tx
      .updateTable('tenant')
      .set({ time_zone: 'Indian/Reunion' })
      .where('tenant_id', '=', shop.tenant_id)
      .execute(),
  )
  const april = await closings('2026-04', '2026-05-10T00:00:00Z')
  assert.equal(april.parameters.from_at, march.parameters.to_at)
  assert.equal(april.parameters.to_at, '2026-04-30T20:00:00.000Z')
  const { opening, issued, closing } = april.merchants[0]!.units[0]!.tally
  assert.deepEqual([opening, issued, closing], [20, 10, 30])
})

test('units that count towards a tier are no promise', async () => {
  const { shop, sell, month } = await shopWithHistory({
    ladders: [
      {
        ladder_id: 'cercle',
        name: 'Cercle',
        measures: { by: 'amount' },
        period: { kind: 'rolling', months: 12 },
        starts: 'at_once',
        keeps_periods: 0,
        grace_days: 0,
        drops: 'to_earned',
        tiers: [{ tier_id: 'un', name: 'Un', threshold: 0, benefits: [] }],
      },
    ],
  })
  await sell(100, ago(2))
  const { rows } = await owner.query(
    `select distinct unit from points_entry where tenant_id = $1 order by 1`,
    [shop.tenant_id],
  )
  assert.deepEqual(
    rows.map(({ unit }) => unit),
    ['points', 'tier_cercle'],
  )
  const { figures } = await month(monthAgo(2))
  assert.deepEqual(
    figures.merchants[0].units.map(({ unit }: { unit: string }) => unit),
    ['points'],
  )
})
