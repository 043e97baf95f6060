/** Complaints of one campaign: counted, held for, let go. */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import type { Complaints } from './complaint-rules.ts'
import type { Origin } from './shape.ts'

type Named = Pick<Origin, 'kind' | 'id'>

/** Complaints that come at once are counted one after another. */
export async function lockOrigin({ tx, tenant_id }: Context, { kind, id }: Named) {
  await tx
    .insertInto('complaint_origin')
    .values({ tenant_id, origin_kind: kind, origin_id: id })
    .onConflict((at) => at.doNothing())
    .execute()
  return tx
    .selectFrom('complaint_origin')
    .select(['held_at', 'released_at'])
    .where('tenant_id', '=', tenant_id)
    .where('origin_kind', '=', kind)
    .where('origin_id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

/** How many of its mails were called unwanted, of those that left after `since`. */
export async function countOriginComplaints(
  { tx, tenant_id }: Context,
  { kind, id }: Named,
  since: Date | null,
): Promise<number> {
  const { rows } = await sql<{ complaints: number }>`
    select count(*) as complaints from message_report r
    join message m on m.tenant_id = ${tenant_id} and m.message_id = r.message_id
    where r.tenant_id = ${tenant_id} and r.kind = 'complained' and m.origin_kind = ${kind} and m.origin_id = ${id}
      and m.channel = 'email' and m.purpose = 'marketing'
      and (${since}::timestamptz is null or m.sent_at > ${since})`.execute(tx)
  return rows[0]!.complaints
}

/** Counts no further than `most`. */
export async function countOriginSent(
  { tx, tenant_id }: Context,
  { kind, id }: Named,
  since: Date | null,
  most: number,
): Promise<number> {
  const { rows } = await sql<{ sent: number }>`
    select count(*) as sent from (
      select from message where tenant_id = ${tenant_id} and origin_id = ${id} and state = 'sent' and channel = 'email'
        and origin_kind = ${kind} and purpose = 'marketing'
        and (${since}::timestamptz is null or sent_at > ${since}) limit ${most}) m`.execute(tx)
  return rows[0]!.sent
}

export function writeOriginHeld(
  { tx, tenant_id, now }: Context,
  { kind, id }: Named,
  { sent, complaints }: Complaints,
) {
  return tx
    .updateTable('complaint_origin')
    .set({ held_at: now, sent, complaints })
    .where('tenant_id', '=', tenant_id)
    .where('origin_kind', '=', kind)
    .where('origin_id', '=', id)
    .execute()
}

/** Does nothing where nothing was held. */
export function endOriginHeld({ tx, tenant_id, now, actor }: Context, { kind, id }: Named) {
  return tx
    .updateTable('complaint_origin')
    .set({ held_at: null, released_at: now, released_by: actor })
    .where('tenant_id', '=', tenant_id)
    .where('origin_kind', '=', kind)
    .where('origin_id', '=', id)
    .where('held_at', 'is not', null)
    .execute()
}
