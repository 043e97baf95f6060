/** What a judgement gives, as a till shows it. Pure: the till offline says the same as the server. */
import { localDayOf } from '../../lib/time.ts'
import type { Judgement } from '../programmes/judgement.ts'
import type { Programme } from '../programmes/programme.ts'
import { isLadderUnit, nextReward, tierIdsOf } from '../programmes/rules.ts'
import { tierChangesOf, tiersOf } from './tiers-in-sale.ts'
import type { SaleAnswer } from './wish.ts'

type Gives = Pick<SaleAnswer, 'earned' | 'accounts' | 'tiers' | 'tier_changes' | 'next_reward'>

/** When it was, where, and the clubs of the customer: what is not for them is no goal of theirs. */
export type For = { occurred_at_ms: number; time_zone: string; club_ids: readonly string[] }

export function givesOf(programme: Programme | null, judgement: Judgement | null, whom: For): Gives {
  if (!programme || !judgement)
    return { earned: [], accounts: [], tiers: [], tier_changes: [], next_reward: null }
  const next = nextReward(programme, judgement.accounts, {
    day: localDayOf(whom.occurred_at_ms, whom.time_zone),
    tier_ids: tierIdsOf(programme, judgement.accounts),
    club_ids: whom.club_ids,
  })
  return {
    earned: earnedOf(programme, judgement),
    // The balances a customer knows: ladders are told as tiers.
    accounts: judgement.accounts
      .filter(({ unit }) => !isLadderUnit(unit))
      .map(({ unit, available, pending, debt }) => ({ unit, available, pending, debt })),
    tiers: tiersOf(programme, judgement.accounts),
    tier_changes: tierChangesOf(programme, judgement.tier_changes),
    next_reward: next && {
      reward_id: next.reward.reward_id,
      name: next.reward.name,
      unit: next.reward.unit,
      missing: next.missing,
      progress: next.progress,
    },
  }
}

function earnedOf(programme: Programme, judgement: Judgement): SaleAnswer['earned'] {
  const earned = new Map<string, number>()
  for (const { unit, units } of judgement.awards)
    if (!isLadderUnit(unit)) earned.set(unit, (earned.get(unit) ?? 0) + units)
  const pending = (unit: string) => programme.units.find((one) => one.unit === unit)!.pending_days > 0
  return [...earned]
    .filter(([, units]) => units > 0)
    .map(([unit, units]) => ({ unit, units, pending: pending(unit) }))
}
