import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import type { Pace } from './pace.ts'
import type { Channel } from './shape.ts'

export type PaceRow = Pace & { route: string }

export function listPaces({ tx, tenant_id }: Context, channel: Channel): Promise<PaceRow[]> {
  return tx
    .selectFrom('sending_pace')
    .select(['route', 'per_minute', 'wait_until', 'why'])
    .where('tenant_id', '=', tenant_id)
    .where('channel', '=', channel)
    .execute() as Promise<PaceRow[]>
}

export function writePaces({ tx, tenant_id, now }: Context, channel: Channel, rows: PaceRow[]) {
  return sql`
    insert into sending_pace (tenant_id, channel, route, per_minute, wait_until, why, updated_at)
    select ${tenant_id}, ${channel}, route, per_minute, wait_until, why, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (route text, per_minute integer, wait_until timestamptz,
      why text)
    on conflict (tenant_id, channel, route) do update set per_minute = excluded.per_minute,
      wait_until = excluded.wait_until, why = excluded.why, updated_at = excluded.updated_at`.execute(tx)
}

export type Lease = { route: string; per_minute: number; granted: number; next_at: Date }

/**
 * Takes of each route's speed what has come due since the last lease, at most `burst_ms` of it and no more than is wanted:
 * the same row tells every worker what is spoken for. Locked in one order; committed at once, before anything else is done.
 */
export async function leasePaces(
  { tx, tenant_id, now }: Context,
  channel: Channel,
  wishes: { route: string; wanted: number }[],
  burst_ms: number,
): Promise<Lease[]> {
  const { rows } = await sql<Lease>`
    with locked as (
      select route, per_minute, 60000.0 / per_minute as each_ms, wanted,
        greatest(coalesce(leased_until, '-infinity'), ${now}::timestamptz - ${burst_ms}::integer * interval '1 millisecond') as begins
      from sending_pace p join jsonb_to_recordset(${JSON.stringify(wishes)}::jsonb) as w (route text, wanted integer) using (route)
      where p.tenant_id = ${tenant_id} and p.channel = ${channel} and per_minute is not null
        and (wait_until is null or wait_until <= ${now})
      order by route for update of p
    ), granted as (
      select *, greatest(0, least(wanted, floor(extract(epoch from ${now}::timestamptz - begins) * 1000 / each_ms)))::integer as granted
      from locked
    )
    update sending_pace p set leased_until = g.begins + g.granted * g.each_ms * interval '1 millisecond'
    from granted g where p.tenant_id = ${tenant_id} and p.channel = ${channel} and p.route = g.route
    returning p.route, p.per_minute, g.granted, p.leased_until + g.each_ms * interval '1 millisecond' as next_at`.execute(
    tx,
  )
  return rows
}
