import assert from 'node:assert/strict'
import { test } from 'node:test'
import { post, runJobs } from '../../../test/jobs.ts'
import { addCustomer, consent, queued, received, stored, type Shop } from '../../../test/outbox.ts'
import { config, db, openShop } from '../../../test/shop.ts'
import { newId } from '../../lib/id.ts'
import { openCarriers } from './carriers.ts'
import { openPen } from './compose.ts'
import { recoverMessages } from './deliver.ts'
import { MessageSent } from './events.ts'
import { cancelMessages, countMessages, holdMessages, queueMessages, releaseMessages } from './queue.ts'
import { sendDue } from './send.ts'
import type { QueuedMessage } from './shape.ts'

const queue = (shop: Shop, wishes: QueuedMessage[]) => shop.within((ctx) => queueMessages(ctx, wishes))
const campaign = () => ({ kind: 'campaign' as const, id: newId(), step: null })
async function people(shop: Shop, count: number) {
  return Promise.all(Array.from({ length: count }, () => addCustomer(shop)))
}

test('a hundred are queued once however often they are asked for, and all leave once', async () => {
  const shop = await openShop()
  const origin = campaign()
  const wishes = (await people(shop, 100)).map((id) => queued(id, { origin }))
  const answers = await Promise.all(Array.from({ length: 10 }, () => queue(shop, wishes)))
  assert.deepEqual(
    [...answers].sort((a, b) => b - a),
    [100, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  )
  const carriers = openCarriers(db, config, post)
  const sent = await Promise.all(
    Array.from({ length: 10 }, () =>
      sendDue(db, carriers, openPen(config), { tenant_id: shop.tenant_id, channel: 'email' }),
    ),
  )
  assert.equal(
    sent.reduce((sum, count) => sum + count, 0),
    100,
    'ten workers at once share them',
  )
  assert.deepEqual(await shop.within((ctx) => countMessages(ctx, origin)), [
    { channel: 'email', state: 'sent', messages: 100, cost_millicents: 10_000 },
  ])
  const facts = await shop.announced(MessageSent)
  assert.equal(facts.length, 100)
  assert.equal((facts[0]!.payload as { origin_id: string }).origin_id, origin.id)
  const items = (await shop.get('/mailbox?limit=200')).body.items as { recipient: string }[]
  assert.equal(new Set(items.map(({ recipient }) => recipient)).size, 100)
})

test('what is held waits, also what is queued meanwhile; what is called off never leaves', async () => {
  const shop = await openShop()
  const [first, second] = [campaign(), campaign()]
  const [ada, bob] = await people(shop, 2)
  await queue(shop, [queued(ada!, { origin: first }), queued(bob!, { origin: second })])
  await shop.within((ctx) => holdMessages(ctx, first))
  await queue(shop, [queued(bob!, { origin: first })])
  await runJobs()
  const states = async (origin: typeof first) =>
    (await shop.within((ctx) => countMessages(ctx, origin))).map(({ state, messages }) => [state, messages])
  assert.deepEqual([await states(first), await states(second)], [[['queued', 2]], [['sent', 1]]])
  await shop.within((ctx) => releaseMessages(ctx, first))
  await runJobs()
  assert.deepEqual(await states(first), [['sent', 2]])
  const third = campaign()
  await queue(shop, [queued(ada!, { origin: third, due_at: new Date(Date.now() + 60_000) })])
  assert.equal(await shop.within((ctx) => cancelMessages(ctx, third)), 1)
  await runJobs()
  assert.deepEqual(await states(third), [['cancelled', 1]])
  assert.equal((await received(shop)).length, 3)
})

test('asked again as it leaves: a no in between, a late hour, an address that does not work', async () => {
  const shop = await openShop()
  const [ada, bob, eve] = await people(shop, 3)
  const origin = campaign()
  await consent(shop, ada!, true, new Date(Date.now() - 60_000))
  await consent(shop, bob!, true, new Date(Date.now() - 60_000))
  const wishes = [
    queued(ada!, { origin, purpose: 'marketing' }),
    queued(bob!, { origin, purpose: 'marketing' }),
    queued(eve!, { origin, purpose: 'marketing' }),
    queued(eve!, { origin, useful_until: new Date(Date.now() - 1) }),
  ]
  await queue(shop, wishes)
  await consent(shop, bob!, false)
  await runJobs()
  const ends = await Promise.all(wishes.map(({ message_id }) => stored(shop, message_id)))
  assert.deepEqual(
    ends.map(({ state, error }) => [state, error]),
    [
      ['sent', null],
      ['refused', 'withdrawn'],
      ['refused', 'no_consent'],
      ['refused', 'too_late'],
    ],
  )
})

test('what is more urgent goes first, and two campaigns alike share the line', async () => {
  const shop = await openShop()
  const [one, two, urgent] = [campaign(), campaign(), campaign()]
  const ids = await people(shop, 3)
  const wish = (origin: typeof one, priority: number) => ids.map((id) => queued(id, { origin, priority }))
  await queue(shop, [...wish(one, 10), ...wish(two, 10), ...wish(urgent, 90)])
  await runJobs()
  const order = await shop.within(({ tx, tenant_id }) =>
    tx
      .selectFrom('message')
      .select(['origin_id', 'handed_at'])
      .where('tenant_id', '=', tenant_id)
      .orderBy('handed_at')
      .execute(),
  )
  assert.deepEqual(
    order.slice(0, 3).map(({ origin_id }) => origin_id),
    [urgent.id, urgent.id, urgent.id],
  )
})

test('a slice cut off under way: marketing is listed as unknown, service goes again', async () => {
  const shop = await openShop()
  const [ada] = await people(shop, 1)
  await consent(shop, ada!, true)
  const wishes = [queued(ada!, { purpose: 'marketing' }), queued(ada!, { purpose: 'service' })]
  await queue(shop, wishes)
  await shop.within(({ tx, tenant_id }) =>
    tx
      .updateTable('message')
      .set({ state: 'handing_over', attempts: 1, handed_at: new Date(), due_at: null })
      .where('tenant_id', '=', tenant_id)
      .execute(),
  )
  await recoverMessages(db, 0)
  const ends = await Promise.all(wishes.map(({ message_id }) => stored(shop, message_id)))
  assert.deepEqual(
    ends.map(({ state }) => state),
    ['unknown', 'retry'],
  )
  await shop.within(({ tx, tenant_id, now }) =>
    tx
      .updateTable('message')
      .set({ due_at: now })
      .where('tenant_id', '=', tenant_id)
      .where('state', '=', 'retry')
      .execute(),
  )
  await recoverMessages(db, 0)
  await runJobs()
  assert.equal((await stored(shop, wishes[1]!.message_id)).state, 'sent')
  assert.equal((await received(shop)).length, 1)
})
