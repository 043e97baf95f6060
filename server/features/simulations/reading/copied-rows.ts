/**
 * Rows as PostgreSQL sends them to whoever copies out in binary: read where they stand, field by field, without an object for
 * each row or value. https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format".
 */
import type pg from 'pg'
// @ts-expect-error the package brings no types
import { to as copyTo } from 'pg-copy-streams'
import { assert } from '../../../lib/assert.ts'
import { wordAt } from '../replay/names.ts'

/** Where each field of the row stands in `bytes`, and how long it is; -1 is null. All written over by the next row. */
export type CopiedRow = { bytes: Uint8Array; at: Int32Array; length: Int32Array }

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1')
const HEADER_BYTES = SIGNATURE.length + 8
const FIELDS_MAX = 32

/** Calls `take` with each row of the query; answers how many there were. */
export async function copyRows(
  client: pg.ClientBase,
  query: string,
  take: (row: CopiedRow) => void,
): Promise<number> {
  const row: CopiedRow = {
    bytes: SIGNATURE,
    at: new Int32Array(FIELDS_MAX),
    length: new Int32Array(FIELDS_MAX),
  }
  let rest: Uint8Array = new Uint8Array(0)
  let begun = false
  let rows = 0
  for await (const chunk of client.query(
    copyTo(`copy (${query}) to stdout (format binary)`),
  ) as AsyncIterable<Buffer>) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    let at = 0
    if (!begun) {
      if (bytes.length < HEADER_BYTES) {
        rest = bytes
        continue
      }
      assert(SIGNATURE.equals(bytes.subarray(0, SIGNATURE.length)), 'PostgreSQL copies in its own format')
      at = HEADER_BYTES + wordAt(bytes, HEADER_BYTES - 4)
      begun = true
    }
    row.bytes = bytes
    for (;;) {
      const end = fieldsOf(row, at)
      if (end === -1) break
      at = end
      rows += 1
      take(row)
    }
    rest = bytes.subarray(at)
  }
  assert(
    rest.length === 2 && wordAt(Buffer.concat([rest, rest]), 0) === -1,
    'what is copied ends with its trailer',
  )
  return rows
}

/** Finds the fields of the row that begins here; answers where it ends, -1 when it is not whole or there is none. */
function fieldsOf({ bytes, at: places, length }: CopiedRow, from: number): number {
  if (from + 2 > bytes.length) return -1
  const fields = (bytes[from]! << 8) | bytes[from + 1]!
  if (fields === 0xffff) return -1
  assert(fields <= FIELDS_MAX, 'a row has so many fields at most')
  let at = from + 2
  for (let n = 0; n < fields; n++) {
    if (at + 4 > bytes.length) return -1
    length[n] = wordAt(bytes, at)
    places[n] = at + 4
    at += 4 + Math.max(0, length[n]!)
  }
  return at > bytes.length ? -1 : at
}

/** PostgreSQL counts microseconds from 2000. */
const EPOCH_MS = Date.UTC(2000, 0, 1)

export const millisecondsAt = (bytes: Uint8Array, at: number): number =>
  EPOCH_MS + Math.floor((wordAt(bytes, at) * 2 ** 32 + (wordAt(bytes, at + 4) >>> 0)) / 1000)
