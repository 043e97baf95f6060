/**
 * Sales as columns of numbers: what a million of them need of memory is known beforehand (see `bytesOf`), and no
 * object stands for each. Names are kept once and counted from 1; 0 is none.
 */
import { assert } from '../../../lib/assert.ts'
import { startOfLocalDay, localDayOf, addMonths, dayOfIsoDate, isoDate } from '../../../lib/time.ts'
import type { PersonToJudge } from '../../programmes/judgement.ts'

export type LoggedStore = { store_id: string; merchant_id: string; time_zone: string; name: string }

export type SalesLog = {
  time_zone: string
  /** The first instant, and the first after the last. */
  from_ms: number
  to_ms: number
  /** Starts of the calendar months of the time that is covered, and its end: one more than there are months. */
  month_starts: Float64Array
  /** '2026-03'. */
  months: string[]
  stores: LoggedStore[]
  products: string[]
  categories: string[]
  brands: string[]
  suppliers: string[]
  channels: string[]
  /** Sets of means of payment that occur; the first is none. */
  means: string[][]
  accounts: number
  people: PersonToJudge[]
  /** By customer: had bought before the first instant. */
  bought_before: Uint8Array
  // By sale, ordered by account and, within it, by time.
  sales: number
  /** Where the sales of an account begin; one more than there are accounts. */
  account_start: Uint32Array
  customer: Uint32Array
  store: Uint16Array
  channel: Uint8Array
  means_of: Uint16Array
  at_ms: Float64Array
  /** Where the lines of a sale begin; one more than there are sales. */
  line_start: Uint32Array
  // By line.
  product: Uint32Array
  category: Uint16Array
  brand: Uint16Array
  supplier: Uint16Array
  quantity_milli: Uint32Array
  gross_cents: Uint32Array
  total_cents: Uint32Array
  returns: LoggedReturns
  activities: LoggedActivities
  /** Sales that hold what columns cannot (a line above 42 million euros, more names than are kept), left out. */
  left_out: number
}

export type LoggedReturns = {
  count: number
  /** Where the returns of an account begin; one more than there are accounts. */
  account_start: Uint32Array
  sale: Uint32Array
  at_ms: Float64Array
  total_cents: Float64Array
  line_start: Uint32Array
  /** Counted from 0 within its sale. */
  line: Uint16Array
  quantity_milli: Uint32Array
}

/** What members did that is not a purchase, ordered by account and, within it, by time. */
export type LoggedActivities = {
  count: number
  names: string[]
  /** Where those of an account begin; one more than there are accounts. */
  account_start: Uint32Array
  name: Uint16Array
  customer: Uint32Array
  store: Uint16Array
  channel: Uint8Array
  at_ms: Float64Array
}

export type LineToLog = {
  product: string | null
  category: string | null
  brand?: string | null
  supplier?: string | null
  quantity_milli: number
  gross_cents: number
  total_cents: number
}

export type SaleToLog = {
  /** Whatever names the account: several customers may share one. */
  account: string
  customer: string
  store: number
  channel?: string
  means?: string[]
  at_ms: number
  lines: LineToLog[]
}

export type ReturnToLog = {
  at_ms: number
  total_cents: number
  lines: { line: number; quantity_milli: number }[]
}

export type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array
export type Column<T extends Numbers> = { push: (value: number) => void; taken: () => T }

/** A typed array that doubles when it is full. */
export function growing<T extends Numbers>(Kind: new (length: number) => T): Column<T> {
  let values = new Kind(1024)
  let length = 0
  return {
    push(value) {
      if (length === values.length) {
        const wider = new Kind(length * 2)
        wider.set(values as never)
        values = wider
      }
      values[length++] = value
    },
    taken: () => values.subarray(0, length) as T,
  }
}

/** In memory that another thread can read too: a log is loaded once, however many replay it. */
export const bytes = (n: number) => new Uint8Array(new SharedArrayBuffer(n))
export const shorts = (n: number) => new Uint16Array(new SharedArrayBuffer(n * 2))
export const words = (n: number) => new Uint32Array(new SharedArrayBuffer(n * 4))
export const doubles = (n: number) => new Float64Array(new SharedArrayBuffer(n * 8))

export const CENTS_MAX = 2 ** 32 - 1

/** Calendar months that touch the time from `from_ms` to `to_ms`. */
export function monthsOf(from_ms: number, to_ms: number, time_zone: string) {
  const months: string[] = []
  const starts: number[] = []
  let day = dayOfIsoDate(`${isoDate(localDayOf(from_ms, time_zone)).slice(0, 7)}-01`)
  for (;;) {
    const start = startOfLocalDay(day, time_zone)
    if (start >= to_ms && months.length > 0) break
    months.push(isoDate(day).slice(0, 7))
    starts.push(Math.max(start, from_ms))
    day = addMonths(day, 1)
  }
  assert(months.length <= 1200, 'sales lie within a hundred years')
  return { months, month_starts: Float64Array.from([...starts, Math.max(to_ms, from_ms + 1)]) }
}

/** What the columns take, in bytes: stated to whoever runs it, and measured by the benchmark. */
export function bytesOf(log: SalesLog): number {
  let sum = 0
  for (const part of [log, log.returns, log.activities].flatMap((one) => Object.values<unknown>(one)))
    if (ArrayBuffer.isView(part)) sum += part.byteLength
  return sum
}
