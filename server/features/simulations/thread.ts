/** The thread in which a simulation is worked out: reads the sales, replays, and tells how far it is as it goes. */
import { availableParallelism } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import type pg from 'pg'
import { newId } from '../../lib/id.ts'
import { isoDate, localDayOf } from '../../lib/time.ts'
import { assert } from '../../lib/assert.ts'
import { inTenant, openDatabase, openPool, type Context } from '../../platform/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Programme } from '../programmes/programme.ts'
import type { LoadedFile } from './load-file.ts'
import { loadShop } from './load-shop.ts'
import { findHouse } from './queries.ts'
import { bytesOf } from './replay/columns.ts'
import { outlookOf } from './replay/outlook.ts'
import { simulating, type Variant, type VariantResult } from './replay/simulate.ts'
import type { Behaviour } from './replay/behaviour.ts'
import type { Margin } from './replay/outlook.ts'
import type { SimulationResult } from './result.ts'
import { startSecondThread } from './second-thread.ts'
import type { SimulationWish } from './wish.ts'

export type Task = {
  database_url: string
  tenant_id: string
  wish: Pick<SimulationWish, 'source' | 'from' | 'to'>
  variants: Variant[]
  behaviour: Behaviour
  margin: Margin
  budget_basis_points: number | null
}

export type Said =
  | { kind: 'progress'; phase: 'loading' | 'replaying'; done: number; total: number | null }
  | { kind: 'done'; result: SimulationResult }
  /** The file or the shop says no: an answer, with its code. */
  | { kind: 'refused'; code: string }

/** Told this often at most: whoever reads it has a page to draw. */
const EVERY_MS = 100
/** Fewer are replayed before a second thread has started. */
const SHARED_FROM_SALES = 50_000

const task = workerData as Task
assert(parentPort !== null, 'this is a thread')
const port = parentPort

let told_at = 0
function tell(phase: 'loading' | 'replaying', done: number, total: number | null) {
  const now = performance.now()
  if (now - told_at < EVERY_MS) return
  told_at = now
  port.postMessage({ kind: 'progress', phase, done, total } satisfies Said)
}

async function work(): Promise<SimulationResult> {
  const began = performance.now()
  const { loaded, house } = await loading()
  const { log } = loaded
  const { currency, language } = house
  const { variants, behaviour, margin, budget_basis_points } = task
  const second =
    log.sales >= SHARED_FROM_SALES && availableParallelism() > 1 ? startSecondThread(log) : undefined
  tell('replaying', 0, 1)
  const outlook = outlookOf(log, margin)
  const steps = simulating(log, {
    variants,
    behaviour,
    margin,
    budget_basis_points,
    currency,
    language,
    newId,
    outlook,
    ...(second && { replay: second.replay }),
  })
  let results: VariantResult[] | undefined
  let replayed = 0
  while (results === undefined) {
    const step = steps.next()
    if (step.done) results = step.value
    else {
      replayed = step.value.done
      tell('replaying', step.value.done, step.value.total)
    }
  }
  second?.end()
  return {
    from: isoDate(localDayOf(log.from_ms, log.time_zone)),
    to: isoDate(localDayOf(log.to_ms - 1, log.time_zone)),
    months: log.months,
    sales: log.sales,
    lines: log.total_cents.length,
    members: outlook.members,
    activities: log.activities.count,
    anonymous_sales: loaded.anonymous.sales,
    anonymous_cents: loaded.anonymous.cents,
    refused_lines: loaded.refused_lines ?? 0,
    returns_without_sale: loaded.returns_without_sale ?? 0,
    left_out: log.left_out,
    currency,
    average_basket_cents: outlook.basket.average_cents,
    median_basket_cents: outlook.basket.median_cents,
    visits_per_year: Math.round(outlook.visits.per_year * 10) / 10,
    turnover_cents: outlook.turnover_cents,
    margin,
    behaviour,
    replayed_sales: replayed,
    seconds: Math.round((performance.now() - began) / 10) / 100,
    columns_bytes: bytesOf(log),
    variants: results,
  }
}

type LoadedAny = Awaited<ReturnType<typeof loadShop>> & Partial<LoadedFile>

async function loading(): Promise<{ loaded: LoadedAny; house: Awaited<ReturnType<typeof findHouse>> }> {
  // One to ask, and one on which the sales are copied out meanwhile.
  const pool = openPool(task.database_url, 2)
  const db = openDatabase(pool)
  try {
    return await inTenant(db, { tenant_id: task.tenant_id, actor: 'system' }, async (ctx) => ({
      loaded: await load(ctx, pool),
      house: await findHouse(ctx),
    }))
  } finally {
    await db.destroy()
  }
}

async function load(ctx: Context, pool: pg.Pool): Promise<LoadedAny> {
  const { source, from, to } = task.wish
  const programmes = task.variants.flatMap(({ programme }) => programme ?? [])
  const wish = {
    from,
    to,
    asks: { people: programmes.some(asksAboutPeople), means: programmes.some(asksAboutMeans) },
    told: (read: number, of: number | null) => tell('loading', read, of),
  }
  if (source.kind === 'sales') return loadShop(ctx, pool, wish)
  // Reading files is much code, and only then wanted.
  const { loadFile } = await import('./load-file.ts')
  return loadFile(ctx, { ...wish, import_id: source.import_id })
}

const conditionsOf = ({ earning, multipliers = [] }: Programme) =>
  [...earning, ...multipliers].map(({ when }) => when)

const asksAboutPeople = (programme: Programme): boolean =>
  programme.rewards.some(({ club_ids }) => club_ids?.length) ||
  conditionsOf(programme).some(
    (when) => when.first_purchase || when.birthday || when.tags || when.club_ids || when.audience_ids,
  )

const asksAboutMeans = (programme: Programme): boolean =>
  conditionsOf(programme).some(({ payment_means }) => payment_means?.length)

try {
  port.postMessage({ kind: 'done', result: await work() } satisfies Said)
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  port.postMessage({ kind: 'refused', code: error.code } satisfies Said)
}
