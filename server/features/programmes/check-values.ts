/** Numbers and days that a programme may hold. */
import { DAY_MS } from '../../lib/time.ts'
import type { Report } from './check-sentences.ts'

/**
 * So large that no shop means it, so small that the cents of the largest sale (100 million €) times units are
 * exact.
 */
export const UNITS_MAX = 100_000
export const CENTS_MAX = 1_000_000_000
export const DAYS_MAX = 3650
const NAME_LENGTH_MAX = 120

export function checkWhole(value: number, least: number, most: number, path: string, report: Report): void {
  if (!Number.isInteger(value)) report('not_whole', path)
  else if (value < least) report('too_small', path)
  else if (value > most) report('too_large', path)
}

export function checkName(name: string, path: string, report: Report): void {
  if (name.trim() === '') report('name_empty', path)
  if (name.length > NAME_LENGTH_MAX) report('name_too_long', path)
}

export function checkIds(ids: string[], path: string, field: string, report: Report): void {
  ids.forEach((id, n) => {
    if (id.trim() === '') report('id_empty', `${path}.${n}.${field}`)
    else if (ids.indexOf(id) < n) report('id_duplicate', `${path}.${n}.${field}`)
  })
}

/** The local day of '2027-06-30'; NaN for a day that no calendar has, such as 31 April. */
export function dayNumber(date: string): number {
  const day = Date.parse(`${date}T00:00:00Z`) / DAY_MS
  if (!Number.isInteger(day)) return Number.NaN
  return new Date(day * DAY_MS).toISOString().startsWith(date) ? day : Number.NaN
}

/** 'MM-DD' of a leap year, so that 29 February is one. */
export const isDayOfYear = (day: string) =>
  /^\d{2}-\d{2}$/.test(day) && !Number.isNaN(dayNumber(`2024-${day}`))
