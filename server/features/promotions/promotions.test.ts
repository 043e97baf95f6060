import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { DAY_MS } from '../../lib/time.ts'
import { addCustomer } from '../../../test/programme.ts'
import { openShop } from '../../../test/shop.ts'
import { pickPromotions, rememberShown, type Asker } from './actions.ts'

type Shop = Awaited<ReturnType<typeof openShop>>
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString()

async function addProduct(shop: Shop, name: string, category: string, price_cents = 5000) {
  const product_id = newId()
  await shop.put(`/products/${product_id}`, { sku: product_id, name, category, price_cents })
  return product_id
}

const wish = (more: object) => ({
  name: 'Promotion',
  product_id: null,
  category: null,
  discount: { kind: 'percent', percent: 20 },
  picture_id: null,
  url: null,
  store_ids: [],
  stock_count: null,
  per_customer_max: null,
  for_whom: 'everybody',
  sector: 'other',
  repeat_weeks: 4,
  priority: 0,
  valid_from: daysAgo(1),
  valid_until: daysAgo(-10),
  ...more,
})
const promote = async (shop: Shop, more: object, promotion_id = newId()) => {
  const { status, body } = await shop.put(`/promotions/${promotion_id}`, wish(more))
  return { promotion_id, status, body }
}

const buy = (shop: Shop, customer_id: string, product_id: string, days: number) =>
  shop.put(`/sales/${newId()}`, {
    store_id: shop.store_id,
    customer_id,
    occurred_at: daysAgo(days),
    lines: [{ product_id, quantity_milli: 1000, unit_price_cents: 8900 }],
  })

test('each is shown what they buy, with the reason and the price, and never again within the weeks', async () => {
  const shop = await openShop()
  const [ada, bea] = [await addCustomer(shop, 'Ada'), await addCustomer(shop, 'Bea')]
  const dress = await addProduct(shop, 'Robe Iris', 'Robes', 8900)
  const scarf = await addProduct(shop, 'Foulard', 'Accessoires', 4500)
  await buy(shop, ada.customer_id, dress, 90)
  await buy(shop, ada.customer_id, dress, 40)
  await buy(shop, bea.customer_id, scarf, 60)
  await shop.react()
  const own = await promote(shop, { name: 'Robe Iris', product_id: dress })
  const other = await promote(shop, { name: 'Tous les accessoires', category: 'Accessoires' })
  const read = async (customer_id: string) =>
    (await shop.get(`/customers/${customer_id}/promotions`)).body.items
  const [first, second] = await read(ada.customer_id)
  assert.deepEqual(
    [first.promotion_id, first.price_words, first.old_price_words, first.why],
    [own.promotion_id, '71,20\u00a0€', '89\u00a0€', 'Parce que vous achetez\u00a0: Robe Iris'],
  )
  assert.deepEqual([second.promotion_id, second.why], [other.promotion_id, undefined])
  assert.equal((await read(bea.customer_id))[0].promotion_id, other.promotion_id)

  const shown = [{ customer_id: ada.customer_id, promotion_id: own.promotion_id, cause_id: newId() }]
  await shop.within((ctx) => rememberShown(ctx, shown))
  await shop.within((ctx) => rememberShown(ctx, shown))
  const names = async (days: number) => {
    const asker: Asker = { customer_id: ada.customer_id, store_id: null, language: 'fr' }
    const at = new Date(Date.now() + days * DAY_MS)
    const picked = await shop.within((ctx) => pickPromotions(ctx, [asker], { count: 5, currency: 'EUR' }), at)
    return picked.get(ada.customer_id)!.map(({ name }) => name)
  }
  assert.deepEqual(await names(0), ['Tous les accessoires'])
  const { items } = (await shop.get('/promotions')).body
  assert.equal(items.find((one: any) => one.promotion_id === own.promotion_id).shown, 1)
})

const KEPT_BACK: [what: string, more: object][] = [
  ['none left', { stock_count: 0 }],
  ['not begun', { valid_from: daysAgo(-1) }],
  ['over', { valid_from: daysAgo(9), valid_until: daysAgo(1) }],
  ['in another store', { store_ids: [newId()] }],
]
for (const [what, more] of KEPT_BACK)
  test(`a promotion is shown to nobody: ${what}`, async () => {
    const shop = await openShop()
    const { customer_id } = await addCustomer(shop)
    await promote(shop, { category: 'Robes', ...more })
    assert.deepEqual((await shop.get(`/customers/${customer_id}/promotions`)).body.items, [])
  })

test('nor is one that was withdrawn, or whose product is retired', async () => {
  const shop = await openShop()
  const { customer_id } = await addCustomer(shop)
  const product_id = await addProduct(shop, 'Robe', 'Robes')
  const { promotion_id } = await promote(shop, { category: 'Robes' })
  await promote(shop, { product_id })
  await shop.call('DELETE', `/promotions/${promotion_id}`)
  assert.equal((await shop.call('DELETE', `/promotions/${promotion_id}`)).status, 204)
  assert.equal((await shop.get(`/customers/${customer_id}/promotions`)).body.items.length, 1)
  await shop.put(`/products/${product_id}/retirement`)
  assert.deepEqual((await shop.get(`/customers/${customer_id}/promotions`)).body.items, [])
})

const REFUSED: [code: string, more: object][] = [
  ['promotion_needs_goods', {}],
  ['promotion_needs_goods', { category: 'Robes', product_id: newId() }],
  ['promotion_needs_price', { category: 'Robes', discount: { kind: 'amount', cents: 500 } }],
  ['promotion_ends_before_it_begins', { category: 'Robes', valid_until: daysAgo(2) }],
  ['promotion_product_unknown', { product_id: newId() }],
]
for (const [code, more] of REFUSED)
  test(`a promotion is refused: ${code} ${JSON.stringify(more).slice(0, 50)}`, async () => {
    const { status, body } = await promote(await openShop(), more)
    assert.deepEqual([status, body.code], [422, code])
  })

test('a shop never sees the promotions of another', async () => {
  const [shop, other] = [await openShop(), await openShop()]
  const { promotion_id } = await promote(shop, { category: 'Robes' })
  assert.equal((await other.get(`/promotions/${promotion_id}`)).status, 404)
  assert.deepEqual((await other.get('/promotions')).body.items, [])
})
