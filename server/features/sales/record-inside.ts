/** One sale within the caller's transaction: what an exchange records stands or falls with its return. */
import { CompiledQuery, sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import { decideSale, type Env } from './decide.ts'
import { readInside } from './record-many.ts'
import { refuse } from './refusals.ts'
import { rowsOf, writerOf } from './rows.ts'
import { personOf } from './state.ts'
import type { SaleAnswer, SaleToRecord } from './wish.ts'

/**
 * Sees what this transaction has done to the accounts. Throws CT001 when somebody changed one meanwhile: the caller
 * begins its transaction again. Throws `exchange_part_reused` when the sale is there already.
 */
export async function recordInside(
  ctx: Context,
  sale: SaleToRecord,
  env: Env,
): Promise<Omit<SaleAnswer, 'say'>> {
  let state = await readInside(ctx, [sale], env)
  const account_id = personOf(state, sale)?.account_id
  const due = [...state.accounts.values()]
    .filter((one) => one.account_id === account_id && one.due_at !== null && new Date(one.due_at) <= ctx.now)
    .map(({ unit }) => ({ account_id, unit, as_of: ctx.now }))
  if (due.length > 0) {
    await sql`select settle_accounts(${ctx.tenant_id}, ${JSON.stringify(due)}, ${ctx.now})`.execute(ctx.tx)
    state = await readInside(ctx, [sale], env)
  }
  if (state.recorded.has(sale.sale_id)) throw refuse('exchange_part_reused')
  const before = new Map([...state.accounts].map(([key, account]) => [key, { ...account }]))
  const decision = decideSale(state, sale, env)
  const rows = rowsOf([decision], before, env)
  await ctx.tx.executeQuery(CompiledQuery.raw(writerOf(rows).text, [ctx.tenant_id, JSON.stringify(rows)]))
  return decision.answer
}
