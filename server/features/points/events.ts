import { fact } from '../../platform/facts.ts'

export type PointsCorrected = { correction_id: string; unit: string; amount: number; reason: string }
export const PointsCorrected = fact<PointsCorrected>('points.corrected')

/** Two accounts became one, or two again; account ids. */
export type AccountsMerged = { merge_id: string; from: string; into: string }
export const AccountsMerged = fact<AccountsMerged>('accounts.merged')
export const AccountsParted = fact<AccountsMerged>('accounts.parted')

/** So many units of this customer's end soon, unless they are used before `expires_at`. */
export type PointsExpiring = { unit: string; units: number; expires_at: string; days_before: number }
export const PointsExpiring = fact<PointsExpiring>('points.expiring')
