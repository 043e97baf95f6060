import { test } from 'node:test'
import assert from 'node:assert/strict'
import { openShop, owner } from '../../../test/shop.ts'
import { runJobs } from '../../../test/jobs.ts'
import { newId } from '../../lib/id.ts'
import { auditTenant } from '../points/audit.ts'
import { presetProgrammes } from '../programmes/rules.ts'
import { sendFile } from './sample.ts'

const HEAD = 'Ticket;Date;Heure;Client;Code article;Article;Quantité;Prix unitaire\r\n'
/** Some days ago, as a French spreadsheet writes it. */
const day = (ago: number) =>
  new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10).split('-').reverse().join('/')
const fileFrom = (ago: number) =>
  HEAD +
  [
    `T1;${day(ago)};10:05;C1;ROBE;Robe lin;1;89,90`,
    `T1;${day(ago)};10:05;C1;FOUL;Foulard;2;25,00`,
    `T1;${day(ago)};10:05;C1;FOUL;Foulard;2;25,00`,
    `T2;${day(ago - 1)};11:00;;ROBE;Robe lin;1;89,90`,
    `T3;${day(ago - 2)};12:00;C2;PERLE;Perle;30;0,125`,
    `T4;${day(ago - 3)};09:30;C1;FOUL;Foulard;-3;25,00`,
    `T5;${day(ago - 3)};09:40;C2;ROBE;Robe lin;-1;89,90`,
    `T6;${day(ago - 4)};09:40;C2;ROBE;Robe lin;0;89,90`,
    'T7;31/02/2025;09:40;C2;ROBE;Robe lin;1;89,90',
    '',
  ].join('\r\n')
const FILE = fileFrom(30)

async function shopWithCustomers() {
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
  const customer_id = newId()
  await shop.put(`/customers/${customer_id}`, {
    first_name: 'Marie',
    external_ids: [{ system: 'file', value: 'C1' }],
  })
  return { ...shop, key: await shop.keyFor('owner'), customer_id, unit: programme.units[0]!.unit }
}
type Shop = Awaited<ReturnType<typeof shopWithCustomers>>

async function findings(shop: Shop) {
  const client = await owner.connect()
  try {
    return await auditTenant(client, shop.tenant_id)
  } finally {
    client.release()
  }
}

async function bringIn(shop: Shop, file: string, options: object = {}) {
  const { import_id, body } = await sendFile(shop.key, file, { kind: 'sales', name: 'ventes.csv' })
  assert.equal(body.state, 'uploaded', JSON.stringify(body))
  assert.equal((await shop.call('PATCH', `/imports/${import_id}`, { options })).status, 200)
  await shop.put(`/imports/${import_id}/rehearsal`)
  await runJobs()
  const rehearsed = (await shop.get(`/imports/${import_id}`)).body
  assert.equal(rehearsed.state, 'rehearsed', JSON.stringify(rehearsed.error))
  await shop.put(`/imports/${import_id}/run`)
  await runJobs()
  const done = (await shop.get(`/imports/${import_id}`)).body
  assert.equal(done.state, 'done', JSON.stringify(done.error))
  await shop.react()
  return { import_id, rehearsal: rehearsed.rehearsal, ...done.result }
}

const record = async (shop: Shop) => (await shop.get(`/customers/${shop.customer_id}`)).body
const euros = (amounts: Record<string, number>) =>
  Object.fromEntries(
    Object.entries(amounts)
      .filter(([, n]) => n !== 0)
      .map(([name, n]) => [name, n / 10_000]),
  )
const some = (counts: Record<string, number>) =>
  Object.fromEntries(Object.entries(counts).filter(([, n]) => n !== 0))

test('every line of a file of sales is sold, come back, or refused with its reason, and the money adds up', async () => {
  const shop = await shopWithCustomers()
  const { counts, amounts, reasons, rehearsal } = await bringIn(shop, FILE)
  assert.deepEqual(some(counts), {
    sales: 3,
    sold_lines: 5,
    sold_anonymous_lines: 2,
    returns: 1,
    returned_lines: 1,
    return_without_sale_lines: 1,
    refused: 3,
  })
  assert.deepEqual(euros(amounts), {
    sold: 283.55,
    sold_recorded: 283.55,
    sold_anonymous: 93.65,
    returned: -75,
    returned_recorded: -75,
    return_without_sale: -89.9,
  })
  assert.deepEqual(reasons.map((why: any) => [why.code, why.rows]).sort(), [
    ['date_impossible', [10]],
    ['quantity_zero', [9]],
    ['return_without_sale', [8]],
  ])
  assert.deepEqual(rehearsal.counts, counts)
  const { figures, accounts } = await record(shop)
  assert.deepEqual([figures.visits, figures.spent_cents], [1, 18990])
  assert.deepEqual(accounts, [])
  assert.deepEqual(await findings(shop), [])
})

test('the same file again adds nothing; an overlapping one adds only what is new', async () => {
  const shop = await shopWithCustomers()
  await bringIn(shop, FILE)
  const again = await bringIn(shop, FILE)
  assert.deepEqual(some(again.counts), { already_lines: 6, return_without_sale_lines: 1, refused: 3 })
  const more = await bringIn(
    shop,
    HEAD +
      `T1;${day(30)};10:05;C1;FOUL;Foulard;2;25,00\r\n`.repeat(3) +
      `T8;${day(9)};10:00;C1;SAC;Sac;1;120,00\r\n`,
  )
  assert.deepEqual(some(more.counts), { already_lines: 2, sales: 2, sold_lines: 2 })
  assert.equal((await record(shop)).figures.spent_cents, 18990 + 5000 + 12000)
  assert.deepEqual(await findings(shop), [])
})

test('old sales earn when asked to, returns take it back, and undoing leaves what stood before', async () => {
  const shop = await shopWithCustomers()
  await shop.put(`/sales/${newId()}`, {
    store_id: shop.store_id,
    customer_id: shop.customer_id,
    occurred_at: new Date().toISOString(),
    amount_cents: 3050,
  })
  await shop.react()
  const before = await record(shop)
  const { import_id, counts } = await bringIn(shop, FILE, {
    points: 'earn',
    unknown_customers: 'create',
    unknown_products: 'create',
  })
  assert.ok(counts[`earned_${shop.unit}`] > 0, JSON.stringify(counts))
  assert.deepEqual([counts.customers_created, counts.products_created], [1, 3])
  assert.deepEqual(await findings(shop), [])
  const after = await record(shop)
  assert.ok(after.accounts[0].balance > before.accounts[0].balance, JSON.stringify(after.accounts))

  assert.equal((await shop.put(`/imports/${import_id}/undo`)).body.state, 'undoing')
  await runJobs()
  await shop.react()
  const undone = (await shop.get(`/imports/${import_id}`)).body
  assert.equal(undone.state, 'undone', JSON.stringify(undone.error))
  assert.deepEqual(await findings(shop), [])
  const back = await record(shop)
  assert.deepEqual(back.accounts, before.accounts)
  assert.deepEqual(back.figures, before.figures)
  assert.equal((await shop.get('/customers')).body.total, 1)
  assert.deepEqual((await shop.get('/products')).body.items, [])
  // Brought in once more, it gives what it gave.
  const again = await bringIn(shop, FILE, {
    points: 'earn',
    unknown_customers: 'create',
    unknown_products: 'create',
  })
  assert.deepEqual(again.counts, counts)
  assert.deepEqual(await findings(shop), [])
})

test('a reward that an import set off goes with it; one that somebody used keeps the import', async () => {
  const shop = await shopWithCustomers()
  const big = `${HEAD}T1;${day(20)};10:05;C1;ROBE;Robe;1;950,00\r\n`
  const { import_id } = await bringIn(shop, big, { points: 'earn' })
  const vouchers = async () => (await record(shop)).vouchers.length
  assert.equal(await vouchers(), 4)
  assert.equal((await shop.put(`/imports/${import_id}/undo`)).status, 200)
  await runJobs()
  assert.equal((await shop.get(`/imports/${import_id}`)).body.state, 'undone')
  assert.equal(await vouchers(), 0)
  assert.deepEqual(await findings(shop), [])

  const second = await bringIn(shop, big, { points: 'earn' })
  await shop.put(`/sales/${newId()}`, {
    store_id: shop.store_id,
    customer_id: shop.customer_id,
    occurred_at: new Date().toISOString(),
    amount_cents: 6000,
  })
  const answer = await shop.put(`/imports/${second.import_id}/undo`)
  assert.deepEqual([answer.status, answer.body.code], [409, 'import_points_spent'])
  assert.match(answer.body.title, /ont déjà servi/)
  assert.deepEqual(await findings(shop), [])
})

test('a return of years ago takes back the points of its day and leaves no debt today', async () => {
  const shop = await shopWithCustomers()
  const { counts } = await bringIn(shop, fileFrom(1500), { points: 'earn' })
  assert.equal(counts.returns, 1)
  const [account] = (await record(shop)).accounts
  assert.equal(account?.debt ?? 0, 0)
  assert.deepEqual(await findings(shop), [])
})
