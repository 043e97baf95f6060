/** A campaign going out: its runs, and what was decided for each person. */
import { sql } from 'kysely'
import type { Context, Database } from '../../platform/database.ts'
import type { Held } from '../pressure/shape.ts'

export type Run = {
  occurrence: string
  cursor: string | null
  /** How far those who were held on an earlier day have been tried again. */
  again_cursor: string | null
  people_done: number
  people_total: number | null
  queued: number
  held: number
  control: number
  cost_millicents: number
  last_due_at: Date | null
  started_at: Date
  ended_at: Date | null
}

/** False when it is there: what begins twice begins once. */
export async function addRun({ tx, tenant_id, now }: Context, campaign_id: string, occurrence: string) {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('campaign_run')
    .values({ tenant_id, campaign_id, occurrence, started_at: now, updated_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** The first that is under way; locked, so that two workers do one slice after the other. */
export const lockOpenRun = ({ tx, tenant_id }: Context, campaign_id: string): Promise<Run | undefined> =>
  tx
    .selectFrom('campaign_run')
    .select([
      'occurrence',
      'cursor',
      'again_cursor',
      'people_done',
      'people_total',
      'queued',
      'held',
      'control',
      'cost_millicents',
      'last_due_at',
      'started_at',
      'ended_at',
    ])
    .where('tenant_id', '=', tenant_id)
    .where('campaign_id', '=', campaign_id)
    .where('ended_at', 'is', null)
    .orderBy('started_at')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()

export const changeRun = (
  { tx, tenant_id, now }: Context,
  campaign_id: string,
  { occurrence, started_at: _started, ...run }: Run,
) =>
  tx
    .updateTable('campaign_run')
    .set({ ...run, updated_at: now })
    .where('tenant_id', '=', tenant_id)
    .where('campaign_id', '=', campaign_id)
    .where('occurrence', '=', occurrence)
    .execute()

export const findLastRun = ({ tx, tenant_id }: Context, campaign_id: string, before: Date) =>
  tx
    .selectFrom('campaign_run')
    .select(['occurrence', 'started_at'])
    .where('tenant_id', '=', tenant_id)
    .where('campaign_id', '=', campaign_id)
    .where('started_at', '<', before)
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst()

export const listRuns = ({ tx, tenant_id }: Context, campaign_id: string) =>
  tx
    .selectFrom('campaign_run')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('campaign_id', '=', campaign_id)
    .orderBy('started_at', 'desc')
    .limit(100)
    .execute()

export type Recipient = {
  customer_id: string
  occurrence: string
  outcome: 'queued' | 'control' | 'held'
  variant: string
  channel: string | null
  code: string | null
  held: Held[]
  store_id: string | null
  message_id: string | null
  voucher_id: string | null
  cost_millicents: number
  due_at: Date | null
}

/** They count where they went in the end: no longer as held by the runs that held them. */
export const uncountHeld = (
  { tx, tenant_id }: Context,
  campaign_id: string,
  all: Pick<Recipient, 'customer_id' | 'occurrence'>[],
) =>
  sql`
  update campaign_run u set held = u.held - h.people
  from (
    select r.run, count(*)::int as people from campaign_recipient r
    join jsonb_to_recordset(${JSON.stringify(all)}::jsonb) as a (customer_id uuid, occurrence text)
      on a.customer_id = r.customer_id and a.occurrence = r.occurrence
    where r.tenant_id = ${tenant_id} and r.campaign_id = ${campaign_id} and r.outcome = 'held'
    group by 1) h
  where u.tenant_id = ${tenant_id} and u.campaign_id = ${campaign_id} and u.occurrence = h.run`.execute(tx)

/** Who of these was decided for already. */
export async function listDecided({ tx, tenant_id }: Context, campaign_id: string, customer_ids: string[]) {
  const { rows } = await sql<{ customer_id: string; occurrence: string }>`
    select customer_id, occurrence from campaign_recipient
    where tenant_id = ${tenant_id} and campaign_id = ${campaign_id} and customer_id = any(${customer_ids}::uuid[])`.execute(
    tx,
  )
  return new Set(rows.map(({ customer_id, occurrence }) => `${customer_id} ${occurrence}`))
}

/** Decided once; only what was held may become something else. `run` and `decided_at` stay those of the first time. */
export const addRecipients = (
  { tx, tenant_id, now }: Context,
  campaign_id: string,
  run: string,
  rows: Recipient[],
) =>
  sql`
  insert into campaign_recipient (tenant_id, campaign_id, customer_id, occurrence, run, outcome, variant, channel, code, held,
    store_id, message_id, voucher_id, cost_millicents, due_at, decided_at)
  select ${tenant_id}, ${campaign_id}, customer_id, occurrence, ${run}, outcome, variant, channel, code, held, store_id, message_id,
    voucher_id, cost_millicents, due_at, ${now}
  from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (customer_id uuid, occurrence text, outcome text, variant text,
    channel text, code text, held jsonb, store_id uuid, message_id uuid, voucher_id uuid, cost_millicents bigint, due_at timestamptz)
  on conflict (tenant_id, campaign_id, customer_id, occurrence) do update set outcome = excluded.outcome,
    variant = excluded.variant, channel = excluded.channel, code = excluded.code, held = excluded.held,
    message_id = excluded.message_id, voucher_id = excluded.voucher_id, cost_millicents = excluded.cost_millicents,
    due_at = excluded.due_at
  where campaign_recipient.outcome = 'held'`.execute(tx)

export type Unsent = {
  customer_id: string
  occurrence: string
  voucher_id: string | null
  outcome: 'queued' | 'cancelled'
  code: string
}

/** Why a message is called off other than by us: its reader said no, or left. */
const THEIR_OWN = ['withdrawn', 'left', 'no_consent', 'consent_expired']

/**
 * Whose message was called off or refused, and who is still written down as if it went. Only what we called off was never meant
 * to go: whoever said no meanwhile, and whom the other side refused, stay on the side of those written to, since those held out
 * may say no too.
 */
export async function listUnsent(ctx: Context, campaign_id: string, limit: number): Promise<Unsent[]> {
  const { rows } = await sql<Unsent>`
    select r.customer_id, r.occurrence, r.voucher_id,
      case when m.state = 'cancelled' and not o.their_own then 'cancelled' else 'queued' end as outcome,
      case when m.state = 'cancelled' and o.their_own then m.error else m.state end as code
    from campaign_recipient r
    join message m on m.tenant_id = ${ctx.tenant_id} and m.message_id = r.message_id and m.state in ('cancelled', 'refused')
    cross join lateral (select coalesce(m.error = any(${THEIR_OWN}::text[]), false) as their_own) o
    where r.tenant_id = ${ctx.tenant_id} and r.campaign_id = ${campaign_id} and r.outcome = 'queued'
      and r.code is null
    order by r.customer_id limit ${limit}`.execute(ctx.tx)
  return rows
}

export const markUnsent = ({ tx, tenant_id }: Context, campaign_id: string, unsent: Unsent[]) =>
  sql`
  update campaign_recipient r set code = u.code, outcome = u.outcome
  from jsonb_to_recordset(${JSON.stringify(unsent)}::jsonb) as u (customer_id uuid, occurrence text, outcome text, code text)
  where r.tenant_id = ${tenant_id} and r.campaign_id = ${campaign_id} and r.customer_id = u.customer_id
    and r.occurrence = u.occurrence and r.outcome = 'queued'`.execute(tx)

/** Spent by all its runs so far. */
export async function findSpent({ tx, tenant_id }: Context, campaign_id: string): Promise<number> {
  const { rows } = await sql<{ spent: number }>`
    select coalesce(sum(cost_millicents), 0)::bigint as spent from campaign_run
    where tenant_id = ${tenant_id} and campaign_id = ${campaign_id}`.execute(tx)
  return rows[0]!.spent
}

export async function lockStop({ tx, tenant_id }: Context, campaign_id: string) {
  return tx
    .selectFrom('campaign_stop')
    .select(['campaign_id', 'finished_at'])
    .where('tenant_id', '=', tenant_id)
    .where('campaign_id', '=', campaign_id)
    .forUpdate()
    .executeTakeFirst()
}

/** Whose next time has come, with those that a dead worker left under way, and stops that are not over. */
export async function listDue({ tx, tenant_id, now }: Context): Promise<string[]> {
  const { rows } = await sql<{ campaign_id: string }>`
    select campaign_id from campaign_launch where tenant_id = ${tenant_id} and next_at <= ${now}
    union select campaign_id from campaign_run where tenant_id = ${tenant_id} and ended_at is null
    union select campaign_id from campaign_stop where tenant_id = ${tenant_id} and finished_at is null`.execute(
    tx,
  )
  return rows.map(({ campaign_id }) => campaign_id)
}

/** Launched within so many days: their messages may still be refused. */
export async function listRecent({ tx, tenant_id }: Context, since: Date): Promise<string[]> {
  const { rows } = await sql<{ campaign_id: string }>`
    select distinct campaign_id from campaign_run where tenant_id = ${tenant_id} and updated_at >= ${since}`.execute(
    tx,
  )
  return rows.map(({ campaign_id }) => campaign_id)
}

export const listTenants = (db: Database) => db.selectFrom('tenant').select('tenant_id').execute()
