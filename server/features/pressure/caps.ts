/** Whether one more message would be too many, and when it would not. Pure. Instants are epoch milliseconds. */
import { civilOf, DAY_MS, dayOfCivil, localDayOf, startOfLocalDay } from '../../lib/time.ts'
import type { Channel, Purpose } from '../messages/shape.ts'
import { weekdayOf } from './hours.ts'
import type { Cap, PressureRules, Window } from './settings.ts'

export type Said = { message_id: string; channel: Channel; purpose: Purpose; at_ms: number }

/** A card in the phone's wallet rings the phone as a notification does: its consent, its hours and its caps are the same. */
export const heldAs = (channel: Channel): Channel => (channel === 'wallet' ? 'push' : channel)

const isAbout = (cap: Cap, channel: Channel, purpose: Purpose) =>
  (cap.channels.length === 0 || cap.channels.includes(channel) || cap.channels.includes(heldAs(channel))) &&
  (cap.purposes as readonly Purpose[]).includes(purpose)

/** The first local day of the window that holds a day, and of the next one. */
function calendarWindow(day: number, unit: 'day' | 'week' | 'month'): [first: number, next: number] {
  if (unit === 'day') return [day, day + 1]
  const monday = day - weekdayOf(day) + 1
  if (unit === 'week') return [monday, monday + 7]
  const { year, month } = civilOf(day)
  return [dayOfCivil(year, month, 1), dayOfCivil(year, month + 1, 1)]
}

/** Whether a message at that instant leaves every window with at most `max`; those that are planned later count too. */
function fits(at_ms: number, times: readonly number[], max: number, window: Window, zone: string): boolean {
  if (max <= 0) return false
  if (window.kind === 'calendar') {
    const [first, next] = calendarWindow(localDayOf(at_ms, zone), window.unit)
    const [from, to] = [startOfLocalDay(first, zone), startOfLocalDay(next, zone)]
    return times.filter((time) => time >= from && time < to).length < max
  }
  const all = [...times, at_ms].sort((a, b) => a - b)
  const mine = all.indexOf(at_ms)
  for (let first = Math.max(0, mine - max); first <= mine && first + max < all.length; first++)
    if (all[first + max]! - all[first]! < window.days * DAY_MS) return false
  return true
}

/** The first instant from then on that fits; null when the cap lets nothing through at all. */
function nextFit(at_ms: number, times: readonly number[], cap: Cap, zone: string): number | null {
  if (cap.max <= 0) return null
  const starts = (time: number) => {
    if (cap.window.kind === 'rolling') return time + cap.window.days * DAY_MS
    const [, next] = calendarWindow(localDayOf(time, zone), cap.window.unit)
    return startOfLocalDay(next, zone)
  }
  const later = [...times, at_ms].map(starts).filter((time) => time > at_ms)
  for (const time of later.sort((a, b) => a - b))
    if (fits(time, times, cap.max, cap.window, zone)) return time
  return null
}

/** The caps that hold for a message; who asked for less has one more. */
export function capsFor(rules: PressureRules, channel: Channel, purpose: Purpose, less: boolean): Cap[] {
  const own: Cap[] = less
    ? [
        {
          channels: [],
          purposes: ['marketing'],
          max: 1,
          window: { kind: 'rolling', days: rules.less_often_days },
        },
      ]
    : []
  const counted = rules.caps.map((cap) => ({
    ...cap,
    purposes: rules.loyalty_counts ? cap.purposes : cap.purposes.filter((one) => one !== 'loyalty'),
  }))
  return [...own, ...counted].filter((cap) => isAbout(cap, channel, purpose))
}

export type Breach = { cap: Cap; said: number; next_ms: number | null }

/** The cap that a message at that instant would break, with how many it counted; null when none. */
export function breachOf(
  at_ms: number,
  caps: readonly Cap[],
  said: readonly Said[],
  zone: string,
): Breach | null {
  let worst: Breach | null = null
  for (const cap of caps) {
    const times = said.filter((one) => isAbout(cap, one.channel, one.purpose)).map((one) => one.at_ms)
    if (fits(at_ms, times, cap.max, cap.window, zone)) continue
    const breach = {
      cap,
      said: Math.min(times.length, cap.max),
      next_ms: nextFit(at_ms, times, cap, zone),
    }
    if (!worst || (breach.next_ms ?? Infinity) > (worst.next_ms ?? Infinity)) worst = breach
  }
  return worst
}
