import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'

export type SaidRow = {
  message_id: string
  channel: string
  purpose: string
  subject: string | null
  state: string
  error: string | null
  at: Date
}

/** What went to somebody, or is to go, newest first. */
export async function listMessages({ tx, tenant_id, now }: Context, customer_id: string, days: number) {
  const { rows } = await sql<SaidRow>`
    select message_id, channel, purpose, subject, state, error,
      coalesce(sent_at, handed_at, due_at, created_at) at
    from message
    where tenant_id = ${tenant_id} and customer_id = ${customer_id}
      and created_at > ${now}::timestamptz - make_interval(days => ${days}::int)
    order by created_at desc limit 200`.execute(tx)
  return rows
}

export async function listHeld({ tx, tenant_id, now }: Context, customer_id: string, days: number) {
  const { rows } = await sql<{
    message_id: string
    purpose: string
    origin_kind: string
    origin_id: string
    held: unknown
    held_at: Date
  }>`
    select message_id, purpose, origin_kind, origin_id, held, held_at from held_message
    where tenant_id = ${tenant_id} and customer_id = ${customer_id}
      and held_at > ${now}::timestamptz - make_interval(days => ${days}::int)
    order by held_at desc limit 200`.execute(tx)
  return rows
}
