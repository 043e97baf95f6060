/** Audiences as lists show them. */
import { DAY_MS } from '../../lib/time.ts'
import { readCursor, writeCursor } from '../../platform/cursor.ts'
import type { Context } from '../../platform/database.ts'
import { readAudience } from './actions.ts'
import { sayRules } from './describe.ts'
import { countOverlap, listDays } from './queries-gather.ts'
import { findAudience, listAudiences, listMembersShown } from './queries.ts'
import { refuse } from './refusals.ts'
import type { Language } from './shape.ts'

const TREND_DAYS = 30

type Page = { cursor?: string; limit?: number }

export async function readAudiences(
  ctx: Context,
  { cursor, limit = 50, archived = false }: Page & { archived?: boolean },
  language: Language,
) {
  const after = cursor ? readCursor(cursor) : null
  const since = new Date(ctx.now.getTime() - TREND_DAYS * DAY_MS)
  const rows = await listAudiences(ctx, { archived, after, limit: limit + 1, since })
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1)! : null
  const sentences = await sayRules(
    ctx,
    items.map(({ rule }) => rule),
    language,
  )
  return {
    items: items.map((item, at) => ({ ...item, sentence: sentences[at]! })),
    next_cursor: last && writeCursor(last.created_at, last.audience_id),
  }
}

export async function showAudience(ctx: Context, audience_id: string, language: Language) {
  const audience = await readAudience(ctx, audience_id)
  const [sentence] = await sayRules(ctx, [audience.rule], language)
  return { ...audience, sentence: sentence! }
}

export async function readMembers(
  ctx: Context,
  { audience_id, cursor, limit = 50, stores }: Page & { audience_id: string; stores: string[] | null },
) {
  await seeAudience(ctx, audience_id)
  const before = cursor ? readCursor(cursor) : null
  const rows = await listMembersShown(ctx, audience_id, { before, stores, limit: limit + 1 })
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1)! : null
  return { items, next_cursor: last && writeCursor(last.entered_at, last.customer_id) }
}

/** Throws audience_not_found. */
export async function seeAudience(ctx: Context, audience_id: string) {
  if (!(await findAudience(ctx, audience_id))) throw refuse('audience_not_found')
}

const DAYS_SHOWN = 90

export async function readDays(ctx: Context, audience_id: string) {
  await seeAudience(ctx, audience_id)
  return { items: await listDays(ctx, audience_id, new Date(ctx.now.getTime() - DAYS_SHOWN * DAY_MS)) }
}

export async function readOverlap(ctx: Context, audience_id: string, other_id: string) {
  await seeAudience(ctx, audience_id)
  await seeAudience(ctx, other_id)
  return countOverlap(ctx, audience_id, other_id)
}
