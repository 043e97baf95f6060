import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addCustomer, consent, queued, stored, type Shop } from '../../../test/outbox.ts'
import { as, db, openShop } from '../../../test/shop.ts'
import { newId } from '../../lib/id.ts'
import { recoverMessages } from './deliver.ts'
import { MessageSent } from './events.ts'
import { queueMessages } from './queue.ts'

async function letterTemplate(shop: Shop) {
  const template_id = newId()
  const draft = {
    fr: { subject: 'Vos points', place: 'Saint-Étienne', words: 'Bonjour {{ first_name }}, à bientôt.' },
    en: null,
  }
  const wish = { name: 'Courrier', channel: 'letter', purpose: 'loyalty', draft }
  assert.equal((await shop.put(`/templates/${template_id}`, wish)).status, 200)
  const served = await shop.put(`/templates/${template_id}/versions/1`)
  assert.equal(served.status, 200, JSON.stringify(served.body))
  return { template_id, version: 1, language: 'fr' as const, values: {} }
}

async function resident(shop: Shop, postal_code: string | null) {
  const customer_id = await addCustomer(shop)
  if (postal_code)
    await shop.within(({ tx, tenant_id }) =>
      tx
        .updateTable('customer')
        .set({ address_line1: '4 rue des Lilas', postal_code, city: 'Saint-Étienne', country: 'FR' })
        .where('tenant_id', '=', tenant_id)
        .where('customer_id', '=', customer_id)
        .execute(),
    )
  return customer_id
}

const campaign = () => ({ kind: 'campaign' as const, id: newId(), step: null })

async function letters(shop: Shop, count: number, origin = campaign(), more = {}) {
  const content = await letterTemplate(shop)
  const wishes = await Promise.all(
    Array.from({ length: count }, async (_, at) =>
      queued(await resident(shop, String(42_000 + at)), {
        channel: 'letter',
        purpose: 'loyalty',
        recipient: 'letter',
        content,
        origin,
        ...more,
      }),
    ),
  )
  await shop.within((ctx) => queueMessages(ctx, wishes))
  return wishes
}

const states = (shop: Shop, wishes: { message_id: string }[]) =>
  Promise.all(wishes.map(async ({ message_id }) => (await stored(shop, message_id)).state))

test('letters are printed together, printed again the same, posted, and told once', async () => {
  const shop = await openShop()
  const wishes = await letters(shop, 3)
  const batch_id = newId()
  assert.equal((await shop.get('/letter-batches')).body.waiting, 3)
  const printed = await shop.put(`/letter-batches/${batch_id}`)
  assert.deepEqual([printed.status, printed.body.letters, printed.body.posted_at], [200, 3, null])
  assert.deepEqual(await states(shop, wishes), ['claimed', 'claimed', 'claimed'])
  for (let times = 0; times < 2; times++) {
    const pdf = await shop.get(`/letter-batches/${batch_id}/pdf`)
    assert.equal(pdf.headers['content-type'], 'application/pdf')
    assert.match(String(pdf.body), /^%PDF[\s\S]*\/Count 3\b/)
  }
  await recoverMessages(db, 0)
  assert.deepEqual(await states(shop, wishes), ['claimed', 'claimed', 'claimed'], 'paper waits for days')
  assert.equal((await shop.announced(MessageSent)).length, 0)
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => shop.put(`/letter-batches/${batch_id}/posting`)),
  )
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200])
  assert.deepEqual(await states(shop, wishes), ['sent', 'sent', 'sent'])
  assert.equal((await shop.announced(MessageSent)).length, 3)
  const row = await stored(shop, wishes[0]!.message_id)
  assert.equal(row.printed, null, 'what was written to somebody is not kept once it left')
  assert.equal((await shop.get(`/letter-batches/${batch_id}/pdf`)).body.code, 'letter_batch_posted')
  const { body } = await shop.get('/letter-batches')
  assert.deepEqual([body.waiting, body.items.length, body.items[0].letters], [0, 1, 3])
})

test('ten at once: of one batch the same answer, of ten batches each letter in one', async () => {
  const shop = await openShop()
  await letters(shop, 4)
  const batch_id = newId()
  const same = await Promise.all(
    Array.from({ length: 10 }, () => shop.put(`/letter-batches/${batch_id}`, {})),
  )
  assert.deepEqual([...new Set(same.map(({ body }) => body.letters))], [4])
  await letters(shop, 4)
  const apart = await Promise.all(
    Array.from({ length: 10 }, () => shop.put(`/letter-batches/${newId()}`, {})),
  )
  assert.equal(
    apart.reduce((sum, { body }) => sum + body.letters, 0),
    4,
  )
})

test('of one origin alone; what may not go any more or has no address is refused, and says why', async () => {
  const shop = await openShop()
  const [first, second] = [campaign(), campaign()]
  const [a, b] = await letters(shop, 2, first, { purpose: 'marketing' })
  await letters(shop, 2, second)
  await consent(shop, a!.customer_id, false, new Date(), 'letter')
  const content = await letterTemplate(shop)
  const homeless = queued(await resident(shop, null), {
    channel: 'letter',
    recipient: 'letter',
    content,
    origin: first,
  })
  await shop.within((ctx) => queueMessages(ctx, [homeless]))
  const batch_id = newId()
  assert.equal((await shop.put(`/letter-batches/${batch_id}`, { origin_id: first.id })).body.letters, 1)
  assert.equal((await shop.put(`/letter-batches/${batch_id}`)).body.code, 'letter_batch_reused')
  const ends = await Promise.all([a!, b!, homeless].map(({ message_id }) => stored(shop, message_id)))
  assert.deepEqual(
    ends.map(({ state, error }) => [state, error]),
    [
      ['refused', 'withdrawn'],
      ['claimed', null],
      ['refused', 'no_address'],
    ],
  )
  assert.equal((await shop.get('/letter-batches')).body.waiting, 2)
})

test('another shop’s batch is unknown, an empty one prints nothing, and only owner and marketing may', async () => {
  const [shop, other] = [await openShop(), await openShop()]
  await letters(shop, 1)
  const batch_id = newId()
  await shop.put(`/letter-batches/${batch_id}`)
  for (const path of ['pdf', 'posting'])
    assert.equal(
      (await other.call(path === 'pdf' ? 'GET' : 'PUT', `/letter-batches/${batch_id}/${path}`)).body.code,
      'letter_batch_not_found',
    )
  const empty = newId()
  assert.equal((await shop.put(`/letter-batches/${empty}`)).body.letters, 0)
  assert.equal((await shop.get(`/letter-batches/${empty}/pdf`)).body.code, 'letter_batch_empty')
  const seller = as(await shop.keyFor('seller'))
  assert.equal((await seller('PUT', `/letter-batches/${newId()}`, {})).status, 403)
})
