/**
 * Something a customer did that is not a purchase: judged by the programme of its day like a sale, posted to the unit,
 * once however often it is said. What it gave is kept, so that undoing takes back exactly that.
 */
import { createHash } from 'node:crypto'
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { findCustomer } from '../customers/actions.ts'
import { refuse as refuseCustomer } from '../customers/refusals.ts'
import { settleAccount } from '../points/actions.ts'
import { earnPoints } from '../points/earn.ts'
import { writeTier } from '../points/tier-accounts.ts'
import { findProgramme } from '../programmes/actions.ts'
import type { AccountState, Judgement, TierState } from '../programmes/judgement.ts'
import { ladderUnit } from '../programmes/ladder.ts'
import type { Ladder, Programme } from '../programmes/programme.ts'
import { judgeActivity, unitsOf } from '../programmes/rules.ts'
import { giveAutomaticRewards } from '../rewards/automatic.ts'
import { announce, settleTier } from '../tiers/actions.ts'
import type { Codes } from '../vouchers/codes.ts'
import { ActivityRecorded } from './events.ts'
import {
  addActivity,
  findActivity,
  findPersonToJudge,
  findPlace,
  findProfile,
  hasCompletedProfile,
  listGivenNow,
  type ActivityRow,
} from './queries.ts'
import { refuse } from './refusals.ts'
import { missingOf } from './rules.ts'

export type ActivityWish = {
  customer_id: string
  activity_id: string
  activity: string
  store_id?: string | null
  occurred_at: string
  channel?: string | null
  properties?: Record<string, unknown>
}

export type Answer = {
  earned: {
    unit: string
    units: number
    available_at: string | null
    expires_at: string | null
    debt_repaid: number
    capped: number
  }[]
  triggered: { redemption_id: string; reward_id: string; name: string; voucher_id: string }[]
  tier_changes: { ladder_id: string; from: string | null; to: string | null }[]
  /** Set when it was taken back. */
  taken_back?: { unit: string; units: number; owed: number; forgiven: number }[]
}

/** A caller's clock may be ahead of ours by this much; beyond it we are told something wrong. */
const CLOCK_AHEAD_MS = 2 * 60_000

/** The same activity again is the same; its id with another content is refused. */
export async function recordActivity(ctx: Context, codes: Codes, wish: ActivityWish): Promise<ActivityRow> {
  const { customer_id, activity_id, activity } = wish
  const customer = await findCustomer(ctx, customer_id)
  if (!customer) throw refuseCustomer('customer_not_found')
  const content_hash = hashOf(wish)
  const same = await sameAsEarlier(ctx, wish, content_hash)
  if (same) return same
  if (customer.left_at) throw refuseCustomer('customer_left')
  const asked = new Date(wish.occurred_at)
  if (asked.getTime() > ctx.now.getTime() + CLOCK_AHEAD_MS) throw refuse('activity_in_the_future')
  const occurred_at = asked > ctx.now ? ctx.now : asked
  const place = await findPlace(ctx, customer_id, wish.store_id ?? null)
  if (!place) throw refuse('activity_store_unknown')

  const inForce = await findProgramme(ctx, occurred_at)
  const programme = inForce?.programme ?? null
  const { account_id } = customer
  const before = programme ? await accountsOf(ctx, programme, account_id) : []
  // The account is ours now: whoever said the same meanwhile has written it.
  const meanwhile = await sameAsEarlier(ctx, wish, content_hash)
  if (meanwhile) return meanwhile
  if (activity === 'profile_completed') await checkProfile(ctx, customer_id)
  const toJudge = {
    activity,
    store_id: place.store_id,
    merchant_id: place.merchant_id,
    channel: wish.channel ?? 'till',
    occurred_at_ms: occurred_at.getTime(),
    time_zone: place.time_zone,
    person: await findPersonToJudge(ctx, customer_id),
  }
  const judgement = programme ? judgeActivity(programme, toJudge, before) : null
  const { merchant_id } = place
  if (judgement) {
    const cause = { cause_kind: 'activity', cause_id: activity_id, occurred_at }
    await earnPoints(ctx, { account_id, merchant_id, ...cause, judgement, before })
    await keepTiers(
      ctx,
      programme!.ladders ?? [],
      { account_id, customer_id, activity_id, occurred_at },
      judgement,
    )
  }
  const triggered = judgement ? await giveRewards(ctx, codes, account_id) : []
  const answer = answerOf(ctx, judgement, triggered)
  const { channel = null, properties = {} } = wish
  const added = await addActivity(ctx, {
    activity_id,
    customer_id,
    account_id,
    activity,
    store_id: wish.store_id ?? null,
    merchant_id,
    channel,
    properties,
    occurred_at,
    programme_version: inForce?.version ?? null,
    awards: judgement?.awards ?? [],
    answer,
    content_hash,
  })
  if (!added) throw refuse('activity_id_reused')
  const earned = answer.earned.map(({ unit, units }) => ({ unit, units }))
  await publish(
    ctx,
    ActivityRecorded,
    { activity_id, activity, earned },
    { customer_id, store_id: wish.store_id ?? null, subject_id: activity_id, occurred_at },
  )
  return (await findActivity(ctx, activity_id))!
}

/** Field by field, in one order: however a caller writes its JSON, the same activity is the same. */
const hashOf = ({ customer_id, activity, store_id, occurred_at, channel, properties = {} }: ActivityWish) =>
  createHash('sha256')
    .update(
      JSON.stringify([
        customer_id,
        activity,
        store_id ?? null,
        new Date(occurred_at).toISOString(),
        channel ?? null,
        Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1)),
      ]),
    )
    .digest()

async function sameAsEarlier(ctx: Context, wish: ActivityWish, content_hash: Buffer) {
  const earlier = await findActivity(ctx, wish.activity_id)
  if (earlier && !earlier.content_hash.equals(content_hash)) throw refuse('activity_id_reused')
  return earlier
}

async function checkProfile(ctx: Context, customer_id: string) {
  if (await hasCompletedProfile(ctx, customer_id)) throw refuse('profile_completed_before')
  const missing = missingOf((await findProfile(ctx, customer_id))!)
  if (missing.length > 0) throw refuse('profile_incomplete', { missing })
}

/** Every unit as it stands, locked in the order of their names; due reviews of tiers are decided. */
async function accountsOf(ctx: Context, programme: Programme, account_id: string): Promise<AccountState[]> {
  const accounts: AccountState[] = []
  for (const unit of unitsOf(programme)
    .map((one) => one.unit)
    .sort())
    await settleAccount(ctx, account_id, unit)
  for (const ladder of programme.ladders ?? []) await settleTier(ctx, ladder, account_id)
  for (const { unit } of unitsOf(programme)) {
    const row = await settleAccount(ctx, account_id, unit)
    const { balance, held, pending, debt, remainders, counters, tier } = row
    accounts.push({
      unit,
      available: balance - held,
      pending,
      debt,
      remainders,
      counters: (counters as Record<string, number> | null) ?? {},
      tier: tier as TierState | null,
    })
  }
  return accounts
}

type Mover = { account_id: string; customer_id: string; activity_id: string; occurred_at: Date }

async function keepTiers(
  ctx: Context,
  ladders: Ladder[],
  { account_id, customer_id, activity_id, occurred_at }: Mover,
  { tier_changes }: Judgement,
) {
  for (const { ladder_id, to } of tier_changes)
    await writeTier(ctx, { account_id, unit: ladderUnit(ladder_id) }, to)
  await announce(
    ctx,
    ladders,
    tier_changes.map(({ ladder_id, from, to }) => ({
      account_id,
      customer_id,
      ladder_id,
      from_state: from,
      to_state: to,
      cause_kind: 'activity' as const,
      cause_id: activity_id,
      occurred_at,
    })),
  )
}

async function giveRewards(ctx: Context, codes: Codes, account_id: string) {
  if ((await giveAutomaticRewards(ctx, codes, [account_id])) === 0) return []
  const given = await listGivenNow(ctx, account_id)
  return given.map(({ redemption_id, reward_id, reward_name: name, voucher_id }) => ({
    redemption_id,
    reward_id,
    name,
    voucher_id,
  }))
}

/** Units of a ladder are nobody's points: what they moved is told as a tier. */
function answerOf({ now }: Context, judgement: Judgement | null, triggered: Answer['triggered']): Answer {
  if (!judgement) return { earned: [], triggered, tier_changes: [] }
  const ladders = new Set(judgement.tier_changes.map(({ ladder_id }) => ladder_id))
  const units = [...new Set(judgement.awards.map(({ unit }) => unit))].filter(
    (unit) => !unit.startsWith('tier_'),
  )
  return {
    earned: units.map((unit) => {
      const mine = judgement.awards.filter((award) => award.unit === unit)
      const lot = judgement.lots.find((one) => one.unit === unit)
      return {
        unit,
        units: mine.reduce((sum, award) => sum + award.units, 0),
        available_at:
          lot && lot.available_at_ms > now.getTime() ? new Date(lot.available_at_ms).toISOString() : null,
        expires_at: lot?.expires_at_ms ? new Date(lot.expires_at_ms).toISOString() : null,
        debt_repaid: judgement.debt_repaid[unit] ?? 0,
        capped: mine.reduce((sum, award) => sum + (award.capped ?? 0), 0),
      }
    }),
    triggered,
    tier_changes: [...ladders].map((ladder_id) => {
      const moves = judgement.tier_changes.filter((one) => one.ladder_id === ladder_id)
      return {
        ladder_id,
        from: moves[0]!.from?.tier_id ?? null,
        to: moves.at(-1)!.to.tier_id,
      }
    }),
  }
}
