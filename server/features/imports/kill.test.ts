import { test } from 'node:test'
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { config, databaseUrl, db, openShop, owner } from '../../../test/shop.ts'
import { runJobs } from '../../../test/jobs.ts'
import { newId } from '../../lib/id.ts'
import { auditTenant } from '../points/audit.ts'
import { presetProgrammes } from '../programmes/rules.ts'
import { sendFile } from './sample.ts'
import { recoverAllImports } from './tasks.ts'

const SALES = 9000

/** Killed with no warning somewhere in the middle, as often as asked; returns how far it was each time. */
async function killWorkers(read: () => Promise<{ rows_read: number; state: string }>, times: number) {
  const seen: number[] = []
  for (let time = 0; time < times; time++) {
    const args = [
      join(import.meta.dirname, 'sample-worker.ts'),
      databaseUrl(),
      databaseUrl('comptoir_app'),
      config.home,
    ]
    const child = spawn(process.execPath, args, { stdio: 'ignore' })
    const before = (await read()).rows_read
    for (let waited = 0; waited < 30_000; waited += 20) {
      const { rows_read, state } = await read()
      if (rows_read > before || state === 'done') break
      await sleep(20)
    }
    child.kill('SIGKILL')
    await once(child, 'exit')
    seen.push((await read()).rows_read)
    await recoverAllImports(db, 0)
  }
  return seen
}

test('a worker killed in the middle, twice, loses no row and doubles none', async () => {
  const shop = await openShop()
  const programme = presetProgrammes.points({ newId, language: 'fr' })
  await shop.within(({ tx }) =>
    tx
      .insertInto('programme_version')
      .values({
        tenant_id: shop.tenant_id,
        version: 1,
        programme: JSON.stringify(programme),
        effective_at: new Date(0),
        written_by: 'test',
        written_at: new Date(0),
      })
      .execute(),
  )
  const day = new Date(Date.now() - 40 * 86_400_000).toISOString().slice(0, 10)
  const lines = Array.from(
    { length: SALES * 2 },
    (_, n) => `T${n >> 1};${day} 10:00;C${(n >> 1) % 400};P${n % 50};1;${10 + (n % 7)},50`,
  )
  const file = `Ticket;Date;Client;Code article;Quantité;Prix unitaire\r\n${lines.join('\r\n')}\r\n`
  const { import_id } = await sendFile(await shop.keyFor('owner'), file, { kind: 'sales' })
  await shop.call('PATCH', `/imports/${import_id}`, {
    options: { points: 'earn', unknown_customers: 'create', unknown_products: 'create' },
  })
  await shop.put(`/imports/${import_id}/rehearsal`)
  await runJobs()
  const rehearsed = (await shop.get(`/imports/${import_id}`)).body
  assert.equal(rehearsed.state, 'rehearsed', JSON.stringify(rehearsed.error))
  await shop.put(`/imports/${import_id}/run`)
  const read = async () => (await shop.get(`/imports/${import_id}`)).body
  const seen = await killWorkers(read, 2)
  assert.ok(seen[0]! > 0 && seen[0]! < SALES * 2, `killed in the middle, at ${seen}`)
  await runJobs()
  const done = await read()
  assert.deepEqual([done.state, done.rows_read], ['done', SALES * 2])
  assert.deepEqual(
    [done.result.counts.sales, done.result.counts.sold_lines, done.result.counts.customers_created],
    [SALES, SALES * 2, 400],
  )
  const { rows } = await owner.query(
    'select count(*)::int as sales, sum(total_cents)::int as cents from sale where tenant_id = $1',
    [shop.tenant_id],
  )
  assert.deepEqual([rows[0].sales, rows[0].cents * 100], [SALES, done.result.amounts.sold])
  const client = await owner.connect()
  assert.deepEqual(await auditTenant(client, shop.tenant_id), [])
  client.release()
})
