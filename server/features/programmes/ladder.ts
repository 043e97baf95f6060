/**
 * What counts towards tiers is a unit of its own in the ledger; here is what it is called, how much it comes to and
 * which tier it makes. A state that is null stands for who never climbed: the lowest tier when it asks for nothing,
 * else none.
 */
import type { AccountState, TierState } from './judgement.ts'
import type { Expiry, Ladder, Programme, Tier, Unit } from './programme.ts'

/** The ledger's unit of what counts towards the tiers of a ladder. */
export const ladderUnit = (ladder_id: string): string => `tier_${ladder_id}`

/** Nobody is told of it as points. */
export const isLadderUnit = (unit: string): boolean => unit.startsWith(ladderUnit(''))

const KINDS = { amount: 'spend', visits: 'stamps', units: 'points' } as const
const units = new WeakMap<Programme, Unit[]>()

/**
 * Every unit the ledger keeps for a programme: its own, then one for each ladder (`tier_<ladder_id>`), with the expiry
 * of its lots. For lookups by unit; what customers see is `programme.units`.
 */
export function unitsOf(programme: Programme): Unit[] {
  const known = units.get(programme)
  if (known) return known
  const all = [...programme.units, ...(programme.ladders ?? []).map(unitOfLadder)]
  units.set(programme, all)
  return all
}

export function unitOfLadder({ ladder_id, measures, period }: Ladder): Unit {
  const expiry: Expiry =
    period.kind === 'rolling'
      ? { kind: 'rolling', months: period.months }
      : { kind: 'calendar', end_of: period.of, plus: 0 }
  return {
    unit: ladderUnit(ladder_id),
    kind: KINDS[measures.by],
    remainder: 'keep',
    rounding: 'down',
    pending_days: 0,
    expiry,
  }
}

/** What counts towards the tiers now, by the account of the ladder. */
export function ladderValue(account: AccountState | undefined): number {
  return account ? account.available + account.pending - account.debt : 0
}

export const positionOf = (ladder: Ladder, tier_id: string | null | undefined): number =>
  tier_id ? ladder.tiers.findIndex((tier) => tier.tier_id === tier_id) : -1

/** The place of the tier that so much earns; -1 below the first. */
export function earnedPosition(ladder: Ladder, value: number): number {
  let position = -1
  for (const [at, { threshold }] of ladder.tiers.entries()) if (value >= threshold) position = at
  return position
}

/** Nobody falls below what asks for nothing, or below what was given by hand. */
export function lowestPosition(ladder: Ladder, state: TierState | null): number {
  return Math.max(earnedPosition(ladder, 0), positionOf(ladder, state?.floor_tier_id))
}

export function standingPosition(ladder: Ladder, state: TierState | null): number {
  return Math.max(positionOf(ladder, state?.tier_id), lowestPosition(ladder, state))
}

/** The tier that stands, without deciding any review; null below the first. */
export function tierOf(ladder: Ladder, state: TierState | null | undefined): Tier | null {
  return ladder.tiers[standingPosition(ladder, state ?? null)] ?? null
}

export type NextTier = {
  tier: Tier
  /** Still to be counted: cents, visits or units. */
  missing: number
  /** From 0 to 1. */
  progress: number
}

/** The tier above the one that stands (or that is reached and waits for its period); null at the top. */
export function missingToNextTier(
  ladder: Ladder,
  state: TierState | null | undefined,
  value: number,
): NextTier | null {
  const waiting = state?.in_grace ? -1 : positionOf(ladder, state?.next_tier_id)
  const tier = ladder.tiers[Math.max(standingPosition(ladder, state ?? null), waiting) + 1]
  if (!tier) return null
  return {
    tier,
    missing: Math.max(0, tier.threshold - value),
    progress: tier.threshold === 0 ? 1 : Math.min(1, Math.max(0, value / tier.threshold)),
  }
}
