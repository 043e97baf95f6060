/** The outbox for many: each a statement over a slice. */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import type { Channel, Content, MessageCount, Origin, Purpose, QueuedMessage, State } from './shape.ts'

export type QueuedRow = Omit<QueuedMessage, 'origin' | 'content'> & {
  template: string
  content: Content
  route: string
  origin_kind: string
  origin_id: string
  origin_step: string | null
}

/** Answers how many were not there yet. */
export async function addQueued({ tx, tenant_id, now }: Context, rows: QueuedRow[]): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into message (tenant_id, message_id, customer_id, channel, purpose, template, recipient, body_text, state,
      created_at, due_at, useful_until, origin_kind, origin_id, origin_step, store_id, priority, cost_millicents, content, route)
    select ${tenant_id}, message_id, customer_id, channel, purpose, template, recipient, '', 'queued', ${now}, due_at,
      useful_until, origin_kind, origin_id, origin_step, store_id, priority, cost_millicents, content, route
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (message_id uuid, customer_id uuid, channel text,
      purpose text, template text, recipient text, due_at timestamptz, useful_until timestamptz, origin_kind text,
      origin_id uuid, origin_step text, store_id uuid, priority smallint, cost_millicents integer, content jsonb, route text)
    on conflict (tenant_id, message_id) do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/** One job for each shop and channel: asked again while it waits, it is the same one. */
export function enqueueSending({ tx, tenant_id }: Context, channel: Channel, run_at: Date, key = 'send') {
  const payload = JSON.stringify({ tenant_id, channel })
  return sql`select enqueue('send_messages', ${payload}::json, ${run_at}::timestamptz,
    ${`${key}:${tenant_id}:${channel}`})`.execute(tx)
}

type Named = Pick<Origin, 'kind' | 'id'>

export async function cancelWaiting({ tx, tenant_id }: Context, { kind, id }: Named): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('message')
    .set({ state: 'cancelled', due_at: null, waits_for: null })
    .where('tenant_id', '=', tenant_id)
    .where('origin_kind', '=', kind)
    .where('origin_id', '=', id)
    .where('state', 'in', ['queued', 'held', 'retry', 'claimed'])
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

export function addHold({ tx, tenant_id, actor, now }: Context, { kind, id }: Named) {
  return tx
    .insertInto('message_hold')
    .values({ tenant_id, origin_kind: kind, origin_id: id, held_by: actor, held_at: now })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'origin_kind', 'origin_id']).doNothing())
    .execute()
}

export function deleteHold({ tx, tenant_id }: Context, { kind, id }: Named) {
  return tx
    .deleteFrom('message_hold')
    .where('tenant_id', '=', tenant_id)
    .where('origin_kind', '=', kind)
    .where('origin_id', '=', id)
    .execute()
}

export function countByOrigin({ tx, tenant_id }: Context, { kind, id }: Named) {
  return tx
    .selectFrom('message')
    .select(['channel', 'state'])
    .select((eb) => [
      eb.fn.countAll<number>().as('messages'),
      eb.fn.sum<number>('cost_millicents').as('cost_millicents'),
    ])
    .where('tenant_id', '=', tenant_id)
    .where('origin_kind', '=', kind)
    .where('origin_id', '=', id)
    .groupBy(['channel', 'state'])
    .execute() as Promise<MessageCount[]>
}

export type Waiting = { origin_id: string; priority: number; due_at: Date }

/**
 * The first that waits of each origin that is not held: one step of the index for each, however long its queue. The
 * sender shares itself out among them.
 */
export async function listOrigins({ tx, tenant_id }: Context, channel: Channel): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    with recursive first as (
      (select origin_id, origin_kind, priority, due_at from message
       where tenant_id = ${tenant_id} and channel = ${channel} and content is not null and state in ('queued', 'held', 'retry')
       order by origin_id, due_at limit 1)
      union all
      (select n.origin_id, n.origin_kind, n.priority, n.due_at from first, lateral (
         select origin_id, origin_kind, priority, due_at from message
         where tenant_id = ${tenant_id} and channel = ${channel} and content is not null
           and state in ('queued', 'held', 'retry') and origin_id > first.origin_id
         order by origin_id, due_at limit 1) n)
    )
    select origin_id, priority, due_at from first
    where not exists (select from message_hold h where h.tenant_id = ${tenant_id}
      and h.origin_kind = first.origin_kind and h.origin_id = first.origin_id)`.execute(tx)
  return rows
}

export type Claimed = {
  message_id: string
  customer_id: string
  channel: Channel
  purpose: Purpose
  template: string
  recipient: string
  content: Content
  route: string
  attempts: number
  state: State
  origin_kind: Origin['kind']
  origin_id: string
  origin_step: string | null
  store_id: string | null
  priority: number
  due_at: Date
  useful_until: Date | null
  cost_millicents: number
}

/**
 * Locks a share of each origin until the transaction ends, and steps over what another worker holds. The providers in
 * `but_not` have enough for now.
 */
export async function claimSlice(
  { tx, tenant_id, now }: Context,
  channel: Channel,
  shares: { origin_id: string; share: number }[],
  but_not: string[],
): Promise<Claimed[]> {
  const { rows } = await sql<Claimed>`
    select m.* from jsonb_to_recordset(${JSON.stringify(shares)}::jsonb) as o (origin_id uuid, share integer), lateral (
      select message_id, customer_id, channel, purpose, template, recipient, content, route, attempts, state, origin_kind,
        origin_id, origin_step, store_id, priority, due_at, useful_until, cost_millicents
      from message
      where tenant_id = ${tenant_id} and channel = ${channel} and content is not null
        and state in ('queued', 'held', 'retry') and origin_id = o.origin_id and due_at <= ${now}
        and not (route = any(${but_not}::text[]))
      order by due_at limit o.share for update skip locked) m`.execute(tx)
  return rows
}

/** Those that may leave: committed before the first byte does. */
export function markHandingOver({ tx, tenant_id, now }: Context, message_ids: string[]) {
  return sql`
    update message set state = 'handing_over', handed_at = ${now}, due_at = null, waits_for = null, attempts = attempts + 1
    where tenant_id = ${tenant_id} and message_id = any(${message_ids}::uuid[])`.execute(tx)
}

export type Ending = {
  message_id: string
  state: State
  error: string | null
  due_at: Date | null
  waits_for?: string | null
  carrier_ref?: string | null
}

/** How many ended; only the hand-over that is under way, or the claim of this very transaction, may say so. */
export function endSlice({ tx, tenant_id, now }: Context, endings: Ending[], from: State[]) {
  return sql<{ message_id: string }>`
    update message m set state = e.state, error = e.error, due_at = e.due_at, waits_for = e.waits_for,
      carrier_ref = coalesce(e.carrier_ref, m.carrier_ref),
      sent_at = case when e.state = 'sent' then ${now}::timestamptz else m.sent_at end
    from jsonb_to_recordset(${JSON.stringify(endings)}::jsonb) as e (message_id uuid, state text, error text,
      due_at timestamptz, waits_for text, carrier_ref text)
    where m.tenant_id = ${tenant_id} and m.message_id = e.message_id and m.state = any(${from}::text[])
    returning m.message_id`.execute(tx)
}

/** The standing answers of a slice of people on one channel; who gave none, or left, is not in it. */
export async function listWilling(
  { tx, tenant_id }: Context,
  customer_ids: string[],
  channel: Channel,
  purpose: string,
): Promise<Set<string>> {
  const { rows } = await sql<{ customer_id: string }>`
    select l.customer_id from (
      select distinct on (customer_id) customer_id, given from consent
      where tenant_id = ${tenant_id} and customer_id = any(${customer_ids}::uuid[]) and channel = ${channel}
        and purpose = ${purpose}
      order by customer_id, occurred_at desc, recorded_at desc, given) l
    join customer c on c.tenant_id = ${tenant_id} and c.customer_id = l.customer_id and c.left_at is null
    where l.given`.execute(tx)
  return new Set(rows.map(({ customer_id }) => customer_id))
}

/** Addresses of a slice that do not work, or whose owner complained. */
export async function listSuppressed({ tx, tenant_id }: Context, channel: Channel, recipients: string[]) {
  const rows = await tx
    .selectFrom('address_problem')
    .select('recipient')
    .where('tenant_id', '=', tenant_id)
    .where('channel', '=', channel)
    .where('recipient', 'in', recipients)
    .where('suppressed_at', 'is not', null)
    .execute()
  return new Set(rows.map(({ recipient }) => recipient))
}
