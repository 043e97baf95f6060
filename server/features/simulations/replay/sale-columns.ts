/** Sales as numbers put into columns as they come, in any order, and ordered by account and time at the end. */
import { assert } from '../../../lib/assert.ts'
import type { PersonToJudge } from '../../programmes/judgement.ts'
import {
  bytes,
  doubles,
  growing,
  type Column,
  type Numbers,
  monthsOf,
  shorts,
  words,
  type LoggedReturns,
  type LoggedStore,
  type ReturnToLog,
  type SalesLog,
} from './columns.ts'

export type Whole = { time_zone: string; stores: LoggedStore[]; from_ms?: number; to_ms?: number }

/** What the numbers of the columns stand for; names from 1, the first is none. */
export type Named = Pick<
  SalesLog,
  'products' | 'categories' | 'brands' | 'suppliers' | 'channels' | 'means' | 'left_out'
> & { accounts: number; customers: number; people: PersonToJudge[]; before: Set<number> }

export function saleColumns() {
  const account = growing(Uint32Array)
  const customer = growing(Uint32Array)
  const store = growing(Uint16Array)
  const channel = growing(Uint8Array)
  const means_of = growing(Uint16Array)
  const at_ms = growing(Float64Array)
  const lines_of = growing(Uint32Array)
  const product = growing(Uint32Array)
  const category = growing(Uint16Array)
  const brand = growing(Uint16Array)
  const supplier = growing(Uint16Array)
  const quantity_milli = growing(Uint32Array)
  const gross_cents = growing(Uint32Array)
  const total_cents = growing(Uint32Array)
  const returns = returnsLogger()
  let sales = 0
  let lines = 0

  /** Its lines come next. Answers the sale's number, for its returns. */
  function addSale(of: {
    account: number
    customer: number
    store: number
    channel: number
    means: number
    at_ms: number
  }): number {
    account.push(of.account)
    customer.push(of.customer)
    store.push(of.store)
    channel.push(of.channel)
    means_of.push(of.means)
    at_ms.push(of.at_ms)
    lines_of.push(lines)
    return sales++
  }

  function addLine(
    goods: { product: number; category: number; brand: number; supplier: number },
    amounts: { quantity_milli: number; gross_cents: number; total_cents: number },
  ): void {
    product.push(goods.product)
    category.push(goods.category)
    brand.push(goods.brand)
    supplier.push(goods.supplier)
    quantity_milli.push(amounts.quantity_milli)
    gross_cents.push(amounts.gross_cents)
    total_cents.push(amounts.total_cents)
    lines += 1
  }

  /** `tell` hears from 0 to 1 how far it is: ordering a million sales takes a while. */
  function finish(
    { time_zone, stores, from_ms, to_ms }: Whole,
    named: Named,
    tell: (share: number) => void = () => {},
  ): SalesLog {
    let steps = 0
    const told = () => tell(Math.min(1, ++steps / STEPS))
    const { accounts, customers, people, before, ...names } = named
    const by_account = account.taken()
    const at = at_ms.taken()
    const { order, account_start } = orderOf(by_account, at, accounts)
    told()
    const old_start = lines_of.taken()
    const line_start = words(sales + 1)
    const line_order = new Uint32Array(lines)
    let next = 0
    for (let n = 0; n < sales; n++) {
      const old = order[n]!
      line_start[n] = next
      const end = old + 1 < sales ? old_start[old + 1]! : lines
      for (let line = old_start[old]!; line < end; line++) line_order[next++] = line
    }
    line_start[sales] = next
    told()
    const first_ms = from_ms ?? at.reduce((least, one) => Math.min(least, one), at[0] ?? 0)
    const last_ms = to_ms ?? at.reduce((most, one) => Math.max(most, one), first_ms) + 1
    const bySale = <T extends Numbers>(column: Column<Numbers>, make: (n: number) => T): T => {
      told()
      return picked(column.taken(), order, make)
    }
    const byLine = <T extends Numbers>(column: Column<Numbers>, make: (n: number) => T): T => {
      told()
      return picked(column.taken(), line_order, make)
    }
    return {
      time_zone,
      from_ms: first_ms,
      to_ms: last_ms,
      ...monthsOf(first_ms, last_ms, time_zone),
      stores,
      ...names,
      accounts,
      people: Array.from({ length: customers }, (_, n) => people[n] ?? NOBODY),
      bought_before: bytes(customers).map((_, n) => (before.has(n) ? 1 : 0)),
      sales,
      account_start,
      customer: bySale(customer, words),
      store: bySale(store, shorts),
      channel: bySale(channel, bytes),
      means_of: bySale(means_of, shorts),
      at_ms: picked(at, order, doubles),
      line_start,
      product: byLine(product, words),
      category: byLine(category, shorts),
      brand: byLine(brand, shorts),
      supplier: byLine(supplier, shorts),
      quantity_milli: byLine(quantity_milli, words),
      gross_cents: byLine(gross_cents, words),
      total_cents: byLine(total_cents, words),
      returns: returns.finish(order, by_account, accounts),
    }
  }

  return { addSale, addLine, addReturn: returns.add, finish, count: () => sales }
}

/** Of ordering: the order itself, and each column. */
const STEPS = 14

const NOBODY: PersonToJudge = {}

function picked<T extends Numbers>(values: Numbers, order: Uint32Array, make: (length: number) => T): T {
  const out = make(order.length)
  for (let n = 0; n < order.length; n++) out[n] = values[order[n]!]!
  return out
}

/** By account, then by time, then as they came. */
function orderOf(account: Uint32Array, at_ms: Float64Array, accounts: number) {
  const account_start = words(accounts + 1)
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
  const sale = growing(Uint32Array)
  const at_ms = growing(Float64Array)
  const total_cents = growing(Float64Array)
  const lines_of = growing(Uint32Array)
  const line = growing(Uint16Array)
  const quantity_milli = growing(Uint32Array)
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
      const line_start = words(count + 1)
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
        sale: words(count).map((_, n) => place[sales[ordered.order[n]!]!]!),
        at_ms: picked(at, ordered.order, doubles),
        total_cents: picked(total_cents.taken(), ordered.order, doubles),
        line_start,
        line: picked(line.taken(), line_order, shorts),
        quantity_milli: picked(quantity_milli.taken(), line_order, words),
      }
    },
  }
}
