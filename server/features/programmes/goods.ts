/** What a shop's own categories are about, in the eyes of the law: by the words in their names, in French and English. */

export type Goods =
  | 'tobacco'
  | 'medicine'
  | 'infant_formula'
  | 'lottery'
  | 'gift_card'
  | 'book'
  | 'food'
  | 'daily'

/** Whole words or their beginnings, without accents; « vin » must not be found in « vintage ». */
const WORDS: [Goods, RegExp][] = [
  ['tobacco', /\b(tabac|cigar|vapot|e.?liquide|cbd|tobacco|vap(e|ing)\b)/],
  ['medicine', /\b(medicament|homeopath|medicines?\b|prescription)/],
  [
    'infant_formula',
    /\b(laits? (infantile|1er age|premier age|de naissance|pour nourrisson)|infant formula|first infant milk|preparations? pour nourrisson)/,
  ],
  [
    'lottery',
    /\b(loteri|loto\b|jeux? (d.?argent|de grattage|a gratter)|grattage|fdj\b|pmu\b|paris sportifs|lotter|scratch ?cards?)/,
  ],
  ['gift_card', /\b(cartes? cadeaux?|cheques? cadeaux?|gift ?cards?)/],
  [
    'book',
    /\b(livres?\b|librairie|roman|manga|bandes? dessinee|bd\b|album jeunesse|books?\b|bookshop|novel)/,
  ],
  [
    'food',
    /\b(aliment|epicerie|boulangerie|pains?\b|patisserie|viennoiserie|traiteur|boucherie|charcuterie|viandes?\b|volaille|poisson|fromage|cremerie|laitier|oeufs?\b|fruits?\b|legumes?\b|primeur|surgele|conserve|biscuit|chocolat|confiserie|bonbon|cafes?\b|thes?\b|tisane|boissons?\b|jus\b|vins?\b|bieres?\b|spiritueux|champagne|huiles?\b|miels?\b|confiture|croquette|patee|grocer|food|bakery|bread|meat|fish|cheese|dairy|vegetable|drinks?\b|coffee|tea\b|wine|beer|chocolate|sweets|pet ?food)/,
  ],
  [
    'daily',
    /\b(hygiene|entretien|lessive|droguerie|couches?\b|shampo|cosmeti|parfumerie|papier toilette|household|detergent|toiletries)/,
  ],
]

/** 'Thés & tisanes' is food; a category may be several things or none. */
export function kindsOfGoods(category: string): Goods[] {
  const plain = category.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('œ', 'oe').toLowerCase()
  return WORDS.filter(([, words]) => words.test(plain)).map(([kind]) => kind)
}

/** Of these French law forbids promotion, and so rewarding a purchase: tobacco, medicines, first infant milk, games of chance. */
export const FORBIDDEN: readonly Goods[] = ['tobacco', 'medicine', 'infant_formula', 'lottery']

/** What should not count: what may not be rewarded, and gift cards, which are money and earn when they are spent. */
export const categoriesNotToReward = (categories: readonly string[]): string[] =>
  categories.filter((category) =>
    kindsOfGoods(category).some((kind) => FORBIDDEN.includes(kind) || kind === 'gift_card'),
  )
