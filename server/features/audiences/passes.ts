/** Conditions over events: all that are over the same events become one grouped pass with filtered aggregates. Pure. */
import { filterOf } from './check.ts'
import { q, raw, joined, type Fragment } from './fragment.ts'
import { amountHolds, dateLeaf, filterHolds, type Leaf } from './leaves.ts'
import { anyOf, ask, isTable, passFor, type Passes } from './pass.ts'
import type { Condition, Events, Field, Measure } from './shape.ts'
import { dayAfter, declared, midnight, type World } from './world.ts'

/** `due`: when time may next change each is asked too; `figures`: what stands behind each answer is, as people read it. */
export type Wants = { due?: boolean; figures?: boolean }

/** Null where there is none: the planner takes what is compared with nothing for as frequent as it is. */
const ANY = raw('bool_or(true)')

const both = (a: Fragment | null, b: Fragment | null) => (a && b ? q`${a} and ${b}` : (a ?? b))

/** What the condition's `where` leaves of the events. */
export function among(events: Events, where: Condition[] | undefined, world: World): Fragment | null {
  const parts = (where ?? []).map((filter) => {
    const { sql, type, as } = filterOf(events, filter.field)!
    return filterHolds(declared(sql, world), filter, { type, as }, world)
  })
  return parts.length === 0 ? null : joined(parts, ' and ')
}

/** A condition over events. Of whom it may not be known, it does not hold and there is no figure. */
export function eventsLeaf(
  passes: Passes,
  field: Field,
  condition: Condition,
  world: World,
  wants: Wants,
): Leaf {
  const leaf = measured(passes, field, condition, world, wants)
  if (!field.known) return leaf
  const known = q`${ask(passFor(passes, field.known.events, null), ANY, null, null, { whether: true })} is not null`
  return {
    holds: q`(${leaf.holds} and ${known})`,
    due: leaf.due,
    figure: q`case when ${known} then ${leaf.figure} end`,
  }
}

function measured(passes: Passes, field: Field, condition: Condition, world: World, wants: Wants): Leaf {
  const reads = field.reads as Measure
  const { events } = reads
  const what = whatCounts(events, field, condition, world)
  const compared = comparisonOf(field, condition)
  const whether = isOnlyWhether(reads, compared)
  if (whether && !wants.figures && events.at === null && isTable(events)) {
    const is = anyOf(events, what, world)
    return { holds: compared.operator === 'none' ? q`not ${is}` : is, due: null, figure: is }
  }
  const spans = spanOf(events, condition, world)
  // A sequence looks at each row by itself: it has a pass of its own.
  const pass = passFor(passes, events, sequence(events, condition, world))
  const only = both(what, spans.isIn)
  const since = spans.since
  const single = isSingle(events, field, condition)
  const figure = (call: Fragment) => ask(pass, call, only, since)
  const enters = wants.due
    ? (spans.enters?.((call, when) => ask(pass, call, both(what, when), null)) ?? null)
    : null
  if (reads.measure === 'first' || reads.measure === 'last') {
    const x = figure(raw(reads.measure === 'first' ? `min(${events.at})` : `max(${events.at})`))
    const leaf = dateLeaf(x, condition, world)
    if (!wants.due) return { ...leaf, due: null }
    const leaves = spans.leaves && spans.leaves(figure(raw(`min(${events.at})`)))
    return { ...leaf, due: soonest([leaf.due, enters, leaves]) }
  }
  if (whether && wants.due && since && spans.leaves && !enters) {
    // The last of them tells whether one is in the window: one figure for the windows of all conditions.
    const last = ask(pass, raw(`max(${events.at})`), what, since)
    const isIn = q`${last} >= ${since}::timestamptz`
    const holds = compared.operator === 'none' ? q`(${isIn}) is not true` : isIn
    return { holds, due: dueOf(compared, holds, { enters, leaves: spans.leaves(last) }), figure: last }
  }
  const leavesBy = () => spans.leaves?.(figure(raw(`${asksWhether(compared) ? 'max' : 'min'}(${events.at})`)))
  if (whether && !wants.figures) {
    const any = ask(pass, ANY, only, since, { whether, single })
    const holds = q`${any} is ${raw(compared.operator === 'none' ? 'null' : 'not null')}`
    const due = wants.due ? dueOf(compared, holds, { enters, leaves: leavesBy() ?? null }) : null
    return { holds, due, figure: any }
  }
  const x = figure(whether ? raw('count(*)') : callOf(reads))
  const holds = amountHolds(x, compared, 0)
  const due = wants.due ? dueOf(compared, holds, { enters, leaves: leavesBy() ?? null }) : null
  return { holds, due, figure: q`coalesce(${x}, 0)` }
}

/** Enough of them stay enough until some leave; too few stay too few until some come. */
function dueOf(
  { operator }: Condition,
  holds: Fragment,
  { enters, leaves }: { enters: Fragment | null; leaves: Fragment | null },
): Fragment | null {
  const up = operator === 'at_least' || operator === 'some'
  const down = operator === 'at_most' || operator === 'none'
  if (!up && !down) return soonest([enters, leaves])
  const [held, missed] = up ? [leaves, enters] : [enters, leaves]
  if (!held && !missed) return null
  return q`case when ${holds} then ${held ?? raw('null')} else ${missed ?? raw('null')} end`
}

export function soonest(parts: (Fragment | null)[]): Fragment | null {
  const some = parts.filter((part) => part !== null)
  return some.length < 2 ? (some[0] ?? null) : q`least(${joined(some, ', ')})`
}

/** Whether each customer has one row at most of those that the condition leaves. */
function isSingle({ one_for, filters }: Events, { type }: Field, { operator, values, where }: Condition) {
  const own = type === 'choice' && one_for === filters[0]?.key ? [{ field: one_for, operator, values }] : []
  return [...own, ...(where ?? [])].some(
    (filter) => filter.field === one_for && filter.operator === 'is_any' && filter.values?.length === 1,
  )
}

const asksWhether = ({ operator, values }: Condition) =>
  operator === 'some' || operator === 'none' || (operator === 'at_least' && values?.[0] === 1)

/** Whether there is any needs no telling apart, which is what makes distinct counts slow. */
const isOnlyWhether = ({ measure }: Measure, compared: Condition) =>
  (measure === 'rows' || (typeof measure === 'object' && 'distinct' in measure)) && asksWhether(compared)

function callOf({ measure }: Measure): Fragment {
  if (measure === 'rows') return raw('count(*)')
  if (typeof measure === 'object' && 'distinct' in measure) return raw(`count(distinct ${measure.distinct})`)
  return raw(`sum(${(measure as { sum: string }).sum})`)
}

/** Choices and yes or no over events ask whether there is any. */
function comparisonOf({ type }: Field, condition: Condition): Condition {
  if (type !== 'choice' && type !== 'flag') return condition
  const some = ['is_any', 'is_set', 'is_true'].includes(condition.operator)
  return { field: condition.field, operator: some ? 'some' : 'none' }
}

function whatCounts(events: Events, { type }: Field, condition: Condition, world: World): Fragment | null {
  const others = among(events, condition.where, world)
  if (type !== 'choice' || !['is_any', 'is_none'].includes(condition.operator)) return others
  const { sql, as } = events.filters[0]!
  const is = filterHolds(
    declared(sql, world),
    { ...condition, operator: 'is_any' },
    { type: 'choice', as },
    world,
  )
  return both(is, others)
}

type Spans = {
  isIn: Fragment | null
  since: Date | null
  /** When the count loses the event of this moment. */
  leaves: ((at: Fragment) => Fragment) | null
  /** When the count gains another; asks the pass for the first one that is still out. */
  enters: ((ask: (call: Fragment, when: Fragment) => Fragment) => Fragment) | null
}

/** Which events count now by their time, and when that changes. Days are those of the shop's calendar. */
function spanOf(
  { at, window = 'past' }: Events,
  { within_days, followed: then }: Condition,
  world: World,
): Spans {
  if (at === null) return { isIn: null, since: null, leaves: null, enters: null }
  const x = raw(at)
  if (window === 'coming') {
    const alive = q`(${x} is null or ${x} > ${world.now}::timestamptz)`
    if (within_days === undefined) return { isIn: alive, since: null, leaves: (end) => end, enters: null }
    const limit = midnight(world, within_days + 1)
    return {
      isIn: q`${x} > ${world.now}::timestamptz and ${x} <= ${limit}::timestamptz`,
      since: null,
      leaves: (end) => end,
      // A day's end is the first instant of the next: it belongs to the day that ends.
      enters: (asked) =>
        dayAfter(
          q`(${asked(raw(`min(${at})`), q`${x} > ${limit}::timestamptz`)} - interval '1 microsecond')`,
          -within_days,
          world,
        ),
    }
  }
  const since = within_days === undefined ? null : midnight(world, -within_days)
  const isIn = since && q`${x} >= ${since}::timestamptz`
  const leaves = within_days === undefined ? null : (end: Fragment) => dayAfter(end, within_days + 1, world)
  if (!then?.not) return { isIn, since, leaves, enters: null }
  // "and did not within N days" is known once these days are over.
  const over = midnight(world, -then.within_days)
  return {
    isIn: both(isIn, q`${x} < ${over}::timestamptz`),
    since,
    leaves,
    enters: (asked) =>
      dayAfter(asked(raw(`min(${at})`), q`${x} >= ${over}::timestamptz`), then.within_days + 1, world),
  }
}

/** What was, or was not, followed by something else of the same person. */
function sequence({ customer, at }: Events, { followed: then }: Condition, world: World): Fragment | null {
  if (!then) return null
  const { events } = world.fields.get(then.condition.field)!.reads as Measure
  const inner = (text: string) => raw(text.replaceAll(/\be\./g, 'f.'))
  const others = among(events, then.condition.where, world)
  const until = q`${dayAfter(raw(at!), then.within_days + 1, world)}`
  const from = declared(events.from, world)
  const renamed = { texts: from.texts.map((text) => text.replaceAll(/\be\b/g, 'f')), values: from.values }
  const rename = (part: Fragment) => ({
    texts: part.texts.map((text) => text.replaceAll(/\be\./g, 'f.')),
    values: part.values,
  })
  const conditions = [
    q`f.tenant_id = ${world.tenant_id}::uuid and ${inner(events.customer)} = ${raw(customer)}`,
    q`${inner(events.at!)} > ${raw(at!)} and ${inner(events.at!)} < ${until}`,
    ...(events.only ? [rename(declared(events.only, world))] : []),
    ...(others ? [rename(others)] : []),
  ]
  return q`${raw(then.not ? 'not ' : '')}exists (select from ${renamed} where ${joined(conditions, ' and ')})`
}
