/** What Lili Rose sells: about 150 clothes, each with its season, so that nobody buys a coat in July. */
import { checkDigit } from '../../server/features/customers/card-number.ts'
import type { Random } from './random.ts'

export type Season = 'summer' | 'winter' | 'all'
export type DemoProduct = {
  product_id: string
  sku: string
  name: string
  category: string
  brand: string
  barcode: string
  price_cents: number
  season: Season
  /** How often it is chosen beside the others of its season. */
  weight: number
}

type Family = {
  category: string
  code: string
  weight: number
  /** Models: name, price in euros, season. */
  models: [name: string, euros: number, season: Season][]
}

const FAMILIES: Family[] = [
  {
    category: 'Robes',
    code: 'ROB',
    weight: 1.1,
    models: [
      ['Robe longue fleurie', 59.9, 'summer'],
      ['Robe chemise en lin', 55, 'summer'],
      ['Robe portefeuille', 49.9, 'all'],
      ['Robe pull côtelée', 45, 'winter'],
      ['Robe droite en velours', 52, 'winter'],
      ['Robe à pois', 42.9, 'summer'],
    ],
  },
  {
    category: 'Hauts',
    code: 'HAU',
    weight: 2.2,
    models: [
      ['T-shirt col V coton bio', 17.9, 'all'],
      ['Blouse brodée', 32.9, 'summer'],
      ['Chemise rayée', 34.9, 'all'],
      ['Top en dentelle', 26.9, 'summer'],
      ['Marinière', 27.9, 'all'],
      ['Débardeur à bretelles', 12.9, 'summer'],
      ['Sous-pull col roulé', 19.9, 'winter'],
      ['Tunique fluide', 29.9, 'summer'],
    ],
  },
  {
    category: 'Mailles',
    code: 'MAI',
    weight: 1.6,
    models: [
      ['Pull torsadé', 42.9, 'winter'],
      ['Gilet long', 45.9, 'winter'],
      ['Pull fin col rond', 32.9, 'all'],
      ['Cardigan court', 35.9, 'all'],
      ['Poncho en laine mélangée', 44.9, 'winter'],
    ],
  },
  {
    category: 'Pantalons',
    code: 'PAN',
    weight: 1.4,
    models: [
      ['Jean droit', 49.9, 'all'],
      ['Jean flare', 52.9, 'all'],
      ['Pantalon cigarette', 39.9, 'all'],
      ['Pantalon large en lin', 42.9, 'summer'],
      ['Pantalon velours côtelé', 44.9, 'winter'],
      ['Bermuda', 27.9, 'summer'],
    ],
  },
  {
    category: 'Jupes',
    code: 'JUP',
    weight: 0.8,
    models: [
      ['Jupe plissée', 36.9, 'all'],
      ['Jupe en jean', 32.9, 'summer'],
      ['Jupe crayon', 34.9, 'winter'],
    ],
  },
  {
    category: 'Manteaux et vestes',
    code: 'MAN',
    weight: 0.55,
    models: [
      ['Manteau en laine', 119, 'winter'],
      ['Doudoune légère', 79, 'winter'],
      ['Trench', 89, 'all'],
      ['Veste en jean', 54.9, 'summer'],
      ['Blazer', 64.9, 'all'],
    ],
  },
  {
    category: 'Accessoires',
    code: 'ACC',
    weight: 2.6,
    models: [
      ['Foulard imprimé', 14.9, 'all'],
      ['Écharpe douce', 19.9, 'winter'],
      ['Ceinture cuir', 22.9, 'all'],
      ['Bonnet à pompon', 12.9, 'winter'],
      ['Chapeau de paille', 17.9, 'summer'],
      ['Sac bandoulière', 34.9, 'all'],
      ['Gants tactiles', 14.9, 'winter'],
      ['Collants opaques', 8.9, 'winter'],
    ],
  },
  {
    category: 'Bijoux',
    code: 'BIJ',
    weight: 1.5,
    models: [
      ['Collier fin doré', 16.9, 'all'],
      ['Boucles d’oreilles créoles', 12.9, 'all'],
      ['Bracelet jonc', 11.9, 'all'],
      ['Bague ajustable', 9.9, 'all'],
    ],
  },
  {
    category: 'Chaussures',
    code: 'CHA',
    weight: 0.6,
    models: [
      ['Bottines cuir', 79.9, 'winter'],
      ['Sandales tressées', 39.9, 'summer'],
      ['Ballerines', 45.9, 'all'],
      ['Baskets blanches', 54.9, 'all'],
    ],
  },
]

const BRANDS = ['Lili Rose', 'Maison Furan', 'Petite Soie', 'Atelier Jarez', 'Bleu Pilat', 'Nina Couriot']
const COLOURS = [
  'écru',
  'noir',
  'bleu nuit',
  'rose poudré',
  'vert sauge',
  'camel',
  'rouille',
  'blanc',
  'prune',
  'moutarde',
]
/** Of each model so many colours. */
const COLOURS_EACH = 3

export function makeCatalogue(random: Random, at_ms: number): DemoProduct[] {
  const products: DemoProduct[] = []
  for (const { category, code, weight, models } of FAMILIES)
    for (const [model, euros, season] of models) {
      const brand = random.chance(0.3) ? BRANDS[0]! : random.pick(BRANDS.slice(1))
      const first = random.between(0, COLOURS.length - 1)
      for (let nth = 0; nth < COLOURS_EACH; nth++) {
        const number = products.length + 1
        // A company prefix that GS1 gives to nobody in France would be a lie; the shop's own range, prefix 2, is none.
        const twelve = `29042${String(number).padStart(7, '0')}`
        products.push({
          product_id: random.id(at_ms),
          sku: `${code}-${String(number).padStart(3, '0')}`,
          name: `${model} ${COLOURS[(first + nth * 3) % COLOURS.length]}`,
          category,
          brand,
          barcode: `${twelve}${checkDigit(twelve)}`,
          price_cents: Math.round(euros * 100),
          season,
          weight: (weight / models.length) * (0.5 + random.next()),
        })
      }
    }
  return products
}
