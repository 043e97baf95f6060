import { sql } from 'kysely'
import { DAY_MS } from '../../lib/time.ts'
import type { Context } from '../../platform/database.ts'
import type { Programme, Reward } from './programme.ts'

export type Version = {
  version: number
  programme: Programme
  effective_at: Date
  written_by: string
  written_at: Date
  withdrawn_at: Date | null
}

const versions = ({ tx, tenant_id }: Context) =>
  tx
    .selectFrom('programme_version as v')
    .leftJoin('programme_withdrawal as w', (join) =>
      join.onRef('w.tenant_id', '=', 'v.tenant_id').onRef('w.version', '=', 'v.version'),
    )
    .select(['v.version', 'v.programme', 'v.effective_at', 'v.written_by', 'v.written_at', 'w.withdrawn_at'])
    .where('v.tenant_id', '=', tenant_id)

/** Newest first. */
export const listVersions = (ctx: Context): Promise<Version[]> =>
  versions(ctx).orderBy('v.version', 'desc').execute()

/** Newest first, from below a version when one is given. */
export function listNewest(ctx: Context, limit: number, before: number | null): Promise<Version[]> {
  const newest = versions(ctx).orderBy('v.version', 'desc').limit(limit)
  return (before === null ? newest : newest.where('v.version', '<', before)).execute()
}

/** The one in force: every reward that is changed adds a version, and they are not all read for it. */
export const findVersionAt = (ctx: Context, at: Date): Promise<Version | undefined> =>
  versions(ctx)
    .where('w.withdrawn_at', 'is', null)
    .where('v.effective_at', '<=', at)
    .orderBy('v.effective_at', 'desc')
    .orderBy('v.version', 'desc')
    .limit(1)
    .executeTakeFirst()

export type KnownReward = { reward: Reward; begins_at: Date; last_version: number }

/** Every reward that a version which stands has ever had, in its newest words; of these alone when ids are given. */
export async function listKnownRewards(
  { tx, tenant_id }: Context,
  reward_ids: string[] | null = null,
): Promise<KnownReward[]> {
  const { rows } = await sql<KnownReward>`
    select distinct on (r.reward ->> 'reward_id') r.reward, v.effective_at as begins_at, v.version as last_version
    from programme_version v
    cross join lateral jsonb_array_elements(v.programme -> 'rewards') as r (reward)
    where v.tenant_id = ${tenant_id}
      and (${reward_ids}::text[] is null or r.reward ->> 'reward_id' = any(${reward_ids}::text[]))
      and not exists (select from programme_withdrawal w where w.tenant_id = ${tenant_id} and w.version = v.version)
    order by r.reward ->> 'reward_id', v.version desc
  `.execute(tx)
  return rows
}

export async function findNewestVersion({ tx, tenant_id }: Context): Promise<number> {
  const { newest } = await tx
    .selectFrom('programme_version')
    .select((eb) => eb.fn.max<number | null>('version').as('newest'))
    .where('tenant_id', '=', tenant_id)
    .executeTakeFirstOrThrow()
  return newest ?? 0
}

export const addVersion = (ctx: Context, version: number, programme: Programme, effective_at: Date) =>
  ctx.tx
    .insertInto('programme_version')
    .values({
      tenant_id: ctx.tenant_id,
      version,
      programme: JSON.stringify(programme),
      effective_at,
      written_by: ctx.actor,
      written_at: ctx.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()

export const addWithdrawal = (ctx: Context, version: number) =>
  ctx.tx
    .insertInto('programme_withdrawal')
    .values({ tenant_id: ctx.tenant_id, version, withdrawn_by: ctx.actor, withdrawn_at: ctx.now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()

type NameRow = { kind: string; id: string; name: string }

/** Names for the ids that a programme mentions, so that the words say "in Lyon" and not a number; and its currency. */
export async function listNames({ tx, tenant_id }: Context, programme: Programme) {
  const asked = idsIn(programme)
  const { rows } = await sql<NameRow>`
    select 'store' as kind, store_id as id, name from store
      where tenant_id = ${tenant_id} and store_id = any(${asked.stores}::uuid[])
    union all select 'merchant', merchant_id, name from merchant
      where tenant_id = ${tenant_id} and merchant_id = any(${asked.merchants}::uuid[])
    union all select 'product', product_id, name from product
      where tenant_id = ${tenant_id} and product_id = any(${asked.products}::uuid[])
    union all select 'club', club_id, name from club
      where tenant_id = ${tenant_id} and club_id = any(${asked.clubs}::uuid[])
    union all select 'currency', tenant_id, currency from tenant where tenant_id = ${tenant_id}
  `.execute(tx)
  const of = (kind: string) =>
    Object.fromEntries(rows.filter((row) => row.kind === kind).map(({ id, name }) => [id, name]))
  return {
    store_names: of('store'),
    merchant_names: of('merchant'),
    product_names: of('product'),
    club_names: of('club'),
    currency: of('currency')[tenant_id],
  }
}

function idsIn({ earning, multipliers = [], rewards, basis }: Programme) {
  const whens = [...earning, ...multipliers].map(({ when }) => when)
  const given = rewards.flatMap(({ benefit }) =>
    'product_id' in benefit && benefit.product_id ? [benefit.product_id] : [],
  )
  return {
    stores: whens.flatMap(({ store_ids = [] }) => store_ids),
    merchants: whens.flatMap(({ merchant_ids = [] }) => merchant_ids),
    products: [
      ...whens.flatMap(({ product_ids = [] }) => product_ids),
      ...basis.excluded_product_ids,
      ...given,
    ],
    clubs: [...whens, ...rewards].flatMap(({ club_ids = [] }) => club_ids),
  }
}

/** Where the shop is: its country's rules hold, and its days are counted there. */
export const findShop = ({ tx, tenant_id }: Context) =>
  tx
    .selectFrom('tenant')
    .select(['country', 'time_zone'])
    .where('tenant_id', '=', tenant_id)
    .executeTakeFirstOrThrow()

export type Habits = {
  /** Who bought at all, and how often together. */
  customers: number
  sales: number
  average_basket_cents: number | null
  spend_year_p50_cents: number | null
  spend_year_p90_cents: number | null
  spend_year_p99_cents: number | null
  visits_year_p90: number | null
  visits_year_p99: number | null
}

/** So many customers tell how all of them buy; a shop with fewer is counted whole. */
export const SAMPLE = 2000

/**
 * How customers bought over the last year, for the warnings. Of many customers a fixed sample is looked at (by the
 * end of their id, which is random), so that a chain of a million answers as fast as a shop.
 */
export async function findHabits({ tx, tenant_id, now }: Context) {
  const since = new Date(now.getTime() - 365 * DAY_MS)
  const { rows } = await sql<Habits>`
    with size as (select count(*) as customers from customer where tenant_id = ${tenant_id}),
    person as materialized (
      select c.customer_id from customer c, size
      where c.tenant_id = ${tenant_id}
        and get_byte(uuid_send(c.customer_id), 14) * 256 + get_byte(uuid_send(c.customer_id), 15) < 65536.0 * ${SAMPLE} / greatest(size.customers, 1)
    ),
    -- One look into the index for each of them: all the sales of a year are never read.
    bought as (
      select s.sales, s.spent_cents from person p cross join lateral (
        select count(*) as sales, sum(total_cents) as spent_cents from sale
        where tenant_id = ${tenant_id} and customer_id = p.customer_id and occurred_at >= ${since}
      ) s where s.sales > 0
    )
    select count(*)::int as customers, coalesce(sum(sales), 0)::int as sales,
      (sum(spent_cents) / nullif(sum(sales), 0))::float8 as average_basket_cents,
      percentile_disc(0.5) within group (order by spent_cents)::float8 as spend_year_p50_cents,
      percentile_disc(0.9) within group (order by spent_cents)::float8 as spend_year_p90_cents,
      percentile_disc(0.99) within group (order by spent_cents)::float8 as spend_year_p99_cents,
      percentile_disc(0.9) within group (order by sales)::float8 as visits_year_p90,
      percentile_disc(0.99) within group (order by sales)::float8 as visits_year_p99
    from bought
  `.execute(tx)
  return rows[0]!
}

/** What is left of a sale once the goods are paid for, as the shop last told its simulator; in basis points. */
export async function findMargin({ tx, tenant_id }: Context): Promise<number | undefined> {
  const { rows } = await sql<{ basis_points: number }>`
    select (wish->'margin'->>'basis_points')::int as basis_points from simulation
    where tenant_id = ${tenant_id} and wish ? 'margin' order by created_at desc limit 1
  `.execute(tx)
  return rows[0]?.basis_points
}

/** What the shop sells, by category, the fullest first. */
export async function listCategories({ tx, tenant_id }: Context): Promise<string[]> {
  const rows = await tx
    .selectFrom('product')
    .select('category')
    .where('tenant_id', '=', tenant_id)
    .where('retired_at', 'is', null)
    .where('category', 'is not', null)
    .groupBy('category')
    .orderBy((eb) => eb.fn.countAll(), 'desc')
    .limit(1000)
    .execute()
  return rows.flatMap(({ category }) => category ?? [])
}
