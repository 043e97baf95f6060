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
}

/** Why a channel was not taken, or why nothing goes; the code is API, the sentence is made by `words`. */
export type Held = {
  channel: Channel | null
  code:
    | 'no_address'
    | 'bad_address'
    | 'no_consent'
    | 'withdrawn'
    | 'complaint_open'
    | 'cap_channel'
    | 'cap_purpose'
    | 'cap_overall'
    | 'quiet_hours'
    | 'same_household'
    | 'control_group'
    | 'left'
    | 'too_late'
    | 'channel_closed'
    | 'over_budget'
  /** What the sentence needs: counts, windows, dates. */
  details: Record<string, string | number>
}

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
