/**
 * A programme made ready for judging, once: conditions as sets and numbers, rules with their unit, their multipliers and
 * their place among those that exclude each other. A programme is never changed in place: a new version is a new object.
 */
import { readyConditions, type Ready } from './conditions.ts'
import { ladderUnit, unitsOf } from './ladder.ts'
import type { Cap, EarningRule, Ladder, Multiplier, Programme, Unit } from './programme.ts'

export type ReadyMultiplier = { multiplier: Multiplier; when: Ready }

/** The caps of a rule or a unit, and the name they count under. */
export type ReadyCaps = {
  name: string
  caps: Cap[]
  /** The counters of its caps on the day last asked for; '' for a cap by sale, which counts nothing. */
  counters: { day: number; names: string[] }
}

const readyCaps = (name: string, caps: Cap[]): ReadyCaps => ({
  name,
  caps,
  counters: { day: NaN, names: [] },
})

export type ReadyRule = {
  rule: EarningRule
  unit: Unit
  when: Ready
  /** `<rule_id>:boost`, for what multipliers add. */
  boost_id: string
  multipliers: ReadyMultiplier[]
  caps: ReadyCaps | null
  /** The rules of its exclusive group, the one to prefer first; null when it is in none. */
  rivals: ReadyRule[] | null
}

export type ReadyProgramme = {
  programme: Programme
  /** Those of the programme, then those of its ladders. */
  units: Unit[]
  sale_rules: ReadyRule[]
  activity_rules: ReadyRule[]
  unit_caps: { unit: string; caps: ReadyCaps }[]
  capped_rules: ReadyRule[]
  /** The units in which something is counted for a cap. */
  capped_units: string[]
  /** Some rule or multiplier asks for a tier. */
  asks_tiers: boolean
  ladders: { ladder: Ladder; unit: string }[]
  excluded_product_ids: Set<string>
  excluded_categories: Set<string>
  excludes: boolean
}

const ready = new WeakMap<Programme, ReadyProgramme>()

export function readyProgramme(programme: Programme): ReadyProgramme {
  let known = ready.get(programme)
  if (known === undefined) ready.set(programme, (known = makeReady(programme)))
  return known
}

export function unitOf(programme: Programme, unit: string): Unit {
  for (const one of unitsOf(programme)) if (one.unit === unit) return one
  throw new Error(`Broken invariant: the programme counts ${unit}, which is none of its units`)
}

function makeReady(programme: Programme): ReadyProgramme {
  const { basis, earning } = programme
  const rules = earning.map((rule) => makeRule(programme, rule))
  for (const one of rules) one.rivals = rivalsOf(one, rules)
  return {
    programme,
    units: unitsOf(programme),
    sale_rules: rules.filter(({ rule }) => rule.counts.by !== 'activity'),
    activity_rules: rules.filter(({ rule }) => rule.counts.by === 'activity'),
    capped_units: programme.units.map(({ unit }) => unit).filter((unit) => hasCaps(programme, unit)),
    capped_rules: rules.filter(({ caps }) => caps !== null),
    asks_tiers: [...earning, ...(programme.multipliers ?? [])].some(({ when }) => when.tier_ids?.length),
    unit_caps: programme.units.flatMap(({ unit, caps }) =>
      caps?.length ? [{ unit, caps: readyCaps(unit, caps) }] : [],
    ),
    ladders: (programme.ladders ?? []).map((ladder) => ({ ladder, unit: ladderUnit(ladder.ladder_id) })),
    excluded_product_ids: new Set(basis.excluded_product_ids),
    excluded_categories: new Set(basis.excluded_categories),
    excludes: basis.excluded_product_ids.length + basis.excluded_categories.length > 0,
  }
}

function hasCaps({ units, earning }: Programme, unit: string): boolean {
  return [...units, ...earning].some(
    (one) => one.unit === unit && one.caps?.some(({ per }) => per !== 'sale'),
  )
}

function makeRule(programme: Programme, rule: EarningRule): ReadyRule {
  const { rule_id, unit, caps } = rule
  const multipliers = (programme.multipliers ?? []).filter(
    (one) => one.unit === unit && (!one.rule_ids?.length || one.rule_ids.includes(rule_id)),
  )
  return {
    rule,
    unit: unitOf(programme, unit),
    when: readyConditions(rule.when),
    boost_id: `${rule_id}:boost`,
    multipliers: multipliers
      .toSorted((a, b) => (b.priority ?? 0) - (a.priority ?? 0))
      .map((multiplier) => ({ multiplier, when: readyConditions(multiplier.when) })),
    // A rule that is called as its unit would count into the unit's own counter.
    caps: caps?.length ? readyCaps(rule_id === unit ? `${rule_id}:rule` : rule_id, caps) : null,
    rivals: null,
  }
}

/** Highest priority first; a tie is the first written. Sorting is stable. */
function rivalsOf({ rule }: ReadyRule, rules: ReadyRule[]): ReadyRule[] | null {
  if (!rule.exclusive_group) return null
  return rules
    .filter((other) => other.rule.exclusive_group === rule.exclusive_group)
    .toSorted((a, b) => (b.rule.priority ?? 0) - (a.rule.priority ?? 0))
}
