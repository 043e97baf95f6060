/**
 * The rows of a workbook, told in the same words as those of a text file. A sheet resumes by its row
 * number.
 */
import { findTable } from './header.ts'
import { odsRows, odsSheets } from './ods.ts'
import { columnsOf } from './sniff.ts'
import type { SheetLayout, Sniffed } from './sniff.ts'
import type { ReadOptions } from './read-rows.ts'
import type { Batch, Row, Skipped, SourceFile } from './source.ts'
import { Unreadable } from './unreadable.ts'
import { openWorkbook } from './workbook.ts'
import { sheetRows } from './xlsx.ts'
import type { SheetRow } from './xlsx.ts'

const SAMPLE_ROWS = 500
const BATCH_ROWS = 2000

export async function sniffSheet(
  file: SourceFile,
  format: 'xlsx' | 'ods',
  wanted?: string,
): Promise<Sniffed> {
  const workbook = format === 'xlsx' ? await openWorkbook(file) : null
  const sheets = workbook ? workbook.sheets.map(({ name }) => name) : await odsSheets(file)
  const sheet = wanted ?? sheets[0]
  if (sheet === undefined || !sheets.includes(sheet))
    throw new Unreadable(wanted ? 'no_such_sheet' : 'not_a_table')
  const layout: SheetLayout = { format, sheets, sheet }
  const sample: SheetRow[] = []
  for await (const rows of workbook ? sheetRows(file, workbook, sheet) : odsRows(file, sheet)) {
    sample.push(...rows.filter(({ cells }) => !isBlank(cells)))
    if (sample.length >= SAMPLE_ROWS) break
  }
  const width = widthOf(sample)
  const table = findTable(
    sample.map(({ cells }) => padded(cells, width)),
    width,
  )
  const data_line = sample[table.data_row]?.line ?? (sample.at(-1)?.line ?? 0) + 1
  const rows: Row[] = sample
    .slice(table.data_row)
    .map(({ line, cells }) => ({ line, byte: 0, cells: padded(cells, width) }))
  return {
    layout,
    has_header: table.header_rows.length > 0,
    columns: columnsOf(table.names, rows, width),
    data_from: { line: data_line, byte: 0 },
    above: sample.slice(0, table.data_row).map(({ line }) => ({ line, why: 'comment' })),
    sample: rows.slice(0, 50),
  }
}

export async function* readSheetRows(
  file: SourceFile,
  layout: SheetLayout,
  options: ReadOptions,
): AsyncGenerator<Batch> {
  const { sniffed, batch_rows = BATCH_ROWS } = options
  const from_line = (options.from ?? sniffed.data_from).line
  const width = sniffed.columns.length
  const header = sniffed.columns.map((column) => column.name)
  const source =
    layout.format === 'xlsx'
      ? sheetRows(file, await openWorkbook(file), layout.sheet)
      : odsRows(file, layout.sheet)
  let rows: Row[] = []
  let skipped: Skipped[] = []
  for await (const read of source) {
    for (const { line, cells } of read) {
      if (line < from_line) continue
      if (isBlank(cells)) skipped.push({ line, why: 'blank' })
      else if (sniffed.has_header && header.every((name, at) => (cells[at] ?? '').trim() === name)) {
        skipped.push({ line, why: 'repeated_header' })
      } else rows.push(sheetRow(line, cells, width))
      if (rows.length < batch_rows) continue
      yield { rows, skipped, next: { line: line + 1, byte: 0 } }
      rows = []
      skipped = []
    }
  }
  const last = Math.max(rows.at(-1)?.line ?? 0, skipped.at(-1)?.line ?? 0)
  if (last > 0) yield { rows, skipped, next: { line: last + 1, byte: 0 } }
}

function sheetRow(line: number, cells: string[], width: number): Row {
  if (!isBlank(cells.slice(width))) return { line, byte: 0, cells, problem: 'too_many_fields' }
  return { line, byte: 0, cells: padded(cells, width) }
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => (cell ?? '').trim() === '')
}

function padded(cells: readonly string[], width: number): string[] {
  return Array.from({ length: width }, (_, at) => cells[at] ?? '')
}

/** The last column that holds anything in the sample. */
function widthOf(rows: readonly SheetRow[]): number {
  let width = 0
  for (const { cells } of rows) {
    for (let at = cells.length; at > width; at--) {
      if ((cells[at - 1] ?? '').trim() === '') continue
      width = at
      break
    }
  }
  return width
}
