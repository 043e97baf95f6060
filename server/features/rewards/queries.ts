import { sql, type Selectable } from 'kysely'
import type { Tables } from '../../../database/tables.ts'
import type { Context } from '../../platform/database.ts'

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

type NewRedemption = Pick<
  RedemptionRow,
  | 'redemption_id'
  | 'account_id'
  | 'customer_id'
  | 'reward_id'
  | 'reward_name'
  | 'unit'
  | 'cost'
  | 'voucher_id'
  | 'trigger'
  | 'store_id'
  | 'cost_cents'
>

/** False when this id is taken. Waits for whoever is just taking it. */
export async function addRedemption(ctx: Context, redemption: NewRedemption): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await ctx.tx
    .insertInto('redemption')
    .values({
      ...redemption,
      tenant_id: ctx.tenant_id,
      actor: ctx.actor,
      occurred_at: ctx.now,
      recorded_at: ctx.now,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'redemption_id']).doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
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
