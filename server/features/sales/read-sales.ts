/** Sales as they are looked up: one, by receipt, by customer, by store and time. */
import { readCursor, writeCursor } from '../../platform/cursor.ts'
import type { Context } from '../../platform/database.ts'
import { refuse } from './refusals.ts'

export type SaleFilter = {
  store_ids: string[] | null
  store_id?: string
  customer_id?: string
  receipt_number?: string
  from?: string
  to?: string
  cursor?: string
  limit?: number
}

const LIMIT = 50

/** Newest first. */
export async function listSales({ tx, tenant_id }: Context, filter: SaleFilter) {
  const limit = filter.limit ?? LIMIT
  let query = tx
    .selectFrom('sale as s')
    .leftJoin('customer as c', (join) =>
      join.onRef('c.tenant_id', '=', 's.tenant_id').onRef('c.customer_id', '=', 's.customer_id'),
    )
    .leftJoin('sale_cancellation as x', (join) =>
      join.onRef('x.tenant_id', '=', 's.tenant_id').onRef('x.sale_id', '=', 's.sale_id'),
    )
    .select([
      'x.cancelled_at',
      's.sale_id',
      's.store_id',
      's.customer_id',
      'c.first_name',
      'c.last_name',
      's.receipt_number',
      's.occurred_at',
    ])
    .select(['s.total_cents', 's.discount_cents', 's.item_count', 's.answer'])
    .where('s.tenant_id', '=', tenant_id)
    .orderBy('s.occurred_at', 'desc')
    .orderBy('s.sale_id', 'desc')
    .limit(limit + 1)
  if (filter.store_ids) query = query.where('s.store_id', 'in', filter.store_ids)
  if (filter.store_id) query = query.where('s.store_id', '=', filter.store_id)
  if (filter.customer_id) query = query.where('s.customer_id', '=', filter.customer_id)
  if (filter.receipt_number) query = query.where('s.receipt_number', '=', filter.receipt_number)
  if (filter.from) query = query.where('s.occurred_at', '>=', new Date(filter.from))
  if (filter.to) query = query.where('s.occurred_at', '<', new Date(filter.to))
  const before = filter.cursor ? readCursor(filter.cursor) : null
  if (before)
    query = query.where((eb) =>
      eb.or([
        eb('s.occurred_at', '<', before.at),
        eb.and([eb('s.occurred_at', '=', before.at), eb('s.sale_id', '<', before.id)]),
      ]),
    )
  const rows = await query.execute()
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  return {
    items: page.map(({ answer, occurred_at, cancelled_at, ...row }) => ({
      ...row,
      cancelled_at: cancelled_at?.toISOString() ?? null,
      occurred_at: occurred_at.toISOString(),
      earned: (answer as { earned: { unit: string; units: number }[] }).earned.map(({ unit, units }) => ({
        unit,
        units,
      })),
    })),
    next_cursor: last ? writeCursor(last.occurred_at, last.sale_id) : null,
  }
}

/** A sale with its lines, what came back of each, and what it gave. */
export async function readSale({ tx, tenant_id }: Context, sale_id: string, store_ids: string[] | null) {
  const sale = await tx
    .selectFrom('sale')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('sale_id', '=', sale_id)
    .executeTakeFirst()
  if (!sale || (store_ids && !store_ids.includes(sale.store_id))) throw refuse('sale_not_found')
  const returns = await tx
    .selectFrom('sale_return')
    .select(['return_id', 'occurred_at', 'total_cents', 'lines', 'reason'])
    .where('tenant_id', '=', tenant_id)
    .where('sale_id', '=', sale_id)
    .orderBy('recorded_at')
    .execute()
  const cancelled = await tx
    .selectFrom('sale_cancellation')
    .select(['cancelled_at', 'cancelled_by', 'reason', 'return_id'])
    .where('tenant_id', '=', tenant_id)
    .where('sale_id', '=', sale_id)
    .executeTakeFirst()
  const back = returns.flatMap((one) => one.lines as { n: number; qty: number }[])
  return {
    sale_id,
    store_id: sale.store_id,
    customer_id: sale.customer_id,
    staff_id: sale.staff_id,
    receipt_number: sale.receipt_number,
    occurred_at: sale.occurred_at.toISOString(),
    recorded_at: sale.recorded_at.toISOString(),
    gross_cents: sale.gross_cents,
    discount_cents: sale.discount_cents,
    total_cents: sale.total_cents,
    lines: (sale.lines as Line[]).map((line) => ({
      line_no: line.n,
      product_id: line.product_id ?? null,
      sku: line.sku ?? null,
      label: line.label,
      category: line.category ?? null,
      quantity_milli: line.qty,
      unit_price_cents: line.unit,
      gross_cents: line.gross,
      total_cents: line.total,
      promotions: (line.promotions ?? []).map(({ name, quantity_milli, discount_cents }) => ({
        name,
        quantity_milli,
        discount_cents,
      })),
      returned_milli: back.filter((one) => one.n === line.n).reduce((sum, one) => sum + one.qty, 0),
    })),
    payments: sale.payments,
    answer: sale.answer,
    awards: sale.awards,
    channel: sale.channel,
    points_paid: (sale.points_paid ?? []) as object[],
    cancelled: cancelled ? { ...cancelled, cancelled_at: cancelled.cancelled_at.toISOString() } : null,
    returns: returns.map((one) => ({ ...one, occurred_at: one.occurred_at.toISOString() })),
  }
}

type Line = {
  n: number
  product_id?: string
  sku?: string
  label: string
  category?: string
  qty: number
  unit: number
  gross: number
  total: number
  promotions?: { name: string; quantity_milli: number; discount_cents: number }[]
}
