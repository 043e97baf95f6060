import { test } from 'node:test'
import assert from 'node:assert/strict'
import { isoDate } from '../../lib/time.ts'
import {
  easterDay,
  hoursProblem,
  isOpen,
  publicHolidays,
  type Exception,
  type Hours,
  type Span,
} from './rules.ts'

const week: Hours = {
  time_zone: 'Europe/Paris',
  opening_hours: {
    friday: [
      ['10:00', '12:30'],
      ['14:00', '19:00'],
    ],
    saturday: [['10:00', '24:00']],
  },
  exceptions: [
    { from: '2026-12-25', to: '2026-12-25', label: 'Noël', hours: [] },
    { from: '2026-12-20', to: '2026-12-20', label: 'Dimanche de Noël', hours: [['10:00', '18:00']] },
  ],
}

for (const [at, open, why] of [
  ['2026-11-20T09:00:00Z', true, 'Friday 10:00 sharp'],
  ['2026-11-20T08:59:59Z', false, 'one second before'],
  ['2026-11-20T11:29:59Z', true, 'just before lunch'],
  ['2026-11-20T11:30:00Z', false, 'lunch begins'],
  ['2026-11-20T13:00:00Z', true, 'lunch ends'],
  ['2026-07-10T08:00:00Z', true, '10:00 in summer is another hour of UTC'],
  ['2026-07-10T17:00:00Z', false, '19:00 in summer'],
  ['2026-11-21T22:59:59Z', true, 'Saturday until midnight'],
  ['2026-11-21T23:00:00Z', false, 'Sunday has begun'],
  ['2026-12-25T10:00:00Z', false, 'Christmas is a Friday, closed'],
  ['2026-12-20T10:00:00Z', true, 'an open Sunday'],
  ['2026-12-27T10:00:00Z', false, 'another Sunday'],
] as const)
  test(`open or not: ${why}`, () => assert.equal(isOpen(week, new Date(at)), open))

test('a closed store is closed from that moment on', () => {
  const closed = { ...week, closed_at: new Date('2026-11-20T10:00:00Z') }
  assert.equal(isOpen(closed, new Date('2026-11-20T09:59:59Z')), true)
  assert.equal(isOpen(closed, new Date('2026-11-20T10:00:00Z')), false)
})

const monday = (...spans: Span[]) => hoursProblem({ opening_hours: { monday: spans }, exceptions: [] })
const days = (...exceptions: [string, string][]) =>
  hoursProblem({
    opening_hours: {},
    exceptions: exceptions.map(([from, to]): Exception => ({ from, to, label: '', hours: [] })),
  })

test('hours that touch are fine; that overlap, end early or are no hours are not', () => {
  assert.equal(monday(['09:00', '12:00'], ['12:00', '18:00']), null)
  assert.equal(monday(['14:00', '18:00'], ['09:00', '12:00']), null)
  assert.deepEqual(monday(['09:00', '12:01'], ['12:00', '18:00']), { at: 'monday', problem: 'overlaps' })
  assert.deepEqual(monday(['09:00', '09:00']), { at: 'monday', problem: 'ends_before_it_begins' })
  assert.deepEqual(monday(['22:00', '02:00']), { at: 'monday', problem: 'ends_before_it_begins' })
  assert.deepEqual(monday(['09:00', '24:01']), { at: 'monday', problem: 'malformed' })
  assert.deepEqual(monday(['9:00', '12:00']), { at: 'monday', problem: 'malformed' })
})

test('exceptions are days that exist, in order, each said once', () => {
  assert.equal(days(['2026-08-01', '2026-08-15'], ['2026-08-16', '2026-08-16']), null)
  assert.deepEqual(days(['2026-08-01', '2026-08-15'], ['2026-08-15', '2026-08-16']), {
    at: '2026-08-15',
    problem: 'overlaps',
  })
  assert.deepEqual(days(['2026-08-02', '2026-08-01']), { at: '2026-08-02', problem: 'ends_before_it_begins' })
  assert.deepEqual(days(['2026-02-29', '2026-03-01']), { at: '2026-02-29', problem: 'malformed' })
})

// Published dates: 1943 and 2038 are the latest possible (25 April), 1818 the earliest (22 March).
for (const date of [
  '1818-03-22',
  '1943-04-25',
  '2000-04-23',
  '2008-03-23',
  '2019-04-21',
  '2024-03-31',
  '2025-04-20',
  '2026-04-05',
  '2027-03-28',
  '2038-04-25',
])
  test(`Easter of ${date.slice(0, 4)}`, () =>
    assert.equal(isoDate(easterDay(Number(date.slice(0, 4)))), date))

test('the eleven holidays of 2026, and two more in Strasbourg', () => {
  const dates = (postal_code?: string) => publicHolidays(2026, postal_code).map((day) => day.date.slice(5))
  assert.deepEqual(dates(), [
    '01-01',
    '04-06',
    '05-01',
    '05-08',
    '05-14',
    '05-25',
    '07-14',
    '08-15',
    '11-01',
    '11-11',
    '12-25',
  ])
  assert.deepEqual(
    dates('67000').filter((date) => !dates().includes(date)),
    ['04-03', '12-26'],
  )
})
