/** A no reaches what is queued for tomorrow at once, by whichever door it comes, and only what it was said to. */
import { test, type TestContext } from 'node:test'
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '../../lib/id.ts'
import { startReactor } from '../../platform/reactor.ts'
import { reactions } from '../../reactions.ts'
import { openLinkKeys, signToken } from '../links/sign.ts'
import { MessageRefused } from '../messages/events.ts'
import { takeIncomingText } from '../messages/inbound.ts'
import { queueMessages } from '../messages/queue.ts'
import { ALL_OPEN } from '../messages/routes-open.ts'
import { takeSlice } from '../messages/slice.ts'
import { rememberNumbers } from '../messages/text-ways.ts'
import { app, config, db, openShop, pool } from '../../../test/shop.ts'

type Shop = Awaited<ReturnType<typeof openShop>>
type Channel = 'email' | 'sms'
type Purpose = 'marketing' | 'loyalty' | 'service'
const keys = openLinkKeys(config.home)
const DAY_MS = 86_400_000
const AT_MOST_MS = 5_000
let phones = 5_000

/** Ada, who said yes to both channels, and one message of each kind that leaves tomorrow. */
async function adaIn(shop: Shop, phone = `+3363998${phones++}`) {
  const customer_id = newId()
  const made = await shop.put(`/customers/${customer_id}`, {
    first_name: 'Ada',
    accept_duplicates: true,
    phones: [phone],
    emails: [`ada${phones}@exemple.fr`],
    consents: ['email', 'sms'].map((channel) => ({
      channel,
      purpose: 'offers',
      given: true,
      text_version: 1,
    })),
  })
  assert.ok(made.status < 300, JSON.stringify(made.body))
  const queue = async (channel: Channel, purpose: Purpose, in_ms = DAY_MS) => {
    const message_id = newId()
    await shop.within((ctx) =>
      queueMessages(ctx, [
        {
          message_id,
          customer_id,
          channel,
          purpose,
          recipient: channel === 'sms' ? phone : `ada${phones}@exemple.fr`,
          content: { subject: 'Demain', text: 'Demain, STOP', html: null },
          origin: { kind: 'campaign', id: newId(), step: null },
          store_id: null,
          priority: 0,
          due_at: new Date(ctx.now.getTime() + in_ms),
          useful_until: null,
          cost_millicents: 0,
        },
      ]),
    )
    return message_id
  }
  const queued = {
    offer: await queue('email', 'marketing'),
    points: await queue('email', 'loyalty'),
    receipt: await queue('email', 'service'),
    text: await queue('sms', 'marketing'),
    points_text: await queue('sms', 'loyalty'),
  }
  return { customer_id, phone, queue, queued }
}

const standing = async (shop: Shop, ids: Record<string, string>) => {
  const rows = await shop.within(({ tx, tenant_id }) =>
    tx
      .selectFrom('message')
      .select(['message_id', 'state', 'error', 'due_at'])
      .where('tenant_id', '=', tenant_id)
      .where('message_id', 'in', Object.values(ids))
      .execute(),
  )
  const found = new Map(rows.map((row) => [row.message_id, row]))
  for (const row of rows) if (row.state === 'cancelled') assert.equal(row.due_at, null)
  return Object.fromEntries(
    Object.entries(ids).map(([name, id]) => {
      const { state, error } = found.get(id)!
      return [name, error ? `${state}: ${error}` : state]
    }),
  )
}

const QUEUED = { offer: 'queued', points: 'queued', receipt: 'queued', text: 'queued', points_text: 'queued' }
const OFF = 'cancelled: withdrawn'

const press = async (shop: Shop, kind: 'u' | 'p', message_id: string, payload: string) => {
  const answer = await app.inject({
    method: 'POST',
    url: `/t/${shop.slug}/${kind}/${signToken(keys, kind, shop.tenant_id, message_id)}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload,
  })
  assert.equal(answer.statusCode, 200)
}

/** As the program follows what happens, with its own clock. */
function followed(t: TestContext) {
  const failures: unknown[] = []
  const reactor = startReactor(db, reactions, (error) => failures.push(error))
  t.after(async () => {
    await reactor.stop()
    assert.deepEqual(failures, [])
  })
}

async function within5s(t: TestContext, shop: Shop, ids: Record<string, string>, wanted: object) {
  const from = Date.now()
  let found
  while (Date.now() - from < AT_MOST_MS) {
    found = await standing(shop, ids)
    if (JSON.stringify(found) === JSON.stringify(wanted)) break
    await sleep(20)
  }
  assert.deepEqual(found, wanted)
  t.diagnostic(`${Date.now() - from} ms until the queue said so`)
}

test('A-10: one press on « ne plus recevoir » calls off what waits for tomorrow, with its reason', async () => {
  const shop = await openShop()
  const { queued } = await adaIn(shop)
  await press(shop, 'u', queued.offer, 'List-Unsubscribe=One-Click')
  assert.deepEqual(await standing(shop, queued), { ...QUEUED, offer: OFF })
  const [refused] = await shop.announced(MessageRefused)
  assert.deepEqual(
    [(refused!.payload as any).message_id, (refused!.payload as any).why],
    [queued.offer, 'withdrawn'],
  )
  // From a message about points, both are meant.
  await press(shop, 'u', queued.points, 'List-Unsubscribe=One-Click')
  assert.deepEqual(await standing(shop, queued), { ...QUEUED, offer: OFF, points: OFF })
  // The sender finds nothing of hers.
  const sent = await shop.within((ctx) => takeSlice(ctx, 'email', {} as never, 10, ALL_OPEN))
  assert.equal(sent.ready.length, 0)
})

test('A-10: on the page of choices only what was chosen is called off', async () => {
  const shop = await openShop()
  const ada = await adaIn(shop)
  const choose = (asked: string[], yes: string[]) =>
    press(
      shop,
      'p',
      ada.queued.offer,
      new URLSearchParams([
        ...asked.map((key) => ['asked', key]),
        ...yes.map((key) => ['yes', key]),
        ['frequency', 'normal'],
        ['do', 'save'],
      ]).toString(),
    )
  await choose(['email/offers', 'email/loyalty', 'sms/offers'], ['email/offers', 'sms/offers'])
  assert.deepEqual(await standing(shop, ada.queued), { ...QUEUED, points: OFF })
  await choose(['email/offers', 'sms/offers'], ['sms/offers'])
  assert.deepEqual(await standing(shop, ada.queued), { ...QUEUED, points: OFF, offer: OFF })
  await press(shop, 'p', ada.queued.offer, 'do=all_off')
  assert.equal((await standing(shop, ada.queued)).text, OFF)
  assert.equal((await standing(shop, ada.queued)).receipt, 'queued')
})

test('A-10: STOP by text calls off the texts of everybody who has that number, within five seconds', async (t) => {
  const shop = await openShop()
  const ada = await adaIn(shop)
  const bob = await adaIn(shop, ada.phone)
  const other = await adaIn(shop)
  const answered = await ada.queue('sms', 'marketing', 0)
  await shop.within(async (ctx) => {
    await rememberNumbers(ctx, [ada.phone])
    await ctx.tx
      .updateTable('message')
      .set({ state: 'sent', sent_at: ctx.now, due_at: null })
      .where('tenant_id', '=', ctx.tenant_id)
      .where('message_id', '=', answered)
      .execute()
  })
  followed(t)
  await takeIncomingText(db, { from: ada.phone, text: 'STOP', source_key: newId() })
  await within5s(t, shop, ada.queued, { ...QUEUED, text: OFF, points_text: OFF })
  assert.deepEqual(await standing(shop, bob.queued), { ...QUEUED, text: OFF, points_text: OFF })
  assert.deepEqual(await standing(shop, other.queued), QUEUED)
})

test('a no at the till or in the back office, and a departure, count for the queue as well', async (t) => {
  const shop = await openShop()
  const [ada, leaving] = [await adaIn(shop), await adaIn(shop)]
  followed(t)
  const said = await shop.put(`/customers/${ada.customer_id}/consents/${newId()}`, {
    channel: 'sms',
    purpose: 'offers',
    given: false,
  })
  assert.ok(said.status < 300, JSON.stringify(said.body))
  await within5s(t, shop, ada.queued, { ...QUEUED, text: OFF })
  await shop.put(`/customers/${leaving.customer_id}/departure`, { why: 'moved' })
  const { offer = '', text = '', points = '' } = await adaWaits(t, shop, leaving.queued)
  assert.ok([offer, text, points].every((state) => state.startsWith('cancelled: ')))
})

async function adaWaits(t: TestContext, shop: Shop, ids: Record<string, string>) {
  const from = Date.now()
  let found = await standing(shop, ids)
  while (found.offer === 'queued' && Date.now() - from < AT_MOST_MS) found = await standing(shop, ids)
  t.diagnostic(`${Date.now() - from} ms until the queue said so`)
  return found
}

test('ten presses while a sender has the message in its hands: it is sent once or called off, and nobody waits for ever', async () => {
  const shop = await openShop()
  const ada = await adaIn(shop)
  const due = await ada.queue('email', 'marketing', -1_000)
  await Promise.all([
    ...Array.from({ length: 10 }, () => press(shop, 'u', ada.queued.offer, 'List-Unsubscribe=One-Click')),
    shop.within((ctx) =>
      takeSlice(ctx, 'email', { keys, public_url: config.public_url } as never, 10, ALL_OPEN),
    ),
  ])
  const { due: state } = await standing(shop, { due })
  assert.match(state!, /^(handing_over|refused: withdrawn|cancelled: withdrawn)$/)
  assert.ok(pool.waitingCount === 0)
})
