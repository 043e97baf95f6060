/** At night every list is put to everybody it may concern: what was bought long ago falls out of its days. */
import { sql } from 'kysely'
import type { TaskList } from 'graphile-worker'
import { inTenant, type Database } from '../../platform/database.ts'
import { evaluateSlice, FIRST_ID } from './actions.ts'
import { listLists } from './queries.ts'

type Payload = { tenant_id: string; list_id: string }

export const listTasks = ({ db }: { db: Database }): TaskList => ({
  evaluate_list: async (payload) => {
    const { tenant_id, list_id } = payload as Payload
    // A transaction for each slice: reactions read past no open one, and should not wait for a whole chain.
    for (let after: string | null = FIRST_ID; after;) {
      const from: string = after
      after = await inTenant(db, { tenant_id, actor: 'system' }, (ctx) => evaluateSlice(ctx, list_id, from))
    }
  },
  evaluate_lists: async () => {
    for (const { tenant_id } of await db.selectFrom('tenant').select('tenant_id').execute())
      await inTenant(db, { tenant_id, actor: 'system' }, async (ctx) => {
        for (const { list_id } of await listLists(ctx))
          await sql`select enqueue('evaluate_list', ${JSON.stringify({ tenant_id, list_id })}::json, null,
            ${`lists:${list_id}`})`.execute(ctx.tx)
      })
  },
})

export const LISTS_CRONTAB = '10 2 * * * evaluate_lists'
