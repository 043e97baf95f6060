/**
 * Whether something may be said to somebody, by which channel and when; or why not. Pure, and the only place that
 * decides it: previews, sending, the customer's record and the simulator all ask here.
 */
import { civilOf, dayOfCivil, dayOfIsoDate, startOfLocalDay } from '../../lib/time.ts'
import type { Channel, Purpose } from '../messages/shape.ts'
import { breachOf, capsFor, heldAs, type Said } from './caps.ts'
import { cheapestFirst, costOfNext } from './cost.ts'
import { nextOpen, within, type Region } from './hours.ts'
import { DEFAULT_REACH, LIMITS, type PressureRules, type Prices } from './settings.ts'
import type { Candidate, Decision, Held } from './shape.ts'

const DAY_MS = 86_400_000
/** A yes to be called ends after a year and is never renewed in silence (Code de la consommation, R223-1). */
const PHONE_CONSENT_DAYS = 365

export type Answer = { given: boolean; at_ms: number }

/** What is known of one person when it is decided; instants are epoch milliseconds. */
export type PersonState = {
  left: boolean
  erased: boolean
  zone: string
  /** The first instant of their eighteenth birthday, where they live; null or not there when their birth date is not known. */
  adult_from_ms?: number | null
  region: Region
  addresses: Partial<Record<Channel, { recipient: string; bad: string | null }>>
  /** By `channel/purpose`: the last answer. */
  consents: Record<string, Answer>
  said: Said[]
  complaint_at_ms: number | null
  paused_until_ms: number | null
  less_often: boolean
  /** When a letter went, or will go, to this household. */
  household_letters_ms: number[]
}

export type Setting = {
  rules: PressureRules
  prices: Prices
  /** The share of people reached, in basis points, as the shop's past tells. */
  reach: Partial<Record<Channel, number>>
  /** How many of this month have gone by each channel. */
  volumes: Partial<Record<Channel, number>>
}

type Wish = { channel: Channel; purpose: Purpose; consent_purpose: string; useful_until: Date | null }

const held = (channel: Channel | null, code: Held['code'], details: Held['details'] = {}): Held => ({
  channel,
  code,
  details,
})

/**
 * Offers need a standing yes for their channel (CPCE L34-5); letters only that nobody objected; what is about one's own
 * points stops when its reader says so. A no to everything counts for everything.
 */
function consentHolds(person: PersonState, wish: Wish, now_ms: number): Held | null {
  const { channel, purpose, consent_purpose } = wish
  const answer = person.consents[`${heldAs(channel)}/${purpose === 'loyalty' ? 'loyalty' : consent_purpose}`]
  if (answer && !answer.given) return held(channel, 'withdrawn', { at: iso(answer.at_ms) })
  // The till's « plus d'appels » and STOP speak of offers; calls about points are calls all the same.
  if (channel === 'letter' || (purpose === 'loyalty' && channel !== 'phone')) return null
  const yes = purpose === 'loyalty' ? person.consents[`phone/${consent_purpose}`] : answer
  if (!yes) return held(channel, 'no_consent')
  if (!yes.given) return held(channel, 'withdrawn', { at: iso(yes.at_ms) })
  if (channel === 'phone' && now_ms >= yes.at_ms + PHONE_CONSENT_DAYS * DAY_MS)
    return held(channel, 'consent_expired', { at: iso(yes.at_ms + PHONE_CONSENT_DAYS * DAY_MS) })
  return null
}

/** Operators carry no offers to minors (AF2M charter); what reaches the same phone by another way is held to the same. */
const NOT_TO_MINORS: readonly Channel[] = ['sms', 'push', 'wallet', 'phone']
const ADULT_YEARS = 18

/** Born on 29 February, one is of age on 1 March where there is none. */
export function adultFrom(birth_date: string, zone: string): number {
  const { year, month, date } = civilOf(dayOfIsoDate(birth_date))
  const birthday = dayOfCivil(year + ADULT_YEARS, month, date)
  const is_kept = civilOf(birthday).date === date
  return startOfLocalDay(is_kept ? birthday : birthday + 1, zone)
}

const iso = (at_ms: number) => new Date(at_ms).toISOString()

function addressHolds(person: PersonState, channel: Channel): Held | null {
  const address = person.addresses[channel]
  if (!address) return held(channel, 'no_address')
  return address.bad === null ? null : held(channel, 'bad_address', { why: address.bad })
}

/** What the person, and not the moment, has against it. */
function personHolds(person: PersonState, wish: Wish, rules: PressureRules, now_ms: number): Held | null {
  const { channel, purpose } = wish
  const no = consentHolds(person, wish, now_ms)
  if (no || purpose !== 'marketing') return no
  if (NOT_TO_MINORS.includes(channel) && now_ms < (person.adult_from_ms ?? 0))
    return held(channel, 'minor', { until: iso(person.adult_from_ms!) })
  if (rules.complaint_holds && person.complaint_at_ms !== null)
    return held(channel, 'complaint_open', { at: iso(person.complaint_at_ms) })
  if (person.paused_until_ms !== null && person.paused_until_ms > now_ms)
    return held(channel, 'paused', { until: iso(person.paused_until_ms) })
  return null
}

function householdHolds(person: PersonState, wish: Wish, rules: PressureRules, at_ms: number): Held | null {
  const days = rules.household_letter_days
  if (wish.channel !== 'letter' || wish.purpose !== 'marketing' || days === 0) return null
  const near = person.household_letters_ms.find((letter) => Math.abs(letter - at_ms) < days * DAY_MS)
  return near === undefined ? null : held('letter', 'same_household', { at: iso(near), days })
}

function capHolds(person: PersonState, wish: Wish, rules: PressureRules, at_ms: number): Held | null {
  const { channel, purpose } = wish
  const hours = hoursOf(rules, channel)
  const caps = [
    ...capsFor(rules, channel, purpose, person.less_often),
    ...LIMITS.caps.filter((cap) => cap.channels.includes(channel)),
  ]
  const breach = breachOf(at_ms, caps, person.said, person.zone)
  if (!breach) return null
  const { cap, said, next_ms } = breach
  const code =
    cap.channels.length > 0 ? 'cap_channel' : cap.purposes.length === 1 ? 'cap_purpose' : 'cap_overall'
  const next = next_ms === null ? null : nextOpen(next_ms, hours, person.zone, person.region)
  return held(channel, code, {
    said,
    max: cap.max,
    of: cap.channels.join('+') || 'all',
    ...(cap.window.kind === 'rolling' ? { days: cap.window.days } : { unit: cap.window.unit }),
    ...(next !== null && { next_at: iso(next) }),
  })
}

const hoursOf = (rules: PressureRules, channel: Channel) =>
  within(rules.hours[heldAs(channel)], LIMITS.hours[heldAs(channel)])

type Way = { at_ms: number; recipient: string } | Held
const isHeld = (way: Way): way is Held => 'code' in way

/** One channel: when it may be used, or the first thing that stands against it. */
function wayBy(person: PersonState, wish: Wish, rules: PressureRules, from_ms: number, now_ms: number): Way {
  const { channel, purpose, useful_until } = wish
  if (rules.closed_channels.includes(channel) || channel === 'social') return held(channel, 'channel_closed')
  const no = addressHolds(person, channel)
  if (no) return no
  const recipient = person.addresses[channel]!.recipient
  const late = (at_ms: number) => useful_until !== null && at_ms >= useful_until.getTime()
  if (purpose === 'service')
    return late(from_ms)
      ? held(channel, 'too_late', { until: iso(useful_until!.getTime()) })
      : { at_ms: from_ms, recipient }
  const refused = personHolds(person, wish, rules, now_ms)
  if (refused) return refused
  const at_ms = nextOpen(from_ms, hoursOf(rules, channel), person.zone, person.region)
  if (at_ms === null) return held(channel, 'quiet_hours')
  if (late(at_ms))
    return at_ms > from_ms
      ? held(channel, 'quiet_hours', { next_at: iso(at_ms), until: iso(useful_until!.getTime()) })
      : held(channel, 'too_late', { until: iso(useful_until!.getTime()) })
  return (
    householdHolds(person, wish, rules, at_ms) ?? capHolds(person, wish, rules, at_ms) ?? { at_ms, recipient }
  )
}

/** The channels in the order in which they are tried. */
export function orderOf(candidate: Candidate, { prices, reach, volumes }: Setting): readonly Channel[] {
  if (!candidate.cheapest) return candidate.channels
  return cheapestFirst(
    candidate.channels,
    (channel) => costOfNext(prices, channel, volumes[channel] ?? 0, candidate),
    (channel) => reach[channel] ?? DEFAULT_REACH[channel],
  )
}

/** The first channel that may and can, or everything that stood against it; channels in the order they were tried. */
export function decide(candidate: Candidate, person: PersonState, setting: Setting, now: Date): Decision {
  const { message_id, purpose, due_at, useful_until, consent_purpose = 'offers' } = candidate
  if (person.erased || (person.left && purpose !== 'service'))
    return { message_id, go: false, held: [held(null, 'left')] }
  const [now_ms, from_ms] = [now.getTime(), Math.max(now.getTime(), due_at.getTime())]
  const passed_over: Held[] = []
  for (const channel of orderOf(candidate, setting)) {
    const wish = { channel, purpose, consent_purpose, useful_until }
    const way = wayBy(person, wish, setting.rules, from_ms, now_ms)
    if (isHeld(way)) {
      passed_over.push(way)
      continue
    }
    const cost_millicents = costOfNext(setting.prices, channel, setting.volumes[channel] ?? 0, candidate)
    return {
      message_id,
      go: true,
      channel,
      recipient: way.recipient,
      due_at: new Date(way.at_ms),
      cost_millicents,
      passed_over,
    }
  }
  return { message_id, go: false, held: passed_over.length > 0 ? passed_over : [held(null, 'no_address')] }
}

/** Just before it leaves: what has changed since it was decided. The hours and caps of this very instant. */
export function recheck(person: PersonState, wish: Wish, rules: PressureRules, now: Date): Held | null {
  if (person.erased || (person.left && wish.purpose !== 'service')) return held(wish.channel, 'left')
  const now_ms = now.getTime()
  if (wish.useful_until && now >= wish.useful_until)
    return held(wish.channel, 'too_late', { until: wish.useful_until.toISOString() })
  if (wish.purpose === 'service') return null
  if (person.addresses[wish.channel]?.bad) return addressHolds(person, wish.channel)
  const refused = personHolds(person, wish, rules, now_ms)
  if (refused) return refused
  const open_ms = nextOpen(now_ms, hoursOf(rules, wish.channel), person.zone, person.region)
  if (open_ms !== now_ms)
    return held(wish.channel, 'quiet_hours', open_ms === null ? {} : { next_at: iso(open_ms) })
  return householdHolds(person, wish, rules, now_ms) ?? capHolds(person, wish, rules, now_ms)
}

/** What its reader said, or left, since it was queued: it will never go. Whatever only the moment has against it may still. */
export function unwantedBy(person: PersonState, wish: Wish, now: Date): Held | null {
  if (wish.purpose === 'service') return null
  if (person.erased || person.left) return held(wish.channel, 'left')
  return consentHolds(person, wish, now.getTime())
}

/** When to try again what was held at the last moment; null is never. */
export function againAt({ code, details }: Held): Date | null {
  if (code === 'complaint_open' || code === 'left' || code === 'too_late') return null
  const at = details.next_at ?? (code === 'paused' ? details.until : undefined)
  return at === undefined ? null : new Date(String(at))
}
