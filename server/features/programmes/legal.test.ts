import assert from 'node:assert/strict'
import { test } from 'node:test'
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
