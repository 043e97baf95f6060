/**
 * `npm run demo:chain`: « Le Panier Drive », 61 stores, 150,000 customers, 3 million sales over two years, judged and
 * written by the product's own functions. Cut off, it is cleared and made afresh; made once, it stays unless --again.
 */
import { access, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { sql } from 'kysely'
import { countDays } from '../../server/features/figures/count-days.ts'
import { DAY_MS, localDayOf } from '../../server/lib/time.ts'
import { inTenant } from '../../server/platform/database.ts'
import type { Fact } from '../../server/platform/facts.ts'
import { reactions } from '../../server/reactions.ts'
import type { Opened, Say } from '../../server/start.ts'
import { analyse, clearShop } from './afresh.ts'
import { openChain, OWNER_EMAIL } from './chain/house.ts'
import { monthsOf } from './chain/orders.ts'
import type { Progress } from './chain/share.ts'
import { SLUG, TIME_ZONE, WHOLE_CHAIN, type ChainSize, type Job } from './chain/size.ts'
import { progressTeller } from './progress.ts'

/** The number of the stores. */
const SEED = 61

export async function run({ server, parts }: Opened, args: string[], say: Say): Promise<number> {
  const { db, config } = parts
  const size = sizeOf(args)
  const begun = join(config.home, 'chain.begun')
  const cut_off = await access(begun).then(
    () => true,
    () => false,
  )
  const known = await db.selectFrom('tenant').select('tenant_id').where('slug', '=', SLUG).executeTakeFirst()
  if (known && !cut_off && !args.includes('--again')) {
    say(
      'Le Panier Drive est déjà là. Pour le refaire\u202f: npm run demo:chain -- --again',
      'Le Panier Drive is there already. To make it again: npm run demo:chain -- --again',
    )
    return 0
  }
  if (known) {
    say('L’enseigne commencée est effacée…', 'The chain that was begun is cleared…')
    await clearShop(server.ownerUrl, known.tenant_id)
  }
  await writeFile(begun, '')
  const started = performance.now()
  const today = localDayOf(Date.now(), TIME_ZONE)
  const { tenant_id, store_ids, password } = await openChain(parts, size, SEED, today)
  // The reactions are done here, in larger slices: whoever runs beside must not count a sale twice.
  await holdReactions(parts, tenant_id)
  const teller = progressTeller(say, size)
  const shares = Array.from({ length: size.workers }, (_, part): Job => ({
    size,
    seed: SEED,
    today,
    tenant_id,
    store_ids,
    part,
  }))
  await Promise.all(shares.map((job) => inThread(job, server.appUrl, config.home, teller.add)))
  say('Les journées des magasins sont comptées…', 'The days of the stores are counted…')
  await analyse(server.ownerUrl)
  for (const { from_day, to_day } of monthsOf(today - size.days - 1, today + 1))
    await countMonth(parts, tenant_id, store_ids, from_day, to_day)
  await releaseReactions(parts, tenant_id)
  await rm(begun)
  const minutes = ((performance.now() - started) / 60_000).toFixed(1)
  say(
    `Le Panier Drive est ouvert en ${minutes.replace('.', ',')} min\u202f: ${config.public_url}/t/${SLUG} · ${OWNER_EMAIL} · mot de passe\u202f: ${password}`,
    `Le Panier Drive is open in ${minutes} min: ${config.public_url}/t/${SLUG} · ${OWNER_EMAIL} · password: ${password}`,
  )
  return 0
}

/** `--customers=3000 --sales=60000` make a small one. */
function sizeOf(args: string[]): ChainSize {
  const given = (name: keyof ChainSize) => {
    const text = args.find((arg) => arg.startsWith(`--${name}=`))?.split('=')[1]
    return text ? { [name]: Number(text) } : {}
  }
  return {
    ...WHOLE_CHAIN,
    ...given('customers'),
    ...given('sales'),
    ...given('stores'),
    ...given('days'),
    ...given('workers'),
  }
}

function inThread(job: Job, app_url: string, home: string, told: (added: Progress) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./chain/worker.ts', import.meta.url), {
      workerData: { job, app_url, home },
    })
    worker.on('message', told)
    worker.on('error', reject)
    worker.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`A worker of the chain ended with ${code}.`)),
    )
  })
}

const LAST_TXID = '9223372036854775807'
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
type Parts = Opened['parts']

const holdReactions = ({ db }: Parts, tenant_id: string) =>
  inTenant(db, { tenant_id, actor: 'system' }, ({ tx }) =>
    sql`insert into reaction_cursor (tenant_id, reaction, txid, fact_id)
      select ${tenant_id}, name, ${LAST_TXID}::bigint, ${LAST_ID}::uuid from unnest(${reactions.map(({ name }) => name)}::text[]) name
      on conflict (tenant_id, reaction) do update set txid = excluded.txid, fact_id = excluded.fact_id`.execute(
      tx,
    ),
  )

/** From here on every reaction follows what is new. */
const releaseReactions = ({ db }: Parts, tenant_id: string) =>
  inTenant(db, { tenant_id, actor: 'system' }, ({ tx }) =>
    sql`update reaction_cursor set txid = last.txid, fact_id = last.fact_id
      from (select txid, fact_id from fact where tenant_id = ${tenant_id} order by txid desc, fact_id desc limit 1) last
      where tenant_id = ${tenant_id}`.execute(tx),
  )

/** One thing that happened for each store and day is enough to have that day counted. */
const countMonth = (
  { db }: Parts,
  tenant_id: string,
  store_ids: string[],
  from_day: number,
  to_day: number,
) =>
  inTenant(db, { tenant_id, actor: 'system' }, (ctx) => {
    const days = Array.from(
      { length: to_day - from_day },
      (_, nth) => new Date((from_day + nth) * DAY_MS + DAY_MS / 2),
    )
    const facts = days.flatMap((occurred_at) =>
      store_ids.map((store_id) => ({ store_id, customer_id: null, occurred_at }) as Fact),
    )
    return countDays(ctx, facts)
  })
