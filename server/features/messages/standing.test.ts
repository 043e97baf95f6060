/** Our standing with mail providers: too many complaints hold offers, a new domain sends little by little. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { post } from '../../../test/jobs.ts'
import { addCustomer, consent, queued, stored, type Shop } from '../../../test/outbox.ts'
import { as, config, db, openShop } from '../../../test/shop.ts'
import { newId } from '../../lib/id.ts'
import { openCarriers } from './carriers.ts'
import { countedSince, enoughOfOrigin, enoughSent, holdsOrigin, standingOf } from './complaint-rules.ts'
import { openPen } from './compose.ts'
import { OffersHeld, type OffersHeldTold } from './events.ts'
import { WARM_UP, warmUpDay, warmUpLimit } from './pace.ts'
import { queueMessages } from './queue.ts'
import { sendDue } from './send.ts'
import type { QueuedMessage } from './shape.ts'
import { takeComplaint } from './take-returned.ts'

const DAY_MS = 86_400_000

test('a thousand sent, 0.08 % warns and 0.25 % holds', () => {
  for (const [sent, complaints, standing] of [
    [0, 0, 'fine'],
    [999, 999, 'fine'],
    [1_000, 0, 'fine'],
    [1_250, 1, 'warning'],
    [1_251, 1, 'fine'],
    [1_000, 2, 'warning'],
    [1_000, 3, 'held'],
    [4_000, 9, 'warning'],
    [4_000, 10, 'held'],
    [4_001, 10, 'warning'],
  ] as const)
    assert.equal(standingOf({ sent, complaints }), standing, `${complaints} of ${sent}`)
  for (const complaints of [1, 2, 3, 80])
    assert.equal(standingOf({ sent: enoughSent(complaints), complaints }), 'fine')
  const now = new Date()
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS)
  assert.deepEqual(countedSince(null, now), ago(7))
  assert.deepEqual(countedSince(ago(8), now), ago(7))
  assert.deepEqual(countedSince(ago(6), now), ago(6))
})

test('a domain’s day begins with its first mail, and after the last one there is no limit', () => {
  const first = new Date('2026-03-02T15:00:00Z')
  const at = (ms: number) => new Date(first.getTime() + ms)
  assert.equal(warmUpLimit(first, first), 200)
  assert.equal(warmUpLimit(first, at(DAY_MS - 1)), 200)
  assert.equal(warmUpLimit(first, at(DAY_MS)), 500)
  assert.equal(warmUpLimit(first, at(WARM_UP.length * DAY_MS - 1)), 50_000)
  assert.equal(warmUpLimit(first, at(WARM_UP.length * DAY_MS)), null)
  assert.deepEqual(warmUpDay(first, at(DAY_MS + 1)), { begins: at(DAY_MS), ends: at(2 * DAY_MS) })
})

/** Offers that left already. */
async function sentOffers(shop: Shop, count: number, origin_id: string | null = null, route = 'google') {
  const customer_id = await addCustomer(shop)
  await shop.within(({ tx, tenant_id, now }) =>
    sql`insert into message (tenant_id, message_id, customer_id, channel, purpose, template, recipient, body_text, state,
        created_at, sent_at, route, origin_kind, origin_id)
      select ${tenant_id}, gen_random_uuid(), ${customer_id}, 'email', 'marketing', 'words', 'a' || i || '@gmail.com', '',
        'sent', ${now}, ${now}, ${route}, case when ${origin_id}::uuid is null then null else 'campaign' end, ${origin_id}
      from generate_series(1, ${count}::integer) i`.execute(tx),
  )
  const rows = await shop.within(({ tx, tenant_id }) =>
    tx
      .selectFrom('message')
      .select('message_id')
      .where('tenant_id', '=', tenant_id)
      .where('origin_id', 'is not distinct from', origin_id)
      .limit(20)
      .execute(),
  )
  return rows.map(({ message_id }) => message_id)
}

async function offerTo(shop: Shop, wish: Partial<QueuedMessage> = {}) {
  const customer_id = await addCustomer(shop)
  await consent(shop, customer_id, true, new Date(Date.now() - 60_000))
  const one = queued(customer_id, { purpose: 'marketing', ...wish })
  await shop.within((ctx) => queueMessages(ctx, [one]))
  return one.message_id
}

const sendAll = (shop: Shop) =>
  sendDue(db, openCarriers(db, config, post), openPen(config), {
    tenant_id: shop.tenant_id,
    channel: 'email',
  })
const limitOfMail = async (shop: Shop): Promise<[string | null, number | null]> => {
  const { channels } = (await shop.get('/outbox')).body
  const mail = channels.find((one: { channel: string }) => one.channel === 'email')
  return [mail.limited_by, mail.minutes_left]
}
const standing = async (shop: Shop) => (await shop.get('/outbox')).body.complaints

test('complaints that come at once hold offers, nothing else; the owner alone lets them go, and is believed', async () => {
  const shop = await openShop()
  const sent = await sentOffers(shop, 4_000)
  const complain = (ids: string[]) =>
    Promise.all(ids.map((id) => shop.within((ctx) => takeComplaint(ctx, id))))
  assert.deepEqual(await standing(shop), { standing: 'fine', sent: 0, complaints: 0, held_at: null })
  await complain([...sent.slice(0, 9), ...sent.slice(0, 9)])
  assert.equal((await standing(shop)).standing, 'warning', 'nine people, told twice')
  await complain(sent.slice(9, 12))
  const held = await standing(shop)
  assert.deepEqual([held.standing, held.sent], ['held', 4_000])

  const offer = await offerTo(shop)
  const [code, news] = [
    await offerTo(shop, { purpose: 'service' }),
    await offerTo(shop, { purpose: 'loyalty' }),
  ]
  await sendAll(shop)
  const waiting = await stored(shop, offer)
  assert.deepEqual([waiting.state, waiting.waits_for], ['held', 'complaints'])
  assert.deepEqual(await limitOfMail(shop), ['complaints', null])
  assert.deepEqual([(await stored(shop, code)).state, (await stored(shop, news)).state], ['sent', 'sent'])

  const marketing = as(await shop.keyFor('marketing'))
  assert.equal((await marketing('DELETE', '/outbox/complaint-hold')).status, 403)
  const other = await openShop()
  assert.equal((await other.call('DELETE', '/outbox/complaint-hold')).status, 200)
  assert.equal((await standing(shop)).standing, 'held', 'another shop lets nothing go here')
  for (let time = 0; time < 2; time++)
    assert.deepEqual((await shop.call('DELETE', '/outbox/complaint-hold')).body, { held: false })
  await sendAll(shop)
  assert.equal((await stored(shop, offer)).state, 'sent')
  await complain(sent.slice(12, 15))
  assert.equal((await standing(shop)).standing, 'fine', 'what left before is not counted again')
})

test('a campaign stops by itself at three complaints of too many; the others go on, and whoever looks lets it go', async () => {
  const shop = await openShop()
  const campaign = { kind: 'campaign' as const, id: newId(), step: null }
  const other = { ...campaign, id: newId() }
  const sent = await sentOffers(shop, 1_199, campaign.id)
  const complain = (ids: string[]) =>
    Promise.all(ids.map((id) => shop.within((ctx) => takeComplaint(ctx, id))))
  await complain([...sent.slice(0, 2), ...sent.slice(0, 2)])
  const offers = [await offerTo(shop, { origin: campaign }), await offerTo(shop, { origin: other })]
  await sendAll(shop)
  assert.deepEqual(
    (await Promise.all(offers.map((id) => stored(shop, id)))).map(({ state }) => state),
    ['sent', 'sent'],
    'two people do not decide',
  )
  // Of its 1,200 three are 0.25 %, but the whole shop has sent enough more.
  await sentOffers(shop, 4_000, other.id)
  await complain(sent.slice(2, 5))
  const held = await offerTo(shop, { origin: campaign })
  const goes = await offerTo(shop, { origin: other })
  await sendAll(shop)
  assert.deepEqual([(await stored(shop, held)).state, (await stored(shop, goes)).state], ['queued', 'sent'])
  assert.equal((await standing(shop)).standing, 'warning')
  const facts = await shop.announced(OffersHeld)
  assert.deepEqual(
    facts.map(({ payload }) => (payload as OffersHeldTold).origin_id),
    [campaign.id],
    'told once',
  )
  await shop.react()
  const alerts = (await shop.get('/alerts')).body.items as { kind: string; details: any }[]
  assert.deepEqual(
    alerts.map(({ kind, details }) => [kind, details.reached]),
    [['offers_held', 3]],
  )
  const origins = (await shop.get('/outbox')).body.origins as { origin_id: string; held_by: string | null }[]
  assert.equal(origins.find(({ origin_id }) => origin_id === campaign.id)!.held_by, 'complaints')

  const seller = as(await shop.keyFor('seller'))
  const way = `/outbox/holds/campaign/${campaign.id}`
  assert.equal((await seller('DELETE', way)).status, 403)
  const elsewhere = await openShop()
  assert.equal((await elsewhere.call('DELETE', way)).status, 200)
  await sendAll(shop)
  assert.equal((await stored(shop, held)).state, 'queued', 'another shop lets nothing go here')
  for (let time = 0; time < 2; time++) assert.equal((await shop.call('DELETE', way)).status, 200)
  await sendAll(shop)
  assert.equal((await stored(shop, held)).state, 'sent')
  await complain(sent.slice(5, 9))
  assert.equal((await shop.announced(OffersHeld)).length, 1, 'what left before is not counted again')
})

test('three of a campaign hold it, when they are a quarter of a per cent', () => {
  for (const [sent, complaints, holds] of [
    [1, 2, false],
    [3, 3, true],
    [1_200, 3, true],
    [1_201, 3, false],
    [4_000, 10, true],
    [4_001, 10, false],
  ] as const)
    assert.equal(holdsOrigin({ sent, complaints }), holds, `${complaints} of ${sent}`)
  for (const complaints of [3, 10, 77])
    assert.equal(holdsOrigin({ sent: enoughOfOrigin(complaints), complaints }), false)
})

async function newDomain(shop: Shop, first_sent_at: Date | null) {
  await shop.within(({ tx, tenant_id, now }) =>
    tx
      .insertInto('sending_domain')
      .values({
        tenant_id,
        domain: `${newId()}.example`,
        stream: 'marketing',
        mailbox_name: 'boutique',
        selector: 's',
        public_key: 'x',
        created_by: 'test',
        created_at: now,
        verified_at: now,
        first_sent_at,
      })
      .execute(),
  )
}

test('from a new domain 200 go to a provider on the first day; the rest waits, codes do not', async () => {
  const shop = await openShop()
  await newDomain(shop, null)
  await sentOffers(shop, 198)
  const origin = { kind: 'campaign' as const, id: newId(), step: null }
  const wishes = await Promise.all(
    Array.from({ length: 5 }, (_, nth) => offerTo(shop, { origin, recipient: `b${nth}@gmail.com` })),
  )
  const elsewhere = await offerTo(shop, { recipient: 'c@orange.fr' })
  const code = await offerTo(shop, { purpose: 'service', recipient: 'd@gmail.com' })
  // What left before the first mail of the domain is of another one.
  await Promise.all([sendAll(shop), sendAll(shop)])
  const states = async () =>
    (await Promise.all(wishes.map((id) => stored(shop, id)))).map(({ state }) => state)
  assert.deepEqual(await states(), Array(5).fill('sent'))
  const { warm_up } = (await shop.get('/outbox')).body
  assert.equal(warm_up.most, 200)

  await sentOffers(shop, 193)
  const more = await Promise.all(
    Array.from({ length: 5 }, (_, nth) => offerTo(shop, { origin, recipient: `e${nth}@gmail.com` })),
  )
  await Promise.all([sendAll(shop), sendAll(shop), sendAll(shop)])
  const after = await Promise.all(more.map((id) => stored(shop, id)))
  assert.deepEqual(after.map(({ state }) => state).sort(), ['held', 'held', 'held', 'sent', 'sent'])
  const waiting = after.find(({ state }) => state === 'held')!
  assert.deepEqual([waiting.waits_for, waiting.due_at!.toISOString()], ['warm_up', warm_up.next_day])
  const [limited_by, minutes_left] = await limitOfMail(shop)
  const day_min = (new Date(warm_up.next_day).getTime() - Date.now()) / 60_000
  assert.equal(limited_by, 'warm_up')
  assert.ok(Math.abs(minutes_left! - day_min) < 5, `${minutes_left} of ${day_min} minutes`)
  assert.deepEqual(
    [(await stored(shop, elsewhere)).state, (await stored(shop, code)).state],
    ['sent', 'sent'],
  )
})

test('a domain that has been in use for long is not slowed down', async () => {
  const shop = await openShop()
  await newDomain(shop, new Date(Date.now() - 9 * DAY_MS))
  await sentOffers(shop, 300)
  const offer = await offerTo(shop, { recipient: 'f@gmail.com' })
  await sendAll(shop)
  assert.equal((await stored(shop, offer)).state, 'sent')
  assert.equal((await shop.get('/outbox')).body.warm_up, null)
})
