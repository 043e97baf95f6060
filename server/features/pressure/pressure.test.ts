import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { sendMessage } from '../messages/actions.ts'
import { openShop } from '../../../test/shop.ts'
import { decideMany } from './decide-many.ts'
import { ComplaintClosed, ComplaintOpened } from './events.ts'
import { recheckMany } from './recheck.ts'
import type { Candidate } from './shape.ts'
import { DEFAULT_PRICES, DEFAULT_RULES } from './settings.ts'

type Shop = Awaited<ReturnType<typeof openShop>>
/** A Tuesday morning in Paris: every channel is open. */
const MORNING = new Date('2026-12-01T09:30:00Z')
let phones = 0

async function customerOf(shop: Shop, given: string[] = ['sms', 'email'], over: object = {}) {
  const customer_id = newId()
  const nth = String(phones++).padStart(4, '0')
  const made = await shop.put(`/customers/${customer_id}`, {
    first_name: 'Ada',
    last_name: `Martin${nth}`,
    phones: [`0639 98 ${nth.slice(0, 2)} ${nth.slice(2)}`],
    emails: [`ada${nth}@exemple.fr`],
    consents: given.map((channel) => ({ channel, purpose: 'offers', given: true, text_version: 1 })),
    ...over,
  })
  assert.ok(made.status < 300, JSON.stringify(made.body))
  return customer_id
}

const offer = (customer_id: string, over: Partial<Candidate> = {}): Candidate => ({
  message_id: newId(),
  customer_id,
  channels: ['sms'],
  cheapest: false,
  purpose: 'marketing',
  priority: 0,
  origin: { kind: 'campaign', id: newId(), step: null },
  store_id: null,
  due_at: MORNING,
  useful_until: null,
  ...over,
})

/** As a campaign does: decided and queued in one transaction. */
const contend = (shop: Shop, candidates: Candidate[], at = MORNING) =>
  shop.within(async (ctx) => {
    const decisions = await decideMany(ctx, candidates, { keep: true })
    for (const [nth, decision] of decisions.entries())
      if (decision.go)
        await sendMessage(ctx, {
          message_id: decision.message_id,
          customer_id: candidates[nth]!.customer_id,
          channel: decision.channel as 'sms',
          purpose: candidates[nth]!.purpose,
          template: 'offer',
          recipient: decision.recipient,
          subject: 'Bonjour',
          text: 'Bonjour STOP',
        })
    return decisions
  }, at)

test('C3: ten campaigns at once cannot send one person more than two texts', async () => {
  const shop = await openShop()
  const ada = await customerOf(shop)
  const all = await Promise.all(Array.from({ length: 10 }, () => contend(shop, [offer(ada)])))
  const gone = all.flat().filter(({ go }) => go)
  assert.equal(gone.length, 2)
  const held = all.flat().flatMap((one) => (one.go ? [] : one.held))
  assert.deepEqual([...new Set(held.map(({ code }) => code))], ['cap_channel'])
})

test('two for one person in one call count against one another, the higher priority first', async () => {
  const shop = await openShop()
  const ada = await customerOf(shop)
  const wishes = [0, 10, 5, 50].map((priority) => offer(ada, { priority }))
  const decided = await contend(shop, wishes)
  assert.deepEqual(
    decided.map(({ go }) => go),
    [false, true, false, true],
  )
})

test('a thousand people are decided by a few statements', async (t) => {
  const shop = await openShop()
  const ids = [await customerOf(shop), await customerOf(shop), await customerOf(shop, [])]
  let statements = 0
  const candidates = Array.from({ length: 1000 }, (_, nth) =>
    offer(ids[nth % 3]!, { channels: ['email', 'sms'] }),
  )
  const decided = await shop.within(async (ctx) => {
    const counted = {
      ...ctx,
      tx: ctx.tx.withPlugin({
        transformQuery: ({ node }) => (statements++, node),
        transformResult: async ({ result }) => result,
      }) as typeof ctx.tx,
    }
    return decideMany(counted, candidates)
  }, MORNING)
  t.diagnostic(`${statements} statements`)
  assert.ok(statements > 0 && statements <= 13, `${statements} statements`)
  assert.equal(decided.length, 1000)
  assert.ok(decided.every((one, nth) => one.message_id === candidates[nth]!.message_id))
})

test('asked again, a message does not count against itself', async () => {
  const shop = await openShop()
  const ada = await customerOf(shop)
  const wishes = [offer(ada), offer(ada)]
  assert.deepEqual(
    (await contend(shop, wishes)).map(({ go }) => go),
    [true, true],
  )
  assert.deepEqual(
    (await contend(shop, wishes)).map(({ go }) => go),
    [true, true],
  )
  assert.equal((await contend(shop, [offer(ada)]))[0]!.go, false)
})

test('A-10: at the moment of hand-over a withdrawn consent, a complaint and the night count', async () => {
  const shop = await openShop()
  const [ada, bea, cleo] = [await customerOf(shop), await customerOf(shop), await customerOf(shop)]
  const wishes = [ada, bea, cleo].map((id) => offer(id))
  assert.ok((await contend(shop, wishes)).every(({ go }) => go))
  await shop.put(`/customers/${ada}/consents/${newId()}`, { channel: 'sms', purpose: 'offers', given: false })
  await shop.put(`/customers/${bea}/complaints/${newId()}`)
  const leaving = wishes.map((one) => ({ ...one, channel: 'sms' as const }))
  const look = (at: Date) => shop.within((ctx) => recheckMany(ctx, leaving), at)
  const codes = (all: Awaited<ReturnType<typeof look>>) => all.map((one) => (one.go ? 'go' : one.held.code))
  assert.deepEqual(codes(await look(MORNING)), ['withdrawn', 'complaint_open', 'go'])
  const night = await look(new Date('2026-12-01T22:00:00Z'))
  assert.deepEqual(codes(night), ['withdrawn', 'complaint_open', 'quiet_hours'])
  assert.ok(!night[2]!.go && night[2]!.again_at?.toISOString() === '2026-12-02T07:00:00.000Z')
})

test('one letter for those who live behind the same door under the same name', async () => {
  const shop = await openShop()
  const home = {
    last_name: 'Duval',
    address: { line1: '3 rue des Arts', postal_code: '42000', city: 'Saint-Étienne' },
  }
  const [ada, bea] = [await customerOf(shop, [], home), await customerOf(shop, [], home)]
  const other = await customerOf(shop, [], { ...home, last_name: 'Petit' })
  const alone = await shop.within(
    (ctx) =>
      decideMany(
        ctx,
        [ada, bea, other].map((id) => offer(id, { channels: ['letter'] })),
      ),
    MORNING,
  )
  assert.deepEqual(
    alone.map((one) => (one.go ? one.channel : one.held[0]!.code)),
    ['letter', 'same_household', 'letter'],
  )
})

test('a notification goes to whoever has a phone that takes it, and counts with texts', async () => {
  const shop = await openShop()
  const ada = await customerOf(shop, ['sms', 'push'])
  const push = offer(ada, { channels: ['push', 'sms'] })
  assert.deepEqual(
    (await contend(shop, [push])).map((one) => (one.go ? one.channel : null)),
    ['sms'],
  )
  await shop.within(({ tx, tenant_id, now }) =>
    tx
      .insertInto('push_subscription')
      .values({
        tenant_id,
        subscription_id: newId(),
        customer_id: ada,
        endpoint: `https://push.example/${ada}`,
        p256dh: 'x',
        auth: 'x',
        created_at: now,
      })
      .execute(),
  )
  const [decided] = await shop.within(
    (ctx) => decideMany(ctx, [offer(ada, { channels: ['push', 'sms'] })]),
    MORNING,
  )
  assert.ok(decided?.go && decided.channel === 'push' && decided.recipient === ada)
})

test('the record explains what was sent, what was held and what is possible now', async () => {
  const shop = await openShop()
  const ada = await customerOf(shop, ['sms'])
  await contend(shop, [offer(ada), offer(ada), offer(ada)], new Date())
  const complaint_id = newId()
  await shop.put(`/customers/${ada}/complaints/${complaint_id}`)
  const { body } = await shop.get(`/customers/${ada}/pressure`)
  assert.equal(body.messages.length, 2)
  assert.equal(body.held.length, 1)
  assert.match(
    body.held[0].sentence,
    /^Retenu\u202f: déjà 2 messages mobiles en 30 jours, le prochain possible le /,
  )
  const of = (channel: string, purpose: string) =>
    body.possible.find((one: any) => one.channel === channel && one.purpose === purpose)
  assert.equal(of('sms', 'marketing').code, 'complaint_open')
  assert.equal(of('email', 'marketing').code, 'no_consent')
  assert.equal(of('letter', 'marketing').code, 'no_address')
  assert.equal(of('email', 'loyalty').go, true)
  const closed = await shop.call('DELETE', `/customers/${ada}/complaints/${complaint_id}`)
  assert.deepEqual(closed.body, { open_complaints: [] })
  assert.equal((await shop.announced(ComplaintOpened)).length, 1)
  assert.equal((await shop.announced(ComplaintClosed)).length, 1)
  assert.equal((await shop.get(`/customers/${newId()}/pressure`)).body.code, 'customer_not_found')
})

test('rules and prices are written by version; what the law fixes is refused, not silently cut', async () => {
  const shop = await openShop()
  const { body } = await shop.get('/pressure-rules')
  assert.deepEqual(body, { version: 0, rules: DEFAULT_RULES })
  const write = (rules: object, version = 0) =>
    shop.put('/pressure-rules', { version, rules: { ...DEFAULT_RULES, ...rules } })
  const sms = DEFAULT_RULES.hours.sms!
  const wide = (over: object) => ({ hours: { ...DEFAULT_RULES.hours, sms: { ...sms, ...over } } })
  assert.equal((await write(wide({ spans: [[479, 1290]] }))).body.code, 'hours_too_wide')
  assert.equal((await write(wide({ spans: [[480, 1291]] }))).body.code, 'hours_too_wide')
  assert.equal((await write(wide({ days: [1, 7] }))).body.code, 'sunday_needs_decision')
  const sunday = {
    ...wide({ days: [1, 7] }),
    sunday_decision: 'Nos clientes lisent le dimanche : décidé le 3 mars.',
  }
  assert.equal((await write(sunday)).body.version, 1)
  assert.equal((await write({})).body.code, 'rules_changed_meanwhile')
  const all = await Promise.all(Array.from({ length: 10 }, () => write({}, 1)))
  assert.equal(all.filter(({ status }) => status === 200).length, 1)

  const prices = (sms_tiers: object[]) =>
    shop.put('/message-prices', { version: 0, prices: { ...DEFAULT_PRICES, sms: sms_tiers } })
  assert.equal((await prices([{ from: 2, millicents: 1 }])).body.code, 'prices_must_begin_at_one')
  assert.equal(
    (
      await prices([
        { from: 1, millicents: 2 },
        { from: 1, millicents: 1 },
      ])
    ).body.code,
    'prices_must_begin_at_one',
  )
  assert.equal((await prices([{ from: 1, millicents: 9_000 }])).body.version, 1)
  assert.equal((await shop.get('/message-prices')).body.prices.sms[0].millicents, 9_000)
})
