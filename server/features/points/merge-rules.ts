/** What two accounts that become one keep together, and what goes apart again. Pure. */
export type TierJson = {
  tier_id: string | null
  since_ms: number
  until_ms: number | null
  floor_tier_id?: string | null
  in_grace?: boolean
  next_tier_id?: string | null
}
type Counts = Record<string, number>

/** Key by key; what comes to nothing is left out. */
export function sumOf(one: Counts, other: Counts): Counts {
  const sums = { ...one }
  for (const [key, count] of Object.entries(other)) sums[key] = (sums[key] ?? 0) + count
  return Object.fromEntries(Object.entries(sums).filter(([, count]) => count !== 0))
}

/** What is left of `whole` without `part`. A cap that forgot some of it meanwhile cannot count below nothing. */
export function lessOf(whole: Counts, part: Counts, floor?: number): Counts {
  const rest = { ...whole }
  for (const [key, count] of Object.entries(part)) {
    const left = (rest[key] ?? 0) - count
    rest[key] = floor === undefined ? left : Math.max(floor, left)
  }
  return Object.fromEntries(Object.entries(rest).filter(([, count]) => count !== 0))
}

/**
 * The better of two tiers: the higher one, of equal ones the one that stays longer. `order` is the ladder's, from low to
 * high; what it does not know counts as lowest.
 */
export function betterTier(one: TierJson | null, other: TierJson | null, order: string[]): TierJson | null {
  if (!one || !other) return one ?? other
  const rank = ({ tier_id }: TierJson) => (tier_id === null ? -1 : order.indexOf(tier_id))
  const until = ({ until_ms }: TierJson) => until_ms ?? Infinity
  if (rank(one) !== rank(other)) return rank(one) > rank(other) ? one : other
  if (until(one) !== until(other)) return until(one) > until(other) ? one : other
  return one.since_ms <= other.since_ms ? one : other
}
