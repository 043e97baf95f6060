import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countOff } from './caps.ts'
import { judgeActivity, judgeSale } from './judge.ts'
import type { AccountState, ActivityToJudge, SaleLine } from './judgement.ts'
import type { Cap, EarningRule, Multiplier, Programme } from './programme.ts'
import { planActivityUndo, planReturn } from './returns.ts'
import { accountOf, byAmount, ladderOf, lineOf, points, programmeOf, saleOf } from './sample.ts'

const given = (programme: Programme, lines: (number | SaleLine)[], accounts: AccountState[] = []) =>
  judgeSale(programme, saleOf(lines), accounts).awards.map(({ rule_id, units }) => [rule_id, units])
const times = (
  multiplier_id: string,
  factor_milli: number,
  changes: Partial<Multiplier> = {},
): Multiplier => ({
  multiplier_id,
  name: multiplier_id,
  unit: 'points',
  factor_milli,
  when: {},
  ...changes,
})
const rule = (rule_id: string, counts: EarningRule['counts'], changes: Partial<EarningRule> = {}) => ({
  rule_id,
  unit: 'points',
  counts,
  when: {},
  ...changes,
})

test('of rules that exclude each other, the one of highest priority that holds counts; a tie is the first', () => {
  const one = (rule_id: string, priority: number, when: EarningRule['when'] = {}) =>
    rule(rule_id, { by: 'amount', units: 1, per_cents: 100 }, { priority, exclusive_group: 'g', when })
  const of = (...earning: EarningRule[]) => given(programmeOf({ earning }), [1000]).map(([id]) => id)
  assert.deepEqual(of(one('a', 1), one('b', 2)), ['b'])
  assert.deepEqual(of(one('a', 1), one('b', 1)), ['a'])
  assert.deepEqual(of(one('a', 1), one('b', 2, { categories: ['x'] })), ['a'])
  assert.deepEqual(of(one('a', 1), one('b', 2), { ...one('c', 0), exclusive_group: null }), ['b', 'c'])
  const dear = { ...one('b', 2), counts: { by: 'purchase' as const, units: 9, minimum_cents: 1001 } }
  assert.deepEqual(of(one('a', 1), dear), ['a'], 'a minimum that is not reached does not hold')
})

test('a stamp for every third piece, over the lines of the sale, reversed by the pieces that stay', () => {
  const programme = programmeOf({ earning: [rule('third', { by: 'item', units: 2, every: 3 })] })
  const pieces = (...counts: number[]) => counts.map((n) => lineOf(100, { quantity_milli: n * 1000 }))
  for (const [counts, units] of [
    [[2], 0],
    [[3], 2],
    [[2, 1], 2],
    [[5], 2],
    [[4, 2], 4],
  ] as const)
    assert.equal(given(programme, pieces(...counts))[0]?.[1] ?? 0, units, `${counts}`)
  const weight = [lineOf(100, { quantity_milli: 2999 }), lineOf(100, { quantity_milli: 999 })]
  assert.deepEqual(given(programme, weight), [], 'weights do not add up to pieces')

  const { awards } = judgeSale(programme, saleOf(pieces(4, 2)), [])
  const sold = [4000, 2000].map((quantity_milli, n) => ({ line_no: n + 1, quantity_milli }))
  const back = (line_no: number, n: number) => [{ line_no, quantity_milli: n * 1000 }]
  assert.equal(planReturn(programme, awards, sold, [], back(1, 1)).units.points, 2)
  assert.equal(planReturn(programme, awards, sold, back(1, 1), back(1, 2)).units.points, undefined)
  assert.equal(planReturn(programme, awards, sold, back(1, 3), back(2, 1)).units.points, 2)
  assert.equal(planReturn(programme, awards, sold, [], sold).units.points, 4)
})

test('a piece given for nothing earns nothing, and its return takes nothing', () => {
  const programme = programmeOf({ earning: [rule('second', { by: 'item', units: 1, every: 2 })] })
  const line = lineOf(900, { quantity_milli: 4000, free_milli: 1000 })
  const { awards } = judgeSale(programme, saleOf([line]), [])
  assert.equal(awards[0]!.units, 1)
  const sold = [{ line_no: 1, quantity_milli: 4000 }]
  let [back, before] = [0, 0]
  for (let n = 0; n < 4; n += 1) {
    const earlier = before ? [{ line_no: 1, quantity_milli: before }] : []
    const now = planReturn(programme, awards, sold, earlier, [{ line_no: 1, quantity_milli: 1000 }])
    back += now.units.points ?? 0
    before += 1000
  }
  assert.equal(back, 1)
})

test('what multipliers add is an award of its own, with the factor and the remainder it stands on', () => {
  const programme = programmeOf({
    earning: [byAmount(100)],
    multipliers: [times('shoes', 1500, { when: { categories: ['shoes'] } })],
  })
  const sale = saleOf([lineOf(1999, { category: 'shoes' }), 501])
  const { awards, accounts } = judgeSale(programme, sale, [])
  assert.deepEqual(awards, [
    {
      rule_id: 'by-amount',
      unit: 'points',
      units: 25,
      lines: [
        { line_no: 1, units: 19, remainder_delta: 99 },
        { line_no: 2, units: 6, remainder_delta: -99 },
      ],
      remainder_before: 0,
      remainder_delta: 0,
      basis_cents: 2500,
    },
    {
      rule_id: 'by-amount:boost',
      unit: 'points',
      units: 9,
      lines: [{ line_no: 1, units: 9, remainder_delta: 99_500 }],
      remainder_before: 0,
      remainder_delta: 99_500,
      basis_cents: 1999,
      step: 100_000,
      factor_milli: 1500,
      multiplier_ids: ['shoes'],
    },
  ])
  // One cent more of shoes and the half completes its point.
  const next = judgeSale(programme, saleOf([lineOf(1, { category: 'shoes' })]), accounts)
  assert.deepEqual(
    next.awards.map(({ rule_id, units }) => [rule_id, units]),
    [
      ['by-amount', 0],
      ['by-amount:boost', 1],
    ],
  )
})

test('several multipliers: the best, or each adds, or they multiply', () => {
  const multipliers = [times('a', 2000), times('b', 1500), times('c', 3000, { when: { weekdays: [2] } })]
  const of = (stacking?: Programme['stacking'], more: Multiplier[] = []) => {
    const programme = programmeOf({
      earning: [byAmount(100)],
      multipliers: [...multipliers, ...more],
      ...(stacking && { stacking }),
    })
    const boost = judgeSale(programme, saleOf([10_000]), []).awards[1]!
    return [boost.units, boost.factor_milli, boost.multiplier_ids]
  }
  assert.deepEqual(of(), [100, 2000, ['a']])
  assert.deepEqual(of('best'), [100, 2000, ['a']])
  assert.deepEqual(of('add'), [150, 2500, ['a', 'b']])
  assert.deepEqual(of('multiply'), [200, 3000, ['a', 'b']])
  const same = times('same', 2000, { priority: 1 })
  assert.deepEqual(of('best', [same]), [100, 2000, ['same']], 'of equals the one of highest priority')
  const many = Array.from({ length: 6 }, (_, n) => times(`m${n}`, 1001))
  const odd = of('multiply', many)
  assert.equal(odd[1], 3018, '2 × 1.5 × 1.001⁶ = 3.01804…, rounded down once')
})

test('a multiplier is for its unit, its rules and its lines, and never for less', () => {
  const stamps = { ...points, unit: 'stamps' }
  const programme = programmeOf({
    units: [points, stamps],
    earning: [
      byAmount(100),
      rule('visit', { by: 'purchase', units: 3, minimum_cents: 0 }, { unit: 'stamps' }),
      rule('each', { by: 'item', units: 5 }),
    ],
    multipliers: [times('only', 2000, { rule_ids: ['each'] }), times('stamps', 1500, { unit: 'stamps' })],
  })
  assert.deepEqual(given(programme, [1000]), [
    ['by-amount', 10],
    ['visit', 3],
    ['visit:boost', 1],
    ['each', 5],
    ['each:boost', 5],
  ])
  const again = judgeSale(programme, saleOf([1000]), judgeSale(programme, saleOf([1000]), []).accounts)
  assert.equal(
    again.awards.find(({ rule_id }) => rule_id === 'visit:boost')!.units,
    2,
    'half a stamp and half a stamp',
  )
  const lost = { ...programme, units: [points, { ...stamps, remainder: 'lose' as const }] }
  assert.deepEqual(given(lost, [1000], judgeSale(lost, saleOf([1000]), []).accounts)[2], ['visit:boost', 1])
})

test('caps by sale, day, week, month, year and ever, on both sides of each period', () => {
  const of = (per: Cap['per']) =>
    programmeOf({
      earning: [byAmount(100)],
      units: [{ ...points, caps: [{ per, units_max: 15, over: 'reduce' }] }],
    })
  const table: [Cap['per'], first: string, second: string, units: number][] = [
    ['sale', '2026-06-15T10:00:00Z', '2026-06-15T10:00:01Z', 10],
    ['day', '2026-06-15T10:00:00Z', '2026-06-15T21:59:59Z', 5],
    ['day', '2026-06-15T10:00:00Z', '2026-06-15T22:00:00Z', 10],
    ['week', '2026-06-15T10:00:00Z', '2026-06-21T21:59:59Z', 5],
    ['week', '2026-06-21T10:00:00Z', '2026-06-21T22:00:00Z', 10],
    ['month', '2026-06-01T10:00:00Z', '2026-06-30T21:59:59Z', 5],
    ['month', '2026-06-30T10:00:00Z', '2026-06-30T22:00:00Z', 10],
    ['year', '2026-01-01T10:00:00Z', '2026-12-31T22:59:59Z', 5],
    ['year', '2026-12-31T10:00:00Z', '2026-12-31T23:00:00Z', 10],
    ['ever', '2026-01-01T10:00:00Z', '2036-01-01T10:00:00Z', 5],
  ]
  for (const [per, first, second, units] of table) {
    const before = judgeSale(of(per), saleOf([1000], { occurred_at_ms: Date.parse(first) }), [])
    const sale = saleOf([1000], { occurred_at_ms: Date.parse(second) })
    const [award] = judgeSale(of(per), sale, before.accounts).awards
    assert.equal(award!.units, units, `${per}: ${first}, ${second}`)
    assert.equal(award!.capped, units === 10 ? undefined : 5)
  }
})

test('a counter is named by the first local day of its period', () => {
  const pers = ['sale', 'day', 'week', 'month', 'year', 'ever'] as const
  const caps = pers.map((per): Cap => ({ per, units_max: 100, over: 'reduce' }))
  const programme = programmeOf({ earning: [byAmount(100)], units: [{ ...points, caps }] })
  const sunday = saleOf([1000], { occurred_at_ms: Date.parse('2026-06-21T10:00:00Z') })
  assert.deepEqual(Object.keys(judgeSale(programme, sunday, []).accounts[0]!.counters!), [
    'points@day:2026-06-21',
    'points@week:2026-06-15',
    'points@month:2026-06-01',
    'points@year:2026-01-01',
    'points@ever',
  ])
})

test('a cap that refuses gives nothing of what goes beyond it; one that reduces cuts the last written first', () => {
  const of = (over: Cap['over'], caps_of_rule: Cap[] = []) =>
    programmeOf({
      earning: [
        { ...byAmount(100), caps: caps_of_rule },
        { ...byAmount(200), rule_id: 'second' },
      ],
      units: [{ ...points, caps: [{ per: 'sale', units_max: 24, over }] }],
    })
  assert.deepEqual(given(of('refuse'), [1600]), [
    ['by-amount', 16],
    ['second', 8],
  ])
  assert.deepEqual(given(of('refuse'), [1700]), [
    ['by-amount', 0],
    ['second', 0],
  ])
  assert.deepEqual(given(of('reduce'), [2000]), [
    ['by-amount', 20],
    ['second', 4],
  ])
  const five = { per: 'day' as const, units_max: 5, over: 'reduce' as const }
  assert.deepEqual(given(of('reduce', [five]), [2000]), [
    ['by-amount', 5],
    ['second', 10],
  ])
})

test('what a cap cut off is the first to go back, and is counted off exactly', () => {
  const caps: Cap[] = [{ per: 'day', units_max: 200, over: 'reduce' }]
  const programme = programmeOf({ earning: [{ ...byAmount(100), caps }] })
  const { awards, accounts } = judgeSale(programme, saleOf([lineOf(30_000, { quantity_milli: 3000 })]), [])
  assert.deepEqual(accounts[0]!.counters, { 'by-amount@day:2026-06-15': 200 })
  const sold = [{ line_no: 1, quantity_milli: 3000 }]
  const piece = (n: number) => [{ line_no: 1, quantity_milli: n * 1000 }]
  assert.deepEqual(planReturn(programme, awards, sold, [], piece(1)).units, {}, '200 € still stand for 200')
  const rest = planReturn(programme, awards, sold, piece(1), piece(2))
  assert.deepEqual(rest.units, { points: 200 })
  assert.deepEqual(countOff(accounts[0]!.counters, rest.counters.points), {})
  assert.deepEqual(countOff({ a: 3 }, { a: 1, forgotten: 5 }), { a: 2 })
})

test('counters of long ago are forgotten, and a rule called as its unit has its own', () => {
  const caps: Cap[] = [{ per: 'day', units_max: 1000, over: 'reduce' }]
  const programme = programmeOf({
    earning: [{ ...byAmount(100), rule_id: 'points', caps }],
    units: [{ ...points, caps: [...caps, { per: 'day', units_max: 2000, over: 'refuse' }] }],
  })
  const old = Object.fromEntries(
    Array.from({ length: 20 }, (_, n) => [`points@day:2026-0${n < 10 ? 1 : 2}-1${n % 10}`, 1]),
  )
  const kept = { 'points@month:2026-05-01': 4, 'points@ever': 7, 'points@day:2026-06-14': 1 }
  const [account] = judgeSale(programme, saleOf([1000]), [
    accountOf({ counters: { ...old, ...kept } }),
  ]).accounts
  assert.deepEqual(account!.counters, {
    ...kept,
    'points@day:2026-06-15': 10,
    'points:rule@day:2026-06-15': 10,
  })
})

const review: ActivityToJudge = {
  activity: 'review',
  store_id: 'lyon',
  occurred_at_ms: Date.parse('2026-06-15T10:00:00Z'),
  time_zone: 'Europe/Paris',
}
const forReview = (changes: Partial<EarningRule> = {}): EarningRule =>
  rule('review', { by: 'activity', units: 20, activity: 'review' }, changes)

test('an activity gives what its rules say, with the same caps, multipliers, debts, lots and rewards', () => {
  const reward = {
    reward_id: 'r',
    name: 'R',
    unit: 'points',
    cost: 25,
    benefit: { kind: 'service' as const, valid_days: null },
    trigger: 'automatic' as const,
  }
  const programme = programmeOf({
    earning: [byAmount(100), forReview()],
    multipliers: [times('double', 2000), times('shoes', 9000, { when: { categories: ['shoes'] } })],
    units: [{ ...points, caps: [{ per: 'day', units_max: 35, over: 'reduce' }] }],
    rewards: [reward],
    ladders: [
      ladderOf([{ tier_id: 't', name: 'T', threshold: 30, benefits: [] }], {
        measures: { by: 'units', unit: 'points' },
      }),
    ],
  })
  const judged = judgeActivity(programme, review, [accountOf({ debt: 5 })])
  assert.deepEqual(
    judged.awards.map(({ rule_id, units, capped, lines }) => [rule_id, units, capped, lines]),
    [
      ['review', 20, undefined, []],
      ['review:boost', 15, 5, []],
      ['club', 35, undefined, []],
    ],
  )
  assert.deepEqual(judged.debt_repaid, { points: 5 })
  assert.deepEqual(
    judged.lots.map(({ unit, units }) => [unit, units]),
    [
      ['points', 30],
      ['tier_club', 35],
    ],
  )
  assert.deepEqual(judged.triggered, [{ reward_id: 'r', unit: 'points', cost: 25, times: 1 }])
  assert.equal(judged.tier_changes[0]!.to.tier_id, 't')
  assert.deepEqual(planActivityUndo(judged.awards).units, { points: 35, tier_club: 35 })
  assert.deepEqual(judgeActivity(programme, { ...review, activity: 'visit' }, []).awards, [])
  assert.equal(judgeSale(programme, saleOf([1000]), []).awards[0]!.rule_id, 'by-amount')
})

test('of the rules for an activity that exclude each other only one counts', () => {
  const one = (rule_id: string, priority: number) => ({
    ...forReview({ exclusive_group: 'g', priority }),
    rule_id,
  })
  const programme = programmeOf({ earning: [one('a', 1), one('b', 2), one('c', 2)] })
  assert.deepEqual(
    judgeActivity(programme, review, []).awards.map(({ rule_id }) => rule_id),
    ['b'],
  )
})

test('an activity has no basket, no lines and no means of payment', () => {
  const holds = (when: EarningRule['when'], changes: Partial<ActivityToJudge> = {}) =>
    judgeActivity(programmeOf({ earning: [forReview({ when })] }), { ...review, ...changes }, []).awards
      .length > 0
  assert.ok(holds({}))
  assert.ok(holds({ weekdays: [1], store_ids: ['lyon'] }))
  assert.ok(holds({ channels: ['web'] }, { channel: 'web' }))
  assert.ok(holds({ tags: ['vip'] }, { person: { tags: ['vip'] } }))
  for (const when of [
    { channels: ['till'] },
    { categories: ['shoes'] },
    { basket_min_cents: 0 },
    { basket_max_cents: 100 },
    { payment_means: ['cash'] },
  ])
    assert.ok(!holds(when), JSON.stringify(when))
})
