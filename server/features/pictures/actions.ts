/** Pictures that a shop shows: kept once, never changed, seen by whoever has the address. */
import { createHash } from 'node:crypto'
import { readPhoto } from '../../lib/photo.ts'
import type { Context } from '../../platform/database.ts'
import { addContent, addPicture, findContent, findPicture } from './queries.ts'
import { refuse } from './refusals.ts'

export const PICTURE_BYTES_MAX = 3 * 1024 * 1024
const SIDE_MAX = 8_000

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest()

/** Throws `picture_unreadable`, `picture_too_large`, `picture_id_reused`. */
export async function keepPicture(ctx: Context, picture_id: string, bytes: Buffer) {
  if (bytes.length > PICTURE_BYTES_MAX) throw refuse('picture_too_large')
  const photo = readPhoto(bytes)
  if (!photo) throw refuse('picture_unreadable')
  if (Math.max(photo.width, photo.height) > SIDE_MAX) throw refuse('picture_too_large')
  const sent_hash = sha256(bytes)
  const content_hash = sha256(photo.content)
  await addContent(ctx, content_hash, photo)
  await addPicture(ctx, { picture_id, content_hash, sent_hash })
  const picture = (await findPicture(ctx, picture_id))!
  if (!picture.sent_hash.equals(sent_hash)) throw refuse('picture_id_reused')
  const { media_type, width, height, byte_count } = picture
  return { picture_id, media_type, width, height, byte_count }
}

/** What a browser is given: `content` is null when it holds this `etag` already. Throws `picture_not_found`. */
export async function showPicture(ctx: Context, picture_id: string, held_etag: string | undefined) {
  const picture = await findPicture(ctx, picture_id)
  if (!picture) throw refuse('picture_not_found')
  const etag = `"${picture.content_hash.toString('base64url')}"`
  if (held_etag === etag) return { etag, media_type: picture.media_type, content: null }
  const { content } = (await findContent(ctx, picture.content_hash))!
  return { etag, media_type: picture.media_type, content }
}
