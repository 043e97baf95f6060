import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { judgeSale } from './judge.ts'
import type { AccountState } from './judgement.ts'
import { accountOf, byAmount, giftCardAt, points, programmeOf, saleOf } from './sample.ts'

const amounts = fc.array(fc.integer({ min: 0, max: 500_00 }), { minLength: 1, maxLength: 6 })

test('however an amount is split into sales and lines, no point is lost or made', () => {
  fc.assert(
    fc.property(
      fc.array(amounts, { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 1, max: 10_000 }),
      fc.integer({ min: 1, max: 50 }),
      (sales, per_cents, units) => {
        const programme = programmeOf({ earning: [byAmount(per_cents, units)] })
        let accounts: AccountState[] = []
        for (const lines of sales) accounts = judgeSale(programme, saleOf(lines), accounts).accounts
        const worth = sales.flat().reduce((sum, cents) => sum + cents * units, 0)
        assert.equal(accounts[0]!.available, Math.floor(worth / per_cents))
        assert.equal(accounts[0]!.remainders['by-amount'] ?? 0, worth % per_cents)
      },
    ),
  )
})

test('the lines of an award add up to it, each worth its own basis where the remainder is kept', () => {
  const rounding = fc.constantFrom('down' as const, 'nearest' as const, 'up' as const)
  fc.assert(
    fc.property(
      amounts,
      fc.integer({ min: 1, max: 10_000 }),
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: -30_000, max: 30_000 }),
      rounding,
      fc.boolean(),
      (lines, per_cents, units, kept, rounded, keep) => {
        const unit = { ...points, remainder: keep ? ('keep' as const) : ('lose' as const), rounding: rounded }
        const programme = programmeOf({ units: [unit], earning: [byAmount(per_cents, units)] })
        const [award] = judgeSale(programme, saleOf(lines), [
          accountOf({ remainders: { 'by-amount': kept } }),
        ]).awards
        if (award === undefined) return
        assert.equal(
          award.lines.reduce((sum, line) => sum + line.units, 0),
          award.units,
        )
        assert.equal(
          award.lines.reduce((sum, line) => sum + line.remainder_delta, 0),
          award.remainder_delta,
        )
        for (const line of award.lines) {
          assert(line.units >= 0)
          const worth = lines[line.line_no - 1]! * units
          if (keep) assert.equal(line.units * per_cents + line.remainder_delta, worth)
          else assert.equal(line.remainder_delta, 0)
        }
        const total = lines.reduce((sum, cents) => sum + cents, 0)
        assert.equal(award.basis_cents, total)
        const nearest = Math.floor((2 * total * units + per_cents) / (2 * per_cents))
        const exact = { down: Math.floor, nearest: () => nearest, up: Math.ceil }
        if (!keep) assert.equal(award.units, exact[rounded]((total * units) / per_cents))
      },
    ),
  )
})

test('judging changes nothing it was given, and judges the same twice', () => {
  const programme = programmeOf({ rewards: [giftCardAt(1)] })
  fc.assert(
    fc.property(
      amounts,
      fc.integer({ min: 0, max: 50 }),
      fc.integer({ min: 0, max: 5 }),
      (lines, available, debt) => {
        const accounts = [accountOf({ available, debt, remainders: { 'by-amount': 700 } })]
        const untouched = structuredClone([programme, accounts])
        const first = judgeSale(programme, saleOf(lines), accounts)
        assert.deepEqual(judgeSale(programme, saleOf(lines), accounts), first)
        assert.deepEqual([programme, accounts], untouched)
      },
    ),
  )
})
