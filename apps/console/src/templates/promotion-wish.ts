/** A promotion as it is written: from one that is, or as one begins; the days of the screen, and the moments of the server. */
import type { ListPromotions, WritePromotion } from '#client/types.ts'
import { dayHere } from '#ui/day-text.ts'

export type Promotion = ListPromotions['answer']['items'][number]
export type Wish = WritePromotion['body']
export type WishProps = { wish: Wish; set: (more: Partial<Wish>) => void; readOnly: boolean }

const DAY_MS = 86_400_000
export const startOf = (day: string) => new Date(`${day}T00:00:00`).toISOString()
/** The end of a day is the beginning of the next. */
export const endOf = (day: string) => {
  const next = new Date(`${day}T00:00:00`)
  next.setDate(next.getDate() + 1)
  return next.toISOString()
}

const WEEKS = 4

export function wishOf(promotion: Promotion | null): Wish {
  if (!promotion)
    return {
      name: '',
      product_id: null,
      category: null,
      discount: { kind: 'percent', percent: 20 },
      picture_id: null,
      url: null,
      store_ids: [],
      stock_count: null,
      per_customer_max: null,
      for_whom: 'shown',
      sector: 'other',
      repeat_weeks: WEEKS,
      priority: 0,
      valid_from: startOf(dayHere(Date.now())),
      valid_until: endOf(dayHere(Date.now() + 14 * DAY_MS)),
    }
  const {
    name,
    product_id,
    category,
    discount,
    picture_id,
    url,
    store_ids,
    stock_count,
    per_customer_max,
    for_whom,
    sector,
    repeat_weeks,
    priority,
  } = promotion
  const { valid_from, valid_until } = promotion
  return {
    name,
    product_id,
    category,
    discount,
    picture_id,
    url,
    store_ids,
    stock_count,
    per_customer_max,
    for_whom,
    sector,
    repeat_weeks,
    priority,
    valid_from,
    valid_until,
  }
}

/** What keeps it from being kept, in the order of the form; null: nothing does. */
export function missingIn({ name, product_id, category }: Wish, on: 'product' | 'category') {
  if (name.trim() === '') return 'promotion_name_missing'
  if (on === 'product') return product_id === null ? 'promotion_product_missing' : null
  return category === null ? 'promotion_category_missing' : null
}
