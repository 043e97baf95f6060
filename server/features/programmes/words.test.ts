import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judgeSale } from './judge.ts'
import type { Benefit, EarningRule, Programme } from './programme.ts'
import { accountOf, byAmount, giftCardAt, points, programmeOf, saleOf } from './sample.ts'
import { explainAward, programmeInWords, unitsInWords, type WordOptions } from './words.ts'

/** Narrow and no-break spaces as _ and ~, so that a table shows them. */
const visible = (text: string) => text.replaceAll('\u202f', '_').replaceAll('\u00a0', '~')

const stamps = { ...points, unit: 'stamps', kind: 'stamps' as const }
const spend = { ...points, unit: 'spend', kind: 'spend' as const }
const units = [points, stamps, spend]

const first = (programme: Programme, language: 'fr' | 'en', options?: WordOptions) =>
  visible(programmeInWords(programme, language, options).sentences[0]!)

test('each rule is said as a shop would say it', () => {
  const rule = (unit: string, counts: EarningRule['counts'], when: EarningRule['when'] = {}) => ({
    ...byAmount(1),
    unit,
    counts,
    when,
  })
  const table: [EarningRule, string, string][] = [
    [
      byAmount(2000),
      '1 point pour chaque tranche de 20~€ dépensés_; ce qui dépasse est gardé pour la prochaine fois.',
      '1 point for every €20 spent; what is left over is kept for next time.',
    ],
    [
      byAmount(100, 2),
      '2 points par euro dépensé_; les centimes sont gardés pour la prochaine fois.',
      '2 points per euro spent; the cents are kept for next time.',
    ],
    [
      byAmount(150),
      '1 point pour chaque tranche de 1,50~€ dépensé_; ce qui dépasse est gardé pour la prochaine fois.',
      '1 point for every €1.50 spent; what is left over is kept for next time.',
    ],
    [
      rule('stamps', { by: 'purchase', units: 1, minimum_cents: 1000 }),
      '1 tampon par achat d’au moins 10~€.',
      '1 stamp for each purchase of at least €10.',
    ],
    [
      rule('stamps', { by: 'purchase', units: 2, minimum_cents: 0 }, { store_ids: ['lyon', 'nice'] }),
      '2 tampons par achat, aux magasins «_Lyon_» et «_Nice_».',
      '2 stamps for each purchase, at “Lyon” and “Nice”.',
    ],
    [
      rule('stamps', { by: 'item', units: 1 }, { categories: ['Vin', 'Thé'] }),
      '1 tampon pour chaque article acheté dans les rayons «_Vin_» et «_Thé_».',
      '1 stamp for each item bought in “Vin” and “Thé”.',
    ],
    [
      rule('stamps', { by: 'item', units: 1 }, { product_ids: ['mug'], store_ids: ['unknown'] }),
      '1 tampon pour chaque article acheté parmi «_Mug_», dans certains magasins.',
      '1 stamp for each item bought of “Mug”, in some shops.',
    ],
    [
      rule('spend', { by: 'amount', units: 1, per_cents: 1 }),
      'Vos achats comptent pour leur montant.',
      'Your purchases count for their amount.',
    ],
  ]
  const options = { product_names: { mug: 'Mug' }, store_names: { lyon: 'Lyon', nice: 'Nice' } }
  for (const [one, fr, en] of table) {
    const programme = programmeOf({ units, earning: [one] })
    assert.equal(first(programme, 'fr', options), fr)
    assert.equal(first(programme, 'en', options), en)
  }
})

test('a lost remainder is not hidden', () => {
  for (const [rounding, fr] of [
    ['down', 'ce qui dépasse ne compte pas'],
    ['nearest', 'chaque achat est arrondi au point le plus proche'],
    ['up', 'chaque achat est arrondi au point supérieur'],
  ] as const) {
    const programme = programmeOf({ units: [{ ...points, remainder: 'lose', rounding }] })
    assert.equal(first(programme, 'fr'), `1 point pour chaque tranche de 20~€ dépensés_; ${fr}.`)
  }
})

test('each reward is said with its price, its limits and its time', () => {
  const table: [Benefit, 'automatic' | 'chosen', string, string][] = [
    [
      { kind: 'gift_card', value_cents: 1000, valid_days: null },
      'automatic',
      'À 200 points, vous recevez une carte cadeau de 10~€.',
      'At 200 points, you receive a €10 gift card.',
    ],
    [
      { kind: 'discount_amount', value_cents: 500, minimum_cents: 3000, valid_days: 60 },
      'chosen',
      'Contre 200 points, vous pouvez prendre une remise de 5~€ dès 30~€ d’achats, valable 60 jours.',
      'For 200 points, you can take €5 off one purchase from €30 of purchases, valid for 60 days.',
    ],
    [
      {
        kind: 'discount_percent',
        basis_points: 1000,
        minimum_cents: 0,
        value_cents_max: 2000,
        valid_days: 1,
      },
      'chosen',
      'Contre 200 points, vous pouvez prendre une remise de 10~%, 20~€ au plus, valable 1 jour.',
      'For 200 points, you can take 10% off one purchase, up to €20, valid for 1 day.',
    ],
    [
      { kind: 'free_product', product_id: 'mug', category: null, value_cents_max: null, valid_days: null },
      'automatic',
      'À 200 points, vous recevez «_Mug_» offert.',
      'At 200 points, you receive a free “Mug”.',
    ],
    [
      { kind: 'free_product', product_id: null, category: 'Thé', value_cents_max: 500, valid_days: null },
      'automatic',
      'À 200 points, vous recevez un produit du rayon «_Thé_» offert, jusqu’à 5~€.',
      'At 200 points, you receive a free product in “Thé”, up to €5.',
    ],
  ]
  for (const [benefit, trigger, fr, en] of table) {
    const programme = programmeOf({ rewards: [giftCardAt(200, { benefit, trigger })] })
    for (const [language, words] of [
      ['fr', fr],
      ['en', en],
    ] as const) {
      const { sentences } = programmeInWords(programme, language, { product_names: { mug: 'Mug' } })
      assert.equal(visible(sentences[1]!), words)
    }
  }
})

test('validity, waiting, exclusions and returns each have their sentence', () => {
  const programme = programmeOf({
    units: [{ ...points, pending_days: 14, expiry: { kind: 'rolling', months: 12 } }],
    basis: { discounts: 'before', excluded_product_ids: ['x'], excluded_categories: ['Tabac', 'Presse'] },
    clawback: 'clamp',
  })
  assert.deepEqual(programmeInWords(programme, 'fr').sentences.slice(1).map(visible), [
    'Les points sont utilisables à partir du 14e jour après l’achat.',
    'Les points sont valables 12 mois.',
    'Les montants comptent avant remises.',
    'Ne comptent pas_: les rayons «_Tabac_» et «_Presse_» et certains produits.',
    'Un article rendu reprend ce qu’il a donné, dans la limite de ce qui vous reste.',
  ])
})

test('the example is what the till would do', () => {
  const programme = programmeOf({ rewards: [giftCardAt(17)] })
  assert.equal(
    visible(programmeInWords(programme, 'fr').example),
    'Exemple_: un achat de 17~€ ne donne encore rien, mais 17~€ sont gardés pour la prochaine fois. ' +
      'Un deuxième achat pareil donne 1 point et 14~€ sont gardés pour la prochaine fois. ' +
      'Au 20e achat pareil, vous recevez une carte cadeau de 10~€.',
  )
  assert.equal(
    programmeInWords(programme, 'en', { basket_cents: 4000 }).example,
    'Example: a purchase of €40 gives 2 points. At the 9th purchase like it, you receive a €10 gift card.',
  )
})

test('counts agree with their noun', () => {
  const programme = programmeOf({ units })
  for (const [unit, n, fr, en] of [
    ['points', 0, '0 point', '0 points'],
    ['points', 1, '1 point', '1 point'],
    ['stamps', 2, '2 tampons', '2 stamps'],
    ['points', 12_500, '12_500 points', '12,500 points'],
    ['spend', 25_000, '250~€ d’achats', '€250 of purchases'],
  ] as const) {
    assert.equal(visible(unitsInWords(programme, unit, n, 'fr')), fr)
    assert.equal(unitsInWords(programme, unit, n, 'en'), en)
  }
  const two = programmeOf({ units: [points, { ...points, unit: 'vip' }] })
  assert.equal(visible(unitsInWords(two, 'vip', 3, 'fr')), '3 points «_vip_»')
})

test('an award explains itself', () => {
  const explained = (cents: number, kept: number) => {
    const { awards } = judgeSale(programmeOf(), saleOf([cents]), [
      accountOf({ remainders: { 'by-amount': kept } }),
    ])
    return visible(explainAward(awards[0]!, programmeOf(), 'fr'))
  }
  assert.equal(
    explained(1700, 400),
    '1 point pour 20~€_: 17,00~€ comptés, plus 4,00~€ gardés de la dernière fois, 1 point, ' +
      '1,00~€ gardé pour la suite',
  )
  assert.equal(explained(2000, 0), '1 point pour 20~€_: 20,00~€ comptés, 1 point')
  assert.equal(
    explained(500, -1500),
    '1 point pour 20~€_: 5,00~€ comptés, moins 15,00~€ à rattraper depuis un retour, 0 point, ' +
      'encore 10,00~€ à rattraper',
  )
})
