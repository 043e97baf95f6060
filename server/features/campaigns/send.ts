/**
 * A campaign goes out: slice by slice, each in one transaction with how far it got, so that a worker that dies is followed by
 * another and nobody is written to twice. Who belongs and what may be said to them is asked at that moment.
 */
import type { Context, Database } from '../../platform/database.ts'
import { inTenant } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { dayOfIsoDate, isoDate, localDayOf } from '../../lib/time.ts'
import { queueMessages } from '../messages/queue.ts'
import { keepHeld } from '../pressure/decide-many.ts'
import type { Codes } from '../vouchers/codes.ts'
import { withdrawUntouched } from '../vouchers/many.ts'
import { measureTexts } from './contents.ts'
import { decideSlice, holdOverBudget, type Line, type Setup } from './decide.ts'
import { endRuns, enqueueSend, finishStop, setNextAt } from './deed-queries.ts'
import { CampaignSent } from './events.ts'
import { giveVouchers, type Given } from './offer.ts'
import { takePeople } from './occasions.ts'
import { countPeople, type Whom } from './people.ts'
import { findCampaign, findPlace, type Campaign } from './queries.ts'
import { setupOf } from './rehearse.ts'
import { isRecurring } from './rules.ts'
import {
  addRecipients,
  addRun,
  changeRun,
  findLastRun,
  findSpent,
  listDecided,
  listDue,
  listRecent,
  listTenants,
  listUnsent,
  lockOpenRun,
  lockStop,
  markUnsent,
  uncountHeld,
  type Run,
} from './run-queries.ts'
import { nextInstant, nextDay, usefulUntil } from './schedule.ts'

const SLICE = 1_000
/** After days without a worker what was missed is caught up, but nobody is wished a birthday of last week. */
const CATCH_UP_DAYS = 2
const RECENT_MS = 3 * 86_400_000

type Named = { tenant_id: string; campaign_id: string }

/** Until it is done, paused or stopped. Two at once take turns at its run's row. */
export async function sendCampaign(db: Database, codes: Codes, { tenant_id, campaign_id }: Named) {
  const within = <T>(deed: (ctx: Context) => Promise<T>) => inTenant(db, { tenant_id, actor: 'system' }, deed)
  while (await within((ctx) => takeBackSlice(ctx, campaign_id)));
  await within((ctx) => beginRun(ctx, campaign_id))
  while (await within((ctx) => sendSlice(ctx, codes, campaign_id)));
}

/** Begins what is due: the only run, or that of the day. Beginning twice begins once. */
export async function beginRun(ctx: Context, campaign_id: string): Promise<void> {
  const campaign = await findCampaign(ctx, campaign_id)
  if (!campaign || campaign.paused_at || campaign.stopped_at) return
  if (!campaign.next_at || campaign.next_at > ctx.now) return
  if (!isRecurring(campaign.kind)) {
    await addRun(ctx, campaign_id, 'once')
    await setNextAt(ctx, campaign_id, null)
    return
  }
  const { shop_zone, stores } = await findPlace(ctx)
  const today = localDayOf(ctx.now.getTime(), shop_zone)
  const due = localDayOf(campaign.next_at.getTime(), shop_zone)
  // A newsletter that could not go out on its day is last week's; the others are caught up.
  if (campaign.kind !== 'newsletter' || due === today) await addRun(ctx, campaign_id, isoDate(today))
  const zones = stores.map(({ time_zone }) => time_zone)
  const next = nextDay(campaign.plan, today + 1)
  const next_at = next === null ? null : nextInstant(campaign.plan.schedule, next, zones, shop_zone)
  await setNextAt(ctx, campaign_id, next_at)
  if (next_at) await enqueueSend(ctx, campaign_id, next_at)
}

/** One slice of the run that is under way; false when there is nothing more to do now. */
export async function sendSlice(ctx: Context, codes: Codes, campaign_id: string): Promise<boolean> {
  const run = await lockOpenRun(ctx, campaign_id)
  if (!run) return false
  const campaign = (await findCampaign(ctx, campaign_id))!
  if (campaign.paused_at || campaign.stopped_at) return false
  const { setup, whom } = await runOf(ctx, campaign, run)
  const people_total = run.people_total ?? (await countPeople(ctx, whom))
  const taken = await takePeople(ctx, campaign_id, whom, run, SLICE)
  if (!taken) {
    const over = { ...run, people_total: Math.max(people_total, run.people_done), ended_at: ctx.now }
    await changeRun(ctx, campaign_id, over)
    await publish(ctx, CampaignSent, {
      campaign_id,
      name: campaign.name,
      occurrence: run.occurrence,
      queued: run.queued,
    })
    return false
  }
  const { people, cursor, is_again } = taken
  const ids = people.map(({ customer_id }) => customer_id)
  const known = is_again ? new Set() : await listDecided(ctx, campaign_id, ids)
  const fresh = people.filter((one) => !known.has(`${one.customer_id} ${one.occurrence}`))
  setup.sms_parts = await measureTexts(ctx, campaign.plan, ids)
  const decided = await decideSlice(ctx, setup, fresh)
  const lines = holdOverBudget(decided, campaign.plan.budget_cents, await findSpent(ctx, campaign_id))
  const moved = lines.filter(({ outcome }) => is_again && outcome !== 'held')
  await uncountHeld(
    ctx,
    campaign_id,
    moved.map(({ customer_id, occurrence }) => ({ customer_id, occurrence })),
  )
  const counted = await write(ctx, codes, campaign, run.occurrence, setup, lines)
  await changeRun(ctx, campaign_id, {
    ...run,
    ...cursor,
    people_total,
    // Those who are tried again are counted with the run that had them first.
    people_done: run.people_done + (is_again ? 0 : people.length),
    queued: run.queued + counted.queued,
    held: run.held + (is_again ? 0 : counted.held),
    control: run.control + counted.control,
    cost_millicents: run.cost_millicents + counted.cost_millicents,
    last_due_at: latest(run.last_due_at, counted.last_due_at),
  })
  return true
}

const latest = (a: Date | null, b: Date | null) => (a && b ? (a > b ? a : b) : (a ?? b))

async function runOf(
  ctx: Context,
  campaign: Campaign,
  { occurrence, started_at }: Run,
): Promise<{ setup: Setup; whom: Whom }> {
  const given = { control_ppm: campaign.control_ppm!, people_expected: campaign.people_expected! }
  if (!isRecurring(campaign.kind)) return setupOf(ctx, campaign, given)
  const day = dayOfIsoDate(occurrence)
  const { setup, whom } = await setupOf(ctx, campaign, { ...given, day })
  const earlier = await findLastRun(ctx, campaign.campaign_id, started_at)
  const from_day = earlier
    ? Math.min(day, Math.max(dayOfIsoDate(earlier.occurrence) + 1, day - CATCH_UP_DAYS))
    : day
  return { setup, whom: { ...whom, from_day } }
}

type Counted = Pick<Run, 'queued' | 'held' | 'control' | 'cost_millicents' | 'last_due_at'>

/** Vouchers, messages and what was decided, all or nothing. */
async function write(
  ctx: Context,
  codes: Codes,
  campaign: Campaign,
  run: string,
  { shop_zone }: Setup,
  lines: Line[],
): Promise<Counted> {
  const { campaign_id, plan } = campaign
  const going = lines.filter(({ outcome }) => outcome === 'go')
  const giving = { campaign_id, offer: plan.offer!, shop_zone, lines: going }
  const given = plan.offer ? await giveVouchers(ctx, codes, giving) : new Map<string, Given>()
  await addRecipients(
    ctx,
    campaign_id,
    run,
    lines.map(({ person: _p, recipient: _r, outcome, message_id, ...line }) => ({
      ...line,
      outcome: outcome === 'go' ? ('queued' as const) : outcome,
      message_id: outcome === 'go' ? message_id : null,
      voucher_id: given.get(message_id)?.voucher_id ?? null,
    })),
  )
  await keepHeldOf(ctx, campaign, lines)
  await queueMessages(
    ctx,
    going.map((line) => messageOf(campaign, line, given.get(line.message_id))),
  )
  return {
    queued: going.length,
    held: lines.filter(({ outcome }) => outcome === 'held').length,
    control: lines.filter(({ outcome }) => outcome === 'control').length,
    cost_millicents: going.reduce((sum, { cost_millicents }) => sum + cost_millicents, 0),
    last_due_at: going.reduce<Date | null>((last, { due_at }) => latest(last, due_at), null),
  }
}

/** Who was not written to is told why on their record too. */
async function keepHeldOf(ctx: Context, { campaign_id, plan }: Campaign, lines: Line[]) {
  const held = lines.filter(({ outcome }) => outcome !== 'go')
  const candidates = held.map(({ message_id, customer_id, occurrence, store_id }) => ({
    message_id,
    customer_id,
    channels: [],
    cheapest: false,
    purpose: plan.purpose,
    priority: plan.priority,
    origin: { kind: 'campaign' as const, id: campaign_id, step: occurrence },
    store_id,
    due_at: ctx.now,
    useful_until: null,
  }))
  await keepHeld(
    ctx,
    candidates,
    held.map((line) => ({ message_id: line.message_id, go: false, held: line.held })),
  )
}

function messageOf({ campaign_id, plan, contents }: Campaign, line: Line, given: Given | undefined) {
  const { message_id, customer_id, channel, recipient, variant, occurrence, store_id, due_at, person } = line
  const { template_id, version } = contents![variant]![channel!]!
  return {
    message_id,
    customer_id,
    channel: channel!,
    purpose: plan.purpose,
    recipient: recipient!,
    content: {
      template_id,
      version,
      language: person.language,
      values: { ...person.values, ...(given && { voucher: given.values }) },
    },
    origin: {
      kind: 'campaign' as const,
      id: campaign_id,
      step: plan.variants.length > 1 ? variant : occurrence,
    },
    store_id,
    priority: plan.priority,
    due_at: due_at!,
    useful_until: usefulUntil(plan.kind, person.first_at ?? due_at!),
    cost_millicents: line.cost_millicents,
  }
}

/** What was called off or refused: written down, and its voucher taken back unless it was touched. */
export async function takeBackSlice(ctx: Context, campaign_id: string): Promise<boolean> {
  const stop = await lockStop(ctx, campaign_id)
  const unsent = await listUnsent(ctx, campaign_id, SLICE)
  await withdrawUntouched(
    ctx,
    unsent.flatMap(({ voucher_id }) => voucher_id ?? []),
    'campaign',
  )
  await markUnsent(ctx, campaign_id, unsent)
  if (unsent.length > 0) return true
  if (stop && !stop.finished_at) {
    await endRuns(ctx, campaign_id)
    await finishStop(ctx, campaign_id)
  }
  return false
}

/** Every minute: what is due and what a worker that died left. */
export async function tickCampaigns(db: Database): Promise<void> {
  for (const { tenant_id } of await listTenants(db))
    await inTenant(db, { tenant_id, actor: 'system' }, async (ctx) => {
      for (const campaign_id of await listDue(ctx)) await enqueueSend(ctx, campaign_id)
    })
}

/** Every hour: vouchers of messages that were refused after all. */
export async function takeBackUnsent(db: Database): Promise<void> {
  for (const { tenant_id } of await listTenants(db)) {
    const who = { tenant_id, actor: 'system' }
    const recent = await inTenant(db, who, (ctx) => listRecent(ctx, new Date(ctx.now.getTime() - RECENT_MS)))
    for (const campaign_id of recent)
      while (await inTenant(db, who, (ctx) => takeBackSlice(ctx, campaign_id)));
  }
}
