/** What became of messages after they left. */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import type { Report } from './shape.ts'

export type NewReport = {
  message_id: string
  kind: Report
  source_key: string
  class: string | null
  code: string | null
  words: string | null
}

/** undefined when it was known. */
export function addReport({ tx, tenant_id, now }: Context, report: NewReport) {
  return tx
    .insertInto('message_report')
    .values({ ...report, tenant_id, reported_at: now })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'message_id', 'kind', 'source_key']).doNothing())
    .returning('message_id')
    .executeTakeFirst()
}

export function findByCarrierRef({ tx, tenant_id }: Context, carrier_ref: string) {
  return tx
    .selectFrom('message')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('carrier_ref', '=', carrier_ref)
    .limit(1)
    .executeTakeFirst()
}

/** The last text message that a number was sent. */
export function findLastText({ tx, tenant_id }: Context, recipient: string) {
  return tx
    .selectFrom('message')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('channel', '=', 'sms')
    .where('state', '=', 'sent')
    .where('recipient', '=', recipient)
    .orderBy('sent_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export function lockProblem({ tx, tenant_id }: Context, channel: string, recipient: string) {
  return tx
    .selectFrom('address_problem')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('channel', '=', channel)
    .where('recipient', '=', recipient)
    .forUpdate()
    .executeTakeFirst()
}

/** Whether anything got through to somebody since, and was not sent back: then failures are not in a row. */
export async function gotThrough(
  { tx, tenant_id }: Context,
  customer_id: string,
  channel: string,
  since: Date,
  before: Date,
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from message m
    where m.tenant_id = ${tenant_id} and m.customer_id = ${customer_id} and m.channel = ${channel} and m.state = 'sent'
      and m.sent_at > ${since} and m.sent_at < ${before}
      and not exists (select from message_report r where r.tenant_id = ${tenant_id} and r.message_id = m.message_id
        and r.kind in ('bounced', 'failed'))
    limit 1`.execute(tx)
  return rows.length > 0
}

export type Problem = {
  channel: string
  recipient: string
  customer_id: string | null
  class: string
  code: string | null
  words: string | null
  failures: number
  failing_since: Date
  suppressed_at: Date | null
}

export function writeProblem({ tx, tenant_id, now }: Context, problem: Problem) {
  return tx
    .insertInto('address_problem')
    .values({ ...problem, tenant_id, last_at: now })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'channel', 'recipient']).doUpdateSet((eb) => ({
        customer_id: eb.ref('excluded.customer_id'),
        class: eb.ref('excluded.class'),
        code: eb.ref('excluded.code'),
        words: eb.ref('excluded.words'),
        failures: eb.ref('excluded.failures'),
        failing_since: eb.ref('excluded.failing_since'),
        last_at: eb.ref('excluded.last_at'),
        suppressed_at: eb.ref('excluded.suppressed_at'),
        lifted_at: null,
        lifted_by: null,
      })),
    )
    .execute()
}

/** Everybody whose address this is: a number shared by a couple is stopped for both. */
export async function listHolders({ tx, tenant_id }: Context, kind: 'email' | 'phone', value: string) {
  const rows = await tx
    .selectFrom('identifier')
    .select('customer_id')
    .where('tenant_id', '=', tenant_id)
    .where('kind', '=', kind)
    .where('value', '=', value)
    .execute()
  return rows.map(({ customer_id }) => customer_id)
}

/** What waits for somebody on a channel and is an offer: called off. */
export async function cancelOffers({ tx, tenant_id }: Context, customer_ids: string[], channel: string) {
  const { numUpdatedRows } = await tx
    .updateTable('message')
    .set({ state: 'cancelled', due_at: null, error: 'withdrawn' })
    .where('tenant_id', '=', tenant_id)
    .where('customer_id', 'in', customer_ids)
    .where('channel', '=', channel)
    .where('purpose', '=', 'marketing')
    .where('state', 'in', ['queued', 'held', 'retry', 'claimed'])
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}
