/** How far the next reward is. */
import type { AccountState } from './judgement.ts'
import type { Programme, Reward } from './programme.ts'

export type NextReward = {
  reward: Reward
  /** Units still to be earned; 0 when it can be had now or as soon as waiting units become available. */
  missing: number
  /** From 0 to 1. */
  progress: number
}

/**
 * The reward to show a bar for: the one nearest to being reached, by share of its cost, among those that
 * cannot be had yet; when all can be had, the dearest. Waiting units count, since they come by themselves; a
 * debt counts against. The programme's order settles a tie. null when the programme rewards nothing.
 */
export function nextReward(programme: Programme, accounts: AccountState[]): NextReward | null {
  let nearest: NextReward | null = null
  let dearest: NextReward | null = null
  for (const reward of programme.rewards) {
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
