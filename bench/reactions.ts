/**
 * `npm run bench -- reactions [--quick]`: facts a second through all reactions, sales of four stores on three days, beside
 * recording the same sales; a product that records faster than it reacts falls behind for as long as the rush lasts.
 */
import { openCodes } from '../server/features/vouchers/codes.ts'
import { saleRecorder } from '../server/features/sales/recorder.ts'
import { newId } from '../server/lib/id.ts'
import { DAY_MS } from '../server/lib/time.ts'
import { inTenant } from '../server/platform/database.ts'
import type { Reaction } from '../server/platform/facts.ts'
import { reactUntilDone } from '../server/platform/reactor.ts'
import { reactions } from '../server/reactions.ts'
import type { Result } from './main.ts'
import { benchShop, plausibleSale, type BenchShop } from './shop.ts'

const STORES = 4
const DAYS = 3
/** Sales under way at once while they are recorded, as from a till's queue. */
const AT_ONCE = 500
/** Reactions share the machine with the tills: they keep up when they are no slower. */
const LIMIT_OF_RECORDING = 1

export async function run({ quick }: { quick: boolean }): Promise<Result> {
  const shop = await benchShop(quick ? 5_000 : 20_000)
  const store_ids = await openStores(shop)
  const count = quick ? 12_000 : 60_000
  // What the house itself announced, and the first planning, are no part of it.
  await record(shop, store_ids, 500)
  await reactUntilDone(shop.db, shop.tenant_id, reactions)
  const recording_ms = await record(shop, store_ids, count)
  const { withClient } = await import('../test/template.ts')
  await withClient(shop.adminUrl, (client) => client.query('analyze'))
  const spent_ms = new Map(reactions.map(({ name }) => [name, 0]))
  const timed = reactions.map((reaction): Reaction => ({
    ...reaction,
    run: async (ctx, facts) => {
      const began = performance.now()
      await reaction.run(ctx, facts)
      spent_ms.set(reaction.name, spent_ms.get(reaction.name)! + performance.now() - began)
    },
  }))
  const began = performance.now()
  await reactUntilDone(shop.db, shop.tenant_id, timed)
  const all_ms = performance.now() - began
  await shop.drop()
  const line = (what: string, ms: number) => console.log(`${what.padEnd(32)} ${perSecond(count, ms)}/s`)
  for (const [name, ms] of [...spent_ms].toSorted(([, a], [, b]) => b - a).slice(0, 12)) line(name, ms)
  line('all reactions', all_ms)
  line('recording', recording_ms)
  const raw = (count * 1000) / recording_ms
  const ours = (count * 1000) / all_ms
  return {
    bench: 'reactions',
    ours: Math.round(ours),
    limit: Math.round(raw * LIMIT_OF_RECORDING),
    ratio: Math.round((ours / raw) * 100) / 100,
    limit_ratio: LIMIT_OF_RECORDING,
    recorded_per_s: Math.round(raw),
  }
}

const perSecond = (count: number, ms: number) =>
  Math.round((count * 1000) / ms)
    .toLocaleString('en')
    .padStart(8)

async function openStores(shop: BenchShop): Promise<string[]> {
  const store_ids = Array.from({ length: STORES - 1 }, () => newId())
  const { tenant_id, merchant_id } = shop
  await inTenant(shop.db, { tenant_id, actor: 'bench' }, ({ tx, now }) =>
    tx
      .insertInto('store')
      .values(
        store_ids.map((store_id) => ({
          tenant_id,
          store_id,
          merchant_id,
          name: 'Bench',
          time_zone: 'Europe/Paris',
          created_at: now,
        })),
      )
      .execute(),
  )
  return [shop.store_id, ...store_ids]
}

/** Milliseconds that it took. */
async function record(shop: BenchShop, store_ids: string[], count: number): Promise<number> {
  const recorder = saleRecorder({ pool: shop.pool, db: shop.db, codes: openCodes(shop.config.home) })
  const began = performance.now()
  for (let left = count; left > 0; left -= AT_ONCE)
    await Promise.all(
      Array.from({ length: Math.min(left, AT_ONCE) }, () => {
        const at = new Date(Date.now() - Math.random() * DAYS * DAY_MS)
        const store_id = store_ids[Math.floor(Math.random() * store_ids.length)]!
        const sale = { ...plausibleSale(shop, at), store_id, sale_id: newId() }
        return recorder.record(shop.tenant_id, { ...sale, actor: 'bench', device_id: null, source: 'api' })
      }),
    )
  return performance.now() - began
}
