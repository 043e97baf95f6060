/** The shop's own sales, read in one pass into columns: those of members, with what came back of them. */
import { sql } from 'kysely'
import type pg from 'pg'
import { assert } from '../../lib/assert.ts'
import { isId } from '../../lib/id.ts'
import { dayOfIsoDate, startOfLocalDay } from '../../lib/time.ts'
import { tenantStatement, type Context } from '../../platform/database.ts'
import type { PersonToJudge } from '../programmes/judgement.ts'
import type { LoggedStore, SalesLog } from './replay/columns.ts'
import { copyRows } from './reading/copied-rows.ts'
import { shopColumns, type Joined, type ShopActivity, type ShopReturn } from './reading/shop-columns.ts'

export type Loaded = {
  log: SalesLog
  /** Sales without a customer in the same time. */
  anonymous: { sales: number; cents: number }
}

export type LoadWish = {
  from?: string | undefined
  to?: string | undefined
  /** Told how many sales have been read, of how many once that is known. */
  told: (read: number, of: number | null) => void
  /** Whether any condition asks about people, or about means of payment. */
  asks: { people: boolean; means: boolean }
}

/** So many sales between two words about how far it is. */
const TOLD_EVERY = 4000
/** Of the loading, what ordering the columns at the end stands for. */
const ORDERING = 0.15
const withOrdering = (sales: number) => Math.ceil(sales * (1 + ORDERING))

export async function loadShop(ctx: Context, pool: pg.Pool, wish: LoadWish): Promise<Loaded> {
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
  const returns = await listReturns(ctx, from, to)
  const columns = shopColumns({
    store_ids: stores.map(({ store_id }) => store_id),
    products: await readProducts(ctx),
    returned: returns.map(({ sale_id }) => sale_id),
    joined: await listJoined(ctx),
  })
  const query = salesQuery({ tenant_id, from, to, means: wish.asks.means })
  let read = 0
  // Counted meanwhile: nobody waits for it to see something move.
  let counted: Counted | null = null
  const counting = countSales(ctx, from, to).then((found) => (counted = found))
  const copying = copyApart(pool, tenant_id, (client) =>
    copyRows(client, query, (row) => {
      columns.add(row)
      read += 1
      if (read % TOLD_EVERY !== 0) return
      wish.told(counted ? Math.min(read, counted.sales) : read, counted && withOrdering(counted.sales))
    }),
  )
  const [{ sales, anonymous, cents }] = await Promise.all([counting, copying])
  const total = withOrdering(sales)
  for (const one of returns) columns.addReturn(one)
  for (const one of await listActivities(ctx, from, to)) columns.addActivity(one)
  if (wish.asks.people) await describePeople(ctx, columns.customers(), from, columns.describe)
  const log = columns.finish(
    { time_zone, stores, ...(wish.from && { from_ms: from.getTime() }), to_ms: to.getTime() },
    (share) => wish.told(Math.round(sales + (total - sales) * share), total),
  )
  return { log, anonymous: { sales: anonymous, cents } }
}

type Counted = { sales: number; anonymous: number; cents: number }

async function countSales({ tx, tenant_id }: Context, from: Date, to: Date): Promise<Counted> {
  const { rows } = await sql<Counted>`
    select count(*) filter (where account_id is not null) as sales, count(*) filter (where account_id is null) as anonymous,
      coalesce(sum(total_cents) filter (where account_id is null), 0) as cents
    from sale where tenant_id = ${tenant_id} and occurred_at >= ${from} and occurred_at < ${to}`.execute(tx)
  return rows[0]!
}

/** The tenant's own transaction on a connection of its own: the query builder has no way to copy. */
async function copyApart(
  pool: pg.Pool,
  tenant_id: string,
  work: (client: pg.ClientBase) => Promise<unknown>,
) {
  const client = await pool.connect()
  try {
    await client.query('begin read only')
    await client.query(tenantStatement(tenant_id))
    await work(client)
    await client.query('commit')
  } finally {
    client.release(true)
  }
}

/** In the order of `shopColumns`. Names no parameter: a statement that copies takes none. */
function salesQuery(of: { tenant_id: string; from: Date; to: Date; means: boolean }): string {
  assert(isId(of.tenant_id), 'a tenant is named by a UUID')
  const payments = of.means ? `nullif(payments, '[]')` : 'null::jsonb'
  return `select sale_id, store_id, customer_id, account_id, channel, occurred_at, lines, ${payments} from sale
    where tenant_id = '${of.tenant_id}' and account_id is not null and customer_id is not null
      and occurred_at >= '${of.from.toISOString()}' and occurred_at < '${of.to.toISOString()}'`
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

async function listReturns({ tx, tenant_id }: Context, from: Date, to: Date): Promise<ShopReturn[]> {
  const { rows } = await sql<ShopReturn>`
    select sale_id, occurred_at, total_cents, lines from sale_return
    where tenant_id = ${tenant_id} and occurred_at >= ${from} and occurred_at < ${to} and customer_id is not null
      and sale_id is not null
    order by occurred_at, recorded_at`.execute(tx)
  return rows
}

/** What was written down and not taken back. */
async function listActivities({ tx, tenant_id }: Context, from: Date, to: Date): Promise<ShopActivity[]> {
  const { rows } = await sql<ShopActivity>`
    select customer_id, account_id, activity, store_id, channel, occurred_at from customer_activity
    where tenant_id = ${tenant_id} and cancelled_at is null and occurred_at >= ${from} and occurred_at < ${to}
    order by occurred_at, recorded_at`.execute(tx)
  return rows
}

async function listJoined({ tx, tenant_id }: Context): Promise<Joined[]> {
  return tx
    .selectFrom('account_merge')
    .select(['from_account_id', 'into_account_id'])
    .where('tenant_id', '=', tenant_id)
    .where('undone_at', 'is', null)
    .orderBy('merged_at')
    .execute()
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
