import type { TaskList } from 'graphile-worker'
import type { Parts } from '../../app.ts'
import type { Context } from '../../platform/database.ts'
import { settleDueAccounts } from './nightly.ts'

/** Every five minutes, since each shop's midnight is its own; one account is settled when it is looked at. */
export const POINTS_CRONTAB = '*/5 * * * * settle_points'

/** `after` gives what the points that became available set off. */
export const pointsTasks = (
  { db }: Pick<Parts, 'db'>,
  after: (ctx: Context, account_ids: string[]) => Promise<unknown>,
): TaskList => ({
  async settle_points() {
    const now = new Date()
    for (const { tenant_id } of await db.selectFrom('tenant').select('tenant_id').execute())
      await settleDueAccounts(db, tenant_id, now, async (ctx, due) => {
        await after(
          ctx,
          due.map((one) => one.account_id),
        )
      })
  },
})
