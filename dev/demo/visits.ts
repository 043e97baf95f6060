/** Three years of purchases, decided before anything is written: who came, when, and what was in the bag. */
import { isPrivateSale, isWinter, saleWeek } from './calendar.ts'
import type { DemoProduct } from './catalogue.ts'
import { momentIn } from './opening.ts'
import type { DemoPerson } from './people.ts'
import type { Random } from './random.ts'
import type { Shop } from './shop.ts'

export type Line = { product: DemoProduct; quantity: number; discount_cents: number }
export type Visit = {
  sale_id: string
  at: Date
  /** 0 or 1: the store. */
  store: number
  person: DemoPerson | null
  lines: Line[]
  means: 'card' | 'cash' | 'cheque' | 'other'
  /** 0 to 1, what chance says to using a gift card or taking a reward. */
  mood: number
  /** What comes back, and when: a line's place in the bag. */
  back: { at: Date; line: number; reason: string } | null
}

const ANONYMOUS_BY_CARD = 38 / 62
const RETURNS = 0.03
const PRIVATE_SALE_DRAW = 3.2
const REST_DAYS = 5

/** In the order of time. */
export function makeVisits(shop: Shop, people: DemoPerson[]): Visit[] {
  const random = shop.random.branch('visits')
  const visits: Visit[] = []
  const shelves = shelvesOf(shop.products)
  for (const person of people) addVisitsOf(visits, shop, shelves, person, random.branch(person.card_number))
  const total = shop.open_days.reduce((sum, { busy }) => sum + busy, 0)
  // As many without a card on the first day as on the last: what grows is the share that has one.
  const anonymous = (visits.length * ANONYMOUS_BY_CARD) / total
  for (const { day, busy } of shop.open_days)
    for (let left = random.poisson(anonymous * busy); left > 0; left--)
      addVisit(visits, shop, shelves, null, day, random.chance(0.58) ? 0 : 1, random)
  return visits.filter(({ at }) => at < shop.now).toSorted((a, b) => a.at.getTime() - b.at.getTime())
}

function addVisitsOf(visits: Visit[], shop: Shop, shelves: Shelves, person: DemoPerson, random: Random) {
  const store = () => (random.chance(0.92) ? person.home : 1 - person.home)
  const came_at_once = person.rhythm !== 'card_only' && !person.from_old_file
  if (came_at_once) addVisit(visits, shop, shelves, person, person.joined_day, person.home, random)
  if (person.rhythm === 'once' && person.from_old_file)
    addVisit(
      visits,
      shop,
      shelves,
      person,
      shop.open_days[random.between(1, Math.floor(shop.open_days.length / 2))]!.day,
      person.home,
      random,
    )
  let rested_from = person.joined_day + REST_DAYS
  for (const { day, busy, is_private_sale } of shop.open_days) {
    if (day < rested_from || day >= person.until_day) continue
    const draw = is_private_sale ? PRIVATE_SALE_DRAW : 1
    if (!random.chance(person.rate * busy * draw)) continue
    addVisit(visits, shop, shelves, person, day, store(), random)
    rested_from = day + REST_DAYS
  }
}

function addVisit(
  visits: Visit[],
  shop: Shop,
  shelves: Shelves,
  person: DemoPerson | null,
  day: number,
  store: number,
  random: Random,
) {
  const at = momentIn(shop, day, store, random)
  // A card that is taken at the counter is taken just before it is used.
  if (person && day === person.joined_day)
    at.setTime(Math.max(at.getTime(), person.joined_at.getTime() + 90_000))
  const lines = fillBag(shelves, person, day, random)
  const back_at = new Date(at.getTime() + random.between(2, 24) * 86_400_000)
  const back = random.chance(RETURNS)
    ? { at: back_at, line: random.between(0, lines.length - 1), reason: random.pick(REASONS) }
    : null
  visits.push({
    sale_id: random.id(at.getTime()),
    at,
    store,
    person,
    lines,
    means: random.weigh([
      ['card', 74],
      ['cash', 17],
      ['cheque', 6],
      ['other', 3],
    ]),
    mood: random.next(),
    back: back && back.at < shop.now ? back : null,
  })
}

const REASONS = ['Taille', 'Ne plaît plus', 'Couleur', 'Défaut', 'Cadeau en double']

type Shelves = Record<'summer' | 'winter', (readonly [DemoProduct, number])[]>

/** What is in season weighs ten times what is not. */
function shelvesOf(products: DemoProduct[]): Shelves {
  const shelf = (now: 'summer' | 'winter') =>
    products.map(
      (product) =>
        [
          product,
          product.weight * (product.season === now ? 1.6 : product.season === 'all' ? 1 : 0.08),
        ] as const,
    )
  return { summer: shelf('summer'), winter: shelf('winter') }
}

const BAG_SIZES: [items: number, weight: number][] = [
  [1, 65],
  [2, 25],
  [3, 7],
  [4, 2],
  [6, 1],
]

function fillBag(shelves: Shelves, person: DemoPerson | null, day: number, random: Random): Line[] {
  const shelf = shelves[isWinter(day) ? 'winter' : 'summer']
  const lines = new Map<string, Line>()
  for (let left = random.weigh(BAG_SIZES); left > 0; left--) {
    let product = random.weigh(shelf)
    // A taste is having another look when the first thing is not of one's own shelves.
    if (person && !person.tastes.includes(product.category))
      product = random.chance(0.5) ? random.weigh(shelf) : product
    const line = lines.get(product.product_id) ?? { product, quantity: 0, discount_cents: 0 }
    line.quantity += 1
    lines.set(product.product_id, line)
  }
  for (const line of lines.values())
    line.discount_cents = Math.round(
      (line.product.price_cents * line.quantity * reduction(day, person, random)) / 100,
    )
  return [...lines.values()]
}

/** In percent. */
function reduction(day: number, person: DemoPerson | null, random: Random): number {
  const week = saleWeek(day)
  if (week > 0) return random.chance(0.72) ? random.pick([20, 30, 30, 40, ...(week > 1 ? [50, 50] : [])]) : 0
  if (isPrivateSale(day) && person) return 20
  return random.chance(0.04) ? 10 : 0
}
