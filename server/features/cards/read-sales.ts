import { readCursor, writeCursor } from '../../platform/cursor.ts'
import type { Context } from '../../platform/database.ts'
import { readReceipt } from '../receipts/read-receipt.ts'
import { findProgramme } from '../programmes/actions.ts'
import type { Language } from '../programmes/rules.ts'
import { findShop, isOwnSale, listSales } from './queries.ts'
import { refuse } from './refusals.ts'
import { sayUnits } from './say-units.ts'

type Earned = { unit: string; units: number; pending: boolean }

export async function pageOfSales(
  ctx: Context,
  customer_id: string,
  cursor: string | null,
  limit: number,
  language: Language,
) {
  const programme = (await findProgramme(ctx))?.programme ?? null
  const { currency } = await findShop(ctx)
  const last_read = cursor === null ? null : readCursor(cursor)
  const before = last_read && { occurred_at: last_read.at, sale_id: last_read.id }
  const rows = await listSales(ctx, customer_id, before, limit + 1)
  const items = rows.slice(0, limit).map(({ answer, returned_cents, ...sale }) => ({
    ...sale,
    returned_cents: returned_cents ?? 0,
    earned: ((answer as { earned?: Earned[] }).earned ?? []).map((one) => ({
      ...one,
      words: sayUnits(programme, one.unit, one.units, language, currency),
    })),
  }))
  const last = items.at(-1)
  return {
    items,
    next_cursor: rows.length > limit && last ? writeCursor(last.occurred_at, last.sale_id) : null,
  }
}

/** Somebody else's sale is as unknown as one that never was. */
export async function readOwnSale(ctx: Context, customer_id: string, sale_id: string) {
  if (!(await isOwnSale(ctx, customer_id, sale_id))) throw refuse('card_sale_not_found')
  return readReceipt(ctx, sale_id)
}
