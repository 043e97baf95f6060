/**
 * Where an audience serves: in the rules of others, in programmes, in campaigns that are launched and have not decided for
 * everybody yet, in private sales that are not over. A draft does not hold it: launching one asks for its audience again.
 */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'

export type Use = { kind: 'audience' | 'programme' | 'campaign'; id: string; name: string }

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
    union all
    select 'campaign', c.campaign_id::text, c.name from campaign c
    join campaign_launch l on l.tenant_id = ${tenant_id} and l.campaign_id = c.campaign_id
    left join private_sale s on s.tenant_id = ${tenant_id} and s.campaign_id = c.campaign_id
    where c.tenant_id = ${tenant_id} and c.archived_at is null
      and not exists (select from campaign_stop x where x.tenant_id = ${tenant_id} and x.campaign_id = c.campaign_id)
      and (s.audience_id = ${audience_id} and s.ends_at > ${now}
        or c.plan->>'audience_id' = ${audience_id}::text and (l.next_at is not null or exists (
          select from campaign_run r where r.tenant_id = ${tenant_id} and r.campaign_id = c.campaign_id and r.ended_at is null)))
    order by 1, 3`.execute(tx)
  return rows
}
