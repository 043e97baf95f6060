/** An activity that was none: exactly what it gave goes back, with the tiers and rewards that stood on it. */
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { settleAccount } from '../points/actions.ts'
import { shortageOf, takeBackPoints } from '../points/take-back.ts'
import { findProgramme } from '../programmes/actions.ts'
import { planActivityUndo, type StoredAward } from '../programmes/rules.ts'
import { undoRedemption } from '../rewards/actions.ts'
import { tiersAfterReturn } from '../tiers/actions.ts'
import { ActivityCancelled } from './events.ts'
import { findActivity, findPlace, markCancelled, type ActivityRow } from './queries.ts'
import type { Answer } from './record-activity.ts'
import { refuse } from './refusals.ts'

/** Cancelled twice is cancelled once. */
export async function cancelActivity(
  ctx: Context,
  { customer_id, activity_id, reason }: { customer_id: string; activity_id: string; reason: string },
): Promise<ActivityRow> {
  const found = await findActivity(ctx, activity_id)
  if (found?.customer_id !== customer_id) throw refuse('activity_not_found')
  const awards = found.awards as StoredAward[]
  for (const unit of unitsIn(awards)) await settleAccount(ctx, found.account_id, unit)
  // The accounts are ours now: another may have cancelled it meanwhile.
  const row = (await findActivity(ctx, activity_id))!
  if (row.cancelled_at) return row
  const taken_back = await takeBack(ctx, row, awards)
  await markCancelled(ctx, activity_id, reason, { ...(row.answer as Answer), taken_back })
  await publish(
    ctx,
    ActivityCancelled,
    {
      activity_id,
      activity: row.activity,
      reason,
      taken_back: taken_back.map(({ unit, units }) => ({ unit, units })),
    },
    { customer_id, store_id: row.store_id, subject_id: activity_id },
  )
  return (await findActivity(ctx, activity_id))!
}

const unitsIn = (awards: StoredAward[]) => [...new Set(awards.map(({ unit }) => unit))].sort()

async function takeBack(ctx: Context, row: ActivityRow, awards: StoredAward[]) {
  const { activity_id, account_id, merchant_id, customer_id, occurred_at } = row
  const plan = planActivityUndo(awards)
  const clawback = (await findProgramme(ctx, occurred_at))?.programme.clawback ?? 'clamp'
  const taken: NonNullable<Answer['taken_back']> = []
  for (const unit of unitsIn(awards)) {
    const amount = plan.units[unit] ?? 0
    const isLadder = unit.startsWith('tier_')
    const remainders: Record<string, number> = {}
    for (const reversal of plan.reversals)
      if (reversal.unit === unit)
        remainders[reversal.rule_id] = (remainders[reversal.rule_id] ?? 0) + reversal.remainder_delta
    const of = { account_id, unit, amount, sale_id: activity_id }
    if (!isLadder) await withdrawRewards(ctx, row, of)
    const outcome = await takeBackPoints(ctx, {
      ...of,
      remainders,
      counters: plan.counters[unit] ?? {},
      // What counted towards a tier and is not there any more has left with its period.
      clawback: isLadder ? 'clamp' : clawback,
      cause_kind: 'activity',
      cause_id: activity_id,
      merchant_id,
    })
    if (amount > 0 && !isLadder)
      taken.push({ unit, units: amount, owed: outcome.owed, forgiven: outcome.forgiven })
  }
  const place = await findPlace(ctx, customer_id, row.store_id)
  await tiersAfterReturn(ctx, {
    account_id,
    customer_id,
    time_zone: place!.time_zone,
    sold_at: occurred_at,
    units: plan.units,
    cause_kind: 'activity',
    cause_id: activity_id,
    occurred_at: ctx.now,
  })
  return taken
}

/** A reward that it set off and nobody has touched goes with the points that paid for it, the last one first. */
async function withdrawRewards(
  ctx: Context,
  { answer }: ActivityRow,
  back: { account_id: string; unit: string; amount: number; sale_id: string },
) {
  for (const { redemption_id } of (answer as Answer).triggered.toReversed()) {
    if ((await shortageOf(ctx, back)) === 0) return
    await undoRedemption(ctx, redemption_id, 'return')
  }
}
