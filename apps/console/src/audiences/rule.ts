/** A rule while it is written: groups and conditions as one edits them, and whether enough was said to count. Pure. */
import type { ListAudienceFields } from '#client/types.ts'
import type { Condition, Rule } from '../../../../server/features/audiences/shape.ts'

export type { Condition, Rule }
export type Field = ListAudienceFields['answer']['items'][number]
export type Filter = Field['filters'][number]
export type Operator = Field['operators'][number]
export type Group = { how: 'all' | 'any'; not: boolean; parts: Part[] }
export type Part = { group: Group } | { condition: Condition; not: boolean }

export const nothing: Group = { how: 'all', not: false, parts: [] }

/** As it is stored, to as it is edited: a single condition stands in a group of its own. */
export function groupOf(rule: Rule): Group {
  const part = partOf(rule)
  return 'group' in part ? part.group : { how: 'all', not: false, parts: [part] }
}

function partOf(rule: Rule): Part {
  if ('all' in rule) return { group: { how: 'all', not: false, parts: rule.all.map(partOf) } }
  if ('any' in rule) return { group: { how: 'any', not: false, parts: rule.any.map(partOf) } }
  if (!('not' in rule)) return { condition: rule, not: false }
  const inner = partOf(rule.not)
  return 'group' in inner
    ? { group: { ...inner.group, not: !inner.group.not } }
    : { ...inner, not: !inner.not }
}

export function ruleOf(group: Group): Rule {
  const parts = group.parts.map((part) => {
    if ('group' in part) return ruleOf(part.group)
    return part.not ? { not: part.condition } : part.condition
  })
  const rule: Rule = group.how === 'all' ? { all: parts } : { any: parts }
  return group.not ? { not: rule } : rule
}

/** What one sees first when a field is chosen: the commonest question about it, to be changed. */
export function begun(field: Field): Condition {
  const operator = field.operators[0]!.operator
  const first: Record<string, (string | number)[]> = {
    count: [1],
    money: [5000],
    number: [100],
    date: [90],
    age: [18],
  }
  if (field.type === 'birthday') return { field: field.key, operator: 'this_month' }
  return { field: field.key, operator, values: first[field.type] ?? [] }
}

/** Another operator keeps the values that still fit it. */
export function withOperator(condition: Condition, asked: readonly Operator[], operator: string): Condition {
  const [before, next] = [operatorOf(asked, condition.operator), operatorOf(asked, operator)]
  const values = before?.of === next?.of ? (condition.values ?? []).slice(0, next?.values_max ?? 0) : []
  return { ...condition, operator, values }
}

export const operatorOf = (asked: readonly Operator[], operator: string) =>
  asked.find((one) => one.operator === operator)

export function withoutKey(condition: Condition, key: 'within_days' | 'followed'): Condition {
  const rest = { ...condition }
  delete rest[key]
  return rest
}

/** Every condition says enough to be asked; a count is not worth asking for before. */
export function isComplete(group: Group, fields: ReadonlyMap<string, Field>): boolean {
  return group.parts.every((part) =>
    'group' in part
      ? isComplete(part.group, fields)
      : isWhole(part.condition, fields.get(part.condition.field)),
  )
}

function isWhole(
  { operator, values = [], where = [], followed }: Condition,
  field: Field | undefined,
): boolean {
  if (!field || !hasValues(values, operatorOf(field.operators, operator))) return false
  const filters = followed ? [...where, ...(followed.condition.where ?? [])] : where
  return filters.every((filter) =>
    hasValues(
      filter.values ?? [],
      operatorOf(field.filters.find(({ key }) => key === filter.field)?.operators ?? [], filter.operator),
    ),
  )
}

const hasValues = (values: readonly unknown[], asked: Operator | undefined) =>
  asked !== undefined &&
  values.length >= asked.values_min &&
  values.every((value) => value !== '' && value !== null)

export const replaced = <T>(list: readonly T[], index: number, one: T): T[] => list.with(index, one)
