import { test } from 'node:test'
import assert from 'node:assert/strict'
import { as, openShop } from '../../../test/shop.ts'
import { newId } from '../../lib/id.ts'
import { isEan13 } from './card-number.ts'
import { CustomerChanged, CustomerCreated } from './events.ts'

const marie = {
  first_name: 'MARIE',
  last_name: 'dupont-durand',
  phones: ['06.12.34.56.78'],
  emails: ['Marie.Dupont@Gmail.com'],
}

test('a card is made in one call, and the same call again changes nothing', async () => {
  const shop = await openShop()
  const id = newId()
  const first = await shop.put(`/customers/${id}`, {
    ...marie,
    birth_date: '1984-02-29',
    tags: ['VIP'],
    home_store_id: shop.store_id,
  })
  assert.equal(first.status, 200, JSON.stringify(first.body))
  const { customer } = first.body
  assert.equal(first.body.created, true)
  assert.equal(customer.first_name, 'Marie')
  assert.equal(customer.last_name, 'Dupont-Durand')
  assert.equal(customer.account_id, id)
  assert.equal(customer.phones[0].value, '+33612345678')
  assert.equal(customer.phones[0].source, 'api')
  assert.equal(customer.emails[0].value, 'marie.dupont@gmail.com')
  assert.ok(isEan13(customer.card_number) && customer.card_number.startsWith('2'))
  assert.deepEqual(customer.tags, ['VIP'])
  assert.equal(customer.birth_date, '1984-02-29')

  const again = await shop.put(`/customers/${id}`, {
    ...marie,
    birth_date: '1984-02-29',
    tags: ['VIP'],
    home_store_id: shop.store_id,
  })
  assert.deepEqual(
    { ...again, headers: null },
    { status: 200, body: { customer, created: false }, headers: null },
  )
  assert.equal((await shop.announced(CustomerCreated)).length, 1)
  const other = await shop.put(`/customers/${id}`, { ...marie, first_name: 'Anne' })
  assert.equal(other.body.code, 'customer_id_reused')
  assert.equal((await shop.get(`/customers/${id}`)).body.first_name, 'Marie')
})

test('another shop sees nothing of it', async () => {
  const [shop, stranger] = [await openShop(), await openShop()]
  const id = newId()
  await shop.put(`/customers/${id}`, marie)
  assert.equal((await stranger.get(`/customers/${id}`)).body.code, 'customer_not_found')
  assert.deepEqual((await stranger.get('/customers/search?q=dupont')).body.items, [])
  assert.equal((await stranger.put(`/customers/${newId()}`, marie)).status, 200)
})

test('who already has the phone or the e-mail is told, with no more than a seller may see', async () => {
  const shop = await openShop()
  const [id, twin] = [newId(), newId()]
  await shop.put(`/customers/${id}`, marie)
  const seller = as(await shop.keyFor('seller'))
  const warned = await seller('PUT', `/customers/${twin}`, {
    first_name: 'Paul',
    phones: ['+33 6 12 34 56 78'],
  })
  assert.equal(warned.status, 409)
  assert.equal(warned.body.code, 'possible_duplicate')
  assert.deepEqual(warned.body.candidates, [
    { customer_id: id, first_name: 'Marie', last_initial: 'D', reason: 'phone', left_at: null },
  ])
  assert.equal((await shop.get(`/customers/${twin}`)).status, 404)
  const accepted = await seller('PUT', `/customers/${twin}`, {
    first_name: 'Paul',
    phones: ['+33 6 12 34 56 78'],
    accept_duplicates: true,
  })
  assert.equal(accepted.body.created, true)
  assert.equal((await shop.get(`/customers/${id}`)).body.first_name, 'Marie')
})

test('ten cards made at once with one phone: one is made, nine are warned', async () => {
  const shop = await openShop()
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, i) =>
      shop.put(`/customers/${newId()}`, { first_name: `Enfant ${i}`, phones: ['0477123456'] }),
    ),
  )
  assert.equal(answers.filter((a) => a.status === 200).length, 1)
  assert.equal(answers.filter((a) => a.body.code === 'possible_duplicate').length, 9)
})

test('ten times the same creation at once is one record', async () => {
  const shop = await openShop()
  const id = newId()
  const answers = await Promise.all(Array.from({ length: 10 }, () => shop.put(`/customers/${id}`, marie)))
  assert.deepEqual(
    answers.map((a) => a.status),
    Array(10).fill(200),
  )
  assert.equal(answers.filter((a) => a.body.created).length, 1)
  assert.equal((await shop.announced(CustomerCreated)).length, 1)
})

test('a birth date is real, past and at most 120 years old', async () => {
  const shop = await openShop()
  const today = new Date().toISOString().slice(0, 10)
  const year = Number(today.slice(0, 4))
  const tries = [
    ['2023-02-29', 422],
    ['1900-13-01', 422],
    [`${year + 1}-01-01`, 422],
    [`${year - 121}-01-01`, 422],
    [`${year - 119}-06-15`, 200],
    ['2000-02-29', 200],
  ] as const
  for (const [birth_date, status] of tries)
    assert.equal((await shop.put(`/customers/${newId()}`, { birth_date })).status, status, birth_date)
})

test('what cannot be kept is refused with its field', async () => {
  const shop = await openShop()
  const refused = async (wish: object) => (await shop.put(`/customers/${newId()}`, wish)).body.code
  assert.equal(await refused({ phones: ['06 12'] }), 'phone_invalid')
  assert.equal(await refused({ emails: ['marie@'] }), 'email_invalid')
  assert.equal(await refused({ card_number: '12' }), 'card_number_invalid')
  assert.equal(await refused({ home_store_id: newId() }), 'store_not_found')
  assert.equal(await refused({ first_nam: 'x' }), 'invalid_request')
  await shop.put(`/customers/${newId()}`, { card_number: 'A-1234' })
  assert.equal(await refused({ card_number: 'a1234' }), 'card_number_taken')
})

test('a change keeps where each value came from, and finds the person by the new ones only', async () => {
  const shop = await openShop()
  const id = newId()
  await shop.put(`/customers/${id}`, { ...marie, source: 'import' })
  const changed = await shop.call('PATCH', `/customers/${id}`, {
    last_name: 'Lefèvre',
    phones: ['07 66 77 88 99'],
  })
  assert.equal(changed.status, 200, JSON.stringify(changed.body))
  assert.equal(changed.body.last_name, 'Lefèvre')
  assert.equal(changed.body.emails[0].source, 'import')
  assert.equal(changed.body.phones[0].source, 'api')
  const facts = await shop.announced(CustomerChanged)
  assert.deepEqual(
    facts.map((f) => f.payload.fields),
    [['last_name', 'phones']],
  )
  const { items } = (await shop.get(`/customers/${id}/values?field=last_name`)).body
  assert.deepEqual(
    items.map((i: any) => [i.value, i.source]),
    [
      ['Lefèvre', 'api'],
      ['Dupont-Durand', 'import'],
    ],
  )
  const found = async (q: string) =>
    (await shop.get(`/customers/search?q=${encodeURIComponent(q)}`)).body.items.length
  assert.equal(await found('0612345678'), 0)
  assert.equal(await found('0766778899'), 1)
  assert.equal(await found('dupont'), 0)
  assert.equal(await found('lefev mari'), 1)
  await shop.call('PATCH', `/customers/${id}`, { last_name: 'Lefèvre' })
  assert.equal((await shop.announced(CustomerChanged)).length, 1)
})

test('a card scanned, typed with spaces or opened as a link finds its person', async () => {
  const shop = await openShop()
  const id = newId()
  const { card_number: card } = (await shop.put(`/customers/${id}`, marie)).body.customer
  const spaced = card.replace(/(....)(...)(...)(...)/, '$1 $2 $3 $4')
  for (const q of [card, spaced, `https://example.org/t/lili/card#${card}`, `card:${card}`, id]) {
    const { items } = (await shop.get(`/customers/search?q=${encodeURIComponent(q)}`)).body
    assert.deepEqual(
      items.map((i: any) => [i.customer_id, i.match]),
      [[id, 'card']],
      q,
    )
  }
  const { items } = (await shop.get(`/customers/search?q=${card}`)).body
  assert.equal(items[0].phone_hint, '•• 56 78')
  assert.equal(items[0].email_hint, 'm•••@gmail.com')
})
