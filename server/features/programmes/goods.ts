/** What a shop's own categories are about, by the words in their names, where the law or good sense asks. French and English. */
import { legalGoodsOf } from './legal.ts'

export type Goods = 'gift_card' | 'book' | 'food' | 'fast_moving'

/** Whole words or their beginnings, without accents; « vin » must not be found in « vintage ». */
const WORDS: [Goods, RegExp][] = [
  ['gift_card', /\b(cartes? cadeaux?|cheques? cadeaux?|gift ?cards?)/],
  [
    'book',
    /\b(livres?\b|librairie|roman|manga|bandes? dessinee|bd\b|album jeunesse|books?\b|bookshop|novel)/,
  ],
  [
    'food',
    new RegExp(
      '\\b(aliment|epicerie|boulangerie|pains?\\b|patisserie|viennoiserie|traiteur|boucherie|charcuterie|viandes?\\b|' +
        'volaille|poisson|fromage|cremerie|laitier|oeufs?\\b|fruits?\\b|legumes?\\b|primeur|surgele|conserve|biscuit|' +
        'chocolat|confiserie|bonbon|cafes?\\b|thes?\\b|tisane|boissons?\\b|jus\\b|vins?\\b|bieres?\\b|spiritueux|' +
        'champagne|huiles?\\b|miels?\\b|confiture|croquette|patee|grocer|food|bakery|bread|meat|fish|cheese|dairy|' +
        'vegetable|drinks?\\b|coffee|tea\\b|wine|beer|chocolate|sweets|pet ?food)',
    ),
  ],
  [
    'fast_moving',
    /\b(hygiene|entretien|lessive|droguerie|couches?\b|shampo|cosmeti|parfumerie|papier toilette|household|detergent|toiletries)/,
  ],
]

/** « Thés & tisanes » is food; a category may be several things or none. */
export function kindsOfGoods(category: string): Goods[] {
  const plain = category.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('œ', 'oe').toLowerCase()
  return WORDS.filter(([, words]) => words.test(plain)).map(([kind]) => kind)
}

/** What should not count: what may not be rewarded, and gift cards, which are money and earn when they are spent. */
export const categoriesNotToReward = (categories: readonly string[]): string[] =>
  categories.filter(
    (category) => legalGoodsOf(category) !== null || kindsOfGoods(category).includes('gift_card'),
  )
