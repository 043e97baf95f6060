/** A count while somebody types: a few seconds at most, and given up when they type on. */
import { sql } from 'kysely'
import type { FastifyRequest } from 'fastify'
import type { Context, Database } from '../../platform/database.ts'
import { previewRule } from './actions.ts'
import { refuse } from './refusals.ts'

const LIMIT_MS = 4000
/** PostgreSQL's code for a statement that was cancelled, by its time limit or by us. */
const CANCELLED = '57014'

export async function countLive(
  request: FastifyRequest,
  db: Database,
  rule: unknown,
  stores: string[] | null,
) {
  try {
    return await request.inTenant(async (ctx) => {
      await sql`set local statement_timeout = ${sql.lit(LIMIT_MS)}`.execute(ctx.tx)
      return untilGone(request, db, ctx, () => previewRule(ctx, rule, { stores, language: request.language }))
    })
  } catch (error) {
    if ((error as { code?: string }).code === CANCELLED) throw refuse('count_takes_long')
    throw error
  }
}

/** Whoever asked has gone away: the statement is cancelled, while its transaction is still ours. */
async function untilGone<T>(
  request: FastifyRequest,
  db: Database,
  ctx: Context,
  work: () => Promise<T>,
): Promise<T> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() pid`.execute(ctx.tx)
  let cancelling: Promise<unknown> | undefined
  const cancel = () => {
    if (request.raw.socket.destroyed) cancelling = sql`select pg_cancel_backend(${rows[0]!.pid})`.execute(db)
  }
  request.raw.socket.once('close', cancel)
  try {
    return await work()
  } finally {
    request.raw.socket.off('close', cancel)
    await cancelling?.catch(() => {})
  }
}
