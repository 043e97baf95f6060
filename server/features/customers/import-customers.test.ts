import { test } from 'node:test'
import assert from 'node:assert/strict'
import { openShop } from '../../../test/shop.ts'
import { newId } from '../../lib/id.ts'
import { importCustomers, undoImportedCustomers } from './actions.ts'
import { CustomerCreated } from './events.ts'

const options = { source: 'import', import_id: null }
const row = (wish: object) => ({ customer_id: newId(), wish })

test('a file creates, updates, leaves alone, doubts and refuses, each row with its answer', async () => {
  const shop = await openShop()
  const known = newId()
  await shop.put(`/customers/${known}`, { first_name: 'Marie', last_name: 'Dupont', phones: ['0612345678'] })
  const rows = [
    row({ first_name: 'Paul', last_name: 'Martin', emails: ['paul@exemple.fr'], tags: ['noël'] }),
    row({
      first_name: 'MARIE',
      last_name: 'DUPONT',
      phones: ['06 12 34 56 78'],
      emails: ['marie@exemple.fr'],
    }),
    row({ first_name: 'Marie', last_name: 'Dupont', phones: ['0612345678'] }),
    row({ first_name: 'Jacques', last_name: 'Henri', phones: ['0612345678'] }),
    row({ first_name: 'Anne', phones: ['12'] }),
    row({ first_name: 'Paul', last_name: 'Martin', emails: ['PAUL@exemple.fr'], birth_date: '1970-05-01' }),
  ]
  const answers = await shop.within((ctx) => importCustomers(ctx, rows, options))
  assert.deepEqual(
    answers.map((a) => a.effect),
    ['created', 'updated', 'unchanged', 'duplicate_of', 'refused', 'updated'],
  )
  assert.deepEqual(
    answers.map((a) => a.customer_id),
    [rows[0]!.customer_id, known, known, known, rows[4]!.customer_id, rows[0]!.customer_id],
  )
  assert.equal(answers[4]!.code, 'phone_invalid')
  const paul = (await shop.get(`/customers/${rows[0]!.customer_id}`)).body
  assert.equal(paul.birth_date, '1970-05-01')
  assert.deepEqual(paul.tags, ['noël'])
  assert.match(paul.card_number, /^2\d{12}$/)
  assert.equal((await shop.get('/customers/search?q=paul%20mar')).body.items.length, 1)
  assert.equal((await shop.announced(CustomerCreated)).length, 2)
  const twice = await shop.within((ctx) => importCustomers(ctx, rows, options))
  assert.deepEqual(
    twice.map((a) => a.effect),
    ['unchanged', 'unchanged', 'unchanged', 'duplicate_of', 'refused', 'unchanged'],
  )
})

test('an undone import leaves the shop as it was, but for those who have bought since', async () => {
  const shop = await openShop()
  const known = newId()
  const import_id = newId()
  await shop.put(`/customers/${known}`, { first_name: 'Marie', last_name: 'Dupont', phones: ['0612345678'] })
  const before = (await shop.get(`/customers/${known}`)).body
  const rows = [
    row({ first_name: 'Paul', last_name: 'Martin' }),
    row({
      first_name: 'Marie',
      last_name: 'Dupont',
      phones: ['0612345678'],
      emails: ['marie@exemple.fr'],
      birth_date: '1980-01-02',
    }),
    row({ first_name: 'Lise', last_name: 'Noir' }),
  ]
  const answers = await shop.within((ctx) => importCustomers(ctx, rows, { source: 'import', import_id }))
  await shop.put(`/customers/${rows[2]!.customer_id}/notes/${newId()}`, { text: 'Passe le samedi' })
  const effects = answers.map(({ customer_id, effect, before }) => ({
    customer_id,
    effect: effect as 'created',
    before,
  }))
  const undone = await shop.within((ctx) => undoImportedCustomers(ctx, effects, import_id))
  assert.deepEqual(
    undone.map((u) => u.outcome),
    ['removed', 'kept', 'restored'],
  )
  assert.equal((await shop.get(`/customers/${rows[0]!.customer_id}`)).status, 404)
  assert.deepEqual((await shop.get('/customers/search?q=martin')).body.items, [])
  const after = (await shop.get(`/customers/${known}`)).body
  assert.deepEqual({ ...after, updated_at: null }, { ...before, updated_at: null })
})

test('a thousand rows come in together, and a till creating one of them doubles nobody', async () => {
  const shop = await openShop()
  const rows = Array.from({ length: 1000 }, (_, i) =>
    row({ first_name: `Prénom ${i}`, last_name: 'Essai', emails: [`essai${i}@exemple.fr`] }),
  )
  const started = performance.now()
  const [answers, till] = await Promise.all([
    shop.within((ctx) => importCustomers(ctx, rows, options)),
    shop.put(`/customers/${newId()}`, {
      first_name: 'Prénom 999',
      last_name: 'Essai',
      emails: ['essai999@exemple.fr'],
    }),
  ])
  const ms = Math.round(performance.now() - started)
  const made = answers.filter((a) => a.effect === 'created').length + (till.status === 200 ? 1 : 0)
  assert.equal(made, 1000, `${till.status} ${JSON.stringify(till.body).slice(0, 200)}`)
  assert.ok(ms < 20_000, `${ms} ms`)
})
