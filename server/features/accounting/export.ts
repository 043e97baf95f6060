/** The entries of a closed month as files: a table for people, and the file of accounting entries of French tax law. Pure. */
import { csvLine, type CsvCell } from '../../lib/csv.ts'
import type { JournalEntry, MerchantFigures, Parameters } from './figures.ts'
import { pieceOf } from './journal.ts'
import { lastDayOf } from './rules.ts'

/** Article A47 A-1 of the tax procedures book, VII 1°: these fields, in this order. */
const FEC_COLUMNS = [
  'JournalCode',
  'JournalLib',
  'EcritureNum',
  'EcritureDate',
  'CompteNum',
  'CompteLib',
  'CompAuxNum',
  'CompAuxLib',
  'PieceRef',
  'PieceDate',
  'EcritureLib',
  'Debit',
  'Credit',
  'EcritureLet',
  'DateLet',
  'ValidDate',
  'Montantdevise',
  'Idevise',
]

/** '1234,50': a comma, two places, no separator of thousands. */
const decimalComma = (cents: number) =>
  `${Math.trunc(cents / 100)},${String(Math.abs(cents % 100)).padStart(2, '0')}`

const compact = (day: string) => day.replaceAll('-', '')

type Closed = { parameters: Parameters; merchant: MerchantFigures; closed_on: string }
type Row = { entry: JournalEntry; line: JournalEntry['lines'][number] }
const linesOf = ({ entries }: MerchantFigures): Row[] =>
  entries.flatMap((entry) => entry.lines.map((line) => ({ entry, line })))

/** One merchant's month. `closed_on` is the day of the close, from which its entries are final. */
export function fecOf({ parameters, merchant, closed_on }: Closed): Buffer {
  const { settings, month } = parameters
  const day = compact(lastDayOf(month))
  const rows = linesOf(merchant).map(({ entry, line }) => [
    settings.journal_code,
    settings.journal_label,
    String(entry.no),
    day,
    line.account,
    line.label,
    '',
    '',
    `${pieceOf(settings, month)}-${entry.no}`,
    day,
    entry.label,
    decimalComma(line.debit_cents),
    decimalComma(line.credit_cents),
    '',
    '',
    compact(closed_on),
    '',
    '',
  ])
  const text = [FEC_COLUMNS, ...rows].map((row) => row.map(oneLine).join('\t')).join('\r\n')
  return latin9(`${text}\r\n`)
}

/** SIREN, 'FEC' and the day the period ends. */
export const fecName = (siren: string, month: string) => `${siren}FEC${compact(lastDayOf(month))}.txt`

const oneLine = (text: string) => text.replace(/[\t\r\n|]+/g, ' ').trim()

/** Where ISO 8859-15 differs from Unicode's first 256. */
const LATIN9: Record<string, number> = {
  '€': 0xa4,
  Š: 0xa6,
  š: 0xa8,
  Ž: 0xb4,
  ž: 0xb8,
  Œ: 0xbc,
  œ: 0xbd,
  Ÿ: 0xbe,
}
const PLAIN: Record<string, string> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '\u202f': ' ',
  '…': '...',
}

/** ISO 8859-15, the alphabet the article names; what it lacks becomes its nearest plain letter. */
export function latin9(text: string): Buffer {
  const bytes: number[] = []
  for (const sign of text) {
    const given = LATIN9[sign]
    if (given !== undefined) bytes.push(given)
    else if (PLAIN[sign] !== undefined) bytes.push(...Buffer.from(PLAIN[sign]!, 'latin1'))
    else if (sign.codePointAt(0)! < 0x100 && !Object.values(LATIN9).includes(sign.codePointAt(0)!))
      bytes.push(sign.codePointAt(0)!)
    else {
      const plain = sign.normalize('NFKD').replace(/[^\x20-\x7e]/g, '')
      bytes.push(...Buffer.from(plain === '' ? '?' : plain, 'latin1'))
    }
  }
  return Buffer.from(bytes)
}

const CSV_TITLES = [
  'Société',
  'Journal',
  'N° d’écriture',
  'Date',
  'Compte',
  'Intitulé du compte',
  'Pièce',
  'Libellé',
  'Débit',
  'Crédit',
]

/** Every merchant's entries of the month, as a French spreadsheet opens them. */
export function journalCsv(parameters: Parameters, merchants: readonly MerchantFigures[]): string {
  const { settings, month } = parameters
  const rows: CsvCell[][] = merchants.flatMap((merchant) =>
    linesOf(merchant).map(({ entry, line }) => [
      merchant.name,
      settings.journal_code,
      entry.no,
      lastDayOf(month),
      line.account,
      line.label,
      `${pieceOf(settings, month)}-${entry.no}`,
      entry.label,
      decimalComma(line.debit_cents),
      decimalComma(line.credit_cents),
    ]),
  )
  return `\uFEFF${[CSV_TITLES, ...rows].map((row) => csvLine(row)).join('')}`
}
