/**
 * Keeps what a customer's purchases add up to, for lists of people; each slice of facts counts once, with
 * its cursor.
 */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import type { Fact } from '../../platform/facts.ts'

type Sum = {
  customer_id: string
  first_sale_at: Date | null
  last_sale_at: Date | null
  sales_count: number
  spent_cents: number
  returned_cents: number
  items: number
}

/**
 * Reacts to sale.recorded, sale.returned and sale.undone. Sales may come days late and in any order: only sums and
 * extremes are kept.
 */
export async function countSales(ctx: Context, facts: Fact[]): Promise<void> {
  const sums = sumByCustomer(facts)
  if (sums.length === 0) return
  // In the order of their ids: two reactors never wait for each other in a ring.
  await sql`
    insert into customer_figures as f (tenant_id, customer_id, first_sale_at, last_sale_at, sales_count,
      spent_cents, returned_cents, items)
    select ${ctx.tenant_id}, r.customer_id, r.first_sale_at, r.last_sale_at, r.sales_count, r.spent_cents,
      r.returned_cents, r.items
    from jsonb_to_recordset(${JSON.stringify(sums)}::jsonb) as r (customer_id uuid,
      first_sale_at timestamptz, last_sale_at timestamptz,
      sales_count int, spent_cents bigint, returned_cents bigint, items bigint)
    where exists (select from customer c where c.tenant_id = ${ctx.tenant_id}
      and c.customer_id = r.customer_id)
    order by r.customer_id
    on conflict (tenant_id, customer_id) do update set
      first_sale_at = least(f.first_sale_at, excluded.first_sale_at), last_sale_at = greatest(f.last_sale_at,
        excluded.last_sale_at),
      sales_count = f.sales_count + excluded.sales_count, spent_cents = f.spent_cents + excluded.spent_cents,
      returned_cents = f.returned_cents + excluded.returned_cents, items = f.items + excluded.items`.execute(
    ctx.tx,
  )
}

function sumByCustomer(facts: Fact[]): Sum[] {
  const sums = new Map<string, Sum>()
  for (const { kind, customer_id, payload, occurred_at } of facts) {
    if (!customer_id) continue
    const sum = sums.get(customer_id) ?? {
      customer_id,
      first_sale_at: null,
      last_sale_at: null,
      sales_count: 0,
      spent_cents: 0,
      returned_cents: 0,
      items: 0,
    }
    sums.set(customer_id, sum)
    if (kind === 'sale.returned') sum.returned_cents += payload.total_cents
    if (kind === 'sale.undone') {
      sum.sales_count -= payload.sales
      sum.spent_cents -= payload.total_cents
      sum.returned_cents -= payload.returned_cents
      sum.items -= payload.item_count
    }
    if (kind !== 'sale.recorded') continue
    sum.sales_count += 1
    sum.spent_cents += payload.total_cents
    sum.items += payload.item_count ?? 0
    if (!sum.first_sale_at || occurred_at < sum.first_sale_at) sum.first_sale_at = occurred_at
    if (!sum.last_sale_at || occurred_at > sum.last_sale_at) sum.last_sale_at = occurred_at
  }
  return [...sums.values()]
}
