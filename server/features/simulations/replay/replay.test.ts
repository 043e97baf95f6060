/** The engine on small logs whose every figure can be reckoned by hand; and laws that hold on all of them. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { byAmount, giftCardAt, points, programmeOf } from '../../programmes/sample.ts'
import type { Programme, Reward } from '../../programmes/programme.ts'
import { BEHAVIOUR, behaviourFrom, scaled, type Behaviour } from './behaviour.ts'
import type { SalesLog } from './columns.ts'
import { breakEvenOf, figuresOf, ratioOf, sum } from './figures.ts'
import { salesLogger } from './log-sales.ts'
import { MARGIN, outlookOf } from './outlook.ts'
import { replay } from './replay.ts'
import { regularsRewarded } from './suggest.ts'
import { simulating, type Variant, type VariantResult } from './simulate.ts'
import { pricesOf } from './worth.ts'

const DAY = 86_400_000
const BEGAN = Date.parse('2025-01-06T09:00:00Z')
const EVERYBODY: Behaviour = {
  takes_chosen: 1,
  pays_with_units: 1,
  uses_voucher: Object.fromEntries(Object.keys(BEHAVIOUR.uses_voucher).map((kind) => [kind, 1])) as never,
}

type Bought = { who?: string; day: number; cents: number; category?: string; back_day?: number }

function logOf(bought: Bought[], days = 365): SalesLog {
  const logger = salesLogger()
  for (const { who = 'ada', day, cents, category = 'Robes', back_day } of bought) {
    const line = { product: null, category, quantity_milli: 1000, gross_cents: cents, total_cents: cents }
    const sale = logger.add({
      account: who,
      customer: who,
      store: 0,
      at_ms: BEGAN + day * DAY,
      lines: [line],
    })
    if (back_day !== undefined)
      logger.addReturn(sale, {
        at_ms: BEGAN + back_day * DAY,
        total_cents: cents,
        lines: [{ line: 0, quantity_milli: 1000 }],
      })
  }
  const store = { store_id: 'lyon', merchant_id: 'lili', time_zone: 'Europe/Paris', name: 'Lyon' }
  return logger.finish({
    time_zone: 'Europe/Paris',
    stores: [store],
    from_ms: BEGAN,
    to_ms: BEGAN + days * DAY,
  })
}

const every = (days: number, times: number, cents: number, who = 'ada'): Bought[] =>
  Array.from({ length: times }, (_, n) => ({ who, day: n * days, cents }))

const euro = (changes: Partial<Programme> = {}) =>
  programmeOf({ earning: [byAmount(100)], rewards: [giftCardAt(100)], ...changes })

function figured(log: SalesLog, programme: Programme, behaviour = EVERYBODY) {
  const tally = replay(log, { programme, behaviour })
  const outlook = outlookOf(log, MARGIN)
  return { tally, figures: figuresOf({ log, outlook, programme, behaviour, tally }) }
}

test('a card is given at the threshold and pays at the next visit, in the month it is used', () => {
  // 40 € every 20 days: 100 points with the third, 10 € off the fourth; again with the fifth, used with the sixth.
  const { tally, figures } = figured(logOf(every(20, 6, 4000)), euro())
  assert.equal(figures.rewards_given, 2)
  assert.equal(figures.used_cents, 2000)
  assert.deepEqual(
    figures.months.slice(0, 5).map(({ given, used_cents }) => [given, used_cents]),
    [
      [0, 0],
      [1, 0],
      [1, 1000],
      [0, 1000],
      [0, 0],
    ],
  )
  assert.equal(figures.first_reward?.median_days, 40)
  assert.equal(figures.first_reward?.median_visits, 3)
  assert.equal(sum(tally.units[0]!.open), 40)
})

test('a discount lowers what the sale counts for, a gift card does not', () => {
  const off = { kind: 'discount_amount', value_cents: 1000, minimum_cents: 0, valid_days: null } as const
  const bought = every(10, 6, 5000)
  const card = figured(logOf(bought), euro()).tally
  const discount = figured(logOf(bought), euro({ rewards: [giftCardAt(100, { benefit: off })] })).tally
  assert.equal(sum(card.units[0]!.issued), 300)
  // Used with the third and the fifth: 40 points each.
  assert.equal(sum(discount.units[0]!.issued), 280)
  assert.equal(sum(discount.used_cents), 2000)
})

test('a voucher that nobody uses expires, and what expires is not a cost', () => {
  const rewards = [giftCardAt(100, { benefit: { kind: 'gift_card', value_cents: 1000, valid_days: 30 } })]
  const { tally, figures } = figured(logOf(every(10, 4, 10_000)), euro({ rewards }), scaled(EVERYBODY, 0))
  assert.deepEqual([figures.rewards_given, figures.used_cents, figures.cost_cents], [4, 0, 0])
  assert.equal(tally.rewards[0]!.expired, 4)
  assert.equal(figures.months.at(-1)!.owed_vouchers_cents, 0)
})

test('units that pay take whole steps, no more than their share of the basket', () => {
  const pays = {
    units: 10,
    cents: 100,
    units_min: 0,
    share_max_basis_points: 5000,
    counts_as: 'payment',
  } as const
  const { tally } = figured(logOf(every(5, 2, 3000)), euro({ units: [{ ...points, pays }], rewards: [] }))
  // 30 points of the first: 3 € of the second's 15 €.
  assert.equal(sum(tally.paid_cents), 300)
  assert.equal(sum(tally.units[0]!.spent), 30)
})

test('why somebody never gets a reward is said by the first reason that is enough', () => {
  const short = euro({ units: [{ ...points, expiry: { kind: 'rolling', months: 1 } }] })
  const chosen = euro({ rewards: [giftCardAt(100, { trigger: 'chosen' })] })
  const why = (programme: Programme, bought: Bought[], behaviour = EVERYBODY) =>
    figured(logOf(bought), programme, behaviour).figures.never.map((one) => one.why)
  assert.deepEqual(why(euro(), every(9, 1, 2000)), ['one_visit'])
  assert.deepEqual(why(euro(), every(9, 2, 2000)), ['too_little'])
  assert.deepEqual(why(euro(), every(9, 2, 4500)), ['almost'])
  assert.deepEqual(why(euro(), every(9, 2, 20)), ['nothing_earned'])
  assert.deepEqual(why(short, every(50, 4, 4000)), ['expired'])
  assert.deepEqual(why(chosen, every(9, 4, 4000), scaled(EVERYBODY, 0)), ['not_taken'])
  assert.deepEqual(why(euro(), every(9, 4, 4000)), [])
})

test('what came back is no turnover and gives no reward', () => {
  const { figures } = figured(
    logOf([...every(10, 3, 4000).slice(0, 2), { day: 20, cents: 4000, back_day: 25 }]),
    euro(),
  )
  assert.deepEqual([figures.turnover_cents, figures.rewards_given], [8000, 0])
})

test('more visits pay from cost ÷ (margin − cost) on', () => {
  for (const [cost, margin, expected] of [
    [0, 100, 0],
    [20, 400, 526],
    [200, 400, 10_000],
    [399, 400, 3_990_000],
    [400, 400, null],
    [500, 400, null],
  ] as const)
    assert.equal(breakEvenOf(cost, margin), expected, `${cost} of ${margin}`)
})

test('a ratio is as sure as its members are alike', () => {
  const [whole, alike] = [Float64Array.of(100, 200, 300), Float64Array.of(10, 20, 30)]
  assert.deepEqual(ratioOf(alike, whole), { share: 0.1, half_width: 0 })
  const unlike = ratioOf(Float64Array.of(60, 0, 0), whole)
  assert.equal(unlike.share, 0.1)
  // By hand: rests 50, −20, −30; √(3800 × 3 ÷ 2) ÷ 600 × 1.645.
  assert.ok(Math.abs(unlike.half_width - (1.645 * Math.sqrt(5700)) / 600) < 1e-12)
  assert.deepEqual(ratioOf(new Float64Array(2), new Float64Array(2)), { share: 0, half_width: 0 })
})

test('the shop’s own vouchers say how many are used, once there are enough of them', () => {
  const past = behaviourFrom([
    { kind: 'gift_card', used: 15, unused: 15 },
    { kind: 'discount_amount', used: 28, unused: 1 },
    { kind: 'unheard_of', used: 100, unused: 0 },
  ])
  assert.equal(past.uses_voucher.gift_card, 0.5)
  assert.equal(past.uses_voucher.discount_amount, BEHAVIOUR.uses_voucher.discount_amount)
})

function simulated(
  log: SalesLog,
  variants: Variant[],
  budget_basis_points: number | null = null,
): VariantResult[] {
  let id = 0
  const steps = simulating(log, {
    variants,
    behaviour: EVERYBODY,
    margin: MARGIN,
    outlook: outlookOf(log, MARGIN),
    budget_basis_points,
    currency: 'EUR',
    language: 'fr',
    newId: () => `new-${id++}`,
  })
  let last = 0
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    assert.ok(step.value.done >= last && step.value.done <= step.value.total, 'progress only grows')
    assert.ok(
      [step.value.done, step.value.total].every(Number.isInteger),
      'progress is kept as whole numbers',
    )
    last = step.value.done
  }
}

/** Forty customers who come every fortnight for 17 €. */
const regulars = () => logOf(Array.from({ length: 40 }, (_, n) => every(14, 20, 1700, `c${n}`)).flat())

const traps = (log: SalesLog, programme: Programme) =>
  simulated(log, [{ variant_id: 'a', name: 'A', programme }])[0]!.traps
const mended = (log: SalesLog, programme: Programme, code: string) => {
  const trap = traps(log, programme).find((one) => one.code === code)
  assert.ok(trap?.mend, `${code} is found and can be mended`)
  assert.ok(!traps(log, trap.mend.programme).some((one) => one.code === code), `${code} is gone once mended`)
  return trap
}

test('a step of 20 € against baskets of 17 € rewards nobody: the trap says so, and its mend rewards', () => {
  const lose = { ...points, remainder: 'lose' } as const
  const trap = mended(regulars(), programmeOf({ units: [lose], rewards: [giftCardAt(10)] }), 'remainder_lost')
  assert.match(trap.fr, /Panier moyen 17\s€, palier 20\s€/)
  assert.match(trap.fr, /100\s% de ce que vos clients auraient gagné/)
  assert.equal(trap.path, 'units.0.remainder')
})

test('each trap is found where it is, with a change that ends it', () => {
  mended(regulars(), euro({ rewards: [giftCardAt(100_000)] }), 'reward_not_reached')
  const dear = giftCardAt(20, { benefit: { kind: 'gift_card', value_cents: 1000, valid_days: null } })
  mended(regulars(), euro({ rewards: [dear] }), 'reward_above_margin')
  const short = { ...points, expiry: { kind: 'rolling', months: 1 } } as const
  const seldom = logOf(Array.from({ length: 40 }, (_, n) => every(45, 8, 4000, `c${n}`)).flat())
  mended(seldom, euro({ units: [short], rewards: [giftCardAt(60)] }), 'expiry_too_short')
  const visit = { ...byAmount(1), counts: { by: 'purchase', units: 10, minimum_cents: 3000 } as const }
  mended(regulars(), euro({ earning: [visit] }), 'minimum_above_basket')
  const tobacco = logOf(
    Array.from({ length: 12 }, (_, n) => ({ who: `c${n}`, day: n, cents: 5000, category: 'Tabac' })),
  )
  mended(tobacco, euro(), 'earns_on_excluded')
  const service = giftCardAt(50, { benefit: { kind: 'service', valid_days: null } })
  assert.ok(
    traps(regulars(), euro({ rewards: [service] })).some((one) => one.code === 'cost_unknown' && !one.mend),
  )
  const ladder = {
    ladder_id: 'club',
    name: 'Club',
    measures: { by: 'amount' } as const,
    period: { kind: 'rolling', months: 12 } as const,
    starts: 'at_once' as const,
    keeps_periods: 0,
    grace_days: 0,
    drops: 'to_earned' as const,
    tiers: [
      { tier_id: 'basic', name: 'Base', threshold: 0, benefits: [] },
      { tier_id: 'gold', name: 'Or', threshold: 1_000_000, benefits: [] },
    ],
  }
  mended(regulars(), euro({ ladders: [ladder] }), 'tier_not_held')
  assert.deepEqual(
    traps(regulars(), euro({ rewards: [giftCardAt(200)] })).map((one) => one.code),
    [],
  )
})

test('advice rewards more regulars within the budget, and is silent when there is nothing better', () => {
  const [far] = simulated(
    regulars(),
    [{ variant_id: 'a', name: 'A', programme: euro({ rewards: [giftCardAt(500)] }) }],
    600,
  )
  assert.ok(far!.suggestions.length > 0)
  for (const one of far!.suggestions) {
    assert.ok(one.generosity_basis_points <= 600, 'within the budget')
    assert.ok(one.regulars_rewarded_basis_points > 0, 'more than nobody')
  }
  const [none] = simulated(
    regulars(),
    [{ variant_id: 'a', name: 'A', programme: euro({ rewards: [giftCardAt(500)] }) }],
    1,
  )
  assert.deepEqual(none!.suggestions, [])
})

test('a programme proposed from history stays near its target and rewards who comes often', () => {
  const [proposed] = simulated(regulars(), [{ variant_id: 'p', name: 'P', programme: null }], 400)
  assert.ok(proposed!.reasons.length >= 4)
  const { generosity_basis_points, rewarded_members } = proposed!.figures
  assert.ok(generosity_basis_points > 200 && generosity_basis_points <= 480, `${generosity_basis_points}`)
  assert.equal(rewarded_members, 40)
  assert.deepEqual(simulated(logOf([]), [{ variant_id: 'p', name: 'P', programme: null }]), [])
})

test('a few wholesalers do not make a reward that nobody else reaches', () => {
  const many = Array.from({ length: 60 }, (_, n) => every(8 + (n % 20), 18, 2500 + 90 * n, `c${n}`)).flat()
  const large = Array.from({ length: 4 }, (_, n) => every(30, 10, 400_000, `large${n}`)).flat()
  const log = logOf([...many, ...large])
  const [proposed] = simulated(log, [{ variant_id: 'p', name: 'P', programme: null }], 500)
  const { figures, programme, reasons } = proposed!
  assert.ok(regularsRewarded(figures)! >= 0.8, `${regularsRewarded(figures)}`)
  assert.ok(figures.generosity_basis_points <= 500, `${figures.generosity_basis_points}`)
  const [{ benefit }] = programme.rewards as [Reward]
  assert.ok(benefit.kind === 'gift_card' && benefit.value_cents <= 2500, 'a share of what most of them spend')
  assert.ok(reasons.some(({ fr }) => fr.includes('Panier courant')))
})

const histories = fc.array(
  fc.record({
    who: fc.integer({ min: 0, max: 5 }).map((n) => `c${n}`),
    day: fc.integer({ min: 0, max: 360 }),
    cents: fc.integer({ min: 1, max: 20_000 }),
    back_day: fc.option(fc.integer({ min: 360, max: 364 }), { nil: undefined, freq: 4 }),
  }),
  { minLength: 1, maxLength: 60 },
)

test('whatever was bought: nothing is lost or made, and a replay repeated is the same', () => {
  const programme = euro({
    units: [{ ...points, pending_days: 3, expiry: { kind: 'rolling', months: 4 } }],
    rewards: [giftCardAt(80), giftCardAt(30, { reward_id: 'chosen', trigger: 'chosen' })],
  })
  fc.assert(
    fc.property(histories, (bought) => {
      const log = logOf(bought)
      const tally = replay(log, { programme, behaviour: BEHAVIOUR })
      const [unit] = tally.units
      const flow = sum(unit!.issued) - sum(unit!.spent) - sum(unit!.expired) - sum(unit!.taken_back)
      assert.equal(flow, sum(unit!.open), 'what came in is spent, gone, taken back or there')
      assert.ok(sum(unit!.open) >= 0)
      const given = tally.rewards.reduce((all, one) => all + one.given, 0)
      assert.equal(given, sum(tally.given))
      assert.equal(sum(unit!.spent), tally.rewards[0]!.given * 80 + tally.rewards[1]!.given * 30)
      const again = replay(log, { programme, behaviour: BEHAVIOUR })
      assert.deepEqual(again, tally)
      assert.deepEqual(pricesOf(log).basket_cents >= 0, true)
    }),
    { numRuns: 300 },
  )
})

test('more visits are only added, fewer only left out', () => {
  const log = regulars()
  const sales = (uplift: number) => replay(log, { programme: euro(), behaviour: EVERYBODY, uplift }).sales
  assert.equal(sales(0), log.sales)
  assert.ok(
    sales(-0.1) < sales(-0.05) &&
      sales(-0.05) < sales(0) &&
      sales(0) < sales(0.05) &&
      sales(0.05) < sales(0.2),
  )
  const tally = replay(log, { programme: euro(), behaviour: EVERYBODY, uplift: 0.2 })
  assert.equal(tally.extra_sales, tally.sales - log.sales)
  assert.equal(tally.extra_cents, tally.extra_sales * 1700)
})

test('how far it is, is whole, also for a proposal on an odd number of sales', () => {
  const odd = logOf([...every(14, 20, 1700, 'a'), ...every(14, 13, 2100, 'b')])
  assert.equal(odd.sales % 2, 1)
  const found = simulated(odd, [
    { variant_id: 'a', name: 'A', programme: null },
    { variant_id: 'b', name: 'B', programme: null },
  ])
  assert.equal(found.length, 2)
})
