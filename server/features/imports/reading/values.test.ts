import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fromSerial, readDate, readTime } from './dates.ts'
import { decimalText, multiply, readDecimal, readYesNo, toCents } from './numbers.ts'
import type { DecimalMark } from './numbers.ts'
import { kindOf, shapeOf } from './kinds.ts'
import { headerMeaning } from './words.ts'
import { readFrenchPostalCode, readTown, tidyAddressLine } from '#lib/address.ts'
import { harmlessCell } from '#lib/csv.ts'
import { readEmail } from '#lib/email.ts'
import { capitaliseName, partFullName } from '#lib/names.ts'
import { readPhones } from '#lib/phone.ts'

const READERS: [name: string, read: (text: string) => unknown][] = [
  ['dates', (text) => readDate(text, { latest_year: 2026, serials: '1900' })],
  ['numbers', (text) => readDecimal(text)],
  ['yes and no', readYesNo],
  ['kinds', kindOf],
  ['shapes', shapeOf],
  ['headers', (text) => headerMeaning(text, 'customers')],
  ['phones', (text) => readPhones(text)],
  ['e-mails', readEmail],
  ['names', capitaliseName],
  ['whole names', (text) => partFullName(text, null)],
  ['towns', readTown],
  ['postal codes', readFrenchPostalCode],
  ['address lines', tidyAddressLine],
  ['exports', harmlessCell],
]

const dates: [text: string, read: string | null][] = [
  ['31/12/2025', '2025-12-31'],
  ['31-12-25', '2025-12-31'],
  ['31.12.2025', '2025-12-31'],
  ['2025-12-31', '2025-12-31'],
  ['20251231', '2025-12-31'],
  ['31 déc. 2025', '2025-12-31'],
  ['31 décembre 2025', '2025-12-31'],
  ['mercredi 31 décembre 2025', '2025-12-31'],
  ['1er janvier 2024', '2024-01-01'],
  ['15-août-24', '2024-08-15'],
  ['Dec 31, 2025', '2025-12-31'],
  ['December 31st 2025', '2025-12-31'],
  ['12/31/2025', '2025-12-31'],
  ['12/05/74', '1974-05-12'],
  ['46022', '2025-12-31'],
  ['46022,604166667', '2025-12-31 14:30:00'],
  ['31/12/2025 14h30', '2025-12-31 14:30:00'],
  ['31/12/2025 à 14 h 30', '2025-12-31 14:30:00'],
  ['31/12/2025 14:30:05', '2025-12-31 14:30:05'],
  ['31/12/2025 2:30 PM', '2025-12-31 14:30:00'],
  ['2025-12-31T14:30:05.123Z', '2025-12-31 14:30:05 Z'],
  ['2025-12-31T14:30:05+02:00', '2025-12-31 14:30:05 +02:00'],
  ['29/02/2024', '2024-02-29'],
  ['29/02/2023', null],
  ['31/04/2025', null],
  ['2025-13-40 25:61:61', null],
  ['31/12/2025 25:00', null],
  ['2025', null],
  ['hier', null],
  ['0612345678', null],
]
for (const [text, read] of dates) {
  test(`the date « ${text} »`, () => {
    const reading = readDate(text, { latest_year: 2026, serials: '1900' })
    const shown = reading.ok ? [reading.date, reading.time, reading.offset].filter(Boolean).join(' ') : null
    assert.equal(shown, read)
  })
}

test('03/04 is what the column says, and doubtful when it says nothing', () => {
  const read = (order: 'dmy' | 'mdy' | null) => {
    const reading = readDate('03/04/2025', { latest_year: 2026, order })
    return reading.ok && [reading.date, reading.ambiguous]
  }
  assert.deepEqual(
    [read('dmy'), read('mdy'), read(null)],
    [
      ['2025-04-03', false],
      ['2025-03-04', false],
      ['2025-04-03', true],
    ],
  )
})

test('serials around the leap day that never was', () => {
  const days = [1, 59, 61]
    .map((serial) => fromSerial(serial, '1900'))
    .map((reading) => reading.ok && reading.date)
  assert.deepEqual(days, ['1900-01-01', '1900-02-28', '1900-03-01'])
})

test('times alone', () => {
  assert.deepEqual(['14:30', '14h30', '9h', '14:30:05', '2:30 pm', '25:00', 'midi'].map(readTime), [
    '14:30:00',
    '14:30:00',
    '09:00:00',
    '14:30:05',
    '14:30:00',
    null,
    null,
  ])
})

const numbers: [text: string, mark: DecimalMark | null, read: string | null, ambiguous?: boolean][] = [
  ['1 234,50', null, '1234.5'],
  ['1\u202F234,50 €', null, '1234.5'],
  ['1.234,50', null, '1234.5'],
  ['1,234.50', null, '1234.5'],
  ["1'234.50", null, '1234.5'],
  ['12€', null, '12'],
  ['12€50', null, '12.5'],
  ['€ 12.50', null, '12.5'],
  ['$74.69', null, '74.69'],
  ['(12,50)', null, '-12.5'],
  ['-12,5', null, '-12.5'],
  ['- 12,5', null, '-12.5'],
  ['12,50-', null, '-12.5'],
  ['−12,5', null, '-12.5'],
  ['1.234', ',', '1234'],
  ['1.234', '.', '1.234'],
  ['1.234', null, '1.234', true],
  ['1,234', '.', '1234'],
  ['0.123', ',', '0.123'],
  ['1.234.567', null, '1234567'],
  ['1,5E3', null, '1500'],
  [',5', null, '0.5'],
  ['6.0', null, '6'],
  ['-0', null, '0'],
  ['12 pts', null, '12'],
  ['1 23', null, null],
  ['12,5,5', null, null],
  ['douze', null, null],
  ['12345678901234567', null, null],
]
for (const [text, mark, read, ambiguous = false] of numbers) {
  test(`the number « ${text} »${mark ? ` in a column with ${mark}` : ''}`, () => {
    const reading = readDecimal(text, mark)
    assert.deepEqual(reading.ok ? [decimalText(reading.value), reading.ambiguous] : [null, false], [
      read,
      ambiguous,
    ])
  })
}

test('cents are exact, and half a cent goes away from zero', () => {
  const cents = (text: string) => {
    const reading = readDecimal(text, '.')
    return reading.ok && toCents(reading.value)
  }
  assert.deepEqual(cents('1.005'), { cents: 101, exact: false })
  assert.deepEqual(cents('-1.005'), { cents: -101, exact: false })
  assert.deepEqual(cents('1.0049'), { cents: 100, exact: false })
  assert.deepEqual(cents('0.29'), { cents: 29, exact: true })
  assert.deepEqual(multiply({ units: 29, scale: 2 }, { units: 3, scale: 0 }), { units: 87, scale: 2 })
})

test('yes and no', () => {
  assert.deepEqual(['Oui', 'x', '1', 'VRAI', '✓', 'non', '0', 'Désabonné', 'peut-être', ''].map(readYesNo), [
    true,
    true,
    true,
    true,
    true,
    false,
    false,
    false,
    null,
    null,
  ])
})

test('a million characters in any cell are answered at once', () => {
  const letters = ['1', ' ', '-', '.', ',', "'", 'a', '@', 'é', '/', '0 ', '1,', '+3', 'a.', 'de ', '1 2']
  for (const letter of letters) {
    const text = letter.repeat(1_000_000 / letter.length)
    for (const [name, reader] of READERS) {
      const started = performance.now()
      reader(text)
      reader(`a${text}@`)
      const took = performance.now() - started
      assert.ok(took < 120, `${name} took ${Math.round(took)} ms over « ${letter} »`)
    }
  }
})
