/**
 * Unfolds the compact lines of sales into rows, for audiences and figures: set-based, a second after the sale; with what
 * came back of each line.
 */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import { on, type Fact } from '../../platform/facts.ts'
import { SaleRecorded, SaleReturned, SaleUndone } from './events.ts'

export async function unfoldLines({ tx, tenant_id }: Context, facts: Fact[]): Promise<void> {
  await sql`
    insert into sale_line (tenant_id, sale_id, line_no, customer_id, store_id, product_id, category, brand, quantity_milli, total_cents, occurred_at)
    select s.tenant_id, s.sale_id, x.n, s.customer_id, s.store_id, x.product_id, x.category, p.brand, x.qty, x.total, s.occurred_at
    from sale s cross join jsonb_to_recordset(s.lines) as x(n integer, product_id uuid, category text, qty bigint, total bigint)
    left join product p on p.tenant_id = s.tenant_id and p.product_id = x.product_id
    where s.tenant_id = ${tenant_id} and s.sale_id = any(${idsOf(facts, SaleRecorded.kind)}::uuid[])
    on conflict do nothing
  `.execute(tx)
  const sales = facts.filter(({ kind }) => kind !== SaleRecorded.kind).map(({ payload }) => payload.sale_id)
  const recorded = idsOf(facts, SaleRecorded.kind)
  if (sales.length > 0) await countReturned(tx, tenant_id, [...sales, ...recorded])
}

const idsOf = (facts: Fact[], wanted: string) =>
  facts.filter(({ kind }) => kind === wanted).map(({ subject_id }) => subject_id)

/** Counted again from the returns of these sales: the same however often, and when a return was undone. */
async function countReturned(tx: Context['tx'], tenant_id: string, sale_ids: (string | null)[]) {
  await sql`
    update sale_line l set returned_milli = x.qty, returned_cents = x.total
    from (
      select k.sale_id, k.line_no, coalesce(sum(r.qty), 0)::bigint qty, coalesce(sum(r.total), 0)::bigint total
      from sale_line k left join (
        select b.sale_id, y.n, y.qty, y.total from sale_return b
        cross join jsonb_to_recordset(b.lines) as y(n integer, qty bigint, total bigint)
        where b.tenant_id = ${tenant_id} and b.sale_id = any(${sale_ids}::uuid[])) r
        on r.sale_id = k.sale_id and r.n = k.line_no
      where k.tenant_id = ${tenant_id} and k.sale_id = any(${sale_ids}::uuid[]) group by 1, 2) x
    where l.tenant_id = ${tenant_id} and l.sale_id = x.sale_id and l.line_no = x.line_no
      and (l.returned_milli, l.returned_cents) is distinct from (x.qty, x.total)
  `.execute(tx)
}

export const unfoldLinesReaction = on('unfold_lines', [SaleRecorded, SaleReturned, SaleUndone], unfoldLines)
