import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PLANNED_MAX, readMonthSearch } from './planned-search.ts'

const one = { name: 'Soldes', on: '2026-01-07', at: '10:00', channels: ['sms'], who: 'all', people: 500 }

test('a plan comes back from its address as it was', () => {
  const search = { plan: [one, { ...one, who: 'some', people: 12 }], cap: 4 }
  assert.deepEqual(readMonthSearch(JSON.parse(JSON.stringify(search))), search)
  assert.deepEqual(readMonthSearch({}), {})
})

test('what is not a plan is left out, whatever somebody types', () => {
  const bad = [
    null,
    'x',
    { ...one, on: '2026-13-45' },
    { ...one, on: '7 janvier' },
    { ...one, at: '24:00' },
    { ...one, channels: [] },
    { ...one, channels: ['fax'] },
  ]
  for (const wrong of bad) assert.deepEqual(readMonthSearch({ plan: [wrong] }), {}, JSON.stringify(wrong))
  assert.deepEqual(readMonthSearch({ plan: [{ ...one, who: '<script>' }] }).plan![0]!.who, 'all')
  assert.equal(readMonthSearch({ plan: Array(99).fill(one) }).plan!.length, PLANNED_MAX)
  for (const cap of [-1, 61, 1.5, '4', null]) assert.deepEqual(readMonthSearch({ cap }), {})
})
