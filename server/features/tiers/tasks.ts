import type { TaskList } from 'graphile-worker'
import { inTenant, type Context, type Database } from '../../platform/database.ts'
import { backfillSlice, startBackfills } from './backfill.ts'
import { endDueGrants } from './grants.ts'

const SLICE = 200

export const tierTasks = ({ db }: { db: Database }): TaskList => {
  const everywhere = async (work: (ctx: Context) => Promise<unknown>) => {
    for (const { tenant_id } of await db.selectFrom('tenant').select('tenant_id').execute())
      await inTenant(db, { tenant_id, actor: 'system' }, work)
  }
  return {
    end_tier_grants: async () => {
      for (const { tenant_id } of await db.selectFrom('tenant').select('tenant_id').execute())
        while (
          (await inTenant(db, { tenant_id, actor: 'system' }, (ctx) => endDueGrants(ctx, SLICE))) === SLICE
        );
    },
    /** A version may come into force by itself, at its hour. */
    start_tier_backfills: () => everywhere(startBackfills),
    backfill_tiers: async (payload) => {
      const { tenant_id, ladder_id } = payload as { tenant_id: string; ladder_id: string }
      while (await inTenant(db, { tenant_id, actor: 'system' }, (ctx) => backfillSlice(ctx, ladder_id)));
    },
  }
}

/** Each shop's midnight is its own. */
export const TIERS_CRONTAB = ['*/5 * * * * end_tier_grants', '*/5 * * * * start_tier_backfills'].join('\n')
