import { fact } from '../../platform/facts.ts'

export type Referral = { referral_id: string; referrer_id: string; friend_id: string }
/** About the friend. */
export const ReferralAsked = fact<Referral>('referral.asked')
export const ReferralRewarded = fact<Referral & { sale_id: string }>('referral.rewarded')
export const ReferralEnded = fact<Referral & { why: string }>('referral.ended')
