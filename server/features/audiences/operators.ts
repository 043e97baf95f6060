/** What may be asked of each kind of value, and with how many values. Pure. */
import type { ValueType } from './shape.ts'

/** How many values, and what they are: `days` are whole days, `day` is YYYY-MM-DD, `own` is what the field holds. */
export type Asks = { values: [min: number, max: number]; of: 'own' | 'days' | 'day' | 'place' }

const VALUES_MAX = 200
const one: Asks = { values: [1, 1], of: 'own' }
const two: Asks = { values: [2, 2], of: 'own' }
const many: Asks = { values: [1, VALUES_MAX], of: 'own' }
const nothing: Asks = { values: [0, 0], of: 'own' }
const days: Asks = { values: [1, 1], of: 'days' }
const day: Asks = { values: [1, 1], of: 'day' }

const amounts = { at_least: one, at_most: one, exactly: one, between: two, some: nothing, none: nothing }
const known = { is_set: nothing, is_unset: nothing }

export const OPERATORS: Record<ValueType, Record<string, Asks>> = {
  count: amounts,
  money: amounts,
  number: amounts,
  date: { within_days: days, before_days: days, after: day, before: day, ...known },
  birthday: { in_days: days, this_month: nothing, ...known },
  age: { at_least: one, at_most: one, between: two },
  choice: { is_any: many, is_none: many, ...known },
  text: { is_any: many, starts_with: many, ...known },
  flag: { is_true: nothing, is_false: nothing },
  place: { within_km: { values: [2, 2], of: 'place' } },
  audience: { is_any: many, is_none: many },
}

/** Of one row of events there is nothing that time alone changes: days are dates of the calendar. */
export const FILTER_OPERATORS: Record<string, Record<string, Asks>> = {
  choice: { is_any: many, is_none: many },
  text: { is_any: many, starts_with: many },
  money: { at_least: one, at_most: one, between: two },
  number: { at_least: one, at_most: one, between: two, is_any: many },
  date: { after: day, before: day },
  flag: { is_true: nothing, is_false: nothing },
}
