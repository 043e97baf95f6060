import { sql, type RawBuilder } from 'kysely'
import type { Context } from '../../platform/database.ts'

export const KINDS = ['sale', 'return', 'points', 'consent', 'note', 'voucher', 'message', 'record'] as const
export type Kind = (typeof KINDS)[number]
export type Cursor = { occurred_at: string; id: string }
export type Row = {
  id: string
  kind: string
  occurred_at: Date
  payload: Record<string, any>
  store_id: string | null
  actor: string | null
}

export function findPerson(ctx: Context, customer_id: string) {
  return ctx.tx
    .selectFrom('customer')
    .select(['customer_id', 'account_id'])
    .where('tenant_id', '=', ctx.tenant_id)
    .where('customer_id', '=', customer_id)
    .executeTakeFirst()
}

export function findShop(ctx: Context) {
  return ctx.tx
    .selectFrom('tenant')
    .select('currency')
    .where('tenant_id', '=', ctx.tenant_id)
    .executeTakeFirstOrThrow()
}

/** Facts that tell what a table already tells better. */
const TOLD_BY_OTHERS = [
  'sale.recorded',
  'sale.returned',
  'consent.given',
  'consent.withdrawn',
  'message.sent',
]

/** Each kind reads its own newest few, by its own index; together they are one list. */
export async function listHappenings(
  ctx: Context,
  who: { customer_id: string; account_id: string },
  kinds: readonly Kind[],
  cursor: Cursor | null,
  limit: number,
): Promise<Row[]> {
  const parts = kinds.map(
    (kind) => sql`(select * from (${sources[kind](ctx, who)}) x ${
      cursor
        ? sql`where (x.occurred_at, x.id) < (${cursor.occurred_at}::timestamptz, ${cursor.id}::uuid)`
        : sql``
    }
    order by occurred_at desc, id desc limit ${limit})`,
  )
  const { rows } = await sql<Row>`select * from (${sql.join(parts, sql` union all `)}) everything
    order by occurred_at desc, id desc limit ${limit}`.execute(ctx.tx)
  return rows
}

type Who = { customer_id: string; account_id: string }
type Source = (ctx: Context, who: Who) => RawBuilder<unknown>

const sources: Record<Kind, Source> = {
  sale: ({ tenant_id }, { customer_id }) => sql`
    select sale_id id, 'sale' kind, occurred_at, jsonb_build_object('sale_id', sale_id, 'total_cents',
      total_cents,
      'item_count', item_count, 'receipt_number', receipt_number) payload, store_id, actor
    from sale where tenant_id = ${tenant_id} and customer_id = ${customer_id}`,
  return: ({ tenant_id }, { customer_id }) => sql`
    select return_id id, 'return' kind, occurred_at, jsonb_build_object('return_id', return_id, 'sale_id',
      sale_id,
      'total_cents', total_cents, 'reason', reason) payload, store_id, actor
    from sale_return where tenant_id = ${tenant_id} and customer_id = ${customer_id}`,
  // One line for what one cause did to one unit, however many lots it touched.
  points: ({ tenant_id }, { account_id }) => sql`
    select min(entry_id::text)::uuid id, 'points' kind, max(occurred_at) occurred_at,
      jsonb_build_object('unit', unit, 'move', kind,
      'amount', sum(amount), 'cause', cause_kind, 'cause_id', cause_id, 'reason', max(reason)) payload,
        null::uuid store_id, max(actor) actor
    from points_entry where tenant_id = ${tenant_id} and account_id = ${account_id} and left(unit, 5) <> 'tier_'
      group by unit, kind,
      cause_kind, cause_id`,
  consent: ({ tenant_id }, { customer_id }) => sql`
    select consent_id id, 'consent' kind, occurred_at, jsonb_build_object('channel', channel, 'purpose',
      purpose, 'given', given,
      'text_version', text_version, 'source', source) payload, store_id, actor
    from consent where tenant_id = ${tenant_id} and customer_id = ${customer_id}`,
  note: ({ tenant_id }, { customer_id }) => sql`
    select note_id id, 'note' kind, written_at occurred_at, jsonb_build_object('note_id', note_id, 'text',
      text) payload,
      null::uuid store_id, written_by actor
    from customer_note where tenant_id = ${tenant_id} and customer_id = ${customer_id}
      and removed_at is null`,
  voucher: ({ tenant_id }, { customer_id }) => sql`
    select voucher_id id, 'voucher' kind, issued_at occurred_at, jsonb_build_object('voucher_id', voucher_id,
      'name', name,
      'kind', kind, 'amount_cents', amount_cents, 'origin', origin) payload, null::uuid store_id,
        issued_by actor
    from voucher where tenant_id = ${tenant_id} and customer_id = ${customer_id}`,
  message: ({ tenant_id }, { customer_id }) => sql`
    select message_id id, 'message' kind, created_at occurred_at, jsonb_build_object('message_id',
      message_id, 'channel', channel,
      'subject', subject, 'state', state, 'purpose', purpose) payload, null::uuid store_id, null::text actor
    from message where tenant_id = ${tenant_id} and customer_id = ${customer_id}`,
  record: ({ tenant_id }, { customer_id }) => sql`
    select fact_id id, kind, occurred_at, payload, store_id, actor
    from fact where tenant_id = ${tenant_id} and customer_id = ${customer_id}
      and kind <> all(${TOLD_BY_OTHERS})`,
}

export type Entry = {
  entry_id: string
  occurred_at: Date
  recorded_at: Date
  unit: string
  kind: string
  units: number
  amount: number
  balance_after: number
  cause_kind: string
  cause_id: string
  reason: string | null
  actor: string
}

/** The running balance counts what the member could spend; what waits enters it when it matures. */
export async function listEntries(
  ctx: Context,
  account_id: string,
  unit: string | undefined,
  cursor: Cursor | null,
  limit: number,
): Promise<Entry[]> {
  const { rows } = await sql<Entry>`
    select * from (
      select entry_id, occurred_at, recorded_at, unit, kind, amount as units, signed as amount, cause_kind,
        cause_id, reason, actor,
        (sum(signed) over (partition by unit order by recorded_at, entry_id))::bigint as balance_after
      from points_entry e cross join lateral (
        select case when e.to_account = 'member' then e.amount when e.from_account = 'member' then -e.amount
          else 0 end signed) m
      where tenant_id = ${ctx.tenant_id}
        and account_id = ${account_id} ${unit ? sql`and unit = ${unit}` : sql`and left(unit, 5) <> 'tier_'`}
    ) x ${
      cursor
        ? sql`where (recorded_at, entry_id) < (${cursor.occurred_at}::timestamptz,
      ${cursor.id}::uuid)`
        : sql``
    }
    order by recorded_at desc, entry_id desc limit ${limit}`.execute(ctx.tx)
  return rows
}

/**
 * Of these causes, those that somebody else has brought: who shares an account sees that its points moved, and not what
 * the others bought.
 */
export async function listCausesOfOthers(
  { tx, tenant_id }: Context,
  customer_id: string,
  cause_ids: string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from (
      select sale_id as id, customer_id from sale where tenant_id = ${tenant_id} and sale_id = any(${cause_ids}::uuid[])
      union all
      select return_id, customer_id from sale_return where tenant_id = ${tenant_id} and return_id = any(${cause_ids}::uuid[])
      union all
      select redemption_id, customer_id from redemption
        where tenant_id = ${tenant_id} and redemption_id = any(${cause_ids}::uuid[])
      union all
      select activity_id, customer_id from customer_activity
        where tenant_id = ${tenant_id} and activity_id = any(${cause_ids}::uuid[])
    ) cause where customer_id is distinct from ${customer_id}::uuid`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

export function listJudgedSales(ctx: Context, sale_ids: string[]) {
  if (sale_ids.length === 0) return Promise.resolve([])
  return ctx.tx
    .selectFrom('sale as s')
    .innerJoin('programme_version as v', (join) =>
      join.onRef('v.tenant_id', '=', 's.tenant_id').onRef('v.version', '=', 's.programme_version'),
    )
    .select(['s.sale_id', 's.awards', 's.receipt_number', 'v.programme'])
    .where('s.tenant_id', '=', ctx.tenant_id)
    .where('v.tenant_id', '=', ctx.tenant_id)
    .where('s.sale_id', 'in', sale_ids)
    .execute()
}
