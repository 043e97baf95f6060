/**
 * Killed under load, again and again, the program and PostgreSQL in turn: nothing acknowledged is lost, nothing counts
 * twice. KILL_CYCLES sets how often (20 in a test run).
 */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { auditTenant } from '../server/features/points/audit.ts'
import { newId } from '../server/lib/id.ts'
import { joinEmbedded } from '../server/platform/postgres/embedded.ts'
import { freePort, startProcess, untilReady, type Product } from './running-product.ts'
import { setUpShop, type Shop } from './running-shop.ts'

const CYCLES = Number(process.env.KILL_CYCLES ?? 20)
type Sent = { sale_id: string; body: string; cents: number; acknowledged: boolean }

/** A till: sends a sale until it is acknowledged, with the same id and content, however often the line breaks. */
async function till(product: () => Product, shop: Shop, sent: Sent[], stopped: () => boolean) {
  while (!stopped()) {
    const cents = 100 + Math.floor(Math.random() * 9000)
    const customer_id = shop.customers[Math.floor(Math.random() * shop.customers.length)]
    const body = JSON.stringify({
      store_id: shop.store_id,
      customer_id,
      occurred_at: new Date().toISOString(),
      amount_cents: cents,
    })
    const sale: Sent = { sale_id: newId(), body, cents, acknowledged: false }
    sent.push(sale)
    while (!sale.acknowledged && !stopped()) {
      const response = await send(product().address, shop.key, sale)
      if (response?.status === 200) sale.acknowledged = true
      else await sleep(20)
    }
  }
}

const send = (address: string, key: string, sale: Sent) =>
  fetch(`${address}/api/sales/${sale.sale_id}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: sale.body,
    signal: AbortSignal.timeout(5_000),
  }).then(
    async (response) => (await response.arrayBuffer(), response),
    () => null,
  )

test(
  `killed ${CYCLES} times under load, nothing acknowledged is lost and nothing is there twice`,
  { timeout: 600_000 },
  async (t) => {
    const home = mkdtempSync(join(tmpdir(), 'comptoir-kill-'))
    const port = await freePort()
    let product = await startProcess(home, port)
    let stopped = false
    t.after(async () => {
      stopped = true
      await product.stop()
      rmSync(home, { recursive: true, force: true })
    })
    const shop = await setUpShop(product.address)
    const sent: Sent[] = []
    const tills = Array.from({ length: 6 }, () =>
      till(
        () => product,
        shop,
        sent,
        () => stopped,
      ),
    )
    for (let cycle = 0; cycle < CYCLES; cycle++) {
      await sleep(150 + Math.random() * 250)
      if (cycle % 3 === 1) {
        product.killDatabase()
        continue
      }
      // Both at once, every third time: an orphan, and no database to adopt.
      if (cycle % 3 === 2) product.killDatabase()
      await product.kill()
      product = await startProcess(home, port)
    }
    await untilReady(product.address).catch((error: Error) =>
      assert.fail(`${error.message}\n${product.said()}`),
    )
    await sleep(500)
    stopped = true
    await Promise.all(tills)
    // What was never acknowledged is sent once more, as a till does when it comes back.
    for (const sale of sent.filter((one) => !one.acknowledged)) {
      const until = Date.now() + 30_000
      while ((await send(product.address, shop.key, sale))?.status !== 200)
        assert.ok(Date.now() < until, `a sale is acknowledged once all is up again\n${product.said()}`)
    }

    const joined = await joinEmbedded(home)
    const address = new URL(joined.adminUrl)
    address.pathname = new URL(joined.ownerUrl).pathname
    const client = new pg.Client({ connectionString: address.href })
    await client.connect()
    const { rows } = await client.query<{ sale_id: string; total_cents: string }>(
      'select sale_id, total_cents from sale',
    )
    const { rows: tenants } = await client.query<{ tenant_id: string }>('select tenant_id from tenant')
    const findings = await auditTenant(client, tenants[0]!.tenant_id)
    await client.end()
    const recorded = new Map(rows.map((row) => [row.sale_id, Number(row.total_cents)]))
    for (const sale of sent)
      assert.equal(recorded.get(sale.sale_id), sale.cents, `sale ${sale.sale_id} is there, as it was sent`)
    assert.equal(rows.length, sent.length)
    assert.deepEqual(findings, [])
    assert.ok(sent.length > CYCLES, `there was a load: ${sent.length} sales`)
  },
)
