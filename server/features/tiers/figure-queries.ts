/** Who has which tier, how that moved, and who will lose theirs: read by ladder, over everybody. */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'

/** Cards that are open; two of one household are two people. */
export async function countPeople({ tx, tenant_id }: Context): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from customer where tenant_id = ${tenant_id} and left_at is null`.execute(
    tx,
  )
  return rows[0]!.count
}

export async function countByTier({ tx, tenant_id }: Context, unit: string) {
  const { rows } = await sql<{ tier_id: string | null; people: number; in_grace: number }>`
    select a.tier->>'tier_id' as tier_id, count(*)::int as people,
      count(*) filter (where (a.tier->>'in_grace')::boolean)::int as in_grace
    from account a join customer c on c.tenant_id = a.tenant_id and c.account_id = a.account_id and c.left_at is null
    where a.tenant_id = ${tenant_id} and a.unit = ${unit} and a.tier is not null group by 1`.execute(tx)
  return rows
}

/** Moves from tier to tier by local month, 'YYYY-MM'. What a ladder found when it began is no move. */
export async function countMoves(
  { tx, tenant_id }: Context,
  ladder_id: string,
  since: Date,
  time_zone: string,
) {
  const { rows } = await sql<{
    month: string
    from_tier: string | null
    to_tier: string | null
    moves: number
  }>`
    select to_char(occurred_at at time zone ${time_zone}, 'YYYY-MM') as month, from_tier, to_tier, count(*)::int as moves
    from tier_change where tenant_id = ${tenant_id} and ladder_id = ${ladder_id} and occurred_at >= ${since}
      and from_tier is distinct from to_tier and cause_kind <> 'ladder'
    group by 1, 2, 3 order by 1, 2, 3`.execute(tx)
  return rows
}

export type Coming = {
  month: string
  tier_id: string
  in_grace: boolean
  follows: string | null
  /** What counts at the review, if nothing more is bought. */
  stays: number
  people: number
}

/** Tiers that are looked at before that day, by month, tier and what will count then. */
export async function listComing(
  { tx, tenant_id, now }: Context,
  unit: string,
  before: Date,
  time_zone: string,
) {
  const { rows } = await sql<Coming>`
    with due as (
      select a.account_id, a.tier->>'tier_id' as tier_id, coalesce((a.tier->>'in_grace')::boolean, false) as in_grace,
        a.tier->>'next_tier_id' as follows, a.debt, to_timestamp((a.tier->>'until_ms')::double precision / 1000) as until
      from account a where a.tenant_id = ${tenant_id} and a.unit = ${unit} and a.tier is not null
    )
    select to_char((d.until - interval '1 second') at time zone ${time_zone}, 'YYYY-MM') as month, d.tier_id, d.in_grace, d.follows,
      greatest(0, l.stays - d.debt)::bigint as stays, count(*)::int as people
    from due d join customer c on c.tenant_id = ${tenant_id} and c.account_id = d.account_id and c.left_at is null
    cross join lateral (
      select coalesce(sum(remaining), 0)::bigint as stays from lot
      where tenant_id = ${tenant_id} and account_id = d.account_id and unit = ${unit} and remaining > 0
        and (expires_at is null or expires_at >= d.until)) l
    where d.until > ${now} and d.until <= ${before} and d.tier_id is not null
    group by 1, 2, 3, 4, 5`.execute(tx)
  return rows
}

export type PersonOnLadder = {
  customer_id: string
  first_name: string | null
  last_name: string | null
  tier_id: string | null
  value: number
  until: Date | null
}

type Which = {
  /** With one of these tiers; null is none. */
  tier_ids?: (string | null)[]
  /** What counts is at least and below so much: near the next tier. */
  between?: [number, number]
  /** Looked at before then. */
  until_before?: Date
}

/** People on a ladder by what counts, most first. */
export async function listOnLadder(
  { tx, tenant_id }: Context,
  unit: string,
  which: Which,
  after: { value: number; id: string } | null,
  limit: number,
): Promise<PersonOnLadder[]> {
  const { tier_ids, between, until_before } = which
  const named = tier_ids?.filter((one) => one !== null)
  const value = sql`(a.balance + a.pending - a.debt)`
  const { rows } = await sql<PersonOnLadder>`
    select c.customer_id, c.first_name, c.last_name, a.tier->>'tier_id' as tier_id, ${value} as value,
      to_timestamp((a.tier->>'until_ms')::double precision / 1000) as until
    from account a join customer c on c.tenant_id = a.tenant_id and c.account_id = a.account_id and c.left_at is null
    where a.tenant_id = ${tenant_id} and a.unit = ${unit}
      ${named ? sql`and (a.tier->>'tier_id' = any(${named}::text[]) or (${tier_ids!.includes(null)} and a.tier->>'tier_id' is null))` : sql``}
      ${between ? sql`and ${value} >= ${between[0]} and ${value} < ${between[1]}` : sql``}
      ${until_before ? sql`and (a.tier->>'until_ms')::double precision <= ${until_before.getTime()}` : sql``}
      ${after ? sql`and (${value}, c.customer_id) < (${after.value}, ${after.id}::uuid)` : sql``}
    order by ${value} desc, c.customer_id desc limit ${limit}`.execute(tx)
  return rows
}

export function findBackfill({ tx, tenant_id }: Context, ladder_id: string) {
  return tx
    .selectFrom('tier_backfill')
    .select(['accounts_done', 'accounts_all', 'started_at', 'finished_at'])
    .where('tenant_id', '=', tenant_id)
    .where('ladder_id', '=', ladder_id)
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}
