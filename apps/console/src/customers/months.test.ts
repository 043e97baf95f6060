import { test } from 'node:test'
import assert from 'node:assert/strict'
import { lastMonths, monthNames } from './months.ts'

test('twelve months end with this one, and those without a purchase are there', () => {
  const known = [
    { month: '2025-02', sales: 9, total_cents: 900 },
    { month: '2025-12', sales: 1, total_cents: 500 },
    { month: '2026-02', sales: 2, total_cents: 700 },
  ]
  const months = lastMonths(known, new Date(2026, 1, 28))
  assert.deepEqual([months.length, months[0]!.month, months.at(-1)!.month], [12, '2025-03', '2026-02'])
  assert.deepEqual(
    months.filter(({ sales }) => sales > 0).map(({ month, total_cents }) => [month, total_cents]),
    [
      ['2025-12', 500],
      ['2026-02', 700],
    ],
  )
  assert.equal(lastMonths([], new Date(2026, 0, 31))[0]!.month, '2025-02')
})

test('months are named as the reader shortens them', () => {
  const [fr, en] = [monthNames('fr'), monthNames('en')]
  assert.deepEqual([fr('2026-11'), fr('2026-05'), en('2026-05-01')], ['nov.', 'mai', 'May'])
})
