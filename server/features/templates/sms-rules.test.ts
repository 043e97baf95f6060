import { test } from 'node:test'
import assert from 'node:assert/strict'
import { rangeOfSms, sizeOfSms, stopMention } from './sms-rules.ts'

const CASES: [what: string, text: string, alphabet: string, letters: number, parts: number, left: number][] =
  [
    ['nothing', '', 'gsm7', 0, 1, 160],
    ['one part, full', 'a'.repeat(160), 'gsm7', 160, 1, 0],
    ['one letter more is two parts of 153', 'a'.repeat(161), 'gsm7', 161, 2, 145],
    ['two parts, full', 'a'.repeat(306), 'gsm7', 306, 2, 0],
    ['one letter more is three', 'a'.repeat(307), 'gsm7', 307, 3, 152],
    ['the euro sign counts twice', '€'.repeat(80), 'gsm7', 160, 1, 0],
    ['and a part holds only 76 of them', `${'€'.repeat(80)}a`, 'gsm7', 161, 2, 144],
    ['so do brackets, braces, bars, tildes, carets, backslashes', '[]{}|~^\\', 'gsm7', 16, 1, 144],
    ['accents of the basic alphabet count once', 'éèùàÉÇñ'.slice(0, 6), 'gsm7', 6, 1, 154],
    ['French letters outside it are changed for their twin', 'œçêîô «»…', 'gsm7', 12, 1, 148],
    ['one letter outside, full', `${'a'.repeat(69)}ж`, 'ucs2', 70, 1, 0],
    ['and one more is two parts of 67', `${'a'.repeat(70)}ж`, 'ucs2', 71, 2, 63],
    ['two parts outside, full', `${'a'.repeat(133)}ж`, 'ucs2', 134, 2, 0],
    ['one more is three', `${'a'.repeat(134)}ж`, 'ucs2', 135, 3, 66],
    ['a picture letter counts as two', '🎁', 'ucs2', 2, 1, 68],
  ]

for (const [what, text, alphabet, letters, parts, left] of CASES)
  test(`a text message: ${what}`, () => {
    assert.deepEqual(sizeOfSms(text), { alphabet, letters, parts, left })
  })

test('a letter that counts twice is not cut in two by the end of a part', () => {
  // 152 letters and a euro: the euro goes whole into the second part.
  assert.deepEqual(sizeOfSms(`${'a'.repeat(152)}€${'a'.repeat(151)}`), {
    alphabet: 'gsm7',
    letters: 305,
    parts: 2,
    left: 0,
  })
  assert.equal(sizeOfSms(`${'a'.repeat(152)}€${'a'.repeat(152)}`).parts, 3)
})

test('the cost is that of the parts of each person', () => {
  const range = rangeOfSms(['a'.repeat(160), 'a'.repeat(161), 'a'], 10_000)!
  assert.deepEqual(
    [range.people, range.parts_min, range.parts_max, range.by_parts, range.millicents],
    [3, 1, 2, { 1: 2, 2: 1 }, 40_000],
  )
  assert.equal(rangeOfSms([], 10_000), null)
})

test('STOP is said in the reader’s language, and not at all without a number', () => {
  assert.equal(stopMention('36180', 'fr'), 'STOP au 36180')
  assert.equal(stopMention('36180', 'en'), 'STOP to 36180')
  assert.equal(stopMention(null, 'fr'), '')
})
