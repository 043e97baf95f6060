/** How many have which tier, how that moved month by month, and who loses theirs next if nothing more is bought. */
import { addMonths, dayOfIsoDate, isoDate, localDayOf, startOfLocalDay } from '../../lib/time.ts'
import { isId } from '../../lib/id.ts'
import type { Context } from '../../platform/database.ts'
import { refuse as refusePlatform } from '../../platform/refusal.ts'
import type { TierState } from '../programmes/judgement.ts'
import { ladderUnit, positionOf, tierOf } from '../programmes/ladder.ts'
import type { Ladder } from '../programmes/programme.ts'
import { reviewTier } from '../programmes/tiers.ts'
import { laddersNow } from './actions.ts'
import {
  countByTier,
  countMoves,
  countPeople,
  findBackfill,
  listComing,
  listOnLadder,
  type Coming,
} from './figure-queries.ts'
import { refuse } from './refusals.ts'
import { isRaise, NEAR } from './rules.ts'

const MONTHS_BACK = 12
const MONTHS_AHEAD = 3

async function findLadder(ctx: Context, ladder_id: string): Promise<Ladder> {
  const ladder = (await laddersNow(ctx)).find((one) => one.ladder_id === ladder_id)
  if (!ladder) throw refuse('ladder_unknown')
  return ladder
}

const zoneOf = async ({ tx, tenant_id }: Context) =>
  (
    await tx
      .selectFrom('tenant')
      .select('time_zone')
      .where('tenant_id', '=', tenant_id)
      .executeTakeFirstOrThrow()
  ).time_zone

export async function readFigures(ctx: Context, ladder_id: string) {
  const ladder = await findLadder(ctx, ladder_id)
  const time_zone = await zoneOf(ctx)
  const unit = ladderUnit(ladder_id)
  const month = firstOfMonth(ctx.now, time_zone)
  const since = new Date(startOfLocalDay(addMonths(month, 1 - MONTHS_BACK), time_zone))
  const until = new Date(startOfLocalDay(addMonths(month, MONTHS_AHEAD), time_zone))
  const [people, counted] = [await countPeople(ctx), await countByTier(ctx, unit)]
  const moves = await countMoves(ctx, ladder_id, since, time_zone)
  const coming = await listComing(ctx, unit, until, time_zone)
  const names = Array.from({ length: MONTHS_BACK }, (_, at) =>
    isoDate(addMonths(month, at + 1 - MONTHS_BACK)).slice(0, 7),
  )
  return {
    ladder_id,
    name: ladder.name,
    measures: ladder.measures.by,
    unit: ladder.measures.by === 'units' ? ladder.measures.unit : null,
    people,
    tiers: tiersOf(ladder, people, counted),
    months: names.map((name) => {
      const mine = moves.filter((one) => one.month === name)
      const sum = (up: boolean) =>
        mine
          .filter(({ from_tier, to_tier }) =>
            up ? isRaise(ladder, from_tier, to_tier) : isRaise(ladder, to_tier, from_tier),
          )
          .reduce((total, one) => total + one.moves, 0)
      return { month: name, up: sum(true), down: sum(false) }
    }),
    coming: Array.from({ length: MONTHS_AHEAD }, (_, at) => {
      const name = isoDate(addMonths(month, at)).slice(0, 7)
      return {
        month: name,
        ...forecast(
          ladder,
          coming.filter((one) => one.month === name),
          time_zone,
        ),
      }
    }),
    backfill: (await findBackfill(ctx, ladder_id)) ?? null,
  }
}

const firstOfMonth = (now: Date, time_zone: string) =>
  dayOfIsoDate(`${isoDate(localDayOf(now.getTime(), time_zone)).slice(0, 7)}-01`)

/** Whoever never climbed stands where nothing is asked: on the lowest tier when it asks for nothing, else on none. */
function tiersOf(
  ladder: Ladder,
  people: number,
  counted: { tier_id: string | null; people: number; in_grace: number }[],
) {
  const base = tierOf(ladder, null)?.tier_id ?? null
  const known = new Set(ladder.tiers.map(({ tier_id }) => tier_id))
  const of = (tier_id: string) => counted.find((one) => one.tier_id === tier_id)
  const above = ladder.tiers
    .filter(({ tier_id }) => tier_id !== base)
    .reduce((sum, { tier_id }) => sum + (of(tier_id)?.people ?? 0), 0)
  const lost = counted.filter(({ tier_id }) => tier_id !== null && !known.has(tier_id))
  const rest = Math.max(0, people - above)
  const tiers = ladder.tiers.map(({ tier_id, name, threshold }) => ({
    tier_id,
    name,
    threshold,
    people: tier_id === base ? rest : (of(tier_id)?.people ?? 0),
    in_grace: of(tier_id)?.in_grace ?? 0,
  }))
  const none = base === null ? rest : 0
  return { none, of_old_tiers: lost.reduce((sum, one) => sum + one.people, 0), list: tiers }
}

/** What a review in that month would decide on what will still count then: the rules' own decision, put to it. */
function forecast(ladder: Ladder, coming: Coming[], time_zone: string) {
  let [reviewed, lower, grace] = [0, 0, 0]
  for (const { tier_id, in_grace, follows, stays, people } of coming) {
    const state: TierState = { tier_id, since_ms: 0, until_ms: 1 }
    if (in_grace) state.in_grace = true
    if (follows) state.next_tier_id = follows
    const after = reviewTier(ladder, state, stays, 1, time_zone)
    reviewed += people
    if (after?.in_grace && !in_grace) grace += people
    else if (positionOf(ladder, after?.tier_id) < positionOf(ladder, tier_id)) lower += people
  }
  return { reviewed, lower, grace }
}

export type PeopleWish = {
  ladder_id: string
  tier_id?: string
  /** Near the tier that they do not have yet, or about to be looked at. */
  who?: 'near' | 'ending'
  cursor?: string
  limit?: number
}

/** The people behind a figure: of a tier, near it (with `near`), or whose tier is looked at within the months shown. */
export async function listPeople(ctx: Context, { ladder_id, tier_id, who, cursor, limit = 50 }: PeopleWish) {
  const ladder = await findLadder(ctx, ladder_id)
  const at = tier_id === undefined ? -1 : positionOf(ladder, tier_id)
  if (tier_id !== undefined && at < 0) throw refuse('tier_unknown')
  const time_zone = await zoneOf(ctx)
  const tier = ladder.tiers[at]
  const which =
    who === 'near' && tier
      ? {
          tier_ids: below(ladder, at),
          between: [Math.ceil(tier.threshold * NEAR), tier.threshold] as [number, number],
        }
      : {
          ...(tier && { tier_ids: [tier.tier_id] }),
          ...(who === 'ending' && {
            until_before: new Date(
              startOfLocalDay(addMonths(firstOfMonth(ctx.now, time_zone), MONTHS_AHEAD), time_zone),
            ),
          }),
        }
  const after = cursor ? readCursor(cursor) : null
  const rows = await listOnLadder(ctx, ladderUnit(ladder_id), which, after, limit + 1)
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1)! : null
  return {
    items,
    next_cursor: last && Buffer.from(`${last.value} ${last.customer_id}`).toString('base64url'),
  }
}

/** Who never climbed has none written down, also where the lowest tier is everybody's. */
const below = ({ tiers }: Ladder, at: number): (string | null)[] =>
  at <= 1 ? [tiers[at - 1]?.tier_id ?? null, null] : [tiers[at - 1]!.tier_id]

function readCursor(cursor: string): { value: number; id: string } {
  const [value = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split(' ')
  if (!/^-?\d+$/.test(value) || !isId(id)) throw refusePlatform('invalid_request', { detail: 'cursor' })
  return { value: Number(value), id }
}
