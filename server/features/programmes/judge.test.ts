import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judgeSale, triggeredRewards } from './judge.ts'
import type { AccountState, SaleLine } from './judgement.ts'
import type { Conditions, EarningRule, Programme } from './programme.ts'
import { accountOf, byAmount, giftCardAt, lineOf, points, programmeOf, saleOf } from './sample.ts'

const unitsFrom = (programme: Programme, lines: (number | SaleLine)[], accounts: AccountState[] = []) =>
  judgeSale(programme, saleOf(lines), accounts).awards.reduce((sum, award) => sum + award.units, 0)

const lost = (rounding: 'down' | 'nearest' | 'up') =>
  programmeOf({ units: [{ ...points, remainder: 'lose', rounding }] })

test('a step is earned at its last cent and not before', () => {
  for (const [cents, down, nearest, up] of [
    [0, 0, 0, 0],
    [1, 0, 0, 1],
    [999, 0, 0, 1],
    [1000, 0, 1, 1],
    [1999, 0, 1, 1],
    [2000, 1, 1, 1],
    [2001, 1, 1, 2],
    [2999, 1, 1, 2],
    [3000, 1, 2, 2],
  ] as const) {
    assert.equal(unitsFrom(programmeOf(), [cents]), down, `${cents} kept`)
    assert.equal(unitsFrom(lost('down'), [cents]), down, `${cents} down`)
    assert.equal(unitsFrom(lost('nearest'), [cents]), nearest, `${cents} nearest`)
    assert.equal(unitsFrom(lost('up'), [cents]), up, `${cents} up`)
  }
})

test('a kept remainder counts next time, a lost one does not', () => {
  const kept = [accountOf({ remainders: { 'by-amount': 1700 } })]
  assert.equal(unitsFrom(programmeOf(), [299], kept), 0)
  assert.equal(unitsFrom(programmeOf(), [300], kept), 1)
  assert.equal(unitsFrom(lost('down'), [300], kept), 0)
})

test('with a basket of 17 € and a point per 20 €, twenty visits give seventeen points', () => {
  let accounts: AccountState[] = []
  for (let visit = 0; visit < 20; visit += 1) {
    accounts = judgeSale(programmeOf(), saleOf([1700]), accounts).accounts
  }
  assert.deepEqual(accounts, [accountOf({ available: 17 })])
})

test('a remainder below zero gives nothing until it is made up', () => {
  const owing = [accountOf({ remainders: { 'by-amount': -1500 } })]
  const short = judgeSale(programmeOf(), saleOf([3499]), owing)
  assert.equal(short.awards[0]!.units, 0)
  assert.equal(short.accounts[0]!.remainders['by-amount'], 1999)
  assert.equal(unitsFrom(programmeOf(), [3500], owing), 1)
  assert.deepEqual(judgeSale(programmeOf(), saleOf([1000]), owing).awards[0], {
    rule_id: 'by-amount',
    unit: 'points',
    units: 0,
    lines: [{ line_no: 1, units: 0, remainder_delta: 1000 }],
    remainder_before: -1500,
    remainder_delta: 1000,
    basis_cents: 1000,
  })
})

test('all the given conditions must hold, and what is excluded never counts', () => {
  const tea = lineOf(2000, { product_id: 'tea', category: 'drinks' })
  const table: [Conditions, number][] = [
    [{}, 1],
    [{ store_ids: ['lyon'] }, 1],
    [{ store_ids: ['nice'] }, 0],
    [{ product_ids: ['tea'] }, 1],
    [{ product_ids: ['mug'] }, 0],
    [{ categories: ['food', 'drinks'] }, 1],
    [{ categories: ['food'] }, 0],
    [{ product_ids: ['tea'], categories: ['food'] }, 0],
    [{ store_ids: [], product_ids: [], categories: [] }, 1],
    [{ product_ids: [...Array.from('abcdefghij'), 'tea'] }, 1],
  ]
  for (const [when, units] of table) {
    assert.equal(
      unitsFrom(programmeOf({ earning: [byAmount(2000, 1, when)] }), [tea]),
      units,
      JSON.stringify(when),
    )
  }
  const excluding = (excluded_product_ids: string[], excluded_categories: string[]) =>
    programmeOf({ basis: { discounts: 'after', excluded_product_ids, excluded_categories } })
  assert.equal(unitsFrom(excluding(['tea'], []), [tea]), 0)
  assert.equal(unitsFrom(excluding([], ['drinks']), [tea]), 0)
  assert.equal(unitsFrom(excluding(['mug'], ['food']), [tea]), 1)
})

test('a sale counts after its discounts unless the programme says before', () => {
  const line = lineOf(1999, { gross_cents: 2000 })
  const before = { discounts: 'before' as const, excluded_product_ids: [], excluded_categories: [] }
  assert.equal(unitsFrom(programmeOf(), [line]), 0)
  assert.equal(unitsFrom(programmeOf({ basis: before }), [line]), 1)
})

const stamps = { ...points, unit: 'stamps', kind: 'stamps' as const }
const stampFor = (counts: EarningRule['counts'], when: Conditions = {}) =>
  programmeOf({ units: [stamps], earning: [{ rule_id: 'stamp', unit: 'stamps', counts, when }] })

test('a stamp by purchase comes once, from the minimum on, and never for nothing', () => {
  const from10 = stampFor({ by: 'purchase', units: 1, minimum_cents: 1000 })
  for (const [lines, units] of [
    [[999], 0],
    [[1000], 1],
    [[500, 500], 1],
    [[9000], 1],
  ] as const) {
    assert.equal(unitsFrom(from10, [...lines]), units, `${lines}`)
  }
  assert.equal(unitsFrom(stampFor({ by: 'purchase', units: 1, minimum_cents: 0 }), [0]), 0)
  assert.equal(unitsFrom(stampFor({ by: 'purchase', units: 1, minimum_cents: 0 }), [1]), 1)
})

test('a stamp by purchase says which lines made it count, when not all did', () => {
  const coffee = stampFor({ by: 'purchase', units: 1, minimum_cents: 100 }, { categories: ['coffee'] })
  const sale = [lineOf(300), lineOf(200, { category: 'coffee' })]
  assert.deepEqual(judgeSale(coffee, saleOf(sale), []).awards[0]!.counted_line_nos, [2])
  assert.equal(judgeSale(coffee, saleOf([sale[1]!]), []).awards[0]!.counted_line_nos, undefined)
})

test('a stamp by item counts whole pieces that were paid for', () => {
  const each = stampFor({ by: 'item', units: 2 })
  for (const [quantity_milli, cents, units] of [
    [999, 500, 0],
    [1000, 500, 2],
    [1999, 500, 2],
    [3000, 500, 6],
    [3000, 0, 0],
  ] as const) {
    assert.equal(
      unitsFrom(each, [lineOf(cents, { quantity_milli })]),
      units,
      `${quantity_milli} for ${cents}`,
    )
  }
})

test('each rule counts for itself, and rules of one unit open one lot', () => {
  const rules = [byAmount(100), { ...byAmount(200), rule_id: 'second' }]
  const { awards, lots } = judgeSale(programmeOf({ earning: rules }), saleOf([1999]), [])
  assert.deepEqual(
    awards.map((award) => award.units),
    [19, 9],
  )
  assert.deepEqual(
    lots.map((lot) => lot.units),
    [28],
  )
})

test('a debt is repaid first, by waiting units too', () => {
  const programme = programmeOf({ earning: [byAmount(100)] })
  for (const [debt, repaid, lot, left] of [
    [4, 4, 6, 0],
    [10, 10, 0, 0],
    [11, 10, 0, 1],
  ] as const) {
    const judged = judgeSale(programme, saleOf([1000]), [accountOf({ debt })])
    assert.deepEqual(judged.debt_repaid, { points: repaid })
    assert.deepEqual(
      judged.lots.map(({ units }) => units),
      lot === 0 ? [] : [lot],
    )
    assert.deepEqual([judged.accounts[0]!.debt, judged.accounts[0]!.available], [left, lot])
  }
  const waiting = programmeOf({ earning: [byAmount(100)], units: [{ ...points, pending_days: 3 }] })
  const [account] = judgeSale(waiting, saleOf([1000]), [accountOf({ debt: 4 })]).accounts
  assert.deepEqual([account!.debt, account!.available, account!.pending], [0, 0, 6])
})

test('lots wait for whole local days and expire at the end of one', () => {
  const table = [
    // Sold late in the evening of 31 January in Paris, which is still 31 January there and 22:30 in UTC.
    ['2026-01-31T22:30:00Z', 0, 1, '2026-01-31T22:30:00.000Z', '2026-02-28T23:00:00.000Z'],
    ['2028-01-31T22:30:00Z', 1, 1, '2028-01-31T23:00:00.000Z', '2028-02-29T23:00:00.000Z'],
    // Half an hour after midnight it is February.
    ['2026-01-31T23:30:00Z', 1, 1, '2026-02-01T23:00:00.000Z', '2026-03-01T23:00:00.000Z'],
    // Over the change to summer time: the day after has 23 hours, midnight is an hour earlier in UTC.
    ['2026-03-28T12:00:00Z', 2, 12, '2026-03-29T22:00:00.000Z', '2027-03-28T22:00:00.000Z'],
    ['2026-10-24T12:00:00Z', 2, 12, '2026-10-25T23:00:00.000Z', '2027-10-24T22:00:00.000Z'],
    // The last day counts whole: earned on 25 January, usable through 25 February.
    ['2026-01-25T09:00:00Z', 0, 1, '2026-01-25T09:00:00.000Z', '2026-02-25T23:00:00.000Z'],
  ] as const
  for (const [at, pending_days, months, available, expires] of table) {
    const programme = programmeOf({
      units: [{ ...points, pending_days, expiry: { kind: 'rolling', months } }],
    })
    const { lots } = judgeSale(programme, saleOf([2000], { occurred_at_ms: Date.parse(at) }), [])
    const [lot] = lots
    assert.equal(new Date(lot!.available_at_ms).toISOString(), available, at)
    assert.equal(new Date(lot!.expires_at_ms!).toISOString(), expires, at)
  }
  assert.equal(judgeSale(programmeOf(), saleOf([2000]), []).lots[0]!.expires_at_ms, null)
})

test('automatic rewards come as often as reached, in order, and never from waiting units', () => {
  const rewards = [giftCardAt(100), giftCardAt(30), giftCardAt(1, { trigger: 'chosen' })]
  const programme = programmeOf({ earning: [byAmount(100)], rewards })
  for (const [available, times] of [
    [28, []],
    [29, [['card-30', 1]]],
    [99, [['card-100', 1]]],
    [
      259,
      [
        ['card-100', 2],
        ['card-30', 2],
      ],
    ],
  ] as const) {
    const judged = judgeSale(programme, saleOf([100]), [accountOf({ available, pending: 500 })])
    assert.deepEqual(
      judged.triggered.map((one) => [one.reward_id, one.times]),
      times,
      `${available}`,
    )
    const spent = judged.triggered.reduce((sum, one) => sum + one.cost * one.times, 0)
    assert.equal(judged.accounts[0]!.available, available + 1 - spent)
  }
  const slip = judgeSale(programme, saleOf([100_000_00]), [accountOf({ available: 9_000 })])
  assert.deepEqual(
    slip.triggered.map((one) => [one.reward_id, one.times]),
    [
      ['card-100', 100],
      ['card-30', 100],
    ],
  )
  const waiting = { ...programme, units: [{ ...points, pending_days: 1 }] }
  assert.deepEqual(judgeSale(waiting, saleOf([50_000]), []).triggered, [])
  assert.deepEqual(triggeredRewards(waiting, [accountOf({ available: 30 })]), [
    { reward_id: 'card-30', unit: 'points', cost: 30, times: 1 },
  ])
})

test('an amount too large to be exact, or not whole, is refused rather than rounded', () => {
  const huge = programmeOf({ earning: [byAmount(100, 1_000_000)] })
  assert.throws(() => judgeSale(huge, saleOf([2 ** 40]), []), /exact/)
  assert.throws(() => judgeSale(programmeOf(), saleOf([0.5]), []), /whole cents/)
  assert.throws(() => judgeSale(programmeOf(), saleOf([-1]), []), /zero or more/)
})
