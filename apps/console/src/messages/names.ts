/** What the outbox calls things, in people's words. */
import type { Formats } from '#ui/format.ts'
import type { Say } from '#ui/words.ts'
import type { fr } from './words.fr.ts'

type Words = Say<typeof fr>

const CHANNELS = ['email', 'sms', 'push', 'wallet', 'letter', 'phone', 'social'] as const
const STATES = [
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
const WHYS = [
  'no_consent',
  'withdrawn',
  'bad_address',
  'too_late',
  'left',
  'complaint_open',
  'quiet_hours',
  'cap_channel',
  'cap_purpose',
  'cap_overall',
  'no_template',
  'channel_closed',
  'no_address',
  'paused',
  'complaints',
  'warm_up',
] as const
const CLASSES = ['hard', 'full', 'soft', 'blocked', 'policy', 'unknown'] as const
const KINDS = ['delivered', 'failed', 'bounced', 'complained', 'replied'] as const

const among = <T extends string>(known: readonly T[], value: string | null) =>
  known.find((one) => one === value)

export function channelWord(w: Words, channel: string): string {
  const known = among(CHANNELS, channel)
  return known ? w(`channel_${known}`) : channel
}

export function stateWord(w: Words, state: string): string {
  const known = among(STATES, state)
  return known ? w(`state_${known}`) : state
}

/** null when there is nothing to say; what a server said is never shown as it is. */
export function whyWord(w: Words, why: string | null): string | null {
  if (why === null) return null
  const known = among(WHYS, why)
  if (known) return w(`why_${known}`)
  return w(why.startsWith('missing') ? 'why_missing' : 'why_server')
}

export function reportWord(w: Words, kind: string, bounce: string | null): string {
  const known = among(KINDS, kind)
  if (known === 'bounced' || known === 'failed') return w(`bounce_${among(CLASSES, bounce) ?? 'unknown'}`)
  return known ? w(`report_${known}`) : kind
}

/** An address as people write it; what is no line of words (a letter's, a phone's) is not shown. */
export function recipientWord(f: Formats, channel: string, recipient: string): string {
  if (channel === 'sms' || channel === 'phone')
    return recipient.includes('…') ? recipient : f.phone(recipient)
  return channel === 'email' ? recipient : '–'
}
