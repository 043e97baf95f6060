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
import {
  addCorrection,
  addRequest,
  checkDay,
  findCorrection,
  findRequest,
  type RequestRow,
} from './correction-queries.ts'
import { CorrectionAsked, PointsCorrected } from './events.ts'
import { readSettings } from './guards.ts'
import { addEntry, addLot, changeAccount, findCustomerHome, takeFromLots } from './queries.ts'
import { refuse } from './refusals.ts'

type By = { name: string; role: Role | null; limit: number | null }
export type Wish = {
  correction_id: string
  customer_id: string
  unit: string
  /** Above zero adds, below takes off. */
  amount: number
  reason: string
}
type Corrected = {
  correction_id: string
  state: 'done' | 'waiting' | 'refused' | 'lapsed'
  available: number
  debt: number
}

/**
 * Written at once, or asked of a second person when it is more than the shop lets one write alone. The same correction
 * again has the same answer, whatever became of it.
 */
export async function correctPoints(ctx: Context, wish: Wish & { by: By }): Promise<Corrected> {
  const { by, ...correction } = wish
  const { correction_id, customer_id, unit, amount } = correction
  if (amount === 0) throw refuse('correction_empty')
  checkLimit(by, amount)
  const { home, account } = await findCorrected(ctx, correction)
  const said = (state: Corrected['state'], available = account.balance - account.held): Corrected => ({
    correction_id,
    state,
    available,
    debt: account.debt,
  })
  const written = await findCorrection(ctx, correction_id)
  const asked = written ? undefined : await findRequest(ctx, correction_id)
  const earlier = written ?? asked
  if (earlier) {
    const same = earlier.customer_id === customer_id && earlier.unit === unit && earlier.amount === amount
    if (!same) throw refuse('correction_id_reused')
    return said(asked ? stateOf(asked, ctx.now) : 'done')
  }
  if (account.balance - account.held + amount < 0)
    throw refuse('correction_below_zero', { available: account.balance - account.held })
  const { correction_approval_above_units: alone_max, spending_limits } = await readSettings(ctx)
  await checkDay(ctx, spending_limits.corrections_per_day, home.time_zone)
  if (alone_max !== null && Math.abs(amount) > alone_max) {
    await addRequest(ctx, correction, by.name)
    await publish(
      ctx,
      CorrectionAsked,
      { correction_id, unit, amount, reason: correction.reason },
      { customer_id, subject_id: correction_id },
    )
    return said('waiting')
  }
  return said('done', await writeCorrection(ctx, correction, { corrected_by: ctx.actor, name: by.name }))
}

function stateOf({ outcome, lapses_at }: RequestRow, now: Date): Corrected['state'] {
  if (outcome === 'approved') return 'done'
  return (outcome as 'refused' | 'lapsed' | null) ?? (lapses_at <= now ? 'lapsed' : 'waiting')
}

export function checkLimit({ limit }: By, amount: number) {
  if (limit !== null && Math.abs(amount) > limit) throw refuse('correction_too_large', { limit })
}

async function findCorrected(ctx: Context, { customer_id, unit }: Wish) {
  const home = await findCustomerHome(ctx, customer_id)
  if (!home) throw refuse('correction_customer_unknown')
  const current = await findProgramme(ctx)
  const counted = current?.programme.units.find((one) => one.unit === unit)
  if (!counted) throw refuse('unit_unknown', { unit })
  const account = await settleAccount(ctx, home.account_id, unit)
  return { home: { ...home, account_id: account.account_id }, counted, account }
}

/** Posts it in the name of who asked for it. Returns what is available then. Throws correction_below_zero. */
export async function writeCorrection(
  ctx: Context,
  wish: Wish,
  by: { corrected_by: string; name: string },
): Promise<number> {
  const { correction_id, customer_id, unit, amount, reason } = wish
  const { home, counted, account } = await findCorrected(ctx, wish)
  const available = account.balance - account.held
  if (available + amount < 0) throw refuse('correction_below_zero', { available })
  await addCorrection(ctx, { ...wish, account_id: home.account_id }, by)
  const cause = { cause_kind: 'correction', cause_id: correction_id, merchant_id: home.merchant_id, reason }
  if (amount > 0) await addByHand(ctx, home, counted, amount, cause)
  else await takeByHand(ctx, home.account_id, unit, -amount, cause)
  await publish(
    ctx,
    PointsCorrected,
    { correction_id, unit, amount, reason },
    { customer_id, subject_id: correction_id },
  )
  return available + amount
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
