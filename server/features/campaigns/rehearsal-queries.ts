import { sql } from 'kysely'
import type { Context, Database } from '../../platform/database.ts'
import type { Line } from './decide.ts'
import type { Figures } from './queries.ts'

export type RehearsalState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
export type Rehearsal = {
  rehearsal_id: string
  campaign_id: string
  plan_version: number
  state: RehearsalState
  driver: string | null
  cursor: string | null
  done: number
  total: number | null
  figures: Partial<Figures>
  error: string | null
  asked_at: Date
  ended_at: Date | null
  updated_at: Date
}

export async function findRehearsal(
  { tx, tenant_id }: Context,
  rehearsal_id: string,
): Promise<Rehearsal | undefined> {
  return (await tx
    .selectFrom('campaign_rehearsal')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('rehearsal_id', '=', rehearsal_id)
    .executeTakeFirst()) as Rehearsal | undefined
}

export async function addRehearsal(
  { tx, tenant_id, actor, now }: Context,
  added: Pick<Rehearsal, 'rehearsal_id' | 'campaign_id' | 'plan_version'>,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('campaign_rehearsal')
    .values({ tenant_id, ...added, state: 'waiting', asked_by: actor, asked_at: now, updated_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

type Change = Partial<
  Pick<Rehearsal, 'state' | 'driver' | 'cursor' | 'done' | 'total' | 'error' | 'ended_at'>
>

/** Only in one of these states, and this driver's; answers whether it was. */
export async function changeRehearsal(
  { tx, tenant_id, now }: Context,
  rehearsal_id: string,
  { figures, ...change }: Change & { figures?: Partial<Figures> },
  expected: { states: RehearsalState[]; driver?: string },
): Promise<boolean> {
  let changed = tx
    .updateTable('campaign_rehearsal')
    .set({ ...change, updated_at: now, ...(figures && { figures: JSON.stringify(figures) }) })
    .where('tenant_id', '=', tenant_id)
    .where('rehearsal_id', '=', rehearsal_id)
    .where('state', 'in', expected.states)
  if (expected.driver) changed = changed.where('driver', '=', expected.driver)
  return (await changed.executeTakeFirst()).numUpdatedRows > 0n
}

/** The lines of earlier rehearsals of the campaign: nobody asks for them any more. */
export const dropOldLines = ({ tx, tenant_id }: Context, campaign_id: string, rehearsal_id: string) =>
  sql`delete from campaign_rehearsal_line l using campaign_rehearsal h
    where l.tenant_id = ${tenant_id} and h.tenant_id = ${tenant_id} and h.campaign_id = ${campaign_id}
      and h.rehearsal_id = l.rehearsal_id and l.rehearsal_id <> ${rehearsal_id}`.execute(tx)

/** Once for each person: with two occasions on one day, what goes counts before what does not. */
export function addLines({ tx, tenant_id }: Context, rehearsal_id: string, lines: Line[]) {
  const rows = lines.map(({ person: _person, recipient: _recipient, held, ...line }) => ({
    ...line,
    held: line.outcome === 'go' && held.length === 0 ? [] : held,
  }))
  return sql`
    insert into campaign_rehearsal_line (tenant_id, rehearsal_id, customer_id, outcome, variant, channel, code, held, due_at,
      cost_millicents, store_id)
    select ${tenant_id}, ${rehearsal_id}, customer_id, outcome, variant, channel, code, held, due_at, cost_millicents, store_id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (customer_id uuid, outcome text, variant text, channel text,
      code text, held jsonb, due_at timestamptz, cost_millicents bigint, store_id uuid)
    on conflict do nothing`.execute(tx)
}

export type LineShown = {
  customer_id: string
  first_name: string | null
  last_name: string | null
  outcome: 'go' | 'control' | 'held'
  variant: string | null
  channel: string | null
  code: string | null
  held: Line['held']
  due_at: Date | null
  cost_millicents: number
}

type LinesWish = {
  outcome?: string
  code?: string
  channel?: string
  after: string | null
  limit: number
}

export async function listLines(
  { tx, tenant_id }: Context,
  rehearsal_id: string,
  { outcome, code, channel, after, limit }: LinesWish,
): Promise<LineShown[]> {
  const { rows } = await sql<LineShown>`
    select l.customer_id, c.first_name, c.last_name, l.outcome, l.variant, l.channel, l.code, l.held, l.due_at, l.cost_millicents
    from campaign_rehearsal_line l
    left join customer c on c.tenant_id = ${tenant_id} and c.customer_id = l.customer_id
    where l.tenant_id = ${tenant_id} and l.rehearsal_id = ${rehearsal_id}
      ${outcome ? sql`and l.outcome = ${outcome}` : sql``} ${code ? sql`and l.code = ${code}` : sql``}
      ${channel ? sql`and l.channel = ${channel}` : sql``} ${after ? sql`and l.customer_id > ${after}` : sql``}
    order by l.customer_id limit ${limit}`.execute(tx)
  return rows
}

export const findLine = ({ tx, tenant_id }: Context, rehearsal_id: string, customer_id: string) =>
  tx
    .selectFrom('campaign_rehearsal_line')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('rehearsal_id', '=', rehearsal_id)
    .where('customer_id', '=', customer_id)
    .executeTakeFirst()

export const enqueueRehearsal = ({ tx, tenant_id }: Context, rehearsal_id: string) =>
  sql`select enqueue('rehearse_campaign', ${JSON.stringify({ tenant_id, rehearsal_id })}::json, null,
    ${`rehearsal ${rehearsal_id}`})`.execute(tx)

export const listTenants = (db: Database) => db.selectFrom('tenant').select('tenant_id').execute()

/** Waiting or running, and nobody has moved them for so long: their worker died. */
export const listStalled = ({ tx, tenant_id, now }: Context, quiet_ms: number) =>
  tx
    .selectFrom('campaign_rehearsal')
    .select('rehearsal_id')
    .where('tenant_id', '=', tenant_id)
    .where('state', 'in', ['waiting', 'running'])
    .where('updated_at', '<=', new Date(now.getTime() - quiet_ms))
    .execute()
