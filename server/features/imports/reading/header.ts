/**
 * Where the table begins: lines of title and comment above it, one header line or several, or none.
 * A header is told from values by contrast: the column below holds dates or numbers, and this cell does not.
 */
import { columnKind, kindOf, shapeOf } from './kinds.ts'
import type { ColumnKind } from './kinds.ts'
import { meaningOfHeader } from './words.ts'

export type TableStart = { header_rows: number[]; data_row: number; names: string[]; columns: ColumnKind[] }

const HEADER_ROWS_MAX = 3
const TITLE_ROWS_MAX = 30

/** `rows` are the first records of the file, comments and blank lines already taken out. */
export function findTable(rows: readonly (readonly string[])[], width: number): TableStart {
  const first = firstTableRow(rows, width)
  const body = rows.slice(first + 1).filter((row) => row.length === width)
  // Several header lines may sit on top of the values: the kinds are taken from below them.
  const deep = body.length > HEADER_ROWS_MAX + 1 ? body.slice(HEADER_ROWS_MAX - 1) : body
  const columns = kindsOf(deep, width)
  const header_rows: number[] = []
  if (rows[first] && isHeader(rows[first], body, columns)) {
    header_rows.push(first)
    for (let at = first + 1; at < first + HEADER_ROWS_MAX && rows[at]; at++) {
      if (!contrasts(rows[at]!, columns)) break
      header_rows.push(at)
    }
  }
  const data_row = first + header_rows.length
  return {
    header_rows,
    data_row,
    names: columnNames(
      header_rows.map((at) => rows[at]!),
      width,
    ),
    columns,
  }
}

function kindsOf(rows: readonly (readonly string[])[], width: number): ColumnKind[] {
  return Array.from({ length: width }, (_, at) => columnKind(rows.map((row) => row[at] ?? '')))
}

/** Titles above a table fill one or two cells; the table itself fills most of its columns. */
function firstTableRow(rows: readonly (readonly string[])[], width: number): number {
  if (width < 3) return 0
  const filled = (row: readonly string[]) => row.filter((cell) => cell.trim() !== '').length
  const sparse = Math.max(1, Math.floor(width / 3))
  let first = 0
  while (first < Math.min(rows.length - 1, TITLE_ROWS_MAX) && filled(rows[first]!) <= sparse) first++
  const found = rows[first]
  return found && filled(found) > sparse ? first : 0
}

function isHeader(
  row: readonly string[],
  body: readonly (readonly string[])[],
  columns: readonly ColumnKind[],
) {
  let votes = 0
  row.forEach((cell, at) => {
    const value = cell.trim()
    const column = columns[at]
    if (value === '' || !column) return
    if (meaningOfHeader(value) !== null) votes += 2
    const kind = kindOf(value)
    if (column.kind === 'text' || column.kind === 'empty') {
      if (kind !== 'text' && kind !== 'shape') votes -= 2
      else if (body.some((below) => below[at]?.trim() === value)) votes -= 1
      return
    }
    const alike = kind === column.kind && (kind !== 'shape' || shapeOf(value) === column.shape)
    votes += alike ? -2 : 2
  })
  if (votes !== 0) return votes > 0
  return row.every((cell) => !/\d/.test(cell)) && new Set(row).size === row.length
}

/**
 * Every typed column holds something else here, nothing in it is a value, and there are enough to be sure.
 */
function contrasts(row: readonly string[], columns: readonly ColumnKind[]): boolean {
  if (row.length !== columns.length) return false
  let against = 0
  for (const [at, column] of columns.entries()) {
    const kind = kindOf(row[at] ?? '')
    if (kind === 'empty') continue
    if (kind !== 'text' && kind !== 'shape') return false
    if (kind === column.kind && shapeOf(row[at]!) === column.shape) return false
    if (column.kind !== 'text' && column.kind !== 'empty') against++
  }
  return against >= 2
}

/** Header lines are read from top to bottom; a line that says the same again adds nothing. */
function columnNames(headers: readonly (readonly string[])[], width: number): string[] {
  if (headers.length === 0) return []
  return Array.from({ length: width }, (_, at) => {
    const words = headers.map((row) => (row[at] ?? '').trim()).filter((word) => word !== '')
    return [...new Set(words)].join(' ')
  })
}
