/**
 * In which state a campaign is and what may be done then; who is held out and who gets which variant; when the budget
 * is over. Pure.
 */
import type { Channel } from '../messages/shape.ts'
import type { CampaignKind, CampaignWish, TermsWish } from './wish.ts'

export const STATES = [
  'draft',
  'waiting_approval',
  'refused',
  'planned',
  'sending',
  'running',
  'paused',
  'sent',
  'stopped',
  'archived',
] as const
export type CampaignState = (typeof STATES)[number]

export const VERBS = [
  'edit',
  'rehearse',
  'ask_approval',
  'decide',
  'launch',
  'pause',
  'resume',
  'stop',
  'archive',
] as const
export type Verb = (typeof VERBS)[number]

const RECURRING: CampaignKind[] = [
  'newsletter',
  'birthday',
  'points_expiring',
  'countdown',
  'thank_you',
  'welcome',
]
export const isRecurring = (kind: CampaignKind) => RECURRING.includes(kind)

/** What was done to it, each a row of its own. */
export type Deeds = {
  kind: CampaignKind
  archived: boolean
  stopped: boolean
  paused: boolean
  launched: boolean
  /** Its first instant has come. */
  begun: boolean
  /** Nobody is left to decide for: of a recurring one, its last day is over. */
  finished: boolean
  /** Of the wording as it stands now; an approved one is a draft that may go. */
  approval: 'none' | 'asked' | 'approved' | 'refused'
}

/** The strongest deed counts: a stop before a pause, a pause before a launch. */
export function stateOf(deeds: Deeds): CampaignState {
  if (deeds.archived) return 'archived'
  if (deeds.stopped) return 'stopped'
  if (deeds.launched) {
    if (deeds.finished) return 'sent'
    if (deeds.paused) return 'paused'
    if (!deeds.begun) return 'planned'
    return isRecurring(deeds.kind) ? 'running' : 'sending'
  }
  if (deeds.approval === 'asked') return 'waiting_approval'
  return deeds.approval === 'refused' ? 'refused' : 'draft'
}

const MAY: Record<CampaignState, Verb[]> = {
  draft: ['edit', 'rehearse', 'ask_approval', 'launch', 'archive'],
  waiting_approval: ['edit', 'rehearse', 'decide', 'archive'],
  refused: ['edit', 'rehearse', 'ask_approval', 'archive'],
  planned: ['pause', 'stop'],
  sending: ['pause', 'stop'],
  running: ['pause', 'stop'],
  paused: ['resume', 'stop'],
  sent: ['archive'],
  stopped: ['archive'],
  archived: [],
}
export const mayDo = (state: CampaignState, verb: Verb) => MAY[state].includes(verb)

/** What headquarters has not said. */
export const TERMS: TermsWish = {
  control_basis_points: 0,
  approval_above_cents: null,
  margin_basis_points: 4000,
  store_channels: ['email', 'push', 'phone'],
  store_template_ids: [],
  store_month_max: 2,
  store_approval: true,
}

/** A campaign of a store waits as the terms say; another only where it is to cost more than they allow. */
export function needsApproval(
  terms: Pick<TermsWish, 'approval_above_cents' | 'store_approval'>,
  campaign: { by_store: boolean; cost_cents: number },
): boolean {
  if (campaign.by_store && terms.store_approval) return true
  return terms.approval_above_cents !== null && campaign.cost_cents > terms.approval_above_cents
}

export const REHEARSAL_MS = 86_400_000

export type Checked = {
  plan_version: number
  rehearsal: { plan_version: number; state: string; ended_at: Date | null; errors: number } | null
  needs_approval: boolean
  approval: Deeds['approval']
}
type NotYet =
  | 'campaign_not_rehearsed'
  | 'campaign_rehearsal_old'
  | 'campaign_has_errors'
  | 'campaign_not_approved'

/** Nothing goes without a rehearsal of these words less than a day old, free of errors, and a second yes where one is asked for. */
export function whyNotLaunch(
  { plan_version, rehearsal, needs_approval, approval }: Checked,
  now: Date,
): NotYet | null {
  if (!rehearsal?.ended_at || rehearsal.state !== 'done' || rehearsal.plan_version !== plan_version)
    return 'campaign_not_rehearsed'
  if (now.getTime() - rehearsal.ended_at.getTime() >= REHEARSAL_MS) return 'campaign_rehearsal_old'
  if (rehearsal.errors > 0) return 'campaign_has_errors'
  return needs_approval && approval !== 'approved' ? 'campaign_not_approved' : null
}

/**
 * A number of 0 to 999 999 that stays the same for these words, even over all people (MurmurHash3, 32 bits: A. Appleby,
 * public domain; the finalizer makes every bit depend on every other).
 */
export function drawOf(...words: string[]): number {
  const text = words.join('\u0000')
  let hash = 0x9747b28c
  for (let at = 0; at < text.length; at++) {
    let part = Math.imul(text.charCodeAt(at), 0xcc9e2d51)
    part = Math.imul((part << 15) | (part >>> 17), 0x1b873593)
    hash ^= part
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0
  }
  hash ^= text.length
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) % 1_000_000
}

/** Everybody keeps their side of one campaign, and has another draw in the next. */
export const isHeldOut = (campaign_id: string, customer_id: string, control_ppm: number) =>
  drawOf('control', campaign_id, customer_id) < control_ppm

/** The same people for all campaigns of the shop. */
export const isInGlobalControl = (tenant_id: string, customer_id: string, basis_points: number) =>
  drawOf('everything', tenant_id, customer_id) < basis_points * 100

/** A number of people is a share of those whom the rehearsal reached. */
export function controlPpm({ basis_points, people }: CampaignWish['control'], reachable: number): number {
  if (people === null) return basis_points * 100
  return reachable === 0 ? 0 : Math.min(900_000, Math.ceil((people * 1_000_000) / reachable))
}

export function variantOf<V extends { variant: string; share: number }>(
  campaign_id: string,
  customer_id: string,
  variants: V[],
): V {
  const all = variants.reduce((sum, { share }) => sum + share, 0)
  let draw = (drawOf('variant', campaign_id, customer_id) * all) / 1_000_000
  for (const one of variants) if ((draw -= one.share) < 0) return one
  return variants.at(-1)!
}

/** How many of these, in their order, the budget pays for; to the last thousandth of a cent, and not one more. */
export function withinBudget(
  budget_cents: number | null,
  spent_millicents: number,
  costs_millicents: number[],
): number {
  if (budget_cents === null) return costs_millicents.length
  let left = budget_cents * 1000 - spent_millicents
  const over = costs_millicents.findIndex((cost) => (left -= cost) < 0)
  return over < 0 ? costs_millicents.length : over
}

export type StoreProblem =
  | 'campaign_store_not_yours'
  | 'campaign_channel_not_allowed'
  | 'campaign_template_not_allowed'
  | 'campaign_store_month_full'

/** What a manager of stores may plan, by what headquarters allows; `earlier` counts what went out this month. */
export function whyNotForStore(
  wish: Pick<CampaignWish, 'store_id' | 'variants'>,
  store_ids: string[],
  terms: TermsWish,
  earlier: number,
): StoreProblem | null {
  const messages = wish.variants.flatMap((one) => one.messages)
  if (!wish.store_id || !store_ids.includes(wish.store_id)) return 'campaign_store_not_yours'
  if (messages.some(({ channel }) => !(terms.store_channels as Channel[]).includes(channel)))
    return 'campaign_channel_not_allowed'
  const only = terms.store_template_ids
  if (only.length > 0 && messages.some(({ template_id }) => !only.includes(template_id)))
    return 'campaign_template_not_allowed'
  return earlier >= terms.store_month_max ? 'campaign_store_month_full' : null
}
