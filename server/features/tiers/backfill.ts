/**
 * A ladder that is new to a programme is put to everybody: what they bought before counts with its own dates, and they
 * stand where those years lead. One whose thresholds change lifts whoever reaches more, and takes nothing from anybody
 * before their next review. In slices of accounts, each a transaction of its own, that can stop anywhere and go on.
 */
import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { newId } from '../../lib/id.ts'
import { addMonths, localDayOf, startOfLocalDay } from '../../lib/time.ts'
import type { Context } from '../../platform/database.ts'
import { addCounted, openTierAccounts, writeTiers, type CountedSale } from '../points/tier-accounts.ts'
import { settleAccount } from '../points/actions.ts'
import { findProgramme } from '../programmes/actions.ts'
import type { TierState } from '../programmes/judgement.ts'
import { ladderUnit, positionOf } from '../programmes/ladder.ts'
import type { Ladder, Programme } from '../programmes/programme.ts'
import { grantTier, tierAfter } from '../programmes/tiers.ts'
import { settleTier, valueOf } from './actions.ts'
import {
  addBackfill,
  advanceBackfill,
  listAccountIds,
  listBackfills,
  listConcerned,
  listPastSales,
  lockBackfill,
  restartBackfill,
  type Backfill,
  type PastSaleRow,
} from './backfill-queries.ts'
import { addChanges, listHomes } from './queries.ts'
import { countOf, replay, type Past } from './replay.ts'

const SLICE = 500
const FIRST_ID = '00000000-0000-0000-0000-000000000000'
const MONTHS = { month: 1, quarter: 3, year: 12 }

/** What a ladder says, whatever the order of its fields. */
export function hashOf(ladder: Ladder): Buffer {
  const { name: _, tiers, ...rest } = ladder
  const said = [
    ...Object.entries(rest)
      .sort(byName)
      .map(([key, value]) => [key, typeof value === 'object' ? Object.entries(value).sort(byName) : value]),
    tiers.map(({ tier_id, threshold }) => [tier_id, threshold]),
  ]
  return createHash('sha256').update(JSON.stringify(said)).digest()
}

/** Begins what has not been done for the programme in force, and goes on with what was left half done. */
export async function startBackfills(ctx: Context): Promise<void> {
  const ladders = (await findProgramme(ctx))?.programme.ladders ?? []
  if (ladders.length === 0) return
  const known = await listBackfills(ctx)
  for (const ladder of ladders) {
    const counting_hash = hashOf(ladder)
    const mine = known.filter(({ ladder_id }) => ladder_id === ladder.ladder_id)
    const same = mine.find((one) => one.counting_hash.equals(counting_hash))
    const latest = mine.toSorted((a, b) => b.started_at.getTime() - a.started_at.getTime())[0]
    if (!same) await addBackfill(ctx, ladder.ladder_id, counting_hash, newId(ctx.now.getTime()))
    else if (same.finished_at && latest !== same) await restartBackfill(ctx, same)
    else if (same.finished_at) continue
    const { tenant_id } = ctx
    await sql`select enqueue('backfill_tiers', ${JSON.stringify({ tenant_id, ladder_id: ladder.ladder_id })}::json, null,
      ${`tiers:${tenant_id}:${ladder.ladder_id}`})`.execute(ctx.tx)
  }
}

/** A programme was written: what is new in it is put to everybody at once, or by the clock when it begins later. */
export const askForBackfills = (ctx: Context): Promise<void> => startBackfills(ctx)

/** One slice. False when there is nothing left to do, or another is at it. */
export async function backfillSlice(ctx: Context, ladder_id: string): Promise<boolean> {
  const programme = (await findProgramme(ctx))?.programme
  const ladder = programme?.ladders?.find((one) => one.ladder_id === ladder_id)
  if (!programme || !ladder) return false
  const all = (await listBackfills(ctx)).filter((one) => one.ladder_id === ladder_id)
  const counting_hash = hashOf(ladder)
  const found = all.find((one) => one.counting_hash.equals(counting_hash))
  const mine = found && (await lockBackfill(ctx, found.backfill_id))
  if (!mine) return false
  const slice = await listAccountIds(ctx, mine.after_account ?? FIRST_ID, SLICE)
  const is_first = !all.some(
    ({ backfill_id, finished_at }) => finished_at && backfill_id !== mine.backfill_id,
  )
  if (slice.length > 0) {
    if (is_first) await liveAgain(ctx, programme, ladder, mine, slice)
    else await weighAgain(ctx, ladder, mine, slice)
  }
  await advanceBackfill(ctx, mine.backfill_id, slice.at(-1) ?? null, slice.length)
  return slice.length > 0
}

/** Older purchases can have no part in any tier of today. */
function horizonOf(ladder: Ladder, now: Date): Date {
  const { period, keeps_periods } = ladder
  const months = period.kind === 'rolling' ? period.months : MONTHS[period.of]
  const day = addMonths(localDayOf(now.getTime(), 'UTC'), -months * (3 + keeps_periods) - 2)
  return new Date(startOfLocalDay(day, 'UTC'))
}

async function liveAgain(
  ctx: Context,
  programme: Programme,
  ladder: Ladder,
  { backfill_id }: Backfill,
  slice: string[],
) {
  const unit = ladderUnit(ladder.ladder_id)
  const since = horizonOf(ladder, ctx.now)
  const concerned = await listConcerned(ctx, slice, unit, since)
  if (concerned.length === 0) return
  const accounts = await openTierAccounts(ctx, concerned, unit)
  const homes = await listHomes(ctx, concerned)
  const versions = await versionsOf(ctx)
  const sales = Map.groupBy(await listPastSales(ctx, concerned, unit, since), (row) => row.account_id)
  const counted: CountedSale[] = []
  const tiers: { account_id: string; from: TierState | null; tier: TierState }[] = []
  for (const { account_id, tier: before } of accounts) {
    const rows = sales.get(account_id) ?? []
    const { time_zone } = homes.get(account_id)!
    const past = rows.map((row) => pastOf(programme, ladder, row, versions))
    const lived = replay(ladder, past, ctx.now.getTime(), time_zone)
    const value = lived.open.reduce((sum, { units }) => sum + units, 0)
    for (const { id, units, expires_at_ms } of lived.open) {
      const row = rows.find(({ sale_id }) => sale_id === id)!
      if (row.posted) continue
      counted.push({
        lot_id: newId(ctx.now.getTime()),
        account_id,
        amount: units,
        merchant_id: row.merchant_id,
        cause_kind: 'sale',
        cause_id: id,
        earned_at: row.occurred_at,
        expires_at: new Date(expires_at_ms),
      })
    }
    const floor = before?.floor_tier_id
    const tier = floor
      ? grantTier(ladder, lived.tier, floor, value, ctx.now.getTime(), time_zone)
      : lived.tier
    if (tier && !isDeepStrictEqual(tier, before)) tiers.push({ account_id, from: before, tier })
  }
  await addCounted(ctx, unit, counted)
  await keep(ctx, ladder, backfill_id, tiers, homes)
}

function pastOf(
  programme: Programme,
  ladder: Ladder,
  row: PastSaleRow,
  versions: Map<number, Programme>,
): Past {
  const { sale_id, store_id, time_zone, lines, awards, occurred_at, programme_version } = row
  const sale = {
    occurred_at_ms: occurred_at.getTime(),
    time_zone,
    store_id,
    lines,
    awards,
    programme: programme_version === null ? null : (versions.get(programme_version) ?? null),
    returns: (row.returns ?? []).map((one) => ({ at_ms: Date.parse(one.at), lines: one.lines })),
  }
  return { id: sale_id, at_ms: sale.occurred_at_ms, time_zone, ...countOf(programme, ladder, sale) }
}

export async function versionsOf({ tx, tenant_id }: Context): Promise<Map<number, Programme>> {
  const rows = await tx
    .selectFrom('programme_version')
    .select(['version', 'programme'])
    .where('tenant_id', '=', tenant_id)
    .execute()
  return new Map(rows.map(({ version, programme }) => [version, programme as unknown as Programme]))
}

/** Other thresholds: whoever reaches more has it; a tier that is gone becomes what is earned. */
async function weighAgain(ctx: Context, ladder: Ladder, { backfill_id }: Backfill, slice: string[]) {
  const unit = ladderUnit(ladder.ladder_id)
  const { rows } = await sql<{ account_id: string }>`
    select account_id from account where tenant_id = ${ctx.tenant_id} and unit = ${unit} and account_id = any(${slice}::uuid[])
    order by account_id`.execute(ctx.tx)
  const ids = rows.map(({ account_id }) => account_id)
  const homes = await listHomes(ctx, ids)
  const tiers: { account_id: string; from: TierState | null; tier: TierState }[] = []
  for (const account_id of ids) {
    const home = homes.get(account_id)
    if (!home) continue
    await settleAccount(ctx, account_id, unit)
    const account = (await settleTier(ctx, ladder, account_id))!
    const from = account.tier
    const is_gone = from?.tier_id != null && positionOf(ladder, from.tier_id) < 0
    const tier = tierAfter(ladder, is_gone ? null : from, valueOf(account), ctx.now.getTime(), home.time_zone)
    if (tier && tier !== from) tiers.push({ account_id, from, tier })
  }
  await keep(ctx, ladder, backfill_id, tiers, homes)
}

async function keep(
  ctx: Context,
  { ladder_id }: Ladder,
  backfill_id: string,
  tiers: { account_id: string; from: TierState | null; tier: TierState }[],
  homes: Awaited<ReturnType<typeof listHomes>>,
) {
  await writeTiers(ctx, ladderUnit(ladder_id), tiers)
  // Kept without being told: a thousand messages at once would say what the customers did nothing for.
  await addChanges(
    ctx,
    tiers.map(({ account_id, from, tier }) => ({
      account_id,
      customer_id: homes.get(account_id)?.customer_id ?? null,
      ladder_id,
      from_state: from,
      to_state: tier,
      cause_kind: 'ladder' as const,
      cause_id: backfill_id,
      occurred_at: ctx.now,
    })),
  )
}

const byName = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1)
