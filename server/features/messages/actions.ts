/** The one door for everything that goes to a person: written in the caller's transaction, sent by a job after it. */
import { assert } from '../../lib/assert.ts'
import type { Context } from '../../platform/database.ts'
import { DEFAULT_PURPOSE } from '../consents/default-texts.ts'
import { addMessage, enqueueDelivery, findMessage, hasConsent, type NewMessage } from './queries.ts'
import { refuse } from './refusals.ts'
import {
  forSms,
  oneLine,
  plainLines,
  SMS_PARTS_MAX,
  smsParts,
  type Channel,
  type Purpose,
  type State,
} from './rules.ts'

export type MessageWish = {
  message_id: string
  customer_id?: string | null
  channel: Channel
  purpose: Purpose
  /** Which kind of message this is, e.g. 'receipt'. */
  template: string
  /** An e-mail address or a phone number in E.164, already read by lib. */
  recipient: string
  subject?: string
  text: string
  html?: string
  cause_id?: string | null
  /** Its words are removed once it has left, and its recipient but for a hint. */
  forget?: boolean
  useful_until?: Date
}

/**
 * The same id asked for again sends nothing more; for another message it is refused. Marketing without a standing
 * consent is written down as refused, so that the record can say why nothing came.
 */
export async function sendMessage(
  ctx: Context,
  wish: MessageWish,
): Promise<{ message_id: string; state: State }> {
  const message = readyToSend(wish)
  const refused = await whyNot(ctx, message)
  if (!(await addMessage(ctx, message, refused))) return earlier(ctx, message)
  if (refused) return { message_id: message.message_id, state: 'refused' }
  await enqueueDelivery(ctx, message.message_id, ctx.now)
  return { message_id: message.message_id, state: 'queued' }
}

/** What customers are asked for is offers: that is the consent marketing needs. Asked when it is written and again when it leaves: a no in between counts. */
export async function whyNot(
  ctx: Context,
  message: { purpose: string; customer_id: string | null; channel: string },
) {
  if (message.purpose !== 'marketing') return null
  if (!message.customer_id) return 'no_consent'
  const given = await hasConsent(ctx, message.customer_id, message.channel as Channel, DEFAULT_PURPOSE)
  return given ? null : 'no_consent'
}

function readyToSend(wish: MessageWish): NewMessage {
  const { message_id, channel, purpose, template, recipient } = wish
  const one = channel === 'email' ? /^[^\s<>,;:"()[\]\\]+@[^\s<>,;:"()[\]\\@]+$/ : /^\+[1-9]\d{6,14}$/
  assert(
    one.test(recipient) && oneLine(recipient) === recipient,
    'a message goes to one address, read beforehand',
  )
  const body_text = channel === 'sms' ? forSms(wish.text) : plainLines(wish.text)
  if (channel === 'sms' && smsParts(body_text).parts.length > SMS_PARTS_MAX) throw refuse('message_too_long')
  return {
    message_id,
    customer_id: wish.customer_id ?? null,
    channel,
    purpose,
    template,
    recipient,
    subject: channel === 'email' ? oneLine(wish.subject ?? '').slice(0, 200) : null,
    body_text,
    body_html: wish.html === undefined || channel === 'sms' ? null : plainLines(wish.html),
    cause_id: wish.cause_id ?? null,
    forget: wish.forget ?? false,
    useful_until: wish.useful_until ?? null,
  }
}

async function earlier(ctx: Context, { message_id, template, cause_id, channel }: NewMessage) {
  const known = await findMessage(ctx, message_id)
  assert(known, 'a message that was there is still there')
  if (known.template !== template || known.cause_id !== cause_id || known.channel !== channel)
    throw refuse('message_id_reused')
  return { message_id, state: known.state as State }
}
