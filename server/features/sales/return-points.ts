/** What a return does to points: what paid comes back, and what was given goes. */
import type { Context } from '../../platform/database.ts'
import { settleAccount } from '../points/actions.ts'
import { listExpiredOf, resetInactivity } from '../points/inactivity.ts'
import { restoreShare } from '../points/restore-share.ts'
import { shortageOf, takeBackPoints } from '../points/take-back.ts'
import type { TierState } from '../programmes/judgement.ts'
import type { Programme } from '../programmes/programme.ts'
import {
  isLadderUnit,
  lineReversal,
  planReturn,
  type LineQuantity,
  type StoredAward,
} from '../programmes/rules.ts'
import { undoRedemption } from '../rewards/actions.ts'
import { tiersAfterSaleReturn } from '../tiers/after-return.ts'
import type { Reversed, Withdrawn } from './return-answer.ts'
import {
  findLastStanding,
  listRedemptionsOf,
  listTierSteps,
  readProgrammeVersion,
  type EarlierReturn,
  type SaleRow,
} from './return-queries.ts'
import { tierChangesOf } from './tiers-in-sale.ts'
import type { TierChangeAnswer } from './wish.ts'

export type Back = {
  sale: SaleRow
  return_id: string
  /** What came back before, and what comes back now. */
  before: EarlierReturn[]
  lines: LineQuantity[]
  whole: boolean
  occurred_at: Date
  /** What a file brings is settled as of its own day: today, points of then would long have expired. */
  as_of: Date
}

export const quantitiesOf = (rows: { n: number; qty: number }[]): LineQuantity[] =>
  rows.map(({ n, qty }) => ({ line_no: n, quantity_milli: qty }))

/** Every account that the sale touched, locked and settled, before any voucher: a sale takes them in that order too. */
export async function lockAccounts(ctx: Context, { sale, as_of }: Back): Promise<void> {
  const units = new Set([...sale.awards, ...(sale.points_paid ?? [])].map(({ unit }) => unit))
  for (const unit of [...units].sort()) await settleAccount(ctx, sale.account_id!, unit, as_of)
}

/** Points that paid for these pieces, back in their lots; `payment_cents` is what they had paid and no money is given for. */
export async function restorePaid(ctx: Context, { sale, before, lines, occurred_at, as_of }: Back) {
  const restored: { unit: string; units: number; cents: number }[] = []
  let payment_cents = 0
  for (const { unit, cents: whole, counts_as, lines: parts } of sale.points_paid ?? []) {
    let [was, now] = [0, 0]
    for (const { line_no, cents } of parts) {
      const sold = sale.lines.find(({ n }) => n === line_no)!.qty
      const earlier = before
        .flatMap((one) => one.lines)
        .filter(({ n }) => n === line_no)
        .reduce((sum, { qty }) => sum + qty, 0)
      const more = lines.find((line) => line.line_no === line_no)?.quantity_milli ?? 0
      was += lineReversal(cents, sold, 0, earlier)
      now += lineReversal(cents, sold, earlier, more)
    }
    if (now === 0) continue
    if (counts_as === 'payment') payment_cents += now
    const cause = { cause_kind: 'sale', cause_id: sale.sale_id, occurred_at, as_of }
    const units = await restoreShare(ctx, { ...cause, unit, part: was + now, whole })
    restored.push({ unit, units, cents: now })
  }
  return { restored, payment_cents }
}

/** What the sale gave for these pieces, by the version that judged it. */
export async function takeBack(
  ctx: Context,
  back: Back,
): Promise<{ reversed: Reversed[]; withdrawn: Withdrawn[]; tier_changes: TierChangeAnswer[] }> {
  const { sale, before, lines, return_id, occurred_at, as_of } = back
  const account_id = sale.account_id!
  const programme = await readProgrammeVersion(ctx, sale.programme_version!)
  const earlier = quantitiesOf(before.flatMap((one) => one.lines))
  const plan = planReturn(programme, sale.awards as StoredAward[], quantitiesOf(sale.lines), earlier, lines)
  const units = new Set([...Object.keys(plan.units), ...plan.reversals.map(({ unit }) => unit)])
  const cause = { cause_kind: 'return', cause_id: return_id, merchant_id: sale.merchant_id, occurred_at }
  const reversed: Reversed[] = []
  const withdrawn: Withdrawn[] = []
  const expired = await listExpiredOf(ctx, sale.sale_id)
  const triggered = (await listRedemptionsOf(ctx, sale.sale_id)).filter(
    ({ trigger }) => trigger === 'automatic',
  )
  for (const unit of [...units].sort()) {
    const amount = plan.units[unit] ?? 0
    const remainders: Record<string, number> = {}
    for (const { rule_id, unit: of, remainder_delta } of plan.reversals)
      if (of === unit) remainders[rule_id] = (remainders[rule_id] ?? 0) + remainder_delta
    const of = { account_id, unit, amount, sale_id: sale.sale_id, as_of }
    const let_go = letGoOf(back, unit, expired.get(unit) ?? 0)
    const own = triggered.filter((one) => one.unit === unit)
    if (!isLadderUnit(unit)) withdrawn.push(...(await withdrawTriggered(ctx, own, { ...of, let_go })))
    const counters = plan.counters[unit] ?? {}
    const { clawback } = programme
    const wish = { ...of, ...cause, remainders, counters, let_go, clawback }
    const { owed, forgiven } = await takeBackPoints(ctx, wish)
    if (amount > 0) reversed.push({ unit, units: amount, owed, forgiven })
  }
  await tiersAfterSaleReturn(ctx, {
    sale_id: sale.sale_id,
    return_id,
    account_id,
    customer_id: sale.customer_id,
    occurred_at,
    before: earlier,
    now: lines,
    taken: plan.units,
  })
  if (back.whole) await forgetPurchase(ctx, back, programme)
  const steps = await listTierSteps(ctx, return_id)
  const changes = steps.map(({ ladder_id, from_state, to_state }) => ({
    ladder_id,
    from: from_state as TierState | null,
    to: to_state as TierState,
  }))
  return { reversed, withdrawn, tier_changes: tierChangesOf(programme, changes) }
}

/** What had expired of this sale's own lots is gone: what earlier returns did not let go of it yet. */
function letGoOf({ before }: Back, unit: string, expired: number): number {
  const forgiven = before
    .flatMap(({ answer }) => answer.reversed)
    .filter((one) => one.unit === unit)
    .reduce((sum, one) => sum + one.forgiven, 0)
  return Math.max(0, expired - forgiven)
}

/**
 * A reward that this sale set off and that nobody has touched is withdrawn when the points that paid for it are not
 * there without it: the last one first, until what is taken back is covered.
 */
async function withdrawTriggered(
  ctx: Context,
  triggered: Awaited<ReturnType<typeof listRedemptionsOf>>,
  back: { account_id: string; unit: string; amount: number; sale_id: string; as_of: Date; let_go: number },
) {
  const withdrawn: Withdrawn[] = []
  for (const { redemption_id, voucher_id, reward_name } of triggered) {
    if ((await shortageOf(ctx, back)) <= back.let_go) break
    if (await undoRedemption(ctx, redemption_id, 'return')) withdrawn.push({ voucher_id, reward_name })
  }
  return withdrawn
}

/** A purchase that came back entirely kept nothing alive: what ends by inactivity ends as if it had not been. */
async function forgetPurchase(ctx: Context, { sale }: Back, programme: Programme): Promise<void> {
  const units = programme.units.filter(({ expiry }) => expiry.kind === 'inactivity')
  if (units.length === 0) return
  const { account_id } = await settleAccount(ctx, sale.account_id!, units[0]!.unit)
  const last = await findLastStanding(ctx, account_id, sale.sale_id)
  for (const { unit } of units)
    await resetInactivity(ctx, { account_id, unit, last: last ?? null, time_zone: sale.time_zone })
}
