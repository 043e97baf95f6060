/** What the outbox takes and what it says of it: the words other features may use. */
import type { ContentRef } from '../templates/shape.ts'

export const CHANNELS = ['email', 'sms', 'push', 'wallet', 'letter', 'phone', 'social'] as const
export type Channel = (typeof CHANNELS)[number]
/** Those by which one person is reached: a post goes to a page, by a queue of its own (posts). */
export const PERSONAL: readonly Channel[] = CHANNELS.filter((channel) => channel !== 'social')

/**
 * service: asked for, or needed by what was asked; goes always. loyalty: about one's own points, card and rewards.
 * marketing: needs a standing consent for its channel.
 */
export const PURPOSES = ['service', 'loyalty', 'marketing'] as const
export type Purpose = (typeof PURPOSES)[number]

/**
 * queued → handing_over → sent | refused | retry | unknown; held waits for a time or a person and goes back to queued;
 * cancelled will never go. `handing_over` is committed before the first byte. claimed: printed, or on somebody's list of
 * calls; for what leaves by wire the claim is of a slice, and `sending_slice` says how much of it may have left.
 */
export const STATES = [
  'queued',
  'held',
  'claimed',
  'handing_over',
  'sent',
  'refused',
  'retry',
  'unknown',
  'cancelled',
] as const
export type State = (typeof STATES)[number]

/** Composed when it leaves, from a version that does not change; or ready words. */
export type Content = ContentRef | { subject: string | null; text: string; html: string | null }

/** Where a message came from, so that its results find their way back. */
export type Origin = {
  kind: 'campaign' | 'journey' | 'reward' | 'receipt' | 'other'
  id: string
  step: string | null
}

export type QueuedMessage = {
  /** Made from its cause (campaign, customer, step, occurrence), so that asking twice queues once. */
  message_id: string
  customer_id: string
  channel: Channel
  purpose: Purpose
  /** The address in the form of its channel: e-mail, E.164, push subscription, postal lines as one JSON text. */
  recipient: string
  content: Content
  origin: Origin
  store_id: string | null
  /** Higher goes first among what is due; a receipt is 100, a campaign 0 to 50. */
  priority: number
  due_at: Date
  useful_until: Date | null
  /** Expected price in thousandths of a cent (1/100 000 €), from the cost table. */
  cost_millicents: number
}

/** What became of a message after it left. */
export const REPORTS = ['delivered', 'failed', 'bounced', 'complained', 'replied'] as const
export type Report = (typeof REPORTS)[number]

/** How many of an origin stand where. */
export type MessageCount = { channel: Channel; state: State; messages: number; cost_millicents: number }
