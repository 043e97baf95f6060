/** Looks at the beginning of a file and says how to read it, in words that a screen can show and correct. */
import { detectDialect } from './dialect.ts'
import { detectEncoding } from './encoding.ts'
import type { Encoding } from './encoding.ts'
import { findTable } from './header.ts'
import { columnKind } from './kinds.ts'
import type { ColumnKind } from './kinds.ts'
import { lineSplitter } from './lines.ts'
import type { Line, LineEnding } from './lines.ts'
import { recordReader } from './records.ts'
import type { Position, Row, Skipped, SourceFile } from './source.ts'
import { splitRecord } from './split.ts'
import type { Dialect } from './split.ts'

export type Column = { index: number; name: string; kind: ColumnKind; sample: string[] }

export type TextLayout = {
  format: 'text'
  encoding: Encoding
  line_ending: LineEnding
  dialect: Dialect
  comment: string | null
}
export type SheetLayout = { format: 'xlsx' | 'ods'; sheets: string[]; sheet: string }

export type Sniffed = {
  layout: TextLayout | SheetLayout
  /** False when the first row already holds values; the columns are then named by their place. */
  has_header: boolean
  columns: Column[]
  /** The first row of values: where reading begins. */
  data_from: Position
  /** Lines above the values: titles, comments, the header itself. */
  above: Skipped[]
  sample: Row[]
}

const SAMPLE_BYTES = 256 * 1024
const SAMPLE_LINES = 1000
const COLUMN_SAMPLE = 5

export async function sniffText(file: SourceFile): Promise<Sniffed> {
  const bytes = await file.bytes(0, SAMPLE_BYTES)
  const { encoding, bom_bytes } = detectEncoding(bytes)
  const from: Position = { line: 1, byte: bom_bytes }
  const lines = sampleLines(bytes, encoding, from, file.size_bytes <= SAMPLE_BYTES)
  const line_ending = lines.ending
  const comment = commentMark(lines.lines)
  const spoken = lines.lines.filter((line) => comment === null || !line.text.startsWith(comment))
  const { dialect, width, declared } = detectDialect(spoken.map((line) => line.text))
  const layout: TextLayout = { format: 'text', encoding, line_ending, dialect, comment }
  return { layout, ...tableOf(lines.lines, layout, width, declared, from) }
}

function sampleLines(bytes: Uint8Array, encoding: Encoding, from: Position, complete: boolean) {
  const ending = endingOf(bytes)
  const splitter = lineSplitter(encoding, ending, from)
  const lines = splitter.push(bytes.subarray(from.byte))
  if (complete || lines.length === 0) lines.push(...splitter.end())
  return { lines: lines.slice(0, SAMPLE_LINES), ending }
}

/** Old Macintosh files end their lines with a return alone. */
function endingOf(bytes: Uint8Array): LineEnding {
  return !bytes.includes(0x0a) && bytes.includes(0x0d) ? '\r' : '\n'
}

/** A mark counts as a comment's only when it begins a few lines among others, not a column of values. */
function commentMark(lines: readonly Line[]): string | null {
  for (const mark of ['#', '//', '--']) {
    const marked = lines.filter((line) => line.text.startsWith(mark)).length
    if (marked > 0 && marked <= Math.max(3, lines.length / 5) && marked < lines.length) return mark
  }
  return null
}

function tableOf(lines: Line[], layout: TextLayout, width: number, declared: boolean, from: Position) {
  const above: Skipped[] = []
  const kept = lines.filter((line, at) => {
    const { text } = line
    if (declared && at === 0) return false
    return text.trim() !== '' && !(layout.comment !== null && text.startsWith(layout.comment))
  })
  const plain = kept.map((line) => splitRecord(line.text, layout.dialect))
  const readable = plain.map((split, at) =>
    split.open || split.cells.length !== width
      ? otherwise(kept[at]!, split.cells, layout.dialect, width)
      : split.cells,
  )
  const table = findTable(readable, width)
  const first = kept[table.data_row]
  const last = lines.at(-1)
  const data_from: Position = first
    ? { line: first.line, byte: first.byte }
    : { line: (last?.line ?? 0) + 1, byte: last?.next_byte ?? from.byte }
  for (const line of lines) {
    if (line.line < data_from.line)
      above.push({ line: line.line, why: line.text.trim() === '' ? 'blank' : 'comment' })
  }
  const shape = {
    dialect: layout.dialect,
    width,
    columns: table.columns,
    header: table.names,
    comment: layout.comment,
  }
  const below = lines.filter((line) => line.line >= data_from.line)
  const rows = recordReader(shape).take(below, true).rows
  return {
    has_header: table.header_rows.length > 0,
    columns: columnsOf(table.names, rows, width),
    data_from,
    above,
    sample: rows.slice(0, 50),
  }
}

/** The header line itself may carry the accident: a quote or a separator too many, or another separator. */
function otherwise(line: Line, cells: string[], dialect: Dialect, width: number): string[] {
  const filled = cells.filter((cell) => cell.trim() !== '')
  if (cells.length === width + 1 && filled.length === width) return filled
  const columns: ColumnKind[] = new Array(width).fill({ kind: 'text', shape: '' })
  const shape = { dialect, width, columns, header: [], comment: null }
  const [row] = recordReader(shape).take([line], true).rows
  return row?.problem || !row ? cells : row.cells
}

export function columnsOf(names: readonly string[], rows: readonly Row[], width: number): Column[] {
  const sound = rows.filter((row) => !row.problem)
  return Array.from({ length: width }, (_, index) => {
    const cells = sound.map((row) => row.cells[index] ?? '')
    const filled = cells.filter((cell) => cell.trim() !== '')
    const sample = [...new Set(filled)].slice(0, COLUMN_SAMPLE)
    return { index, name: names[index] ?? '', kind: columnKind(cells), sample }
  })
}
