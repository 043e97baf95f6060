/** What people do with a campaign: write it, ask for a yes, let it go, hold it, stop it, put it away. */
import type { Context } from '../../platform/database.ts'
import { readCursor, writeCursor } from '../../platform/cursor.ts'
import { publish } from '../../platform/facts.ts'
import { newId } from '../../lib/id.ts'
import { startOfLocalDay, dayOfCivil, civilOf, dayOfIsoDate, localDayOf } from '../../lib/time.ts'
import { cancelMessages, holdMessages, releaseMessages } from '../messages/queue.ts'
import { PERSONAL } from '../messages/shape.ts'
import { audienceIsThere, readContents } from './contents.ts'
import { addLaunch, addPause, addStop, dropOpenApproval, endPause, enqueueSend } from './deed-queries.ts'
import { CampaignLaunched, CampaignStopped } from './events.ts'
import { problemOfOffer } from './offer.ts'
import {
  addCampaign,
  countLaunched,
  findCampaign,
  findPlace,
  findTerms,
  listCampaigns,
  lockCampaign,
  rewriteCampaign,
  setArchived,
  type Campaign,
} from './queries.ts'
import { refuse } from './refusals.ts'
import {
  controlPpm,
  isRecurring,
  mayDo,
  needsApproval,
  whyNotForStore,
  whyNotLaunch,
  type Verb,
} from './rules.ts'
import { lockOpenRun } from './run-queries.ts'
import { firstInstant, nextDay, nextInstant } from './schedule.ts'
import type { CampaignWish } from './wish.ts'

/** Who asks: `store_ids` are those of a manager of stores; null is the whole shop. */
export type By = { name: string; is_store: boolean; store_ids: string[] | null }

const origin = (campaign_id: string) => ({ kind: 'campaign' as const, id: campaign_id })

/** Throws `campaign_not_found`, also for a campaign of stores that are not the caller's. */
export async function getCampaign(ctx: Context, campaign_id: string, by: By): Promise<Campaign> {
  const campaign = await findCampaign(ctx, campaign_id)
  const is_theirs = !by.store_ids || (campaign?.store_id && by.store_ids.includes(campaign.store_id))
  if (!campaign || !is_theirs) throw refuse('campaign_not_found')
  return campaign
}

export async function readCampaigns(
  ctx: Context,
  wish: { cursor?: string; limit?: number; archived?: boolean },
  by: By,
) {
  const { cursor, limit = 50, archived = false } = wish
  const before = cursor ? readCursor(cursor) : null
  const rows = await listCampaigns(ctx, { archived, store_ids: by.store_ids, before, limit: limit + 1 })
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1)! : null
  return { items, next_cursor: last && writeCursor(last.created_at, last.campaign_id) }
}

/** Locked, and in a state in which this may be done. */
export async function lockFor(ctx: Context, campaign_id: string, by: By, verb: Verb): Promise<Campaign> {
  await lockCampaign(ctx, campaign_id)
  const campaign = await getCampaign(ctx, campaign_id, by)
  if (!mayDo(campaign.state, verb)) throw refuse('campaign_not_now', { state: campaign.state })
  return campaign
}

/**
 * Writes the next wording; the same words again are no new one. `known_version` is the wording that was on the writer's
 * screen: another one meanwhile is refused, and nothing is lost.
 */
export async function saveCampaign(
  ctx: Context,
  { campaign_id, plan, known_version }: { campaign_id: string; plan: CampaignWish; known_version?: number },
  by: By,
): Promise<Campaign> {
  await checkPlan(ctx, plan, by)
  const earlier = await findCampaign(ctx, campaign_id)
  if (!earlier && (await addCampaign(ctx, { campaign_id, plan, by_store: by.is_store, by_name: by.name })))
    return getCampaign(ctx, campaign_id, by)
  await lockCampaign(ctx, campaign_id)
  const known = await getCampaign(ctx, campaign_id, by)
  if (isSame(known.plan, plan)) return known
  if (!mayDo(known.state, 'edit')) throw refuse('campaign_not_now', { state: known.state })
  if (known_version !== undefined && known_version !== known.plan_version) throw refuse('campaign_changed')
  await dropOpenApproval(ctx, campaign_id)
  await rewriteCampaign(ctx, campaign_id, plan)
  return getCampaign(ctx, campaign_id, by)
}

/** Objects of JSON with their fields in any order. */
function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((one, at) => isSame(one, b[at]))
  if (!a || !b || typeof a !== 'object' || typeof b !== 'object') return a === b
  const [one, other] = [a as Record<string, unknown>, b as Record<string, unknown>]
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((key) =>
    isSame(one[key], other[key]),
  )
}

async function checkPlan(ctx: Context, plan: CampaignWish, by: By) {
  if (by.is_store) {
    const why = whyNotForStore(
      plan,
      await ownStores(ctx, by),
      await findTerms(ctx),
      await launchedByStore(ctx, plan),
    )
    if (why) throw refuse(why)
  }
  if (plan.store_id && !(await findPlace(ctx)).stores.some(({ store_id }) => store_id === plan.store_id))
    throw refuse('campaign_store_not_yours')
  if (plan.audience_id && !(await audienceIsThere(ctx, plan.audience_id)))
    throw refuse('campaign_audience_unknown')
  if (isRecurring(plan.kind) && !plan.recurrence) throw refuse('campaign_recurrence_missing')
  if (plan.kind === 'newsletter' && plan.recurrence!.weekdays.length === 0)
    throw refuse('campaign_recurrence_missing')
  const field = plan.offer && problemOfOffer(plan.offer, ctx.now)
  if (field) throw refuse('campaign_offer_incomplete', { field })
  const speaks = ({ messages }: CampaignWish['variants'][number]) =>
    messages.some(({ channel }) => PERSONAL.includes(channel))
  if (!plan.variants.every(speaks)) throw refuse('campaign_post_alone')
  const { unknown } = await readContents(ctx, plan)
  if (unknown.length > 0) throw refuse('campaign_template_unknown', { template_ids: unknown })
}

const ownStores = async (ctx: Context, by: By) =>
  by.store_ids ?? (await findPlace(ctx)).stores.map(({ store_id }) => store_id)

async function launchedByStore(ctx: Context, { store_id }: CampaignWish): Promise<number> {
  if (!store_id) return 0
  const { shop_zone } = await findPlace(ctx)
  const { year, month } = civilOf(localDayOf(ctx.now.getTime(), shop_zone))
  return countLaunched(ctx, store_id, new Date(startOfLocalDay(dayOfCivil(year, month, 1), shop_zone)))
}

export const costOf = ({ figures }: Campaign) => Math.ceil((figures?.cost_millicents ?? 0) / 1000)

export function checkedOf(campaign: Campaign, needs_approval: boolean) {
  const { plan_version, approval, rehearsal_state, rehearsal_version, rehearsal_ended_at, figures } = campaign
  const rehearsal = rehearsal_state && {
    plan_version: rehearsal_version!,
    state: rehearsal_state,
    ended_at: rehearsal_ended_at,
    errors: figures?.errors ?? 0,
  }
  return { plan_version, approval, needs_approval, rehearsal: rehearsal || null }
}

/** The code of the refusal that launching now would meet, a second yes included. */
export const whyNotGo = (campaign: Campaign, needs_approval: boolean, now: Date) =>
  whyNotLaunch(checkedOf(campaign, needs_approval), now)

export async function approvalNeeded(ctx: Context, campaign: Campaign): Promise<boolean> {
  return needsApproval(await findTerms(ctx), { by_store: campaign.by_store, cost_cents: costOf(campaign) })
}

/** Lets it go, at once or on its date. Ten clicks are one: whoever comes second is answered as the first. */
export async function launchCampaign(ctx: Context, campaign_id: string, by: By): Promise<Campaign> {
  await lockCampaign(ctx, campaign_id)
  const campaign = await getCampaign(ctx, campaign_id, by)
  if (campaign.launched_at) return campaign
  if (!mayDo(campaign.state, 'launch')) throw refuse('campaign_not_now', { state: campaign.state })
  await checkPlan(ctx, campaign.plan, by)
  const why = whyNotLaunch(checkedOf(campaign, await approvalNeeded(ctx, campaign)), ctx.now)
  if (why) throw refuse(why)
  const { plan, plan_version, rehearsal_id, kind, name } = campaign
  const figures = campaign.figures!
  const { contents } = await readContents(ctx, plan)
  if (!isRecurring(kind) && figures.go === 0) throw refuse('campaign_nobody')
  const { shop_zone, stores } = await findPlace(ctx)
  const { date } = plan.schedule
  if (date && !isRecurring(kind) && dayOfIsoDate(date) < localDayOf(ctx.now.getTime(), shop_zone))
    throw refuse('campaign_date_past')
  const zones = stores.map(({ time_zone }) => time_zone)
  const starts_at = isRecurring(kind)
    ? firstOf(plan, ctx.now, zones, shop_zone)
    : firstInstant(plan.schedule, zones, shop_zone, ctx.now)
  await addLaunch(ctx, {
    campaign_id,
    plan_version,
    rehearsal_id: rehearsal_id!,
    contents,
    control_ppm: controlPpm(plan.control, figures.go + figures.control),
    people_expected: figures.go,
    starts_at,
    next_at: starts_at,
    launched_by_name: by.name,
  })
  await enqueueSend(ctx, campaign_id, starts_at > ctx.now ? starts_at : null)
  const said = { campaign_id, name, kind, starts_at: starts_at.toISOString() }
  await publish(ctx, CampaignLaunched, said, { subject_id: campaign_id })
  return getCampaign(ctx, campaign_id, by)
}

/** Today's hour when it is still to come, else that of the next day on which it goes out. */
function firstOf(plan: CampaignWish, now: Date, zones: string[], shop_zone: string): Date {
  const today = localDayOf(now.getTime(), shop_zone)
  const on = (from: number) => {
    const day = nextDay(plan, from)
    if (day === null) throw refuse('campaign_date_past')
    return nextInstant(plan.schedule, day, zones, shop_zone)
  }
  const first = on(today)
  return first >= now ? first : on(today + 1)
}

export async function pauseCampaign(ctx: Context, campaign_id: string, by: By): Promise<Campaign> {
  await lockCampaign(ctx, campaign_id)
  const known = await getCampaign(ctx, campaign_id, by)
  if (known.state === 'paused') return known
  await lockFor(ctx, campaign_id, by, 'pause')
  await addPause(ctx, { pause_id: newId(), campaign_id, why: 'person', paused_by_name: by.name })
  await holdMessages(ctx, origin(campaign_id))
  return getCampaign(ctx, campaign_id, by)
}

export async function resumeCampaign(ctx: Context, campaign_id: string, by: By): Promise<Campaign> {
  await lockCampaign(ctx, campaign_id)
  const known = await getCampaign(ctx, campaign_id, by)
  if (!known.paused_at && known.launched_at) return known
  await lockFor(ctx, campaign_id, by, 'resume')
  await endPause(ctx, campaign_id)
  await releaseMessages(ctx, origin(campaign_id))
  await enqueueSend(ctx, campaign_id)
  return getCampaign(ctx, campaign_id, by)
}

/** What has not left never will; vouchers that nobody got are taken back by the job. For good. */
export async function stopCampaign(ctx: Context, campaign_id: string, by: By): Promise<Campaign> {
  await lockCampaign(ctx, campaign_id)
  const known = await getCampaign(ctx, campaign_id, by)
  if (known.state === 'stopped') return known
  await lockFor(ctx, campaign_id, by, 'stop')
  // A slice under way is waited for: what it queues is called off too.
  await lockOpenRun(ctx, campaign_id)
  const cancelled_count = await cancelMessages(ctx, origin(campaign_id))
  await addStop(ctx, { campaign_id, stopped_by_name: by.name, cancelled_count })
  await endPause(ctx, campaign_id)
  await enqueueSend(ctx, campaign_id)
  const said = { campaign_id, name: known.name, cancelled: cancelled_count }
  await publish(ctx, CampaignStopped, said, { subject_id: campaign_id })
  return getCampaign(ctx, campaign_id, by)
}

export async function archiveCampaign(ctx: Context, campaign_id: string, archived: boolean, by: By) {
  await lockCampaign(ctx, campaign_id)
  const known = await getCampaign(ctx, campaign_id, by)
  if ((known.archived_at !== null) === archived) return known
  if (archived) await lockFor(ctx, campaign_id, by, 'archive')
  await setArchived(ctx, campaign_id, archived)
  return getCampaign(ctx, campaign_id, by)
}
