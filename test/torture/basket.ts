/** What customers put on the counter, and how a till says it. */
import type { Basket } from './model.ts'
import type { Chance } from './random.ts'
import { CATEGORIES } from './town.ts'

export function basketFrom(chance: Chance): Basket {
  return Array.from({ length: chance.whole(1, 4) }, () => ({
    category: chance.pick(CATEGORIES),
    pieces: chance.whole(1, 3),
    unit_cents: chance.whole(50, 3000),
    discount_cents: chance.happens(0.15) ? chance.whole(1, 500) : 0,
  }))
}

export const linesOf = (basket: Basket) =>
  basket.map(({ category, pieces, unit_cents, discount_cents }) => ({
    label: category,
    category,
    quantity_milli: pieces * 1000,
    unit_price_cents: unit_cents,
    discount_cents,
  }))

export const sumOf = (basket: Basket) =>
  basket.reduce((sum, line) => sum + Math.max(0, line.pieces * line.unit_cents - line.discount_cents), 0)
