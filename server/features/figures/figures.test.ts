import { test } from 'node:test'
import assert from 'node:assert/strict'
import { as, openShop } from '../../../test/shop.ts'
import { personOf, signedIn } from '../../../test/person.ts'
import { pointsProgramme, writeProgramme } from '../../../test/programme.ts'
import { newId } from '../../lib/id.ts'
import { DAY_MS } from '../../lib/time.ts'
import { reactions } from '../../reactions.ts'

const HOUR_MS = 3_600_000

async function shopThatSells() {
  const shop = await openShop({ time_zone: 'Europe/Paris' })
  await writeProgramme(shop, pointsProgramme())
  const sell = async (
    total_cents: number,
    { ago_ms = 0, customer_id = '', store_id = shop.store_id } = {},
  ) => {
    const sale_id = newId()
    const answer = await shop.put(`/sales/${sale_id}`, {
      store_id,
      ...(customer_id && { customer_id }),
      occurred_at: new Date(Date.now() - ago_ms).toISOString(),
      lines: [{ line_no: 1, label: 'Pièce', quantity_milli: 1000, unit_price_cents: total_cents }],
    })
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    return sale_id
  }
  const customer = async () => {
    const customer_id = newId()
    await shop.put(`/customers/${customer_id}`, { first_name: 'Ada', home_store_id: shop.store_id })
    return customer_id
  }
  const home = async (query = '') => (await shop.get(`/figures/home${query}`)).body
  return { shop, sell, customer, home }
}

test('today is right to the last sale, before any reaction has run', async () => {
  const { shop, sell, customer, home } = await shopThatSells()
  const ada = await customer()
  await sell(5000, { customer_id: ada })
  await sell(1900)
  const { total, stores } = await home()
  const { sales, sales_with_card, total_cents, card_total_cents, new_cards, units_given } = total.today
  assert.deepEqual(
    { sales, sales_with_card, total_cents, card_total_cents, new_cards, units_given },
    {
      sales: 2,
      sales_with_card: 1,
      total_cents: 6900,
      card_total_cents: 5000,
      new_cards: 1,
      units_given: { points: 50 },
    },
  )
  assert.deepEqual(stores[0].today, total.today)
  assert.equal(stores[0].store_id, shop.store_id)
  // The month holds today, also when it begins today.
  assert.equal(total.month.sales, 2)
})

test('days are counted once, however often the reactions run, and returns stand on their own day', async () => {
  const { shop, sell, customer, home } = await shopThatSells()
  const ada = await customer()
  const old = await sell(8000, { customer_id: ada, ago_ms: 40 * DAY_MS })
  await sell(2000, { ago_ms: 40 * DAY_MS })
  await shop.put(`/sales/${old}/returns/${newId()}`, { lines: [{ line_no: 1, quantity_milli: 1000 }] })
  await shop.react()
  const rows = () =>
    shop.within(({ tx, tenant_id }) =>
      tx.selectFrom('store_day').selectAll().where('tenant_id', '=', tenant_id).orderBy('day').execute(),
    )
  const once = await rows()
  const [first] = once
  assert.deepEqual(
    [first!.sales, first!.sales_with_card, first!.total_cents, first!.returned_cents, first!.units_given],
    [2, 1, 10_000, 0, { points: 80 }],
  )
  assert.equal((await home()).total.today.returned_cents, 8000)
  // From the first fact again, as after a crash.
  await shop.within(({ tx, tenant_id }) =>
    tx
      .updateTable('reaction_cursor')
      .set({ txid: 0 as never, fact_id: '00000000-0000-0000-0000-000000000000' })
      .where('tenant_id', '=', tenant_id)
      .where('reaction', '=', reactions.find(({ name }) => name === 'figures.count_days')!.name)
      .execute(),
  )
  await shop.react()
  assert.deepEqual(await rows(), once)
  const month = (await home()).months.find((one: { total_cents: number }) => one.total_cents === 10_000)
  assert.deepEqual([month.sales, month.card_total_cents], [2, 8000])
})

test('a morning is compared with a morning: same weekday a year ago, up to the same time', async () => {
  const { shop, sell, home } = await shopThatSells()
  await sell(700, { ago_ms: 364 * DAY_MS + 60_000 })
  await sell(9900, { ago_ms: 364 * DAY_MS - HOUR_MS })
  await shop.react()
  const { total } = await home()
  // Just after midnight there is no minute before; just before, no hour after: then only one of them is in that day.
  assert.ok([0, 700].includes(total.today_before.total_cents), JSON.stringify(total.today_before))
  assert.equal(total.today.total_cents, 0)
})

test('what is owed counts points at the best they buy, and gift cards', async () => {
  const { shop, sell, customer, home } = await shopThatSells()
  await sell(10_000, { customer_id: await customer() })
  await sell(25_000, { customer_id: await customer() })
  await shop.react()
  const { outstanding, total } = await home()
  // 100 points, and 50 left of 250 after the gift card at 200.
  assert.deepEqual(outstanding, {
    points: [{ unit: 'points', units: 150, value_cents: 750 }],
    gift_cards_count: 1,
    gift_cards_cents: 1000,
    total_cents: 1750,
  })
  assert.deepEqual([total.today.units_given, total.today.units_spent], [{ points: 350 }, { points: 200 }])
})

test('everybody is in one band of recency, and nobody who left', async () => {
  const { shop, sell, customer, home } = await shopThatSells()
  const [a, b, gone] = [await customer(), await customer(), await customer()]
  await customer()
  await sell(100, { customer_id: a, ago_ms: 5 * DAY_MS })
  await sell(100, { customer_id: b, ago_ms: 120 * DAY_MS })
  await sell(100, { customer_id: gone })
  await shop.put(`/customers/${gone}/departure`, {})
  await shop.react()
  assert.deepEqual((await home()).recency, { active: 1, slowing: 1, asleep: 0, lost: 0, never: 1 })
})

test('a manager sees the figures of their own stores, and what the shop owes is not among them', async () => {
  const { shop, sell, home } = await shopThatSells()
  const other = newId()
  await shop.put(`/stores/${other}`, { name: 'Lyon' })
  await sell(1000)
  await sell(3000, { store_id: other })
  const manager = await personOf(shop, 'store_manager', [other])
  const call = await signedIn(shop, manager.email)
  const { body } = await call('GET', '/figures/home')
  assert.deepEqual(
    body.stores.map((store: { store_id: string }) => store.store_id),
    [other],
  )
  assert.equal(body.total.today.total_cents, 3000)
  assert.equal(body.outstanding, null)
  assert.equal((await call('GET', `/figures/home?store_id=${shop.store_id}`)).status, 404)
  assert.equal((await home(`?store_id=${other}`)).total.today.total_cents, 3000)
  assert.equal((await home()).total.today.total_cents, 4000)
  assert.equal((await as(await shop.keyFor('seller'))('GET', '/figures/home')).status, 403)
})
