import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'

export type TraceRow = {
  code_id: string
  code: string
  name: string
  place: string
  store_id: string | null
  campaign_id: string | null
  target_url: string
  created_at: Date
  ended_at: Date | null
}

const COLUMNS = [
  'code_id',
  'code',
  'name',
  'place',
  'store_id',
  'campaign_id',
  'target_url',
  'created_at',
  'ended_at',
] as const

/** undefined when the id or the code is taken. */
export function addTrace(
  { tx, tenant_id, now, actor }: Context,
  row: Omit<TraceRow, 'created_at' | 'ended_at'>,
) {
  return tx
    .insertInto('trace_code')
    .values({ ...row, tenant_id, created_at: now, created_by: actor })
    .onConflict((conflict) => conflict.doNothing())
    .returning('code_id')
    .executeTakeFirst()
}

type Changes = Pick<TraceRow, 'name' | 'place' | 'store_id' | 'campaign_id' | 'target_url'>

export function changeTrace({ tx, tenant_id }: Context, code_id: string, changes: Changes) {
  return tx
    .updateTable('trace_code')
    .set(changes)
    .where('tenant_id', '=', tenant_id)
    .where('code_id', '=', code_id)
    .returning('code_id')
    .executeTakeFirst()
}

export function endTrace({ tx, tenant_id, now }: Context, code_id: string) {
  return tx
    .updateTable('trace_code')
    .set((eb) => ({ ended_at: eb.fn.coalesce('ended_at', eb.val(now)) }))
    .where('tenant_id', '=', tenant_id)
    .where('code_id', '=', code_id)
    .returning('code_id')
    .executeTakeFirst()
}

export function findTrace({ tx, tenant_id }: Context, code_id: string) {
  return tx
    .selectFrom('trace_code')
    .select(COLUMNS)
    .where('tenant_id', '=', tenant_id)
    .where('code_id', '=', code_id)
    .executeTakeFirst()
}

export function findTraceByCode({ tx, tenant_id }: Context, code: string) {
  return tx
    .selectFrom('trace_code')
    .select(['code_id', 'target_url', 'ended_at'])
    .where('tenant_id', '=', tenant_id)
    .where('code', '=', code)
    .executeTakeFirst()
}

export function findStore({ tx, tenant_id }: Context, store_id: string) {
  return tx
    .selectFrom('store')
    .select('store_id')
    .where('tenant_id', '=', tenant_id)
    .where('store_id', '=', store_id)
    .executeTakeFirst()
}

export type Counted = TraceRow & { people: number; machines: number; last_scan_on: string | null }

/** Newest first, with their scans from a day on. */
export async function listTraces(
  { tx, tenant_id }: Context,
  since: string,
  before: { at: Date; id: string } | null,
  limit: number,
): Promise<Counted[]> {
  const page = before
    ? sql`and (t.created_at, t.code_id) < (${before.at}::timestamptz, ${before.id}::uuid)`
    : sql``
  const { rows } = await sql<Counted>`
    select t.code_id, t.code, t.name, t.place, t.store_id, t.campaign_id, t.target_url, t.created_at, t.ended_at,
      coalesce(s.people, 0) people, coalesce(s.machines, 0) machines, s.last_scan_on
    from trace_code t left join lateral (
      select sum(people) people, sum(machines) machines, max(day) filter (where people > 0) last_scan_on
      from trace_scan_day d
      where d.tenant_id = t.tenant_id and d.code_id = t.code_id and d.day >= ${since}::date
    ) s on true
    where t.tenant_id = ${tenant_id} ${page}
    order by t.created_at desc, t.code_id desc limit ${limit}`.execute(tx)
  return rows
}

export function listScanDays({ tx, tenant_id }: Context, code_id: string, since: string) {
  return tx
    .selectFrom('trace_scan_day')
    .select(['day', 'people', 'machines'])
    .where('tenant_id', '=', tenant_id)
    .where('code_id', '=', code_id)
    .where('day', '>=', since)
    .orderBy('day')
    .execute()
}

export type ScanCount = { code_id: string; day: string; people: number; machines: number }

export async function addScans({ tx, tenant_id }: Context, rows: ScanCount[]) {
  const sorted = rows.toSorted((a, b) => (a.code_id + a.day < b.code_id + b.day ? -1 : 1))
  await sql`
    insert into trace_scan_day as d (tenant_id, code_id, day, people, machines)
    select ${tenant_id}, r.code_id, r.day, r.people, r.machines
    from jsonb_to_recordset(${JSON.stringify(sorted)}::jsonb) as r (code_id uuid, day date, people integer, machines integer)
    on conflict (tenant_id, code_id, day)
      do update set people = d.people + excluded.people, machines = d.machines + excluded.machines`.execute(
    tx,
  )
}
