/** Corrections by hand: added or taken off with a reason, in a name, within what the role allows. */
import { newId } from '../../lib/id.ts'
import { assert } from '../../lib/assert.ts'
import { addMonths, localDayOf, startOfLocalDay } from '../../lib/time.ts'
import type { Role } from '../../platform/access.ts'
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { findProgramme } from '../programmes/actions.ts'
import type { Unit } from '../programmes/programme.ts'
import { settleAccount } from './actions.ts'
import { PointsCorrected } from './events.ts'
import { addEntry, addLot, changeAccount, findCustomerHome, takeFromLots } from './queries.ts'
import { refuse } from './refusals.ts'

type Wish = {
  correction_id: string
  customer_id: string
  unit: string
  /** Above zero adds, below takes off. */
  amount: number
  reason: string
  by: { name: string; role: Role | null; limit: number | null }
}

export async function correctPoints(ctx: Context, wish: Wish) {
  const { correction_id, customer_id, unit, amount, reason, by } = wish
  if (amount === 0) throw refuse('correction_empty')
  if (by.limit !== null && Math.abs(amount) > by.limit)
    throw refuse('correction_too_large', { limit: by.limit })
  const home = await findCustomerHome(ctx, customer_id)
  if (!home) throw refuse('correction_customer_unknown')
  const current = await findProgramme(ctx)
  const counted = current?.programme.units.find((one) => one.unit === unit)
  if (!counted) throw refuse('unit_unknown', { unit })
  const account = await settleAccount(ctx, home.account_id, unit)
  const earlier = await ctx.tx
    .selectFrom('points_correction')
    .selectAll()
    .where('tenant_id', '=', ctx.tenant_id)
    .where('correction_id', '=', correction_id)
    .executeTakeFirst()
  if (earlier) {
    const same = earlier.customer_id === customer_id && earlier.unit === unit && earlier.amount === amount
    if (!same) throw refuse('correction_id_reused')
    return { correction_id, available: account.balance - account.held, debt: account.debt }
  }
  const available = account.balance - account.held
  if (available + amount < 0) throw refuse('correction_below_zero', { available })
  await ctx.tx
    .insertInto('points_correction')
    .values({
      tenant_id: ctx.tenant_id,
      correction_id,
      account_id: home.account_id,
      customer_id,
      unit,
      amount,
      reason,
      corrected_by: ctx.actor,
      corrected_by_name: by.name,
      corrected_at: ctx.now,
    })
    .execute()
  const cause = { cause_kind: 'correction', cause_id: correction_id, merchant_id: home.merchant_id, reason }
  if (amount > 0) await addByHand(ctx, home, counted, amount, cause)
  else await takeByHand(ctx, home.account_id, unit, -amount, cause)
  await publish(
    ctx,
    PointsCorrected,
    { correction_id, unit, amount, reason },
    { customer_id, subject_id: correction_id },
  )
  return { correction_id, available: available + amount, debt: account.debt }
}

type Home = { account_id: string; merchant_id: string; time_zone: string }
type Cause = { cause_kind: string; cause_id: string; merchant_id: string; reason: string }

/** A gift of points lives as long as earned ones do; it does not pay a debt, or it would not be seen. */
async function addByHand(ctx: Context, home: Home, unit: Unit, amount: number, cause: Cause) {
  const lot_id = newId(ctx.now.getTime())
  const expires_at = expiryOf(unit, ctx.now, home.time_zone)
  const of = { account_id: home.account_id, unit: unit.unit }
  await addLot(ctx, {
    lot_id,
    ...of,
    issuer_id: home.merchant_id,
    amount,
    cause_id: cause.cause_id,
    expires_at,
  })
  const entry = { entry_id: newId(ctx.now.getTime()), ...of, amount, lot_id }
  await addEntry(ctx, { ...entry, kind: 'correct', from_account: 'issuer', to_account: 'member' }, cause)
  await changeAccount(ctx, of.account_id, of.unit, { balance: amount, due_at: expires_at })
}

async function takeByHand(ctx: Context, account_id: string, unit: string, amount: number, cause: Cause) {
  const taken = await takeFromLots(ctx, { account_id, unit }, amount, 'correct', 'issuer', cause)
  assert(taken === amount, 'the open lots hold what the account says')
  await changeAccount(ctx, account_id, unit, { balance: -amount })
}

export function expiryOf(unit: Unit, now: Date, time_zone: string): Date | null {
  if (!('months' in unit.expiry)) return null
  const day = localDayOf(now.getTime(), time_zone)
  return new Date(startOfLocalDay(addMonths(day, unit.expiry.months) + 1, time_zone))
}
