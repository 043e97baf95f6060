/** Counts again the store days that something was announced about. */
import { sql, type RawBuilder } from 'kysely'
import type { Context } from '../../platform/database.ts'
import type { Fact } from '../../platform/facts.ts'
import { countedDays } from './queries.ts'

/**
 * Reacts to sales, returns, new cards and rewards. What happened at no store in particular counts for the
 * customer's own.
 */
export async function countDays({ tx, tenant_id }: Context, facts: Fact[]): Promise<void> {
  const touched = facts.map(({ store_id, customer_id, occurred_at }) => ({
    store_id,
    customer_id,
    occurred_at,
  }))
  const spans = sql`
    select distinct st.store_id, d.day, d.day::timestamp at time zone st.time_zone as from_at,
      (d.day + 1)::timestamp at time zone st.time_zone as to_at
    from jsonb_to_recordset(${JSON.stringify(touched)}::jsonb)
      as f (store_id uuid, customer_id uuid, occurred_at timestamptz)
    left join customer c on c.tenant_id = ${tenant_id} and c.customer_id = f.customer_id
    join store st on st.tenant_id = ${tenant_id} and st.store_id = coalesce(f.store_id, c.home_store_id)
    cross join lateral (select (f.occurred_at at time zone st.time_zone)::date as day) d
  `
  // In the order of their keys: two reactors never wait for each other in a ring.
  await sql`
    insert into store_day (tenant_id, store_id, day, sales, sales_with_card, total_cents, card_total_cents,
      returned_cents, new_cards, units_given, units_spent)
    select ${tenant_id}, store_id, day, sales, sales_with_card, total_cents, card_total_cents, returned_cents,
      new_cards, units_given, units_spent
    from (${countedDays(tenant_id, spans)}) counted order by store_id, day
    on conflict (tenant_id, store_id, day) do update set
      sales = excluded.sales, sales_with_card = excluded.sales_with_card, total_cents = excluded.total_cents,
      card_total_cents = excluded.card_total_cents, returned_cents = excluded.returned_cents,
      new_cards = excluded.new_cards, units_given = excluded.units_given, units_spent = excluded.units_spent
  `.execute(tx)
  await countMonths(tx, tenant_id, spans)
}

/** From the days, so that a month is right whenever they are. */
async function countMonths(tx: Context['tx'], tenant_id: string, spans: RawBuilder<unknown>) {
  await sql`
    insert into store_month (tenant_id, store_id, month, sales, sales_with_card, total_cents, card_total_cents,
      new_cards)
    select ${tenant_id}, t.store_id, t.month, sum(d.sales), sum(d.sales_with_card), sum(d.total_cents),
      sum(d.card_total_cents), sum(d.new_cards)
    from (
      select distinct store_id, date_trunc('month', day::timestamp)::date as month from (${spans}) span
    ) t
    join store_day d on d.tenant_id = ${tenant_id} and d.store_id = t.store_id and d.day >= t.month
      and d.day < (t.month + interval '1 month')::date
    group by t.store_id, t.month order by t.store_id, t.month
    on conflict (tenant_id, store_id, month) do update set
      sales = excluded.sales, sales_with_card = excluded.sales_with_card, total_cents = excluded.total_cents,
      card_total_cents = excluded.card_total_cents, new_cards = excluded.new_cards
  `.execute(tx)
}
