/**
 * Runs the reactions: each follows the facts of each tenant with a cursor of its own, in slices, so that one that fails
 * holds up nobody else and is tried again from where it stood.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { inTenant, type Context, type Database } from './database.ts'
import type { Fact, Reaction } from './facts.ts'

const SLICE = 500

type Place = { txid: number; fact_id: string }
type Row = Fact & Place
type Slice = { mine: Row[]; reach: Place | null }

/**
 * The next facts of its kinds, and how far it has read with them: facts of other kinds are passed over where they lie.
 * Never beyond a transaction that an open one can still precede, nor a reaction that it follows.
 */
async function readSlice(ctx: Context, { name, kinds, after = [] }: Reaction): Promise<Slice> {
  const { tx, tenant_id } = ctx
  await sql`
    insert into reaction_cursor (tenant_id, reaction, txid, fact_id)
    select ${tenant_id}, r, 0, '00000000-0000-0000-0000-000000000000' from unnest(${[name, ...after]}::text[]) r
    on conflict do nothing
  `.execute(tx)
  const behind =
    after.length === 0
      ? sql``
      : sql`and (f.txid, f.fact_id) <= (select b.txid, b.fact_id from reaction_cursor b
          where b.tenant_id = ${tenant_id} and b.reaction = any(${after}::text[]) order by b.txid, b.fact_id limit 1)`
  // The cursor as a scalar, not a join, so that the index is entered there: what was read years ago is not read again.
  const ahead = sql`f.tenant_id = ${tenant_id}
    and (f.txid, f.fact_id) > ((select txid from cursor), (select fact_id from cursor))
    and f.txid < (pg_snapshot_xmin(pg_current_snapshot())::text::bigint) ${behind}`
  const { rows } = await sql<Row & { reach_txid: number; reach_id: string }>`
    with cursor as (
      select txid, fact_id from reaction_cursor
      where tenant_id = ${tenant_id} and reaction = ${name} for update skip locked
    ), mine as (
      select f.txid, f.fact_id, f.kind, f.customer_id, f.store_id, f.subject_id, f.actor, f.payload, f.occurred_at, f.recorded_at
      from fact f where ${ahead} and f.kind = any(${kinds}::text[])
      order by f.txid, f.fact_id limit ${SLICE}
    ), reach as (
      select f.txid, f.fact_id from fact f where ${ahead} order by f.txid desc, f.fact_id desc limit 1
    )
    select r.txid as reach_txid, r.fact_id as reach_id, m.* from reach r left join mine m on true
    order by m.txid, m.fact_id
  `.execute(tx)
  const [first] = rows
  const mine = rows.filter(({ fact_id }) => fact_id !== null)
  // A full slice ends at its last one: more of them may lie behind it.
  const reach =
    mine.length === SLICE ? mine.at(-1)! : first && { txid: first.reach_txid, fact_id: first.reach_id }
  return { mine, reach: reach ?? null }
}

/** False is up to date (or another process is at it). */
function reactOnce(db: Database, tenant_id: string, reaction: Reaction): Promise<boolean> {
  return inTenant(db, { tenant_id, actor: 'system' }, async (ctx) => {
    const { mine, reach } = await readSlice(ctx, reaction)
    if (!reach) return false
    if (mine.length > 0) await reaction.run(ctx, mine)
    await ctx.tx
      .updateTable('reaction_cursor')
      .set({ txid: reach.txid, fact_id: reach.fact_id })
      .where('tenant_id', '=', tenant_id)
      .where('reaction', '=', reaction.name)
      .execute()
    return true
  })
}

/** Until everybody is up to date; for tests and for the demo. Throws what a reaction threw. */
export async function reactUntilDone(db: Database, tenant_id: string, reactions: Reaction[]) {
  for (const reaction of reactions) while (await reactOnce(db, tenant_id, reaction));
}

const LOOKS_MS = 2_000
/** After the last that there was to read, or to be told of. */
const LOOKS_AGAIN_MS = [100, 400]

type Reactor = { stop: () => Promise<void>; nudge: () => void }
type Failure = (error: unknown, reaction: Reaction, tenant_id: string) => void

/**
 * Goes round the tenants that have something new. `nudge` (after a write) makes it look at once, and soon again: a fact
 * is read only when no older transaction is open. Without one it looks every two seconds, since another process may have
 * written.
 */
export function startReactor(db: Database, reactions: Reaction[], failed: Failure): Reactor {
  let stopping = false
  let wake: AbortController | undefined
  let nudged = false
  let quiet = 0
  const waitUntil = new Map<string, number>()
  const round = async () => {
    let read = false
    for (const { tenant_id } of await db.selectFrom('tenant').select('tenant_id').execute())
      for (const reaction of reactions) {
        const key = `${tenant_id}:${reaction.name}`
        if (stopping) return false
        if ((waitUntil.get(key) ?? 0) > Date.now()) continue
        try {
          if (await reactOnce(db, tenant_id, reaction)) read = true
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
      nudged = false
      const read = await round().catch(() => false)
      quiet = read ? 0 : quiet + 1
      // Who nudged while the round was under way may have written behind it.
      if (read || nudged || stopping) continue
      wake = new AbortController()
      await sleep(LOOKS_AGAIN_MS[quiet - 1] ?? LOOKS_MS, undefined, { signal: wake.signal }).catch(() => {})
    }
  })()
  const nudge = () => {
    nudged = true
    quiet = 0
    wake?.abort()
  }
  return {
    nudge,
    async stop() {
      stopping = true
      nudge()
      await loop
    },
  }
}
