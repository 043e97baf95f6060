/** Corrections that were written, and those that wait for a second person. */
import { sql, type Selectable } from 'kysely'
import type { Tables } from '../../../database/tables.ts'
import { localDayOf, startOfLocalDay, DAY_MS } from '../../lib/time.ts'
import type { Context } from '../../platform/database.ts'
import type { Wish } from './correct-points.ts'
import { refuse } from './refusals.ts'

export type RequestRow = Selectable<Tables['correction_request']>

/** How long a correction waits before nobody may decide on it any more. */
const WAITING_MS = 14 * DAY_MS

export const findCorrection = ({ tx, tenant_id }: Context, correction_id: string) =>
  tx
    .selectFrom('points_correction')
    .select(['customer_id', 'unit', 'amount'])
    .where('tenant_id', '=', tenant_id)
    .where('correction_id', '=', correction_id)
    .executeTakeFirst()

export const addCorrection = (
  { tx, tenant_id, now }: Context,
  { correction_id, customer_id, unit, amount, reason, account_id }: Wish & { account_id: string },
  { corrected_by, name }: { corrected_by: string; name: string },
) =>
  tx
    .insertInto('points_correction')
    .values({
      tenant_id,
      correction_id,
      account_id,
      customer_id,
      unit,
      amount,
      reason,
      corrected_by,
      corrected_by_name: name,
      corrected_at: now,
    })
    .execute()

export const findRequest = (
  { tx, tenant_id }: Context,
  correction_id: string,
): Promise<RequestRow | undefined> =>
  tx
    .selectFrom('correction_request')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('correction_id', '=', correction_id)
    .forUpdate()
    .executeTakeFirst()

export const addRequest = (
  { tx, tenant_id, actor, now }: Context,
  { correction_id, customer_id, unit, amount, reason }: Wish,
  asked_by_name: string,
) =>
  tx
    .insertInto('correction_request')
    .values({
      tenant_id,
      correction_id,
      customer_id,
      unit,
      amount,
      reason,
      asked_by: actor,
      asked_by_name,
      asked_at: now,
      lapses_at: new Date(now.getTime() + WAITING_MS),
    })
    .execute()

export const endRequest = (
  { tx, tenant_id, actor, now }: Context,
  correction_id: string,
  outcome: 'approved' | 'refused',
  { name, why }: { name: string; why: string | null },
) =>
  tx
    .updateTable('correction_request')
    .set({ outcome, decided_by: actor, decided_by_name: name, decided_at: now, why })
    .where('tenant_id', '=', tenant_id)
    .where('correction_id', '=', correction_id)
    .executeTakeFirstOrThrow()

/** Those on which somebody can still decide, the oldest first. */
export const listWaiting = ({ tx, tenant_id, now }: Context) =>
  tx
    .selectFrom('correction_request as r')
    .innerJoin('customer as c', (join) =>
      join.onRef('c.tenant_id', '=', 'r.tenant_id').onRef('c.customer_id', '=', 'r.customer_id'),
    )
    .select([
      'r.correction_id',
      'r.customer_id',
      'c.first_name',
      'c.last_name',
      'r.unit',
      'r.amount',
      'r.reason',
      'r.asked_by',
      'r.asked_by_name',
      'r.asked_at',
      'r.lapses_at',
    ])
    .where('r.tenant_id', '=', tenant_id)
    .where('r.outcome', 'is', null)
    .where('r.lapses_at', '>', now)
    .orderBy('r.asked_at')
    .limit(500)
    .execute()

/** Nobody decided in time: said once, by the clock. */
export async function lapseRequests({ tx, tenant_id, now }: Context) {
  return tx
    .updateTable('correction_request')
    .set({ outcome: 'lapsed', decided_at: now })
    .where('tenant_id', '=', tenant_id)
    .where('outcome', 'is', null)
    .where('lapses_at', '<=', now)
    .returning(['correction_id', 'customer_id'])
    .execute()
}

export async function countOwners({ tx, tenant_id }: Context): Promise<number> {
  const { owners } = await tx
    .selectFrom('staff')
    .select((eb) => eb.fn.countAll<number>().as('owners'))
    .where('tenant_id', '=', tenant_id)
    .where('role', '=', 'owner')
    .where('left_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(owners)
}

/** Throws corrections_too_many when this person has written or asked for so many in the local day. */
export async function checkDay(ctx: Context, per_day: number | null, time_zone: string) {
  if (per_day === null) return
  const { tx, tenant_id, actor, now } = ctx
  const since = new Date(startOfLocalDay(localDayOf(now.getTime(), time_zone), time_zone))
  // The others of this person wait: ten at once are not counted as none.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${tenant_id}:corrections:${actor}`}, 0))`.execute(
    tx,
  )
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from points_correction where tenant_id = ${tenant_id} and corrected_by = ${actor} and corrected_at >= ${since})
      + (select count(*) from correction_request where tenant_id = ${tenant_id} and asked_by = ${actor} and asked_at >= ${since}
        and outcome is distinct from 'approved') as count`.execute(tx)
  if (Number(rows[0]!.count) >= per_day) throw refuse('corrections_too_many', { per_day })
}
