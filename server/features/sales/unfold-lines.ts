/** Unfolds the compact lines of sales into rows, for audiences and figures: set-based, a second after the sale. */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import { on, type Fact } from '../../platform/facts.ts'
import { SaleRecorded } from './events.ts'

export async function unfoldLines({ tx, tenant_id }: Context, facts: Fact[]): Promise<void> {
  await sql`
    insert into sale_line (tenant_id, sale_id, line_no, customer_id, store_id, product_id, category, brand, quantity_milli, total_cents, occurred_at)
    select s.tenant_id, s.sale_id, x.n, s.customer_id, s.store_id, x.product_id, x.category, p.brand, x.qty, x.total, s.occurred_at
    from sale s cross join jsonb_to_recordset(s.lines) as x(n integer, product_id uuid, category text, qty bigint, total bigint)
    left join product p on p.tenant_id = s.tenant_id and p.product_id = x.product_id
    where s.tenant_id = ${tenant_id} and s.sale_id = any(${facts.map((fact) => fact.subject_id)}::uuid[])
    on conflict do nothing
  `.execute(tx)
}

export const unfoldLinesReaction = on('unfold_lines', [SaleRecorded], unfoldLines)
