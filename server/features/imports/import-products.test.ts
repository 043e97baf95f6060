import { test } from 'node:test'
import assert from 'node:assert/strict'
import { openShop } from '../../../test/shop.ts'
import { runJobs } from '../../../test/jobs.ts'
import { newId } from '../../lib/id.ts'
import { sendFile } from './sample.ts'

const FILE = [
  'Référence;Désignation;Famille;Prix TTC',
  'ROBE;Robe lin;Robes;89,90',
  'FOUL;Foulard;Accessoires;25',
  'VIDE;Sans prix;;',
  ';Sans référence;;12,00',
  'FOUL;Foulard soie;Accessoires;29,00',
  '',
].join('\r\n')

test('products are added and changed by reference, refused with a reason, and put back', async () => {
  const shop = await openShop()
  const key = await shop.keyFor('marketing')
  const known = newId()
  await shop.put(`/products/${known}`, { sku: 'ROBE', name: 'Robe', price_cents: 7900, category: 'Robes' })
  const { import_id, body } = await sendFile(key, FILE, { kind: 'products' })
  assert.deepEqual(
    body.columns.map((column: any) => column.field),
    ['sku', 'name', 'category', 'price'],
  )
  await shop.put(`/imports/${import_id}/rehearsal`)
  await runJobs()
  assert.equal((await shop.get('/products')).body.items.length, 1)
  await shop.put(`/imports/${import_id}/run`)
  await runJobs()
  const done = (await shop.get(`/imports/${import_id}`)).body
  assert.deepEqual(done.result.counts, done.rehearsal.counts)
  const { created, updated, unchanged, refused } = done.result.counts
  assert.deepEqual(
    { created, updated, unchanged, refused },
    { created: 1, updated: 1, unchanged: 1, refused: 2 },
  )
  const priced = async () =>
    (await shop.get('/products')).body.items.map((one: any) => [one.sku, one.name, one.price_cents])
  assert.deepEqual(await priced(), [
    ['FOUL', 'Foulard soie', 2900],
    ['ROBE', 'Robe lin', 8990],
  ])
  await shop.put(`/imports/${import_id}/undo`)
  await runJobs()
  assert.equal((await shop.get(`/imports/${import_id}`)).body.state, 'undone')
  assert.deepEqual(await priced(), [['ROBE', 'Robe', 7900]])
})
