/** How figures are added, compared and valued. Pure. */
import type { Programme } from '../programmes/programme.ts'

export type Counts = {
  sales: number
  sales_with_card: number
  total_cents: number
  card_total_cents: number
  returned_cents: number
  new_cards: number
  units_given: Record<string, number>
  units_spent: Record<string, number>
}

const NUMBERS = [
  'sales',
  'sales_with_card',
  'total_cents',
  'card_total_cents',
  'returned_cents',
  'new_cards',
] as const

export const noCounts = (): Counts => ({
  sales: 0,
  sales_with_card: 0,
  total_cents: 0,
  card_total_cents: 0,
  returned_cents: 0,
  new_cards: 0,
  units_given: {},
  units_spent: {},
})

export function added(all: readonly (Counts | undefined)[]): Counts {
  const sum = noCounts()
  for (const one of all) {
    if (!one) continue
    for (const key of NUMBERS) sum[key] += one[key]
    for (const key of ['units_given', 'units_spent'] as const)
      for (const [unit, units] of Object.entries(one[key])) sum[key][unit] = (sum[key][unit] ?? 0) + units
  }
  return sum
}

/** 2026-03-31 → 2025-03-31; 2028-02-29 → 2027-02-28, as PostgreSQL's `- interval '1 year'` has it. */
export function aYearBefore(day: string): string {
  const [year, rest] = [Number(day.slice(0, 4)) - 1, day.slice(4)]
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return `${year}${rest === '-02-29' && !leap ? '-02-28' : rest}`
}

export const firstOfMonth = (day: string, months_back = 0): string => {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
  return new Date(Date.UTC(year, month - 1 - months_back, 1)).toISOString().slice(0, 10)
}

/**
 * What one unit is worth at most, in millionths of a cent: the dearest that the programme gives for it. null when no
 * reward of this unit has a worth in money.
 */
export function unitValueMicro(programme: Programme, unit: string): number | null {
  const worths = programme.rewards
    .filter((reward) => reward.unit === unit)
    .flatMap(({ benefit, cost }) => {
      const cents =
        'value_cents' in benefit
          ? benefit.value_cents
          : 'value_cents_max' in benefit
            ? benefit.value_cents_max
            : null
      return cents === null ? [] : [Math.round((cents * 1_000_000) / cost)]
    })
  return worths.length > 0 ? Math.max(...worths) : null
}

/** Rounded to the cent. */
export const worthCents = (units: number, value_micro: number) =>
  Math.round((units * value_micro) / 1_000_000)
