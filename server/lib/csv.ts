/**
 * Tables out, as a French Excel opens them at a double click: UTF-8 with its mark, semicolons, CRLF.
 * A cell that a spreadsheet would run as a formula gets an apostrophe (OWASP, CSV injection); a telephone
 * number keeps its plus, because a plus and digits alone compute nothing but lose their plus.
 */
export type CsvCell = string | number | bigint | boolean | null | undefined
export type CsvOptions = { separator?: ';' | ',' | '\t'; with_mark?: boolean }

const RISKY_START = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠﹦﹢﹣﹫−]|^[\t\r\n]/u
const PHONE = /^\+\d{6,15}$/
const PLAIN_NUMBER = /^-?\d{1,15}(?:[.,]\d{1,10})?$/

/** The text of a cell, made harmless. Full-width signs count: Excel reads them as plain ones. */
export function harmlessCell(value: CsvCell): string {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'string') return String(value)
  if (!RISKY_START.test(value) || PLAIN_NUMBER.test(value)) return value
  return PHONE.test(value) ? spacedPhone(value) : `'${value}`
}

/**
 * +33 6 12 34 56 78: with its spaces no spreadsheet takes it for a sum or a number, and people can read
 * it.
 */
function spacedPhone(e164: string): string {
  const french = /^\+(33|262|590|594|596|508|687|689)(\d+)$/.exec(e164)
  const code = french?.[1] ?? e164.slice(1, 3)
  const national = e164.slice(code.length + 1)
  const first = national.length === 9 ? (code === '33' ? 1 : 3) : 2
  return `+${code} ${national.slice(0, first)} ${national.slice(first).replace(/(\d\d)(?=\d)/g, '$1 ')}`
}

function csvCell(value: CsvCell, separator: string): string {
  const text = harmlessCell(value)
  const quoted = text.includes('"') || text.includes(separator) || /[\r\n]|^\s|\s$/.test(text)
  return quoted ? `"${text.replaceAll('"', '""')}"` : text
}

export function csvLine(cells: readonly CsvCell[], options: CsvOptions = {}): string {
  const { separator = ';' } = options
  return `${cells.map((cell) => csvCell(cell, separator)).join(separator)}\r\n`
}

const PIECE_CHARACTERS = 64 * 1024

/** Pieces of text, ready for a response or a file; a million rows never stand in memory together. */
export async function* writeCsv(
  header: readonly string[],
  rows: Iterable<readonly CsvCell[]> | AsyncIterable<readonly CsvCell[]>,
  options: CsvOptions = {},
): AsyncGenerator<string> {
  let piece = (options.with_mark === false ? '' : '\uFEFF') + csvLine(header, options)
  for await (const row of rows) {
    piece += csvLine(row, options)
    if (piece.length < PIECE_CHARACTERS) continue
    yield piece
    piece = ''
  }
  if (piece !== '') yield piece
}
