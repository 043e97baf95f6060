import { test } from 'node:test'
import assert from 'node:assert/strict'
import { addressLines, LINE_MAX, type Postal } from './letter.ts'
import { lettersPdf, sortForPost } from './letter-pdf.ts'
import type { LetterPage } from './shape.ts'

const ada: Postal = {
  name: 'Ada Lovelace',
  line1: '4 rue des Lilas',
  line2: null,
  postal_code: '42000',
  city: 'Saint-Étienne',
  country: 'FR',
}

const CASES: [what: string, change: Partial<Postal>, lines: string[] | null][] = [
  [
    'three lines, the town in capitals without accents or signs',
    {},
    ['Ada Lovelace', '4 rue des Lilas', '42000 SAINT ETIENNE'],
  ],
  [
    'what completes the street stands before it',
    { line2: 'Bâtiment B' },
    ['Ada Lovelace', 'Bâtiment B', '4 rue des Lilas', '42000 SAINT ETIENNE'],
  ],
  ['ligatures are two letters', { city: 'Œuilly' }, ['Ada Lovelace', '4 rue des Lilas', '42000 OEUILLY']],
  [
    '38 signs stay on a line',
    { line1: 'x'.repeat(38) },
    ['Ada Lovelace', 'x'.repeat(38), '42000 SAINT ETIENNE'],
  ],
  ['39 are cut', { line1: 'x'.repeat(39) }, ['Ada Lovelace', 'x'.repeat(38), 'x', '42000 SAINT ETIENNE']],
  [
    'a long street is cut between words',
    { line1: '128 boulevard du Maréchal de Lattre de Tassigny' },
    ['Ada Lovelace', '128 boulevard du Maréchal de Lattre de', 'Tassigny', '42000 SAINT ETIENNE'],
  ],
  [
    'abroad ends with the country',
    { country: 'BE', postal_code: '1000', city: 'Bruxelles' },
    ['Ada Lovelace', '4 rue des Lilas', '1000 BRUXELLES', 'BELGIQUE'],
  ],
  ['without a street it does not arrive', { line1: ' ' }, null],
  ['nor without a town', { city: null }, null],
  ['nor without a name', { name: null }, null],
]

for (const [what, change, lines] of CASES)
  test(`an address: ${what}`, () => {
    const made = addressLines({ ...ada, ...change })
    assert.deepEqual(made, lines)
    assert.ok((made ?? []).every((line) => line.length <= LINE_MAX && line !== ''))
  })

const letter = (name: string, postal_code: string | null): LetterPage => ({
  address: postal_code ? [name, '4 rue des Lilas', `${postal_code} VILLE`] : null,
  sender: ['Lili Rose', '4 rue des Lilas', '42000 Saint-Étienne'],
  place_and_date: 'Saint-Étienne, le 3 mars 2026',
  subject: 'Vous nous manquez',
  paragraphs: [{ kind: 'text', runs: [{ text: 'Bonjour, ' }, { text: 'à bientôt', bold: true }] }],
  legal: '',
  logo: null,
  colour: '#1f5c46',
  language: 'fr',
  postal_code,
})

test('letters go to the post in the order of their postal codes', () => {
  const sorted = sortForPost([letter('C', '69001'), letter('A', '01000'), letter('B', '42000')])
  assert.deepEqual(
    sorted.map(({ postal_code }) => postal_code),
    ['01000', '42000', '69001'],
  )
})

test('a thousand letters are one file of a thousand pages; who has no address has none', async (t) => {
  const letters = Array.from({ length: 1000 }, (_, at) =>
    letter(`Client ${at}`, String(10_000 + ((at * 7919) % 85_000))),
  )
  const begun = performance.now()
  const pdf = await lettersPdf([...letters, letter('Sans adresse', null)])
  t.diagnostic(`${Math.round(performance.now() - begun)} ms, ${Math.round(pdf.length / 1024)} KB`)
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-')
  assert.equal(pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length, 1000)
})
