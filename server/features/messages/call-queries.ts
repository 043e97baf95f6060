/** Calls that are due, and how each try went. */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import type { Claimed } from './outbox-queries.ts'

/** null is every store; otherwise only calls of these. */
export type Stores = string[] | null

/** A call that was asked for by no store is its customer's store's. */
const storeOf = (tenant_id: string) => sql<
  string | null
>`coalesce(m.store_id, (select c.home_store_id from customer c
  where c.tenant_id = ${tenant_id} and c.customer_id = m.customer_id))`

/** Where a list goes on: after this one, whatever became of it meanwhile. */
export type Place = { priority: number; due_at: Date; message_id: string }

/** The most urgent first. Not locked: several people may look at the same list. */
export async function listDueCalls(
  { tx, tenant_id, now }: Context,
  stores: Stores,
  { after, limit }: { after: Place | null; limit: number },
) {
  const { rows } = await sql<Claimed>`
    select message_id, customer_id, channel, purpose, template, recipient, content, route, attempts, state, origin_kind,
      origin_id, origin_step, store_id, priority, due_at, useful_until, cost_millicents
    from message m
    where tenant_id = ${tenant_id} and channel = 'phone' and content is not null
      and state in ('queued', 'held', 'retry') and due_at <= ${now}
      and (${stores}::uuid[] is null or ${storeOf(tenant_id)} = any(${stores}::uuid[]))
      ${
        after
          ? sql`and (-priority, due_at, message_id) > (${-after.priority}::int, ${after.due_at}::timestamptz, ${after.message_id}::uuid)`
          : sql``
      }
      and not exists (select from message_hold h where h.tenant_id = ${tenant_id}
        and h.origin_kind = m.origin_kind and h.origin_id = m.origin_id)
    order by priority desc, due_at, message_id limit ${limit}`.execute(tx)
  return rows
}

export async function listNames({ tx, tenant_id }: Context, customer_ids: string[]) {
  const { rows } = await sql<{ customer_id: string; first_name: string | null; last_name: string | null }>`
    select customer_id, first_name, last_name from customer
    where tenant_id = ${tenant_id} and customer_id = any(${customer_ids}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.customer_id, row]))
}

/** Locked: of several who say how a call went, one is written down. */
export function lockCall({ tx, tenant_id }: Context, message_id: string, stores: Stores) {
  return tx
    .selectFrom('message as m')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('message_id', '=', message_id)
    .where('channel', '=', 'phone')
    .where('content', 'is not', null)
    .$if(stores !== null, (query) => query.where(storeOf(tenant_id), 'in', stores!))
    .forUpdate('m')
    .executeTakeFirst()
}

export type CallTry = {
  call_id: string
  message_id: string
  outcome: string
  code: string | null
  label: string | null
  note: string | null
  call_again_at: Date | null
}

export function addTry({ tx, tenant_id, actor, now }: Context, one: CallTry) {
  return tx
    .insertInto('call_outcome')
    .values({ ...one, tenant_id, called_by: actor, called_at: now })
    .execute()
}

/** Newest first. */
export function listTries({ tx, tenant_id }: Context, message_ids: string[]) {
  return tx
    .selectFrom('call_outcome')
    .select(['message_id', 'outcome', 'label', 'note', 'called_by', 'called_at', 'call_again_at'])
    .where('tenant_id', '=', tenant_id)
    .where('message_id', 'in', message_ids)
    .orderBy('called_at', 'desc')
    .orderBy('call_id', 'desc')
    .execute()
}
