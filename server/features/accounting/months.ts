/** The months of a shop: where each begins and ends, which are counted, and which may be closed. */
import { dayOfIsoDate, isoDate, localDayOf, startOfLocalDay } from '../../lib/time.ts'
import type { Context } from '../../platform/database.ts'
import { keepMonth, type Span } from './count.ts'
import {
  findFirstEntry,
  findTenantClock,
  listClosedMonths,
  listCounted,
  lockAccounting,
  type CountedMonth,
} from './queries.ts'
import { monthAfter, monthIndex } from './rules.ts'

/**
 * A month is counted once it has been over for so long that nothing which began in it can still be under way: what is
 * recorded then belongs to the next.
 */
const REST_MS = 6 * 3_600_000

const startOfMonth = (month: string, zone: string) =>
  new Date(startOfLocalDay(dayOfIsoDate(`${month}-01`), zone))

const monthOf = (at: Date, zone: string) => isoDate(localDayOf(at.getTime(), zone)).slice(0, 7)

type Progress = { done: number; total: number }

export type Calendar = {
  zone: string
  currency: string
  /** Null while nothing has ever been recorded. */
  first: string | null
  current: string
  counted: CountedMonth[]
  closed: string[]
  progress: Progress
}

/**
 * Counts months that are over and were not counted, oldest first, for about `budget_ms`, and says how far it came: called
 * again, it goes on. A month's count is final.
 */
export async function countPast(ctx: Context, budget_ms: number): Promise<Calendar> {
  await lockAccounting(ctx)
  const { time_zone: zone, currency } = await findTenantClock(ctx)
  const counted = await listCounted(ctx)
  const first_at = counted[0]?.from_at ?? (await findFirstEntry(ctx))
  const current = monthOf(ctx.now, zone)
  const closed = await listClosedMonths(ctx)
  const first = counted[0]?.month ?? (first_at && monthOf(first_at, zone))
  if (!first) return { zone, currency, first, current, counted, closed, progress: { done: 0, total: 0 } }
  const wanted = monthsOver(counted.at(-1)?.month ? monthAfter(counted.at(-1)!.month) : first, ctx.now, zone)
  const until = performance.now() + budget_ms
  let done = 0
  for (const month of wanted) {
    const span = spanOf(month, counted.at(-1), zone)
    await keepMonth(ctx, month, span, zone)
    counted.push({ month, ...span, counted_at: ctx.now })
    done++
    if (performance.now() > until) break
  }
  const total = monthIndex(current) - monthIndex(first)
  const progress = { done: total - (wanted.length - done), total }
  return { zone, currency, first, current, counted, closed, progress }
}

/** Where a month lies; it begins where the last counted one ended, even if the shop has moved its clock since. */
export function spanOf(month: string, before: CountedMonth | undefined, zone: string): Span {
  const from_at = before && monthAfter(before.month) === month ? before.to_at : startOfMonth(month, zone)
  return { from_at, to_at: startOfMonth(monthAfter(month), zone) }
}

function monthsOver(from: string, now: Date, zone: string): string[] {
  const months: string[] = []
  for (let month = from; ; month = monthAfter(month)) {
    if (startOfMonth(monthAfter(month), zone).getTime() + REST_MS > now.getTime()) return months
    months.push(month)
  }
}

export const MONTH_STATES = ['closed', 'to_close', 'waiting', 'under_way', 'before'] as const
export type MonthState = (typeof MONTH_STATES)[number]

/**
 * closed: for good. to_close: over, and next in order. waiting: over, but an earlier one comes first. under_way: not over,
 * or not counted yet. before: older than the first that was closed, and part of its opening.
 */
export function stateOf(
  month: string,
  { closed, counted }: Pick<Calendar, 'closed' | 'counted'>,
): MonthState {
  if (closed.includes(month)) return 'closed'
  if (!counted.some((one) => one.month === month)) return 'under_way'
  const last = closed.at(-1)
  if (last === undefined) return 'to_close'
  if (month < last) return 'before'
  return monthAfter(last) === month ? 'to_close' : 'waiting'
}
