import { fact } from '../../platform/facts.ts'
import type { BounceClass } from './bounce-rules.ts'
import type { Channel, Origin, Purpose } from './shape.ts'

/** Where it came from, so that its results find their way back; null for codes and receipts, which nobody counts. */
type Told = {
  message_id: string
  channel: Channel
  purpose: Purpose
  origin_kind?: Origin['kind']
  origin_id?: string
  origin_step?: string | null
}

/** It left for a customer; the words stay in the outbox. */
export const MessageSent = fact<
  Told & { template: string; subject: string | null; cost_millicents?: number }
>('message.sent')
/** It will never leave, and why: no_consent, bad_address, too_late, missing words, what the other side said. */
export const MessageRefused = fact<Told & { why: string }>('message.refused')
/** The other side says that it arrived. */
export const MessageDelivered = fact<Told>('message.delivered')
/** It came back. `suppressed`: that address is not written to any more. */
export const MessageBounced = fact<Told & { class: BounceClass; code: string | null; suppressed: boolean }>(
  'message.bounced',
)
/** Somebody called it unwanted. */
export const MessageComplained = fact<Told>('message.complained')
/** Somebody answered; `stop` when they want no more. Their words stand with the message. */
export const MessageReplied = fact<Told & { stop: boolean }>('message.replied')

/**
 * Offers by e-mail were held because too many of their readers complained: those of one campaign, or, without an origin, of
 * the whole shop.
 */
export type OffersHeldTold = {
  origin_kind: Origin['kind'] | null
  origin_id: string | null
  sent: number
  complaints: number
}
export const OffersHeld = fact<OffersHeldTold>('offers.held')
