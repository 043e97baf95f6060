import { test } from 'node:test'
import assert from 'node:assert/strict'
import { as, openShop } from '../../../test/shop.ts'
import { newId } from '../../lib/id.ts'
import { boundOf } from './recency.ts'
import { daysBetween, shares } from './figures.ts'

async function shopWithSales() {
  const shop = await openShop()
  const ids = [newId(), newId(), newId()]
  const [ana, bob, cleo] = ids as [string, string, string]
  await shop.put(`/customers/${ana}`, {
    first_name: 'Ana',
    last_name: 'Abel',
    tags: ['VIP'],
    birth_date: '1990-05-04',
    home_store_id: shop.store_id,
    consents: [{ channel: 'email', purpose: 'offers', given: true, text_version: 1, language: 'fr' }],
  })
  await shop.put(`/customers/${bob}`, {
    first_name: '=Bob',
    last_name: 'Blanc',
    birth_date: '1991-11-30',
    consents: [{ channel: 'email', purpose: 'offers', given: false, language: 'fr' }],
  })
  await shop.put(`/customers/${cleo}`, { first_name: 'Cléo', last_name: 'Caron' })
  const sell = async (customer_id: string, days_ago: number, total_cents: number, category = 'Robes') => {
    const sale_id = newId()
    const answer = await shop.put(`/sales/${sale_id}`, {
      store_id: shop.store_id,
      customer_id,
      occurred_at: new Date(Date.now() - days_ago * 86_400_000).toISOString(),
      lines: [{ line_no: 1, label: 'Pièce', category, quantity_milli: 1000, unit_price_cents: total_cents }],
    })
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    return sale_id
  }
  await sell(ana, 10, 5000)
  await sell(ana, 20, 3000, 'Pulls')
  const far = await sell(bob, 200, 9000)
  await shop.react()
  const names = async (query: string) =>
    (await shop.get(`/customers?${query}`)).body.items.map((i: any) => i.last_name)
  return { shop, ana, bob, cleo, sell, names, far }
}

test('the list is filtered by each thing a shop asks, and counts what it shows', async () => {
  const { shop, names } = await shopWithSales()
  assert.deepEqual(await names(''), ['Abel', 'Blanc', 'Caron'])
  assert.deepEqual(await names('sort=spent'), ['Blanc', 'Abel', 'Caron'])
  assert.deepEqual(await names('sort=last_sale'), ['Abel', 'Blanc', 'Caron'])
  assert.deepEqual(await names('tag=VIP'), ['Abel'])
  assert.deepEqual(await names('recency=active'), ['Abel'])
  assert.deepEqual(await names('recency=asleep'), ['Blanc'])
  assert.deepEqual(await names('recency=never'), ['Caron'])
  assert.deepEqual(await names('consent_email=true'), ['Abel'])
  assert.deepEqual(await names('consent_email=false'), ['Blanc', 'Caron'])
  assert.deepEqual(await names('spent_cents_min=8000'), ['Abel', 'Blanc'])
  assert.deepEqual(await names('spent_cents_min=8001'), ['Blanc'])
  assert.deepEqual(await names('birthday_month=11'), ['Blanc'])
  assert.deepEqual(await names(`store_id=${shop.store_id}`), ['Abel'])
  assert.deepEqual(await names('q=cle'), ['Caron'])
  assert.deepEqual(await names('q=cle&tag=VIP'), [])
  const { body } = await shop.get('/customers?spent_cents_min=8000')
  assert.equal(body.total, 2)
  assert.deepEqual([body.items[0].sales_count, body.items[0].spent_cents], [2, 8000])
})

test('pages follow each other without a gap or a double, in every order', async () => {
  const { shop } = await shopWithSales()
  for (const sort of ['name', 'created', 'last_sale', 'spent']) {
    const all = (await shop.get(`/customers?sort=${sort}`)).body.items.map((i: any) => i.customer_id)
    const seen: string[] = []
    let cursor = ''
    do {
      const { body } = await shop.get(`/customers?sort=${sort}&limit=1${cursor && `&cursor=${cursor}`}`)
      seen.push(...body.items.map((i: any) => i.customer_id))
      cursor = body.next_cursor ?? ''
    } while (cursor)
    assert.deepEqual(seen, all, sort)
    assert.equal(seen.length, 3)
  }
  assert.equal((await shop.get('/customers?cursor=rubbish')).status, 400)
})

test('figures count once, returns are taken off, and running the reaction again adds nothing', async () => {
  const { shop, bob, far, names } = await shopWithSales()
  const back = await shop.put(`/sales/${far}/returns/${newId()}`, {
    lines: [{ line_no: 1, quantity_milli: 1000 }],
    occurred_at: new Date().toISOString(),
  })
  assert.equal(back.status, 200, JSON.stringify(back.body))
  await shop.react()
  await shop.react()
  assert.deepEqual(await names('spent_cents_min=1'), ['Abel'])
  const record = (await shop.get(`/customers/${bob}`)).body
  assert.equal(record.figures.visits, 1)
  assert.equal(record.figures.returned_cents, 9000)
  assert.deepEqual(record.figures.favourite_categories, [])
})

test('the record tells visits, basket and favourite categories', async () => {
  const { shop, ana } = await shopWithSales()
  const { figures } = (await shop.get(`/customers/${ana}`)).body
  assert.equal(figures.visits, 2)
  assert.equal(figures.spent_cents, 8000)
  assert.equal(figures.average_basket_cents, 4000)
  assert.equal(figures.days_between_visits, 10)
  assert.deepEqual(figures.favourite_categories, [
    { category: 'Robes', total_cents: 5000, share: 0.625 },
    { category: 'Pulls', total_cents: 3000, share: 0.375 },
  ])
  assert.equal(figures.sales_by_month.length, 13)
  assert.equal(
    figures.sales_by_month.reduce((sum: number, m: any) => sum + m.total_cents, 0),
    8000,
  )
})

test('the file holds exactly what is shown, harmless in a spreadsheet, and the journal knows', async () => {
  const { shop } = await shopWithSales()
  const { status, body, headers } = await shop.get('/customers/export?spent_cents_min=1')
  assert.equal(status, 200)
  assert.match(String(headers['content-type']), /text\/csv/)
  const lines = String(body).trim().split('\r\n')
  assert.equal(lines.length, 3)
  assert.match(lines[0]!, /Prénom;Nom/)
  assert.match(lines[1]!, /;Ana;Abel;/)
  assert.match(lines[1]!, /;80,00;;VIP;/)
  assert.match(lines[2]!, /;'=Bob;Blanc;/)
  const seen = await shop.get('/customers/export?spent_cents_min=1&sort=spent&columns=name,spent')
  assert.equal(seen.body, "\uFEFFPrénom;Nom;Dépensé (€)\r\n'=Bob;Blanc;90,00\r\nAna;Abel;80,00\r\n")
  assert.equal((await shop.get('/customers/export?columns=name,secret')).status, 400)
  const journal = await shop.within(({ tx }) =>
    tx.selectFrom('audit_entry').select('action').where('tenant_id', '=', shop.tenant_id).execute(),
  )
  assert.ok(journal.some(({ action }) => action === 'customers.exported'))
  assert.equal((await as(await shop.keyFor('seller'))('GET', '/customers/export')).status, 403)
})

test('bands of recency touch without overlapping', () => {
  const ends = (['active', 'slowing', 'asleep', 'lost'] as const).map(boundOf)
  for (let i = 1; i < ends.length; i++) assert.equal(ends[i]!.from_days, ends[i - 1]!.to_days)
  assert.equal(ends.at(-1)!.to_days, null)
})

test('days between visits and shares of taste', () => {
  const day = (n: number) => new Date(n * 86_400_000)
  assert.equal(daysBetween(day(0), day(10), 1), null)
  assert.equal(daysBetween(day(0), day(10), 2), 10)
  assert.equal(daysBetween(day(0), day(10), 4), 3.3)
  assert.deepEqual(shares([]), [])
})
