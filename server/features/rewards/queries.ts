import type { Selectable } from 'kysely'
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
