import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import type { Discount, ForWhom, OpenPromotion, PieceOff, Promotion, Sector } from './rules.ts'

export type PromotionRow = Promotion & {
  product_name: string | null
  valid_from: Date
  stock_count: number | null
  per_customer_max: number | null
  for_whom: ForWhom
  sector: Sector
  sold_milli: number
  /** What is left of the stock, never below zero; null is enough. */
  left_milli: number | null
  /** What was taken off for it, returns counted off. */
  given_cents: number
  withdrawn_at: Date | null
  /** To how many people it was shown. */
  shown: number
}

// greatest() passes over what is null: without a count of pieces it would say that none is left.
const columns = sql`p.promotion_id, p.name, p.product_id, p.category, r.name as product_name,
  r.category as product_category, r.price_cents, p.discount, p.picture_id, p.url, p.store_ids::text[] as store_ids, p.valid_from,
  p.valid_until, p.stock_count, p.per_customer_max, p.for_whom, p.sector, p.repeat_weeks, p.priority, p.withdrawn_at,
  coalesce(d.quantity_milli, 0) as sold_milli, coalesce(d.discount_cents, 0) as given_cents,
  case when p.stock_count is not null
    then greatest(0, p.stock_count * 1000::bigint - coalesce(d.quantity_milli, 0)) end as left_milli`

const sold = (tenant_id: string) =>
  sql`left join promotion_sold d on d.tenant_id = ${tenant_id} and d.promotion_id = p.promotion_id`

/** Those that may be shown at this instant: valid, not withdrawn, something left, the product still sold. */
export async function listOpen({ tx, tenant_id, now }: Context): Promise<Promotion[]> {
  const { rows } = await sql<PromotionRow>`
    select ${columns} from promotion p
    left join product r on r.tenant_id = ${tenant_id} and r.product_id = p.product_id ${sold(tenant_id)}
    where p.tenant_id = ${tenant_id} and p.valid_until > ${now} and p.valid_from <= ${now} and p.withdrawn_at is null
      and (p.stock_count is null or p.stock_count * 1000::bigint > coalesce(d.quantity_milli, 0)) and (p.product_id is null or r.retired_at is null)
    order by p.priority desc, p.promotion_id limit 2000
  `.execute(tx)
  return rows
}

export async function listPromotions(
  { tx, tenant_id, now }: Context,
  show: 'open' | 'coming' | 'over',
  before: { at: Date; id: string } | null,
  limit: number,
): Promise<PromotionRow[]> {
  const which = {
    open: sql`p.withdrawn_at is null and p.valid_from <= ${now} and p.valid_until > ${now}`,
    coming: sql`p.withdrawn_at is null and p.valid_from > ${now}`,
    over: sql`(p.withdrawn_at is not null or p.valid_until <= ${now})`,
  }[show]
  const { rows } = await sql<PromotionRow>`
    select ${columns}, (select count(distinct s.customer_id) from promotion_shown s
      where s.tenant_id = ${tenant_id} and s.promotion_id = p.promotion_id)::int as shown
    from promotion p left join product r on r.tenant_id = ${tenant_id} and r.product_id = p.product_id ${sold(tenant_id)}
    where p.tenant_id = ${tenant_id} and ${which}
      and (${before?.at ?? null}::timestamptz is null or (p.valid_until, p.promotion_id) < (${before?.at ?? null}, ${before?.id ?? null}::uuid))
    order by p.valid_until desc, p.promotion_id desc limit ${limit}
  `.execute(tx)
  return rows
}

export async function findPromotion({ tx, tenant_id }: Context, promotion_id: string) {
  const { rows } = await sql<PromotionRow>`
    select ${columns}, 0 as shown from promotion p
    left join product r on r.tenant_id = ${tenant_id} and r.product_id = p.product_id ${sold(tenant_id)}
    where p.tenant_id = ${tenant_id} and p.promotion_id = ${promotion_id}
  `.execute(tx)
  return rows[0]
}

export const findProduct = ({ tx, tenant_id }: Context, product_id: string) =>
  tx
    .selectFrom('product')
    .select(['category', 'price_cents'])
    .where('tenant_id', '=', tenant_id)
    .where('product_id', '=', product_id)
    .executeTakeFirst()

export type PromotionWish = {
  promotion_id: string
  name: string
  product_id: string | null
  category: string | null
  discount: Discount
  picture_id: string | null
  url: string | null
  store_ids: string[]
  valid_from: Date
  valid_until: Date
  stock_count: number | null
  per_customer_max: number | null
  for_whom: ForWhom
  sector: Sector
  repeat_weeks: number
  priority: number
}

export async function savePromotion({ tx, tenant_id, actor, now }: Context, wish: PromotionWish) {
  const { promotion_id, ...rest } = wish
  const written = { ...rest, discount: JSON.stringify(wish.discount), written_by: actor, written_at: now }
  await tx
    .insertInto('promotion')
    .values({ tenant_id, promotion_id, ...written })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'promotion_id']).doUpdateSet(written))
    .execute()
}

/** Counted off what was sold; locked in one order, as sales lock them. */
export async function countBack(
  { tx, tenant_id }: Context,
  customer_id: string | null,
  back: readonly PieceOff[],
): Promise<void> {
  const given = sql`jsonb_to_recordset(${JSON.stringify(back)}::jsonb)
    as x(promotion_id uuid, quantity_milli bigint, discount_cents bigint)`
  await sql`select 1 from promotion_sold where tenant_id = ${tenant_id}
    and promotion_id in (select x.promotion_id from ${given}) order by promotion_id for update`.execute(tx)
  await sql`
    update promotion_sold s set quantity_milli = s.quantity_milli - x.quantity_milli, discount_cents = s.discount_cents - x.discount_cents
    from (select promotion_id, sum(quantity_milli) as quantity_milli, sum(discount_cents) as discount_cents from ${given} group by 1) x
    where s.tenant_id = ${tenant_id} and s.promotion_id = x.promotion_id`.execute(tx)
  await sql`
    update promotion_taken t set quantity_milli = t.quantity_milli - x.quantity_milli
    from (select promotion_id, sum(quantity_milli) as quantity_milli from ${given} group by 1) x
    where t.tenant_id = ${tenant_id} and t.promotion_id = x.promotion_id and t.customer_id = ${customer_id}`.execute(
    tx,
  )
}

export type TillPromotion = Omit<OpenPromotion, 'valid_from' | 'valid_until'> & {
  valid_from: Date
  valid_until: Date
}

/** What a till keeps: open now in its store or to come there within the week, what was sold of each counted off. */
export async function listForTill(
  { tx, tenant_id, now }: Context,
  store_id: string,
  until: Date,
): Promise<TillPromotion[]> {
  const { rows } = await sql<TillPromotion>`
    select p.promotion_id, p.name, p.product_id, p.category, p.discount, p.store_ids::text[] as store_ids, p.sector, p.priority,
      p.valid_from, p.valid_until, p.for_whom, p.per_customer_max, p.stock_count * 1000::bigint - coalesce(d.quantity_milli, 0) as left_milli
    from promotion p ${sold(tenant_id)}
    where p.tenant_id = ${tenant_id} and p.valid_until > ${now} and p.valid_from < ${until} and p.withdrawn_at is null
      and (p.store_ids = '{}' or ${store_id} = any(p.store_ids))
    order by p.promotion_id limit 2000
  `.execute(tx)
  return rows
}

/** What each of these customers has had, of promotions that give only so many to one. */
export async function listTaken({ tx, tenant_id }: Context, customer_ids: string[]) {
  const { rows } = await sql<{ customer_id: string; promotion_id: string; quantity_milli: number }>`
    select t.customer_id, t.promotion_id, t.quantity_milli from promotion_taken t
    join promotion p on p.tenant_id = ${tenant_id} and p.promotion_id = t.promotion_id and p.per_customer_max is not null
    where t.tenant_id = ${tenant_id} and t.customer_id = any(${customer_ids}::uuid[]) and t.quantity_milli > 0
  `.execute(tx)
  return rows
}

export async function withdraw({ tx, tenant_id, actor, now }: Context, promotion_id: string) {
  await tx
    .updateTable('promotion')
    .set({ withdrawn_by: actor, withdrawn_at: now })
    .where('tenant_id', '=', tenant_id)
    .where('promotion_id', '=', promotion_id)
    .where('withdrawn_at', 'is', null)
    .execute()
}

type HabitRow = {
  customer_id: string
  goods: string
  is_product: boolean
  times: number
  last_at: Date
  first_at: Date
}

/** What each bought of these products and categories since `from`, by visits and not by pieces. */
export async function listHabits(
  { tx, tenant_id }: Context,
  customer_ids: string[],
  goods: { product_ids: string[]; categories: string[] },
  from: Date,
): Promise<HabitRow[]> {
  const { rows } = await sql<HabitRow>`
    select l.customer_id, coalesce(l.product_id::text, l.category) as goods, grouping(l.category) = 1 as is_product,
      count(distinct l.sale_id)::int as times, max(l.occurred_at) as last_at, min(l.occurred_at) as first_at
    from unnest(${customer_ids}::uuid[]) as c (customer_id)
    join sale_line l on l.tenant_id = ${tenant_id} and l.customer_id = c.customer_id and l.occurred_at > ${from}
    where l.quantity_milli > 0 and (l.product_id = any(${goods.product_ids}::uuid[]) or l.category = any(${goods.categories}::text[]))
    group by grouping sets ((l.customer_id, l.product_id), (l.customer_id, l.category))
  `.execute(tx)
  return rows
}

export async function listShown({ tx, tenant_id }: Context, customer_ids: string[], from: Date) {
  const { rows } = await sql<{ customer_id: string; promotion_id: string; shown_at: Date }>`
    select customer_id, promotion_id, max(shown_at) as shown_at from promotion_shown
    where tenant_id = ${tenant_id} and customer_id = any(${customer_ids}::uuid[]) and shown_at > ${from} and not on_card
    group by customer_id, promotion_id
  `.execute(tx)
  return rows
}

export async function addShown(
  { tx, tenant_id, now }: Context,
  shown: { customer_id: string; promotion_id: string; cause_id: string }[],
) {
  if (shown.length === 0) return
  await sql`
    insert into promotion_shown (tenant_id, customer_id, promotion_id, cause_id, shown_at)
    select ${tenant_id}, x.customer_id, x.promotion_id, x.cause_id, ${now}
    from jsonb_to_recordset(${JSON.stringify(shown)}::jsonb) as x (customer_id uuid, promotion_id uuid, cause_id uuid)
    on conflict do nothing
  `.execute(tx)
}

/** Once for each card and promotion; answers what it was not known to have shown. */
export async function addShownOnCard(
  { tx, tenant_id, now }: Context,
  customer_id: string,
  promotion_ids: readonly string[],
): Promise<string[]> {
  if (promotion_ids.length === 0) return []
  const { rows } = await sql<{ promotion_id: string }>`
    insert into promotion_shown (tenant_id, customer_id, promotion_id, cause_id, shown_at, on_card)
    select ${tenant_id}, ${customer_id}, x.promotion_id, x.promotion_id, ${now}, true
    from unnest(${promotion_ids}::uuid[]) as x (promotion_id) on conflict do nothing returning promotion_id
  `.execute(tx)
  return rows.map(({ promotion_id }) => promotion_id)
}

export async function findAsker({ tx, tenant_id }: Context, customer_id: string) {
  return tx
    .selectFrom('customer as c')
    .innerJoin('tenant as t', 't.tenant_id', 'c.tenant_id')
    .select(['c.customer_id', 'c.home_store_id as store_id', 't.currency'])
    .where('c.tenant_id', '=', tenant_id)
    .where('c.customer_id', '=', customer_id)
    .executeTakeFirst()
}
