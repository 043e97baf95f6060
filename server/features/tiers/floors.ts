/** A tier given by hand ends: what stands then is what would stand without it. */
import type { Context } from '../../platform/database.ts'
import { countedAt } from '../points/tier-accounts.ts'
import type { TierState } from '../programmes/judgement.ts'
import { tierOf } from '../programmes/ladder.ts'
import type { Ladder } from '../programmes/programme.ts'
import { grantTier, reviewTier, tierAfter } from '../programmes/tiers.ts'
import { findBeforeFloor } from './queries.ts'

type Of = { account_id: string; unit: string }

/**
 * A tier that was earned meanwhile has its own end, and stays until then. One that only the floor held goes at once: to
 * what stood before, as the reviews since would have left it, or to what is earned now.
 */
export async function withoutFloor(
  ctx: Context,
  ladder: Ladder,
  of: Of,
  tier: TierState,
  { value, at, time_zone }: { value: number; at: Date; time_zone: string },
): Promise<TierState> {
  const at_ms = at.getTime()
  if (tier.until_ms !== null) return grantTier(ladder, tier, null, value, at_ms, time_zone)
  let before: TierState | null = (await findBeforeFloor(ctx, of.account_id, ladder.ladder_id)) ?? null
  while (before?.until_ms != null && before.until_ms <= at_ms) {
    const counted = await countedAt(ctx, of, new Date(before.until_ms))
    const after: TierState | null = reviewTier(ladder, before, counted, at_ms, time_zone)
    if (after === before) break
    before = after
  }
  const lowest = { tier_id: tierOf(ladder, null)?.tier_id ?? null, since_ms: at_ms, until_ms: null }
  return tierAfter(ladder, before, value, at_ms, time_zone) ?? lowest
}
