/**
 * Tiers of a ladder: looked at again when their time comes, after a return, and when a person grants one. The decision is
 * pure (programmes/tiers.ts); what counted is the ledger's.
 */
import { newId } from '../../lib/id.ts'
import type { Context } from '../../platform/database.ts'
import { publish, publishMany, type Fact } from '../../platform/facts.ts'
import { accountNow } from '../points/account-now.ts'
import { settleAccount } from '../points/actions.ts'
import type { AccountsMerged } from '../points/events.ts'
import { countedAt, writeTier, writeTiers } from '../points/tier-accounts.ts'
import { findProgramme } from '../programmes/actions.ts'
import type { TierState } from '../programmes/judgement.ts'
import { ladderUnit, tierOf } from '../programmes/ladder.ts'
import type { Ladder } from '../programmes/programme.ts'
import { reviewTier, tierAfter, tierAfterReturn } from '../programmes/tiers.ts'
import { TierChanged, TierGrantEnded } from './events.ts'
import { withoutFloor } from './floors.ts'
import {
  addChanges,
  endGrant,
  findOverGrant,
  findTierAccount,
  listHomes,
  lockDueReviews,
  valueOf,
  type GrantRow,
  type Home,
  type NewChange,
  type TierAccount,
} from './queries.ts'

/** The ladders of the programme in force. */
export const laddersNow = async (ctx: Context): Promise<Ladder[]> =>
  (await findProgramme(ctx))?.programme.ladders ?? []

/** Of these accounts, every tier whose time has come is decided, and what changed is told. The ledger is settled already. */
export async function reviewDueTiers(ctx: Context, account_ids: string[]): Promise<number> {
  const due = await lockDueReviews(ctx, [...new Set(account_ids)])
  if (due.length === 0) return 0
  const homes = await listHomes(
    ctx,
    due.map(({ account_id }) => account_id),
  )
  let decided = 0
  for (const ladder of await laddersNow(ctx)) {
    const unit = ladderUnit(ladder.ladder_id)
    const mine = due.filter((account) => account.unit === unit && homes.has(account.account_id))
    const reviewed: Reviewed[] = []
    for (const account of mine)
      reviewed.push(await review(ctx, ladder, account, homes.get(account.account_id)!.time_zone))
    await writeTiers(
      ctx,
      unit,
      reviewed.flatMap(({ account_id, tier }) => (tier ? [{ account_id, tier }] : [])),
    )
    await announce(
      ctx,
      [ladder],
      reviewed.flatMap((one) => changesOf(ladder, one, homes.get(one.account_id)!.customer_id)),
    )
    decided += mine.length
  }
  return decided
}

type Step = {
  from: TierState | null
  to: TierState
  at: Date
  cause_kind: 'review' | 'grant'
  cause_id: string
}
type Reviewed = { account_id: string; tier: TierState | null; steps: Step[] }

/**
 * One after the other, in the order of their instants: a tier given by hand ends, a review comes. After a long silence
 * several reviews are due, each with what counted at its own instant.
 */
async function review(
  ctx: Context,
  ladder: Ladder,
  account: TierAccount,
  time_zone: string,
): Promise<Reviewed> {
  const now_ms = ctx.now.getTime()
  const steps: Step[] = []
  let { tier, tier_value } = account
  let over = tier?.floor_tier_id ? await findOverGrant(ctx, account.account_id, ladder.ladder_id) : undefined
  for (;;) {
    const review_ms = tier?.until_ms ?? Infinity
    const over_ms = over?.until?.getTime() ?? Infinity
    const at = new Date(Math.min(review_ms, over_ms))
    if (!tier || !(at.getTime() <= now_ms)) break
    const value: number =
      review_ms <= over_ms && tier_value !== null ? tier_value : await countedAt(ctx, account, at)
    if (over && over_ms < review_ms) {
      const to = await withoutFloor(ctx, ladder, account, tier, { value, at, time_zone })
      await finishGrant(ctx, over)
      steps.push({ from: tier, to, at, cause_kind: 'grant', cause_id: over.grant_id })
      tier = to
      over = undefined
      continue
    }
    const to: TierState | null = reviewTier(ladder, tier, value, now_ms, time_zone)
    if (!to || to === tier) break
    steps.push({ from: tier, to, at, cause_kind: 'review', cause_id: newId(now_ms) })
    tier_value = null
    tier = to
  }
  return { account_id: account.account_id, tier, steps }
}

/** A grant is over: said once. What it does to the tier is the caller's. */
export async function finishGrant(ctx: Context, { grant_id, customer_id, ladder_id, tier_id }: GrantRow) {
  await endGrant(ctx, grant_id)
  await publish(ctx, TierGrantEnded, { ladder_id, tier_id }, { customer_id, subject_id: grant_id })
}

const changesOf = (
  { ladder_id }: Ladder,
  { account_id, steps }: Reviewed,
  customer_id: string | null,
): NewChange[] =>
  steps.map(({ from, to, at, cause_kind, cause_id }) => ({
    account_id,
    customer_id,
    ladder_id,
    from_state: from,
    to_state: to,
    cause_kind,
    cause_id,
    occurred_at: at,
  }))

/**
 * Kept, and told where the tier itself changed. Who never climbed stands on the lowest tier when it asks for nothing: that
 * it is written down for the first time is no change.
 */
export async function announce(ctx: Context, ladders: Ladder[], changes: NewChange[]): Promise<void> {
  await addChanges(ctx, changes)
  const tierIdOf = (ladder_id: string, state: TierState | null) => {
    const ladder = ladders.find((one) => one.ladder_id === ladder_id)
    return (ladder ? tierOf(ladder, state)?.tier_id : state?.tier_id) ?? null
  }
  const moves = changes.map(({ account_id, customer_id, ladder_id, from_state, to_state, occurred_at }) => ({
    content: { ladder_id, from: tierIdOf(ladder_id, from_state), to: tierIdOf(ladder_id, to_state) },
    about: { customer_id, subject_id: account_id, occurred_at },
  }))
  await publishMany(
    ctx,
    TierChanged,
    moves.filter(({ content: { from, to } }) => from !== to),
  )
}

/**
 * One ladder's account as it stands now: time's effects are posted, due reviews decided; locked where something was due.
 * Undefined when nothing ever counted.
 */
export async function settleTier(
  ctx: Context,
  ladder: Ladder,
  account_id: string,
): Promise<TierAccount | undefined> {
  const unit = ladderUnit(ladder.ladder_id)
  const found = await findTierAccount(ctx, account_id, unit)
  if (!found) return undefined
  const floored = found.tier?.floor_tier_id != null
  const is_due =
    (floored && (await findOverGrant(ctx, account_id, ladder.ladder_id)) !== undefined) ||
    found.tier_value !== null ||
    (found.due_at !== null && found.due_at <= ctx.now) ||
    (found.tier?.until_ms ?? Infinity) <= ctx.now.getTime()
  if (!is_due) return found
  await settleAccount(ctx, account_id, unit)
  const account = (await findTierAccount(ctx, account_id, unit))!
  const home = (await listHomes(ctx, [account_id])).get(account_id)
  if (!home) return account
  const reviewed = await review(ctx, ladder, account, home.time_zone)
  if (reviewed.tier && (reviewed.steps.length > 0 || account.tier_value !== null))
    await writeTier(ctx, { account_id, unit }, reviewed.tier)
  await announce(ctx, [ladder], changesOf(ladder, reviewed, home.customer_id))
  return findTierAccount(ctx, account_id, unit)
}

export type BroughtBack = {
  account_id: string
  customer_id: string | null
  time_zone: string
  /** When what comes back was bought. */
  sold_at: Date
  /** What was taken back of each ladder's unit. */
  units: Record<string, number>
  cause_kind: 'return' | 'activity'
  cause_id: string
  occurred_at: Date
}

/**
 * What a tier stood on has come back: it is decided again without it, so that buying and returning changes nothing. The
 * units were taken back already.
 */
export async function tiersAfterReturn(ctx: Context, back: BroughtBack): Promise<void> {
  const now_id = await accountNow(ctx, back.account_id)
  for (const ladder of await laddersNow(ctx)) {
    const unit = ladderUnit(ladder.ladder_id)
    const units = back.units[unit] ?? 0
    if (units === 0) continue
    const account = await settleTier(ctx, ladder, now_id)
    if (!account?.tier) continue
    const to = tierAfterReturn(
      ladder,
      account.tier,
      { units, sold_at_ms: back.sold_at.getTime() },
      valueOf(account),
      ctx.now.getTime(),
      back.time_zone,
    )
    if (to === account.tier) continue
    await writeTier(ctx, { account_id: account.account_id, unit }, to)
    const { account_id } = account
    const { customer_id, cause_kind, cause_id, occurred_at } = back
    const said = { account_id, customer_id, ladder_id: ladder.ladder_id, cause_kind, cause_id, occurred_at }
    await announce(ctx, [ladder], [{ ...said, from_state: account.tier, to_state: to }])
  }
}

export { valueOf }

/** Two accounts became one: what both have counted may reach more than either did. */
export async function tiersAfterMerge(ctx: Context, facts: Fact<AccountsMerged>[]): Promise<void> {
  for (const { payload } of facts) {
    const account_id = await accountNow(ctx, payload.into)
    const home = (await listHomes(ctx, [account_id])).get(account_id)
    if (home)
      for (const ladder of await laddersNow(ctx)) await reachTogether(ctx, ladder, home, payload.merge_id)
  }
}

async function reachTogether(ctx: Context, ladder: Ladder, home: Home, merge_id: string) {
  const [{ ladder_id }, { account_id, customer_id, time_zone }] = [ladder, home]
  const unit = ladderUnit(ladder_id)
  if (!(await findTierAccount(ctx, account_id, unit))) return
  await settleAccount(ctx, account_id, unit)
  const account = (await settleTier(ctx, ladder, account_id))!
  const to = tierAfter(ladder, account.tier, valueOf(account), ctx.now.getTime(), time_zone)
  if (to === account.tier) return
  await writeTier(ctx, { account_id, unit }, to)
  const said = { account_id, customer_id, ladder_id, from_state: account.tier, to_state: to }
  await announce(ctx, [ladder], [{ ...said, cause_kind: 'merge', cause_id: merge_id, occurred_at: ctx.now }])
}
