import assert from 'node:assert/strict'
import { test } from 'node:test'
import { datesHold, holdsForLine, holdsForSale, momentOf, readyConditions } from './conditions.ts'
import { judgeSale } from './judge.ts'
import type { PersonToJudge, SaleToJudge } from './judgement.ts'
import type { Conditions } from './programme.ts'
import { byAmount, lineOf, programmeOf, saleOf } from './sample.ts'
import { dayOfIsoDate } from '../../lib/time.ts'

/** Whether a rule with these conditions gives something for 100 € on that day. */
const holds = (when: Conditions, changes: Partial<SaleToJudge> = {}, cents = 100_00) =>
  judgeSale(programmeOf({ earning: [byAmount(100, 1, when)] }), saleOf([cents], changes), []).awards.length >
  0
const at = (instant: string, time_zone = 'Europe/Paris') => ({
  occurred_at_ms: Date.parse(instant),
  time_zone,
})
const table = (when: Conditions, rows: [instant: string, expected: boolean][], time_zone?: string) => {
  for (const [instant, expected] of rows)
    assert.equal(holds(when, at(instant, time_zone)), expected, `${JSON.stringify(when)} at ${instant}`)
}

test('hours are from inclusive, to exclusive, by the clock on the wall', () => {
  table({ hours: { from_minute: 14 * 60, to_minute: 16 * 60 } }, [
    ['2026-06-15T11:59:59Z', false],
    ['2026-06-15T12:00:00Z', true],
    ['2026-06-15T13:59:59Z', true],
    ['2026-06-15T14:00:00Z', false],
    // In winter the same hours are an hour later in UTC.
    ['2026-01-15T12:00:00Z', false],
    ['2026-01-15T13:00:00Z', true],
  ])
  table({ hours: { from_minute: 0, to_minute: 1440 } }, [
    ['2026-06-14T22:00:00Z', true],
    ['2026-06-15T21:59:59Z', true],
  ])
  table({ hours: { from_minute: 600, to_minute: 600 } }, [
    ['2026-06-15T07:59:00Z', true],
    ['2026-06-15T08:00:00Z', true],
  ])
})

test('hours at the change of the clock: the skipped hour never comes, the repeated one counts twice', () => {
  const two_to_three = { hours: { from_minute: 120, to_minute: 180 } }
  table(two_to_three, [
    ['2026-03-29T00:59:59Z', false],
    ['2026-03-29T01:00:00Z', false],
    ['2026-10-25T00:00:00Z', true],
    ['2026-10-25T01:00:00Z', true],
    ['2026-10-25T01:59:59Z', true],
    ['2026-10-25T02:00:00Z', false],
  ])
})

test('hours over midnight belong to the evening they began in', () => {
  // 2026-06-19 is a Friday.
  const friday_night = { weekdays: [5], hours: { from_minute: 22 * 60, to_minute: 2 * 60 } }
  table(friday_night, [
    ['2026-06-19T19:59:00Z', false],
    ['2026-06-19T20:00:00Z', true],
    ['2026-06-19T21:59:00Z', true],
    ['2026-06-19T22:00:00Z', true],
    ['2026-06-19T23:59:00Z', true],
    ['2026-06-20T00:00:00Z', false],
    ['2026-06-18T23:00:00Z', false],
    ['2026-06-20T20:30:00Z', false],
  ])
})

test('a weekday is the local day of the store', () => {
  table({ weekdays: [1] }, [
    ['2026-06-14T21:59:59Z', false],
    ['2026-06-14T22:00:00Z', true],
    ['2026-06-15T21:59:59Z', true],
    ['2026-06-15T22:00:00Z', false],
  ])
  table({ weekdays: [7] }, [['2026-06-15T09:59:00Z', true]], 'Pacific/Honolulu')
  table({ weekdays: [1] }, [['2026-06-14T10:30:00Z', true]], 'Pacific/Kiritimati')
  assert.ok(holds({ weekdays: [] }), 'an empty list asks for nothing')
})

test('a season includes both days and may go over the new year', () => {
  table({ season: { from: '12-01', to: '01-06' } }, [
    ['2026-11-30T22:59:59Z', false],
    ['2026-11-30T23:00:00Z', true],
    ['2027-01-06T22:59:59Z', true],
    ['2027-01-06T23:00:00Z', false],
    ['2026-06-15T10:00:00Z', false],
  ])
  table({ season: { from: '02-29', to: '02-29' } }, [
    ['2028-02-29T10:00:00Z', true],
    ['2027-02-28T10:00:00Z', false],
    ['2027-03-01T10:00:00Z', false],
  ])
  table({ season: { from: '02-01', to: '02-29' } }, [
    ['2027-02-28T10:00:00Z', true],
    ['2027-03-01T10:00:00Z', false],
  ])
})

test('dates include both days, and a side may be open', () => {
  const dates = { from: '2026-06-15', to: '2026-06-16' }
  table({ dates }, [
    ['2026-06-14T21:59:59Z', false],
    ['2026-06-14T22:00:00Z', true],
    ['2026-06-16T21:59:59Z', true],
    ['2026-06-16T22:00:00Z', false],
  ])
  table({ dates: { from: null, to: '2026-06-15' } }, [['1999-01-01T10:00:00Z', true]])
  table({ dates: { from: '2026-06-15', to: null } }, [['2099-01-01T10:00:00Z', true]])
  assert.ok(datesHold(dates, dayOfIsoDate('2026-06-16')))
  assert.ok(!datesHold(dates, dayOfIsoDate('2026-06-17')))
})

test('around a birthday, also over the new year and for who was born on 29 February', () => {
  const around = { birthday: { days_before: 3, days_after: 2 } }
  const rows: [birthday: string | null, date: string, expected: boolean][] = [
    ['06-15', '2026-06-11', false],
    ['06-15', '2026-06-12', true],
    ['06-15', '2026-06-17', true],
    ['06-15', '2026-06-18', false],
    ['01-01', '2026-12-28', false],
    ['01-01', '2026-12-29', true],
    ['01-01', '2027-01-03', true],
    ['12-31', '2027-01-02', true],
    ['12-31', '2027-01-03', false],
    ['02-29', '2027-02-25', true],
    ['02-29', '2027-03-02', true],
    ['02-29', '2027-03-03', false],
    ['02-29', '2028-02-26', true],
    ['02-29', '2028-03-02', true],
    ['02-29', '2028-02-25', false],
    [null, '2026-06-15', false],
  ]
  for (const [birthday, date, expected] of rows)
    assert.equal(
      holds(around, { ...at(`${date}T10:00:00Z`), person: { birthday } }),
      expected,
      `${birthday} on ${date}`,
    )
  assert.ok(!holds(around, at('2026-06-15T10:00:00Z')), 'who gave none is left out')
  const on_the_day = { birthday: { days_before: 0, days_after: 0 } }
  assert.ok(holds(on_the_day, { ...at('2027-02-28T10:00:00Z'), person: { birthday: '02-29' } }))
  assert.ok(!holds(on_the_day, { ...at('2027-03-01T10:00:00Z'), person: { birthday: '02-29' } }))
})

test('what nothing is known about does not hold', () => {
  const known: [Conditions, Partial<SaleToJudge>][] = [
    [{ merchant_ids: ['m'] }, { merchant_id: 'm' }],
    [{ channels: ['web'] }, { channel: 'web' }],
    [{ payment_means: ['cash'] }, { payment_means: ['card', 'cash'] }],
    [{ first_purchase: true }, { person: { first_purchase: true } }],
    [{ tags: ['vip'] }, { person: { tags: ['new', 'vip'] } }],
    [{ club_ids: ['c'] }, { person: { club_ids: ['c'] } }],
    [{ audience_ids: ['a'] }, { person: { audience_ids: ['a'] } }],
  ]
  for (const [when, changes] of known) {
    assert.ok(holds(when, changes), JSON.stringify(when))
    assert.ok(!holds(when), JSON.stringify(when))
  }
  const others: [Conditions, PersonToJudge][] = [
    [{ first_purchase: true }, { first_purchase: false }],
    [{ tags: ['vip'] }, { tags: [] }],
    [{ club_ids: ['c'] }, { club_ids: ['d'] }],
  ]
  for (const [when, person] of others) assert.ok(!holds(when, { person }), JSON.stringify(when))
  assert.ok(holds({ channels: ['till'] }), 'a sale that says nothing was made at a till')
})

test('the size of the basket is of what counts, both ends included', () => {
  for (const [cents, expected] of [
    [4999, false],
    [5000, true],
    [8000, true],
    [8001, false],
  ] as const)
    assert.equal(holds({ basket_min_cents: 5000, basket_max_cents: 8000 }, {}, cents), expected, `${cents}`)
  const basis = { discounts: 'after' as const, excluded_product_ids: [], excluded_categories: ['tobacco'] }
  const programme = programmeOf({ earning: [byAmount(100, 1, { basket_min_cents: 5000 })], basis })
  const sale = saleOf([lineOf(4000), lineOf(4000, { category: 'tobacco' })])
  assert.deepEqual(judgeSale(programme, sale, []).awards, [])
})

test('lines are asked by product, category, brand and supplier', () => {
  const line = lineOf(100, { product_id: 'p', category: 'c', brand: 'b', supplier: 's' })
  for (const [when, expected] of [
    [{ product_ids: ['p'] }, true],
    [{ categories: ['x', 'c'] }, true],
    [{ brands: ['b'] }, true],
    [{ suppliers: ['s'] }, true],
    [{ brands: ['b'], suppliers: ['x'] }, false],
    [{ brands: ['x'] }, false],
  ] as [Conditions, boolean][])
    assert.equal(holdsForLine(readyConditions(when), line), expected, JSON.stringify(when))
  assert.equal(holdsForLine(readyConditions({ brands: ['b'] }), lineOf(100)), false)
  const moment = momentOf(saleOf([100]), 100)
  assert.equal(holdsForSale(readyConditions({ brands: ['b'] }), moment), true)
})
