/** The sale being made: whose, what, with which vouchers and rewards. Gone when it is recorded or given up. */
import { newId } from '../../../../server/lib/id.ts'
import type { Product, Voucher } from '../keep/shapes.ts'
import { makeStore } from '../keep/store.ts'

export type DraftLine = {
  line_no: number
  product_id: string | null
  sku: string | null
  label: string
  category: string | null
  quantity_milli: number
  unit_price_cents: number
  discount_cents: number
}
export type DraftVoucher = { voucher: Voucher; hold_id: string | null }
export type DraftReward = { redemption_id: string; reward_id: string; held: boolean }
/** Points that are to pay, at most so many; what is held was taken off the balance that the server answered. */
export type DraftPoints = { unit: string; units: number; hold_id: string | null }
/** Goods that come back in the same ticket: the sale beside them makes it an exchange. */
export type DraftBack = {
  exchange_id: string
  return_id: string
  sale_id: string
  lines: { line_no: number; quantity_milli: number }[]
  /** What they are worth, and what of it is given back in money: the rest goes back on cards and points. */
  total_cents: number
  to_customer_cents: number
}
export type Draft = {
  sale_id: string
  customer_id: string | null
  lines: DraftLine[]
  /** What stands on the keypad: the whole sale when there are no lines. */
  amount_cents: number
  discount_cents: number
  vouchers: DraftVoucher[]
  rewards: DraftReward[]
  points: DraftPoints[]
  back: DraftBack | null
}

const PIECE = 1000
const AMOUNT_CENTS_MAX = 99_999_99

const empty = (customer_id: string | null = null): Draft => ({
  sale_id: newId(),
  customer_id,
  lines: [],
  amount_cents: 0,
  discount_cents: 0,
  vouchers: [],
  rewards: [],
  points: [],
  back: null,
})

export const draft = makeStore<Draft>(empty())

export const beginSale = (customer_id: string | null) => draft.set(empty(customer_id))
export const beginExchange = (customer_id: string | null, back: DraftBack) =>
  draft.set({ ...empty(customer_id), back })
export const isBegun = (one: Draft) => one.lines.length > 0 || one.amount_cents > 0

/** The basket stays when somebody shows their card late: only what was theirs goes. */
export const setCustomer = (customer_id: string | null) =>
  draft.change((before) => ({ ...before, customer_id, vouchers: [], rewards: [], points: [] }))

/** At most so many of this unit pay; 0 is none. */
export const setPoints = (unit: string, units: number, hold_id: string | null = null) =>
  draft.change((before) => ({
    ...before,
    points: [
      ...before.points.filter((one) => one.unit !== unit),
      ...(units > 0 ? [{ unit, units, hold_id }] : []),
    ],
  }))

/** A digit, or '00', or '<' which takes the last one away. */
export function pressKey(key: string): void {
  draft.change((before) => {
    const next =
      key === '<'
        ? Math.floor(before.amount_cents / 10)
        : before.amount_cents * 10 ** key.length + Number(key)
    return next > AMOUNT_CENTS_MAX ? before : { ...before, amount_cents: next }
  })
}

export function addProduct(product: Product): void {
  draft.change((before) => {
    const same = before.lines.find(
      (line) => line.product_id === product.product_id && line.unit_price_cents === product.price_cents,
    )
    if (same) {
      const more = { ...same, quantity_milli: same.quantity_milli + PIECE }
      return { ...before, lines: before.lines.map((line) => (line === same ? more : line)) }
    }
    const { product_id, sku, name: label, category, price_cents: unit_price_cents } = product
    return withLine(before, { product_id, sku, label, category, unit_price_cents })
  })
}

/** What stands on the keypad becomes a line without a product. */
export const addAmount = (label: string) =>
  draft.change((before) => {
    if (before.amount_cents === 0) return before
    const line = { product_id: null, sku: null, label, category: null, unit_price_cents: before.amount_cents }
    return { ...withLine(before, line), amount_cents: 0 }
  })

type NewLine = Pick<DraftLine, 'product_id' | 'sku' | 'label' | 'category' | 'unit_price_cents'>

function withLine(before: Draft, line: NewLine): Draft {
  const line_no = before.lines.reduce((top, one) => Math.max(top, one.line_no), 0) + 1
  return {
    ...before,
    lines: [...before.lines, { ...line, line_no, quantity_milli: PIECE, discount_cents: 0 }],
  }
}

export const changeLine = (line_no: number, change: Partial<DraftLine>) =>
  draft.change((before) => ({
    ...before,
    lines: before.lines.map((line) => (line.line_no === line_no ? { ...line, ...change } : line)),
  }))

export const removeLine = (line_no: number) =>
  draft.change((before) => ({ ...before, lines: before.lines.filter((line) => line.line_no !== line_no) }))

/** The lines to be sold: those of the ticket, and what is still on the keypad. */
export function linesOf({ lines, amount_cents }: Draft, label: string): DraftLine[] {
  if (amount_cents === 0) return lines
  const line_no = lines.reduce((top, one) => Math.max(top, one.line_no), 0) + 1
  const rest = { product_id: null, sku: null, category: null, quantity_milli: PIECE, discount_cents: 0 }
  return [...lines, { ...rest, line_no, label, unit_price_cents: amount_cents }]
}
