/** Writes one e-mail (RFC 5322, 2045–2047): 7-bit, CR LF, and no line that a server could take for the end. */
import { oneLine } from './rules.ts'

export type Letterhead = {
  from: { name: string; address: string }
  to: string
  subject: string
  message_id: string
  date: Date
  /** Already one line each and ASCII: our own words. */
  headers: [string, string][]
}

export type Mime = { head: [string, string][]; body: string }

const LINE_MAX = 76

/** Text alone, or text and HTML as alternatives; the HTML whole, or in the pieces of `Rendered`. */
export function writeMime(letter: Letterhead, text: string, html: string | string[] | null): Mime {
  const part = (kind: string, content: string | string[]) =>
    `Content-Type: ${kind}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${quoted(content)}`
  const head: [string, string][] = [
    ['From', `${phrase(letter.from.name)} <${letter.from.address}>`],
    ['To', letter.to],
    ['Subject', unstructured(letter.subject, 'Subject'.length + 2)],
    ['Date', letter.date.toUTCString().replace('GMT', '+0000')],
    ['Message-ID', letter.message_id],
    ['MIME-Version', '1.0'],
    ...letter.headers,
  ]
  if (html === null) {
    head.push(
      ['Content-Type', 'text/plain; charset=utf-8'],
      ['Content-Transfer-Encoding', 'quoted-printable'],
    )
    return { head, body: quoted(text) }
  }
  // « =_ » stands in no quoted-printable line, so no content can be taken for it.
  const boundary = `=_${letter.message_id.replace(/[^A-Za-z0-9]/g, '').slice(0, 40)}`
  head.push(['Content-Type', `multipart/alternative;\r\n boundary="${boundary}"`])
  const body = `--${boundary}\r\n${part('text/plain', text)}--${boundary}\r\n${part('text/html', html)}--${boundary}--\r\n`
  return { head, body }
}

export const headText = (head: [string, string][]) =>
  head.map(([name, value]) => `${name}: ${value}\r\n`).join('')

const SAFE = /^[\x20-\x7e]*$/

/** A name before an address: quoted when plain, encoded otherwise. */
function phrase(name: string): string {
  const line = oneLine(name)
  if (SAFE.test(line) && !line.includes('=?')) return `"${line.replace(/["\\]/g, (sign) => `\\${sign}`)}"`
  return encodedWords(line, 8)
}

const unstructured = (text: string, used: number) => {
  const line = oneLine(text)
  return SAFE.test(line) && !line.includes('=?') && line.length + used <= LINE_MAX
    ? line
    : encodedWords(line, used)
}

/** RFC 2047, base64: words of at most 75 signs, no letter cut in two. */
function encodedWords(text: string, used: number): string {
  const words: string[] = []
  let [piece, bytes, room] = ['', 0, Math.floor(((75 - 12 - used) * 3) / 4)]
  for (const letter of text) {
    const size = Buffer.byteLength(letter)
    if (bytes + size > room) {
      words.push(piece)
      ;[piece, bytes, room] = ['', 0, 45]
    }
    piece += letter
    bytes += size
  }
  if (piece || words.length === 0) words.push(piece)
  return words.map((word) => `=?utf-8?B?${Buffer.from(word).toString('base64')}?=`).join('\r\n ')
}

const DIGITS = Buffer.from('0123456789ABCDEF')
const [NEWLINE, RETURN, DOT, EQUALS] = [10, 13, 46, 61]
const [ENCODED, PLAIN, BLANK, END] = [0, 1, 2, 3]
const KIND = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte === NEWLINE) return END
  if (byte === 32 || byte === 9) return BLANK
  return byte > 32 && byte < 127 && byte !== EQUALS ? PLAIN : ENCODED
})
let scratch = new Uint8Array(64 * 1024)

type Encoded = { text: string; column: number }

/** What many messages have in common is encoded once. */
const kept = new Map<string, Encoded>()
const KEPT_MAX = 500

function encodedOnce(piece: string): Encoded {
  const known = kept.get(piece)
  if (known) return known
  if (kept.size >= KEPT_MAX) kept.clear()
  const encoded = encode(piece, 0)
  kept.set(piece, encoded)
  return encoded
}

/**
 * Quoted-printable. A dot at the beginning of a line is encoded, so nothing here can end a message. Of pieces, each at an
 * odd place begins a line, behind a soft line end, so that how it is written does not depend on what stands before it.
 */
export function quoted(content: string | readonly string[]): string {
  const pieces = typeof content === 'string' ? [content] : content
  let [out, column] = ['', 0]
  for (const [at, piece] of pieces.entries()) {
    if (piece === '') continue
    const is_common = at % 2 === 1
    if (is_common && column > 0) out += '=\r\n'
    const encoded = is_common ? encodedOnce(piece) : encode(piece, column)
    out += encoded.text
    column = encoded.column
  }
  return column > 0 || out === '' ? `${out}\r\n` : out
}

/** From a column on; what is written does not depend on what comes after it. */
function encode(text: string, from: number): Encoded {
  const bytes: Uint8Array = Buffer.from(text)
  // Each byte three signs at worst, and a soft line end for every 25 of them.
  const room = bytes.length * 4 + 16
  if (scratch.length < room) scratch = new Uint8Array(room * 2)
  const out = scratch
  let [to, column] = [0, from]
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!
    const kind = KIND[byte]!
    if (kind === PLAIN && column > 0 && column < LINE_MAX - 1) {
      out[to++] = byte
      column++
      continue
    }
    if (kind === END) {
      out[to++] = RETURN
      out[to++] = NEWLINE
      column = 0
      continue
    }
    // A blank at the end of a line would be lost on the way.
    const is_kept = kind === PLAIN || (kind === BLANK && at + 1 < bytes.length && bytes[at + 1] !== NEWLINE)
    if (column + (is_kept ? 1 : 3) > LINE_MAX - 1) {
      out[to++] = EQUALS
      out[to++] = RETURN
      out[to++] = NEWLINE
      column = 0
    }
    if (is_kept && !(byte === DOT && column === 0)) {
      out[to++] = byte
      column++
      continue
    }
    out[to++] = EQUALS
    out[to++] = DIGITS[byte >> 4]!
    out[to++] = DIGITS[byte & 15]!
    column += 3
  }
  return { text: Buffer.from(out.buffer, 0, to).toString('latin1'), column }
}
