/**
 * The status of one member, reckoned apart: reached at once, looked at again a year after, twelve months counting. What a
 * decision stood on is remembered, so that it is decided anew when a part of that comes back.
 */
import { endAfterMonths, midnightAfterMonths } from './calendar.ts'

const THRESHOLDS = [0, 50_000, 150_000]
export const TIER_IDS = ['bronze', 'silver', 'gold']
const MONTHS = 12
/** Rises in a row that are remembered. */
const REASONS_MAX = 12

export type Tier = {
  place: number
  until: number
  reason: { at: number; value: number; before: Tier | null; review: boolean } | null
}

const placeOf = (value: number) => THRESHOLDS.filter((threshold) => value >= threshold).length - 1
/** From one midnight to that of the same day a year later: the day before is the last one. */
const yearAfter = (at: number) => midnightAfterMonths(at, MONTHS)
const standing = (tier: Tier | null) => tier?.place ?? 0

/** Once so much counts. */
export function risen(tier: Tier | null, value: number, at: number): Tier | null {
  const place = placeOf(value)
  if (place <= standing(tier)) return tier
  const before = remembered(tier, REASONS_MAX, 1)
  return { place, until: endAfterMonths(at, MONTHS), reason: { at, value, before, review: false } }
}

/** At its end, by what counted then: it goes on for a year from that very midnight, or another does. */
export function reviewed(tier: Tier, value: number): Tier {
  const at = tier.until
  const place = placeOf(value)
  const before = remembered(tier, REASONS_MAX, 0)
  const until = place === 0 ? Infinity : yearAfter(at)
  return { place, until, reason: { at, value, before, review: true } }
}

/** After so much of a purchase came back: `value` is what counts without it. */
export function without(tier: Tier | null, units: number, sold_at: number, value: number, now: number) {
  const anew = decidedWithout(tier, units, sold_at)
  if (anew === tier) return tier
  const due = anew && anew.until <= now ? reviewed(anew, value) : anew
  return risen(due, value, now)
}

function decidedWithout(tier: Tier | null, units: number, sold_at: number): Tier | null {
  if (!tier?.reason || units === 0) return tier
  const { at, value, before, review } = tier.reason
  if (sold_at > at || (review && sold_at === at)) return tier
  const gone = endAfterMonths(sold_at, MONTHS)
  if (review ? gone < at : gone <= at) return tier
  const stood = decidedWithout(before, units, sold_at)
  if (!review) return risen(stood, value - units, at)
  return stood && stood.until <= at ? reviewed(stood, value - units) : stood
}

function remembered(tier: Tier | null, depth: number, reviews: number): Tier | null {
  if (!tier?.reason) return tier
  const { review, before } = tier.reason
  if (depth === 0 || (review && reviews === 0)) return { ...tier, reason: null }
  const less = remembered(before, depth - 1, review ? reviews - 1 : reviews)
  return { ...tier, reason: { ...tier.reason, before: less } }
}
