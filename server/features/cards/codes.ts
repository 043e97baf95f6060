/** One-time codes: asked for, sent by a job, tried. Asking and trying tell nobody who has a card. */
import { createHmac, randomInt, timingSafeEqual } from 'node:crypto'
import { newId } from '../../lib/id.ts'
import { inTenant, type Context, type Database } from '../../platform/database.ts'
import { refuse as refusePlatform } from '../../platform/refusal.ts'
import { readSecret } from '../../platform/secrets.ts'
import { placeOf } from '../../platform/tries.ts'
import { sendMessage } from '../messages/actions.ts'
import {
  addCode,
  countAsked,
  enqueueCode,
  findCode,
  giveTryBack,
  lockRecipient,
  removeOldCodes,
  sealCode,
  takeTry,
  type NewCode,
} from './code-queries.ts'
import { codeMessage } from './code-message.ts'
import { findHolder, findShop, listHolders } from './queries.ts'
import { refuse } from './refusals.ts'
import { askedTooOften, CODE_LIFE_MS, CODE_TRIES, readRecipient, type CodeChannel } from './rules.ts'

type Wish = { recipient: string; channel: CodeChannel; ip: string; customer_id?: string }

/**
 * Writes down that a code was asked for, and leaves the rest to a job: the answer takes the same time and says the same
 * whether anybody is known there or not. Throws recipient_unclear and too_many_tries, which depend on the asking alone.
 */
export async function askForCode(ctx: Context, wish: Wish): Promise<{ expires_at: Date }> {
  const recipient = readRecipient(wish.recipient, wish.channel)
  if (!recipient) throw refuse('recipient_unclear')
  const code: NewCode = {
    code_id: newId(ctx.now.getTime()),
    purpose: wish.customer_id ? 'verify' : 'sign_in',
    channel: wish.channel,
    recipient: recipient.value,
    customer_id: wish.customer_id ?? null,
    ip: placeOf(wish.ip),
    prefix: recipient.prefix,
    expires_at: new Date(ctx.now.getTime() + CODE_LIFE_MS),
  }
  await lockRecipient(ctx, code.recipient)
  if (askedTooOften(await countAsked(ctx, code)))
    throw refusePlatform('too_many_tries', { retry_after_s: 3_600 })
  await addCode(ctx, code)
  await enqueueCode(ctx, code.code_id)
  return { expires_at: code.expires_at }
}

/** The job: makes the code and sends it, if somebody with a card is known there. Run again it sends nothing more. */
export async function sendCode(
  db: Database,
  home: string,
  { tenant_id, code_id }: { tenant_id: string; code_id: string },
) {
  await inTenant(db, { tenant_id, actor: 'system' }, async (ctx) => {
    await removeOldCodes(ctx)
    const asked = await findCode(ctx, code_id)
    if (!asked || asked.code_hash || asked.expires_at <= ctx.now) return
    const { recipient, expires_at } = asked
    const [channel, purpose] = [asked.channel as CodeChannel, asked.purpose as NewCode['purpose']]
    if (!readRecipient(recipient, channel)?.served) return
    const holders = asked.customer_id
      ? await findHolder(ctx, asked.customer_id)
      : await listHolders(ctx, channel, recipient)
    if (holders.length === 0) return
    const code = String(randomInt(1_000_000)).padStart(6, '0')
    await sealCode(ctx, code_id, hashCode(home, tenant_id, code_id, code))
    const shop = await findShop(ctx)
    const language = (holders[0]!.language ?? shop.language) as 'fr' | 'en'
    await sendMessage(ctx, {
      message_id: newId(ctx.now.getTime()),
      // On nobody's record: a code is no news of a shop, and two may share the address.
      customer_id: null,
      channel,
      purpose: 'service',
      template: purpose === 'sign_in' ? 'sign_in_code' : 'verification_code',
      recipient,
      ...codeMessage({ language, shop: shop.name, code, purpose }),
      cause_id: code_id,
      forget: true,
      useful_until: expires_at,
    })
  })
}

/** A million codes are few: without the key, which is not in the database, a copy of the database gives none away. */
function hashCode(home: string, tenant_id: string, code_id: string, code: string): Buffer {
  return createHmac('sha256', readSecret(home, 'codes')).update(`${tenant_id}\n${code_id}\n${code}`).digest()
}

type Try = { recipient: string; code: string; customer_id: string | null }

/**
 * The code that was tried, if it is the right one. A wrong try is written down, so the caller must not undo its
 * transaction: it answers null, and the refusal is thrown outside.
 */
export async function tryCode(
  ctx: Context,
  home: string,
  wish: Try,
): Promise<{ code_id: string; channel: CodeChannel } | null> {
  const purpose = wish.customer_id ? 'verify' : 'sign_in'
  const found = await takeTry(
    ctx,
    { recipient: wish.recipient, purpose, customer_id: wish.customer_id },
    CODE_TRIES,
  )
  if (!found) return null
  const hash = hashCode(home, ctx.tenant_id, found.code_id, wish.code.replace(/\D/g, ''))
  // Compared with something in any case, in the same time.
  const right = timingSafeEqual(hash, found.code_hash ?? Buffer.alloc(hash.length))
  if (!right || !found.code_hash) return null
  await giveTryBack(ctx, found.code_id)
  return { code_id: found.code_id, channel: found.channel as CodeChannel }
}
