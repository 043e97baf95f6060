/** What comes back of a message: a bounce, a complaint, a receipt, an answer. Each counts once, however often it is said. */
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { recordConsents } from '../consents/actions.ts'
import { DEFAULT_PURPOSE } from '../consents/default-texts.ts'
import { isCertain, suppresses, type BounceClass } from './bounce-rules.ts'
import { holdIfTooMany } from './complaint-hold.ts'
import { holdOriginIfTooMany } from './complaint-origin.ts'
import { MessageBounced, MessageComplained, MessageDelivered, MessageReplied } from './events.ts'
import { findMessage } from './queries.ts'
import {
  addReport,
  cancelOffers,
  findByCarrierRef,
  findLastText,
  gotThrough,
  listHolders,
  lockProblem,
  writeProblem,
} from './returned-queries.ts'
import type { Origin } from './shape.ts'
import { asksToStop } from './stop-words.ts'

type Known = NonNullable<Awaited<ReturnType<typeof findMessage>>>
export type Failing = { class: BounceClass; code: string | null; words: string }

/** Answers whether the message was ours and the report new. */
export async function takeBounce(ctx: Context, message_id: string, failing: Failing): Promise<boolean> {
  const message = await findMessage(ctx, message_id)
  return message ? noteFailure(ctx, message, failing, 'bounced') : false
}

/** By what the operator calls the message. */
export async function takeReceipt(
  ctx: Context,
  carrier_ref: string,
  result: { delivered: true } | ({ delivered: false } & Failing),
): Promise<boolean> {
  const message = await findByCarrierRef(ctx, carrier_ref)
  if (!message) return false
  if (!result.delivered) return noteFailure(ctx, message, result, 'failed')
  const report = { message_id: message.message_id, kind: 'delivered' as const, source_key: carrier_ref }
  if (!(await addReport(ctx, { ...report, class: null, code: null, words: null }))) return false
  await publish(ctx, MessageDelivered, told(message), about(message))
  return true
}

/** They pressed « Spam »: no more offers, and the address is left alone until they say otherwise. */
export async function takeComplaint(ctx: Context, message_id: string): Promise<boolean> {
  const message = await findMessage(ctx, message_id)
  if (!message) return false
  const report = { message_id, kind: 'complained' as const, source_key: 'complaint' }
  if (!(await addReport(ctx, { ...report, class: null, code: null, words: null }))) return false
  const holders = await holdersOf(ctx, message)
  await withdraw(ctx, holders, message.channel, 'complaint')
  await publish(ctx, MessageComplained, told(message), about(message))
  if (message.channel !== 'email' || message.purpose !== 'marketing') return true
  const { origin_kind, origin_id } = message
  if (origin_kind && origin_id)
    await holdOriginIfTooMany(ctx, { kind: origin_kind as Origin['kind'], id: origin_id })
  await holdIfTooMany(ctx)
  return true
}

export type Answer = { text: string; source_key: string }

/** Somebody answered. STOP ends offers on that channel at once; other words are kept with the message they answer. */
export async function takeAnswer(ctx: Context, message: Known, answer: Answer): Promise<boolean> {
  const stop = asksToStop(answer.text)
  const words = answer.text.slice(0, 1_000)
  const report = { message_id: message.message_id, kind: 'replied' as const, source_key: answer.source_key }
  if (!(await addReport(ctx, { ...report, class: stop ? 'stop' : null, code: null, words }))) return false
  if (stop) await withdraw(ctx, await holdersOf(ctx, message), message.channel, 'reply')
  await publish(ctx, MessageReplied, { ...told(message), stop }, about(message))
  return true
}

/**
 * A text message that came in: it answers the last one that number was sent. Answers whether it was new; null when that
 * number was sent none, and there is nobody to stop.
 */
export async function takeText(ctx: Context, from: string, answer: Answer): Promise<boolean | null> {
  const last = await findLastText(ctx, from)
  return last ? takeAnswer(ctx, last, answer) : null
}

/** An e-mail in answer to a message. */
export async function takeMailAnswer(ctx: Context, message_id: string, answer: Answer): Promise<boolean> {
  const message = await findMessage(ctx, message_id)
  return message ? takeAnswer(ctx, message, answer) : false
}

/** They said so themselves, to whoever called. */
export async function stopOffers(ctx: Context, message: Known, source: string): Promise<void> {
  await withdraw(ctx, await holdersOf(ctx, message), message.channel, source)
}

async function holdersOf(ctx: Context, { channel, recipient, customer_id }: Known): Promise<string[]> {
  const kind = channel === 'email' ? 'email' : channel === 'sms' || channel === 'phone' ? 'phone' : null
  const holders = kind ? await listHolders(ctx, kind, recipient) : []
  return [...new Set([...holders, ...(customer_id ? [customer_id] : [])])]
}

async function withdraw(ctx: Context, customer_ids: string[], channel: string, source: string) {
  if (customer_ids.length === 0) return
  const no = { channel, purpose: DEFAULT_PURPOSE, given: false }
  for (const customer_id of customer_ids)
    await recordConsents(ctx, customer_id, [no], { source, store_id: null, device_id: null })
  await cancelOffers(ctx, customer_ids, channel)
}

async function noteFailure(
  ctx: Context,
  message: Known,
  failing: Failing,
  kind: 'bounced' | 'failed',
): Promise<boolean> {
  const { message_id } = message
  const { class: bounce, code, words } = failing
  // A first « later » and the final no of one message are two reports; the same one twice is not.
  const report = { message_id, kind, source_key: bounce, class: bounce, code, words: words.slice(0, 500) }
  if (!(await addReport(ctx, report))) return false
  const suppressed = await noteProblem(ctx, message, failing)
  await publish(ctx, MessageBounced, { ...told(message), class: bounce, code, suppressed }, about(message))
  return true
}

/** Ours is nobody's problem but our own: it is reported, and says nothing of the address. */
export async function noteProblem(ctx: Context, message: Known, failing: Failing): Promise<boolean> {
  const { channel, recipient, customer_id } = message
  if (failing.class === 'policy' || recipient.includes('…')) return false
  const known = await lockProblem(ctx, channel, recipient)
  const sent_at = message.sent_at ?? ctx.now
  const in_a_row =
    known !== undefined &&
    known.lifted_at === null &&
    !(customer_id && (await gotThrough(ctx, customer_id, channel, known.last_at, sent_at)))
  const failures = in_a_row ? known.failures + 1 : 1
  const failing_since = in_a_row ? known.failing_since : ctx.now
  // An operator's receipt is no guess: it knows its own numbers.
  const certain = channel !== 'email' || isCertain(failing.code)
  const stop = suppresses(failing.class, { failures, failing_since, now: ctx.now, certain })
  const suppressed_at =
    known?.lifted_at === null ? (known.suppressed_at ?? (stop ? ctx.now : null)) : stop ? ctx.now : null
  await writeProblem(ctx, {
    channel,
    recipient,
    customer_id,
    class: failing.class,
    code: failing.code,
    words: failing.words.slice(0, 500),
    failures,
    failing_since,
    suppressed_at,
  })
  return suppressed_at !== null
}

const told = ({ message_id, channel, purpose, origin_kind, origin_id, origin_step }: Known) => ({
  message_id,
  channel: channel as 'email',
  purpose: purpose as 'service',
  ...(origin_id && { origin_kind: origin_kind as 'campaign', origin_id, origin_step }),
})

const about = ({ message_id, customer_id, store_id }: Known) => ({
  customer_id,
  store_id,
  subject_id: message_id,
})
