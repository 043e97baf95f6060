import { sql } from 'kysely'
import type { Context, Database } from '../../platform/database.ts'
import type { Programme } from '../programmes/programme.ts'
import type { SimulationResult } from './result.ts'
import type { SimulationWish } from './wish.ts'

export type State = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'

export type SimulationRow = {
  simulation_id: string
  name: string
  wish: SimulationWish
  content_hash: Buffer
  state: State
  driver: string | null
  phase: string | null
  done: number
  total: number | null
  error: string | null
  result: SimulationResult | null
  created_by: string
  created_by_name: string
  created_at: Date
  started_at: Date | null
  ended_at: Date | null
  updated_at: Date
  removed_at: Date | null
  shared_at: Date | null
  shared_by: string | null
}

export async function findSimulation(
  { tx, tenant_id }: Context,
  simulation_id: string,
): Promise<SimulationRow | undefined> {
  return (await tx
    .selectFrom('simulation')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('simulation_id', '=', simulation_id)
    .executeTakeFirst()) as SimulationRow | undefined
}

/** How far it is, without what it came to. */
export type Progress = Omit<SimulationRow, 'result' | 'wish' | 'content_hash'>

type Verdict = { name: string; verdict: { fr: string; en: string } }

/** With the verdicts, for a list; the figures stay behind. */
export async function listSimulations(
  ctx: Context,
  wish: { before: { at: Date; id: string } | null; limit: number },
) {
  const { rows } = await sql<Progress & { verdicts: Verdict[] | null }>`
    select simulation_id, name, state, driver, phase, done, total, error, created_by, created_by_name, created_at, started_at,
      ended_at, updated_at, removed_at, shared_at, shared_by,
      (select jsonb_agg(jsonb_build_object('name', v->'name', 'verdict', v->'verdict'))
        from jsonb_array_elements(result->'variants') v) as verdicts
    from simulation where tenant_id = ${ctx.tenant_id} and removed_at is null ${
      wish.before
        ? sql`and (created_at < ${wish.before.at}::timestamptz
          or (created_at = ${wish.before.at}::timestamptz and simulation_id > ${wish.before.id}::uuid))`
        : sql``
    }
    order by created_at desc, simulation_id limit ${wish.limit}`.execute(ctx.tx)
  return rows
}

type New = Pick<SimulationRow, 'simulation_id' | 'name' | 'wish' | 'content_hash' | 'created_by_name'>

/** False when the id is taken. */
export async function addSimulation({ tx, tenant_id, actor, now }: Context, added: New): Promise<boolean> {
  const row = await tx
    .insertInto('simulation')
    .values({
      tenant_id,
      ...added,
      wish: JSON.stringify(added.wish),
      state: 'waiting',
      created_by: actor,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('simulation_id')
    .executeTakeFirst()
  return row !== undefined
}

type Change = Partial<Omit<SimulationRow, 'result' | 'wish' | 'simulation_id'>> & {
  result?: SimulationResult
}
type Expected = { driver?: string; states?: State[] }

/** Only while it is in one of these states and this driver's; answers whether it was. */
export async function changeSimulation(
  { tx, tenant_id, now }: Context,
  simulation_id: string,
  { result, ...change }: Change,
  { driver, states }: Expected = {},
): Promise<boolean> {
  let changed = tx
    .updateTable('simulation')
    .set({ ...change, updated_at: now, ...(result && { result: JSON.stringify(result) }) })
    .where('tenant_id', '=', tenant_id)
    .where('simulation_id', '=', simulation_id)
  if (driver) changed = changed.where('driver', '=', driver)
  if (states) changed = changed.where('state', 'in', states)
  return (await changed.executeTakeFirst()).numUpdatedRows > 0n
}

export const enqueueRun = ({ tx, tenant_id }: Context, simulation_id: string, run_at: Date | null = null) =>
  sql`select enqueue('run_simulation', ${JSON.stringify({ tenant_id, simulation_id })}::json, ${run_at}::timestamptz,
    ${`simulation ${simulation_id}`})`.execute(tx)

export const listTenants = (db: Database) => db.selectFrom('tenant').select('tenant_id').execute()

/** Under way or waiting, and nobody has moved them for so long: their worker died. */
export const listStalled = ({ tx, tenant_id, now }: Context, quiet_ms: number) =>
  tx
    .selectFrom('simulation')
    .select('simulation_id')
    .where('tenant_id', '=', tenant_id)
    .where('state', 'in', ['waiting', 'running'])
    .where('updated_at', '<=', new Date(now.getTime() - quiet_ms))
    .execute()

/** What the page that asks shows before: how much there is to replay, and what was said last time. */
export async function findStart({ tx, tenant_id }: Context) {
  const { rows } = await sql<{
    sales: number
    members: number
    anonymous_sales: number
    from: Date | null
    to: Date | null
  }>`
    select count(*) filter (where account_id is not null) as sales, count(distinct account_id) as members,
      count(*) filter (where account_id is null) as anonymous_sales, min(occurred_at) as from, max(occurred_at) as to
    from sale where tenant_id = ${tenant_id}`.execute(tx)
  return rows[0]!
}

export async function findLastMargin({ tx, tenant_id }: Context) {
  const { rows } = await sql<{ margin: { basis_points: number; categories?: Record<string, number> } }>`
    select wish->'margin' as margin from simulation where tenant_id = ${tenant_id} and wish ? 'margin'
    order by created_at desc limit 1`.execute(tx)
  return rows[0]?.margin
}

/** Rewards' vouchers that are over: used up, or not in time. */
export async function listEndedVouchers({ tx, tenant_id, now }: Context) {
  const { rows } = await sql<{ kind: string; used: number; unused: number }>`
    select kind, count(*) filter (where is_used) as used, count(*) filter (where not is_used) as unused from (
      select kind, case when kind = 'gift_card' then balance_cents = 0 and expired_at is null else uses_left = 0 end as is_used
      from voucher where tenant_id = ${tenant_id} and origin = 'redemption' and withdrawn_at is null
        and (expires_at <= ${now} or (kind = 'gift_card' and balance_cents = 0) or (kind <> 'gift_card' and uses_left = 0))) ended
    group by kind`.execute(tx)
  return rows
}

export async function listCategories({ tx, tenant_id }: Context): Promise<string[]> {
  const rows = await tx
    .selectFrom('product')
    .select('category')
    .distinct()
    .where('tenant_id', '=', tenant_id)
    .where('category', 'is not', null)
    .orderBy('category')
    .limit(200)
    .execute()
  return rows.map(({ category }) => category!)
}

export async function findProgrammeVersion(
  { tx, tenant_id }: Context,
  version: number,
): Promise<Programme | undefined> {
  const row = await tx
    .selectFrom('programme_version')
    .select('programme')
    .where('tenant_id', '=', tenant_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return row?.programme as Programme | undefined
}

/** Oldest first. */
export async function listProgrammes({ tx, tenant_id }: Context): Promise<Programme[]> {
  const rows = await tx
    .selectFrom('programme_version')
    .select('programme')
    .where('tenant_id', '=', tenant_id)
    .orderBy('version')
    .execute()
  return rows.map(({ programme }) => programme as Programme)
}

export async function findHouse({ tx, tenant_id }: Context) {
  const row = await tx
    .selectFrom('tenant')
    .select(['name', 'currency', 'language', 'time_zone', 'slug', 'theme'])
    .where('tenant_id', '=', tenant_id)
    .executeTakeFirstOrThrow()
  return { ...row, language: row.language as 'fr' | 'en' }
}
