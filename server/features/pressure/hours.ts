/** When a channel may be used, where the recipient lives. Pure. Instants are epoch milliseconds, days those of lib/time. */
import { civilOf, DAY_MS, dayOfCivil, localDayOf, zoneOffset } from '../../lib/time.ts'
import type { Hours } from './settings.ts'

const MINUTE_MS = 60_000

/** Which public holidays a place has: the common ones, and its own. */
export type Region = 'common' | 'alsace_moselle' | '971' | '972' | '973' | '974' | '976' | '97133' | '97150'

/** Overseas postal codes say the zone; elsewhere it is the home store's. */
const ZONES: Record<string, string> = {
  '971': 'America/Guadeloupe',
  '972': 'America/Martinique',
  '973': 'America/Cayenne',
  '974': 'Indian/Reunion',
  '975': 'America/Miquelon',
  '976': 'Indian/Mayotte',
  '986': 'Pacific/Wallis',
  '987': 'Pacific/Tahiti',
  '988': 'Pacific/Noumea',
}
const ALSACE_MOSELLE = new Set(['57', '67', '68'])
const OVERSEAS = new Set<string>(['971', '972', '973', '974', '976'])
const ISLANDS = new Set<string>(['97133', '97150'])

/** Of a French postal code; any other place has the common holidays. */
export function regionOf(postal_code: string | null): Region {
  const code = (postal_code ?? '').replace(/\s/g, '')
  if (ISLANDS.has(code)) return code as Region
  if (OVERSEAS.has(code.slice(0, 3))) return code.slice(0, 3) as Region
  return code.length === 5 && ALSACE_MOSELLE.has(code.slice(0, 2)) ? 'alsace_moselle' : 'common'
}

/** The recipient's own zone first, then their store's. */
export const zoneOf = (postal_code: string | null, store_zone: string) =>
  ((postal_code ?? '').length === 5 && ZONES[postal_code!.slice(0, 3)]) || store_zone

/** Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8). */
function easterOf(year: number): number {
  const a = year % 19
  const [b, c] = [Math.floor(year / 100), year % 100]
  const [d, e] = [Math.floor(b / 4), b % 4]
  const f = Math.floor((b + 8) / 25)
  const g = Math.floor((b - f + 1) / 3)
  const h = (19 * a + b - d - g + 15) % 30
  const [i, k] = [Math.floor(c / 4), c % 4]
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const sum = h + l - 7 * m + 114
  return dayOfCivil(year, Math.floor(sum / 31), (sum % 31) + 1)
}

/** Code du travail, L3133-1: fixed days, as month and date. */
const FIXED: [number, number][] = [
  [1, 1],
  [5, 1],
  [5, 8],
  [7, 14],
  [8, 15],
  [11, 1],
  [11, 11],
  [12, 25],
]
/** Easter Monday, Ascension, Whit Monday, in days after Easter (L3133-1). */
const AFTER_EASTER = [1, 39, 50]
/** L3422-2: the abolition of slavery, each at its day. L3134-13: Alsace and Moselle; Good Friday stands below. */
const OWN: Partial<Record<Region, [number, number][]>> = {
  alsace_moselle: [[12, 26]],
  '976': [[4, 27]],
  '972': [[5, 22]],
  '971': [[5, 27]],
  '97150': [[5, 28]],
  '973': [[6, 10]],
  '97133': [[10, 9]],
  '974': [[12, 20]],
}

const kept = new Map<string, Set<number>>()

function holidaysOf(year: number, region: Region): Set<number> {
  const key = `${year}/${region}`
  const known = kept.get(key)
  if (known) return known
  const easter = easterOf(year)
  const fixed = [...FIXED, ...(OWN[region] ?? [])].map(([month, date]) => dayOfCivil(year, month, date))
  const moving = AFTER_EASTER.map((days) => easter + days)
  const days = new Set([...fixed, ...moving, ...(region === 'alsace_moselle' ? [easter - 2] : [])])
  if (kept.size > 500) kept.clear()
  kept.set(key, days)
  return days
}

export const isPublicHoliday = (day: number, region: Region) => holidaysOf(civilOf(day).year, region).has(day)

/** 1 is Monday, 7 Sunday. 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number) => ((((day + 3) % 7) + 7) % 7) + 1

function instantOf(day: number, minute: number, zone: string): number {
  const wall = day * DAY_MS + minute * MINUTE_MS
  return wall - zoneOffset(wall - zoneOffset(wall, zone), zone)
}

const isOpen = (day: number, hours: Hours, region: Region) =>
  hours.days.includes(weekdayOf(day)) && (hours.public_holidays || !isPublicHoliday(day, region))

/** No hours of ours leave more than a few days closed; whoever closes them all is told by null. */
const LOOK_AHEAD_DAYS = 14

/** The first instant from `from_ms` on at which the channel is open; null when none comes within two weeks. */
export function nextOpen(from_ms: number, hours: Hours | undefined, zone: string, region: Region) {
  if (!hours) return from_ms
  const first = localDayOf(from_ms, zone)
  for (let day = first; day <= first + LOOK_AHEAD_DAYS; day++) {
    if (!isOpen(day, hours, region)) continue
    for (const [from, to] of hours.spans) {
      const opens = instantOf(day, from, zone)
      if (from_ms < opens) return opens
      if (from_ms < instantOf(day, to, zone)) return from_ms
    }
  }
  return null
}

/** Both at once: what the law allows of what the shop wants. */
export function within(wanted: Hours | undefined, limit: Hours | undefined): Hours | undefined {
  if (!wanted || !limit) return wanted ?? limit
  const spans = wanted.spans.flatMap(([from, to]) =>
    limit.spans.flatMap(([first, last]): [number, number][] => {
      const both: [number, number] = [Math.max(from, first), Math.min(to, last)]
      return both[0] < both[1] ? [both] : []
    }),
  )
  return {
    days: wanted.days.filter((day) => limit.days.includes(day)),
    spans: spans.toSorted((a, b) => a[0] - b[0]),
    public_holidays: wanted.public_holidays && limit.public_holidays,
  }
}
