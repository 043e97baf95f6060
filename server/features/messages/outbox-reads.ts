/** What the outbox page, a person's record and the till ask of it. */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import type { Channel, State } from './shape.ts'

export type ChannelRow = {
  channel: Channel
  waiting: number
  due: number
  held: number
  under_way: number
  unknown: number
  next_due_at: Date | null
  last_due_at: Date | null
  /** Of those held: for the owner to let offers go, for a new domain, for a cap. */
  complaints: number
  warm_up: number
  capped: number
}

/** What has not ended, by channel. */
export async function listOpen({ tx, tenant_id, now }: Context): Promise<ChannelRow[]> {
  const { rows } = await sql<ChannelRow>`
    select channel, count(*) filter (where state in ('queued', 'retry', 'held', 'claimed')) as waiting,
      count(*) filter (where state in ('queued', 'retry') and due_at <= ${now}) as due,
      count(*) filter (where state = 'held') as held,
      count(*) filter (where state = 'handing_over') as under_way,
      count(*) filter (where state = 'unknown') as unknown,
      min(due_at) filter (where state in ('queued', 'retry', 'held') and due_at > ${now}) as next_due_at,
      max(due_at) filter (where state in ('queued', 'retry', 'held') and due_at > ${now}) as last_due_at,
      count(*) filter (where state = 'held' and waits_for = 'complaints') as complaints,
      count(*) filter (where state = 'held' and waits_for = 'warm_up') as warm_up,
      count(*) filter (where state = 'held' and starts_with(waits_for, 'cap_')) as capped
    from message
    where tenant_id = ${tenant_id} and state in ('queued', 'retry', 'held', 'claimed', 'handing_over', 'unknown')
    group by channel`.execute(tx)
  return rows
}

/** To the one provider that most of them are for: the others are done before. */
export async function countMostWarmingUp({ tx, tenant_id }: Context): Promise<number> {
  const { rows } = await sql<{ messages: number }>`
    select count(*) as messages from message
    where tenant_id = ${tenant_id} and channel = 'email' and state = 'held' and waits_for = 'warm_up'
    group by route order by 1 desc limit 1`.execute(tx)
  return rows[0]?.messages ?? 0
}

export async function countSentSince({ tx, tenant_id }: Context, since: Date) {
  const rows = await tx
    .selectFrom('message')
    .select('channel')
    .select((eb) => eb.fn.countAll<number>().as('sent'))
    .where('tenant_id', '=', tenant_id)
    .where('sent_at', '>', since)
    .groupBy('channel')
    .execute()
  return new Map(rows.map(({ channel, sent }) => [channel as Channel, sent]))
}

export type OriginRow = {
  origin_kind: string
  origin_id: string
  channel: Channel
  waiting: number
  sent: number
  refused: number
  unknown: number
  held_at: Date | null
  held_by: string | null
}

/** Origins with anything that has not ended, the busiest first. */
export async function listOpenOrigins({ tx, tenant_id }: Context, limit: number): Promise<OriginRow[]> {
  const { rows } = await sql<OriginRow>`
    with open as (
      select distinct origin_id from message
      where tenant_id = ${tenant_id} and origin_id is not null
        and state in ('queued', 'retry', 'held', 'claimed', 'handing_over', 'unknown')
    )
    select m.origin_kind, m.origin_id, m.channel,
      count(*) filter (where m.state in ('queued', 'retry', 'held', 'claimed', 'handing_over')) as waiting,
      count(*) filter (where m.state = 'sent') as sent, count(*) filter (where m.state = 'refused') as refused,
      count(*) filter (where m.state = 'unknown') as unknown, max(h.held_at) as held_at, max(h.held_by) as held_by
    from open join message m on m.tenant_id = ${tenant_id} and m.origin_id = open.origin_id
    left join message_hold h on h.tenant_id = ${tenant_id} and h.origin_kind = m.origin_kind and h.origin_id = m.origin_id
    group by m.origin_kind, m.origin_id, m.channel
    order by waiting desc, m.origin_id limit ${limit}`.execute(tx)
  return rows
}

export function listSlowed({ tx, tenant_id, now }: Context) {
  return tx
    .selectFrom('sending_pace')
    .select(['channel', 'route', 'per_minute', 'wait_until', 'why'])
    .where('tenant_id', '=', tenant_id)
    .where((eb) => eb.or([eb('wait_until', '>', now), eb('per_minute', 'is not', null)]))
    .orderBy('route')
    .execute()
}

const LISTED = [
  'message_id',
  'customer_id',
  'channel',
  'purpose',
  'template',
  'recipient',
  'subject',
  'state',
  'error',
  'waits_for',
  'origin_kind',
  'origin_id',
  'created_at',
  'due_at',
  'handed_at',
  'sent_at',
] as const

export type Sought = { states: State[] | null; channel: Channel | null; origin_id: string | null }

/** Newest first; `before` is the last one of the page before. */
export function listMessages(
  { tx, tenant_id }: Context,
  { states, channel, origin_id }: Sought,
  before: { created_at: Date; message_id: string } | null,
  limit: number,
) {
  return tx
    .selectFrom('message')
    .select([...LISTED])
    .where('tenant_id', '=', tenant_id)
    .$if(states !== null, (query) => query.where('state', 'in', states!))
    .$if(channel !== null, (query) => query.where('channel', '=', channel!))
    .$if(origin_id !== null, (query) => query.where('origin_id', '=', origin_id!))
    .$if(before !== null, (query) =>
      query.where((eb) =>
        eb.or([
          eb('created_at', '<', before!.created_at),
          eb.and([eb('created_at', '=', before!.created_at), eb('message_id', '<', before!.message_id)]),
        ]),
      ),
    )
    .orderBy('created_at', 'desc')
    .orderBy('message_id', 'desc')
    .limit(limit)
    .execute()
}

/** One person's, newest first, with what became of each. */
export async function listOfCustomer(
  { tx, tenant_id }: Context,
  customer_id: string,
  before: { created_at: Date; message_id: string } | null,
  limit: number,
) {
  const messages = await tx
    .selectFrom('message')
    .select([...LISTED])
    .where('tenant_id', '=', tenant_id)
    .where('customer_id', '=', customer_id)
    .$if(before !== null, (query) =>
      query.where((eb) =>
        eb.or([
          eb('created_at', '<', before!.created_at),
          eb.and([eb('created_at', '=', before!.created_at), eb('message_id', '<', before!.message_id)]),
        ]),
      ),
    )
    .orderBy('created_at', 'desc')
    .orderBy('message_id', 'desc')
    .limit(limit)
    .execute()
  return messages
}

export function listReports({ tx, tenant_id }: Context, message_ids: string[]) {
  return tx
    .selectFrom('message_report')
    .select(['message_id', 'kind', 'class', 'code', 'words', 'reported_at'])
    .where('tenant_id', '=', tenant_id)
    .where('message_id', 'in', message_ids)
    .orderBy('reported_at')
    .execute()
}

/** Of the addresses that a person has now: what was corrected is no problem any more. */
export async function listProblemsOf({ tx, tenant_id }: Context, customer_id: string) {
  const { rows } = await sql<{
    channel: Channel
    recipient: string
    class: string
    code: string | null
    failures: number
    last_at: Date
    suppressed_at: Date | null
  }>`
    select p.channel, p.recipient, p.class, p.code, p.failures, p.last_at, p.suppressed_at
    from identifier i join address_problem p on p.tenant_id = ${tenant_id} and p.recipient = i.value
      and case i.kind when 'email' then p.channel = 'email' else p.channel in ('sms', 'phone') end
    where i.tenant_id = ${tenant_id} and i.customer_id = ${customer_id} and i.kind in ('email', 'phone')
      and p.lifted_at is null and p.class <> 'unknown'
    order by p.last_at desc`.execute(tx)
  return rows
}

export function liftProblem({ tx, tenant_id, now, actor }: Context, channel: string, recipients: string[]) {
  return tx
    .updateTable('address_problem')
    .set({ lifted_at: now, lifted_by: actor, suppressed_at: null, failures: 0 })
    .where('tenant_id', '=', tenant_id)
    .where('channel', '=', channel)
    .where('recipient', 'in', recipients)
    .where('lifted_at', 'is', null)
    .returning('recipient')
    .execute()
}

/** What nobody knows is decided by a person: it counts as sent, or goes once more. */
export function settleUnknown(
  { tx, tenant_id, now }: Context,
  message_id: string,
  as: { state: 'sent' } | { state: 'queued' },
) {
  return tx
    .updateTable('message')
    .set(
      as.state === 'sent'
        ? (eb) => ({ state: 'sent', error: null, sent_at: eb.fn.coalesce('handed_at', eb.val(now)) })
        : { state: 'queued', error: null, due_at: now },
    )
    .where('tenant_id', '=', tenant_id)
    .where('message_id', '=', message_id)
    .where('state', '=', 'unknown')
    .returning(['message_id', 'channel', 'content'])
    .executeTakeFirst()
}

export function findPerson({ tx, tenant_id }: Context, customer_id: string) {
  return tx
    .selectFrom('customer')
    .select('customer_id')
    .where('tenant_id', '=', tenant_id)
    .where('customer_id', '=', customer_id)
    .executeTakeFirst()
}
