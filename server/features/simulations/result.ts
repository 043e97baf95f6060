/** What a simulation is kept as. */
import type { VariantResult } from './replay/simulate.ts'

export type SimulationResult = {
  /** Local days, both included. */
  from: string
  to: string
  months: string[]
  sales: number
  lines: number
  members: number
  /** What members did that is no purchase, replayed too. Missing from what was simulated before it was. */
  activities?: number
  /** Sales without a customer, which no programme can reward, and their money. */
  anonymous_sales: number
  anonymous_cents: number
  /** Of a file: lines that could not be read, and returns whose sale is not in it. */
  refused_lines: number
  returns_without_sale: number
  left_out: number
  currency: string
  average_basket_cents: number
  median_basket_cents: number
  visits_per_year: number
  turnover_cents: number
  margin: { basis_points: number; categories?: Record<string, number> }
  behaviour: { takes_chosen: number; pays_with_units: number; uses_voucher: Record<string, number> }
  /** What it took, for those who ask how fast. */
  replayed_sales: number
  seconds: number
  columns_bytes: number
  variants: VariantResult[]
}
