/**
 * What a cell looks like, cheaply: enough to tell a header from a value and a shifted row from a good one.
 * Every pattern is anchored and linear, and long cells are never matched at all.
 */
export type Kind = 'empty' | 'number' | 'date' | 'time' | 'email' | 'url' | 'shape' | 'text'
export type ColumnKind = { kind: Kind; shape: string }

const CELL_LENGTH_MAX = 60
const NUMBER = /^[-+(]?\s?[$€£]?\s?[-+]?\d[\d\s.,'\u00A0\u202F]*\s?(?:[$€£%]|EUR|USD|GBP)?\)?$/i
const EXPONENT = /^-?\d+(?:[.,]\d+)?E[+-]?\d+$/i
const DAY = /\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}/.source
const HOUR = /[T ]+\d{1,2}[:hH]\d{0,2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?/.source
const DATE = new RegExp(`^(?:${DAY})(?:${HOUR})?$`)
const TIME = /^\d{1,2}[:hH]\d{2}(?::\d{2})?$/
const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,190}$/
const URL_START = /^(?:https?:\/\/|www\.)/i

export function kindOf(cell: string): Kind {
  if (cell === '') return 'empty'
  const value = cell.trim()
  if (value === '') return 'empty'
  if (URL_START.test(value)) return 'url'
  if (value.length > CELL_LENGTH_MAX) return 'text'
  if (DATE.test(value)) return 'date'
  if (TIME.test(value)) return 'time'
  if (NUMBER.test(value) || EXPONENT.test(value)) return 'number'
  if (EMAIL.test(value)) return 'email'
  return /\d/.test(value) ? 'shape' : 'text'
}

/** `MG-8769` and `RI-42` have the same shape: letters, a dash, digits. */
export function shapeOf(cell: string): string {
  return cell
    .trim()
    .slice(0, CELL_LENGTH_MAX)
    .replace(/\p{L}+/gu, 'A')
    .replace(/\d+/g, '9')
}

const AGREEMENT = 0.95

/** The kind that nearly all filled cells of a column share; 'text' when they share none. */
export function columnKind(cells: readonly string[]): ColumnKind {
  const kinds = new Map<Kind, number>()
  const shapes = new Map<string, number>()
  let filled = 0
  for (const cell of cells) {
    const kind = kindOf(cell)
    if (kind === 'empty') continue
    filled++
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    if (kind === 'shape') shapes.set(shapeOf(cell), (shapes.get(shapeOf(cell)) ?? 0) + 1)
  }
  if (filled === 0) return { kind: 'empty', shape: '' }
  // A handful of rows may hold one odd cell; a long column must agree.
  const needed = Math.min(filled, Math.max(1, Math.floor(filled * AGREEMENT)))
  for (const [kind, count] of kinds) {
    if (count < needed || kind === 'text') continue
    if (kind !== 'shape') return { kind, shape: '' }
    for (const [shape, seen] of shapes) if (seen >= needed) return { kind, shape }
  }
  return { kind: 'text', shape: '' }
}

function cellFits(cell: string, column: ColumnKind): boolean {
  const kind = kindOf(cell)
  if (kind === 'empty') return true
  if (column.kind === 'text') return kind !== 'url' && kind !== 'email'
  if (column.kind === 'empty') return false
  if (column.kind === 'shape') return kind === 'shape' && shapeOf(cell) === column.shape
  return kind === column.kind
}

export function rowFits(cells: readonly string[], columns: readonly ColumnKind[]): boolean {
  return cells.every((cell, index) => columns[index] !== undefined && cellFits(cell, columns[index]))
}
