import { fact } from '../../platform/facts.ts'

export type VoucherIssued = {
  voucher_id: string
  kind: string
  name: string
  amount_cents: number
  origin: string
  expires_at: string | null
}
export const VoucherIssued = fact<VoucherIssued>('voucher.issued')

export type VoucherUsed = {
  voucher_id: string
  amount_cents: number
  left_cents: number
  sale_id: string | null
  /** null where nothing was set aside: a service that was done. */
  hold_id: string | null
}
export const VoucherUsed = fact<VoucherUsed>('voucher.used')

export type VoucherRefunded = {
  voucher_id: string
  amount_cents: number
  left_cents: number
  sale_id: string | null
}
export const VoucherRefunded = fact<VoucherRefunded>('voucher.refunded')

export type VoucherWithdrawn = { voucher_id: string; lost_cents: number; why: string }
export const VoucherWithdrawn = fact<VoucherWithdrawn>('voucher.withdrawn')

export type VoucherExpired = { voucher_id: string; lost_cents: number }
export const VoucherExpired = fact<VoucherExpired>('voucher.expired')

/** A company owes four fifths of what may be owed on gift cards without a declaration. */
export const StoredValueHigh = fact<{
  merchant_id: string
  name: string
  outstanding_cents: number
  limit_cents: number
  share_basis_points: number
}>('voucher.stored_value_high')

/** More codes that do not exist were tried within minutes than people mistype. */
export type GuessingSuspected = { tries: number; minutes: number; sources: number }
export const GuessingSuspected = fact<GuessingSuspected>('voucher.guessing_suspected')
