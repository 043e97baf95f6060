import { test } from 'node:test'
import assert from 'node:assert/strict'
import { slugOf } from './slug.ts'

test('a shop’s name becomes an address that the server takes', () => {
  const rows: [string, string][] = [
    ['Lili Rose', 'lili-rose'],
    ['Chez Zoé & Fils', 'chez-zoe-fils'],
    ['Cœur d’Or', 'coeur-d-or'],
    ['  !!  ', 'boutique'],
    ['Z', 'boutique-z'],
    ['a'.repeat(60), 'a'.repeat(40)],
    [`${'a'.repeat(39)} b`, 'a'.repeat(39)],
  ]
  for (const [name, slug] of rows) {
    assert.equal(slugOf(name), slug, name)
    assert.match(slugOf(name), /^[a-z0-9][a-z0-9-]{1,40}$/)
  }
})
