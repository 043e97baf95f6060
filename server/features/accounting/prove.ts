/** Counts a closed month again from its entries, and makes its figures again: both must be what was kept. */
import { isDeepStrictEqual } from 'node:util'
import type { Context } from '../../platform/database.ts'
import { movedBy, priorOf } from './actions.ts'
import { countMovements } from './count.ts'
import type { Figures } from './figures.ts'
import type { Movement } from './movements.ts'
import { findClose, findLastCloseBefore, findTenantClock, listCounted, listMovements } from './queries.ts'
import { refuse } from './refusals.ts'
import { statementOf } from './statement.ts'

export type Difference = { what: string; kept: number; counted: number }

/**
 * `differences`: movements that are not what their entries say any more. `figures_same`: the statement, made again from
 * what was kept, is the one that was closed. Sales that an undone import took away can no longer be counted: what was
 * counted of them when the month was over stays.
 */
export async function proveMonth(ctx: Context, month: string) {
  const close = await findClose(ctx, month)
  if (!close) throw refuse('month_not_closed')
  const figures = close.figures as Figures
  const span = (await listCounted(ctx)).find((one) => one.month === month)!
  const { time_zone } = await findTenantClock(ctx)
  const kept = await listMovements(ctx, month)
  const differences = differencesOf(kept, await countMovements(ctx, span, time_zone))
  const prior = await findLastCloseBefore(ctx, month)
  const moved = await movedBy(ctx, month, kept, [], prior?.month ?? null, figures.parameters.lived)
  const again = statementOf(figures.parameters, moved, priorOf(prior?.figures as Figures | undefined))
  const figures_same = isDeepStrictEqual(JSON.parse(JSON.stringify(again)), figures)
  const proved = differences.length === 0 && figures_same
  return { month, proved, figures_same, differences, content_hash: close.content_hash, checked_at: ctx.now }
}

function differencesOf(kept: Movement[], counted: Movement[]): Difference[] {
  const key = ({ ledger, unit, class: of, issuer_id, kind, vintage, expiry }: Movement) =>
    [ledger, unit, of, issuer_id, kind, vintage, expiry].join(' ')
  const [a, b] = [kept, counted].map((all) => new Map(all.map((one) => [key(one), one.amount]))) as [
    Map<string, number>,
    Map<string, number>,
  ]
  return [...new Set([...a.keys(), ...b.keys()])]
    .filter((what) => !what.startsWith('sales') && a.get(what) !== b.get(what))
    .map((what) => ({ what, kept: a.get(what) ?? 0, counted: b.get(what) ?? 0 }))
}
