/** What a rule is compiled in: the shop's day, its stores' places, and the other audiences it may name. Pure. */
import { civilOf, DAY_MS, localDayOf, startOfLocalDay } from '../../lib/time.ts'
import { q, raw, type Fragment } from './fragment.ts'
import type { Field, Rule } from './shape.ts'

export type World = {
  tenant_id: string
  now: Date
  zone: string
  /** The local day, as lib/time counts them. */
  today: number
  fields: ReadonlyMap<string, Field>
  /** Rules of the audiences that may be named; null where members are what they are. */
  audiences: ReadonlyMap<string, Rule | null>
  /** Postal codes within so many kilometres of a town, a postal code or a store. */
  near: (place: string, km: number) => string[]
  /** Only these customers, or those whose id lies in a half-open range; null is everybody. */
  scope: Scope
}
export type Scope = { ids: string[] } | { after: string; until: string | null } | null

export const worldAt = (now: Date, zone: string) => ({ now, zone, today: localDayOf(now.getTime(), zone) })

/** The first instant of the local day so many days from today. */
export const midnight = ({ today, zone }: World, days: number): Date =>
  new Date(startOfLocalDay(today + days, zone))

export const isoDay = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10)
export const yearOf = (day: number) => civilOf(day).year

/** A declaration's text with what stands in braces bound. */
export function declared(text: string, world: World): Fragment {
  const bound: Record<string, () => Fragment> = {
    tenant: () => q`${world.tenant_id}::uuid`,
    now: () => q`${world.now}::timestamptz`,
    today: () => q`${isoDay(world.today)}::date`,
    zone: () => q`${world.zone}::text`,
  }
  return text
    .split(/\{(tenant|now|today|zone)\}/)
    .map((part, at) => (at % 2 === 0 ? raw(part) : bound[part]!()))
    .reduce((all, part) => q`${all}${part}`)
}

/** Of a customer id, in the scope. */
export function inScope(id: Fragment, { scope }: World): Fragment {
  if (scope === null) return raw('')
  if ('ids' in scope) return q` and ${id} = any(${scope.ids}::uuid[])`
  const until = scope.until === null ? raw('') : q` and ${id} <= ${scope.until}::uuid`
  return q` and ${id} > ${scope.after}::uuid${until}`
}

/** The start of the local day so many days after that of an instant. */
export const dayAfter = (at: Fragment, days: number, { zone }: World): Fragment =>
  q`(((${at} at time zone ${zone}::text)::date + ${days}::int)::timestamp at time zone ${zone}::text)`

/** The start of a day of the calendar. */
export const startOf = (day: Fragment, { zone }: World): Fragment =>
  q`((${day})::timestamp at time zone ${zone}::text)`
