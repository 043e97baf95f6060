/** Writes one e-mail (RFC 5322, 2045–2047): 7-bit, CR LF, and no line that a server could take for the end. */
import { randomBytes } from 'node:crypto'
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

/** Text alone, or text and HTML as alternatives. */
export function writeMime(letter: Letterhead, text: string, html: string | null): Mime {
  const part = (kind: string, content: string) =>
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
  const boundary = `=_${randomBytes(12).toString('base64url')}`
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

const HEX = Array.from({ length: 256 }, (_, byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`)
const [NEWLINE, TAB, SPACE, DOT, EQUALS] = [10, 9, 32, 46, 61]

/** Quoted-printable. A dot at the beginning of a line is encoded, so nothing here can end a message. */
export function quoted(text: string): string {
  const bytes = Buffer.from(text.endsWith('\n') ? text : `${text}\n`)
  let out = ''
  let from = 0
  let column = 0
  const flush = (to: number) => {
    if (to > from) out += bytes.toString('latin1', from, to)
  }
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!
    if (byte === NEWLINE) {
      flush(at)
      out += '\r\n'
      from = at + 1
      column = 0
      continue
    }
    const next = bytes[at + 1]
    const plain =
      (byte > SPACE && byte < 127 && byte !== EQUALS && !(byte === DOT && column === 0)) ||
      ((byte === SPACE || byte === TAB) && next !== NEWLINE && next !== undefined)
    const width = plain ? 1 : 3
    if (column + width > LINE_MAX - 1) {
      flush(at)
      out += '=\r\n'
      from = at
      column = 0
      if (byte === DOT) {
        out += '=2E'
        from = at + 1
        column = 3
        continue
      }
    }
    column += width
    if (plain) continue
    flush(at)
    out += HEX[byte]
    from = at + 1
  }
  flush(bytes.length)
  return out
}
