/** Lines with what promotions take off each. Pure: the till without network prices by it too. */
import type { Given } from '../promotions/rules.ts'
import type { BasketLine } from './rules.ts'

export const promoted = <Line extends BasketLine>(
  lines: readonly Line[],
  given: readonly Pick<Given, 'line_no' | 'discount_cents'>[],
): (Line & { promoted_cents?: number })[] =>
  lines.map((line) => {
    const promoted_cents = given
      .filter(({ line_no }) => line_no === line.line_no)
      .reduce((sum, { discount_cents }) => sum + discount_cents, 0)
    return promoted_cents > 0 ? { ...line, promoted_cents } : line
  })
