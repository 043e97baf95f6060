/** For a minute a sale is undone by one touch; later it is a return like another. */
import type { KeptSale } from '../keep/shapes.ts'

const UNDO_MS = 60_000

/** Whole seconds left; 0 when it is over or already undone. */
export function undoLeft(sale: KeptSale, now_ms: number): number {
  // Undoing the sale of an exchange would leave its other half: that is a return like another.
  if (sale.exchange || sale.returned.length > 0 || sale.state === 'refused') return 0
  return Math.max(0, Math.ceil((Date.parse(sale.occurred_at) + UNDO_MS - now_ms) / 1000))
}
