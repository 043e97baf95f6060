/** What is set aside on vouchers. The caller has locked the voucher's row first. */
import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { Tables } from '../../../database/tables.ts'
import type { Context } from '../../platform/database.ts'

export type HoldRow = Selectable<Tables['voucher_hold']>

export const findHold = ({ tx, tenant_id }: Context, hold_id: string): Promise<HoldRow | undefined> =>
  tx
    .selectFrom('voucher_hold')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('hold_id', '=', hold_id)
    .executeTakeFirst()

export const addHold = (
  ctx: Context,
  hold: { hold_id: string; voucher_id: string; amount_cents: number; lapses_at: Date },
) =>
  ctx.tx
    .insertInto('voucher_hold')
    .values({ ...hold, tenant_id: ctx.tenant_id, actor: ctx.actor, held_at: ctx.now })
    .execute()

export const endHold = (
  ctx: Context,
  hold_id: string,
  end: { outcome: 'captured' | 'released'; captured_cents?: number; sale_id?: string | null },
) =>
  ctx.tx
    .updateTable('voucher_hold')
    .set({ ...end, ended_at: ctx.now })
    .where('tenant_id', '=', ctx.tenant_id)
    .where('hold_id', '=', hold_id)
    .where('ended_at', 'is', null)
    .execute()

/** Vouchers with holds whose time is over, locked in one order: the row first, as every other writer does. */
export async function lockVouchersToLapse(ctx: Context, voucher_id: string | null): Promise<string[]> {
  const one = voucher_id === null ? sql`true` : sql`h.voucher_id = ${voucher_id}`
  const { rows } = await sql<{ voucher_id: string }>`
    select v.voucher_id from voucher v where v.tenant_id = ${ctx.tenant_id} and v.voucher_id in (
      select h.voucher_id from voucher_hold h
      where h.tenant_id = ${ctx.tenant_id} and h.ended_at is null and h.lapses_at <= ${ctx.now} and ${one})
    order by v.voucher_id for update
  `.execute(ctx.tx)
  return rows.map((row) => row.voucher_id)
}

/** One statement: the holds end, and what they set aside is free again. */
export const lapseHoldsOf = (ctx: Context, voucher_ids: string[]) =>
  sql`
    with lapsed as (
      update voucher_hold set ended_at = ${ctx.now}, outcome = 'lapsed'
      where tenant_id = ${ctx.tenant_id} and voucher_id = any(${voucher_ids}::uuid[]) and ended_at is null and lapses_at <= ${ctx.now}
      returning voucher_id, amount_cents
    )
    update voucher v set held_cents = v.held_cents - l.cents
    from (select voucher_id, sum(amount_cents)::bigint as cents from lapsed group by 1) l
    where v.tenant_id = ${ctx.tenant_id} and v.voucher_id = l.voucher_id
  `.execute(ctx.tx)

export const listHolds = ({ tx, tenant_id }: Context, voucher_id: string) =>
  tx
    .selectFrom('voucher_hold')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('voucher_id', '=', voucher_id)
    .orderBy('held_at', 'desc')
    .limit(100)
    .execute()

/** Holds that are open end with the voucher. */
export const endOpenHolds = (ctx: Context, voucher_id: string) =>
  ctx.tx
    .updateTable('voucher_hold')
    .set({ ended_at: ctx.now, outcome: 'released' })
    .where('tenant_id', '=', ctx.tenant_id)
    .where('voucher_id', '=', voucher_id)
    .where('ended_at', 'is', null)
    .execute()
