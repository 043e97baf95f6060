/** Audiences as lists show them. */
import { DAY_MS } from '../../lib/time.ts'
import { readCursor, writeCursor } from '../../platform/cursor.ts'
import type { Context } from '../../platform/database.ts'
import { findAudience, listAudiences, listMembersShown } from './queries.ts'
import { refuse } from './refusals.ts'

const TREND_DAYS = 30

type Page = { cursor?: string; limit?: number }

export async function readAudiences(
  ctx: Context,
  { cursor, limit = 50, archived = false }: Page & { archived?: boolean },
) {
  const after = cursor ? readCursor(cursor) : null
  const since = new Date(ctx.now.getTime() - TREND_DAYS * DAY_MS)
  const rows = await listAudiences(ctx, { archived, after, limit: limit + 1, since })
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1)! : null
  return { items, next_cursor: last && writeCursor(last.created_at, last.audience_id) }
}

export async function readMembers(
  ctx: Context,
  { audience_id, cursor, limit = 50, stores }: Page & { audience_id: string; stores: string[] | null },
) {
  if (!(await findAudience(ctx, audience_id))) throw refuse('audience_not_found')
  const before = cursor ? readCursor(cursor) : null
  const rows = await listMembersShown(ctx, audience_id, { before, stores, limit: limit + 1 })
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1)! : null
  return { items, next_cursor: last && writeCursor(last.entered_at, last.customer_id) }
}
