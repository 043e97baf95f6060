import { sql, type Selectable } from 'kysely'
import type { Tables } from '../../../database/tables.ts'
import type { Context } from '../../platform/database.ts'
import type { Side, Terms } from './rules.ts'

export type ReferralRow = Selectable<Tables['referral']>

export async function findTerms({ tx, tenant_id }: Context): Promise<Terms | undefined> {
  return tx
    .selectFrom('referral_terms')
    .select(['minimum_cents', 'within_days', 'wait_days', 'month_max'])
    .where('tenant_id', '=', tenant_id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
}

export function saveTerms(ctx: Context, terms: Terms) {
  const values = { ...terms, changed_by: ctx.actor, changed_at: ctx.now, ended_at: null }
  return ctx.tx
    .insertInto('referral_terms')
    .values({ ...values, tenant_id: ctx.tenant_id })
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(values))
    .execute()
}

export function endTerms(ctx: Context) {
  return ctx.tx
    .updateTable('referral_terms')
    .set({ ended_at: ctx.now, changed_by: ctx.actor, changed_at: ctx.now })
    .where('tenant_id', '=', ctx.tenant_id)
    .where('ended_at', 'is', null)
    .execute()
}

export function findCodeOf({ tx, tenant_id }: Context, customer_id: string) {
  return tx
    .selectFrom('referral_code')
    .select(['code', 'device_hash'])
    .where('tenant_id', '=', tenant_id)
    .where('customer_id', '=', customer_id)
    .executeTakeFirst()
}

/** The code that stands then: this one, or one that was there already; undefined when another person has it. */
export async function addCode(ctx: Context, customer_id: string, code: string) {
  await ctx.tx
    .insertInto('referral_code')
    .values({ tenant_id: ctx.tenant_id, customer_id, code, made_at: ctx.now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return findCodeOf(ctx, customer_id)
}

export function setDevice({ tx, tenant_id }: Context, customer_id: string, device_hash: Buffer) {
  return tx
    .updateTable('referral_code')
    .set({ device_hash })
    .where('tenant_id', '=', tenant_id)
    .where('customer_id', '=', customer_id)
    .where(sql<boolean>`device_hash is distinct from ${device_hash}`)
    .execute()
}

/** Whose code it is, with an open card. */
export async function findHolderOfCode({ tx, tenant_id }: Context, code: string) {
  const { rows } = await sql<{ customer_id: string; first_name: string | null }>`
    select c.customer_id, c.first_name from referral_code r
    join customer c on c.tenant_id = r.tenant_id and c.customer_id = r.customer_id and c.left_at is null
    where r.tenant_id = ${tenant_id} and r.code = ${code}`.execute(tx)
  return rows[0]
}

export async function findSide({ tx, tenant_id }: Context, customer_id: string) {
  const { rows } = await sql<{
    customer_id: string
    account_id: string
    left_at: Date | null
    line1: string | null
    postal_code: string | null
    time_zone: string
    contacts: string[]
  }>`
    select c.customer_id, c.account_id, c.left_at, c.address_line1 as line1, c.postal_code, t.time_zone,
      array(select i.kind || ':' || i.value from identifier i where i.tenant_id = ${tenant_id} and i.customer_id = c.customer_id
        and i.kind in ('email', 'phone') order by 1) as contacts
    from customer c join tenant t on t.tenant_id = c.tenant_id
    where c.tenant_id = ${tenant_id} and c.customer_id = ${customer_id}`.execute(tx)
  const row = rows[0]
  if (!row) return undefined
  const { line1, postal_code, ...rest } = row
  const side: Side & { left_at: Date | null; time_zone: string } = {
    ...rest,
    address: { line1, postal_code },
  }
  return side
}

/** The friend, or any card with one of their e-mails or telephones, bought before then. */
export async function hasBought({ tx, tenant_id }: Context, friend: Side, before: Date): Promise<boolean> {
  const { rows } = await sql<{ bought: boolean }>`
    with cards as (
      select ${friend.customer_id}::uuid as customer_id
      union select i.customer_id from identifier i join unnest(${friend.contacts}::text[]) k on true
      where i.tenant_id = ${tenant_id} and i.kind = split_part(k, ':', 1) and i.value = substr(k, strpos(k, ':') + 1)
    )
    select exists (select from cards c join sale s on s.tenant_id = ${tenant_id} and s.customer_id = c.customer_id
      and s.occurred_at < ${before}) as bought`.execute(tx)
  return rows[0]!.bought
}

/** Who brought this person, who brought those, up to the first. */
export async function listAbove({ tx, tenant_id }: Context, customer_id: string): Promise<string[]> {
  const { rows } = await sql<{ referrer_id: string }>`
    with recursive above as (
      select r.referrer_id, 1 as step from referral r
      where r.tenant_id = ${tenant_id} and r.friend_id = ${customer_id} and r.ended_at is null
      union all
      select r.referrer_id, a.step + 1 from above a
      join referral r on r.tenant_id = ${tenant_id} and r.friend_id = a.referrer_id and r.ended_at is null where a.step < 50
    )
    select distinct referrer_id from above`.execute(tx)
  return rows.map(({ referrer_id }) => referrer_id)
}

export async function countAsked(ctx: Context, referrer_id: string, since: Date): Promise<number> {
  const { count } = await ctx.tx
    .selectFrom('referral')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', ctx.tenant_id)
    .where('referrer_id', '=', referrer_id)
    .where('asked_at', '>=', since)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function countOnDevice(ctx: Context, device_hash: Buffer): Promise<number> {
  const { count } = await ctx.tx
    .selectFrom('referral')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', ctx.tenant_id)
    .where('device_hash', '=', device_hash)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** One at a time for each of these people: two tills cannot bring the same friend, or one more than the month allows. */
export async function lockPeople({ tx, tenant_id }: Context, customer_ids: string[]) {
  await sql`select 1 from customer where tenant_id = ${tenant_id} and customer_id = any(${customer_ids}::uuid[])
    order by customer_id for no key update`.execute(tx)
}

export function findReferral(
  { tx, tenant_id }: Context,
  referral_id: string,
): Promise<ReferralRow | undefined> {
  return tx
    .selectFrom('referral')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('referral_id', '=', referral_id)
    .executeTakeFirst()
}

export function lockReferral(
  { tx, tenant_id }: Context,
  referral_id: string,
): Promise<ReferralRow | undefined> {
  return tx
    .selectFrom('referral')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('referral_id', '=', referral_id)
    .forUpdate()
    .executeTakeFirst()
}

export function findOpenOf({ tx, tenant_id }: Context, friend_id: string): Promise<ReferralRow | undefined> {
  return tx
    .selectFrom('referral')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('friend_id', '=', friend_id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
}

type New = Pick<
  ReferralRow,
  'referral_id' | 'referrer_id' | 'friend_id' | 'store_id' | 'device_hash' | 'content_hash'
> & { terms: Terms }

export async function addReferral(ctx: Context, row: New): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await ctx.tx
    .insertInto('referral')
    .values({
      ...row,
      terms: JSON.stringify(row.terms),
      tenant_id: ctx.tenant_id,
      asked_at: ctx.now,
      asked_by: ctx.actor,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

type Change = Partial<
  Pick<ReferralRow, 'sale_id' | 'bought_at' | 'due_at' | 'rewarded_at' | 'ended_at' | 'ended_why'>
>

export function changeReferral({ tx, tenant_id }: Context, referral_id: string, change: Change) {
  return tx
    .updateTable('referral')
    .set(change)
    .where('tenant_id', '=', tenant_id)
    .where('referral_id', '=', referral_id)
    .execute()
}

/** The friend's first purchase of at least so much, what came back taken off, in the days that count. */
export async function findPurchase(
  { tx, tenant_id }: Context,
  friend_id: string,
  { from, until, minimum_cents }: { from: Date; until: Date; minimum_cents: number },
) {
  const { rows } = await sql<{ sale_id: string; occurred_at: Date; time_zone: string }>`
    select s.sale_id, s.occurred_at, p.time_zone from sale s
    join store p on p.tenant_id = s.tenant_id and p.store_id = s.store_id
    where s.tenant_id = ${tenant_id} and s.customer_id = ${friend_id} and s.occurred_at >= ${from} and s.occurred_at <= ${until}
      and s.total_cents - coalesce((select sum(r.total_cents) from sale_return r
        where r.tenant_id = ${tenant_id} and r.sale_id = s.sale_id), 0) >= ${minimum_cents}
    order by s.occurred_at, s.sale_id limit 1`.execute(tx)
  return rows[0]
}

/** What of a sale was kept, in cents; undefined when it was undone. */
export async function keptOf({ tx, tenant_id }: Context, sale_id: string): Promise<number | undefined> {
  const { rows } = await sql<{ kept: number }>`
    select (s.total_cents - coalesce((select sum(r.total_cents) from sale_return r
      where r.tenant_id = ${tenant_id} and r.sale_id = s.sale_id), 0))::bigint as kept
    from sale s where s.tenant_id = ${tenant_id} and s.sale_id = ${sale_id}`.execute(tx)
  return rows[0]?.kept
}

/** Those whose days of return are over, and those that nobody bought for in time. */
export async function listDue({ tx, tenant_id, now }: Context, limit: number): Promise<string[]> {
  const { rows } = await sql<{ referral_id: string }>`
    (select referral_id from referral where tenant_id = ${tenant_id} and due_at <= ${now} and rewarded_at is null
      and ended_at is null order by due_at, referral_id limit ${limit})
    union all
    (select referral_id from referral where tenant_id = ${tenant_id} and sale_id is null and ended_at is null
      and asked_at + make_interval(days => (terms->>'within_days')::int + 1) < ${now} limit ${limit})`.execute(
    tx,
  )
  return rows.map(({ referral_id }) => referral_id)
}

export async function listOfSales({ tx, tenant_id }: Context, sale_ids: string[]): Promise<ReferralRow[]> {
  if (sale_ids.length === 0) return []
  return tx
    .selectFrom('referral')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('sale_id', 'in', sale_ids)
    .where('ended_at', 'is', null)
    .execute()
}

export async function listOpenOf({ tx, tenant_id }: Context, friend_ids: string[]): Promise<string[]> {
  if (friend_ids.length === 0) return []
  const rows = await tx
    .selectFrom('referral')
    .select('referral_id')
    .where('tenant_id', '=', tenant_id)
    .where('friend_id', 'in', friend_ids)
    .where('sale_id', 'is', null)
    .where('ended_at', 'is', null)
    .execute()
  return rows.map(({ referral_id }) => referral_id)
}
