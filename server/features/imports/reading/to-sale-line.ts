/**
 * A row to a line of a sale. Amounts are kept twice: exactly as written, for the totals to be proved, and
 * in whole cents, for the ledger. A negative quantity or total is a return; a negative unit price is
 * neither, and is refused.
 */
import { readEmail } from '#lib/email.ts'
import { readPhones } from '#lib/phone.ts'
import { readTime } from './dates.ts'
import type { Mapping } from './mapping.ts'
import { decimalText, multiply, readYesNo } from './numbers.ts'
import type { Decimal } from './numbers.ts'
import type { Row } from './source.ts'
import { skuOf } from './to-product.ts'
import {
  amountFrom,
  amountOf,
  cellOf,
  dateOf,
  decimalOf,
  isMapped,
  look,
  outcome,
  refuse,
  textOf,
  warn,
} from './values.ts'
import type { Amount, Outcome, Seen } from './values.ts'

export type ImportedSaleLine = {
  kind: 'sale' | 'return'
  sale_reference: string
  /**
   * The shop's local time, `2025-12-31T14:30:00`, unless `offset` is given; the store's zone makes it an
   * instant.
   */
  occurred_at: string
  offset: string | null
  /** False when the file gives the day only. */
  has_time: boolean
  customer: { card: string | null; email: string | null; phone: string | null; external_id: string | null }
  store: string | null
  sku: string | null
  description: string | null
  category: string | null
  /** Negative for a return; a decimal text, since cloth and cheese are cut. */
  quantity: string
  unit_price: Amount
  line_total: Amount
  discount_cents: number | null
  /** Of the whole sale, when the file repeats it on each line. */
  total_cents: number | null
  vat: string | null
  status: string | null
  /** The payment failed or the order was cancelled: written down, but nothing was bought. */
  is_void: boolean
}

const VOID = /^(?:failed|cancel|void|annul|echou|échou|refus|abandon|rejet|declined|error|erreur)/i

export function toSaleLine(row: Row, mapping: Mapping<'sales'>): Outcome<ImportedSaleLine> {
  const seen = look(row, mapping)
  const sale_reference = textOf(seen, 'sale_reference', 80)
  // A file without receipt numbers is put together by customer and instant; a number forgotten on a line is not.
  if (sale_reference === null && isMapped(mapping, 'sale_reference'))
    refuse(seen, 'missing', 'sale_reference')
  const moment = momentOf(seen)
  const money = moneyOf(seen)
  const sku = skuOf(seen)
  const status = textOf(seen, 'status', 60)
  const is_return = money.quantity.units < 0 || money.total.units < 0
  return outcome(seen, {
    kind: is_return ? 'return' : 'sale',
    sale_reference: sale_reference ?? '',
    ...moment,
    customer: customerOf(seen),
    store: textOf(seen, 'store'),
    sku,
    description: textOf(seen, 'description', 300),
    category: textOf(seen, 'category'),
    quantity: decimalText(money.quantity),
    unit_price: amountFrom(seen, 'unit_price', money.price) ?? ZERO,
    line_total: amountFrom(seen, 'line_total', money.total) ?? ZERO,
    discount_cents: amountOf(seen, 'discount')?.cents ?? null,
    total_cents: amountOf(seen, 'total')?.cents ?? null,
    vat: textOf(seen, 'vat', 40),
    status,
    is_void: status !== null && VOID.test(status),
  })
}

const ZERO: Amount = { exact: '0', cents: 0 }
const ONE: Decimal = { units: 1, scale: 0 }
const NOTHING: Decimal = { units: 0, scale: 0 }

function momentOf(seen: Seen): { occurred_at: string; offset: string | null; has_time: boolean } {
  const field = isMapped(seen.mapping, 'occurred_at') ? 'occurred_at' : 'occurred_date'
  const reading = dateOf(seen, field)
  if (!reading.ok) {
    const code =
      reading.why === 'empty' ? 'missing' : reading.why === 'not_a_date' ? 'date_invalid' : 'date_impossible'
    refuse(seen, code, field)
    return { occurred_at: '', offset: null, has_time: false }
  }
  if (reading.date > seen.mapping.today) refuse(seen, 'date_future', field)
  if (reading.ambiguous) warn(seen, 'date_doubtful', field)
  const clock = cellOf(seen, 'occurred_time')
  const time = reading.time ?? (clock === '' ? null : readTime(clock))
  if (clock !== '' && time === null) warn(seen, 'date_invalid', 'occurred_time')
  return {
    occurred_at: `${reading.date}T${time ?? '00:00:00'}`,
    offset: reading.offset,
    has_time: time !== null,
  }
}

type Money = { quantity: Decimal; price: Decimal; total: Decimal }

/** Quantity, price and total: two of the three give the third, and all three must agree. */
function moneyOf(seen: Seen): Money {
  const flipped = readYesNo(cellOf(seen, 'is_return')) === true
  let quantity = decimalOf(seen, 'quantity') ?? ONE
  const price = decimalOf(seen, 'unit_price')
  let total = decimalOf(seen, 'line_total')
  if (cellOf(seen, 'unit_price') === '' && total === null) refuse(seen, 'missing', total_field(seen))
  if (price && price.units < 0) refuse(seen, 'negative', 'unit_price')
  if (flipped && quantity.units > 0) quantity = negative(quantity)
  if (flipped && total && total.units > 0) total = negative(total)
  if (price === null) {
    const each =
      total && quantity.units !== 0 && quantity.scale === 0 ? divided(total, quantity.units) : total
    if (total && total.units < 0 && quantity.units > 0) quantity = negative(quantity)
    return { quantity, price: each ?? NOTHING, total: total ?? NOTHING }
  }
  const product = multiply(price, quantity)
  if (product === null) refuse(seen, 'number_too_big', 'unit_price')
  if (total === null) return { quantity, price, total: product ?? NOTHING }
  if (total.units < 0 && quantity.units > 0) quantity = negative(quantity)
  if (product && !near(product, total) && cellOf(seen, 'discount') === '')
    warn(seen, 'total_differs', 'line_total')
  return { quantity, price, total }
}

function total_field(seen: Seen): 'unit_price' | 'line_total' {
  return isMapped(seen.mapping, 'unit_price') ? 'unit_price' : 'line_total'
}

function negative(value: Decimal): Decimal {
  return { units: -value.units, scale: value.scale }
}

/** Sizes within a cent of each other. */
function near(a: Decimal, b: Decimal): boolean {
  const value = (decimal: Decimal) => Math.abs(decimal.units) / 10 ** decimal.scale
  return Math.abs(value(a) - value(b)) < 0.011
}

/** The price of one, to the ten-thousandth: shown, never summed. */
function divided(total: Decimal, count: number): Decimal {
  return { units: Math.abs(Math.round((total.units / 10 ** total.scale / count) * 10_000)), scale: 4 }
}

function customerOf(seen: Seen) {
  const email = readEmail(cellOf(seen, 'customer_email'))
  const phone = readPhones(cellOf(seen, 'customer_phone'))
  if (!email.ok && email.why === 'not_an_email') warn(seen, 'email_invalid', 'customer_email')
  if (!phone.ok && phone.why !== 'empty')
    warn(seen, phone.why === 'lossy' ? 'phone_lossy' : 'phone_invalid', 'customer_phone')
  const plain = (cell: string) => cell.replace(/^(\d+)\.0$/, '$1').slice(0, 80) || null
  return {
    card: plain(cellOf(seen, 'customer_card')),
    email: email.ok ? email.email : null,
    phone: phone.ok ? phone.phones[0]!.e164 : null,
    external_id: plain(cellOf(seen, 'customer_id')),
  }
}
