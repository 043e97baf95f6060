/** Every yes and every no, with the words that were shown, by whom, where and when. Added, never changed. */
import { createHash } from 'node:crypto'
import { newId } from '../../lib/id.ts'
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { defaultText, DEFAULT_VERSION, listDefaultTexts, type Language } from './default-texts.ts'
import { refuse as refuseCustomer } from '../customers/refusals.ts'
import { ConsentGiven, ConsentWithdrawn } from './events.ts'
import {
  addConsents,
  addText,
  findConsent,
  findLatestVersion,
  findPerson,
  findTenantName,
  findText,
  listCurrent,
  listHistory,
  listTexts,
  type ConsentRow,
} from './queries.ts'
import { refuse } from './refusals.ts'

/** A till's clock may be a little ahead of ours. */
const CLOCK_SKEW_MS = 5 * 60_000

export type ConsentWish = {
  consent_id?: string
  channel: string
  purpose: string
  given: boolean
  text_version?: number
  language?: string
  occurred_at?: string
}
export type Where = {
  source: string
  store_id: string | null
  device_id: string | null
  import_id?: string | null
}

/** The last answer to each question; what was never asked is not in it, and means no. */
export const currentConsents = (ctx: Context, customer_id: string) => listCurrent(ctx, customer_id)

/**
 * Records the answers of one customer, all or none. The caller has seen that the customer exists and has
 * not left.
 */
export async function recordConsents(ctx: Context, customer_id: string, wishes: ConsentWish[], where: Where) {
  const rows: ConsentRow[] = []
  for (const wish of wishes) {
    const row = await rowOf(ctx, customer_id, wish, where)
    const earlier = wish.consent_id && (await findConsent(ctx, customer_id, wish.consent_id))
    if (!earlier) rows.push(row)
    else if (!isSameAnswer(earlier, row)) throw refuse('consent_id_reused', { consent_id: wish.consent_id })
  }
  for (const row of await addConsents(ctx, rows)) await announce(ctx, row)
}

/** One answer through the API. Somebody who has left may still say no. */
export async function answerConsent(
  ctx: Context,
  customer_id: string,
  wish: ConsentWish & { consent_id: string },
  where: Where,
) {
  const customer = await findPerson(ctx, customer_id)
  if (!customer) throw refuseCustomer('customer_not_found')
  if (customer.left_at && wish.given) throw refuseCustomer('customer_left')
  await recordConsents(ctx, customer_id, [wish], where)
  return { consents: await listCurrent(ctx, customer_id) }
}

/** Every answer with its proof: the words, their fingerprint, who, where, when. */
export const readHistory = async (ctx: Context, customer_id: string) => ({
  items: await listHistory(ctx, customer_id),
})

async function rowOf(
  ctx: Context,
  customer_id: string,
  wish: ConsentWish,
  where: Where,
): Promise<ConsentRow> {
  const { channel, purpose, given } = wish
  if (given && wish.text_version === undefined) throw refuse('consent_needs_text', { channel, purpose })
  const occurred_at = wish.occurred_at ? new Date(wish.occurred_at) : ctx.now
  if (occurred_at.getTime() > ctx.now.getTime() + CLOCK_SKEW_MS)
    throw refuse('consent_in_future', { channel, purpose })
  const text_version =
    wish.text_version ?? (await findLatestVersion(ctx, channel, purpose)) ?? DEFAULT_VERSION
  const shop = await findTenantName(ctx)
  const language = wish.language ?? shop.language
  const text = await fixText(ctx, { channel, purpose, version: text_version, language }, shop.name)
  // A no needs no text: someone who says stop has not been shown a question.
  if (text === null && (given || wish.text_version !== undefined))
    throw refuse('consent_text_not_found', { channel, purpose, text_version, language })
  const text_hash = createHash('sha256')
    .update(text ?? '')
    .digest()
  return {
    customer_id,
    consent_id: wish.consent_id ?? newId(ctx.now.getTime()),
    channel,
    purpose,
    given,
    text_version,
    language,
    text_hash,
    ...where,
    occurred_at,
  }
}

type TextKey = { channel: string; purpose: string; version: number; language: string }

/**
 * The words of a version. Our own are written down when they are first answered, so that a renamed shop
 * changes no proof.
 */
async function fixText(ctx: Context, key: TextKey, shop_name: string): Promise<string | null> {
  const kept = await findText(ctx, key)
  if (kept) return kept.text
  const text = defaultText(key.channel, key.purpose, key.version, key.language, shop_name)
  if (text === null) return null
  await addText(ctx, { ...key, text })
  return (await findText(ctx, key))!.text
}

const isSameAnswer = (a: ConsentRow, b: ConsentRow) =>
  a.channel === b.channel &&
  a.purpose === b.purpose &&
  a.given === b.given &&
  a.text_version === b.text_version &&
  a.language === b.language

function announce(ctx: Context, row: ConsentRow) {
  const { customer_id, consent_id, channel, purpose, text_version, source } = row
  return publish(
    ctx,
    row.given ? ConsentGiven : ConsentWithdrawn,
    { customer_id, consent_id, channel, purpose, text_version, source },
    { customer_id, store_id: row.store_id, subject_id: consent_id, occurred_at: row.occurred_at },
  )
}

/** Says no to everything that had a yes: someone who leaves is not written to again. */
export async function withdrawAll(ctx: Context, customer_id: string, where: Where) {
  const given = (await listCurrent(ctx, customer_id)).filter((consent) => consent.given)
  const answers = given.map(({ channel, purpose, language }) => ({
    channel,
    purpose,
    given: false,
    language,
  }))
  await recordConsents(ctx, customer_id, answers, where)
  return given.map(({ channel, purpose }) => ({ channel, purpose }))
}

/**
 * Every version of every text, ours included, and which is in force (the highest version of its question).
 */
export async function listConsentTexts(ctx: Context) {
  const [shop, written] = [await findTenantName(ctx), await listTexts(ctx)]
  const keyOf = (row: TextKey) => `${row.channel}/${row.purpose}/${row.version}/${row.language}`
  const known = new Set(written.map(keyOf))
  const all = [...listDefaultTexts(shop.name).filter((row) => !known.has(keyOf(row))), ...written]
  const latest = new Map<string, number>()
  for (const { channel, purpose, version } of all)
    latest.set(`${channel}/${purpose}`, Math.max(version, latest.get(`${channel}/${purpose}`) ?? 0))
  return all.map(({ channel, purpose, version, language, text }) => ({
    channel,
    purpose,
    version,
    language,
    text,
    in_force: latest.get(`${channel}/${purpose}`) === version,
  }))
}

/**
 * Writes a version in one language. A text that stands is never changed: the same again is fine, other
 * words are not.
 */
export async function writeConsentText(ctx: Context, row: TextKey & { text: string }) {
  const shop = await findTenantName(ctx)
  const kept =
    (await findText(ctx, row))?.text ??
    defaultText(row.channel, row.purpose, row.version, row.language, shop.name)
  if (kept !== null && kept !== row.text)
    throw refuse('consent_text_fixed', {
      latest_version: await findLatestVersion(ctx, row.channel, row.purpose),
    })
  const { channel, purpose, version, language, text } = row
  await addText(ctx, { channel, purpose, version, language: language as Language, text })
  // Two writers at once: the first one's words stand.
  if ((await findText(ctx, row))!.text !== text) throw refuse('consent_text_fixed')
  return { channel, purpose, version, language, text }
}
