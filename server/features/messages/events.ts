import { fact } from '../../platform/facts.ts'
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
