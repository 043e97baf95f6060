/** What must be known of many people to decide for all of them: one statement each, whatever their number. */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import type { Channel, Purpose } from '../messages/shape.ts'

/** The longest window that a cap may have, and then what was planned long before. */
export const LOOK_BACK_DAYS = 400

export type PersonRow = {
  customer_id: string
  account_id: string
  left_at: Date | null
  erased_at: Date | null
  first_name: string | null
  last_name: string | null
  address_line1: string | null
  address_line2: string | null
  postal_code: string | null
  city: string | null
  country: string | null
  store_zone: string | null
  store_postal_code: string | null
  tenant_zone: string
  birth_date: string | null
}

const personColumns = sql`c.customer_id, c.account_id, c.left_at, c.erased_at, c.first_name, c.last_name,
  c.address_line1, c.address_line2, c.postal_code, c.city, c.country, s.time_zone store_zone,
  s.postal_code store_postal_code, t.time_zone tenant_zone, to_char(c.birth_date, 'YYYY-MM-DD') birth_date`

/**
 * Locked in order until the transaction ends: whoever else would decide for one of them waits, and then counts what was
 * queued here. The lock lets sales and points through.
 */
export async function lockPeople({ tx, tenant_id }: Context, ids: string[]): Promise<PersonRow[]> {
  const { rows } = await sql<PersonRow>`
    select ${personColumns}
    from customer c join tenant t on t.tenant_id = c.tenant_id
      left join store s on s.tenant_id = c.tenant_id and s.store_id = c.home_store_id
    where c.tenant_id = ${tenant_id} and c.customer_id = any(${ids}::uuid[])
    order by c.customer_id for no key update of c`.execute(tx)
  return rows
}

export async function listPeople({ tx, tenant_id }: Context, ids: string[]): Promise<PersonRow[]> {
  const { rows } = await sql<PersonRow>`
    select ${personColumns}
    from customer c join tenant t on t.tenant_id = c.tenant_id
      left join store s on s.tenant_id = c.tenant_id and s.store_id = c.home_store_id
    where c.tenant_id = ${tenant_id} and c.customer_id = any(${ids}::uuid[])`.execute(tx)
  return rows
}

/** E-mails and phones, the proved first, then the latest. */
export async function listAddresses({ tx, tenant_id }: Context, ids: string[]) {
  const { rows } = await sql<{
    customer_id: string
    kind: 'email' | 'phone'
    value: string
    type: string | null
  }>`
    select customer_id, kind, value, type from identifier
    where tenant_id = ${tenant_id} and customer_id = any(${ids}::uuid[]) and kind in ('email', 'phone')
    order by customer_id, verified_at desc nulls last, recorded_at desc, value`.execute(tx)
  return rows
}

/** Whose phone takes the card's notifications. */
export async function listWithPush({ tx, tenant_id }: Context, ids: string[]): Promise<string[]> {
  const { rows } = await sql<{ customer_id: string }>`
    select distinct customer_id from push_subscription
    where tenant_id = ${tenant_id} and customer_id = any(${ids}::uuid[])`.execute(tx)
  return rows.map(({ customer_id }) => customer_id)
}

type Pass = { customer_id: string; pass_id: string; kind: 'apple' | 'google'; noticed_at: Date[] }

/**
 * The card of each in a phone, if nothing keeps it from being used: one for a person. Who has both kinds is written to on
 * Apple's, which a phone has registered; of Google's we only hear when nobody keeps it.
 */
export async function listLivePasses({ tx, tenant_id }: Context, ids: string[]): Promise<Pass[]> {
  const { rows } = await sql<Pass>`
    select distinct on (p.customer_id) p.customer_id, p.pass_id, p.kind, p.noticed_at from wallet_pass p
    where p.tenant_id = ${tenant_id} and p.customer_id = any(${ids}::uuid[])
      and case p.kind when 'apple' then exists (select from wallet_phone d
        where d.tenant_id = ${tenant_id} and d.pass_id = p.pass_id) else p.unheld_at is null end
      and not exists (select from spend_lock l
        where l.tenant_id = ${tenant_id} and l.customer_id = p.customer_id)
    order by p.customer_id, p.kind`.execute(tx)
  return rows
}

/** Those of these addresses that do not work: they came back, or their owner complained. */
export async function listBadAddresses({ tx, tenant_id }: Context, recipients: string[]) {
  const { rows } = await sql<{ channel: Channel; recipient: string; class: string }>`
    select channel, recipient, class from address_problem
    where tenant_id = ${tenant_id} and channel in ('email', 'sms', 'phone', 'letter')
      and recipient = any(${recipients}::text[]) and suppressed_at is not null and lifted_at is null`.execute(
    tx,
  )
  return rows
}

/** The last answer of each to each question; at the same instant a no wins. */
export async function listAnswers({ tx, tenant_id }: Context, ids: string[]) {
  const { rows } = await sql<{
    customer_id: string
    channel: string
    purpose: string
    given: boolean
    occurred_at: Date
  }>`
    select distinct on (customer_id, channel, purpose) customer_id, channel, purpose, given, occurred_at
    from consent where tenant_id = ${tenant_id} and customer_id = any(${ids}::uuid[])
    order by customer_id, channel, purpose, occurred_at desc, recorded_at desc, given, consent_id desc`.execute(
    tx,
  )
  return rows
}

/**
 * `left`: what has gone or is going, for the last look; otherwise what is planned counts too. Person by person,
 * the days apart (`offset 0`): of a campaign that has just been queued the planner knows nothing yet, and would read all
 * messages of those days for each slice.
 */
export async function listSaid({ tx, tenant_id, now }: Context, ids: string[], which: 'left' | 'planned') {
  const states = [
    'claimed',
    'handing_over',
    'sent',
    'unknown',
    'retry',
    ...(which === 'planned' ? ['queued'] : []),
  ]
  const { rows } = await sql<{
    message_id: string
    customer_id: string
    channel: Channel
    purpose: Purpose
    at: Date
  }>`
    select m.message_id, m.customer_id, m.channel, m.purpose, m.at
    from unnest(${ids}::uuid[]) as p (customer_id), lateral (
      select message_id, customer_id, channel, purpose, coalesce(sent_at, handed_at, due_at, created_at) at, state, created_at
      from message
      where tenant_id = ${tenant_id} and customer_id = p.customer_id offset 0) m
    where m.purpose in ('marketing', 'loyalty') and m.state = any(${states}::text[])
      and m.created_at > ${now}::timestamptz - make_interval(days => ${LOOK_BACK_DAYS}::int)`.execute(tx)
  return rows
}

export async function listComplaints({ tx, tenant_id }: Context, ids: string[]) {
  const { rows } = await sql<{ customer_id: string; opened_at: Date }>`
    select customer_id, min(opened_at) opened_at from customer_complaint
    where tenant_id = ${tenant_id} and customer_id = any(${ids}::uuid[]) and closed_at is null
    group by customer_id`.execute(tx)
  return rows
}

export async function listPreferences({ tx, tenant_id }: Context, ids: string[]) {
  const { rows } = await sql<{ customer_id: string; frequency: string; paused_until: Date | null }>`
    select distinct on (customer_id) customer_id, frequency, paused_until from contact_preference
    where tenant_id = ${tenant_id} and customer_id = any(${ids}::uuid[])
    order by customer_id, said_at desc, preference_id desc`.execute(tx)
  return rows
}

/** Letters to whoever shares the account, or the door and the name, with one of them. */
export async function listHouseholdLetters({ tx, tenant_id, now }: Context, ids: string[], days: number) {
  const { rows } = await sql<{ customer_id: string; message_id: string; at: Date }>`
    select distinct h.customer_id, m.message_id, coalesce(m.sent_at, m.handed_at, m.due_at, m.created_at) at
    from (
      select c.customer_id, o.customer_id other_id from customer c join customer o
        on o.tenant_id = c.tenant_id and o.account_id = c.account_id
      where c.tenant_id = ${tenant_id} and c.customer_id = any(${ids}::uuid[])
      union
      select c.customer_id, o.customer_id from customer c join customer o on o.tenant_id = c.tenant_id
        and o.postal_code = c.postal_code and o.address_line1 = c.address_line1
        and lower(o.last_name) = lower(c.last_name)
      where c.tenant_id = ${tenant_id} and c.customer_id = any(${ids}::uuid[]) and c.address_line1 is not null
    ) h join message m on m.tenant_id = ${tenant_id} and m.customer_id = h.other_id and m.channel = 'letter'
      and m.purpose = 'marketing' and m.state not in ('refused', 'cancelled', 'held')
      and m.created_at > ${now}::timestamptz - make_interval(days => ${days + 60}::int)`.execute(tx)
  return rows
}

/** How many of this month have gone, or will, by each channel. */
export async function countByChannel({ tx, tenant_id }: Context, from: Date) {
  const { rows } = await sql<{ channel: Channel; count: number }>`
    select channel, count(*) count from message
    where tenant_id = ${tenant_id} and created_at >= ${from} and state not in ('refused', 'cancelled')
    group by channel`.execute(tx)
  return rows
}

const REACH_SAMPLE = 5_000

/**
 * Of the latest messages, how many were read: e-mails by whoever agreed to being followed, opened or clicked by a person;
 * texts whose operator says what became of them.
 */
export async function countReached({ tx, tenant_id }: Context) {
  const { rows } = await sql<{ channel: Channel; sent: number; reached: number }>`
    with latest as (
      select message_id, customer_id, channel from message
      where tenant_id = ${tenant_id} and state = 'sent' and channel in ('email', 'sms') and customer_id is not null
      order by created_at desc limit ${REACH_SAMPLE}
    )
    select 'email' channel, count(*) sent, count(*) filter (where exists (
        select from message_opening o where o.tenant_id = ${tenant_id} and o.message_id = l.message_id and o.machine is null)
      or exists (
        select from link_click k where k.tenant_id = ${tenant_id} and k.message_id = l.message_id and k.machine is null)) reached
    from latest l where channel = 'email' and (
      select c.given from consent c where c.tenant_id = ${tenant_id} and c.customer_id = l.customer_id
        and c.channel = 'tracking' order by c.occurred_at desc, c.recorded_at desc, c.given limit 1)
    union all
    select 'sms', count(*), count(*) filter (where r.delivered)
    from latest l, lateral (
      select bool_or(kind = 'delivered') delivered from message_report r
      where r.tenant_id = ${tenant_id} and r.message_id = l.message_id and kind in ('delivered', 'failed')
      having count(*) > 0) r
    where channel = 'sms'`.execute(tx)
  return rows
}
