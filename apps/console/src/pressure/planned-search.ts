/** A planned month as an address carries it: whoever is sent the link sees the same plan and what it gives. Pure. */
import { CHANNELS, type Channel } from './channels.ts'

export type Planned = {
  name: string
  on: string
  at: string
  channels: Channel[]
  /** 'all', 'some', or an audience's id. */
  who: string
  people: number
}

export type MonthSearch = { plan?: Planned[]; cap?: number }

export const PLANNED_MAX = 40

/** What somebody typed into an address is no plan until it reads as one; the rest of it is left out. */
export function readMonthSearch({ plan, cap }: Record<string, unknown>): MonthSearch {
  const planned = Array.isArray(plan) ? plan.slice(0, PLANNED_MAX).flatMap(readPlanned) : []
  const limit = typeof cap === 'number' && Number.isInteger(cap) && cap >= 0 && cap <= 60 ? cap : undefined
  return { ...(planned.length > 0 && { plan: planned }), ...(limit !== undefined && { cap: limit }) }
}

function readPlanned(one: unknown): Planned[] {
  if (typeof one !== 'object' || one === null) return []
  const { name, on, at, channels, who, people } = one as Record<string, unknown>
  const known = Array.isArray(channels) ? CHANNELS.filter((channel) => channels.includes(channel)) : []
  const is_day = typeof on === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(on) && !Number.isNaN(Date.parse(on))
  const is_hour = typeof at === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(at)
  if (!is_day || !is_hour || known.length === 0) return []
  return [
    {
      name: typeof name === 'string' ? name.slice(0, 120) : '',
      on,
      at,
      channels: known,
      who: typeof who === 'string' && /^(all|some|[0-9a-f-]{36})$/.test(who) ? who : 'all',
      people: typeof people === 'number' && Number.isInteger(people) && people >= 0 ? people : 0,
    },
  ]
}
