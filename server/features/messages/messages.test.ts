import assert from 'node:assert/strict'
import { test } from 'node:test'
import { post, runJobs } from '../../../test/jobs.ts'
import { addCustomer, consent, mail, received, send, sms, stored } from '../../../test/outbox.ts'
import { as, config, db, openShop } from '../../../test/shop.ts'
import { sendMessage, type MessageWish } from './actions.ts'
import { deliverMessage, recoverMessages } from './deliver.ts'
import { MessageSent } from './events.ts'

test('an e-mail leaves by SMTP and is read in the mailbox, by its own shop only', async () => {
  const [shop, other] = [await openShop(), await openShop()]
  const wish = mail({
    customer_id: await addCustomer(shop),
    html: '<p>Merci&nbsp;!</p>',
    text: 'Merci\u202f! À bientôt.',
  })
  assert.deepEqual(await send(shop, wish), { message_id: wish.message_id, state: 'queued' })
  await runJobs()
  assert.equal((await stored(shop, wish.message_id)).state, 'sent')
  const [item] = await received(shop)
  const { status, body } = await shop.get(`/mailbox/${item.received_id}`)
  assert.equal(status, 200)
  assert.deepEqual(
    [body.channel, body.sender, body.recipient, body.subject, body.body_text.trim(), body.body_html.trim()],
    [
      'email',
      `Lili Rose <${config.mail_from}>`,
      'ada@exemple.fr',
      'Votre reçu',
      'Merci\u202f! À bientôt.',
      '<p>Merci&nbsp;!</p>',
    ],
  )
  assert.equal((await shop.announced(MessageSent)).length, 1)
  assert.deepEqual(await received(other), [])
  assert.equal((await other.get(`/mailbox/${item.received_id}`)).status, 404)
  const asSeller = as(await shop.keyFor('seller'))
  assert.equal((await asSeller('GET', '/mailbox')).status, 403)
})

test('a text message leaves by SMPP, long ones whole, with all their letters', async () => {
  const shop = await openShop()
  const texts = [
    'Votre code est 123 456.',
    `${'été à la mer € '.repeat(20)}fin`,
    `${'fête 🎁 '.repeat(12)}fin`,
  ]
  for (const text of texts) await send(shop, sms({ text }))
  await runJobs()
  const items = await received(shop)
  const bodies = await Promise.all(
    items.map(async ({ received_id }) => (await shop.get(`/mailbox/${received_id}`)).body),
  )
  assert.deepEqual(
    new Set(bodies.map((body) => body.body_text)),
    new Set([texts[0], texts[1], texts[2]!.replaceAll('ê', 'e')]),
  )
  assert.deepEqual(
    [bodies[0].sender, bodies[0].recipient, bodies[0].channel],
    ['Lili Rose', '+33612345678', 'sms'],
  )
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
  await assert.rejects(
    shop.within(async (ctx) => {
      await sendMessage(ctx, mail())
      throw new Error('changed my mind')
    }),
    /changed my mind/,
  )
  await runJobs()
  assert.deepEqual(await received(shop), [])
})

test('ten workers at once hand one message over once', async () => {
  const shop = await openShop()
  const { message_id } = await send(shop, mail())
  await Promise.all(
    Array.from({ length: 10 }, () => deliverMessage(db, post, { tenant_id: shop.tenant_id, message_id })),
  )
  assert.equal((await received(shop)).length, 1)
})

test('marketing is sent on a standing yes, and on nothing else', async () => {
  const shop = await openShop()
  const customer_id = await addCustomer(shop)
  const marketing = (wish: Partial<MessageWish> = {}) =>
    send(shop, mail({ purpose: 'marketing', customer_id, ...wish }))
  assert.equal((await marketing()).state, 'refused', 'never asked')
  assert.equal((await marketing({ customer_id: null })).state, 'refused', 'a stranger')
  await consent(shop, customer_id, true, new Date(Date.now() - 60_000))
  assert.equal(
    (await marketing({ channel: 'sms', recipient: '+33612345678' })).state,
    'refused',
    'another channel',
  )
  assert.equal((await marketing()).state, 'queued')
  await runJobs()
  assert.equal((await received(shop)).length, 1)
  const queued = await marketing()
  await consent(shop, customer_id, false)
  await runJobs()
  assert.deepEqual(
    [(await stored(shop, queued.message_id)).state, (await stored(shop, queued.message_id)).error],
    ['refused', 'no_consent'],
  )
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
    tx
      .updateTable('message')
      .set({ state: 'handing_over', attempts: 1, handed_at: handed, due_at: null })
      .where('tenant_id', '=', tenant_id)
      .execute(),
  )
  await runJobs()
  await recoverMessages(db)
  assert.equal(
    (await stored(shop, service.message_id)).state,
    'handing_over',
    'another process may still be at it',
  )
  await recoverMessages(db, 0)
  assert.deepEqual(
    [(await stored(shop, marketing.message_id)).state, (await stored(shop, service.message_id)).state],
    ['unknown', 'retry'],
  )
  await deliverMessage(db, post, { tenant_id: shop.tenant_id, message_id: marketing.message_id })
  await deliverMessage(db, post, { tenant_id: shop.tenant_id, message_id: service.message_id })
  assert.equal((await stored(shop, service.message_id)).state, 'sent')
  assert.equal((await received(shop)).length, 1)
})

test('what should not be kept is gone once it left, and a late code does not leave', async () => {
  const shop = await openShop()
  const secret = await send(
    shop,
    mail({ text: 'Votre code est 123 456.', forget: true, useful_until: new Date(Date.now() + 60_000) }),
  )
  const late = await send(shop, mail({ forget: true, useful_until: new Date(Date.now() - 1) }))
  await runJobs()
  const { state, body_text, recipient } = await stored(shop, secret.message_id)
  assert.deepEqual([state, body_text, recipient], ['sent', '', 'a…@exemple.fr'])
  assert.deepEqual(
    [(await stored(shop, late.message_id)).state, (await stored(shop, late.message_id)).error],
    ['refused', 'too_late'],
  )
  assert.equal((await received(shop)).length, 1)
})
