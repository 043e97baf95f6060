/** Whether a rule says something that can be asked; the refusal names where it does not. Pure. */
import { isId } from '../../lib/id.ts'
import { FILTER_OPERATORS, OPERATORS, type Asks } from './operators.ts'
import { findTown } from './places.ts'
import { refuse } from './refusals.ts'
import {
  isMeasure,
  type Condition,
  type Events,
  type Field,
  type Filter,
  type Rule,
  type SqlType,
} from './shape.ts'

const DEPTH_MAX = 6
const CONDITIONS_MAX = 40
const DAYS_MAX = 3650
const AMOUNT_MAX = 1_000_000_000_000

export type Fields = ReadonlyMap<string, Field>

/** Throws rule_not_understood with the path of what is wrong: 'all.1.where.0'. */
export function checkRule(rule: unknown, fields: Fields): asserts rule is Rule {
  let conditions = 0
  const visit = (node: unknown, path: string[], depth: number) => {
    if (depth > DEPTH_MAX) wrong(path, 'too_deep')
    if (typeof node !== 'object' || node === null || Array.isArray(node)) wrong(path, 'not_a_rule')
    const keys = Object.keys(node as object)
    const group = keys.find((key) => key === 'all' || key === 'any')
    if (keys.length === 1 && group) {
      const parts = (node as Record<string, unknown>)[group]
      if (!Array.isArray(parts)) wrong(path, 'not_a_rule')
      ;(parts as unknown[]).forEach((part, at) => visit(part, [...path, group, String(at)], depth + 1))
      return
    }
    if (keys.length === 1 && keys[0] === 'not')
      return visit((node as { not: unknown }).not, [...path, 'not'], depth + 1)
    conditions += 1
    if (conditions > CONDITIONS_MAX) wrong(path, 'too_many_conditions')
    checkCondition(node as Condition, fields, path)
  }
  visit(rule, [], 0)
}

const KNOWN = ['field', 'operator', 'values', 'where', 'within_days', 'followed']

function checkCondition(condition: Condition, fields: Fields, path: string[]) {
  const stray = Object.keys(condition).find((key) => !KNOWN.includes(key))
  if (stray) wrong([...path, stray], 'not_a_rule')
  const field = fields.get(condition.field)
  if (!field) return wrong([...path, 'field'], 'no_such_field')
  const asks = asksOf(OPERATORS[field.type], condition.operator)
  if (!asks) return wrong([...path, 'operator'], 'no_such_operator')
  checkValues(condition, asks, { type: field.type, as: sqlTypeOf(field) }, path)
  if (!isMeasure(field.reads)) {
    if (condition.where || condition.within_days !== undefined || condition.followed)
      wrong(path, 'not_an_event')
    return
  }
  checkEvents(condition, field.reads.events, fields, path)
}

const asksOf = (operators: Record<string, Asks> | undefined, operator: unknown): Asks | undefined =>
  operators && typeof operator === 'string' && Object.hasOwn(operators, operator)
    ? operators[operator]
    : undefined

function checkEvents(condition: Condition, events: Events, fields: Fields, path: string[]) {
  const { where = [], within_days, followed: then } = condition
  if (!Array.isArray(where) || where.length > 10) return wrong([...path, 'where'], 'not_a_rule')
  where.forEach((filter, at) => checkFilter(filter, events, [...path, 'where', String(at)]))
  if (within_days !== undefined) {
    if (events.at === null) wrong([...path, 'within_days'], 'not_an_event')
    checkDays(within_days, [...path, 'within_days'])
  }
  if (then === undefined) return
  const followed = fields.get(then?.condition?.field)
  if (typeof then !== 'object' || typeof then.not !== 'boolean' || !followed)
    return wrong([...path, 'followed'], 'not_a_rule')
  if (!isFollowable(events) || !isMeasure(followed.reads) || !isFollowable(followed.reads.events))
    return wrong([...path, 'followed'], 'not_an_event')
  checkDays(then.within_days, [...path, 'followed', 'within_days'])
  // Only whether it came at all: a window of its own and what followed it in turn would say nothing.
  const { where: among = [], operator, values = [], ...rest } = then.condition
  if (Object.keys(rest).some((key) => key !== 'field') || operator !== 'some' || values.length > 0)
    return wrong([...path, 'followed'], 'not_a_rule')
  const { events: followers } = followed.reads
  if (!Array.isArray(among) || among.length > 10) return wrong([...path, 'followed', 'where'], 'not_a_rule')
  among.forEach((filter, at) => checkFilter(filter, followers, [...path, 'followed', 'where', String(at)]))
}

const isFollowable = ({ at, window = 'past' }: Events) => at !== null && window === 'past'

function checkFilter(filter: Condition, events: Events, path: string[]) {
  const declared = filterOf(events, filter?.field)
  if (!declared) return wrong([...path, 'field'], 'no_such_field')
  const asks = asksOf(FILTER_OPERATORS[declared.type], filter.operator)
  if (!asks) return wrong([...path, 'operator'], 'no_such_operator')
  if (filter.where || filter.followed || filter.within_days !== undefined) wrong(path, 'not_a_rule')
  checkValues(filter, asks, declared, path)
}

export const filterOf = (events: Events, key: string): Filter | undefined =>
  events.filters.find((filter) => filter.key === key)

export function sqlTypeOf({ reads, type }: Field): SqlType {
  if (type === 'choice' && isMeasure(reads)) return reads.events.filters[0]!.as
  if (type === 'audience') return 'uuid'
  if (!isMeasure(reads) && reads.as) return reads.as
  return type === 'text' || type === 'choice' ? 'text' : 'bigint'
}

function checkValues(
  { values = [] }: Condition,
  { values: [min, max], of }: Asks,
  { type, as }: { type: string; as: SqlType },
  path: string[],
) {
  const where = [...path, 'values']
  if (!Array.isArray(values) || values.length < min || values.length > max)
    return wrong(where, 'how_many_values')
  for (const value of values) {
    if (of === 'days') checkDays(value, where)
    else if (of === 'day') checkDay(value, where)
    else if (of === 'own' && ['count', 'money', 'number', 'age'].includes(type)) checkAmount(value, where)
    else if (of === 'own') checkText(value, as, where)
  }
  if (of === 'place') checkPlace(values, where)
  if (of === 'own' && max === 2 && Number(values[0]) > Number(values[1])) wrong(where, 'values_in_order')
}

function checkDays(value: unknown, path: string[]) {
  if (!Number.isInteger(value) || (value as number) < 0 || (value as number) > DAYS_MAX) wrong(path, 'days')
}

function checkDay(value: unknown, path: string[]) {
  const is = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)
  const at = is ? new Date(`${value}T00:00:00Z`) : null
  if (!at || Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== value) wrong(path, 'day')
}

function checkAmount(value: unknown, path: string[]) {
  if (!Number.isInteger(value) || Math.abs(value as number) > AMOUNT_MAX) wrong(path, 'amount')
}

function checkText(value: unknown, as: SqlType, path: string[]) {
  if (as === 'uuid' && !(typeof value === 'string' && isId(value))) wrong(path, 'choice')
  if (as === 'text' && !(typeof value === 'string' && value.length > 0 && value.length <= 200))
    wrong(path, 'text')
  if (as === 'boolean' && typeof value !== 'boolean') wrong(path, 'choice')
  if (as === 'bigint') checkAmount(value, path)
}

function checkPlace([place, km]: unknown[], path: string[]) {
  const isPlace = typeof place === 'string' && /^(\d{5}|town:\d[\dAB]\d{3}|store:[0-9a-f-]{36})$/.test(place)
  if (!isPlace || (place.startsWith('town:') && !findTown(place.slice(5)))) wrong(path, 'place')
  if (typeof km !== 'number' || !(km > 0 && km <= 500)) wrong(path, 'km')
}

function wrong(path: string[], why: string): never {
  throw refuse('rule_not_understood', { path: path.join('.'), why })
}
