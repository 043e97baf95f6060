import { test } from 'node:test'
import assert from 'node:assert/strict'
import { matches } from './match-words.ts'

test('words are found by their beginnings, without accents', () => {
  const rows: [string, string, boolean][] = [
    ['Réglages', 'regl', true],
    ['Voix du client', 'cli voi', true],
    ['Fidélité', 'FIDE', true],
    ['Clients', 'ents', false],
    ['Clients', '', true],
    ['Clients', 'cli xyz', false],
  ]
  for (const [text, asked, found] of rows) assert.equal(matches(text, asked), found, `${text} / ${asked}`)
})
