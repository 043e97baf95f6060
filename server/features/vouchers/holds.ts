/** Setting money of a gift card aside for a sale, and taking it, in part or whole, once. */
import { assert } from '../../lib/assert.ts'
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { refuse as refuseSale } from '../sales/refusals.ts'
import { VoucherUsed } from './events.ts'
import {
  addHold,
  endHold,
  findHold,
  lapseHoldsOf,
  lockVouchersToLapse,
  type HoldRow,
} from './hold-queries.ts'
import { addEntry, lockVoucher, moveMoney } from './queries.ts'
import { refuse } from './refusals.ts'
import { HOLD_MS, whyUnusable } from './rules.ts'

/** What was set aside and never taken is free again. Of one voucher, or (null) of the whole shop. */
export async function lapseHolds(ctx: Context, voucher_id: string | null = null): Promise<number> {
  const voucher_ids = await lockVouchersToLapse(ctx, voucher_id)
  if (voucher_ids.length > 0) await lapseHoldsOf(ctx, voucher_ids)
  return voucher_ids.length
}

/** The voucher as it stands now, locked; time's effects first. */
export async function settleVoucher(ctx: Context, voucher_id: string) {
  const voucher = await lockVoucher(ctx, voucher_id)
  if (!voucher) throw refuse('voucher_not_found')
  if (voucher.held_cents === 0) return voucher
  await lapseHolds(ctx, voucher_id)
  return (await lockVoucher(ctx, voucher_id))!
}

type Wish = { voucher_id: string; hold_id: string; amount_cents: number }

/** The same hold again is the same hold. */
export async function putHold(ctx: Context, { voucher_id, hold_id, amount_cents }: Wish): Promise<HoldRow> {
  const voucher = await settleVoucher(ctx, voucher_id)
  const earlier = await findHold(ctx, hold_id)
  if (earlier) {
    const same = earlier.voucher_id === voucher_id && earlier.amount_cents === amount_cents
    if (!same) throw refuse('voucher_hold_id_reused')
    return earlier
  }
  if (voucher.kind !== 'gift_card') throw refuse('voucher_holds_no_money')
  const why = whyUnusable(voucher, ctx.now)
  if (why) throw refuseSale('voucher_not_usable', { voucher_id, why })
  if (!(await moveMoney(ctx, voucher_id, { held: amount_cents })))
    throw refuse('voucher_balance_too_low', { available_cents: voucher.balance_cents - voucher.held_cents })
  await addHold(ctx, { hold_id, voucher_id, amount_cents, lapses_at: new Date(ctx.now.getTime() + HOLD_MS) })
  return (await findHold(ctx, hold_id))!
}

async function findHoldOf(ctx: Context, voucher_id: string, hold_id: string): Promise<HoldRow> {
  const hold = await findHold(ctx, hold_id)
  if (hold?.voucher_id !== voucher_id) throw refuse('voucher_hold_not_found')
  return hold
}

/** A hold that ended stays as it ended: releasing twice, or after it lapsed, changes nothing. */
export async function releaseHold(ctx: Context, voucher_id: string, hold_id: string): Promise<HoldRow> {
  await settleVoucher(ctx, voucher_id)
  const hold = await findHoldOf(ctx, voucher_id, hold_id)
  if (hold.ended_at) return hold
  const freed = await moveMoney(ctx, voucher_id, { held: -hold.amount_cents })
  assert(freed, 'what an open hold sets aside is counted on its voucher')
  await endHold(ctx, hold_id, { outcome: 'released' })
  return (await findHold(ctx, hold_id))!
}

/** Takes at most what was set aside, and frees the rest. A voucher that expired meanwhile still gives: it was promised. */
export async function captureHold(ctx: Context, wish: Wish & { sale_id?: string }): Promise<HoldRow> {
  const { voucher_id, hold_id, amount_cents, sale_id = null } = wish
  const voucher = await settleVoucher(ctx, voucher_id)
  const hold = await findHoldOf(ctx, voucher_id, hold_id)
  const { captured_cents, outcome } = hold
  if (outcome === 'captured' && captured_cents === amount_cents && hold.sale_id === sale_id) return hold
  if (outcome === 'captured') throw refuse('voucher_hold_id_reused')
  if (outcome) throw refuse('voucher_hold_ended', { outcome })
  if (amount_cents > hold.amount_cents)
    throw refuse('voucher_capture_above_hold', { held_cents: hold.amount_cents })
  const taken = await moveMoney(ctx, voucher_id, { balance: -amount_cents, held: -hold.amount_cents })
  assert(taken, 'what an open hold sets aside is there to be taken')
  await endHold(ctx, hold_id, { outcome: 'captured', captured_cents: amount_cents, sale_id })
  await addEntry(ctx, {
    voucher_id,
    kind: 'capture',
    amount_cents: -amount_cents,
    cause_id: sale_id ?? hold_id,
    sale_id,
  })
  const left_cents = voucher.balance_cents - amount_cents
  await publish(
    ctx,
    VoucherUsed,
    { voucher_id, amount_cents, left_cents, sale_id, hold_id },
    {
      customer_id: voucher.customer_id,
      subject_id: voucher_id,
    },
  )
  return (await findHold(ctx, hold_id))!
}
