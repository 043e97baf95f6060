/** Audiences: written as a rule, kept fresh from facts and dates; the door for other features. */
import { sql } from 'kysely'
import { fields } from '../../fields.ts'
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { checkRule } from './check.ts'
import { AudienceArchived } from './events.ts'
import { loadWorld } from './load-world.ts'
import {
  archive,
  findAudience,
  findMembers,
  hasMember,
  listMemberIds,
  lockAudience,
  saveAudience,
  type Audience,
} from './queries.ts'
import { refuse } from './refusals.ts'
import { circleOf, dependentsOf, namedAudiences } from './rules.ts'
import type { Rule } from './shape.ts'
import { usedBy } from './used-by.ts'
import type { World } from './world.ts'

export type AudienceWish = { audience_id: string; name: string; description?: string; rule: unknown }

/** Writes an audience that follows a rule. A changed rule is put to everybody in the background. */
export async function writeAudience(ctx: Context, wish: AudienceWish): Promise<Audience> {
  const { audience_id, name, description = '', rule } = wish
  const earlier = await lockAudience(ctx, audience_id)
  if (earlier?.archived_at) throw refuse('audience_archived')
  if (earlier && earlier.kind !== 'rule') throw refuse('audience_is_not_a_rule')
  const world = await loadWorld(ctx)
  checkWhole(rule, world, audience_id)
  const isSame = earlier && JSON.stringify(ordered(earlier.rule)) === JSON.stringify(ordered(rule))
  await saveAudience(ctx, {
    audience_id,
    name,
    description,
    kind: 'rule',
    rule,
    source_id: earlier?.source_id ?? null,
    file: null,
    judged_at: isSame ? earlier.judged_at : null,
  })
  if (!isSame) await askToFill(ctx, [audience_id, ...dependentsOf(audience_id, world.audiences)])
  return (await findAudience(ctx, audience_id))!
}

/** The keys of a rule say the same in any order. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, ordered(one)]),
  )
}

/** Refuses a rule that means nothing, names strangers, or would go in a circle if this audience had it. */
export function checkWhole(rule: unknown, world: World, audience_id: string | null): asserts rule is Rule {
  checkRule(rule, fields)
  const stranger = namedAudiences(rule).find((id) => id !== audience_id && !world.audiences.has(id))
  if (stranger) throw refuse('audience_not_found', { audience_id: stranger })
  const circle = audience_id && circleOf(audience_id, rule, world.audiences)
  if (circle) throw refuse('rule_in_a_circle', { circle })
}

export async function askToFill({ tx, tenant_id }: Context, audience_ids: string[]) {
  for (const audience_id of audience_ids)
    await sql`select enqueue('fill_audience', ${JSON.stringify({ tenant_id, audience_id })}::json, null,
      ${`audiences:fill:${audience_id}`})`.execute(tx)
}

export const isMember = (ctx: Context, audience_id: string, customer_id: string): Promise<boolean> =>
  hasMember(ctx, audience_id, customer_id)

/** By customer id, for work on all of them in slices; null begins. */
export const listMembers = (
  ctx: Context,
  audience_id: string,
  after_customer_id: string | null,
  limit: number,
) => listMemberIds(ctx, audience_id, after_customer_id, limit)

export async function readAudience(ctx: Context, audience_id: string) {
  const audience = await findAudience(ctx, audience_id)
  if (!audience) throw refuse('audience_not_found')
  return {
    ...audience,
    members: await findMembers(ctx, audience_id),
    used_by: await usedBy(ctx, audience_id),
  }
}

/** It serves nowhere any more, and nobody is judged by it; its page stays. */
export async function archiveAudience(ctx: Context, audience_id: string) {
  const audience = await lockAudience(ctx, audience_id)
  if (!audience) throw refuse('audience_not_found')
  if (audience.archived_at) return
  const used_by = await usedBy(ctx, audience_id)
  if (used_by.length > 0) throw refuse('audience_used', { used_by })
  await archive(ctx, audience_id, true)
  await publish(ctx, AudienceArchived, { audience_id, name: audience.name }, { subject_id: audience_id })
}

/** Taken up again: everybody is judged afresh, since it was not followed meanwhile. */
export async function restoreAudience(ctx: Context, audience_id: string) {
  const audience = await lockAudience(ctx, audience_id)
  if (!audience) throw refuse('audience_not_found')
  if (!audience.archived_at) return
  await archive(ctx, audience_id, false)
  if (audience.kind === 'rule') await askToFill(ctx, [audience_id])
}
