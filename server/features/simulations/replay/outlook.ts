/** What a log says before any programme: turnover, margin, baskets, how often people come. */
import { DAY_MS } from '../../../lib/time.ts'
import { DRAW, drawn } from './behaviour.ts'
import type { SalesLog } from './columns.ts'
import { monthFinder } from './tally.ts'

/** Shares of the price in basis points: of what is sold, what the shop keeps before its other costs. */
export type Margin = { basis_points: number; categories?: Record<string, number> }

/** What a shop keeps of a sale when it has not said: about what small retail keeps in France, before other costs. */
export const MARGIN: Margin = { basis_points: 4000 }

export type Outlook = {
  sales: number
  /** Accounts that bought. */
  members: number
  turnover_cents: number
  margin_cents: number
  days: number
  basket: { average_cents: number; median_cents: number; quarter_cents: number; dispersion: number }
  visits: { average: number; median: number; per_year: number }
  /** Between two visits of one account, where there are two. */
  gap_days: { median: number; nine_in_ten: number } | null
  by_month: { turnover: Float64Array; margin: Float64Array }
  by_store: Float64Array
  /** By account, returns taken off. */
  turnover: Float64Array
  visits_of: Uint32Array
}

/** At most this many gaps and baskets are sorted for the quantiles: evenly picked, so always the same. */
const SORTED_MAX = 200_000

export function outlookOf(log: SalesLog, margin: Margin): Outlook {
  const rates = Float64Array.from(log.categories, (name, n) =>
    n > 0 && margin.categories && name in margin.categories ? margin.categories[name]! : margin.basis_points,
  )
  const months = log.months.length
  const by_month = { turnover: new Float64Array(months), margin: new Float64Array(months) }
  const by_store = new Float64Array(log.stores.length)
  const turnover = new Float64Array(log.accounts)
  const visits_of = new Uint32Array(log.accounts)
  const monthOf = monthFinder(log)
  const pick = Math.max(1, Math.ceil(log.sales / SORTED_MAX))
  const baskets: number[] = []
  const gaps: number[] = []
  let [squares, first, last] = [0, Infinity, -Infinity]
  for (let account = 0; account < log.accounts; account++) {
    const [from, to] = [log.account_start[account]!, log.account_start[account + 1]!]
    visits_of[account] = to - from
    for (let sale = from; sale < to; sale++) {
      let [total, kept] = [0, 0]
      for (let line = log.line_start[sale]!; line < log.line_start[sale + 1]!; line++) {
        total += log.total_cents[line]!
        kept += (log.total_cents[line]! * rates[log.category[line]!]!) / 10_000
      }
      const at = log.at_ms[sale]!
      const month = monthOf(at)
      by_month.turnover[month]! += total
      by_month.margin[month]! += kept
      by_store[log.store[sale]!]! += total
      turnover[account]! += total
      squares += total * total
      first = Math.min(first, at)
      last = Math.max(last, at)
      if (sale % pick !== 0) continue
      baskets.push(total)
      if (sale > from) gaps.push((at - log.at_ms[sale - 1]!) / DAY_MS)
    }
    for (let n = log.returns.account_start[account]!; n < log.returns.account_start[account + 1]!; n++) {
      const back = log.returns.total_cents[n]!
      const month = monthOf(log.returns.at_ms[n]!)
      turnover[account]! -= back
      by_month.turnover[month]! -= back
      by_month.margin[month]! -= (back * margin.basis_points) / 10_000
      by_store[log.store[log.returns.sale[n]!]!]! -= back
    }
  }
  const sum = (values: Float64Array) => values.reduce((all, one) => all + one, 0)
  const turnover_cents = Math.round(sum(by_month.turnover))
  const sold = log.sales === 0 ? 0 : sum(turnover) / log.sales
  const days = log.sales === 0 ? 0 : Math.max(1, Math.round((last - first) / DAY_MS))
  const visits = Array.from(visits_of).filter((n) => n > 0)
  const average = visits.length === 0 ? 0 : log.sales / visits.length
  const variance = log.sales === 0 ? 0 : Math.max(0, squares / log.sales - sold * sold)
  return {
    sales: log.sales,
    members: visits.length,
    turnover_cents,
    margin_cents: Math.round(sum(by_month.margin)),
    days,
    basket: {
      average_cents: Math.round(sold),
      median_cents: Math.round(quantile(baskets, 0.5)),
      quarter_cents: Math.round(quantile(baskets, 0.25)),
      dispersion: sold <= 0 ? 0 : Math.sqrt(variance) / sold,
    },
    visits: {
      average,
      median: quantile(visits, 0.5),
      per_year: days === 0 ? 0 : (average * 365) / Math.max(days, 30),
    },
    gap_days: gaps.length === 0 ? null : { median: quantile(gaps, 0.5), nine_in_ten: quantile(gaps, 0.9) },
    by_month,
    by_store,
    turnover,
    visits_of,
  }
}

/** The value below which this share lies. */
export function quantile(given: ArrayLike<number>, share: number): number {
  if (given.length === 0) return 0
  const values = Float64Array.from(given).sort()
  return values[Math.min(values.length - 1, Math.floor(share * values.length))]!
}

/** Whether a sample looks at this account: always the same ones. */
export const isSampled = (account: number, sample: number) =>
  sample >= 1 || drawn(DRAW.sample, account, 0) < sample
