/**
 * What a customer's purchases say: from the sales themselves, so that the till is right a moment after one.
 */
import { sql } from 'kysely'
import { DAY_MS } from '../../lib/time.ts'
import type { Context } from '../../platform/database.ts'

const MONTHS_SHOWN = 13
const CATEGORIES_SHOWN = 5
const MONTHS_OF_TASTE = 24

type Visits = { first_visit_at: Date | null; last_visit_at: Date | null; visits: number; spent_cents: number }
type Share = { category: string; total_cents: number }
type Month = { month: string; sales: number; total_cents: number }

export async function readFigures(ctx: Context, customer_id: string, time_zone: string) {
  const {
    rows: [visits],
  } = await sql<Visits>`
    select min(occurred_at) first_visit_at, max(occurred_at) last_visit_at, count(*)::int visits,
      coalesce(sum(total_cents), 0)::bigint spent_cents
    from sale where tenant_id = ${ctx.tenant_id} and customer_id = ${customer_id}`.execute(ctx.tx)
  const { first_visit_at, last_visit_at, visits: count, spent_cents } = visits!
  const none = count === 0
  return {
    first_visit_at,
    last_visit_at,
    visits: count,
    spent_cents,
    returned_cents: none ? 0 : await returnedCents(ctx, customer_id),
    average_basket_cents: none ? null : Math.round(spent_cents / count),
    days_between_visits: daysBetween(first_visit_at, last_visit_at, count),
    favourite_categories: none ? [] : shares(await listCategories(ctx, customer_id)),
    sales_by_month: none ? [] : await listMonths(ctx, customer_id, time_zone),
  }
}

/** Days from one visit to the next, on average, to one decimal; null before the second. */
export function daysBetween(first: Date | null, last: Date | null, visits: number): number | null {
  if (!first || !last || visits < 2) return null
  return Math.round((10 * (last.getTime() - first.getTime())) / DAY_MS / (visits - 1)) / 10
}

/** The first few categories with their share of all that was kept, between 0 and 1. */
export function shares(categories: Share[]) {
  const all_cents = categories.reduce((sum, { total_cents }) => sum + total_cents, 0)
  return categories
    .slice(0, CATEGORIES_SHOWN)
    .map((one) => ({ ...one, share: Math.round((1000 * one.total_cents) / all_cents) / 1000 }))
}

async function returnedCents(ctx: Context, customer_id: string): Promise<number> {
  const { rows } = await sql<{ cents: number }>`
    select coalesce(sum(total_cents), 0)::bigint cents from sale_return
    where tenant_id = ${ctx.tenant_id} and customer_id = ${customer_id}`.execute(ctx.tx)
  return rows[0]!.cents
}

/** What was bought and kept in two years, by category: what came back is no taste. */
async function listCategories(ctx: Context, customer_id: string): Promise<Share[]> {
  const since = new Date(ctx.now)
  since.setUTCMonth(since.getUTCMonth() - MONTHS_OF_TASTE)
  const { rows } = await sql<Share>`
    with sold as (
      select s.sale_id, (l->>'n')::int n, l->>'category' category, (l->>'total')::bigint total
      from sale s cross join lateral jsonb_array_elements(s.lines) l
      where s.tenant_id = ${ctx.tenant_id} and s.customer_id = ${customer_id} and s.occurred_at >= ${since}
    ), back as (
      select r.sale_id, (l->>'n')::int n, sum((l->>'total')::bigint) total
      from sale_return r cross join lateral jsonb_array_elements(r.lines) l
      where r.tenant_id = ${ctx.tenant_id} and r.customer_id = ${customer_id} group by 1, 2
    )
    select category, sum(sold.total - coalesce(back.total, 0))::bigint total_cents
    from sold left join back using (sale_id, n) where category is not null
    group by category having sum(sold.total - coalesce(back.total, 0)) > 0 order by 2 desc, 1`.execute(ctx.tx)
  return rows
}

/** The last thirteen months on the shop's calendar, what came back taken off the month in which it did. */
async function listMonths(ctx: Context, customer_id: string, time_zone: string): Promise<Month[]> {
  const { rows } = await sql<Month>`
    with months as (
      select to_char(m, 'YYYY-MM') as month from generate_series(
        date_trunc('month', ${ctx.now}::timestamptz at time zone ${time_zone}) - make_interval(months =>
          ${MONTHS_SHOWN - 1}),
        date_trunc('month', ${ctx.now}::timestamptz at time zone ${time_zone}), interval '1 month') m
    ), moves as (
      select occurred_at, 1 as sales, total_cents from sale
      where tenant_id = ${ctx.tenant_id} and customer_id = ${customer_id}
        and occurred_at >= ${ctx.now}::timestamptz - interval '14 months'
      union all
      select occurred_at, 0, -total_cents from sale_return
      where tenant_id = ${ctx.tenant_id} and customer_id = ${customer_id}
        and occurred_at >= ${ctx.now}::timestamptz - interval '14 months'
    )
    select months.month, coalesce(sum(sales), 0)::int sales, coalesce(sum(total_cents), 0)::bigint total_cents
    from months left join moves on to_char(occurred_at at time zone ${time_zone}, 'YYYY-MM') = months.month
    group by 1 order by 1`.execute(ctx.tx)
  return rows
}
