import { sql } from 'kysely'
import { DAY_MS } from '../../lib/time.ts'
import type { Context } from '../../platform/database.ts'
import type { ListCriteria } from './criteria.ts'

export type List = {
  list_id: string
  name: string
  benefit: string
  criteria: ListCriteria | null
  created_at: Date
  ended_at: Date | null
}

export async function listLists(ctx: Context): Promise<(List & { members: number })[]> {
  const { rows } = await sql<List & { members: number }>`
    select l.list_id, l.name, l.benefit, l.criteria, l.created_at, l.ended_at, (select count(*)::int
      from list_member m
      where m.tenant_id = ${ctx.tenant_id} and m.list_id = l.list_id and m.left_at is null) members
    from privileged_list l where l.tenant_id = ${ctx.tenant_id} and l.ended_at is null order by l.created_at,
      l.list_id`.execute(ctx.tx)
  return rows
}

export function findList(ctx: Context, list_id: string) {
  return ctx.tx
    .selectFrom('privileged_list')
    .select(['list_id', 'name', 'benefit', 'criteria', 'created_at', 'ended_at'])
    .where('tenant_id', '=', ctx.tenant_id)
    .where('list_id', '=', list_id)
    .executeTakeFirst() as Promise<List | undefined>
}

export function saveList(
  ctx: Context,
  { list_id, name, benefit, criteria }: Pick<List, 'list_id' | 'name' | 'benefit' | 'criteria'>,
) {
  const values = { name, benefit, criteria: criteria && JSON.stringify(criteria) }
  return ctx.tx
    .insertInto('privileged_list')
    .values({ ...values, tenant_id: ctx.tenant_id, list_id, created_by: ctx.actor, created_at: ctx.now })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'list_id']).doUpdateSet(values))
    .execute()
}

export function endList(ctx: Context, list_id: string) {
  return ctx.tx
    .updateTable('privileged_list')
    .set({ ended_at: ctx.now })
    .where('tenant_id', '=', ctx.tenant_id)
    .where('list_id', '=', list_id)
    .where('ended_at', 'is', null)
    .execute()
}

/**
 * Of these people, those whose purchases that were kept reach the mark; returns are taken off their own
 * sale.
 */
export async function listQualified(
  ctx: Context,
  criteria: Omit<ListCriteria, 'measure'> & { measure: string },
  customer_ids: string[],
): Promise<{ customer_id: string; reached: number }[]> {
  if (customer_ids.length === 0) return []
  const { measure, at_least, within_days, category, store_id } = criteria
  const since = new Date(ctx.now.getTime() - within_days * DAY_MS)
  const reached =
    measure === 'spend_cents'
      ? sql`sum(total)`
      : measure === 'items'
        ? sql`floor(sum(qty) / 1000)`
        : sql`count(distinct sale_id) filter (where qty > 0)`
  const { rows } = await sql<{ customer_id: string; reached: number }>`
    with sold as (
      select s.customer_id, s.sale_id, (l->>'n')::int n, coalesce((l->>'total')::bigint, s.total_cents) total,
        coalesce((l->>'qty')::bigint, 1000) qty
      from sale s left join lateral jsonb_array_elements(s.lines) l on true
      where s.tenant_id = ${ctx.tenant_id} and s.customer_id = any(${customer_ids}::uuid[])
        and s.occurred_at > ${since}
        and s.occurred_at <= ${ctx.now} ${store_id ? sql`and s.store_id = ${store_id}` : sql``}
        ${category ? sql`and l->>'category' = ${category}` : sql``}
    ), back as (
      select r.sale_id, (l->>'n')::int n, sum((l->>'total')::bigint) total, sum((l->>'qty')::bigint) qty
      from sale_return r cross join lateral jsonb_array_elements(r.lines) l
      where r.tenant_id = ${ctx.tenant_id} and r.sale_id in (select sale_id from sold) group by 1, 2
    ), kept as (
      select sold.customer_id, sold.sale_id, sold.total - coalesce(back.total, 0) total,
        sold.qty - coalesce(back.qty, 0) qty
      from sold left join back on back.sale_id = sold.sale_id and back.n = sold.n
    )
    select customer_id, (${reached})::bigint reached from kept group by customer_id
      having ${reached} >= ${at_least}
    order by customer_id`.execute(ctx.tx)
  return rows
}

/**
 * Those who were not on the list, now are. Who was taken off by hand is not put back by criteria; who left
 * the shop neither.
 */
export async function join(
  ctx: Context,
  list_id: string,
  customer_ids: string[],
  by: string,
): Promise<string[]> {
  if (customer_ids.length === 0) return []
  const by_hand = by !== 'criteria'
  const { rows } = await sql<{ customer_id: string }>`
    insert into list_member as m (tenant_id, list_id, customer_id, joined_at, joined_by)
    select ${ctx.tenant_id}, ${list_id}, c.customer_id, ${ctx.now}, ${by} from customer c
    where c.tenant_id = ${ctx.tenant_id} and c.customer_id = any(${customer_ids}::uuid[])
      and c.left_at is null order by c.customer_id
    on conflict (tenant_id, list_id, customer_id) do update set joined_at = excluded.joined_at,
      joined_by = excluded.joined_by,
      left_at = null, left_by = null
      where m.left_at is not null and (${by_hand} or m.left_by = 'criteria')
    returning customer_id`.execute(ctx.tx)
  return rows.map(({ customer_id }) => customer_id)
}

/** Takes off these people, or (by criteria) those of them whom criteria put on. */
export async function takeOff(
  ctx: Context,
  list_id: string,
  customer_ids: string[],
  by: string,
): Promise<string[]> {
  const { rows } = await sql<{ customer_id: string }>`
    update list_member set left_at = ${ctx.now}, left_by = ${by}
    where tenant_id = ${ctx.tenant_id} and list_id = ${list_id}
      and customer_id = any(${customer_ids}::uuid[]) and left_at is null
      ${by === 'criteria' ? sql`and joined_by = 'criteria'` : sql``}
    returning customer_id`.execute(ctx.tx)
  return rows.map(({ customer_id }) => customer_id)
}

/**
 * Who may be concerned by a list, in slices by id: those who have bought, and those whom criteria put on
 * it.
 */
export async function listConcerned(
  ctx: Context,
  list_id: string,
  after: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ customer_id: string }>`
    select customer_id from (
      (select customer_id from customer_figures where tenant_id = ${ctx.tenant_id} and customer_id > ${after}
        order by 1 limit ${limit})
      union
      (select customer_id from list_member where tenant_id = ${ctx.tenant_id} and list_id = ${list_id}
        and customer_id > ${after}
        and left_at is null order by 1 limit ${limit})) both_of_them order by 1 limit ${limit}`.execute(
    ctx.tx,
  )
  return rows.map(({ customer_id }) => customer_id)
}
