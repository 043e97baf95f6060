/** What rewards and units cost the shop, in cents: at their full face, for a sale that would have been made anyway. */
import type { Programme, Reward } from '../../programmes/programme.ts'
import type { SalesLog } from './columns.ts'

export type Prices = {
  basket_cents: number
  piece_cents: number
  /** The average price of a piece, by product and by category. */
  product: Map<string, number>
  category: Map<string, number>
}

/** Of everything that was sold: the average basket and the price of a piece. */
export function pricesOf(log: SalesLog): Prices {
  const cents = {
    product: new Float64Array(log.products.length),
    category: new Float64Array(log.categories.length),
  }
  const milli = {
    product: new Float64Array(log.products.length),
    category: new Float64Array(log.categories.length),
  }
  let [all_cents, all_milli] = [0, 0]
  for (let n = 0; n < log.total_cents.length; n++) {
    const [total, quantity] = [log.total_cents[n]!, log.quantity_milli[n]!]
    all_cents += total
    all_milli += quantity
    cents.product[log.product[n]!]! += total
    milli.product[log.product[n]!]! += quantity
    cents.category[log.category[n]!]! += total
    milli.category[log.category[n]!]! += quantity
  }
  const each = (names: string[], total: Float64Array, quantity: Float64Array) =>
    new Map(
      names.flatMap((name, n) =>
        n > 0 && quantity[n]! > 0 ? [[name, (total[n]! * 1000) / quantity[n]!]] : [],
      ),
    )
  return {
    basket_cents: log.sales === 0 ? 0 : Math.round(all_cents / log.sales),
    piece_cents: all_milli === 0 ? 0 : Math.round((all_cents * 1000) / all_milli),
    product: each(log.products, cents.product, milli.product),
    category: each(log.categories, cents.category, milli.category),
  }
}

/** What one such reward costs when it is used; null when nothing says (a service without its cost). */
export function costOfReward({ benefit, cost_cents }: Reward, prices: Prices): number | null {
  if (cost_cents !== undefined && cost_cents !== null) return cost_cents
  switch (benefit.kind) {
    case 'gift_card':
    case 'discount_amount':
    case 'donation':
      return benefit.value_cents
    case 'discount_percent': {
      const basket = Math.max(prices.basket_cents, benefit.minimum_cents)
      const off = Math.round((basket * benefit.basis_points) / 10_000)
      return Math.min(off, benefit.value_cents_max ?? off)
    }
    case 'free_product': {
      const known =
        (benefit.product_id && prices.product.get(benefit.product_id)) ||
        (benefit.category && prices.category.get(benefit.category)) ||
        benefit.value_cents_max ||
        prices.piece_cents
      return Math.round(Math.min(known, benefit.value_cents_max ?? known))
    }
    default:
      return null
  }
}

/**
 * Cents that one unit stands for: as in the reward that gives the most for it, or as it pays. A cautious price, the one
 * a prudent accountant would put on what is outstanding.
 */
export function worthOfUnit(programme: Programme, unit: string, prices: Prices): number {
  const pays = programme.units.find((one) => one.unit === unit)?.pays
  let worth = pays && pays.units > 0 ? pays.cents / pays.units : 0
  for (const reward of programme.rewards)
    if (reward.unit === unit && reward.cost > 0)
      worth = Math.max(worth, (costOfReward(reward, prices) ?? 0) / reward.cost)
  return worth
}
