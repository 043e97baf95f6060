/**
 * Runs the reactions: each follows the facts of each tenant with a cursor of its own, in slices, so that one that fails
 * holds up nobody else and is tried again from where it stood.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { inTenant, type Context, type Database } from './database.ts'
import type { Fact, Reaction } from './facts.ts'

const SLICE = 500

type Row = Fact & { txid: number }

/** Facts after the cursor, of transactions that no open one can still precede. */
async function readSlice(ctx: Context, reaction: Reaction): Promise<Row[]> {
  const { after = [] } = reaction
  await sql`
    insert into reaction_cursor (tenant_id, reaction, txid, fact_id)
    select ${ctx.tenant_id}, r, 0, '00000000-0000-0000-0000-000000000000' from unnest(${[reaction.name, ...after]}::text[]) r
    on conflict do nothing
  `.execute(ctx.tx)
  const behind =
    after.length === 0
      ? sql``
      : sql`and not exists (select from reaction_cursor b where b.tenant_id = ${ctx.tenant_id}
          and b.reaction = any(${after}::text[]) and (b.txid, b.fact_id) < (f.txid, f.fact_id))`
  const { rows } = await sql<Row>`
    with cursor as (
      select txid, fact_id from reaction_cursor
      where tenant_id = ${ctx.tenant_id} and reaction = ${reaction.name} for update skip locked
    )
    select f.txid, f.fact_id, f.kind, f.customer_id, f.store_id, f.subject_id, f.actor, f.payload, f.occurred_at, f.recorded_at
    from cursor c, fact f
    where f.tenant_id = ${ctx.tenant_id} and (f.txid, f.fact_id) > (c.txid, c.fact_id)
      and f.txid < (pg_snapshot_xmin(pg_current_snapshot())::text::bigint) ${behind}
    order by f.txid, f.fact_id limit ${SLICE}
  `.execute(ctx.tx)
  return rows
}

/** Returns how many facts were read; 0 is up to date (or another process is at it). */
function reactOnce(db: Database, tenant_id: string, reaction: Reaction): Promise<number> {
  return inTenant(db, { tenant_id, actor: 'system' }, async (ctx) => {
    const rows = await readSlice(ctx, reaction)
    const last = rows.at(-1)
    if (!last) return 0
    const mine = rows.filter((row) => reaction.kinds.includes(row.kind))
    if (mine.length > 0) await reaction.run(ctx, mine)
    await ctx.tx
      .updateTable('reaction_cursor')
      .set({ txid: last.txid, fact_id: last.fact_id })
      .where('tenant_id', '=', tenant_id)
      .where('reaction', '=', reaction.name)
      .execute()
    return rows.length
  })
}

/** Until everybody is up to date; for tests and for the demo. Throws what a reaction threw. */
export async function reactUntilDone(db: Database, tenant_id: string, reactions: Reaction[]) {
  for (const reaction of reactions) while ((await reactOnce(db, tenant_id, reaction)) > 0);
}

type Reactor = { stop: () => Promise<void>; nudge: () => void }
type Failure = (error: unknown, reaction: Reaction, tenant_id: string) => void

/**
 * Goes round the tenants that have something new. `nudge` (after a write) makes it look at once; without one it looks
 * every two seconds, since another process may have written.
 */
export function startReactor(db: Database, reactions: Reaction[], failed: Failure): Reactor {
  let stopping = false
  let wake: AbortController | undefined
  const waitUntil = new Map<string, number>()
  const round = async () => {
    let read = 0
    for (const { tenant_id } of await db.selectFrom('tenant').select('tenant_id').execute())
      for (const reaction of reactions) {
        const key = `${tenant_id}:${reaction.name}`
        if (stopping) return 0
        if ((waitUntil.get(key) ?? 0) > Date.now()) continue
        try {
          read += await reactOnce(db, tenant_id, reaction)
          waitUntil.delete(key)
        } catch (error) {
          waitUntil.set(key, Date.now() + 10_000)
          failed(error, reaction, tenant_id)
        }
      }
    return read
  }
  const loop = (async () => {
    while (!stopping) {
      const read = await round().catch(() => 0)
      if (read > 0 || stopping) continue
      wake = new AbortController()
      await sleep(2_000, undefined, { signal: wake.signal }).catch(() => {})
    }
  })()
  const nudge = () => wake?.abort()
  return {
    nudge,
    async stop() {
      stopping = true
      nudge()
      await loop
    },
  }
}
