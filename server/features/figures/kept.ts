/** Figures over all customers: counted at once while that is quick, else kept and counted anew behind the scenes. */
import { sql } from 'kysely'
import type { TaskList } from 'graphile-worker'
import { inTenant, type Context, type Database } from '../../platform/database.ts'
import { countRecency, findKept, forget, keep, sumAccounts, type KeptRow } from './queries.ts'

export type Kept = Pick<KeptRow, 'recency' | 'points'>

/** Longer than this, and the page does not wait for it twice. */
const QUICK_MS = 40
/** The dearer a count, the longer it is kept: never more than a five-hundredth of the time is spent on it. */
const KEPT_TIMES = 500
const KEPT_MS_MAX = 10 * 60_000

const isStale = ({ counted_at, took_ms }: KeptRow, now: Date) =>
  now.getTime() - counted_at.getTime() > Math.min(KEPT_MS_MAX, took_ms * KEPT_TIMES)

export async function readKept(ctx: Context): Promise<Kept> {
  const kept = await findKept(ctx)
  if (!kept) return count(ctx)
  if (isStale(kept, ctx.now)) await askForCount(ctx)
  return kept
}

async function count(ctx: Context): Promise<Kept> {
  const started = performance.now()
  const figures = { recency: await countRecency(ctx, null), points: await sumAccounts(ctx) }
  const took_ms = Math.round(performance.now() - started)
  if (took_ms > QUICK_MS) await keep(ctx, { ...figures, took_ms, counted_at: ctx.now })
  else await forget(ctx)
  return figures
}

/** Asked twice in a moment, done once. */
const askForCount = ({ tx, tenant_id }: Context) =>
  sql`select enqueue('count_figures', ${JSON.stringify({ tenant_id })}::json, null, ${`figures:${tenant_id}`})`.execute(
    tx,
  )

export const figureTasks = ({ db }: { db: Database }): TaskList => ({
  count_figures: async (payload) => {
    const { tenant_id } = payload as { tenant_id: string }
    await inTenant(db, { tenant_id, actor: 'system' }, count)
  },
})
