/**
 * Goods that French law keeps out of loyalty: nothing may be earned on them or promoted with them unless the shop has
 * looked into it. And the caps on promotions of food and other fast-moving goods. `source` names the rule
 * of law in the list the product follows. No lawyer wrote
 * it: `source` leads to where it was read.
 */
export type LegalGoods = 'tobacco' | 'medicine' | 'infant_formula' | 'lottery'

type Goods = {
  goods: LegalGoods
  source: 'G-05'
  fr: string
  en: string
  /** Whole words of a category's name, without accents, in lower case; a space stands for any gap. */
  words: string[]
  /** With one of these the name means something else. */
  but: string[]
}

const GOODS: Goods[] = [
  {
    goods: 'tobacco',
    source: 'G-05',
    fr: 'La loi interdit toute promotion du tabac et du vapotage (code de la santé publique).',
    en: 'The law forbids promoting tobacco and vaping (code de la santé publique).',
    words: words(
      'tabac|tabacs|cigarette|cigarettes|cigare|cigares|cigarillo|cigarillos|tabac a rouler|tabac a chauffer|' +
        'vapotage|vape|vapes|e cigarette|e cigarettes|e liquide|e liquides|puff|puffs|tobacco|tobaccos|cigar|cigars|' +
        'vaping|e liquid|e liquids|snus|chicha',
    ),
    but: words('anti tabac|arret du tabac|sevrage tabagique|without tobacco|sans tabac'),
  },
  {
    goods: 'medicine',
    source: 'G-05',
    fr: 'Un médicament ne se récompense pas\u202f: primes et avantages y sont interdits (code de la santé publique).',
    en: 'Medicines are not rewarded: premiums and advantages are forbidden (code de la santé publique).',
    words: words(
      'medicament|medicaments|medoc|medocs|ordonnance|ordonnances|sur ordonnance|otc|automedication|' +
        'medicine|medicines|medication|medications|prescription|prescriptions|pharmaceutical|pharmaceuticals',
    ),
    but: words('sans medicament|lunettes sur ordonnance|optique'),
  },
  {
    goods: 'infant_formula',
    source: 'G-05',
    fr: 'Le lait premier âge ne se promeut pas\u202f: ni points, ni bons, ni remises (code de la consommation).',
    en: 'First-age infant formula may not be promoted: no points, vouchers or discounts (code de la consommation).',
    words: words(
      'lait 1er age|laits 1er age|lait premier age|laits premier age|lait 1 er age|laits 1 er age|lait 1|1er age|' +
        'premier age|lait infantile|laits infantiles|lait pour nourrisson|laits pour nourrissons|' +
        'lait nourrisson|laits nourrissons|preparation pour nourrisson|preparations pour nourrissons|' +
        'infant formula|infant formulas|infant milk|first milk|first stage milk|baby formula|formula milk',
    ),
    but: words(
      '2e age|2eme age|deuxieme age|3e age|3eme age|troisieme age|de suite|croissance|follow on|toddler|vetements|' +
        'jouets|jeux|pyjamas|clothes|toys',
    ),
  },
  {
    goods: 'lottery',
    source: 'G-05',
    fr: 'Les jeux d’argent ne font pas gagner d’avantages (code de la sécurité intérieure).',
    en: 'Games of money give no advantages (code de la sécurité intérieure).',
    words: words(
      'loterie|loteries|loto|euromillions|jeux a gratter|jeu a gratter|jeux de grattage|tickets a gratter|' +
        'fdj|francaise des jeux|pmu|paris sportifs|paris hippiques|jeux d argent|' +
        'lottery|lotteries|lotto|scratch card|scratch cards|scratchcard|scratchcards|betting|gambling',
    ),
    but: words('jeu de loto|jeux de loto|loto des animaux|toys|jouets'),
  },
]

function words(list: string): string[] {
  return list.split('|')
}

/** Lower case, without accents, one space between words and at both ends. */
function plainName(name: string): string {
  const plain = name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('œ', 'oe')
    .replaceAll('Œ', 'oe')
    .toLowerCase()
  return ` ${plain.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim()} `
}

/** Which protected goods a category holds, by its name; null for all others. */
export function legalGoodsOf(category: string): LegalGoods | null {
  return goodsIn(category)?.goods ?? null
}

function goodsIn(category: string): Goods | null {
  const name = plainName(category)
  const has = (word: string) => name.includes(` ${word} `)
  return GOODS.find((one) => one.words.some(has) && !one.but.some(has)) ?? null
}

export type ExcludedCategory = {
  category: string
  goods: LegalGoods
  source: string
  fr: string
  en: string
}

/** Of a shop's categories, those that must not earn or be promoted unless somebody decides otherwise, and why. */
export function excludedByDefault(categories: string[]): ExcludedCategory[] {
  return categories.flatMap((category) => {
    const found = goodsIn(category)
    if (found === null) return []
    const { goods, source, fr, en } = found
    return [{ category, goods, source, fr, en }]
  })
}

/** `other` has no cap of its own. */
export type Sector = 'food' | 'fast_moving' | 'book' | 'other'

type SectorCap = { basis_points: number; until: string | null; source: string; fr: string; en: string }

const CAPS: Record<Exclude<Sector, 'other'>, SectorCap> = {
  food: {
    basis_points: 3400,
    until: '2028-04-15',
    source: 'G-03',
    fr: 'Les avantages sur un produit alimentaire sont limités à 34\u202f% de son prix, crédits de fidélité compris.',
    en: 'Advantages on food are limited to 34 % of its price, loyalty credit included.',
  },
  fast_moving: {
    basis_points: 4000,
    until: '2028-04-15',
    source: 'G-03',
    fr: 'Les avantages sur un produit de grande consommation sont limités à 40\u202f% de son prix, crédits de fidélité compris.',
    en: 'Advantages on fast-moving goods are limited to 40 % of their price, loyalty credit included.',
  },
  book: {
    basis_points: 500,
    until: null,
    source: 'G-05',
    fr: 'Un livre neuf ne se vend pas plus de 5\u202f% au-dessous de son prix, avantages de fidélité compris.',
    en: 'A new book is sold at most 5 % below its price, loyalty advantages included.',
  },
}

export type PromotionCap = {
  allowed: boolean
  /** null where there is no cap. */
  basis_points: number | null
  /** The most that all advantages together may come to, in cents, rounded down; null where there is no cap. */
  cents_max: number | null
  /** Above that, in cents; 0 when allowed. */
  over_cents: number
  source: string | null
  fr: string | null
  en: string | null
}

const NO_CAP: PromotionCap = {
  allowed: true,
  basis_points: null,
  cents_max: null,
  over_cents: 0,
  source: null,
  fr: null,
  en: null,
}

/**
 * Whether the advantages linked to a product keep to its cap. Immediate and deferred ones count alike and are added up:
 * discounts, gifts, points or credit on a card that the product earns, at what they are worth. `on` is the day, since
 * the caps of food and fast-moving goods end with 15 April 2028.
 */
export function promotionCap(asked: {
  sector: Sector
  price_cents: number
  advantages_cents: number[]
  /** 'YYYY-MM-DD' */
  on: string
}): PromotionCap {
  if (asked.sector === 'other') return NO_CAP
  const cap = CAPS[asked.sector]
  if (cap.until !== null && asked.on > cap.until) return NO_CAP
  const cents_max = Math.floor((asked.price_cents * cap.basis_points) / 10_000)
  const given_cents = asked.advantages_cents.reduce((sum, cents) => sum + cents, 0)
  const over_cents = Math.max(0, given_cents - cents_max)
  const { basis_points, source, fr, en } = cap
  return { allowed: over_cents === 0, basis_points, cents_max, over_cents, source, fr, en }
}
