/** Reading what the built-in mailbox and handset received. */
import { isId } from '../../lib/id.ts'
import type { Context } from '../../platform/database.ts'
import { refuse } from '../../platform/refusal.ts'
import { findReceived, listReceived } from './queries.ts'

const PREVIEW_LENGTH = 160

export async function listMailbox(ctx: Context, cursor: string | null, limit: number) {
  if (cursor !== null && !isId(cursor)) throw refuse('invalid_request')
  const rows = await listReceived(ctx, cursor, limit + 1)
  const items = rows.slice(0, limit).map(({ body_text, ...row }) => ({
    ...row,
    preview: body_text.replace(/\s+/g, ' ').trim().slice(0, PREVIEW_LENGTH),
  }))
  return { items, next_cursor: rows.length > limit ? items.at(-1)!.received_id : null }
}

export async function readMailbox(ctx: Context, received_id: string) {
  const message = await findReceived(ctx, received_id)
  if (!message) throw refuse('not_found')
  return message
}
