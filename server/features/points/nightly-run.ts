/** How far a night is: for a screen that follows it. */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'

type Slice = { accounts: number; matured: number; expired: number; rewards: number }

/** Counted once, before the first slice: what there is to do, on top of what the day's nights did before. */
export async function startNight({ tx, tenant_id, now }: Context) {
  await sql`
    insert into nightly_run as r (tenant_id, ran_on, started_at, reached_at, accounts_due)
    select ${tenant_id}, (${now}::timestamptz at time zone 'UTC')::date, clock_timestamp(), clock_timestamp(), count(*)
    from account where tenant_id = ${tenant_id} and due_at <= ${now}
    on conflict (tenant_id, ran_on) do update set reached_at = excluded.reached_at, finished_at = null,
      started_at = case when r.finished_at is null then r.started_at else excluded.started_at end,
      accounts_due = r.accounts_done + excluded.accounts_due`.execute(tx)
}

/** Added in the transaction of the slice. */
export async function noteSlice(
  { tx, tenant_id, now }: Context,
  { accounts, matured, expired, rewards }: Slice,
) {
  await sql`
    update nightly_run set reached_at = clock_timestamp(), accounts_done = accounts_done + ${accounts},
      lots_matured = lots_matured + ${matured}, lots_expired = lots_expired + ${expired}, rewards_given = rewards_given + ${rewards}
    where tenant_id = ${tenant_id} and ran_on = (${now}::timestamptz at time zone 'UTC')::date`.execute(tx)
}

export async function finishNight({ tx, tenant_id, now }: Context) {
  await sql`
    update nightly_run set finished_at = clock_timestamp(), accounts_due = accounts_done
    where tenant_id = ${tenant_id} and ran_on = (${now}::timestamptz at time zone 'UTC')::date`.execute(tx)
}

/** The latest nights first. */
export const listNights = ({ tx, tenant_id }: Context, limit: number) =>
  tx
    .selectFrom('nightly_run')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .orderBy('ran_on', 'desc')
    .limit(limit)
    .execute()
