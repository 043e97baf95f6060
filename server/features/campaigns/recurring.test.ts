/** What recurs, by its real statements: who is taken and who is not, once for each occasion, and again for the next. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pointsProgramme, REWARD_ID, writeProgramme } from '../../../test/programme.ts'
import { config, openShop } from '../../../test/shop.ts'
import { newId } from '../../lib/id.ts'
import { isoDate, localDayOf, startOfLocalDay } from '../../lib/time.ts'
import { openCodes } from '../vouchers/codes.ts'
import { addReaders, addTemplate, planOf, rehearsed, type Shop } from './campaigns.fixture.ts'
import { instantOf, weekdayOf } from './schedule.ts'
import { beginRun, sendSlice } from './send.ts'
import type { CampaignKind, CampaignWish } from './wish.ts'

const codes = openCodes(config.home)
const ZONE = 'Europe/Paris'
const today = () => localDayOf(Date.now(), ZONE)
const startOf = (day: number) => new Date(startOfLocalDay(day, ZONE))
const before = (at: Date) => new Date(at.getTime() - 1)

type Recurrence = NonNullable<CampaignWish['recurrence']>

/** Launched; `morning` is ten o'clock of so many days from today, and answers what that run decided. */
async function recurring(shop: Shop, kind: CampaignKind, changes: Partial<Recurrence> = {}) {
  const plan = planOf(await addTemplate(shop), {
    kind,
    schedule: { date: null, hour: '10:00', clock: 'shop', spread_minutes: 0, per_hour_max: null },
    recurrence: { weekdays: [], days: 0, missing_units_max: 1, until: null, ...changes },
  })
  const { campaign_id, rehearsal } = await rehearsed(shop, plan)
  assert.equal(rehearsal?.state, 'done', JSON.stringify(rehearsal))
  const launched = await shop.put(`/campaigns/${campaign_id}/launch`)
  assert.equal(launched.status, 200, JSON.stringify(launched.body))
  const morning = async (days: number, due = days) => {
    const at = (day: number) => new Date(instantOf(today() + day, '10:00', ZONE))
    const known = new Set((await decided(shop, campaign_id)).map(keyOf))
    await shop.within(async (ctx) => {
      await ctx.tx
        .updateTable('campaign_launch')
        .set({ starts_at: at(due), next_at: at(due) })
        .where('tenant_id', '=', ctx.tenant_id)
        .where('campaign_id', '=', campaign_id)
        .execute()
      await beginRun(ctx, campaign_id)
      while (await sendSlice(ctx, codes, campaign_id));
    }, at(days))
    return (await decided(shop, campaign_id)).filter((one) => !known.has(keyOf(one)))
  }
  return { campaign_id, morning }
}

type Decided = { customer_id: string; occurrence: string; outcome: string }
const keyOf = ({ customer_id, occurrence }: Decided) => `${customer_id} ${occurrence}`
const decided = (shop: Shop, campaign_id: string) =>
  shop.within(({ tx, tenant_id }) =>
    tx
      .selectFrom('campaign_recipient')
      .select(['customer_id', 'occurrence', 'outcome'])
      .where('tenant_id', '=', tenant_id)
      .where('campaign_id', '=', campaign_id)
      .orderBy('customer_id')
      .execute(),
  )
const occasions = (all: Decided[]) => all.map(({ customer_id, occurrence }) => [customer_id, occurrence])

/** What the messages of a campaign bring to their words. */
async function valuesOf(shop: Shop, campaign_id: string) {
  const rows = await shop.within(({ tx, tenant_id }) =>
    tx
      .selectFrom('message')
      .select(['customer_id', 'content'])
      .where('tenant_id', '=', tenant_id)
      .where('origin_id', '=', campaign_id)
      .execute(),
  )
  return new Map(rows.map(({ customer_id, content }) => [customer_id, (content as any).values]))
}

async function sell(shop: Shop, customer_id: string, euros: number, at = new Date()) {
  const { status, body } = await shop.put(`/sales/${newId()}`, {
    store_id: shop.store_id,
    customer_id,
    occurred_at: at.toISOString(),
    amount_cents: euros * 100,
  })
  assert.ok(status < 300, JSON.stringify(body))
}

test('points that expire are told of so many days before their last, once, each lot of its day', async () => {
  const shop = await openShop()
  await writeProgramme(shop, pointsProgramme())
  const [first, second, third, none] = await addReaders(shop, 4)
  const last = today() + 1 + 7
  const over = new Map([
    [first!, startOf(last + 1)],
    [second!, startOf(last)],
    [third!, startOf(last + 2)],
  ])
  for (const [customer_id, expires_at] of over) {
    await sell(shop, customer_id, 40)
    await sell(shop, customer_id, 2)
    await shop.within(({ tx, tenant_id }) =>
      tx
        .updateTable('lot')
        .set({ expires_at })
        .where('tenant_id', '=', tenant_id)
        .where('account_id', '=', customer_id)
        .execute(),
    )
  }
  const { campaign_id, morning } = await recurring(shop, 'points_expiring', { days: 7 })
  const on = (day: number) => `expiry:points:${isoDate(day)}`
  assert.deepEqual(occasions(await morning(1)), [[first, on(last)]])
  assert.deepEqual((await valuesOf(shop, campaign_id)).get(first!), {
    expiring_units: 42,
    expiring_on: isoDate(last),
  })
  assert.deepEqual(await morning(1), [], 'the same morning again')
  assert.deepEqual(occasions(await morning(2)), [[third, on(last + 1)]])
  assert.deepEqual(await morning(3), [])
  const all = await decided(shop, campaign_id)
  assert.ok(all.every(({ customer_id }) => customer_id !== second && customer_id !== none))
})

test('whoever is near a reward is told once, and again only after it was taken', async () => {
  const shop = await openShop()
  await writeProgramme(shop, pointsProgramme())
  const [near, edge, far, there] = await addReaders(shop, 5)
  await sell(shop, near!, 199)
  await sell(shop, edge!, 190)
  await sell(shop, far!, 189)
  await sell(shop, there!, 200)
  const { campaign_id, morning } = await recurring(shop, 'countdown', { missing_units_max: 10 })
  const on = (taken: number) => `reward:${REWARD_ID}:${taken}`
  assert.deepEqual(
    occasions(await morning(1)),
    [near, edge].toSorted().map((id) => [id, on(0)]),
  )
  const values = await valuesOf(shop, campaign_id)
  assert.deepEqual(values.get(near!), { reward_name: 'Carte cadeau de 10 €', missing_units: 1 })
  assert.equal(values.get(edge!).missing_units, 10)
  assert.deepEqual(await morning(2), [], 'the same reward is not announced twice')
  await sell(shop, far!, 1)
  // One has her reward and is on her way to the next.
  await sell(shop, near!, 1)
  await sell(shop, there!, 195)
  assert.deepEqual(
    new Set(occasions(await morning(3)).map(String)),
    new Set([`${far},${on(0)}`, `${there},${on(1)}`]),
  )
})

test('a visit is thanked for so many days after it, once however often she came that day', async () => {
  const shop = await openShop()
  const [early, late, before_it, after_it, none] = await addReaders(shop, 5)
  const day = today() + 1 - 3
  await sell(shop, early!, 20, startOf(day))
  await sell(shop, early!, 30, new Date(startOf(day).getTime() + 3_600_000))
  await sell(shop, late!, 20, before(startOf(day + 1)))
  await sell(shop, before_it!, 20, before(startOf(day)))
  await sell(shop, after_it!, 20, startOf(day + 1))
  const { campaign_id, morning } = await recurring(shop, 'thank_you', { days: 3 })
  const on = (visit: number) => `visit:${isoDate(visit)}`
  assert.deepEqual(
    occasions(await morning(1)),
    [early, late].toSorted().map((id) => [id, on(day)]),
  )
  assert.deepEqual(await morning(1), [])
  assert.deepEqual(occasions(await morning(2)), [[after_it, on(day + 1)]])
  const all = await decided(shop, campaign_id)
  assert.ok(all.every(({ customer_id }) => customer_id !== before_it && customer_id !== none))
})

test('newcomers are welcomed so many days after they came, once ever', async () => {
  const shop = await openShop()
  const [first, last, before_it, after_it] = await addReaders(shop, 4)
  const day = today() + 1 - 2
  const came = new Map([
    [first!, startOf(day)],
    [last!, before(startOf(day + 1))],
    [before_it!, before(startOf(day))],
    [after_it!, startOf(day + 1)],
  ])
  await shop.within(async ({ tx, tenant_id }) => {
    for (const [customer_id, created_at] of came)
      await tx
        .updateTable('customer')
        .set({ created_at })
        .where('tenant_id', '=', tenant_id)
        .where('customer_id', '=', customer_id)
        .execute()
  })
  const { morning } = await recurring(shop, 'welcome', { days: 2 })
  assert.deepEqual(
    occasions(await morning(1)),
    [first, last].toSorted().map((id) => [id, 'welcome']),
  )
  assert.deepEqual(await morning(1), [])
  assert.deepEqual(occasions(await morning(2)), [[after_it, 'welcome']])
  assert.deepEqual(await morning(3), [])
})

test('a newsletter goes to everybody on its days, to newcomers with the next, and never late', async () => {
  const shop = await openShop()
  const people = await addReaders(shop, 3)
  const weekdays = [weekdayOf(today() + 1), weekdayOf(today() + 3)]
  const { campaign_id, morning } = await recurring(shop, 'newsletter', { weekdays })
  const on = (days: number) => isoDate(today() + days)
  assert.deepEqual(
    occasions(await morning(1)),
    people.toSorted().map((id) => [id, on(1)]),
  )
  const { next_at } = (await shop.get(`/campaigns/${campaign_id}`)).body
  assert.equal(isoDate(localDayOf(Date.parse(next_at), ZONE)), on(3))
  assert.deepEqual(await morning(1), [])
  const [newcomer] = await addReaders(shop, 1, 'new')
  const third = await morning(3)
  assert.deepEqual(
    occasions(third),
    [...people, newcomer].toSorted().map((id) => [id, on(3)]),
  )
  // Its hour was a day ago and nobody was there to send it: last week's letter is not sent.
  assert.deepEqual(await morning(9, 8), [])
  const { body } = await shop.get(`/campaigns/${campaign_id}`)
  assert.equal(isoDate(localDayOf(Date.parse(body.next_at), ZONE)), on(10))
})
