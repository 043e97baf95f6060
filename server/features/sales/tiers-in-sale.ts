/** Where somebody stands on the ladders of a programme, as a till and its customer are told. Pure. */
import type { AccountState, TierChange } from '../programmes/judgement.ts'
import type { Ladder, Programme } from '../programmes/programme.ts'
import type { TierAnswer, TierChangeAnswer } from './wish.ts'

/** What counts towards a ladder is a unit of the ledger that nobody is told of as points. */
export const isLadderUnit = (unit: string) => unit.startsWith('tier_')
export const ladderUnitOf = (ladder_id: string) => `tier_${ladder_id}`

export function tiersOf(programme: Programme | null, accounts: AccountState[]): TierAnswer[] {
  return (programme?.ladders ?? []).map((ladder) => {
    const account = accounts.find(({ unit }) => unit === ladderUnitOf(ladder.ladder_id))
    const value = account?.available ?? 0
    const state = account?.tier ?? null
    const at = ladder.tiers.findIndex(({ tier_id }) => tier_id === state?.tier_id)
    const next = ladder.tiers[at + 1]
    return {
      ladder_id: ladder.ladder_id,
      ladder_name: ladder.name,
      tier_id: ladder.tiers[at]?.tier_id ?? null,
      tier_name: ladder.tiers[at]?.name ?? null,
      value,
      until: state?.until_ms ? new Date(state.until_ms).toISOString() : null,
      next: next
        ? {
            tier_id: next.tier_id,
            name: next.name,
            threshold: next.threshold,
            missing: Math.max(0, next.threshold - value),
          }
        : null,
    }
  })
}

export function tierChangesOf(programme: Programme | null, changes: TierChange[]): TierChangeAnswer[] {
  return changes.flatMap(({ ladder_id, from, to }) => {
    const ladder = programme?.ladders?.find((one) => one.ladder_id === ladder_id)
    if (!ladder || (from?.tier_id ?? null) === to.tier_id) return []
    return {
      ladder_id,
      from_tier_id: from?.tier_id ?? null,
      to_tier_id: to.tier_id,
      to_tier_name: ladder.tiers.find(({ tier_id }) => tier_id === to.tier_id)?.name ?? null,
      raised: rankOf(ladder, to.tier_id) > rankOf(ladder, from?.tier_id ?? null),
    }
  })
}

/** Below the first is -1. */
const rankOf = ({ tiers }: Ladder, tier_id: string | null) =>
  tiers.findIndex((tier) => tier.tier_id === tier_id)
