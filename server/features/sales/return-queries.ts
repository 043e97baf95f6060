import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import type { Award } from '../programmes/judgement.ts'
import type { Programme } from '../programmes/programme.ts'
import type { ReturnAnswer, ReturnWish } from './return-sale.ts'

export type SaleRow = {
  sale_id: string
  store_id: string
  merchant_id: string
  customer_id: string | null
  account_id: string | null
  programme_version: number | null
  lines: { n: number; qty: number; total: number; gross: number }[]
  awards: Award[]
}

/** Returns of one sale follow each other. */
export const lockSale = ({ tx, tenant_id }: Context, sale_id: string): Promise<SaleRow | undefined> =>
  tx
    .selectFrom('sale')
    .select([
      'sale_id',
      'store_id',
      'merchant_id',
      'customer_id',
      'account_id',
      'programme_version',
      'lines',
      'awards',
    ])
    .where('tenant_id', '=', tenant_id)
    .where('sale_id', '=', sale_id)
    .forUpdate()
    .executeTakeFirst()

export const findReturn = ({ tx, tenant_id }: Context, return_id: string) =>
  tx
    .selectFrom('sale_return')
    .select(['content_hash', 'answer'])
    .where('tenant_id', '=', tenant_id)
    .where('return_id', '=', return_id)
    .executeTakeFirst()

/** Every line that came back so far. */
export async function listReturns(
  { tx, tenant_id }: Context,
  sale_id: string,
): Promise<{ n: number; qty: number; total: number }[]> {
  const rows = await tx
    .selectFrom('sale_return')
    .select('lines')
    .where('tenant_id', '=', tenant_id)
    .where('sale_id', '=', sale_id)
    .execute()
  return rows.flatMap((row) => row.lines)
}

export async function readProgrammeVersion({ tx, tenant_id }: Context, version: number): Promise<Programme> {
  const { programme } = await tx
    .selectFrom('programme_version')
    .select('programme')
    .where('tenant_id', '=', tenant_id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  return programme
}

/** Rewards of a sale that still stand, the last one first. */
export const listRedemptionsOf = ({ tx, tenant_id }: Context, sale_id: string) =>
  tx
    .selectFrom('redemption')
    .select(['redemption_id', 'voucher_id', 'reward_name', 'unit', 'trigger'])
    .where('tenant_id', '=', tenant_id)
    .where('sale_id', '=', sale_id)
    .where('cancelled_at', 'is', null)
    .orderBy('redemption_id', 'desc')
    .execute()

type Capture = {
  voucher_id: string
  kind: string
  captured_cents: number
  refunded_cents: number
  used: number
  given_back: number
}

/** What each voucher paid for a sale, and what returns have given back to it. */
export async function listCaptures({ tx, tenant_id }: Context, sale_id: string): Promise<Capture[]> {
  const { rows } = await sql<Capture>`
    select v.voucher_id, v.kind, coalesce(-sum(e.amount_cents) filter (where e.kind = 'capture'), 0)::bigint as captured_cents,
      coalesce(sum(e.amount_cents) filter (where e.kind = 'refund'), 0)::bigint as refunded_cents,
      count(*) filter (where e.kind = 'capture')::int as used, count(*) filter (where e.kind = 'refund')::int as given_back
    from voucher_entry e join voucher v on v.tenant_id = e.tenant_id and v.voucher_id = e.voucher_id
    where e.tenant_id = ${tenant_id} and e.sale_id = ${sale_id} and e.kind in ('capture', 'refund')
      and e.voucher_id in (select voucher_id from voucher_entry where tenant_id = ${tenant_id} and cause_id = ${sale_id} and kind = 'capture')
    group by 1, 2 order by 1
  `.execute(tx)
  return rows
}

type NewReturn = {
  wish: ReturnWish
  sale: SaleRow
  store_id: string
  occurred_at: Date
  lines: { n: number; qty: number; total: number }[]
  total_cents: number
  answer: ReturnAnswer
  content_hash: Buffer
}

export const addReturn = (
  ctx: Context,
  { wish, sale, store_id, occurred_at, lines, total_cents, answer, content_hash }: NewReturn,
) =>
  ctx.tx
    .insertInto('sale_return')
    .values({
      tenant_id: ctx.tenant_id,
      return_id: wish.return_id,
      sale_id: sale.sale_id,
      store_id,
      customer_id: sale.customer_id,
      device_id: wish.device_id,
      staff_id: wish.staff_id,
      actor: ctx.actor,
      occurred_at,
      recorded_at: ctx.now,
      total_cents,
      lines: JSON.stringify(lines),
      reason: wish.reason ?? null,
      answer: JSON.stringify(answer),
      content_hash,
      import_id: wish.import_id ?? null,
    })
    .execute()
