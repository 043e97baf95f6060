/** Where somebody stands on a ladder, what the next tier asks and what keeps this one. Pure. */
import type { TierState } from '../programmes/judgement.ts'
import { missingToNextTier, positionOf, standingPosition, tierOf } from '../programmes/ladder.ts'
import type { Ladder, Tier } from '../programmes/programme.ts'

/** The next tier is near from this share of its threshold on. */
export const NEAR = 0.8

export type Counted = {
  /** What counts now: cents, visits or units. */
  value: number
  /** What of it will still count when the tier is looked at again. */
  stays: number
}

export type Standing = {
  tier: Tier | null
  since_ms: number | null
  until_ms: number | null
  in_grace: boolean
  floor_tier_id: string | null
  value: number
  next: { tier: Tier; missing: number; progress: number } | null
  /** Reached, and begins at `until_ms`; in grace, what follows. */
  follows: Tier | null
  /** Still to be counted before `until_ms` so that the tier is kept; 0 when it already is. Null: nobody can lose it. */
  to_keep: number | null
}

export function standingOf(ladder: Ladder, state: TierState | null, { value, stays }: Counted): Standing {
  const tier = tierOf(ladder, state)
  return {
    tier,
    since_ms: state?.tier_id && state.tier_id === tier?.tier_id ? state.since_ms : null,
    until_ms: state?.until_ms ?? null,
    in_grace: state?.in_grace ?? false,
    floor_tier_id: state?.floor_tier_id ?? null,
    value,
    next: missingToNextTier(ladder, state, value),
    follows: ladder.tiers[positionOf(ladder, state?.next_tier_id)] ?? null,
    to_keep: toKeep(ladder, state, value, stays),
  }
}

/**
 * In grace everything that counts now does, since reaching the threshold again ends it at once. A tier of a calendar
 * ladder that begins at once and is not kept longer is earned anew in each period: what is counted before its end does
 * not keep it.
 */
function toKeep(ladder: Ladder, state: TierState | null, value: number, stays: number): number | null {
  if (!state || state.until_ms === null) return null
  const position = standingPosition(ladder, state)
  const tier = ladder.tiers[position]
  if (!tier) return null
  if (!state.in_grace && positionOf(ladder, state.next_tier_id) > position) return 0
  if (state.in_grace) return Math.max(0, tier.threshold - value)
  if (isEarnedAnew(ladder)) return null
  return Math.max(0, tier.threshold - stays)
}

export const isEarnedAnew = ({ period, keeps_periods, starts }: Ladder): boolean =>
  period.kind === 'calendar' && keeps_periods === 0 && starts === 'at_once'

/**
 * Whether a change leads up the ladder. Who has no tier yet stands where nothing is asked; a tier that the ladder no longer
 * has counts as below all.
 */
export function isRaise(ladder: Ladder, from: string | null, to: string | null): boolean {
  const place = (tier_id: string | null) =>
    tier_id === null ? standingPosition(ladder, null) : positionOf(ladder, tier_id)
  return place(to) > place(from)
}
