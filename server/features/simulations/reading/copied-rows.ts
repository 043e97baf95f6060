/**
 * Rows as PostgreSQL sends them to whoever copies out in binary: read where they stand in what the socket gave, field by
 * field. No stream, message, object or text is made of a row: with half a gigabyte of a million sales that is what costs.
 * https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format"; protocol-flow.html, "COPY Operations".
 */
import type { Socket } from 'node:net'
import type pg from 'pg'
import { assert } from '../../../lib/assert.ts'
import { wordAt } from '../replay/names.ts'

/** Where each field of the row stands in `bytes`, and how long it is; -1 is null. All written over by the next row. */
export type CopiedRow = { bytes: Uint8Array; at: Int32Array; length: Int32Array }

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1')
const HEADER_BYTES = SIGNATURE.length + 8
const FIELDS_MAX = 32
const NOTHING: Uint8Array = new Uint8Array(0)

/** First bytes of messages. Whatever else comes is the driver's. */
const [COPY_DATA, COPY_DONE, COPY_OUT, ERROR] = ['d', 'c', 'H', 'E'].map((one) => one.charCodeAt(0))
/** Its kind, and its length, which counts itself. */
const MESSAGE_HEAD_BYTES = 5

/** Calls `take` with each row of the query; answers how many there were. */
export function copyRows(
  client: pg.ClientBase,
  query: string,
  take: (row: CopiedRow) => void,
): Promise<number> {
  return new Promise((settle, fail) => {
    const reader = rowReader(take)
    client.query(
      copying(`copy (${query}) to stdout (format binary)`, reader.read, (error) => {
        if (error) return fail(error)
        try {
          settle(reader.end())
        } catch (wrong) {
          fail(wrong as Error)
        }
      }),
    )
  })
}

/** As the driver knows one: only what is needed to stand in for it while rows come. */
type Connection = { stream: Socket; query: (text: string) => void }

/**
 * A query in the driver's queue that reads the socket itself from its beginning to the last row, and hands everything
 * else, and everything after, to the driver.
 */
function copying(
  text: string,
  read: (bytes: Uint8Array, from: number, end: number) => void,
  ended: (error?: Error) => void,
): pg.Submittable {
  let wrong: Error | undefined
  return {
    submit(connection: unknown) {
      const { stream, query } = connection as Connection
      const [drivers] = stream.listeners('data') as ((bytes: Uint8Array) => void)[]
      assert(drivers !== undefined, 'the driver listens to its own socket')
      let rest = NOTHING
      const mine = (chunk: Uint8Array) => {
        const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
        let at = 0
        while (at + MESSAGE_HEAD_BYTES <= bytes.length) {
          const [kind, end] = [bytes[at]!, at + 1 + wordAt(bytes, at + 1)]
          if (kind === ERROR) return handOver(bytes.subarray(at))
          if (end > bytes.length) break
          if (kind === COPY_DONE) return handOver(bytes.subarray(end))
          if (kind === COPY_DATA) {
            try {
              // What is wrong is told at the end: until then the other side goes on sending.
              if (!wrong) read(bytes, at + MESSAGE_HEAD_BYTES, end)
            } catch (error) {
              wrong = error as Error
            }
          } else if (kind !== COPY_OUT) drivers(bytes.subarray(at, end))
          at = end
        }
        rest = bytes.subarray(at)
      }
      const handOver = (bytes: Uint8Array) => {
        stream.removeListener('data', mine)
        stream.on('data', drivers)
        if (bytes.length > 0) drivers(bytes)
      }
      stream.removeListener('data', drivers)
      stream.on('data', mine)
      query.call(connection, text)
    },
    handleError: (error: Error) => ended(wrong ?? error),
    handleCommandComplete: () => {},
    handleReadyForQuery: () => ended(wrong),
  } as unknown as pg.Submittable
}

/** Takes what is copied in pieces, as messages bring it: today one row each, which nobody has promised. */
export function rowReader(take: (row: CopiedRow) => void) {
  const row: CopiedRow = {
    bytes: SIGNATURE,
    at: new Int32Array(FIELDS_MAX),
    length: new Int32Array(FIELDS_MAX),
  }
  let rest = NOTHING
  let begun = false
  let rows = 0

  function read(piece: Uint8Array, from: number, to: number): void {
    let [bytes, at, end] = [piece, from, to]
    if (rest.length > 0) {
      bytes = Buffer.concat([rest, piece.subarray(from, to)])
      ;[at, end] = [0, bytes.length]
    }
    if (!begun && end - at >= HEADER_BYTES) {
      assert(
        SIGNATURE.equals(bytes.subarray(at, at + SIGNATURE.length)),
        'PostgreSQL copies in its own format',
      )
      at += HEADER_BYTES + wordAt(bytes, at + HEADER_BYTES - 4)
      begun = true
    }
    row.bytes = bytes
    while (begun) {
      const after = fieldsOf(row, at, end)
      if (after === -1) break
      at = after
      rows += 1
      take(row)
    }
    rest = bytes.subarray(at, end)
  }

  function end(): number {
    const isTrailer = rest.length === 2 && ((rest[0]! << 8) | rest[1]!) === TRAILER
    assert(isTrailer, 'what is copied ends with its trailer')
    return rows
  }

  return { read, end }
}

/** In place of a count of fields, after the last row. */
const TRAILER = 0xffff

/** Finds the fields of the row that begins here; answers where it ends, -1 when it is not whole or there is none. */
function fieldsOf({ bytes, at: places, length }: CopiedRow, from: number, end: number): number {
  if (from + 2 > end) return -1
  const fields = (bytes[from]! << 8) | bytes[from + 1]!
  if (fields === TRAILER) return -1
  assert(fields <= FIELDS_MAX, 'a row has so many fields at most')
  let at = from + 2
  for (let n = 0; n < fields; n++) {
    if (at + 4 > end) return -1
    length[n] = wordAt(bytes, at)
    places[n] = at + 4
    at += 4 + Math.max(0, length[n]!)
  }
  return at > end ? -1 : at
}

/** PostgreSQL counts microseconds from 2000. */
const EPOCH_MS = Date.UTC(2000, 0, 1)

export const millisecondsAt = (bytes: Uint8Array, at: number): number =>
  EPOCH_MS + Math.floor((wordAt(bytes, at) * 2 ** 32 + (wordAt(bytes, at + 4) >>> 0)) / 1000)
