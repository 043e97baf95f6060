import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import {
  addCustomer,
  askAndRead,
  codeIn,
  messages,
  MOBILE,
  shopWithHolder,
  slugOf,
  wrong,
} from '../../../test/card-holder.ts'
import { as, config } from '../../../test/shop.ts'
import { hashToken } from '../../platform/access.ts'
import { askForCode, tryCode } from './codes.ts'
import { CardLinked, CardOpened } from './events.ts'

test('a card is opened by the code that came by text message, whatever way the number is written', async () => {
  const { shop, public: call, customer_id } = await shopWithHolder()
  const code = await askAndRead(shop)
  const [received] = await messages(shop)
  assert.deepEqual([received.channel, received.recipient, received.sender], ['sms', MOBILE, 'Lili Rose'])
  const { status, body } = await call('POST', '/card/sign-in', { recipient: '+33 (0)6 12 34 56 78', code })
  assert.equal(status, 200)
  assert.deepEqual([body.customer, body.cards], [{ customer_id, first_name: 'Camille' }, []])
  assert.match(body.token, /^cc_[\w-]{43}$/)
  assert.equal((await as(body.token)('GET', '/card')).body.first_name, 'Camille')
  assert.equal((await shop.announced(CardOpened)).length, 1)
  const [phone] = await shop.within(({ tx }) =>
    tx
      .selectFrom('identifier')
      .select('verified_at')
      .where('tenant_id', '=', shop.tenant_id)
      .where('kind', '=', 'phone')
      .execute(),
  )
  assert.ok(phone!.verified_at, 'what a code came back from is proved')
  const kept = await shop.within(({ tx }) =>
    tx.selectFrom('message').select('body_text').where('tenant_id', '=', shop.tenant_id).execute(),
  )
  assert.deepEqual(kept, [{ body_text: '' }], 'no code stays in the database')
})

test('a card is opened by the code that came by e-mail', async () => {
  const { shop, public: call } = await shopWithHolder([['email', 'camille@exemple.fr']])
  const code = await askAndRead(shop, 'Camille@Exemple.fr', 'email')
  assert.match((await messages(shop))[0].subject, /^Lili Rose\u202f: votre code \d{3} \d{3}$/)
  assert.equal((await call('POST', '/card/sign-in', { recipient: 'camille@exemple.fr', code })).status, 200)
})

test('atk-A02: asking tells nobody who has a card: same answer, and a message only to those who have', async () => {
  const { shop, public: call } = await shopWithHolder()
  const known = await call('POST', '/card/codes', { recipient: '0612345678', channel: 'sms' })
  const unknown = await call('POST', '/card/codes', { recipient: '0687654321', channel: 'sms' })
  const abroad = await call('POST', '/card/codes', { recipient: '+18765551234', channel: 'sms' })
  for (const answer of [known, unknown, abroad])
    assert.deepEqual([answer.status, Object.keys(answer.body)], [202, ['expires_at']])
  const received = await messages(shop)
  assert.deepEqual(
    received.map(({ recipient }) => recipient),
    [MOBILE],
  )
  const tried = await Promise.all(
    ['0612345678', '0687654321', '0600000001'].map((recipient) =>
      call('POST', '/card/sign-in', { recipient, code: wrong(codeIn(received[0].body_text)) }),
    ),
  )
  assert.equal(new Set(tried.map(({ status, body }) => `${status} ${body.code} ${body.title}`)).size, 1)
})

test('atk-A11: a code is tried five times, used once, by its recipient at its shop, within ten minutes', async () => {
  const { shop, public: call } = await shopWithHolder()
  const first = await askAndRead(shop)
  const tryIt = (code: string, recipient = '0612345678') => call('POST', '/card/sign-in', { recipient, code })
  for (let i = 0; i < 4; i++) assert.equal((await tryIt(wrong(first))).body.code, 'code_wrong')
  assert.equal((await tryIt(first)).status, 200, 'the fifth try is the right one')
  assert.equal((await tryIt(first)).body.code, 'code_wrong', 'it served once')

  const second = await askAndRead(shop)
  const guesses = await Promise.all(Array.from({ length: 20 }, () => tryIt(wrong(second))))
  assert.ok(guesses.every(({ body }) => body.code === 'code_wrong'))
  assert.equal((await tryIt(second)).body.code, 'code_wrong', 'twenty at once used up the five tries')

  const third = await askAndRead(shop)
  assert.equal((await tryIt(third, '0687654321')).body.code, 'code_wrong', 'for another recipient')
  const other = await shopWithHolder()
  assert.equal(
    (await other.public('POST', '/card/sign-in', { recipient: '0612345678', code: third })).body.code,
    'code_wrong',
    'at another shop',
  )
  const attempt = { recipient: MOBILE, code: third, customer_id: null }
  assert.equal(
    await shop.within((ctx) => tryCode(ctx, config.home, attempt), new Date(Date.now() + 10 * 60_000)),
    null,
    'ten minutes later',
  )
  const both = await Promise.all(Array.from({ length: 10 }, () => tryIt(third)))
  assert.equal(both.filter(({ status }) => status === 200).length, 1, 'ten at once open one')

  const fourth = await askAndRead(shop)
  const fifth = await askAndRead(shop)
  if (fourth !== fifth)
    assert.equal((await tryIt(fourth)).body.code, 'code_wrong', 'a new code voids the one before')
  const rows = await shop.within(({ tx }) =>
    tx.selectFrom('one_time_code').select('code_hash').where('tenant_id', '=', shop.tenant_id).execute(),
  )
  assert.ok(
    rows.every(({ code_hash }) => code_hash!.length === 32),
    'only hashes are kept',
  )
})

test('atk-A12: no code is sent after five within the hour, nor to a place that text messages are not for', async () => {
  const { shop, public: call } = await shopWithHolder([
    ['phone', MOBILE],
    ['phone', '+18765551234'],
    ['phone', '+33899123456'],
  ])
  const ask = (recipient: string) => call('POST', '/card/codes', { recipient, channel: 'sms' })
  assert.equal((await ask('+18765551234')).status, 202)
  assert.equal((await ask('0899123456')).status, 202)
  const answers = await Promise.all(Array.from({ length: 12 }, () => ask('0612345678')))
  assert.deepEqual(
    [
      answers.filter(({ status }) => status === 202).length,
      answers.filter(({ body }) => body.code === 'too_many_tries').length,
    ],
    [5, 7],
  )
  const received = await messages(shop)
  assert.deepEqual([received.length, new Set(received.map(({ recipient }) => recipient)).size], [5, 1])
  const shops = await shopWithHolder()
  const many = []
  for (let i = 0; i < 31; i++)
    many.push(
      await shops.public('POST', '/card/codes', { recipient: `client${i}@exemple.fr`, channel: 'email' }),
    )
  assert.deepEqual(
    [many.filter(({ status }) => status === 202).length, many.at(-1)!.status],
    [30, 429],
    'one place asks thirty times an hour',
  )
  assert.equal(
    (await call('POST', '/card/codes', { recipient: 'x', channel: 'sms', tenant_id: shop.tenant_id })).status,
    400,
  )
  assert.equal(
    (await shops.public('POST', '/card/codes', { recipient: 'nowhere', channel: 'email' })).body.code,
    'recipient_unclear',
  )
})

test('two who share a phone choose whose card it is, by first names, with the one code', async () => {
  const { shop, public: call, customer_id } = await shopWithHolder()
  const ada = await addCustomer(shop, 'Ada', [['phone', MOBILE]])
  const gone = await addCustomer(shop, 'Parti', [['phone', MOBILE]])
  await shop.within(({ tx, tenant_id }) =>
    tx
      .updateTable('customer')
      .set({ left_at: new Date() })
      .where('tenant_id', '=', tenant_id)
      .where('customer_id', '=', gone.customer_id)
      .execute(),
  )
  const code = await askAndRead(shop)
  const asked = await call('POST', '/card/sign-in', { recipient: '0612345678', code })
  assert.deepEqual(asked.body, {
    token: null,
    customer: null,
    cards: [
      { customer_id, first_name: 'Camille' },
      { customer_id: ada.customer_id, first_name: 'Ada' },
    ],
  })
  const stranger = await addCustomer(shop, 'Eve', [])
  assert.equal(
    (
      await call('POST', '/card/sign-in', {
        recipient: '0612345678',
        code,
        customer_id: stranger.customer_id,
      })
    ).body.code,
    'code_wrong',
  )
  const chosen = await call('POST', '/card/sign-in', {
    recipient: '0612345678',
    code,
    customer_id: ada.customer_id,
  })
  assert.deepEqual(chosen.body.customer, { customer_id: ada.customer_id, first_name: 'Ada' })
  assert.equal(
    (await call('POST', '/card/sign-in', { recipient: '0612345678', code, customer_id })).body.code,
    'code_wrong',
    'the code has served',
  )
})

test('the till’s link opens the card, again within ten minutes, and not after', async () => {
  const { shop, public: call, customer_id } = await shopWithHolder()
  const link = await shop.put(`/customers/${customer_id}/card-link`)
  assert.ok(
    link.body.url.startsWith(`${config.public_url}/t/${slugOf(shop)}/card/#o=cl_`),
    'the secret stands after #',
  )
  const days = (Date.parse(link.body.expires_at) - Date.now()) / 86_400_000
  assert.ok(days > 29.9 && days <= 30)
  const secret = link.body.url.split('#o=')[1]
  const open = (body = { link: secret }) => call('POST', '/card/open', body)
  const [first, second] = [await open(), await open()]
  assert.deepEqual([first.status, second.status, first.body.customer.first_name], [200, 200, 'Camille'])
  assert.notEqual(first.body.token, second.body.token)
  const until = await shop.within(async ({ tx }) => {
    const at = (minutes: number) =>
      sql<{
        found: boolean
      }>`select exists (select from find_access(${hashToken(secret)}, ${new Date(Date.now() + minutes * 60_000)})) as found`.execute(
        tx,
      )
    return [(await at(9)).rows[0]!.found, (await at(11)).rows[0]!.found]
  })
  assert.deepEqual(until, [true, false])
  const next = (await shop.put(`/customers/${customer_id}/card-link`)).body.url.split('#o=')[1]
  assert.equal((await open()).body.code, 'card_link_used', 'a new link ends the one before')
  const other = await shopWithHolder()
  assert.equal(
    (await other.public('POST', '/card/open', { link: next })).body.code,
    'card_link_used',
    'at another shop',
  )
  assert.equal((await open({ link: next })).status, 200)
  assert.equal((await as(next)('GET', '/card')).status, 401, 'a link is no session (atk-A05)')
  assert.equal((await other.shop.put(`/customers/${customer_id}/card-link`)).status, 404)
  assert.equal(
    (await as(await shop.keyFor('marketing'))('PUT', `/customers/${customer_id}/card-link`)).status,
    403,
  )
  assert.equal((await shop.announced(CardLinked)).length, 2)
})

// Last, so that no other test waits for these mails.
test('atk-A02: asking takes the same time whether a card is known there or not', async () => {
  const { shop } = await shopWithHolder()
  const people = await Promise.all(
    Array.from({ length: 40 }, (_, i) => addCustomer(shop, 'Ada', [['email', `ada${i}@exemple.fr`]])),
  )
  assert.equal(people.length, 40)
  const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] }
  for (let i = 0; i < 40; i++)
    for (const who of ['known', 'unknown'] as const) {
      const recipient = who === 'known' ? `ada${i}@exemple.fr` : `nobody${i}@exemple.fr`
      const start = performance.now()
      await shop.within((ctx) =>
        askForCode(ctx, { recipient, channel: 'email', ip: `10.0.${i}.${who.length}` }),
      )
      times[who].push(performance.now() - start)
    }
  const median = (list: number[]) => list.toSorted((a, b) => a - b)[list.length >> 1]!
  const [a, b] = [median(times.known), median(times.unknown)]
  assert.ok(Math.abs(a - b) < Math.max(a, b) / 2, `known ${a.toFixed(2)} ms, unknown ${b.toFixed(2)} ms`)
})
