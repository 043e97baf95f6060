import { fact } from '../../platform/facts.ts'

export type SaleRecorded = {
  sale_id: string
  total_cents: number
  item_count: number
  lines_count: number
  earned: { unit: string; units: number }[]
}
export const SaleRecorded = fact<SaleRecorded>('sale.recorded')

export type SaleReturned = {
  return_id: string
  sale_id: string
  total_cents: number
  item_count: number
  reversed: { unit: string; units: number }[]
}
export const SaleReturned = fact<SaleReturned>('sale.returned')

/** A voucher, reward, promotion or points were given at a till without network, and was not there to give: the shop bears it. */
export type ShortfallFound = {
  sale_id: string
  voucher_id: string | null
  reward_id: string | null
  /** Points that paid and were not there. */
  unit?: string
  /** A promotion that had no piece left, or was over. */
  promotion_id?: string
  shortfall_cents: number
}
export const ShortfallFound = fact<ShortfallFound>('sale.shortfall_found')

/** A sale that an import had brought was taken back with it: its row is gone, and whoever counted it counts it off. */
export type SaleUndone = {
  sale_id: string
  /** 0 when only returns of it went. */
  sales: 0 | 1
  total_cents: number
  item_count: number
  returned_cents: number
}
export const SaleUndone = fact<SaleUndone>('sale.undone')

/** A mistake taken back whole. */
export type SaleCancelled = { sale_id: string; return_id: string; reason: string; total_cents: number }
export const SaleCancelled = fact<SaleCancelled>('sale.cancelled')

export type SaleExchanged = {
  exchange_id: string
  return_id: string
  sale_id: string
  /** Above zero is paid by the customer, below is given back. */
  difference_cents: number
}
export const SaleExchanged = fact<SaleExchanged>('sale.exchanged')

/** Goods came back without the receipt of their sale: the owner is told. */
export type ReturnedWithoutSale = {
  return_id: string
  total_cents: number
  reason: string
  reversed: { unit: string; units: number }[]
}
export const ReturnedWithoutSale = fact<ReturnedWithoutSale>('return.without_sale')
