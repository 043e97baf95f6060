/** The sales of this till: the day's count, a receipt again, a return without network. */
import { database } from './database.ts'
import type { KeptSale } from './shapes.ts'

const KEPT_MS = 31 * 86_400_000

export const keptSale = async (sale_id: string): Promise<KeptSale | undefined> =>
  (await database()).get('sales', sale_id)

export async function saleByReceipt(receipt_number: string): Promise<KeptSale | undefined> {
  const all = await (await database()).getAll('sales')
  return all.find((sale) => sale.receipt_number === receipt_number)
}

/** Since midnight on this device's clock; a sale that came back whole is no longer one. */
export async function salesToday(): Promise<KeptSale[]> {
  const midnight = new Date()
  midnight.setHours(0, 0, 0, 0)
  const all = await (
    await database()
  ).getAllFromIndex('sales', 'at', IDBKeyRange.lowerBound(midnight.toISOString()))
  const pieces = (rows: { quantity_milli: number }[]) =>
    rows.reduce((sum, row) => sum + row.quantity_milli, 0)
  return all.filter((sale) => sale.state !== 'refused' && pieces(sale.returned) < pieces(sale.lines))
}

/** What waits is never forgotten, however old. */
export async function forgetOldSales(now_ms = Date.now()): Promise<void> {
  const tx = (await database()).transaction('sales', 'readwrite')
  const old = IDBKeyRange.upperBound(new Date(now_ms - KEPT_MS).toISOString())
  for (let row = await tx.store.index('at').openCursor(old); row; row = await row.continue())
    if (row.value.state === 'recorded') await row.delete()
  await tx.done
}
