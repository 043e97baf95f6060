import { sql, type Selectable } from 'kysely'
import type { Tables } from '../../../database/tables.ts'
import type { Context } from '../../platform/database.ts'
import type { Reward } from '../programmes/programme.ts'

export type RedemptionRow = Selectable<Tables['redemption']>

export const findRedemption = (
  { tx, tenant_id }: Context,
  redemption_id: string,
): Promise<RedemptionRow | undefined> =>
  tx
    .selectFrom('redemption')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('redemption_id', '=', redemption_id)
    .executeTakeFirst()

type Asked = {
  customer_id: string
  redemption_id: string
  reward_id: string
  store_id: string | null
  actor: string
}

/** All that is asked before rewards are given, by redemption; their accounts are settled and locked. Strangers are left out. */
export async function readForRewards({ tx, tenant_id, now }: Context, asked: Asked[]) {
  const { rows } = await sql<ReadForReward>`
    select * from read_for_rewards(${tenant_id}, ${JSON.stringify(asked)}::jsonb, ${now})`.execute(tx)
  return new Map(rows.map((row) => [row.redemption_id, row]))
}

export type ReadForReward = {
  redemption_id: string
  customer_id: string
  account_id: string
  left_at: Date | null
  /** This redemption was made, or set aside, before, or the account is another's by now. */
  apart: boolean
  /** As the programme in force says it. */
  reward: Reward | null
  /** null where there is no reward. */
  balance: number | null
  held: number | null
  pending: number | null
  debt: number | null
  /** Chosen by this customer in the last hour. */
  taken_lately: number
  lock: { locked_as: 'customer' | 'staff'; reason: string | null; locked_at: string } | null
  settings: unknown
  store_id: string | null
  merchant_id: string | null
  time_zone: string
}

/** What is written of one reward. */
export type RewardRow = { redemption_id: string; voucher_id: string; actor: string } & Record<string, unknown>
type Outcome = 'given' | 'again' | 'short' | 'out_of_stock'
type Written = { outcome: Outcome; available: number; pending: number; debt: number }

/** Of `short` only what is available is said; what is not `given` leaves the transaction to be undone. */
export async function writeReward({ tx, tenant_id, now }: Context, row: RewardRow): Promise<Written> {
  const { rows } = await sql<Written>`
    select * from give_reward(${tenant_id}, ${JSON.stringify(row)}::jsonb, ${now})`.execute(tx)
  return rows[0]!
}

/** Of accounts that are locked and hold what is spent, one reward each. */
export async function writeRewards({ tx, tenant_id, now }: Context, rows: RewardRow[]) {
  await sql`select give_rewards(${tenant_id}, ${JSON.stringify(rows)}::jsonb, ${now})`.execute(tx)
}

/** False when somebody has cancelled it already. */
export async function cancelRedemption(ctx: Context, redemption_id: string): Promise<boolean> {
  const { numUpdatedRows } = await ctx.tx
    .updateTable('redemption')
    .set({ cancelled_at: ctx.now, cancelled_by: ctx.actor })
    .where('tenant_id', '=', ctx.tenant_id)
    .where('redemption_id', '=', redemption_id)
    .where('cancelled_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Who holds the card of an account: of a household, the one who has it longest. */
export const findHolderOfAccount = ({ tx, tenant_id }: Context, account_id: string) =>
  tx
    .selectFrom('customer')
    .select(['customer_id', 'home_store_id'])
    .where('tenant_id', '=', tenant_id)
    .where('account_id', '=', account_id)
    .where('left_at', 'is', null)
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst()

/** What a customer has taken and not given back, and what is set aside on their card under other ids than this. */
export async function listTakings(
  { tx, tenant_id, now }: Context,
  customer_id: string,
  account_id: string,
  redemption_id: string | null,
): Promise<{ reward_id: string; occurred_at_ms: number }[]> {
  const { rows } = await sql<{ reward_id: string; occurred_at: Date }>`
    select reward_id, occurred_at from redemption
    where tenant_id = ${tenant_id} and customer_id = ${customer_id} and cancelled_at is null
    union all
    select reward_id, held_at from points_hold
    where tenant_id = ${tenant_id} and account_id = ${account_id} and ended_at is null and lapses_at > ${now}
      and hold_id is distinct from ${redemption_id}::uuid
  `.execute(tx)
  return rows.map(({ reward_id, occurred_at }) => ({ reward_id, occurred_at_ms: occurred_at.getTime() }))
}

/** The tier of each ladder, as the ledger keeps it. */
export async function listTiers({ tx, tenant_id }: Context, account_id: string): Promise<string[]> {
  const { rows } = await sql<{ tier_id: string }>`
    select tier ->> 'tier_id' as tier_id from account
    where tenant_id = ${tenant_id} and account_id = ${account_id} and tier ->> 'tier_id' is not null
  `.execute(tx)
  return rows.map(({ tier_id }) => tier_id)
}

export async function listClubs({ tx, tenant_id }: Context, customer_id: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('club_member')
    .select('club_id')
    .where('tenant_id', '=', tenant_id)
    .where('customer_id', '=', customer_id)
    .where('left_at', 'is', null)
    .execute()
  return rows.map(({ club_id }) => club_id)
}

/** What these sales set off, or what was taken during them. */
export const listTakenInSales = ({ tx, tenant_id }: Context, sale_ids: string[]) =>
  tx
    .selectFrom('redemption')
    .select(['reward_id', 'voucher_id', 'recorded_at'])
    .where('tenant_id', '=', tenant_id)
    .where('sale_id', 'in', sale_ids)
    .execute()
