/** A club that follows a list, or has ended: its members are made right in slices, each a transaction of its own. */
import { sql } from 'kysely'
import type { TaskList } from 'graphile-worker'
import { inTenant, type Database } from '../../platform/database.ts'
import { followStep } from './actions.ts'

export const clubTasks = ({ db }: { db: Database }): TaskList => ({
  follow_list: async (payload) => {
    const { tenant_id, club_id } = payload as { tenant_id: string; club_id: string }
    while (await inTenant(db, { tenant_id, actor: 'system' }, (ctx) => followStep(ctx, club_id)));
  },
  /** A list that ends says nothing of it: its clubs are looked at by night. */
  follow_lists: async () => {
    for (const { tenant_id } of await db.selectFrom('tenant').select('tenant_id').execute())
      await inTenant(db, { tenant_id, actor: 'system' }, async ({ tx }) => {
        await sql`
          select enqueue('follow_list', json_build_object('tenant_id', tenant_id, 'club_id', club_id), null, 'clubs:' || club_id)
          from club where tenant_id = ${tenant_id} and list_id is not null and ended_at is null`.execute(tx)
      })
  },
})

export const CLUBS_CRONTAB = '40 2 * * * follow_lists'
