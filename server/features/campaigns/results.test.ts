import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openedCard } from '../../../test/card-holder.ts'
import { config, db, openShop } from '../../../test/shop.ts'
import { newId } from '../../lib/id.ts'
import { localDayOf, isoDate } from '../../lib/time.ts'
import { openCodes } from '../vouchers/codes.ts'
import { addReaders, addTemplate, planOf, rehearsed, type Shop } from './campaigns.fixture.ts'
import { compare, gainOf } from './results.ts'
import { beginRun, sendCampaign, sendSlice } from './send.ts'

const codes = openCodes(config.home)
const DAY_MS = 86_400_000

const side = (count: number, buyers: number, mean_cents: number, variance: number) => ({
  outcome: 'queued' as const,
  variant: null,
  channel: null,
  store_id: null,
  level: 7,
  count,
  buyers,
  mean_cents,
  variance,
})

test('what is claimed is no more than the interval allows', () => {
  const cases: [string, Parameters<typeof compare>, string][] = [
    ['nobody held out', [side(100, 10, 500, 1e6), undefined, null], 'no_control'],
    ['nobody bought', [side(100, 0, 0, 0), side(50, 0, 0, 0), null], 'too_early'],
    ['a few people', [side(20, 5, 1500, 4e7), side(5, 1, 900, 4e7), null], 'too_small'],
    ['many, and more', [side(9_000, 900, 900, 4e6), side(1_000, 80, 500, 4e6), 0.1], 'more'],
    ['many, and less', [side(9_000, 900, 500, 4e6), side(1_000, 80, 900, 4e6), 0.1], 'less'],
    ['sides not as drawn', [side(9_000, 900, 900, 4e6), side(2_000, 80, 500, 4e6), 0.1], 'not_as_drawn'],
  ]
  for (const [what, given, verdict] of cases) assert.equal(compare(...given).verdict, verdict, what)
  const gain = gainOf(
    { treated: 1_000, spend: { difference: 200, low: 100, high: 300 } },
    4_000,
    20_000_000,
    5_000,
  )!
  // 200 cents more for each of 1 000, of which 40 % stay, less 200 € of messages and 50 € of gift cards.
  assert.deepEqual([gain.sales_cents, gain.net_cents], [200_000, 80_000 - 20_000 - 5_000])
  assert.deepEqual([gain.net_low_cents, gain.net_high_cents], [15_000, 95_000])
})

const bring = async (shop: Shop, campaign_id: string) => {
  await shop.put(`/campaigns/${campaign_id}/launch`)
  await sendCampaign(db, codes, { tenant_id: shop.tenant_id, campaign_id })
}

test('sales of the days after are counted for both sides, returns taken off, and nothing from before', async () => {
  const shop = await openShop()
  const people = await addReaders(shop, 60)
  const control = { basis_points: 3_000, people: null }
  const { campaign_id } = await rehearsed(shop, planOf(await addTemplate(shop), { control }))
  const sell = (customer_id: string, cents: number, at = new Date()) =>
    shop.put(`/sales/${newId()}`, {
      store_id: shop.store_id,
      customer_id,
      occurred_at: at.toISOString(),
      amount_cents: cents,
    })
  await sell(people[0]!, 99_900, new Date(Date.now() - DAY_MS))
  await bring(shop, campaign_id)
  const { items } = (await shop.get(`/campaigns/${campaign_id}/recipients?outcome=queued&limit=100`)).body
  const held = (await shop.get(`/campaigns/${campaign_id}/recipients?outcome=control&limit=100`)).body.items
  assert.equal(items.length + held.length, 60)
  for (const { customer_id } of items) await sell(customer_id, 5_000)
  for (const { customer_id } of held.slice(0, 2)) await sell(customer_id, 1_000)
  const { body, status } = await shop.get(`/campaigns/${campaign_id}/results`)
  assert.equal(status, 200, JSON.stringify(body))
  assert.deepEqual([body.treated, body.control], [items.length, held.length])
  assert.deepEqual([body.buyers_treated, body.buyers_control], [items.length, 2])
  assert.equal(body.mean_treated_cents, 5_000)
  assert.equal(body.verdict, 'more')
  assert.equal(body.is_final, false)
  assert.equal(body.days.length, 1)
  assert.ok(body.gain.sales_low_cents > 0 && body.gain.sales_low_cents < body.gain.sales_cents)
  assert.equal(body.channels[0].value, 'email')
})

test('a birthday is wished once a year, and made up for after a night without a worker', async () => {
  const shop = await openShop()
  const today = localDayOf(Date.now(), 'Europe/Paris')
  const born = (day: number) => `1988${isoDate(day).slice(4)}`
  const [now, yesterday, tomorrow] = await addReaders(shop, 3)
  const dates = new Map([
    [now!, born(today)],
    [yesterday!, born(today - 1)],
    [tomorrow!, born(today + 1)],
  ])
  await shop.within(async ({ tx, tenant_id }) => {
    for (const [customer_id, birth_date] of dates)
      await tx
        .updateTable('customer')
        .set({ birth_date })
        .where('tenant_id', '=', tenant_id)
        .where('customer_id', '=', customer_id)
        .execute()
  })
  const plan = planOf(await addTemplate(shop), {
    kind: 'birthday',
    schedule: { date: null, hour: '10:00', clock: 'shop', spread_minutes: 0, per_hour_max: null },
    recurrence: { weekdays: [], days: 0, missing_units_max: 1, until: null },
  })
  const { campaign_id } = await rehearsed(shop, plan)
  const launched = await shop.put(`/campaigns/${campaign_id}/launch`)
  assert.ok(['running', 'planned'].includes(launched.body.state), JSON.stringify(launched.body))
  /** The day's hour has come. */
  const morning = (days: number) => {
    const at = new Date(Date.now() + days * DAY_MS)
    return shop.within(async (ctx) => {
      await ctx.tx
        .updateTable('campaign_launch')
        .set({ starts_at: at, next_at: at })
        .where('tenant_id', '=', ctx.tenant_id)
        .where('campaign_id', '=', campaign_id)
        .execute()
      await beginRun(ctx, campaign_id)
      while (await sendSlice(ctx, codes, campaign_id));
    }, at)
  }
  const wished = async () =>
    (await shop.get(`/campaigns/${campaign_id}/recipients?limit=100`)).body.items.map(
      (one: { customer_id: string }) => one.customer_id,
    )
  await morning(0)
  assert.deepEqual(await wished(), [now])
  await morning(0)
  assert.deepEqual(await wished(), [now], 'the same morning again is the same')
  // Tomorrow nothing ran: the day after catches it up, and wishes nobody twice.
  await morning(2)
  assert.deepEqual(new Set(await wished()), new Set([now, tomorrow]))
})

test('a private sale is seen by who was written to, answered within its places, and not by who is held out', async () => {
  const { shop, card, customer_id } = await openedCard()
  await addReaders(shop, 4)
  const plan = planOf(await addTemplate(shop), { kind: 'private_sale' })
  const { campaign_id } = await rehearsed(shop, plan)
  const sale = {
    title: 'Avant-première',
    words: '',
    starts_at: new Date(Date.now() + DAY_MS).toISOString(),
    ends_at: new Date(Date.now() + 2 * DAY_MS).toISOString(),
    store_id: null,
    place: '',
    picture_ids: [],
    tier_ids: [],
    audience_id: null,
    guests_max: 3,
    seats_max: 4,
  }
  const path = `/campaigns/${campaign_id}/private-sale`
  assert.equal(
    (await shop.put(path, { ...sale, ends_at: sale.starts_at })).body.code,
    'private_sale_dates_wrong',
  )
  assert.equal((await shop.put(path, sale)).status, 200)
  const onCard = async () => (await card('GET', '/card/private-sales')).body.items
  const answer = (people: number, said = 'yes') =>
    card('PUT', `/card/private-sales/${campaign_id}/answer`, { answer: said, people })
  assert.deepEqual(await onCard(), [], 'nothing before it is launched')
  await bring(shop, campaign_id)
  assert.deepEqual(await onCard(), [], 'she was not written to')
  assert.equal((await answer(1)).body.code, 'private_sale_not_found')
  const mark = (outcome: string) =>
    shop.within(({ tx, tenant_id, now }) =>
      tx
        .insertInto('campaign_recipient')
        .values({
          tenant_id,
          campaign_id,
          customer_id,
          occurrence: 'once',
          run: 'once',
          outcome,
          decided_at: now,
        })
        .onConflict((conflict) =>
          conflict
            .columns(['tenant_id', 'campaign_id', 'customer_id', 'occurrence'])
            .doUpdateSet({ outcome }),
        )
        .execute(),
    )
  await mark('control')
  assert.deepEqual(await onCard(), [], 'who is held out is shown nothing')
  await mark('queued')
  assert.equal((await onCard())[0].title, 'Avant-première')
  const { items } = (await shop.get(`/campaigns/${campaign_id}/recipients?outcome=queued&limit=10`)).body
  const other = items.find((one: { customer_id: string }) => one.customer_id !== customer_id).customer_id
  await shop.put(`/campaigns/${campaign_id}/guests/${other}/answer`, { answer: 'yes', people: 3 })
  assert.equal((await answer(2)).body.code, 'private_sale_full')
  assert.equal((await answer(1)).status, 200)
  assert.equal((await shop.get(path)).body.people, 4)
  assert.equal((await answer(0, 'no')).body.items[0].answer, 'no')
  // Ten ticks at the door are one.
  const tick = `/campaigns/${campaign_id}/guests/${other}/arrival`
  await Promise.all(Array.from({ length: 10 }, () => shop.put(tick)))
  assert.equal((await shop.get(path)).body.arrived, 1)
  const guests = (await shop.get(`/campaigns/${campaign_id}/guests`)).body.items
  assert.equal(guests.length, 1)
  assert.ok(guests[0].arrived_at)
  await shop.call('DELETE', tick)
  assert.equal((await shop.get(path)).body.arrived, 0)
  // A till that had no network tells when she came; nobody comes in the future.
  const at = async (seen_at: Date) => {
    await shop.put(`${tick}?seen_at=${seen_at.toISOString()}`)
    const [guest] = (await shop.get(`/campaigns/${campaign_id}/guests`)).body.items
    await shop.call('DELETE', tick)
    return Date.parse(guest.arrived_at)
  }
  const earlier = new Date(Date.now() - 3_600_000)
  assert.equal(await at(earlier), earlier.getTime())
  assert.ok((await at(new Date(Date.now() + 3_600_000))) <= Date.now())
})
