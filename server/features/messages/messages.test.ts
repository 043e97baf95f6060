import assert from 'node:assert/strict'
import { createServer, type Socket } from 'node:net'
import { test } from 'node:test'
import PostalMime from 'postal-mime'
import { newId } from '../../lib/id.ts'
import { post, runJobs } from '../../../test/jobs.ts'
import { as, config, db, openShop } from '../../../test/shop.ts'
import { sendMessage, type MessageWish } from './actions.ts'
import { deliverMessage, recoverMessages } from './deliver.ts'
import { MessageSent } from './events.ts'
import { openPost } from './post.ts'

type Shop = Awaited<ReturnType<typeof openShop>>

const mail = (wish: Partial<MessageWish> = {}): MessageWish => ({
  message_id: newId(),
  channel: 'email',
  purpose: 'service',
  template: 'test',
  recipient: 'ada@exemple.fr',
  subject: 'Votre reçu',
  text: 'Merci de votre visite.',
  ...wish,
})
const sms = (wish: Partial<MessageWish> = {}) => mail({ channel: 'sms', recipient: '+33612345678', ...wish })

const send = (shop: Shop, wish: MessageWish) => shop.within((ctx) => sendMessage(ctx, wish))
const stored = (shop: Shop, message_id: string) =>
  shop.within(({ tx }) =>
    tx.selectFrom('message').selectAll().where('tenant_id', '=', shop.tenant_id).where('message_id', '=', message_id).executeTakeFirstOrThrow(),
  )
const received = async (shop: Shop) => (await shop.get('/mailbox')).body.items as any[]

async function addCustomer(shop: Shop) {
  const [customer_id, now] = [newId(), new Date()]
  await shop.within(({ tx, tenant_id }) =>
    tx.insertInto('customer').values({ tenant_id, customer_id, account_id: customer_id, first_name: 'Ada', source: 'till', created_at: now, created_by: 'test', updated_at: now }).execute(),
  )
  return customer_id
}

const consent = (shop: Shop, customer_id: string, given: boolean, occurred_at = new Date(), channel = 'email') =>
  shop.within(({ tx, tenant_id }) =>
    tx.insertInto('consent').values({
      tenant_id, customer_id, consent_id: newId(), channel, purpose: 'offers', given, text_version: 1, language: 'fr',
      text_hash: Buffer.from('x'), source: 'till', actor: 'test', occurred_at, recorded_at: occurred_at,
    }).execute(),
  )

test('an e-mail leaves by SMTP and is read in the mailbox, by its own shop only', async () => {
  const [shop, other] = [await openShop(), await openShop()]
  const wish = mail({ customer_id: await addCustomer(shop), html: '<p>Merci&nbsp;!</p>', text: 'Merci\u202f! À bientôt.' })
  assert.deepEqual(await send(shop, wish), { message_id: wish.message_id, state: 'queued' })
  await runJobs()
  assert.equal((await stored(shop, wish.message_id)).state, 'sent')
  const [item] = await received(shop)
  const { status, body } = await shop.get(`/mailbox/${item.received_id}`)
  assert.equal(status, 200)
  assert.deepEqual(
    [body.channel, body.sender, body.recipient, body.subject, body.body_text.trim(), body.body_html.trim()],
    ['email', `Lili Rose <${config.mail_from}>`, 'ada@exemple.fr', 'Votre reçu', 'Merci\u202f! À bientôt.', '<p>Merci&nbsp;!</p>'],
  )
  assert.equal((await shop.announced(MessageSent)).length, 1)
  assert.deepEqual(await received(other), [])
  assert.equal((await other.get(`/mailbox/${item.received_id}`)).status, 404)
  const asSeller = as(await shop.keyFor('seller'))
  assert.equal((await asSeller('GET', '/mailbox')).status, 403)
})

test('a text message leaves by SMPP, long ones whole, with all their letters', async () => {
  const shop = await openShop()
  const texts = ['Votre code est 123 456.', `${'été à la mer € '.repeat(20)}fin`, `${'fête 🎁 '.repeat(12)}fin`]
  for (const text of texts) await send(shop, sms({ text }))
  await runJobs()
  const items = await received(shop)
  const bodies = await Promise.all(items.map(async ({ received_id }) => (await shop.get(`/mailbox/${received_id}`)).body))
  assert.deepEqual(new Set(bodies.map((body) => body.body_text)), new Set([texts[0], texts[1], texts[2]!.replaceAll('ê', 'e')]))
  assert.deepEqual([bodies[0].sender, bodies[0].recipient, bodies[0].channel], ['Lili Rose', '+33612345678', 'sms'])
  await assert.rejects(send(shop, sms({ text: 'a'.repeat(4 * 153 + 1) })), { code: 'message_too_long' })
})

test('asked twice, sent once; the id of another message is refused', async () => {
  const shop = await openShop()
  const wish = mail()
  const answers = await Promise.all(Array.from({ length: 10 }, () => send(shop, wish)))
  assert.ok(answers.every(({ message_id }) => message_id === wish.message_id))
  await runJobs()
  await send(shop, wish)
  await runJobs()
  assert.equal((await received(shop)).length, 1)
  await assert.rejects(send(shop, { ...wish, template: 'other' }), { code: 'message_id_reused' })
})

test('nothing leaves when the transaction that wanted it did not hold', async () => {
  const shop = await openShop()
  await assert.rejects(shop.within(async (ctx) => {
    await sendMessage(ctx, mail())
    throw new Error('changed my mind')
  }), /changed my mind/)
  await runJobs()
  assert.deepEqual(await received(shop), [])
})

test('ten workers at once hand one message over once', async () => {
  const shop = await openShop()
  const { message_id } = await send(shop, mail())
  await Promise.all(Array.from({ length: 10 }, () => deliverMessage(db, post, { tenant_id: shop.tenant_id, message_id })))
  assert.equal((await received(shop)).length, 1)
})

test('atk-M01: a name or subject with line ends adds no header', async () => {
  const shop = await openShop()
  const evil = 'Ada\r\nBcc: all@evil.example\r\nX-Evil: 1\u2028Reply-To: a@evil.example\u0085%0aTo: b@evil.example =?utf-8?q?a=0D=0ABcc:_x?='
  await shop.within(({ tx, tenant_id }) => tx.updateTable('tenant').set({ name: evil }).where('tenant_id', '=', tenant_id).execute())
  await send(shop, mail({ subject: evil }))
  await runJobs()
  const [item] = await received(shop)
  const { raw } = (await shop.get(`/mailbox/${item.received_id}`)).body
  const { headers, to, bcc, replyTo } = await PostalMime.parse(raw)
  assert.deepEqual(
    headers.map(({ key }) => key).sort(),
    ['auto-submitted', 'content-transfer-encoding', 'content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to'],
  )
  assert.deepEqual(to, [{ name: '', address: 'ada@exemple.fr' }])
  assert.deepEqual([bcc, replyTo], [undefined, undefined])
  for (const recipient of ['a@b.fr\r\nBcc: c@d.fr', 'a@b.fr, c@d.fr', '<a@b.fr> SIZE=1', 'Ada <a@b.fr>', 'a@b.fr\u2028'])
    await assert.rejects(send(shop, mail({ recipient })), /one address/)
})

test('atk-M02: lone dots and bare line ends arrive as one message, on strict and lax servers', async () => {
  const shop = await openShop()
  const text = ['first', '.', '..', '.\n.\r.\r\n.', 'MAIL FROM:<x@evil.example>', '.hidden', `${'long '.repeat(400)}`, 'last'].join('\r\n')
  await send(shop, mail({ text, html: `<p>${text}</p>` }))
  await runJobs()
  const items = await received(shop)
  assert.equal(items.length, 1)
  const { body } = await shop.get(`/mailbox/${items[0].received_id}`)
  assert.deepEqual(body.body_text.trimEnd().split('\n'), ['first', '.', '..', '.', '.', '.', '.', 'MAIL FROM:<x@evil.example>', '.hidden', 'long '.repeat(400).trimEnd() + ' ', 'last'])

  const wire = await rawServer(() => '250 taken')
  const real = openPost(db, { ...config, smtp_url: wire.url })
  const { message_id } = await send(shop, mail({ text, html: `<p>${text}</p>` }))
  await deliverMessage(db, real, { tenant_id: shop.tenant_id, message_id })
  assert.equal((await stored(shop, message_id)).state, 'sent')
  const content = wire.contents[0]!
  // A server that takes any of these for the end would see a second message in what follows.
  assert.doesNotMatch(content.slice(0, -5), /(^|\r\n|\n|\r)\.(\r\n|\n|\r)/)
  assert.doesNotMatch(content, /[^\r]\n|\r[^\n]/, 'line ends are CR LF')
  await wire.close()
})

test('marketing is sent on a standing yes, and on nothing else', async () => {
  const shop = await openShop()
  const customer_id = await addCustomer(shop)
  const marketing = (wish: Partial<MessageWish> = {}) => send(shop, mail({ purpose: 'marketing', customer_id, ...wish }))
  assert.equal((await marketing()).state, 'refused', 'never asked')
  assert.equal((await marketing({ customer_id: null })).state, 'refused', 'a stranger')
  await consent(shop, customer_id, true, new Date(Date.now() - 60_000))
  assert.equal((await marketing({ channel: 'sms', recipient: '+33612345678' })).state, 'refused', 'another channel')
  assert.equal((await marketing()).state, 'queued')
  await runJobs()
  assert.equal((await received(shop)).length, 1)
  const queued = await marketing()
  await consent(shop, customer_id, false)
  await runJobs()
  assert.deepEqual([(await stored(shop, queued.message_id)).state, (await stored(shop, queued.message_id)).error], ['refused', 'no_consent'])
  assert.equal((await received(shop)).length, 1, 'the no came before it left')
})

test('a message that was under way when the process died: marketing is never repeated, service is', async () => {
  const shop = await openShop()
  const customer_id = await addCustomer(shop)
  await consent(shop, customer_id, true)
  const service = await send(shop, mail())
  const marketing = await send(shop, mail({ purpose: 'marketing', customer_id }))
  const handed = new Date(Date.now() - 60_000)
  await shop.within(({ tx, tenant_id }) =>
    tx.updateTable('message').set({ state: 'handing_over', attempts: 1, handed_at: handed, due_at: null }).where('tenant_id', '=', tenant_id).execute(),
  )
  await runJobs()
  await recoverMessages(db)
  assert.equal((await stored(shop, service.message_id)).state, 'handing_over', 'another process may still be at it')
  await recoverMessages(db, 0)
  assert.deepEqual([(await stored(shop, marketing.message_id)).state, (await stored(shop, service.message_id)).state], ['unknown', 'retry'])
  await deliverMessage(db, post, { tenant_id: shop.tenant_id, message_id: marketing.message_id })
  await deliverMessage(db, post, { tenant_id: shop.tenant_id, message_id: service.message_id })
  assert.equal((await stored(shop, service.message_id)).state, 'sent')
  assert.equal((await received(shop)).length, 1)
})

test('what the other side answered decides: no for ever, later, or no answer at all', async () => {
  const shop = await openShop()
  const customer_id = await addCustomer(shop)
  await consent(shop, customer_id, true)
  const cases = [
    ['550 no such box', 'service', 'refused'],
    ['451 try later', 'service', 'retry'],
    ['451 try later', 'marketing', 'retry'],
    [null, 'service', 'retry'],
    [null, 'marketing', 'unknown'],
  ] as const
  for (const [answer, purpose, state] of cases) {
    const wire = await rawServer(() => answer)
    const { message_id } = await send(shop, mail({ purpose, customer_id }))
    await deliverMessage(db, openPost(db, { ...config, smtp_url: wire.url }), { tenant_id: shop.tenant_id, message_id })
    assert.equal((await stored(shop, message_id)).state, state, `${answer} ${purpose}`)
    await wire.close()
  }
  const { message_id } = await send(shop, mail({ purpose: 'marketing', customer_id }))
  await deliverMessage(db, openPost(db, { ...config, smtp_url: 'smtp://127.0.0.1:1' }), { tenant_id: shop.tenant_id, message_id })
  assert.equal((await stored(shop, message_id)).state, 'retry', 'nobody was reached, so nothing was sent')
  const text = await send(shop, sms())
  await deliverMessage(db, openPost(db, { ...config, smtp_url: 'smtp://127.0.0.1:1' }), { tenant_id: shop.tenant_id, message_id: text.message_id })
  assert.equal((await stored(shop, text.message_id)).error, 'this channel is not set up')
})

test('what should not be kept is gone once it left, and a late code does not leave', async () => {
  const shop = await openShop()
  const secret = await send(shop, mail({ text: 'Votre code est 123 456.', forget: true, useful_until: new Date(Date.now() + 60_000) }))
  const late = await send(shop, mail({ forget: true, useful_until: new Date(Date.now() - 1) }))
  await runJobs()
  const { state, body_text, recipient } = await stored(shop, secret.message_id)
  assert.deepEqual([state, body_text, recipient], ['sent', '', 'a…@exemple.fr'])
  assert.deepEqual([(await stored(shop, late.message_id)).state, (await stored(shop, late.message_id)).error], ['refused', 'too_late'])
  assert.equal((await received(shop)).length, 1)
})

/** A lax SMTP server that keeps the bytes of each content as they came and answers as told; null hangs up instead. */
async function rawServer(answer: () => string | null) {
  const contents: string[] = []
  const converse = (socket: Socket) => {
    let [buffer, inContent] = ['', false]
    socket.on('error', () => {})
    socket.write('220 raw\r\n')
    socket.on('data', (chunk) => {
      buffer += chunk.toString('latin1')
      if (inContent) {
        if (!buffer.endsWith('\r\n.\r\n')) return
        contents.push(buffer)
        inContent = false
        const said = answer()
        if (said === null) return socket.destroy()
        socket.write(`${said}\r\n`)
        buffer = ''
        return
      }
      for (let end = buffer.indexOf('\r\n'); end >= 0; end = buffer.indexOf('\r\n')) {
        const line = buffer.slice(0, end)
        buffer = buffer.slice(end + 2)
        inContent = /^DATA/i.test(line)
        socket.write(inContent ? '354 go on\r\n' : '250 ok\r\n')
      }
    })
  }
  const server = createServer(converse)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as { port: number }
  return { url: `smtp://127.0.0.1:${port}`, contents, close: () => new Promise((closed) => server.close(closed)) }
}
