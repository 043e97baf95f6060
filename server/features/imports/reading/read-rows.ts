/** The rows of a file, in batches that fit in memory, from any place where an earlier reading stopped. */
import { lineSplitter } from './lines.ts'
import { recordReader } from './records.ts'
import type { Shape } from './records.ts'
import type { Sniffed, TextLayout } from './sniff.ts'
import type { Batch, Position, Row, Skipped, SourceFile } from './source.ts'

export type ReadOptions = { sniffed: Sniffed; from?: Position; batch_rows?: number }

const BATCH_ROWS = 2000

export async function* readTextRows(
  file: SourceFile,
  layout: TextLayout,
  options: ReadOptions,
): AsyncGenerator<Batch> {
  const { sniffed, batch_rows = BATCH_ROWS } = options
  const from = options.from ?? sniffed.data_from
  const splitter = lineSplitter(layout.encoding, layout.line_ending, from)
  const reader = recordReader(shapeOf(sniffed, layout))
  let rows: Row[] = []
  let skipped: Skipped[] = []
  let end: Position = from

  for await (const chunk of file.open(from.byte)) {
    const lines = splitter.push(chunk)
    const taken = reader.take(lines, false)
    rows = rows.concat(taken.rows)
    skipped = skipped.concat(taken.skipped)
    if (lines.length > 0) end = after(lines.at(-1)!)
    while (rows.length > batch_rows) {
      const next = rows[batch_rows]!
      const here = skipped.filter((line) => line.line < next.line)
      yield { rows: rows.slice(0, batch_rows), skipped: here, next: { line: next.line, byte: next.byte } }
      rows = rows.slice(batch_rows)
      skipped = skipped.slice(here.length)
    }
  }
  const lines = splitter.end()
  const taken = reader.take(lines, true)
  if (lines.length > 0) end = after(lines.at(-1)!)
  rows = rows.concat(taken.rows)
  skipped = skipped.concat(taken.skipped)
  if (rows.length > 0 || skipped.length > 0) yield { rows, skipped, next: end }
}

function after(line: { line: number; next_byte: number }): Position {
  return { line: line.line + 1, byte: line.next_byte }
}

function shapeOf(sniffed: Sniffed, layout: TextLayout): Shape {
  const { columns, has_header } = sniffed
  return {
    dialect: layout.dialect,
    width: columns.length,
    columns: columns.map((column) => column.kind),
    header: has_header ? columns.map((column) => column.name) : [],
    comment: layout.comment,
  }
}
