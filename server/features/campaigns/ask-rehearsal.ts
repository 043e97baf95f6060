/** Asking for a rehearsal, calling it off, and looking into what it found. */
import type { Context } from '../../platform/database.ts'
import { getCampaign, type By } from './actions.ts'
import { lockCampaign, type Figures } from './queries.ts'
import { refuse } from './refusals.ts'
import {
  addRehearsal,
  changeRehearsal,
  enqueueRehearsal,
  findRehearsal,
  listLines,
  type Rehearsal,
} from './rehearsal-queries.ts'
import { mayDo } from './rules.ts'

type Named = { campaign_id: string; rehearsal_id: string }

/** The same id again is the same rehearsal. A newer one of the campaign takes the place of one under way. */
export async function askRehearsal(
  ctx: Context,
  { campaign_id, rehearsal_id }: Named,
  by: By,
): Promise<Rehearsal> {
  const campaign = await getCampaign(ctx, campaign_id, by)
  const known = await findRehearsal(ctx, rehearsal_id)
  if (known && known.campaign_id !== campaign_id) throw refuse('campaign_id_reused')
  if (known) return known
  if (!mayDo(campaign.state, 'rehearse')) throw refuse('campaign_not_now', { state: campaign.state })
  await lockCampaign(ctx, campaign_id)
  if (campaign.rehearsal_id)
    await changeRehearsal(
      ctx,
      campaign.rehearsal_id,
      { state: 'cancelled', ended_at: ctx.now },
      { states: ['waiting', 'running'] },
    )
  await addRehearsal(ctx, { rehearsal_id, campaign_id, plan_version: campaign.plan_version })
  await enqueueRehearsal(ctx, rehearsal_id)
  return (await findRehearsal(ctx, rehearsal_id))!
}

export async function getRehearsal(
  ctx: Context,
  { campaign_id, rehearsal_id }: Named,
  by: By,
): Promise<Rehearsal> {
  await getCampaign(ctx, campaign_id, by)
  const rehearsal = await findRehearsal(ctx, rehearsal_id)
  if (rehearsal?.campaign_id !== campaign_id) throw refuse('rehearsal_not_found')
  return rehearsal
}

/** Twice is once; what is over stays as it ended. */
export async function cancelRehearsal(ctx: Context, named: Named, by: By): Promise<Rehearsal> {
  await getRehearsal(ctx, named, by)
  await changeRehearsal(
    ctx,
    named.rehearsal_id,
    { state: 'cancelled', ended_at: ctx.now },
    { states: ['waiting', 'running'] },
  )
  return getRehearsal(ctx, named, by)
}

export function rehearsalOf(rehearsal: Rehearsal) {
  const { rehearsal_id, plan_version, state, done, total, asked_at, ended_at, error, figures } = rehearsal
  const counted = Object.keys(figures).length > 0 ? (figures as Figures) : null
  return { rehearsal_id, plan_version, state, done, total, asked_at, ended_at, error, figures: counted }
}

type LinesWish = { outcome?: string; code?: string; channel?: string; cursor?: string; limit?: number }

/** By person; the cursor is the last one's id. */
export async function readLines(ctx: Context, named: Named, wish: LinesWish, by: By) {
  await getRehearsal(ctx, named, by)
  const { cursor, limit = 50, ...filters } = wish
  const rows = await listLines(ctx, named.rehearsal_id, {
    ...filters,
    after: cursor ?? null,
    limit: limit + 1,
  })
  const items = rows.slice(0, limit)
  return { items, next_cursor: rows.length > limit ? items.at(-1)!.customer_id : null }
}
