/** What conditions come to, whatever the language: runs of days, whole months, the rules that a bonus is about. */
import type { Conditions, EarningRule, Multiplier, Programme } from './programme.ts'

export type DayOfYear = { month: number; day: number }
type Run<T> = { from: T; to: T }

/** Three days or more in a row, perhaps over the week's end, are a run; all seven are no condition. */
export function weekRun(weekdays: number[]): Run<number> | 'all' | null {
  const days = [...new Set(weekdays)].toSorted((a, b) => a - b)
  if (days.length >= 7) return 'all'
  if (days.length < 3) return null
  const before = (day: number) => (day === 1 ? 7 : day - 1)
  const begins = days.filter((day) => !days.includes(before(day)))
  if (begins.length !== 1) return null
  return { from: begins[0]!, to: ((begins[0]! - 1 + days.length - 1) % 7) + 1 }
}

export const isWeekend = (weekdays: number[]) =>
  weekdays.length === 2 && weekdays.includes(6) && weekdays.includes(7)

export const sortedDays = (weekdays: number[]) => [...new Set(weekdays)].toSorted((a, b) => a - b)

const LAST_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** '03-15'. */
export function dayOfYear(written: string): DayOfYear {
  return { month: Number(written.slice(0, 2)), day: Number(written.slice(3, 5)) }
}

/** A season of whole months, or null. Both 28 and 29 February end that month. */
export function wholeMonths({ from, to }: { from: string; to: string }): Run<number> | null {
  const [first, last] = [dayOfYear(from), dayOfYear(to)]
  const isLast = last.day >= (LAST_DAYS[last.month - 1] ?? 31)
  return first.day === 1 && isLast ? { from: first.month, to: last.month } : null
}

export type Day = DayOfYear & { year: number }

/** '2027-03-15'. */
export const dayOf = (iso: string): Day => ({ year: Number(iso.slice(0, 4)), ...dayOfYear(iso.slice(5)) })

/** Nothing is asked: everywhere, everything, everybody. */
export const isUnconditional = (when: Conditions) =>
  Object.values(when).every((value) => value === undefined || (Array.isArray(value) && value.length === 0))

/** The rules that a multiplier makes give more; null when they are all the rules of its unit. */
export function rulesOf(multiplier: Multiplier, { earning }: Programme): EarningRule[] | null {
  const { rule_ids = [], unit } = multiplier
  const of_unit = earning.filter((rule) => rule.unit === unit)
  const meant = of_unit.filter(({ rule_id }) => rule_ids.includes(rule_id))
  return rule_ids.length === 0 || meant.length === of_unit.length ? null : meant
}

/** Groups of which only one rule counts, each from the one that goes first. */
export function exclusiveGroups({ earning }: Programme): EarningRule[][] {
  const groups = new Map<string, EarningRule[]>()
  for (const rule of earning) {
    const { exclusive_group: group } = rule
    if (group) groups.set(group, [...(groups.get(group) ?? []), rule])
  }
  return [...groups.values()]
    .filter((rules) => rules.length > 1)
    .map((rules) => rules.toSorted((a, b) => (b.priority ?? 0) - (a.priority ?? 0)))
}

/** Units of which several multipliers could meet. */
export function hasSeveralBonuses({ multipliers = [] }: Programme): boolean {
  return multipliers.some((one, n) => multipliers.findIndex(({ unit }) => unit === one.unit) < n)
}

/** Share of an amount, in basis points, when it is a whole number of them. */
export function shareOf(units: number, per_cents: number): number | null {
  const share = (units * 10_000) / per_cents
  return Number.isInteger(share) ? share : null
}

/** Only these can be bought with; the others are only collected. */
export const earnsByActivity = ({ earning }: Programme) =>
  earning.some(({ counts }) => counts.by === 'activity')
