/** Where somebody stands on the ladders of a programme, as a till and its customer are told. Pure. */
import type { AccountState, TierChange } from '../programmes/judgement.ts'
import type { Programme } from '../programmes/programme.ts'
import { ladderUnit, ladderValue, missingToNextTier, tierOf } from '../programmes/rules.ts'
import type { TierAnswer, TierChangeAnswer } from './wish.ts'

export function tiersOf(programme: Programme, accounts: AccountState[]): TierAnswer[] {
  return (programme.ladders ?? []).map((ladder) => {
    const account = accounts.find(({ unit }) => unit === ladderUnit(ladder.ladder_id))
    const state = account?.tier ?? null
    const value = ladderValue(account)
    const tier = tierOf(ladder, state)
    const next = missingToNextTier(ladder, state, value)
    return {
      ladder_id: ladder.ladder_id,
      ladder_name: ladder.name,
      tier_id: tier?.tier_id ?? null,
      tier_name: tier?.name ?? null,
      value,
      until: state?.until_ms ? new Date(state.until_ms).toISOString() : null,
      next: next && {
        tier_id: next.tier.tier_id,
        name: next.tier.name,
        threshold: next.tier.threshold,
        missing: next.missing,
        progress: next.progress,
      },
    }
  })
}

/** From where the sale found somebody to where it leaves them: a review that was due and what was reached are one change. */
export function tierChangesOf(programme: Programme, changes: TierChange[]): TierChangeAnswer[] {
  return (programme.ladders ?? []).flatMap((ladder) => {
    const mine = changes.filter(({ ladder_id }) => ladder_id === ladder.ladder_id)
    if (mine.length === 0) return []
    const [from, to] = [tierOf(ladder, mine[0]!.from), tierOf(ladder, mine.at(-1)!.to)]
    if (from?.tier_id === to?.tier_id) return []
    const rank = (tier_id: string | undefined) => ladder.tiers.findIndex((tier) => tier.tier_id === tier_id)
    return {
      ladder_id: ladder.ladder_id,
      from_tier_id: from?.tier_id ?? null,
      to_tier_id: to?.tier_id ?? null,
      to_tier_name: to?.name ?? null,
      raised: rank(to?.tier_id) > rank(from?.tier_id),
    }
  })
}
