/** The shop's class and a card's object at Google: made when they are first asked for, changed afterwards. */
import type { GoogleAccount, Google, Reply } from './google-account.ts'
import {
  classId,
  loyaltyClass,
  loyaltyObject,
  messageOf,
  newsOf,
  objectId,
  type Said,
} from './google-pass.ts'
import type { GoogleLine } from './lines.ts'
import type { Face } from './rules.ts'

type Card = { tenant_id: string; pass_id: string; logo_url: string }

/** Both stand there as they are now; what stands already is changed. The answer of what failed, or of the last. */
export async function putCard(
  google: Google,
  { issuer }: GoogleAccount,
  face: Face,
  card: Card,
): Promise<Reply> {
  const ids = { issuer, tenant_id: card.tenant_id }
  const shop = loyaltyClass(face, { ...ids, logo_url: card.logo_url })
  const stands = await putOne(google, 'loyaltyClass', classId(issuer, card.tenant_id), shop)
  if (stands.problem !== null) return stands
  const object = loyaltyObject(face, { ...ids, pass_id: card.pass_id })
  return putOne(google, 'loyaltyObject', objectId(issuer, card.pass_id), object)
}

async function putOne(google: Google, what: string, id: string, body: object): Promise<Reply> {
  const changed = await google.ask('PATCH', `${what}/${id}`, body)
  if (changed.status !== 404) return changed
  const made = await google.ask('POST', what, body)
  // Two at once: the other one made it.
  return made.status === 409 ? google.ask('PATCH', `${what}/${id}`, body) : made
}

/** Not ringing is no failure: the card is right, and Google counts rings itself too. */
export const ring = (google: Google, { issuer }: GoogleAccount, pass_id: string, face: Face, news: News) =>
  google.ask(
    'POST',
    `loyaltyObject/${objectId(issuer, pass_id)}/addMessage`,
    newsOf(face, news.headline, news.id),
  )

/** Words for the holder of the card; the answer says whether anybody keeps it. */
export const addMessage = ({ google, account }: GoogleLine, pass_id: string, said: Said) =>
  google.ask('POST', `loyaltyObject/${objectId(account.issuer, pass_id)}/addMessage`, messageOf(said))

type News = { headline: string; id: string }
