import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { ConsentGiven, ConsentWithdrawn } from '../consents/events.ts'
import { openLinkKeys, signToken, type Kind } from '../links/sign.ts'
import { sendMessage } from '../messages/actions.ts'
import { queueMessages } from '../messages/queue.ts'
import { takeIncomingText } from '../messages/inbound.ts'
import { rememberNumbers } from '../messages/text-ways.ts'
import { decideMany } from '../pressure/decide-many.ts'
import { app, config, db, openShop } from '../../../test/shop.ts'

type Shop = Awaited<ReturnType<typeof openShop>>
const keys = openLinkKeys(config.home)
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
let phones = 0

async function call(
  shop: Shop,
  method: 'GET' | 'POST',
  path: string,
  body?: string,
  headers: Record<string, string> = FORM,
) {
  const response = await app.inject({
    method,
    url: `/t/${shop.slug}${path}`,
    headers: method === 'POST' ? headers : {},
    ...(body !== undefined && { payload: body }),
  })
  return { status: response.statusCode, text: response.body, headers: response.headers }
}

/** Ada, who said yes to e-mail and SMS, and a message that was sent to her. */
async function mailed(
  shop: Shop,
  { channel = 'email' as 'email' | 'sms', purpose = 'marketing' as 'marketing' | 'loyalty' } = {},
) {
  const [customer_id, message_id] = [newId(), newId()]
  const nth = String(phones++).padStart(4, '0')
  await shop.put(`/customers/${customer_id}`, {
    first_name: 'Ada',
    last_name: 'Lovelace',
    emails: [`ada${nth}@exemple.fr`],
    phones: [`0639 98 ${nth.slice(0, 2)} ${nth.slice(2)}`],
    consents: ['email', 'sms'].map((one) => ({
      channel: one,
      purpose: 'offers',
      given: true,
      text_version: 1,
    })),
  })
  await shop.within((ctx) =>
    sendMessage(ctx, {
      message_id,
      customer_id,
      channel,
      purpose,
      template: 'offer',
      recipient: channel === 'email' ? `ada${nth}@exemple.fr` : `+3363998${nth}`,
      subject: 'Vente privée',
      text: 'Bonjour',
    }),
  )
  const at = (kind: Kind, tenant_id = shop.tenant_id) =>
    `/${kind}/${signToken(keys, kind, tenant_id, message_id)}`
  const consents = async () => {
    const { body } = await shop.get(`/customers/${customer_id}/consents`)
    return body.items as {
      channel: string
      purpose: string
      given: boolean
      source: string
      text_version: number
      actor: string
    }[]
  }
  return { customer_id, message_id, at, consents }
}

test('I-03: looking does not unsubscribe; one POST does, without a cookie, a sign-in or a redirect', async () => {
  const shop = await openShop()
  for (const [headers, body] of [
    [FORM, 'List-Unsubscribe=One-Click'],
    [
      { 'content-type': 'multipart/form-data; boundary=x' },
      '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
    ],
  ] as const) {
    const { at, consents } = await mailed(shop)
    for (let look = 0; look < 3; look++) assert.equal((await call(shop, 'GET', at('u'))).status, 200)
    assert.equal((await consents()).length, 2)
    const answer = await call(shop, 'POST', at('u'), body, headers)
    assert.equal(answer.status, 200)
    assert.equal(answer.headers['set-cookie'], undefined)
    assert.equal(answer.headers.location, undefined)
    const [last] = await consents()
    assert.deepEqual(
      [last!.channel, last!.purpose, last!.given, last!.source, last!.actor],
      ['email', 'offers', false, 'unsubscribe_link', 'link'],
    )
  }
})

test('pressed ten times at once it is one answer, and SMS stays as it was', async () => {
  const shop = await openShop()
  const { at, consents } = await mailed(shop)
  const all = await Promise.all(
    Array.from({ length: 10 }, () => call(shop, 'POST', at('u'), 'List-Unsubscribe=One-Click')),
  )
  assert.ok(all.every(({ status }) => status === 200))
  assert.equal((await consents()).filter(({ given }) => !given).length, 1)
  assert.equal((await shop.announced(ConsentWithdrawn)).length, 1)
})

test('A-10: within five seconds of the press nothing more can be queued or handed over on that channel', async (t) => {
  const shop = await openShop()
  const { at, customer_id } = await mailed(shop)
  const pressed_at = Date.now()
  await call(shop, 'POST', at('u'), 'List-Unsubscribe=One-Click')
  const now = new Date()
  const [decision] = await shop.within((ctx) =>
    decideMany(ctx, [
      {
        message_id: newId(),
        customer_id,
        channels: ['email'],
        cheapest: false,
        purpose: 'marketing',
        priority: 0,
        origin: { kind: 'campaign', id: newId(), step: null },
        store_id: null,
        due_at: now,
        useful_until: null,
      },
    ]),
  )
  const took_ms = Date.now() - pressed_at
  t.diagnostic(`${took_ms} ms from the press to a refused message`)
  assert.ok(decision && !decision.go && decision.held[0]!.code === 'withdrawn')
  assert.ok(took_ms < 5_000)
})

test('M05: no page shows an address, a name or a number, only a hint', async () => {
  const shop = await openShop()
  const { at } = await mailed(shop)
  for (const path of [at('u'), at('p')]) {
    const { text } = await call(shop, 'GET', path)
    assert.match(text, /a…@exemple\.fr/)
    // The addresses of the page itself hold ids, in which any letters may stand together.
    assert.doesNotMatch(text.replaceAll(/(href|action)="[^"]*"/g, ''), /ada\d|Lovelace|Ada|63998/)
    assert.doesNotMatch(text, /<script|https?:\/\//)
  }
})

test('M04: forged, cut, another kind’s, another shop’s and unknown tokens get the same friendly page, and change nothing', async () => {
  const [shop, other] = [await openShop(), await openShop()]
  const { at, consents } = await mailed(shop)
  const good = at('u')
  const wrong = [
    good.slice(0, -1),
    `${good.slice(0, -2)}AA`,
    at('p').replace('/p/', '/u/'),
    at('u', other.tenant_id),
    `/u/${signToken(keys, 'u', shop.tenant_id, newId())}`,
    '/u/x',
    '/u/%00',
  ]
  for (const path of wrong) {
    const { status, text } = await call(shop, 'POST', path, 'List-Unsubscribe=One-Click')
    assert.ok(status === 404 || status === 400, `${path}: ${status}`)
    if (status === 404) assert.match(text, /Ce lien ne mène plus nulle part/)
  }
  // The same token at the other shop's address is a token of nothing there.
  assert.equal((await call(other, 'POST', good, 'List-Unsubscribe=One-Click')).status, 404)
  assert.equal((await consents()).filter(({ given }) => !given).length, 0)
})

test('a form of another site is refused; the shop’s own and a mail program’s are not', async () => {
  const shop = await openShop()
  const { at } = await mailed(shop)
  // Without this a browser would say « null », and be refused.
  assert.equal((await call(shop, 'GET', at('p'))).headers['referrer-policy'], 'same-origin')
  const from = (origin: string) => call(shop, 'POST', at('p'), 'do=all_off', { ...FORM, origin })
  assert.equal((await from('https://evil.example')).status, 403)
  assert.equal((await from('null')).status, 403)
  assert.equal((await from(new URL(config.public_url).origin)).status, 200)
})

const form = (asked: string[], yes: string[], over: Record<string, string> = {}) =>
  new URLSearchParams([
    ...asked.map((key) => ['asked', key] as [string, string]),
    ...yes.map((key) => ['yes', key] as [string, string]),
    ...Object.entries({ frequency: 'normal', do: 'save', ...over }),
  ]).toString()

test('A-07: what is chosen is written with the words that were shown; what was not shown stays as it was', async () => {
  const shop = await openShop()
  const { at, consents } = await mailed(shop)
  const asked = ['email/offers', 'tracking/offers', 'email/loyalty']
  const saved = await call(shop, 'POST', at('p'), form(asked, ['tracking/offers']))
  assert.equal(saved.status, 200)
  assert.match(saved.text, /role="status"/)
  const rows = (await consents()).filter(({ source }) => source === 'preferences')
  assert.deepEqual(
    rows.map(({ channel, purpose, given, text_version }) => [channel, purpose, given, text_version]).sort(),
    [
      ['email', 'loyalty', false, 1],
      ['email', 'offers', false, 1],
      ['tracking', 'offers', true, 1],
    ],
  )
  // Saved again as it stands, nothing is added; a yes again is a new row with its text.
  await call(shop, 'POST', at('p'), form(asked, ['tracking/offers']))
  assert.equal((await consents()).length, 5)
  await call(shop, 'POST', at('p'), form(asked, ['tracking/offers', 'email/offers', 'email/loyalty']))
  assert.equal((await consents()).length, 7)
  assert.equal((await shop.announced(ConsentGiven)).length, 5)
})

test('less often, a pause, everything off: pressure holds to it', async () => {
  const shop = await openShop()
  const { at, customer_id } = await mailed(shop)
  const pressure = async () => (await shop.get(`/customers/${customer_id}/pressure`)).body
  await call(shop, 'POST', at('p'), form([], [], { frequency: 'less' }))
  assert.equal((await pressure()).less_often, true)
  const paused = await call(shop, 'POST', at('p'), form([], [], { frequency: 'pause' }))
  assert.match(paused.text, /En pause jusqu’au/)
  const held = (await pressure()).possible.find(
    (one: any) => one.channel === 'sms' && one.purpose === 'marketing',
  )
  assert.equal(held.code, 'paused')
  assert.match(held.sentence, /^Retenu\u202f: en pause à sa demande jusqu’au /)
  await call(shop, 'POST', at('p'), form([], [], { frequency: 'normal' }))
  assert.equal((await pressure()).paused_until, null)
  await call(shop, 'POST', at('p'), form([], [], { do: 'all_off' }))
  const after = (await pressure()).possible
  assert.ok(
    after
      .filter(({ channel }: any) => ['email', 'sms'].includes(channel))
      .every(({ code }: any) => code === 'withdrawn'),
  )
})

test('whoever has left may still say no, and is offered nothing; whoever is unknown is not', async () => {
  const shop = await openShop()
  const { at, customer_id } = await mailed(shop)
  await shop.call('PUT', `/customers/${customer_id}/departure`, { why: 'moved' })
  const { status, text } = await call(shop, 'GET', at('p'))
  assert.equal(status, 200)
  assert.match(text, /quitté le programme/)
  assert.doesNotMatch(text, /<form/)
})

test('in English for whoever reads English; a body too large is refused', async () => {
  const shop = await openShop()
  const { at, customer_id } = await mailed(shop)
  await shop.call('PATCH', `/customers/${customer_id}`, { language: 'en' })
  assert.match(
    (await call(shop, 'GET', at('u'))).text,
    /<html lang="en">[\s\S]*Stop e-mails from Lili Rose\?/,
  )
  assert.equal((await call(shop, 'POST', at('p'), 'yes=' + 'x'.repeat(20_000))).status, 413)
})

test('B-06: STOP by text ends it for the number and is confirmed once; other words put nobody off', async () => {
  const shop = await openShop()
  const { customer_id, consents } = await mailed(shop, { channel: 'sms' })
  const twin = newId()
  const { body: ada } = await shop.get(`/customers/${customer_id}`)
  const phone = ada.phones[0].value as string
  const bob = await shop.put(`/customers/${twin}`, {
    first_name: 'Bob',
    accept_duplicates: true,
    phones: [phone],
    consents: [{ channel: 'sms', purpose: 'offers', given: true, text_version: 1 }],
  })
  assert.ok(bob.status < 300, JSON.stringify(bob.body))
  await shop.within(async (ctx) => {
    await rememberNumbers(ctx, [phone])
    await ctx.tx
      .updateTable('message')
      .set({ state: 'sent', sent_at: ctx.now })
      .where('tenant_id', '=', ctx.tenant_id)
      .execute()
  })
  const answer = async (text: string) => {
    await takeIncomingText(db, { from: phone, text, source_key: newId() })
    await shop.react()
  }
  const confirmations = () =>
    shop.within(({ tx, tenant_id }) =>
      tx
        .selectFrom('message')
        .select(['recipient', 'body_text'])
        .where('tenant_id', '=', tenant_id)
        .where('template', '=', 'stop_confirmed')
        .execute(),
    )
  await answer('Bonjour, est-ce que la robe existe en bleu ? Je ne voudrais pas que ça stoppe')
  assert.equal((await consents()).filter(({ given }) => !given).length, 0)
  assert.equal((await confirmations()).length, 0)
  await answer('Arrêt.')
  await answer('STOP')
  const ended = (await consents()).filter(({ given, channel }) => !given && channel === 'sms')
  assert.deepEqual([...new Set(ended.map(({ purpose }) => purpose))].sort(), ['loyalty', 'offers'])
  const others = (await shop.get(`/customers/${twin}/consents`)).body.items
  assert.ok(others.some((one: any) => one.channel === 'sms' && one.purpose === 'offers' && !one.given))
  const sent = await confirmations()
  assert.equal(sent.length, 1)
  assert.equal(sent[0]!.recipient, phone)
  assert.ok(sent[0]!.body_text.length <= 160)
})

test('a message is shown as a page to whoever has its address, and nothing in it runs', async () => {
  const shop = await openShop()
  const { customer_id } = await mailed(shop)
  const message_id = newId()
  const html = '<html><body><h1>Vente privée</h1><script>alert(1)</script></body></html>'
  await shop.within(async (ctx) => {
    await queueMessages(ctx, [
      {
        message_id,
        customer_id,
        channel: 'email',
        purpose: 'marketing',
        recipient: 'ada@exemple.fr',
        content: { subject: 'Vente privée', text: 'Vente privée', html },
        origin: { kind: 'campaign', id: newId(), step: null },
        store_id: null,
        priority: 0,
        due_at: ctx.now,
        useful_until: null,
        cost_millicents: 0,
      },
    ])
  })
  const shown = await call(shop, 'GET', `/v/${signToken(keys, 'v', shop.tenant_id, message_id)}`)
  assert.equal(shown.status, 200)
  assert.match(shown.text, /<h1>Vente privée/)
  const policy = String(shown.headers['content-security-policy'])
  assert.match(policy, /default-src 'none'/)
  assert.match(policy, /sandbox/)
  assert.doesNotMatch(policy, /script-src|allow-scripts/)
  assert.equal(
    (await call(shop, 'GET', `/v/${signToken(keys, 'p', shop.tenant_id, message_id)}`)).status,
    404,
  )
})
