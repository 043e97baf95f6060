/** Puts sales into columns as they come, in any order, and orders them by account and time at the end. */
import { assert } from '../../../lib/assert.ts'
import type { PersonToJudge } from '../../programmes/judgement.ts'
import {
  bytes,
  CENTS_MAX,
  doubles,
  growing,
  interning,
  monthsOf,
  shorts,
  words,
  type LoggedReturns,
  type LoggedStore,
  type ReturnToLog,
  type SalesLog,
  type SaleToLog,
} from './columns.ts'

const NAMES_MAX = 2 ** 16 - 1
const LINES_MAX = 2 ** 16 - 1

type Whole = { time_zone: string; stores: LoggedStore[]; from_ms?: number; to_ms?: number }

export function salesLogger() {
  const names = {
    account: interning(2 ** 31),
    customer: interning(2 ** 31),
    product: interning(2 ** 31),
    category: interning(NAMES_MAX),
    brand: interning(NAMES_MAX),
    supplier: interning(NAMES_MAX),
    channel: interning(255),
    means: interning(NAMES_MAX),
  }
  const means: string[][] = [[]]
  const account = growing(words)
  const customer = growing(words)
  const store = growing(shorts)
  const channel = growing(bytes)
  const means_of = growing(shorts)
  const at_ms = growing(doubles)
  const lines_of = growing(words)
  const product = growing(words)
  const category = growing(shorts)
  const brand = growing(shorts)
  const supplier = growing(shorts)
  const quantity_milli = growing(words)
  const gross_cents = growing(words)
  const total_cents = growing(words)
  const people: PersonToJudge[] = []
  const before = new Set<number>()
  const returns = returnsLogger()
  let sales = 0
  let lines = 0
  let left_out = 0

  /** The sale's number, for its returns; -1 when it was left out. */
  function add(sale: SaleToLog): number {
    const places = sale.lines.map((line) => [
      names.product.placeOf(line.product),
      names.category.placeOf(line.category),
      names.brand.placeOf(line.brand),
      names.supplier.placeOf(line.supplier),
    ])
    const channel_no = names.channel.placeOf(sale.channel)
    const paid = sale.means ?? []
    const means_no = paid.length === 0 ? 0 : names.means.placeOf([...new Set(paid)].sort().join('\n'))
    const fits = sale.lines.every(
      ({ quantity_milli, gross_cents, total_cents }) =>
        quantity_milli > 0 &&
        quantity_milli <= CENTS_MAX &&
        gross_cents <= CENTS_MAX &&
        total_cents <= CENTS_MAX,
    )
    if (!fits || sale.lines.length > LINES_MAX || [channel_no, means_no, ...places.flat()].includes(-1)) {
      left_out += 1
      return -1
    }
    if (means_no === means.length) means.push(names.means.names[means_no]!.split('\n'))
    account.push(names.account.placeOf(sale.account) - 1)
    customer.push(names.customer.placeOf(sale.customer) - 1)
    store.push(sale.store)
    channel.push(channel_no)
    means_of.push(means_no)
    at_ms.push(sale.at_ms)
    lines_of.push(lines)
    for (const [at, line] of sale.lines.entries()) {
      const [product_no, category_no, brand_no, supplier_no] = places[at]!
      product.push(product_no!)
      category.push(category_no!)
      brand.push(brand_no!)
      supplier.push(supplier_no!)
      quantity_milli.push(line.quantity_milli)
      gross_cents.push(line.gross_cents)
      total_cents.push(line.total_cents)
    }
    lines += sale.lines.length
    return sales++
  }

  /** What conditions ask about a customer; `before` the log they had bought already. */
  function describe(customer_name: string, person: PersonToJudge, bought_before: boolean) {
    const at = names.customer.placeOf(customer_name) - 1
    people[at] = person
    if (bought_before) before.add(at)
  }

  function finish({ time_zone, stores, from_ms, to_ms }: Whole): SalesLog {
    const by_account = account.taken()
    const at = at_ms.taken()
    const ordered = orderOf(by_account, at, names.account.names.length - 1)
    const { order, account_start } = ordered
    const old_start = lines_of.taken()
    const line_start = new Uint32Array(sales + 1)
    const line_order = new Uint32Array(lines)
    let next = 0
    for (let n = 0; n < sales; n++) {
      const old = order[n]!
      line_start[n] = next
      const end = old + 1 < sales ? old_start[old + 1]! : lines
      for (let line = old_start[old]!; line < end; line++) line_order[next++] = line
    }
    line_start[sales] = next
    const first_ms = from_ms ?? at.reduce((least, one) => Math.min(least, one), at[0] ?? 0)
    const last_ms = to_ms ?? at.reduce((most, one) => Math.max(most, one), first_ms) + 1
    const customers = names.customer.names.length - 1
    return {
      time_zone,
      from_ms: first_ms,
      to_ms: last_ms,
      ...monthsOf(first_ms, last_ms, time_zone),
      stores,
      products: names.product.names,
      categories: names.category.names,
      brands: names.brand.names,
      suppliers: names.supplier.names,
      channels: names.channel.names,
      means,
      accounts: account_start.length - 1,
      people: Array.from({ length: customers }, (_, n) => people[n] ?? NOBODY),
      bought_before: Uint8Array.from({ length: customers }, (_, n) => (before.has(n) ? 1 : 0)),
      sales,
      account_start,
      customer: picked(customer.taken(), order),
      store: picked(store.taken(), order),
      channel: picked(channel.taken(), order),
      means_of: picked(means_of.taken(), order),
      at_ms: picked(at, order),
      line_start,
      product: picked(product.taken(), line_order),
      category: picked(category.taken(), line_order),
      brand: picked(brand.taken(), line_order),
      supplier: picked(supplier.taken(), line_order),
      quantity_milli: picked(quantity_milli.taken(), line_order),
      gross_cents: picked(gross_cents.taken(), line_order),
      total_cents: picked(total_cents.taken(), line_order),
      returns: returns.finish(order, by_account, account_start.length - 1),
      left_out,
    }
  }

  return {
    add,
    addReturn: returns.add,
    describe,
    finish,
    /** Their numbers in the log, for what came back; -1 for who or what was never in it. */
    accountOf: (name: string) => names.account.find(name) - 1,
    productOf: (name: string | null) => (name === null ? 0 : names.product.find(name) || -1),
  }
}

const NOBODY: PersonToJudge = {}

function picked<T extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(
  values: T,
  order: Uint32Array,
): T {
  const out = new (values.constructor as new (length: number) => T)(order.length)
  for (let n = 0; n < order.length; n++) out[n] = values[order[n]!]!
  return out
}

/** By account, then by time, then as they came. */
function orderOf(account: Uint32Array, at_ms: Float64Array, accounts: number) {
  const account_start = new Uint32Array(accounts + 1)
  for (const one of account) account_start[one + 1] = account_start[one + 1]! + 1
  for (let n = 0; n < accounts; n++) account_start[n + 1] = account_start[n + 1]! + account_start[n]!
  const free = account_start.slice()
  const order = new Uint32Array(account.length)
  for (let n = 0; n < account.length; n++) {
    const one = account[n]!
    order[free[one]!] = n
    free[one] = free[one]! + 1
  }
  for (let n = 0; n < accounts; n++)
    order.subarray(account_start[n]!, account_start[n + 1]!).sort((a, b) => at_ms[a]! - at_ms[b]! || a - b)
  return { order, account_start }
}

function returnsLogger() {
  const sale = growing(words)
  const at_ms = growing(doubles)
  const total_cents = growing(doubles)
  const lines_of = growing(words)
  const line = growing(shorts)
  const quantity_milli = growing(words)
  let count = 0
  let lines = 0
  return {
    add(sale_no: number, one: ReturnToLog) {
      assert(sale_no >= 0, 'what comes back was sold')
      sale.push(sale_no)
      at_ms.push(one.at_ms)
      total_cents.push(one.total_cents)
      lines_of.push(lines)
      for (const part of one.lines) {
        line.push(part.line)
        quantity_milli.push(part.quantity_milli)
      }
      lines += one.lines.length
      count += 1
    },
    finish(order: Uint32Array, account: Uint32Array, accounts: number): LoggedReturns {
      const place = new Uint32Array(order.length)
      for (let n = 0; n < order.length; n++) place[order[n]!] = n
      const sales = sale.taken()
      const [at, start] = [at_ms.taken(), lines_of.taken()]
      const by_account = Uint32Array.from(sales, (one) => account[one]!)
      const ordered = orderOf(by_account, at, accounts)
      const line_start = new Uint32Array(count + 1)
      const line_order = new Uint32Array(lines)
      let next = 0
      for (let n = 0; n < count; n++) {
        const old = ordered.order[n]!
        line_start[n] = next
        const end = old + 1 < count ? start[old + 1]! : lines
        for (let one = start[old]!; one < end; one++) line_order[next++] = one
      }
      line_start[count] = next
      return {
        count,
        account_start: ordered.account_start,
        sale: Uint32Array.from(ordered.order, (n) => place[sales[n]!]!),
        at_ms: picked(at, ordered.order),
        total_cents: picked(total_cents.taken(), ordered.order),
        line_start,
        line: picked(line.taken(), line_order),
        quantity_milli: picked(quantity_milli.taken(), line_order),
      }
    },
  }
}
