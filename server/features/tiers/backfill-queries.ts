import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import type { StoredAward } from '../programmes/rules.ts'

export type Backfill = {
  backfill_id: string
  ladder_id: string
  counting_hash: Buffer
  after_account: string | null
  accounts_done: number
  accounts_all: number
  started_at: Date
  finished_at: Date | null
}

const COLUMNS = [
  'backfill_id',
  'ladder_id',
  'counting_hash',
  'after_account',
  'accounts_done',
  'accounts_all',
  'started_at',
  'finished_at',
] as const

export function listBackfills({ tx, tenant_id }: Context): Promise<Backfill[]> {
  return tx.selectFrom('tier_backfill').select(COLUMNS).where('tenant_id', '=', tenant_id).execute()
}

/** Whoever goes on with it holds its row. Undefined when another is at it, or it is done. */
export function lockBackfill({ tx, tenant_id }: Context, backfill_id: string): Promise<Backfill | undefined> {
  return tx
    .selectFrom('tier_backfill')
    .select(COLUMNS)
    .where('tenant_id', '=', tenant_id)
    .where('backfill_id', '=', backfill_id)
    .where('finished_at', 'is', null)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
}

export async function addBackfill(
  ctx: Context,
  ladder_id: string,
  counting_hash: Buffer,
  backfill_id: string,
) {
  await sql`
    insert into tier_backfill (tenant_id, ladder_id, counting_hash, backfill_id, accounts_all, started_at)
    select ${ctx.tenant_id}, ${ladder_id}, ${counting_hash}, ${backfill_id},
      (select count(distinct account_id)::int from customer where tenant_id = ${ctx.tenant_id}), ${ctx.now}
    on conflict do nothing`.execute(ctx.tx)
}

/** A ladder that goes back to a way it had before is put to everybody again. */
export async function restartBackfill(
  ctx: Context,
  { ladder_id, counting_hash }: Pick<Backfill, 'ladder_id' | 'counting_hash'>,
) {
  await sql`
    update tier_backfill set after_account = null, accounts_done = 0, started_at = ${ctx.now}, finished_at = null
    where tenant_id = ${ctx.tenant_id} and ladder_id = ${ladder_id} and counting_hash = ${counting_hash}
      and finished_at is not null`.execute(ctx.tx)
}

export async function advanceBackfill(
  { tx, tenant_id, now }: Context,
  backfill_id: string,
  after_account: string | null,
  done: number,
) {
  await sql`
    update tier_backfill set after_account = coalesce(${after_account}::uuid, after_account), accounts_done = accounts_done + ${done},
      finished_at = case when ${after_account}::uuid is null then ${now}::timestamptz end
    where tenant_id = ${tenant_id} and backfill_id = ${backfill_id}`.execute(tx)
}

/** The next accounts by id. */
export async function listAccountIds(
  { tx, tenant_id }: Context,
  after: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ account_id: string }>`
    select distinct account_id from customer where tenant_id = ${tenant_id} and account_id > ${after}
    order by account_id limit ${limit}`.execute(tx)
  return rows.map(({ account_id }) => account_id)
}

/** Of these accounts, those with a purchase since then, or that the ladder counts for already. */
export async function listConcerned(
  { tx, tenant_id }: Context,
  account_ids: string[],
  unit: string,
  since: Date,
): Promise<string[]> {
  const { rows } = await sql<{ account_id: string }>`
    select a as account_id from unnest(${account_ids}::uuid[]) a
    where exists (select from customer c join sale s on s.tenant_id = ${tenant_id} and s.customer_id = c.customer_id
        and s.occurred_at >= ${since}
      where c.tenant_id = ${tenant_id} and c.account_id = a)
      or exists (select from account t where t.tenant_id = ${tenant_id} and t.account_id = a and t.unit = ${unit})
    order by a`.execute(tx)
  return rows.map(({ account_id }) => account_id)
}

export type PastSaleRow = {
  account_id: string
  sale_id: string
  store_id: string
  merchant_id: string
  time_zone: string
  occurred_at: Date
  lines: { n: number; product_id?: string; category?: string; qty: number; gross: number; total: number }[]
  awards: StoredAward[]
  programme_version: number | null
  returns: { at: string; lines: { n: number; qty: number }[] }[] | null
  /** The ledger has it already. */
  posted: boolean
}

/** What these accounts bought since then, oldest first, with what came back. */
export async function listPastSales(
  { tx, tenant_id }: Context,
  account_ids: string[],
  unit: string,
  since: Date,
): Promise<PastSaleRow[]> {
  const { rows } = await sql<PastSaleRow>`
    select c.account_id, s.sale_id, s.store_id, s.merchant_id, p.time_zone, s.occurred_at, s.lines, s.awards, s.programme_version,
      (select json_agg(json_build_object('at', r.occurred_at, 'lines', r.lines) order by r.occurred_at, r.recorded_at)
        from sale_return r where r.tenant_id = ${tenant_id} and r.sale_id = s.sale_id) as returns,
      exists (select from lot l where l.tenant_id = ${tenant_id} and l.cause_id = s.sale_id and l.unit = ${unit}) as posted
    from customer c
    join sale s on s.tenant_id = ${tenant_id} and s.customer_id = c.customer_id and s.occurred_at >= ${since}
    join store p on p.tenant_id = ${tenant_id} and p.store_id = s.store_id
    where c.tenant_id = ${tenant_id} and c.account_id = any(${account_ids}::uuid[])
    order by s.occurred_at, s.sale_id`.execute(tx)
  return rows
}

/** A sale with what its return needs, when it counted for a ladder without having said so in its day. */
export async function findCountedSale({ tx, tenant_id }: Context, sale_id: string) {
  const { rows } = await sql<Omit<PastSaleRow, 'account_id' | 'returns' | 'posted'>>`
    select s.sale_id, s.store_id, s.merchant_id, p.time_zone, s.occurred_at, s.lines, s.awards, s.programme_version
    from sale s join store p on p.tenant_id = s.tenant_id and p.store_id = s.store_id
    where s.tenant_id = ${tenant_id} and s.sale_id = ${sale_id}`.execute(tx)
  return rows[0]
}
