/**
 * The parts of a workbook, out of its zip. Sizes are bounded twice: by what the archive declares and by what
 * really comes out, because a bomb lies. Names are only compared, never written anywhere.
 */
import { pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'
import type { SourceFile } from './source.ts'
import { Unreadable } from './unreadable.ts'
import type { UnreadableCode } from './unreadable.ts'

export type ZipEntry = { name: string; method: number; packed_bytes: number; bytes: number; at_byte: number }

const ENTRIES_MAX = 2000
const PART_BYTES_MAX = 1024 * 1024 * 1024
/** Sheets of a shop pack about 10 to 1, up to 60 to 1 for empty cells; 1000 to 1 is an attack. */
const RATIO_MAX = 300
const RATIO_FROM_BYTES = 8 * 1024 * 1024

const DIRECTORY_END = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const END_SEARCH_BYTES = 66_000
const DIRECTORY_BYTES_MAX = 4 * 1024 * 1024

export async function listZip(file: SourceFile): Promise<ZipEntry[]> {
  const tail_from = Math.max(0, file.size_bytes - END_SEARCH_BYTES)
  const tail = Buffer.from(await file.bytes(tail_from, file.size_bytes))
  let end = tail.length - 22
  while (end >= 0 && tail.readUInt32LE(end) !== DIRECTORY_END) end--
  if (end < 0) throw new Unreadable('damaged')
  const count = tail.readUInt16LE(end + 10)
  const size = tail.readUInt32LE(end + 12)
  const from = tail.readUInt32LE(end + 16)
  if (count > ENTRIES_MAX || size > DIRECTORY_BYTES_MAX) throw new Unreadable('too_big')
  const directory = Buffer.from(await file.bytes(from, from + size))
  const entries: ZipEntry[] = []
  for (let at = 0; at + 46 <= directory.length && entries.length < count;) {
    if (directory.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new Unreadable('damaged')
    const name_bytes = directory.readUInt16LE(at + 28)
    const next = at + 46 + name_bytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
    if ((directory.readUInt16LE(at + 8) & 1) === 1) throw new Unreadable('protected')
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + name_bytes),
      method: directory.readUInt16LE(at + 10),
      packed_bytes: directory.readUInt32LE(at + 20),
      bytes: directory.readUInt32LE(at + 24),
      at_byte: directory.readUInt32LE(at + 42),
    })
    at = next
  }
  for (const entry of entries) refuseTooBig(entry.packed_bytes, entry.bytes)
  return entries
}

function refuseTooBig(packed_bytes: number, bytes: number): void {
  const swollen = bytes > RATIO_FROM_BYTES && bytes > packed_bytes * RATIO_MAX
  if (bytes > PART_BYTES_MAX || swollen) throw new Unreadable('too_big')
}

/** One part's bytes in pieces, unpacked as they are asked for: a bomb is noticed after kilobytes. */
export async function* unpack(file: SourceFile, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const head = Buffer.from(await file.bytes(entry.at_byte, entry.at_byte + 30))
  if (head.length < 30 || (entry.method !== STORED && entry.method !== DEFLATED))
    throw new Unreadable('damaged')
  const from = entry.at_byte + 30 + head.readUInt16LE(26) + head.readUInt16LE(28)
  const packed = packedBytes(file, from, entry.packed_bytes)
  if (entry.method === STORED) {
    yield* packed
    return
  }
  const inflate = createInflateRaw({ chunkSize: PIECE_BYTES })
  const done = pipeline(packed, inflate).catch(() => undefined)
  let bytes = 0
  try {
    for await (const piece of inflate as AsyncIterable<Uint8Array>) {
      bytes += piece.length
      if (bytes > entry.bytes) throw new Unreadable('damaged')
      refuseTooBig(entry.packed_bytes, bytes)
      yield piece
    }
  } catch (error) {
    throw error instanceof Error && 'syscall' in error ? error : new Unreadable(codeOf(error))
  } finally {
    inflate.destroy()
    await done
  }
}

const STORED = 0
const DEFLATED = 8
const PIECE_BYTES = 64 * 1024

/** What zlib complains of is damage; our own refusals keep their code. */
function codeOf(error: unknown): UnreadableCode {
  return error instanceof Unreadable ? error.code : 'damaged'
}

async function* packedBytes(file: SourceFile, from: number, size: number): AsyncGenerator<Uint8Array> {
  let read = 0
  for await (const chunk of file.open(from)) {
    const wanted = chunk.subarray(0, size - read)
    read += wanted.length
    yield wanted
    if (read >= size) return
  }
  if (read < size) throw new Unreadable('damaged')
}
