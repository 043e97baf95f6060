/** One grouped pass over some events, for every condition that asks about them. Pure. */
import { joined, keyOf, q, raw, type Fragment } from './fragment.ts'
import type { Events } from './shape.ts'
import { declared, inScope, type World } from './world.ts'

type Aggregate = { alias: string; call: Fragment; only: Fragment | null; whether: boolean; single: boolean }
type Pass = {
  alias: string
  events: Events
  /** What else every row must be: a sequence's second half. */
  extra: Fragment | null
  aggregates: Map<string, Aggregate>
  /** The earliest moment any aggregate looks at; null when one looks at all of them. */
  since: Date | null
}
export type Passes = Map<string, Pass>

/**
 * Asks a pass for one more figure; the same question twice is one. `whether`: that there is any, however many; `single`: there
 * is one at most.
 */
export function ask(
  pass: Pass,
  call: Fragment,
  only: Fragment | null,
  since: Date | null,
  { whether = false, single = false } = {},
): Fragment {
  if (pass.aggregates.size === 0) pass.since = since
  else if (since === null || (pass.since && since < pass.since)) pass.since = since
  const key = keyOf(q`${call}${raw(' if ')}${only ?? raw('')}`)
  const known = pass.aggregates.get(key)
  const one = known ?? { alias: `a${pass.aggregates.size}`, call, only, whether, single }
  one.whether &&= whether
  if (!known) pass.aggregates.set(key, one)
  return raw(`${pass.alias}.${one.alias}`)
}

export function passFor(passes: Passes, events: Events, extra: Fragment | null): Pass {
  const key = events.name + (extra ? keyOf(extra) : '')
  const known = passes.get(key)
  if (known) return known
  const pass = { alias: `g${passes.size}`, events, extra, aggregates: new Map(), since: null }
  passes.set(key, pass)
  return pass
}

/** The joins of all passes; each customer has one row in each at most. */
export function joinsOf(passes: Passes, world: World): Fragment {
  return joined(
    [...passes.values()].map((pass) => joinOf(pass, world)),
    '\n',
  )
}

function joinOf({ alias, events, extra, aggregates, since }: Pass, world: World): Fragment {
  const all = [...aggregates.values()]
  const customer = raw(events.customer)
  const wanted = new Map(all.map(({ only }) => [only ? keyOf(only) : '', only]))
  // With one question its filter serves the whole pass, and the planner may find an index for it.
  const alone = wanted.size === 1 ? [...wanted.values()][0]! : null
  const any =
    wanted.size > 1 && !wanted.has('')
      ? q`(${joined(
          [...wanted.values()].map((only) => q`(${only})`),
          ' or ',
        )})`
      : null
  // Whose rows are only looked for are not counted: the planner then knows how many customers there will be.
  const isSought = all.length === 1 && all[0]!.whether
  const figures = all.map(
    ({ alias: name, call, only }) =>
      q`${call}${only && !alone ? q` filter (where ${only})` : raw('')} as ${raw(name)}`,
  )
  const conditions = [
    ...own(events, world),
    q`${customer} is not null${scopeOf(events, world)}`,
    ...(events.only ? [declared(events.only, world)] : []),
    ...(extra ? [extra] : []),
    ...(since ? [q`${raw(events.at!)} >= ${since}::timestamptz`] : []),
    ...(alone ? [alone] : any ? [any] : []),
  ]
  const found = isSought
    ? q`${raw(all[0]!.single ? '' : 'distinct ')}${customer} as customer_id, true as ${raw(all[0]!.alias)}`
    : q`${customer} as customer_id, ${joined(figures, ', ')}`
  return q`left join (select ${found} from ${declared(events.from, world)}
    where ${joined(conditions, ' and ')}${raw(isSought ? '' : ' group by 1')}) ${raw(alias)}
    on ${raw(alias)}.customer_id = ${ownerOf(events)}`
}

/** Of a table of its own, rather than of a query. */
export const isTable = ({ from }: Events) => !from.startsWith('(')
const ownerOf = ({ by }: Events) => raw(by === 'account' ? 'c.account_id' : 'c.customer_id')

/** A table's rows of this shop. A query names it within; once more, and the planner would take it for a rare thing. */
const own = (events: Events, world: World): Fragment[] =>
  isTable(events) ? [q`e.tenant_id = ${world.tenant_id}::uuid`] : []

/** Of accounts: those of the customers in the scope. */
function scopeOf({ customer, by }: Events, world: World): Fragment {
  if (by !== 'account' || world.scope === null) return inScope(raw(customer), world)
  return q` and ${raw(customer)} in (select m.account_id from customer m
    where m.tenant_id = ${world.tenant_id}::uuid${inScope(raw('m.customer_id'), world)})`
}

/** Of rows without a time, which stand in a table by whose they are: whether there is one is looked up, not added up. */
export const anyOf = (events: Events, what: Fragment | null, world: World) =>
  q`exists (select from ${declared(events.from, world)} where ${joined(
    [
      ...own(events, world),
      q`${raw(events.customer)} = ${ownerOf(events)}`,
      ...(events.only ? [declared(events.only, world)] : []),
      ...(what ? [what] : []),
    ],
    ' and ',
  )})`
