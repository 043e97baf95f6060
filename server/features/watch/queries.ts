/** What is unusual, found over a slice of facts or a day at once. */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'

export type SameCard = {
  customer_id: string
  day: string
  store_id: string
  sale_id: string
  sales: number
  tills: number
}

/** Cards of these sales that were used so often in one local day, in whatever store. What a file brought is history. */
export async function listSameCards({ tx, tenant_id }: Context, sale_ids: string[], at_least: number) {
  const { rows } = await sql<SameCard>`
    with touched as (
      select distinct s.customer_id, (s.occurred_at at time zone t.time_zone)::date as day, t.time_zone
      from sale s join store t on t.tenant_id = ${tenant_id} and t.store_id = s.store_id
      where s.tenant_id = ${tenant_id} and s.sale_id = any(${sale_ids}::uuid[]) and s.customer_id is not null and s.import_id is null
    )
    select d.customer_id, d.day::text as day, (array_agg(s.store_id order by s.occurred_at desc))[1] as store_id,
      (array_agg(s.sale_id order by s.occurred_at desc))[1] as sale_id, count(*)::int as sales,
      count(distinct coalesce(s.device_id::text, s.actor))::int as tills
    from touched d join sale s on s.tenant_id = ${tenant_id} and s.customer_id = d.customer_id and s.import_id is null
      and s.occurred_at >= d.day::timestamp at time zone d.time_zone and s.occurred_at < (d.day + 1)::timestamp at time zone d.time_zone
    group by d.customer_id, d.day having count(*) >= ${at_least} order by 1, 2`.execute(tx)
  return rows
}

export type Seller = { staff_id: string; name: string; day: string; store_id: string; cards: number }

/** An amount and nothing else was typed in: no product, no label. */
const amountOnly = sql`jsonb_array_length(s.lines) = 1 and s.lines->0->>'product_id' is null and s.lines->0->>'sku' is null
  and coalesce(s.lines->0->>'label', '') = ''`

/**
 * Who has put points on so many different cards today by typing in amounts alone, in a shop where sales have lines: where
 * everybody types amounts, nothing is unusual in it.
 */
export async function listSellers({ tx, tenant_id, now }: Context, at_least: number): Promise<Seller[]> {
  const { rows } = await sql<Seller>`
    with today as (
      select s.staff_id, s.store_id, (s.occurred_at at time zone t.time_zone)::date as day, count(distinct s.customer_id)::int as cards
      from sale s join store t on t.tenant_id = ${tenant_id} and t.store_id = s.store_id
      where s.tenant_id = ${tenant_id} and s.occurred_at > ${now}::timestamptz - interval '24 hours' and s.occurred_at <= ${now}
        and s.staff_id is not null and s.customer_id is not null and s.import_id is null and ${amountOnly}
      group by 1, 2, 3 having count(distinct s.customer_id) >= ${at_least}
    )
    select d.staff_id, p.name, d.day::text as day, d.store_id, d.cards from today d
    join staff p on p.tenant_id = ${tenant_id} and p.staff_id = d.staff_id
    where (select count(*) filter (where ${amountOnly}) * 2 < count(*) from (
      select s.lines from sale s where s.tenant_id = ${tenant_id} and s.occurred_at > ${now}::timestamptz - interval '30 days'
        and s.staff_id is distinct from d.staff_id order by s.occurred_at desc limit 500) s)
    order by 1, 2, 3`.execute(tx)
  return rows
}

export type Corrector = {
  corrected_by: string
  name: string
  day: string
  corrections: number
  units: number
}

/** Who has corrected so often in a local day, of those who did just now. */
export async function listCorrectors({ tx, tenant_id }: Context, correction_ids: string[], at_least: number) {
  const { rows } = await sql<Corrector>`
    with touched as (
      select distinct c.corrected_by, (c.corrected_at at time zone t.time_zone)::date as day, t.time_zone
      from points_correction c cross join tenant t
      where c.tenant_id = ${tenant_id} and t.tenant_id = ${tenant_id} and c.correction_id = any(${correction_ids}::uuid[])
    )
    select d.corrected_by, max(c.corrected_by_name) as name, d.day::text as day, count(*)::int as corrections,
      sum(abs(c.amount))::bigint as units
    from touched d join points_correction c on c.tenant_id = ${tenant_id} and c.corrected_by = d.corrected_by
      and c.corrected_at >= d.day::timestamp at time zone d.time_zone and c.corrected_at < (d.day + 1)::timestamp at time zone d.time_zone
    group by d.corrected_by, d.day having count(*) >= ${at_least} order by 1, 2`.execute(tx)
  return rows
}

export type Spent = { cause_id: string; customer_id: string; store_id: string; at: Date }
export type FarAway = Spent & { changed: string; usual_store_id: string }

/** Of these sales, those that were paid with points or a voucher, or took a reward. */
export async function listSpendingSales(
  { tx, tenant_id }: Context,
  sale_ids: string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ sale_id: string }>`
    select s.sale_id from unnest(${sale_ids}::uuid[]) s(sale_id)
    where exists (select from points_entry e where e.tenant_id = ${tenant_id} and e.cause_id = s.sale_id and e.kind = 'spend')
      or exists (select from voucher_entry v where v.tenant_id = ${tenant_id} and v.sale_id = s.sale_id and v.kind = 'capture')
      or exists (select from redemption r where r.tenant_id = ${tenant_id} and r.sale_id = s.sale_id and r.trigger = 'chosen')
  `.execute(tx)
  return new Set(rows.map(({ sale_id }) => sale_id))
}

/**
 * Spent in another store than the customer's usual one, within so many days of a new e-mail or phone number. The usual
 * store is where most of a year's sales before the change were made, or the one the card is of. A number that was given
 * when the card was made is no change.
 */
export async function listFarAway(
  { tx, tenant_id }: Context,
  spent: Spent[],
  days: number,
): Promise<FarAway[]> {
  const { rows } = await sql<FarAway>`
    select g.cause_id, g.customer_id, g.store_id, g.at, changed.kind as changed, usual.store_id as usual_store_id
    from jsonb_to_recordset(${JSON.stringify(spent)}::jsonb) as g (cause_id uuid, customer_id uuid, store_id uuid, at timestamptz)
    join customer c on c.tenant_id = ${tenant_id} and c.customer_id = g.customer_id
    cross join lateral (
      select i.kind, i.recorded_at from identifier i
      where i.tenant_id = ${tenant_id} and i.customer_id = g.customer_id and i.kind in ('email', 'phone') and i.import_id is null
        and i.recorded_at <= g.at and i.recorded_at > g.at - make_interval(days => ${days})
        and i.recorded_at > c.created_at + interval '1 hour'
      order by i.recorded_at desc limit 1) changed
    cross join lateral (
      select coalesce((select s.store_id from sale s where s.tenant_id = ${tenant_id} and s.customer_id = g.customer_id
        and s.occurred_at < changed.recorded_at and s.occurred_at > changed.recorded_at - interval '1 year'
        group by 1 order by count(*) desc, 1 limit 1), c.home_store_id) as store_id) usual
    where usual.store_id is not null and usual.store_id <> g.store_id order by g.cause_id`.execute(tx)
  return rows
}

/** By campaign; what came from elsewhere has no name. */
export async function listCampaignNames(
  { tx, tenant_id }: Context,
  campaign_ids: string[],
): Promise<Map<string, string>> {
  if (campaign_ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('campaign')
    .select(['campaign_id', 'name'])
    .where('tenant_id', '=', tenant_id)
    .where('campaign_id', 'in', campaign_ids)
    .execute()
  return new Map(rows.map(({ campaign_id, name }) => [campaign_id, name]))
}
