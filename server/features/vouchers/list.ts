/** Vouchers by filter, newest first, page by page, with what they still amount to. */
import { sql, type RawBuilder } from 'kysely'
import { DAY_MS } from '../../lib/time.ts'
import type { Context } from '../../platform/database.ts'
import type { Kind, Terms } from './rules.ts'

export const STATES = ['open', 'used', 'expired', 'withdrawn'] as const
type VoucherState = (typeof STATES)[number]

export type Filters = {
  kind?: Kind
  state?: VoucherState
  customer_id?: string
  store_id?: string
  origin?: string
  /** Open ones that end within so many days. */
  expiring_days?: number
  /** The last four characters of the code. */
  q?: string
}

export type Listed = {
  voucher_id: string
  kind: Kind
  name: string
  state: VoucherState
  origin: string
  last4: string
  customer_id: string | null
  customer_name: string | null
  store_id: string | null
  merchant_id: string
  amount_cents: number
  balance_cents: number
  held_cents: number
  terms: Terms
  redemption_id: string | null
  issued_at: Date
  issued_by: string
  valid_from: Date
  expires_at: Date | null
  withdrawn_at: Date | null
  withdrawn_why: string | null
  description: string | null
  picture_id: string | null
  vat_type: 'single' | 'multi' | null
  vat_rate_bp: number | null
}

/** One word for how a voucher stands; what ended it first is what counts. */
const stateAt = (now: Date) => sql<VoucherState>`case
  when v.withdrawn_at is not null then 'withdrawn'
  when v.uses_left = 0 or (v.expired_at is null and v.kind = 'gift_card' and v.balance_cents = 0) then 'used'
  when v.expires_at <= ${now} then 'expired' else 'open' end`

/** Where it was given: at a store, or by the sale that set it off. */
const storeOf = (tenant_id: string) => sql`coalesce(v.store_id, (select s.store_id from voucher_entry e
  join sale s on s.tenant_id = ${tenant_id} and s.sale_id = e.sale_id
  where e.tenant_id = ${tenant_id} and e.voucher_id = v.voucher_id and e.kind = 'issue' limit 1))`

export function conditions(ctx: Context, filters: Filters, store_ids: string[] | null): RawBuilder<unknown> {
  const all = [sql`v.tenant_id = ${ctx.tenant_id}`]
  const add = (condition: RawBuilder<unknown>) => all.push(condition)
  if (filters.kind) add(sql`v.kind = ${filters.kind}`)
  if (filters.origin) add(sql`v.origin = ${filters.origin}`)
  if (filters.customer_id) add(sql`v.customer_id = ${filters.customer_id}`)
  if (filters.q) add(sql`v.code_last4 = ${filters.q.toUpperCase()}`)
  if (filters.store_id) add(sql`${storeOf(ctx.tenant_id)} = ${filters.store_id}`)
  if (store_ids) add(sql`${storeOf(ctx.tenant_id)} = any(${store_ids}::uuid[])`)
  if (filters.expiring_days !== undefined) {
    const until = new Date(ctx.now.getTime() + filters.expiring_days * DAY_MS)
    add(sql`v.expires_at <= ${until} and ${stateAt(ctx.now)} = 'open'`)
  }
  if (filters.state) add(sql`${stateAt(ctx.now)} = ${filters.state}`)
  return sql.join(all, sql` and `)
}

export async function listVouchers(
  ctx: Context,
  where: RawBuilder<unknown>,
  { cursor, limit }: { cursor?: string; limit: number },
): Promise<{ items: Listed[]; next_cursor: string | null }> {
  const after = cursor ? readCursor(cursor) : null
  const { rows } = await sql<Listed & { at: string }>`
    with page as (
      select v.* from voucher v
      where ${where} ${after ? sql`and (v.issued_at, v.voucher_id) < (${after.at}::timestamptz, ${after.voucher_id})` : sql``}
      order by v.issued_at desc, v.voucher_id desc limit ${limit + 1}
    )
    select v.voucher_id, v.kind, v.name, ${stateAt(ctx.now)} as state, v.origin, v.code_last4 as last4, v.customer_id,
      nullif(concat_ws(' ', c.first_name, c.last_name), '') as customer_name, ${storeOf(ctx.tenant_id)} as store_id,
      v.merchant_id, v.amount_cents, v.balance_cents, v.held_cents, v.terms, v.redemption_id, v.issued_at, v.issued_by,
      v.valid_from, v.expires_at, v.withdrawn_at, v.withdrawn_why, v.description, v.picture_id, v.vat_type,
      v.vat_rate_bp, v.issued_at::text as at
    from page v left join customer c on c.tenant_id = ${ctx.tenant_id} and c.customer_id = v.customer_id
    order by v.issued_at desc, v.voucher_id desc
  `.execute(ctx.tx)
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next_cursor: rows.length > limit && last ? writeCursor(last) : null }
}

// The time is kept as PostgreSQL writes it: in milliseconds, those of one instant would be told twice or never.
const writeCursor = ({ at, voucher_id }: { at: string; voucher_id: string }) =>
  Buffer.from(JSON.stringify([at, voucher_id])).toString('base64url')

function readCursor(cursor: string): { at: string; voucher_id: string } {
  try {
    const [at, voucher_id] = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Number.isNaN(Date.parse(at)) || !/^[0-9a-f-]{36}$/.test(voucher_id)) throw new Error('not ours')
    return { at, voucher_id }
  } catch {
    throw Object.assign(new Error('The cursor is not one of ours.'), { statusCode: 400 })
  }
}

export type Total = { kind: Kind; count: number; open_count: number; outstanding_cents: number }

/** What is still owed on gift cards is a debt of the shop; of the other kinds only the number is known. */
export async function totalsOf(ctx: Context, where: RawBuilder<unknown>): Promise<Total[]> {
  const { rows } = await sql<Total>`
    select kind, count(*)::int as count, count(*) filter (where state = 'open')::int as open_count,
      coalesce(sum(balance_cents) filter (where state = 'open'), 0)::bigint as outstanding_cents
    from (select v.kind, v.balance_cents, ${stateAt(ctx.now)} as state from voucher v where ${where}) v
    group by kind order by kind
  `.execute(ctx.tx)
  return rows
}

export async function findListed(ctx: Context, voucher_id: string): Promise<Listed | undefined> {
  const where = sql`v.tenant_id = ${ctx.tenant_id} and v.voucher_id = ${voucher_id}`
  return (await listVouchers(ctx, where, { limit: 1 })).items[0]
}
