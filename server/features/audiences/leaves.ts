/** One condition about one value of a customer, as SQL: whether it holds, when time may change that, and the figure. Pure. */
import { assert } from '../../lib/assert.ts'
import { sqlTypeOf } from './check.ts'
import { q, raw, joined, type Fragment } from './fragment.ts'
import type { Condition, Field, SqlType } from './shape.ts'
import { civilOf, dayOfCivil } from '../../lib/time.ts'
import { dayAfter, isoDay, midnight, startOf, yearOf, type World } from './world.ts'

/** Null counts as no. `due` is never after the next moment at which time alone changes it; null is never. */
export type Leaf = { holds: Fragment; due: Fragment | null; figure: Fragment }

/** An amount against one or two others; `empty` is what it is where there is none. */
export function amountHolds(x: Fragment, { operator, values = [] }: Condition, empty: number): Fragment {
  const [a, b] = values as number[]
  // Where nothing would not do, absence need not be told apart: the planner may then look at those alone who have some.
  const full = q`coalesce(${x}, ${empty}::bigint)`
  const over = (limit: number) => (limit > empty ? x : full)
  if (operator === 'some') return q`${over(1)} >= 1`
  if (operator === 'none') return q`${full} <= 0`
  if (operator === 'at_least') return q`${over(a!)} >= ${a}::bigint`
  if (operator === 'at_most') return q`${full} <= ${a}::bigint`
  if (operator === 'exactly') return q`${a! > empty ? x : full} = ${a}::bigint`
  assert(operator === 'between', `${operator} compares amounts`)
  return q`${over(a!)} between ${a}::bigint and ${b}::bigint`
}

/** A moment in the past. */
export function dateLeaf(x: Fragment, { operator, values = [] }: Condition, world: World): Leaf {
  const days = Number(values[0])
  const since = () => q`${x} >= ${midnight(world, -days)}::timestamptz`
  const end = () => dayAfter(x, days + 1, world)
  const day = () => startOf(q`${values[0]}::date`, world)
  const holds: Record<string, () => [Fragment, Fragment | null]> = {
    within_days: () => [since(), q`case when ${since()} then ${end()} end`],
    before_days: () => [
      q`${x} < ${midnight(world, -days)}::timestamptz`,
      q`case when ${since()} then ${end()} end`,
    ],
    after: () => [q`${x} >= ${day()}`, null],
    before: () => [q`${x} < ${day()}`, null],
    is_set: () => [q`${x} is not null`, null],
    is_unset: () => [q`${x} is null`, null],
  }
  const [is, due] = holds[operator]!()
  return { holds: is, due, figure: x }
}

function birthdayLeaf(x: Fragment, { operator, values = [] }: Condition, world: World): Leaf {
  const { today } = world
  if (operator === 'is_set' || operator === 'is_unset') return textLeaf(x, { field: '', operator }, 'text')
  const { year, month } = civilOf(today)
  if (operator === 'this_month') {
    const of = q`extract(month from ${x})::int`
    const next = startOf(q`${isoDay(dayOfCivil(year, month + 1, 1))}::date`, world)
    const first = isoDay(dayOfCivil(year, month, 1))
    const its = q`(${first}::date + make_interval(months => (${of} - ${month}::int + 12) % 12))`
    const holds = q`${of} = ${month}::int`
    return { holds, due: q`case when ${holds} then ${next} else ${startOf(its, world)} end`, figure: x }
  }
  const days = Number(values[0])
  const on = (years: number) =>
    q`(${x} + make_interval(years => ${year + years}::int - extract(year from ${x})::int))::date`
  const next = q`(case when ${on(0)} >= ${isoDay(today)}::date then ${on(0)} else ${on(1)} end)`
  const holds = q`${next} <= ${isoDay(today + days)}::date`
  const due = q`case when ${holds} then ${startOf(q`${next} + 1`, world)} else ${startOf(q`${next} - ${days}::int`, world)} end`
  return { holds, due, figure: x }
}

/** Full years. Born on 29 February: a year older on the 28th where there is no 29th. */
function ageLeaf(x: Fragment, { operator, values = [] }: Condition, world: World): Leaf {
  const today = q`${isoDay(world.today)}::date`
  const turns = (years: number) => q`(${x} + make_interval(years => ${years}::int))::date`
  const [a, b] = values as number[]
  const from = operator === 'at_most' ? null : a!
  const to = operator === 'at_least' ? null : operator === 'at_most' ? a! : b!
  const parts = [
    ...(from === null ? [] : [q`${turns(from)} <= ${today}`]),
    ...(to === null ? [] : [q`${turns(to + 1)} > ${today}`]),
  ]
  const changes = [...(from === null ? [] : [from]), ...(to === null ? [] : [to + 1])].map(
    (years) => q`case when ${turns(years)} > ${today} then ${startOf(turns(years), world)} end`,
  )
  const figure = q`(${yearOf(world.today)}::int - extract(year from ${x})::int - (case when ${turnsThisYear(x, world)} > ${today} then 1 else 0 end))`
  return { holds: joined(parts, ' and '), due: q`least(${joined(changes, ', ')})`, figure }
}

const turnsThisYear = (x: Fragment, world: World) =>
  q`(${x} + make_interval(years => ${yearOf(world.today)}::int - extract(year from ${x})::int))::date`

export function textLeaf(x: Fragment, { operator, values = [] }: Condition, as: SqlType): Leaf {
  // One value by itself keeps the order of an index that a list of them would lose.
  const isOneOf = () =>
    values.length === 1
      ? q`${x} = ${values[0]}${raw(`::${as}`)}`
      : q`${x} = any(${values}${raw(`::${as}[]`)})`
  const holds: Record<string, () => Fragment> = {
    is_any: () => isOneOf(),
    is_none: () => q`(${isOneOf()}) is not true`,
    starts_with: () =>
      q`(${joined(
        values.map((value) => q`starts_with(${x}, ${value}::text)`),
        ' or ',
      )})`,
    is_set: () => q`${x} is not null`,
    is_unset: () => q`${x} is null`,
    is_true: () => q`${x}`,
    is_false: () => q`(${x}) is not true`,
  }
  return { holds: holds[operator]!(), due: null, figure: x }
}

/** A condition on one row of events: what it is among. Nothing here changes with time. */
export function filterHolds(
  x: Fragment,
  condition: Condition,
  { type, as }: { type: string; as: SqlType },
  world: World,
): Fragment {
  if (type === 'date') return dateLeaf(x, condition, world).holds
  const isAmount = ['at_least', 'at_most', 'between'].includes(condition.operator)
  return isAmount ? amountHolds(x, condition, 0) : textLeaf(x, condition, as).holds
}

/** A field that stands in one row. */
export function valueLeaf(x: Fragment, field: Field, condition: Condition, world: World): Leaf {
  const { type } = field
  if (type === 'date') return dateLeaf(x, condition, world)
  if (type === 'birthday') return birthdayLeaf(x, condition, world)
  if (type === 'age') return ageLeaf(x, condition, world)
  if (type === 'place') {
    const [place, km] = condition.values as [string, number]
    return { holds: q`${x} = any(${world.near(place, km)}::text[])`, due: null, figure: x }
  }
  if (type === 'count' || type === 'money' || type === 'number') {
    const empty = 'sql' in field.reads ? (field.reads.empty ?? 0) : 0
    return { holds: amountHolds(x, condition, empty), due: null, figure: q`coalesce(${x}, ${empty}::bigint)` }
  }
  return textLeaf(x, condition, sqlTypeOf(field))
}
