/** The vouchers' tables. Every change goes through the voucher's row first: it keeps every other writer out. */
import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { Tables } from '../../../database/tables.ts'
import { newId } from '../../lib/id.ts'
import type { Context } from '../../platform/database.ts'
import { usesAtFirst, type Kind } from './rules.ts'

export type VoucherRow = Selectable<Tables['voucher']>
export const findVoucher = (
  { tx, tenant_id }: Context,
  voucher_id: string,
): Promise<VoucherRow | undefined> =>
  tx
    .selectFrom('voucher')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('voucher_id', '=', voucher_id)
    .executeTakeFirst()

/** By its whole keyed hash: how much of a code was right shows in no time taken. */
export const findVoucherByHash = ({ tx, tenant_id }: Context, code_hash: Buffer) =>
  tx
    .selectFrom('voucher')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('code_hash', '=', code_hash)
    .executeTakeFirst()

/** Locked until the transaction ends. */
export const lockVoucher = (
  { tx, tenant_id }: Context,
  voucher_id: string,
): Promise<VoucherRow | undefined> =>
  tx
    .selectFrom('voucher')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('voucher_id', '=', voucher_id)
    .forUpdate()
    .executeTakeFirst()

export type NewRow = Pick<
  VoucherRow,
  | 'voucher_id'
  | 'kind'
  | 'code_hash'
  | 'code_sealed'
  | 'code_last4'
  | 'customer_id'
  | 'merchant_id'
  | 'store_id'
  | 'amount_cents'
  | 'name'
  | 'origin'
  | 'redemption_id'
  | 'valid_from'
  | 'expires_at'
  | 'content_hash'
  | 'description'
  | 'picture_id'
  | 'vat_type'
  | 'vat_rate_bp'
> & { terms: object; payments: object[] }

/** False when this id is taken. Waits for whoever is just making it. */
export async function addVoucher(ctx: Context, voucher: NewRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await ctx.tx
    .insertInto('voucher')
    .values({
      ...voucher,
      tenant_id: ctx.tenant_id,
      balance_cents: voucher.amount_cents,
      uses_left: usesAtFirst(voucher.kind as Kind),
      terms: JSON.stringify(voucher.terms),
      payments: JSON.stringify(voucher.payments),
      issued_at: ctx.now,
      issued_by: ctx.actor,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'voucher_id']).doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

type Entry = {
  voucher_id: string
  kind: 'issue' | 'capture' | 'refund' | 'withdraw'
  amount_cents: number
  cause_id: string
  sale_id?: string | null
  store_id?: string | null
}

export const addEntry = (ctx: Context, entry: Entry) =>
  ctx.tx
    .insertInto('voucher_entry')
    .values({
      ...entry,
      tenant_id: ctx.tenant_id,
      entry_id: newId(ctx.now.getTime()),
      actor: ctx.actor,
      occurred_at: ctx.now,
      recorded_at: ctx.now,
    })
    .execute()

/** Moves money and what is set aside in one guarded statement. False, and nothing moved, when there is too little. */
export async function moveMoney(
  ctx: Context,
  voucher_id: string,
  { balance = 0, held = 0 }: { balance?: number; held?: number },
): Promise<boolean> {
  const { rows } = await sql`
    update voucher set balance_cents = balance_cents + ${balance}, held_cents = held_cents + ${held}
    where tenant_id = ${ctx.tenant_id} and voucher_id = ${voucher_id} and withdrawn_at is null
      and held_cents + ${held} >= 0 and balance_cents + ${balance} >= held_cents + ${held}
    returning voucher_id
  `.execute(ctx.tx)
  return rows.length === 1
}

/** What a sale took from a voucher and has not come back: its money, or its use. */
export async function capturedBy(ctx: Context, voucher_id: string, sale_id: string) {
  const { rows } = await sql<{ cents: number; uses: number }>`
    select coalesce(-sum(e.amount_cents), 0)::bigint as cents,
      coalesce(sum(case when v.kind = 'gift_card' then 0 when e.kind = 'capture' then 1 else -1 end), 0)::int as uses
    from voucher_entry e join voucher v on v.tenant_id = e.tenant_id and v.voucher_id = e.voucher_id
    where e.tenant_id = ${ctx.tenant_id} and e.voucher_id = ${voucher_id} and e.sale_id = ${sale_id}
      and e.kind in ('capture', 'refund')
  `.execute(ctx.tx)
  return rows[0]!
}

/** On a voucher whose time is over it is written off again the next night. */
export const giveBack = (ctx: Context, voucher_id: string, cents: number, uses: number) =>
  sql`update voucher set balance_cents = balance_cents + ${cents}, uses_left = uses_left + ${uses}, expired_at = null
    where tenant_id = ${ctx.tenant_id} and voucher_id = ${voucher_id} and withdrawn_at is null`.execute(
    ctx.tx,
  )

export const findEntryOf = (
  { tx, tenant_id }: Context,
  voucher_id: string,
  kind: 'refund',
  cause_id: string,
) =>
  tx
    .selectFrom('voucher_entry')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('cause_id', '=', cause_id)
    .where('voucher_id', '=', voucher_id)
    .where('kind', '=', kind)
    .executeTakeFirst()

export const takeUse = (ctx: Context, voucher_id: string) =>
  ctx.tx
    .updateTable('voucher')
    .set({ uses_left: 0 })
    .where('tenant_id', '=', ctx.tenant_id)
    .where('voucher_id', '=', voucher_id)
    .execute()

/** The use that stands: the last one of a voucher that has been used. */
export const findLastUse = ({ tx, tenant_id }: Context, voucher_id: string) =>
  tx
    .selectFrom('voucher_entry')
    .select(['entry_id', 'store_id', 'recorded_at'])
    .where('tenant_id', '=', tenant_id)
    .where('voucher_id', '=', voucher_id)
    .where('kind', '=', 'capture')
    .orderBy('recorded_at', 'desc')
    .orderBy('entry_id', 'desc')
    .limit(1)
    .executeTakeFirst()

export const listEntries = ({ tx, tenant_id }: Context, voucher_id: string) =>
  tx
    .selectFrom('voucher_entry')
    .select(['entry_id', 'kind', 'amount_cents', 'sale_id', 'cause_id', 'store_id', 'actor', 'occurred_at'])
    .where('tenant_id', '=', tenant_id)
    .where('voucher_id', '=', voucher_id)
    .orderBy('recorded_at')
    .orderBy('entry_id')
    .limit(500)
    .execute()

export const withdraw = (ctx: Context, voucher_id: string, why: string) =>
  ctx.tx
    .updateTable('voucher')
    .set({ withdrawn_at: ctx.now, withdrawn_why: why, balance_cents: 0, held_cents: 0, uses_left: 0 })
    .where('tenant_id', '=', ctx.tenant_id)
    .where('voucher_id', '=', voucher_id)
    .where('withdrawn_at', 'is', null)
    .execute()

const EXPIRED_AT_ONCE = 5_000

/**
 * Writes off what is left of vouchers whose time is over, with its entry and its fact, in one statement. What a sale
 * has set aside waits until the hold ends: it was promised in time. Returns how many were written off.
 */
export async function writeOffExpired(ctx: Context): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with over as (
      select voucher_id, balance_cents, customer_id, expires_at from voucher
      where tenant_id = ${ctx.tenant_id} and expires_at <= ${ctx.now} and expired_at is null and withdrawn_at is null
        and held_cents = 0 and (kind <> 'gift_card' or balance_cents > 0)
      order by voucher_id limit ${EXPIRED_AT_ONCE} for update
    ),
    closed as (
      update voucher v set expired_at = ${ctx.now}, balance_cents = 0 from over
      where v.tenant_id = ${ctx.tenant_id} and v.voucher_id = over.voucher_id
      returning v.voucher_id, v.kind, v.uses_left
    ),
    unused as (
      select over.* from over join closed using (voucher_id)
      where case when closed.kind = 'gift_card' then over.balance_cents > 0 else closed.uses_left > 0 end
    ),
    entries as (
      insert into voucher_entry (tenant_id, entry_id, voucher_id, kind, amount_cents, cause_id, actor, occurred_at, recorded_at)
      select ${ctx.tenant_id}, md5('expire' || voucher_id::text || ${ctx.now.toISOString()})::uuid, voucher_id, 'expire', -balance_cents, voucher_id,
        ${ctx.actor}, expires_at, ${ctx.now} from unused
    ),
    facts as (
      insert into fact (tenant_id, fact_id, kind, customer_id, subject_id, actor, payload, occurred_at, recorded_at)
      select ${ctx.tenant_id}, gen_random_uuid(), 'voucher.expired', customer_id, voucher_id, ${ctx.actor},
        jsonb_build_object('voucher_id', voucher_id, 'lost_cents', balance_cents), expires_at, ${ctx.now} from unused
    )
    select count(*)::int as count from closed
  `.execute(ctx.tx)
  return rows[0]!.count
}

export const findStoreOf = ({ tx, tenant_id }: Context, store_id: string) =>
  tx
    .selectFrom('store')
    .select(['store_id', 'merchant_id', 'time_zone'])
    .where('tenant_id', '=', tenant_id)
    .where('store_id', '=', store_id)
    .executeTakeFirst()

/** What is given at no store in particular: the oldest company answers for it, by the shop's own clock. */
export const findNoPlace = ({ tx, tenant_id }: Context) =>
  tx
    .selectFrom('merchant as m')
    .innerJoin('tenant as t', 't.tenant_id', 'm.tenant_id')
    .select(['m.merchant_id', 't.time_zone'])
    .where('m.tenant_id', '=', tenant_id)
    .orderBy('m.created_at')
    .orderBy('m.merchant_id')
    .executeTakeFirstOrThrow()

export async function findSettings({ tx, tenant_id }: Context): Promise<unknown> {
  const { settings } = await tx
    .selectFrom('tenant')
    .select('settings')
    .where('tenant_id', '=', tenant_id)
    .executeTakeFirstOrThrow()
  return settings
}

export const findHolder = ({ tx, tenant_id }: Context, customer_id: string) =>
  tx
    .selectFrom('customer')
    .select(['customer_id', 'account_id', 'home_store_id', 'left_at'])
    .where('tenant_id', '=', tenant_id)
    .where('customer_id', '=', customer_id)
    .executeTakeFirst()

export const findProduct = ({ tx, tenant_id }: Context, product_id: string) =>
  tx
    .selectFrom('product')
    .select('product_id')
    .where('tenant_id', '=', tenant_id)
    .where('product_id', '=', product_id)
    .executeTakeFirst()
