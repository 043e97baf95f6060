/**
 * A rule as one SQL statement. Conditions on one row become a comparison; all conditions over the same events become one
 * grouped pass with filtered aggregates; audiences that are judged together share both. Pure.
 */
import { assert } from '../../lib/assert.ts'
import { q, raw, joined, type Fragment } from './fragment.ts'
import { valueLeaf, type Leaf } from './leaves.ts'
import { joinsOf, type Passes } from './pass.ts'
import { eventsLeaf, soonest, type Wants } from './passes.ts'
import { isMeasure, type Condition, type Field, type Rule, type Rows } from './shape.ts'
import { declared, inScope, type World } from './world.ts'

export type Judged = { holds: Fragment; due: Fragment | null }
export type Compiled = {
  /** `customer c` with everything the rules read. */
  from: Fragment
  /** Which customers there are to judge. */
  where: Fragment
  rules: Judged[]
  /** Each condition of the rules with its figure, in the order they are written; only when asked for. */
  leaves: Leaf[]
}

/** Rules that were checked. */
export function compile(rules: Rule[], world: World, wants: Wants = {}): Compiled {
  const joins = new Map<string, Rows>()
  const passes: Passes = new Map()
  const leaves: Leaf[] = []
  const leaf = (condition: Condition): Judged => {
    const field = world.fields.get(condition.field)
    assert(field, `${condition.field} is declared`)
    const one = field.type === 'audience' ? audience(condition) : leafOf(field, condition)
    leaves.push(one)
    return { holds: one.holds, due: wants.due ? one.due : null }
  }
  const leafOf = (field: Field, condition: Condition): Leaf => {
    if (isMeasure(field.reads)) return eventsLeaf(passes, field, condition, world, wants)
    const { of, sql, changes_at } = field.reads
    if (of) joins.set(of.name, of)
    const one = valueLeaf(declared(sql, world), field, condition, world)
    return changes_at ? { ...one, due: soonest([one.due, declared(changes_at, world)]) } : one
  }
  /** Another audience: by its own rule, so that both are right at the same moment; or by its members where it has none. */
  const audience = ({ operator, values = [] }: Condition): Leaf => {
    const judged = values.map((id) => ofAudience(String(id)))
    const some = any(judged)
    const one = operator === 'is_any' ? some : { ...some, holds: q`(${some.holds}) is not true` }
    return { ...one, figure: some.holds }
  }
  const ofAudience = (audience_id: string): Judged => {
    const rule = world.audiences.get(audience_id)
    if (rule) {
      const kept = leaves.length
      const judged = visit(rule)
      leaves.length = kept
      return judged
    }
    return {
      holds: q`exists (select from audience_member m where m.tenant_id = ${world.tenant_id}::uuid
        and m.audience_id = ${audience_id}::uuid and m.customer_id = c.customer_id)`,
      due: null,
    }
  }
  const visit = (rule: Rule): Judged => {
    if ('all' in rule) return all(rule.all.map(visit))
    if ('any' in rule) return any(rule.any.map(visit))
    if (!('not' in rule)) return leaf(rule)
    const { holds, due } = visit(rule.not)
    return { holds: q`(${holds}) is not true`, due }
  }
  const judged = rules.map(visit)
  const rows = [...joins.values()].map(({ join }) => declared(join, world))
  return {
    from: q`customer c ${joined(rows, '\n')} ${joinsOf(passes, world)}`,
    where: q`c.tenant_id = ${world.tenant_id}::uuid${inScope(raw('c.customer_id'), world)}`,
    rules: judged,
    leaves,
  }
}

const NEVER = raw(`'infinity'::timestamptz`)
const NOT_YET = raw(`'-infinity'::timestamptz`)

/** While all hold, the first that may cease decides; while some do not, all of those must change first. */
function all(parts: Judged[]): Judged {
  if (parts.length === 0) return { holds: raw('true'), due: null }
  if (parts.length === 1) return parts[0]!
  const holds = q`(${joined(
    parts.map((part) => part.holds),
    ' and ',
  )})`
  return { holds, due: combined(parts, holds, (part) => q`(${part.holds}) is true`) }
}

/** The other way round: while none holds, the first that may come decides. */
function any(parts: Judged[]): Judged {
  if (parts.length === 0) return { holds: raw('false'), due: null }
  if (parts.length === 1) return parts[0]!
  const holds = q`(${joined(
    parts.map((part) => part.holds),
    ' or ',
  )})`
  return {
    holds,
    due: combined(parts, q`(${holds}) is not true`, (part) => q`(${part.holds}) is not true`),
  }
}

function combined(parts: Judged[], whole: Fragment, isAsked: (part: Judged) => Fragment): Fragment | null {
  const first = soonest(parts.map(({ due }) => due))
  if (!first) return null
  const last = parts.map(
    (part) =>
      q`case when ${isAsked(part)} then ${NOT_YET} else coalesce(${part.due ?? raw('null')}, ${NEVER}) end`,
  )
  return q`case when ${whole} then ${first} else nullif(greatest(${joined(last, ', ')}), ${NEVER}) end`
}
