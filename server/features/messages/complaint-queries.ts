import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import type { Complaints } from './complaint-rules.ts'

export type HoldRow = {
  held_at: Date | null
  sent: number | null
  complaints: number | null
  released_at: Date | null
}

export const findComplaintHold = ({ tx, tenant_id }: Context): Promise<HoldRow | undefined> =>
  tx
    .selectFrom('complaint_hold')
    .select(['held_at', 'sent', 'complaints', 'released_at'])
    .where('tenant_id', '=', tenant_id)
    .executeTakeFirst()

/** Complaints that come at once are counted one after another, so that the last one sees them all. */
export async function lockComplaintHold({ tx, tenant_id }: Context): Promise<HoldRow> {
  await tx
    .insertInto('complaint_hold')
    .values({ tenant_id })
    .onConflict((at) => at.doNothing())
    .execute()
  return tx
    .selectFrom('complaint_hold')
    .select(['held_at', 'sent', 'complaints', 'released_at'])
    .where('tenant_id', '=', tenant_id)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

/** Of the offers that left by e-mail since then: how many were called unwanted. */
export async function countComplaints({ tx, tenant_id }: Context, since: Date): Promise<number> {
  const { rows } = await sql<{ complaints: number }>`
    select count(*) as complaints from message_report r
    join message m on m.tenant_id = ${tenant_id} and m.message_id = r.message_id
    where r.tenant_id = ${tenant_id} and r.kind = 'complained' and r.reported_at > ${since}
      and m.channel = 'email' and m.purpose = 'marketing' and m.sent_at > ${since}`.execute(tx)
  return rows[0]!.complaints
}

/** Counts no further than `most`. */
export async function countOffersSent(
  { tx, tenant_id }: Context,
  since: Date,
  most: number,
): Promise<number> {
  const { rows } = await sql<{ sent: number }>`
    select count(*) as sent from (
      select from message where tenant_id = ${tenant_id} and sent_at > ${since} and channel = 'email'
        and purpose = 'marketing' limit ${most}) m`.execute(tx)
  return rows[0]!.sent
}

export function writeComplaintHold({ tx, tenant_id, now }: Context, { sent, complaints }: Complaints) {
  return tx
    .updateTable('complaint_hold')
    .set({ held_at: now, sent, complaints })
    .where('tenant_id', '=', tenant_id)
    .execute()
}

/** undefined when nothing was held. */
export function endComplaintHold({ tx, tenant_id, now, actor }: Context) {
  return tx
    .updateTable('complaint_hold')
    .set({ held_at: null, released_at: now, released_by: actor })
    .where('tenant_id', '=', tenant_id)
    .where('held_at', 'is not', null)
    .returning('released_at')
    .executeTakeFirst()
}

/** What waited for that is due now. */
export function wakeHeld({ tx, tenant_id, now }: Context, waits_for: string) {
  return tx
    .updateTable('message')
    .set({ due_at: now, waits_for: null })
    .where('tenant_id', '=', tenant_id)
    .where('channel', '=', 'email')
    .where('state', '=', 'held')
    .where('waits_for', '=', waits_for)
    .execute()
}
