/**
 * Sales a second over HTTP, durable, with lines, points and lots, beside, in the same run: (a) bare Fastify answering
 * the same JSON, (b) the same rows written by the batch's SQL alone, (c) one transaction per sale over HTTP, (d) a
 * programme with a ladder, a multiplier by tier and a cap, which reads and writes more.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { openCodes } from '../server/features/vouchers/codes.ts'
import type { Programme } from '../server/features/programmes/programme.ts'
import { applyDecision } from '../server/features/sales/apply.ts'
import { decideSale } from '../server/features/sales/decide.ts'
import { findHouse } from '../server/features/sales/house.ts'
import { rowsOf } from '../server/features/sales/rows.ts'
import { readState } from '../server/features/sales/state.ts'
import type { SaleToRecord } from '../server/features/sales/wish.ts'
import { newId } from '../server/lib/id.ts'
import { load, requestBytes, type Loaded } from './load.ts'
import type { Result } from './main.ts'
import { benchShop, plausibleSale, type BenchShop } from './shop.ts'

const LIMIT_OF_RAW = 0.6

export async function run({ quick }: { quick: boolean }): Promise<Result> {
  const seconds = quick ? 4 : 12
  const shop = await benchShop(quick ? 5_000 : 20_000)
  const rounds = quick ? 1 : 3
  const rows: Record<string, number[]> = {
    product128: [],
    product8: [],
    rich: [],
    raw: [],
    one: [],
    bare: [],
  }
  const latencies: Record<string, Loaded> = {}
  const product = await serve(shop, 'product')
  const one = await serve(shop, 'one_by_one')
  const richShop = await benchShop(quick ? 5_000 : 20_000, 200, withTiers)
  const rich = await serve(richShop, 'product')
  const sample = await fetchAnswer(shop, product.port)
  const bare = await serve(shop, 'bare', sample)
  await measure(shop, product.port, 128, 2)
  await measure(richShop, rich.port, 128, 2)
  const before = await memory(product.child)
  for (let round = 0; round < rounds; round++) {
    rows.raw!.push(await rawBatches(shop, seconds))
    latencies.product128 = await measure(shop, product.port, 128, seconds)
    rows.product128!.push(latencies.product128.per_s)
    rows.rich!.push((await measure(richShop, rich.port, 128, seconds)).per_s)
    rows.one!.push((await measure(shop, one.port, 32, seconds)).per_s)
    latencies.product8 = await measure(shop, product.port, 8, seconds / 2)
    rows.product8!.push(latencies.product8.per_s)
    rows.bare!.push((await measure(shop, bare.port, 128, seconds / 2)).per_s)
  }
  const ours = median(rows.product128!)
  const half = await measure(shop, product.port, 128, seconds, ours / 2)
  const after = await memory(product.child)
  for (const { child } of [product, rich, one, bare]) child.kill()
  const counted = await shop.pool.query('select count(*)::int as n from pg_stat_activity')
  await shop.drop()
  await richShop.drop()
  const [raw, single] = [median(rows.raw!), median(rows.one!)]
  const line = (label: string, per_s: number, more = '') =>
    console.log(`${label.padEnd(46)} ${Math.round(per_s).toLocaleString('en').padStart(9)}/s  ${more}`)
  line(
    'Comptoir, 128 connections',
    ours,
    `p50 ${latencies.product128!.p50_ms} ms, p99 ${latencies.product128!.p99_ms} ms`,
  )
  line(
    'Comptoir, 8 connections',
    median(rows.product8!),
    `p50 ${latencies.product8!.p50_ms} ms, p99 ${latencies.product8!.p99_ms} ms`,
  )
  line('Comptoir, 128 connections at half load', half.per_s, `p50 ${half.p50_ms} ms, p99 ${half.p99_ms} ms`)
  line('(a) bare Fastify, same answer', median(rows.bare!))
  line('(b) the same rows, SQL batches without HTTP', raw)
  line('(c) one transaction per sale over HTTP', single)
  line('(d) with a ladder, a multiplier and a cap', median(rows.rich!))
  console.log(`memory ${before.rss_mb} → ${after.rss_mb} MB; ${counted.rows[0].n} connections`)
  return {
    bench: 'sales',
    ours: Math.round(ours),
    limit: Math.round(raw * LIMIT_OF_RAW),
    ratio: round2(ours / raw),
    limit_ratio: LIMIT_OF_RAW,
    raw: Math.round(raw),
    over_one_by_one: round2(ours / single),
    with_tiers: Math.round(median(rows.rich!)),
    with_tiers_ratio: round2(median(rows.rich!) / ours),
    half_load_p99_ms: half.p99_ms,
    at_8: Math.round(median(rows.product8!)),
    bare: Math.round(median(rows.bare!)),
    memory_mb: [before.rss_mb, after.rss_mb],
  }
}

/** Twice the points from the first tier on, and no more than so many a day. */
const withTiers = (programme: Programme): Programme => ({
  ...programme,
  units: programme.units.map((unit) => ({ ...unit, caps: [{ per: 'day', units_max: 500, over: 'reduce' }] })),
  multipliers: [
    {
      multiplier_id: newId(),
      name: 'Points doubles',
      unit: programme.units[0]!.unit,
      factor_milli: 2000,
      when: { tier_ids: ['silver'] },
    },
  ],
  ladders: [
    {
      ladder_id: 'status',
      name: 'Statut',
      measures: { by: 'amount' },
      period: { kind: 'rolling', months: 12 },
      starts: 'at_once',
      keeps_periods: 0,
      grace_days: 0,
      drops: 'to_earned',
      tiers: [
        { tier_id: 'silver', name: 'Argent', threshold: 10_000, benefits: [] },
        { tier_id: 'gold', name: 'Or', threshold: 50_000, benefits: [] },
      ],
    },
  ],
})

const round2 = (n: number) => Math.round(n * 100) / 100
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

async function serve(
  shop: BenchShop,
  kind: string,
  answer?: string,
): Promise<{ child: ChildProcess; port: number }> {
  const child = fork(`${import.meta.dirname}/serve.ts`, { execArgv: [] })
  child.send({ kind, config: shop.config, answer })
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  return { child, port }
}

async function memory(child: ChildProcess): Promise<{ rss_mb: number }> {
  child.send('memory')
  return ((await once(child, 'message')) as [{ rss_mb: number }])[0]
}

const requestFor = (shop: BenchShop) =>
  requestBytes('PUT', `/api/sales/${newId()}`, shop.token, JSON.stringify(plausibleSale(shop)))

async function measure(shop: BenchShop, port: number, connections: number, seconds: number, rate?: number) {
  const loaded = await load({
    port,
    connections,
    seconds,
    next: () => requestFor(shop),
    ...(rate && { rate }),
  })
  if (loaded.failed > 0) throw new Error(`${loaded.failed} of ${loaded.requests} sales were not accepted`)
  return loaded
}

async function fetchAnswer(shop: BenchShop, port: number): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/api/sales/${newId()}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${shop.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(plausibleSale(shop)),
  })
  if (!response.ok) throw new Error(`The first sale was not accepted: ${await response.text()}`)
  return response.text()
}

/** What the recorder writes, decided beforehand: batches of 100, two at a time, only the writing is timed. */
async function rawBatches(shop: BenchShop, seconds: number): Promise<number> {
  const codes = openCodes(shop.config.home)
  const house = await findHouse(shop.db, shop.tenant_id)
  let [sales, spent_ms] = [0, 0]
  const half = shop.customer_ids.length / 2
  while (spent_ms < seconds * 1000) {
    // Two writers on customers of their own, as two batches under way have.
    const prepared = await Promise.all(
      [0, 1].map(async (writer) => {
        const batches: string[] = []
        const wishes = Array.from({ length: 100 }, (): SaleToRecord => {
          const sale = plausibleSale(shop)
          const customer_id = shop.customer_ids[writer * half + Math.floor(Math.random() * half)]!
          return { ...sale, customer_id, sale_id: newId(), actor: 'bench', device_id: null, source: 'api' }
        })
        const env = { house, codes, now: new Date() }
        const state = await readState(shop.pool, shop.tenant_id, wishes, env)
        const read = new Map([...state.accounts].map(([key, account]) => [key, { ...account }]))
        const decisions = wishes.map((wish) => {
          const decision = decideSale(state, wish, env)
          applyDecision(state, decision)
          return decision
        })
        batches.push(JSON.stringify(rowsOf(decisions, read, env)))
        return batches
      }),
    )
    const began = performance.now()
    await Promise.all(
      prepared.map(async (batches) => {
        for (const batch of batches)
          await shop.pool.query({
            name: 'record_sales',
            text: 'select record_sales($1, $2)',
            values: [shop.tenant_id, batch],
          })
      }),
    )
    spent_ms += performance.now() - began
    sales += 200
  }
  return (sales * 1000) / spent_ms
}
