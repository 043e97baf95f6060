import { test } from 'node:test'
import assert from 'node:assert/strict'
import {
  mayShow,
  pickFor,
  promotionPrice,
  wishFor,
  type Discount,
  type Habit,
  type Promotion,
} from './rules.ts'

const promotion = (promotion_id: string, more: Partial<Promotion> = {}): Promotion => ({
  promotion_id,
  name: promotion_id,
  product_id: promotion_id,
  category: null,
  product_category: 'Robes',
  price_cents: 5000,
  discount: { kind: 'percent', percent: 20 },
  picture_id: null,
  url: null,
  store_ids: [],
  per_customer_max: null,
  valid_until: new Date('2100-01-01'),
  repeat_weeks: 4,
  priority: 0,
  ...more,
})
const habit = (times: number, last_days: number, first_days = last_days): Habit => ({
  times,
  last_days,
  first_days,
})
const nobody = {
  store_id: null,
  history: { products: new Map(), categories: new Map() },
  shown_days: new Map(),
  taken_milli: new Map(),
}
const ids = (picks: ReturnType<typeof pickFor>) => picks.map(({ promotion: one }) => one.promotion_id)

const WISHES: [what: string, habit: Habit | undefined, wanted: boolean][] = [
  ['never bought', undefined, false],
  ['bought once, six days ago', habit(1, 6), false],
  ['bought once, a week ago', habit(1, 7), true],
  ['bought every 60 days, 29 days ago', habit(3, 29, 149), false],
  ['bought every 60 days, 30 days ago', habit(3, 30, 150), true],
  ['bought every two days, six days ago', habit(10, 6, 24), false],
]
for (const [what, one, wanted] of WISHES)
  test(`wanted again: ${what}`, () => {
    assert.equal(wishFor(one) > 0, wanted)
  })

test('what is bought more often, or later, is wanted more', () => {
  assert.ok(wishFor(habit(8, 60, 900)) < wishFor(habit(8, 60, 180)) || wishFor(habit(8, 60, 180)) > 0)
  assert.ok(wishFor(habit(6, 40, 240)) > wishFor(habit(2, 40, 80)))
  assert.ok(wishFor(habit(3, 40, 100)) > wishFor(habit(3, 300, 360)))
})

const SHOWN: [
  what: string,
  more: Partial<Promotion>,
  asking: { store_id: string | null; days?: number },
  may: boolean,
][] = [
  ['everywhere', {}, { store_id: null }, true],
  ['in their store', { store_ids: ['s'] }, { store_id: 's' }, true],
  ['in another store', { store_ids: ['s'] }, { store_id: 't' }, false],
  ['in some stores, to who has none', { store_ids: ['s'] }, { store_id: null }, false],
  ['shown 27 days ago, four weeks asked', {}, { store_id: null, days: 27 }, false],
  ['shown 28 days ago', {}, { store_id: null, days: 28 }, true],
  ['had two, three for each', { per_customer_max: 3 }, { store_id: null }, true],
  ['had two, two for each', { per_customer_max: 2 }, { store_id: null }, false],
  ['shown yesterday, no repeat asked', { repeat_weeks: 0 }, { store_id: null, days: 1 }, true],
]
for (const [what, more, { store_id, days }, may] of SHOWN)
  test(`shown: ${what}`, () => {
    const shown_days = new Map(days === undefined ? [] : [['p', days]])
    assert.equal(
      mayShow(promotion('p', more), { store_id, shown_days, taken_milli: new Map([['p', 2000]]) }),
      may,
    )
  })

test('the very product comes before its category, and both before what nothing speaks for', () => {
  const open = [
    promotion('new', { product_category: null, priority: 9 }),
    promotion('category', { product_id: null, category: 'Robes' }),
    promotion('own'),
  ]
  const history = {
    products: new Map([['own', habit(3, 40, 100)]]),
    categories: new Map([['Robes', habit(3, 40, 100)]]),
  }
  const picks = pickFor(open, { ...nobody, history }, 3)
  assert.deepEqual(ids(picks), ['own', 'category', 'new'])
  assert.deepEqual(
    picks.map(({ because }) => because),
    [{ kind: 'product', name: 'own' }, { kind: 'category', name: 'Robes' }, null],
  )
})

test('what was bought this week is not offered again, others of its category are', () => {
  const history = {
    products: new Map([['own', habit(4, 2, 90)]]),
    categories: new Map([['Robes', habit(4, 2, 90)]]),
  }
  assert.deepEqual(ids(pickFor([promotion('own'), promotion('other')], { ...nobody, history }, 5)), ['other'])
})

test('equals come by priority, then by name, and no more than asked', () => {
  const open = [promotion('b'), promotion('c', { priority: 1 }), promotion('a')]
  assert.deepEqual(ids(pickFor(open, nobody, 2)), ['c', 'a'])
})

const PRICES: [price: number | null, discount: Discount, cents: number | null][] = [
  [4990, { kind: 'percent', percent: 20 }, 3992],
  [999, { kind: 'percent', percent: 33 }, 669],
  [5000, { kind: 'percent', percent: 100 }, 0],
  [5000, { kind: 'amount', cents: 500 }, 4500],
  [300, { kind: 'amount', cents: 500 }, 0],
  [5000, { kind: 'price', cents: 3900 }, 3900],
  [null, { kind: 'percent', percent: 20 }, null],
]
for (const [price, discount, cents] of PRICES)
  test(`${price} with ${JSON.stringify(discount)} is ${cents}`, () => {
    assert.equal(promotionPrice(price, discount), cents)
  })
