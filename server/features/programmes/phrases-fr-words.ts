/** The small words of French: agreement, lists, days, hours, and what is counted. */
import type { Naming } from './phrases.ts'
import { dayOf, type Day, type DayOfYear } from './phrases-when.ts'
import type { Unit } from './programme.ts'

export const THIN = '\u202f'
const WIDE = '\u00a0'

/** French counts in the plural from two on: 0 point, 1,99 € compté, 2 points. */
export const s = (amount: number) => (Math.abs(amount) < 2 ? '' : 's')
export const euros = (cents: number) => s(cents / 100)
export const quoted = (name: string) => `«${THIN}${name}${THIN}»`
export const ordinal = (n: number) => (n === 1 ? '1er' : `${n}e`)

export function listed(names: string[], link = 'et'): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${link} ${last}`
}

/** 'le rayon « Thé »', 'les rayons « Thé » et « Vin »'. */
export const aisles = (names: string[]) =>
  names.length === 1 ? `le rayon ${quoted(names[0]!)}` : `les rayons ${listed(names.map(quoted))}`

export const nouns = { points: 'point', stamps: 'tampon', spend: 'centime', money: 'centime' }

export function count(naming: Naming, unit: Unit, units: number): string {
  if (unit.kind === 'spend') return `${naming.moneyShort(units)} d’achats`
  if (unit.kind === 'money') return `${naming.moneyShort(units)} de cagnotte${naming.label(unit)}`
  return `${naming.number(units)} ${nouns[unit.kind]}${s(units)}${naming.label(unit)}`
}

export const subject = (naming: Naming, unit: Unit) => {
  if (unit.kind === 'spend') return 'Les achats comptés'
  if (unit.kind === 'money') return `Les euros de votre cagnotte${naming.label(unit)}`
  return `Les ${nouns[unit.kind]}s${naming.label(unit)}`
}

export const DAYS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche']
const MONTHS = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(
  ' ',
)
export const month = (n: number) => MONTHS[n - 1] ?? ''

export const day = ({ month: n, day: number }: DayOfYear) => `${ordinal1(number)} ${month(n)}`
/** Only the first of a month is an ordinal. */
const ordinal1 = (n: number) => (n === 1 ? '1er' : String(n))
const date = (one: Day) => `${day(one)} ${one.year}`
/** '1er mars 2027'. */
export const isoDay = (iso: string) => date(dayOf(iso))

/** 'du 1er au 15 mars', 'du 15 juin au 31 août'; the month is said once. */
export const between = (from: DayOfYear, to: DayOfYear) =>
  from.month === to.month && from.day <= to.day
    ? `du ${ordinal1(from.day)} au ${day(to)}`
    : `du ${day(from)} au ${day(to)}`

/** 'du 1er au 15 mars 2027', 'à partir du 1er mars 2027', 'le 14 février 2027'; '' without any. */
export function datesBetween(from: string | null, to: string | null): string {
  if (from === null) return to === null ? '' : `jusqu’au ${isoDay(to)}`
  if (to === null) return `à partir du ${isoDay(from)}`
  if (from === to) return `le ${isoDay(to)}`
  const [first, last] = [dayOf(from), dayOf(to)]
  return first.year === last.year
    ? `${between(first, last)} ${last.year}`
    : `du ${date(first)} au ${date(last)}`
}

/** '14 h', '14 h 30', 'midi', 'minuit'. */
export function hour(minute: number): string {
  if (minute === 0 || minute === 1440) return 'minuit'
  if (minute === 720) return 'midi'
  const rest = minute % 60
  const minutes = rest === 0 ? '' : `${WIDE}${String(rest).padStart(2, '0')}`
  return `${Math.floor(minute / 60)}${WIDE}h${minutes}`
}

const ACTIVITIES: Record<string, string> = {
  profile_completed: 'pour votre profil complété',
  survey_answered: 'pour un questionnaire rempli',
  friend_brought: 'pour un ami que vous amenez',
  friend_joined: 'pour votre arrivée grâce à un ami',
  review: 'pour un avis laissé',
  visit: 'pour une visite',
  event_attended: 'pour un événement auquel vous venez',
  bag_returned: 'pour un sac rapporté',
  donation: 'pour un don',
  newsletter: 'pour votre inscription à la lettre d’information',
}

/** One that the product does not know is called what the shop calls it. */
export const activity = (key: string) => ACTIVITIES[key] ?? `pour ${quoted(key.replaceAll('_', ' '))}`
