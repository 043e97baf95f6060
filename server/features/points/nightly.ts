/**
 * What the night does, in this order, for every account on which something is due: holds that lapsed are let go, pending
 * lots mature (and repay debts), then what has expired leaves. Rewards that the matured points set off by themselves are
 * issued right after. In slices, each a transaction of its own, so that it can stop anywhere and go on.
 */
import { sql } from 'kysely'
import { inTenant, type Context, type Database } from '../../platform/database.ts'

const SLICE = 500

type Due = { account_id: string; unit: string }

/** Returns how many accounts moved. `after` is told the accounts of each slice, in the same transaction. */
export async function settleDueAccounts(
  db: Database,
  tenant_id: string,
  now: Date,
  after: (ctx: Context, accounts: Due[]) => Promise<void> = async () => {},
): Promise<number> {
  let moved = 0
  for (;;) {
    const slice = await inTenant(db, { tenant_id, actor: 'system', now }, async (ctx) => {
      const due = await ctx.tx
        .selectFrom('account')
        .select(['account_id', 'unit'])
        .where('tenant_id', '=', tenant_id)
        .where('due_at', '<=', now)
        .orderBy('due_at')
        .limit(SLICE)
        .forUpdate()
        .skipLocked()
        .execute()
      if (due.length === 0) return { seen: 0, moved: 0 }
      const listed = JSON.stringify(due.map((one) => ({ ...one, as_of: now })))
      const { rows } = await sql<{ moved: number }>`
        select settle_accounts(${tenant_id}, ${listed}, ${now}) as moved
      `.execute(ctx.tx)
      await after(ctx, due)
      return { seen: due.length, moved: rows[0]!.moved }
    })
    moved += slice.moved
    // A slice that only holds what waits for a hold to end would come back for ever.
    if (slice.seen < SLICE || slice.moved === 0) return moved
  }
}
