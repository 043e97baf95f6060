/** The rewards a member holds as vouchers, and what they take off a sale: priced by the rules of the till itself. */
import { assert } from '../../../lib/assert.ts'
import { localDayOf } from '../../../lib/time.ts'
import type { SaleLine } from '../../programmes/judgement.ts'
import type { Reward } from '../../programmes/programme.ts'
import {
  priceBasket,
  type BasketLine,
  type pointsToPay,
  type PricedBasket,
  type VoucherToApply,
} from '../../sales/rules.ts'
import { loadOf, termsOf, validUntil } from '../../vouchers/rules.ts'
import type { Part } from './book.ts'

export type Voucher = {
  reward: number
  kind: Reward['benefit']['kind']
  /** Cents left of a gift card; for the others what one use is expected to cost. */
  left_cents: number
  expires_at: number
  will_use: boolean
  /** The sale that set it off, and what it was paid with: for a return. */
  sale: number
  automatic: boolean
  month: number
  touched: boolean
  parts: Part[] | null
}

const ends = new Map<string, number>()
const ENDS_KEPT = 50_000

/** Half open, at the end of a local day, as the till has it; asked of a day only once. */
export function endOf(reward: Reward, at_ms: number, time_zone: string): number {
  const { valid_days } = reward.benefit
  if (valid_days === null) return Infinity
  const key = `${localDayOf(at_ms, time_zone)} ${valid_days} ${time_zone}`
  let end = ends.get(key)
  if (end === undefined) {
    if (ends.size > ENDS_KEPT) ends.clear()
    end = Date.parse(validUntil(valid_days, new Date(at_ms), time_zone)!)
    ends.set(key, end)
  }
  return end
}

const TAKES_OFF = new Set<string>(['gift_card', 'discount_amount', 'discount_percent', 'free_product'])
export const takesOff = (kind: string) => TAKES_OFF.has(kind)

export type PointsToPay = ReturnType<typeof pointsToPay>[number]
export type PaidWithPoints = PricedBasket['points'][number]

export type Priced = {
  /** What each voucher took off, in cents. */
  vouchers: number[]
  points: PaidWithPoints[]
}

/**
 * What these vouchers and units take off a sale; the lines are brought down by those that are discounts. A voucher that
 * is used is gone, but for what is left on a gift card.
 */
export function priceSale(
  vouchers: Voucher[],
  points: PointsToPay[],
  rewards: Reward[],
  lines: SaleLine[],
): Priced {
  const wanted = vouchers.map((voucher, n): VoucherToApply => {
    const { benefit } = rewards[voucher.reward]!
    return {
      voucher_id: String(n).padStart(3, '0'),
      kind: voucher.kind,
      available_cents: voucher.touched ? voucher.left_cents : loadOf(benefit),
      terms: termsOf(benefit),
      amount_cents: null,
    }
  })
  const priced = priceBasket(lines.map(basketLine), 0, wanted, points)
  for (const [n, line] of lines.entries()) line.total_cents = priced.lines[n]!.total_cents
  return {
    points: priced.points,
    vouchers: vouchers.map((_, n) => {
      const applied = priced.vouchers.find(({ voucher_id }) => Number(voucher_id) === n)
      assert(applied !== undefined, 'every voucher is answered')
      return applied.used_cents
    }),
  }
}

/** At the unit price that makes at least the line's gross, with a discount of the rest: its total to the cent. */
function basketLine({
  line_no,
  product_id,
  category,
  quantity_milli,
  gross_cents,
  total_cents,
}: SaleLine): BasketLine {
  const unit_price_cents = Math.ceil((Math.max(gross_cents, total_cents) * 1000) / quantity_milli)
  const gross = Math.floor((unit_price_cents * quantity_milli + 500) / 1000)
  return {
    line_no,
    product_id,
    sku: null,
    label: '',
    category,
    quantity_milli,
    unit_price_cents,
    discount_cents: gross - total_cents,
  }
}
