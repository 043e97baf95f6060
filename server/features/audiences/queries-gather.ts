import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import type { Named } from './read-file.ts'

/** Who is in another audience now and has not left. Returns how many. */
export async function addMembersOf(ctx: Context, audience_id: string, source_id: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with came as (insert into audience_member (tenant_id, audience_id, customer_id, entered_at)
      select ${ctx.tenant_id}, ${audience_id}, m.customer_id, ${ctx.now} from audience_member m
      where m.tenant_id = ${ctx.tenant_id} and m.audience_id = ${source_id} on conflict do nothing returning customer_id)
    select count(*)::int n from came`.execute(ctx.tx)
  return rows[0]!.n
}

export async function replaceMembers(ctx: Context, audience_id: string, customer_ids: string[]) {
  const { rows } = await sql<{ came: number; went: number }>`
    with came as (insert into audience_member (tenant_id, audience_id, customer_id, entered_at)
      select ${ctx.tenant_id}, ${audience_id}, x, ${ctx.now} from unnest(${customer_ids}::uuid[]) x
      on conflict do nothing returning customer_id),
    went as (delete from audience_member m where m.tenant_id = ${ctx.tenant_id} and m.audience_id = ${audience_id}
      and m.customer_id <> all(${customer_ids}::uuid[]) returning m.customer_id)
    select (select count(*)::int from came) came, (select count(*)::int from went) went`.execute(ctx.tx)
  return rows[0]!
}

/** By the place of the row: the customers that one of its keys belongs to. A couple may share a phone. */
export async function matchIdentifiers(ctx: Context, rows: Named[]): Promise<Map<number, string[]>> {
  const keys = rows.flatMap((row, at) => row.keys.map((key) => ({ at, ...key })))
  const found = new Map<number, string[]>()
  const { rows: matches } = await sql<{ at: number; customer_id: string }>`
    select k.at, i.customer_id from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k (at int, kind text, value text)
    join identifier i on i.tenant_id = ${ctx.tenant_id} and i.kind = k.kind and i.value = k.value
    join customer c on c.tenant_id = ${ctx.tenant_id} and c.customer_id = i.customer_id and c.left_at is null
    order by 1, 2`.execute(ctx.tx)
  for (const { at, customer_id } of matches) found.set(at, [...(found.get(at) ?? []), customer_id])
  return found
}

export type Day = { day: string; came: number; went: number; members: number }

/** The days that changed something, in order. */
export async function listDays(ctx: Context, audience_id: string, since: Date): Promise<Day[]> {
  return ctx.tx
    .selectFrom('audience_day')
    .select(['day', 'came', 'went', 'members'])
    .where('tenant_id', '=', ctx.tenant_id)
    .where('audience_id', '=', audience_id)
    .where('day', '>=', since as never)
    .orderBy('day')
    .execute() as never
}

/** How many are in both, and in either alone. */
export async function countOverlap(ctx: Context, a: string, b: string) {
  const { rows } = await sql<{ only_a: number; both: number; only_b: number }>`
    select count(*) filter (where b.customer_id is null)::int only_a,
      count(*) filter (where a.customer_id is not null and b.customer_id is not null)::int "both",
      count(*) filter (where a.customer_id is null)::int only_b
    from (select customer_id from audience_member where tenant_id = ${ctx.tenant_id} and audience_id = ${a}) a
    full join (select customer_id from audience_member where tenant_id = ${ctx.tenant_id} and audience_id = ${b}) b
      using (customer_id)`.execute(ctx.tx)
  return rows[0]!
}

export type Exported = {
  customer_id: string
  first_name: string | null
  last_name: string | null
  card: string | null
  email: string | null
  phone: string | null
  store: string | null
  entered_at: Date
}

export async function listExported(
  ctx: Context,
  audience_id: string,
  after: string,
  stores: string[] | null,
  limit: number,
) {
  const latest = (kind: string) => sql`(select i.value from identifier i where i.tenant_id = ${ctx.tenant_id}
    and i.customer_id = c.customer_id and i.kind = ${kind} order by i.recorded_at desc, i.value limit 1)`
  const { rows } = await sql<Exported>`
    select c.customer_id, c.first_name, c.last_name, ${latest('card')} card, ${latest('email')} email, ${latest('phone')} phone,
      s.name store, m.entered_at
    from audience_member m join customer c on c.tenant_id = ${ctx.tenant_id} and c.customer_id = m.customer_id
    left join store s on s.tenant_id = ${ctx.tenant_id} and s.store_id = c.home_store_id
    where m.tenant_id = ${ctx.tenant_id} and m.audience_id = ${audience_id} and m.customer_id > ${after}::uuid
      ${stores ? sql`and c.home_store_id = any(${stores}::uuid[])` : sql``}
    order by m.customer_id limit ${limit}`.execute(ctx.tx)
  return rows
}
