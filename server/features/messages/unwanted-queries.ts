import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import type { Channel, Origin, Purpose } from './shape.ts'

export type Waiting = {
  message_id: string
  customer_id: string
  channel: Channel
  purpose: Purpose
  origin_kind: Origin['kind'] | null
  origin_id: string | null
  origin_step: string | null
  store_id: string | null
  useful_until: Date | null
}

/**
 * What waits for these people and needs their leave, locked in one order. Paper that is printed is not among it: nobody
 * recovers it. What a sender holds is waited for, or stepped over.
 */
export async function lockWaiting(
  { tx, tenant_id }: Context,
  customer_ids: readonly string[],
  while_locked: 'wait' | 'step over',
): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select message_id, customer_id, channel, purpose, origin_kind, origin_id, origin_step, store_id, useful_until
    from message
    where tenant_id = ${tenant_id} and customer_id = any(${customer_ids}::uuid[]) and purpose in ('marketing', 'loyalty')
      and state in ('queued', 'held', 'retry')
    order by message_id for update ${while_locked === 'wait' ? sql`` : sql`skip locked`}`.execute(tx)
  return rows
}

export type CalledOff = { message_id: string; why: string }

export const callOff = ({ tx, tenant_id }: Context, all: readonly CalledOff[]) =>
  sql`
    update message m set state = 'cancelled', error = o.why, due_at = null, waits_for = null
    from jsonb_to_recordset(${JSON.stringify(all)}::jsonb) as o (message_id uuid, why text)
    where m.tenant_id = ${tenant_id} and m.message_id = o.message_id and m.state in ('queued', 'held', 'retry')`.execute(
    tx,
  )
