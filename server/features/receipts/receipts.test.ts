import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../lib/id.ts'
import { runJobs } from '../../../test/jobs.ts'
import { addCustomer, pointsProgramme, writeProgramme } from '../../../test/programme.ts'
import { as, config, openShop } from '../../../test/shop.ts'

type Shop = Awaited<ReturnType<typeof openShop>>

/** A sale of a scarf at 25 € less 10 %, made as the till makes it. */
async function shopWithSale() {
  const shop = await openShop()
  await writeProgramme(shop, pointsProgramme())
  const customer = await addCustomer(shop, 'Camille')
  const sale_id = newId()
  const { status } = await shop.put(`/sales/${sale_id}`, {
    store_id: shop.store_id,
    customer_id: customer.customer_id,
    occurred_at: new Date().toISOString(),
    receipt_number: 'A1-1',
    lines: [
      { line_no: 1, label: 'Écharpe', quantity_milli: 1000, unit_price_cents: 2500, discount_cents: 250 },
    ],
    payments: [{ means: 'card', amount_cents: 2250 }],
  })
  assert.equal(status, 200)
  return { shop, sale_id, ...customer }
}

const tokenOf = (url: string) => url.split('#r=')[1]!
const addEmail = (shop: Shop, customer_id: string, value: string) =>
  shop.within(({ tx, tenant_id }) =>
    tx
      .insertInto('identifier')
      .values({
        tenant_id,
        customer_id,
        kind: 'email',
        value,
        given: value,
        source: 'till',
        recorded_at: new Date(),
        recorded_by: 'test',
      })
      .execute(),
  )

test('a receipt is opened by its link alone, and says no more than a paper one', async () => {
  const { shop, sale_id, customer_id, card_number } = await shopWithSale()
  const link = await shop.put(`/sales/${sale_id}/receipt-link`)
  assert.equal(link.status, 200)
  assert.ok(link.body.url.startsWith(`${config.public_url}/t/shop-${shop.tenant_id.slice(-12)}/card/#r=rl_`))
  assert.ok(Date.parse(link.body.expires_at) > Date.now() + 390 * 86_400_000)
  const { status, body, headers } = await as(null)('GET', `/receipts/${tokenOf(link.body.url)}`)
  assert.equal(status, 200)
  assert.equal(headers['cache-control'], 'private, no-store')
  assert.deepEqual(
    [
      body.shop.name,
      body.store.name,
      body.receipt_number,
      body.customer_first_name,
      body.gross_cents,
      body.discount_cents,
      body.total_cents,
    ],
    ['Lili Rose', 'Saint-Étienne', 'A1-1', 'Camille', 2500, 250, 2250],
  )
  assert.deepEqual(body.lines, [
    {
      line_no: 1,
      label: 'Écharpe',
      quantity_milli: 1000,
      unit_price_cents: 2500,
      gross_cents: 2500,
      total_cents: 2250,
    },
  ])
  assert.deepEqual(body.earned, [{ unit: 'points', units: 22, pending: false, words: '22 points' }])
  assert.deepEqual(body.payments, [{ means: 'card', amount_cents: 2250 }])
  for (const secret of [customer_id, card_number, sale_id]) assert.ok(!JSON.stringify(body).includes(secret))
})

test('atk-M04: the link is one per sale, however often asked for, and no other opens anything', async () => {
  const { shop, sale_id } = await shopWithSale()
  const links = await Promise.all(
    Array.from({ length: 10 }, () => shop.put(`/sales/${sale_id}/receipt-link`)),
  )
  assert.deepEqual(new Set(links.map(({ status }) => status)), new Set([200]))
  assert.equal(new Set(links.map(({ body }) => body.url)).size, 1)
  const token = tokenOf(links[0]!.body.url)
  assert.equal(Buffer.from(token.slice(3), 'base64url').length, 24, '192 bits')
  const wrong = token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A')
  assert.equal((await as(null)('GET', `/receipts/${wrong}`)).body.code, 'receipt_not_found')
  const other = await openShop()
  assert.equal((await other.put(`/sales/${sale_id}/receipt-link`)).status, 404)
  const key = await shop.keyFor('marketing')
  assert.equal((await as(key)('PUT', `/sales/${sale_id}/receipt-link`)).status, 403)
  assert.equal((await as(null)('GET', `/receipts/${key}`)).status, 400, 'another kind of token is no receipt')
  // A receipt's link is no key to anything else (atk-A05).
  assert.equal((await as(token)('GET', '/card')).status, 401)
})

test('a receipt by mail goes to the customer, or once to an address that is not kept', async () => {
  const { shop, sale_id, customer_id } = await shopWithSale()
  const send = (message_id: string, body = {}) =>
    shop.put(`/sales/${sale_id}/receipt-mails/${message_id}`, body)
  assert.equal(
    (await shop.call('PUT', `/sales/${sale_id}/receipt-mails/${newId()}`)).body.code,
    'receipt_needs_email',
  )
  assert.equal((await send(newId(), { email: 'nowhere' })).body.code, 'receipt_email_invalid')
  const message_id = newId()
  assert.deepEqual((await send(message_id, { email: 'passant@exemple.fr' })).body, {
    message_id,
    state: 'queued',
  })
  await send(message_id, { email: 'passant@exemple.fr' })
  await runJobs()
  assert.equal((await send(message_id, { email: 'passant@exemple.fr' })).body.state, 'sent')
  const { items } = (await shop.get('/mailbox')).body
  assert.equal(items.length, 1)
  const { body } = await shop.get(`/mailbox/${items[0].received_id}`)
  assert.deepEqual(
    [body.recipient, body.subject],
    ['passant@exemple.fr', 'Votre ticket Lili Rose\u202f: 22,50\u00a0€'],
  )
  assert.match(body.body_text, /Écharpe +25,00 €/)
  assert.match(body.body_html, /Écharpe/)
  assert.equal((await as(null)('GET', `/receipts/${/rl_[\w-]{32}/.exec(body.body_text)![0]}`)).status, 200)
  const kept = await shop.within(({ tx }) =>
    tx
      .selectFrom('message')
      .select(['recipient', 'body_text', 'body_html'])
      .where('tenant_id', '=', shop.tenant_id)
      .execute(),
  )
  assert.deepEqual(kept, [{ recipient: 'p…@exemple.fr', body_text: '', body_html: null }])
  await addEmail(shop, customer_id, 'camille@exemple.fr')
  await send(newId())
  await runJobs()
  assert.equal((await shop.get('/mailbox')).body.items[0].recipient, 'camille@exemple.fr')
})

test('what came back since is on the receipt', async () => {
  const { shop, sale_id } = await shopWithSale()
  const now = new Date()
  await shop.within(({ tx, tenant_id }) =>
    tx
      .insertInto('sale_return')
      .values({
        tenant_id,
        return_id: newId(),
        sale_id,
        store_id: shop.store_id,
        actor: 'test',
        occurred_at: now,
        recorded_at: now,
        total_cents: 2250,
        lines: JSON.stringify([{ n: 1, qty: 1000, total: 2250 }]),
        answer: '{}',
        content_hash: Buffer.from('x'),
      })
      .execute(),
  )
  const { url } = (await shop.put(`/sales/${sale_id}/receipt-link`)).body
  const { body } = await as(null)('GET', `/receipts/${tokenOf(url)}`)
  assert.deepEqual(
    body.returns.map(({ total_cents, lines }: any) => ({ total_cents, lines })),
    [{ total_cents: 2250, lines: [{ label: 'Écharpe', quantity_milli: 1000, total_cents: 2250 }] }],
  )
})
