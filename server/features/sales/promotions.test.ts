import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { DAY_MS } from '../../lib/time.ts'
import { addCustomer } from '../../../test/programme.ts'
import { browser } from '../../../test/person.ts'
import { as, openShop } from '../../../test/shop.ts'
import { tillOf } from '../../../test/till.ts'
import { rememberShown } from '../promotions/actions.ts'
import { PromotionShown } from '../promotions/events.ts'
import { ShortfallFound } from './events.ts'

const at = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString()

async function shopWithPromotion(more: object = {}) {
  const shop = await openShop()
  const product_id = newId()
  const promotion_id = newId()
  await shop.put(`/products/${product_id}`, {
    sku: 'IRIS',
    name: 'Robe Iris',
    category: 'Robes',
    price_cents: 8900,
  })
  const wish = {
    name: 'Semaine Iris',
    product_id,
    category: null,
    discount: { kind: 'percent', percent: 20 },
    picture_id: null,
    url: null,
    store_ids: [],
    stock_count: null,
    per_customer_max: null,
    for_whom: 'everybody',
    sector: 'other',
    repeat_weeks: 0,
    priority: 0,
    valid_from: at(-1),
    valid_until: at(5),
    ...more,
  }
  const written = await shop.put(`/promotions/${promotion_id}`, wish)
  assert.equal(written.status, 200, JSON.stringify(written.body))
  const { customer_id } = await addCustomer(shop, 'Ada')
  const body = (pieces = 1, wished: object = {}) => ({
    store_id: shop.store_id,
    customer_id,
    occurred_at: new Date().toISOString(),
    lines: [{ line_no: 1, product_id, quantity_milli: pieces * 1000, unit_price_cents: 8900 }],
    promotions: {},
    ...wished,
  })
  const sell = (pieces = 1, wished: object = {}, sale_id = newId()) =>
    shop.put(`/sales/${sale_id}`, body(pieces, wished))
  const state = async () => {
    const { sold_milli, left_milli, given_cents } = (await shop.get(`/promotions/${promotion_id}`)).body
    return { sold_milli, left_milli, given_cents }
  }
  const shown = (pieces = 1, cents = 1780 * pieces) => ({
    promotions: {
      given: [{ promotion_id, line_no: 1, quantity_milli: pieces * 1000, discount_cents: cents }],
    },
  })
  return { shop, product_id, promotion_id, customer_id, wish, body, sell, state, shown }
}

test('the promotion of whoever stands there is on the price, on the receipt and off the stock', async () => {
  const { shop, promotion_id, body, sell, state, shown } = await shopWithPromotion({ stock_count: 5 })
  const seen = await shop.call('POST', '/sales/preview', body(2))
  const given = [
    { promotion_id, name: 'Semaine Iris', line_no: 1, quantity_milli: 2000, discount_cents: 3560 },
  ]
  assert.deepEqual([seen.body.promotions, seen.body.total_cents], [given, 14_240])
  assert.deepEqual(await state(), { sold_milli: 0, left_milli: 5000, given_cents: 0 })

  const sale_id = newId()
  const wished = shown(2)
  const sold = await sell(2, wished, sale_id)
  assert.deepEqual([sold.status, sold.body.promotions, sold.body.total_cents], [200, given, 14_240])
  assert.deepEqual(await state(), { sold_milli: 2000, left_milli: 3000, given_cents: 3560 })
  const { lines } = (await shop.get(`/sales/${sale_id}`)).body
  assert.deepEqual(lines[0].promotions, [
    { name: 'Semaine Iris', quantity_milli: 2000, discount_cents: 3560 },
  ])
})

test('the same sale sent twice counts once', async () => {
  const { body, shop, state } = await shopWithPromotion({ stock_count: 5 })
  const sale_id = newId()
  const wish = body()
  const answers = await Promise.all(Array.from({ length: 4 }, () => shop.put(`/sales/${sale_id}`, wish)))
  assert.deepEqual(
    answers.map(({ status, body: said }) => [status, said.total_cents]),
    Array.from({ length: 4 }, () => [200, 7120]),
  )
  assert.equal((await state()).sold_milli, 1000)
})

test('nobody has it without a card, nor from a till that has its own prices', async () => {
  const { sell, state } = await shopWithPromotion()
  assert.equal((await sell(1, { customer_id: undefined })).body.total_cents, 8900)
  assert.equal((await sell(1, { promotions: undefined })).body.total_cents, 8900)
  assert.equal((await state()).sold_milli, 0)
})

test('ten tills at once sell the three pieces that there are, and none below', async () => {
  const { shop, sell, state, shown } = await shopWithPromotion({ stock_count: 3 })
  const people = await Promise.all(Array.from({ length: 10 }, (_, n) => addCustomer(shop, `Client ${n}`)))
  const answers = await Promise.all(people.map(({ customer_id }) => sell(1, { customer_id, ...shown() })))
  assert.deepEqual(answers.map(({ status, body }) => (status === 200 ? 'sold' : body.code)).sort(), [
    ...Array.from({ length: 7 }, () => 'promotions_changed'),
    ...Array.from({ length: 3 }, () => 'sold'),
  ])
  assert.deepEqual(await state(), { sold_milli: 3000, left_milli: 0, given_cents: 3 * 1780 })
  // Who is not told a price pays the shop's.
  assert.equal((await sell()).body.total_cents, 8900)
})

test('once for each customer, however many tills at once; and again once it came back', async () => {
  const { shop, sell, shown } = await shopWithPromotion({ per_customer_max: 1 })
  const ids = Array.from({ length: 10 }, () => newId())
  const answers = await Promise.all(ids.map((id) => sell(1, shown(), id)))
  const taken = answers.flatMap(({ status }, n) => (status === 200 ? [ids[n]!] : []))
  assert.equal(taken.length, 1)
  assert.equal((await sell()).body.total_cents, 8900)
  const back = await shop.put(`/sales/${taken[0]}/returns/${newId()}`, {
    lines: [{ line_no: 1, quantity_milli: 1000 }],
  })
  assert.deepEqual([back.status, back.body.total_cents], [200, 7120])
  assert.equal((await sell()).body.total_cents, 7120)
})

test('known by the number of the card, a customer has had it as well', async () => {
  const { shop, customer_id, sell } = await shopWithPromotion({ per_customer_max: 1 })
  const { card_number } = (await shop.get(`/customers/${customer_id}`)).body
  assert.equal((await sell(1, { customer_id: undefined, card_number })).body.total_cents, 7120)
  assert.equal((await sell(1, { customer_id: undefined, card_number })).body.total_cents, 8900)
})

test('goods come back at the price paid, and their pieces are there for others', async () => {
  const { shop, sell, state } = await shopWithPromotion({ stock_count: 2 })
  const sale_id = newId()
  // Two of three at the promotion: the basket costs 2 × 71,20 + 89.
  assert.equal((await sell(3, {}, sale_id)).body.total_cents, 23_140)
  const bring = async () =>
    (
      await shop.put(`/sales/${sale_id}/returns/${newId()}`, {
        lines: [{ line_no: 1, quantity_milli: 1000 }],
      })
    ).body.total_cents
  const first = await bring()
  assert.deepEqual(await state(), { sold_milli: 1000, left_milli: 1000, given_cents: 1780 })
  const rest = [await bring(), await bring()]
  assert.equal(first + rest[0]! + rest[1]!, 23_140)
  assert.deepEqual(await state(), { sold_milli: 0, left_milli: 2000, given_cents: 0 })
})

test('a cancelled sale, and an exchange, put pieces back and take others', async () => {
  const { shop, body, sell, state, product_id } = await shopWithPromotion({ stock_count: 5 })
  const sale_id = newId()
  await sell(2, {}, sale_id)
  const swapped = newId()
  const exchange = await shop.put(`/exchanges/${newId()}`, {
    return: {
      return_id: newId(),
      sale_id,
      lines: [{ line_no: 1, quantity_milli: 1000 }],
      occurred_at: new Date().toISOString(),
    },
    sale: {
      ...body(),
      sale_id: swapped,
      lines: [{ line_no: 1, product_id, quantity_milli: 3000, unit_price_cents: 8900 }],
    },
  })
  assert.equal(exchange.status, 200, JSON.stringify(exchange.body))
  assert.equal((await state()).sold_milli, 4000)
  const gone = await shop.put(`/sales/${swapped}/cancellation`, { reason: 'Erreur' })
  assert.equal(gone.status, 200, JSON.stringify(gone.body))
  assert.equal((await state()).sold_milli, 1000)
})

test('what a till without network gave stands, and the owner is told what was not there', async () => {
  const { shop, sell, state, shown, promotion_id } = await shopWithPromotion({ stock_count: 1 })
  await sell(1)
  const sold = await sell(2, { ...shown(2), offline: true })
  assert.deepEqual([sold.status, sold.body.total_cents], [200, 14_240])
  assert.deepEqual(await state(), { sold_milli: 3000, left_milli: 0, given_cents: 3 * 1780 })
  const short = (await shop.announced(ShortfallFound)).map(({ payload }: any) => payload)
  assert.deepEqual(
    short.map((one) => [one.promotion_id, one.shortfall_cents]),
    [[promotion_id, 3560]],
  )
})

const LIES: [what: string, given: object][] = [
  ['more than the line costs', { discount_cents: 99_999 }],
  ['on another line', { line_no: 2 }],
  ['of another shop', { promotion_id: newId() }],
]
for (const [what, lie] of LIES)
  test(`a till without network cannot give what makes no sense: ${what}`, async () => {
    const { sell, shown } = await shopWithPromotion()
    const [given] = shown().promotions.given
    const { status, body } = await sell(1, { promotions: { given: [{ ...given, ...lie }] }, offline: true })
    assert.equal(status, 200)
    assert.ok(body.total_cents >= 0 && body.total_cents <= 8900)
    assert.equal(body.promotions.length, 'discount_cents' in lie ? 1 : 0)
    const online = await sell(1, { promotions: { given: [{ ...given, ...lie }] } })
    assert.deepEqual([online.status, online.body.code], [409, 'promotions_changed'])
  })

test('a till keeps what is open in its store, and what each customer had', async () => {
  const { shop, promotion_id, customer_id, sell } = await shopWithPromotion({
    stock_count: 9,
    per_customer_max: 3,
  })
  await sell(2)
  const device = await tillOf(shop)
  const { items } = (await device('GET', '/till/promotions')).body
  assert.deepEqual(
    items.map((one: any) => [one.promotion_id, one.left_milli, one.per_customer_max]),
    [[promotion_id, 7000, 3]],
  )
  const people = (await device('GET', '/till/customers')).body.items
  const ada = people.find((one: any) => one.customer_id === customer_id)
  assert.deepEqual(ada.promotions, { [promotion_id]: 2000 })
})

test('a promotion without a count of pieces is never used up', async () => {
  const { shop, promotion_id, body, sell, state, shown } = await shopWithPromotion()
  assert.deepEqual(await state(), { sold_milli: 0, left_milli: null, given_cents: 0 })
  assert.equal((await sell(2, shown(2))).status, 200)
  assert.deepEqual(await state(), { sold_milli: 2000, left_milli: null, given_cents: 3560 })
  const device = await tillOf(shop)
  const { items } = (await device('GET', '/till/promotions')).body
  assert.deepEqual(
    items.map((one: any) => [one.promotion_id, one.left_milli]),
    [[promotion_id, null]],
  )
  const again = await shop.call('POST', '/sales/preview', body(3))
  assert.equal(again.body.promotions[0].quantity_milli, 3000)
})

test('a promotion for those who saw it is theirs alone: by a message that left, or from their card on', async () => {
  const { shop, promotion_id, customer_id: ada, sell } = await shopWithPromotion({ for_whom: 'shown' })
  const { customer_id: bea } = await addCustomer(shop, 'Béa')
  const device = await tillOf(shop)
  const first = (await device('GET', '/till/customers')).body
  const told = (people: any[], id: string) => people.find(({ customer_id }) => customer_id === id)?.shown
  const given = async (customer_id: string) => (await sell(1, { customer_id })).body.total_cents === 7120
  assert.deepEqual([await given(ada), await given(bea)], [false, false])
  assert.equal(told(first.items, bea), undefined)

  await shop.within((ctx) => rememberShown(ctx, [{ customer_id: ada, promotion_id, cause_id: newId() }]))
  assert.deepEqual([await given(ada), await given(bea)], [true, false])
  const { url } = (await shop.put(`/customers/${bea}/card-link`)).body
  const { body } = await browser(shop)('POST', '/card/open', { link: url.split('#o=')[1] })
  const card = as(body.token)
  const onCard = async () => (await card('GET', '/card')).body.promotions.map((one: any) => one.promotion_id)
  assert.deepEqual(await onCard(), [promotion_id])
  assert.deepEqual(await onCard(), [promotion_id], 'what is on the card stays there')
  assert.equal(await given(bea), true)
  assert.deepEqual(
    (await shop.announced(PromotionShown)).map(({ customer_id }: any) => customer_id),
    [bea],
    'the first time alone',
  )
  const next = (await device('GET', `/till/customers?since=${first.version}`)).body
  assert.deepEqual(told(next.items, bea), [promotion_id])
})

test('what a till without network gave to one who had not seen it stands, and is counted', async () => {
  const { sell, shown, state } = await shopWithPromotion({ for_whom: 'shown' })
  const online = await sell(1, shown())
  assert.deepEqual([online.status, online.body.code], [409, 'promotions_changed'])
  assert.equal((await sell(1, { ...shown(), offline: true })).body.total_cents, 7120)
  assert.equal((await state()).sold_milli, 1000)
})
