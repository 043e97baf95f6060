import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { apportion, formatMoney, formatMoneyShort, formatNumber, formatPercent } from './money.ts'

test('a discount is shared out to the cent', () => {
  for (const [total, weights, shares] of [
    [100, [1, 1, 1], [34, 33, 33]],
    [200, [1, 1, 1], [67, 67, 66]],
    [-100, [1, 1, 1], [-34, -33, -33]],
    [10, [560, 892, 4491, 21726, 240000], [0, 0, 0, 1, 9]],
    [5, [0, 3, 0], [0, 5, 0]],
    [3, [0, 0], [2, 1]],
    [0, [], []],
    [0, [4, 5], [0, 0]],
  ] as const) {
    assert.deepEqual(apportion(total, [...weights]), shares, `${total} over ${weights}`)
  }
  assert.throws(() => apportion(1, []), /nothing to share/)
  assert.throws(() => apportion(1, [-1, 2]), /zero or more/)
  assert.throws(() => apportion(0.5, [1]), /whole cents/)
})

test('shares add up, are within a cent of exact, and never exceed a line that is discounted', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 1_000_000_000 }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(weights, fc.integer({ min: 0, max: 10_000 }), (lines, basis_points) => {
      const all = lines.reduce((sum, line) => sum + line, 0)
      const total = Math.floor((all / 10_000) * basis_points)
      const shares = apportion(total, lines)
      assert.equal(
        shares.reduce((sum, share) => sum + share, 0),
        total,
      )
      shares.forEach((share, n) => {
        assert(share >= 0 && share <= lines[n]!, `${share} of ${lines[n]}`)
        if (all > 0) assert(Math.abs(share - (total * lines[n]!) / all) < 1)
      })
    }),
  )
})

test('amounts are written as the reader writes them', () => {
  assert.equal(formatMoney(123_450, 'fr'), '1\u202f234,50\u00a0€')
  assert.equal(formatMoney(123_450, 'en'), '€1,234.50')
  assert.equal(formatMoneyShort(2000, 'fr'), '20\u00a0€')
  assert.equal(formatMoneyShort(2050, 'fr'), '20,50\u00a0€')
  assert.equal(formatMoneyShort(2000, 'en', 'GBP'), '£20')
  // A currency without cents: its minor unit is the whole.
  assert.equal(formatMoney(500, 'en', 'JPY'), 'JP¥500')
  assert.equal(formatNumber(12_500, 'fr'), '12\u202f500')
  assert.equal(formatPercent(1250, 'fr'), '12,5\u00a0%')
  assert.equal(formatPercent(1000, 'en'), '10%')
})
