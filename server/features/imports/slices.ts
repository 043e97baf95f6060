/** The rows of a file in slices for one transaction each; rows that belong together are never parted. */
import { readRows } from './reading/reading.ts'
import type { Sniffed } from './reading/sniff.ts'
import type { Position, Row, SourceFile } from './reading/source.ts'

export type Slice = {
  rows: Row[]
  /** Lines without a row: blank, comments, the header once more. */
  skipped: number
  next: Position
}

type How = {
  sniffed: Sniffed
  from: Position | undefined
  rows: number
  groupOf?: ((row: Row) => string) | undefined
}

/** A group longer than this many slices is parted all the same: a column of equal references must not fill memory. */
const SLICES_HELD_MAX = 4

export async function* slicesOf(
  file: SourceFile,
  { sniffed, from, rows: size, groupOf }: How,
): AsyncGenerator<Slice> {
  let held: Row[] = []
  for await (const batch of readRows(file, { sniffed, batch_rows: size, ...(from && { from }) })) {
    const rows = held.length > 0 ? [...held, ...batch.rows] : batch.rows
    const cut = groupOf && rows.length <= size * SLICES_HELD_MAX ? lastChange(rows, groupOf) : rows.length
    const first_held = rows[cut]
    held = rows.slice(cut)
    const next = first_held ? { line: first_held.line, byte: first_held.byte } : batch.next
    const skipped = batch.skipped.length
    if (cut > 0 || skipped > 0) yield { rows: rows.slice(0, cut), skipped, next }
  }
  const last = held.at(-1)
  // Only reached when the file ended inside the last group: everything has been read.
  if (last) yield { rows: held, skipped: 0, next: { line: last.line + 1, byte: file.size_bytes } }
}

/** Where the last group begins: it may go on in the rows to come. */
function lastChange(rows: readonly Row[], groupOf: (row: Row) => string): number {
  const last = rows.length > 0 ? groupOf(rows.at(-1)!) : ''
  let at = rows.length
  while (at > 0 && groupOf(rows[at - 1]!) === last) at--
  return at
}
