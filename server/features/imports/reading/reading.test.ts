import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readRows, sniff, surveySample } from './reading.ts'
import { fileInMemory } from './source.ts'
import type { Row, Skipped, SourceFile } from './source.ts'
import { Unreadable } from './unreadable.ts'

const text = (content: string, encoding: BufferEncoding = 'utf8') =>
  fileInMemory('clients.csv', Buffer.from(content, encoding))

async function everything(file: SourceFile, batch_rows?: number) {
  const sniffed = await sniff(file)
  const rows: Row[] = []
  const skipped: Skipped[] = []
  for await (const batch of readRows(file, { sniffed, ...(batch_rows ? { batch_rows } : {}) })) {
    rows.push(...batch.rows)
    skipped.push(...batch.skipped)
  }
  return {
    sniffed,
    rows,
    skipped,
    names: sniffed.columns.map(({ name }) => name),
    cells: rows.map((row) => row.cells),
  }
}

const PEOPLE = 'Nom;Prénom;E-mail\r\nLéger;Zoé;zoe@exemple.fr\r\nÉtienne;Noël;noel@exemple.fr\r\n'
const READ = [
  ['Léger', 'Zoé', 'zoe@exemple.fr'],
  ['Étienne', 'Noël', 'noel@exemple.fr'],
]

const CP850 = Buffer.from(
  PEOPLE.replaceAll('é', '\x82').replaceAll('É', '\x90').replaceAll('ë', '\x89'),
  'latin1',
)
const MAC = Buffer.from(
  PEOPLE.replaceAll('é', '\x8e').replaceAll('É', '\x83').replaceAll('ë', '\x91'),
  'latin1',
)
const alphabets: [name: string, bytes: Buffer, encoding: string][] = [
  ['UTF-8', Buffer.from(PEOPLE), 'utf-8'],
  ['UTF-8 with its mark', Buffer.from(`\uFEFF${PEOPLE}`), 'utf-8'],
  ['Windows', Buffer.from(PEOPLE, 'latin1'), 'windows-1252'],
  ['DOS', CP850, 'cp850'],
  ['Macintosh', MAC, 'macintosh'],
  ['UTF-16 with its mark', Buffer.from(`\uFEFF${PEOPLE}`, 'utf16le'), 'utf-16le'],
  ['UTF-16 without', Buffer.from(PEOPLE, 'utf16le'), 'utf-16le'],
  ['UTF-16, high byte first', Buffer.from(`\uFEFF${PEOPLE}`, 'utf16le').swap16(), 'utf-16be'],
]
for (const [name, bytes, encoding] of alphabets) {
  test(`the alphabet ${name}`, async () => {
    const { sniffed, names, cells } = await everything(fileInMemory('x.csv', bytes))
    assert.ok(sniffed.layout.format === 'text')
    assert.equal(sniffed.layout.encoding, encoding)
    assert.deepEqual(names, ['Nom', 'Prénom', 'E-mail'])
    assert.deepEqual(cells, READ)
  })
}

test('a line in another alphabet among UTF-8 ones is read, and says so', async () => {
  const bytes = Buffer.concat([Buffer.from(PEOPLE), Buffer.from('Frédéric;Éva;eva@exemple.fr\r\n', 'latin1')])
  const { rows } = await everything(fileInMemory('x.csv', bytes))
  assert.deepEqual(rows[2]!.cells, ['Frédéric', 'Éva', 'eva@exemple.fr'])
  assert.deepEqual(rows[2]!.repairs, ['other_encoding'])
})

for (const [name, separator] of [
  ['tab', '\t'],
  ['bar', '|'],
  ['comma', ','],
  ['tilde', '~'],
] as const) {
  test(`the separator ${name}, decimal commas or not`, async () => {
    const price = separator === ',' ? '"12,50"' : '12,50'
    const lines =
      ['Article', 'Prix', 'Date'].join(separator) +
      '\n' +
      [`Pull`, price, '01/02/2024'].join(separator).concat('\n').repeat(3)
    const { cells } = await everything(text(lines))
    assert.deepEqual(cells[0], ['Pull', '12,50', '01/02/2024'])
  })
}

test('sep= is obeyed, old Macintosh line ends too', async () => {
  const declared = await everything(text('sep=|\na,b|c\n1,2|3\n'))
  assert.deepEqual([declared.names, declared.cells], [['a,b', 'c'], [['1,2', '3']]])
  const old = await everything(text(PEOPLE.replaceAll('\r\n', '\r')))
  assert.deepEqual(old.cells, READ)
})

test('titles, comments and blank lines above and among the rows are left out and counted', async () => {
  const content =
    'Export du 01/01/2025;;\n;;\n# essai\nNom;Prénom;CP\nA;B;75001\n\n# fin\nC;D;75002\nNom;Prénom;CP\nE;F;75003\n'
  const { sniffed, rows, skipped } = await everything(text(content))
  assert.deepEqual(
    sniffed.above.map(({ line }) => line),
    [1, 2, 3, 4],
  )
  assert.deepEqual(
    skipped.map(({ line, why }) => [line, why]),
    [
      [6, 'blank'],
      [7, 'comment'],
      [9, 'repeated_header'],
    ],
  )
  assert.deepEqual(
    rows.map(({ line }) => line),
    [5, 8, 10],
  )
})

test('a file without a header keeps its first row', async () => {
  const { sniffed, cells } = await everything(
    text('Dupont;Jean;0612345678\nMartin;Léa;0712345678\nPetit;Zoé;0612345679\n'),
  )
  assert.equal(sniffed.has_header, false)
  assert.equal(cells.length, 3)
})

test('a forgotten quote costs its own row nothing, nor the next ones', async () => {
  const content = 'Ref,Nom,Prix,Note\nA1,Pull,10.00,"doux\nA2,Robe,20.00,"chic, court"\nA3,Jupe,30.00,\n'
  const { rows } = await everything(text(content))
  assert.deepEqual(
    rows.map(({ cells }) => cells[3]),
    ['"doux', 'chic, court', ''],
  )
  assert.deepEqual(rows[0]!.repairs, ['stray_quote'])
})

test('a forgotten quote before a short row does not swallow it', async () => {
  const content = 'Ref,Nom,Prix,Note\nA1,Pull,10.00,"doux\nA2,Robe\nA3,Jupe,30.00,"x"\nA4,Bas,5.00,\n'
  const { rows } = await everything(text(content))
  assert.deepEqual(
    rows.map(({ line, problem }) => [line, problem]),
    [
      [2, undefined],
      [3, 'too_few_fields'],
      [4, undefined],
      [5, undefined],
    ],
  )
})

test('a note over several lines is one row, and the next row knows its line', async () => {
  const { rows } = await everything(text('Ref,Note,Prix\nA1,"un\ndeux\n\ntrois",10.00\nA2,x,20.00\n'))
  assert.deepEqual(
    rows.map(({ line, cells }) => [line, cells[1]]),
    [
      [2, 'un\ndeux\n\ntrois'],
      [6, 'x'],
    ],
  )
})

test('a field too many or too few is named with its line, unless one reading alone is possible', async () => {
  const good = 'A1,2024-01-01,10.00,Paris\n'
  const { rows } = await everything(
    text(`Ref,Date,Prix,Ville\n${good.repeat(6)}A2,2024-01-02,,12.00,Lyon\nA3,x,y,z,Lyon\nA4,Lyon\n`),
  )
  assert.deepEqual(rows[6]!.cells, ['A2', '2024-01-02', '12.00', 'Lyon'])
  assert.deepEqual(
    rows.slice(6).map(({ line, problem, repairs }) => [line, problem, repairs]),
    [
      [8, undefined, ['extra_separator']],
      [9, 'too_many_fields', undefined],
      [10, 'too_few_fields', undefined],
    ],
  )
})

for (const encoding of ['utf8', 'latin1', 'utf16le'] as const) {
  test(`reading goes on from any batch as if it had never stopped (${encoding})`, async () => {
    const mark = encoding === 'utf16le' ? '\uFEFF' : ''
    let content = `${mark}Réf;Note;Prix\r\n`
    for (let n = 0; n < 500; n++) content += n % 50 === 7 ? `É${n};"a\nb";1,50\r\n` : `É${n};été;1,50\r\n`
    const file = text(content, encoding)
    const whole = await everything(file)
    assert.equal(whole.rows.length, 500)
    for await (const batch of readRows(file, { sniffed: whole.sniffed, batch_rows: 90 })) {
      const rest: Row[] = []
      for await (const later of readRows(file, { sniffed: whole.sniffed, from: batch.next }))
        rest.push(...later.rows)
      const at = whole.rows.findIndex(({ line }) => line === batch.rows.at(-1)!.line)
      assert.deepEqual(rest, whole.rows.slice(at + 1))
    }
  })
}

test('a column decides its dates and decimals from all its values, and says its doubts', async () => {
  const { sniffed } = await everything(
    text('a;b;c;d\n03/04/2024;04/13/2024;1.234;05/06/2024\n25/04/2024;01/02/2024;1,5;07/08/2024\n'),
  )
  const styles = surveySample(sniffed)
  assert.deepEqual(
    styles.map(({ date_order }) => date_order),
    ['dmy', 'mdy', null, null],
  )
  assert.deepEqual(
    styles.map(({ date_doubt }) => date_doubt),
    [null, null, null, 'undecided'],
  )
  assert.equal(styles[2]!.decimal_mark, ',')
})

const strangers: [name: string, bytes: Buffer, code: string][] = [
  [
    'an old workbook',
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]),
    'old_excel',
  ],
  [
    'a protected workbook',
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
    'protected',
  ],
  ['a web page called .xls', Buffer.from('<html><table><tr><td>1</td></tr></table></html>'), 'old_excel'],
  ['a PDF', Buffer.from('%PDF-1.7 ...'), 'not_a_table'],
  ['a picture', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 'not_a_table'],
  ['a broken archive', Buffer.from('PK\u0003\u0004 and nothing more'), 'damaged'],
]
for (const [name, bytes, code] of strangers) {
  test(`${name} is answered with a sentence`, async () => {
    await assert.rejects(
      sniff(fileInMemory('x', bytes)),
      (error) => error instanceof Unreadable && error.code === code && error.sentences.fr.endsWith('.'),
    )
  })
}

test('empty files and files of one line are no accident', async () => {
  assert.deepEqual((await everything(text(''))).cells, [])
  assert.deepEqual((await everything(text('\r\n'))).cells, [])
  const only = await everything(text('Nom;Prénom;E-mail\n'))
  assert.deepEqual([only.sniffed.has_header, only.names.length, only.cells.length], [true, 3, 0])
})

test('a megabyte without a line end, or all quotes, is read in little time', async () => {
  for (const content of [
    'x'.repeat(3_000_000),
    '"'.repeat(1_000_000),
    'a,"'.repeat(300_000),
    ' '.repeat(1_000_000),
    '1,'.repeat(500_000),
  ]) {
    const started = performance.now()
    await everything(text(`Nom,Prénom,Âge\nA,B,3\n${content}\nC,D,4\n`))
    assert.ok(
      performance.now() - started < 1500,
      `${content.slice(0, 5)} took ${performance.now() - started} ms`,
    )
  }
})
