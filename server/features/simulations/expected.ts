/** What months were expected to cost, from a replay. Pure. */

type Replayed = { used_cents: number; turnover_cents: number }

/** Months at the end of the replay whose share is taken for those after it. */
const STEADY_MONTHS = 3

/**
 * A programme starts from nothing, on its first day as in its replay: the month `since` months after the start costs the
 * share of turnover that the same month of the replay did, of what is sold now. Beyond the replay it costs what its last
 * three whole months did. null before the start, or where nothing was sold in the replay.
 */
export function expectedCost(months: Replayed[], since: number, turnover_cents: number): number | null {
  if (since < 0 || months.length === 0) return null
  const steady = months.length > STEADY_MONTHS ? months.slice(-STEADY_MONTHS - 1, -1) : months
  const like = since < months.length - 1 ? months.slice(since, since + 1) : steady
  const sold = like.reduce((sum, one) => sum + one.turnover_cents, 0)
  const used = like.reduce((sum, one) => sum + one.used_cents, 0)
  return sold <= 0 ? null : Math.round((used * turnover_cents) / sold)
}

/** Whole calendar months from one to the other, both '2026-03'. */
export function monthsBetween(from: string, to: string): number {
  const number = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7))
  return number(to) - number(from)
}

/** `count` months up to this one, oldest first. */
export function monthsUpTo(month: string, count: number): string[] {
  const last = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1
  return Array.from({ length: count }, (_, n) => {
    const at = last - count + 1 + n
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
  })
}
