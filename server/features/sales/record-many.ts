/**
 * Records sales that a file brought, within the caller's transaction: read for together, decided one after the other by
 * the rules of their day, written together. Without points the same is done with no programme.
 */
import type pg from 'pg'
import { CompiledQuery, sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Codes } from '../vouchers/codes.ts'
import { applyDecision } from './apply.ts'
import { decideSale, type Decision, type Env } from './decide.ts'
import type { House } from './house.ts'
import { rowsOf } from './rows.ts'
import { accountKey, personOf, readState, type State } from './state.ts'
import type { SaleToRecord } from './wish.ts'

export const SALES_MAX = 1000

export type ManyRecorded = {
  sale_id: string
  refusal: Refusal | null
  earned: { unit: string; units: number }[]
}

/**
 * Answers in the order of the sales, which are in the order of their days. Ids are new: the caller knows what it has
 * imported. Throws CT001 when a till sold to one of these people meanwhile: the caller begins its transaction again.
 */
export async function recordMany(
  ctx: Context,
  sales: SaleToRecord[],
  house: House,
  codes: Codes,
): Promise<ManyRecorded[]> {
  const env: Env = { house, codes, now: ctx.now }
  const outcomes = new Map<string, ManyRecorded>()
  for (let open = sales; open.length > 0;) open = await recordRound(ctx, open, env, outcomes)
  return sales.map(({ sale_id }) => outcomes.get(sale_id)!)
}

/** One round: what waits for time to pass on its account (points that mature or expire before it) is left for the next. */
async function recordRound(
  ctx: Context,
  sales: SaleToRecord[],
  env: Env,
  outcomes: Map<string, ManyRecorded>,
) {
  let state = await readInside(ctx, sales, env)
  const due = firstDue(state, unitsOf(state, env.house), sales)
  if (due.length > 0) {
    await sql`select settle_accounts(${ctx.tenant_id}, ${JSON.stringify(due)}, ${ctx.now})`.execute(ctx.tx)
    state = await readInside(ctx, sales, env)
  }
  const before = new Map([...state.accounts].map(([key, account]) => [key, { ...account }]))
  const units = unitsOf(state, env.house)
  const decisions: Decision[] = []
  const left: SaleToRecord[] = []
  const waiting = new Set<string>()
  for (const sale of sales) {
    const account_id = personOf(state, sale)?.account_id
    const is_due = account_id && dueOn(state, units, account_id, new Date(sale.occurred_at)).length > 0
    if (account_id && (is_due || waiting.has(account_id))) {
      waiting.add(account_id)
      left.push(sale)
      continue
    }
    outcomes.set(sale.sale_id, decideOne(state, sale, env, decisions))
  }
  if (decisions.length > 0) {
    const rows = JSON.stringify(rowsOf(decisions, before, env))
    await ctx.tx.executeQuery(CompiledQuery.raw('select record_sales($1, $2)', [ctx.tenant_id, rows]))
  }
  return left
}

function decideOne(state: State, sale: SaleToRecord, env: Env, decisions: Decision[]): ManyRecorded {
  try {
    const decision = decideSale(state, sale, env)
    applyDecision(state, decision)
    decisions.push(decision)
    return { sale_id: sale.sale_id, refusal: null, earned: decision.answer.earned }
  } catch (error) {
    if (error instanceof Refusal) return { sale_id: sale.sale_id, refusal: error, earned: [] }
    throw error
  }
}

export const readInside = (ctx: Context, sales: SaleToRecord[], env: Env) =>
  readState(readerInside(ctx), ctx.tenant_id, sales, env)

/** The reader of the hot path asks a pool; here it is to see what this transaction has written. */
export function readerInside({ tx }: Context): pg.Pool {
  const query = ({ text, values }: { text: string; values: unknown[] }) =>
    tx.executeQuery(CompiledQuery.raw(text, values))
  return { query } as unknown as pg.Pool
}

/** A batch has a thousand accounts and asks about each of them: by account, or it would look at all for every sale. */
function dueOn(state: State, units: Set<string>, account_id: string, at: Date): string[] {
  return [...units].filter((unit) => {
    const due_at = state.accounts.get(accountKey(account_id, unit))?.due_at
    return due_at !== null && due_at !== undefined && new Date(due_at) <= at
  })
}

const unitsOf = (state: State, house: House) =>
  new Set([
    ...[...state.accounts.values()].map(({ unit }) => unit),
    ...house.programmes.flatMap(({ programme }) => programme.units.map(({ unit }) => unit)),
  ])

/** Time is let pass up to the first sale of each account, and no further: the next one sees what stood on its own day. */
function firstDue(state: State, units: Set<string>, sales: SaleToRecord[]) {
  const seen = new Set<string>()
  return sales.flatMap((sale) => {
    const account_id = personOf(state, sale)?.account_id
    if (!account_id || seen.has(account_id)) return []
    seen.add(account_id)
    const as_of = new Date(sale.occurred_at)
    return dueOn(state, units, account_id, as_of).map((unit) => ({ account_id, unit, as_of }))
  })
}
