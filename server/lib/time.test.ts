import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  addMonths,
  civilOf,
  DAY_MS,
  dayOfCivil,
  dayOfIsoDate,
  isoDate,
  isTimeZone,
  localDayOf,
  startOfLocalDay,
  zoneOffset,
} from './time.ts'

const start = (date: string, zone: string) =>
  new Date(startOfLocalDay(dayOfIsoDate(date), zone)).toISOString()

test('a local day begins at its first instant, also where the clock changes at midnight', () => {
  for (const [date, zone, instant] of [
    ['2026-06-15', 'Europe/Paris', '2026-06-14T22:00:00.000Z'],
    ['2026-03-29', 'Europe/Paris', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', 'Europe/Paris', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', 'Europe/Paris', '2026-10-24T22:00:00.000Z'],
    ['2026-10-26', 'Europe/Paris', '2026-10-25T23:00:00.000Z'],
    ['2026-01-01', 'Pacific/Noumea', '2025-12-31T13:00:00.000Z'],
    ['2026-01-01', 'America/Guadeloupe', '2026-01-01T04:00:00.000Z'],
    ['2026-01-01', 'Indian/Reunion', '2025-12-31T20:00:00.000Z'],
    // No midnight on these days: the clock went from 23:59 to 01:00.
    ['2017-10-15', 'America/Sao_Paulo', '2017-10-15T03:00:00.000Z'],
    ['2024-09-08', 'America/Santiago', '2024-09-08T04:00:00.000Z'],
    // Half an hour of summer time, and a day that Samoa never had.
    ['2026-04-06', 'Australia/Lord_Howe', '2026-04-05T13:30:00.000Z'],
    ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
    ['2011-12-31', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ] as const) {
    assert.equal(start(date, zone), instant, `${date} in ${zone}`)
  }
})

test('the last instant before midnight is still the day before', () => {
  const midnight = startOfLocalDay(dayOfIsoDate('2026-03-30'), 'Europe/Paris')
  assert.equal(isoDate(localDayOf(midnight - 1, 'Europe/Paris')), '2026-03-29')
  assert.equal(isoDate(localDayOf(midnight, 'Europe/Paris')), '2026-03-30')
})

test('a month later is the same day, or the last of a shorter month', () => {
  for (const [from, months, to] of [
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-01-28', 1, '2026-02-28'],
    ['2026-03-31', 1, '2026-04-30'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2028-02-29', 48, '2032-02-29'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-06-15', 12, '2027-06-15'],
    ['2026-12-01', 1, '2027-01-01'],
  ] as const) {
    assert.equal(isoDate(addMonths(dayOfIsoDate(from), months)), to, `${from} + ${months}`)
  }
})

const zones = [
  'Europe/Paris',
  'Europe/London',
  'America/New_York',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Africa/Casablanca',
  'UTC',
]
const instants = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2045, 0, 1) })

test('the offset remembered is the one that Intl tells, at any instant and next to every change', () => {
  let changes = 0
  fc.assert(
    fc.property(instants, fc.constantFrom(...zones), fc.integer({ min: -2, max: 2 }), (at_ms, zone, near) => {
      const told = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
      const offsetTold = (ms: number) => {
        const name = told.formatToParts(ms).find((part) => part.type === 'timeZoneName')!.value
        const [, sign, hours, minutes] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(name)!
        return sign ? (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1) : 0
      }
      assert.equal(zoneOffset(at_ms, zone), offsetTold(at_ms))
      // The half years around hold a change in most zones: find it by halving and look on both sides.
      let [low, high] = [at_ms, at_ms + 182 * DAY_MS]
      if (offsetTold(low) === offsetTold(high)) return
      const before = offsetTold(low)
      while (high - low > 1) {
        const middle = Math.floor((low + high) / 2)
        if (offsetTold(middle) === before) low = middle
        else high = middle
      }
      changes += 1
      assert.equal(zoneOffset(high + near, zone), offsetTold(high + near))
    }),
    { numRuns: 60 },
  )
  assert(changes > 5, 'changes were looked at')
})

test('days follow one another without a gap or an overlap', () => {
  // St John's once changed its clock a minute after midnight, so a moment of it had two dates: left out.
  const zone = fc.constantFrom(
    ...zones.filter((name) => name !== 'America/St_Johns' && name !== 'Pacific/Apia'),
  )
  fc.assert(
    fc.property(instants, zone, (at_ms, name) => {
      const day = localDayOf(at_ms, name)
      assert(startOfLocalDay(day, name) <= at_ms && at_ms < startOfLocalDay(day + 1, name))
      assert.equal(localDayOf(startOfLocalDay(day, name), name), day)
      assert.equal(localDayOf(startOfLocalDay(day, name) - 1, name), day - 1)
    }),
  )
})

test('a zone is one that Intl knows', () => {
  assert.equal(isTimeZone('Europe/Paris'), true)
  assert.equal(isTimeZone('Europe/Lutece'), false)
  assert.throws(() => localDayOf(0, 'Europe/Lutece'), RangeError)
  assert.throws(() => localDayOf(Number.NaN, 'UTC'), /finite/)
})

test('days and dates of the calendar answer each other, as Date does', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -200_000, max: 200_000 }),
      fc.integer({ min: -30, max: 30 }),
      (day, months) => {
        const date = new Date(day * DAY_MS)
        const civil = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, date: date.getUTCDate() }
        assert.deepEqual(civilOf(day), civil)
        assert.equal(dayOfCivil(civil.year, civil.month, civil.date), day)
        const first = Date.UTC(civil.year, civil.month - 1 + months, 1) / DAY_MS
        const last = Date.UTC(civil.year, civil.month + months, 0) / DAY_MS
        assert.equal(dayOfCivil(civil.year, civil.month + months, 1), first)
        assert.equal(dayOfCivil(civil.year, civil.month + months, 31), last)
        assert.equal(addMonths(day, months), Math.min(first + civil.date - 1, last))
      },
    ),
  )
  assert.equal(isoDate(dayOfCivil(2027, 2, 29)), '2027-02-28')
  assert.equal(isoDate(dayOfCivil(2028, 2, 30)), '2028-02-29')
  assert.equal(isoDate(dayOfCivil(2026, 13, 1)), '2027-01-01')
})
