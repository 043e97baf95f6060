/** What each voucher gave in a sale, and what was really behind it. */
import type { PricedBasket } from './rules.ts'
import type { Taken, WantedVoucher } from './vouchers-in-sale.ts'

export type VoucherUse = {
  wanted: WantedVoucher
  /** Taken off the sale; what is not behind it (offline only) is the shortfall, which the shop bears. */
  used_cents: number
  captured_cents: number
  shortfall_cents: number
  left_cents: number
  uses: 0 | 1
  why_not: string | null
}

export function useOf(wanted: WantedVoucher, basket: PricedBasket, taken: Taken[]): VoucherUse {
  const applied = basket.vouchers.find((one) => one.voucher_id === wanted.voucher_id)
  const used_cents = applied?.used_cents ?? 0
  const nothingBehind =
    wanted.unusable !== null || taken.some((one) => one.voucher_id === wanted.voucher_id && one.short > 0)
  const why_not = wanted.unusable ?? applied?.why_not ?? null
  const use = { wanted, used_cents, why_not }
  if (nothingBehind) return { ...use, captured_cents: 0, shortfall_cents: used_cents, left_cents: 0, uses: 0 }
  if (wanted.kind !== 'gift_card')
    return {
      ...use,
      captured_cents: 0,
      shortfall_cents: 0,
      left_cents: 0,
      uses: isUsed(wanted, used_cents) ? 1 : 0,
    }
  const { voucher } = wanted
  const there = voucher
    ? voucher.balance_cents - voucher.held_cents + wanted.hold_cents
    : wanted.available_cents
  const captured_cents = Math.min(used_cents, Math.max(0, there))
  const before = voucher?.balance_cents ?? wanted.available_cents
  return {
    ...use,
    captured_cents,
    shortfall_cents: used_cents - captured_cents,
    left_cents: before - captured_cents,
    uses: 0,
  }
}

const SERVED_LATER = ['service', 'experience', 'private_sale']

/** What takes nothing off is used up by the sale that names it; one that is only taken now waits for its day. */
function isUsed({ kind, voucher }: WantedVoucher, used_cents: number): boolean {
  if (used_cents > 0) return true
  // A gift to a cause needs no use: it is given by being taken.
  return SERVED_LATER.includes(kind) && voucher !== null
}
