/** Points that pay in a sale: how many it takes, what they take off, and from which lines. Pure. */
import { apportion } from '../../lib/money.ts'
import type { Pays, Programme } from '../programmes/programme.ts'
import { unitsToPay } from '../programmes/rules.ts'

export type PointsToPay = {
  unit: string
  /** null when this unit does not pay. */
  pays: Pays | null
  /** At most this many, and no more than there are. */
  wanted: number
  available: number
  /** Goods that never earn are never paid with what was earned (tobacco, medicines, gift cards sold, …). */
  excluded_product_ids: string[]
  excluded_categories: string[]
}

export type PaidWithPoints = {
  unit: string
  units: number
  cents: number
  counts_as: Pays['counts_as']
  /** Sums to `cents`, so that a line that comes back gives back exactly what paid for it. */
  lines: { line_no: number; cents: number }[]
  why_not: 'does_not_pay' | 'not_enough' | 'below_minimum' | 'nothing_left_to_pay' | null
}

type Line = { line_no: number; product_id: string | null; category: string | null }

/** What a sale asks to pay with points, against what is there. Offline what was given stands, whatever is there. */
export function pointsToPay(
  programme: Programme | null,
  wishes: { unit: string; units: number }[],
  availableOf: (unit: string) => number,
): PointsToPay[] {
  const { excluded_product_ids = [], excluded_categories = [] } = programme?.basis ?? {}
  return wishes.map(({ unit, units }) => ({
    unit,
    pays: programme?.units.find((one) => one.unit === unit)?.pays ?? null,
    wanted: units,
    available: availableOf(unit),
    excluded_product_ids,
    excluded_categories,
  }))
}

/** `left` is what each line still costs, by its number: after every discount, and what points before these have paid. */
export function payWithPoints(wish: PointsToPay, lines: Line[], left: Map<number, number>): PaidWithPoints {
  const { unit, pays, wanted, available } = wish
  const none = { unit, units: 0, cents: 0, counts_as: pays?.counts_as ?? ('payment' as const), lines: [] }
  if (!pays) return { ...none, why_not: 'does_not_pay' }
  const eligible = lines.filter((line) => !isExcluded(wish, line))
  const weights = eligible.map(({ line_no }) => left.get(line_no) ?? 0)
  const left_cents = weights.reduce((sum, cents) => sum + cents, 0)
  if (left_cents === 0) return { ...none, why_not: 'nothing_left_to_pay' }
  const { units, cents } = unitsToPay(pays, { wanted, available, basket_cents: left_cents })
  if (units === 0)
    return {
      ...none,
      why_not: available < Math.max(pays.units, pays.units_min) ? 'not_enough' : 'below_minimum',
    }
  const parts = apportion(cents, weights)
  const paid = eligible
    .map(({ line_no }, i) => ({ line_no, cents: parts[i]! }))
    .filter((one) => one.cents > 0)
  for (const { line_no, cents: part } of paid) left.set(line_no, left.get(line_no)! - part)
  return { unit, units, cents, counts_as: pays.counts_as, lines: paid, why_not: null }
}

const isExcluded = (
  { excluded_product_ids, excluded_categories }: PointsToPay,
  { product_id, category }: Line,
) =>
  (product_id !== null && excluded_product_ids.includes(product_id)) ||
  (category !== null && excluded_categories.includes(category))
