/**
 * The door of the reading half: look at a file, then take its rows in batches. What kind of file it is
 * comes from its first bytes, never from its name.
 */
import { columnSurvey } from './survey.ts'
import type { ColumnStyle } from './survey.ts'
import { readTextRows } from './read-rows.ts'
import type { ReadOptions } from './read-rows.ts'
import { readSheetRows, sniffSheet } from './sheets.ts'
import { sniffText } from './sniff.ts'
import type { Sniffed } from './sniff.ts'
import type { Batch, SourceFile } from './source.ts'
import { Unreadable } from './unreadable.ts'
import { listZip } from './zip.ts'

/** Throws Unreadable, with its sentence, when the file is no table or must be saved again another way. */
export async function sniff(file: SourceFile, options: { sheet?: string } = {}): Promise<Sniffed> {
  const head = Buffer.from(await file.bytes(0, 4096))
  if (head.readUInt32BE === undefined || head.length < 4) return sniffText(file)
  if (head.readUInt32BE(0) === 0xd0cf11e0)
    throw new Unreadable((await isEncrypted(file)) ? 'protected' : 'old_excel')
  if (head.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004')
    return sniffSheet(file, await zipKind(file), options.sheet)
  if (isMarkup(head)) throw new Unreadable('old_excel')
  if (isBinary(head)) throw new Unreadable('not_a_table')
  return sniffText(file)
}

/** `next` of the last batch that was kept is where to begin again. */
export function readRows(file: SourceFile, options: ReadOptions): AsyncGenerator<Batch> {
  const { layout } = options.sniffed
  return layout.format === 'text' ? readTextRows(file, layout, options) : readSheetRows(file, layout, options)
}

/** Reads the whole file once, to decide how each column writes its dates and amounts. */
export async function surveyColumns(
  file: SourceFile,
  sniffed: Sniffed,
): Promise<{ styles: ColumnStyle[]; rows: number }> {
  const survey = columnSurvey(sniffed.columns.length)
  let rows = 0
  for await (const batch of readRows(file, { sniffed })) {
    for (const row of batch.rows) survey.add(row)
    rows += batch.rows.length
  }
  return { styles: survey.result(), rows }
}

/** The same from the sample alone: at once, for the screen that shows the mapping. */
export function surveySample(sniffed: Sniffed): ColumnStyle[] {
  const survey = columnSurvey(sniffed.columns.length)
  for (const row of sniffed.sample) survey.add(row)
  return survey.result()
}

async function zipKind(file: SourceFile): Promise<'xlsx' | 'ods'> {
  const names = (await listZip(file)).map(({ name }) => name)
  if (names.some((name) => name.replace(/^\//, '') === 'xl/workbook.xml')) return 'xlsx'
  if (names.includes('content.xml')) return 'ods'
  throw new Unreadable('not_a_table')
}

/** An .xlsx with a password is wrapped in the old container and names its packet in wide letters. */
async function isEncrypted(file: SourceFile): Promise<boolean> {
  const bytes = Buffer.from(await file.bytes(0, 64 * 1024))
  return bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
}

/** Many tills call a web page, or the XML of Excel 2003, an .xls file. */
function isMarkup(head: Buffer): boolean {
  return /^\uFEFF?\s*<(?:html|!doctype|table|\?xml|meta|head)/i.test(head.toString('utf8', 0, 200))
}

/** PDF, pictures, other archives, word processors. */
const SIGNATURES = [
  '%PDF',
  '\u0089PNG',
  'GIF8',
  '\u00ff\u00d8\u00ff',
  'Rar!',
  '7z\u00bc\u00af',
  '\u001f\u008b',
  '{\\rtf',
]

function isBinary(head: Buffer): boolean {
  const start = head.toString('latin1', 0, 8)
  if (SIGNATURES.some((signature) => start.startsWith(signature))) return true
  const is_wide = /^(?:\u00ff\u00fe|\u00fe\u00ff)/.test(start)
  const odd = head.filter((byte) => byte < 9 || (byte > 13 && byte < 27)).length
  const zeros = head.filter((byte) => byte === 0).length
  // UTF-16 is half zeros; anything else with control bytes is a picture, a program, a sound.
  return !is_wide && odd > head.length * 0.05 && zeros < head.length * 0.4
}
