/** What came back without saying of which sale: the newest earlier line of the same customer, goods and price with enough left. */
import type { LoggedReturns, SalesLog } from './columns.ts'

export type Coming = {
  account: number
  product: number
  quantity_milli: number
  total_cents: number
  at_ms: number
}
type Found = Coming & { sale: number; line: number }

/** The log with the returns that were found in it; the rest is told by how many. */
export function withReturns(log: SalesLog, coming: Coming[]): { log: SalesLog; unmatched: number } {
  const left = new Map<number, number>()
  const found: Found[] = []
  for (const one of coming.toSorted((a, b) => a.at_ms - b.at_ms)) {
    const place = placeOf(log, one, left)
    if (place) found.push({ ...one, ...place })
  }
  found.sort((a, b) => a.account - b.account || a.at_ms - b.at_ms)
  const account_start = new Uint32Array(log.accounts + 1)
  for (const { account } of found) account_start[account + 1]! += 1
  for (let n = 0; n < log.accounts; n++) account_start[n + 1]! += account_start[n]!
  const returns: LoggedReturns = {
    count: found.length,
    account_start,
    sale: Uint32Array.from(found, ({ sale }) => sale),
    at_ms: Float64Array.from(found, ({ at_ms }) => at_ms),
    total_cents: Float64Array.from(found, ({ total_cents }) => total_cents),
    line_start: Uint32Array.from({ length: found.length + 1 }, (_, n) => n),
    line: Uint16Array.from(found, ({ line }) => line),
    quantity_milli: Uint32Array.from(found, ({ quantity_milli }) => quantity_milli),
  }
  return { log: { ...log, returns }, unmatched: coming.length - found.length }
}

function placeOf(
  log: SalesLog,
  one: Coming,
  left: Map<number, number>,
): { sale: number; line: number } | null {
  if (one.account < 0 || one.account >= log.accounts) return null
  const price = (one.total_cents * 1000) / one.quantity_milli
  for (let sale = log.account_start[one.account + 1]! - 1; sale >= log.account_start[one.account]!; sale--) {
    if (log.at_ms[sale]! > one.at_ms) continue
    for (let line = log.line_start[sale]!; line < log.line_start[sale + 1]!; line++) {
      if (log.product[line] !== one.product) continue
      if (Math.abs((log.total_cents[line]! * 1000) / log.quantity_milli[line]! - price) > 1) continue
      const rest = left.get(line) ?? log.quantity_milli[line]!
      if (rest < one.quantity_milli) continue
      left.set(line, rest - one.quantity_milli)
      return { sale, line: line - log.line_start[sale]! }
    }
  }
  return null
}
