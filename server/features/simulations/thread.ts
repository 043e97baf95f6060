/** The thread in which a simulation is worked out: reads the sales, replays, and tells how far it is as it goes. */
import { parentPort, workerData } from 'node:worker_threads'
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
  | { kind: 'progress'; phase: 'loading' | 'replaying'; done: number; total: number }
  | { kind: 'done'; result: SimulationResult }
  /** The file or the shop says no: an answer, with its code. */
  | { kind: 'refused'; code: string }

/** Told this often at most: whoever reads it has a page to draw. */
const EVERY_MS = 200

const task = workerData as Task
assert(parentPort !== null, 'this is a thread')
const port = parentPort

let told_at = 0
function tell(phase: 'loading' | 'replaying', done: number, total: number) {
  const now = performance.now()
  if (now - told_at < EVERY_MS) return
  told_at = now
  port.postMessage({ kind: 'progress', phase, done, total } satisfies Said)
}

try {
  port.postMessage({ kind: 'done', result: await work() } satisfies Said)
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  port.postMessage({ kind: 'refused', code: error.code } satisfies Said)
}

async function work(): Promise<SimulationResult> {
  const began = performance.now()
  const pool = openPool(task.database_url, 1)
  const db = openDatabase(pool)
  const { loaded, house } = await inTenant(
    db,
    { tenant_id: task.tenant_id, actor: 'system' },
    async (ctx) => ({
      loaded: await load(ctx),
      house: await findHouse(ctx),
    }),
  ).finally(() => db.destroy())
  const { log } = loaded
  const { currency, language } = house
  const { variants, behaviour, margin, budget_basis_points } = task
  const steps = simulating(log, {
    variants,
    behaviour,
    margin,
    budget_basis_points,
    currency,
    language,
    newId,
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
  const outlook = outlookOf(log, margin)
  return {
    from: isoDate(localDayOf(log.from_ms, log.time_zone)),
    to: isoDate(localDayOf(log.to_ms - 1, log.time_zone)),
    months: log.months,
    sales: log.sales,
    lines: log.total_cents.length,
    members: outlook.members,
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

async function load(ctx: Context): Promise<Awaited<ReturnType<typeof loadShop>> & Partial<LoadedFile>> {
  const { source, from, to } = task.wish
  const wish = {
    from,
    to,
    people: task.variants.some(({ programme }) => programme !== null && asksAboutPeople(programme)),
    told: (read: number, of: number) => tell('loading', read, of),
  }
  if (source.kind === 'sales') return loadShop(ctx, wish)
  // Reading files is much code, and only then wanted.
  const { loadFile } = await import('./load-file.ts')
  return loadFile(ctx, { ...wish, import_id: source.import_id })
}

function asksAboutPeople({ earning, multipliers = [], rewards }: Programme): boolean {
  return (
    rewards.some(({ club_ids }) => club_ids?.length) ||
    [...earning, ...multipliers].some(
      ({ when }) => when.first_purchase || when.birthday || when.tags || when.club_ids || when.audience_ids,
    )
  )
}
