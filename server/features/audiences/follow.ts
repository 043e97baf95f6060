/** Keeps memberships fresh: after facts, when a date comes, and for everybody when a rule is new. */
import { fields } from '../../fields.ts'
import type { Context } from '../../platform/database.ts'
import { publish, type Fact, type Reaction } from '../../platform/facts.ts'
import { CustomerCreated, CustomerLeft, CustomerReturnedTo } from '../customers/events.ts'
import { ImportUndone } from '../imports/events.ts'
import { AudienceFilled } from './events.ts'
import { countDay, judgeMany, judgeSome, takeTurn, wakeBy } from './judge.ts'
import { loadWorld } from './load-world.ts'
import {
  dropDue,
  dropStrangers,
  endOfSlice,
  findAudience,
  findMembers,
  findNextDue,
  forgetClock,
  listDue,
  listLive,
  listTouched,
  markJudged,
} from './queries.ts'
import { listensTo } from './rules.ts'
import type { World } from './world.ts'

type Live = Awaited<ReturnType<typeof listLive>>

/** Whatever an audience asks, it is about those who are there. */
const ABOUT_ANYBODY = [CustomerCreated, CustomerLeft, CustomerReturnedTo].map(({ kind }) => kind)
const DUE_SLICE = 2000
const FILL_SLICE = 100_000
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** Behind those that prepare what the fields read: a sale's lines and sums are there before it is judged. */
export const followReaction = (after: string[]): Reaction => ({
  name: 'audiences.follow',
  kinds: [
    ...new Set([
      ...ABOUT_ANYBODY,
      ImportUndone.kind,
      ...[...fields.values()].flatMap(({ changed_by }) => changed_by),
    ]),
  ].sort(),
  after,
  run: follow,
})

async function follow(ctx: Context, facts: Fact[]): Promise<void> {
  const live = await listLive(ctx)
  if (live.length === 0) return
  const world = await loadWorld(ctx)
  if (facts.some(({ kind }) => kind === ImportUndone.kind)) {
    await takeTurn(ctx)
    await countDay(ctx, world, {}, await dropStrangers(ctx))
  }
  const happened = new Set(facts.map(({ kind }) => kind))
  const listening = live.filter(({ rule }) => {
    const kinds = listensTo(rule, fields, world.audiences)
    return ABOUT_ANYBODY.some((kind) => happened.has(kind)) || [...kinds].some((kind) => happened.has(kind))
  })
  if (listening.length === 0) return
  const customer_ids = [...new Set(facts.flatMap(concerned))]
  const account_ids = facts.flatMap(({ payload }) => [payload.from, payload.into].filter(isAccount))
  const ids = await listTouched(ctx, customer_ids, account_ids)
  if (ids.length > 0) await judgeAndTell(ctx, listening, { ...world, scope: { ids } })
}

/** By kind of fact: where it names others than whom it is about. */
const CONCERNS = new Map<string, Set<string>>()
for (const { changed_by, concerns = [] } of fields.values())
  for (const kind of concerns.length > 0 ? changed_by : [])
    CONCERNS.set(kind, new Set([...(CONCERNS.get(kind) ?? []), ...concerns]))

const concerned = ({ kind, customer_id, payload }: Fact): string[] => [
  ...(customer_id ? [customer_id] : []),
  ...[...(CONCERNS.get(kind) ?? [])].map((name) => payload[name]).filter(isAccount),
]

const isAccount = (value: unknown): value is string => typeof value === 'string' && value.length === 36

/** Points moved on these accounts without a fact of their own: the night let them mature or expire. */
export async function followAccounts(ctx: Context, account_ids: string[]): Promise<void> {
  const live = await listLive(ctx)
  if (live.length === 0) return
  const ids = await listTouched(ctx, [], account_ids)
  if (ids.length > 0) await judgeAndTell(ctx, live, { ...(await loadWorld(ctx)), scope: { ids } })
}

async function judgeAndTell(ctx: Context, audiences: Live, world: World, all_dates = false) {
  await takeTurn(ctx)
  // Who is in before everybody has been judged has not come: it was not known yet.
  const told = new Map(
    audiences.filter(({ judged_at }) => judged_at).map((one) => [one.audience_id, one.name]),
  )
  await judgeSome(ctx, audiences, world, { all_dates, told })
}

/** Judges the next few whose date has come. False when nobody is left; the next job is asked for then. */
export async function followDates(ctx: Context): Promise<boolean> {
  await takeTurn(ctx)
  const ids = await listDue(ctx, DUE_SLICE)
  if (ids.length === 0) {
    await forgetClock(ctx)
    await wakeBy(ctx, await findNextDue(ctx))
    return false
  }
  const world = await loadWorld(ctx, { ids })
  const live = await listLive(ctx)
  await judgeAndTell(ctx, live, world, true)
  // Whoever is gone altogether is due no more.
  await dropDue(ctx, ids)
  return true
}

/** One slice of everybody; the id to go on after, or null when all have been judged. */
export async function fillSlice(
  ctx: Context,
  audience_id: string,
  after: string = NOBODY,
): Promise<{ next: string | null; came: number; went: number } | null> {
  const audience = await findAudience(ctx, audience_id)
  if (!audience?.rule || audience.archived_at) return null
  await takeTurn(ctx)
  const until = await endOfSlice(ctx, after, FILL_SLICE)
  const isWhole = after === NOBODY && until === null
  const world = await loadWorld(ctx, isWhole ? null : { after, until })
  const { came, went } = await judgeMany(ctx, [{ audience_id, rule: audience.rule }], world)
  return { next: until, came: came[audience_id] ?? 0, went: went[audience_id] ?? 0 }
}

/** Everybody has been judged by the rule as it was at `updated_at`. */
export async function endFill(
  ctx: Context,
  audience_id: string,
  { updated_at, came, went }: { updated_at: Date; came: number; went: number },
) {
  const audience = await findAudience(ctx, audience_id)
  if (!audience || audience.updated_at.getTime() !== updated_at.getTime()) return
  await markJudged(ctx, [audience_id], ctx.now)
  const members = await findMembers(ctx, audience_id)
  const said = { audience_id, name: audience.name, came, went, members }
  await publish(ctx, AudienceFilled, said, { subject_id: audience_id })
}
