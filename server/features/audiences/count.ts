/** A count while somebody types: a few seconds at most, given up when they type on, and estimated where it takes long. */
import { sql } from 'kysely'
import type { FastifyRequest } from 'fastify'
import type { Context, Database } from '../../platform/database.ts'
import { openLane } from './lane.ts'
import { countPeople, estimateRule, previewRule, type Preview } from './preview.ts'
import { refuse } from './refusals.ts'

const LIMIT_MS = 4000
/** In a shop of so many people what takes longer than this is estimated; in a smaller one it is worth the wait. */
const PATIENCE_MS = 1000
export const ESTIMATED_FROM = 50_000
/** However many type at once, the tills keep their connections and their share of the machine. */
const AT_ONCE = 2
const WAIT_MS_MAX = 8000
/** PostgreSQL's code for a statement that was cancelled, by its time limit or by us. */
const CANCELLED = '57014'

/** `exact`: never an estimate, however long it takes within the limit. */
type Wish = { rule: unknown; exact?: boolean }
/** Work in a transaction of its own, whose statements end after so long, or when whoever asked has gone. */
type Within = <T>(limit_ms: number, work: (ctx: Context) => Promise<T>) => Promise<T>

/** The counts of one program; those that wait hold no connection. */
export function liveCounts(db: Database) {
  const lane = openLane(AT_ONCE, WAIT_MS_MAX)
  return async (request: FastifyRequest, { rule, exact = false }: Wish, stores: string[] | null) => {
    const gone = new AbortController()
    const { socket } = request.raw
    const leave = () => gone.abort()
    socket.once('close', leave)
    const within: Within = (limit_ms, work) =>
      request.inTenant(async (ctx) => {
        await sql`set local statement_timeout = ${sql.lit(limit_ms)}`.execute(ctx.tx)
        return untilGone(gone.signal, db, ctx, () => work(ctx))
      })
    const asked = { rule, stores, language: request.language }
    try {
      const counted = await lane.through(() => count(within, gone.signal, { ...asked, exact }), gone.signal)
      if (!counted) throw refuse('count_takes_long')
      return counted
    } catch (error) {
      if (isCancelled(error)) throw refuse('count_takes_long')
      throw error
    } finally {
      socket.off('close', leave)
    }
  }
}

const isCancelled = (error: unknown) => (error as { code?: string }).code === CANCELLED

type Asked = Omit<Parameters<typeof previewRule>[1], 'of'> & { exact: boolean }

async function count(within: Within, gone: AbortSignal, { exact, ...asked }: Asked): Promise<Preview> {
  const of = await within(LIMIT_MS, (ctx) => countPeople(ctx, asked.stores))
  const mayEstimate = !exact && of >= ESTIMATED_FROM
  try {
    return await within(mayEstimate ? PATIENCE_MS : LIMIT_MS, (ctx) => previewRule(ctx, { ...asked, of }))
  } catch (error) {
    if (!mayEstimate || gone.aborted || !isCancelled(error)) throw error
    return within(LIMIT_MS, (ctx) => estimateRule(ctx, { ...asked, of }))
  }
}

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
