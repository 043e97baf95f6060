import assert from 'node:assert/strict'
import { test } from 'node:test'
import { strToU8, zipSync } from 'fflate'
import type { Zippable } from 'fflate'
import { readRows, sniff } from './reading.ts'
import { fileInMemory } from './source.ts'
import type { Row, SourceFile } from './source.ts'
import { Unreadable } from './unreadable.ts'
import { isDateFormat } from './workbook.ts'
import { listZip, unpack } from './zip.ts'

/** A cell as it stands in the sheet's XML, so that each test says exactly what a spreadsheet would write. */
const inline = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`
const number = (value: string | number, style = 0) => `<c s="${style}"><v>${value}</v></c>`
const shared = (index: number) => `<c t="s"><v>${index}</v></c>`
const row = (...cells: string[]) => `<row>${cells.join('')}</row>`

const DAY = 1
const DAY_TIME = 2
const OWN_DATE = 3
const MONEY = 4
const STYLES =
  '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-40C]d\\ mmmm\\ yyyy;@"/><numFmt numFmtId="165" formatCode="#,##0.00\\ &quot;€&quot;"/></numFmts>' +
  '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>'

type Book = {
  sheets?: { [name: string]: string }
  texts?: string
  dates_1904?: boolean
  more?: Zippable
  hidden?: string
}

function workbook(
  rows: string,
  { sheets = {}, texts = '', dates_1904 = false, more = {}, hidden }: Book = {},
): SourceFile {
  const all = Object.entries({ ...(hidden ? { Cachée: hidden } : {}), Clients: rows, ...sheets })
  const listed = all.map(
    ([name], at) =>
      `<sheet name="${name}" sheetId="${at + 1}" r:id="r${at}"${name === 'Cachée' ? ' state="hidden"' : ''}/>`,
  )
  const targets = all.map((_, at) => `<Relationship Id="r${at}" Target="worksheets/sheet${at + 1}.xml"/>`)
  const parts: Zippable = {
    'xl/workbook.xml': strToU8(
      `<workbook xmlns:r="r"><workbookPr date1904="${dates_1904 ? 1 : 0}"/><sheets>${listed.join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(`<Relationships>${targets.join('')}</Relationships>`),
    'xl/styles.xml': strToU8(STYLES),
    'xl/sharedStrings.xml': strToU8(`<sst>${texts}</sst>`),
    ...more,
  }
  all.forEach(([, body], at) => {
    parts[`xl/worksheets/sheet${at + 1}.xml`] ??= strToU8(
      `<worksheet><sheetData>${body}</sheetData></worksheet>`,
    )
  })
  return fileInMemory('clients.xlsx', zipSync(parts))
}

async function cellsOf(file: SourceFile, sheet?: string) {
  const sniffed = await sniff(file, sheet === undefined ? {} : { sheet })
  const rows: Row[] = []
  for await (const batch of readRows(file, { sniffed })) rows.push(...batch.rows)
  return {
    sniffed,
    rows,
    names: sniffed.columns.map(({ name }) => name),
    cells: rows.map(({ cells }) => cells),
  }
}

const HEADER = row(inline('Nom'), inline('Date'), inline('Montant'), inline('Actif'))

test('texts, dates by style, amounts, yes and no, cached formulas, errors', async () => {
  const texts = '<si><t>Zoé &amp; Léo</t></si><si><r><t>Du</t></r><r><t>pont</t></r><rPh><t>x</t></rPh></si>'
  const { names, cells } = await cellsOf(
    workbook(
      HEADER +
        row(shared(0), number(46022, DAY), number('29.989999999999998', MONEY), '<c t="b"><v>1</v></c>') +
        row(shared(1), number('46022.604166666664', DAY_TIME), number('1.2345E3'), '<c t="b"><v>0</v></c>') +
        row(
          '<c t="str"><f>A1</f><v>calculé</v></c>',
          number(45292, OWN_DATE),
          '<c><f>1+1</f><v>2</v></c>',
          '<c t="e"><v>#N/A</v></c>',
        ),
      { texts },
    ),
  )
  assert.deepEqual(names, ['Nom', 'Date', 'Montant', 'Actif'])
  assert.deepEqual(cells, [
    ['Zoé & Léo', '2025-12-31', '29.99', 'true'],
    ['Dupont', '2025-12-31 14:30:00', '1234.5', 'false'],
    ['calculé', '2024-01-01', '2', ''],
  ])
})

test('the dates of an old Macintosh begin in 1904', async () => {
  const { cells } = await cellsOf(
    workbook(HEADER + row(inline('A'), number(44560, DAY), number(1), number(1)), { dates_1904: true }),
  )
  assert.equal(cells[0]![1], '2025-12-31')
})

test('a phone stored as a number keeps all its digits', async () => {
  const body =
    row(inline('Nom'), inline('Portable')) +
    row(inline('A'), number('6.12345678E8')) +
    row(inline('B'), number('33612345678'))
  assert.deepEqual(
    (await cellsOf(workbook(body))).cells.map((cells) => cells[1]),
    ['612345678', '33612345678'],
  )
})

test('cells by reference, gaps, a merged title and group line above the header, blank rows', async () => {
  const body =
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Fichier clients</t></is></c></row>' +
    '<row r="3"><c r="A3" t="inlineStr"><is><t>Nom</t></is></c><c r="C3" t="inlineStr"><is><t>Achat</t></is></c><c r="D3" t="inlineStr"><is><t>Prix</t></is></c></row>' +
    '<row r="5"><c r="A5" t="inlineStr"><is><t>Zoé</t></is></c><c r="C5" s="1"><v>46022</v></c><c r="D5"><v>12.5</v></c></row>'
  const { sniffed, rows, names } = await cellsOf(workbook(body))
  assert.deepEqual(names, ['Nom', '', 'Achat', 'Prix'])
  assert.deepEqual(rows, [{ line: 5, byte: 0, cells: ['Zoé', '', '2025-12-31', '12.5'] }])
  assert.deepEqual(sniffed.data_from, { line: 5, byte: 0 })
})

test('the first visible sheet, or the one that is asked for; a sheet resumes by its rows', async () => {
  const many =
    HEADER +
    Array.from({ length: 40 }, (_, n) => row(inline(`N${n}`), number(46022, DAY), number(n), number(1))).join(
      '',
    )
  const file = workbook(HEADER + row(inline('A'), number(46022, DAY), number(1), number(1)), {
    sheets: { Février: many },
    hidden: row(inline('secret')),
  })
  const first = await cellsOf(file)
  assert.deepEqual(first.sniffed.layout, {
    format: 'xlsx',
    sheets: ['Clients', 'Février', 'Cachée'],
    sheet: 'Clients',
  })
  const second = await cellsOf(file, 'Février')
  assert.equal(second.rows.length, 40)
  const { value: batch } = await readRows(file, { sniffed: second.sniffed, batch_rows: 15 }).next()
  const rest: Row[] = []
  for await (const later of readRows(file, { sniffed: second.sniffed, from: batch!.next }))
    rest.push(...later.rows)
  assert.deepEqual(rest, second.rows.slice(15))
  await assert.rejects(sniff(file, { sheet: 'Mars' }), isUnreadable('no_such_sheet'))
})

const isUnreadable = (code: string) => (error: unknown) => error instanceof Unreadable && error.code === code

test('entities are refused before anything is expanded', async () => {
  const evil =
    '<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&a;</t></is></c></row></sheetData></worksheet>'
  await assert.rejects(
    sniff(workbook('', { more: { 'xl/worksheets/sheet1.xml': strToU8(evil) } })),
    isUnreadable('damaged'),
  )
})

test('a bomb is refused by the size it declares, and by what comes out of it when it lies', async () => {
  const bomb = zipSync({ 'xl/workbook.xml': [new Uint8Array(64 * 1024 * 1024), { level: 9 }] })
  await assert.rejects(sniff(fileInMemory('x.xlsx', bomb)), isUnreadable('too_big'))
  const liar = Buffer.from(bomb)
  const directory = liar.lastIndexOf(Buffer.from('PK\u0001\u0002', 'latin1'))
  liar.writeUInt32LE(1000, directory + 24)
  await assert.rejects(sniff(fileInMemory('x.xlsx', liar)), isUnreadable('damaged'))

  // Whatever it declares, the pieces are counted as they come, and it stops at 300 to 1.
  const [entry] = await listZip(fileInMemory('x.xlsx', liar))
  let bytes = 0
  await assert.rejects(async () => {
    for await (const piece of unpack(fileInMemory('x.xlsx', liar), { ...entry!, bytes: 60_000_000 }))
      bytes += piece.length
  }, isUnreadable('too_big'))
  assert.ok(bytes < 24_000_000)
})

test('an archive that is no workbook, with names that climb, is refused and nothing is written', async () => {
  await assert.rejects(
    sniff(fileInMemory('x.zip', zipSync({ '../../etc/cron.d/x': strToU8('x') }))),
    isUnreadable('not_a_table'),
  )
})

test('an OpenDocument sheet', async () => {
  const cell = (attributes: string, shown: string) =>
    `<table:table-cell ${attributes}><text:p>${shown}</text:p></table:table-cell>`
  const content =
    '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="Feuille1">' +
    `<table:table-row>${cell('', 'Nom')}${cell('', 'Achat')}${cell('', 'Prix')}</table:table-row>` +
    `<table:table-row>${cell('', 'Zoé')}${cell('office:value-type="date" office:date-value="2025-12-31T14:30:00"', '31/12/25')}${cell('office:value-type="currency" office:value="12.5"', '12,50 €')}</table:table-row>` +
    `<table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>` +
    '</table:table></office:spreadsheet></office:body></office:document-content>'
  const { names, cells } = await cellsOf(
    fileInMemory('x.ods', zipSync({ mimetype: strToU8('x'), 'content.xml': strToU8(content) })),
  )
  assert.deepEqual([names, cells], [['Nom', 'Achat', 'Prix'], [['Zoé', '2025-12-31 14:30:00', '12.5']]])
})

test('which written formats are dates', () => {
  const dates = ['dd/mm/yyyy', 'jj/mm/aaaa', 'd-mmm', 'hh:mm', '[h]:mm', '[$-40C]mmmm yyyy']
  const others = ['General', '0.00', '#,##0.00 "days"', '[Red]0', '0%', '@', '# ##0,00 [$€-40C]']
  assert.deepEqual([...dates, ...others].map(isDateFormat), [
    ...dates.map(() => true),
    ...others.map(() => false),
  ])
})
