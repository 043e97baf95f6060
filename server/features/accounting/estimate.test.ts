import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { cumulativeShares, curveOf, HISTORY_MONTHS_MIN, stillUsed, type CohortMonth } from './estimate.ts'
import type { Movement } from './movements.ts'
import { cohortsOf, estimateOf, expectedUnits, moved, owedByCohort, useOf } from './promise.ts'
import { BILLION, monthAfter } from './rules.ts'

/** Each month earns 1,000; of what is held a tenth is spent at every age from the next month on; gone after `life` months. */
function steady(months: number, life = 12): CohortMonth[] {
  const rows: CohortMonth[] = []
  for (let born = 0; born < months; born++) {
    let held = 1000
    for (let age = 0; born + age < months && held > 0; age++) {
      const spent = age === 0 ? 0 : Math.round(held / 10)
      held -= spent
      const lost = age === life ? held : 0
      held -= lost
      rows.push({
        vintage: monthAfter('2024-01', born),
        month: monthAfter('2024-01', born + age),
        added: age === 0 ? 1000 : 0,
        spent,
        lost,
      })
    }
  }
  return rows
}

test('the share spent at each age is what all who lived through it spent of what they held', () => {
  const { spent, months_of_history, tail_spent } = curveOf(steady(20))
  assert.equal(months_of_history, 20)
  assert.equal(spent[0], 0)
  for (const age of [1, 2, 5, 10])
    assert.ok(Math.abs(spent[age]! - BILLION / 10) < BILLION / 200, `age ${age}`)
  assert.ok(Math.abs(tail_spent - BILLION / 10) < BILLION / 100)
})

test('what is left is spent at those shares until it is over, and not a month longer', () => {
  const curve = curveOf(steady(20))
  const used = (expiry: string) => stillUsed(curve, 1000, '2025-08', '2025-08', expiry)
  assert.equal(used('2025-08'), 0, 'it is over with the month')
  assert.equal(used('2025-09'), 100)
  assert.equal(used('2025-10'), 190)
  assert.ok(used('2026-08') > 700 && used('2026-08') < 740, String(used('2026-08')))
  assert.ok(used('never') > 950 && used('never') <= 1000)
})

test('nobody has lived so long yet: the last six ages stand for the next', () => {
  const young = curveOf(steady(8, 40))
  assert.equal(young.spent.length, 8)
  assert.ok(stillUsed(young, 1000, '2024-01', '2024-08', '2025-08') > 600)
})

test('less than a year of history concludes nothing: all of it is owed', () => {
  for (const [months, by] of [
    [0, 'prudence'],
    [HISTORY_MONTHS_MIN - 1, 'prudence'],
    [HISTORY_MONTHS_MIN, 'past'],
  ] as const)
    assert.equal(estimateOf(steady(months), null).by, by)
  assert.equal(estimateOf(steady(2), 8500).by, 'shop')
  assert.equal(curveOf([]).months_of_history, 0)
})

test('of a hundred earned, so many are spent by each age', () => {
  const shares = cumulativeShares(steady(14))
  assert.deepEqual([shares[0]!.age, shares[0]!.share, shares[0]!.cohorts], [0, 0, 14])
  assert.equal(shares[1]!.share, BILLION / 10)
  assert.equal(shares[2]!.share, (19 * BILLION) / 100)
  assert.equal(shares.at(-1)!.cohorts, 1)
  assert.deepEqual(cumulativeShares([]), [])
})

const movement = (kind: string, amount: number, vintage = '2026-01', expiry = '2027-01'): Movement => ({
  ledger: 'points',
  unit: 'points',
  class: '',
  issuer_id: 'a',
  kind,
  vintage,
  expiry,
  amount,
})
const WORTH = { value_micro: 10_000_000, cost_micro: 5_000_000, vat_rate_bp: 2000 }

test('three ways to say what is owed', () => {
  const rows = [movement('issued', 10_000), movement('spent', -4_500)]
  const cohorts = cohortsOf(rows, estimateOf([], 9500), '2026-06')
  assert.deepEqual(
    cohorts.map(({ net, used, outstanding, expected }) => [net, used, outstanding, expected]),
    [[10_000, 4_500, 5_500, 9_500]],
  )
  assert.equal(expectedUnits(cohorts), 5_000)
  assert.equal(useOf(cohorts), 9_500)
  const owed = (method: 'provision' | 'deferred' | 'ifrs15') =>
    owedByCohort(method, cohorts, WORTH, { '2026-01': 867_580 })[0]!.cents
  assert.equal(owed('provision'), 25_000)
  assert.equal(owed('deferred'), 41_667)
  assert.equal(owed('ifrs15'), 867_580 - 410_959)
})

test('one point of percentage more or less moves what each open cohort earned, as far as it can', () => {
  const cohorts = cohortsOf(
    [movement('issued', 10_000), movement('spent', -4_500)],
    estimateOf([], 9500),
    '2026-06',
  )
  assert.equal(expectedUnits(moved(cohorts, 100)), 5_100)
  assert.equal(expectedUnits(moved(cohorts, -100)), 4_900)
  const full = cohortsOf([movement('issued', 100)], estimateOf([], 10_000), '2026-06')
  assert.equal(expectedUnits(moved(full, 100)), 100)
  const closed = cohortsOf(
    [movement('issued', 100), movement('expired', -100)],
    estimateOf([], 5_000),
    '2026-06',
  )
  assert.equal(expectedUnits(moved(closed, 100)), 0)
})

test('returns shrink what IFRS 15 set aside in the same proportion', () => {
  const rows = [movement('issued', 1_000), movement('reversed', -500)]
  const cohorts = cohortsOf(rows, estimateOf([], 10_000), '2026-06')
  assert.deepEqual(owedByCohort('ifrs15', cohorts, WORTH, { '2026-01': 9_000 }), [
    { vintage: '2026-01', cents: 4_500 },
  ])
  const gone = cohortsOf(
    [movement('issued', 10), movement('reversed', -10)],
    estimateOf([], 10_000),
    '2026-06',
  )
  assert.equal(owedByCohort('ifrs15', gone, WORTH, { '2026-01': 90 })[0]!.cents, 0)
})

test('whatever happened, what is expected is between nothing and what is left, and so is what is owed', () => {
  const kinds = fc.constantFrom('issued', 'given', 'spent', 'restored', 'expired', 'reversed', 'corrected')
  const row = fc.record({
    kind: kinds,
    amount: fc.integer({ min: 0, max: 5_000 }),
    age: fc.integer({ min: 0, max: 20 }),
    expiry: fc.constantFrom('2026-07', '2027-01', 'never', 'inactive:12'),
  })
  const history = fc.integer({ min: 0, max: 30 }).map((months) => steady(months))
  fc.assert(
    fc.property(
      fc.array(row, { maxLength: 40 }),
      history,
      fc.option(fc.integer({ min: 0, max: 10_000 }), { nil: null }),
      (rows, past, use_bp) => {
        const all = rows.map(({ kind, amount, age, expiry }) =>
          movement(
            kind,
            ['spent', 'expired', 'reversed'].includes(kind) ? -amount : amount,
            monthAfter('2026-06', -age),
            expiry,
          ),
        )
        for (const cohort of cohortsOf(all, estimateOf(past, use_bp), '2026-06')) {
          const left = cohort.expected - cohort.used
          assert.ok(left >= 0 && left <= Math.max(0, cohort.outstanding), JSON.stringify(cohort))
        }
      },
    ),
  )
})
