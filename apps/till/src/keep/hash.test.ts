import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPhone } from '../../../../server/lib/phone.ts'
import { plainName, sha256, toE164 } from './hash.ts'

test('a number typed at the counter is the one the server keeps', () => {
  for (const typed of [
    '06 12 34 56 78',
    '0612345678',
    '06.12.34.56.78',
    '+33 6 12 34 56 78',
    '0033612345678',
    '0692 12 34 56',
    '0690 30 12 34',
  ])
    assert.equal(toE164(typed), readPhone(typed)?.e164, typed)
  for (const typed of ['5678', '06 12 34', '', 'Marie']) assert.equal(toE164(typed), null, typed)
})

test('hashes and names compare as they are kept', async () => {
  assert.equal(await sha256('abc'), 'ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=')
  assert.equal(plainName('  Élodie-Anne  O’Brien '), 'elodie anne o brien')
})
