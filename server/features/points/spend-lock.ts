/** The customer's own brake, and the shop's: nothing is spent while it is on. */
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { SpendingLocked, SpendingUnlocked } from './events.ts'
import { findLock } from './guards.ts'
import { findCustomerHome } from './queries.ts'
import { refuse } from './refusals.ts'

type Who = { customer_id: string; as: 'customer' | 'staff'; reason?: string | null }

export async function readLock(ctx: Context, customer_id: string) {
  if (!(await findCustomerHome(ctx, customer_id))) throw refuse('points_customer_unknown')
  return { lock: (await findLock(ctx, customer_id)) ?? null }
}

/** On twice is on once. The shop's lock stands over the customer's own. */
export async function lockSpending(ctx: Context, { customer_id, as, reason = null }: Who) {
  if (!(await findCustomerHome(ctx, customer_id))) throw refuse('points_customer_unknown')
  const { tx, tenant_id, actor, now } = ctx
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('spend_lock')
    .values({ tenant_id, customer_id, locked_by: actor, locked_as: as, reason, locked_at: now })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'customer_id'])
        .doUpdateSet({ locked_by: actor, locked_as: 'staff', reason })
        .where('spend_lock.locked_as', '=', 'customer')
        .where('excluded.locked_as', '=', 'staff'),
    )
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows) await publish(ctx, SpendingLocked, { as, reason }, { customer_id })
  return readLock(ctx, customer_id)
}

/** Off twice is off once. What the shop locked only the shop unlocks. */
export async function unlockSpending(ctx: Context, { customer_id, as }: Who) {
  const { lock } = await readLock(ctx, customer_id)
  if (!lock) return { lock: null }
  if (as === 'customer' && lock.locked_as === 'staff') throw refuse('spend_locked_by_staff')
  await ctx.tx
    .deleteFrom('spend_lock')
    .where('tenant_id', '=', ctx.tenant_id)
    .where('customer_id', '=', customer_id)
    .execute()
  await publish(ctx, SpendingUnlocked, { as, reason: null }, { customer_id })
  return { lock: null }
}
