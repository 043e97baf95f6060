/** What really goes over the line, and what follows from the other side's answer. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import PostalMime from 'postal-mime'
import { runJobs } from '../../../test/jobs.ts'
import { addCustomer, consent, mail, received, send, sms, stored } from '../../../test/outbox.ts'
import { rawServer } from '../../../test/raw-smtp.ts'
import { config, db, openShop } from '../../../test/shop.ts'
import { deliverMessage } from './deliver.ts'
import { openPost } from './post.ts'

test('atk-M01: a name or subject with line ends adds no header', async () => {
  const shop = await openShop()
  const evil =
    'Ada\r\nBcc: all@evil.example\r\nX-Evil: 1\u2028Reply-To: a@evil.example\u0085%0aTo: b@evil.example =?utf-8?q?a=0D=0ABcc:_x?='
  await shop.within(({ tx, tenant_id }) =>
    tx.updateTable('tenant').set({ name: evil }).where('tenant_id', '=', tenant_id).execute(),
  )
  await send(shop, mail({ subject: evil }))
  await runJobs()
  const [item] = await received(shop)
  const { raw } = (await shop.get(`/mailbox/${item.received_id}`)).body
  const { headers, to, bcc, replyTo } = await PostalMime.parse(raw)
  assert.deepEqual(headers.map(({ key }) => key).sort(), [
    'auto-submitted',
    'content-transfer-encoding',
    'content-type',
    'date',
    'from',
    'message-id',
    'mime-version',
    'subject',
    'to',
  ])
  assert.deepEqual(to, [{ name: '', address: 'ada@exemple.fr' }])
  assert.deepEqual([bcc, replyTo], [undefined, undefined])
  for (const recipient of [
    'a@b.fr\r\nBcc: c@d.fr',
    'a@b.fr, c@d.fr',
    '<a@b.fr> SIZE=1',
    'Ada <a@b.fr>',
    'a@b.fr\u2028',
  ])
    await assert.rejects(send(shop, mail({ recipient })), /one address/)
})

test('atk-M02: lone dots and bare line ends arrive as one message, on strict and lax servers', async () => {
  const shop = await openShop()
  const text = [
    'first',
    '.',
    '..',
    '.\n.\r.\r\n.',
    'MAIL FROM:<x@evil.example>',
    '.hidden',
    `${'long '.repeat(400)}`,
    'last',
  ].join('\r\n')
  await send(shop, mail({ text, html: `<p>${text}</p>` }))
  await runJobs()
  const items = await received(shop)
  assert.equal(items.length, 1)
  const { body } = await shop.get(`/mailbox/${items[0].received_id}`)
  assert.deepEqual(body.body_text.trimEnd().split('\n'), [
    'first',
    '.',
    '..',
    '.',
    '.',
    '.',
    '.',
    'MAIL FROM:<x@evil.example>',
    '.hidden',
    'long '.repeat(400).trimEnd() + ' ',
    'last',
  ])

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
    await deliverMessage(db, openPost(db, { ...config, smtp_url: wire.url }), {
      tenant_id: shop.tenant_id,
      message_id,
    })
    assert.equal((await stored(shop, message_id)).state, state, `${answer} ${purpose}`)
    await wire.close()
  }
  const { message_id } = await send(shop, mail({ purpose: 'marketing', customer_id }))
  await deliverMessage(db, openPost(db, { ...config, smtp_url: 'smtp://127.0.0.1:1' }), {
    tenant_id: shop.tenant_id,
    message_id,
  })
  assert.equal((await stored(shop, message_id)).state, 'retry', 'nobody was reached, so nothing was sent')
  const text = await send(shop, sms())
  await deliverMessage(db, openPost(db, { ...config, smtp_url: 'smtp://127.0.0.1:1' }), {
    tenant_id: shop.tenant_id,
    message_id: text.message_id,
  })
  assert.equal((await stored(shop, text.message_id)).error, 'this channel is not set up')
})
