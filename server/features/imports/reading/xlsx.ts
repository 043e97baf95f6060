/**
 * The rows of a sheet, as they are unpacked. Cells come out as plain text in one form only: numbers with a
 * point, dates as ISO, yes and no as true and false; so that the values' readers serve both kinds of file.
 */
import { fromSerial } from './dates.ts'
import type { SourceFile } from './source.ts'
import { Unreadable } from './unreadable.ts'
import type { Workbook } from './workbook.ts'
import { xmlReader } from './xml.ts'
import type { Attributes } from './xml.ts'
import { unpack } from './zip.ts'

export type SheetRow = { line: number; cells: string[] }

/** A row of a sheet has at most 16,384 cells (Excel); a shop's table never has more than this. */
const COLUMNS_MAX = 1024
const CELL_CHARACTERS_MAX = 40_000

export async function* sheetRows(
  file: SourceFile,
  workbook: Workbook,
  sheet: string,
): AsyncGenerator<SheetRow[]> {
  const found = workbook.sheets.find(({ name }) => name === sheet)
  if (!found) throw new Unreadable('no_such_sheet')
  let rows: SheetRow[] = []
  const reader = xmlReader(sheetEvents(workbook, (row) => rows.push(row)))
  for await (const piece of unpack(file, found.entry)) {
    reader.write(piece)
    if (rows.length === 0) continue
    yield rows
    rows = []
  }
  reader.end()
  if (rows.length > 0) yield rows
}

function sheetEvents(workbook: Workbook, keep: (row: SheetRow) => void) {
  let line = 0
  let cells: string[] = []
  let column = 0
  let cell: Attributes = {}
  let value = ''
  let inside = false
  let phonetic = false
  return {
    open(name: string, attributes: Attributes) {
      if (name === 'row') {
        line = attributes.r ? Number(attributes.r) : line + 1
        cells = []
        column = 0
      } else if (name === 'c') {
        column = attributes.r ? columnNumber(attributes.r) : column + 1
        cell = attributes
        value = ''
      } else if (name === 'v' || name === 't') inside = true
      else if (name === 'rPh') phonetic = true
    },
    text(piece: string) {
      if (!inside || phonetic) return
      value += piece
      if (value.length > CELL_CHARACTERS_MAX) throw new Unreadable('too_big')
    },
    close(name: string) {
      if (name === 'v' || name === 't') inside = false
      else if (name === 'rPh') phonetic = false
      else if (name === 'c' && column <= COLUMNS_MAX && value !== '') {
        while (cells.length < column - 1) cells.push('')
        cells[column - 1] = cellText(value, cell, workbook)
      } else if (name === 'row') keep({ line, cells })
    },
  }
}

/** `AB12` → 28. */
function columnNumber(reference: string): number {
  let number = 0
  for (const letter of reference.slice(0, 3)) {
    if (letter < 'A' || letter > 'Z') break
    number = number * 26 + letter.charCodeAt(0) - 64
  }
  return number
}

function cellText(value: string, cell: Attributes, workbook: Workbook): string {
  switch (cell.t) {
    case 's':
      return workbook.texts[Number(value)] ?? ''
    case 'str':
    case 'inlineStr':
      return value
    case 'b':
      return value === '1' ? 'true' : 'false'
    case 'e':
      // #N/A, #REF!: there is no value.
      return ''
    case 'd':
      return value
    default:
      return workbook.date_styles[Number(cell.s ?? -1)]
        ? dateText(value, workbook.dates_1904)
        : numberText(value)
  }
}

function dateText(value: string, dates_1904: boolean): string {
  const serial = Number(value)
  if (serial >= 0 && serial < 1) return fromSerialTime(serial)
  const reading = fromSerial(serial, dates_1904 ? '1904' : '1900')
  if (!reading.ok) return numberText(value)
  return reading.time ? `${reading.date} ${reading.time}` : reading.date
}

function fromSerialTime(serial: number): string {
  const seconds = Math.round(serial * 86_400) % 86_400
  return new Date(seconds * 1000).toISOString().slice(11, 19)
}

/** Excel shows fifteen digits; the rest is the float's noise: 29.989999999999998 is 29.99. No exponent. */
export function numberText(value: string): string {
  const number = Number(value)
  if (!Number.isFinite(number)) return value
  const short = String(Number(number.toPrecision(15)))
  if (!short.includes('e')) return short
  return Math.abs(number) >= 1 ? BigInt(Math.round(number)).toString() : number.toFixed(20).replace(/0+$/, '')
}
