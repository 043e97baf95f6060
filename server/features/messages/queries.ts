import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import type { Channel, Outcome, Purpose } from './rules.ts'

export type NewMessage = {
  message_id: string
  customer_id: string | null
  channel: Channel
  purpose: Purpose
  template: string
  recipient: string
  subject: string | null
  body_text: string
  body_html: string | null
  cause_id: string | null
  forget: boolean
  useful_until: Date | null
}

/** undefined when a message of that id is already there. */
export function addMessage({ tx, tenant_id, now }: Context, message: NewMessage, refused: string | null) {
  const state = refused ? { state: 'refused', error: refused } : { state: 'queued', due_at: now }
  return tx
    .insertInto('message')
    .values({ ...message, ...state, tenant_id, created_at: now })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'message_id']).doNothing())
    .returning('message_id')
    .executeTakeFirst()
}

export function findMessage({ tx, tenant_id }: Context, message_id: string) {
  return tx
    .selectFrom('message')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('message_id', '=', message_id)
    .executeTakeFirst()
}

/** The keyed job: asked for again, it replaces the one that waits. */
export function enqueueDelivery({ tx, tenant_id }: Context, message_id: string, run_at: Date) {
  const payload = JSON.stringify({ tenant_id, message_id })
  return sql`select enqueue('deliver_message', ${payload}::json, ${run_at}::timestamptz, ${`message:${message_id}`})`.execute(
    tx,
  )
}

/** Takes a message that waits. Two workers at once: one gets it. */
export function claimMessage({ tx, tenant_id, now }: Context, message_id: string) {
  return tx
    .updateTable('message')
    .set((eb) => ({ state: 'handing_over', handed_at: now, due_at: null, attempts: eb('attempts', '+', 1) }))
    .where('tenant_id', '=', tenant_id)
    .where('message_id', '=', message_id)
    .where('state', 'in', ['queued', 'retry'])
    .where('content', 'is', null)
    .returningAll()
    .executeTakeFirst()
}

type Ending = { state: Outcome['state']; error: string | null; due_at: Date | null; sent_at?: Date }

/** Only the try that is under way may say how it ended. */
export function endTry({ tx, tenant_id }: Context, message_id: string, attempts: number, ending: Ending) {
  return tx
    .updateTable('message')
    .set(ending)
    .where('tenant_id', '=', tenant_id)
    .where('message_id', '=', message_id)
    .where('state', '=', 'handing_over')
    .where('attempts', '=', attempts)
    .returning('message_id')
    .executeTakeFirst()
}

export function forgetWords({ tx, tenant_id }: Context, message_id: string, hint: string) {
  return tx
    .updateTable('message')
    .set({ body_text: '', body_html: null, recipient: hint })
    .where('tenant_id', '=', tenant_id)
    .where('message_id', '=', message_id)
    .execute()
}

/** The last word on that channel; none means no. */
export async function hasConsent(
  { tx, tenant_id }: Context,
  customer_id: string,
  channel: Channel,
  purpose: string,
) {
  const last = await tx
    .selectFrom('consent')
    .innerJoin('customer', (join) =>
      join
        .onRef('customer.tenant_id', '=', 'consent.tenant_id')
        .onRef('customer.customer_id', '=', 'consent.customer_id'),
    )
    .select('consent.given')
    .where('consent.tenant_id', '=', tenant_id)
    .where('consent.customer_id', '=', customer_id)
    .where('consent.channel', '=', channel)
    .where('consent.purpose', '=', purpose)
    .where('customer.left_at', 'is', null)
    .orderBy('consent.occurred_at', 'desc')
    .orderBy('consent.recorded_at', 'desc')
    // At the same instant a no wins.
    .orderBy('consent.given')
    .limit(1)
    .executeTakeFirst()
  return last?.given === true
}

/** Messages that stand where a crash may have left them. What is queued for many has no job of its own. */
export function listStalled({ tx, tenant_id }: Context, before: Date) {
  return tx
    .selectFrom('message')
    .select(['message_id', 'state', 'channel', 'purpose', 'attempts', 'useful_until', 'forget', 'recipient'])
    .select((eb) => eb('content', 'is not', null).as('for_many'))
    .where('tenant_id', '=', tenant_id)
    .where('state', 'in', ['queued', 'retry', 'handing_over'])
    .where((eb) =>
      eb.or([
        eb('handed_at', '<=', before).and('state', '=', 'handing_over'),
        eb('due_at', '<=', before).and('content', 'is', null),
      ]),
    )
    .limit(1_000)
    .execute()
}

export function findSender({ tx, tenant_id }: Context) {
  return tx
    .selectFrom('tenant')
    .select(['name', 'slug', 'settings'])
    .where('tenant_id', '=', tenant_id)
    .executeTakeFirstOrThrow()
}

export type Received = {
  received_id: string
  channel: Channel
  sender: string
  recipient: string
  subject: string | null
  body_text: string
  body_html: string | null
  raw: string
}

export function addReceived({ tx, tenant_id, now }: Context, received: Received) {
  return tx
    .insertInto('handset_message')
    .values({ ...received, tenant_id, received_at: now })
    .execute()
}

export function listReceived({ tx, tenant_id }: Context, before: string | null, limit: number) {
  return tx
    .selectFrom('handset_message')
    .select(['received_id', 'channel', 'sender', 'recipient', 'subject', 'body_text', 'received_at'])
    .where('tenant_id', '=', tenant_id)
    .$if(before !== null, (query) => query.where('received_id', '<', before!))
    .orderBy('received_id', 'desc')
    .limit(limit)
    .execute()
}

export function findReceived({ tx, tenant_id }: Context, received_id: string) {
  return tx
    .selectFrom('handset_message')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('received_id', '=', received_id)
    .executeTakeFirst()
}
