import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'

export type Told = {
  referral_id: string
  referrer_id: string
  referrer_name: string | null
  friend_id: string
  friend_name: string | null
  asked_at: Date
  bought_at: Date | null
  due_at: Date | null
  rewarded_at: Date | null
  ended_at: Date | null
  ended_why: string | null
}

type Which = {
  referrer_id?: string
  friend_id?: string
  before?: { at: Date; id: string } | null
  limit: number
}

/** Newest first, with both names. */
export async function listReferrals(ctx: Context, { referrer_id, friend_id, before, limit }: Which) {
  const { rows } = await sql<Told>`
    select r.referral_id, r.referrer_id, nullif(concat_ws(' ', a.first_name, a.last_name), '') as referrer_name, r.friend_id,
      nullif(concat_ws(' ', b.first_name, b.last_name), '') as friend_name, r.asked_at, r.bought_at, r.due_at, r.rewarded_at,
      r.ended_at, r.ended_why
    from referral r
    join customer a on a.tenant_id = r.tenant_id and a.customer_id = r.referrer_id
    join customer b on b.tenant_id = r.tenant_id and b.customer_id = r.friend_id
    where r.tenant_id = ${ctx.tenant_id} ${referrer_id ? sql`and r.referrer_id = ${referrer_id}` : sql``}
      ${friend_id ? sql`and r.friend_id = ${friend_id}` : sql``}
      ${
        before
          ? sql`and (r.asked_at, r.referral_id) < (${before.at}::timestamptz, ${before.id}::uuid)`
          : sql``
      }
    order by r.asked_at desc, r.referral_id desc limit ${limit}`.execute(ctx.tx)
  return rows
}

/** By local month of being brought: how many came, bought, were rewarded, and ended otherwise. */
export async function countByMonth(ctx: Context, since: Date, time_zone: string) {
  const { rows } = await sql<{
    month: string
    asked: number
    bought: number
    rewarded: number
    ended: number
    spent_cents: number
  }>`
    select to_char(r.asked_at at time zone ${time_zone}, 'YYYY-MM') as month, count(*)::int as asked,
      count(r.bought_at)::int as bought, count(r.rewarded_at) filter (where r.ended_at is null)::int as rewarded,
      count(r.ended_at)::int as ended,
      coalesce(sum(f.spent_cents - f.returned_cents), 0)::bigint as spent_cents
    from referral r left join customer_figures f on f.tenant_id = r.tenant_id and f.customer_id = r.friend_id
    where r.tenant_id = ${ctx.tenant_id} and r.asked_at >= ${since} group by 1 order by 1`.execute(ctx.tx)
  return rows
}

/** Who brought most that stayed. */
export async function listBest(ctx: Context, limit: number) {
  const { rows } = await sql<{ customer_id: string; name: string | null; rewarded: number; asked: number }>`
    select r.referrer_id as customer_id, nullif(concat_ws(' ', c.first_name, c.last_name), '') as name,
      count(r.rewarded_at) filter (where r.ended_at is null)::int as rewarded, count(*)::int as asked
    from referral r join customer c on c.tenant_id = r.tenant_id and c.customer_id = r.referrer_id
    where r.tenant_id = ${ctx.tenant_id} group by 1, c.first_name, c.last_name
    order by 3 desc, 4 desc, 1 limit ${limit}`.execute(ctx.tx)
  return rows
}

export function findTenant({ tx, tenant_id }: Context) {
  return tx
    .selectFrom('tenant')
    .select(['slug', 'currency', 'time_zone'])
    .where('tenant_id', '=', tenant_id)
    .executeTakeFirstOrThrow()
}
