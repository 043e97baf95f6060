import { test } from 'node:test'
import assert from 'node:assert/strict'
import { isFiltered, queryOf, readCustomersSearch } from './search.ts'

test('an address is read as far as it makes sense', () => {
  const rows: [Record<string, unknown>, object][] = [
    [{}, {}],
    [
      { q: 'dupont', recency: 'lost' },
      { q: 'dupont', recency: 'lost' },
    ],
    [{ q: 4482 }, { q: '4482' }],
    [{ recency: 'yesterday', sort: 'height', left: 'no' }, {}],
    [
      { consent_email: false, spent_cents_min: 0 },
      { consent_email: false, spent_cents_min: 0 },
    ],
    [{ spent_cents_min: 1.5, cols: ['name', 3], tab: 'nope' }, { cols: ['name'] }],
  ]
  for (const [given, read] of rows) assert.deepEqual(readCustomersSearch(given), read, JSON.stringify(given))
})

test('the server is asked for filters and order, never for what the screen keeps to itself', () => {
  const search = readCustomersSearch({ q: 'a', cols: ['name'], open: 'x', tab: 'timeline', sort: 'spent' })
  assert.deepEqual(queryOf(search, 's1'), { q: 'a', sort: 'spent', store_id: 's1' })
  assert.equal(isFiltered(queryOf(search, 's1')), true)
  assert.equal(isFiltered(queryOf(readCustomersSearch({ sort: 'spent', cols: ['name'] }), 's1')), false)
})
