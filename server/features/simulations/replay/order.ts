/** Columns put into the order of accounts and time. */
import { words, type Numbers } from './columns.ts'

export function picked<T extends Numbers>(
  values: Numbers,
  order: Uint32Array,
  make: (length: number) => T,
): T {
  const out = make(order.length)
  for (let n = 0; n < order.length; n++) out[n] = values[order[n]!]!
  return out
}

/** By account, then by time, then as they came. */
export function orderOf(account: Uint32Array, at_ms: Float64Array, accounts: number) {
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
