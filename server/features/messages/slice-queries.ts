/** What a worker has claimed to hand over, and how much of it may have left this machine. */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'

export function addSendingSlice(
  { tx, tenant_id, now }: Context,
  slice_id: string,
  message_ids: string[],
  offered: number,
) {
  return sql`
    insert into sending_slice (tenant_id, slice_id, message_ids, offered, touched_at)
    values (${tenant_id}, ${slice_id}, ${message_ids}::uuid[], ${offered}, ${now})`.execute(tx)
}

/** false when it was given back meanwhile: then no more of it may leave. */
export async function writeOffered(
  { tx, tenant_id, now }: Context,
  slice_id: string,
  offered: number,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('sending_slice')
    .set({ offered, touched_at: now })
    .where('tenant_id', '=', tenant_id)
    .where('slice_id', '=', slice_id)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

export function deleteSendingSlice({ tx, tenant_id }: Context, slice_id: string) {
  return tx
    .deleteFrom('sending_slice')
    .where('tenant_id', '=', tenant_id)
    .where('slice_id', '=', slice_id)
    .execute()
}

/**
 * Slices of workers that are gone: what was never offered waits again, as if it had not been claimed. A worker that is
 * there after all finds its slice gone before it offers more. Answers how many go on.
 */
export async function giveBackSlices({ tx, tenant_id, now }: Context, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    with gone as (
      delete from sending_slice where tenant_id = ${tenant_id} and touched_at <= ${before} returning message_ids, offered
    )
    update message m set state = case when m.attempts > 1 then 'retry' else 'queued' end, attempts = m.attempts - 1,
      handed_at = null, due_at = ${now}
    from gone, unnest(gone.message_ids[gone.offered + 1:]) as waits (message_id)
    where m.tenant_id = ${tenant_id} and m.message_id = waits.message_id and m.state = 'handing_over'`.execute(
    tx,
  )
  return Number(numAffectedRows ?? 0)
}
