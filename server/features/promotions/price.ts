/** What a discount leaves of a price. Pure. */
export type Discount =
  | { kind: 'percent'; percent: number }
  | { kind: 'amount'; cents: number }
  | { kind: 'price'; cents: number }

/** In cents, never below nothing; null when there is no price to take it from. */
export function promotionPrice(price_cents: number | null, discount: Discount): number | null {
  if (discount.kind === 'price') return discount.cents
  if (price_cents === null) return null
  if (discount.kind === 'amount') return Math.max(0, price_cents - discount.cents)
  return Math.round((price_cents * (100 - discount.percent)) / 100)
}
