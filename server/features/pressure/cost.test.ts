import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { costOf, costOfNext } from './cost.ts'
import { DEFAULT_PRICES as prices } from './settings.ts'

test('20 € a thousand e-mails, 0,10 € a text, nothing for a notification', () => {
  assert.equal(costOf(prices, 'email', 1000), 2_000_000)
  assert.equal(costOf(prices, 'sms', 1), 10_000)
  assert.equal(costOf(prices, 'push', 100_000), 0)
})

test('each message costs what its place in the month says, at each threshold', () => {
  assert.equal(costOfNext(prices, 'sms', 4_998), 10_000)
  assert.equal(costOfNext(prices, 'sms', 4_999), 7_500)
  assert.equal(costOf(prices, 'sms', 2, 4_998), 17_500)
  assert.equal(costOf(prices, 'sms', 2, 4_998, { sms_parts: 3 }), 52_500)
})

test('a letter costs by its weight; heavier than the last weight costs as the last', () => {
  assert.equal(costOfNext(prices, 'letter', 0, { letter_grams: 20 }), 180_000)
  assert.equal(costOfNext(prices, 'letter', 0, { letter_grams: 21 }), 310_000)
  assert.equal(costOfNext(prices, 'letter', 0, { letter_grams: 900 }), 510_000)
})

test('a whole costs what its messages cost one by one', () => {
  const small = {
    ...prices,
    sms: [
      { from: 1, millicents: 10 },
      { from: 4, millicents: 7 },
      { from: 9, millicents: 3 },
    ],
  }
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 }), (count, already) => {
      let sum = 0
      for (let nth = 0; nth < count; nth++) sum += costOfNext(small, 'sms', already + nth)
      assert.equal(costOf(small, 'sms', count, already), sum)
    }),
  )
})
