/** Notifications handed to a push service that listens on loopback and reads them as a phone does (RFC 8291). */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openedCard } from '../../../test/card-holder.ts'
import { runJobs } from '../../../test/jobs.ts'
import { queued, stored, type Shop } from '../../../test/outbox.ts'
import { openPushService, type Phone } from '../../../test/push-service.ts'
import { newId } from '../../lib/id.ts'
import { queueMessages } from './queue.ts'

const service = await openPushService()
after(() => service.close())
const { openPhone } = service

type Opened = Awaited<ReturnType<typeof openedCard>>

async function subscribe({ card }: Opened, { endpoint, keys }: Phone) {
  const { status } = await card('PUT', `/card/push-subscriptions/${newId()}`, { endpoint, keys })
  assert.equal(status, 200)
}

async function notify({ shop, customer_id }: Opened) {
  const wish = queued(customer_id, { channel: 'push', recipient: customer_id })
  await shop.within((ctx) => queueMessages(ctx, [wish]))
  await runJobs()
  return stored(shop, wish.message_id)
}

const phonesOf = async (shop: Shop) =>
  (
    await shop.within(({ tx, tenant_id }) =>
      tx.selectFrom('push_subscription').select('endpoint').where('tenant_id', '=', tenant_id).execute(),
    )
  ).map(({ endpoint }) => endpoint)

test('a phone that asked for it reads the words; the service sees none of them', async () => {
  const opened = await openedCard()
  const phone = openPhone()
  await subscribe(opened, phone)
  await subscribe(opened, phone)
  const message = await notify(opened)
  assert.equal(message.state, 'sent')
  const [push, ...more] = phone.taken()
  assert.equal(more.length, 0, 'the same phone twice is one phone')
  assert.match(String(push!.headers['authorization']), /^vapid t=.+, k=.+/)
  assert.equal(push!.headers['content-encoding'], 'aes128gcm')
  assert.ok(!push!.body.includes('Ada'))
  const news = phone.read(push!.body)
  assert.deepEqual(
    [news['id'], news['title'], news['text']],
    [message.message_id, 'Vos points', 'Bonjour Ada.'],
  )
  assert.equal((await opened.card('GET', '/card/push-key')).body.public_key.length, 87)
})

test('404 and 410 forget the phone, and another of the same person still rings', async () => {
  for (const gone of [404, 410]) {
    const opened = await openedCard()
    const [old, kept] = [openPhone(gone), openPhone()]
    await subscribe(opened, old)
    await subscribe(opened, kept)
    assert.equal((await notify(opened)).state, 'sent')
    assert.deepEqual(await phonesOf(opened.shop), [kept.endpoint])
    assert.equal((await notify(opened)).state, 'sent')
    assert.deepEqual([old.taken().length, kept.taken().length], [1, 2])
  }
})

test('429 and 503 are tried later and forget nobody; 413 is a no; without a phone nothing leaves', async () => {
  for (const [status, state] of [
    [429, 'retry'],
    [503, 'retry'],
    [413, 'refused'],
    [410, 'refused'],
  ] as const) {
    const opened = await openedCard()
    const phone = openPhone(status)
    await subscribe(opened, phone)
    const message = await notify(opened)
    assert.equal(message.state, state, `HTTP ${status}`)
    assert.equal(message.due_at !== null, state === 'retry')
    assert.equal((await phonesOf(opened.shop)).length, status === 410 ? 0 : 1)
  }
})

test('only its owner takes a phone away; an address that is none of a push service is refused', async () => {
  const [ada, bea] = [await openedCard(), await openedCard()]
  const phone = openPhone()
  await subscribe(ada, phone)
  const removal = { endpoint: phone.endpoint }
  await bea.card('POST', '/card/push-subscriptions/removal', removal)
  assert.equal((await phonesOf(ada.shop)).length, 1)
  for (let time = 0; time < 2; time++)
    assert.equal((await ada.card('POST', '/card/push-subscriptions/removal', removal)).status, 200)
  assert.equal((await phonesOf(ada.shop)).length, 0)
  for (const endpoint of ['http://push.example/abc', 'http://10.0.0.1:80/abc', 'file:///etc/passwd']) {
    const put = await ada.card('PUT', `/card/push-subscriptions/${newId()}`, { endpoint, keys: phone.keys })
    assert.equal(put.body.code, 'not_a_push_address', endpoint)
  }
})
