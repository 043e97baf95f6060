import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'

export type Kind = 'apple' | 'google'

export const findShop = ({ tx, tenant_id }: Context) =>
  tx
    .selectFrom('tenant')
    .select(['name', 'slug', 'language', 'currency', 'time_zone', 'theme'])
    .where('tenant_id', '=', tenant_id)
    .executeTakeFirstOrThrow()

/** Whose card it is, what its language is, and whether anything may be spent with it. */
export const findHolder = ({ tx, tenant_id }: Context, customer_id: string) =>
  tx
    .selectFrom('customer as c')
    .leftJoin('spend_lock as l', (join) =>
      join.onRef('l.tenant_id', '=', 'c.tenant_id').onRef('l.customer_id', '=', 'c.customer_id'),
    )
    .select(['c.customer_id', 'c.language', 'c.left_at', 'c.erased_at', 'l.locked_at'])
    .where('c.tenant_id', '=', tenant_id)
    .where('c.customer_id', '=', customer_id)
    .executeTakeFirst()

const SHOWN = ['pass_id', 'customer_id', 'kind', 'face_hash', 'changed_at'] as const

export const findPass = ({ tx, tenant_id }: Context, pass_id: string, kind: Kind) =>
  tx
    .selectFrom('wallet_pass')
    .select([...SHOWN])
    .where('tenant_id', '=', tenant_id)
    .where('pass_id', '=', pass_id)
    .where('kind', '=', kind)
    .executeTakeFirst()

export const findPassOf = ({ tx, tenant_id }: Context, customer_id: string, kind: Kind) =>
  tx
    .selectFrom('wallet_pass')
    .select([...SHOWN])
    .where('tenant_id', '=', tenant_id)
    .where('customer_id', '=', customer_id)
    .where('kind', '=', kind)
    .executeTakeFirst()

type NewPass = { pass_id: string; customer_id: string; kind: Kind; face_hash: Buffer; headline: string }

/** Asked for twice at once, the first one stands. */
export function addPass({ tx, tenant_id, now }: Context, row: NewPass) {
  return tx
    .insertInto('wallet_pass')
    .values({ ...row, tenant_id, made_at: now, changed_at: now })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'customer_id', 'kind']).doNothing())
    .execute()
}

/**
 * Everybody who shares an account with these people. Written even where it stands already: then it waits for a look that
 * is under way and may have been too early. Returns how many.
 */
export async function markStale(ctx: Context, customer_ids: string[], account_ids: string[]) {
  const { rows } = await sql<{ marked: number }>`
    with marked as (
      update wallet_pass set stale_at = ${ctx.now}
      where tenant_id = ${ctx.tenant_id} and customer_id in (
        select c.customer_id from customer c
        where c.tenant_id = ${ctx.tenant_id} and c.account_id in (
          select o.account_id from customer o
          where o.tenant_id = ${ctx.tenant_id} and o.customer_id = any(${customer_ids}::uuid[])
          union select unnest(${account_ids}::uuid[])))
      returning 1)
    select count(*) as marked from marked`.execute(ctx.tx)
  return rows[0]!.marked
}

/** The shop's own look or its programme changed: all of them. */
export async function markAllStale({ tx, tenant_id, now }: Context) {
  const { numUpdatedRows } = await tx
    .updateTable('wallet_pass')
    .set({ stale_at: now })
    .where('tenant_id', '=', tenant_id)
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/** The next one after `after`, held until the end of the transaction. */
export const lockStale = ({ tx, tenant_id }: Context, after: string) =>
  tx
    .selectFrom('wallet_pass')
    .select([...SHOWN])
    .where('tenant_id', '=', tenant_id)
    .where('stale_at', 'is not', null)
    .where('pass_id', '>', after)
    .orderBy('pass_id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()

export function endStale({ tx, tenant_id }: Context, pass_id: string) {
  return tx
    .updateTable('wallet_pass')
    .set({ stale_at: null })
    .where('tenant_id', '=', tenant_id)
    .where('pass_id', '=', pass_id)
    .execute()
}

/** It shows something else from now on, and whoever holds it is to be told. Answers the transaction that changed it. */
export async function writeFace(
  ctx: Context,
  pass_id: string,
  face: { face_hash: Buffer; headline: string },
  due_at = ctx.now,
): Promise<number> {
  const { rows } = await sql<{ changed_tx: number }>`
    update wallet_pass set face_hash = ${face.face_hash}, headline = ${face.headline}, stale_at = null,
      news = case when headline <> ${face.headline} then nullif(${face.headline}, '') else news end,
      changed_at = greatest(${ctx.now}, date_trunc('second', changed_at) + interval '1 second'),
      changed_tx = pg_current_xact_id()::text::bigint, due_at = ${due_at}, tries = 0, problem = null
    where tenant_id = ${ctx.tenant_id} and pass_id = ${pass_id} returning changed_tx`.execute(ctx.tx)
  return rows[0]!.changed_tx
}

export type Due = {
  pass_id: string
  customer_id: string
  kind: Kind
  news: string | null
  changed_tx: number
  noticed_at: Date[]
  tries: number
}

/** Taken until `until`: after a crash they come again, which rings nobody twice, since it says only that something changed. */
export async function takeDue(ctx: Context, until: Date, limit: number): Promise<Due[]> {
  const { rows } = await sql<Due>`
    update wallet_pass p set due_at = ${until}, tries = p.tries + 1
    from (select pass_id from wallet_pass where tenant_id = ${ctx.tenant_id} and due_at <= ${ctx.now}
      order by due_at, pass_id limit ${limit} for update skip locked) d
    where p.tenant_id = ${ctx.tenant_id} and p.pass_id = d.pass_id
    returning p.pass_id, p.customer_id, p.kind, p.news, p.changed_tx, p.noticed_at, p.tries`.execute(ctx.tx)
  return rows
}

/** What changed once more meanwhile stays due. */
export function endTelling(
  { tx, tenant_id }: Context,
  { pass_id, changed_tx }: Pick<Due, 'pass_id' | 'changed_tx'>,
  end: { due_at: Date | null; tries?: number; problem: string | null; news?: null; noticed_at?: Date[] },
) {
  return tx
    .updateTable('wallet_pass')
    .set(end)
    .where('tenant_id', '=', tenant_id)
    .where('pass_id', '=', pass_id)
    .where('changed_tx', '=', changed_tx)
    .execute()
}

export const findNextDue = async ({ tx, tenant_id }: Context): Promise<Date | null> =>
  (
    await tx
      .selectFrom('wallet_pass')
      .select('due_at')
      .where('tenant_id', '=', tenant_id)
      .where('due_at', 'is not', null)
      .orderBy('due_at')
      .limit(1)
      .executeTakeFirst()
  )?.due_at ?? null

/** Something waits that no job may be working at any more. */
export const hasOldWork = async ({ tx, tenant_id }: Context, before: Date) => {
  const { rows } = await sql<{ waits: boolean }>`
    select exists (select from wallet_pass where tenant_id = ${tenant_id} and (stale_at < ${before} or due_at < ${before})) as waits`.execute(
    tx,
  )
  return rows[0]!.waits
}

export function enqueueRefresh({ tx, tenant_id }: Context, at: Date | null = null) {
  const key = `${at ? 'passes-later' : 'passes'}:${tenant_id}`
  return sql`select enqueue('refresh_passes', ${JSON.stringify({ tenant_id })}::json, ${at}::timestamptz, ${key})`.execute(
    tx,
  )
}

export async function readCounts({ tx, tenant_id }: Context) {
  const { rows } = await sql<{
    apple: number
    google: number
    phones: number
    waiting: number
    problem: string | null
  }>`
    select count(*) filter (where kind = 'apple') as apple, count(*) filter (where kind = 'google') as google,
      count(*) filter (where due_at is not null or stale_at is not null) as waiting,
      (select count(distinct push_token) from wallet_phone where tenant_id = ${tenant_id}) as phones,
      (array_agg(problem order by changed_at desc, pass_id) filter (where problem is not null))[1] as problem
    from wallet_pass where tenant_id = ${tenant_id}`.execute(tx)
  return rows[0]!
}
