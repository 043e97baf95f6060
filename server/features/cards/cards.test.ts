import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  addCustomer,
  atShop,
  codeIn,
  messages,
  MOBILE,
  openedCard,
  wrong,
  type Shop,
} from '../../../test/card-holder.ts'
import { chosenProgramme, CHOSEN_ID, writeProgramme } from '../../../test/programme.ts'
import { as, config } from '../../../test/shop.ts'
import { newId } from '../../lib/id.ts'
import { CustomerLeft } from '../customers/events.ts'
import { openCodes } from '../vouchers/codes.ts'

test('the card shows all in one answer: points, what expires, the next reward, vouchers with their codes', async () => {
  const { shop, card, customer_id, card_number } = await openedCard()
  await writeProgramme(shop, chosenProgramme())
  const sale = (cents: number) =>
    shop.put(`/sales/${newId()}`, {
      store_id: shop.store_id,
      customer_id,
      occurred_at: new Date().toISOString(),
      amount_cents: cents,
    })
  assert.equal((await sale(7_250)).status, 200)
  const { body: before } = await card('GET', '/card')
  assert.deepEqual(
    [before.card_number, before.tenant.name, before.programme.name],
    [card_number, 'Lili Rose', 'Carte Lili Rose'],
  )
  assert.deepEqual(
    before.accounts.map(({ unit, available, pending, debt, words }: any) => ({
      unit,
      available,
      pending,
      debt,
      words,
    })),
    [{ unit: 'points', available: 72, pending: 0, debt: 0, words: '72 points' }],
  )
  assert.deepEqual(
    before.accounts[0].expiring.map(({ units, words }: any) => [units, words]),
    [[72, '72 points']],
  )
  assert.ok(before.programme.sentences.length > 0 && before.programme.example.length > 0)
  assert.deepEqual(
    [
      before.next_reward.reward_id,
      before.next_reward.missing,
      before.next_reward.missing_words,
      before.next_reward.progress,
    ],
    [CHOSEN_ID, 28, '28 points', 0.72],
  )
  assert.deepEqual([before.rewards[0].affordable, before.rewards[0].missing], [false, 28])
  await sale(3_000)
  const code = openCodes(config.home).make()
  await addVoucher(shop, customer_id, code)
  const { body: after } = await card('GET', '/card')
  assert.deepEqual([after.accounts[0].available, after.rewards[0].affordable], [102, true])
  assert.deepEqual(
    after.vouchers.map(({ code: shown, last4, balance_cents }: any) => [shown, last4, balance_cents]),
    [[code.code, code.code_last4, 1000]],
  )
  assert.deepEqual(
    after.last_sales.map(({ total_cents, store_name }: any) => [total_cents, store_name]),
    [
      [3_000, 'Saint-Étienne'],
      [7_250, 'Saint-Étienne'],
    ],
  )
  assert.equal((await as(null)('GET', '/card')).status, 401)
  assert.equal((await shop.get('/card')).status, 403, 'not even the owner looks through a customer’s eyes')
})

test('purchases come in pages, each opens as a receipt, and nobody else’s does', async () => {
  const { shop, card, customer_id } = await openedCard()
  await writeProgramme(shop, chosenProgramme())
  const other = await addCustomer(shop, 'Eve', [])
  const ids = []
  for (const [i, who] of [customer_id, customer_id, customer_id, other.customer_id].entries()) {
    ids.push(newId())
    await shop.put(`/sales/${ids[i]}`, {
      store_id: shop.store_id,
      customer_id: who,
      occurred_at: new Date(Date.now() - (4 - i) * 60_000).toISOString(),
      amount_cents: 1_000 + i,
    })
  }
  const one = (await card('GET', '/card/sales?limit=2')).body
  const two = (await card('GET', `/card/sales?limit=2&cursor=${encodeURIComponent(one.next_cursor)}`)).body
  assert.deepEqual(
    [...one.items, ...two.items].map(({ sale_id }: any) => sale_id),
    [ids[2], ids[1], ids[0]],
  )
  assert.equal(two.next_cursor, null)
  assert.equal((await card('GET', '/card/sales?cursor=nonsense')).body.code, 'invalid_request')
  assert.equal((await card('GET', `/card/sales/${ids[0]}`)).body.total_cents, 1_000)
  const [foreign, unknown] = [
    await card('GET', `/card/sales/${ids[3]}`),
    await card('GET', `/card/sales/${newId()}`),
  ]
  assert.deepEqual([foreign.status, foreign.body.code], [unknown.status, unknown.body.code])
  assert.equal(foreign.body.code, 'card_sale_not_found')
})

test('a holder changes what the shop knows; a new phone counts when its code came back', async () => {
  const { shop, card, customer_id } = await openedCard([
    ['phone', MOBILE],
    ['phone', '+33477123456'],
  ])
  const changed = await card('PATCH', '/card/me', {
    first_name: 'Camille-Anne',
    birth_date: '1990-04-12',
    phone: '06 87 65 43 21',
  })
  assert.equal(changed.status, 200)
  assert.deepEqual(
    [changed.body.first_name, changed.body.birth_date, changed.body.to_verify],
    ['Camille-Anne', '1990-04-12', [{ recipient: '+33687654321', channel: 'sms' }]],
  )
  assert.deepEqual(
    changed.body.phones.map(({ value }: any) => value).sort(),
    ['+33477123456', MOBILE],
    'not yet',
  )
  const [received] = await messages(shop)
  assert.equal(received.recipient, '+33687654321')
  const code = codeIn(received.body_text)
  assert.equal(
    (await atShop(shop)('POST', '/card/sign-in', { recipient: '0687654321', code })).body.code,
    'code_wrong',
    'it proves an address and opens nothing (atk-A05)',
  )
  assert.equal(
    (await card('POST', '/card/verifications', { recipient: '0687654321', code: wrong(code) })).body.code,
    'code_wrong',
  )
  const stranger = await addCustomer(shop, 'Eve', [])
  const { url } = (await shop.put(`/customers/${stranger.customer_id}/card-link`)).body
  const eve = as((await atShop(shop)('POST', '/card/open', { link: url.split('#o=')[1] })).body.token)
  assert.equal(
    (await eve('POST', '/card/verifications', { recipient: '0687654321', code })).body.code,
    'code_wrong',
    'somebody else’s code',
  )
  const { body } = await card('POST', '/card/verifications', { recipient: '0687654321', code })
  assert.deepEqual(body.phones.map(({ value, verified_at }: any) => [value, verified_at !== null]).sort(), [
    ['+33477123456', false],
    ['+33687654321', true],
  ])
  for (const field of [
    'customer_id',
    'account_id',
    'verified_at',
    'tags',
    'card_number',
    'left_at',
    'balance',
  ])
    assert.equal((await card('PATCH', '/card/me', { [field]: customer_id })).status, 400, `atk-A08: ${field}`)
  assert.equal((await card('PATCH', '/card/me', { phone: '0899123456' })).body.code, 'recipient_unclear')
})

test('a holder says yes and no, one question at a time', async () => {
  const { card } = await openedCard()
  const question = (await card('GET', '/card/me')).body.consents.find(
    ({ channel }: any) => channel === 'email',
  )
  assert.deepEqual([question.given, question.language], [false, 'fr'])
  assert.match(question.text, /Lili Rose/)
  const { channel, purpose, text_version, language } = question
  const answer = async (given: boolean) => {
    const { status, body } = await card('PUT', `/card/consents/${newId()}`, {
      channel,
      purpose,
      given,
      text_version,
      language,
    })
    assert.equal(status, 200)
    return body.consents.filter((one: any) => one.given).map((one: any) => one.channel)
  }
  assert.deepEqual(await answer(true), ['email'])
  assert.deepEqual(await answer(false), [])
})

test('leaving is one step: the card closes at once, on every phone, for good', async () => {
  const { shop, card, customer_id, public: call } = await openedCard()
  const { url } = (await shop.put(`/customers/${customer_id}/card-link`)).body
  const left = await card('PUT', '/card/departure')
  assert.equal(left.status, 200)
  assert.ok(left.body.kept.length > 0)
  assert.equal((await card('GET', '/card')).status, 401)
  assert.equal((await call('POST', '/card/open', { link: url.split('#o=')[1] })).body.code, 'card_link_used')
  await call('POST', '/card/codes', { recipient: '0612345678', channel: 'sms' })
  assert.deepEqual(await messages(shop), [])
  assert.equal((await shop.announced(CustomerLeft)).length, 1)
})

test('a card that left by any other door is closed too', async () => {
  const { shop, card, customer_id } = await openedCard()
  assert.equal((await card('GET', '/card')).status, 200)
  await shop.within(({ tx, tenant_id }) =>
    tx
      .updateTable('customer')
      .set({ left_at: new Date() })
      .where('tenant_id', '=', tenant_id)
      .where('customer_id', '=', customer_id)
      .execute(),
  )
  assert.equal((await card('GET', '/card')).body.code, 'not_signed_in')
})

test('a phone that is put aside is signed out alone; one that is used stays', async () => {
  const { shop, card, token, customer_id } = await openedCard()
  const { url } = (await shop.put(`/customers/${customer_id}/card-link`)).body
  const second = as((await atShop(shop)('POST', '/card/open', { link: url.split('#o=')[1] })).body.token)
  assert.equal((await card('DELETE', '/card/session')).status, 204)
  assert.equal((await card('GET', '/card')).status, 401)
  assert.equal((await second('GET', '/card')).status, 200)
  assert.equal((await as(token)('GET', '/card/me')).status, 401)
})

test('G-17 everything the shop knows is a file one takes away, every move of points in it', async () => {
  const { shop, card, customer_id } = await openedCard()
  await writeProgramme(shop, chosenProgramme())
  await shop.put(`/sales/${newId()}`, {
    store_id: shop.store_id,
    customer_id,
    occurred_at: new Date().toISOString(),
    amount_cents: 4000,
  })
  const { status, body, headers } = await card('GET', '/card/export')
  assert.equal(status, 200)
  assert.equal(body.record.customer_id, customer_id)
  assert.match(String(headers['content-disposition']), /attachment/)
  const statement = await card('GET', '/card/statement')
  assert.equal(statement.status, 200, JSON.stringify(statement.body))
  assert.ok(statement.body.items.length > 0)
  assert.match(statement.body.items.at(-1).explanation, /gagnés/)
  const { accounts } = (await card('GET', '/card')).body
  for (const { unit, available, pending = 0 } of accounts) {
    const moves = body.points.filter((one: { unit: string }) => one.unit === unit)
    const mine = (account: string) => (['member', 'pending'].includes(account) ? 1 : 0)
    const sum = moves.reduce(
      (total: number, one: { from_account: string; to_account: string; amount: number }) =>
        total + (mine(one.to_account) - mine(one.from_account)) * one.amount,
      0,
    )
    assert.equal(sum, available + pending, `the moves of ${unit} make what is there`)
    assert.ok(moves.length > 0)
  }
})

function addVoucher(
  shop: Shop,
  customer_id: string,
  { code: _secret, ...sealed }: ReturnType<ReturnType<typeof openCodes>['make']>,
) {
  const now = new Date()
  return shop.within(({ tx, tenant_id }) =>
    tx
      .insertInto('voucher')
      .values({
        tenant_id,
        voucher_id: newId(),
        kind: 'gift_card',
        ...sealed,
        customer_id,
        merchant_id: shop.merchant_id,
        amount_cents: 1000,
        balance_cents: 1000,
        name: 'Carte cadeau',
        origin: 'offered',
        issued_at: now,
        issued_by: 'test',
        valid_from: now,
      })
      .execute(),
  )
}
