/**
 * How fast each mailbox provider is written to. Pure: what it was, what happened, what it is now. A provider that says
 * « slow down » is heard at once and tried faster again little by little (additive trust, halved by every no).
 */
import type { Handed } from './post.ts'

export type Pace = {
  /** null is as fast as it takes. */
  per_minute: number | null
  wait_until: Date | null
  why: 'slow_down' | 'policy' | null
}

export const FREE: Pace = { per_minute: null, wait_until: null, why: null }

const SLOWEST = 30
/** Above this a limit is none. */
const FREE_FROM = 20_000
const FIRST_WAIT_MS = 30_000
/** Authentication or reputation: more of the same does harm; somebody has to look. */
const POLICY_WAIT_MS = 30 * 60_000

export type Slowing = { taken: number; slowed: number; policy: number }

export const slowingOf = (answers: readonly Handed[]): Slowing => ({
  taken: answers.filter((answer) => answer === null).length,
  slowed: answers.filter((answer) => answer !== null && saysSlowDown(answer)).length,
  policy: answers.filter((answer) => answer?.enhanced?.startsWith('5.7.') ?? false).length,
})

/** RFC 3463 x.7.x with a 4, and the replies by which providers throttle: 421 and 451, or « mailbox busy » of everybody. */
function saysSlowDown({ code, enhanced }: NonNullable<Handed>): boolean {
  return enhanced?.startsWith('4.7.') === true || code === 421 || (code === 451 && enhanced !== '4.2.2')
}

/** `rate_per_minute` is how fast it went when that was said. */
export function paceAfter(pace: Pace, seen: Slowing, rate_per_minute: number, now: Date): Pace {
  const later = (ms: number) => new Date(now.getTime() + ms)
  if (seen.policy > 0) return { ...pace, wait_until: later(POLICY_WAIT_MS), why: 'policy' }
  if (seen.slowed > 0) {
    // What was on its way when it was said the first time says it again: that is one no.
    if (pace.wait_until !== null && pace.wait_until > now) return pace
    const before = pace.per_minute ?? rate_per_minute
    const per_minute = Math.max(SLOWEST, Math.floor(before / 2))
    return { per_minute, wait_until: later(FIRST_WAIT_MS), why: 'slow_down' }
  }
  if (seen.taken === 0 || pace.per_minute === null) return pace
  const faster = Math.ceil(pace.per_minute * 1.25)
  return faster >= FREE_FROM ? FREE : { per_minute: faster, wait_until: null, why: 'slow_down' }
}

/** A new domain is believed little by little: at most so many a day to each provider, then without a limit. */
export const WARM_UP = [200, 500, 1_000, 2_500, 5_000, 10_000, 20_000, 50_000] as const

const DAY_MS = 86_400_000
const dayOf = (first_sent_at: Date, now: Date) =>
  Math.max(0, Math.floor((now.getTime() - first_sent_at.getTime()) / DAY_MS))

/** null once it is believed. */
export const warmUpLimit = (first_sent_at: Date, now: Date): number | null =>
  WARM_UP[dayOf(first_sent_at, now)] ?? null

/** The day of a domain begins at the hour of its first mail. */
export function warmUpDay(first_sent_at: Date, now: Date): { begins: Date; ends: Date } {
  const begins_ms = first_sent_at.getTime() + dayOf(first_sent_at, now) * DAY_MS
  return { begins: new Date(begins_ms), ends: new Date(begins_ms + DAY_MS) }
}

/** Of a route's speed: what this worker has leased and not used. What lies longer than a burst is worth nothing. */
export type Bucket = { tokens: number; at_ms: number }

/** What was not used for so long is not made up for. */
export const BURST_MS = 10_000

export const tokensOf = (bucket: Bucket | undefined, now_ms: number): number =>
  bucket && now_ms - bucket.at_ms < BURST_MS ? bucket.tokens : 0

/** How many to lease: not more than are wanted now, nor than two seconds' worth, so that other workers get theirs. */
export const leaseOf = (per_minute: number, wanted: number, tokens: number): number =>
  Math.max(0, Math.min(wanted, Math.max(1, Math.ceil(per_minute / 30))) - tokens)
