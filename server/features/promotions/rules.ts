/**
 * Which promotions suit a reader, by what they buy. Pure.
 * Out of the reader's own purchases: what is bought often and lately counts more; what was bought a few days ago is not
 * wanted again yet; a category counts less than the very product; what nobody of theirs matches comes last.
 */

import type { Discount } from './price.ts'

export type Promotion = {
  promotion_id: string
  name: string
  product_id: string | null
  category: string | null
  /** Of the product, which a promotion on a product may suit by as well. */
  product_category: string | null
  price_cents: number | null
  discount: Discount
  picture_id: string | null
  url: string | null
  store_ids: string[]
  per_customer_max: number | null
  valid_until: Date
  repeat_weeks: number
  priority: number
}

/** What somebody bought of one product or one category. */
export type Habit = { times: number; last_days: number; first_days: number }
export type History = { products: ReadonlyMap<string, Habit>; categories: ReadonlyMap<string, Habit> }

export type Because = { kind: 'product' | 'category'; name: string } | null
export type Pick = { promotion: Promotion; because: Because }

/** Nobody who bought it this week wants it again, whatever their rhythm. */
const TOO_SOON_DAYS = 7
/** After so long what was bought says half as much. */
const HALF_LIFE_DAYS = 180

/** Days between two purchases of theirs; null when there was one only. */
export const rhythmOf = ({ times, first_days, last_days }: Habit) =>
  times >= 2 ? Math.max(1, (first_days - last_days) / (times - 1)) : null

/** From 0 (not wanted) upwards: frequency, faded by age, and not before half their rhythm has passed. */
export function wishFor(habit: Habit | undefined): number {
  if (!habit || habit.times < 1) return 0
  const rhythm = rhythmOf(habit)
  if (habit.last_days < Math.max(TOO_SOON_DAYS, rhythm === null ? 0 : rhythm / 2)) return 0
  return Math.log2(1 + habit.times) * 2 ** (-habit.last_days / HALF_LIFE_DAYS)
}

type Asking = {
  store_id: string | null
  history: History
  /** Days since each was last shown to them. */
  shown_days: ReadonlyMap<string, number>
  /** What they had of each at its price, in thousandths. */
  taken_milli: ReadonlyMap<string, number>
}

type ShownTo = Omit<Asking, 'history'>

const hadEnough = ({ promotion_id, per_customer_max }: Promotion, taken_milli: ReadonlyMap<string, number>) =>
  per_customer_max !== null && (taken_milli.get(promotion_id) ?? 0) >= per_customer_max * 1000

export function mayShow(promotion: Promotion, { store_id, shown_days, taken_milli }: ShownTo): boolean {
  if (hadEnough(promotion, taken_milli)) return false
  if (promotion.store_ids.length > 0 && !(store_id && promotion.store_ids.includes(store_id))) return false
  const shown = shown_days.get(promotion.promotion_id)
  return shown === undefined || shown >= promotion.repeat_weeks * 7
}

/** The best first; equals by the shop's priority, then by name, so that asking twice answers the same. */
export function pickFor(promotions: readonly Promotion[], asking: Asking, count: number): Pick[] {
  return promotions
    .filter((one) => mayShow(one, asking))
    .flatMap((promotion) => {
      const scored = scoreOf(promotion, asking.history)
      return scored ? [{ promotion, ...scored }] : []
    })
    .sort(
      (a, b) =>
        b.score - a.score ||
        b.promotion.priority - a.promotion.priority ||
        a.promotion.name.localeCompare(b.promotion.name) ||
        a.promotion.promotion_id.localeCompare(b.promotion.promotion_id),
    )
    .slice(0, count)
    .map(({ promotion, because }) => ({ promotion, because }))
}

/** null when they bought it too lately to be told of it again. */
function scoreOf(
  { product_id, category, product_category, name }: Promotion,
  { products, categories }: History,
) {
  const own = product_id ? products.get(product_id) : undefined
  const around = category ?? product_category
  const habit = around ? categories.get(around) : undefined
  if (own) {
    const wish = wishFor(own)
    return wish === 0 ? null : { score: 2 * wish, because: { kind: 'product', name } as const }
  }
  const wish = wishFor(habit)
  if (wish > 0) return { score: wish, because: { kind: 'category', name: around! } as const }
  // A category bought this week is no reason against another of its products, only none for it.
  return { score: 0, because: null }
}

export {
  givePromotions,
  isOpen,
  promotionsBack,
  type ForWhom,
  type Given,
  type OpenPromotion,
  type PieceOff,
  type Sector,
} from './given.ts'
export { promotionPrice, type Discount } from './price.ts'
