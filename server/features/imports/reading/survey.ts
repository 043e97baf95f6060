/**
 * What a whole column agrees on: which way its dates run and what its decimal mark is. One value can prove
 * it for all the others; when nothing proves it, or two values prove the contrary, the doubt is reported,
 * not hidden.
 */
import { provenOrder } from './dates.ts'
import type { DateOrder } from './dates.ts'
import { provenMark } from './numbers.ts'
import type { DecimalMark } from './numbers.ts'
import type { Row } from './source.ts'

type Doubt = 'undecided' | 'contradictory'
export type ColumnStyle = {
  date_order: DateOrder | null
  date_doubt: Doubt | null
  decimal_mark: DecimalMark | null
  decimal_doubt: Doubt | null
  filled: number
}

type Tally = {
  dmy: number
  mdy: number
  either_date: number
  comma: number
  point: number
  either_mark: number
  filled: number
}

/** Adds rows as they are read; a file of any length needs a few counters per column. */
export function columnSurvey(width: number) {
  const tallies = Array.from({ length: width }, (): Tally => ({
    dmy: 0,
    mdy: 0,
    either_date: 0,
    comma: 0,
    point: 0,
    either_mark: 0,
    filled: 0,
  }))
  return {
    add(row: Row): void {
      if (row.problem) return
      for (let at = 0; at < width; at++) count(tallies[at]!, row.cells[at] ?? '')
    },
    result(): ColumnStyle[] {
      const file_mark = fileMark(tallies)
      return tallies.map((tally) => styleOf(tally, file_mark))
    },
  }
}

function count(tally: Tally, cell: string): void {
  if (cell === '') return
  tally.filled++
  if (cell.length > 32 || !/\d/.test(cell)) return
  const order = provenOrder(cell)
  if (order === 'dmy') tally.dmy++
  else if (order === 'mdy') tally.mdy++
  else if (order === 'either') tally.either_date++
  if (order !== null || /[\p{L}/:@]/u.test(cell.replace(/eur|€|usd|gbp/gi, ''))) return
  const mark = provenMark(cell)
  if (mark === ',') tally.comma++
  else if (mark === '.') tally.point++
  else if (mark === 'either') tally.either_mark++
}

/** A column that proves nothing follows the other columns of its file. */
function fileMark(tallies: readonly Tally[]): DecimalMark | null {
  const comma = tallies.filter((tally) => tally.comma > tally.point).length
  const point = tallies.filter((tally) => tally.point > tally.comma).length
  return comma === point ? null : comma > point ? ',' : '.'
}

function styleOf(tally: Tally, file_mark: DecimalMark | null): ColumnStyle {
  const { dmy, mdy, comma, point } = tally
  const decimal_mark = comma === point ? (comma > 0 ? null : file_mark) : comma > point ? ',' : '.'
  return {
    date_order: dmy === mdy ? null : dmy > mdy ? 'dmy' : 'mdy',
    date_doubt:
      dmy > 0 && mdy > 0 ? 'contradictory' : dmy + mdy === 0 && tally.either_date > 0 ? 'undecided' : null,
    decimal_mark,
    decimal_doubt:
      comma > 0 && point > 0
        ? 'contradictory'
        : decimal_mark === null && tally.either_mark > 0
          ? 'undecided'
          : null,
    filled: tally.filled,
  }
}
