import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Job } from '../keep/shapes.ts'
import { insisted, nextJob, outcomeOf, waitAfter } from './rules.ts'

const base = {
  made_at: '2026-11-22T10:00:00Z',
  tries: 0,
  state: 'waiting' as const,
  about: { name: null, amount_cents: null, earned: [] },
}
const sale = (seq: number, key: string, change: Partial<Job> = {}) =>
  ({
    ...base,
    kind: 'sale',
    seq,
    key,
    params: { sale_id: `s${seq}` },
    body: { occurred_at: '', amount_cents: 1 },
    ...change,
  }) as Job
const card = (seq: number, key: string, state: Job['state']) =>
  ({ ...base, kind: 'customer', seq, key, params: { customer_id: key }, body: {}, state }) as Job
const back = (seq: number, key: string, sale_id: string) =>
  ({ ...base, kind: 'return', seq, key, params: { sale_id, return_id: 'r' }, body: { lines: [] } }) as Job

const exchange = (seq: number, key: string, from: string, state: Job['state'] = 'waiting') =>
  ({
    ...base,
    kind: 'exchange',
    seq,
    key,
    params: { exchange_id: `e${seq}` },
    body: { return: { sale_id: from }, sale: { sale_id: `s${seq}` } },
    state,
  }) as unknown as Job
const loose = (seq: number) =>
  ({ ...base, kind: 'loose_return', seq, key: 'ada', params: { return_id: 'r' }, body: {} }) as unknown as Job

test('an exchange waits for the sale it takes back, and holds back the return of the one it makes', () => {
  const refused = sale(1, 'ada', { state: 'refused' })
  assert.equal(nextJob([refused, exchange(2, 'ada', 's1')]), undefined)
  assert.equal(nextJob([refused, exchange(2, 'ada', 's9')])?.seq, 2)
  assert.equal(nextJob([exchange(1, 'ada', 's9', 'refused'), back(2, 'ada', 's1')]), undefined)
  assert.equal(nextJob([exchange(1, 'ada', 's9', 'refused'), back(2, 'ada', 's9')])?.seq, 2)
})

test('goods without a receipt wait for a manager, and hold up nobody', () => {
  assert.equal(nextJob([loose(1), sale(2, 'ada')])?.seq, 2)
  assert.equal(nextJob([loose(1)]), undefined)
  assert.equal(nextJob([loose(1), sale(2, 'ada')], true)?.seq, 1)
})

test('what was given at the counter stands, in an exchange as in a sale', () => {
  const kept = insisted(exchange(1, 'ada', 's9'), 'not_enough_points')
  assert.equal(kept?.kind === 'exchange' && kept.body.sale.offline, true)
  assert.equal(insisted(kept!, 'not_enough_points'), undefined)
  assert.equal(insisted(exchange(1, 'ada', 's9'), 'return_too_much'), undefined)
})

test('what leaves next is the oldest that nothing holds back', () => {
  assert.equal(nextJob([]), undefined)
  assert.equal(nextJob([sale(1, 'ada'), sale(2, 'zoe')])?.seq, 1)
  assert.equal(
    nextJob([sale(1, 'ada', { state: 'refused' }), sale(2, 'ada')])?.seq,
    2,
    'her next sale goes on',
  )
  assert.equal(
    nextJob([card(1, 'ada', 'refused'), sale(2, 'ada'), sale(3, 'zoe')])?.seq,
    3,
    'without her card, hers waits',
  )
  assert.equal(nextJob([card(1, 'ada', 'refused'), sale(2, 'ada')]), undefined)
  const refused = sale(1, 'ada', { state: 'refused' })
  assert.equal(nextJob([refused, back(2, 'ada', 's1')]), undefined, 'no return of what was never recorded')
  assert.equal(nextJob([refused, back(2, 'ada', 's0')])?.seq, 2)
})

test('silence and trouble are tried again, a refusal is an answer, a retired till stops', () => {
  for (const status of [0, 408, 425, 429, 500, 502, 503])
    assert.equal(outcomeOf(status), 'later', String(status))
  for (const status of [400, 403, 404, 409, 422]) assert.equal(outcomeOf(status), 'refused', String(status))
  assert.equal(outcomeOf(401), 'stop')
})

test('the wait doubles, up to half a minute, and never falls together', () => {
  assert.deepEqual(
    [0, 1, 2, 4, 5, 50].map((failures) => waitAfter(failures, 0.5)),
    [1000, 2000, 4000, 16_000, 30_000, 30_000],
  )
  assert.deepEqual([waitAfter(0, 0), waitAfter(0, 1)], [750, 1250])
})

test('what the customer was given stands; what was never promised does not', () => {
  const said = insisted(sale(1, 'ada'), 'voucher_not_usable')
  assert.ok(said?.kind === 'sale' && said.body.offline === true)
  assert.equal(insisted(said, 'voucher_not_usable'), undefined, 'once: then a person looks')
  assert.equal(insisted(sale(1, 'ada'), 'sale_id_reused'), undefined)
})
