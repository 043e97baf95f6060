import { test } from 'node:test'
import assert from 'node:assert/strict'
import { isKeepable } from './well-formed.ts'

test('only what no text may hold is refused', () => {
  for (const value of ['Zoé', '😀', 'a\\u0000', '\\ud800', 'C:\\users', '\u00a0', '\\\\u0000'])
    assert.ok(isKeepable(JSON.stringify({ value })), value)
  assert.ok(isKeepable('{"value":"\\ud83d\\ude00"}'), 'a whole pair')
  for (const escaped of [
    '\\u0000',
    'a\\\\\\u0000',
    '\\ud800',
    '\\uD83Dx',
    '\\ud83d\\ud83d\\ude00',
    '\\ude00',
    '\\ude00\\ud83d',
  ])
    assert.ok(!isKeepable(`{"value":"${escaped}"}`), escaped)
})
