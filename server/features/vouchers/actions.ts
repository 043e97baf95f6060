/** What undoes or ends a voucher: what comes back to it, withdrawal, expiry. */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { VoucherRefunded, VoucherWithdrawn } from './events.ts'
import { lapseHolds, settleVoucher } from './holds.ts'
import { endOpenHolds } from './hold-queries.ts'
import {
  addEntry,
  capturedBy,
  findEntryOf,
  findHolder,
  findVoucher,
  giveBack,
  withdraw,
  writeOffExpired,
  type VoucherRow,
} from './queries.ts'
import { refuse } from './refusals.ts'

export type { VoucherRow }

/** As it stands in its row; undefined when there is no such voucher. */
export const readVoucher = (ctx: Context, voucher_id: string): Promise<VoucherRow | undefined> =>
  findVoucher(ctx, voucher_id)

/** Whose voucher it may be: a customer with their account and their store. */
export const readHolder = (ctx: Context, customer_id: string) => findHolder(ctx, customer_id)

type Refund = { voucher_id: string; amount_cents: number; uses: number; cause_id: string; sale_id: string }

/**
 * Puts back on a voucher what a sale took from it, money or its use; twice for one cause does it once. The date it ends
 * stays as it was told. What was withdrawn takes nothing back, and the caller gives the money to the customer.
 * Throws `voucher_refund_too_large`.
 */
export async function refundVoucher(
  ctx: Context,
  { voucher_id, amount_cents, uses, cause_id, sale_id }: Refund,
): Promise<{ refunded_cents: number }> {
  const voucher = await settleVoucher(ctx, voucher_id)
  const earlier = await findEntryOf(ctx, voucher_id, 'refund', cause_id)
  if (earlier) return { refunded_cents: earlier.amount_cents }
  if (voucher.withdrawn_at) return { refunded_cents: 0 }
  const captured = await capturedBy(ctx, voucher_id, sale_id)
  if (amount_cents > captured.cents || uses > captured.uses)
    throw refuse('voucher_refund_too_large', { captured_cents: captured.cents })
  await giveBack(ctx, voucher_id, amount_cents, uses)
  await addEntry(ctx, { voucher_id, kind: 'refund', amount_cents, cause_id, sale_id })
  const left_cents = voucher.balance_cents + amount_cents
  await publish(
    ctx,
    VoucherRefunded,
    { voucher_id, amount_cents, left_cents, sale_id },
    {
      customer_id: voucher.customer_id,
      subject_id: voucher_id,
    },
  )
  return { refunded_cents: amount_cents }
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
  await publish(
    ctx,
    VoucherWithdrawn,
    { voucher_id, lost_cents, why },
    {
      customer_id: voucher.customer_id,
      subject_id: voucher_id,
    },
  )
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

type Description = { voucher_id: string; description: string | null; picture_id: string | null }

/** What they are, for their holders; words that are there already stay. */
export const describeVouchers = (ctx: Context, all: Description[]) =>
  all.length === 0
    ? undefined
    : sql`
        update voucher v set description = x.description, picture_id = x.picture_id
        from jsonb_to_recordset(${JSON.stringify(all)}::jsonb) as x (voucher_id uuid, description text, picture_id uuid)
        where v.tenant_id = ${ctx.tenant_id} and v.voucher_id = x.voucher_id and v.description is null
          and v.picture_id is null`.execute(ctx.tx)
