/**
 * One record of text into its cells.
 * A closing quote is one that a separator or the end follows; any other quote inside a field is text.
 * So `10" Shearling` and a quote that nobody escaped are read as their author meant them.
 */
export type Dialect = {
  separator: string
  quote: '"' | "'"
  escape: 'doubled' | 'backslash'
  /** `a, "b", c`: the space after a separator is not part of the value. */
  space_after: boolean
}

/** `openings` are the places where a quoted field began; `open` says that the last one never ended. */
export type Split = { cells: string[]; open: boolean; openings: number[] }

const NONE: number[] = []

/** Quotes found at the places `literal` are text, not the beginning of a quoted field. */
export function splitRecord(text: string, dialect: Dialect, literal: readonly number[] = NONE): Split {
  if (!text.includes(dialect.quote)) return { cells: splitPlain(text, dialect), open: false, openings: NONE }
  const { separator, quote } = dialect
  const cells: string[] = []
  const openings: number[] = []
  let at = 0
  for (;;) {
    const start = dialect.space_after ? afterSpaces(text, at) : at
    if (text[start] === quote && !literal.includes(start)) {
      openings.push(start)
      const field = readQuoted(text, start + 1, dialect)
      cells.push(field.value)
      if (field.end === -1) return { cells, open: true, openings }
      at = field.end
    } else {
      const found = text.indexOf(separator, start)
      at = found === -1 ? text.length : found
      cells.push(text.slice(start, at))
    }
    if (at >= text.length) return { cells, open: false, openings }
    at += separator.length
  }
}

function splitPlain(text: string, dialect: Dialect): string[] {
  const cells = text.split(dialect.separator)
  return dialect.space_after ? cells.map((cell) => cell.trimStart()) : cells
}

function afterSpaces(text: string, at: number): number {
  let start = at
  while (text[start] === ' ') start++
  return start
}

/** From just after the opening quote; `end` is the place of the separator that follows, or -1. */
function readQuoted(text: string, from: number, dialect: Dialect): { value: string; end: number } {
  const { quote, separator } = dialect
  let value = ''
  let kept = from
  let at = from
  for (;;) {
    const found = text.indexOf(quote, at)
    if (found === -1) return { value: value + text.slice(kept), end: -1 }
    if (dialect.escape === 'backslash' && isEscaped(text, found, from)) {
      value += text.slice(kept, found - 1) + quote
      kept = at = found + 1
      continue
    }
    const next = found + 1
    if (next === text.length || text.startsWith(separator, next)) {
      return { value: value + text.slice(kept, found), end: next }
    }
    if (text[next] === quote) {
      value += text.slice(kept, next)
      kept = at = next + 1
      continue
    }
    const past = separator === ' ' ? next : afterSpaces(text, next)
    if (past > next && (past === text.length || text.startsWith(separator, past))) {
      return { value: value + text.slice(kept, found), end: past }
    }
    at = next
  }
}

/** An odd number of backslashes before the quote. */
function isEscaped(text: string, at: number, from: number): boolean {
  let start = at
  while (start > from && text[start - 1] === '\\') start--
  return (at - start) % 2 === 1
}
