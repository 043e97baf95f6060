import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayOfIsoDate, isoDate, localDayOf, startOfLocalDay } from '../../lib/time.ts'
import { expiresAt, extensionsAt, lastDayOf } from './expiry.ts'
import { judgeSale } from './judge.ts'
import type { Expiry } from './programme.ts'
import { points, programmeOf, saleOf } from './sample.ts'

const rolling = (months: number, to_end_of?: 'month' | 'year'): Expiry => ({
  kind: 'rolling',
  months,
  ...(to_end_of && { to_end_of }),
})
const calendar = (end_of: 'month' | 'quarter' | 'year', plus = 0): Expiry => ({
  kind: 'calendar',
  end_of,
  plus,
})
const yearly = (month: number, day: number, months_min = 0): Expiry => ({
  kind: 'yearly',
  month,
  day,
  months_min,
})

test('the last day on which units are good', () => {
  const table: [Expiry, earned: string, last: string][] = [
    [rolling(1), '2026-01-31', '2026-02-28'],
    [rolling(1), '2028-01-31', '2028-02-29'],
    [rolling(12), '2028-02-29', '2029-02-28'],
    [rolling(48), '2028-02-29', '2032-02-29'],
    [rolling(12), '2026-06-15', '2027-06-15'],
    [rolling(1, 'month'), '2026-01-01', '2026-02-28'],
    [rolling(1, 'month'), '2026-01-31', '2026-02-28'],
    [rolling(12, 'month'), '2020-07-06', '2021-07-31'],
    [rolling(12, 'year'), '2026-01-01', '2027-12-31'],
    [rolling(1, 'year'), '2026-12-31', '2027-12-31'],
    [{ kind: 'inactivity', months: 6 }, '2026-08-31', '2027-02-28'],
    [calendar('month'), '2026-02-01', '2026-02-28'],
    [calendar('month', 1), '2026-12-31', '2027-01-31'],
    [calendar('quarter'), '2026-04-01', '2026-06-30'],
    [calendar('quarter'), '2026-03-31', '2026-03-31'],
    [calendar('quarter', 3), '2026-03-31', '2026-12-31'],
    [calendar('year'), '2026-12-31', '2026-12-31'],
    [calendar('year', 1), '2026-01-01', '2027-12-31'],
    [yearly(12, 31), '2026-12-31', '2026-12-31'],
    [yearly(6, 30), '2026-06-30', '2026-06-30'],
    [yearly(6, 30), '2026-07-01', '2027-06-30'],
    [yearly(6, 30, 3), '2026-03-30', '2026-06-30'],
    [yearly(6, 30, 3), '2026-03-31', '2026-06-30'],
    [yearly(6, 30, 3), '2026-04-01', '2027-06-30'],
    [yearly(2, 29), '2027-01-10', '2027-02-28'],
    [yearly(2, 29), '2028-01-10', '2028-02-29'],
    [yearly(1, 31, 24), '2026-01-31', '2028-01-31'],
    [yearly(1, 31, 24), '2026-02-01', '2029-01-31'],
    [{ kind: 'date', on: '2027-06-30' }, '2026-01-01', '2027-06-30'],
    [{ kind: 'date', on: '2027-06-30' }, '2027-07-01', '2027-06-30'],
  ]
  for (const [expiry, earned, last] of table)
    assert.equal(
      isoDate(lastDayOf(expiry as Exclude<Expiry, { kind: 'never' }>, dayOfIsoDate(earned))),
      last,
      `${JSON.stringify(expiry)} earned on ${earned}`,
    )
  assert.equal(expiresAt({ kind: 'never' }, 0, 'UTC'), null)
})

test('G-09 the end of the day is local and half open, also where the clock changes', () => {
  const table: [zone: string, earned: string, gone: string][] = [
    ['Europe/Paris', '2026-02-28T23:30:00Z', '2026-04-01T22:00:00.000Z'],
    ['Europe/Paris', '2026-02-28T22:30:00Z', '2026-03-28T23:00:00.000Z'],
    ['Europe/Paris', '2026-09-25T10:00:00Z', '2026-10-25T23:00:00.000Z'],
    ['America/Guadeloupe', '2026-01-31T10:00:00Z', '2026-03-01T04:00:00.000Z'],
    ['Indian/Reunion', '2026-01-31T21:00:00Z', '2026-03-01T20:00:00.000Z'],
    // Midnight of 6 September 2026 does not exist in Chile: the day begins at one.
    ['America/Santiago', '2026-08-05T15:00:00Z', '2026-09-06T04:00:00.000Z'],
  ]
  for (const [zone, earned, gone] of table) {
    const at_ms = expiresAt(rolling(1), Date.parse(earned), zone)!
    assert.equal(new Date(at_ms).toISOString(), gone, `${zone} ${earned}`)
    assert.equal(startOfLocalDay(localDayOf(at_ms, zone), zone), at_ms)
  }
})

test('every judged sale is an activity, even one that earns nothing', () => {
  const inactive = { ...points, expiry: { kind: 'inactivity' as const, months: 6 } }
  const programme = programmeOf({ units: [inactive, { ...points, unit: 'other' }] })
  const until = Date.parse('2026-12-15T23:00:00Z')
  const expected = [{ unit: 'points', inactive_months: 6, expires_at_ms: until }]
  const nothing = judgeSale(programme, saleOf([0]), [])
  assert.deepEqual(nothing.extensions, expected)
  assert.deepEqual(nothing.lots, [])
  const { lots, extensions } = judgeSale(programme, saleOf([2000]), [])
  assert.deepEqual(extensions, expected)
  assert.equal(lots[0]!.expires_at_ms, until)
  assert.equal(lots[0]!.inactive_months, 6)
  assert.deepEqual(extensionsAt(programme, saleOf([]).occurred_at_ms, 'Europe/Paris'), expected)
  assert.deepEqual(judgeSale(programmeOf(), saleOf([2000]), []).extensions, [])
})
