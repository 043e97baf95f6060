/** What a campaign says: its templates as they stand, and what their reader finds in them. */
import type { Context } from '../../platform/database.ts'
import type { Contents, Figures } from './queries.ts'
import type { CampaignWish } from './wish.ts'

export type Checked = { contents: Contents; lint: Figures['lint']; unknown: string[] }

/** Versions in service now; a template that is none of ours, put away, or of another channel is `unknown`. */
export async function checkContents(ctx: Context, { plan }: { plan: CampaignWish }): Promise<Checked> {
  const messages = plan.variants.flatMap((one) => one.messages.map((message) => ({ ...message, variant: one.variant })))
  const rows = await listTemplates(ctx, [...new Set(messages.map(({ template_id }) => template_id))])
  const known = new Map(rows.map((row) => [row.template_id, row]))
  const checked: Checked = { contents: {}, lint: [], unknown: [] }
  for (const { variant, channel, template_id } of messages) {
    const template = known.get(template_id)
    if (!template || template.archived_at || template.channel !== channel) {
      checked.unknown.push(template_id)
      continue
    }
    if (template.last_version === 0)
      checked.lint.push({ variant, channel, level: 'error', words: 'not_in_service' })
    ;(checked.contents[variant] ??= {})[channel] = { template_id, version: template.last_version }
  }
  return checked
}

const listTemplates = async ({ tx, tenant_id }: Context, template_ids: string[]) =>
  tx
    .selectFrom('template')
    .select(['template_id', 'channel', 'last_version', 'archived_at', 'name'])
    .where('tenant_id', '=', tenant_id)
    .where('template_id', 'in', template_ids)
    .execute()

export async function audienceIsThere({ tx, tenant_id }: Context, audience_id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('audience')
    .select('audience_id')
    .where('tenant_id', '=', tenant_id)
    .where('audience_id', '=', audience_id)
    .where('archived_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}
