import { test } from 'node:test'
import assert from 'node:assert/strict'
import { addCustomer, pointsProgramme, writeProgramme } from '../../../test/programme.ts'
import { openShop } from '../../../test/shop.ts'
import { newId } from '../../lib/id.ts'
import { readOwnStatement } from './actions.ts'
import { say } from './words.ts'

async function shopWithStory() {
  const shop = await openShop()
  await writeProgramme(shop, pointsProgramme())
  const customer_id = newId()
  await shop.put(`/customers/${customer_id}`, { first_name: 'Marie', phones: ['0612345678'] })
  await shop.call('PATCH', `/customers/${customer_id}`, { last_name: 'Dupont' })
  await shop.put(`/customers/${customer_id}/consents/${newId()}`, {
    channel: 'email',
    purpose: 'offers',
    given: true,
    text_version: 1,
    language: 'fr',
  })
  await shop.put(`/customers/${customer_id}/notes/${newId()}`, { text: 'Taille 38' })
  const sale_id = newId()
  const sale = await shop.put(`/sales/${sale_id}`, {
    store_id: shop.store_id,
    customer_id,
    occurred_at: new Date().toISOString(),
    lines: [{ line_no: 1, label: 'Robe', category: 'Robes', quantity_milli: 1000, unit_price_cents: 4250 }],
  })
  assert.equal(sale.status, 200, JSON.stringify(sale.body))
  const back = await shop.put(`/sales/${sale_id}/returns/${newId()}`, {
    lines: [{ line_no: 1, quantity_milli: 1000 }],
    occurred_at: new Date().toISOString(),
  })
  assert.equal(back.status, 200, JSON.stringify(back.body))
  return { shop, customer_id }
}

test('everything that happened is one list, newest first, in plain sentences', async () => {
  const { shop, customer_id } = await shopWithStory()
  const { status, body } = await shop.get(`/customers/${customer_id}/timeline`)
  assert.equal(status, 200, JSON.stringify(body))
  const titles = body.items.map((i: any) => i.title.replaceAll(/[\u00a0\u202f]/g, ' '))
  for (const sentence of [
    'Carte créée',
    'Fiche modifiée : nom',
    'Accord donné pour recevoir les offres (e-mail)',
    'Note : Taille 38',
    'Achat de 42,50 €',
    'Retour de 42,50 €',
  ])
    assert.ok(titles.includes(sentence), `${sentence} in ${JSON.stringify(titles)}`)
  assert.ok(
    titles.some((t: string) => t.startsWith('42 points gagnés')),
    JSON.stringify(titles),
  )
  const times = body.items.map((i: any) => i.occurred_at)
  assert.deepEqual(times, times.toSorted().toReversed())
  const english = await shop.call('GET', `/customers/${customer_id}/timeline`)
  assert.equal(english.body.items.length, body.items.length)
})

test('it is filtered by kind, and read page by page without a gap or a double', async () => {
  const { shop, customer_id } = await shopWithStory()
  const kinds = async (query: string) =>
    (await shop.get(`/customers/${customer_id}/timeline?${query}`)).body.items.map((i: any) => i.kind)
  assert.deepEqual(await kinds('kinds=sale,return'), ['return', 'sale'])
  assert.deepEqual(await kinds('kinds=note'), ['note'])
  const all = (await shop.get(`/customers/${customer_id}/timeline`)).body.items.map((i: any) => i.id)
  const seen: string[] = []
  let cursor = ''
  do {
    const { body } = await shop.get(
      `/customers/${customer_id}/timeline?limit=2${cursor && `&cursor=${cursor}`}`,
    )
    seen.push(...body.items.map((i: any) => i.id))
    cursor = body.next_cursor ?? ''
  } while (cursor)
  assert.deepEqual(seen, all)
  assert.equal((await shop.get(`/customers/${customer_id}/timeline?kinds=rubbish`)).status, 400)
  const stranger = await openShop()
  assert.equal((await stranger.get(`/customers/${customer_id}/timeline`)).status, 404)
})

test('G-17 the statement explains every entry, and its running balance ends at the balance', async () => {
  const { shop, customer_id } = await shopWithStory()
  const { status, body } = await shop.get(`/customers/${customer_id}/statement`)
  assert.equal(status, 200, JSON.stringify(body))
  const record = (await shop.get(`/customers/${customer_id}`)).body
  assert.equal(body.items[0].balance_after, record.accounts[0].balance)
  assert.equal(
    body.items.reduce((sum: number, e: any) => sum + e.amount, 0),
    record.accounts[0].balance,
  )
  assert.deepEqual(
    body.items.map((e: any) => e.kind),
    ['reverse', 'earn'],
  )
  assert.match(body.items[1].explanation, /^42 points gagnés \(achat\)/)
  assert.equal(body.items[1].balance_after, 42)
  assert.deepEqual(
    body.items.map((e: any) => e.cause.kind),
    ['return', 'sale'],
  )
})

test('G-17 the holder reads every point of theirs, without the team’s notes and without what others bought', async () => {
  const { shop, customer_id } = await shopWithStory()
  const { customer_id: bea } = await addCustomer(shop, 'Bea')
  const { account_id } = (await shop.get(`/customers/${customer_id}`)).body
  await shop.within(({ tx }) =>
    tx.updateTable('customer').set({ account_id }).where('customer_id', '=', bea).execute(),
  )
  await shop.put(`/sales/${newId()}`, {
    store_id: shop.store_id,
    customer_id: bea,
    occurred_at: new Date().toISOString(),
    amount_cents: 3000,
  })
  await shop.put(`/customers/${customer_id}/corrections/${newId()}`, {
    unit: 'points',
    amount: 5,
    reason: 'Se plaint toujours',
  })
  const own = await shop.within((ctx) => readOwnStatement(ctx, customer_id, {}, 'fr'))
  const told = own.items.map(({ amount_words, explanation }) => `${amount_words} ${explanation}`)
  assert.equal(told.length, 4)
  assert.match(told[0]!, /^\+5 points 5 points corrigés à la main/)
  assert.equal(told[1], '+30 points 30 points gagnés (par quelqu’un qui partage votre compte)')
  assert.match(told[3]!, /^\+42 points 42 points gagnés \(achat\)\s?: /)
  assert.doesNotMatch(JSON.stringify(own), /plaint/)
  assert.deepEqual(Object.keys(own.items[0]!).toSorted(), [
    'amount_words',
    'balance_words',
    'entry_id',
    'explanation',
    'occurred_at',
    'unit',
  ])
  const hers = await shop.within((ctx) => readOwnStatement(ctx, bea, {}, 'fr'))
  assert.match(hers.items[1]!.explanation, /^30 points gagnés \(achat\)/)
  assert.match(hers.items[3]!.explanation, /partage votre compte/)
  const page = await shop.within((ctx) => readOwnStatement(ctx, bea, { limit: 3 }, 'fr'))
  const rest = await shop.within((ctx) =>
    readOwnStatement(ctx, bea, { limit: 3, cursor: page.next_cursor! }, 'fr'),
  )
  assert.deepEqual([...page.items, ...rest.items], hers.items)
})

test('a fact that nobody knows is shown by its name', () => {
  const saying = {
    language: 'en' as const,
    currency: 'EUR',
    units: (unit: string, n: number) => `${n} ${unit}`,
  }
  assert.equal(say({ kind: 'moon.landed', payload: {} }, saying), 'moon.landed')
  assert.equal(say({ kind: 'sale', payload: { total_cents: 1250 } }, saying), 'Sale of €12.50')
})
