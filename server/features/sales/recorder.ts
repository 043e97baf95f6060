/**
 * Sales that arrive together are written together: read for in one round trip, decided one after the other, and written in
 * one more. A decision taken on what has changed meanwhile is taken again.
 */
import type pg from 'pg'
import type { Database } from '../../platform/database.ts'
import { gatherer, type Batching, type Outcome } from '../../platform/gather.ts'
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

type Parts = { pool: pg.Pool; db: Database; codes: Codes; written?: () => void; batching?: Batching }

/** `batch_max` 1 is a transaction of its own for each sale: what the batches are measured against. */
const BATCHING: Batching = { batch_max: 256, writes_max: 2 }

export function saleRecorder(parts: Parts): SaleRecorder {
  return {
    record: gatherer<SaleToRecord, Recorded>({
      ...(parts.batching ?? BATCHING),
      keysOf,
      run: (tenant_id, sales) => recordTogether(parts, tenant_id, sales),
    }),
    async preview(tenant_id, sale) {
      const env = await environment(parts, tenant_id)
      const state = await readSettled(parts, tenant_id, [sale], env)
      return decideSale(state, sale, env, true).answer
    },
  }
}

const keysOf = (sale: SaleToRecord) => ({
  alone: [sale.sale_id],
  shared: [
    ...(sale.customer_id ? [sale.customer_id] : []),
    ...(sale.card_number ? [cardDigits(sale.card_number)] : []),
    ...(sale.vouchers ?? []).map((voucher) => voucher.voucher_id ?? voucher.code ?? ''),
  ],
})

async function environment({ db, codes }: Parts, tenant_id: string): Promise<Env> {
  return { house: await findHouse(db, tenant_id), codes, now: new Date() }
}

/** A reward of this id was taken before, by another sale or at the counter: its voucher is what this sale may use. */
const isTakenReward = (error: unknown) => {
  const { code, constraint } = error as { code?: string; constraint?: string }
  return code === '23505' && constraint === 'redemption_pkey'
}

/** Decides and writes what it can; the rest is to be read for and decided again. */
async function recordTogether(
  parts: Parts,
  tenant_id: string,
  sales: SaleToRecord[],
): Promise<Outcome<Recorded>[]> {
  const env = await environment(parts, tenant_id)
  const state = await readSettled(parts, tenant_id, sales, env)
  const read = new Map([...state.accounts].map(([key, account]) => [key, { ...account }]))
  const decisions: Decision[] = []
  const outcomes = sales.map((sale): Outcome<Recorded> => {
    if (isDue(state, sale, env.now)) return null
    try {
      return { answer: decideOne(state, sale, env, decisions) }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return { error }
    }
  })
  if (decisions.length === 0) return outcomes
  const rows = rowsOf(decisions, read, env)
  const writing = parts.pool.query({ ...writerOf(rows), values: [tenant_id, JSON.stringify(rows)] })
  await writing.catch((error: unknown) => {
    throw sales.length === 1 && isTakenReward(error) ? refuseReward('redemption_id_reused') : error
  })
  parts.written?.()
  return outcomes
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
