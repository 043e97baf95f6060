/**
 * `npm run bench -- search [--quick]`: a person found among 150,000 by each way, over HTTP, with names as
 * skewed as in France. The limit is on the slowest way's 99th percentile.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { sql } from 'kysely'
import { inTenant } from '../server/platform/database.ts'
import { load, requestBytes } from './load.ts'
import { makePeople, type BenchPerson } from './people.ts'
import { benchShop, type BenchShop } from './shop.ts'

const PEOPLE = 150_000
const QUICK_PEOPLE = 20_000
const STORES = 61
const LIMIT_MS = 50
/** Tills that search without a pause, beside the one whose wait counts. */
const BUSY = 4
const ROWS_PER_INSERT = 5_000

export async function run({ quick }: { quick: boolean }) {
  const shop = await benchShop(1, 1)
  const server = fork(new URL('./serve.ts', import.meta.url), { execArgv: [] })
  try {
    server.send({ kind: 'product', config: shop.config })
    const [{ port }] = (await once(server, 'message')) as [{ port: number }]
    const started = performance.now()
    const { people, store_ids } = await fill(shop, quick ? QUICK_PEOPLE : PEOPLE)
    const fill_s = Math.round((performance.now() - started) / 1000)
    console.log(
      `${people.length} customers in ${STORES} stores, made in ${fill_s} s; one till, then ${BUSY} busy ones\n`,
    )
    const seconds = quick ? 1 : 3
    const rows = []
    for (const [way, ask] of Object.entries(waysOf(people, store_ids))) {
      const next = () =>
        requestBytes('GET', `/api/customers/search?${new URLSearchParams(ask())}`, shop.token, '')
      await load({ port, connections: 4, seconds: 0.5, next })
      const alone = await load({ port, connections: 1, seconds, next })
      const busy = await load({ port, connections: BUSY, seconds, next })
      rows.push({
        way,
        p50_ms: alone.p50_ms,
        p99_ms: alone.p99_ms,
        busy_p50_ms: busy.p50_ms,
        busy_p99_ms: busy.p99_ms,
        busy_per_s: Math.round(busy.per_s),
        failed: alone.failed + busy.failed,
      })
    }
    console.table(rows)
    const failed = rows.reduce((sum, row) => sum + row.failed, 0)
    if (failed > 0) throw new Error(`${failed} searches were not answered`)
    const ours = Math.max(...rows.map(({ p99_ms }) => p99_ms))
    const slowest = rows.find(({ p99_ms }) => p99_ms === ours)!.way
    return {
      bench: 'search',
      ours,
      limit: LIMIT_MS,
      ratio: Math.round((1000 * ours) / LIMIT_MS) / 1000,
      slowest,
      busy: Math.max(...rows.map(({ busy_p99_ms }) => busy_p99_ms)),
      customers: people.length,
    }
  } finally {
    server.disconnect()
    await shop.drop()
  }
}

const pick = <T>(from: readonly T[]) => from[Math.floor(Math.random() * from.length)]!
type Ask = () => Record<string, string>

/** What people type at a till; each time about somebody else. */
function waysOf(people: BenchPerson[], store_ids: string[]): Record<string, Ask> {
  const someone = () => pick(people)
  const here = () => ({ store_id: pick(store_ids), limit: '20' })
  return {
    'card scan': () => ({ q: someone().card }),
    'whole phone': () => ({ q: `0${someone().phone.slice(3)}` }),
    'last four digits, in a store': () => ({ q: someone().phone.slice(-4), ...here() }),
    'whole e-mail': () => ({ q: someone().email }),
    'beginning of an e-mail': () => ({ q: someone().email.split('@')[0]!.slice(0, 5) + '@' }),
    'three letters of a last name, in a store': () => ({ q: someone().last_name.slice(0, 3), ...here() }),
    'the commonest beginning, everywhere': () => ({ q: 'ma' }),
    'whole last name': () => ({ q: someone().last_name, ...here() }),
    'two beginnings': () => {
      const { first_name, last_name } = someone()
      return { q: `${last_name.slice(0, 4)} ${first_name.slice(0, 3)}`, ...here() }
    },
    'two common beginnings': () => ({ q: pick(['ma mar', 'mar ber', 'je ma', 'du ma', 'le mi']), ...here() }),
    'two names nobody has together': () => ({
      q: `${someone().last_name} ${someone().last_name}`,
      ...here(),
    }),
    'misspelt (by sound)': () => ({ q: `${someone().last_name}ts` }),
    nobody: () => ({ q: `zzq${Math.floor(Math.random() * 1e6)}` }),
  }
}

async function fill(shop: BenchShop, count: number) {
  const { tenant_id, merchant_id } = shop
  const store_ids = Array.from({ length: STORES }, () => crypto.randomUUID())
  const people = makePeople(count, store_ids)
  const now = new Date()
  await inTenant(shop.db, { tenant_id, actor: 'bench' }, async ({ tx }) => {
    await tx
      .insertInto('store')
      .values(
        store_ids.map((store_id, at) => ({
          tenant_id,
          store_id,
          merchant_id,
          name: `Magasin ${at}`,
          time_zone: 'Europe/Paris',
          created_at: now,
        })),
      )
      .execute()
  })
  for (let from = 0; from < people.length; from += ROWS_PER_INSERT) {
    const rows = JSON.stringify(people.slice(from, from + ROWS_PER_INSERT))
    // A transaction each: a long one would hold up every reaction of the same server.
    await inTenant(shop.db, { tenant_id, actor: 'bench' }, async ({ tx }) => {
      await sql`insert into customer (tenant_id, customer_id, account_id, first_name, last_name, sort_name,
        home_store_id, source, created_at, created_by, updated_at)
        select ${tenant_id}, customer_id, customer_id, first_name, last_name, sort_name, store_id, 'bench',
          ${now}, 'bench', ${now}
        from jsonb_to_recordset(${rows}::jsonb) as r (customer_id uuid, first_name text, last_name text,
          sort_name text, store_id uuid)`.execute(tx)
      await sql`insert into identifier (tenant_id, customer_id, kind, value, given, last4, home_store_id,
        source, recorded_at, recorded_by)
        select ${tenant_id}, customer_id, kind, value, value, case when kind = 'phone' then right(value,
          4) end, store_id, 'bench', ${now}, 'bench'
        from jsonb_to_recordset(${rows}::jsonb) as r (customer_id uuid, store_id uuid, card text, phone text,
          email text)
        cross join lateral (values ('card', card), ('phone', phone), ('email', email)) i (kind,
          value)`.execute(tx)
      await sql`insert into customer_token (tenant_id, token, customer_id, home_store_id)
        select ${tenant_id}, token, customer_id, store_id
        from jsonb_to_recordset(${rows}::jsonb) as r (customer_id uuid, store_id uuid, tokens jsonb)
        cross join lateral jsonb_array_elements_text(tokens) token`.execute(tx)
      await sql`insert into customer_figures (tenant_id, customer_id, last_sale_at, sales_count)
        select ${tenant_id}, customer_id, ${now}, 1 from jsonb_to_recordset(${rows}::jsonb)
          as r (customer_id uuid)`.execute(tx)
    })
  }
  const { withClient } = await import('../test/template.ts')
  await withClient(shop.adminUrl, (client) => client.query('vacuum analyze'))
  return { people, store_ids }
}
