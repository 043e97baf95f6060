/** A sale made by mistake: taken back whole, and shown as cancelled. */
import { newId } from '../../lib/id.ts'
import { localDayOf } from '../../lib/time.ts'
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { SaleCancelled } from './events.ts'
import { refuse } from './refusals.ts'
import { sayReturn, type ReturnAnswer } from './return-answer.ts'
import { findReturn, listReturns, lockSale, type EarlierReturn, type SaleRow } from './return-queries.ts'
import { returnSale } from './return-sale.ts'

export type CancelWish = {
  sale_id: string
  reason: string
  device_id: string | null
  staff_id: string | null
  /** The stores whose sales the caller answers for; null is all. */
  store_ids: string[] | null
  /** When a till without network did it; null is now. Never before the sale, nor after now. */
  done_at: Date | null
  /** Also after the day of the sale. */
  may_always: boolean
}
export type Cancelled = {
  sale_id: string
  cancelled_at: string
  reason: string
  return: ReturnAnswer
}

/** Cancelled twice is cancelled once. What came back before stays as it was told. Throws `cancellation_too_late`. */
export async function cancelSale(ctx: Context, wish: CancelWish): Promise<Cancelled> {
  const { sale_id, reason, device_id, staff_id } = wish
  const sale = await lockSale(ctx, sale_id)
  if (!sale || (wish.store_ids && !wish.store_ids.includes(sale.store_id))) throw refuse('sale_not_found')
  const earlier = await findCancellation(ctx, sale_id)
  if (earlier) return earlier
  const day = (at: Date) => localDayOf(at.getTime(), sale.time_zone)
  if (!wish.may_always && day(sale.occurred_at) !== day(doneAt(ctx, wish, sale)))
    throw refuse('cancellation_too_late')
  const lines = stillOut(sale, await listReturns(ctx, sale_id))
  if (lines.length === 0) throw refuse('sale_already_back')
  const return_id = newId(ctx.now.getTime())
  const back = await returnSale(ctx, { return_id, sale_id, lines, reason, device_id, staff_id })
  await ctx.tx
    .insertInto('sale_cancellation')
    .values({
      tenant_id: ctx.tenant_id,
      sale_id,
      return_id,
      reason,
      cancelled_by: ctx.actor,
      cancelled_at: ctx.now,
    })
    .execute()
  await publish(
    ctx,
    SaleCancelled,
    { sale_id, return_id, reason, total_cents: back.total_cents },
    { customer_id: sale.customer_id, store_id: sale.store_id, subject_id: sale_id },
  )
  return { sale_id, cancelled_at: ctx.now.toISOString(), reason, return: back }
}

/** A till keeps what it did for a month at most. */
const LATE_MS_MAX = 31 * 86_400_000

function doneAt({ now }: Context, { done_at }: CancelWish, sale: SaleRow): Date {
  if (!done_at || done_at > now || done_at < sale.occurred_at) return now
  return now.getTime() - done_at.getTime() > LATE_MS_MAX ? now : done_at
}

async function findCancellation(ctx: Context, sale_id: string): Promise<Cancelled | undefined> {
  const found = await ctx.tx
    .selectFrom('sale_cancellation')
    .select(['return_id', 'reason', 'cancelled_at'])
    .where('tenant_id', '=', ctx.tenant_id)
    .where('sale_id', '=', sale_id)
    .executeTakeFirst()
  if (!found) return undefined
  const { answer } = (await findReturn(ctx, found.return_id))!
  const { reason, cancelled_at } = found
  return {
    sale_id,
    cancelled_at: cancelled_at.toISOString(),
    reason,
    return: sayReturn(answer as ReturnAnswer),
  }
}

function stillOut(sale: SaleRow, before: EarlierReturn[]) {
  const back = before.flatMap((one) => one.lines)
  return sale.lines
    .map(({ n, qty }) => ({
      line_no: n,
      quantity_milli: qty - back.filter((one) => one.n === n).reduce((sum, one) => sum + one.qty, 0),
    }))
    .filter(({ quantity_milli }) => quantity_milli > 0)
}
