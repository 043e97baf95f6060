import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { givePromotions, promotionsBack, type OpenPromotion, type PromotedLine } from './given.ts'

const AT = Date.parse('2026-11-27T10:00:00Z')
const asking = {
  store_id: 's',
  at_ms: AT,
  on: '2026-11-27',
  taken: new Map<string, number>(),
  shown: new Set<string>(),
}
const promotion = (promotion_id: string, more: Partial<OpenPromotion> = {}): OpenPromotion => ({
  promotion_id,
  name: promotion_id,
  product_id: 'dress',
  category: null,
  discount: { kind: 'percent', percent: 20 },
  store_ids: [],
  sector: 'other',
  priority: 0,
  valid_from: '2026-11-01T00:00:00Z',
  valid_until: '2026-12-01T00:00:00Z',
  per_customer_max: null,
  for_whom: 'everybody',
  left_milli: null,
  ...more,
})
const line = (more: Partial<PromotedLine> = {}): PromotedLine => ({
  line_no: 1,
  product_id: 'dress',
  category: 'Robes',
  quantity_milli: 1000,
  unit_price_cents: 5000,
  discount_cents: 0,
  ...more,
})
const off = (promotions: OpenPromotion[], one: PromotedLine, more: object = {}) =>
  givePromotions(promotions, [one], { ...asking, ...more }).map(
    ({ promotion_id, quantity_milli, discount_cents }) => [promotion_id, quantity_milli, discount_cents],
  )

const ONE: [what: string, more: Partial<OpenPromotion>, line: Partial<PromotedLine>, cents: number][] = [
  ['a percentage', {}, {}, 1000],
  ['an amount', { discount: { kind: 'amount', cents: 700 } }, {}, 700],
  ['more than the price', { discount: { kind: 'amount', cents: 9000 } }, {}, 5000],
  ['a price', { discount: { kind: 'price', cents: 3900 } }, {}, 1100],
  ['a price above that of the till', { discount: { kind: 'price', cents: 6000 } }, {}, 0],
  ['three pieces', {}, { quantity_milli: 3000 }, 3000],
  ['by weight', {}, { quantity_milli: 350 }, 350],
  ['another product', {}, { product_id: 'mug' }, 0],
  ['goods without a product', {}, { product_id: null }, 0],
  ['its category', { product_id: null, category: 'Robes' }, {}, 1000],
  ['another category', { product_id: null, category: 'Sacs' }, {}, 0],
  ['no category', { product_id: null, category: 'Sacs' }, { category: null }, 0],
  ['not begun', { valid_from: '2026-11-27T10:00:00.001Z' }, {}, 0],
  ['begun this instant', { valid_from: '2026-11-27T10:00:00Z' }, {}, 1000],
  ['over this instant', { valid_until: '2026-11-27T10:00:00Z' }, {}, 0],
  ['withdrawn', { withdrawn: true }, {}, 0],
  ['here', { store_ids: ['s'] }, {}, 1000],
  ['elsewhere', { store_ids: ['t'] }, {}, 0],
  ['for those who saw it, of whom this is none', { for_whom: 'shown' }, {}, 0],
  ['none left', { left_milli: 0 }, {}, 0],
  ['oversold by tills without network', { left_milli: -2000 }, {}, 0],
  ['two left of three', { left_milli: 2000 }, { quantity_milli: 3000 }, 2000],
  ['one each, three asked', { per_customer_max: 1 }, { quantity_milli: 3000 }, 1000],
  ['tobacco', {}, { category: 'Tabac' }, 0],
  ['a book, a fifth off', { sector: 'book' }, {}, 250],
  ['food, half off', { sector: 'food', discount: { kind: 'percent', percent: 50 } }, {}, 1700],
  ['food, its own discount counted', { sector: 'food' }, { discount_cents: 1000 }, 700],
  ['food, its own discount enough', { sector: 'food' }, { discount_cents: 1700 }, 0],
]
for (const [what, more, of, cents] of ONE)
  test(`given at the till: ${what}`, () => {
    const sum = off([promotion('p', more)], line(of)).reduce((all, [, , one]) => all + Number(one), 0)
    assert.equal(sum, cents)
  })

test('what the customer had before counts', () => {
  const one = promotion('p', { per_customer_max: 2 })
  assert.deepEqual(off([one], line({ quantity_milli: 3000 }), { taken: new Map([['p', 1000]]) }), [
    ['p', 1000, 1000],
  ])
})

test('for those who saw it, to one who did, and before what everybody has', () => {
  const shown = new Set(['p'])
  const own = promotion('p', { for_whom: 'shown', discount: { kind: 'percent', percent: 30 } })
  assert.deepEqual(off([own, promotion('all')], line(), { shown }), [['p', 1000, 1500]])
  assert.deepEqual(off([{ ...own, promotion_id: 'q' }, promotion('all')], line(), { shown }), [
    ['all', 1000, 1000],
  ])
})

test('the best price first, the next best for what is left, and always in one order', () => {
  const open = [
    promotion('b'),
    promotion('a'),
    promotion('best', { discount: { kind: 'percent', percent: 30 }, left_milli: 1000 }),
  ]
  const wanted = [
    ['best', 1000, 1500],
    ['a', 2000, 2000],
  ]
  assert.deepEqual(off(open, line({ quantity_milli: 3000 })), wanted)
  assert.deepEqual(off(open.toReversed(), line({ quantity_milli: 3000 })), wanted)
  const liked = [promotion('a'), promotion('b', { priority: 1 })]
  assert.deepEqual(off(liked, line()), [['b', 1000, 1000]])
})

test('two lines share the last pieces', () => {
  const lines = [line({ quantity_milli: 2000 }), line({ line_no: 2, quantity_milli: 2000 })]
  const given = givePromotions([promotion('p', { left_milli: 3000 })], lines, asking)
  assert.deepEqual(
    given.map(({ line_no, quantity_milli }) => [line_no, quantity_milli]),
    [
      [1, 2000],
      [2, 1000],
    ],
  )
})

test('in whatever pieces goods come back, in the end all of each promotion has', () => {
  const pieces = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(
      pieces,
      fc.array(fc.tuple(fc.integer({ min: 1, max: 3000 }), fc.nat(9999)), { maxLength: 3 }),
      (parts, sold) => {
        const total = parts.reduce((sum, one) => sum + one, 0)
        let room = total
        const given = sold.flatMap(([milli, discount_cents], at) => {
          const quantity_milli = Math.min(room, milli)
          room -= quantity_milli
          return quantity_milli > 0 ? [{ promotion_id: String(at), quantity_milli, discount_cents }] : []
        })
        const back = new Map<string, [number, number]>()
        let before = 0
        for (const part of parts) {
          for (const { promotion_id, quantity_milli, discount_cents } of promotionsBack(
            given,
            before,
            part,
          )) {
            const [milli, cents] = back.get(promotion_id) ?? [0, 0]
            assert.ok(quantity_milli > 0 && discount_cents >= 0)
            back.set(promotion_id, [milli + quantity_milli, cents + discount_cents])
          }
          before += part
        }
        for (const { promotion_id, quantity_milli, discount_cents } of given)
          assert.deepEqual(back.get(promotion_id), [quantity_milli, discount_cents])
      },
    ),
  )
})
