import { fact } from '../../platform/facts.ts'

/** Tiers by id; null is none. About the customer who moved it, or who holds the account when time did. */
export type TierChanged = { ladder_id: string; from: string | null; to: string | null }
export const TierChanged = fact<TierChanged>('tier.changed')
export const TierGranted = fact<{ ladder_id: string; tier_id: string; until: string | null }>('tier.granted')
export const TierGrantEnded = fact<{ ladder_id: string; tier_id: string }>('tier.grant_ended')
