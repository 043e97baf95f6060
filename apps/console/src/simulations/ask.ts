/** What is ticked on the asking page, and the wish it becomes. Pure. */
import { newId } from '#lib/id.ts'
import type { Programme } from '../loyalty/draft.ts'
import type { Start, Wish } from './queries.ts'

export type Period = { kind: 'year' | 'all' } | { kind: 'dates'; from: string; to: string }

export type Asked = {
  picks: string[]
  /** null: the sales recorded here. */
  import_id: string | null
  period: Period
  margin_percent: number
  categories: Record<string, number>
  behaviour: Start['behaviour']
  /** Whether shares were changed by hand: else the server's are followed. */
  behaviour_said: boolean
  budget_percent: number | null
}

export type Option = { key: string; name: string; lead?: string; version?: number; programme?: Programme }

export const PICKS_MAX = 4

export const percentOf = (basis_points: number) => basis_points / 100

/** `today` is a day of the shop's calendar, '2026-03-02'. */
export function wishOf(asked: Asked, options: readonly Option[], name: string, today: string): Wish {
  const picked = options.filter(({ key }) => asked.picks.includes(key))
  const categories = Object.entries(asked.categories).map(([key, percent]) => [
    key,
    Math.round(percent * 100),
  ])
  return {
    name,
    source: asked.import_id === null ? { kind: 'sales' } : { kind: 'file', import_id: asked.import_id },
    ...(asked.import_id === null || asked.period.kind === 'dates' ? datesOf(asked.period, today) : {}),
    variants: picked.map(({ name: said, version, programme }) => ({
      variant_id: newId(),
      name: said.slice(0, 120),
      ...(version !== undefined && { version }),
      ...(programme !== undefined && { programme }),
    })),
    margin: {
      basis_points: Math.round(asked.margin_percent * 100),
      ...(categories.length > 0 && { categories: Object.fromEntries(categories) as Record<string, number> }),
    },
    ...(asked.behaviour_said && { behaviour: asked.behaviour }),
    ...(asked.budget_percent !== null && { budget_basis_points: Math.round(asked.budget_percent * 100) }),
  }
}

function datesOf(period: Period, today: string): { from?: string; to?: string } {
  if (period.kind === 'dates') return { from: period.from, to: period.to }
  if (period.kind === 'all') return {}
  const before = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`
  return { from: before.endsWith('-02-29') ? before.replace('-29', '-28') : before }
}
