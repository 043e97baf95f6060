/** What undoes or ends a voucher: money given back, withdrawal, expiry. */
import { sql } from 'kysely'
import { assert } from '../../lib/assert.ts'
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { VoucherRefunded, VoucherWithdrawn } from './events.ts'
import { lapseHolds, settleVoucher } from './holds.ts'
import { addEntry, capturedBy, endOpenHolds, findEntryOf, moveMoney, withdraw, writeOffExpired } from './queries.ts'
import { refuse } from './refusals.ts'

type Refund = { voucher_id: string; amount_cents: number; cause_id: string; sale_id: string }
type Refunded = { refunded_cents: number; why_not: 'withdrawn' | 'expired' | 'holds_no_money' | null }

/**
 * Puts back on a gift card what a sale took from it; twice for one cause does it once. A card that is over takes
 * nothing back (`why_not`): the caller gives the money to the customer. Throws `voucher_refund_too_large`.
 */
export async function refundVoucher(ctx: Context, refund: Refund): Promise<Refunded> {
  const { voucher_id, amount_cents, cause_id, sale_id } = refund
  const voucher = await settleVoucher(ctx, voucher_id)
  const earlier = await findEntryOf(ctx, voucher_id, 'refund', cause_id)
  if (earlier) return { refunded_cents: earlier.amount_cents, why_not: null }
  if (voucher.kind !== 'gift_card') return { refunded_cents: 0, why_not: 'holds_no_money' }
  if (voucher.withdrawn_at) return { refunded_cents: 0, why_not: 'withdrawn' }
  if (voucher.expires_at && voucher.expires_at <= ctx.now) return { refunded_cents: 0, why_not: 'expired' }
  const captured_cents = await capturedBy(ctx, voucher_id, sale_id)
  if (amount_cents > captured_cents) throw refuse('voucher_refund_too_large', { captured_cents })
  const back = await moveMoney(ctx, voucher_id, { balance: amount_cents })
  assert(back, 'a voucher that is not withdrawn takes money back')
  await addEntry(ctx, { voucher_id, kind: 'refund', amount_cents, cause_id, sale_id })
  const left_cents = voucher.balance_cents + amount_cents
  await publish(ctx, VoucherRefunded, { voucher_id, amount_cents, left_cents, sale_id }, {
    customer_id: voucher.customer_id,
    subject_id: voucher_id,
  })
  return { refunded_cents: amount_cents, why_not: null }
}

/** Takes a voucher back for good, with what is on it and what is set aside. Twice does it once. */
export async function withdrawVoucher(ctx: Context, voucher_id: string, why: string, cause_id = voucher_id) {
  const voucher = await settleVoucher(ctx, voucher_id)
  const used_cents = voucher.amount_cents - voucher.balance_cents
  const used = voucher.kind === 'gift_card' ? used_cents > 0 : voucher.uses_left < 1
  if (voucher.withdrawn_at) return { lost_cents: 0, used_cents, used, again: true }
  await endOpenHolds(ctx, voucher_id)
  await withdraw(ctx, voucher_id, why)
  const lost_cents = voucher.balance_cents
  await addEntry(ctx, { voucher_id, kind: 'withdraw', amount_cents: -lost_cents, cause_id })
  await publish(ctx, VoucherWithdrawn, { voucher_id, lost_cents, why }, {
    customer_id: voucher.customer_id,
    subject_id: voucher_id,
  })
  return { lost_cents, used_cents, used, again: false }
}

/** Writes off what is over, some thousands at once. Returns how many; call again until it is 0. */
export async function expireVouchers(ctx: Context): Promise<number> {
  await lapseHolds(ctx)
  return writeOffExpired(ctx)
}

const GUESSES_KEPT_DAYS = 30

export const forgetGuesses = (ctx: Context) =>
  sql`delete from code_guess where tenant_id = ${ctx.tenant_id}
    and guessed_at < ${ctx.now}::timestamptz - make_interval(days => ${GUESSES_KEPT_DAYS})`.execute(ctx.tx)
