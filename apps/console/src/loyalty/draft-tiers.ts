/** Tiers while they are being written: what hangs on them goes with them. Pure. */
import type { Conditions, Ladder, Programme, Tier } from './draft.ts'
import { removed, replaced } from './draft.ts'

type Names = { ladder: string; tiers: readonly [string, string, string] }

/** Three tiers a year, kept a year more: the figures are to be changed. */
export function withLadder(draft: Programme, names: Names, newId: () => string): Programme {
  const taken = new Set((draft.ladders ?? []).map(({ ladder_id }) => ladder_id))
  let n = 1
  while (taken.has(`ladder_${n}`)) n += 1
  const thresholds = [0, 30_000, 80_000]
  const ladder: Ladder = {
    ladder_id: `ladder_${n}`,
    name: names.ladder,
    measures: { by: 'amount' },
    period: { kind: 'calendar', of: 'year' },
    starts: 'at_once',
    keeps_periods: 1,
    grace_days: 0,
    drops: 'to_earned',
    tiers: names.tiers.map((name, at) => ({
      tier_id: newId(),
      name,
      threshold: thresholds[at] ?? 0,
      benefits: [],
    })),
  }
  return { ...draft, ladders: [...(draft.ladders ?? []), ladder] }
}

export const withTier = (ladder: Ladder, tier_id: string): Ladder => {
  const last = ladder.tiers.at(-1)
  const tier: Tier = {
    tier_id,
    name: '',
    threshold: last ? Math.max(1, last.threshold * 2) : 0,
    benefits: [],
  }
  return { ...ladder, tiers: [...ladder.tiers, tier] }
}

export const withLadderAt = (draft: Programme, index: number, ladder: Ladder): Programme => ({
  ...draft,
  ladders: replaced(draft.ladders ?? [], index, ladder),
})

/** Without its conditions on these tiers; null when it was for them alone, and would now be for everyone. */
function withoutTiers<T extends { tier_ids?: string[] }>(one: T, gone: ReadonlySet<string>): T | null {
  if (!one.tier_ids?.some((id) => gone.has(id))) return one
  const tier_ids = one.tier_ids.filter((id) => !gone.has(id))
  return tier_ids.length > 0 ? { ...one, tier_ids } : null
}

function stripped(draft: Programme, gone: ReadonlySet<string>): Programme {
  const ofWhen = <T extends { when: Conditions }>(one: T): T[] => {
    const when = withoutTiers(one.when, gone)
    return when === null ? [] : [when === one.when ? one : { ...one, when }]
  }
  return {
    ...draft,
    earning: draft.earning.flatMap(ofWhen),
    rewards: draft.rewards.flatMap((reward) => withoutTiers(reward, gone) ?? []),
    ...(draft.multipliers && { multipliers: draft.multipliers.flatMap(ofWhen) }),
  }
}

/** A tier that goes takes what was for it alone; the last one takes its ladder. */
export function withoutTier(draft: Programme, index: number, at: number): Programme {
  const ladder = draft.ladders?.[index]
  const tier = ladder?.tiers[at]
  if (!ladder || !tier) return draft
  if (ladder.tiers.length === 1) return withoutLadder(draft, index)
  const fewer = withLadderAt(draft, index, { ...ladder, tiers: removed(ladder.tiers, at) })
  return stripped(fewer, new Set([tier.tier_id]))
}

export function withoutLadder(draft: Programme, index: number): Programme {
  const gone = new Set(draft.ladders?.[index]?.tiers.map(({ tier_id }) => tier_id))
  return stripped({ ...draft, ladders: removed(draft.ladders ?? [], index) }, gone)
}

export const tiersOf = ({ ladders = [] }: Programme): Tier[] => ladders.flatMap(({ tiers }) => tiers)
