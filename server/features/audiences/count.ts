/** A count while somebody types: a few seconds at most, and given up when they type on. */
import { sql } from 'kysely'
import type { FastifyRequest } from 'fastify'
import type { Context, Database } from '../../platform/database.ts'
import { previewRule } from './actions.ts'
import { openLane } from './lane.ts'
import { refuse } from './refusals.ts'

const LIMIT_MS = 4000
/** However many type at once, the tills keep their connections and their share of the machine. */
const AT_ONCE = 2
const WAIT_MS_MAX = 8000
/** PostgreSQL's code for a statement that was cancelled, by its time limit or by us. */
const CANCELLED = '57014'

/** The counts of one program; those that wait hold no connection. */
export function liveCounts(db: Database) {
  const lane = openLane(AT_ONCE, WAIT_MS_MAX)
  return async (request: FastifyRequest, rule: unknown, stores: string[] | null) => {
    const gone = new AbortController()
    const { socket } = request.raw
    const leave = () => gone.abort()
    socket.once('close', leave)
    try {
      const counted = await lane.through(() => count(request, db, rule, stores, gone.signal), gone.signal)
      if (!counted) throw refuse('count_takes_long')
      return counted
    } catch (error) {
      if ((error as { code?: string }).code === CANCELLED) throw refuse('count_takes_long')
      throw error
    } finally {
      socket.off('close', leave)
    }
  }
}

const count = (
  request: FastifyRequest,
  db: Database,
  rule: unknown,
  stores: string[] | null,
  gone: AbortSignal,
) =>
  request.inTenant(async (ctx) => {
    await sql`set local statement_timeout = ${sql.lit(LIMIT_MS)}`.execute(ctx.tx)
    return untilGone(gone, db, ctx, () => previewRule(ctx, rule, { stores, language: request.language }))
  })

/** Whoever asked has gone away: the statement is cancelled, while its transaction is still ours. */
async function untilGone<T>(
  gone: AbortSignal,
  db: Database,
  ctx: Context,
  work: () => Promise<T>,
): Promise<T> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() pid`.execute(ctx.tx)
  let cancelling: Promise<unknown> | undefined
  const cancel = () => (cancelling = sql`select pg_cancel_backend(${rows[0]!.pid})`.execute(db))
  if (gone.aborted) throw refuse('count_takes_long')
  gone.addEventListener('abort', cancel, { once: true })
  try {
    return await work()
  } finally {
    gone.removeEventListener('abort', cancel)
    await cancelling?.catch(() => {})
  }
}
