import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { judgeSale } from './judge.ts'
import type { AccountState, Award, SaleLine } from './judgement.ts'
import type { Programme } from './programme.ts'
import { lineReversal, planReturn, type LineQuantity } from './returns.ts'
import { accountOf, byAmount, ladderOf, lineOf, points, programmeOf, saleOf } from './sample.ts'

const stampRule = (minimum_cents: number, categories: string[] = []) => ({
  rule_id: 'stamp',
  unit: 'points',
  counts: { by: 'purchase' as const, units: 1, minimum_cents },
  when: { categories },
})

test('a unit goes back with the piece that completes it', () => {
  for (const [awarded, sold, before, now, back] of [
    [3, 2000, 0, 1000, 1],
    [3, 2000, 1000, 1000, 2],
    [3, 2000, 0, 2000, 3],
    [10, 3000, 0, 1000, 3],
    [10, 3000, 1000, 1000, 3],
    [10, 3000, 2000, 1000, 4],
    [-300, 2000, 0, 1000, -150],
    [-301, 2000, 0, 1000, -150],
    [-301, 2000, 1000, 1000, -151],
    [1, 1250, 0, 1249, 0],
    [1, 1250, 1249, 1, 1],
    [7, 1000, 1000, 0, 0],
    [0, 1000, 0, 1000, 0],
    [9_000_000_000_000_000, 3000, 0, 1000, 3_000_000_000_000_000],
  ] as const) {
    assert.equal(lineReversal(awarded, sold, before, now), back, `${awarded} of ${sold}: ${before} + ${now}`)
  }
})

test('no more comes back than was sold', () => {
  assert.throws(() => lineReversal(1, 1000, 500, 501), /no more comes back/)
  assert.throws(() => lineReversal(1, 1000, 0, -1), /zero or more/)
  assert.throws(() => lineReversal(1.5, 1000, 0, 1000), /whole number/)
  const sold = [{ line_no: 1, quantity_milli: 1000 }]
  assert.throws(() => planReturn(programmeOf(), [], sold, sold, sold), /no more comes back/)
  assert.throws(() => planReturn(programmeOf(), [], sold, [], [{ line_no: 2, quantity_milli: 1 }]), /no more/)
})

test('any grouping of partial returns takes back exactly the whole, never beyond it', () => {
  const awarded = fc.oneof(fc.integer({ min: -5000, max: 5000 }), fc.maxSafeInteger())
  fc.assert(
    fc.property(
      awarded,
      fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 12 }),
      (units, parts) => {
        const sold = parts.reduce((sum, part) => sum + part, 0)
        let [returned, back] = [0, 0]
        for (const part of parts) {
          back += lineReversal(units, sold, returned, part)
          returned += part
          assert(Math.abs(back) <= Math.abs(units))
        }
        assert.equal(back, units)
      },
    ),
  )
})

test('a stamp for the purchase goes back only with the last piece that made it count', () => {
  const sold = [
    { line_no: 1, quantity_milli: 2000 },
    { line_no: 2, quantity_milli: 1000 },
  ]
  const piece = (line_no: number, quantity_milli = 1000) => ({ line_no, quantity_milli })
  const all = programmeOf({ earning: [stampRule(0)] })
  const given = judgeSale(all, saleOf([lineOf(900, { quantity_milli: 2000 }), 300]), []).awards
  const back = (before: LineQuantity[], now: LineQuantity[]) =>
    planReturn(all, given, sold, before, now).units.points ?? 0
  assert.equal(back([], [piece(1)]), 0)
  assert.equal(back([piece(1)], [piece(1)]), 0)
  assert.equal(back([piece(1, 2000)], [piece(2, 999)]), 0)
  assert.equal(back([piece(1, 2000)], [piece(2)]), 1)
  assert.equal(back([piece(1, 2000), piece(2)], []), 0)

  const programme = programmeOf({ earning: [stampRule(100, ['coffee'])] })
  const { awards } = judgeSale(programme, saleOf([lineOf(900), lineOf(300, { category: 'coffee' })]), [])
  const two = [piece(1), piece(2)]
  assert.deepEqual(planReturn(programme, awards, two, [], [piece(1)]).units, {})
  assert.deepEqual(planReturn(programme, awards, two, [], [piece(2)]).units, { points: 1 })
  assert.deepEqual(planReturn(programme, awards, two, [piece(2)], [piece(1)]).units, {})
})

test('half of a line goes back as money where it is less than a point', () => {
  const { awards } = judgeSale(programmeOf(), saleOf([lineOf(2000, { quantity_milli: 2000 })]), [])
  const sold = [{ line_no: 1, quantity_milli: 2000 }]
  const one = [{ line_no: 1, quantity_milli: 1000 }]
  const first = planReturn(programmeOf(), awards, sold, [], one)
  assert.deepEqual(first.units, {})
  assert.deepEqual(
    first.reversals.map((one) => one.remainder_delta),
    [-1000],
  )
  const second = planReturn(programmeOf(), awards, sold, one, one)
  assert.deepEqual(second.units, { points: 1 })
  assert.deepEqual(
    second.reversals.map((one) => one.remainder_delta),
    [1000],
  )
})

test('a return reverses what the sale gave, whatever the programme says today', () => {
  const then = programmeOf({ earning: [byAmount(100)] })
  const { awards } = judgeSale(then, saleOf([10_000]), [])
  const line = [{ line_no: 1, quantity_milli: 1000 }]
  assert.deepEqual(planReturn(then, awards, line, [], line).units, { points: 100 })
})

test('what counts towards a tier goes back with what it measures', () => {
  const one = [{ line_no: 1, quantity_milli: 1000 }]
  const sold = [{ line_no: 1, quantity_milli: 2000 }]
  const back = (measures: Parameters<typeof ladderOf>[1]) => {
    const programme = programmeOf({ earning: [byAmount(100)], ladders: [ladderOf([], measures)] })
    const { awards } = judgeSale(programme, saleOf([lineOf(2500, { quantity_milli: 2000 })]), [])
    return [[], one].map((before) => planReturn(programme, awards, sold, before, one).units)
  }
  assert.deepEqual(back({ measures: { by: 'units', unit: 'points' } }), [
    { points: 12, tier_club: 12 },
    { points: 13, tier_club: 13 },
  ])
  assert.deepEqual(back({ measures: { by: 'amount' } }), [
    { points: 12, tier_club: 1250 },
    { points: 13, tier_club: 1250 },
  ])
  assert.deepEqual(back({ measures: { by: 'visits', minimum_cents: 0 } }), [
    { points: 12 },
    { points: 13, tier_club: 1 },
  ])
})

type Sold = { awards: Award[]; lines: SaleLine[]; returned: LineQuantity[] }

/** What the ledger would do with a plan: a member's units and remainders, without limits. */
function apply(account: AccountState, programme: Programme, sale: Sold, now: LineQuantity[]): void {
  const plan = planReturn(programme, sale.awards, sale.lines, sale.returned, now)
  account.available -= plan.units[account.unit] ?? 0
  for (const { rule_id, remainder_delta } of plan.reversals) {
    account.remainders[rule_id] = (account.remainders[rule_id] ?? 0) + remainder_delta
  }
  sale.returned.push(...now)
}

const soldLine = fc.record({
  cents: fc.integer({ min: 1, max: 90_00 }),
  pieces: fc.integer({ min: 1, max: 4 }),
})
const aSale = fc.array(soldLine, { minLength: 1, maxLength: 4 })

test('sales and their returns, in any order and grouping, end where they began', () => {
  const mixed = [byAmount(2000, 3), { ...byAmount(150, 1), rule_id: 'second' }, stampRule(500)]
  fc.assert(
    fc.property(
      fc.array(aSale, { minLength: 1, maxLength: 5 }),
      fc.boolean(),
      fc.integer({ min: -2500, max: 2500 }),
      fc.infiniteStream(fc.nat()),
      (baskets, keep, kept, choices) => {
        const pick = (below: number) => (choices.next().value as number) % below
        const remainder = keep ? ('keep' as const) : ('lose' as const)
        const programme = programmeOf({ units: [{ ...points, remainder }], earning: mixed })
        const start = { 'by-amount': keep ? kept : 0, second: 0, stamp: 0 }
        const account = accountOf({ available: 1000, remainders: { ...start } })
        const sold: Sold[] = baskets.map((basket) => {
          const { lines } = saleOf(
            basket.map(({ cents, pieces }) => lineOf(cents, { quantity_milli: pieces * 1000 })),
          )
          const { awards, accounts } = judgeSale(programme, saleOf(lines), [account])
          Object.assign(account, accounts[0])
          return { awards, lines, returned: [] }
        })
        const pieces = sold.flatMap((sale) =>
          sale.lines.flatMap(({ line_no, quantity_milli }) =>
            Array.from({ length: quantity_milli / 1000 }, () => ({ sale, line_no })),
          ),
        )
        while (pieces.length > 0) {
          const [{ sale, line_no }] = pieces.splice(pick(pieces.length), 1) as [(typeof pieces)[0]]
          const now = [{ line_no, quantity_milli: 1000 }]
          const also = pieces.findIndex((piece) => piece.sale === sale)
          if (also >= 0 && pick(2) === 0)
            now.push({ ...now[0]!, line_no: pieces.splice(also, 1)[0]!.line_no })
          apply(account, programme, sale, now)
        }
        assert.deepEqual(account, accountOf({ available: 1000, remainders: start }))
      },
    ),
  )
})

test('after each return the member stands where the pieces that stay would have brought them', () => {
  fc.assert(
    fc.property(
      aSale,
      fc.integer({ min: 1, max: 5000 }),
      fc.infiniteStream(fc.nat()),
      (basket, per_cents, choices) => {
        const programme = programmeOf({ earning: [byAmount(per_cents)] })
        // Prices that divide, so that what stays is a whole amount after each piece.
        const { lines } = saleOf(
          basket.map(({ cents, pieces }) => lineOf(cents * pieces, { quantity_milli: pieces * 1000 })),
        )
        const { awards, accounts } = judgeSale(programme, saleOf(lines), [])
        const account = accounts[0]!
        const sale: Sold = { awards, lines, returned: [] }
        let stays = lines.reduce((sum, line) => sum + line.total_cents, 0)
        const pieces = basket.flatMap(({ cents, pieces: n }, at) =>
          Array.from({ length: n }, () => ({ cents, line_no: at + 1 })),
        )
        while (pieces.length > 0) {
          const [piece] = pieces.splice((choices.next().value as number) % pieces.length, 1)
          apply(account, programme, sale, [{ line_no: piece!.line_no, quantity_milli: 1000 }])
          stays -= piece!.cents
          assert.equal(account.available * per_cents + account.remainders['by-amount']!, stays)
        }
      },
    ),
  )
})
