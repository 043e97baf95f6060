/**
 * How long after its answer a sale has its customer in the audience it makes them a member of: in the whole program, with
 * every reaction, while tills go on selling.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { buildApp } from '../server/app.ts'
import { newId } from '../server/lib/id.ts'
import { reactUntilDone, startReactor } from '../server/platform/reactor.ts'
import { reactions } from '../server/reactions.ts'
import { plausibleSale, type BenchShop } from './shop.ts'

const PROBES = 200
const TILLS = 4
/** A till that is busy: a sale every fifth of a second, on top of what it takes to answer. */
const BETWEEN_MS = 200
const LOOK_MS = 5
const GIVEN_UP_MS = 20_000

/** `audience_id`: those who bought within 30 days. */
export async function freshAfterSales(shop: BenchShop, admin: pg.Client, audience_id: string) {
  await reactUntilDone(shop.db, shop.tenant_id, reactions)
  let nudge = () => {}
  const app = await buildApp({ config: shop.config, pool: shop.pool, db: shop.db, nudge: () => nudge() })
  const reactor = startReactor(shop.db, reactions, (error) => console.error(error))
  nudge = reactor.nudge
  const sell = async (customer_id?: string) => {
    const sale = plausibleSale(shop)
    const { statusCode, body } = await app.inject({
      method: 'PUT',
      url: `/api/sales/${newId()}`,
      headers: { authorization: `Bearer ${shop.token}` },
      payload: { ...sale, ...(customer_id && { customer_id }) },
    })
    if (statusCode !== 200) throw new Error(body)
  }
  let selling = true
  let sold = 0
  const till = async () => {
    while (selling) {
      await sell()
      sold += 1
      await sleep(BETWEEN_MS)
    }
  }
  const started = performance.now()
  const tills = Array.from({ length: TILLS }, till)
  try {
    const times: number[] = []
    for (const customer_id of await strangers(shop, admin, audience_id)) {
      await sell(customer_id)
      times.push(await untilMember(shop, admin, audience_id, customer_id))
      await sleep(20)
    }
    const busy_s = (performance.now() - started) / 1000
    times.sort((a, b) => a - b)
    const at = (share: number) =>
      Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))]!)
    return {
      fresh_probes: times.length,
      fresh_p50_ms: at(0.5),
      fresh_p99_ms: at(0.99),
      fresh_worst_ms: at(1),
      fresh_other_sales_per_s: Math.round((sold / busy_s) * 10) / 10,
    }
  } finally {
    selling = false
    await Promise.all(tills)
    await reactor.stop()
    await app.close()
  }
}

/** Customers who are not in yet. */
async function strangers({ tenant_id }: BenchShop, admin: pg.Client, audience_id: string): Promise<string[]> {
  const { rows } = await admin.query(
    `select customer_id from customer c where tenant_id = $1 and not exists (select from audience_member m
      where m.tenant_id = $1 and m.audience_id = $2 and m.customer_id = c.customer_id) order by 1 limit ${PROBES}`,
    [tenant_id, audience_id],
  )
  return rows.map(({ customer_id }) => customer_id)
}

async function untilMember(
  { tenant_id }: BenchShop,
  admin: pg.Client,
  audience_id: string,
  customer_id: string,
): Promise<number> {
  const sold_at = performance.now()
  while (performance.now() - sold_at < GIVEN_UP_MS) {
    const { rowCount } = await admin.query(
      'select from audience_member where tenant_id = $1 and audience_id = $2 and customer_id = $3',
      [tenant_id, audience_id, customer_id],
    )
    if (rowCount) return performance.now() - sold_at
    await sleep(LOOK_MS)
  }
  throw new Error(`${customer_id} did not become a member`)
}
