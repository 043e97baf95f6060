/** Columns of what came back, and of what was done that is no purchase. */
import { assert } from '../../../lib/assert.ts'
import {
  bytes,
  doubles,
  growing,
  shorts,
  words,
  type LoggedActivities,
  type LoggedReturns,
  type ReturnToLog,
} from './columns.ts'
import { orderOf, picked } from './order.ts'

export function returnsLogger() {
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

export type ActivityToLog = {
  account: number
  customer: number
  store: number
  channel: number
  name: number
  at_ms: number
}

export function activitiesLogger() {
  const added: ActivityToLog[] = []
  return {
    add: (one: ActivityToLog) => void added.push(one),
    finish(names: string[], accounts: number): LoggedActivities {
      const { order, account_start } = orderOf(
        Uint32Array.from(added, ({ account }) => account),
        Float64Array.from(added, ({ at_ms }) => at_ms),
        accounts,
      )
      const column = (of: keyof ActivityToLog) => Float64Array.from(added, (one) => one[of])
      return {
        count: added.length,
        names,
        account_start,
        name: picked(column('name'), order, shorts),
        customer: picked(column('customer'), order, words),
        store: picked(column('store'), order, shorts),
        channel: picked(column('channel'), order, bytes),
        at_ms: picked(column('at_ms'), order, doubles),
      }
    },
  }
}
