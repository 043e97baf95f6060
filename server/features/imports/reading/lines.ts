/**
 * Bytes to lines, each with its number and the byte where it begins.
 * Cut before decoding: a wrong letter can then never shift the byte from which an import resumes.
 */
import { decodeBytes } from './encoding.ts'
import type { Encoding } from './encoding.ts'
import type { Position } from './source.ts'

export type Line = Position & { text: string; ending: string; next_byte: number; other_encoding?: true }
export type LineEnding = '\n' | '\r'
export type LineSplitter = { push(chunk: Uint8Array): Line[]; end(): Line[] }

/** A longer line is cut here: no spreadsheet has one, and memory stays bounded. */
export const LINE_BYTES_MAX = 1024 * 1024

const LF = 0x0a
const CR = 0x0d

/** `ending` is '\r' only for old Macintosh files; otherwise a line ends at '\n', with or without '\r'. */
export function lineSplitter(encoding: Encoding, ending: LineEnding, from: Position): LineSplitter {
  const wide = encoding === 'utf-16le' || encoding === 'utf-16be'
  const unit = wide ? 2 : 1
  const high_first = encoding === 'utf-16be'
  const mark = ending === '\n' ? LF : CR
  let pending = Buffer.alloc(0)
  let { line, byte } = from

  const findEnd = (buffer: Buffer, at: number): number => {
    if (!wide) return buffer.indexOf(mark, at)
    for (let found = buffer.indexOf(mark, at); found !== -1; found = buffer.indexOf(mark, found + 1)) {
      const start = high_first ? found - 1 : found
      if (start < at || (start - at) % 2 !== 0 || start + 1 >= buffer.length) continue
      if (buffer[high_first ? start : start + 1] === 0) return start
    }
    return -1
  }

  const cut = (buffer: Buffer, start: number, end: number, marked: boolean): Line => {
    let stop = end
    let closing = marked ? ending : ''
    if (
      marked &&
      ending === '\n' &&
      stop - unit >= start &&
      isReturn(buffer, stop - unit, wide, high_first)
    ) {
      stop -= unit
      closing = '\r\n'
    }
    const size = end - start + (marked ? unit : 0)
    const decoded = decodeLine(buffer, start, stop, encoding)
    const made: Line = { ...decoded, ending: closing, line, byte, next_byte: byte + size }
    line++
    byte += size
    return made
  }

  return {
    push(chunk) {
      const fresh = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
      const buffer = pending.length > 0 ? Buffer.concat([pending, fresh]) : fresh
      const lines: Line[] = []
      let start = 0
      for (;;) {
        const end = findEnd(buffer, start)
        if (end !== -1 && end - start <= LINE_BYTES_MAX) {
          lines.push(cut(buffer, start, end, true))
          start = end + unit
        } else if (buffer.length - start > LINE_BYTES_MAX) {
          lines.push(cut(buffer, start, start + LINE_BYTES_MAX, false))
          start += LINE_BYTES_MAX
        } else {
          break
        }
      }
      pending = Buffer.from(buffer.subarray(start))
      return lines
    },
    end() {
      return pending.length > 0 ? [cut(pending, 0, pending.length, false)] : []
    },
  }
}

function isReturn(buffer: Buffer, at: number, wide: boolean, high_first: boolean): boolean {
  if (!wide) return buffer[at] === CR
  return high_first ? buffer[at + 1] === CR && buffer[at] === 0 : buffer[at] === CR && buffer[at + 1] === 0
}

/** Files glued together from several tills mix alphabets: a line that is not UTF-8 is read as Windows'. */
function decodeLine(buffer: Buffer, start: number, stop: number, encoding: Encoding) {
  if (encoding !== 'utf-8') return { text: decodeBytes(buffer.subarray(start, stop), encoding) }
  const text = buffer.toString('utf8', start, stop)
  if (!text.includes('\uFFFD') || buffer.subarray(start, stop).includes('\uFFFD')) return { text }
  return { text: decodeBytes(buffer.subarray(start, stop), 'windows-1252'), other_encoding: true as const }
}
