/**
 * `npm run bench -- ledger [--quick]`: earning, spending, returning over HTTP and expiry by the night's run, each beside the
 * same rows written by plain SQL, one transaction for each operation, in the same run; and earning at one merchant
 * beside sixty-four, since a total that everybody updates would show there.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { sql } from 'kysely'
import { settleDueAccounts } from '../server/features/points/nightly.ts'
import type { Programme } from '../server/features/programmes/programme.ts'
import { newId } from '../server/lib/id.ts'
import { inTenant } from '../server/platform/database.ts'
import { load, requestBytes, type Loaded } from './load.ts'
import type { Result } from './main.ts'
import { rawEarn, rawExpiry, rawPool, rawReturn, rawSpend, type RawSale } from './ledger-raw.ts'
import { benchShop, type BenchShop } from './shop.ts'

const MERCHANTS = 64
const CONNECTIONS = 16
const REWARD_ID = newId()
/** The product also checks rights, decides, explains and answers over HTTP; it shares writes between operations. */
const LIMIT_OF_RAW = 0.5

export async function run({ quick }: { quick: boolean }): Promise<Result> {
  const seconds = quick ? 3 : 10
  const shop = await benchShop(quick ? 4_000 : 20_000)
  const stores = await openTown(shop)
  const server = fork(new URL('./serve.ts', import.meta.url), { execArgv: [] })
  server.send({ kind: 'product', config: shop.config })
  const [{ port }] = (await once(server, 'message')) as [{ port: number }]
  const pick = <T>(from: T[]) => from[Math.floor(Math.random() * from.length)]!
  const ask = (method: string, path: string, body: object) =>
    requestBytes(method, `/api${path}`, shop.token, JSON.stringify(body))

  const sold: { sale_id: string; customer_id: string }[] = []
  const earn = (stores_used: string[]) => () => {
    const [sale_id, customer_id] = [newId(), pick(shop.customer_ids)]
    sold.push({ sale_id, customer_id })
    return ask('PUT', `/sales/${sale_id}`, {
      store_id: pick(stores_used),
      customer_id,
      occurred_at: new Date().toISOString(),
      amount_cents: 3_000 + Math.floor(Math.random() * 4_000),
    })
  }
  const measure = async (next: () => Buffer | null, for_s = seconds) => {
    const loaded = await load({ port, connections: CONNECTIONS, seconds: for_s, next })
    if (loaded.failed > 0) throw new Error(`${loaded.failed} of ${loaded.requests} were not accepted`)
    return loaded
  }
  const spend = () =>
    ask('PUT', `/customers/${pick(sold).customer_id}/redemptions/${newId()}`, { reward_id: REWARD_ID })
  const takeBack = () => {
    const sale = sold.pop()
    if (!sale) return null
    const lines = [{ line_no: 1, quantity_milli: 1000 }]
    return ask('PUT', `/sales/${sale.sale_id}/returns/${newId()}`, {
      lines,
      occurred_at: new Date().toISOString(),
    })
  }
  for (const next of [earn(stores), spend, takeBack]) await measure(next, 1)
  // As the server does by itself within a minute: until then it takes every table for nearly empty, and any index for as good
  // as another, on both sides.
  const { withClient } = await import('../test/template.ts')
  await withClient(shop.adminUrl, (client) => client.query('analyze'))

  // By turns, so that what else runs on the machine weighs on both alike.
  const hot: Loaded[] = []
  const spread: Loaded[] = []
  for (let round = 0; round < (quick ? 2 : 3); round += 1) {
    hot.push(await measure(earn(stores.slice(0, 1))))
    spread.push(await measure(earn(stores)))
  }
  const raw = rawPool(shop, CONNECTIONS)
  const raw_sales: RawSale[] = []
  const raw_earned = await rawEarn(raw, shop, stores[0]!, seconds, CONNECTIONS, raw_sales)
  const spent = await measure(spend)
  const raw_spent = await rawSpend(raw, shop, seconds, CONNECTIONS, raw_sales, REWARD_ID)
  const returned = await measure(takeBack)
  const raw_returned = await rawReturn(raw, shop, seconds, CONNECTIONS, raw_sales)
  server.kill()
  const expired = await expire(shop)
  const raw_expired = await rawExpiry(raw, shop, quick ? 20_000 : 200_000)
  await raw.end()
  await shop.drop()

  const median = (runs: Loaded[]) => runs.toSorted((a, b) => a.per_s - b.per_s)[Math.floor(runs.length / 2)]!
  const [one, many] = [median(hot), median(spread)]
  const table = [
    ['earn, one merchant', one, raw_earned],
    [`earn, ${MERCHANTS} merchants`, many, raw_earned],
    ['spend', spent, raw_spent],
    ['return', returned, raw_returned],
  ] as const
  for (const [name, ours, plain] of table)
    console.log(
      `${name.padEnd(24)} ${whole(ours.per_s)}/s  p99 ${ms(ours.p99_ms)}   raw ${whole(plain.per_s)}/s  p99 ${ms(plain.p99_ms)}   ratio ${round2(ours.per_s / plain.per_s)}`,
    )
  console.log(
    `${'expiry, lots'.padEnd(24)} ${whole(expired)}/s                  raw ${whole(raw_expired)}/s                  ratio ${round2(expired / raw_expired)}`,
  )
  const ratios = {
    earn: round2(one.per_s / raw_earned.per_s),
    spend: round2(spent.per_s / raw_spent.per_s),
    return: round2(returned.per_s / raw_returned.per_s),
    expiry: round2(expired / raw_expired),
  }
  return {
    bench: 'ledger',
    ours: Math.round(one.per_s),
    limit: Math.round(raw_earned.per_s * LIMIT_OF_RAW),
    ratio: ratios.earn,
    limit_ratio: LIMIT_OF_RAW,
    ratios,
    hot_over_spread: round2(one.per_s / many.per_s),
    p99_ms: { earn: one.p99_ms, spend: spent.p99_ms, return: returned.p99_ms },
    lots_expired_per_s: Math.round(expired),
  }
}

const round2 = (n: number) => Math.round(n * 100) / 100
const whole = (n: number) => Math.round(n).toLocaleString('en').padStart(8)
const ms = (n: number) => `${n.toFixed(0).padStart(4)} ms`

/** A merchant and a store each; a point per euro for a year, and a reward that costs five of them. */
async function openTown(shop: BenchShop): Promise<string[]> {
  const ids = Array.from({ length: MERCHANTS }, () => ({ merchant_id: newId(), store_id: newId() }))
  const now = new Date()
  const programme: Programme = {
    ...shop.programme,
    rewards: [
      {
        reward_id: REWARD_ID,
        name: 'Remise',
        unit: 'points',
        cost: 5,
        trigger: 'chosen',
        benefit: { kind: 'discount_amount', value_cents: 50, minimum_cents: 0, valid_days: 60 },
      },
    ],
  }
  await inTenant(shop.db, { tenant_id: shop.tenant_id, actor: 'bench' }, async ({ tx }) => {
    const named = ids.map((one, n) => ({
      ...one,
      tenant_id: shop.tenant_id,
      name: `Commerce ${n}`,
      created_at: now,
    }))
    await tx
      .insertInto('merchant')
      .values(named.map(({ store_id: _, ...merchant }) => merchant))
      .execute()
    await tx
      .insertInto('store')
      .values(named.map((store) => ({ ...store, time_zone: 'Europe/Paris' })))
      .execute()
    await tx
      .insertInto('programme_version')
      .values({
        tenant_id: shop.tenant_id,
        version: 2,
        programme: JSON.stringify(programme),
        effective_at: new Date(1),
        written_by: 'bench',
        written_at: new Date(1),
      })
      .execute()
  })
  return ids.map(({ store_id }) => store_id)
}

/** Everything that is open is over in two years: lots a second, until nothing is due. */
async function expire(shop: BenchShop): Promise<number> {
  const later = new Date(Date.now() + 2 * 365 * 86_400_000)
  const count = () =>
    inTenant(shop.db, { tenant_id: shop.tenant_id, actor: 'bench' }, async ({ tx }) => {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from lot where tenant_id = ${shop.tenant_id} and unit = 'points' and remaining > 0 and expires_at <= ${later}`.execute(
        tx,
      )
      return rows[0]!.n
    })
  const open = await count()
  const began = performance.now()
  await settleDueAccounts(shop.db, shop.tenant_id, later)
  const seconds = (performance.now() - began) / 1000
  if ((await count()) > 0) throw new Error('the night left something that was over')
  return open / seconds
}
