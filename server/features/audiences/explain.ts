/** Why one person is in an audience or not: each condition with its own yes or no and the figure behind it. */
import type { Context } from '../../platform/database.ts'
import { findCustomer } from '../customers/actions.ts'
import { refuse as refuseCustomer } from '../customers/refusals.ts'
import { compile } from './compile.ts'
import { joined, q, raw } from './fragment.ts'
import { loadWorld, run } from './load-world.ts'
import { sayingFor } from './names.ts'
import { findAudience, hasMember } from './queries.ts'
import { refuse } from './refusals.ts'
import { sayCondition, sayFigure, type Figure, type Saying } from './say.ts'
import type { Condition, Language, Rule } from './shape.ts'

export type Explained =
  | { kind: 'all' | 'any' | 'not'; holds: boolean; parts: Explained[] }
  | { kind: 'condition'; holds: boolean; sentence: string; figure: string | null }

export async function explainMembership(
  ctx: Context,
  {
    audience_id,
    customer_id,
    language,
    stores,
  }: { audience_id: string; customer_id: string; language: Language; stores: string[] | null },
) {
  const audience = await findAudience(ctx, audience_id)
  if (!audience) throw refuse('audience_not_found')
  const customer = await findCustomer(ctx, customer_id)
  if (!customer || (stores && !stores.includes(customer.home_store_id ?? '')))
    throw refuseCustomer('customer_not_found')
  const is_member = await hasMember(ctx, audience_id, customer_id)
  const rule = audience.rule
  if (!rule) return { audience_id, customer_id, is_member, left: customer.left_at !== null, why: null }
  const saying = await sayingFor(ctx, [rule], language)
  const why = await explainRule(ctx, rule, customer_id, saying)
  return { audience_id, customer_id, is_member, left: customer.left_at !== null, why }
}

async function explainRule(
  ctx: Context,
  rule: Rule,
  customer_id: string,
  saying: Saying,
): Promise<Explained> {
  const world = await loadWorld(ctx, { ids: [customer_id] })
  const { from, where, leaves } = compile([rule], world, { figures: true })
  const columns = leaves.map(
    ({ holds, figure }, at) => q`(${holds}) is true as ${raw(`h${at}`)}, ${figure} as ${raw(`f${at}`)}`,
  )
  const [row] =
    columns.length === 0
      ? [{}]
      : await run<Record<string, unknown>>(
          ctx,
          q`select ${joined(columns, ', ')} from ${from} where ${where}`,
        )
  let at = 0
  const next = (condition: Condition): Explained => {
    const [holds, figure] = [row![`h${at}`] === true, row![`f${at}`]]
    at += 1
    return {
      kind: 'condition',
      holds,
      sentence: sayCondition(condition, saying),
      figure: sayFigure(condition, (figure ?? null) as Figure, holds, saying, world.zone),
    }
  }
  const visit = (node: Rule): Explained => {
    if ('all' in node) return group('all', node.all.map(visit))
    if ('any' in node) return group('any', node.any.map(visit))
    if ('not' in node) {
      const part = visit(node.not)
      return { kind: 'not', holds: !part.holds, parts: [part] }
    }
    return next(node)
  }
  return visit(rule)
}

const group = (kind: 'all' | 'any', parts: Explained[]): Explained => ({
  kind,
  holds: kind === 'all' ? parts.every(({ holds }) => holds) : parts.some(({ holds }) => holds),
  parts,
})
