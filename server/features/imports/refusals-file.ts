/** The rows that were not taken, as they came, with why: to be corrected in a spreadsheet and sent again. */
import type { CsvCell } from '../../lib/csv.ts'
import { writeCsv } from '../../lib/csv.ts'
import type { ImportRow, NotTakenRow } from './queries.ts'

const PAGE_ROWS = 1000

type Read = (after: number, limit: number) => Promise<NotTakenRow[]>

export function refusalsFile(row: ImportRow, language: 'fr' | 'en', read: Read): AsyncGenerator<string> {
  const names = row.reading.columns.map(
    ({ name }, at) => name || `${language === 'fr' ? 'colonne' : 'column'} ${at + 1}`,
  )
  const header = language === 'fr' ? ['ligne', ...names, 'motif'] : ['line', ...names, 'reason']
  return writeCsv(header, cells(names.length, language, read))
}

async function* cells(width: number, language: 'fr' | 'en', read: Read): AsyncGenerator<CsvCell[]> {
  for (let after = -1; ;) {
    const page = await read(after, PAGE_ROWS)
    for (const { row_no, cells: came, reasons } of page) {
      const why = reasons.map((reason) => reason[language]).join(' ')
      // A row with more cells than columns keeps them: the reason then stands after the last.
      const filled = Array.from({ length: Math.max(width, came.length) }, (_, at) => came[at] ?? '')
      yield [row_no, ...filled, why]
    }
    if (page.length < PAGE_ROWS) return
    after = page.at(-1)!.row_no
  }
}
