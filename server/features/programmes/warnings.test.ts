/** Traps beyond the first ones, each on both sides of its line, and what the law says by the id of its rule. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kindsOfGoods } from './goods.ts'
import type { Ladder, Multiplier, Pays, Programme, Reward, Unit } from './programme.ts'
import { byAmount, giftCardAt, points, programmeOf } from './sample.ts'
import { warnings, type ProgrammeFacts } from './warnings.ts'
import { programmeInWords } from './words.ts'

const plainSpaces = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, ' ')

/** 1 point per euro, 10 € at 200 points: 5 %. */
const sound = (changes: Partial<Programme> = {}) =>
  programmeOf({ earning: [byAmount(100)], rewards: [giftCardAt(200)], ...changes })

const found = (changes: Partial<Programme>, facts: ProgrammeFacts = {}) =>
  warnings(sound(changes), facts).map(({ code, path }) => `${code} ${path}`)

const said = (changes: Partial<Programme>, facts: ProgrammeFacts = {}) => {
  const [first] = warnings(sound(changes), facts)
  return plainSpaces(first?.fr ?? '')
}

const bonus = (changes: Partial<Multiplier> = {}): Multiplier => ({
  multiplier_id: 'tuesday',
  name: 'Mardi',
  unit: 'points',
  factor_milli: 3000,
  when: { weekdays: [2] },
  ...changes,
})

test('a reward that costs more than the margin is told, where the margin is known', () => {
  assert.deepEqual(found({}, { margin_basis_points: 500 }), [])
  assert.deepEqual(found({}, { margin_basis_points: 499 }), ['reward_above_margin rewards.0'])
  assert.equal(
    said({}, { margin_basis_points: 400, average_basket_cents: 2000 }),
    '« Carte cadeau » coûte 10 € pour environ 200 € d’achats, soit 5 % : plus que votre marge de 4 %.',
  )
  // What a service costs the shop is what it says.
  const service = (cost_cents: number | null) => ({
    rewards: [giftCardAt(200, { benefit: { kind: 'service', valid_days: null }, cost_cents })],
  })
  assert.deepEqual(found(service(900), { margin_basis_points: 400 }), ['reward_above_margin rewards.0'])
  assert.deepEqual(found(service(null), { margin_basis_points: 1 }), [])
  // A high margin does not make a third of the spending a small thing.
  assert.deepEqual(found({ rewards: [giftCardAt(40)] }, { margin_basis_points: 6000 }), [
    'reward_too_generous rewards.0',
  ])
})

test('a limit below one ordinary purchase is told at its place', () => {
  const cap = (units_max: number) => [{ per: 'month' as const, units_max, over: 'reduce' as const }]
  const rule = (units_max: number) => ({ earning: [{ ...byAmount(100), caps: cap(units_max) }] })
  const unit = (units_max: number) => ({ units: [{ ...points, caps: cap(units_max) }] })
  const facts = { average_basket_cents: 4550 }
  assert.deepEqual(found(rule(45), facts), [])
  assert.deepEqual(found(rule(44), facts), ['cap_below_basket earning.0.caps.0.units_max'])
  assert.deepEqual(found(rule(44)), [])
  assert.deepEqual(found(unit(44), facts), ['cap_below_basket units.0.caps.0.units_max'])
  assert.equal(
    said(unit(40), facts),
    'Avec un panier moyen de 45,50 €, un seul achat gagnerait 45 points, au-delà du plafond de 40 points.',
  )
})

test('limits have their part in what is reachable', () => {
  const caps = [{ per: 'ever' as const, units_max: 199, over: 'reduce' as const }]
  assert.deepEqual(found({ units: [{ ...points, caps }] }, { average_basket_cents: 2000 }), [])
  // Two points a day at most, and a purchase every 10 days: 100 purchases for the reward, nearly three years.
  const slow = [{ per: 'day' as const, units_max: 2, over: 'reduce' as const }]
  const units: Unit[] = [{ ...points, caps: slow, expiry: { kind: 'rolling', months: 24 } }]
  const facts = { average_basket_cents: 200, average_days_between_visits: 10 }
  assert.deepEqual(found({ units }, facts), ['expiry_too_short rewards.0'])
})

test('what is given without buying is limited, or told', () => {
  const activity = (key: string, changes = {}) => ({
    earning: [
      byAmount(100),
      {
        ...byAmount(1),
        rule_id: 'a',
        counts: { by: 'activity' as const, units: 20, activity: key },
        ...changes,
      },
    ],
  })
  assert.deepEqual(found(activity('review')), ['activity_without_cap earning.1'])
  assert.deepEqual(found(activity('profile_completed')), [])
  assert.deepEqual(found(activity('review', { caps: [{ per: 'month', units_max: 40, over: 'reduce' }] })), [])
  assert.equal(
    said(activity('review')),
    '« 20 points pour un avis laissé » : rien ne limite combien de fois. Ajoutez un plafond, par jour ou par mois.',
  )
})

test('a richer rule for some goods beside the one for all adds up, unless one excludes the other', () => {
  const shoes = byAmount(100, 2, { categories: ['Chaussures'] })
  const two = (changes = {}) => ({
    earning: [
      { ...byAmount(100), ...changes },
      { ...shoes, rule_id: 's', ...changes },
    ],
  })
  assert.deepEqual(found(two()), ['rules_add_up earning.1'])
  assert.deepEqual(found(two({ exclusive_group: 'base' })), [])
  assert.deepEqual(found({ earning: [byAmount(100, 2), { ...shoes, rule_id: 's' }] }), [])
  assert.match(said(two()), /^Cette règle s’ajoute à celle qui vaut pour tout : 3 points pour 1 € en tout\. /)
})

test('bonuses are reckoned where they meet, by the stacking rule', () => {
  const two = [bonus(), bonus({ multiplier_id: 'gold', name: 'Or', when: { categories: ['Vin'] } })]
  // 5 % times three is 15 %, times nine 45 %, and three and three add up to five: 25 %.
  assert.deepEqual(found({ multipliers: two }), [])
  assert.deepEqual(found({ multipliers: two, stacking: 'multiply' }), ['bonus_too_generous multipliers.0'])
  assert.deepEqual(found({ multipliers: two, stacking: 'add' }), ['bonus_too_generous multipliers.0'])
  assert.equal(
    said({ multipliers: two, stacking: 'add' }),
    'Quand vos bonus se rencontrent, ils multiplient par 5 : vous rendriez 25 % de l’achat.',
  )
  assert.deepEqual(found({ multipliers: [bonus({ factor_milli: 4000 })] }), [])
  assert.deepEqual(found({ multipliers: [bonus({ factor_milli: 4001 })] }), [
    'bonus_too_generous multipliers.0',
  ])
  assert.equal(
    said({ multipliers: two }, { margin_basis_points: 1200 }),
    'Avec « Mardi », vous rendriez 15 % de l’achat, plus que votre marge de 12 %.',
  )
})

const pays: Pays = {
  units: 100,
  cents: 500,
  units_min: 0,
  share_max_basis_points: 10_000,
  counts_as: 'payment',
}

test('paying with what was earned is a reward, and may be too much of one', () => {
  const paying = (cents: number) => ({ rewards: [], units: [{ ...points, pays: { ...pays, cents } }] })
  assert.deepEqual(found(paying(500)), [])
  assert.deepEqual(found(paying(2001)), ['pays_too_generous units.0.pays'])
  assert.deepEqual(found(paying(500), { margin_basis_points: 400 }), ['pays_too_generous units.0.pays'])
  assert.equal(
    said(paying(3000), { average_basket_cents: 2000 }),
    'Avec un panier moyen de 20 €, vous rendriez 30 % de chaque achat : c’est beaucoup.',
  )
})

test('every kind of expiry is held against the time a reward takes', () => {
  // Ten purchases of 20 € every 30 days: 270 days.
  const facts = { average_basket_cents: 2000, average_days_between_visits: 30, today: '2027-01-01' }
  const expiring = (expiry: Unit['expiry']) => found({ units: [{ ...points, expiry }] }, facts)
  const short = ['expiry_too_short rewards.0']
  assert.deepEqual(expiring({ kind: 'never' }), [])
  assert.deepEqual(expiring({ kind: 'rolling', months: 9 }), [])
  assert.deepEqual(expiring({ kind: 'rolling', months: 8 }), short)
  assert.deepEqual(expiring({ kind: 'inactivity', months: 1 }), [])
  assert.deepEqual(expiring({ kind: 'calendar', end_of: 'quarter', plus: 2 }), [])
  assert.deepEqual(expiring({ kind: 'calendar', end_of: 'quarter', plus: 1 }), short)
  assert.deepEqual(expiring({ kind: 'yearly', month: 12, day: 31, months_min: 0 }), [])
  assert.deepEqual(expiring({ kind: 'date', on: '2027-09-30' }), [])
  assert.deepEqual(expiring({ kind: 'date', on: '2027-09-27' }), [])
  assert.deepEqual(expiring({ kind: 'date', on: '2027-09-26' }), short)
  const rare = { ...facts, average_days_between_visits: 100 }
  assert.equal(
    said({ units: [{ ...points, expiry: { kind: 'inactivity', months: 3 } }] }, rare),
    'Un client moyen revient tous les 100 jours, et ce qu’il gagne expire après 3 mois sans achat.',
  )
})

const ladder = (thresholds: number[], changes: Partial<Ladder> = {}): Ladder => ({
  ladder_id: 'circle',
  name: 'Cercle',
  measures: { by: 'amount' },
  period: { kind: 'rolling', months: 12 },
  starts: 'at_once',
  keeps_periods: 0,
  grace_days: 0,
  drops: 'to_earned',
  tiers: thresholds.map((threshold, n) => ({
    tier_id: `t${n}`,
    name: ['Bronze', 'Argent', 'Or'][n]!,
    threshold,
    benefits: [{ kind: 'free_delivery', text: '' }],
  })),
  ...changes,
})

test('a tier that almost nobody reaches is told: the first for nine in ten, the last for all but one in a hundred', () => {
  const facts = {
    average_basket_cents: 4000,
    spend_year_p90_cents: 60_000,
    spend_year_p99_cents: 200_000,
    visits_year_p90: 12,
    visits_year_p99: 40,
  }
  const climbing = (thresholds: number[], changes: Partial<Ladder> = {}) =>
    found({ ladders: [ladder(thresholds, changes)] }, facts)
  assert.deepEqual(climbing([0, 60_000, 200_000]), [])
  assert.deepEqual(climbing([0, 60_001, 200_001]), [
    'tier_unreachable ladders.0.tiers.1.threshold',
    'tier_unreachable ladders.0.tiers.2.threshold',
  ])
  assert.equal(
    said({ ladders: [ladder([0, 50_000, 250_000])] }, facts),
    '« Or » demande 2 500 € en 12 mois : moins d’un client sur cent dépasse 2 000 €.',
  )
  const visits = {
    measures: { by: 'visits' as const, minimum_cents: 0 },
    period: { kind: 'calendar' as const, of: 'quarter' as const },
  }
  assert.deepEqual(climbing([3, 10], visits), [])
  assert.deepEqual(climbing([4, 11], visits), [
    'tier_unreachable ladders.0.tiers.0.threshold',
    'tier_unreachable ladders.0.tiers.1.threshold',
  ])
  // A point per euro.
  assert.deepEqual(climbing([600, 2001], { measures: { by: 'units', unit: 'points' } }), [
    'tier_unreachable ladders.0.tiers.1.threshold',
  ])
  assert.deepEqual(found({ ladders: [ladder([0, 999_999])] }), [])
})

test('a tier that brings nothing is told, whatever could have brought something', () => {
  const bare = ladder([0, 10_000])
  bare.tiers[1]!.benefits = []
  bare.tiers[0]!.benefits = []
  assert.deepEqual(found({ ladders: [bare] }), ['tier_empty ladders.0.tiers.1'])
  assert.deepEqual(found({ ladders: [bare], multipliers: [bonus({ when: { tier_ids: ['t1'] } })] }), [])
  const rewards = [giftCardAt(200), giftCardAt(199, { trigger: 'chosen', tier_ids: ['t1'] })]
  assert.deepEqual(found({ ladders: [bare], rewards }), [])
})

test('a campaign that is over is told from the day after', () => {
  const dates = { from: '2027-03-01', to: '2027-03-15' }
  const over = (today: string) => found({ multipliers: [bonus({ when: { dates } })] }, { today })
  assert.deepEqual(over('2027-03-15'), [])
  assert.deepEqual(over('2027-03-16'), ['campaign_over multipliers.0'])
  assert.equal(
    said({ multipliers: [bonus({ when: { dates } })] }, { today: '2028-01-01' }),
    '« Mardi » est fini depuis le 15 mars 2027 : retirez-le, ou changez ses dates.',
  )
  const rewards = [giftCardAt(200, { trigger: 'chosen', dates })]
  assert.deepEqual(found({ rewards }, { today: '2027-03-16' }), ['campaign_over rewards.0'])
})

const france = { country: 'FR' }
const discount = (basis_points: number, changes: Partial<Reward> = {}) =>
  giftCardAt(200, {
    name: 'Remise',
    trigger: 'chosen',
    benefit: {
      kind: 'discount_percent',
      basis_points,
      minimum_cents: 0,
      value_cents_max: null,
      valid_days: null,
    },
    ...changes,
  })

test('G-01 G-02 a discount that everyone gets at each purchase is no individual reward: it shows the lowest price of 30 days', () => {
  const facts = { ...france, average_basket_cents: 2000 }
  const costing = (cost: number, changes: Partial<Reward> = {}) => ({
    rewards: [discount(300, { cost, ...changes })],
  })
  assert.deepEqual(found(costing(21), facts), [])
  assert.deepEqual(found(costing(20), facts), ['reward_open_to_all rewards.0'])
  assert.deepEqual(found(costing(20), { average_basket_cents: 2000 }), [])
  assert.deepEqual(found(costing(20, { per_customer: { times: 1, per: 'year' } }), facts), [])
  assert.match(said(costing(20), facts), /le plus bas des 30 derniers jours/)
})

test('G-03 advantages on food are held to 34 % of the price, on other goods of daily use to 40 %, points included', () => {
  // 5 % times the factor.
  const on = (category: string, factor_milli: number) =>
    found(
      { multipliers: [bonus({ factor_milli, when: { categories: [category] } })] },
      { ...france, margin_basis_points: 10_000 },
    )
  assert.deepEqual(on('Fromages', 6800), [])
  assert.deepEqual(on('Fromages', 6820), ['promotion_above_cap multipliers.0'])
  assert.deepEqual(on('Lessives', 8000), [])
  assert.deepEqual(on('Lessives', 8020), ['promotion_above_cap multipliers.0'])
  assert.deepEqual(on('Chaussures', 9000), [])
  const stacked = [
    bonus({ factor_milli: 3000, when: { categories: ['Fromages'] } }),
    bonus({ multiplier_id: 'b', factor_milli: 3000, when: { weekdays: [1] } }),
  ]
  const facts = { ...france, margin_basis_points: 10_000 }
  assert.deepEqual(found({ multipliers: stacked }, facts), [])
  assert.deepEqual(found({ multipliers: stacked, stacking: 'multiply' }, facts), [
    'promotion_above_cap multipliers.0',
  ])
  // The ceilings end with 15 April 2028.
  const ended = { multipliers: stacked, stacking: 'multiply' as const }
  assert.equal(found(ended, { ...facts, today: '2028-04-15' }).length, 1)
  assert.deepEqual(found(ended, { ...facts, today: '2028-04-16' }), [])
  assert.match(
    said({ multipliers: stacked, stacking: 'multiply' }, facts),
    /^Sur « Fromages », vos avantages réunis atteignent 45 % du prix, et la loi les limite à 34 %/,
  )
  assert.deepEqual(
    found({ multipliers: stacked, stacking: 'multiply' }, { country: 'BE', margin_basis_points: 10_000 }),
    [],
  )
})

test('G-04 the word « gratuit » is kept off food', () => {
  const named = (name: string, category: string | null, description?: string) => ({
    rewards: [
      giftCardAt(200, {
        name,
        ...(description !== undefined && { description }),
        benefit: { kind: 'free_product', product_id: null, category, value_cents_max: 500, valid_days: null },
      }),
    ],
  })
  const bakery = { ...france, categories: ['Pains spéciaux'] }
  assert.deepEqual(found(named('Une baguette offerte', 'Pains'), bakery), [])
  assert.deepEqual(found(named('Une baguette GRATUITE', 'Pains'), bakery), [
    'free_word_on_food rewards.0.name',
  ])
  assert.deepEqual(found(named('Baguette', null, 'La dixième est gratuite'), bakery), [
    'free_word_on_food rewards.0.description',
  ])
  assert.deepEqual(found(named('Une coupe gratuite', 'Coiffure'), bakery), [])
  assert.deepEqual(
    found(named('Une coupe gratuite', 'Coiffure'), { ...france, categories: ['Coiffure'] }),
    [],
  )
  // The product's own sentences never say it.
  const { sentences, example } = programmeInWords(sound(named('Baguette', 'Pains')), 'fr')
  assert.doesNotMatch([...sentences, example].join(' '), /gratuit/i)
})

test('G-05 what may not be rewarded is named until it no longer counts; books are held to 5 %', () => {
  const tobacconist = { ...france, categories: ['Tabac & cigares', 'Presse', 'Jeux de grattage'] }
  const earns = 'earns_on_excluded basis.excluded_categories'
  assert.deepEqual(found({}, tobacconist), [earns, earns])
  assert.match(
    said({}, tobacconist),
    /^La loi interdit toute promotion du tabac.* Ajoutez « Tabac & cigares » à ce qui ne compte pas\.$/,
  )
  const basis = {
    discounts: 'after' as const,
    excluded_product_ids: [],
    excluded_categories: ['Tabac & cigares', 'Jeux de grattage'],
  }
  assert.deepEqual(found({ basis }, tobacconist), [])
  assert.deepEqual(found({ earning: [byAmount(100, 1, { categories: ['Presse'] })] }, tobacconist), [])
  assert.deepEqual(found({}, { ...tobacconist, country: 'CH' }), [])
  const rewards = [
    giftCardAt(200, {
      benefit: {
        kind: 'free_product',
        product_id: null,
        category: 'Cigares',
        value_cents_max: 500,
        valid_days: null,
      },
    }),
  ]
  assert.deepEqual(found({ rewards, basis: { ...basis, excluded_categories: ['Cigares'] } }, france), [
    'reward_on_excluded rewards.0.benefit',
  ])
  const bookshop = { ...france, categories: ['Romans', 'Papeterie'] }
  assert.deepEqual(found({}, bookshop), [])
  assert.deepEqual(found({ earning: [byAmount(99)] }, bookshop), ['book_discount basis.excluded_categories'])
  assert.deepEqual(found({ rewards: [discount(500)] }, bookshop), [])
  assert.deepEqual(found({ rewards: [discount(501)] }, bookshop), ['book_discount rewards.0.benefit'])
  const without = { ...basis, excluded_categories: ['Romans'] }
  assert.deepEqual(found({ rewards: [discount(1000)], basis: without }, bookshop), [])
})

test('goods are known by the words of a shop, and not by accident', () => {
  const table: [string, string[]][] = [
    ['Cartes cadeaux', ['gift_card']],
    ['Bandes dessinées', ['book']],
    ['Livret d’épargne', []],
    ['Thés & tisanes', ['food']],
    ['Vins', ['food']],
    ['Vintage', []],
    ['Théâtre', []],
    ['Cosmétiques', ['fast_moving']],
    ['Chaussures', []],
    ['Wine', ['food']],
  ]
  for (const [category, kinds] of table) assert.deepEqual(kindsOfGoods(category), kinds, category)
})
