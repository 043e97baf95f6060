import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { presetProgrammes } from './presets.ts'
import { RewardShape } from './shape.ts'
import { programmeInWords } from './words.ts'
import { excludedByDefault, legalGoodsOf, promotionCap, type LegalGoods } from './legal.ts'

test('goods that may not be rewarded are known by the names shops give them', () => {
  const table: Record<LegalGoods, string[]> = {
    tobacco: [
      'Tabac',
      'TABACS',
      'Presse-Tabac',
      'Cigarettes & cigares',
      'E-liquides',
      'Vapotage',
      'Tobacco',
      'Vaping',
    ],
    medicine: ['Médicaments', 'Médicament OTC', 'Médicaments sur ordonnance', 'Medicines', 'Automédication'],
    infant_formula: [
      'Lait 1er âge',
      'Laits premier âge',
      'Bébé / lait infantile',
      'Préparations pour nourrissons',
      'Infant formula',
    ],
    lottery: ['Loterie', 'Loto', 'Jeux à gratter', 'FDJ', 'Paris sportifs', 'Scratch cards', 'Lottery'],
  }
  for (const [goods, names] of Object.entries(table))
    for (const name of names) assert.equal(legalGoodsOf(name), goods, name)
})

test('goods that only sound like them may be', () => {
  for (const name of [
    '',
    'Épicerie',
    'Parapharmacie',
    'Table basse',
    'Tabacologie',
    'Lait 2e âge',
    'Lait de croissance',
    'Lait entier',
    'Lait 12 x 1 L',
    'Jouets 1er âge',
    'Pyjamas premier âge',
    'Jeux de loto',
    'Cigale',
    'Vaporisateurs',
    'Compléments alimentaires',
  ])
    assert.equal(legalGoodsOf(name), null, name)
})

test('of the categories of a shop, those left out, each with its reason', () => {
  const excluded = excludedByDefault(['Thé', 'Tabac', 'Loto'])
  assert.deepEqual(
    excluded.map(({ category, goods, source }) => [category, goods, source]),
    [
      ['Tabac', 'tobacco', 'G-05'],
      ['Loto', 'lottery', 'G-05'],
    ],
  )
  for (const { fr, en } of excluded) assert.ok(fr.endsWith('.') && en.endsWith('.') && fr !== en)
  assert.deepEqual(excludedByDefault([]), [])
})

test('advantages on food are capped at 34 %, on fast-moving goods at 40 %, on books at 5 %, added up', () => {
  const of = (
    sector: Parameters<typeof promotionCap>[0]['sector'],
    advantages: number[],
    on = '2026-06-15',
  ) => {
    const cap = promotionCap({ sector, price_cents: 999, advantages_cents: advantages, on })
    return [cap.allowed, cap.cents_max, cap.over_cents, cap.source]
  }
  assert.deepEqual(of('food', [200, 139]), [true, 339, 0, 'G-03'])
  assert.deepEqual(of('food', [200, 140]), [false, 339, 1, 'G-03'])
  assert.deepEqual(of('fast_moving', [399]), [true, 399, 0, 'G-03'])
  assert.deepEqual(of('fast_moving', [400]), [false, 399, 1, 'G-03'])
  assert.deepEqual(of('book', [49]), [true, 49, 0, 'G-05'])
  assert.deepEqual(of('book', [50]), [false, 49, 1, 'G-05'])
  assert.deepEqual(of('other', [999]), [true, null, 0, null])
  assert.deepEqual(of('food', [500], '2028-04-15'), [false, 339, 161, 'G-03'])
  assert.deepEqual(of('food', [500], '2028-04-16'), [true, null, 0, null])
  assert.deepEqual(of('book', [500], '2028-04-16'), [false, 49, 451, 'G-05'])
})

/**
 * Draws and contests are not offered: nothing is won by chance, so nobody pays to take part (G-12), there are no rules to
 * file (G-13), no draw to prove (G-14), and no entries or prizes to keep (G-15, G-16). Whoever adds one begins here.
 */
test('G-12 G-13 G-14 G-15 G-16 nothing is given by chance: no kind of reward is a draw, and no address takes entries', () => {
  const kinds = RewardShape.properties.benefit.anyOf.flatMap(({ properties: { kind } }) =>
    'anyOf' in kind ? kind.anyOf.map((one) => one.const) : [kind.const],
  )
  // Another kind of reward: is it given by chance?
  assert.deepEqual(kinds, [
    'gift_card',
    'discount_amount',
    'discount_percent',
    'free_product',
    'service',
    'experience',
    'private_sale',
    'donation',
  ])
  const { paths } = JSON.parse(readFileSync('api/openapi.json', 'utf8'))
  assert.ok(Object.keys(paths).length > 200)
  const games = Object.keys(paths).filter((path) =>
    /contest|draw\b|draws|lotter|raffle|sweepstake|winner|prize/.test(path),
  )
  assert.deepEqual(games, [])
})

test('G-18 whoever is given something for a review is told so in the programme, for everybody to read', () => {
  let id = 0
  const programme = presetProgrammes.points({ newId: () => `r${++id}`, language: 'fr' })
  const counts = { by: 'activity' as const, units: 20, activity: 'review' }
  programme.earning.push({ rule_id: 'review', unit: 'points', counts, when: {} })
  assert.match(programmeInWords(programme, 'fr').sentences.join(' '), /20\spoints pour un avis laissé/)
  assert.match(programmeInWords(programme, 'en').sentences.join(' '), /20\spoints for leaving a review/)
})
