/**
 * Lines to rows: joins the lines of a quoted field, and when a row has the wrong number of fields looks for
 * the one small accident that explains it. A repair is kept only when it gives exactly the expected number
 * of fields, and it is written on the row; what cannot be explained stays as it is, with its problem named.
 */
import { rowFits } from './kinds.ts'
import type { ColumnKind } from './kinds.ts'
import { LINE_BYTES_MAX } from './lines.ts'
import type { Line } from './lines.ts'
import type { Repair, Row, Skipped } from './source.ts'
import { splitRecord } from './split.ts'
import type { Dialect, Split } from './split.ts'

export const SEPARATORS = [',', ';', '\t', '|', ' ', ':', '~', '^', '§'] as const

/** A quoted field longer than this is a quote that somebody forgot to close. */
const QUOTED_LINES_MAX = 200

export type Shape = {
  dialect: Dialect
  width: number
  columns: readonly ColumnKind[]
  header: readonly string[]
  comment: string | null
}

type Taken = { rows: Row[]; skipped: Skipped[] }
export type RecordReader = { take(lines: readonly Line[], last: boolean): Taken }

export function recordReader(shape: Shape): RecordReader {
  let queue: Line[] = []
  let second_table = false

  return {
    take(lines, last) {
      queue = queue.length > 0 ? queue.concat(lines) : [...lines]
      const taken: Taken = { rows: [], skipped: [] }
      let at = 0
      while (at < queue.length) {
        const line = queue[at]!
        const parsed = splitRecord(line.text, shape.dialect)
        const why = whySkipped(line.text, parsed, shape, second_table)
        if (why) {
          taken.skipped.push({ line: line.line, why })
          second_table ||= why === 'second_table'
          at++
          continue
        }
        const record = assemble(queue, at, parsed, shape, last)
        if (!record) break
        if (line.other_encoding) addRepair(record.row, 'other_encoding')
        taken.rows.push(record.row)
        at += record.lines
      }
      queue = queue.slice(at)
      return taken
    },
  }
}

function whySkipped(text: string, parsed: Split, shape: Shape, second_table: boolean): Skipped['why'] | null {
  if (text.trim() === '') return 'blank'
  if (shape.comment !== null && text.startsWith(shape.comment)) return 'comment'
  if (parsed.open) return null
  const { cells } = parsed
  if (cells.every((cell) => cell.trim() === '')) return 'blank'
  if (shape.header.length > 0 && isHeaderAgain(cells, shape.header)) {
    return cells.length === shape.width ? 'repeated_header' : 'second_table'
  }
  return second_table && cells.length !== shape.width ? 'second_table' : null
}

/** The same header, or nearly: another table glued on has most of its columns in the same place. */
function isHeaderAgain(cells: readonly string[], header: readonly string[]): boolean {
  if (cells[0]!.trim() !== header[0] || cells.length < 2) return false
  let same = 0
  for (let at = 0; at < header.length; at++) if (cells[at]?.trim() === header[at]) same++
  return same >= Math.max(2, Math.ceil(header.length * 0.7))
}

type Assembled = { row: Row; lines: number }

/** Null when the record may go on after the lines that have arrived so far. */
function assemble(queue: readonly Line[], at: number, parsed: Split, shape: Shape, last: boolean) {
  const line = queue[at]!
  if (!parsed.open && parsed.cells.length === shape.width) return whole(line, parsed.cells)
  if (!parsed.open) return whole(line, parsed.cells, shape)

  const joined = join(queue, at, shape.dialect)
  if (joined === null && !last && queue.length - at <= QUOTED_LINES_MAX) return null
  // A whole row inside the quotes was swallowed by a quote that nobody closed, even where the sum happens to have
  // the right width.
  const swallows = joined !== null && holdsWholeRow(queue.slice(at + 1, at + joined.lines), shape)
  const alone = withoutStrayQuote(line.text, parsed, shape)
  if (alone && (swallows || joined?.cells.length !== shape.width)) return repaired(line, alone, 'stray_quote')
  if (joined && !swallows) return { row: makeRow(line, joined.cells, shape), lines: joined.lines }
  return whole(line, splitRecord(line.text, shape.dialect, parsed.openings.slice(-1)).cells, shape)
}

function whole(line: Line, cells: string[], shape?: Shape): Assembled {
  return { row: makeRow(line, cells, shape), lines: 1 }
}

function repaired(line: Line, cells: string[], repair: Repair): Assembled {
  return { row: { line: line.line, byte: line.byte, cells, repairs: [repair] }, lines: 1 }
}

function makeRow(line: Line, cells: string[], shape?: Shape): Row {
  if (!shape || cells.length === shape.width) return { line: line.line, byte: line.byte, cells }
  return explain(line, cells, shape)
}

function addRepair(row: Row, repair: Repair): void {
  row.repairs = [...(row.repairs ?? []), repair]
}

/** Adds the following lines until the quoted field closes. */
function join(queue: readonly Line[], at: number, dialect: Dialect) {
  let text = queue[at]!.text + queue[at]!.ending
  for (let lines = 1; lines < QUOTED_LINES_MAX && at + lines < queue.length; lines++) {
    const next = queue[at + lines]!
    text += next.text
    if (next.text.includes(dialect.quote)) {
      const parsed = splitRecord(text, dialect)
      if (!parsed.open) return { cells: parsed.cells, lines: lines + 1 }
    }
    text += next.ending
    if (text.length > LINE_BYTES_MAX) return null
  }
  return null
}

function holdsWholeRow(lines: readonly Line[], shape: Shape): boolean {
  if (shape.width < 3) return false
  return lines.some((line) => {
    const { cells, open } = splitRecord(line.text, shape.dialect)
    return !open && cells.length === shape.width && rowFits(cells, shape.columns)
  })
}

/** One quote too many: the reading in which exactly one of the quotes is text and the width is right. */
function withoutStrayQuote(text: string, parsed: Split, shape: Shape): string[] | null {
  for (const opening of parsed.openings.slice(0, 64)) {
    const attempt = splitRecord(text, shape.dialect, [opening])
    if (!attempt.open && attempt.cells.length === shape.width) return attempt.cells
  }
  return null
}

/** A row of the wrong width: the accident that explains it, or the problem's name. */
function explain(line: Line, cells: string[], shape: Shape): Row {
  const place = { line: line.line, byte: line.byte }
  if (line.text.length >= LINE_BYTES_MAX / 4 && line.ending === '') {
    return { ...place, cells, problem: 'line_too_long' }
  }
  const { width } = shape
  const parsed = splitRecord(line.text, shape.dialect)
  const unquoted = withoutStrayQuote(line.text, parsed, shape)
  if (unquoted) return { ...place, cells: unquoted, repairs: ['stray_quote'] }
  const [kept, repair] = otherSeparator(line.text, shape) ?? fitted(cells, shape) ?? [null, null]
  if (kept) return { ...place, cells: kept, repairs: [repair] }
  return { ...place, cells, problem: cells.length < width ? 'too_few_fields' : 'too_many_fields' }
}

type Fitted = [string[], Repair] | null

function otherSeparator(text: string, shape: Shape): Fitted {
  if (shape.width < 3) return null
  for (const separator of SEPARATORS) {
    if (separator === shape.dialect.separator || !text.includes(separator)) continue
    const dialect = { ...shape.dialect, separator, space_after: false }
    const { cells, open } = splitRecord(text, dialect)
    if (!open && cells.length === shape.width && rowFits(cells, shape.columns))
      return [cells, 'other_separator']
    // Values may hold the separator themselves: pieces are glued until each column has its kind.
    const glued = separator === ' ' && !open ? glue(cells, separator, shape) : null
    if (glued) return [glued, 'other_separator']
  }
  return null
}

/** The one text column that swallowed separators: the only run whose glueing makes the row fit. */
function glue(cells: readonly string[], separator: string, shape: Shape): string[] | null {
  const extra = cells.length - shape.width
  if (extra < 1 || extra > 24) return null
  const found: string[][] = []
  shape.columns.forEach((column, at) => {
    if (column.kind !== 'text') return
    const run = cells.slice(at, at + extra + 1).join(separator)
    const attempt = [...cells.slice(0, at), run, ...cells.slice(at + extra + 1)]
    if (rowFits(attempt, shape.columns)) found.push(attempt)
  })
  return found.length === 1 ? found[0]! : null
}

/** Empty fields added or left out, when the kinds of the columns leave only one reading. */
function fitted(cells: string[], shape: Shape): Fitted {
  const { width, columns } = shape
  if (cells.length > width && cells.slice(width).every((cell) => cell.trim() === '')) {
    const kept = cells.slice(0, width)
    if (rowFits(kept, columns)) return [kept, 'extra_end']
  }
  if (cells.length === width + 1) {
    const readings = new Map<string, string[]>()
    cells.forEach((cell, at) => {
      if (cell.trim() !== '') return
      const kept = cells.toSpliced(at, 1)
      if (rowFits(kept, columns)) readings.set(kept.join('\u0000'), kept)
    })
    const [only] = readings.values()
    if (only && readings.size === 1) return [only, 'extra_separator']
  }
  const missing = width - cells.length
  const first_missing = columns[cells.length]
  if (missing < 1 || cells.length < 2 || !first_missing) return null
  if (rowFits(cells, columns) && isTellTale(cells, columns)) {
    return [[...cells, ...new Array<string>(missing).fill('')], 'missing_end']
  }
  return null
}

/** Padding is safe only when some typed column near the end of what is there proves nothing has moved. */
function isTellTale(cells: readonly string[], columns: readonly ColumnKind[]): boolean {
  const last = cells.length - 1
  const kind = columns[last]!.kind
  return cells[last]!.trim() !== '' && kind !== 'text' && kind !== 'empty' && kind !== columns[last + 1]!.kind
}
