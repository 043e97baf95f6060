/**
 * Which tier somebody has, since when and until when: decided by sales, by time and by returns. Values in, a state out;
 * no state is changed in place. All boundaries are starts of local days.
 */
import { addMonths, localDayOf, startOfLocalDay } from '../../lib/time.ts'
import { firstDayOf, periodOf } from './calendar.ts'
import { expiresAt } from './expiry.ts'
import type { TierState } from './judgement.ts'
import { earnedPosition, lowestPosition, positionOf, standingPosition, unitOfLadder } from './ladder.ts'
import type { Ladder } from './programme.ts'

type Standing = { position: number; since_ms: number; until_ms: number }

/** `until_ms` holds only for a tier that can be lost. */
function standing(ladder: Ladder, before: TierState | null, to: Standing): TierState {
  const state: TierState = {
    tier_id: ladder.tiers[to.position]?.tier_id ?? null,
    since_ms: to.since_ms,
    until_ms: to.position <= lowestPosition(ladder, before) ? null : to.until_ms,
  }
  if (before?.floor_tier_id) state.floor_tier_id = before.floor_tier_id
  return state
}

/** Until when a tier lasts that is reached, or reached again, at this instant. */
function reachedUntil(ladder: Ladder, at_ms: number, time_zone: string): number {
  const { period, keeps_periods } = ladder
  const day = localDayOf(at_ms, time_zone)
  const waits = ladder.starts === 'next_period' ? 1 : 0
  return startOfLocalDay(
    period.kind === 'rolling'
      ? addMonths(day, period.months * (1 + keeps_periods)) + 1
      : firstDayOf(period.of, day, 1 + waits + keeps_periods),
    time_zone,
  )
}

/** Until when a tier lasts that begins, or goes on, with a review at the first instant of `day`. */
function keptUntil(ladder: Ladder, day: number, earned: boolean, time_zone: string): number {
  const { period, keeps_periods, starts } = ladder
  const more = earned ? keeps_periods + (starts === 'next_period' ? 1 : 0) : 1
  const end =
    period.kind === 'rolling'
      ? addMonths(day, period.months * (earned ? 1 + keeps_periods : 1))
      : firstDayOf(period.of, day, more)
  return startOfLocalDay(end, time_zone)
}

/**
 * The review that is due at `state.until_ms`, if that is not after `now_ms`; else the state as it is. `value` is what
 * counted at `until_ms`, before what left at that instant left. One review at a time: after a long silence another may
 * be due, with another value. A tier of a calendar ladder that begins at once and is not kept longer ends with its
 * period whatever counted in it; otherwise what counts at the review renews the tier, or says which one follows.
 */
export function reviewTier(
  ladder: Ladder,
  state: TierState | null,
  value: number,
  now_ms: number,
  time_zone: string,
): TierState | null {
  if (state === null || state.until_ms === null || state.until_ms > now_ms) return state
  const at_ms = state.until_ms
  const day = localDayOf(at_ms, time_zone)
  const position = standingPosition(ladder, state)
  const lowest = lowestPosition(ladder, state)
  const next = positionOf(ladder, state.next_tier_id)
  const begin = (to: number, earned: boolean): TierState =>
    standing(ladder, state, {
      position: to,
      since_ms: to === position ? state.since_ms : at_ms,
      until_ms: keptUntil(ladder, day, earned, time_zone),
    })
  const because = (after: TierState): TierState => ({
    ...after,
    decided: { at_ms, value, before: shortened(state, REASONS_MAX, 0), review: true },
  })
  if (state.in_grace) return because(begin(Math.max(next, lowest), false))
  if (next > position) {
    const until_ms = startOfLocalDay(firstDayOf(periodOf(ladder), day, 1 + ladder.keeps_periods), time_zone)
    const rolling_ms = keptUntil(ladder, day, true, time_zone)
    const until = ladder.period.kind === 'rolling' ? rolling_ms : until_ms
    return because(standing(ladder, state, { position: next, since_ms: at_ms, until_ms: until }))
  }
  const counts =
    ladder.period.kind === 'rolling' || ladder.keeps_periods > 0 || ladder.starts === 'next_period'
  const earned = Math.max(counts ? earnedPosition(ladder, value) : lowest, lowest)
  if (earned >= position) return because(begin(earned, true))
  const to = ladder.drops === 'one_step' ? Math.max(earned, position - 1) : earned
  if (ladder.grace_days === 0) return because(begin(to, counts && to === earned))
  return because({
    ...state,
    in_grace: true,
    next_tier_id: ladder.tiers[to]?.tier_id ?? null,
    until_ms: startOfLocalDay(day + ladder.grace_days, time_zone),
  })
}

/**
 * The state once so much counts, by a sale or an activity at `at_ms`: a higher tier at once or with the next period, a
 * tier reached again kept longer, grace ended. A review that is due must have been decided. The same object when
 * nothing changes.
 */
export function tierAfter(
  ladder: Ladder,
  state: TierState | null,
  value: number,
  at_ms: number,
  time_zone: string,
): TierState | null {
  const position = standingPosition(ladder, state)
  const earned = earnedPosition(ladder, value)
  if (earned < position || (earned === position && position <= lowestPosition(ladder, state))) return state
  const decided = () => ({ at_ms, value, before: shortened(state, REASONS_MAX, 1) })
  const until_ms = reachedUntil(ladder, at_ms, time_zone)
  if (earned > position && ladder.starts === 'next_period') {
    if (state && !state.in_grace && positionOf(ladder, state.next_tier_id) >= earned) return state
    const begins_ms = startOfLocalDay(
      firstDayOf(periodOf(ladder), localDayOf(at_ms, time_zone), 1),
      time_zone,
    )
    const now = state ?? standing(ladder, null, { position, since_ms: at_ms, until_ms: begins_ms })
    const { in_grace: _, ...kept } = now
    return { ...kept, next_tier_id: ladder.tiers[earned]!.tier_id, until_ms: begins_ms, decided: decided() }
  }
  if (earned > position) {
    return { ...standing(ladder, state, { position: earned, since_ms: at_ms, until_ms }), decided: decided() }
  }
  // Reached again. A tier that rolls is looked at when it ends, by what counts then.
  if (state === null || state.until_ms === null) return state
  const again = ladder.period.kind === 'calendar' && until_ms > state.until_ms && !state.next_tier_id
  if (!again && !state.in_grace) return state
  return { ...standing(ladder, state, { position, since_ms: state.since_ms, until_ms }), decided: decided() }
}

/** Reached more than so many times in a row without a review: the oldest reasons are no longer undone. */
const REASONS_MAX = 12

/** Reasons up to so many reviews ago: those of years before would pile up for ever. */
function shortened(state: TierState | null, depth: number, reviews: number): TierState | null {
  if (!state?.decided) return state
  const { review } = state.decided
  if (depth === 0 || (review && reviews === 0)) {
    const { decided: _, ...bare } = state
    return bare
  }
  const before = shortened(state.decided.before, depth - 1, review ? reviews - 1 : reviews)
  return before === state.decided.before ? state : { ...state, decided: { ...state.decided, before } }
}

/** What a return takes back of what counted: `units` of the sale or activity of `sold_at_ms`. */
export type CountedBack = { units: number; sold_at_ms: number }

/**
 * The state after a return: every decision that stands on what comes back is decided again without it, so that buying
 * and returning changes nothing. `value` is what counts now, after the return; `time_zone` that of the sale. Whatever
 * is returned in whatever order, who has brought everything back stands as if it had never been bought.
 */
export function tierAfterReturn(
  ladder: Ladder,
  state: TierState | null,
  back: CountedBack,
  value: number,
  at_ms: number,
  time_zone: string,
): TierState | null {
  const redone = decidedWithout(ladder, state, back, time_zone)
  if (redone === state) return state
  const now = reviewTier(ladder, redone, value, at_ms, time_zone)
  return tierAfter(ladder, now, value, at_ms, time_zone)
}

function decidedWithout(
  ladder: Ladder,
  state: TierState | null,
  back: CountedBack,
  time_zone: string,
): TierState | null {
  if (!state?.decided || back.units === 0) return state
  const { at_ms, value, before, review } = state.decided
  // What was bought later had no part in it, nor in anything before.
  if (back.sold_at_ms > at_ms || (review && back.sold_at_ms === at_ms)) return state
  const gone_ms = expiresAt(unitOfLadder(ladder).expiry, back.sold_at_ms, time_zone)!
  const counted = review ? gone_ms >= at_ms : gone_ms > at_ms
  if (!counted) return state
  const stood = decidedWithout(ladder, before, back, time_zone)
  return review
    ? reviewTier(ladder, stood, value - back.units, at_ms, time_zone)
    : tierAfter(ladder, stood, value - back.units, at_ms, time_zone)
}

/**
 * A tier given by hand is a floor: never below it, above it by merit. null takes the floor away; what was earned stays
 * to the end of its period. `value` is what counts now.
 */
export function grantTier(
  ladder: Ladder,
  state: TierState | null,
  floor_tier_id: string | null,
  value: number,
  at_ms: number,
  time_zone: string,
): TierState {
  const position = standingPosition(ladder, state)
  const floored: TierState = {
    tier_id: ladder.tiers[position]?.tier_id ?? null,
    since_ms: state?.since_ms ?? at_ms,
    until_ms: state?.until_ms ?? null,
    floor_tier_id,
  }
  const to = Math.max(position, lowestPosition(ladder, floored))
  const until_ms = state?.until_ms ?? reachedUntil(ladder, at_ms, time_zone)
  const since_ms = to === position ? floored.since_ms : at_ms
  const given = standing(ladder, floored, { position: to, since_ms, until_ms })
  if (state?.next_tier_id && positionOf(ladder, state.next_tier_id) > to && !state.in_grace)
    return { ...given, until_ms, next_tier_id: state.next_tier_id }
  return tierAfter(ladder, given, value, at_ms, time_zone)!
}
