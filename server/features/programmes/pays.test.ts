import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { paidBack, unitsToPay, worthOf } from './pays.ts'
import type { Pays } from './programme.ts'

const pays = (changes: Partial<Pays> = {}): Pays => ({
  units: 100,
  cents: 500,
  units_min: 0,
  share_max_basis_points: 10_000,
  counts_as: 'payment',
  ...changes,
})

test('the least of what is wanted, owned and allowed, in whole steps', () => {
  const table: [Partial<Pays>, wanted: number, available: number, basket: number, units: number][] = [
    [{}, 1000, 1000, 10_000, 1000],
    [{}, 199, 1000, 10_000, 100],
    [{}, 99, 1000, 10_000, 0],
    [{}, 1000, 250, 10_000, 200],
    [{}, 1000, 1000, 1499, 200],
    [{}, 1000, 1000, 499, 0],
    [{}, 1000, 1000, 500, 100],
    [{}, 1000, 1000, 0, 0],
    [{}, 1000, 1000, -5, 0],
    [{}, -100, 1000, 10_000, 0],
    [{}, 1000, -100, 10_000, 0],
    [{ units_min: 300 }, 299, 1000, 10_000, 0],
    [{ units_min: 300 }, 300, 1000, 10_000, 300],
    [{ units_min: 300 }, 1000, 1000, 1499, 0],
    [{ share_max_basis_points: 5000 }, 1000, 1000, 2999, 200],
    [{ share_max_basis_points: 5000 }, 1000, 1000, 3000, 300],
    [{ share_max_basis_points: 0 }, 1000, 1000, 3000, 0],
    [{ share_max_basis_points: 20_000 }, 1000, 1000, 1000, 200],
    [{ units: 1, cents: 1 }, Infinity, 9_007_199_254_740_991, 123, 123],
  ]
  for (const [changes, wanted, available, basket_cents, units] of table) {
    const of = pays(changes)
    const paid = unitsToPay(of, { wanted, available, basket_cents })
    assert.equal(paid.units, units, JSON.stringify([changes, wanted, available, basket_cents]))
    assert.equal(paid.cents, worthOf(of, units))
  }
})

test('never more than the basket, the balance or the share, and one step more would be', () => {
  fc.assert(
    fc.property(
      fc.record({
        units: fc.integer({ min: 1, max: 1000 }),
        cents: fc.integer({ min: 1, max: 1000 }),
        units_min: fc.integer({ min: 0, max: 500 }),
        share_max_basis_points: fc.integer({ min: 0, max: 10_000 }),
        counts_as: fc.constant('discount' as const),
      }),
      fc.nat({ max: 100_000 }),
      fc.nat({ max: 100_000 }),
      fc.nat({ max: 1_000_000 }),
      (of, wanted, available, basket_cents) => {
        const { units, cents } = unitsToPay(of, { wanted, available, basket_cents })
        const fits = (steps: number) =>
          steps * of.units <= Math.min(wanted, available) &&
          steps * of.cents * 10_000 <= basket_cents * of.share_max_basis_points
        assert.ok(units % of.units === 0 && fits(units / of.units))
        assert.equal(cents, (units / of.units) * of.cents)
        if (units > 0) assert.ok(units >= of.units_min && !fits(units / of.units + 1))
      },
    ),
  )
})

test('what was paid with units comes back in any grouping to exactly the whole', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 5000 }),
      fc.nat({ max: 5000 }),
      fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 9 }),
      (units, cents, parts) => {
        const paid = { units, cents: units === 0 ? 0 : cents }
        const sold = parts.reduce((sum, part) => sum + part, 0)
        const back = { units: 0, cents: 0 }
        let before = 0
        for (const part of parts) {
          const now = paidBack(paid, sold, before, part)
          assert.ok(now.units >= 0 && now.cents >= 0)
          back.units += now.units
          back.cents += now.cents
          before += part
        }
        assert.deepEqual(back, paid)
      },
    ),
  )
  assert.deepEqual(paidBack({ units: 77, cents: 385 }, 3, 0, 1), { units: 25, cents: 125 })
  assert.throws(() => paidBack({ units: 1, cents: 1 }, 3, 2, 2), /no more comes back/)
})
