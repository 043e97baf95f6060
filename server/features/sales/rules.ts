/**
 * What a basket costs: lines, discounts, vouchers, what is left to pay. Pure, so that the till shows offline exactly
 * what the server will post.
 */
import { assert } from '../../lib/assert.ts'
import { apportion } from '../../lib/money.ts'
import type { Benefit } from '../programmes/programme.ts'
import { payWithPoints, type PaidWithPoints, type PointsToPay } from './points-payment.ts'

export type BasketLine = {
  line_no: number
  product_id: string | null
  sku: string | null
  label: string
  category: string | null
  brand?: string | null
  supplier?: string | null
  /** Thousandths of a piece or of a kilogram. */
  quantity_milli: number
  unit_price_cents: number
  /** The line's own discount. */
  discount_cents: number
  /** What promotions take off, before it. */
  promoted_cents?: number
}

type PricedLine = BasketLine & {
  gross_cents: number
  total_cents: number
  /** Of the quantity, given for nothing: it earns nothing by piece. */
  free_milli?: number
}

export type VoucherTerms = {
  minimum_cents?: number
  value_cents?: number
  basis_points?: number
  value_cents_max?: number | null
  product_id?: string | null
  category?: string | null
}

export type VoucherToApply = {
  voucher_id: string
  kind: Benefit['kind']
  /** What may be taken from a gift card now: its balance, less what others hold. */
  available_cents: number
  terms: VoucherTerms
  /** Take no more than this from a gift card; null takes what the sale needs. */
  amount_cents: number | null
}

type AppliedVoucher = {
  voucher_id: string
  kind: VoucherToApply['kind']
  used_cents: number
  /** Why it takes nothing off: the basket is under its minimum, or holds nothing it is for. */
  why_not: 'below_minimum' | 'nothing_eligible' | 'nothing_left_to_pay' | null
}

export type PricedBasket = {
  lines: PricedLine[]
  gross_cents: number
  discount_cents: number
  /** After every discount; gift cards and points that are a payment do not lower it. */
  total_cents: number
  vouchers: AppliedVoucher[]
  points: PaidWithPoints[]
  to_pay_cents: number
}

const ORDER = ['free_product', 'discount_percent', 'discount_amount', 'gift_card']

/** The price of the quantity, a half cent going up. */
function lineGross(unit_price_cents: number, quantity_milli: number): number {
  assert(
    Number.isSafeInteger(unit_price_cents) && unit_price_cents >= 0,
    'a price is whole cents, zero or more',
  )
  assert(
    Number.isSafeInteger(quantity_milli) && quantity_milli > 0,
    'a quantity is above zero, in thousandths',
  )
  return Math.floor((unit_price_cents * quantity_milli + 500) / 1000)
}

/**
 * Vouchers apply in one order whatever order they were shown in: the free product, then percentages, then amounts; then
 * points, those that are a discount first; then gift cards on what is left; ties by id. So the same vouchers always cost
 * the same. A voucher for a service takes nothing off and is used up by the sale that names it.
 */
export function priceBasket(
  lines: BasketLine[],
  discount_cents: number,
  vouchers: VoucherToApply[],
  points: PointsToPay[] = [],
): PricedBasket {
  const priced = lines.map((line) => {
    const gross_cents = lineGross(line.unit_price_cents, line.quantity_milli)
    const off_cents = (line.promoted_cents ?? 0) + line.discount_cents
    return { ...line, gross_cents, total_cents: gross_cents - Math.min(gross_cents, off_cents) }
  })
  takeOff(priced, Math.min(discount_cents, sum(priced)))
  const applied: AppliedVoucher[] = []
  const ordered = vouchers.toSorted(
    (a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || (a.voucher_id < b.voucher_id ? -1 : 1),
  )
  for (const voucher of ordered.filter(({ kind }) => kind !== 'gift_card'))
    applied.push({ ...named(voucher), ...takeVoucher(voucher, priced) })
  const paid = payByPoints(priced, points)
  const total_cents = sum(priced)
  let left_cents = total_cents - paid.payment_cents
  for (const voucher of ordered.filter(({ kind }) => kind === 'gift_card')) {
    const outcome = payByCard(voucher, left_cents)
    left_cents -= outcome.used_cents
    applied.push({ ...named(voucher), ...outcome })
  }
  const gross_cents = priced.reduce((total, line) => total + line.gross_cents, 0)
  return {
    lines: priced,
    gross_cents,
    discount_cents: gross_cents - total_cents,
    total_cents,
    vouchers: applied,
    points: paid.points,
    to_pay_cents: left_cents,
  }
}

const named = ({ voucher_id, kind }: VoucherToApply) => ({ voucher_id, kind })

/** Discounts lower what each line costs; payments only what is left to pay. */
function payByPoints(lines: PricedLine[], wishes: PointsToPay[]) {
  const left = new Map(lines.map((line) => [line.line_no, line.total_cents]))
  const order = (one: PointsToPay) => (one.pays?.counts_as === 'discount' ? 0 : 1)
  const points = wishes
    .toSorted((a, b) => order(a) - order(b) || (a.unit < b.unit ? -1 : 1))
    .map((wish) => payWithPoints(wish, lines, left))
  let payment_cents = 0
  for (const { counts_as, cents, lines: parts } of points)
    if (counts_as === 'payment') payment_cents += cents
    else
      for (const part of parts)
        lines.find(({ line_no }) => line_no === part.line_no)!.total_cents -= part.cents
  return { points, payment_cents }
}

function takeVoucher(voucher: VoucherToApply, lines: PricedLine[]): Outcome {
  if (voucher.kind === 'free_product') return giveProduct(voucher, lines)
  if (voucher.kind === 'discount_amount' || voucher.kind === 'discount_percent')
    return takeDiscount(voucher, lines)
  return { used_cents: 0, why_not: null }
}

type Outcome = Pick<AppliedVoucher, 'used_cents' | 'why_not'>

const sum = (lines: PricedLine[]) => lines.reduce((total, line) => total + line.total_cents, 0)

/** Spread over the lines in proportion to what each still costs, to the cent. */
function takeOff(lines: PricedLine[], cents: number) {
  if (cents <= 0) return
  const parts = apportion(
    cents,
    lines.map((line) => line.total_cents),
  )
  for (const [i, line] of lines.entries()) line.total_cents -= parts[i]!
}

function payByCard(voucher: VoucherToApply, left_cents: number): Outcome {
  const used_cents = Math.max(
    0,
    Math.min(left_cents, voucher.available_cents, voucher.amount_cents ?? left_cents),
  )
  return { used_cents, why_not: used_cents === 0 && left_cents <= 0 ? 'nothing_left_to_pay' : null }
}

function takeDiscount({ kind, terms }: VoucherToApply, lines: PricedLine[]): Outcome {
  const before = sum(lines)
  if (before < (terms.minimum_cents ?? 0)) return { used_cents: 0, why_not: 'below_minimum' }
  if (before === 0) return { used_cents: 0, why_not: 'nothing_left_to_pay' }
  const wanted =
    kind === 'discount_amount'
      ? (terms.value_cents ?? 0)
      : Math.min(Math.floor((before * (terms.basis_points ?? 0)) / 10_000), terms.value_cents_max ?? Infinity)
  const used_cents = Math.min(before, wanted)
  takeOff(lines, used_cents)
  return { used_cents, why_not: null }
}

/** The dearest piece it is for, up to its limit: what a customer expects of "one free". */
function giveProduct({ terms }: VoucherToApply, lines: PricedLine[]): Outcome {
  const eligible = lines.filter(
    (line) =>
      line.total_cents > 0 &&
      (!terms.product_id || line.product_id === terms.product_id) &&
      (!terms.category || line.category === terms.category),
  )
  // Of a line with a piece already given, the others cost what they cost.
  const pieceOf = (line: PricedLine) => {
    const paid_milli = Math.max(1000, line.quantity_milli - (line.free_milli ?? 0))
    return Math.min(line.total_cents, Math.floor((line.total_cents * 1000) / paid_milli))
  }
  const dearest = eligible.toSorted((a, b) => pieceOf(b) - pieceOf(a) || a.line_no - b.line_no)[0]
  if (!dearest) return { used_cents: 0, why_not: 'nothing_eligible' }
  const piece_cents = pieceOf(dearest)
  const used_cents = Math.min(piece_cents, terms.value_cents_max ?? Infinity)
  if (used_cents === piece_cents)
    dearest.free_milli = (dearest.free_milli ?? 0) + Math.min(1000, dearest.quantity_milli)
  dearest.total_cents -= used_cents
  return { used_cents, why_not: null }
}

export { givesOf } from './gives.ts'
export { promoted } from './promoted.ts'
export { needsOf, type Need } from './needs.ts'
export { pointsToPay } from './points-payment.ts'
export { sayAnswer } from './say.ts'
export { saleToJudge } from './to-judge.ts'
