/** The shop's own sales, read in one pass into columns: those of members, with what came back of them. */
import { sql } from 'kysely'
import { dayOfIsoDate, startOfLocalDay } from '../../lib/time.ts'
import type { Context } from '../../platform/database.ts'
import type { PersonToJudge } from '../programmes/judgement.ts'
import type { LoggedStore, SalesLog } from './replay/columns.ts'
import { salesLogger } from './replay/log-sales.ts'

export type Loaded = {
  log: SalesLog
  /** Sales without a customer in the same time. */
  anonymous: { sales: number; cents: number }
}

export type LoadWish = {
  from?: string | undefined
  to?: string | undefined
  /** Told how many sales have been read, of how many. */
  told: (read: number, of: number) => void
  /** Whether any condition asks about people. */
  people: boolean
}

type Line = {
  n: number
  product_id?: string
  sku?: string
  category?: string
  brand?: string
  supplier?: string
  qty: number
  gross: number
  total: number
}
type SaleRow = {
  sale_id: string
  store_id: string
  customer_id: string
  account_id: string
  channel: string
  occurred_at: Date
  lines: Line[]
  means: string[] | null
}

const PAGE = 4000

export async function loadShop(ctx: Context, wish: LoadWish): Promise<Loaded> {
  const { tx, tenant_id } = ctx
  const { time_zone } = await tx
    .selectFrom('tenant')
    .select('time_zone')
    .where('tenant_id', '=', tenant_id)
    .executeTakeFirstOrThrow()
  const from = wish.from ? new Date(startOfLocalDay(dayOfIsoDate(wish.from), time_zone)) : new Date(0)
  const to = wish.to ? new Date(startOfLocalDay(dayOfIsoDate(wish.to) + 1, time_zone)) : ctx.now
  const stores: LoggedStore[] = await tx
    .selectFrom('store')
    .select(['store_id', 'merchant_id', 'time_zone', 'name'])
    .where('tenant_id', '=', tenant_id)
    .orderBy('created_at')
    .execute()
  const storeAt = new Map(stores.map(({ store_id }, n) => [store_id, n]))
  const products = await readProducts(ctx)
  const { rows: counted } = await sql<{ sales: number; anonymous: number; cents: number }>`
    select count(*) filter (where account_id is not null) as sales, count(*) filter (where account_id is null) as anonymous,
      coalesce(sum(total_cents) filter (where account_id is null), 0) as cents
    from sale where tenant_id = ${tenant_id} and occurred_at >= ${from} and occurred_at < ${to}`.execute(tx)
  const { rows: returned } = await sql<{ sale_id: string }>`
    select distinct r.sale_id from sale_return r where r.tenant_id = ${tenant_id} and r.occurred_at >= ${from}
      and r.occurred_at < ${to} and r.customer_id is not null`.execute(tx)
  const places = new Map<string, { sale: number; lines: number[] }>(
    returned.map(({ sale_id }) => [sale_id, { sale: -1, lines: [] }]),
  )
  const logger = salesLogger()
  const customers = new Set<string>()
  let read = 0
  for await (const sale of rowsOf(ctx, from, to)) {
    const number = logger.add({
      account: sale.account_id,
      customer: sale.customer_id,
      store: storeAt.get(sale.store_id) ?? 0,
      channel: sale.channel,
      means: sale.means ?? [],
      at_ms: sale.occurred_at.getTime(),
      lines: sale.lines.map((line) => {
        const product = line.product_id ? products.get(line.product_id) : undefined
        return {
          product: line.product_id ?? null,
          category: line.category ?? null,
          brand: line.brand ?? product?.brand ?? null,
          supplier: line.supplier ?? product?.supplier ?? null,
          quantity_milli: line.qty,
          gross_cents: line.gross,
          total_cents: line.total,
        }
      }),
    })
    const place = places.get(sale.sale_id)
    if (place) Object.assign(place, { sale: number, lines: sale.lines.map(({ n }) => n) })
    if (wish.people) customers.add(sale.customer_id)
    read += 1
    if (read % PAGE === 0) wish.told(read, counted[0]!.sales)
  }
  for (const one of places.size > 0 ? await listReturns(ctx, from, to) : []) {
    const place = places.get(one.sale_id)
    if (!place || place.sale < 0) continue
    logger.addReturn(place.sale, {
      at_ms: one.occurred_at.getTime(),
      total_cents: one.total_cents,
      lines: one.lines.map(({ n, qty }) => ({
        line: Math.max(0, place.lines.indexOf(n)),
        quantity_milli: qty,
      })),
    })
  }
  if (wish.people) await describePeople(ctx, [...customers], from, logger.describe)
  wish.told(read, read)
  const log = logger.finish({
    time_zone,
    stores,
    ...(wish.from && { from_ms: from.getTime() }),
    to_ms: to.getTime(),
  })
  const { anonymous, cents } = counted[0]!
  return { log, anonymous: { sales: anonymous, cents } }
}

/** By a cursor of the database: a million sales never stand in memory as rows. */
async function* rowsOf({ tx, tenant_id }: Context, from: Date, to: Date): AsyncGenerator<SaleRow> {
  await sql`
    declare sales_to_replay no scroll cursor for
    select sale_id, store_id, customer_id, account_id, channel, occurred_at, lines,
      case when payments = '[]' then null else (select array_agg(p->>'means') from jsonb_array_elements(payments) p) end as means
    from sale
    where tenant_id = ${tenant_id} and account_id is not null and customer_id is not null
      and occurred_at >= ${from} and occurred_at < ${to}`.execute(tx)
  for (;;) {
    const { rows } = await sql.raw<SaleRow>(`fetch ${PAGE} from sales_to_replay`).execute(tx)
    yield* rows
    if (rows.length < PAGE) break
  }
  await sql`close sales_to_replay`.execute(tx)
}

async function readProducts({ tx, tenant_id }: Context) {
  const rows = await tx
    .selectFrom('product')
    .select(['product_id', 'brand', 'supplier'])
    .where('tenant_id', '=', tenant_id)
    .where((eb) => eb.or([eb('brand', 'is not', null), eb('supplier', 'is not', null)]))
    .execute()
  return new Map(rows.map((row) => [row.product_id, row]))
}

async function listReturns({ tx, tenant_id }: Context, from: Date, to: Date) {
  const { rows } = await sql<{
    sale_id: string
    occurred_at: Date
    total_cents: number
    lines: { n: number; qty: number }[]
  }>`
    select sale_id, occurred_at, total_cents, lines from sale_return
    where tenant_id = ${tenant_id} and occurred_at >= ${from} and occurred_at < ${to} and customer_id is not null
    order by occurred_at, recorded_at`.execute(tx)
  return rows
}

type Describe = (customer: string, person: PersonToJudge, bought_before: boolean) => void

const PEOPLE_AT_ONCE = 5000

async function describePeople({ tx, tenant_id }: Context, ids: string[], from: Date, describe: Describe) {
  for (let at = 0; at < ids.length; at += PEOPLE_AT_ONCE) {
    const some = ids.slice(at, at + PEOPLE_AT_ONCE)
    const { rows } = await sql<{
      customer_id: string
      birthday: string | null
      tags: string[] | null
      club_ids: string[] | null
      audience_ids: string[] | null
      before: boolean
    }>`
      select c.customer_id, to_char(c.birth_date, 'MM-DD') as birthday,
        (select array_agg(t.tag) from customer_tag t where t.tenant_id = c.tenant_id and t.customer_id = c.customer_id) as tags,
        (select array_agg(m.club_id::text) from club_member m
          where m.tenant_id = c.tenant_id and m.customer_id = c.customer_id and m.left_at is null) as club_ids,
        -- Who is in an audience today: who was in it on the day of a sale is not kept.
        (select array_agg(m.audience_id::text) from audience_member m
          where m.tenant_id = c.tenant_id and m.customer_id = c.customer_id) as audience_ids,
        exists (select from sale s where s.tenant_id = c.tenant_id and s.customer_id = c.customer_id and s.occurred_at < ${from}) as before
      from customer c where c.tenant_id = ${tenant_id} and c.customer_id = any(${some}::uuid[])`.execute(tx)
    for (const { customer_id, birthday, tags, club_ids, audience_ids, before } of rows)
      describe(
        customer_id,
        {
          ...(birthday && { birthday }),
          ...(tags && { tags }),
          ...(club_ids && { club_ids }),
          ...(audience_ids && { audience_ids }),
        },
        before,
      )
  }
}
