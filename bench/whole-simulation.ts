/** A whole simulation as a person meets it: three programmes over the sales in the database, progress, calling it off. */
import { sql } from 'kysely'
import type { Programme } from '../server/features/programmes/programme.ts'
import { askSimulation, cancelSimulation } from '../server/features/simulations/actions.ts'
import { findSimulation } from '../server/features/simulations/queries.ts'
import { runSimulation } from '../server/features/simulations/run.ts'
import { newId } from '../server/lib/id.ts'
import { inTenant, type Context } from '../server/platform/database.ts'
import { serverProcessor } from './processor.ts'
import { benchShop, type BenchShop } from './shop.ts'

const LOOK_MS = 40

export async function wholeSimulation(sales: number, programmes: Record<string, Programme>) {
  const shop = await benchShop(Math.ceil(sales / 8), 2000)
  await soldBy(shop, sales)
  const variants = Object.entries(programmes).map(([name, programme]) => ({
    variant_id: name,
    name,
    programme,
  }))
  const within = <T>(work: (ctx: Context) => Promise<T>) =>
    inTenant(shop.db, { tenant_id: shop.tenant_id, actor: 'bench' }, work)

  async function begun() {
    const simulation_id = newId()
    const wish = { name: 'bench', source: { kind: 'sales' as const }, variants }
    await within((ctx) => askSimulation(ctx, { simulation_id, by_name: 'bench', wish }))
    const began = performance.now()
    let over = false
    const run = runSimulation(shop, { tenant_id: shop.tenant_id, simulation_id }).finally(() => (over = true))
    return { simulation_id, began, run, isOver: () => over }
  }

  const serverUsed = await serverProcessor(shop.pool)
  const server_before = serverUsed()
  const before = process.cpuUsage()
  const { simulation_id, began, run, isOver } = await begun()
  const told: number[] = [began]
  let last = ''
  let loaded_at = began
  while (!isOver()) {
    const row = await within((ctx) => findSimulation(ctx, simulation_id))
    const now = `${row!.phase} ${row!.done}`
    if (now !== last) told.push(performance.now())
    if (row!.phase === 'loading') loaded_at = performance.now()
    last = now
    await new Promise((wake) => setTimeout(wake, LOOK_MS))
  }
  await run
  const whole_s = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(before)
  const server_after = serverUsed()
  const row = await within((ctx) => findSimulation(ctx, simulation_id))
  if (row?.state !== 'done') throw new Error(`the simulation ended as ${row?.state}: ${row?.error}`)
  const waits = told.slice(1).map((at, n) => at - told[n]!)

  const other = await begun()
  await new Promise((wake) => setTimeout(wake, 1500))
  const called_off = performance.now()
  await within((ctx) => cancelSimulation(ctx, other.simulation_id))
  await other.run
  const cancelled_ms = Math.round(performance.now() - called_off)
  await shop.drop()
  return {
    whole_s: tenths(whole_s),
    loading_s: tenths((loaded_at - began) / 1000),
    // What it costs, whatever else the machine does: of both threads, and of the database.
    processor_s: tenths((user + system) / 1e6),
    server_s: server_before === null || server_after === null ? null : tenths(server_after - server_before),
    variants: variants.length,
    longest_silence_ms: Math.round(Math.max(...waits)),
    median_silence_ms: Math.round(waits.toSorted((a, b) => a - b)[Math.floor(waits.length / 2)]!),
    cancelled_ms,
    rewards: row.result!.variants.map(({ figures }) => figures.rewards_given),
  }
}

const tenths = (seconds: number) => Math.round(seconds * 10) / 10

/** Two or three lines a sale over two years, as the columns of the other measurement have them. */
export async function soldBy({ db, pool, tenant_id, store_id, merchant_id }: BenchShop, sales: number) {
  const slice = 100_000
  const began = Date.now() - 2 * 365 * 86_400_000
  for (let from = 0; from < sales; from += slice)
    await inTenant(db, { tenant_id, actor: 'bench' }, ({ tx }) =>
      sql`
      insert into sale (tenant_id, sale_id, store_id, merchant_id, customer_id, account_id, actor, occurred_at, recorded_at,
        gross_cents, discount_cents, total_cents, item_count, lines, awards, answer, content_hash, source, programme_version)
      select ${tenant_id}, md5('s' || n)::uuid, ${store_id}, ${merchant_id}, who, who, 'bench', at, at,
        5000, 0, 5000, 3, (select jsonb_agg(jsonb_build_object('n', k, 'product_id', md5('p' || 1 + (n * 31 + k * 17) % 2000)::uuid,
            'sku', 'P' || 1 + (n * 31 + k * 17) % 2000, 'category', 'cat' || (n * 7 + k) % 12, 'label', 'Article ' || (n * 31 + k * 17) % 2000,
            'qty', 1000, 'unit', cents, 'gross', cents, 'total', cents))
          from (select k, 300 + (n::bigint * 7919 + k * 104729) % 3000 as cents from generate_series(1, 2 + n % 2) k) l),
        '[]', '{"earned": [], "accounts": []}', ''::bytea, 'bench', 1
      from (select n, md5('c' || 1 + floor(power(hashint8(n)::bigint % 1000000 / 1000000.0, 2) * ${Math.ceil(sales / 8)})::int)::uuid as who,
          to_timestamp((${began} + (n::bigint * 2654435761) % ${2 * 365 * 86_400_000}) / 1000.0) as at
        from generate_series(${from + 1}::int, ${Math.min(sales, from + slice)}::int) n) x`.execute(tx),
    )
  await pool.query('analyze sale')
}
