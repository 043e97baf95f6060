/** What one issuer still owes of one thing (a unit of points, or given vouchers), cohort by cohort. Pure. */
import { curveOf, HISTORY_MONTHS_MIN, stillUsed, type CohortMonth, type Curve } from './estimate.ts'
import { groupBy, isEffect, outstandingBy, type Movement } from './movements.ts'
import { BILLION, expectedUse, mulDiv, releasedCents, withoutTax, worthCents } from './rules.ts'

/** How the share that will be used is known: said by the shop, read from the past, or nothing known and so all of it. */
export type Estimate = { by: 'shop' | 'past' | 'prudence'; use_bp: number | null; curve: Curve }

export function estimateOf(rows: readonly CohortMonth[], use_bp: number | null): Estimate {
  const curve = curveOf(rows)
  const by = use_bp !== null ? 'shop' : curve.months_of_history >= HISTORY_MONTHS_MIN ? 'past' : 'prudence'
  return { by, use_bp, curve }
}

export type Cohort = {
  vintage: string
  /** Units added in all, and what is left of them once returns and corrections are taken off. */
  gross: number
  net: number
  used: number
  outstanding: number
  /** Used in all, in the end, as it is thought at this close. */
  expected: number
}

/**
 * `lived` is the last month that is over: uses are expected from the one after. A month that is under way has not been
 * lived, so that what is earned in it may still be used in it.
 */
export function cohortsOf(movements: readonly Movement[], estimate: Estimate, lived: string): Cohort[] {
  const cohorts: Cohort[] = []
  for (const [vintage, rows] of groupBy(movements, (one) => one.vintage)) {
    const sum = (...kinds: string[]) =>
      rows.reduce((all, { kind, amount }) => all + (kinds.includes(kind) ? amount : 0), 0)
    const gross = sum('issued', 'given', 'imported')
    const net = gross + sum('reversed', 'corrected', 'merged')
    const used = 0 - sum('spent', 'restored')
    const open = outstandingBy(rows, (one) => one.expiry)
    const outstanding = open.reduce((all, { amount }) => all + amount, 0)
    const expected = expectedOf({ net, used, outstanding }, open, vintage, estimate, lived)
    cohorts.push({ vintage, gross, net, used, outstanding, expected })
  }
  return cohorts.sort((a, b) => (a.vintage < b.vintage ? -1 : 1))
}

function expectedOf(
  { net, used, outstanding }: Pick<Cohort, 'net' | 'used' | 'outstanding'>,
  open: { key: string; amount: number }[],
  vintage: string,
  { by, use_bp, curve }: Estimate,
  lived: string,
): number {
  if (by === 'shop') return expectedUse(net, used, outstanding, use_bp! * (BILLION / 10_000))
  if (by === 'prudence') return used + Math.max(0, outstanding)
  const more = open.reduce((sum, { key, amount }) => sum + stillUsed(curve, amount, vintage, lived, key), 0)
  return used + Math.min(Math.max(more, 0), Math.max(outstanding, 0))
}

/** One point of percentage more or less of what each open cohort earned, as far as there is something left to use. */
export const moved = (cohorts: readonly Cohort[], points_bp: number): Cohort[] =>
  cohorts.map((cohort) => {
    if (cohort.outstanding <= 0) return cohort
    const wanted = cohort.expected + mulDiv(cohort.net, points_bp, 10_000)
    const expected = Math.min(Math.max(wanted, cohort.used), cohort.used + cohort.outstanding)
    return { ...cohort, expected }
  })

export const expectedUnits = (cohorts: readonly Cohort[]) =>
  cohorts.reduce((sum, { expected, used }) => sum + (expected - used), 0)

/** Of what the open cohorts earned, the share used in the end; null when nothing is open. */
export function useOf(cohorts: readonly Cohort[]): number | null {
  const open = cohorts.filter(({ outstanding, net }) => outstanding > 0 && net > 0)
  const net = open.reduce((sum, one) => sum + one.net, 0)
  return net === 0
    ? null
    : mulDiv(
        open.reduce((sum, one) => sum + one.expected, 0),
        10_000,
        net,
      )
}

export type Worth = {
  /** Tax included, and what it costs the shop without tax: millionths of a cent for one unit. */
  value_micro: number
  cost_micro: number
  vat_rate_bp: number
}
export type Allocations = Record<string, number>

/** What is owed of each cohort, in cents, by a method. `allocated` is what IFRS 15 set aside of each, from the beginning. */
export function owedByCohort(
  method: 'provision' | 'deferred' | 'ifrs15',
  cohorts: readonly Cohort[],
  { value_micro, cost_micro, vat_rate_bp }: Worth,
  allocated: Allocations,
): { vintage: string; cents: number }[] {
  return cohorts.map((cohort) => {
    const { vintage, gross, net, used, expected } = cohort
    const left = expected - used
    if (method === 'provision') return { vintage, cents: worthCents(left, cost_micro) }
    if (method === 'deferred')
      return { vintage, cents: withoutTax(worthCents(left, value_micro), vat_rate_bp) }
    const whole = allocated[vintage] ?? 0
    const kept = gross > 0 ? mulDiv(whole, Math.max(net, 0), gross) : whole
    return { vintage, cents: kept - releasedCents(kept, used, expected) }
  })
}

/** What was added since, by cohort, and by whether a sale paid for it. */
export function addedOf(
  movements: readonly Movement[],
): Map<string, { by_sales: number; otherwise: number }> {
  const added = new Map<string, { by_sales: number; otherwise: number }>()
  for (const { vintage, kind, amount } of movements) {
    if (!isEffect(kind) || !['issued', 'given', 'imported'].includes(kind)) continue
    const sums = added.get(vintage) ?? { by_sales: 0, otherwise: 0 }
    if (kind === 'issued') sums.by_sales += amount
    else sums.otherwise += amount
    added.set(vintage, sums)
  }
  return added
}
