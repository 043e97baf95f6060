import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'

export type PrivateSale = {
  campaign_id: string
  title: string
  words: string
  starts_at: Date
  ends_at: Date
  store_id: string | null
  place: string
  picture_ids: string[]
  tier_ids: string[]
  audience_id: string | null
  guests_max: number
  seats_max: number | null
}

const COLUMNS = [
  'campaign_id',
  'title',
  'words',
  'starts_at',
  'ends_at',
  'store_id',
  'place',
  'picture_ids',
  'tier_ids',
  'audience_id',
  'guests_max',
  'seats_max',
] as const

export const findPrivateSale = (
  { tx, tenant_id }: Context,
  campaign_id: string,
): Promise<PrivateSale | undefined> =>
  tx
    .selectFrom('private_sale')
    .select(COLUMNS)
    .where('tenant_id', '=', tenant_id)
    .where('campaign_id', '=', campaign_id)
    .executeTakeFirst()

/** Answers come one after the other, so that seats are not promised twice. */
export const lockPrivateSale = (
  { tx, tenant_id }: Context,
  campaign_id: string,
): Promise<PrivateSale | undefined> =>
  tx
    .selectFrom('private_sale')
    .select(COLUMNS)
    .where('tenant_id', '=', tenant_id)
    .where('campaign_id', '=', campaign_id)
    .forUpdate()
    .executeTakeFirst()

export const savePrivateSale = (
  { tx, tenant_id, actor, now }: Context,
  { campaign_id, ...sale }: PrivateSale,
) =>
  tx
    .insertInto('private_sale')
    .values({ tenant_id, campaign_id, ...sale, written_by: actor, written_at: now })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'campaign_id'])
        .doUpdateSet({ ...sale, written_by: actor, written_at: now }),
    )
    .execute()

export type Counts = { yes: number; no: number; people: number; arrived: number; invited: number }

export async function countGuests({ tx, tenant_id }: Context, campaign_id: string): Promise<Counts> {
  const { rows } = await sql<Counts>`
    select count(*) filter (where answer = 'yes')::int as yes, count(*) filter (where answer = 'no')::int as no,
      coalesce(sum(people) filter (where answer = 'yes'), 0)::int as people,
      (select count(*)::int from private_sale_arrival where tenant_id = ${tenant_id} and campaign_id = ${campaign_id}) as arrived,
      (select count(*)::int from campaign_recipient where tenant_id = ${tenant_id} and campaign_id = ${campaign_id}
        and outcome = 'queued') as invited
    from private_sale_answer where tenant_id = ${tenant_id} and campaign_id = ${campaign_id}`.execute(tx)
  return rows[0]!
}

type Answer = {
  campaign_id: string
  customer_id: string
  answer: 'yes' | 'no'
  people: number
  how: 'card' | 'shop'
}

export const saveAnswer = (
  { tx, tenant_id, actor, now }: Context,
  { campaign_id, customer_id, ...said }: Answer,
) =>
  tx
    .insertInto('private_sale_answer')
    .values({ tenant_id, campaign_id, customer_id, ...said, answered_by: actor, answered_at: now })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'campaign_id', 'customer_id'])
        .doUpdateSet({ ...said, answered_by: actor, answered_at: now }),
    )
    .execute()

export const findAnswer = ({ tx, tenant_id }: Context, campaign_id: string, customer_id: string) =>
  tx
    .selectFrom('private_sale_answer')
    .select(['answer', 'people'])
    .where('tenant_id', '=', tenant_id)
    .where('campaign_id', '=', campaign_id)
    .where('customer_id', '=', customer_id)
    .executeTakeFirst()

export const addArrival = (
  { tx, tenant_id, actor }: Context,
  campaign_id: string,
  customer_id: string,
  arrived_at: Date,
) =>
  tx
    .insertInto('private_sale_arrival')
    .values({ tenant_id, campaign_id, customer_id, arrived_by: actor, arrived_at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()

export const dropArrival = ({ tx, tenant_id }: Context, campaign_id: string, customer_id: string) =>
  tx
    .deleteFrom('private_sale_arrival')
    .where('tenant_id', '=', tenant_id)
    .where('campaign_id', '=', campaign_id)
    .where('customer_id', '=', customer_id)
    .execute()

/**
 * The sales that are open to somebody: those they were written to about, and those of their tier or audience. Whoever is
 * held out for comparison is shown nothing. Of one campaign when it is named.
 */
export async function listOpenTo(
  { tx, tenant_id, now }: Context,
  customer_id: string,
  campaign_id: string | null = null,
): Promise<
  (PrivateSale & { answer: 'yes' | 'no' | null; people: number | null; store_name: string | null })[]
> {
  const { rows } = await sql<
    PrivateSale & { answer: 'yes' | 'no' | null; people: number | null; store_name: string | null }
  >`
    select p.campaign_id, p.title, p.words, p.starts_at, p.ends_at, p.store_id, p.place, p.picture_ids, p.tier_ids, p.audience_id,
      p.guests_max, p.seats_max, a.answer, a.people, s.name as store_name
    from private_sale p
    join campaign_launch l on l.tenant_id = ${tenant_id} and l.campaign_id = p.campaign_id and l.starts_at <= ${now}
    join customer c on c.tenant_id = ${tenant_id} and c.customer_id = ${customer_id}
    left join private_sale_answer a on a.tenant_id = ${tenant_id} and a.campaign_id = p.campaign_id and a.customer_id = ${customer_id}
    left join store s on s.tenant_id = ${tenant_id} and s.store_id = p.store_id
    where p.tenant_id = ${tenant_id} and p.ends_at > ${now} ${campaign_id ? sql`and p.campaign_id = ${campaign_id}` : sql``}
      and not exists (select from campaign_stop x where x.tenant_id = ${tenant_id} and x.campaign_id = p.campaign_id)
      and not exists (select from campaign_recipient r where r.tenant_id = ${tenant_id} and r.campaign_id = p.campaign_id
        and r.customer_id = ${customer_id} and r.outcome = 'control')
      and (
        exists (select from campaign_recipient r where r.tenant_id = ${tenant_id} and r.campaign_id = p.campaign_id
          and r.customer_id = ${customer_id} and r.outcome = 'queued')
        or exists (select from account t where t.tenant_id = ${tenant_id} and t.account_id = c.account_id
          and t.tier->>'tier_id' = any(p.tier_ids))
        or exists (select from audience_member m where m.tenant_id = ${tenant_id} and m.audience_id = p.audience_id
          and m.customer_id = ${customer_id}))
    order by p.starts_at`.execute(tx)
  return rows
}

export type Guest = {
  customer_id: string
  first_name: string | null
  last_name: string | null
  answer: 'yes' | 'no' | null
  people: number | null
  answered_at: Date | null
  arrived_at: Date | null
}

type GuestsWish = { show: 'coming' | 'all'; after: string | null; limit: number }

/** By name. Coming: who said yes, and who came anyway. */
export async function listGuests(
  { tx, tenant_id }: Context,
  campaign_id: string,
  { show, after, limit }: GuestsWish,
): Promise<(Guest & { sort_key: string })[]> {
  const { rows } = await sql<Guest & { sort_key: string }>`
    select c.customer_id, c.first_name, c.last_name, a.answer, a.people, a.answered_at, v.arrived_at,
      c.sort_name || ' ' || c.customer_id as sort_key
    from (
      select customer_id from private_sale_answer where tenant_id = ${tenant_id} and campaign_id = ${campaign_id}
        ${show === 'coming' ? sql`and answer = 'yes'` : sql``}
      union select customer_id from private_sale_arrival where tenant_id = ${tenant_id} and campaign_id = ${campaign_id}
      ${
        show === 'all'
          ? sql`union select customer_id from campaign_recipient where tenant_id = ${tenant_id}
              and campaign_id = ${campaign_id} and outcome = 'queued'`
          : sql``
      }) g
    join customer c on c.tenant_id = ${tenant_id} and c.customer_id = g.customer_id
    left join private_sale_answer a on a.tenant_id = ${tenant_id} and a.campaign_id = ${campaign_id} and a.customer_id = g.customer_id
    left join private_sale_arrival v on v.tenant_id = ${tenant_id} and v.campaign_id = ${campaign_id} and v.customer_id = g.customer_id
    where ${after}::text is null or c.sort_name || ' ' || c.customer_id > ${after}
    order by c.sort_name collate "C", c.customer_id limit ${limit}`.execute(tx)
  return rows
}

/** Those that are on, or are to come, with how many are expected. */
export async function listPrivateSales({ tx, tenant_id, now }: Context, store_ids: string[] | null) {
  const { rows } = await sql<PrivateSale & { yes: number; people: number; arrived: number }>`
    select p.campaign_id, p.title, p.words, p.starts_at, p.ends_at, p.store_id, p.place, p.picture_ids, p.tier_ids, p.audience_id,
      p.guests_max, p.seats_max,
      (select count(*)::int from private_sale_answer a where a.tenant_id = ${tenant_id} and a.campaign_id = p.campaign_id
        and a.answer = 'yes') as yes,
      (select coalesce(sum(people), 0)::int from private_sale_answer a where a.tenant_id = ${tenant_id}
        and a.campaign_id = p.campaign_id and a.answer = 'yes') as people,
      (select count(*)::int from private_sale_arrival a where a.tenant_id = ${tenant_id} and a.campaign_id = p.campaign_id) as arrived
    from private_sale p
    join campaign_launch l on l.tenant_id = ${tenant_id} and l.campaign_id = p.campaign_id
    where p.tenant_id = ${tenant_id} and p.ends_at > ${now}
      and not exists (select from campaign_stop x where x.tenant_id = ${tenant_id} and x.campaign_id = p.campaign_id)
      ${store_ids ? sql`and (p.store_id is null or p.store_id = any(${store_ids}::uuid[]))` : sql``}
    order by p.starts_at limit 50`.execute(tx)
  return rows
}
