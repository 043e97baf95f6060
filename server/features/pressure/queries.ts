import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'

export function findRules({ tx, tenant_id }: Context) {
  return tx
    .selectFrom('pressure_version')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** undefined when somebody else wrote that version. */
export function addRules({ tx, tenant_id, now, actor }: Context, version: number, rules: object) {
  return tx
    .insertInto('pressure_version')
    .values({ tenant_id, version, rules: JSON.stringify(rules), written_by: actor, written_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('version')
    .executeTakeFirst()
}

export function findPrices({ tx, tenant_id }: Context) {
  return tx
    .selectFrom('price_version')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export function addPrices({ tx, tenant_id, now, actor }: Context, version: number, prices: object) {
  return tx
    .insertInto('price_version')
    .values({ tenant_id, version, prices: JSON.stringify(prices), written_by: actor, written_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('version')
    .executeTakeFirst()
}

export type HeldRow = {
  message_id: string
  customer_id: string
  purpose: string
  origin_kind: string
  origin_id: string
  held: object
}

/** The same message held twice is told once. */
export async function addHeld({ tx, tenant_id, now }: Context, rows: HeldRow[]) {
  if (rows.length === 0) return
  await sql`
    insert into held_message (tenant_id, message_id, customer_id, purpose, origin_kind, origin_id, held, held_at)
    select ${tenant_id}, r.message_id, r.customer_id, r.purpose, r.origin_kind, r.origin_id, r.held, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (message_id uuid, customer_id uuid, purpose text,
      origin_kind text, origin_id text, held jsonb)
    on conflict do nothing`.execute(tx)
}

export function findComplaint({ tx, tenant_id }: Context, complaint_id: string) {
  return tx
    .selectFrom('customer_complaint')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('complaint_id', '=', complaint_id)
    .executeTakeFirst()
}

export function addComplaint(
  { tx, tenant_id, now, actor }: Context,
  customer_id: string,
  complaint_id: string,
) {
  return tx
    .insertInto('customer_complaint')
    .values({ tenant_id, customer_id, complaint_id, opened_at: now, opened_by: actor })
    .onConflict((conflict) => conflict.doNothing())
    .returning('complaint_id')
    .executeTakeFirst()
}

export function endComplaint(
  { tx, tenant_id, now, actor }: Context,
  customer_id: string,
  complaint_id: string,
) {
  return tx
    .updateTable('customer_complaint')
    .set({ closed_at: now, closed_by: actor })
    .where('tenant_id', '=', tenant_id)
    .where('customer_id', '=', customer_id)
    .where('complaint_id', '=', complaint_id)
    .where('closed_at', 'is', null)
    .returning('complaint_id')
    .executeTakeFirst()
}

export function listOpenComplaints({ tx, tenant_id }: Context, customer_id: string) {
  return tx
    .selectFrom('customer_complaint')
    .select(['complaint_id', 'opened_at', 'opened_by'])
    .where('tenant_id', '=', tenant_id)
    .where('customer_id', '=', customer_id)
    .where('closed_at', 'is', null)
    .orderBy('opened_at')
    .execute()
}
