/** What limits a sending, and how long it still takes. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { config, db, openShop } from '../../../test/shop.ts'
import { holdMessages, releaseMessages } from '../messages/queue.ts'
import { openCodes } from '../vouchers/codes.ts'
import { addReaders, addTemplate, planOf, rehearsed, type Shop } from './campaigns.fixture.ts'
import { rateOf, readProgress, type Seen } from './progress.ts'
import { findCampaign } from './queries.ts'
import { sendCampaign } from './send.ts'

const READERS = 10
const MINUTE_MS = 60_000

/** Decided and queued; far enough ahead that nothing leaves by itself while the test looks. */
async function queuedCampaign(shop: Shop) {
  await addReaders(shop, READERS)
  const schedule = {
    date: '2099-01-05',
    hour: '10:00',
    clock: 'shop' as const,
    spread_minutes: 0,
    per_hour_max: null,
  }
  const { campaign_id } = await rehearsed(shop, planOf(await addTemplate(shop), { schedule }))
  await shop.put(`/campaigns/${campaign_id}/launch`)
  await shop.within(({ tx, tenant_id, now }) =>
    tx
      .updateTable('campaign_launch')
      .set({ starts_at: now, next_at: now })
      .where('tenant_id', '=', tenant_id)
      .where('campaign_id', '=', campaign_id)
      .execute(),
  )
  await sendCampaign(db, openCodes(config.home), { tenant_id: shop.tenant_id, campaign_id })
  return campaign_id
}

/** So many minutes from now; before it, they are due. */
const setMessages = (shop: Shop, campaign_id: string, minutes: number, waits_for: string | null, least = 0) =>
  shop.within(({ tx, tenant_id, now }) =>
    sql`update message set due_at = ${new Date(now.getTime() + minutes * MINUTE_MS)}, waits_for = ${waits_for},
        state = case when ${waits_for}::text is null then 'queued' else 'held' end
      where tenant_id = ${tenant_id} and message_id in (select message_id from message where tenant_id = ${tenant_id}
        and origin_id = ${campaign_id} order by message_id offset ${least}::integer)`.execute(tx),
  )

const look = async (shop: Shop, campaign_id: string) =>
  (await shop.get(`/campaigns/${campaign_id}/progress`)).body as {
    waiting: number
    limited_by: string
    seconds_left: number | null
  }

test('what stands in the way is named: an hour, a new domain, complaints, a provider, a pause', async () => {
  const shop = await openShop()
  const campaign_id = await queuedCampaign(shop)
  const limit = async () => (await look(shop, campaign_id)).limited_by
  assert.equal((await look(shop, campaign_id)).waiting, READERS)
  await setMessages(shop, campaign_id, 60, null)
  assert.equal(await limit(), 'hours')
  for (const [waits_for, limited_by] of [
    ['warm_up', 'warm_up'],
    ['complaints', 'complaints'],
    ['quiet_hours', 'hours'],
  ] as const) {
    await setMessages(shop, campaign_id, 60, waits_for)
    assert.equal(await limit(), limited_by)
  }
  await setMessages(shop, campaign_id, -1, null)
  assert.equal(await limit(), 'sender')
  await shop.within(({ tx, tenant_id, now }) =>
    sql`insert into sending_pace (tenant_id, channel, route, per_minute, wait_until, why, updated_at)
      select distinct tenant_id, channel, route, 60, ${now}::timestamptz, 'slow_down', ${now}::timestamptz from message
      where tenant_id = ${tenant_id}`.execute(tx),
  )
  assert.equal(await limit(), 'provider')
  const origin = { kind: 'campaign' as const, id: campaign_id }
  await shop.within((ctx) => holdMessages(ctx, origin))
  assert.deepEqual([await limit(), (await look(shop, campaign_id)).seconds_left], ['held', null])
  await shop.within((ctx) => releaseMessages(ctx, origin))
  await shop.within((ctx) => holdMessages({ ...ctx, actor: 'complaints' }, origin))
  assert.deepEqual([await limit(), (await look(shop, campaign_id)).seconds_left], ['complaints', null])
})

test('the time left is by the clock for what is planned, by the pace for what is due, the longer of the two for both', async () => {
  const shop = await openShop()
  const campaign_id = await queuedCampaign(shop)
  const left = (seen: Seen) =>
    shop.within(async (ctx) => {
      const campaign = (await findCampaign(ctx, campaign_id))!
      return (await readProgress(ctx, campaign, seen)).seconds_left
    })
  await setMessages(shop, campaign_id, 60, null)
  const by_time = (await left([]))!
  assert.ok(by_time > 3_590 && by_time <= 3_600, `${by_time} of an hour`)
  await setMessages(shop, campaign_id, -1, null)
  assert.equal(await left([]), null, 'nobody has seen yet how fast it goes')
  // Ten seconds ago ten fewer had left: one a second, ten wait.
  const ten_s = (await left([{ at: Date.now() - 10_000, sent: -READERS }]))!
  assert.ok(ten_s >= READERS && ten_s <= READERS + 2, `${ten_s} s`)
  await setMessages(shop, campaign_id, 5, null, READERS / 2)
  const both = (await left([{ at: Date.now() - 10_000, sent: -READERS }]))!
  assert.ok(both > 290 && both <= 300, `${both} s`)
})

test('a pace is seen over two seconds at least', () => {
  assert.equal(rateOf([]), null)
  assert.equal(rateOf([{ at: 0, sent: 0 }]), null)
  assert.equal(
    rateOf([
      { at: 0, sent: 0 },
      { at: 1_999, sent: 5 },
    ]),
    null,
  )
  assert.equal(
    rateOf([
      { at: 0, sent: 0 },
      { at: 2_000, sent: 5 },
    ]),
    150,
  )
})
