/**
 * Runs the reactions: each follows the facts of each tenant with a cursor of its own, in slices, so that one that fails
 * holds up nobody else and is tried again from where it stood. Facts are read once for all that stand at the same place.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { inTenant, inTenantPlanned, type Database } from './database.ts'
import {
  findStand,
  groupsBehind,
  isBefore,
  moveOn,
  readSlice,
  type Place,
  type Row,
  type Slice,
} from './fact-slices.ts'
import type { Reaction } from './facts.ts'

type Failure = (error: unknown, reaction: Reaction) => void
type Round = { moved: boolean; is_full: boolean }

/** One slice for each that is behind. */
async function reactOnce(
  db: Database,
  tenant_id: string,
  reactions: Reaction[],
  failed: Failure,
  mayRun: (reaction: Reaction) => boolean = () => true,
): Promise<Round> {
  const who = { tenant_id, actor: 'system' }
  const stand = await inTenantPlanned(db, who, (ctx) => findStand(ctx, reactions))
  const round = { moved: false, is_full: false }
  for (const { from, group } of groupsBehind(reactions.filter(mayRun), stand)) {
    const kinds = [...new Set(group.flatMap((one) => one.kinds))]
    const slice = await inTenant(db, who, (ctx) => readSlice(ctx, kinds, from, stand.end!))
    round.is_full ||= slice.is_full
    const idle: string[] = []
    for (const reaction of group) {
      if (!mayRun(reaction)) continue
      const { facts, reach } = partOf(slice, reaction, stand.places)
      if (!isBefore(from, reach)) continue
      if (facts.length === 0 && reach === slice.reach) idle.push(reaction.name)
      else if (!(await runSlice(db, tenant_id, reaction, facts, from, reach, failed))) continue
      stand.places.set(reaction.name, reach)
      round.moved = true
    }
    if (idle.length > 0) await inTenant(db, who, (ctx) => moveOn(ctx, idle, from, slice.reach))
  }
  return round
}

/** What this reaction reads of the slice: never a fact that a reaction which it follows has still to read. */
function partOf({ facts, reach }: Slice, { kinds, after = [] }: Reaction, places: Map<string, Place>) {
  const bounds = [reach, ...after.map((name) => places.get(name)!)]
  const until = bounds.reduce((least, one) => (isBefore(one, least) ? one : least))
  const wanted = new Set(kinds)
  return { facts: facts.filter((fact) => wanted.has(fact.kind) && !isBefore(until, fact)), reach: until }
}

/** In one transaction with its cursor. False when it failed, or another process is at it. */
async function runSlice(
  db: Database,
  tenant_id: string,
  reaction: Reaction,
  facts: Row[],
  from: Place,
  to: Place,
  failed: Failure,
): Promise<boolean> {
  try {
    return await inTenant(db, { tenant_id, actor: 'system' }, async (ctx) => {
      if (!(await moveOn(ctx, [reaction.name], from, to))) return false
      if (facts.length > 0) await reaction.run(ctx, facts)
      return true
    })
  } catch (error) {
    failed(error, reaction)
    return false
  }
}

/** Until everybody is up to date; for tests and for the demo. Throws what a reaction threw. */
export async function reactUntilDone(db: Database, tenant_id: string, reactions: Reaction[]) {
  const rethrow = (error: unknown) => {
    throw error
  }
  while ((await reactOnce(db, tenant_id, reactions, rethrow)).moved);
}

const LOOKS_MS = 2_000
/** After the last that there was to read, or to be told of. */
const LOOKS_AGAIN_MS = [100, 400]
/** Between two rounds that had little to read, so that a busy hour is read in slices and not sale by sale. */
const RESTS_MS_MAX = 200
const FAILED_RESTS_MS = 10_000

const restFor = (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal }).catch(() => {})

type Reactor = { stop: () => Promise<void>; nudge: () => void }

/**
 * Goes round the tenants that have something new. `nudge` (after a write) makes it look at once, and soon again: a fact
 * is read only when no older transaction is open. Without one it looks every two seconds, since another process may have
 * written.
 */
export function startReactor(
  db: Database,
  reactions: Reaction[],
  failed: (error: unknown, reaction: Reaction, tenant_id: string) => void,
): Reactor {
  let stopping = false
  let wake: AbortController | undefined
  let nudged = false
  let quiet = 0
  const restsUntil = new Map<string, number>()
  const reactFor = (tenant_id: string) => {
    const key = ({ name }: Reaction) => `${tenant_id}:${name}`
    const fail: Failure = (error, reaction) => {
      restsUntil.set(key(reaction), Date.now() + FAILED_RESTS_MS)
      failed(error, reaction, tenant_id)
    }
    const mayRun = (reaction: Reaction) => !stopping && (restsUntil.get(key(reaction)) ?? 0) <= Date.now()
    return reactOnce(db, tenant_id, reactions, fail, mayRun)
  }
  const round = async (): Promise<Round> => {
    const all = { moved: false, is_full: false }
    for (const { tenant_id } of await db.selectFrom('tenant').select('tenant_id').execute()) {
      if (stopping) break
      const { moved, is_full } = await reactFor(tenant_id)
      all.moved ||= moved
      all.is_full ||= is_full
    }
    return all
  }
  const ending = new AbortController()
  const loop = (async () => {
    while (!stopping) {
      nudged = false
      const began = performance.now()
      const { moved, is_full } = await round().catch(() => ({ moved: false, is_full: false }))
      quiet = moved ? 0 : quiet + 1
      const took_ms = performance.now() - began
      if (!is_full) await restFor(Math.min(RESTS_MS_MAX, took_ms), ending.signal)
      // Who nudged while the round was under way may have written behind it.
      if (moved || nudged || stopping) continue
      wake = new AbortController()
      await restFor(LOOKS_AGAIN_MS[quiet - 1] ?? LOOKS_MS, wake.signal)
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
      ending.abort()
      nudge()
      await loop
    },
  }
}
