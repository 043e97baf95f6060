/** What comes back for some pieces of a sale, as near as the device can tell; the server has the last word. Pure. */
import { lineReversal, planReturn } from '../../../../server/features/programmes/rules.ts'
import type { LineQuantity, StoredAward } from '../../../../server/features/programmes/rules.ts'
import type { Programme } from '../../../../server/features/programmes/programme.ts'

export type SoldLine = {
  line_no: number
  label: string
  quantity_milli: number
  total_cents: number
  returned_milli: number
}
export type SoldSale = {
  sale_id: string
  customer_id: string | null
  receipt_number: string | null
  occurred_at: string
  lines: SoldLine[]
  /** What gift cards and points paid of it: that goes back where it came from. */
  cards_cents: number
  points_cents: number
  /** Taken back whole as a mistake. */
  cancelled: boolean
  /** null when only the server knows them: the sale was kept here and judged there. */
  awards: StoredAward[] | null
}

const quantities = (sale: SoldSale, of: (line: SoldLine) => number): LineQuantity[] =>
  sale.lines
    .map((line) => ({ line_no: line.line_no, quantity_milli: of(line) }))
    .filter((one) => one.quantity_milli > 0)

/** Money for the customer and gift cards together, in cents; null units when they cannot be told here. */
export function whatComesBack(sale: SoldSale, back: LineQuantity[], programme: Programme | null) {
  const total_cents = back.reduce((sum, { line_no, quantity_milli }) => {
    const line = sale.lines.find((one) => one.line_no === line_no)!
    return sum + lineReversal(line.total_cents, line.quantity_milli, line.returned_milli, quantity_milli)
  }, 0)
  const isKnown = sale.awards !== null && programme !== null && back.length > 0
  const sold = quantities(sale, (line) => line.quantity_milli)
  const before = quantities(sale, (line) => line.returned_milli)
  const units = isKnown ? planReturn(programme, sale.awards!, sold, before, back).units : null
  return { total_cents, units }
}

const worthOfBack = (sale: SoldSale, of: (line: SoldLine) => { before: number; now: number }) =>
  sale.lines.reduce((sum, line) => {
    const { before, now } = of(line)
    return sum + lineReversal(line.total_cents, line.quantity_milli, before, now)
  }, 0)

/**
 * What the customer gets back in money, in cents, as near as the device can tell: gift cards that paid are filled again
 * first, points that paid come back with the goods they paid.
 */
export function moneyBack(sale: SoldSale, back_cents: number): number {
  const whole_cents = sale.lines.reduce((sum, line) => sum + line.total_cents, 0)
  if (whole_cents === 0) return 0
  const share = (cents: number) => Math.round((sale.points_cents * cents) / whole_cents)
  const earlier_cents = worthOfBack(sale, (line) => ({ before: 0, now: line.returned_milli }))
  const filled_cents = Math.min(sale.cards_cents, earlier_cents - share(earlier_cents))
  const to_pay_back = back_cents - share(back_cents)
  return Math.max(0, to_pay_back - (sale.cards_cents - filled_cents))
}

/** What is still out of a line, in cents. */
export const worthLeft = (line: SoldLine) =>
  lineReversal(line.total_cents, line.quantity_milli, line.returned_milli, leftOf(line))

export const leftOf = (line: SoldLine) => line.quantity_milli - line.returned_milli
