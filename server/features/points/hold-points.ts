/** Units set aside for any purpose, by a program or a person: taken, in part or in whole, or given back. */
import type { Context } from '../../platform/database.ts'
import { holdPoints, releasePoints, settleAccount, spendPoints } from './actions.ts'
import { guardSpending } from './guards.ts'
import { findCustomerHome, findHold, findMerchantOf } from './queries.ts'
import { refuse } from './refusals.ts'

export type HoldState = 'held' | 'captured' | 'released' | 'lapsed'
type Of = { customer_id: string; hold_id: string }
type Wish = Of & { unit: string; units: number; minutes?: number; reason?: string | null }

const MINUTES = 15

async function homeOf(ctx: Context, customer_id: string) {
  const home = await findCustomerHome(ctx, customer_id)
  if (!home) throw refuse('points_customer_unknown')
  return home
}

/** Refused at once when there is not enough. The same hold again is the same hold. */
export async function addHold(ctx: Context, wish: Wish) {
  const { customer_id, hold_id, unit, units, minutes = MINUTES, reason = null } = wish
  const { account_id } = await homeOf(ctx, customer_id)
  if (!(await findHold(ctx, hold_id))) await guardSpending(ctx, { customer_id, unit, units })
  const lapses_at = new Date(ctx.now.getTime() + minutes * 60_000)
  await holdPoints(ctx, { hold_id, account_id, unit, amount: units, reward_id: null, reason, lapses_at })
  return sayHold(ctx, hold_id)
}

/** The customer's own, and not one that waits for its reward: that one is captured with it. */
async function findOwn(ctx: Context, { customer_id, hold_id }: Of) {
  const { account_id, merchant_id } = await homeOf(ctx, customer_id)
  const named = await findHold(ctx, hold_id)
  if (!named || named.reward_id) throw refuse('hold_not_found')
  const account = await settleAccount(ctx, named.account_id, named.unit)
  const { account_id: now } = await settleAccount(ctx, account_id, named.unit)
  if (account.account_id !== now) throw refuse('hold_not_found')
  return { hold: (await findHold(ctx, hold_id))!, merchant_id }
}

/** Takes `units` of it; the rest goes back. A hold ends once: the same capture again has the same answer. */
export async function captureHold(ctx: Context, wish: Of & { units: number; store_id?: string | null }) {
  const { hold, merchant_id } = await findOwn(ctx, wish)
  const { hold_id, account_id, unit, amount } = hold
  if (hold.outcome === 'captured') {
    if (hold.captured_amount !== wish.units) throw refuse('hold_captured', { captured: hold.captured_amount })
    return sayHold(ctx, hold_id)
  }
  if (hold.outcome) throw refuse('hold_ended')
  if (wish.units > amount) throw refuse('hold_exceeded', { held: amount })
  await spendPoints(ctx, {
    account_id,
    unit,
    amount: wish.units,
    held_as: hold_id,
    cause_kind: 'hold',
    cause_id: hold_id,
    merchant_id: (wish.store_id && (await findMerchantOf(ctx, wish.store_id))) || merchant_id,
    reason: hold.reason,
  })
  return sayHold(ctx, hold_id)
}

/** Gives all of it back. What ended already stays as it ended, but what was taken cannot be released. */
export async function releaseHold(ctx: Context, wish: Of) {
  const { hold } = await findOwn(ctx, wish)
  if (hold.outcome === 'captured') throw refuse('hold_captured', { captured: hold.captured_amount })
  await releasePoints(ctx, hold.hold_id)
  return sayHold(ctx, hold.hold_id)
}

async function sayHold(ctx: Context, hold_id: string) {
  const hold = (await findHold(ctx, hold_id))!
  const { unit, amount: units, lapses_at, outcome, captured_amount } = hold
  const { balance, held } = await settleAccount(ctx, hold.account_id, unit)
  return {
    hold_id,
    unit,
    units,
    lapses_at,
    state: (outcome ?? 'held') as HoldState,
    captured: captured_amount ?? 0,
    available: balance - held,
  }
}
