/** The conditions that a rule, a bonus or a reward may have: in which group they are offered, and how each begins. Pure. */
import { dayOfIsoDate, isoDate } from '#lib/time.ts'
import type { Conditions } from './draft.ts'

export const GROUPS = {
  when: ['weekdays', 'hours', 'dates', 'season'],
  what: ['categories', 'product_ids', 'brands', 'suppliers'],
  who: ['tier_ids', 'club_ids', 'first_purchase', 'birthday', 'tags', 'audience_ids'],
  how: ['basket', 'payment_means', 'channels'],
  where: ['store_ids', 'merchant_ids'],
} as const

export type Group = keyof typeof GROUPS
/** A basket is one condition to people, from and to. */
export type Asked = (typeof GROUPS)[Group][number]

export const GROUP_NAMES = Object.keys(GROUPS) as Group[]

const FIELDS: Partial<Record<Asked, (keyof Conditions)[]>> = {
  basket: ['basket_min_cents', 'basket_max_cents'],
}

const fieldsOf = (asked: Asked): (keyof Conditions)[] => FIELDS[asked] ?? [asked as keyof Conditions]

/** Only bought goods have a category, a basket, a payment. */
const OF_PURCHASES: readonly Asked[] = [...GROUPS.what, 'first_purchase', 'basket', 'payment_means']

export const isOfPurchases = (asked: Asked) => OF_PURCHASES.includes(asked)

const isSet = (value: unknown) => value !== undefined && !(Array.isArray(value) && value.length === 0)

export const has = (when: Conditions, asked: Asked) => fieldsOf(asked).some((field) => isSet(when[field]))

/** Those that hold, in the order in which they are offered. */
export const askedIn = (when: Conditions): Asked[] =>
  GROUP_NAMES.flatMap((group) => GROUPS[group].filter((asked) => has(when, asked)))

/** One condition alone, to be said in words. */
export const only = (when: Conditions, asked: Asked): Conditions =>
  Object.fromEntries(fieldsOf(asked).flatMap((field) => (isSet(when[field]) ? [[field, when[field]]] : [])))

export function without(when: Conditions, asked: Asked): Conditions {
  const fields: string[] = fieldsOf(asked)
  return Object.fromEntries(Object.entries(when).filter(([field]) => !fields.includes(field)))
}

const FORTNIGHT = 13

/** What one sees first, to be changed; lists begin empty, and an empty list is no condition yet. */
export function begun(asked: Asked, today: string): Conditions {
  switch (asked) {
    case 'weekdays':
      return { weekdays: [2] }
    case 'hours':
      return { hours: { from_minute: 14 * 60, to_minute: 17 * 60 } }
    case 'dates':
      return { dates: { from: today, to: isoDate(dayOfIsoDate(today) + FORTNIGHT) } }
    case 'season':
      return { season: { from: '12-01', to: '12-31' } }
    case 'first_purchase':
      return { first_purchase: true }
    case 'birthday':
      return { birthday: { days_before: 7, days_after: 7 } }
    case 'basket':
      return { basket_min_cents: 5000 }
    default:
      return {}
  }
}

/** « 14:30 » in minutes after midnight, and back; midnight at the end of a day is 24 h. */
export const minuteOf = (time: string, isEnd: boolean): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const minute = hours * 60 + minutes
  return isEnd && minute === 0 ? 24 * 60 : minute
}
export const timeOf = (minute: number): string => {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`
}
