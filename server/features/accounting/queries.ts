/** The tables of accounting: months that were counted, closes, and how the shop counts. */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import type { CohortMonth } from './estimate.ts'
import { EFFECTS, type Movement } from './movements.ts'

/** When the first entry of all was recorded. */
export async function findFirstEntry({ tx, tenant_id }: Context): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select least(
      (select min(recorded_at) from points_entry where tenant_id = ${tenant_id}),
      (select min(recorded_at) from voucher_entry where tenant_id = ${tenant_id})) as at`.execute(tx)
  return rows[0]!.at
}

export type CountedMonth = { month: string; from_at: Date; to_at: Date; counted_at: Date }

export async function listCounted({ tx, tenant_id }: Context): Promise<CountedMonth[]> {
  const { rows } = await sql<CountedMonth>`
    select to_char(month, 'YYYY-MM') as month, from_at, to_at, counted_at from accounting_month
    where tenant_id = ${tenant_id} order by 1`.execute(tx)
  return rows
}

/** Only one counts or closes at a time; whoever comes meanwhile waits, and then finds it done. */
export const lockAccounting = ({ tx, tenant_id }: Context) =>
  sql`select pg_advisory_xact_lock(hashtextextended('accounting ' || ${tenant_id}, 0))`.execute(tx)

/** All that moved before a month, months together. */
export async function sumBefore({ tx, tenant_id }: Context, month: string): Promise<Movement[]> {
  const { rows } = await sql<Movement>`
    select ledger, unit, class, issuer_id, kind, to_char(vintage, 'YYYY-MM') as vintage, expiry, sum(amount)::bigint as amount
    from accounting_movement where tenant_id = ${tenant_id} and month < ${`${month}-01`}::date
    group by ledger, unit, class, issuer_id, kind, vintage, expiry having sum(amount) <> 0
    order by ledger, unit, class, issuer_id, kind, vintage, expiry`.execute(tx)
  return rows
}

export async function listMovements({ tx, tenant_id }: Context, month: string): Promise<Movement[]> {
  const { rows } = await sql<Movement>`
    select ledger, unit, class, issuer_id, kind, to_char(vintage, 'YYYY-MM') as vintage, expiry, amount
    from accounting_movement where tenant_id = ${tenant_id} and month = ${`${month}-01`}::date
    order by ledger, unit, class, issuer_id, kind, vintage, expiry`.execute(tx)
  return rows
}

/** What each cohort did in each counted month before `month`, all issuers together; 'vouchers' are given ones. */
export async function listCohorts(
  { tx, tenant_id }: Context,
  before: string,
): Promise<(CohortMonth & { of: string })[]> {
  const { rows } = await sql<CohortMonth & { of: string }>`
    select case ledger when 'points' then 'points ' || unit else ledger end as "of", to_char(vintage, 'YYYY-MM') as vintage,
      to_char(month, 'YYYY-MM') as month,
      coalesce(sum(amount) filter (where kind in ('issued', 'given', 'imported')), 0)::bigint as added,
      coalesce(-sum(amount) filter (where kind in ('spent', 'restored')), 0)::bigint as spent,
      coalesce(-sum(amount) filter (where kind in ('expired', 'reversed', 'corrected')), 0)::bigint as lost
    from accounting_movement
    where tenant_id = ${tenant_id} and ledger <> 'sales' and month < ${`${before}-01`}::date
      and kind in ('issued', 'given', 'imported', 'spent', 'restored', 'expired', 'reversed', 'corrected')
    group by 1, vintage, month order by 1, 2, 3`.execute(tx)
  return rows
}

export type CloseRow = {
  month: string
  figures: unknown
  content_hash: string
  closed_by_name: string
  closed_at: Date
}

const closes = ({ tx, tenant_id }: Context) =>
  tx
    .selectFrom('accounting_close')
    .select([
      sql<string>`to_char(month, 'YYYY-MM')`.as('month'),
      'figures',
      sql<string>`encode(content_hash, 'hex')`.as('content_hash'),
      'closed_by_name',
      'closed_at',
    ])
    .where('tenant_id', '=', tenant_id)

export const findClose = (ctx: Context, month: string): Promise<CloseRow | undefined> =>
  closes(ctx).where('month', '=', `${month}-01`).executeTakeFirst()

export const findLastCloseBefore = (ctx: Context, month: string): Promise<CloseRow | undefined> =>
  closes(ctx).where('month', '<', `${month}-01`).orderBy('month', 'desc').limit(1).executeTakeFirst()

export type CloseSummary = {
  month: string
  closed_at: Date
  closed_by_name: string
  owed_cents: number
  gift_cards_cents: number
}

export async function listCloses({ tx, tenant_id }: Context): Promise<CloseSummary[]> {
  const { rows } = await sql<CloseSummary>`
    select to_char(month, 'YYYY-MM') as month, closed_at, closed_by_name, (figures -> 'totals' ->> 'owed_cents')::bigint as owed_cents,
      (figures -> 'totals' ->> 'gift_cards_cents')::bigint as gift_cards_cents
    from accounting_close where tenant_id = ${tenant_id} order by 1 desc`.execute(tx)
  return rows
}

export async function addClose(ctx: Context, month: string, figures: object, closed_by_name: string) {
  const json = JSON.stringify(figures)
  await sql`
    insert into accounting_close (tenant_id, month, figures, content_hash, closed_by, closed_by_name, closed_at)
    select ${ctx.tenant_id}, ${`${month}-01`}::date, f, sha256(convert_to(f::text, 'UTF8')), ${ctx.actor}, ${closed_by_name}, ${ctx.now}
    from (select ${json}::jsonb as f) given`.execute(ctx.tx)
}

export async function findSettings({ tx, tenant_id }: Context) {
  return tx
    .selectFrom('accounting_settings')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** False when another version was written meanwhile. */
export async function addSettings(
  ctx: Context,
  version: number,
  settings: object,
  reason: string | null,
  written_by_name: string,
): Promise<boolean> {
  const added = await ctx.tx
    .insertInto('accounting_settings')
    .values({
      tenant_id: ctx.tenant_id,
      version,
      settings: JSON.stringify(settings),
      reason,
      written_by: ctx.actor,
      written_by_name,
      written_at: ctx.now,
    })
    .onConflict((on) => on.doNothing())
    .executeTakeFirstOrThrow()
  return added.numInsertedOrUpdatedRows === 1n
}

export const listMerchants = ({ tx, tenant_id }: Context) =>
  tx
    .selectFrom('merchant')
    .select(['merchant_id', 'name', 'legal_name', 'siret'])
    .where('tenant_id', '=', tenant_id)
    .orderBy('created_at')
    .orderBy('merchant_id')
    .execute()

export const findTenantClock = ({ tx, tenant_id }: Context) =>
  tx
    .selectFrom('tenant')
    .select(['time_zone', 'currency', 'created_at'])
    .where('tenant_id', '=', tenant_id)
    .executeTakeFirstOrThrow()

/** What moved between two months, both included, months together. */
export async function sumBetween(ctx: Context, from: string, to: string): Promise<Movement[]> {
  const { rows } = await sql<Movement>`
    select ledger, unit, class, issuer_id, kind, to_char(vintage, 'YYYY-MM') as vintage, expiry, sum(amount)::bigint as amount
    from accounting_movement
    where tenant_id = ${ctx.tenant_id} and month >= ${`${from}-01`}::date and month <= ${`${to}-01`}::date
    group by ledger, unit, class, issuer_id, kind, vintage, expiry having sum(amount) <> 0
    order by ledger, unit, class, issuer_id, kind, vintage, expiry`.execute(ctx.tx)
  return rows
}

/** What was paid with sold gift cards between two months, both included, by the merchant that sold them. */
export async function sumCardsUsed(
  { tx, tenant_id }: Context,
  from: string,
  to: string,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ issuer_id: string; cents: number }>`
    select issuer_id, -sum(amount)::bigint as cents from accounting_movement
    where tenant_id = ${tenant_id} and ledger = 'gift_card' and kind in ('spent', 'restored')
      and month >= ${`${from}-01`}::date and month <= ${`${to}-01`}::date
    group by issuer_id`.execute(tx)
  return new Map(rows.map(({ issuer_id, cents }) => [issuer_id, cents]))
}

export async function listClosedMonths({ tx, tenant_id }: Context): Promise<string[]> {
  const { rows } = await sql<{ month: string }>`
    select to_char(month, 'YYYY-MM') as month from accounting_close where tenant_id = ${tenant_id} order by 1`.execute(
    tx,
  )
  return rows.map(({ month }) => month)
}

export type MonthSum = { month: string; ledger: string; unit: string; amount: number }

/** What each counted month changed in what is outstanding, by unit of points and by kind of voucher. */
export async function sumByMonth({ tx, tenant_id }: Context): Promise<MonthSum[]> {
  const { rows } = await sql<MonthSum>`
    select to_char(month, 'YYYY-MM') as month, ledger, unit, sum(amount)::bigint as amount from accounting_movement
    where tenant_id = ${tenant_id} and ledger <> 'sales' and kind in (${sql.join(EFFECTS)})
    group by month, ledger, unit order by 1`.execute(tx)
  return rows
}
