/** What makes two requests the same sale. */
import { hash } from 'node:crypto'
import type { SaleToRecord } from './wish.ts'

/**
 * SHA-256 of what was asked, so that the same id with another content is seen. Field by field, in one order: however a
 * till writes its JSON, the same sale is the same.
 */
export function contentHash(sale: SaleToRecord): string {
  const lines = sale.lines?.map((line) => [
    line.line_no,
    line.product_id,
    line.sku,
    line.label,
    line.category,
    line.quantity_milli,
    line.unit_price_cents,
    line.discount_cents,
  ])
  const content = [
    sale.sale_id,
    sale.store_id,
    sale.customer_id,
    sale.card_number,
    sale.staff_id,
    sale.receipt_number,
    sale.occurred_at,
    lines,
    sale.amount_cents,
    sale.discount_cents,
    sale.payments?.map(({ means, amount_cents }) => [means, amount_cents]),
    sale.vouchers?.map(({ voucher_id, code, amount_cents, hold_id }) => [
      voucher_id,
      code,
      amount_cents,
      hold_id,
    ]),
    sale.redemptions?.map(({ redemption_id, reward_id }) => [redemption_id, reward_id]),
    sale.offline,
    // Added when they came to be: what was asked without them is still the same.
    ...(sale.points ? [sale.points.map(({ unit, units, hold_id }) => [unit, units, hold_id])] : []),
    ...(sale.channel ? [sale.channel] : []),
    ...(sale.promotions
      ? [
          (sale.promotions.given ?? []).map((one) => [
            one.promotion_id,
            one.line_no,
            one.quantity_milli,
            one.discount_cents,
          ]),
        ]
      : []),
  ]
  return hash('sha256', JSON.stringify(content), 'hex')
}
