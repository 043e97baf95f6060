/** Where an audience serves: in the rules of others, in programmes. */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'

export type Use = { kind: 'audience' | 'programme'; id: string; name: string }

export async function usedBy({ tx, tenant_id, now }: Context, audience_id: string): Promise<Use[]> {
  const { rows } = await sql<Use>`
    select 'audience' as kind, a.audience_id::text as id, a.name from audience a
    where a.tenant_id = ${tenant_id} and a.archived_at is null and a.audience_id <> ${audience_id}
      and position(${audience_id}::text in a.rule::text) > 0
    union all
    select 'programme', p.version::text, p.programme->>'name' from programme_version p
    where p.tenant_id = ${tenant_id} and position(${audience_id}::text in p.programme::text) > 0
      and p.version >= coalesce((select f.version from programme_version f where f.tenant_id = ${tenant_id}
        and f.effective_at <= ${now} order by f.effective_at desc, f.version desc limit 1), 0)
    order by 1, 3`.execute(tx)
  return rows
}
