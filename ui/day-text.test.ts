import { test } from 'node:test'
import assert from 'node:assert/strict'
import { birthDays, readDay, writeDay } from './day-text.ts'

const READ: [text: string, day: string | null][] = [
  ['31/12/2026', '2026-12-31'],
  [' 1/2/2027 ', '2027-02-01'],
  ['31.12.26', '2026-12-31'],
  ['31-12-2026', '2026-12-31'],
  ['31 12 2026', '2026-12-31'],
  ['31122026', '2026-12-31'],
  ['311226', '2026-12-31'],
  ['2026-12-31', '2026-12-31'],
  ['29/02/2028', '2028-02-29'],
  ['29/02/2027', null],
  ['31/04/2027', null],
  ['00/01/2027', null],
  ['01/13/2027', null],
  ['01/01/0027', null],
  ['01/01/1900', '1900-01-01'],
  ['31/12/1899', '1899-12-31'],
  ['31/12/0999', null],
  ['31/12', null],
  ['demain', null],
  ['', null],
]
for (const [text, day] of READ) test(`a day as it is typed: ${text}`, () => assert.equal(readDay(text), day))

test('while one types, a year is four figures', () => {
  assert.equal(readDay('31/12/20', false), null)
  assert.equal(readDay('31/12/2026', false), '2026-12-31')
  assert.equal(readDay('31/12/20'), '2020-12-31')
})

test('what is written is read again', () => {
  assert.equal(writeDay('2026-02-01'), '01/02/2026')
  assert.equal(readDay(writeDay('2026-02-01')), '2026-02-01')
})

const BORN: [text: string, day: string][] = [
  ['24/05/85', '1985-05-24'],
  ['24/05/26', '2026-05-24'],
  ['27/11/26', '2026-11-27'],
  ['28/11/26', '1926-11-28'],
  ['28/11/2026', '2026-11-28'],
]
for (const [text, day] of BORN)
  test(`two figures of a year stay before the last day there is: ${text}`, () =>
    assert.equal(readDay(text, true, '2026-11-27'), day))

test('nobody was born after today, or more than 120 years ago', () =>
  assert.deepEqual(birthDays('2026-11-27'), { min: '1906-11-27', max: '2026-11-27' }))
