import { test } from 'node:test'
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '../../lib/id.ts'
import { sendMessage } from '../messages/actions.ts'
import { app, config, db, openShop } from '../../../test/shop.ts'
import { keepLinks } from './actions.ts'
import { LinkFollowed, MessageOpened } from './events.ts'
import { linkRecorder } from './record.ts'
import { linksFor, openLinkKeys, signToken } from './sign.ts'

type Shop = Awaited<ReturnType<typeof openShop>>
const keys = openLinkKeys(config.home)
const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile/15E148 Safari/604.1'
const URLS = ['https://lili.example/robes', 'https://lili.example/sacs', 'https://lili.example/soldes']

async function mailed(shop: Shop, { tracking = true, short = false, sent_ms_ago = 60_000 } = {}) {
  const [customer_id, message_id] = [newId(), newId()]
  await shop.put(`/customers/${customer_id}`, { first_name: 'Ada', emails: [`${customer_id}@exemple.fr`] })
  if (tracking)
    await shop.put(`/customers/${customer_id}/consents/${newId()}`, {
      channel: 'tracking',
      purpose: 'offers',
      given: true,
      text_version: 1,
    })
  const made = linksFor(keys, {
    public_url: config.public_url,
    tenant_id: shop.tenant_id,
    slug: shop.slug,
    message_id,
    origin: { kind: 'campaign', id: newId() },
    template_id: newId(),
    version: 1,
    tracked: tracking,
    short,
  })
  const urls = URLS.map((url, place) => new URL(made.follow(url, place)).pathname)
  await shop.within(async (ctx) => {
    await keepLinks(ctx, [made, made])
    await sendMessage(ctx, {
      message_id,
      customer_id,
      channel: 'email',
      purpose: 'service',
      template: 'x',
      recipient: `${customer_id}@exemple.fr`,
      text: 'x',
    })
    await ctx.tx
      .updateTable('message')
      .set({ state: 'sent', sent_at: new Date(Date.now() - sent_ms_ago) })
      .where('tenant_id', '=', shop.tenant_id)
      .where('message_id', '=', message_id)
      .execute()
  })
  return { customer_id, message_id, urls, pixel: made.pixel && new URL(made.pixel).pathname }
}

const get = (
  url: string,
  agent = PHONE,
  over: { method?: 'GET' | 'HEAD'; headers?: Record<string, string>; ip?: string } = {},
) =>
  app.inject({
    method: over.method ?? 'GET',
    url,
    remoteAddress: over.ip ?? '198.51.100.7',
    headers: { 'user-agent': agent, ...over.headers },
  })

const seen = (shop: Shop) =>
  shop.within(async ({ tx, tenant_id }) => ({
    clicks: await tx.selectFrom('link_click').selectAll().where('tenant_id', '=', tenant_id).execute(),
    opens: await tx.selectFrom('message_opening').selectAll().where('tenant_id', '=', tenant_id).execute(),
    days: await tx.selectFrom('link_day').selectAll().where('tenant_id', '=', tenant_id).execute(),
  }))

async function settled(shop: Shop, done: (all: Awaited<ReturnType<typeof seen>>) => boolean) {
  for (const until = Date.now() + 10_000; Date.now() < until; await sleep(100)) {
    const all = await seen(shop)
    if (done(all)) return all
  }
  return seen(shop)
}

test('M03: a link leads where the shop stored it, and nothing in it leads elsewhere', async () => {
  const shop = await openShop()
  const { urls } = await mailed(shop)
  const answer = await get(urls[0]!)
  assert.deepEqual([answer.statusCode, answer.headers.location], [302, URLS[0]])
  assert.equal(answer.headers['referrer-policy'], 'no-referrer')
  const path = `/t/${shop.slug}/l/`
  for (const wrong of [
    `${urls[0]}A`,
    urls[0]!.slice(0, -1),
    `${path}https://evil.example`,
    `${path}%2F%2Fevil.example`,
    `${path}AAAAAAAAAA`,
    `${path}AAAAAAAAAAAAAAAA`,
    `${urls[0]!.slice(0, -4)}AAAA`,
  ]) {
    const refused = await get(wrong)
    assert.equal(refused.statusCode, 404, wrong)
    assert.equal(refused.headers.location, undefined, wrong)
  }
  // Another shop knows nothing of it.
  const other = await openShop()
  assert.equal((await get(urls[0]!.replace(shop.slug, other.slug))).statusCode, 404)
  assert.equal((await get(`${urls[0]}?url=https://evil.example&to=//evil.example`)).headers.location, URLS[0])
})

test('a person who agreed to it is followed and told about once; opens are told once a message', async () => {
  const shop = await openShop()
  const { urls, pixel, message_id, customer_id } = await mailed(shop)
  await get(urls[1]!)
  await get(pixel)
  await get(pixel)
  const { clicks, opens, days } = await settled(
    shop,
    (all) => all.clicks.length === 1 && all.opens.length === 2,
  )
  assert.deepEqual(
    clicks.map((one) => [one.message_id, one.customer_id, one.machine]),
    [[message_id, customer_id, null]],
  )
  assert.equal(opens.length, 2)
  assert.deepEqual(
    days.map(({ people, machines }) => [people, machines]),
    [[1, 0]],
  )
  const facts = await shop.announced(LinkFollowed)
  assert.equal(facts.length, 1)
  assert.equal((facts[0]!.payload as { url: string }).url, URLS[1])
  assert.equal((await shop.announced(MessageOpened)).length, 1)
})

test('D-08: without a consent to tracking a click is a number of the day, and no more', async () => {
  const shop = await openShop()
  const { urls, pixel } = await mailed(shop, { tracking: false })
  assert.equal(pixel, '')
  await get(urls[0]!)
  const { clicks, days } = await settled(shop, (all) => all.days.length === 1)
  assert.deepEqual([clicks.length, days[0]!.people], [0, 1])
  assert.equal((await shop.announced(LinkFollowed)).length, 0)
})

test('D-05: after tracking is withdrawn, mails already sent tell nothing any more', async () => {
  const shop = await openShop()
  const { urls, pixel, customer_id } = await mailed(shop)
  await shop.put(`/customers/${customer_id}/consents/${newId()}`, {
    channel: 'tracking',
    purpose: 'offers',
    given: false,
  })
  const picture = await get(pixel)
  assert.deepEqual([picture.statusCode, picture.headers['content-type']], [200, 'image/gif'])
  await get(urls[0]!)
  const { clicks, opens } = await settled(shop, (all) => all.days.length === 1)
  assert.deepEqual([clicks.length, opens.length], [0, 0])
})

test('machines are kept apart: by name, by haste, by walking through all links, by looking only', async () => {
  const shop = await openShop()
  const by_name = await mailed(shop)
  await get(by_name.urls[0]!, 'Mozilla/5.0 (compatible; Proofpoint URL Defense)')
  await get(by_name.urls[0]!, PHONE, { headers: { 'sec-purpose': 'prefetch' } })
  await get(by_name.pixel, 'Mozilla/5.0')
  await get(by_name.urls[0]!, PHONE, { method: 'HEAD' })
  const too_soon = await mailed(shop, { sent_ms_ago: 0 })
  await get(too_soon.urls[0]!)
  const walked = await mailed(shop)
  for (const url of walked.urls) await get(url)
  const { clicks, opens } = await settled(shop, (all) => all.clicks.length === 6 && all.opens.length === 1)
  assert.deepEqual(clicks.map(({ machine }) => machine).sort(), [
    'agent',
    'prefetch',
    'too_soon',
    'walk',
    'walk',
    'walk',
  ])
  assert.deepEqual(
    opens.map(({ machine }) => machine),
    ['apple_privacy'],
  )
  assert.equal((await shop.announced(LinkFollowed)).length, 0)
  assert.equal((await shop.announced(MessageOpened)).length, 0)
})

test('a burst from one network over many messages is a mail server’s scanner; a family behind one address is not', async () => {
  const shop = await openShop()
  const all = await Promise.all(Array.from({ length: 9 }, () => mailed(shop)))
  await Promise.all(all.map(({ urls }) => get(urls[0]!, PHONE, { ip: '203.0.113.9' })))
  const family = await Promise.all(Array.from({ length: 3 }, () => mailed(shop)))
  await Promise.all(family.map(({ urls }) => get(urls[0]!, PHONE, { ip: '192.0.2.1' })))
  const { clicks } = await settled(shop, ({ clicks: found }) => found.length === 12)
  assert.equal(clicks.filter(({ machine }) => machine === 'burst').length, 9)
  assert.equal(clicks.filter(({ machine }) => machine === null).length, 3)
})

test('a short link of a text message is followed like the others', async () => {
  const shop = await openShop()
  const { urls, message_id } = await mailed(shop, { short: true })
  assert.match(urls[0]!, /\/l\/[A-Za-z0-9_-]{10}$/)
  assert.equal((await get(urls[0]!)).headers.location, URLS[0])
  const { clicks } = await settled(shop, (all) => all.clicks.length === 1)
  assert.equal(clicks[0]!.message_id, message_id)
})

test('a pixel whose token is nothing is the same picture, and writes nothing', async () => {
  const shop = await openShop()
  for (const token of [
    'x',
    signToken(keys, 'o', newId(), newId()),
    signToken(keys, 'o', shop.tenant_id, newId()),
  ]) {
    const answer = await get(`/t/${shop.slug}/o/${token}`)
    assert.deepEqual([answer.statusCode, answer.headers['content-type']], [200, 'image/gif'])
  }
})

test('what is seen is written by flush, many at once, in one go', async () => {
  const shop = await openShop()
  const { message_id } = await mailed(shop)
  const recorder = linkRecorder(db, () => {}, 60_000)
  const at_ms = Date.now()
  for (let nth = 0; nth < 1000; nth++)
    recorder.see({
      tenant_id: shop.tenant_id,
      message_id,
      link_id: null,
      at_ms: at_ms + nth * 10_000,
      network: `10.0.${nth}`,
      agent: PHONE,
      prefetch: false,
    })
  await Promise.all([recorder.flush(), recorder.flush()])
  assert.equal((await seen(shop)).opens.length, 1000)
  assert.equal((await shop.announced(MessageOpened)).length, 1)
})
