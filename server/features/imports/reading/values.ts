/**
 * One row seen through its mapping: cells by field, read as the column's style says, with what went wrong.
 */
import { readDate } from './dates.ts'
import type { DateReading } from './dates.ts'
import type { Field, ImportKind } from './fields.ts'
import type { Mapping } from './mapping.ts'
import { decimalText, readDecimal, toCents } from './numbers.ts'
import type { Decimal } from './numbers.ts'
import { reason } from './reasons.ts'
import type { Reason, ReasonCode } from './reasons.ts'
import type { Row } from './source.ts'

export type Outcome<T> = { ok: true; value: T; warnings: Reason[] } | { ok: false; reasons: Reason[] }

export type Seen = { row: Row; mapping: Mapping; places: Places; reasons: Reason[]; warnings: Reason[] }
type Places = { [field: string]: number[] }

/** Amounts above a hundred million euros are a card number in the wrong column. */
const CENTS_MAX = 10_000_000_000

const known_places = new WeakMap<Mapping, Places>()

function placesOf(mapping: Mapping): Places {
  let places = known_places.get(mapping)
  if (places) return places
  places = {}
  for (const { field, index } of mapping.columns) if (field) (places[field] ??= []).push(index)
  known_places.set(mapping, places)
  return places
}

export function look(row: Row, mapping: Mapping): Seen {
  const seen: Seen = { row, mapping, places: placesOf(mapping), reasons: [], warnings: [] }
  if (row.problem) seen.reasons.push(reason(row.problem, row.cells.join(' | ')))
  if (row.repairs?.some((repair) => repair !== 'other_encoding')) seen.warnings.push(reason('repaired_row'))
  return seen
}

export function outcome<T>(seen: Seen, value: T): Outcome<T> {
  return seen.reasons.length > 0
    ? { ok: false, reasons: seen.reasons }
    : { ok: true, value, warnings: seen.warnings }
}

/** An export of ours guards a formula with an apostrophe; coming back it is taken off. */
function clean(cell: string): string {
  const plain = cell.trim()
  return /^'[=+\-@\t\r]/.test(plain) ? plain.slice(1) : plain
}

export function cellOf(seen: Seen, field: Field): string {
  const places = seen.places[field]
  if (!places) return ''
  if (places.length === 1) return clean(seen.row.cells[places[0]!] ?? '')
  return places
    .map((at) => clean(seen.row.cells[at] ?? ''))
    .filter((cell) => cell !== '')
    .join(' ')
}

function columnName(seen: Seen, field: Field): string {
  const at = seen.places[field]?.[0]
  return at === undefined ? '' : seen.mapping.columns[at]!.name || `${at + 1}`
}

export function refuse(seen: Seen, code: ReasonCode, field: Field, value = cellOf(seen, field)): void {
  seen.reasons.push(reason(code, value, columnName(seen, field)))
}

export function warn(seen: Seen, code: ReasonCode, field: Field, value = cellOf(seen, field)): void {
  seen.warnings.push(reason(code, value, columnName(seen, field)))
}

/** A plain text, or null when empty; a longer one is cut and said. */
export function textOf(seen: Seen, field: Field, length_max = 200): string | null {
  const text = cellOf(seen, field).replace(/[^\P{Cc}\n\t]/gu, '')
  if (text === '') return null
  if (text.length <= length_max) return text
  warn(seen, 'too_long', field)
  return text.slice(0, length_max)
}

export function dateOf(seen: Seen, field: Field): DateReading {
  const style = seen.mapping.styles[seen.places[field]?.[0] ?? -1]
  const latest_year = Number(seen.mapping.today.slice(0, 4))
  return readDate(cellOf(seen, field), { latest_year, order: style?.date_order ?? null, serials: '1900' })
}

/** Null when the cell is empty; refuses the row when it is not a number. */
export function decimalOf(seen: Seen, field: Field): Decimal | null {
  const cell = cellOf(seen, field)
  if (cell === '') return null
  const mark = seen.mapping.styles[seen.places[field]![0]!]?.decimal_mark ?? null
  const reading = readDecimal(cell, mark)
  if (!reading.ok) {
    if (reading.why !== 'empty')
      refuse(seen, reading.why === 'too_long' ? 'number_too_big' : 'number_invalid', field)
    return null
  }
  if (reading.ambiguous) warn(seen, 'number_doubtful', field)
  return reading.value
}

export type Amount = { exact: string; cents: number }

export function amountOf(seen: Seen, field: Field): Amount | null {
  const value = decimalOf(seen, field)
  return value === null ? null : amountFrom(seen, field, value)
}

export function amountFrom(seen: Seen, field: Field, value: Decimal): Amount | null {
  const { cents, exact } = toCents(value)
  if (Math.abs(cents) > CENTS_MAX) {
    refuse(seen, 'number_too_big', field)
    return null
  }
  if (!exact) warn(seen, 'rounded', field, decimalText(value))
  return { exact: decimalText(value), cents }
}

export function isMapped(mapping: Mapping<ImportKind>, field: Field): boolean {
  return placesOf(mapping)[field] !== undefined
}
