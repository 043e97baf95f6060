/** How many people a rule holds for before it is saved: counted, or estimated from some of them where counting takes long. */
import type { Context } from '../../platform/database.ts'
import { checkWhole } from './actions.ts'
import { compile } from './compile.ts'
import { sayRules } from './describe.ts'
import { estimateOf } from './estimate.ts'
import { q, type Fragment } from './fragment.ts'
import { loadWorld, makeRoom, run } from './load-world.ts'
import type { Language, Rule } from './shape.ts'

const SHOWN = 6
/**
 * Of a rule that holds for a tenth of all this tells 19 times in 20 how many they are within six in a hundred, and reads a
 * hundredth of a million people's past.
 */
export const SAMPLED = 10_000

type Person = {
  customer_id: string
  first_name: string | null
  last_name: string | null
  home_store_id: string | null
}
/** `stores`: only those whose usual store is one of these; `of`: how many they are at all. */
export type Asked = { rule: unknown; stores: string[] | null; language: Language; of: number }
export type Preview = {
  count: number
  of: number
  sentence: string
  sample: Person[]
  /** Null: the count is exact. */
  estimate: { low: number; high: number; sampled: number } | null
}

const alive = (ctx: Context, stores: string[] | null): Fragment =>
  q`c.tenant_id = ${ctx.tenant_id}::uuid and c.left_at is null${stores ? q` and c.home_store_id = any(${stores}::uuid[])` : q``}`

export async function countPeople(ctx: Context, stores: string[] | null): Promise<number> {
  const [row] = await run<{ of: number }>(
    ctx,
    q`select count(*)::int "of" from customer c where ${alive(ctx, stores)}`,
  )
  return row!.of
}

/** How many people a rule holds for now. */
export async function countRule(ctx: Context, rule: unknown, stores: string[] | null = null) {
  const world = await loadWorld(ctx)
  checkWhole(rule, world, null)
  await makeRoom(ctx)
  const { from, where, rules } = compile([rule], world)
  const [row] = await run<{ count: number }>(
    ctx,
    q`select count(*)::int count from ${from} where ${where} and ${alive(ctx, stores)} and ${rules[0]!.holds}`,
  )
  return row!.count
}

/** The count with some of the people. */
export async function previewRule(ctx: Context, { rule, stores, language, of }: Asked): Promise<Preview> {
  const count = await countRule(ctx, rule, stores)
  const { from, where, rules } = compile([rule as Rule], await loadWorld(ctx))
  const sample = await run<Person>(
    ctx,
    q`select c.customer_id, c.first_name, c.last_name, c.home_store_id from ${from}
      where ${where} and ${alive(ctx, stores)} and ${rules[0]!.holds} limit ${SHOWN}`,
  )
  const [sentence] = await sayRules(ctx, [rule as Rule], language)
  return { count, of, sentence: sentence!, sample, estimate: null }
}

/** The same from a few of them: about how many, and between which bounds. */
export async function estimateRule(ctx: Context, { rule, stores, language, of }: Asked): Promise<Preview> {
  const ids = await drawSample(ctx, stores)
  const world = await loadWorld(ctx, { ids })
  checkWhole(rule, world, null)
  const { from, where, rules } = compile([rule], world)
  const [found] = await run<{ hits: number; shown: string[] }>(
    ctx,
    q`select count(*)::int hits, (array_agg(c.customer_id order by c.customer_id desc))[:${SHOWN}::int] shown
      from ${from} where ${where} and ${alive(ctx, stores)} and ${rules[0]!.holds}`,
  )
  const sample = await run<Person>(
    ctx,
    q`select c.customer_id, c.first_name, c.last_name, c.home_store_id from customer c
      where c.tenant_id = ${ctx.tenant_id}::uuid and c.customer_id = any(${found!.shown ?? []}::uuid[])`,
  )
  const [sentence] = await sayRules(ctx, [rule], language)
  const { count, low, high } = estimateOf(found!.hits, ids.length, of)
  return { count, of, sentence: sentence!, sample, estimate: { low, high, sampled: ids.length } }
}

/** Always the same people as long as they are there, whatever is asked: those whose ids hash lowest. */
async function drawSample(ctx: Context, stores: string[] | null): Promise<string[]> {
  const rows = await run<{ customer_id: string }>(
    ctx,
    q`select c.customer_id from customer c where ${alive(ctx, stores)}
      order by uuid_hash_extended(c.customer_id, 0), c.customer_id limit ${SAMPLED}`,
  )
  return rows.map(({ customer_id }) => customer_id).sort()
}
