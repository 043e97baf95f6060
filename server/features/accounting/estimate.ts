/**
 * How much of what was promised will be used. Pure.
 *
 * Units are followed by the month they were earned in (their cohort). At each age, in whole months, the share spent is what
 * all cohorts that have lived through that age spent at it, over what they still held before it: older cohorts tell the
 * younger what is to come. What is outstanding is then carried on, month by month, at those shares, until it expires; ages
 * that nobody has lived through yet take the share of the last six that were. What never expires is followed for ten years.
 * With less than twelve months of history nothing is concluded: all of it is expected to be used, which owes the most.
 */
import { BILLION, monthIndex, mulDiv } from './rules.ts'

/** What one cohort did in one whole month: units added, spent (given back taken off), and lost in any other way. */
export type CohortMonth = { vintage: string; month: string; added: number; spent: number; lost: number }

export type Curve = {
  /** By age in months: spent and lost over what was held before, in billionths. */
  spent: number[]
  lost: number[]
  /** For ages beyond. */
  tail_spent: number
  tail_lost: number
  months_of_history: number
}

export const HISTORY_MONTHS_MIN = 12
const TAIL_AGES = 6
const AHEAD_MONTHS_MAX = 120

type Sums = { held: number; spent: number; lost: number }

/** From all whole months of one unit, all issuers together: the more cohorts, the steadier. */
export function curveOf(rows: readonly CohortMonth[]): Curve {
  const cohorts = Map.groupBy(rows, (row) => row.vintage)
  const ages: Sums[] = []
  let first = Infinity
  let last = -Infinity
  for (const row of rows) {
    first = Math.min(first, monthIndex(row.month))
    last = Math.max(last, monthIndex(row.month))
  }
  for (const [vintage, months] of cohorts) {
    const born = monthIndex(vintage)
    const of = new Map(months.map((row) => [monthIndex(row.month), row]))
    let held = 0
    // A cohort whose month is before the first counted came from a file: it is followed from then on.
    for (let month = Math.max(born, first); month <= last; month++) {
      const row = of.get(month)
      const age = month - born
      // In its own month a cohort could spend what it had just earned; later, what it held when the month began.
      const before = age === 0 ? (row?.added ?? 0) : held
      if (before > 0) {
        const sums = (ages[age] ??= { held: 0, spent: 0, lost: 0 })
        sums.held += before
        sums.spent += within(row?.spent ?? 0, before)
        sums.lost += within(row?.lost ?? 0, before)
      }
      held += (row?.added ?? 0) - (row?.spent ?? 0) - (row?.lost ?? 0)
    }
  }
  const all = Array.from(ages, (sums) => sums ?? { held: 0, spent: 0, lost: 0 })
  const tail = total(all.slice(1).slice(-TAIL_AGES))
  return {
    spent: all.map((sums) => share(sums.spent, sums.held)),
    lost: all.map((sums) => share(sums.lost, sums.held)),
    tail_spent: share(tail.spent, tail.held),
    tail_lost: share(tail.lost, tail.held),
    months_of_history: rows.length === 0 ? 0 : last - first + 1,
  }
}

const within = (value: number, most: number) => Math.min(Math.max(value, 0), most)
const share = (part: number, of: number) => (of > 0 ? mulDiv(part, BILLION, of) : 0)
const total = (all: Sums[]): Sums =>
  all.reduce(
    (sum, one) => ({ held: sum.held + one.held, spent: sum.spent + one.spent, lost: sum.lost + one.lost }),
    { held: 0, spent: 0, lost: 0 },
  )

/** How much of `units`, held at the end of `month` and earned in `vintage`, will be spent before `expiry`. */
export function stillUsed(
  curve: Curve,
  units: number,
  vintage: string,
  month: string,
  expiry: string,
): number {
  const now = monthIndex(month)
  const age = now - monthIndex(vintage)
  const dated = /^\d{4}-\d\d$/.test(expiry)
  const last = dated ? monthIndex(expiry) : now + AHEAD_MONTHS_MAX
  const ends = expiry.startsWith('inactive')
  let held = units
  let used = 0
  for (let ahead = 1; now + ahead <= last && held > 0; ahead++) {
    const at = age + ahead
    const spent = mulDiv(held, curve.spent[at] ?? curve.tail_spent, BILLION)
    // Where the end has no date, how many ended so far says how many will.
    const lost = ends ? mulDiv(held, curve.lost[at] ?? curve.tail_lost, BILLION) : 0
    used += Math.min(spent, held)
    held -= Math.min(spent + lost, held)
    if (spent + lost === 0 && curve.spent[at] === undefined) break
  }
  return used
}

/** The curve as people read it: of a hundred units earned, how many are spent by each age (in billionths). */
export function cumulativeShares(
  rows: readonly CohortMonth[],
): { age: number; share: number; cohorts: number }[] {
  const added = new Map<string, number>()
  let last = -Infinity
  for (const row of rows) {
    added.set(row.vintage, (added.get(row.vintage) ?? 0) + row.added)
    last = Math.max(last, monthIndex(row.month))
  }
  const cohorts = [...added].filter(([, units]) => units > 0)
  const spentAt = new Map<string, number>()
  for (const row of rows) {
    const age = monthIndex(row.month) - monthIndex(row.vintage)
    spentAt.set(`${row.vintage} ${age}`, (spentAt.get(`${row.vintage} ${age}`) ?? 0) + row.spent)
  }
  const shares: { age: number; share: number; cohorts: number }[] = []
  let sum = 0
  for (let age = 0; ; age++) {
    const old = cohorts.filter(([vintage]) => last - monthIndex(vintage) >= age)
    if (old.length === 0) return shares
    const units = old.reduce((all, [, one]) => all + one, 0)
    const spent = old.reduce((all, [vintage]) => all + (spentAt.get(`${vintage} ${age}`) ?? 0), 0)
    sum += share(spent, units)
    shares.push({ age, share: Math.min(sum, BILLION), cohorts: old.length })
  }
}
