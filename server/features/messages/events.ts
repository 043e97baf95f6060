import { fact } from '../../platform/facts.ts'
import type { Channel, Purpose } from './rules.ts'

/** It left for a customer; the words stay in the outbox. */
export const MessageSent = fact<{
  message_id: string
  channel: Channel
  purpose: Purpose
  template: string
  subject: string | null
}>('message.sent')
