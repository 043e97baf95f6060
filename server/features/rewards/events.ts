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
