/**
 * Where a file's bytes come from, and the words shared by everything that reads it.
 * A file is opened at a byte, so that an interrupted import goes on where it stopped.
 */
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'

export type SourceFile = {
  name: string
  size_bytes: number
  open(from_byte: number): AsyncIterable<Uint8Array>
  /** Random access: a workbook keeps its table of contents at the end of the file. */
  bytes(from_byte: number, to_byte: number): Promise<Uint8Array>
}

/** Line numbers count from 1 as a text editor or a spreadsheet shows them; bytes count from 0. */
export type Position = { line: number; byte: number }

type RowProblem = 'too_few_fields' | 'too_many_fields' | 'line_too_long'
export type Repair =
  | 'stray_quote'
  | 'other_separator'
  | 'missing_end'
  | 'extra_separator'
  | 'extra_end'
  | 'other_encoding'

export type Row = Position & { cells: string[]; problem?: RowProblem; repairs?: Repair[] }

export type Skipped = { line: number; why: 'blank' | 'comment' | 'repeated_header' | 'second_table' }

/** `next` is where to start again once these rows are safely kept. */
export type Batch = { rows: Row[]; skipped: Skipped[]; next: Position }

const CHUNK_BYTES = 256 * 1024

export async function fileOnDisk(path: string): Promise<SourceFile> {
  const { size } = await stat(path)
  return {
    name: basename(path),
    size_bytes: size,
    open: (from_byte) => createReadStream(path, { start: from_byte, highWaterMark: CHUNK_BYTES }),
    bytes: (from_byte, to_byte) => readBetween(path, from_byte, Math.min(to_byte, size)),
  }
}

export function fileInMemory(name: string, content: Uint8Array): SourceFile {
  return {
    name,
    size_bytes: content.length,
    open: (from_byte) => slices(content, from_byte),
    bytes: (from_byte, to_byte) => Promise.resolve(content.subarray(from_byte, to_byte)),
  }
}

async function readBetween(path: string, from_byte: number, to_byte: number): Promise<Uint8Array> {
  const handle = await open(path, 'r')
  try {
    const bytes = Buffer.alloc(Math.max(0, to_byte - from_byte))
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, from_byte)
    return bytes.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

async function* slices(content: Uint8Array, from_byte: number): AsyncIterable<Uint8Array> {
  for (let at = from_byte; at < content.length; at += CHUNK_BYTES)
    yield content.subarray(at, at + CHUNK_BYTES)
}
