import { fact } from '../../platform/facts.ts'

/** The programme has cost four fifths of its budget, or all of it. */
export type BudgetReached = {
  /** '2026-03' or '2026'. */
  period: string
  mark_percent: 80 | 100
  cost_cents: number
  budget_cents: number
}
export const BudgetReached = fact<BudgetReached>('programme.budget_reached')
