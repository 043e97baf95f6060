/**
 * What time does, for every account on which something is due: holds that lapsed are let go and pending lots mature (and
 * repay debts); rewards that this sets off are issued; tiers are reviewed; what has expired leaves. A midnight after the
 * other, in slices, each a transaction of its own: it can stop anywhere and goes on where it stopped, since what is done is
 * not due any more.
 */
import { sql } from 'kysely'
import { inTenant, type Context, type Database } from '../../platform/database.ts'
import { findProgramme } from '../programmes/actions.ts'
import { finishNight, noteSlice, startNight } from './nightly-run.ts'

/** Accounts of one slice: large enough to be worth its statements, small enough to keep a till waiting for no second. */
const SLICE = 2000
/** Every local midnight is one of these: zones are whole quarters of an hour apart. */
const QUARTER_MS = 15 * 60_000
/** Slices under way at once: a large night is the work of two cores, and the others are left to the tills. */
const LANES = 2
const TRIES_MAX = 5
const RACES = ['CT001', '40001', '40P01']

/** What moved in one unit of one account. */
export type Moved = {
  account_id: string
  unit: string
  available: number
  matured_lots: number
  reviewed: boolean
}

/** What other features do in the night, each in the slice's transaction and at its place in the order. */
export type Night = {
  /** Units became available, enough for a reward that comes by itself. Returns how many were given. */
  matured?: (ctx: Context, account_ids: string[]) => Promise<number>
  /** Reviews have come: `account.tier_value` says what counted. */
  reviewed?: (ctx: Context, moved: Moved[]) => Promise<void>
  /** The night is over for these accounts. */
  settled?: (ctx: Context, account_ids: string[]) => Promise<void>
}

type Place = { due_at: string; account_id: string }
const FIRST: Place = { due_at: '-infinity', account_id: '00000000-0000-0000-0000-000000000000' }

/** Returns how many accounts were settled. */
export async function settleDueAccounts(
  db: Database,
  tenant_id: string,
  now: Date,
  night: Night = {},
): Promise<number> {
  const who = { tenant_id, actor: 'system', now }
  let settled = 0
  let started = false
  let after = new Date(0)
  for (;;) {
    const first = await inTenant(db, who, (ctx) => findFirstDue(ctx, after))
    if (!first) break
    if (!started) await inTenant(db, who, startNight)
    started = true
    const as_of = new Date(Math.min(now.getTime(), Math.ceil(first.getTime() / QUARTER_MS) * QUARTER_MS))
    const next = ranges((from) => inTenant(db, who, (ctx) => findEnd(ctx, as_of, from)))
    const lane = async () => {
      for (let range = await next(); range; range = await next()) {
        const taken = range
        const done = await unlessRaced(() =>
          inTenant(db, who, (ctx) => settleSlice(ctx, as_of, taken, night)),
        )
        settled += done
      }
    }
    await Promise.all(Array.from({ length: LANES }, lane))
    after = as_of
  }
  if (started) await inTenant(db, who, finishNight)
  return settled
}

/** A slice that met another writer (a deadlock, a change without its account) is done anew: nothing of it is kept. */
async function unlessRaced<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1)
    try {
      return await work()
    } catch (error) {
      if (tries === TRIES_MAX || !RACES.includes((error as { code?: string }).code ?? '')) throw error
    }
}

type Range = { from: Place; to: Place | null }

/** One range after the other, whoever asks; the last has no end. */
function ranges(findTheEnd: (from: Place) => Promise<Place | null>): () => Promise<Range | undefined> {
  let from: Place | null = FIRST
  let turn: Promise<unknown> = Promise.resolve()
  const take = async (): Promise<Range | undefined> => {
    if (!from) return undefined
    const range = { from, to: await findTheEnd(from) }
    from = range.to
    return range
  }
  return () => {
    const mine = turn.then(take)
    turn = mine.catch(() => {})
    return mine
  }
}

/** Where the slice ends that begins after `from`; null when it is the last. */
async function findEnd({ tx, tenant_id }: Context, as_of: Date, from: Place): Promise<Place | null> {
  const { rows } = await sql<Place>`
    select due_at::text as due_at, account_id
    from due_slice_end(${tenant_id}, ${as_of}, ${from.due_at}::timestamptz, ${from.account_id}, ${SLICE})`.execute(
    tx,
  )
  return rows[0] ?? null
}

async function findFirstDue({ tx, tenant_id, now }: Context, after: Date): Promise<Date | null> {
  const { rows } = await sql<{ due_at: Date | null }>`
    select min(due_at) as due_at from account where tenant_id = ${tenant_id} and due_at > ${after} and due_at <= ${now}
  `.execute(tx)
  return rows[0]!.due_at
}

/** A till that is just writing to an account is not waited for: it settles it itself, or the next run does. */
async function settleSlice(ctx: Context, as_of: Date, { from, to }: Range, night: Night): Promise<number> {
  const { tx, tenant_id, now, actor } = ctx
  const { rows: due } = await sql<{ account_id: string; unit: string }>`
    select * from lock_due_slice(${tenant_id}, ${as_of}, ${from.due_at}::timestamptz, ${from.account_id},
      ${to?.due_at ?? null}::timestamptz, ${to?.account_id ?? null})`.execute(tx)
  if (due.length === 0) return 0
  const ids = due.map(({ account_id }) => account_id)
  const units = due.map(({ unit }) => unit)
  const { rows: moved } = await sql<Moved>`
    select * from mature_many(${tenant_id}, ${ids}::uuid[], ${units}::text[], ${as_of}, ${now}, ${actor})`.execute(
    tx,
  )
  const matured = moved.filter(({ matured_lots }) => matured_lots > 0)
  const rewarded = matured.length > 0 ? await listThoseWhoReach(ctx, matured) : []
  const rewards = (rewarded.length > 0 && (await night.matured?.(ctx, rewarded))) || 0
  const reviewed = moved.filter((one) => one.reviewed)
  if (reviewed.length > 0) await night.reviewed?.(ctx, reviewed)
  const { rows } = await sql<{ lots: number }>`
    select expire_many(${tenant_id}, ${ids}::uuid[], ${units}::text[], ${as_of}, ${now}, ${actor}) as lots`.execute(
    tx,
  )
  await night.settled?.(ctx, [...new Set(ids)])
  const matured_lots = matured.reduce((sum, one) => sum + one.matured_lots, 0)
  const accounts = due.length
  await noteSlice(ctx, { accounts, matured: matured_lots, expired: rows[0]!.lots, rewards })
  return accounts
}

/** Whose units are enough for the cheapest reward that comes by itself: the others need not be looked at one by one. */
async function listThoseWhoReach(ctx: Context, matured: Moved[]): Promise<string[]> {
  const rewards = (await findProgramme(ctx))?.programme.rewards ?? []
  const reaches = ({ unit, available }: Moved) =>
    rewards.some((one) => one.trigger === 'automatic' && one.unit === unit && one.cost <= available)
  return [...new Set(matured.filter(reaches).map(({ account_id }) => account_id))]
}
