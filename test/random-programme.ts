/** Programmes and baskets drawn at random, for laws that hold over all of them. */
import fc from 'fast-check'
import { newId } from '../server/lib/id.ts'
import type {
  Cap,
  Conditions,
  EarningRule,
  Expiry,
  Ladder,
  Multiplier,
  Pays,
  Programme,
  Reward,
  Unit,
} from '../server/features/programmes/programme.ts'
import { checkProgramme } from '../server/features/programmes/rules.ts'

/** What the drawn conditions ask about: the caller makes these goods and people. */
export const BRANDS = ['Lili', 'Atelier']
const CATEGORIES = ['robes', 'tabac', 'sacs']
export const TAG = 'fidele'
const SILVER = 'silver'

const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined })

const expiry: fc.Arbitrary<Expiry> = fc.oneof(
  fc.constant<Expiry>({ kind: 'never' }),
  fc.integer({ min: 1, max: 24 }).map((months): Expiry => ({ kind: 'rolling', months })),
  fc.integer({ min: 1, max: 24 }).map((months): Expiry => ({ kind: 'inactivity', months })),
  fc.constant<Expiry>({ kind: 'calendar', end_of: 'year', plus: 1 }),
  fc.constant<Expiry>({ kind: 'yearly', month: 6, day: 30, months_min: 3 }),
)

const pays: fc.Arbitrary<Pays> = fc.record({
  units: fc.constantFrom(1, 10, 100),
  cents: fc.constantFrom(1, 50, 500),
  units_min: fc.constantFrom(0, 30),
  share_max_basis_points: fc.constantFrom(10_000, 5000, 3333),
  counts_as: fc.constantFrom('discount' as const, 'payment' as const),
})

const caps: fc.Arbitrary<Cap[]> = fc.array(
  fc.record({
    per: fc.constantFrom<Cap['per']>('sale', 'day', 'week', 'month', 'year', 'ever'),
    units_max: fc.integer({ min: 20, max: 400 }),
    over: fc.constantFrom<Cap['over']>('reduce', 'refuse'),
  }),
  { maxLength: 2 },
)

const unitNamed = (unit: string, kind: Unit['kind']): fc.Arbitrary<Unit> =>
  fc.record({
    unit: fc.constant(unit),
    kind: fc.constant(kind),
    remainder: fc.constantFrom<Unit['remainder']>('keep', 'lose'),
    rounding: fc.constantFrom<Unit['rounding']>('down', 'nearest', 'up'),
    pending_days: fc.constantFrom(0, 0, 0, 2),
    expiry,
    pays: fc.option(pays, { nil: null }),
    caps,
  })

const conditions: fc.Arbitrary<Conditions> = fc.oneof(
  fc.constant<Conditions>({}),
  fc.constant<Conditions>({}),
  fc.subarray(CATEGORIES, { minLength: 1 }).map((categories): Conditions => ({ categories })),
  fc.subarray(BRANDS, { minLength: 1 }).map((brands): Conditions => ({ brands })),
  fc.constant<Conditions>({ first_purchase: true }),
  fc.constant<Conditions>({ birthday: { days_before: 3, days_after: 3 } }),
  fc.constant<Conditions>({ tags: [TAG] }),
  fc.constant<Conditions>({ tier_ids: [SILVER] }),
  fc.constant<Conditions>({ channels: ['till'] }),
  fc.integer({ min: 100, max: 9000 }).map((basket_min_cents): Conditions => ({ basket_min_cents })),
  fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }).map((weekdays): Conditions => ({ weekdays })),
)

const rulesFor = (unit: string): fc.Arbitrary<EarningRule[]> => {
  const counts: fc.Arbitrary<EarningRule['counts']> = fc.oneof(
    fc.record({
      by: fc.constant('amount' as const),
      units: fc.integer({ min: 1, max: 5 }),
      per_cents: fc.constantFrom(1, 100, 333, 1000),
    }),
    fc.record({
      by: fc.constant('purchase' as const),
      units: fc.integer({ min: 1, max: 50 }),
      minimum_cents: fc.constantFrom(0, 2000),
    }),
    fc.record({ by: fc.constant('item' as const), units: fc.integer({ min: 1, max: 9 }) }),
    fc.record({
      by: fc.constant('item' as const),
      units: fc.integer({ min: 1, max: 9 }),
      every: fc.integer({ min: 2, max: 3 }),
    }),
  )
  return fc.array(
    fc.record({
      rule_id: fc.constant('').map(() => newId()),
      unit: fc.constant(unit),
      counts,
      when: conditions,
      caps,
      exclusive_group: fc.constantFrom(null, null, 'one'),
      priority: fc.integer({ min: 0, max: 3 }),
    }),
    { minLength: 1, maxLength: 3 },
  )
}

const multipliers: fc.Arbitrary<Multiplier[]> = fc.array(
  fc.record({
    multiplier_id: fc.constant('').map(() => newId()),
    name: fc.constant('Fois deux'),
    unit: fc.constant('points'),
    factor_milli: fc.constantFrom(1500, 2000, 3000),
    when: conditions,
  }),
  { maxLength: 2 },
)

const ladder: fc.Arbitrary<Ladder> = fc.record({
  ladder_id: fc.constant('status'),
  name: fc.constant('Statut'),
  measures: fc.oneof(
    fc.constant<Ladder['measures']>({ by: 'amount' }),
    fc.constant<Ladder['measures']>({ by: 'visits', minimum_cents: 100 }),
    fc.constant<Ladder['measures']>({ by: 'units', unit: 'points' }),
  ),
  period: fc.oneof(
    fc.constant<Ladder['period']>({ kind: 'rolling', months: 12 }),
    fc.constant<Ladder['period']>({ kind: 'calendar', of: 'year' }),
  ),
  starts: fc.constantFrom<Ladder['starts']>('at_once', 'next_period'),
  keeps_periods: fc.constantFrom(0, 1),
  grace_days: fc.constantFrom(0, 30),
  drops: fc.constantFrom<Ladder['drops']>('to_earned', 'one_step'),
  tiers: fc.constantFrom([0, 3], [2, 5], [40, 120], [4000, 9000]).map(([first, second]) => [
    { tier_id: SILVER, name: 'Argent', threshold: first!, benefits: [] },
    { tier_id: 'gold', name: 'Or', threshold: second!, benefits: [] },
  ]),
})

const reward: fc.Arbitrary<Reward> = fc.record({
  reward_id: fc.constant('').map(() => newId()),
  name: fc.constant('Carte cadeau'),
  unit: fc.constant('points'),
  cost: fc.integer({ min: 30, max: 200 }),
  trigger: fc.constant('automatic' as const),
  benefit: fc.constant({ kind: 'gift_card' as const, value_cents: 1000, valid_days: 365 }),
})

/** Everything a programme may say, as far as a shop could put it in force. */
export const programmes: fc.Arbitrary<Programme> = fc
  .record({
    points: unitNamed('points', 'points'),
    stamps: maybe(unitNamed('stamps', 'stamps')),
    kitty: maybe(unitNamed('kitty', 'money')),
    ofPoints: rulesFor('points'),
    ofStamps: rulesFor('stamps'),
    ofKitty: rulesFor('kitty'),
    multipliers,
    stacking: fc.constantFrom<NonNullable<Programme['stacking']>>('multiply', 'add', 'best'),
    ladder: maybe(ladder),
    reward: maybe(reward),
    discounts: fc.constantFrom<Programme['basis']['discounts']>('before', 'after'),
    excluded: fc.constantFrom<string[]>([], ['tabac']),
    clawback: fc.constantFrom<Programme['clawback']>('debt', 'clamp'),
  })
  .map((one): Programme => {
    const kitty = one.kitty && { ...one.kitty, pays: one.kitty.pays ?? null }
    return {
      name: 'Au hasard',
      units: [one.points, one.stamps, kitty].filter((unit) => unit !== undefined),
      earning: [...one.ofPoints, ...(one.stamps ? one.ofStamps : []), ...(kitty ? one.ofKitty : [])],
      rewards: one.reward ? [one.reward] : [],
      multipliers: one.multipliers,
      stacking: one.stacking,
      ladders: one.ladder ? [one.ladder] : [],
      basis: {
        discounts: one.discounts,
        excluded_product_ids: [],
        excluded_categories: one.excluded,
      },
      clawback: one.clawback,
    }
  })
  .map(withoutWhatItLacks)
  .filter((programme) => checkProgramme(programme).length === 0)

/** A condition on a tier needs the ladder. */
function withoutWhatItLacks(programme: Programme): Programme {
  if (programme.ladders!.length > 0) return programme
  const plain = <T extends { when: Conditions }>(one: T): T =>
    one.when.tier_ids ? { ...one, when: {} } : one
  return {
    ...programme,
    earning: programme.earning.map(plain),
    multipliers: programme.multipliers!.map(plain),
  }
}

export type RandomLine = {
  category: string | null
  brand: string | null
  pieces: number
  unit_price_cents: number
  discount_cents: number
}

export const baskets: fc.Arbitrary<RandomLine[]> = fc.array(
  fc.record({
    category: fc.constantFrom(null, ...CATEGORIES),
    brand: fc.constantFrom(null, ...BRANDS),
    pieces: fc.integer({ min: 1, max: 4 }),
    unit_price_cents: fc.integer({ min: 0, max: 6000 }),
    discount_cents: fc.constantFrom(0, 0, 0, 150),
  }),
  { minLength: 1, maxLength: 4 },
)
