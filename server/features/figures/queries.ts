/** The statements behind the figures: what a day adds up to, and what is read for the home page. */
import { sql, type RawBuilder } from 'kysely'
import { DAY_MS } from '../../lib/time.ts'
import type { Context } from '../../platform/database.ts'
import { boundOf, RECENCY_BANDS, type RecencyBand } from '../customers/rules.ts'
import type { Counts } from './rules.ts'

export type StoreCounts = Counts & { store_id: string }

/**
 * What these spans (store_id, day, from_at, to_at) add up to, counted from the rows themselves. Rows are found by
 * time, once for all the stores that share a day; materialized, or the planner looks them up store by store.
 */
export function countedDays(tenant_id: string, spans: RawBuilder<unknown>) {
  return sql`
    with span as materialized (${spans}),
    range as (select distinct from_at, to_at from span),
    sold_then as materialized (
      select r.from_at, r.to_at, s.store_id, s.customer_id, s.total_cents, s.awards
      from range r
      join sale s on s.tenant_id = ${tenant_id} and s.occurred_at >= r.from_at and s.occurred_at < r.to_at
    ),
    sold as materialized (select p.day, t.* from sold_then t join span p using (store_id, from_at, to_at)),
    sums as (
      select store_id, day, count(*)::int sales, count(customer_id)::int sales_with_card,
        sum(total_cents)::bigint total_cents,
        coalesce(sum(total_cents) filter (where customer_id is not null), 0)::bigint card_total_cents
      from sold group by store_id, day
    ),
    given as (
      select store_id, day, jsonb_object_agg(unit, units) units from (
        select d.store_id, d.day, a.unit, sum(a.units)::bigint units
        from sold d cross join jsonb_to_recordset(d.awards) as a (unit text, units bigint)
        where d.customer_id is not null and a.units > 0 group by d.store_id, d.day, a.unit
      ) one group by store_id, day
    ),
    taken_then as materialized (
      select r.from_at, r.to_at, coalesce(s.store_id, c.home_store_id) as store_id, x.unit, x.cost
      from range r
      join redemption x on x.tenant_id = ${tenant_id} and x.cancelled_at is null
        and x.occurred_at >= r.from_at and x.occurred_at < r.to_at
      left join sale s on s.tenant_id = ${tenant_id} and s.sale_id = x.sale_id
      left join customer c on c.tenant_id = ${tenant_id} and c.customer_id = x.customer_id
    ),
    taken as (select p.day, t.* from taken_then t join span p using (store_id, from_at, to_at)),
    spent as (
      select store_id, day, jsonb_object_agg(unit, units) units from (
        select store_id, day, unit, sum(cost)::bigint units from taken group by store_id, day, unit
      ) one group by store_id, day
    ),
    back_then as materialized (
      select r.from_at, r.to_at, b.store_id, b.total_cents
      from range r
      join sale_return b on b.tenant_id = ${tenant_id} and b.occurred_at >= r.from_at and b.occurred_at < r.to_at
    ),
    brought_back as (
      select store_id, day, sum(total_cents)::bigint returned_cents
      from back_then join span using (store_id, from_at, to_at) group by store_id, day
    ),
    cards_then as materialized (
      select r.from_at, r.to_at, coalesce(c.created_store_id, c.home_store_id) as store_id
      from range r
      join customer c on c.tenant_id = ${tenant_id} and c.created_at >= r.from_at and c.created_at < r.to_at
    ),
    cards as (
      select store_id, day, count(*)::int new_cards
      from cards_then join span using (store_id, from_at, to_at) group by store_id, day
    )
    select span.store_id, span.day, coalesce(sums.sales, 0) sales,
      coalesce(sums.sales_with_card, 0) sales_with_card, coalesce(sums.total_cents, 0)::bigint total_cents,
      coalesce(sums.card_total_cents, 0)::bigint card_total_cents,
      coalesce(brought_back.returned_cents, 0)::bigint returned_cents, coalesce(cards.new_cards, 0) new_cards,
      coalesce(given.units, '{}') units_given, coalesce(spent.units, '{}') units_spent
    from span
    left join sums using (store_id, day)
    left join given using (store_id, day)
    left join spent using (store_id, day)
    left join brought_back using (store_id, day)
    left join cards using (store_id, day)
  `
}

type LiveRow = StoreCounts & { day: string; today: string }

/** Today so far, and the days it is compared with, up to the same time of their day. */
export async function countLive({ tx, tenant_id, now }: Context, store_ids: string[]): Promise<LiveRow[]> {
  const spans = sql`
    select st.store_id, d.day, d.day::timestamp at time zone st.time_zone as from_at,
      case when d.day = l.today then (d.day + 1)::timestamp else d.day + (l.at - l.today::timestamp) end
        at time zone st.time_zone as to_at
    from store st
    cross join lateral (select ${now}::timestamptz at time zone st.time_zone as at) a
    cross join lateral (select a.at, a.at::date as today) l
    cross join lateral (
      values (l.today), (l.today - 364), ((l.today - interval '1 year')::date)
    ) d (day)
    where st.tenant_id = ${tenant_id} and st.store_id = any(${store_ids}::uuid[])
  `
  const { rows } = await sql<LiveRow>`
    select counted.*, counted.day::text as day, (${now}::timestamptz at time zone st.time_zone)::date::text as today
    from (${countedDays(tenant_id, spans)}) counted
    join store st on st.tenant_id = ${tenant_id} and st.store_id = counted.store_id
  `.execute(tx)
  return rows
}

/** The whole days from one to before another, added up by store. */
export async function sumDays(
  { tx, tenant_id }: Context,
  store_ids: string[],
  from_day: string,
  before_day: string,
): Promise<StoreCounts[]> {
  const units = (column: 'units_given' | 'units_spent') => sql`
    select store_id, jsonb_object_agg(unit, units) units from (
      select d.store_id, u.key unit, sum(u.value::bigint)::bigint units
      from days d cross join lateral jsonb_each_text(d.${sql.ref(column)}) u group by d.store_id, u.key
    ) one group by store_id`
  const { rows } = await sql<StoreCounts>`
    with days as materialized (
      select * from store_day
      where tenant_id = ${tenant_id} and store_id = any(${store_ids}::uuid[]) and day >= ${from_day}::date
        and day < ${before_day}::date
    ),
    sums as (
      select store_id, sum(sales)::int sales, sum(sales_with_card)::int sales_with_card,
        sum(total_cents)::bigint total_cents, sum(card_total_cents)::bigint card_total_cents,
        sum(returned_cents)::bigint returned_cents, sum(new_cards)::int new_cards
      from days group by store_id
    ),
    given as (${units('units_given')}),
    spent as (${units('units_spent')})
    select sums.*, coalesce(given.units, '{}') units_given, coalesce(spent.units, '{}') units_spent
    from sums left join given using (store_id) left join spent using (store_id)
  `.execute(tx)
  return rows
}

export type MonthRow = {
  month: string
  sales: number
  sales_with_card: number
  total_cents: number
  card_total_cents: number
  new_cards: number
}

/** Month by month, all these stores together; today is not in it. */
export async function sumMonths(
  { tx, tenant_id }: Context,
  store_ids: string[],
  from_day: string,
): Promise<MonthRow[]> {
  const { rows } = await sql<MonthRow>`
    select to_char(month, 'YYYY-MM') as month, sum(sales)::int sales, sum(sales_with_card)::int sales_with_card,
      sum(total_cents)::bigint total_cents, sum(card_total_cents)::bigint card_total_cents,
      sum(new_cards)::int new_cards
    from store_month
    where tenant_id = ${tenant_id} and store_id = any(${store_ids}::uuid[]) and month >= ${from_day}::date
    group by month order by month
  `.execute(tx)
  return rows
}

/** How many customers are in each band; those who left are in none. */
export async function countRecency(
  { tx, tenant_id, now }: Context,
  home_store_ids: string[] | null,
): Promise<Record<RecencyBand, number>> {
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS)
  const count = (band: RecencyBand) => {
    if (band === 'never') return sql`count(*) filter (where f.last_sale_at is null)::int as never`
    const { from_days, to_days } = boundOf(band)
    const since = to_days === null ? sql`true` : sql`f.last_sale_at >= ${ago(to_days)}`
    return sql`count(*) filter (where f.last_sale_at < ${ago(from_days)} and ${since})::int as ${sql.ref(band)}`
  }
  const at_home = home_store_ids ? sql`and c.home_store_id = any(${home_store_ids}::uuid[])` : sql``
  const { rows } = await sql<Record<RecencyBand, number>>`
    select ${sql.join(RECENCY_BANDS.map(count))}
    from customer c left join customer_figures f on f.tenant_id = ${tenant_id} and f.customer_id = c.customer_id
    where c.tenant_id = ${tenant_id} and c.left_at is null ${at_home}
  `.execute(tx)
  return rows[0]!
}

/** What customers hold, by unit; all of the shop. */
export async function sumAccounts({ tx, tenant_id }: Context): Promise<{ unit: string; units: number }[]> {
  const { rows } = await sql<{ unit: string; units: number }>`
    select unit, sum(balance)::bigint as units from account where tenant_id = ${tenant_id} and left(unit, 5) <> 'tier_' group by unit
    having sum(balance) > 0 order by unit
  `.execute(tx)
  return rows
}

/** What is left on gift cards that can still be used. */
export async function sumGiftCards({
  tx,
  tenant_id,
  now,
}: Context): Promise<{ count: number; cents: number }> {
  const { rows } = await sql<{ count: number; cents: number }>`
    select count(*)::int as count, coalesce(sum(balance_cents), 0)::bigint as cents from voucher
    where tenant_id = ${tenant_id} and kind = 'gift_card' and balance_cents > 0 and withdrawn_at is null
      and (expires_at is null or expires_at > ${now})
  `.execute(tx)
  return rows[0]!
}

export type KeptRow = {
  recency: Record<RecencyBand, number>
  points: { unit: string; units: number }[]
  took_ms: number
  counted_at: Date
}

export async function findKept({ tx, tenant_id }: Context): Promise<KeptRow | undefined> {
  const row = await tx
    .selectFrom('figures_kept')
    .select(['recency', 'points', 'took_ms', 'counted_at'])
    .where('tenant_id', '=', tenant_id)
    .executeTakeFirst()
  return row as KeptRow | undefined
}

export function keep({ tx, tenant_id }: Context, { recency, points, took_ms, counted_at }: KeptRow) {
  const values = { recency: JSON.stringify(recency), points: JSON.stringify(points), took_ms, counted_at }
  return tx
    .insertInto('figures_kept')
    .values({ tenant_id, ...values })
    .onConflict((on) => on.column('tenant_id').doUpdateSet(values))
    .execute()
}

export function forget({ tx, tenant_id }: Context) {
  return tx.deleteFrom('figures_kept').where('tenant_id', '=', tenant_id).execute()
}

export function listStores({ tx, tenant_id }: Context) {
  return tx
    .selectFrom('store')
    .select(['store_id', 'name', 'closed_at'])
    .where('tenant_id', '=', tenant_id)
    .orderBy('name')
    .execute()
}
