import { fact } from '../../platform/facts.ts'

export type RewardTaken = {
  redemption_id: string
  reward_id: string
  name: string
  unit: string
  cost: number
  voucher_id: string
}
export const RewardTaken = fact<RewardTaken>('reward.taken')

export type RewardCancelled = RewardTaken & { why: string }
export const RewardCancelled = fact<RewardCancelled>('reward.cancelled')

/** How far a customer has come: told once for each climb. */
export type RewardNear = {
  reward_id: string
  name: string
  unit: string
  cost: number
  missing: number
  account_id: string
}
export const RewardNear = fact<RewardNear>('reward.near')

/** There are enough for a reward that is chosen. */
export const RewardReached = fact<RewardNear>('reward.reached')

export const RewardStockLow = fact<{ reward_id: string; name: string; left_count: number }>(
  'reward.stock_low',
)
