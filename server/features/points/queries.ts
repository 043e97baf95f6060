/** The ledger's tables. Every change goes through the account's row first: it keeps every other writer out. */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'

export type AccountRow = {
  account_id: string
  unit: string
  balance: number
  held: number
  pending: number
  debt: number
  remainders: Record<string, number>
  earned: number
  due_at: Date | null
  counters: unknown
  tier: unknown
}

/** Opens the account when there is none, and locks it until the transaction ends. */
export async function lockAccount(
  { tx, tenant_id }: Context,
  account_id: string,
  unit: string,
): Promise<AccountRow> {
  await tx
    .insertInto('account')
    .values({ tenant_id, account_id, unit })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return tx
    .selectFrom('account')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('account_id', '=', account_id)
    .where('unit', '=', unit)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

/**
 * The account as it stands at that time, opened when there is none, locked, with what time did to it posted: of an account
 * that was joined to another, that other.
 */
export async function settledAccount(
  { tx, tenant_id, now, actor }: Context,
  account_id: string,
  unit: string,
  as_of: Date,
): Promise<AccountRow> {
  const { rows } = await sql<AccountRow>`
    select * from settled_account(${tenant_id}, ${account_id}, ${unit}, ${as_of}, ${now}, ${actor})`.execute(
    tx,
  )
  return rows[0]!
}

/** Posts what time has done until `as_of`: matured and expired lots, holds that lapsed. */
export async function settleDue(
  ctx: Context,
  account_id: string,
  unit: string,
  as_of: Date,
): Promise<boolean> {
  const { rows } = await sql<{ moved: boolean }>`
    select settle_due(${ctx.tenant_id}, ${account_id}, ${unit}, ${as_of}, ${ctx.now}, ${ctx.actor}) as moved
  `.execute(ctx.tx)
  return rows[0]!.moved
}

type Change = {
  balance?: number
  held?: number
  pending?: number
  debt?: number
  earned?: number
  remainders?: Record<string, number>
  counters?: Record<string, number>
  due_at?: Date | null
}

/** Adds the changes to the account's row; due_at can only come nearer. */
export async function changeAccount(
  { tx, tenant_id }: Context,
  account_id: string,
  unit: string,
  change: Change,
) {
  const { balance = 0, held = 0, pending = 0, debt = 0, earned = 0, due_at = null } = change
  await sql`
    update account set balance = balance + ${balance}, held = held + ${held}, pending = pending + ${pending}, debt = debt + ${debt},
      earned = earned + ${earned}, due_at = least(due_at, ${due_at}::timestamptz), version = version + 1,
      remainders = ${change.remainders ? sql`${JSON.stringify(change.remainders)}::jsonb` : sql`remainders`},
      counters = ${change.counters ? sql`${JSON.stringify(change.counters)}::jsonb` : sql`counters`}
    where tenant_id = ${tenant_id} and account_id = ${account_id} and unit = ${unit}
  `.execute(tx)
}

export type Cause = {
  cause_kind: string
  cause_id: string
  merchant_id: string
  reason?: string | null
  occurred_at?: Date
}

/** Takes from the matured lots, earliest expiry first. Returns what was taken: less than asked when they hold less. */
export async function takeFromLots(
  ctx: Context,
  account: { account_id: string; unit: string },
  amount: number,
  kind: 'spend' | 'reverse' | 'repay' | 'correct',
  to: 'redeemer' | 'issuer' | 'debt',
  cause: Cause,
): Promise<number> {
  const { rows } = await sql<{ taken: number }>`
    select spend_lots(${ctx.tenant_id}, ${account.account_id}, ${account.unit}, ${amount}, ${kind}, ${to}, ${cause.merchant_id},
      ${cause.cause_kind}, ${cause.cause_id}, ${ctx.actor}, ${cause.reason ?? null}, ${cause.occurred_at ?? ctx.now}, ${ctx.now}) as taken
  `.execute(ctx.tx)
  return Number(rows[0]!.taken)
}

export type LotRow = {
  lot_id: string
  remaining: number
  matured: boolean
  issuer_id: string
  expires_at: Date | null
}

/** What is left of the lots that a sale opened. */
export const listLotsOf = (
  { tx, tenant_id }: Context,
  account_id: string,
  unit: string,
  cause_id: string,
): Promise<LotRow[]> =>
  tx
    .selectFrom('lot')
    .select(['lot_id', 'remaining', 'matured', 'issuer_id', 'expires_at'])
    .where('tenant_id', '=', tenant_id)
    .where('cause_id', '=', cause_id)
    .where('account_id', '=', account_id)
    .where('unit', '=', unit)
    .where('remaining', '>', 0)
    .orderBy('lot_id')
    .execute()

export const shrinkLot = ({ tx, tenant_id }: Context, lot_id: string, by: number) =>
  tx
    .updateTable('lot')
    .set((eb) => ({ remaining: eb('remaining', '-', by) }))
    .where('tenant_id', '=', tenant_id)
    .where('lot_id', '=', lot_id)
    .executeTakeFirstOrThrow()

type Entry = {
  entry_id: string
  account_id: string
  unit: string
  kind: 'earn' | 'spend' | 'restore' | 'reverse' | 'repay' | 'owe' | 'correct' | 'merge'
  from_account: 'issuer' | 'member' | 'pending' | 'redeemer' | 'debt' | 'merge'
  to_account: 'issuer' | 'member' | 'pending' | 'redeemer' | 'debt' | 'merge'
  amount: number
  lot_id: string | null
}

export const addEntry = (ctx: Context, entry: Entry, cause: Cause) =>
  ctx.tx
    .insertInto('points_entry')
    .values({
      tenant_id: ctx.tenant_id,
      ...entry,
      ...cause,
      reason: cause.reason ?? null,
      actor: ctx.actor,
      occurred_at: cause.occurred_at ?? ctx.now,
      recorded_at: ctx.now,
    })
    .execute()

/** What a cause spent and has not been given back yet, by lot. */
export async function listSpent({ tx, tenant_id }: Context, cause_kind: string, cause_id: string) {
  const { rows } = await sql<{
    lot_id: string
    account_id: string
    unit: string
    merchant_id: string
    amount: number
  }>`
    select lot_id, account_id, unit, merchant_id, sum(case kind when 'spend' then amount else -amount end)::bigint as amount
    from points_entry
    where tenant_id = ${tenant_id} and cause_id = ${cause_id} and cause_kind = ${cause_kind} and kind in ('spend', 'restore')
    group by 1, 2, 3, 4 having sum(case kind when 'spend' then amount else -amount end) > 0 order by 1
  `.execute(tx)
  return rows
}

export const growLot = ({ tx, tenant_id }: Context, lot_id: string, by: number) =>
  tx
    .updateTable('lot')
    .set((eb) => ({ remaining: eb('remaining', '+', by) }))
    .where('tenant_id', '=', tenant_id)
    .where('lot_id', '=', lot_id)
    .returning(['expires_at'])
    .executeTakeFirstOrThrow()

export const addLot = (
  ctx: Context,
  lot: {
    lot_id: string
    account_id: string
    unit: string
    issuer_id: string
    amount: number
    cause_id: string
    expires_at: Date | null
  },
) =>
  ctx.tx
    .insertInto('lot')
    .values({
      tenant_id: ctx.tenant_id,
      ...lot,
      remaining: lot.amount,
      matured: true,
      earned_at: ctx.now,
      available_at: ctx.now,
    })
    .execute()

export const findHold = ({ tx, tenant_id }: Context, hold_id: string) =>
  tx
    .selectFrom('points_hold')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('hold_id', '=', hold_id)
    .executeTakeFirst()

/** Whose account, whose merchant and whose clock a customer's points follow: those of the home store, or of the first. */
export async function findCustomerHome({ tx, tenant_id }: Context, customer_id: string) {
  const { rows } = await sql<{ account_id: string; merchant_id: string; time_zone: string }>`
    select c.account_id, s.merchant_id, s.time_zone from customer c
    join store s on s.tenant_id = c.tenant_id
    where c.tenant_id = ${tenant_id} and c.customer_id = ${customer_id}
    order by s.store_id <> coalesce(c.home_store_id, s.store_id), s.created_at limit 1
  `.execute(tx)
  return rows[0]
}

export async function listDueUnits({ tx, tenant_id, now }: Context, account_id: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('account')
    .select('unit')
    .where('tenant_id', '=', tenant_id)
    .where('account_id', '=', account_id)
    .where('due_at', '<=', now)
    .execute()
  return rows.map((row) => row.unit)
}

/** Who answers for what belongs to no sale, of a debt that moves: the shop's first merchant. */
export async function findAnyMerchant({ tx, tenant_id }: Context): Promise<string> {
  const { merchant_id } = await tx
    .selectFrom('merchant')
    .select('merchant_id')
    .where('tenant_id', '=', tenant_id)
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirstOrThrow()
  return merchant_id
}

export async function findMerchantOf({ tx, tenant_id }: Context, store_id: string): Promise<string | null> {
  const store = await tx
    .selectFrom('store')
    .select('merchant_id')
    .where('tenant_id', '=', tenant_id)
    .where('store_id', '=', store_id)
    .executeTakeFirst()
  return store?.merchant_id ?? null
}
