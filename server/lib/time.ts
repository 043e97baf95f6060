/**
 * Local days in a time zone, without libraries, fast enough for every sale of a simulation.
 * A local day is a whole number: days since 1970-01-01 on the wall calendar of the zone. Instants are epoch
 * milliseconds. Intl is asked twice per calendar day at most; the rest comes from memory.
 */
import { assert } from './assert.ts'

export const DAY_MS = 86_400_000

/** More days than this in one zone (54 years) means somebody sends nonsense dates: forget and begin again. */
const REMEMBERED_DAYS_MAX = 20_000

type Zone = {
  format: Intl.DateTimeFormat
  /** The offset at the first instant of each UTC day. */
  offsets: Map<number, number>
  /** UTC days during which the offset changes: the instant of the change. */
  changes: Map<number, number>
  starts: Map<number, number>
}

const zones = new Map<string, Zone>()

function zoneNamed(time_zone: string): Zone {
  const known = zones.get(time_zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: time_zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const zone = { format, offsets: new Map(), changes: new Map(), starts: new Map() }
  zones.set(time_zone, zone)
  return zone
}

export function isTimeZone(time_zone: string): boolean {
  try {
    return Boolean(zoneNamed(time_zone))
  } catch {
    return false
  }
}

/** Wall clock minus UTC, in milliseconds, as Intl tells it: exact and slow. */
function askOffset(zone: Zone, at_ms: number): number {
  const whole_ms = Math.floor(at_ms / 1000) * 1000
  const part: Record<string, number> = {}
  for (const { type, value } of zone.format.formatToParts(whole_ms)) part[type] = Number(value)
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second) - whole_ms
}

function offsetAtUtcDay(zone: Zone, utc_day: number): number {
  const known = zone.offsets.get(utc_day)
  if (known !== undefined) return known
  if (zone.offsets.size > REMEMBERED_DAYS_MAX) {
    zone.offsets.clear()
    zone.changes.clear()
    zone.starts.clear()
  }
  const offset = askOffset(zone, utc_day * DAY_MS)
  zone.offsets.set(utc_day, offset)
  return offset
}

/** The first instant of the new offset, found by halving; no zone changes twice within a UTC day. */
function changeDuring(zone: Zone, utc_day: number): number {
  const known = zone.changes.get(utc_day)
  if (known !== undefined) return known
  const before = offsetAtUtcDay(zone, utc_day)
  let [low, high] = [utc_day * DAY_MS, (utc_day + 1) * DAY_MS]
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000
    if (askOffset(zone, middle) === before) low = middle
    else high = middle
  }
  zone.changes.set(utc_day, high)
  return high
}

function offsetIn(zone: Zone, at_ms: number): number {
  const utc_day = Math.floor(at_ms / DAY_MS)
  const before = offsetAtUtcDay(zone, utc_day)
  const after = offsetAtUtcDay(zone, utc_day + 1)
  return before === after || at_ms < changeDuring(zone, utc_day) ? before : after
}

/** Wall clock minus UTC in milliseconds: 7 200 000 for Paris in July. */
export function zoneOffset(at_ms: number, time_zone: string): number {
  return offsetIn(zoneNamed(time_zone), at_ms)
}

/** The day on the wall calendar at this instant. */
export function localDayOf(at_ms: number, time_zone: string): number {
  assert(Number.isFinite(at_ms), 'an instant is a finite number of milliseconds')
  return Math.floor((at_ms + offsetIn(zoneNamed(time_zone), at_ms)) / DAY_MS)
}

/**
 * The first instant of a local day. Where midnight is skipped by the clock change it is the instant of the
 * change; where a whole day was skipped (Samoa, 30 December 2011) it is the start of the next.
 */
export function startOfLocalDay(day: number, time_zone: string): number {
  const zone = zoneNamed(time_zone)
  const known = zone.starts.get(day)
  if (known !== undefined) return known
  const start = findStart(zone, day)
  zone.starts.set(day, start)
  return start
}

function findStart(zone: Zone, day: number): number {
  const midnight = day * DAY_MS
  // Offsets lie between -12 and +14 hours, so the true start is well inside these two days.
  const before = offsetAtUtcDay(zone, day - 1)
  const after = offsetAtUtcDay(zone, day + 1)
  if (before === after) return midnight - before
  const change = changeDuring(zone, offsetAtUtcDay(zone, day) === before ? day : day - 1)
  if (midnight - before < change) return midnight - before
  return Math.max(midnight - after, change)
}

export type Civil = { year: number; month: number; date: number }

/**
 * Year, month (1 to 12) and day of the month of a local day, and back: whole numbers, no Date
 * (https://howardhinnant.github.io/date_algorithms.html, civil_from_days and days_from_civil).
 */
export function civilOf(day: number): Civil {
  const shifted = day + 719_468
  const era = Math.floor(shifted / 146_097)
  const of_era = shifted - era * 146_097
  const leaps = Math.floor(of_era / 1460) - Math.floor(of_era / 36_524) + Math.floor(of_era / 146_096)
  const year_of_era = Math.floor((of_era - leaps) / 365)
  const of_year = of_era - 365 * year_of_era - Math.floor(year_of_era / 4) + Math.floor(year_of_era / 100)
  const from_march = Math.floor((5 * of_year + 2) / 153)
  const month = from_march < 10 ? from_march + 3 : from_march - 9
  const year = year_of_era + era * 400 + (month <= 2 ? 1 : 0)
  return { year, month, date: of_year - Math.floor((153 * from_march + 2) / 5) + 1 }
}

/** A month past December is one of a later year; a date past the month's end is its last. */
export function dayOfCivil(year: number, month: number, date: number): number {
  const first = firstOfMonth(year, month)
  return date <= 28 ? first + date - 1 : Math.min(first + date, firstOfMonth(year, month + 1)) - 1
}

function firstOfMonth(year: number, month: number): number {
  const months = year * 12 + month - 3
  const years = Math.floor(months / 12)
  const era = Math.floor(years / 400)
  const of_era = years - era * 400
  const of_year = Math.floor((153 * (months - years * 12) + 2) / 5)
  return era * 146_097 + of_era * 365 + Math.floor(of_era / 4) - Math.floor(of_era / 100) + of_year - 719_468
}

/**
 * Whole months later on the calendar, clamped to the month's end: 31 January + 1 month is 28 or 29 February.
 */
export function addMonths(day: number, months: number): number {
  const { year, month, date } = civilOf(day)
  return dayOfCivil(year, month + months, date)
}

/** '2026-02-28' for a local day. */
export function isoDate(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}

/** The local day of '2026-02-28'. */
export function dayOfIsoDate(date: string): number {
  const day = Date.parse(`${date}T00:00:00Z`) / DAY_MS
  assert(Number.isInteger(day), `${date} is a date written YYYY-MM-DD`)
  return day
}
