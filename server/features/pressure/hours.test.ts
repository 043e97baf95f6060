import { test } from 'node:test'
import assert from 'node:assert/strict'
import { dayOfIsoDate } from '../../lib/time.ts'
import { isPublicHoliday, nextOpen, regionOf, within, zoneOf, type Region } from './hours.ts'
import { DEFAULT_RULES, LIMITS } from './settings.ts'

const sms = DEFAULT_RULES.hours.sms!
const phone = LIMITS.hours.phone!
const next = (at: string, hours = sms, zone = 'Europe/Paris', region: Region = 'common') => {
  const open = nextOpen(Date.parse(at), hours, zone, region)
  return open === null ? null : new Date(open).toISOString()
}

test('B-01: promotional texts leave from 8 to 21:30 on the recipient’s wall; what comes outside waits', () => {
  // A Tuesday in winter: Paris is UTC+1.
  const table: [at: string, open: string][] = [
    ['2026-12-01T06:59:59Z', '2026-12-01T07:00:00.000Z'],
    ['2026-12-01T07:00:00Z', '2026-12-01T07:00:00.000Z'],
    ['2026-12-01T20:29:59Z', '2026-12-01T20:29:59.000Z'],
    ['2026-12-01T20:30:00Z', '2026-12-02T07:00:00.000Z'],
    // Saturday evening: Sunday is closed by default, so Monday morning.
    ['2026-12-05T20:30:00Z', '2026-12-07T07:00:00.000Z'],
    // The night of the clock change, 25 October 2026: eight o'clock is an hour later in UTC. That day is a Sunday.
    ['2026-10-24T20:00:00Z', '2026-10-26T07:00:00.000Z'],
  ]
  for (const [at, open] of table) assert.equal(next(at), open, at)
})

test('B-02: Sundays and public holidays are closed by default, and open to a shop that decides so', () => {
  assert.equal(next('2026-12-06T11:00:00Z'), '2026-12-07T07:00:00.000Z')
  assert.equal(next('2026-12-25T11:00:00Z'), '2026-12-26T07:00:00.000Z')
  const wide = { ...sms, days: [1, 2, 3, 4, 5, 6, 7], public_holidays: true }
  assert.equal(next('2026-12-25T11:00:00Z', wide), '2026-12-25T11:00:00.000Z')
  assert.equal(next('2026-12-06T11:00:00Z', wide), '2026-12-06T11:00:00.000Z')
})

test('C-08: calls from 10 to 13 and 14 to 20, Monday to Friday, where the person lives', () => {
  const table: [at: string, open: string, zone?: string, region?: Region][] = [
    ['2026-12-01T08:59:00Z', '2026-12-01T09:00:00.000Z'],
    ['2026-12-01T09:00:00Z', '2026-12-01T09:00:00.000Z'],
    ['2026-12-01T11:59:00Z', '2026-12-01T11:59:00.000Z'],
    ['2026-12-01T12:00:00Z', '2026-12-01T13:00:00.000Z'],
    ['2026-12-01T13:00:00Z', '2026-12-01T13:00:00.000Z'],
    ['2026-12-01T18:59:00Z', '2026-12-01T18:59:00.000Z'],
    ['2026-12-01T19:00:00Z', '2026-12-02T09:00:00.000Z'],
    ['2026-12-04T19:00:00Z', '2026-12-07T09:00:00.000Z'],
    ['2026-12-25T10:00:00Z', '2026-12-28T09:00:00.000Z'],
    // Whit Monday 2026 is 25 May; Paris is UTC+2.
    ['2026-05-25T10:00:00Z', '2026-05-26T08:00:00.000Z'],
    // Réunion is UTC+4 and closed on 20 December (2027: a Monday); Guadeloupe is UTC-4.
    ['2027-12-20T08:00:00Z', '2027-12-21T06:00:00.000Z', 'Indian/Reunion', '974'],
    ['2026-12-01T10:00:00Z', '2026-12-01T14:00:00.000Z', 'America/Guadeloupe', '971'],
  ]
  for (const [at, open, zone, region] of table)
    assert.equal(next(at, phone, zone, region), open, `${at} ${zone}`)
})

test('public holidays: the common ones, Alsace and Moselle, and each overseas place its own', () => {
  const holiday = (day: string, region: Region = 'common') => isPublicHoliday(dayOfIsoDate(day), region)
  const common =
    '2026-01-01 2026-04-06 2026-05-01 2026-05-08 2026-05-14 2026-05-25 2026-07-14 2026-08-15 2026-11-01 2026-11-11 2026-12-25'
  for (const day of common.split(' ')) assert.ok(holiday(day), day)
  for (const day of ['2026-04-03', '2026-12-26', '2026-04-05', '2026-12-20']) assert.ok(!holiday(day), day)
  for (const day of ['2026-04-03', '2026-12-26']) assert.ok(holiday(day, 'alsace_moselle'), day)
  const own: [Region, string][] = [
    ['976', '2026-04-27'],
    ['972', '2026-05-22'],
    ['971', '2026-05-27'],
    ['97150', '2026-05-28'],
    ['973', '2026-06-10'],
    ['97133', '2026-10-09'],
    ['974', '2026-12-20'],
  ]
  for (const [region, day] of own) {
    assert.ok(holiday(day, region), `${region} ${day}`)
    assert.equal(own.filter(([other]) => holiday(day, other)).length, 1, day)
  }
  // Easter Mondays as the calendar of the Observatoire de Paris has them.
  for (const day of ['2025-04-21', '2027-03-29', '2028-04-17', '2030-04-22', '2038-04-26'])
    assert.ok(holiday(day), day)
})

test('a postal code says the region and, overseas, the zone', () => {
  const table: [string | null, Region, string][] = [
    ['42000', 'common', 'Europe/Paris'],
    ['67000', 'alsace_moselle', 'Europe/Paris'],
    ['57100', 'alsace_moselle', 'Europe/Paris'],
    ['97400', '974', 'Indian/Reunion'],
    ['97133', '97133', 'America/Guadeloupe'],
    ['97150', '97150', 'America/Guadeloupe'],
    ['98800', 'common', 'Pacific/Noumea'],
    [null, 'common', 'Europe/Paris'],
    ['1000', 'common', 'Europe/Paris'],
  ]
  for (const [code, region, zone] of table)
    assert.deepEqual([regionOf(code), zoneOf(code, 'Europe/Paris')], [region, zone], String(code))
})

test('what the shop wants is cut to what is allowed, and hours that never open say so', () => {
  const wide = {
    days: [1, 2, 3, 4, 5, 6, 7],
    spans: [[420, 1380]] as [number, number][],
    public_holidays: true,
  }
  assert.deepEqual(within(wide, LIMITS.hours.phone), LIMITS.hours.phone)
  assert.deepEqual(within(undefined, undefined), undefined)
  assert.equal(next('2026-12-01T10:00:00Z', { ...sms, days: [] }), null)
})
