/**
 * Returns that a file brought, of sales that gave no points: nothing is to be taken back, so many are written in two
 * statements. Of sales that did, returnSale takes back what was posted.
 */
import { sql } from 'kysely'
import { newId } from '../../lib/id.ts'
import type { Context } from '../../platform/database.ts'
import { SaleReturned } from './events.ts'

export type PlainReturn = {
  return_id: string
  sale_id: string
  store_id: string
  customer_id: string | null
  occurred_at: Date
  lines: { n: number; qty: number; total: number }[]
  total_cents: number
  import_id: string
  content_hash: string
}

/** The caller has seen that enough is left of each line, and holds out every other import of sales. */
export async function recordReturns(ctx: Context, returns: PlainReturn[]): Promise<void> {
  if (returns.length === 0) return
  const rows = returns.map((one) => {
    const { return_id, sale_id, total_cents, lines } = one
    const refund = { to_vouchers_cents: 0, to_customer_cents: total_cents }
    const answer = {
      return_id,
      sale_id,
      total_cents,
      reversed: [],
      vouchers_withdrawn: [],
      accounts: [],
      refund,
    }
    const item_count = lines.reduce((count, line) => count + Math.floor(line.qty / 1000), 0)
    return {
      ...one,
      answer,
      payload: { return_id, sale_id, total_cents, item_count, reversed: [] },
      fact_id: newId(ctx.now.getTime()),
    }
  })
  const given = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (return_id uuid, sale_id uuid, store_id uuid,
    customer_id uuid, occurred_at timestamptz, lines jsonb, total_cents bigint, import_id uuid, content_hash text, answer jsonb,
    payload jsonb, fact_id uuid)`
  const { tenant_id, actor, now, tx } = ctx
  await sql`
    insert into sale_return (tenant_id, return_id, sale_id, store_id, customer_id, actor, occurred_at, recorded_at, total_cents, lines,
      answer, content_hash, import_id)
    select ${tenant_id}, return_id, sale_id, store_id, customer_id, ${actor}, occurred_at, ${now}, total_cents, lines, answer,
      decode(content_hash, 'hex'), import_id from ${given}`.execute(tx)
  await sql`
    insert into fact (tenant_id, fact_id, kind, customer_id, store_id, subject_id, actor, payload, occurred_at, recorded_at)
    select ${tenant_id}, fact_id, ${SaleReturned.kind}, customer_id, store_id, return_id, ${actor}, payload, occurred_at, ${now}
    from ${given}`.execute(tx)
}

export type ReturnableLine = {
  sale_id: string
  customer_id: string
  store_id: string
  occurred_at: Date
  has_points: boolean
  n: number
  sku: string | null
  label: string
  unit: number
  qty: number
  total: number
  returned: number
}

/** Every line that these customers bought of these products, with what came back of it so far; the newest first. */
export async function listReturnable(
  { tx, tenant_id }: Context,
  customer_ids: string[],
  names: string[],
): Promise<ReturnableLine[]> {
  const { rows } = await sql<ReturnableLine>`
    with bought as (
      select s.sale_id, s.customer_id, s.store_id, s.occurred_at, s.account_id is not null and s.programme_version is not null as has_points,
        l.n, l.sku, l.label, l.unit, l.qty, l.total
      from sale s cross join lateral jsonb_to_recordset(s.lines) as l (n integer, sku text, label text, unit bigint, qty bigint, total bigint)
      where s.tenant_id = ${tenant_id} and s.customer_id = any(${customer_ids}::uuid[])
        and coalesce(l.sku, l.label) = any(${names}::text[])
    ),
    back as (
      select r.sale_id, l.n, sum(l.qty)::bigint as qty from sale_return r
      cross join lateral jsonb_to_recordset(r.lines) as l (n integer, qty bigint)
      where r.tenant_id = ${tenant_id} and r.sale_id in (select sale_id from bought) group by 1, 2
    )
    select b.*, coalesce(k.qty, 0)::bigint as returned from bought b left join back k using (sale_id, n)
    where b.qty > coalesce(k.qty, 0) order by b.occurred_at desc, b.sale_id desc, b.n`.execute(tx)
  return rows
}
