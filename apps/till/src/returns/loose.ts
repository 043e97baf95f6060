/** Goods without their sale, as they are being listed. Pure. */
import type { LooseBody, Person, Product } from '../keep/shapes.ts'

export type LooseLine = {
  key: string
  product_id: string | null
  label: string
  quantity_milli: number
  /** What is given back for the whole line. */
  total_cents: number
  unit_price_cents: number
}

const PIECE = 1000

/** The same product again is one piece more of it. */
export function withProduct(lines: LooseLine[], product: Product): LooseLine[] {
  const { product_id, name: label, price_cents: unit_price_cents } = product
  const same = lines.find((line) => line.product_id === product_id)
  if (same) return lines.map((line) => (line === same ? withPieces(line, 1) : line))
  const line = { key: product_id, product_id, label, unit_price_cents }
  return [...lines, { ...line, quantity_milli: PIECE, total_cents: unit_price_cents }]
}

/** The price follows the pieces; none left is none. */
export function withPieces(line: LooseLine, by: number): LooseLine {
  const quantity_milli = Math.max(0, line.quantity_milli + by * PIECE)
  return {
    ...line,
    quantity_milli,
    total_cents: Math.round((line.unit_price_cents * quantity_milli) / PIECE),
  }
}

export const bodyOf = (lines: LooseLine[], person: Person | null, reason: string): LooseBody => ({
  ...(person && { customer_id: person.customer_id }),
  reason: reason.trim(),
  lines: lines.map(({ product_id, label, quantity_milli, total_cents }) => ({
    ...(product_id && { product_id }),
    label,
    quantity_milli,
    total_cents,
  })),
})
