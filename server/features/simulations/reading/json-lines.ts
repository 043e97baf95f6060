/**
 * The lines of a sale, read from the bytes of their JSON as the database sends it: no object and no string is made of what
 * is not asked for. A million sales are two and a half million lines of a hundred and fifty bytes.
 */
import { assert } from '../../../lib/assert.ts'

/** The line last read. A text is where it stands in the bytes, without its quotes; both ends 0 when there is none. */
export type ReadLine = {
  n: number
  quantity_milli: number
  gross_cents: number
  total_cents: number
  product: Span
  category: Span
  brand: Span
  supplier: Span
}
export type Span = { from: number; end: number }

const [QUOTE, ESCAPE, OPEN, CLOSE, COMMA, COLON] = ['"', '\\', '{', '}', ',', ':'].map((one) =>
  one.charCodeAt(0),
)
const [LIST, END_OF_LIST, MINUS, ZERO, NINE] = ['[', ']', '-', '0', '9'].map((one) => one.charCodeAt(0))
const keyOf = (name: string) => Uint8Array.from(Buffer.from(name))
const KEYS = {
  n: keyOf('n'),
  qty: keyOf('qty'),
  gross: keyOf('gross'),
  total: keyOf('total'),
  brand: keyOf('brand'),
  category: keyOf('category'),
  supplier: keyOf('supplier'),
  product_id: keyOf('product_id'),
}

export function lineReader() {
  const line: ReadLine = {
    n: 0,
    quantity_milli: 0,
    gross_cents: 0,
    total_cents: 0,
    product: { from: 0, end: 0 },
    category: { from: 0, end: 0 },
    brand: { from: 0, end: 0 },
    supplier: { from: 0, end: 0 },
  }
  let bytes: Uint8Array = new Uint8Array(0)
  let at = 0
  let last = 0

  /** Spaces, commas and colons stand only between things here. */
  function skipBetween(): number {
    while (at < last) {
      const byte = bytes[at]!
      if (byte > 32 && byte !== COMMA && byte !== COLON) return byte
      at += 1
    }
    return 0
  }

  /** Past the text whose quote is here; answers where it ends, without its quote. */
  function skipText(): number {
    at += 1
    while (bytes[at] !== QUOTE) {
      assert(at < last, 'a text ends')
      at += bytes[at] === ESCAPE ? 2 : 1
    }
    at += 1
    return at - 1
  }

  /** Past whatever stands here: text, number, word, list or object. */
  function skipValue(): void {
    const byte = skipBetween()
    if (byte === QUOTE) return void skipText()
    if (byte !== OPEN && byte !== LIST) return skipWord()
    let depth = 0
    do {
      const now = skipBetween()
      assert(now !== 0, 'what opens closes')
      if (now === QUOTE) {
        skipText()
        continue
      }
      if (now === OPEN || now === LIST) depth += 1
      if (now === CLOSE || now === END_OF_LIST) depth -= 1
      if (now === OPEN || now === LIST || now === CLOSE || now === END_OF_LIST) at += 1
      else skipWord()
    } while (depth > 0)
  }

  function skipWord(): void {
    while (at < last) {
      const byte = bytes[at]!
      if (byte <= 32 || byte === COMMA || byte === CLOSE || byte === END_OF_LIST) return
      at += 1
    }
  }

  function readNumber(): number {
    skipBetween()
    const from = at
    const negative = bytes[at] === MINUS
    if (negative) at += 1
    let value = 0
    while (bytes[at]! >= ZERO! && bytes[at]! <= NINE!) value = value * 10 + bytes[at++]! - ZERO!
    const next = bytes[at]!
    if (next === COMMA || next === CLOSE || next <= 32) return negative ? -value : value
    skipWord()
    return Number(Buffer.from(bytes.subarray(from, at)).toString())
  }

  function readText(into: Span): void {
    if (skipBetween() !== QUOTE) return skipValue()
    into.from = at + 1
    into.end = skipText()
  }

  function isKey(from: number, key: Uint8Array): boolean {
    for (let n = 0; n < key.length; n++) if (bytes[from + n] !== key[n]) return false
    return true
  }

  function readField(from: number, length: number): void {
    if (length === 1 && isKey(from, KEYS.n)) line.n = readNumber()
    else if (length === 3 && isKey(from, KEYS.qty)) line.quantity_milli = readNumber()
    else if (length === 5 && isKey(from, KEYS.gross)) line.gross_cents = readNumber()
    else if (length === 5 && isKey(from, KEYS.total)) line.total_cents = readNumber()
    else if (length === 5 && isKey(from, KEYS.brand)) readText(line.brand)
    else if (length === 8 && isKey(from, KEYS.category)) readText(line.category)
    else if (length === 8 && isKey(from, KEYS.supplier)) readText(line.supplier)
    else if (length === 10 && isKey(from, KEYS.product_id)) readText(line.product)
    else skipValue()
  }

  function readLine(): void {
    line.n = line.quantity_milli = line.gross_cents = line.total_cents = 0
    for (const span of [line.product, line.category, line.brand, line.supplier]) span.from = span.end = 0
    at += 1
    for (;;) {
      const byte = skipBetween()
      if (byte === CLOSE) break
      assert(byte === QUOTE, 'an object is keys and values')
      const from = at + 1
      readField(from, skipText() - from)
    }
    at += 1
  }

  /** Calls `take` after each object of the list that stands in these bytes; `line` is written over by the next. */
  return function readLines(
    text: Uint8Array,
    from: number,
    end: number,
    take: (line: ReadLine) => void,
  ): void {
    bytes = text
    at = from
    last = end
    assert(skipBetween() === LIST, 'the lines of a sale are a list')
    at += 1
    while (skipBetween() === OPEN) {
      readLine()
      take(line)
    }
  }
}
