/** A second person's yes or no to a campaign as it is written. */
import type { Context } from '../../platform/database.ts'
import { checkedOf, costOf, getCampaign, lockFor, type By } from './actions.ts'
import { addApproval, decideApproval, findApproval } from './deed-queries.ts'
import { lockCampaign } from './queries.ts'
import { refuse } from './refusals.ts'
import { whyNotLaunch } from './rules.ts'

/** Asked again it is the same request. */
export async function askApproval(
  ctx: Context,
  { campaign_id, approval_id }: { campaign_id: string; approval_id: string },
  by: By,
) {
  const known = await findApproval(ctx, campaign_id, approval_id)
  if (known) return getCampaign(ctx, campaign_id, by)
  const campaign = await lockFor(ctx, campaign_id, by, 'ask_approval')
  const why = whyNotLaunch(checkedOf(campaign, false), ctx.now)
  if (why) throw refuse(why)
  const { plan_version } = campaign
  const asked = {
    approval_id,
    campaign_id,
    plan_version,
    cost_cents: costOf(campaign),
    asked_by_name: by.name,
  }
  await addApproval(ctx, asked)
  return getCampaign(ctx, campaign_id, by)
}

/** Throws `campaign_own_approval` for whoever asked: the second look is another person's. */
export async function decideOnApproval(
  ctx: Context,
  decision: { campaign_id: string; approval_id: string; outcome: 'approved' | 'refused'; why: string | null },
  by: By,
) {
  const { campaign_id, approval_id, outcome, why } = decision
  await lockCampaign(ctx, campaign_id)
  await getCampaign(ctx, campaign_id, by)
  const approval = await findApproval(ctx, campaign_id, approval_id)
  if (!approval) throw refuse('approval_not_found')
  if (approval.outcome === outcome && approval.decided_by === ctx.actor)
    return getCampaign(ctx, campaign_id, by)
  if (approval.asked_by === ctx.actor) throw refuse('campaign_own_approval')
  await lockFor(ctx, campaign_id, by, 'decide')
  await decideApproval(ctx, approval_id, { outcome, decided_by_name: by.name, why })
  return getCampaign(ctx, campaign_id, by)
}
