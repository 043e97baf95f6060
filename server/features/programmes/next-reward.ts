/** How far the next reward is, and who may have which. */
import { datesHold } from './conditions.ts'
import type { AccountState } from './judgement.ts'
import { ladderUnit, tierOf } from './ladder.ts'
import type { Programme, Reward } from './programme.ts'

export type NextReward = {
  reward: Reward
  /** Units still to be earned; 0 when it can be had now or as soon as waiting units become available. */
  missing: number
  /** From 0 to 1. */
  progress: number
}

/** Who asks: the local day, and the tiers and clubs of the customer. */
export type Asking = { day: number; tier_ids: readonly string[]; club_ids: readonly string[] }

/** The tiers somebody stands on, one for each ladder. */
export const tierIdsOf = ({ ladders = [] }: Programme, accounts: AccountState[]): string[] =>
  ladders.flatMap((ladder) => {
    const account = accounts.find(({ unit }) => unit === ladderUnit(ladder.ladder_id))
    return tierOf(ladder, account?.tier)?.tier_id ?? []
  })

export type NotForThem = 'not_yet' | 'over' | 'other_tier' | 'other_club'

/** Why this customer may not have it, whatever they own; null when they may. Days are local. */
export function whyNotForThem(reward: Reward, { day, tier_ids, club_ids }: Asking): NotForThem | null {
  const { dates, tier_ids: tiers = [], club_ids: clubs = [] } = reward
  if (dates && !datesHold({ from: dates.from, to: null }, day)) return 'not_yet'
  if (dates && !datesHold({ from: null, to: dates.to }, day)) return 'over'
  if (tiers.length > 0 && !tiers.some((one) => tier_ids.includes(one))) return 'other_tier'
  if (clubs.length > 0 && !clubs.some((one) => club_ids.includes(one))) return 'other_club'
  return null
}

/**
 * The reward to show a bar for: the one nearest to being reached, by share of its cost, among those that
 * cannot be had yet; when all can be had, the dearest. Waiting units count, since they come by themselves; a
 * debt counts against. The programme's order settles a tie. null when the programme rewards nothing. Given who asks,
 * what is not for them is left out.
 */
export function nextReward(
  programme: Programme,
  accounts: AccountState[],
  asking?: Asking,
): NextReward | null {
  let nearest: NextReward | null = null
  let dearest: NextReward | null = null
  for (const reward of programme.rewards) {
    if (asking && whyNotForThem(reward, asking) !== null) continue
    const account = accounts.find(({ unit }) => unit === reward.unit)
    const earned = account ? account.available + account.pending - account.debt : 0
    const missing = Math.max(0, reward.cost - earned)
    const progress = Math.min(1, Math.max(0, earned / reward.cost))
    if (account && account.available >= reward.cost) {
      if (dearest === null || reward.cost > dearest.reward.cost) dearest = { reward, missing: 0, progress: 1 }
    } else if (nearest === null || progress > nearest.progress) {
      nearest = { reward, missing, progress }
    }
  }
  return nearest ?? dearest
}
