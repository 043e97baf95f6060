/** What a sale or an activity does to tiers: reviews that are due first, what counts, and what that reaches. */
import { accountFor } from './accounts.ts'
import type { ReadyProgramme } from './compile.ts'
import { countedCents, countedLineNos, emptyAward } from './earn.ts'
import type { AccountState, ActivityToJudge, Award, SaleToJudge, TierChange, TierState } from './judgement.ts'
import { ladderValue, tierOf } from './ladder.ts'
import type { Ladder } from './programme.ts'
import { reviewTier, tierAfter } from './tiers.ts'

export type Climbing = {
  changes: TierChange[]
  /** Of each ladder: what its account still shows, though it left with its period. Only the ledger takes it off. */
  gone: number[]
}

/**
 * Decides the reviews that are due before the sale. What counted at the first is what the ledger kept for it, or else
 * what there is; after a calendar period nothing of it counts any more, in a ladder that rolls the rest counts on.
 */
export function decideReviews(
  { ladders }: ReadyProgramme,
  { occurred_at_ms, time_zone }: SaleToJudge | ActivityToJudge,
  accounts: AccountState[],
): Climbing {
  const climbing: Climbing = { changes: [], gone: [] }
  for (const { ladder, unit } of ladders) {
    const account = accountFor(accounts, unit)
    const is_settled = account.tier_value != null
    const ends = ladder.period.kind === 'calendar'
    let value = account.tier_value ?? ladderValue(account)
    let gone = 0
    while (account.tier?.until_ms != null && account.tier.until_ms <= occurred_at_ms) {
      const reviewed = reviewTier(ladder, account.tier, value, occurred_at_ms, time_zone)
      changeTier(ladder, account, reviewed, climbing.changes)
      account.tier_value = null
      if (ends && !is_settled) gone = ladderValue(account)
      value = ends ? 0 : ladderValue(account)
    }
    climbing.gone.push(gone)
  }
  return climbing
}

/** What counts now is counted, and the tier it reaches is written into the account. */
export function climb(
  { ladders }: ReadyProgramme,
  { occurred_at_ms, time_zone }: SaleToJudge | ActivityToJudge,
  accounts: AccountState[],
  { changes, gone }: Climbing,
): void {
  for (const [n, { ladder, unit }] of ladders.entries()) {
    const account = accountFor(accounts, unit)
    const value = ladderValue(account) - gone[n]!
    const to = tierAfter(ladder, account.tier ?? null, value, occurred_at_ms, time_zone)
    changeTier(ladder, account, to, changes)
  }
}

function changeTier(
  ladder: Ladder,
  account: AccountState,
  to: TierState | null,
  changes: TierChange[],
): void {
  const from = account.tier ?? null
  if (to === null || to === from) return
  account.tier = to
  changes.push({ ladder_id: ladder.ladder_id, from, to })
}

const NO_TIERS: string[] = []

/** The tiers that stand, where a condition asks for them. */
export function standingTiers({ ladders, asks_tiers }: ReadyProgramme, accounts: AccountState[]): string[] {
  if (!asks_tiers || ladders.length === 0) return NO_TIERS
  const tier_ids: string[] = []
  for (const { ladder, unit } of ladders) {
    const tier = tierOf(ladder, accountFor(accounts, unit).tier)
    if (tier) tier_ids.push(tier.tier_id)
  }
  return tier_ids
}

/** What counts towards the tiers, after all that the rules gave. An activity has no basket and no lines. */
export function addLadderAwards(
  { ladders }: ReadyProgramme,
  awards: Award[],
  basket_cents: number,
  line_count: number,
): void {
  for (const { ladder, unit } of ladders) {
    const award = ladderAward(ladder, unit, awards, basket_cents, line_count)
    if (award.units > 0) awards.push(award)
  }
}

function ladderAward(
  { ladder_id, measures }: Ladder,
  unit: string,
  awards: Award[],
  basket_cents: number,
  line_count: number,
): Award {
  const award = emptyAward(ladder_id, unit, basket_cents)
  if (measures.by === 'units') {
    for (const one of awards) if (one.unit === measures.unit) award.units += one.units
  } else if (basket_cents > 0 && measures.by === 'amount') {
    award.units = basket_cents
    award.lines = countedCents()
  } else if (basket_cents > 0 && measures.by === 'visits' && basket_cents >= measures.minimum_cents) {
    award.units = 1
    const line_nos = countedLineNos()
    if (line_nos.length < line_count) award.counted_line_nos = line_nos
  }
  return award
}
