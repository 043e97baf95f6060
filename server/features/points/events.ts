import { fact } from '../../platform/facts.ts'

export type PointsCorrected = { correction_id: string; unit: string; amount: number; reason: string }
export const PointsCorrected = fact<PointsCorrected>('points.corrected')

/** More than one person may write alone: it waits for another. */
export const CorrectionAsked = fact<PointsCorrected>('correction.asked')

export type CorrectionDecided = {
  correction_id: string
  outcome: 'approved' | 'refused' | 'lapsed'
  why: string | null
}
export const CorrectionDecided = fact<CorrectionDecided>('correction.decided')

/** Two accounts became one, or two again; account ids. */
export type AccountsMerged = { merge_id: string; from: string; into: string }
export const AccountsMerged = fact<AccountsMerged>('accounts.merged')
export const AccountsParted = fact<AccountsMerged>('accounts.parted')

/** So many units of this customer's end soon, unless they are used before `expires_at`. */
export type PointsExpiring = { unit: string; units: number; expires_at: string; days_before: number }
export const PointsExpiring = fact<PointsExpiring>('points.expiring')

/** `as`: the customer, or the shop. */
export type SpendingLocked = { as: 'customer' | 'staff'; reason: string | null }
export const SpendingLocked = fact<SpendingLocked>('spending.locked')
export const SpendingUnlocked = fact<SpendingLocked>('spending.unlocked')
