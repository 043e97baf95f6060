/** What an import did, or would do: counts, money, and each reason with how often and where. Pure. */
import type { Row } from './reading/source.ts'

/** A sentence about a row: the reading's own, and those of the shop's rules. */
export type Said = { code: string; column: string; value: string; fr: string; en: string }

export type NotTaken = { row: Row; kind: 'refused' | 'duplicate'; reasons: Said[]; subject_id?: string }
export type Effect = { row_no: number; subject_id: string; effect: 'created' | 'updated'; before: unknown }
export type Warned = { row_no: number; reasons: Said[] }

/** What a slice of rows came to. */
export type Worked = {
  counts: Record<string, number>
  /** Exact, in ten-thousandths of the currency, by what became of the line. */
  amounts?: Record<string, number>
  not_taken: NotTaken[]
  warned: Warned[]
  effects: Effect[]
}

type Why = { code: string; count: number; rows: number[]; fr: string; en: string }
export type Report = {
  counts: Record<string, number>
  amounts: Record<string, number>
  reasons: Why[]
  warnings: Why[]
}

const ROWS_NAMED = 20

export const emptyReport = (): Report => ({ counts: {}, amounts: {}, reasons: [], warnings: [] })

export function addTo(report: Report, worked: Worked): Report {
  const refused = worked.not_taken.map(({ row, reasons }) => ({ row_no: row.line, reasons }))
  return {
    counts: summed(report.counts, worked.counts),
    amounts: summed(report.amounts, worked.amounts ?? {}),
    reasons: gathered(report.reasons, refused),
    warnings: gathered(report.warnings, worked.warned),
  }
}

export function summed(a: Record<string, number>, b: Record<string, number>): Record<string, number> {
  const sums = { ...a }
  for (const [name, value] of Object.entries(b)) sums[name] = (sums[name] ?? 0) + value
  return sums
}

/** Each reason once, with the first sentence that said it and the first rows it was said of. */
function gathered(known: Why[], rows: Warned[]): Why[] {
  const all = new Map(known.map((why) => [why.code, { ...why, rows: [...why.rows] }]))
  for (const { row_no, reasons } of rows)
    for (const { code, fr, en } of reasons) {
      const why = all.get(code) ?? { code, count: 0, rows: [], fr, en }
      why.count += 1
      if (why.rows.length < ROWS_NAMED) why.rows.push(row_no)
      all.set(code, why)
    }
  return [...all.values()]
}

/** Rows per second of late: the newest slice weighs a third. */
export function newRate(rate: number | null, rows: number, ms: number): number {
  const now = (rows * 1000) / Math.max(1, ms)
  return rate === null ? now : rate + (now - rate) / 3
}

export function remainingSeconds(rows_read: number, rows_total: number | null, rate: number | null) {
  if (rows_total === null || !rate) return null
  return Math.ceil(Math.max(0, rows_total - rows_read) / rate)
}
