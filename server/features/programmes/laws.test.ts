/** What holds for every programme and every history, met with random ones; a failure prints its seed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { localDayOf } from '../../lib/time.ts'
import { countOff } from './caps.ts'
import { counterPeriod } from './calendar.ts'
import { judgeActivity, judgeSale } from './judge.ts'
import type { AccountState, Award, SaleToJudge } from './judgement.ts'
import { ladderUnit, ladderValue, tierOf, unitsOf } from './ladder.ts'
import type { Cap, EarningRule, Multiplier, Programme, Unit } from './programme.ts'
import { planActivityUndo, planReturn, type LineQuantity, type ReturnPlan } from './returns.ts'
import { accountOf, ladderOf, lineOf, points, programmeOf, saleOf } from './sample.ts'
import { tierAfterReturn } from './tiers.ts'

const zone = 'Europe/Paris'
const HOUR_MS = 3_600_000
const aisle = fc.constantFrom('tea', 'cups', 'books')
const when = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.record({ categories: fc.tuple(aisle) }) },
  { weight: 1, arbitrary: fc.record({ weekdays: fc.tuple(fc.constantFrom(1, 2, 3)) }) },
  { weight: 1, arbitrary: fc.record({ tier_ids: fc.constant<string[]>(['silver', 'gold']) }) },
)
const caps: fc.Arbitrary<Cap[]> = fc.array(
  fc.record({
    per: fc.constantFrom('sale', 'day', 'week', 'month', 'year', 'ever'),
    units_max: fc.integer({ min: 0, max: 300 }),
    over: fc.constantFrom('reduce', 'refuse'),
  }),
  { maxLength: 2 },
)
const counts = fc.oneof(
  fc.record({
    by: fc.constant('amount' as const),
    units: fc.integer({ min: 1, max: 5 }),
    per_cents: fc.integer({ min: 1, max: 3000 }),
  }),
  fc.record({
    by: fc.constant('purchase' as const),
    units: fc.integer({ min: 1, max: 5 }),
    minimum_cents: fc.integer({ min: 0, max: 5000 }),
  }),
  fc.record({
    by: fc.constant('item' as const),
    units: fc.integer({ min: 1, max: 5 }),
    every: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({
    by: fc.constant('activity' as const),
    units: fc.integer({ min: 1, max: 40 }),
    activity: fc.constant('visit'),
  }),
)
const units: fc.Arbitrary<Unit[]> = fc
  .tuple(fc.constantFrom('keep', 'lose'), fc.constantFrom('down', 'nearest', 'up'), caps, caps)
  .map(([remainder, rounding, ...both]) =>
    ['points', 'stamps'].map((unit, n) => ({ ...points, unit, remainder, rounding, caps: both[n]! }) as Unit),
  )
const rules: fc.Arbitrary<EarningRule[]> = fc
  .array(
    fc.record({
      unit: fc.constantFrom('points', 'stamps'),
      counts,
      when,
      caps,
      exclusive_group: fc.constantFrom(null, null, 'one of'),
      priority: fc.integer({ min: 0, max: 2 }),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((some) => some.map((rule, n) => ({ ...rule, rule_id: `rule ${n}` })))
const multipliers: fc.Arbitrary<Multiplier[]> = fc
  .array(
    fc.record({
      name: fc.constant('more'),
      unit: fc.constantFrom('points', 'stamps'),
      factor_milli: fc.integer({ min: 1000, max: 5000 }),
      when,
    }),
    { maxLength: 3 },
  )
  .map((some) => some.map((one, n) => ({ ...one, multiplier_id: `times ${n}` })))
const tiers = [0, 40, 90].map((threshold, n) => {
  const tier_id = ['bronze', 'silver', 'gold'][n]!
  return { tier_id, name: tier_id, threshold, benefits: [] }
})
const ladder = fc
  .record({
    measures: fc.constantFrom(
      { by: 'amount' as const },
      { by: 'visits' as const, minimum_cents: 500 },
      { by: 'units' as const, unit: 'points' },
    ),
    period: fc.constantFrom(
      { kind: 'calendar' as const, of: 'year' as const },
      { kind: 'rolling' as const, months: 12 },
    ),
    starts: fc.constantFrom('at_once' as const, 'next_period' as const),
    keeps_periods: fc.integer({ min: 0, max: 2 }),
  })
  .map((changes) =>
    ladderOf(
      tiers.map((tier) => ({
        ...tier,
        threshold: tier.threshold * (changes.measures.by === 'amount' ? 100 : 1),
      })),
      changes,
    ),
  )
const programme: fc.Arbitrary<Programme> = fc
  .record({
    units,
    earning: rules,
    multipliers,
    stacking: fc.constantFrom('multiply' as const, 'add' as const, 'best' as const),
    ladders: fc.array(ladder, { maxLength: 1 }),
  })
  .map(programmeOf)

const line = fc
  .record({
    cents: fc.integer({ min: 0, max: 60_00 }),
    pieces: fc.integer({ min: 1, max: 4 }),
    category: aisle,
  })
  .map(({ cents, pieces, category }) => lineOf(cents, { quantity_milli: pieces * 1000, category }))
/** From noon on Monday 5 January 2026, up to three days apart: all in one year. */
const history: fc.Arbitrary<SaleToJudge[]> = fc
  .array(fc.tuple(fc.array(line, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 72 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((sales) => {
    let at_ms = Date.parse('2026-01-05T11:00:00Z')
    return sales.map(([lines, hours]) => saleOf(lines, { occurred_at_ms: (at_ms += hours * HOUR_MS) }))
  })

type Given = { sale: SaleToJudge; awards: Award[]; returned: LineQuantity[] }

/** What the ledger does with a plan, without limits. */
function takeBack(
  programme: Programme,
  accounts: AccountState[],
  plan: ReturnPlan,
  sold_at_ms: number,
  at_ms: number,
): AccountState[] {
  return accounts.map((account) => {
    const off = plan.units[account.unit] ?? 0
    const remainders = { ...account.remainders }
    for (const { rule_id, unit, remainder_delta } of plan.reversals)
      if (unit === account.unit) remainders[rule_id] = (remainders[rule_id] ?? 0) + remainder_delta
    const after: AccountState = {
      ...account,
      available: account.available - off,
      remainders,
      counters: countOff(account.counters, plan.counters[account.unit]),
    }
    const climbed = programme.ladders?.find(({ ladder_id }) => ladderUnit(ladder_id) === account.unit)
    if (climbed)
      after.tier = tierAfterReturn(
        climbed,
        account.tier ?? null,
        { units: off, sold_at_ms },
        ladderValue(after),
        at_ms,
        zone,
      )
    return after
  })
}

/** Nothing, said in one way. */
const standing = (accounts: AccountState[]) =>
  accounts
    .map(({ unit, available, pending, debt, remainders, counters, tier }) => ({
      unit,
      net: available + pending - debt,
      remainders: Object.fromEntries(Object.entries(remainders).filter(([, kept]) => kept !== 0)),
      // Of the year before: they may be forgotten meanwhile.
      counters: Object.fromEntries(
        Object.entries(counters ?? {}).filter(([counter]) => !/:202[45]/.test(counter)),
      ),
      tier: tier ?? null,
    }))
    .sort((a, b) => (a.unit < b.unit ? -1 : 1))

/** Who bought a year before, and settled, reviews decided, stands before the first sale of the history. */
function yearLater(of: Programme, earlier: SaleToJudge[]): AccountState[] {
  let accounts: AccountState[] = unitsOf(of).map(({ unit }) => accountOf({ unit }))
  for (const sale of earlier) {
    const occurred_at_ms = sale.occurred_at_ms - 390 * 24 * HOUR_MS
    accounts = judgeSale(of, { ...sale, occurred_at_ms }, accounts).accounts
  }
  accounts = accounts.map((account) =>
    account.unit.startsWith('tier_')
      ? { ...account, available: 0, tier_value: account.available }
      : { ...account, debt: account.available, available: 0 },
  )
  const occurred_at_ms = Date.parse('2026-01-05T11:00:00Z')
  const look = { activity: 'look', store_id: 'lyon', occurred_at_ms, time_zone: zone }
  return judgeActivity(of, look, accounts).accounts
}

test('bought and returned, in any order and grouping, nothing has changed', () => {
  fc.assert(
    fc.property(programme, history, history, fc.infiniteStream(fc.nat()), (of, earlier, sales, picks) => {
      const pick = (below: number) => (picks.next().value as number) % below
      const start = yearLater(of, earlier)
      let accounts = start
      const given: Given[] = sales.map((sale) => {
        const judged = judgeSale(of, sale, accounts)
        accounts = judged.accounts
        return { sale, awards: judged.awards, returned: [] }
      })
      const pieces = given.flatMap((one) =>
        one.sale.lines.flatMap(({ line_no, quantity_milli }) =>
          Array.from({ length: quantity_milli / 1000 }, () => ({ one, line_no })),
        ),
      )
      let at_ms = sales.at(-1)!.occurred_at_ms
      while (pieces.length > 0) {
        const { one, line_no } = pieces.splice(pick(pieces.length), 1)[0]!
        const now = [{ line_no, quantity_milli: 1000 }]
        const also = pieces.findIndex((piece) => piece.one === one)
        if (also >= 0 && pick(2) === 0)
          now.push({ line_no: pieces.splice(also, 1)[0]!.line_no, quantity_milli: 1000 })
        const plan = planReturn(of, one.awards, one.sale.lines, one.returned, now)
        for (const back of Object.values(plan.units)) assert.ok(back > 0)
        accounts = takeBack(of, accounts, plan, one.sale.occurred_at_ms, (at_ms += HOUR_MS))
        one.returned.push(...now)
      }
      assert.deepEqual(standing(accounts), standing(start))
    }),
    { numRuns: 500 },
  )
})

test('an activity that is undone leaves nothing behind', () => {
  fc.assert(
    fc.property(programme, fc.integer({ min: 1, max: 4 }), (of, times) => {
      let accounts: AccountState[] = unitsOf(of).map(({ unit }) => accountOf({ unit }))
      const start = accounts
      const done = Array.from({ length: times }, (_, n) => {
        const occurred_at_ms = Date.parse('2026-01-06T11:00:00Z') + n * HOUR_MS
        const activity = { activity: 'visit', store_id: 'lyon', occurred_at_ms, time_zone: zone }
        const judged = judgeActivity(of, activity, accounts)
        accounts = judged.accounts
        return { awards: judged.awards, occurred_at_ms }
      })
      for (const { awards, occurred_at_ms } of done)
        accounts = takeBack(
          of,
          accounts,
          planActivityUndo(awards),
          occurred_at_ms,
          occurred_at_ms + 9 * HOUR_MS,
        )
      assert.deepEqual(standing(accounts), standing(start))
    }),
  )
})

test('lines add up to their award, and every cent times units is a unit, a remainder or cut by a cap', () => {
  fc.assert(
    fc.property(programme, history, (of, sales) => {
      let accounts: AccountState[] = []
      for (const sale of sales) {
        const judged = judgeSale(of, sale, accounts)
        accounts = judged.accounts
        for (const award of judged.awards) {
          assert.ok(award.units >= 0)
          const { lines, capped = 0 } = award
          const sum = (of_line: (one: (typeof lines)[0]) => number) =>
            lines.reduce((total, one) => total + of_line(one), 0)
          if (lines.length > 0) {
            assert.equal(
              sum((one) => one.units),
              award.units,
            )
            assert.equal(
              sum((one) => one.remainder_delta),
              award.remainder_delta,
            )
            assert.equal(
              sum((one) => one.capped ?? 0),
              capped,
            )
          }
          const rule = of.earning.find(({ rule_id }) => rule_id === award.rule_id)
          const unit = of.units.find((one) => one.unit === award.unit)
          if (rule?.counts.by === 'amount' && unit?.remainder === 'keep')
            assert.equal(
              (award.units + capped) * rule.counts.per_cents + award.remainder_delta,
              award.basis_cents * rule.counts.units,
            )
          for (const units_counted of Object.values(award.counted ?? {}))
            assert.equal(units_counted, award.units)
        }
        for (const { unit } of unitsOf(of)) {
          const units = (list: { unit: string; units: number }[]) =>
            list.filter((one) => one.unit === unit).reduce((total, one) => total + one.units, 0)
          assert.equal(units(judged.awards), units(judged.lots) + (judged.debt_repaid[unit] ?? 0))
        }
      }
    }),
    { numRuns: 300 },
  )
})

test('no cap is ever exceeded', () => {
  fc.assert(
    fc.property(programme, history, (of, sales) => {
      let accounts: AccountState[] = []
      const given = new Map<string, { units: number; most: number }>()
      for (const [n, sale] of sales.entries()) {
        const judged = judgeSale(of, sale, accounts)
        accounts = judged.accounts
        const day = localDayOf(sale.occurred_at_ms, zone)
        const scopes = [
          ...of.units.map((unit) => ({ caps: unit.caps, of: (award: Award) => award.unit === unit.unit })),
          ...of.earning.map((rule) => ({
            caps: rule.caps,
            of: ({ rule_id }: Award) => rule_id === rule.rule_id || rule_id === `${rule.rule_id}:boost`,
          })),
        ]
        for (const [scope, { caps: held = [], of: isOf }] of scopes.entries())
          for (const { per, units_max } of held) {
            const key = `${scope} ${units_max} ${per === 'sale' ? `sale ${n}` : counterPeriod(per, day)}`
            const now = judged.awards.filter(isOf).reduce((total, { units }) => total + units, 0)
            const before = given.get(key)
            // Two caps that say the same are one.
            if (before && held.filter((cap) => cap.per === per && cap.units_max === units_max).length > 1)
              continue
            given.set(key, { units: (before?.units ?? 0) + now, most: units_max })
          }
      }
      for (const [key, { units, most }] of given) assert.ok(units <= most, `${key}: ${units} of ${most}`)
    }),
    { numRuns: 300 },
  )
})

test('the order of rules and multipliers says nothing, where no cap and no tie asks for it', () => {
  fc.assert(
    fc.property(programme, history, (of, sales) => {
      const plain: Programme = {
        ...of,
        units: of.units.map((unit) => ({ ...unit, caps: [] })),
        earning: of.earning.map((rule, n) => ({ ...rule, priority: n })),
      }
      const turned = {
        ...plain,
        earning: plain.earning.toReversed(),
        multipliers: plain.multipliers!.toReversed(),
      }
      const judgedBy = (by: Programme) => {
        let accounts: AccountState[] = []
        return sales.map((sale) => {
          const judged = judgeSale(by, sale, accounts)
          accounts = judged.accounts
          return judged.awards.map(({ rule_id, units }) => [rule_id, units].join()).sort()
        })
      }
      assert.deepEqual(judgedBy(turned), judgedBy(plain))
    }),
  )
})

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(frozen)
  }
  return value
}

test('judging changes nothing that it was given, and judges the same twice', () => {
  fc.assert(
    fc.property(programme, history, (of, sales) => {
      let accounts: AccountState[] = []
      frozen(of)
      for (const sale of frozen(sales)) {
        const first = judgeSale(of, sale, frozen(accounts))
        assert.deepEqual(judgeSale(structuredClone(of), sale, accounts), first)
        accounts = first.accounts
      }
    }),
  )
})

test('who brings everything back years later has no tier from it', () => {
  fc.assert(
    fc.property(programme, history, fc.integer({ min: 1, max: 900 }), (of, sales, days) => {
      if (of.ladders!.length === 0) return
      let accounts: AccountState[] = []
      const given = sales.map((sale) => {
        const judged = judgeSale(of, sale, accounts)
        accounts = judged.accounts
        return { sale, awards: judged.awards, lots: judged.lots }
      })
      const at_ms = sales.at(-1)!.occurred_at_ms + days * 24 * HOUR_MS
      const unit = ladderUnit(of.ladders![0]!.ladder_id)
      const lots = given.flatMap((one) => one.lots).filter((lot) => lot.unit === unit)
      const openAfter = (when_ms: number) =>
        lots.reduce((sum, lot) => sum + (lot.expires_at_ms! > when_ms ? lot.units : 0), 0)
      // The ledger settles: what counted at a review that is due is kept, then what left is gone.
      accounts = accounts.map((account) => {
        if (account.unit !== unit) return account
        const until_ms = account.tier?.until_ms ?? Infinity
        const tier_value = until_ms <= at_ms ? openAfter(until_ms - 1) : null
        return { ...account, available: openAfter(at_ms), tier_value }
      })
      // A look at the card lets the reviews of the years between happen.
      const look = { activity: 'look', store_id: 'lyon', occurred_at_ms: at_ms, time_zone: zone }
      accounts = judgeActivity(of, look, accounts).accounts
      for (const { sale, awards } of given.toReversed()) {
        const plan = planReturn(of, awards, sale.lines, [], sale.lines)
        accounts = takeBack(of, accounts, plan, sale.occurred_at_ms, at_ms).map((account) => ({
          ...account,
          available: Math.max(0, account.available),
        }))
      }
      const [climbed] = of.ladders!
      const account = accounts.find((one) => one.unit === unit)!
      assert.equal(tierOf(climbed!, account.tier)!.tier_id, 'bronze')
    }),
  )
})
