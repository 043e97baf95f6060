/** What a campaign brought, counted from what happened: messages, links, vouchers, and the sales of the days after. */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'

export type MessageFigures = {
  channel: string
  variant: string
  store_id: string | null
  messages: number
  sent: number
  delivered: number
  opened: number
  clicked: number
  answered: number
  complained: number
  bounced: number
  cost_millicents: number
}

/** Openings and clicks are those of people who agreed to be followed; machines are not counted. */
export async function countMessagesBy(
  { tx, tenant_id }: Context,
  campaign_id: string,
): Promise<MessageFigures[]> {
  const { rows } = await sql<MessageFigures>`
    select r.channel, r.variant, r.store_id, count(*)::int as messages, count(*) filter (where m.state = 'sent')::int as sent,
      count(*) filter (where m.state = 'sent' and not coalesce(p.failed, false))::int as delivered,
      count(*) filter (where o.message_id is not null)::int as opened,
      count(*) filter (where k.message_id is not null)::int as clicked,
      count(*) filter (where p.answered)::int as answered, count(*) filter (where p.complained)::int as complained,
      count(*) filter (where p.failed)::int as bounced,
      coalesce(sum(m.cost_millicents) filter (where m.state not in ('cancelled', 'refused')), 0)::bigint as cost_millicents
    from campaign_recipient r
    join message m on m.tenant_id = ${tenant_id} and m.message_id = r.message_id
    left join (
      select message_id, bool_or(kind in ('failed', 'bounced')) as failed, bool_or(kind = 'replied') as answered,
        bool_or(kind = 'complained') as complained
      from message_report where tenant_id = ${tenant_id} and message_id in (
        select message_id from campaign_recipient where tenant_id = ${tenant_id} and campaign_id = ${campaign_id}
          and message_id is not null)
      group by 1) p on p.message_id = r.message_id
    left join (
      select distinct message_id from message_opening where tenant_id = ${tenant_id} and machine is null and message_id in (
        select message_id from campaign_recipient where tenant_id = ${tenant_id} and campaign_id = ${campaign_id}
          and message_id is not null)) o on o.message_id = r.message_id
    left join (
      select distinct message_id from link_click where tenant_id = ${tenant_id} and machine is null and message_id in (
        select message_id from campaign_recipient where tenant_id = ${tenant_id} and campaign_id = ${campaign_id}
          and message_id is not null)) k on k.message_id = r.message_id
    where r.tenant_id = ${tenant_id} and r.campaign_id = ${campaign_id} and r.message_id is not null
    group by 1, 2, 3`.execute(tx)
  return rows
}

/** Everybody's clicks, without persons. */
export async function countClicks({ tx, tenant_id }: Context, campaign_id: string): Promise<number> {
  const { rows } = await sql<{ clicks: number }>`
    select coalesce(sum(d.people), 0)::int as clicks from link l
    join link_day d on d.tenant_id = ${tenant_id} and d.link_id = l.link_id
    where l.tenant_id = ${tenant_id} and l.origin_kind = 'campaign' and l.origin_id = ${campaign_id}::text`.execute(
    tx,
  )
  return rows[0]!.clicks
}

/** Those written to who took a consent back within the days that are looked at. */
export async function countWithdrawals({ tx, tenant_id }: Context, campaign_id: string, days: number) {
  const { rows } = await sql<{ people: number }>`
    select count(distinct r.customer_id)::int as people from campaign_recipient r
    join consent c on c.tenant_id = ${tenant_id} and c.customer_id = r.customer_id and not c.given and c.channel = r.channel
      and c.occurred_at >= r.due_at and c.occurred_at < r.due_at + make_interval(days => ${days})
    where r.tenant_id = ${tenant_id} and r.campaign_id = ${campaign_id} and r.outcome = 'queued'`.execute(tx)
  return rows[0]!.people
}

export type VoucherFigures = { given: number; used: number; captured_cents: number; sales_cents: number }

/** `captured_cents` is what gift cards paid; the worth of a discount is in the sale already. */
export async function countVouchers(
  { tx, tenant_id }: Context,
  campaign_id: string,
): Promise<VoucherFigures> {
  const { rows } = await sql<VoucherFigures>`
    select count(*)::int as given, count(*) filter (where u.uses > 0)::int as used,
      coalesce(sum(u.captured), 0)::bigint as captured_cents, coalesce(sum(u.sales), 0)::bigint as sales_cents
    from campaign_recipient r
    left join lateral (
      select count(*) as uses, -sum(e.amount_cents) as captured,
        (select sum(s.total_cents) from sale s where s.tenant_id = ${tenant_id} and s.sale_id in (
          select e2.sale_id from voucher_entry e2 where e2.tenant_id = ${tenant_id} and e2.voucher_id = r.voucher_id
            and e2.kind = 'capture')) as sales
      from voucher_entry e where e.tenant_id = ${tenant_id} and e.voucher_id = r.voucher_id and e.kind = 'capture') u on true
    where r.tenant_id = ${tenant_id} and r.campaign_id = ${campaign_id} and r.voucher_id is not null
      and r.outcome = 'queued'`.execute(tx)
  return rows[0]!
}

export type Side = {
  outcome: 'queued' | 'control'
  variant: string | null
  channel: string | null
  store_id: string | null
  /** Which of the three it is grouped by; all of them null and 7 is the whole. */
  level: number
  count: number
  buyers: number
  mean_cents: number
  variance: number
}

/**
 * Spent by each person within so many days of their instant, returns taken off; means and variances by side, and by
 * variant, channel and store. Who bought nothing counts as a nought.
 */
export async function measureSides(
  { tx, tenant_id }: Context,
  campaign_id: string,
  days: number,
): Promise<Side[]> {
  const { rows } = await sql<Side>`
    with person as (
      select customer_id, occurrence, outcome, variant, channel, store_id, due_at as from_at,
        due_at + make_interval(days => ${days}) as to_at
      from campaign_recipient
      where tenant_id = ${tenant_id} and campaign_id = ${campaign_id} and outcome in ('queued', 'control') and due_at is not null),
    spent as (
      select p.outcome, p.variant, p.channel, p.store_id, (coalesce(s.cents, 0) - coalesce(b.cents, 0))::float8 as cents
      from person p
      left join (
        select p.customer_id, p.occurrence, sum(x.total_cents) as cents from person p
        join sale x on x.tenant_id = ${tenant_id} and x.customer_id = p.customer_id and x.occurred_at >= p.from_at
          and x.occurred_at < p.to_at
        group by 1, 2) s using (customer_id, occurrence)
      left join (
        select p.customer_id, p.occurrence, sum(x.total_cents) as cents from person p
        join sale_return x on x.tenant_id = ${tenant_id} and x.customer_id = p.customer_id and x.occurred_at >= p.from_at
          and x.occurred_at < p.to_at
        group by 1, 2) b using (customer_id, occurrence))
    select outcome, variant, channel, store_id, grouping(variant, channel, store_id)::int as level, count(*)::int as count,
      count(*) filter (where cents > 0)::int as buyers, avg(cents)::float8 as mean_cents,
      coalesce(var_samp(cents), 0)::float8 as variance
    from spent group by grouping sets ((outcome), (outcome, variant), (outcome, channel), (outcome, store_id))`.execute(
    tx,
  )
  return rows
}

export type DaySum = { outcome: 'queued' | 'control'; day: number; cents: number }

/** Sales by whole days after each one's instant, for the plot. */
export async function measureDays(
  { tx, tenant_id }: Context,
  campaign_id: string,
  days: number,
): Promise<DaySum[]> {
  const { rows } = await sql<DaySum>`
    select r.outcome, floor(extract(epoch from s.occurred_at - r.due_at) / 86400)::int as day, sum(s.total_cents)::bigint as cents
    from campaign_recipient r
    join sale s on s.tenant_id = ${tenant_id} and s.customer_id = r.customer_id and s.occurred_at >= r.due_at
      and s.occurred_at < r.due_at + make_interval(days => ${days})
    where r.tenant_id = ${tenant_id} and r.campaign_id = ${campaign_id} and r.outcome in ('queued', 'control')
    group by 1, 2`.execute(tx)
  return rows
}

export async function findWindow({ tx, tenant_id }: Context, campaign_id: string) {
  const { rows } = await sql<{ first_at: Date | null; last_at: Date | null }>`
    select min(due_at) as first_at, max(due_at) as last_at from campaign_recipient
    where tenant_id = ${tenant_id} and campaign_id = ${campaign_id} and outcome in ('queued', 'control')`.execute(
    tx,
  )
  return rows[0]!
}
