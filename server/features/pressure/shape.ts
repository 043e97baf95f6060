/** What is asked before anything goes to a person, and what is answered: the words other features may use. */
import type { Channel, Origin, Purpose } from '../messages/shape.ts'

/** Somebody to whom something would be said, by the first of `channels` that may and can. */
export type Candidate = {
  message_id: string
  customer_id: string
  /** In the sender's order of preference; cheapest effective first when `cheapest` is true. */
  channels: readonly Channel[]
  cheapest: boolean
  purpose: Purpose
  priority: number
  origin: Origin
  store_id: string | null
  due_at: Date
  useful_until: Date | null
  /** What the consent is for; offers, when it is not said. */
  consent_purpose?: string
  /** For the cost: how many parts a text has, how many grams a letter weighs. One part and 20 g when not said. */
  sms_parts?: number
  letter_grams?: number
}

/** Why a channel was not taken, or why nothing goes; the code is API, the sentence is made by `sayHeld` (say.ts). */
export type Held = {
  channel: Channel | null
  code: HeldCode
  /** What the sentence needs: counts, windows, dates. */
  details: Record<string, string | number>
}

export const HELD_CODES = [
  'no_address',
  'bad_address',
  'no_consent',
  'withdrawn',
  'consent_expired',
  'complaint_open',
  'paused',
  'cap_channel',
  'cap_purpose',
  'cap_overall',
  'quiet_hours',
  'same_household',
  'minor',
  'control_group',
  'left',
  'too_late',
  'channel_closed',
  'over_budget',
] as const
export type HeldCode = (typeof HELD_CODES)[number]

export type Decision =
  | {
      message_id: string
      go: true
      channel: Channel
      recipient: string
      /** Not before: moved out of quiet hours in the recipient's zone. */
      due_at: Date
      cost_millicents: number
      passed_over: Held[]
    }
  | { message_id: string; go: false; held: Held[] }

/** A message about to be handed over. */
export type Leaving = {
  message_id: string
  customer_id: string
  channel: Channel
  purpose: Purpose
  useful_until: Date | null
  consent_purpose?: string
}

/** `again_at` is when it may be tried again; null is never. */
export type Recheck =
  | { message_id: string; go: true }
  | { message_id: string; go: false; held: Held; again_at: Date | null }
