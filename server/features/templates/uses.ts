/** Who a template serves: campaigns that are to go with it, and those that went or are going with the version they took. */
import { sql } from 'kysely'
import { Type } from 'typebox'
import type { Context } from '../../platform/database.ts'
import { Id, Problem, type Routes } from '../../platform/http.ts'
import { readTemplateRow } from './actions.ts'
import { refuse } from './refusals.ts'

const USES_MAX = 50

export type Use = { campaign_id: string; name: string; launched: boolean }

/** Those that are still to go first: what is written next is what they will say. */
export async function listUses({ tx, tenant_id }: Context, template_id: string): Promise<Use[]> {
  const plan = JSON.stringify({ variants: [{ messages: [{ template_id }] }] })
  const { rows } = await sql<Use>`
    select c.campaign_id, c.name, l.campaign_id is not null as launched from campaign c
    left join campaign_launch l on l.tenant_id = ${tenant_id} and l.campaign_id = c.campaign_id
    where c.tenant_id = ${tenant_id} and c.archived_at is null and c.plan @> ${plan}::jsonb
    order by launched, c.created_at desc, c.campaign_id limit ${USES_MAX}`.execute(tx)
  return rows
}

/** A campaign that is to go would find nothing to say: it is given another template first. */
export async function refuseWhenAwaited(ctx: Context, template_id: string): Promise<void> {
  const used_by = (await listUses(ctx, template_id)).filter(({ launched }) => !launched)
  if (used_by.length > 0)
    throw refuse('template_in_use', {
      used_by: used_by.map(({ campaign_id, name }) => ({ campaign_id, name })),
    })
}

export const templateUseRoutes: Routes = async (app) => {
  app.get(
    '/templates/:template_id/uses',
    {
      config: { may: ['owner', 'marketing', 'store_manager'] },
      schema: {
        operationId: 'listTemplateUses',
        summary: 'Campaigns that say it: those still to go first, then those that went with a version of it',
        tags: ['templates'],
        params: Type.Object({ template_id: Id }),
        response: {
          200: Type.Object({
            items: Type.Array(
              Type.Object({ campaign_id: Id, name: Type.String(), launched: Type.Boolean() }),
            ),
          }),
          '4xx': Problem,
        },
      },
    },
    ({ inTenant, params: { template_id } }) =>
      inTenant(async (ctx) => {
        await readTemplateRow(ctx, template_id)
        return { items: await listUses(ctx, template_id) }
      }),
  )
}
