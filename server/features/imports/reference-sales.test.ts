/** 320,705 real lines of a gift shop, through HTTP and the database: none lost, none twice, the money to the thousandth. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { openShop, owner } from '../../../test/shop.ts'
import { runJobs } from '../../../test/jobs.ts'
import { auditTenant } from '../points/audit.ts'
import { sendFile } from './sample.ts'

const FOLDER = join(import.meta.dirname, '../../../../shared/data/retail-logs/online-retail')
const skip = existsSync(FOLDER) ? false : `the reference data is not there (${FOLDER})`

test('a year of a real shop comes in whole, and a second time adds nothing', { skip }, async (t) => {
  const reference = JSON.parse(readFileSync(join(FOLDER, 'reference_totals.json'), 'utf8'))
  const shop = await openShop()
  const key = await shop.keyFor('owner')
  const content = gunzipSync(readFileSync(join(FOLDER, 'online_retail_2010-12-01_2011-08-31.csv.gz')))
  const bringIn = async () => {
    const { import_id, status, body } = await sendFile(key, content, {
      kind: 'sales',
      name: 'online-retail.csv',
    })
    assert.equal(status, 200, JSON.stringify(body))
    await shop.call('PATCH', `/imports/${import_id}`, {
      options: { unknown_customers: 'create', unknown_products: 'create', system: 'uci' },
    })
    await shop.put(`/imports/${import_id}/rehearsal`)
    let began = Date.now()
    await runJobs()
    const rehearsed_s = (Date.now() - began) / 1000
    const state = (await shop.get(`/imports/${import_id}`)).body
    assert.equal(state.state, 'rehearsed', JSON.stringify(state.error))
    await shop.put(`/imports/${import_id}/run`)
    began = Date.now()
    await runJobs()
    const run_s = (Date.now() - began) / 1000
    const done = (await shop.get(`/imports/${import_id}`)).body
    assert.equal(done.state, 'done', JSON.stringify(done.error))
    t.diagnostic(
      `rehearsed ${Math.round(reference.lines / rehearsed_s)} lines/s, run ${Math.round(reference.lines / run_s)} lines/s`,
    )
    return done.result
  }
  const { counts, amounts, reasons } = await bringIn()
  t.diagnostic(JSON.stringify(counts))
  t.diagnostic(JSON.stringify(amounts))
  t.diagnostic(JSON.stringify(reasons.map((why: any) => [why.code, why.count])))
  assert.equal(counts.sold_lines + counts.returned_lines + counts.refused, reference.lines)
  const [tenths] = [(text: string) => Math.round(Number(text) * 10_000)]
  // Two lines have a negative price (an adjustment of bad debt): they are refused, and are the whole difference.
  const adjustments = content
    .toString()
    .split('\n')
    .filter((line) => /Adjust bad debt/.test(line) && /,-\d/.test(line.replace(/^[^,]*,[^,]*,[^,]*,/, ',')))
  const taken = amounts.sold + amounts.returned + (amounts.return_without_sale ?? 0) + (amounts.refused ?? 0)
  const negative = adjustments
    .filter((line) => /,-[\d.]+,[^,]*,[^,]*$/.test(line.trim()))
    .reduce((sum, line) => sum + tenths(line.split(',').at(-3)!), 0)
  assert.equal(taken + negative, tenths(reference.net))
  assert.equal(amounts.sold, tenths(reference.sales_positive))
  assert.ok(
    Math.abs(amounts.sold_recorded - amounts.sold) <= 100,
    'sales differ from the file by a cent at most',
  )
  const { rows } = await owner.query(
    'select count(*)::int as sales, sum(total_cents)::bigint as cents from sale where tenant_id = $1',
    [shop.tenant_id],
  )
  assert.equal(Number(rows[0].cents) * 100, amounts.sold_recorded)
  const before = await totals(shop.tenant_id)
  const again = (await bringIn()).counts
  assert.deepEqual([again.sales ?? 0, again.sold_lines ?? 0, again.returned_lines], [0, 0, 0])
  assert.equal(again.already_lines, counts.sold_lines + counts.returned_lines)
  assert.deepEqual(await totals(shop.tenant_id), before)
  const client = await owner.connect()
  assert.deepEqual(await auditTenant(client, shop.tenant_id), [])
  client.release()
})

async function totals(tenant_id: string) {
  const { rows } = await owner.query(
    `select (select count(*) from sale where tenant_id = $1) as sales, (select sum(total_cents) from sale where tenant_id = $1) as cents,
      (select count(*) from sale_return where tenant_id = $1) as returns, (select sum(total_cents) from sale_return where tenant_id = $1) as back,
      (select count(*) from customer where tenant_id = $1) as customers, (select count(*) from product where tenant_id = $1) as products`,
    [tenant_id],
  )
  return rows[0]
}
