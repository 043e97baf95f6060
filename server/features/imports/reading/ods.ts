/** The rows of an OpenDocument sheet (.ods), from content.xml; the same plain cells as an .xlsx gives. */
import type { SourceFile } from './source.ts'
import { Unreadable } from './unreadable.ts'
import type { Attributes } from './xml.ts'
import { xmlReader } from './xml.ts'
import type { SheetRow } from './xlsx.ts'
import { numberText } from './xlsx.ts'
import { listZip, unpack } from './zip.ts'

const COLUMNS_MAX = 1024
/** LibreOffice writes a million empty rows as one repeated row; a filled row is rarely repeated much. */
const REPEATED_ROWS_MAX = 10_000

async function content(file: SourceFile) {
  const entry = (await listZip(file)).find(({ name }) => name === 'content.xml')
  if (!entry) throw new Unreadable('not_a_table')
  return unpack(file, entry)
}

export async function odsSheets(file: SourceFile): Promise<string[]> {
  const names: string[] = []
  const reader = xmlReader({
    open(name, attributes) {
      if (name === 'table') names.push(attributes['table:name'] ?? '')
    },
  })
  for await (const piece of await content(file)) reader.write(piece)
  reader.end()
  return names
}

export async function* odsRows(file: SourceFile, sheet: string): AsyncGenerator<SheetRow[]> {
  let rows: SheetRow[] = []
  const reader = xmlReader(odsEvents(sheet, (row) => rows.push(row)))
  for await (const piece of await content(file)) {
    reader.write(piece)
    if (rows.length === 0) continue
    yield rows
    rows = []
  }
  reader.end()
  if (rows.length > 0) yield rows
}

function odsEvents(sheet: string, keep: (row: SheetRow) => void) {
  let chosen = false
  let line = 0
  let repeated_rows = 1
  let cells: string[] = []
  let cell: Attributes = {}
  let paragraphs: string[] = []
  let text_depth = 0
  let note_depth = 0
  return {
    open(name: string, attributes: Attributes) {
      if (name === 'table') [chosen, line] = [attributes['table:name'] === sheet, 0]
      else if (name === 'table-row') {
        cells = []
        repeated_rows = Number(attributes['table:number-rows-repeated'] ?? 1)
      } else if (name === 'table-cell' || name === 'covered-table-cell') {
        cell = attributes
        paragraphs = []
      } else if (name === 'annotation') note_depth++
      else if (name === 'p' && note_depth === 0) {
        text_depth++
        paragraphs.push('')
      } else if (name === 's' && text_depth > 0) paragraphs[paragraphs.length - 1] += ' '
    },
    text(piece: string) {
      if (text_depth > 0 && note_depth === 0) paragraphs[paragraphs.length - 1] += piece
    },
    close(name: string) {
      if (name === 'p' && note_depth === 0) text_depth--
      else if (name === 'annotation') note_depth--
      else if (name === 'table-cell' || name === 'covered-table-cell') {
        const value = odsText(cell, paragraphs.join('\n'))
        const times = Math.min(Number(cell['table:number-columns-repeated'] ?? 1), COLUMNS_MAX - cells.length)
        for (let n = 0; n < times; n++) cells.push(value)
      } else if (name === 'table-row' && chosen) {
        while (cells.length > 0 && cells.at(-1) === '') cells.pop()
        const times = cells.length === 0 ? 0 : Math.min(repeated_rows, REPEATED_ROWS_MAX)
        for (let n = 0; n < times; n++) keep({ line: line + n + 1, cells })
        line += repeated_rows
      }
    },
  }
}

function odsText(cell: Attributes, shown: string): string {
  switch (cell['office:value-type']) {
    case 'float':
    case 'currency':
    case 'percentage':
      return numberText(cell['office:value'] ?? shown)
    case 'date':
      return (cell['office:date-value'] ?? shown).replace('T', ' ')
    case 'boolean':
      return cell['office:boolean-value'] ?? shown
    case 'time': {
      const parts = /^PT(\d+)H(\d+)M(\d+)/.exec(cell['office:time-value'] ?? '')
      return parts
        ? parts
            .slice(1)
            .map((part) => part.padStart(2, '0'))
            .join(':')
        : shown
    }
    default:
      return shown
  }
}
