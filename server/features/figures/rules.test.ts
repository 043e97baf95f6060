import { test } from 'node:test'
import assert from 'node:assert/strict'
import { pointsProgramme } from '../../../test/programme.ts'
import { added, aYearBefore, firstOfMonth, noCounts, unitValueMicro, worthCents } from './rules.ts'

test('the same day a year before, also when there was none', () => {
  const rows: [string, string][] = [
    ['2026-03-31', '2025-03-31'],
    ['2028-02-29', '2027-02-28'],
    ['2001-02-28', '2000-02-28'],
    ['2026-01-01', '2025-01-01'],
  ]
  for (const [day, before] of rows) assert.equal(aYearBefore(day), before)
})

test('months are counted back over the new year', () => {
  assert.equal(firstOfMonth('2026-03-31'), '2026-03-01')
  assert.equal(firstOfMonth('2026-03-31', 3), '2025-12-01')
  assert.equal(firstOfMonth('2026-01-15', 13), '2024-12-01')
})

test('counts add up, units each for itself', () => {
  const one = { ...noCounts(), sales: 2, total_cents: 500, units_given: { points: 5 } }
  const two = { ...noCounts(), sales: 1, total_cents: 100, units_given: { points: 1, stamps: 1 } }
  const sum = added([one, undefined, two])
  assert.deepEqual([sum.sales, sum.total_cents, sum.units_given], [3, 600, { points: 6, stamps: 1 }])
  assert.deepEqual(one.units_given, { points: 5 })
})

test('a unit is worth the dearest that it can buy; what has no price gives none', () => {
  const reward = (cost: number, benefit: object) => ({
    ...pointsProgramme().rewards[0]!,
    cost,
    benefit: benefit as never,
  })
  const gift = (value_cents: number) => ({ kind: 'gift_card', value_cents, valid_days: null })
  const percent = { kind: 'discount_percent', basis_points: 1000, minimum_cents: 0, value_cents_max: null }
  const worth = (...rewards: ReturnType<typeof reward>[]) =>
    unitValueMicro(pointsProgramme({ rewards }), 'points')
  assert.equal(worth(reward(200, gift(1000))), 5_000_000)
  assert.equal(worth(reward(200, gift(1000)), reward(100, gift(600))), 6_000_000)
  assert.equal(worth(reward(100, percent)), null)
  assert.equal(worth(), null)
  assert.equal(worthCents(240, 5_000_000), 1200)
  assert.equal(worthCents(1, 3_333_333), 3)
})
