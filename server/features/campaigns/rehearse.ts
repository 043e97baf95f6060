/**
 * A campaign gone through for everybody, without a message: the same decisions as the sending will take, slice by slice.
 * A slice and how far it got are committed together, so a worker that dies is followed by another.
 */
import type { Context, Database } from '../../platform/database.ts'
import { inTenant } from '../../platform/database.ts'
import { newId } from '../../lib/id.ts'
import { localDayOf } from '../../lib/time.ts'
import { findMissing, lintContents, measureTexts } from './contents.ts'
import { decideSlice, holdOverBudget, type Line, type Setup } from './decide.ts'
import { countPeople, listPeople, type Whom } from './people.ts'
import { findCampaign, findPlace, findTerms, type Campaign, type Figures } from './queries.ts'
import {
  addLines,
  changeRehearsal,
  dropOldLines,
  enqueueRehearsal,
  findRehearsal,
  listStalled,
  listTenants,
} from './rehearsal-queries.ts'
import { controlPpm, isRecurring } from './rules.ts'
import { nextDay } from './schedule.ts'
import { dayOfIsoDate } from '../../lib/time.ts'

const SLICE = 2_500
const QUIET_MS = 60_000

export const NO_FIGURES: Figures = {
  people: 0,
  go: 0,
  control: 0,
  held: 0,
  cost_millicents: 0,
  channels: {},
  reasons: {},
  variants: {},
  stores: {},
  lint: [],
  errors: 0,
}

/** The day it is tried for: that of its date, or the next on which it goes out. */
export function dayOf({ plan }: Pick<Campaign, 'plan'>, now: Date, shop_zone: string): number {
  const today = localDayOf(now.getTime(), shop_zone)
  if (isRecurring(plan.kind)) return nextDay(plan, today) ?? today
  return plan.schedule.date ? Math.max(today, dayOfIsoDate(plan.schedule.date)) : today
}

export async function setupOf(
  ctx: Context,
  campaign: Campaign,
  given: { control_ppm: number; people_expected: number; day?: number },
): Promise<{ setup: Setup; whom: Whom }> {
  const { shop_zone, stores } = await findPlace(ctx)
  const { control_basis_points } = await findTerms(ctx)
  const day = given.day ?? dayOf(campaign, ctx.now, shop_zone)
  const setup = {
    campaign_id: campaign.campaign_id,
    plan: campaign.plan,
    control_ppm: given.control_ppm,
    global_control_basis_points: control_basis_points,
    day,
    shop_zone,
    zones: new Map(stores.map(({ store_id, time_zone }) => [store_id, time_zone])),
    people_expected: given.people_expected,
    now: ctx.now,
    sms_parts: new Map<string, number>(),
  }
  return { setup, whom: { plan: campaign.plan, shop_zone, from_day: day, to_day: day } }
}

export function addUp(figures: Figures, lines: Line[]): Figures {
  const sum = structuredClone(figures)
  const count = (all: Record<string, number>, key: string) => (all[key] = (all[key] ?? 0) + 1)
  for (const { outcome, channel, cost_millicents, code, variant, store_id } of lines) {
    sum.people += 1
    sum[outcome] += 1
    if (outcome === 'held') count(sum.reasons, code!)
    if (outcome !== 'go') continue
    const of = (sum.channels[channel!] ??= { go: 0, cost_millicents: 0 })
    of.go += 1
    of.cost_millicents += cost_millicents
    sum.cost_millicents += cost_millicents
    count(sum.variants, variant)
    if (store_id) count(sum.stores, store_id)
  }
  return sum
}

type Payload = { tenant_id: string; rehearsal_id: string }

export async function runRehearsal(
  db: Database,
  public_url: string,
  { tenant_id, rehearsal_id }: Payload,
): Promise<void> {
  const driver = newId()
  const within = <T>(deed: (ctx: Context) => Promise<T>) => inTenant(db, { tenant_id, actor: 'system' }, deed)
  const taken = await within((ctx) =>
    changeRehearsal(ctx, rehearsal_id, { state: 'running', driver }, { states: ['waiting', 'running'] }),
  )
  if (!taken) return
  try {
    while (await within((ctx) => rehearseSlice(ctx, public_url, rehearsal_id, driver)));
  } catch (error) {
    await within((ctx) =>
      changeRehearsal(
        ctx,
        rehearsal_id,
        { state: 'failed', error: 'internal_error', ended_at: ctx.now },
        { states: ['running'], driver },
      ),
    )
    throw error
  }
}

/** False when there is nothing more to do, or somebody else does it. */
export async function rehearseSlice(
  ctx: Context,
  public_url: string,
  rehearsal_id: string,
  driver: string,
): Promise<boolean> {
  const rehearsal = await findRehearsal(ctx, rehearsal_id)
  if (rehearsal?.state !== 'running' || rehearsal.driver !== driver) return false
  const campaign = (await findCampaign(ctx, rehearsal.campaign_id))!
  if (campaign.plan_version !== rehearsal.plan_version)
    return !(await end(ctx, rehearsal_id, driver, { state: 'cancelled' }))
  const { plan } = campaign
  const is_first = rehearsal.total === null
  const total = rehearsal.total ?? (await countFor(ctx, campaign))
  const control_ppm = controlPpm(plan.control, total)
  const { setup, whom } = await setupOf(ctx, campaign, { control_ppm, people_expected: total })
  const before: Figures = { ...NO_FIGURES, ...rehearsal.figures }
  const { people, last } = await listPeople(ctx, whom, rehearsal.cursor, SLICE)
  setup.sms_parts = await measureTexts(
    ctx,
    plan,
    people.map(({ customer_id }) => customer_id),
  )
  const decided = await decideSlice(ctx, setup, people)
  const lines = holdOverBudget(decided, plan.budget_cents, before.cost_millicents)
  if (is_first) await dropOldLines(ctx, campaign.campaign_id, rehearsal_id)
  await addLines(ctx, rehearsal_id, lines)
  const figures = addUp(before, lines)
  if (is_first) figures.lint = await findMissing(ctx, plan, tried(lines))
  const done = rehearsal.done + people.length
  if (last !== null && people.length > 0) {
    const further = { cursor: last, done, total: Math.max(total, done), figures }
    return changeRehearsal(ctx, rehearsal_id, further, { states: ['running'], driver })
  }
  const lint = [...(await lintContents(ctx, public_url, plan)), ...before.lint]
  const errors = lint.filter(({ level }) => level === 'error').length
  await end(ctx, rehearsal_id, driver, {
    state: 'done',
    done,
    total: done,
    figures: { ...figures, lint, errors },
  })
  return false
}

const TRIED = 200

/** The first of those who are written to, with what their message brings. */
const tried = (lines: Line[]) =>
  lines
    .filter(({ outcome }) => outcome === 'go')
    .slice(0, TRIED)
    .map(({ customer_id, variant, channel, person }) => ({
      customer_id,
      variant,
      channel: channel!,
      values: person.values,
    }))

type Ending = Parameters<typeof changeRehearsal>[2]
const end = (ctx: Context, rehearsal_id: string, driver: string, ending: Ending) =>
  changeRehearsal(ctx, rehearsal_id, { ...ending, ended_at: ctx.now }, { states: ['running'], driver })

async function countFor(ctx: Context, campaign: Campaign) {
  const { whom } = await setupOf(ctx, campaign, { control_ppm: 0, people_expected: 0 })
  return countPeople(ctx, whom)
}

/** What waits or runs and was not heard of for a minute is taken up where it stopped. */
export async function recoverRehearsals(db: Database, quiet_ms = QUIET_MS): Promise<void> {
  for (const { tenant_id } of await listTenants(db))
    await inTenant(db, { tenant_id, actor: 'system' }, async (ctx) => {
      for (const { rehearsal_id } of await listStalled(ctx, quiet_ms))
        await enqueueRehearsal(ctx, rehearsal_id)
    })
}
