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
