/** What must be mended, for all that a programme may say beyond points and rewards. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkProgramme } from './check.ts'
import { sentences } from './check-sentences.ts'
import type {
  Benefit,
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
} from './programme.ts'
import { byAmount, giftCardAt, points, programmeOf } from './sample.ts'

const TODAY = '2027-06-15'

const circle: Ladder = {
  ladder_id: 'circle',
  name: 'Cercle',
  measures: { by: 'amount' },
  period: { kind: 'calendar', of: 'year' },
  starts: 'at_once',
  keeps_periods: 1,
  grace_days: 0,
  drops: 'to_earned',
  tiers: [
    { tier_id: 'silver', name: 'Argent', threshold: 50_000, benefits: [] },
    { tier_id: 'gold', name: 'Or', threshold: 150_000, benefits: [] },
  ],
}
const gold = circle.tiers[1]!
const bonus: Multiplier = { multiplier_id: 'm', name: 'Mardi', unit: 'points', factor_milli: 2000, when: {} }
const pays: Pays = {
  units: 100,
  cents: 500,
  units_min: 0,
  share_max_basis_points: 5000,
  counts_as: 'payment',
}

type Row = [Partial<Programme>, ...string[]]
const check = (table: Row[]) => {
  for (const [changes, ...expected] of table) {
    const programme = programmeOf({ ladders: [circle], ...changes })
    const found = checkProgramme(programme, TODAY).map(({ code, path }) => `${code} ${path}`)
    assert.deepEqual(found, expected, JSON.stringify(changes))
  }
}

test('conditions that are never met are refused, and their last sensible neighbours are not', () => {
  const when = (conditions: Conditions): Partial<Programme> => ({ earning: [byAmount(100, 1, conditions)] })
  const at = 'earning.0.when'
  check([
    [when({ hours: { from_minute: 600, to_minute: 601 } })],
    [when({ hours: { from_minute: 600, to_minute: 600 } }), `hours_empty ${at}.hours`],
    [when({ hours: { from_minute: 0, to_minute: 1440 } })],
    [when({ hours: { from_minute: 1440, to_minute: 60 } }), `too_large ${at}.hours.from_minute`],
    [when({ weekdays: [7] })],
    [when({ weekdays: [0, 8] }), `too_small ${at}.weekdays.0`, `too_large ${at}.weekdays.1`],
    [when({ season: { from: '02-29', to: '03-01' } })],
    [when({ season: { from: '02-30', to: '03-01' } }), `date_unknown ${at}.season.from`],
    [when({ season: { from: '04-01', to: '04-31' } }), `date_unknown ${at}.season.to`],
    [when({ season: { from: '13-01', to: '12-31' } }), `date_unknown ${at}.season.from`],
    [when({ dates: { from: '2027-03-01', to: '2027-03-01' } })],
    [when({ dates: { from: '2027-03-02', to: '2027-03-01' } }), `dates_reversed ${at}.dates.to`],
    [when({ dates: { from: '2027-02-29', to: null } }), `date_unknown ${at}.dates.from`],
    [when({ dates: { from: null, to: '2028-02-29' } })],
    [when({ dates: { from: null, to: null } })],
    [when({ birthday: { days_before: 180, days_after: 0 } })],
    [when({ birthday: { days_before: 181, days_after: 0 } }), `too_large ${at}.birthday.days_before`],
    [when({ tier_ids: ['silver', 'gold'] })],
    [when({ tier_ids: ['silver', 'platinum'] }), `tier_unknown ${at}.tier_ids.1`],
    [when({ basket_min_cents: 5000, basket_max_cents: 5000 })],
    [when({ basket_min_cents: 5001, basket_max_cents: 5000 }), `basket_reversed ${at}.basket_max_cents`],
    [when({ basket_max_cents: 0 }), `too_small ${at}.basket_max_cents`],
    // 1 and 2 March 2027 are a Monday and a Tuesday.
    [when({ dates: { from: '2027-03-01', to: '2027-03-02' }, weekdays: [2] })],
    [when({ dates: { from: '2027-03-01', to: '2027-03-02' }, weekdays: [3] }), `never_holds ${at}.dates`],
    [when({ dates: { from: '2027-03-01', to: '2027-03-31' }, season: { from: '03-31', to: '04-02' } })],
    [
      when({ dates: { from: '2027-03-01', to: '2027-03-30' }, season: { from: '03-31', to: '04-02' } }),
      `never_holds ${at}.dates`,
    ],
    [when({ dates: { from: '2027-12-01', to: '2027-12-31' }, season: { from: '12-20', to: '01-05' } })],
    [
      { multipliers: [{ ...bonus, when: { tier_ids: ['none'] } }] },
      'tier_unknown multipliers.0.when.tier_ids.0',
    ],
  ])
})

test('rules say what they count, once, and of what is not a purchase only what can be known', () => {
  const rule = (counts: EarningRule['counts'], more: Partial<EarningRule> = {}): Partial<Programme> => ({
    earning: [{ ...byAmount(1), counts, ...more }],
  })
  const review = { by: 'activity', units: 50, activity: 'review' } as const
  const cap = (changes: Partial<Cap>): Cap => ({ per: 'month', units_max: 1, over: 'reduce', ...changes })
  check([
    [rule(review)],
    [rule(review, { when: { weekdays: [1], tier_ids: ['gold'], tags: ['vip'], categories: [] } })],
    [
      rule(review, { when: { categories: ['Vin'], basket_min_cents: 1, first_purchase: true } }),
      'only_for_purchases earning.0.when.categories',
      'only_for_purchases earning.0.when.first_purchase',
      'only_for_purchases earning.0.when.basket_min_cents',
    ],
    [rule({ ...review, activity: 'Avis déposé' }), 'activity_unknown earning.0.counts.activity'],
    [rule({ ...review, activity: '' }), 'activity_unknown earning.0.counts.activity'],
    [rule({ ...review, units: 0 }), 'too_small earning.0.counts.units'],
    [rule(review, { unit: 'miles' }), 'unit_unknown earning.0.unit'],
    [rule({ by: 'item', units: 1, every: 1 })],
    [rule({ by: 'item', units: 1, every: 0 }), 'too_small earning.0.counts.every'],
    [rule(review, { caps: [cap({}), cap({ per: 'year' })] })],
    [rule(review, { caps: [cap({ units_max: 0 })] }), 'cap_zero earning.0.caps.0.units_max'],
    [rule(review, { caps: [cap({}), cap({ units_max: 2 })] }), 'cap_duplicate earning.0.caps.1.per'],
    [rule(review, { priority: 1.5 }), 'not_whole earning.0.priority'],
    [rule(review, { name: 'x'.repeat(121) }), 'name_too_long earning.0.name'],
    [rule(review, { rule_id: 'a:boost' }), 'id_reserved earning.0.rule_id'],
    [rule(review, { rule_id: 'points' })],
    [rule(review, { rule_id: 'points', caps: [cap({})] }), 'id_reserved earning.0.rule_id'],
    [
      rule({ by: 'purchase', units: 1, minimum_cents: 2001 }, { when: { basket_max_cents: 2000 } }),
      'never_holds earning.0.when.basket_max_cents',
    ],
    [rule({ by: 'purchase', units: 1, minimum_cents: 2000 }, { when: { basket_max_cents: 2000 } })],
  ])
})

test('bonuses give more, of rules and units that are there', () => {
  const one = (changes: Partial<Multiplier>) => ({ multipliers: [{ ...bonus, ...changes }] })
  const counts = { by: 'amount', units: 100, per_cents: 100 } as const
  const generous = [{ rule_id: 'by-amount', unit: 'points', counts, when: {} }]
  check([
    [one({})],
    [one({ factor_milli: 1000 })],
    [one({ factor_milli: 999 }), 'factor_too_small multipliers.0.factor_milli'],
    [one({ factor_milli: 1500.5 }), 'not_whole multipliers.0.factor_milli'],
    [one({ factor_milli: 100_001 }), 'too_large multipliers.0.factor_milli'],
    [{ ...one({ factor_milli: 10_000 }), earning: generous }],
    [{ ...one({ factor_milli: 10_001 }), earning: generous }, 'factor_too_large multipliers.0.factor_milli'],
    [one({ name: ' ' }), 'name_empty multipliers.0.name'],
    [one({ unit: 'miles' }), 'unit_unknown multipliers.0.unit'],
    [one({ rule_ids: ['by-amount'] })],
    [one({ rule_ids: ['by-amount', 'gone'] }), 'rule_unknown multipliers.0.rule_ids.1'],
    [{ multipliers: [bonus, bonus] }, 'id_duplicate multipliers.1.multiplier_id'],
  ])
})

test('units expire on days that exist and are to come, pay something, and keep off what is the ladders’', () => {
  const unit = (changes: Partial<Unit>): Partial<Programme> => ({ units: [{ ...points, ...changes }] })
  const over = (expiry: Expiry, pending_days = 0) => unit({ expiry, pending_days })
  const early = 'expires_before_available units.0.pending_days'
  check([
    [over({ kind: 'date', on: TODAY })],
    [over({ kind: 'date', on: '2027-06-14' }), 'date_past units.0.expiry.on'],
    [over({ kind: 'date', on: '2027-06-31' }), 'date_unknown units.0.expiry.on'],
    [over({ kind: 'yearly', month: 2, day: 29, months_min: 0 })],
    [over({ kind: 'yearly', month: 4, day: 31, months_min: 0 }), 'date_unknown units.0.expiry.day'],
    [over({ kind: 'inactivity', months: 0 }), 'too_small units.0.expiry.months'],
    [over({ kind: 'calendar', end_of: 'month', plus: -1 }), 'too_small units.0.expiry.plus'],
    [over({ kind: 'calendar', end_of: 'month', plus: 0 }, 0)],
    [over({ kind: 'calendar', end_of: 'month', plus: 0 }, 1), early],
    [over({ kind: 'calendar', end_of: 'quarter', plus: 1 }, 90)],
    [over({ kind: 'calendar', end_of: 'quarter', plus: 1 }, 91), early],
    [over({ kind: 'yearly', month: 12, day: 31, months_min: 1 }, 28)],
    [over({ kind: 'yearly', month: 12, day: 31, months_min: 1 }, 29), early],
    [unit({ pays })],
    [unit({ pays: { ...pays, units: 0 } }), 'pays_zero units.0.pays.units'],
    [unit({ pays: { ...pays, cents: 0 } }), 'pays_zero units.0.pays.cents'],
    [unit({ pays: { ...pays, share_max_basis_points: 0 } }), 'too_small units.0.pays.share_max_basis_points'],
    [unit({ kind: 'spend', pays }), 'pays_not_spend units.0.pays'],
    [unit({ kind: 'money', pays: { ...pays, units: 1, cents: 1 } })],
    [unit({ kind: 'money', pays }), 'pays_face_value units.0.pays.cents'],
    [unit({ kind: 'money' }), 'pays_missing units.0.pays'],
    [{ ...unit({ kind: 'money', pays: null }), rewards: [giftCardAt(1000)] }],
    [unit({ caps: [{ per: 'day', units_max: 0, over: 'refuse' }] }), 'cap_zero units.0.caps.0.units_max'],
    [
      { ...unit({ unit: 'tier_circle' }), earning: [{ ...byAmount(1), unit: 'tier_circle' }] },
      'id_reserved units.0.unit',
    ],
  ])
  // Without a day nothing is said to be past: an old version stays whole.
  const old = programmeOf({ units: [{ ...points, expiry: { kind: 'date', on: '2001-01-01' } }] })
  assert.deepEqual(checkProgramme(old), [])
})

test('ladders rise, count what is there, and are told from each other', () => {
  const one = (changes: Partial<Ladder>) => ({ ladders: [{ ...circle, ...changes }] })
  const tiers = (...changes: Partial<Ladder['tiers'][0]>[]) =>
    one({ tiers: changes.map((change, n) => ({ ...gold, tier_id: `t${n}`, threshold: n * 100, ...change })) })
  check([
    [one({})],
    [tiers({ threshold: 0 }, { threshold: 1 })],
    [tiers({ threshold: 5 }, { threshold: 5 }), 'thresholds_not_rising ladders.0.tiers.1.threshold'],
    [tiers({ threshold: -1 }), 'too_small ladders.0.tiers.0.threshold'],
    [tiers({ name: '' }), 'name_empty ladders.0.tiers.0.name'],
    [
      tiers({ tier_id: 'a' }, { tier_id: 'a' }),
      'id_duplicate ladders.0.tiers.0.tier_id',
      'id_duplicate ladders.0.tiers.1.tier_id',
    ],
    [one({ tiers: [] }), 'tiers_missing ladders.0.tiers'],
    [one({ measures: { by: 'units', unit: 'points' } })],
    [one({ measures: { by: 'units', unit: 'miles' } }), 'unit_unknown ladders.0.measures.unit'],
    [one({ period: { kind: 'rolling', months: 12 } })],
    [one({ period: { kind: 'rolling', months: 0 } }), 'too_small ladders.0.period.months'],
    [
      one({ period: { kind: 'rolling', months: 12 }, starts: 'next_period' }),
      'starts_without_period ladders.0.starts',
    ],
    [one({ keeps_periods: 11 }), 'too_large ladders.0.keeps_periods'],
    [one({ grace_days: 366 }), 'too_large ladders.0.grace_days'],
    [tiers({ benefits: [{ kind: 'free_delivery', text: '' }] })],
    [
      tiers({ benefits: [{ kind: 'other', text: ' ' }] }),
      'benefit_text_missing ladders.0.tiers.0.benefits.0.text',
    ],
    [{ earning: [{ ...byAmount(1), rule_id: 'circle' }] }, 'id_duplicate ladders.0.ladder_id'],
    [
      { ladders: [circle, { ...circle, tiers: [{ ...gold, tier_id: 'other' }] }] },
      'id_duplicate ladders.1.ladder_id',
    ],
  ])
})

test('rewards are limited only where they are chosen', () => {
  const reward = (changes: Partial<Reward>) => ({
    rewards: [giftCardAt(10, { trigger: 'chosen', ...changes })],
  })
  const gives = (benefit: Benefit) => reward({ benefit })
  const alone = 'automatic_is_for_all rewards.0.trigger'
  check([
    [reward({ tier_ids: ['gold'], limited_stock: true, per_customer: { times: 1, per: 'ever' } })],
    [reward({ tier_ids: ['gone'] }), 'tier_unknown rewards.0.tier_ids.0'],
    [reward({ dates: { from: '2027-02-30', to: null } }), 'date_unknown rewards.0.dates.from'],
    [reward({ per_customer: { times: 0, per: 'month' } }), 'too_small rewards.0.per_customer.times'],
    [reward({ trigger: 'automatic', tier_ids: [], dates: { from: null, to: null }, per_customer: null })],
    [reward({ trigger: 'automatic', limited_stock: true }), alone],
    [reward({ trigger: 'automatic', tier_ids: ['gold'] }), alone],
    [reward({ trigger: 'automatic', dates: { from: null, to: '2027-12-31' } }), alone],
    [reward({ trigger: 'automatic', per_customer: { times: 1, per: 'ever' } }), alone],
    [reward({ cost_cents: -1 }), 'too_small rewards.0.cost_cents'],
    [gives({ kind: 'service', valid_days: null })],
    [gives({ kind: 'experience', valid_days: 0 }), 'too_small rewards.0.benefit.valid_days'],
    [gives({ kind: 'donation', value_cents: 500, cause: 'Croix-Rouge', valid_days: null })],
    [
      gives({ kind: 'donation', value_cents: 0, cause: ' ', valid_days: null }),
      'too_small rewards.0.benefit.value_cents',
      'cause_missing rewards.0.benefit.cause',
    ],
  ])
})

test('each problem says what to do, in both languages and with good French spaces', () => {
  for (const [code, [fr, en]] of Object.entries(sentences)) {
    assert.match(fr, /^[A-ZÀÉ].*\.$/, code)
    assert.match(en, /^[A-Z].*\.$/, code)
    assert.doesNotMatch(`${fr}${en}`, /'/, code)
  }
  const [problem] = checkProgramme(
    programmeOf({ ladders: [{ ...circle, tiers: [] }], name: 'x'.repeat(121) }),
  )
  assert.match(problem!.fr, /long\u202f: 120/)
})
