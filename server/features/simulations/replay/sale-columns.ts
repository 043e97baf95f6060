/** Sales as numbers put into columns as they come, in any order, and ordered by account and time at the end. */
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
  type LoggedStore,
  type SalesLog,
} from './columns.ts'
import { activitiesLogger, returnsLogger } from './event-columns.ts'
import { orderOf, picked } from './order.ts'

export type Whole = { time_zone: string; stores: LoggedStore[]; from_ms?: number; to_ms?: number }

/** What the numbers of the columns stand for; names from 1, the first is none. */
export type Named = Pick<
  SalesLog,
  'products' | 'categories' | 'brands' | 'suppliers' | 'channels' | 'means' | 'left_out'
> & {
  accounts: number
  customers: number
  people: PersonToJudge[]
  before: Set<number>
  activity_names?: string[]
}

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
  const activities = activitiesLogger()
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
    const { accounts, customers, people, before, activity_names = [], ...names } = named
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
      activities: activities.finish(activity_names, accounts),
    }
  }

  return { addSale, addLine, addReturn: returns.add, addActivity: activities.add, finish, count: () => sales }
}

/** Of ordering: the order itself, and each column. */
const STEPS = 14

const NOBODY: PersonToJudge = {}
