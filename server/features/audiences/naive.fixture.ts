/** A shop's past in memory and rules judged one person at a time, as a person would with a calendar: to check the compiler by. */
import { civilOf, dayOfCivil, dayOfIsoDate, localDayOf } from '../../lib/time.ts'
import type { Condition, Rule } from './shape.ts'

export const ZONE = 'Europe/Paris'
export type Line = {
  sale_id: string
  category: string
  product_id: string
  store_id: string
  total_cents: number
  at: number
}
export type Past = {
  customer_id: string
  birth_date: string | null
  language: string
  home_store_id: string | null
  created_at: number
  tags: string[]
  lines: Line[]
  vouchers: { expires_at: number | null }[]
}

const day = (at: number) => localDayOf(at, ZONE)
const within = (at: number, days: number, now: number) => day(at) >= day(now) - days

export function naiveHolds(rule: Rule, past: Past, now: number): boolean {
  if ('all' in rule) return rule.all.every((part) => naiveHolds(part, past, now))
  if ('any' in rule) return rule.any.some((part) => naiveHolds(part, past, now))
  if ('not' in rule) return !naiveHolds(rule.not, past, now)
  return holds(rule, past, now)
}

function holds(condition: Condition, past: Past, now: number): boolean {
  const { field, operator, values = [] } = condition
  switch (field) {
    case 'bought':
      return amount(condition, new Set(linesOf(condition, past, now).map((line) => line.sale_id)).size)
    case 'bought_amount':
      return amount(
        condition,
        linesOf(condition, past, now).reduce((sum, line) => sum + line.total_cents, 0),
      )
    case 'bought_products':
      return amount(condition, new Set(linesOf(condition, past, now).map((line) => line.product_id)).size)
    case 'stores_visited':
      return amount(condition, new Set(linesOf(condition, past, now).map((line) => line.store_id)).size)
    case 'last_bought':
      return date(condition, Math.max(...linesOf(condition, past, now).map((line) => line.at)), now)
    case 'first_bought':
      return date(condition, Math.min(...linesOf(condition, past, now).map((line) => line.at)), now)
    case 'last_sale':
      return date(condition, Math.max(...past.lines.map((line) => line.at)), now)
    case 'sales_ever':
      return amount(condition, new Set(past.lines.map((line) => line.sale_id)).size)
    case 'spent_ever':
      return amount(
        condition,
        past.lines.reduce((sum, line) => sum + line.total_cents, 0),
      )
    case 'customer_since':
      return date(condition, past.created_at, now)
    case 'holds_voucher':
      return amount(
        condition,
        past.vouchers.filter(({ expires_at }) => {
          const is = expires_at === null || expires_at > now
          if (condition.within_days === undefined) return is
          // A day's end is the first instant of the next.
          return is && expires_at !== null && day(expires_at - 1) <= day(now) + condition.within_days
        }).length,
      )
    case 'tag':
      return choice(
        operator,
        values.some((value) => past.tags.includes(String(value))),
        past.tags.length > 0,
      )
    case 'language':
      return choice(operator, values.includes(past.language), true)
    case 'home_store':
      return choice(
        operator,
        past.home_store_id !== null && values.includes(past.home_store_id),
        past.home_store_id !== null,
      )
    case 'birthday':
      return birthday(condition, past.birth_date, now)
    case 'age':
      return age(condition, past.birth_date, now)
    default:
      throw new Error(`${field} is not judged here`)
  }
}

function choice(operator: string, is: boolean, isSet: boolean) {
  if (operator === 'is_any') return is
  if (operator === 'is_none') return !is
  return operator === 'is_set' ? isSet : !isSet
}

function linesOf({ where = [], within_days, followed: then }: Condition, past: Past, now: number): Line[] {
  const fits = (line: Line, filters: Condition[]) =>
    filters.every(({ field, operator, values = [] }) => {
      const value = field === 'category' ? line.category : line.store_id
      return (operator === 'is_any') === values.includes(value)
    })
  return past.lines.filter((line) => {
    if (!fits(line, where)) return false
    if (within_days !== undefined && !within(line.at, within_days, now)) return false
    if (!then) return true
    const last = day(line.at) + then.within_days
    const followed = past.lines.some(
      (other) => fits(other, then.condition.where ?? []) && other.at > line.at && day(other.at) <= last,
    )
    return then.not ? !followed && last < day(now) : followed
  })
}

export function amount({ operator, values = [] }: Condition, x: number): boolean {
  const [a = 0, b = 0] = values as number[]
  if (operator === 'some') return x >= 1
  if (operator === 'none') return x <= 0
  if (operator === 'at_least') return x >= a
  if (operator === 'at_most') return x <= a
  return operator === 'exactly' ? x === a : x >= a && x <= b
}

export function date({ operator, values = [] }: Condition, at: number, now: number): boolean {
  const isSet = Number.isFinite(at)
  if (operator === 'is_set') return isSet
  if (operator === 'is_unset') return !isSet
  if (!isSet) return false
  if (operator === 'within_days') return within(at, Number(values[0]), now)
  if (operator === 'before_days') return !within(at, Number(values[0]), now)
  const limit = dayOfIsoDate(String(values[0]))
  return operator === 'after' ? day(at) >= limit : day(at) < limit
}

/** On 28 February where there is no 29th. */
function anniversary(birth: string, year: number): number {
  const { month, date } = civilOf(dayOfIsoDate(birth))
  return dayOfCivil(year, month, date)
}

function birthday({ operator, values = [] }: Condition, birth: string | null, now: number): boolean {
  if (operator === 'is_unset') return birth === null
  if (birth === null) return false
  if (operator === 'is_set') return true
  const today = day(now)
  if (operator === 'this_month') return civilOf(dayOfIsoDate(birth)).month === civilOf(today).month
  const { year } = civilOf(today)
  const next = [anniversary(birth, year), anniversary(birth, year + 1)].find((one) => one >= today)!
  return next - today <= Number(values[0])
}

function age({ operator, values = [] }: Condition, birth: string | null, now: number): boolean {
  if (birth === null) return false
  const today = day(now)
  const years = civilOf(today).year - civilOf(dayOfIsoDate(birth)).year
  const full = anniversary(birth, civilOf(today).year) > today ? years - 1 : years
  const [a = 0, b = 0] = values as number[]
  if (operator === 'at_least') return full >= a
  return operator === 'at_most' ? full <= a : full >= a && full <= b
}
