/** What a customer's pass shows now. */
import { createHash } from 'node:crypto'
import type { Context } from '../../platform/database.ts'
import { shopUrl } from '../../platform/tenancy.ts'
import { readCard } from '../cards/read-card.ts'
import type { Codes } from '../vouchers/codes.ts'
import { findPassMessage } from './message-queries.ts'
import { findHolder, findShop } from './queries.ts'
import { faceOf, headlineOf, voidFace, type Face } from './rules.ts'

export type Shown = { codes: Codes; public_url: string }

/** Without a pass there is nothing yet that it says. */
export async function readFace(
  ctx: Context,
  shown: Shown,
  customer_id: string,
  pass_id: string | null,
): Promise<Face> {
  const [shop, holder] = [await findShop(ctx), await findHolder(ctx, customer_id)]
  const language = (holder?.language ?? shop.language) === 'en' ? 'en' : 'fr'
  if (!holder || holder.left_at || holder.erased_at) return voidFace(shop, language)
  const card = await readCard(ctx, shown, customer_id, language)
  return faceOf(card, {
    language,
    locked: holder.locked_at !== null,
    time_zone: shop.time_zone,
    card_url: `${shopUrl(shown.public_url, shop)}/card/`,
    message: (pass_id !== null && (await findPassMessage(ctx, pass_id))) || null,
  })
}

/** To tell whether anything changed; and what of it is news. */
export const keptOf = (face: Face) => ({
  face_hash: createHash('sha256').update(JSON.stringify(face)).digest(),
  headline: headlineOf(face),
})
