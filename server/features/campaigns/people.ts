/**
 * Whom a campaign is for, slice by slice in the order of their ids, with what their message is about: everybody of an
 * audience, or those whose day it is. Each row is one person once for one occurrence.
 */
import { sql, type RawBuilder } from 'kysely'
import { isoDate, startOfLocalDay } from '../../lib/time.ts'
import type { Context } from '../../platform/database.ts'
import { birthDatesOn } from './schedule.ts'
import type { CampaignWish } from './wish.ts'

export type Person = {
  customer_id: string
  store_id: string | null
  language: 'fr' | 'en'
  /** What they are written to about: 'once', '2026-12-01', 'birthday:2026'… */
  occurrence: string
  values: Record<string, string | number>
  /** When they were first decided for, if that is tried again. */
  first_at?: Date
}

export type Whom = {
  plan: CampaignWish
  shop_zone: string
  /** Local days that this run stands for, both included; more than one after a day when nothing ran. */
  from_day: number
  to_day: number
}

type Source = { occurrence: RawBuilder<unknown>; values: RawBuilder<unknown>; from: RawBuilder<unknown> }

const plain = (occurrence: string): Source => ({
  occurrence: sql`${occurrence}::text`,
  values: sql`'{}'::jsonb`,
  from: sql``,
})

export function sourceOf(tenant_id: string, { plan, shop_zone, from_day, to_day }: Whom): Source {
  const days = plan.recurrence?.days ?? 0
  switch (plan.kind) {
    case 'newsletter':
      return plain(isoDate(to_day))
    case 'birthday': {
      const dates: string[] = []
      const years: string[] = []
      for (let day = from_day + days; day <= to_day + days; day++)
        for (const date of birthDatesOn(day)) {
          dates.push(date)
          years.push(isoDate(day).slice(0, 4))
        }
      return {
        occurrence: sql`'birthday:' || d.year`,
        values: sql`'{}'::jsonb`,
        from: sql`join (select unnest(${dates}::text[]) as date, unnest(${years}::text[]) as year) d
          on to_char(c.birth_date, 'MM-DD') = d.date`,
      }
    }
    case 'points_expiring': {
      const [from, to] = [
        startOfLocalDay(from_day + days, shop_zone),
        startOfLocalDay(to_day + days + 1, shop_zone),
      ]
      // A lot is over at the first instant of the day after its last.
      return {
        occurrence: sql`'expiry:' || x.unit || ':' || x.last_day`,
        values: sql`jsonb_build_object('expiring_units', x.units, 'expiring_on', x.last_day)`,
        from: sql`join (
          select account_id, unit, sum(remaining)::int as units,
            to_char((expires_at - interval '1 second') at time zone ${shop_zone}, 'YYYY-MM-DD') as last_day
          from lot where tenant_id = ${tenant_id} and remaining > 0 and unit not like 'tier\\_%'
            and expires_at > ${new Date(from)} and expires_at <= ${new Date(to)}
          group by 1, 2, 4) x on x.account_id = c.account_id`,
      }
    }
    case 'countdown':
      return {
        occurrence: sql`'reward:' || x.reward_id || ':' || x.taken`,
        values: sql`jsonb_build_object('reward_name', x.name, 'missing_units', x.missing)`,
        from: sql`join (
          select a.account_id, w.reward_id, w.name, w.cost - (a.balance - a.held) as missing,
            (select count(*) from redemption r where r.tenant_id = ${tenant_id} and r.account_id = a.account_id
              and r.reward_id = w.reward_id) as taken
          from (select (r->>'reward_id')::uuid as reward_id, r->>'name' as name, r->>'unit' as unit, (r->>'cost')::int as cost
            from (select programme from programme_version p where p.tenant_id = ${tenant_id} and p.effective_at <= ${new Date(
              startOfLocalDay(to_day + 1, shop_zone),
            )} and not exists (select from programme_withdrawal g where g.tenant_id = ${tenant_id} and g.version = p.version)
              order by version desc limit 1) v, jsonb_array_elements(v.programme->'rewards') r) w
          join account a on a.tenant_id = ${tenant_id} and a.unit = w.unit and a.balance - a.held < w.cost
            and a.balance - a.held >= w.cost - ${plan.recurrence?.missing_units_max ?? 1} and a.balance > 0) x
          on x.account_id = c.account_id`,
      }
    case 'thank_you':
      return {
        occurrence: sql`'visit:' || x.day`,
        values: sql`'{}'::jsonb`,
        from: sql`join (
          select distinct customer_id, to_char(occurred_at at time zone ${shop_zone}, 'YYYY-MM-DD') as day from sale
          where tenant_id = ${tenant_id} and customer_id is not null and total_cents > 0
            and occurred_at >= ${new Date(startOfLocalDay(from_day - days, shop_zone))}
            and occurred_at < ${new Date(startOfLocalDay(to_day - days + 1, shop_zone))}) x
          on x.customer_id = c.customer_id`,
      }
    case 'welcome':
      return {
        occurrence: sql`'welcome'`,
        values: sql`'{}'::jsonb`,
        from: sql`join (select 1) x on c.created_at >= ${new Date(startOfLocalDay(from_day - days, shop_zone))}
          and c.created_at < ${new Date(startOfLocalDay(to_day - days + 1, shop_zone))}`,
      }
    default:
      return plain('once')
  }
}

export function narrowed(tenant_id: string, { plan }: Whom): RawBuilder<unknown> {
  const { audience_id, store_id } = plan
  return sql`c.tenant_id = ${tenant_id} and c.left_at is null and c.erased_at is null
    ${store_id ? sql`and c.home_store_id = ${store_id}` : sql``}
    ${
      audience_id
        ? sql`and exists (select from audience_member m where m.tenant_id = ${tenant_id}
            and m.audience_id = ${audience_id} and m.customer_id = c.customer_id)`
        : sql``
    }`
}

/** One that has two occurrences on one day (points of two kinds) comes twice, always in one slice. */
export async function listPeople(ctx: Context, whom: Whom, after: string | null, limit: number) {
  const { tx, tenant_id } = ctx
  const { occurrence, values, from } = sourceOf(tenant_id, whom)
  const { audience_id, store_id } = whom.plan
  const few = audience_id && !store_id && whom.plan.recurrence === null
  // Of an audience its own index is walked; else the customers'.
  const ids = few
    ? sql`select m.customer_id from audience_member m where m.tenant_id = ${tenant_id} and m.audience_id = ${audience_id}
        ${after ? sql`and m.customer_id > ${after}` : sql``} order by m.customer_id limit ${limit}`
    : sql`select distinct c.customer_id from customer c ${from} where ${narrowed(tenant_id, whom)}
        ${after ? sql`and c.customer_id > ${after}` : sql``} order by c.customer_id limit ${limit}`
  const { rows } = await sql<Person & { gone: boolean }>`
    select c.customer_id, c.home_store_id as store_id, c.language, ${occurrence} as occurrence, ${values} as values,
      c.left_at is not null or c.erased_at is not null as gone
    from (${ids}) i join customer c on c.tenant_id = ${tenant_id} and c.customer_id = i.customer_id ${from}
    order by c.customer_id`.execute(tx)
  const last = rows.at(-1)?.customer_id ?? null
  return { people: rows.filter(({ gone }) => !gone), last }
}

export async function countPeople({ tx, tenant_id }: Context, whom: Whom): Promise<number> {
  const { from } = sourceOf(tenant_id, whom)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from customer c ${from} where ${narrowed(tenant_id, whom)}`.execute(tx)
  return rows[0]!.count
}

/** Names for a list of people; nobody is named who was erased. */
export const listNames = ({ tx, tenant_id }: Context, customer_ids: string[]) =>
  customer_ids.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('customer')
        .select(['customer_id', 'first_name', 'last_name'])
        .where('tenant_id', '=', tenant_id)
        .where('customer_id', 'in', customer_ids)
        .execute()
