/** The small words of English: agreement, lists, days, hours, and what is counted. */
import type { Naming } from './phrases.ts'
import { dayOf, type Day, type DayOfYear } from './phrases-when.ts'
import type { Unit } from './programme.ts'

export const s = (amount: number) => (amount === 1 ? '' : 's')
export const quoted = (name: string) => `“${name}”`

export function ordinal(n: number): string {
  const tens = n % 100
  const ending = tens > 10 && tens < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')
  return `${n}${ending}`
}

export function listed(names: string[], link = 'and'): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${link} ${last}`
}

export const nouns = { points: 'point', stamps: 'stamp', spend: 'cent', money: 'cent' }

export function count(naming: Naming, unit: Unit, units: number): string {
  if (unit.kind === 'spend') return `${naming.moneyShort(units)} of purchases`
  if (unit.kind === 'money') return `${naming.moneyShort(units)} in your kitty${naming.label(unit)}`
  return `${naming.number(units)} ${nouns[unit.kind]}${s(units)}${naming.label(unit)}`
}

export const capitalised = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

export const subject = (naming: Naming, unit: Unit) => {
  if (unit.kind === 'spend') return 'Counted purchases'
  if (unit.kind === 'money') return `The euros of your kitty${naming.label(unit)}`
  return capitalised(`${nouns[unit.kind]}s${naming.label(unit)}`)
}

export const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)
export const month = (n: number) => MONTHS[n - 1] ?? ''

export const day = ({ month: n, day: number }: DayOfYear) => `${number} ${month(n)}`
const date = (one: Day) => `${day(one)} ${one.year}`
/** '1 March 2027'. */
export const isoDay = (iso: string) => date(dayOf(iso))

/** 'from 1 to 15 March'; the month is said once. */
export const between = (from: DayOfYear, to: DayOfYear) =>
  from.month === to.month && from.day <= to.day
    ? `from ${from.day} to ${day(to)}`
    : `from ${day(from)} to ${day(to)}`

/** 'from 1 to 15 March 2027', 'from 1 March 2027', 'on 14 February 2027'; '' without any. */
export function datesBetween(from: string | null, to: string | null): string {
  if (from === null) return to === null ? '' : `until ${isoDay(to)}`
  if (to === null) return `from ${isoDay(from)}`
  if (from === to) return `on ${isoDay(to)}`
  const [first, last] = [dayOf(from), dayOf(to)]
  return first.year === last.year
    ? `${between(first, last)} ${last.year}`
    : `from ${date(first)} to ${date(last)}`
}

/** '2 pm', '2:30 pm', 'noon', 'midnight'. */
export function hour(minute: number): string {
  if (minute === 0 || minute === 1440) return 'midnight'
  if (minute === 720) return 'noon'
  const [hours, rest] = [Math.floor(minute / 60), minute % 60]
  const minutes = rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`
  return `${hours % 12 || 12}${minutes} ${hours < 12 ? 'am' : 'pm'}`
}

const ACTIVITIES: Record<string, string> = {
  profile_completed: 'for completing your profile',
  survey_answered: 'for answering a survey',
  friend_brought: 'for a friend you bring',
  friend_joined: 'for coming by way of a friend',
  review: 'for leaving a review',
  visit: 'for a visit',
  event_attended: 'for coming to an event',
  bag_returned: 'for bringing back a bag',
  donation: 'for a donation',
  newsletter: 'for signing up to the newsletter',
}

/** One that the product does not know is called what the shop calls it. */
export const activity = (key: string) => ACTIVITIES[key] ?? `for ${quoted(key.replaceAll('_', ' '))}`
