import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import type { Rule } from './shape.ts'

export type Kind = 'rule' | 'frozen' | 'file'
export type AudienceFile = {
  name: string
  column: string
  lines: number
  matched: number
  unmatched: Unmatched[]
}
/** `line` counts from 1, titles included, as a spreadsheet shows it. */
export type Unmatched = { line: number; text: string }
export type Audience = {
  audience_id: string
  name: string
  description: string
  kind: Kind
  rule: Rule | null
  source_id: string | null
  file: AudienceFile | null
  created_at: Date
  updated_at: Date
  judged_at: Date | null
  archived_at: Date | null
}

const COLUMNS = [
  'audience_id',
  'name',
  'description',
  'kind',
  'rule',
  'source_id',
  'file',
  'created_at',
  'updated_at',
  'judged_at',
  'archived_at',
] as const

export function findAudience({ tx, tenant_id }: Context, audience_id: string) {
  return tx
    .selectFrom('audience')
    .select(COLUMNS)
    .where('tenant_id', '=', tenant_id)
    .where('audience_id', '=', audience_id)
    .executeTakeFirst() as Promise<Audience | undefined>
}

export function lockAudience({ tx, tenant_id }: Context, audience_id: string) {
  return tx
    .selectFrom('audience')
    .select(COLUMNS)
    .where('tenant_id', '=', tenant_id)
    .where('audience_id', '=', audience_id)
    .forUpdate()
    .executeTakeFirst() as Promise<Audience | undefined>
}

export type Saved = Pick<
  Audience,
  'audience_id' | 'name' | 'description' | 'kind' | 'rule' | 'source_id' | 'file' | 'judged_at'
>

export function saveAudience(ctx: Context, audience: Saved) {
  const { audience_id, rule, file, ...rest } = audience
  const values = {
    ...rest,
    rule: rule && JSON.stringify(rule),
    file: file && JSON.stringify(file),
    updated_at: ctx.now,
  }
  return ctx.tx
    .insertInto('audience')
    .values({ ...values, audience_id, tenant_id: ctx.tenant_id, created_by: ctx.actor, created_at: ctx.now })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'audience_id']).doUpdateSet(values))
    .execute()
}

export function markJudged(ctx: Context, audience_ids: string[], judged_at: Date | null) {
  return ctx.tx
    .updateTable('audience')
    .set({ judged_at })
    .where('tenant_id', '=', ctx.tenant_id)
    .where('audience_id', 'in', audience_ids)
    .execute()
}

export function archive(ctx: Context, audience_id: string, is: boolean) {
  return ctx.tx
    .updateTable('audience')
    .set({ archived_at: is ? ctx.now : null, archived_by: is ? ctx.actor : null })
    .where('tenant_id', '=', ctx.tenant_id)
    .where('audience_id', '=', audience_id)
    .execute()
}

/** Those that are kept fresh. */
export async function listLive({ tx, tenant_id }: Context) {
  const rows = await tx
    .selectFrom('audience')
    .select(['audience_id', 'name', 'rule', 'judged_at'])
    .where('tenant_id', '=', tenant_id)
    .where('archived_at', 'is', null)
    .where('kind', '=', 'rule')
    .orderBy('audience_id')
    .execute()
  return rows as { audience_id: string; name: string; rule: Rule; judged_at: Date | null }[]
}

export type Listed = Audience & { members: number; days: number[] }

/** With how many are in, and how many were at the end of each of the last 30 days that changed something. */
export async function listAudiences(
  ctx: Context,
  {
    archived,
    after,
    limit,
    since,
  }: { archived: boolean; after: { at: Date; id: string } | null; limit: number; since: Date },
): Promise<Listed[]> {
  const { rows } = await sql<Listed>`
    select a.audience_id, a.name, a.description, a.kind, a.rule, a.source_id, a.file, a.created_at, a.updated_at, a.judged_at,
      a.archived_at, coalesce((select d.members from audience_day d where d.tenant_id = ${ctx.tenant_id}
        and d.audience_id = a.audience_id order by d.day desc limit 1), 0) members,
      array(select d.members from audience_day d where d.tenant_id = ${ctx.tenant_id} and d.audience_id = a.audience_id
        and d.day >= ${since}::date order by d.day) days
    from audience a where a.tenant_id = ${ctx.tenant_id} and (a.archived_at is not null) = ${archived} ${
      after ? sql`and (a.created_at, a.audience_id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``
    }
    order by a.created_at desc, a.audience_id desc limit ${limit}`.execute(ctx.tx)
  return rows
}

export async function findMembers({ tx, tenant_id }: Context, audience_id: string): Promise<number> {
  const row = await tx
    .selectFrom('audience_day')
    .select('members')
    .where('tenant_id', '=', tenant_id)
    .where('audience_id', '=', audience_id)
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.members ?? 0
}

export async function hasMember({ tx, tenant_id }: Context, audience_id: string, customer_id: string) {
  const row = await tx
    .selectFrom('audience_member')
    .select('customer_id')
    .where('tenant_id', '=', tenant_id)
    .where('audience_id', '=', audience_id)
    .where('customer_id', '=', customer_id)
    .executeTakeFirst()
  return row !== undefined
}

/** By customer id, for work on all of them. */
export function listMemberIds(ctx: Context, audience_id: string, after: string | null, limit: number) {
  let found = ctx.tx
    .selectFrom('audience_member')
    .select(['customer_id', 'entered_at'])
    .where('tenant_id', '=', ctx.tenant_id)
    .where('audience_id', '=', audience_id)
  if (after) found = found.where('customer_id', '>', after)
  return found.orderBy('customer_id').limit(limit).execute()
}

export type Member = {
  customer_id: string
  first_name: string | null
  last_name: string | null
  home_store_id: string | null
  entered_at: Date
}

/** The newest first, as people read them. `stores`: only those whose usual store is one of these. */
export async function listMembersShown(
  ctx: Context,
  audience_id: string,
  {
    before,
    stores,
    limit,
  }: { before: { at: Date; id: string } | null; stores: string[] | null; limit: number },
): Promise<Member[]> {
  const { rows } = await sql<Member>`
    select m.customer_id, c.first_name, c.last_name, c.home_store_id, m.entered_at
    from audience_member m join customer c on c.tenant_id = m.tenant_id and c.customer_id = m.customer_id
    where m.tenant_id = ${ctx.tenant_id} and m.audience_id = ${audience_id} ${
      before
        ? sql`and (m.entered_at, m.customer_id) < (${before.at}::timestamptz, ${before.id}::uuid)`
        : sql``
    } ${stores ? sql`and c.home_store_id = any(${stores}::uuid[])` : sql``}
    order by m.entered_at desc, m.customer_id desc limit ${limit}`.execute(ctx.tx)
  return rows
}

/** Where a slice of customers ends: the id of the nth after this one; null when fewer are left. */
export async function endOfSlice(
  { tx, tenant_id }: Context,
  after: string,
  size: number,
): Promise<string | null> {
  const { rows } = await sql<{ customer_id: string }>`
    select customer_id from customer where tenant_id = ${tenant_id} and customer_id > ${after}::uuid
    order by customer_id offset ${size - 1} limit 1`.execute(tx)
  return rows[0]?.customer_id ?? null
}

/** Those whom these facts may concern: they themselves, and who shares an account with them. */
export async function listTouched(
  ctx: Context,
  customer_ids: string[],
  account_ids: string[],
): Promise<string[]> {
  const { rows } = await sql<{ customer_id: string }>`
    select b.customer_id from customer b where b.tenant_id = ${ctx.tenant_id} and b.account_id = any(array(
      select a.account_id from customer a where a.tenant_id = ${ctx.tenant_id} and a.customer_id = any(${customer_ids}::uuid[])
      union all select unnest(${account_ids}::uuid[])))
    union select unnest(${customer_ids}::uuid[])
    order by 1`.execute(ctx.tx)
  return rows.map(({ customer_id }) => customer_id)
}

export async function listDue(ctx: Context, limit: number): Promise<string[]> {
  const rows = await ctx.tx
    .selectFrom('audience_due')
    .select('customer_id')
    .where('tenant_id', '=', ctx.tenant_id)
    .where('due_at', '<=', ctx.now)
    .orderBy('due_at')
    .limit(limit)
    .execute()
  return rows.map(({ customer_id }) => customer_id)
}

/** What was due and has been judged: whatever is still to come lies ahead. */
export function dropDue({ tx, tenant_id, now }: Context, customer_ids: string[]) {
  return tx
    .deleteFrom('audience_due')
    .where('tenant_id', '=', tenant_id)
    .where('customer_id', 'in', customer_ids)
    .where('due_at', '<=', now)
    .execute()
}

export async function findNextDue({ tx, tenant_id }: Context): Promise<Date | null> {
  const row = await tx
    .selectFrom('audience_due')
    .select('due_at')
    .where('tenant_id', '=', tenant_id)
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst()
  return row?.due_at ?? null
}

export function forgetClock({ tx, tenant_id }: Context) {
  return tx.updateTable('audience_clock').set({ wakes_at: null }).where('tenant_id', '=', tenant_id).execute()
}

/** Whose record is gone altogether, because an import was undone. */
export async function dropStrangers({ tx, tenant_id }: Context) {
  await sql`delete from audience_due d where d.tenant_id = ${tenant_id}
    and not exists (select from customer c where c.tenant_id = ${tenant_id} and c.customer_id = d.customer_id)`.execute(
    tx,
  )
  const { rows } = await sql<{ audience_id: string; n: number }>`
    with gone as (delete from audience_member m where m.tenant_id = ${tenant_id}
      and not exists (select from customer c where c.tenant_id = ${tenant_id} and c.customer_id = m.customer_id)
      returning m.audience_id)
    select audience_id, count(*)::int n from gone group by 1`.execute(tx)
  return Object.fromEntries(rows.map(({ audience_id, n }) => [audience_id, n]))
}
