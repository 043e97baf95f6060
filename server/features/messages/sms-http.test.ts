/** Text messages handed to a provider by HTTP, and its signed receipts; the provider listens on loopback. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { addCustomer, openShopByDay, queued, stored, type Shop } from '../../../test/outbox.ts'
import { as, config, db, openShop } from '../../../test/shop.ts'
import { readSecret } from '../../platform/secrets.ts'
import { openCarriers } from './carriers.ts'
import { openPen } from './compose.ts'
import { MessageBounced, MessageDelivered } from './events.ts'
import { openPost } from './post.ts'
import { queueMessages } from './queue.ts'
import { sendDue } from './send.ts'

type Asked = {
  headers: Record<string, unknown>
  body: { id: string; from: string; to: string; text: string }
}

const asked: Asked[] = []
/** What it answers; null hangs up after it has read everything. */
let answer: { status: number; body: string } | null = { status: 200, body: '' }
const provider = createServer((request, response) => {
  let body = ''
  request.on('data', (piece: Buffer) => (body += piece.toString('utf8')))
  request.on('end', () => {
    asked.push({ headers: request.headers, body: JSON.parse(body) })
    if (answer === null) return request.socket.destroy()
    response.writeHead(answer.status).end(answer.body)
  })
})
await new Promise<void>((listening) => provider.listen(0, '127.0.0.1', listening))
const { port } = provider.address() as AddressInfo
const settings = { ...config, smpp_url: `http://t0ken@127.0.0.1:${port}/sms` }
const post = openPost(db, settings)
after(() => (post.close(), provider.close()))

async function text(shop: Shop, wish = {}) {
  const one = queued(await addCustomer(shop), {
    channel: 'sms',
    recipient: '+33612345678',
    content: { subject: null, text: 'Bonjour Ada.', html: null } as never,
    ...wish,
  })
  await shop.within((ctx) => queueMessages(ctx, [one]))
  const sending = { tenant_id: shop.tenant_id, channel: 'sms' } as const
  await sendDue(db, openCarriers(db, settings, post), openPen(settings), sending)
  return stored(shop, one.message_id)
}

const signed = (event: object, secret = readSecret(config.home, 'inbound'), seconds = Date.now() / 1_000) => {
  const [body, t] = [JSON.stringify(event), Math.floor(seconds)]
  const v1 = createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')
  return { signature: `t=${t},v1=${v1}`, body }
}
const tell = ({ signature, body }: { signature: string; body: string }) =>
  as(null, { 'x-comptoir-signature': signature })('POST', '/inbound/sms', { body })

test('one request for each text, with the key, the sender and an id that stays the same', async () => {
  const shop = await openShop()
  answer = { status: 202, body: '{"id":"ref-1"}' }
  const message = await text(shop)
  assert.deepEqual([message.state, message.carrier_ref], ['sent', 'ref-1'])
  const { headers, body } = asked.at(-1)!
  assert.equal(headers['authorization'], 'Bearer t0ken')
  assert.equal(headers['idempotency-key'], message.message_id)
  assert.deepEqual([body.id, body.to, body.text], [message.message_id, '+33612345678', 'Bonjour Ada.'])
})

test('what it answers decides: later, never, or nobody knows', async () => {
  const shop = await openShopByDay()
  for (const [status, purpose, state] of [
    [429, 'loyalty', 'retry'],
    [503, 'loyalty', 'retry'],
    [401, 'loyalty', 'retry'],
    [400, 'loyalty', 'refused'],
    [null, 'service', 'retry'],
    [null, 'loyalty', 'unknown'],
  ] as const) {
    answer = status === null ? null : { status, body: '' }
    assert.equal((await text(shop, { purpose })).state, state, `${status} ${purpose}`)
  }
})

test('a signed receipt counts once; a forged, an old and a changed one are refused', async () => {
  const shop = await openShop()
  answer = { status: 200, body: `{"id":"${shop.slug}"}` }
  const { message_id } = await text(shop)
  const event = { id: shop.slug, status: 'delivered' }
  const right = signed(event)
  for (const wrong of [
    signed(event, Buffer.from('another secret')),
    signed(event, undefined, Date.now() / 1_000 - 301),
    { ...right, body: JSON.stringify({ ...event, status: 'failed' }) },
    { ...right, signature: '' },
    { ...right, signature: right.signature.replace(/..$/, '') },
  ]) {
    const { status, body } = await tell(wrong)
    assert.deepEqual([status >= 400 && status < 500, body.code], [true, 'wrong_signature'])
  }
  assert.equal((await shop.announced(MessageDelivered)).length, 0)
  const answers = await Promise.all(Array.from({ length: 10 }, () => tell(right)))
  assert.deepEqual(answers.map(({ body }) => body.taken).sort(), [...Array(9).fill('ignored'), 'receipt'])
  assert.equal((await shop.announced(MessageDelivered)).length, 1)
  assert.equal((await stored(shop, message_id)).state, 'sent')
  assert.equal((await tell(signed({ id: 'nobody-s', status: 'delivered' }))).body.taken, 'ignored')
})

test('a number that is nobody’s is told by the receipt, once', async () => {
  const shop = await openShop()
  answer = { status: 200, body: `{"id":"${shop.slug}"}` }
  await text(shop)
  const event = signed({ id: shop.slug, status: 'failed', reason: 'unknown subscriber' })
  assert.deepEqual([(await tell(event)).body.taken, (await tell(event)).body.taken], ['receipt', 'ignored'])
  const [fact, ...more] = await shop.announced(MessageBounced)
  assert.deepEqual([(fact!.payload as { class: string }).class, more.length], ['hard', 0])
})
