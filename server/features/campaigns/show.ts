/** Campaigns and what was decided for people, as the API says them. */
import type { Context } from '../../platform/database.ts'
import { sayReason } from '../pressure/say.ts'
import type { Held } from '../pressure/shape.ts'
import { approvalNeeded, whyNotGo } from './actions.ts'
import type { Campaign } from './queries.ts'
import type { LineShown } from './rehearsal-queries.ts'
import { mayDo, VERBS } from './rules.ts'

export type Language = 'fr' | 'en'

export function campaignOf(campaign: Campaign) {
  const { campaign_id, name, kind, store_id, by_store, state, plan_version, created_by_name, created_at } =
    campaign
  const { updated_at, launched_at, launched_by_name, starts_at, next_at, paused_at, paused_by_name } =
    campaign
  const {
    stopped_at,
    stopped_by_name,
    queued,
    held,
    control,
    people_done,
    people_total,
    cost_millicents,
    runs,
  } = campaign
  const about = {
    campaign_id,
    name,
    kind,
    store_id,
    by_store,
    state,
    plan_version,
    created_by_name,
    created_at,
  }
  const deeds = { updated_at, launched_at, launched_by_name, starts_at, next_at, paused_at, paused_by_name }
  const counts = { queued, held, control, people_done, people_total, cost_millicents, runs }
  return { ...about, ...deeds, stopped_at, stopped_by_name, ...counts }
}

export async function wholeOf(ctx: Context, campaign: Campaign) {
  const needs_approval = await approvalNeeded(ctx, campaign)
  const { approval, approval_id, rehearsal_id } = campaign
  return {
    ...campaignOf(campaign),
    plan: campaign.plan,
    may: VERBS.filter((verb) => mayDo(campaign.state, verb)),
    needs_approval,
    approval: approval_id && {
      approval_id,
      outcome: approval,
      cost_cents: campaign.approval_cost_cents!,
      asked_by_name: campaign.approval_asked_by_name!,
      decided_by_name: campaign.approval_decided_by_name,
      why: campaign.approval_why,
      is_mine: campaign.approval_asked_by === ctx.actor,
    },
    rehearsal: rehearsal_id && {
      rehearsal_id,
      plan_version: campaign.rehearsal_version!,
      state: campaign.rehearsal_state!,
      ended_at: campaign.rehearsal_ended_at,
      figures: campaign.figures,
    },
    why_not_launch: whyNotGo(campaign, needs_approval, ctx.now),
  }
}

export const reasonsOf = (held: Held[], language: Language, zone: string) =>
  held.map((one) => ({ channel: one.channel, code: one.code, sentence: sayReason(one, language, zone) }))

export function lineOf(line: LineShown, language: Language, zone: string) {
  const { first_name, last_name, held, ...shown } = line
  return {
    ...shown,
    name: [first_name, last_name].filter(Boolean).join(' ') || null,
    reasons: reasonsOf(held, language, zone),
  }
}
