/** What can be told of a rule without the database: what it reads, which audiences it names, whether they go in a circle. */
import type { Condition, Field, Rule } from './shape.ts'

/** Every condition in the order it is written, also what events are followed by. */
export function conditionsOf(rule: Rule): Condition[] {
  if ('all' in rule) return rule.all.flatMap(conditionsOf)
  if ('any' in rule) return rule.any.flatMap(conditionsOf)
  if ('not' in rule) return conditionsOf(rule.not)
  return rule.followed ? [rule, rule.followed.condition] : [rule]
}

export const namedAudiences = (rule: Rule): string[] =>
  conditionsOf(rule)
    .filter(({ field }) => field === 'audience')
    .flatMap(({ values = [] }) => values.map(String))

type Known = ReadonlyMap<string, Rule | null>

/** The audiences of a circle that `audience_id` would close with this rule, first and last the same; null is none. */
export function circleOf(audience_id: string, rule: Rule, known: Known): string[] | null {
  const visit = (id: string, way: string[]): string[] | null => {
    if (way.includes(id)) return [...way.slice(way.indexOf(id)), id]
    const its = id === audience_id ? rule : known.get(id)
    for (const next of its ? namedAudiences(its) : []) {
      const circle = visit(next, [...way, id])
      if (circle) return circle
    }
    return null
  }
  return visit(audience_id, [])
}

/** Kinds of facts after which somebody may come or go, through other audiences too. Rules without circles. */
export function listensTo(rule: Rule, fields: ReadonlyMap<string, Field>, known: Known): Set<string> {
  const kinds = new Set(conditionsOf(rule).flatMap(({ field }) => fields.get(field)?.changed_by ?? []))
  for (const id of namedAudiences(rule)) {
    const its = known.get(id)
    if (its) for (const kind of listensTo(its, fields, known)) kinds.add(kind)
  }
  return kinds
}

/** Those whose rule names this one, directly or through others. */
export function dependentsOf(audience_id: string, known: Known): string[] {
  const found = new Set<string>()
  const visit = (id: string) => {
    for (const [other, rule] of known)
      if (rule && !found.has(other) && namedAudiences(rule).includes(id)) {
        found.add(other)
        visit(other)
      }
  }
  visit(audience_id)
  return [...found]
}
