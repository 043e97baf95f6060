/** Every word a programme has, in both languages, as a customer reads it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Language } from '../../lib/money.ts'
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
} from './programme.ts'
import { byAmount, giftCardAt, points, programmeOf } from './sample.ts'
import { activityInWords, explainAward, programmeInWords, unitsInWords, type About } from './words.ts'

/** Narrow and no-break spaces as _ and ~, so that a table shows them. */
const visible = (text: string) => text.replaceAll('\u202f', '_').replaceAll('\u00a0', '~')

const names = {
  product_names: { mug: 'Mug' },
  store_names: { lyon: 'Lyon', nice: 'Nice' },
  merchant_names: { paul: 'Chez Paul' },
  club_names: { wine: 'Vin' },
}
const stamps: Unit = { ...points, unit: 'stamps', kind: 'stamps' }
const spend: Unit = { ...points, unit: 'spend', kind: 'spend' }
const kitty: Unit = { ...points, unit: 'kitty', kind: 'money' }
const units = [points, stamps, spend, kitty]
const tier = (
  tier_id: string,
  name: string,
  threshold: number,
  benefits = [] as Ladder['tiers'][0]['benefits'],
) => ({
  tier_id,
  name,
  threshold,
  benefits,
})
const circle: Ladder = {
  ladder_id: 'circle',
  name: 'Cercle',
  measures: { by: 'amount' },
  period: { kind: 'calendar', of: 'year' },
  starts: 'at_once',
  keeps_periods: 1,
  grace_days: 0,
  drops: 'to_earned',
  tiers: [tier('bronze', 'Bronze', 0), tier('silver', 'Argent', 50_000), tier('gold', 'Or', 150_000)],
}

const saidOf = (about: About, language: Language, changes: Partial<Programme>) =>
  programmeInWords(programmeOf({ units, ladders: [circle], ...changes }), language, names)
    .parts.find((part) => part.about === about)
    ?.sentences.map(visible) ?? []

const plain = (when: Conditions): EarningRule => ({
  ...byAmount(1),
  unit: 'stamps',
  counts: { by: 'purchase', units: 1, minimum_cents: 0 },
  when,
})

test('each condition is said in plain words', () => {
  const table: [Conditions, string, string][] = [
    [{}, '', ''],
    [{ weekdays: [], store_ids: [] }, '', ''],
    [{ weekdays: [2] }, ', le mardi', ', on Tuesdays'],
    [{ weekdays: [4, 2] }, ', le mardi et le jeudi', ', on Tuesdays and Thursdays'],
    [{ weekdays: [1, 2, 3, 4, 5] }, ', du lundi au vendredi', ', from Monday to Friday'],
    [{ weekdays: [7, 6] }, ', le week-end', ', at weekends'],
    [{ weekdays: [6, 7, 1] }, ', du samedi au lundi', ', from Saturday to Monday'],
    [{ weekdays: [1, 2, 4] }, ', le lundi, le mardi et le jeudi', ', on Mondays, Tuesdays and Thursdays'],
    [{ weekdays: [1, 2, 3, 4, 5, 6, 7] }, '', ''],
    [{ hours: { from_minute: 840, to_minute: 1020 } }, ', de 14~h à 17~h', ', from 2 pm to 5 pm'],
    [{ hours: { from_minute: 0, to_minute: 630 } }, ', avant 10~h~30', ', before 10:30 am'],
    [{ hours: { from_minute: 1080, to_minute: 1440 } }, ', à partir de 18~h', ', from 6 pm on'],
    [{ hours: { from_minute: 1320, to_minute: 120 } }, ', de 22~h à 2~h', ', from 10 pm to 2 am'],
    [{ hours: { from_minute: 720, to_minute: 845 } }, ', de midi à 14~h~05', ', from noon to 2:05 pm'],
    [{ hours: { from_minute: 0, to_minute: 1440 } }, '', ''],
    [
      { weekdays: [2], hours: { from_minute: 840, to_minute: 1020 } },
      ', le mardi de 14~h à 17~h',
      ', on Tuesdays from 2 pm to 5 pm',
    ],
    [{ season: { from: '12-01', to: '12-31' } }, ', en décembre', ', in December'],
    [{ season: { from: '02-01', to: '02-28' } }, ', en février', ', in February'],
    [{ season: { from: '02-01', to: '02-29' } }, ', en février', ', in February'],
    [{ season: { from: '06-01', to: '08-31' } }, ', de juin à août', ', from June to August'],
    [{ season: { from: '10-01', to: '01-31' } }, ', d’octobre à janvier', ', from October to January'],
    [
      { season: { from: '03-01', to: '03-15' } },
      ', du 1er au 15 mars, chaque année',
      ', from 1 to 15 March each year',
    ],
    [
      { season: { from: '12-20', to: '01-05' } },
      ', du 20 décembre au 5 janvier, chaque année',
      ', from 20 December to 5 January each year',
    ],
    [
      { season: { from: '02-14', to: '02-14' } },
      ', le 14 février de chaque année',
      ', on 14 February each year',
    ],
    [
      { dates: { from: '2027-03-01', to: '2027-03-15' } },
      ', du 1er au 15 mars 2027',
      ', from 1 to 15 March 2027',
    ],
    [
      { dates: { from: '2027-12-20', to: '2028-01-05' } },
      ', du 20 décembre 2027 au 5 janvier 2028',
      ', from 20 December 2027 to 5 January 2028',
    ],
    [
      { dates: { from: '2027-06-15', to: '2027-08-31' } },
      ', du 15 juin au 31 août 2027',
      ', from 15 June to 31 August 2027',
    ],
    [{ dates: { from: '2027-03-01', to: null } }, ', à partir du 1er mars 2027', ', from 1 March 2027'],
    [{ dates: { from: null, to: '2027-03-15' } }, ', jusqu’au 15 mars 2027', ', until 15 March 2027'],
    [{ dates: { from: '2027-02-14', to: '2027-02-14' } }, ', le 14 février 2027', ', on 14 February 2027'],
    [{ dates: { from: null, to: null } }, '', ''],
    [{ first_purchase: true }, ', pour votre premier achat', ', for your first purchase'],
    [
      { birthday: { days_before: 0, days_after: 0 } },
      ', le jour de votre anniversaire',
      ', on your birthday',
    ],
    [
      { birthday: { days_before: 1, days_after: 7 } },
      ', autour de votre anniversaire (1 jour avant, 7 jours après)',
      ', around your birthday (1 day before, 7 days after)',
    ],
    [
      { birthday: { days_before: 0, days_after: 2 } },
      ', autour de votre anniversaire (2 jours après)',
      ', around your birthday (2 days after)',
    ],
    [{ tier_ids: ['gold'] }, ', pour les clients Or', ', for Or customers'],
    [{ tier_ids: ['gold', 'silver'] }, ', pour les clients Argent ou Or', ', for Argent or Or customers'],
    [{ club_ids: ['wine'] }, ', pour les membres du club «_Vin_»', ', for members of the club “Vin”'],
    [{ club_ids: ['other'] }, ', pour les membres de certains clubs', ', for members of some clubs'],
    [{ tags: ['mauvais payeur'] }, ', pour les clients que nous invitons', ', for customers we invite'],
    [
      { audience_ids: ['a'], tags: ['b'] },
      ', pour les clients que nous invitons',
      ', for customers we invite',
    ],
    [{ basket_min_cents: 5000 }, ', dès 50~€ d’achats', ', from €50 of purchases'],
    [{ basket_max_cents: 10_050 }, ', jusqu’à 100,50~€ d’achats', ', up to €100.50 of purchases'],
    [
      { basket_min_cents: 5000, basket_max_cents: 10_000 },
      ', de 50~€ à 100~€ d’achats',
      ', from €50 to €100 of purchases',
    ],
    [{ payment_means: ['cash'] }, ', en payant en espèces', ', paying in cash'],
    [
      { payment_means: ['card', 'titre-resto'] },
      ', en payant par carte ou par «_titre-resto_»',
      ', paying by card or by “titre-resto”',
    ],
    [{ channels: ['web'] }, ', en ligne', ', online'],
    [{ channels: ['till', 'phone'] }, ', en magasin ou par téléphone', ', in the shop or by telephone'],
    [{ merchant_ids: ['paul'] }, ', chez «_Chez Paul_»', ', at “Chez Paul”'],
    [{ store_ids: ['lyon'] }, ', au magasin «_Lyon_»', ', at “Lyon”'],
    [{ categories: ['Thé'] }, ' dans le rayon «_Thé_»', ' in “Thé”'],
    [
      { categories: ['Thé'], brands: ['Kusmi'], suppliers: ['Lobodis', 'Malongo'] },
      ' dans le rayon «_Thé_» de la marque «_Kusmi_» des fournisseurs «_Lobodis_» et «_Malongo_»',
      ' in “Thé” by “Kusmi” supplied by “Lobodis” and “Malongo”',
    ],
    [{ product_ids: ['mug'] }, ' sur «_Mug_»', ' of “Mug”'],
    [
      {
        categories: ['Vin'],
        weekdays: [5],
        tier_ids: ['gold'],
        basket_min_cents: 5000,
        store_ids: ['lyon', 'nice'],
      },
      ' dans le rayon «_Vin_», le vendredi, pour les clients Or, dès 50~€ d’achats, aux magasins «_Lyon_» et «_Nice_»',
      ' in “Vin”, on Fridays, for Or customers, from €50 of purchases, at “Lyon” and “Nice”',
    ],
  ]
  for (const [when, fr, en] of table) {
    const said = (language: Language) => saidOf('earning', language, { earning: [plain(when)] })[0]
    assert.equal(said('fr'), `1 tampon par achat${fr}.`)
    assert.equal(said('en'), `1 stamp for each purchase${en}.`)
  }
})

test('each way of earning is said, with its name and its limits', () => {
  const rule = (unit: string, counts: EarningRule['counts'], more: Partial<EarningRule> = {}) => ({
    ...byAmount(1),
    unit,
    counts,
    ...more,
  })
  const month: Cap = { per: 'month', units_max: 200, over: 'reduce' }
  const table: [EarningRule, string, string][] = [
    [
      rule('kitty', { by: 'amount', units: 5, per_cents: 100 }),
      '5~% de vos achats vont sur votre cagnotte.',
      '5% of your purchases goes into your kitty.',
    ],
    [
      rule(
        'kitty',
        { by: 'amount', units: 1, per_cents: 40 },
        { when: { categories: ['Vin'], weekdays: [2] } },
      ),
      '2,5~% de vos achats dans le rayon «_Vin_» vont sur votre cagnotte, le mardi.',
      '2.5% of your purchases in “Vin” goes into your kitty, on Tuesdays.',
    ],
    [
      rule('kitty', { by: 'purchase', units: 50, minimum_cents: 1000 }),
      '0,50~€ sur votre cagnotte par achat d’au moins 10~€.',
      '€0.50 in your kitty for each purchase of at least €10.',
    ],
    [
      rule('spend', { by: 'amount', units: 2, per_cents: 1 }, { when: { categories: ['Vin'] } }),
      'Vos achats dans le rayon «_Vin_» comptent pour 200~% de leur montant.',
      'Your purchases in “Vin” count for 200% of their amount.',
    ],
    [
      rule('stamps', { by: 'item', units: 1, every: 3 }, { when: { categories: ['Pain'] } }),
      '1 tampon pour 3 articles achetés ensemble dans le rayon «_Pain_».',
      '1 stamp for every 3 items bought together in “Pain”.',
    ],
    [
      rule(
        'points',
        { by: 'activity', units: 50, activity: 'review' },
        { caps: [{ ...month, units_max: 100 }] },
      ),
      '50 points pour un avis laissé_; 100 points au plus par mois.',
      '50 points for leaving a review; at most 100 points a month.',
    ],
    [
      rule('points', { by: 'activity', units: 1, activity: 'compost_day' }),
      '1 point pour «_compost day_».',
      '1 point for “compost day”.',
    ],
    [
      rule(
        'points',
        { by: 'purchase', units: 100, minimum_cents: 0 },
        { name: 'Bienvenue', when: { first_purchase: true } },
      ),
      'Bienvenue_: 100 points par achat, pour votre premier achat.',
      'Bienvenue: 100 points for each purchase, for your first purchase.',
    ],
    [
      rule('spend', { by: 'amount', units: 1, per_cents: 1 }, { name: 'Cumul' }),
      'Cumul_: vos achats comptent pour leur montant.',
      'Cumul: your purchases count for their amount.',
    ],
    [
      rule(
        'points',
        { by: 'purchase', units: 5, minimum_cents: 0 },
        { caps: [{ ...month, per: 'day', over: 'refuse' }] },
      ),
      '5 points par achat_; rien au-delà de 200 points par jour.',
      '5 points for each purchase; nothing beyond 200 points a day.',
    ],
  ]
  for (const [one, fr, en] of table) {
    assert.equal(saidOf('earning', 'fr', { earning: [one] })[0], fr)
    assert.equal(saidOf('earning', 'en', { earning: [one] })[0], en)
  }
})

test('limits over everything are said by their period', () => {
  const table: [Cap['per'], string, string][] = [
    ['sale', 'par achat', 'per purchase'],
    ['day', 'par jour', 'a day'],
    ['week', 'par semaine', 'a week'],
    ['month', 'par mois', 'a month'],
    ['year', 'par an', 'a year'],
    ['ever', 'en tout', 'in all'],
  ]
  for (const [per, fr, en] of table) {
    const caps = (over: Cap['over']) => ({ units: [{ ...points, caps: [{ per, units_max: 1, over }] }] })
    assert.equal(saidOf('earning', 'fr', caps('reduce'))[1], `Vous gagnez au plus 1 point ${fr}.`)
    assert.equal(saidOf('earning', 'en', caps('reduce'))[1], `You earn at most 1 point ${en}.`)
    assert.equal(
      saidOf('earning', 'fr', caps('refuse'))[1],
      `Un achat qui vous ferait dépasser 1 point ${fr} ne donne rien.`,
    )
  }
})

const tuesday = (changes: Partial<Multiplier> = {}): Multiplier => ({
  multiplier_id: 'tuesday',
  name: 'Mardi des chaussures',
  unit: 'points',
  factor_milli: 2000,
  when: { weekdays: [2], categories: ['Chaussures'] },
  ...changes,
})

test('bonuses say what they do, and what happens when several meet', () => {
  const where = ' dans le rayon «_Chaussures_», le mardi'
  const table: [Partial<Multiplier>, string, string][] = [
    [{}, `points doublés${where}`, 'points doubled in “Chaussures”, on Tuesdays'],
    [{ factor_milli: 3000, when: {} }, 'points triplés', 'points tripled'],
    [{ factor_milli: 1500, when: {} }, '50~% de points en plus', '50% more points'],
    [{ factor_milli: 2500, when: {} }, 'points multipliés par 2,5', 'points multiplied by 2.5'],
    [{ factor_milli: 5000, when: {} }, 'points multipliés par 5', 'points multiplied by 5'],
    [{ unit: 'kitty', when: {} }, 'cagnotte doublée', 'kitty doubled'],
    [{ unit: 'kitty', factor_milli: 1200, when: {} }, '20~% de cagnotte en plus', '20% more kitty'],
    [{ unit: 'spend', when: {} }, 'achats comptés 2 fois', 'purchases counted twice'],
    [{ unit: 'stamps', when: {} }, 'tampons doublés', 'stamps doubled'],
  ]
  for (const [changes, fr, en] of table) {
    const multipliers = [tuesday(changes)]
    assert.deepEqual(saidOf('bonuses', 'fr', { multipliers }), [`Mardi des chaussures_: ${fr}.`])
    assert.deepEqual(saidOf('bonuses', 'en', { multipliers }), [`Mardi des chaussures: ${en}.`])
  }
  const earning = [byAmount(100), { ...plain({}), rule_id: 'visit', unit: 'points' }]
  assert.deepEqual(
    saidOf('bonuses', 'fr', { earning, multipliers: [tuesday({ rule_ids: ['visit'], when: {} })] }),
    ['Mardi des chaussures_: points doublés, pour «_1 point par achat_».'],
  )
  const two = [
    tuesday(),
    tuesday({ multiplier_id: 'gold', name: 'Clients Or', when: { tier_ids: ['gold'] } }),
  ]
  for (const [stacking, fr, en] of [
    [undefined, 'seul le meilleur compte', 'only the best one counts'],
    ['best', 'seul le meilleur compte', 'only the best one counts'],
    ['add', 'ils s’ajoutent', 'they add up'],
    ['multiply', 'ils se multiplient', 'they multiply'],
  ] as const) {
    const changes = { multipliers: two, ...(stacking && { stacking }) }
    assert.equal(
      saidOf('bonuses', 'fr', changes).at(-1),
      `Si plusieurs bonus tombent sur le même achat, ${fr}.`,
    )
    assert.equal(saidOf('bonuses', 'en', changes).at(-1), `If several bonuses meet on one purchase, ${en}.`)
  }
  // Of different things they never meet.
  assert.equal(
    saidOf('bonuses', 'fr', { multipliers: [tuesday(), { ...two[1]!, unit: 'stamps' }] }).length,
    2,
  )
})

test('rules that exclude each other are named from the one that goes first', () => {
  const group = { exclusive_group: 'welcome' }
  const earning = [
    { ...byAmount(100), ...group },
    { ...byAmount(100, 3), ...group, rule_id: 'sale', name: 'Soldes', priority: 5 },
    { ...byAmount(100, 4), rule_id: 'other', exclusive_group: 'alone' },
  ]
  assert.deepEqual(saidOf('bonuses', 'fr', { earning }), [
    'Ne se cumulent pas_: «_Soldes_» et «_1 point par euro dépensé_». Seul le premier qui s’applique compte.',
  ])
  assert.deepEqual(saidOf('bonuses', 'en', { earning }), [
    'These do not add up: “Soldes” and “1 point per euro spent”. Only the first that applies counts.',
  ])
})

test('paying with what was earned says the rate, the least and the share', () => {
  const pays: Pays = {
    units: 100,
    cents: 500,
    units_min: 0,
    share_max_basis_points: 10_000,
    counts_as: 'payment',
  }
  const saying = (language: Language, unit: Unit) =>
    saidOf('rewards', language, { units: [unit], earning: [] })
  const table: [Unit, string[], string[]][] = [
    [
      { ...points, pays },
      ['100 points valent 5~€ pour payer vos achats.'],
      ['100 points pay €5 of your purchases.'],
    ],
    [
      { ...points, pays: { ...pays, units_min: 200, share_max_basis_points: 5000, counts_as: 'discount' } },
      [
        '100 points valent 5~€ pour payer vos achats, dès 200 points, dans la limite de la moitié du panier.',
        'Ce que vous payez ainsi ne fait rien gagner.',
      ],
      [
        '100 points pay €5 of your purchases, from 200 points, up to half of the basket.',
        'What you pay this way earns nothing.',
      ],
    ],
    [
      { ...kitty, pays: { ...pays, units: 1, cents: 1, units_min: 1000, share_max_basis_points: 3000 } },
      ['Votre cagnotte paie vos achats, dès 10~€ de cagnotte, dans la limite de 30~% du panier.'],
      ['Your kitty pays for your purchases, from €10 in your kitty, up to 30% of the basket.'],
    ],
  ]
  for (const [unit, fr, en] of table) {
    assert.deepEqual(saying('fr', unit), fr)
    assert.deepEqual(saying('en', unit), en)
  }
})

test('each kind of reward and each of its limits is said', () => {
  const taken = (changes: Partial<Reward>) =>
    giftCardAt(200, { name: 'Retouche', trigger: 'chosen', ...changes })
  const service = { kind: 'service', valid_days: 90 } as const
  const table: [Reward, string, string][] = [
    [
      taken({ benefit: service }),
      'Contre 200 points, vous pouvez prendre le service «_Retouche_», valable 90 jours.',
      'For 200 points, you can take the service “Retouche”, valid for 90 days.',
    ],
    [
      taken({ benefit: { kind: 'experience', valid_days: null }, trigger: 'automatic' }),
      'À 200 points, vous recevez l’expérience «_Retouche_».',
      'At 200 points, you receive the experience “Retouche”.',
    ],
    [
      taken({ benefit: { kind: 'private_sale', valid_days: null }, limited_stock: true }),
      'Contre 200 points, vous pouvez prendre une place à la vente privée «_Retouche_», dans la limite du stock.',
      'For 200 points, you can take a place at the private sale “Retouche”, while stocks last.',
    ],
    [
      taken({ benefit: { kind: 'donation', value_cents: 500, cause: 'La Croix-Rouge', valid_days: null } }),
      'Contre 200 points, nous faisons un don de 5~€ à «_La Croix-Rouge_» en votre nom.',
      'For 200 points, we make a donation of €5 to “La Croix-Rouge” in your name.',
    ],
    [
      taken({
        benefit: { ...service, valid_days: null },
        tier_ids: ['gold'],
        per_customer: { times: 1, per: 'month' },
      }),
      'Contre 200 points, vous pouvez prendre le service «_Retouche_», pour les clients Or, 1 fois par mois au plus.',
      'For 200 points, you can take the service “Retouche”, for Or customers, once a month.',
    ],
    [
      taken({
        benefit: { ...service, valid_days: null },
        per_customer: { times: 1, per: 'ever' },
        club_ids: ['wine'],
      }),
      'Contre 200 points, vous pouvez prendre le service «_Retouche_», pour les membres du club «_Vin_», une seule fois.',
      'For 200 points, you can take the service “Retouche”, for members of the club “Vin”, once only.',
    ],
    [
      taken({
        benefit: { ...service, valid_days: null },
        per_customer: { times: 3, per: 'year' },
        dates: { from: '2027-03-01', to: '2027-03-15' },
      }),
      'Contre 200 points, vous pouvez prendre le service «_Retouche_», du 1er au 15 mars 2027, 3 fois par an au plus.',
      'For 200 points, you can take the service “Retouche”, from 1 to 15 March 2027, 3 times a year at most.',
    ],
    [
      taken({ unit: 'kitty', cost: 1000 }),
      'Contre 10~€ de cagnotte, vous pouvez prendre une carte cadeau de 10~€.',
      'For €10 in your kitty, you can take a €10 gift card.',
    ],
  ]
  for (const [reward, fr, en] of table) {
    assert.equal(saidOf('rewards', 'fr', { rewards: [reward] })[0], fr)
    assert.equal(saidOf('rewards', 'en', { rewards: [reward] })[0], en)
  }
})

test('each way of expiring is said', () => {
  const table: [Expiry, string, string][] = [
    [{ kind: 'never' }, 'n’expirent jamais', 'never expire'],
    [{ kind: 'rolling', months: 1 }, 'sont valables 1 mois', 'are valid for 1 month'],
    [
      { kind: 'rolling', months: 12, to_end_of: 'month' },
      'sont valables 12 mois, puis jusqu’à la fin du mois',
      'are valid for 12 months, then to the end of the month',
    ],
    [
      { kind: 'rolling', months: 6, to_end_of: 'year' },
      'sont valables 6 mois, puis jusqu’à la fin de l’année',
      'are valid for 6 months, then to the end of the year',
    ],
    [
      { kind: 'inactivity', months: 12 },
      'expirent après 12 mois sans achat_; revenir les prolonge',
      'expire after 12 months without a purchase; coming back keeps them',
    ],
    [
      { kind: 'calendar', end_of: 'month', plus: 0 },
      'sont valables jusqu’à la fin du mois où vous les gagnez',
      'are valid to the end of the month you earn them in',
    ],
    [
      { kind: 'calendar', end_of: 'quarter', plus: 1 },
      'sont valables jusqu’à la fin du trimestre suivant',
      'are valid to the end of the next quarter',
    ],
    [
      { kind: 'calendar', end_of: 'year', plus: 2 },
      'sont valables jusqu’à la fin de la 2e année suivante',
      'are valid to the end of the 2nd year after',
    ],
    [
      { kind: 'yearly', month: 12, day: 31, months_min: 0 },
      'sont valables jusqu’au 31 décembre de chaque année',
      'are valid until 31 December of each year',
    ],
    [
      { kind: 'yearly', month: 3, day: 1, months_min: 3 },
      'sont valables jusqu’au 1er mars de chaque année_; gagnés moins de 3 mois avant, ils restent un an de plus',
      'are valid until 1 March of each year; earned less than 3 months before, they stay a year longer',
    ],
    [
      { kind: 'date', on: '2027-06-30' },
      'sont valables jusqu’au 30 juin 2027',
      'are valid until 30 June 2027',
    ],
  ]
  for (const [expiry, fr, en] of table) {
    const changes = { units: [{ ...points, expiry }] }
    assert.deepEqual(saidOf('time', 'fr', changes), [`Les points ${fr}.`])
    assert.deepEqual(saidOf('time', 'en', changes), [`Points ${en}.`])
  }
  const earning = [{ ...byAmount(100), counts: { by: 'activity' as const, units: 1, activity: 'visit' } }]
  const [said] = saidOf('time', 'fr', {
    earning,
    units: [{ ...kitty, unit: 'points', expiry: { kind: 'inactivity', months: 6 } }],
  })
  assert.equal(
    said,
    'Les euros de votre cagnotte expirent après 6 mois sans achat ni activité_; revenir les prolonge.',
  )
})

test('tiers say how they are reached, how long they are kept and what they bring', () => {
  const said = (language: Language, changes: Partial<Ladder>) =>
    saidOf('tiers', language, { ladders: [{ ...circle, ...changes }] })
  assert.deepEqual(said('fr', {}), [
    'Statuts «_Cercle_»_: Bronze pour tous, Argent dès 500~€ d’achats et Or dès 1_500~€ d’achats, dans l’année.',
    'Un statut atteint commence tout de suite et se garde jusqu’à la fin de l’année suivante.',
  ])
  assert.deepEqual(said('en', {}), [
    'Tiers “Cercle”: Bronze for everyone, Argent from €500 of purchases and Or from €1,500 of purchases, in the year.',
    'A tier begins as soon as it is reached and is kept to the end of the next year.',
  ])
  assert.deepEqual(
    said('fr', {
      measures: { by: 'visits', minimum_cents: 1000 },
      period: { kind: 'rolling', months: 12 },
      keeps_periods: 0,
      grace_days: 30,
      drops: 'one_step',
      tiers: [tier('a', 'A', 1), tier('b', 'B', 10), tier('c', 'C', 20)],
    }),
    [
      'Statuts «_Cercle_»_: A dès 1 visite, B dès 10 visites et C dès 20 visites, en 12 mois (achats d’au moins 10~€).',
      'Un statut atteint commence tout de suite et se garde 12 mois.',
      'S’il n’est plus mérité ensuite, il reste encore 30 jours, et on ne descend que d’un statut à la fois.',
    ],
  )
  assert.deepEqual(
    said('en', {
      measures: { by: 'units', unit: 'points' },
      period: { kind: 'calendar', of: 'month' },
      starts: 'next_period',
      keeps_periods: 0,
      grace_days: 1,
      tiers: [
        tier('gold', 'Gold', 500, [
          { kind: 'free_delivery', text: '' },
          { kind: 'other', text: 'a coffee' },
        ]),
      ],
    }),
    [
      'Tier “Cercle”: Gold from 500 points, in the month.',
      'A tier begins with the next month and is kept for 1 month.',
      'If it is no longer earned then, it stays 1 day more.',
      'Gold: free delivery, a coffee.',
    ],
  )
  assert.equal(
    said('fr', { starts: 'next_period', keeps_periods: 0 })[1],
    'Un statut atteint commence l’année suivante et se garde 1 an.',
  )
})

test('the example meets the conditions of a rule where every rule has some, and says so', () => {
  const example = (language: Language, changes: Partial<Programme>) =>
    visible(programmeInWords(programmeOf({ units, ladders: [circle], ...changes }), language, names).example)
  const when = { weekdays: [2], categories: ['Vin'] }
  assert.equal(
    example('fr', { earning: [{ ...byAmount(100), when }] }),
    'Exemple_: un achat de 23,50~€ dans le rayon «_Vin_», le mardi, donne 23 points et 0,50~€ est gardé pour la ' +
      'prochaine fois. Un deuxième achat pareil donne 24 points.',
  )
  // The plainest rule is shown, and no bonus by the accident of the example's day.
  const everyDay = [1, 2, 3, 4, 5, 6, 7].map((day) =>
    tuesday({ multiplier_id: `d${day}`, when: { weekdays: [day] } }),
  )
  assert.equal(
    example('en', {
      earning: [{ ...byAmount(100), rule_id: 'wine', when }, byAmount(100)],
      multipliers: everyDay,
    }),
    'Example: a purchase of €23.50 gives 23 points and €0.50 is kept for next time. ' +
      'A second purchase like it gives 24 points.',
  )
  assert.equal(
    example('fr', {
      earning: [{ ...byAmount(100), unit: 'kitty', counts: { by: 'amount', units: 5, per_cents: 100 } }],
    }),
    'Exemple_: un achat de 23,50~€ donne 1,17~€ sur votre cagnotte.',
  )
  const activity = { ...byAmount(1), counts: { by: 'activity' as const, units: 5, activity: 'visit' } }
  assert.equal(example('fr', { earning: [activity] }), '')
})

test('what is awarded for a bonus, an activity, several pieces and a tier explains itself', () => {
  const rules: EarningRule[] = [
    { ...byAmount(100, 2, { categories: ['Chaussures'] }), rule_id: 'shoes' },
    { ...byAmount(1), rule_id: 'bread', unit: 'stamps', counts: { by: 'item', units: 1, every: 3 } },
    { ...byAmount(1), rule_id: 'review', counts: { by: 'activity', units: 50, activity: 'review' } },
    { ...byAmount(1), rule_id: 'back', unit: 'kitty', counts: { by: 'amount', units: 5, per_cents: 100 } },
    {
      ...byAmount(1, 1),
      rule_id: 'hello',
      name: 'Bienvenue',
      counts: { by: 'purchase', units: 9, minimum_cents: 0 },
    },
  ]
  const gold = tuesday({ multiplier_id: 'gold', name: 'Clients Or', when: { tier_ids: ['gold'] } })
  const programme = programmeOf({ units, earning: rules, ladders: [circle], multipliers: [tuesday(), gold] })
  const said = (award: Partial<Parameters<typeof explainAward>[0]>, language: Language = 'fr') =>
    visible(
      explainAward(
        { rule_id: 'shoes', units: 70, basis_cents: 3500, remainder_before: 0, remainder_delta: 0, ...award },
        programme,
        language,
      ),
    )
  assert.equal(said({}), '2 points pour 1~€ dans le rayon «_Chaussures_»_: 35,00~€ comptés, 70 points')
  const boost = {
    rule_id: 'shoes:boost',
    multiplier_ids: ['tuesday'],
    factor_milli: 2000,
    remainder_delta: 123,
  }
  assert.equal(
    said(boost),
    'Points doublés dans le rayon «_Chaussures_», le mardi (Mardi des chaussures)_: 35,00~€ comptés, 70 points de plus',
  )
  assert.equal(
    said(boost, 'en'),
    'Points doubled in “Chaussures”, on Tuesdays (Mardi des chaussures): €35.00 counted, 70 points more',
  )
  assert.equal(
    said({ ...boost, multiplier_ids: ['tuesday', 'gold'], factor_milli: 4000, units: 210 }),
    'Points multipliés par 4 (Mardi des chaussures et Clients Or)_: 35,00~€ comptés, 210 points de plus',
  )
  assert.equal(
    said({ units: 30, capped: 40 }),
    '2 points pour 1~€ dans le rayon «_Chaussures_»_: 35,00~€ comptés, 30 points, 40 points de moins (plafond atteint)',
  )
  assert.equal(said({ capped: 0 }), said({}))
  assert.equal(
    said({ rule_id: 'bread', units: 2 }),
    '1 tampon par groupe de 3 articles_: 6 articles, 2 tampons',
  )
  assert.equal(
    said({ rule_id: 'review', units: 50, basis_cents: 0 }),
    '50 points pour un avis laissé_: 50 points',
  )
  assert.equal(
    said({ rule_id: 'back', units: 175, remainder_delta: 3 }, 'en'),
    '5% into your kitty: €35.00 counted, €1.75 in your kitty',
  )
  assert.equal(
    said({ rule_id: 'hello', units: 9 }),
    '9 points par achat (Bienvenue)_: 35,00~€ comptés, 9 points',
  )
  assert.equal(said({ rule_id: 'circle' }), 'Compte pour votre statut «_Cercle_»_: 35,00~€ comptés')
  assert.throws(() => said({ rule_id: 'gone' }), /the version that judged/)
})

test('what counts towards a tier is told in its own measure', () => {
  const measuring = (measures: Ladder['measures'], language: Language, n: number) =>
    visible(
      unitsInWords(programmeOf({ units, ladders: [{ ...circle, measures }] }), 'tier_circle', n, language),
    )
  assert.equal(measuring({ by: 'amount' }, 'fr', 50_000), '500~€ d’achats')
  assert.equal(measuring({ by: 'visits', minimum_cents: 0 }, 'fr', 1), '1 visite')
  assert.equal(measuring({ by: 'visits', minimum_cents: 0 }, 'en', 2), '2 visits')
  assert.equal(measuring({ by: 'units', unit: 'stamps' }, 'fr', 3), '3 tampons')
  assert.equal(visible(unitsInWords(programmeOf({ units }), 'kitty', 1250, 'fr')), '12,50~€ de cagnotte')
})

test('what is no purchase has a good word in both languages, and keeps its own name where it has none', () => {
  for (const key of [
    'profile_completed',
    'survey_answered',
    'friend_brought',
    'review',
    'visit',
    'event_attended',
    'bag_returned',
    'donation',
    'newsletter',
  ]) {
    for (const language of ['fr', 'en'] as const) {
      const said = activityInWords(key, language)
      assert.match(said, language === 'fr' ? /^pour / : /^for /)
      assert.doesNotMatch(said, /[«“_]/, key)
    }
  }
  assert.equal(visible(activityInWords('tri_du_verre', 'fr')), 'pour «_tri du verre_»')
})
