/** Tiers as members climb and lose them: reviews at their instant, and how many stand where at each month's end. */
import type { TierState } from '../../programmes/judgement.ts'
import { ladderUnit, ladderValue, reviewTier, tierAfterReturn, tierOf } from '../../programmes/rules.ts'
import type { Life } from './life.ts'

export function climbing(life: Life) {
  const { log, programme, tally, monthOf } = life.world
  const ladders = (programme.ladders ?? []).map((ladder) => ({ ladder, unit: ladderUnit(ladder.ladder_id) }))
  /** Where the member under replay was counted last. */
  const counted: (string | null)[] = ladders.map(() => null)
  const zone = () => log.stores[life.storeOf(-1)]!.time_zone

  /** The next instant at which a tier is looked at; Infinity when none is. */
  function nextReview(): number {
    let next = Infinity
    for (const { unit } of ladders) {
      const until = findTier(unit)?.until_ms
      if (until !== null && until !== undefined && until < next) next = until
    }
    return next
  }

  function findTier(unit: string): TierState | null {
    for (const account of life.accounts) if (account.unit === unit) return account.tier ?? null
    return null
  }

  /** What counts at that instant, before what leaves with its period leaves; null where nothing is reviewed. */
  function valuesAt(at: number): (number | null)[] {
    return ladders.map(({ unit }) =>
      findTier(unit)?.until_ms === at ? ladderValue(life.accountOf(unit)) : null,
    )
  }

  function review(values: (number | null)[], at: number): void {
    for (const [n, value] of values.entries()) {
      if (value === null) continue
      const { ladder, unit } = ladders[n]!
      const account = life.accountOf(unit)
      account.tier = reviewTier(ladder, account.tier ?? null, value, at, zone())
      account.tier_value = null
    }
    note(at)
  }

  function takeBack(unit: string, units: number, sold_at_ms: number, at: number, time_zone: string): void {
    const one = ladders.find((ladder) => ladder.unit === unit)
    if (!one) return
    const account = life.accountOf(unit)
    const back = { units, sold_at_ms }
    account.tier = tierAfterReturn(
      one.ladder,
      account.tier ?? null,
      back,
      ladderValue(account),
      at,
      time_zone,
    )
    note(at)
  }

  /** Counts the member where they now stand. */
  function note(at: number): void {
    for (const [n, { ladder, unit }] of ladders.entries()) {
      const now = tierOf(ladder, findTier(unit))?.tier_id ?? null
      if (now === counted[n]) continue
      const month = monthOf(at)
      for (const tier of tally.tiers) {
        if (tier.ladder_id !== ladder.ladder_id) continue
        if (tier.tier_id === now) tier.change[month]! += 1
        if (tier.tier_id === counted[n]) tier.change[month]! -= 1
      }
      counted[n] = now
    }
  }

  return {
    none: ladders.length === 0,
    begin: () => void counted.fill(null),
    nextReview,
    valuesAt,
    review,
    takeBack,
    note,
  }
}

export type Climbing = ReturnType<typeof climbing>
