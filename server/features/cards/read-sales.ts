import { isId } from '../../lib/id.ts'
import type { Context } from '../../platform/database.ts'
import { refuse as refusePlatform } from '../../platform/refusal.ts'
import { readReceipt } from '../receipts/read-receipt.ts'
import { isOwnSale, listSales } from './queries.ts'
import { refuse } from './refusals.ts'

type Earned = { unit: string; units: number; pending: boolean }

/** The cursor names the last sale that was read: '<instant> <id>'. */
export async function pageOfSales(ctx: Context, customer_id: string, cursor: string | null, limit: number) {
  const rows = await listSales(ctx, customer_id, cursor === null ? null : readCursor(cursor), limit + 1)
  const items = rows.slice(0, limit).map(({ answer, returned_cents, ...sale }) => ({
    ...sale,
    returned_cents: returned_cents ?? 0,
    earned: (answer as { earned?: Earned[] }).earned ?? [],
  }))
  const last = items.at(-1)
  return {
    items,
    next_cursor: rows.length > limit && last ? `${last.occurred_at.toISOString()} ${last.sale_id}` : null,
  }
}

function readCursor(cursor: string) {
  const [at = '', sale_id = ''] = cursor.split(' ')
  if (Number.isNaN(Date.parse(at)) || !isId(sale_id)) throw refusePlatform('invalid_request')
  return { occurred_at: new Date(at), sale_id }
}

/** Somebody else's sale is as unknown as one that never was. */
export async function readOwnSale(ctx: Context, customer_id: string, sale_id: string) {
  if (!(await isOwnSale(ctx, customer_id, sale_id))) throw refuse('card_sale_not_found')
  return readReceipt(ctx, sale_id)
}
