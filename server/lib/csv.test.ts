import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvLine, harmlessCell, writeCsv } from './csv.ts'

const cells: [value: string, written: string][] = [
  ['=1+1', "'=1+1"],
  ['+cmd|calc', "'+cmd|calc"],
  ['-2+3', "'-2+3"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\r=1', "'\r=1"],
  ['＝1+1', "'＝1+1"],
  ['＠x', "'＠x"],
  [' =1', "' =1"],
  ['\u200B=1', "'\u200B=1"],
  ['-12,50', '-12,50'],
  ['+33612345678', '+33 6 12 34 56 78'],
  ['+262692123456', '+262 692 12 34 56'],
  ['Dupont', 'Dupont'],
  ['a-b', 'a-b'],
]
for (const [value, written] of cells) {
  test(`the cell ${JSON.stringify(value)}`, () => assert.equal(harmlessCell(value), written))
}

test('numbers, empties, quotes, separators and line ends', () => {
  assert.equal(csvLine([-5, null, true, 'a;b', 'c"d', 'e\nf', ' g']), '-5;;true;"a;b";"c""d";"e\nf";" g"\r\n')
})

test('a hundred thousand rows come out in pieces, the mark first', async () => {
  function* rows() {
    for (let n = 0; n < 100_000; n++) yield [n, 'Élodie']
  }
  let pieces = 0
  let length = 0
  let first = ''
  for await (const piece of writeCsv(['N°', 'Prénom'], rows())) {
    if (pieces++ === 0) first = piece
    length += piece.length
  }
  assert.ok(first.startsWith('\uFEFFN°;Prénom\r\n0;Élodie\r\n'))
  assert.ok(pieces > 10 && length > 1_000_000)
})
