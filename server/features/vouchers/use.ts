/** What no sale takes: a service that is done, an evening that is come to, a door that is opened. Marked by a hand. */
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { refuse as refuseSale } from '../sales/refusals.ts'
import { VoucherRefunded, VoucherUsed } from './events.ts'
import { settleVoucher } from './holds.ts'
import { addEntry, findLastUse, findStoreOf, giveBack, takeUse } from './queries.ts'
import { refuse } from './refusals.ts'
import { isShown, whyUnusable } from './rules.ts'

type Use = { voucher_id: string; store_id: string | null }

/** Whoever marked the wrong one has this long to say so; later it is for those who answer for the shop. */
const UNDO_MS = 15 * 60_000

/**
 * Marks it as used, once: used already is the same answer, told by the entry of the one who was first. Throws
 * `voucher_used_by_sale` for what is taken off a sale, `voucher_not_usable` with the reason.
 */
export async function useVoucher(ctx: Context, { voucher_id, store_id }: Use): Promise<void> {
  const voucher = await settleVoucher(ctx, voucher_id)
  if (!isShown(voucher.kind)) throw refuse('voucher_used_by_sale')
  if (store_id && !(await findStoreOf(ctx, store_id))) throw refuse('voucher_store_unknown')
  if (voucher.uses_left < 1 && !voucher.withdrawn_at) return
  const why = whyUnusable(voucher, ctx.now)
  if (why) throw refuseSale('voucher_not_usable', { voucher_id, why })
  await takeUse(ctx, voucher_id)
  await addEntry(ctx, { voucher_id, kind: 'capture', amount_cents: 0, cause_id: voucher_id, store_id })
  const said = { voucher_id, amount_cents: 0, left_cents: 0, sale_id: null, hold_id: null }
  const { customer_id } = voucher
  await publish(ctx, VoucherUsed, said, { customer_id, store_id, subject_id: voucher_id })
}

/** Takes a mark back: within a quarter of an hour, or at any time by those who answer for the shop. Twice does it once. */
export async function undoUse(ctx: Context, voucher_id: string, may_always: boolean): Promise<void> {
  const voucher = await settleVoucher(ctx, voucher_id)
  if (!isShown(voucher.kind)) throw refuse('voucher_used_by_sale')
  if (voucher.withdrawn_at) throw refuseSale('voucher_not_usable', { voucher_id, why: 'withdrawn' })
  if (voucher.uses_left > 0) return
  const use = await findLastUse(ctx, voucher_id)
  const isFresh = use !== undefined && ctx.now.getTime() - use.recorded_at.getTime() <= UNDO_MS
  if (!isFresh && !may_always) throw refuse('voucher_use_too_old')
  await giveBack(ctx, voucher_id, 0, 1)
  const cause_id = use?.entry_id ?? voucher_id
  await addEntry(ctx, {
    voucher_id,
    kind: 'refund',
    amount_cents: 0,
    cause_id,
    store_id: use?.store_id ?? null,
  })
  const said = { voucher_id, amount_cents: 0, left_cents: 0, sale_id: null }
  const about = { customer_id: voucher.customer_id, store_id: use?.store_id ?? null, subject_id: voucher_id }
  await publish(ctx, VoucherRefunded, said, about)
}
