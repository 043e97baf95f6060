import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addCustomer, consent, queued, stored, type Shop } from '../../../test/outbox.ts'
import { as, openShop } from '../../../test/shop.ts'
import { newId } from '../../lib/id.ts'
import { endingOfCall, outcomesOf, type CallEnding, type CallOutcome } from './call-rules.ts'
import { MessageRefused, MessageSent } from './events.ts'
import { queueMessages } from './queue.ts'

const NOW = new Date('2026-03-03T10:00:00Z')
const TOMORROW = new Date('2026-03-04T10:00:00Z')
const LATER = new Date('2026-03-05T15:30:00Z')
const RULES: [CallOutcome, unanswered: number, at: Date | null, CallEnding][] = [
  ['reached', 0, null, { state: 'sent', error: null, due_at: null }],
  ['refused', 2, null, { state: 'sent', error: null, due_at: null }],
  ['no_answer', 0, null, { state: 'retry', error: null, due_at: TOMORROW }],
  ['no_answer', 1, null, { state: 'retry', error: null, due_at: TOMORROW }],
  ['no_answer', 2, null, { state: 'refused', error: 'no_answer', due_at: null }],
  ['call_back', 2, null, { state: 'retry', error: null, due_at: TOMORROW }],
  ['call_back', 0, LATER, { state: 'retry', error: null, due_at: LATER }],
  ['wrong_number', 0, null, { state: 'refused', error: 'bad_address', due_at: null }],
]
for (const [outcome, unanswered, at, ending] of RULES)
  test(`a call: ${outcome} after ${unanswered} unanswered`, () => {
    assert.deepEqual(endingOfCall(outcome, unanswered, at, NOW), ending)
  })

test('a call ends by the answers of its script, and by those that no call can do without', () => {
  const script = [
    { code: 'will_come', label: 'Va passer' },
    { code: 'no_more_calls', label: 'Ne plus m’appeler' },
    { code: 'outcome_1a2b3c4d', label: 'Déménagé' },
  ]
  assert.deepEqual(
    outcomesOf(script).map(({ label, outcome }) => [label, outcome]),
    [
      ['Va passer', 'reached'],
      ['Ne plus m’appeler', 'refused'],
      ['Déménagé', 'reached'],
      [null, 'no_answer'],
      [null, 'call_back'],
      [null, 'wrong_number'],
    ],
  )
  assert.equal(outcomesOf([]).length, 5)
})

async function script(shop: Shop) {
  const template_id = newId()
  const draft = {
    fr: {
      steps: [{ title: 'Se présenter', text: 'Bonjour {{ first_name }}, ici Lili Rose.' }],
      outcomes: [
        { code: 'will_come', label: 'Va passer' },
        { code: 'call_later', label: 'Plus tard' },
        { code: 'no_more_calls', label: 'Plus d’appels' },
      ],
    },
    en: null,
  }
  const wish = { name: 'Appel', channel: 'phone', purpose: 'service', draft }
  assert.equal((await shop.put(`/templates/${template_id}`, wish)).status, 200)
  const served = await shop.put(`/templates/${template_id}/versions/1`)
  assert.equal(served.status, 200, JSON.stringify(served.body))
  return { template_id, version: 1, language: 'fr' as const, values: {} }
}

let number = 0
async function call(shop: Shop, more: object = {}) {
  const wish = queued(await addCustomer(shop), {
    channel: 'phone',
    recipient: `+3361200${String(1000 + number++)}`,
    content: await script(shop),
    store_id: shop.store_id,
    ...more,
  })
  await shop.within((ctx) => queueMessages(ctx, [wish]))
  return wish
}
const say = (shop: Shop, message_id: string, outcome: string, more: object = {}) =>
  shop.put(`/calls/${message_id}/outcome`, { outcome, ...more })
const dueNow = (shop: Shop) =>
  shop.within(({ tx, tenant_id, now }) =>
    tx
      .updateTable('message')
      .set({ due_at: now })
      .where('tenant_id', '=', tenant_id)
      .where('state', '=', 'retry')
      .execute(),
  )

test('who is to be called, with the script in their name; reached once, whoever says it', async () => {
  const shop = await openShop()
  const { message_id, recipient } = await call(shop)
  await call(shop, { due_at: new Date(Date.now() + 3_600_000) })
  const { items } = (await shop.get(`/calls?store_id=${shop.store_id}`)).body
  assert.equal(items.length, 1)
  assert.deepEqual(
    [items[0].message_id, items[0].first_name, items[0].phone, items[0].script],
    [message_id, 'Ada', recipient, [{ title: 'Se présenter', text: 'Bonjour Ada, ici Lili Rose.' }]],
  )
  const answers = await Promise.all(Array.from({ length: 10 }, () => say(shop, message_id, 'reached')))
  assert.deepEqual([...new Set(answers.map(({ status, body }) => `${status} ${body.state}`))], ['200 sent'])
  assert.equal((await shop.announced(MessageSent)).length, 1)
  assert.equal((await say(shop, message_id, 'no_answer')).body.code, 'call_not_due')
  assert.equal((await shop.get('/calls')).body.items.length, 0)
})

test('nobody answers: another day, and given up at the third', async () => {
  const shop = await openShop()
  const { message_id } = await call(shop)
  for (const state of ['retry', 'retry', 'refused']) {
    assert.equal((await shop.get('/calls')).body.items.length, 1)
    assert.equal((await say(shop, message_id, 'no_answer')).body.state, state)
    assert.equal((await say(shop, message_id, 'no_answer')).body.state, state, 'said twice is one try')
    assert.equal((await shop.get('/calls')).body.items.length, 0)
    await dueNow(shop)
  }
  assert.equal((await stored(shop, message_id)).error, 'no_answer')
  assert.equal((await shop.announced(MessageRefused)).length, 1)
})

test('call back: at the time they said, with the note; never in the past', async () => {
  const shop = await openShop()
  const { message_id } = await call(shop)
  const past = { call_again_at: '2020-01-01T10:00:00Z' }
  assert.equal((await say(shop, message_id, 'call_back', past)).body.code, 'call_again_in_past')
  const call_again_at = new Date(Date.now() + 7_200_000).toISOString()
  const { body } = await say(shop, message_id, 'call_back', { note: 'Au travail', call_again_at })
  assert.deepEqual([body.state, body.due_at], ['retry', call_again_at])
  await dueNow(shop)
  const [item] = (await shop.get('/calls')).body.items
  assert.deepEqual([item.tries[0].outcome, item.tries[0].note], ['call_back', 'Au travail'])
})

test('a no ends offers by phone; a wrong number is not called again', async () => {
  const shop = await openShop()
  const first = await call(shop, { purpose: 'marketing' })
  await consent(shop, first.customer_id, true, new Date(Date.now() - 60_000), 'phone')
  const next = queued(first.customer_id, {
    ...first,
    message_id: newId(),
    due_at: new Date(Date.now() + 1e6),
  })
  await shop.within((ctx) => queueMessages(ctx, [next]))
  assert.equal((await say(shop, first.message_id, 'refused')).body.state, 'sent')
  const { consents } = (await shop.get(`/customers/${first.customer_id}`)).body
  assert.equal(consents.find((one: { channel: string }) => one.channel === 'phone').given, false)
  assert.equal((await stored(shop, next.message_id)).state, 'cancelled')

  const wrong = await call(shop)
  assert.equal((await say(shop, wrong.message_id, 'wrong_number')).body.state, 'refused')
  const again = queued(wrong.customer_id, { ...wrong, message_id: newId() })
  await shop.within((ctx) => queueMessages(ctx, [again]))
  assert.equal((await shop.get('/calls')).body.items.length, 0)
  assert.equal((await stored(shop, again.message_id)).error, 'bad_address')
})

test('another shop’s call is unknown, another store’s is not listed, an e-mail is no call', async () => {
  const [shop, other] = [await openShop(), await openShop()]
  const { message_id } = await call(shop)
  assert.equal((await say(other, message_id, 'reached')).body.code, 'call_not_found')
  assert.deepEqual((await shop.get(`/calls?store_id=${newId()}`)).body.items, [])
  const mail = queued(await addCustomer(shop), { due_at: new Date(Date.now() + 1e6) })
  await shop.within((ctx) => queueMessages(ctx, [mail]))
  assert.equal((await say(shop, mail.message_id, 'reached')).body.code, 'call_not_found')
  assert.equal((await say(shop, message_id, 'maybe')).status, 400)
  const seller = as(await shop.keyFor('seller'))
  assert.equal((await seller('GET', '/calls')).body.items.length, 1)
  const driver = as(await shop.keyFor('delivery'))
  assert.equal((await driver('GET', '/calls')).status, 403)
})

test('the script’s own answer says what becomes of the call, and is remembered in its words', async () => {
  const shop = await openShop()
  const { message_id } = await call(shop)
  const [item] = (await shop.get('/calls')).body.items
  assert.deepEqual(
    item.outcomes.map((one: any) => one.label ?? one.outcome),
    ['Va passer', 'Plus tard', 'Plus d’appels', 'no_answer', 'wrong_number'],
  )
  assert.equal((await say(shop, message_id, 'reached', { code: 'moved' })).body.code, 'call_answer_unknown')
  const later = await say(shop, message_id, 'reached', { code: 'call_later' })
  assert.equal(later.body.state, 'retry', 'the script knows better than the screen')
  await dueNow(shop)
  const [again] = (await shop.get('/calls')).body.items
  assert.deepEqual([again.tries[0].outcome, again.tries[0].label], ['call_back', 'Plus tard'])
  assert.equal((await say(shop, message_id, 'reached', { code: 'will_come' })).body.state, 'sent')
})

test('a call of no store is shown to its customer’s store; a long list is read page by page, each call once', async () => {
  const shop = await openShop()
  const store = newId()
  await shop.within(({ tx, tenant_id, now }) =>
    tx
      .insertInto('store')
      .values({
        tenant_id,
        store_id: store,
        merchant_id: shop.merchant_id,
        name: 'Lyon',
        time_zone: 'Europe/Paris',
        created_at: now,
      })
      .execute(),
  )
  const theirs = await call(shop, { store_id: null })
  const nobodys = await call(shop, { store_id: null })
  await shop.within(({ tx, tenant_id }) =>
    tx
      .updateTable('customer')
      .set({ home_store_id: store })
      .where('tenant_id', '=', tenant_id)
      .where('customer_id', '=', theirs.customer_id)
      .execute(),
  )
  const listed = async (path: string) =>
    (await shop.get(path)).body.items.map((one: { message_id: string }) => one.message_id)
  assert.deepEqual(await listed(`/calls?store_id=${store}`), [theirs.message_id])
  assert.deepEqual(new Set(await listed('/calls')), new Set([theirs.message_id, nobodys.message_id]))

  const content = theirs.content
  const many = await Promise.all(
    Array.from({ length: 23 }, async (_, at) =>
      queued(await addCustomer(shop), {
        channel: 'phone',
        recipient: `+3361300${String(1000 + at)}`,
        content,
        priority: at % 3,
        store_id: store,
      }),
    ),
  )
  await shop.within((ctx) => queueMessages(ctx, many))
  const seen: string[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: any = await shop.get(
      `/calls?store_id=${store}&limit=5${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
    )
    assert.equal(page.status, 200, JSON.stringify(page.body))
    seen.push(...page.body.items.map((one: { message_id: string }) => one.message_id))
    cursor = page.body.next_cursor
    // Whoever is called meanwhile moves nobody out of sight.
    if (seen.length === 5) await say(shop, seen[4]!, 'reached')
  }
  assert.deepEqual(seen.toSorted(), [theirs, ...many].map(({ message_id }) => message_id).toSorted())
})
