import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isOn, withArrival } from './guests.ts'

const sale = {
  campaign_id: 'c',
  title: 'Avant-première',
  starts_at: '2026-03-05T18:00:00Z',
  ends_at: '2026-03-05T21:00:00Z',
  guests: { ada: { people: 2, arrived_at: null }, bob: { people: 1, arrived_at: '2026-03-05T18:05:00Z' } },
}

test('the door opens three hours before, and closes when the sale is over', () => {
  for (const [at, expected] of [
    ['2026-03-05T14:59:59Z', false],
    ['2026-03-05T15:00:00Z', true],
    ['2026-03-05T20:59:59Z', true],
    ['2026-03-05T21:00:00Z', false],
  ] as const)
    assert.equal(isOn(sale, Date.parse(at)), expected, at)
})

test('an arrival is noted once, of those expected and of whoever comes anyway', () => {
  const at = '2026-03-05T18:30:00Z'
  assert.deepEqual(withArrival(sale, 'ada', at).guests.ada, { people: 2, arrived_at: at })
  assert.deepEqual(withArrival(sale, 'zoe', at).guests.zoe, { people: null, arrived_at: at })
  assert.equal(withArrival(sale, 'bob', at).guests.bob!.arrived_at, sale.guests.bob.arrived_at)
  assert.equal(sale.guests.ada.arrived_at, null, 'what was is left as it was')
})
