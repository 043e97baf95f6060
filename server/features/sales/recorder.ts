/**
 * Sales that arrive together are written together: what waits is gathered while at most two writes of the shop are
 * under way (no timer), read for in one round trip, decided one after the other, and written in one more. A bad sale
 * never fails its neighbours, and a decision taken on what has changed meanwhile is taken again.
 */
import type pg from 'pg'
import type { Database } from '../../platform/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import { refuse as refuseReward } from '../rewards/refusals.ts'
import type { Codes } from '../vouchers/codes.ts'
import { contentHash } from './content-hash.ts'
import { applyDecision } from './apply.ts'
import { decideSale, type Decision, type Env } from './decide.ts'
import { findHouse } from './house.ts'
import { refuse } from './refusals.ts'
import { rowsOf, writerOf } from './rows.ts'
import { cardDigits, personOf, readState, type State } from './state.ts'
import type { SaleAnswer, SaleToRecord } from './wish.ts'

export type Recorded = { answer: Omit<SaleAnswer, 'say'>; replayed: boolean }

export type SaleRecorder = {
  record: (tenant_id: string, sale: SaleToRecord) => Promise<Recorded>
  /** Judged by the same function, nothing written. */
  preview: (tenant_id: string, sale: SaleToRecord) => Promise<Omit<SaleAnswer, 'say'>>
}

type Item = {
  sale: SaleToRecord
  keys: string[]
  resolve: (recorded: Recorded) => void
  reject: (error: unknown) => void
}
type Queue = { waiting: Item[]; busy: Set<string>; writes: number }
/** `batch_max` 1 is a transaction of its own for each sale: what the batches are measured against. */
export type Batching = { batch_max: number; writes_max: number }
type Parts = { pool: pg.Pool; db: Database; codes: Codes; written?: () => void; batching?: Batching }

const BATCHING: Batching = { batch_max: 256, writes_max: 2 }
const TRIES_MAX = 8
const STALE = 'CT001'

export function saleRecorder(parts: Parts): SaleRecorder {
  const queues = new Map<string, Queue>()
  const { batch_max, writes_max } = parts.batching ?? BATCHING

  const pump = (tenant_id: string, queue: Queue) => {
    while (queue.writes < writes_max && queue.waiting.length > 0) {
      const batch = takeBatch(queue, batch_max)
      if (batch.length === 0) return
      queue.writes += 1
      void writeBatch(parts, tenant_id, batch).finally(() => {
        queue.writes -= 1
        for (const item of batch) for (const key of item.keys) queue.busy.delete(key)
        if (queue.waiting.length > 0) pump(tenant_id, queue)
        else if (queue.writes === 0) queues.delete(tenant_id)
      })
    }
  }
  return {
    record: (tenant_id, sale) =>
      new Promise((resolve, reject) => {
        const queue = queues.get(tenant_id) ?? { waiting: [], busy: new Set(), writes: 0 }
        queues.set(tenant_id, queue)
        queue.waiting.push({ sale, keys: keysOf(sale), resolve, reject })
        // After everything that this turn of the event loop brings: requests read together are gathered together.
        if (queue.waiting.length === 1) setImmediate(() => pump(tenant_id, queue))
      }),
    async preview(tenant_id, sale) {
      const env = await environment(parts, tenant_id)
      const state = await readSettled(parts, tenant_id, [sale], env)
      return decideSale(state, sale, env, true).answer
    },
  }
}

/** Two sales with a key in common are not decided by two batches at once; in one batch they follow each other. */
const keysOf = (sale: SaleToRecord) => [
  sale.sale_id,
  ...(sale.customer_id ? [sale.customer_id] : []),
  ...(sale.card_number ? [cardDigits(sale.card_number)] : []),
  ...(sale.vouchers ?? []).map((voucher) => voucher.voucher_id ?? voucher.code ?? ''),
]

/** What can be written now; the rest waits. The same sale twice is never in one batch. */
function takeBatch(queue: Queue, batch_max: number): Item[] {
  const batch: Item[] = []
  const left: Item[] = []
  const ids = new Set<string>()
  const held = new Set<string>()
  for (const item of queue.waiting) {
    const blocked =
      item.keys.some((key) => queue.busy.has(key) || held.has(key)) || ids.has(item.sale.sale_id)
    if (blocked || batch.length >= batch_max) {
      // What waits keeps its place: a later sale of the same card does not overtake it.
      for (const key of item.keys) held.add(key)
      left.push(item)
      continue
    }
    ids.add(item.sale.sale_id)
    batch.push(item)
  }
  for (const item of batch) for (const key of item.keys) queue.busy.add(key)
  queue.waiting = left
  return batch
}

async function environment({ db, codes }: Parts, tenant_id: string): Promise<Env> {
  return { house: await findHouse(db, tenant_id), codes, now: new Date() }
}

async function writeBatch(parts: Parts, tenant_id: string, batch: Item[]): Promise<void> {
  let open = batch
  try {
    for (let stale = 0; open.length > 0;) {
      const { left, again } = await tryBatch(parts, tenant_id, open)
      stale = again ? stale + 1 : 0
      if (stale >= TRIES_MAX) throw new Refusal('conflict')
      open = left
    }
  } catch (error) {
    // One bad sale must not fail the others: each is tried alone.
    if (open.length > 1) for (const item of open) await writeBatch(parts, tenant_id, [item])
    else open[0]!.reject(isTakenReward(error) ? refuseReward('redemption_id_reused') : error)
  }
}

/** A reward of this id was taken before, by another sale or at the counter: its voucher is what this sale may use. */
const isTakenReward = (error: unknown) => {
  const { code, constraint } = error as { code?: string; constraint?: string }
  return code === '23505' && constraint === 'redemption_pkey'
}

type Tried = { left: Item[]; again: boolean }

/** Decides and writes what it can, and answers it; `left` is to be read for and decided again. */
async function tryBatch(parts: Parts, tenant_id: string, batch: Item[]): Promise<Tried> {
  const env = await environment(parts, tenant_id)
  const state = await readSettled(
    parts,
    tenant_id,
    batch.map((item) => item.sale),
    env,
  )
  const read = new Map([...state.accounts].map(([key, account]) => [key, { ...account }]))
  const decisions: Decision[] = []
  const answers: (() => void)[] = []
  const left: Item[] = []
  for (const item of batch) {
    if (isDue(state, item.sale, env.now)) {
      left.push(item)
      continue
    }
    try {
      const recorded = decideOne(state, item.sale, env, decisions)
      answers.push(() => item.resolve(recorded))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      answers.push(() => item.reject(error))
    }
  }
  if (decisions.length > 0) {
    const rows = rowsOf(decisions, read, env)
    const values = [tenant_id, JSON.stringify(rows)]
    try {
      await parts.pool.query({ ...writerOf(rows), values })
    } catch (error) {
      if (isRace(error)) return { left: batch, again: true }
      throw error
    }
    parts.written?.()
  }
  for (const answer of answers) answer()
  return { left, again: false }
}

function decideOne(state: State, sale: SaleToRecord, env: Env, decisions: Decision[]): Recorded {
  const recorded = state.recorded.get(sale.sale_id)
  if (recorded) {
    if (recorded.hash !== contentHash(sale)) throw refuse('sale_id_reused')
    return { answer: recorded.answer, replayed: true }
  }
  const decision = decideSale(state, sale, env)
  applyDecision(state, decision)
  decisions.push(decision)
  return { answer: decision.answer, replayed: false }
}

/** Two writers met: a serialisation failure, a deadlock, or a unique key taken meanwhile. */
export const isRace = (error: unknown) =>
  [STALE, '40001', '40P01'].includes((error as { code?: string }).code ?? '')

/** An imported sale of two years ago sees the account as it stood that day; a live one, as it stands now. */
const seenAsOf = (sale: SaleToRecord, now: Date) =>
  sale.source === 'import' ? new Date(sale.occurred_at) : now

const dueAccounts = (state: State, sale: SaleToRecord, as_of: Date) => {
  const person = personOf(state, sale)
  if (!person) return []
  return [...state.accounts.values()].filter(
    ({ account_id, due_at }) =>
      account_id === person.account_id && due_at !== null && new Date(due_at) <= as_of,
  )
}

/** Something in this batch came due before this sale: it waits until that is posted. */
const isDue = (state: State, sale: SaleToRecord, now: Date) =>
  !state.recorded.has(sale.sale_id) && dueAccounts(state, sale, seenAsOf(sale, now)).length > 0

/** Reads, and where time has done something to an account (points matured or expired), posts that first. */
async function readSettled(
  { pool }: Parts,
  tenant_id: string,
  sales: SaleToRecord[],
  env: Env,
): Promise<State> {
  const state = await readState(pool, tenant_id, sales, env)
  const due = sales.flatMap((sale) => {
    if (state.recorded.has(sale.sale_id)) return []
    const as_of = seenAsOf(sale, env.now)
    return dueAccounts(state, sale, as_of).map(({ account_id, unit }) => ({ account_id, unit, as_of }))
  })
  if (due.length === 0) return state
  await pool.query('select settle_accounts($1, $2, $3)', [tenant_id, JSON.stringify(due), env.now])
  return readState(pool, tenant_id, sales, env)
}
