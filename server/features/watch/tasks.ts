import type { TaskList } from 'graphile-worker'
import type { Database } from '../../platform/database.ts'
import { watchSellers } from './actions.ts'

export const WATCH_CRONTAB = '*/15 * * * * watch_sellers'

export const watchTasks = ({ db }: { db: Database }): TaskList => ({
  async watch_sellers() {
    const now = new Date()
    for (const { tenant_id } of await db.selectFrom('tenant').select('tenant_id').execute())
      await watchSellers(db, tenant_id, now)
  },
})
