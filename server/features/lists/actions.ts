/** Privileged lists: joined by hand or by what one buys. */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import { publishMany, type Fact } from '../../platform/facts.ts'
import { findCustomer } from '../customers/actions.ts'
import { refuse as refuseCustomer } from '../customers/refusals.ts'
import type { ListCriteria } from './criteria.ts'
import { ListJoined, ListLeft } from './events.ts'
import {
  endList,
  findList,
  join,
  listConcerned,
  listLists,
  listQualified,
  saveList,
  takeOff,
  type List,
} from './queries.ts'
import { refuse } from './refusals.ts'

const SLICE = 2000
export const FIRST_ID = '00000000-0000-0000-0000-000000000000'

type Wish = { list_id: string; name: string; benefit?: string; criteria?: ListCriteria | null }

/** Writes a list whole. New criteria are put to everybody in the background. */
export async function writeList(ctx: Context, { list_id, name, benefit = '', criteria = null }: Wish) {
  const earlier = await findList(ctx, list_id)
  if (earlier?.ended_at) throw refuse('list_ended')
  await saveList(ctx, { list_id, name, benefit, criteria })
  if (JSON.stringify(sorted(earlier?.criteria)) !== JSON.stringify(sorted(criteria)))
    await sql`select enqueue('evaluate_list', ${JSON.stringify({ tenant_id: ctx.tenant_id, list_id })}::json,
      null, ${`lists:${list_id}`})`.execute(ctx.tx)
  return (await findList(ctx, list_id))!
}

const sorted = (criteria: object | null | undefined) =>
  Object.entries(criteria ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))

export async function closeList(ctx: Context, list_id: string) {
  if (!(await findList(ctx, list_id))) throw refuse('list_not_found')
  await endList(ctx, list_id)
}

export async function addMember(
  ctx: Context,
  { list_id, customer_id }: { list_id: string; customer_id: string },
) {
  const list = await openList(ctx, list_id)
  const customer = await findCustomer(ctx, customer_id)
  if (!customer) throw refuseCustomer('customer_not_found')
  if (customer.left_at) throw refuseCustomer('customer_left')
  await announce(ctx, ListJoined, list, await join(ctx, list_id, [customer_id], ctx.actor), 'hand')
  return { list_id, customer_id }
}

export async function removeMember(
  ctx: Context,
  { list_id, customer_id }: { list_id: string; customer_id: string },
) {
  const list = await openList(ctx, list_id)
  await announce(ctx, ListLeft, list, await takeOff(ctx, list_id, [customer_id], ctx.actor), 'hand')
}

async function openList(ctx: Context, list_id: string): Promise<List> {
  const list = await findList(ctx, list_id)
  if (!list) throw refuse('list_not_found')
  if (list.ended_at) throw refuse('list_ended')
  return list
}

/**
 * Puts a list's criteria to these people: who reaches them joins, who was put on by them and does not any
 * more leaves.
 */
async function evaluate(ctx: Context, list: List, customer_ids: string[]) {
  // Without criteria nobody stays whom criteria put there.
  const qualified = list.criteria
    ? (await listQualified(ctx, list.criteria, customer_ids)).map(({ customer_id }) => customer_id)
    : []
  const reached = new Set(qualified)
  await announce(ctx, ListJoined, list, await join(ctx, list.list_id, qualified, 'criteria'), 'criteria')
  const others = customer_ids.filter((id) => !reached.has(id))
  await announce(ctx, ListLeft, list, await takeOff(ctx, list.list_id, others, 'criteria'), 'criteria')
}

/**
 * Everybody whom the list may concern; at night, when days have passed and purchases fall out of the
 * window.
 */
export async function evaluateAll(ctx: Context, list_id: string) {
  for (let after: string | null = FIRST_ID; after;) after = await evaluateSlice(ctx, list_id, after)
}

/** The next few thousand people by id, and where to go on; null when everybody has been looked at. */
export async function evaluateSlice(ctx: Context, list_id: string, after: string): Promise<string | null> {
  const list = await findList(ctx, list_id)
  if (!list || list.ended_at) return null
  const ids = await listConcerned(ctx, list_id, after, SLICE)
  if (ids.length > 0) await evaluate(ctx, list, ids)
  return ids.at(-1) ?? null
}

/** Reacts to sales and returns: only the people they touch, list by list. */
export async function evaluateLists(ctx: Context, facts: Fact[]): Promise<void> {
  const touched = [...new Set(facts.flatMap(({ customer_id }) => customer_id ?? []))]
  if (touched.length === 0) return
  for (const list of await listLists(ctx)) if (list.criteria) await evaluate(ctx, list, touched)
}

async function announce(
  ctx: Context,
  kind: typeof ListJoined,
  { list_id, name }: List,
  customer_ids: string[],
  by: 'criteria' | 'hand',
) {
  const all = customer_ids.map((customer_id) => ({
    content: { list_id, name, customer_id, by },
    about: { customer_id, subject_id: list_id },
  }))
  await publishMany(ctx, kind, all)
}
