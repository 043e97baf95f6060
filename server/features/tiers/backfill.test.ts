/** A ladder that begins late stands where it would stand had it always been there. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { newId } from '../../lib/id.ts'
import { pointsProgramme, addCustomer, writeProgramme } from '../../../test/programme.ts'
import { db, openShop, pool } from '../../../test/shop.ts'
import { inTenant } from '../../platform/database.ts'
import { auditTenant } from '../points/audit.ts'
import type { Ladder } from '../programmes/programme.ts'
import { backfillSlice, startBackfills } from './backfill.ts'
import { replay, type Past } from './replay.ts'

type Shop = Awaited<ReturnType<typeof openShop>>
const DAY_MS = 86_400_000

const LADDER: Ladder = {
  ladder_id: 'statut',
  name: 'Statut',
  measures: { by: 'amount' },
  period: { kind: 'rolling', months: 12 },
  starts: 'at_once',
  keeps_periods: 0,
  grace_days: 0,
  drops: 'to_earned',
  tiers: [
    { tier_id: 'bronze', name: 'Bronze', threshold: 0, benefits: [] },
    { tier_id: 'silver', name: 'Argent', threshold: 300_00, benefits: [] },
    { tier_id: 'gold', name: 'Or', threshold: 1_000_00, benefits: [] },
  ],
}

async function shopWithPast() {
  const shop = await openShop()
  await writeProgramme(shop, pointsProgramme({ rewards: [] }))
  const { customer_id } = await addCustomer(shop)
  const bought = async (days_ago: number, euros: number, sku = 'S') => {
    const sale_id = newId()
    await shop.put(`/sales/${sale_id}`, {
      store_id: shop.store_id,
      customer_id,
      occurred_at: new Date(Date.now() - days_ago * DAY_MS).toISOString(),
      lines: [
        {
          line_no: 1,
          sku,
          label: sku,
          category: sku === 'T' ? 'Tabac' : 'Jeux',
          quantity_milli: 2000,
          unit_price_cents: euros * 50,
        },
      ],
    })
    return sale_id
  }
  const giveBack = async (sale_id: string, pieces = 1) => {
    const lines = [{ line_no: 1, quantity_milli: pieces * 1000 }]
    assert.equal((await shop.put(`/sales/${sale_id}/returns/${newId()}`, { lines })).status, 200)
  }
  const tier = async (id = customer_id) => {
    const [item] = (await shop.get(`/customers/${id}/tiers`)).body.items
    return [item.tier?.tier_id, item.value / 100]
  }
  return { shop, customer_id, bought, giveBack, tier }
}

const who = (shop: Shop) => ({ tenant_id: shop.tenant_id, actor: 'system' })
let version = 1
const putLadder = (shop: Shop, changes: Partial<Ladder> = {}, programme: object = {}) =>
  writeProgramme(
    shop,
    pointsProgramme({ rewards: [], ladders: [{ ...LADDER, ...changes }], ...programme }),
    ++version,
    new Date(),
  )

async function backfill(shop: Shop) {
  await inTenant(db, who(shop), startBackfills)
  while (await inTenant(db, who(shop), (ctx) => backfillSlice(ctx, 'statut')));
}

async function isRight(shop: Shop) {
  const client = await pool.connect()
  try {
    assert.deepEqual(await auditTenant(client, shop.tenant_id), [])
  } finally {
    client.release()
  }
}

test('what was bought before a ladder began counts with its own dates, once', async () => {
  const { shop, bought, giveBack, tier, customer_id } = await shopWithPast()
  await bought(400, 900)
  await bought(200, 800)
  const part = await bought(100, 400)
  await giveBack(part)
  await bought(10, 500, 'T')
  await putLadder(shop, {}, { basis: { ...pointsProgramme().basis, excluded_categories: ['Tabac'] } })
  assert.deepEqual(await tier(), ['bronze', 0])
  await backfill(shop)
  assert.deepEqual(await tier(), ['gold', 1000], '800 € and half of 400 €; not tobacco, not last year’s')
  await backfill(shop)
  assert.deepEqual(await tier(), ['gold', 1000], 'twice is once')
  const { backfill: done, tiers } = (await shop.get('/tiers/statut/figures')).body
  assert.deepEqual([done.accounts_done, done.accounts_all, done.finished_at !== null], [1, 1, true])
  assert.deepEqual(
    tiers.list.map((one: any) => one.people),
    [0, 0, 1],
  )
  const { items } = (await shop.get('/tiers/statut/people?tier_id=gold')).body
  assert.deepEqual(
    items.map((one: any) => [one.customer_id, one.value]),
    [[customer_id, 1000_00]],
  )
  await isRight(shop)
})

test('a return of what was bought before takes back what it counts, and the tier with it', async () => {
  const { shop, bought, giveBack, tier } = await shopWithPast()
  await bought(200, 350)
  const dear = await bought(100, 700)
  await putLadder(shop)
  await backfill(shop)
  assert.deepEqual(await tier(), ['gold', 1050])
  await giveBack(dear, 1)
  assert.deepEqual(await tier(), ['silver', 700])
  await giveBack(dear, 1)
  assert.deepEqual(await tier(), ['silver', 350])
  await isRight(shop)
})

test('a sale of today and the count of the past do not count it twice, whoever comes first', async () => {
  const { shop, bought, tier } = await shopWithPast()
  await bought(100, 200)
  await putLadder(shop)
  await Promise.all([bought(0, 150), backfill(shop), bought(0, 50)])
  await backfill(shop)
  assert.deepEqual(await tier(), ['silver', 400])
  await isRight(shop)
})

test('lower thresholds lift at once, higher ones take nothing before the next review', async () => {
  const { shop, bought, tier } = await shopWithPast()
  await bought(100, 250)
  await putLadder(shop)
  await backfill(shop)
  assert.deepEqual(await tier(), ['bronze', 250])
  const tiers = LADDER.tiers.map((one) => (one.tier_id === 'silver' ? { ...one, threshold: 200_00 } : one))
  await putLadder(shop, { tiers })
  await backfill(shop)
  assert.deepEqual(await tier(), ['silver', 250])
  await putLadder(shop)
  await backfill(shop)
  assert.deepEqual(await tier(), ['silver', 250])
  await isRight(shop)
})

test('the near are found, and who will lose their tier', async () => {
  const { shop, bought, customer_id } = await shopWithPast()
  await putLadder(shop)
  await bought(0, 250)
  await backfill(shop)
  const near = (await shop.get('/tiers/statut/people?tier_id=silver&who=near')).body.items
  assert.deepEqual(
    near.map((one: any) => one.customer_id),
    [customer_id],
  )
  assert.deepEqual((await shop.get('/tiers/statut/people?tier_id=gold&who=near')).body.items, [])
  assert.equal((await shop.get('/tiers/statut/people?tier_id=ruby')).body.code, 'tier_unknown')
  assert.equal((await shop.get('/tiers/other/figures')).body.code, 'ladder_unknown')
})

test('ladders by visits and by points count the past in their own measure', async () => {
  const { shop, bought, customer_id } = await shopWithPast()
  for (const euros of [10, 20, 30, 40]) await bought(euros, euros)
  const tiers = [{ tier_id: 'one', name: 'Un', threshold: 3, benefits: [] }]
  const visits = { ...LADDER, measures: { by: 'visits' as const, minimum_cents: 2000 }, tiers }
  const units = {
    ...LADDER,
    ladder_id: 'by_points',
    measures: { by: 'units' as const, unit: 'points' },
    tiers: [{ ...tiers[0]!, threshold: 100 }],
  }
  await writeProgramme(
    shop,
    pointsProgramme({ rewards: [], ladders: [visits, units] }),
    ++version,
    new Date(),
  )
  await inTenant(db, who(shop), startBackfills)
  for (const ladder_id of ['statut', 'by_points'])
    while (await inTenant(db, who(shop), (ctx) => backfillSlice(ctx, ladder_id)));
  const { items } = (await shop.get(`/customers/${customer_id}/tiers`)).body
  assert.deepEqual(
    items.map((one: any) => [one.tier?.name, one.value, one.value_words]),
    [
      ['Un', 3, '3 visites'],
      ['Un', 100, '100 points'],
    ],
  )
  await isRight(shop)
})

test('a ladder that counts otherwise is another, and begins with what was bought before', async () => {
  const { shop, bought, customer_id } = await shopWithPast()
  await bought(100, 350)
  const write = async (of: number, ladder: Ladder) => {
    const { status, body } = await shop.put(`/programmes/${of}`, {
      programme: pointsProgramme({ rewards: [], ladders: [ladder] }),
    })
    assert.equal(status, 200, JSON.stringify(body))
    return body.programme.ladders[0].ladder_id as string
  }
  const asked = await shop.get('/programmes')
  assert.equal(asked.status, 200)
  assert.equal(await write(2, LADDER), 'statut')
  assert.equal(await write(3, { ...LADDER, name: 'Cercle', drops: 'one_step' }), 'statut')
  const visits = { ...LADDER, measures: { by: 'visits' as const, minimum_cents: 0 } }
  assert.equal(await write(4, visits), 'statut_2')
  assert.equal(await write(5, { ...visits, ladder_id: 'statut_2' }), 'statut_2')
  assert.equal(await write(6, LADDER), 'statut', 'back to how it counted first')
  await backfill(shop)
  const [item] = (await shop.get(`/customers/${customer_id}/tiers`)).body.items
  assert.deepEqual([item.tier.tier_id, item.value], ['silver', 350_00])
  await isRight(shop)
})

test('bought and brought back whole, in any order, is as never bought', () => {
  const day = fc.integer({ min: 1, max: 1400 })
  const sale = fc.record({
    day,
    euros: fc.integer({ min: 1, max: 900 }),
    back_after: fc.integer({ min: 0, max: 500 }),
  })
  const now_ms = Date.parse('2026-06-15T12:00:00Z')
  const pastOf = (all: { day: number; euros: number; back_after: number }[], back: boolean): Past[] =>
    all
      .map(({ day: ago, euros, back_after }, at) => ({
        id: String(at),
        at_ms: now_ms - ago * DAY_MS,
        time_zone: 'Europe/Paris',
        counted: euros * 100,
        back: back
          ? [{ at_ms: Math.min(now_ms, now_ms - (ago - back_after) * DAY_MS), units: euros * 100 }]
          : [],
      }))
      .sort((a, b) => a.at_ms - b.at_ms)
  fc.assert(
    fc.property(fc.array(sale, { maxLength: 8 }), fc.array(sale, { maxLength: 8 }), (kept, returned) => {
      const both = [
        ...pastOf(kept, false),
        ...pastOf(returned, true).map((one) => ({ ...one, id: `r${one.id}` })),
      ].sort((a, b) => a.at_ms - b.at_ms)
      const [with_returns, without] = [
        replay(LADDER, both, now_ms, 'Europe/Paris'),
        replay(LADDER, pastOf(kept, false), now_ms, 'Europe/Paris'),
      ]
      const worth = (one: typeof with_returns) => one.open.reduce((sum, { units }) => sum + units, 0)
      assert.equal(worth(with_returns), worth(without))
    }),
    { numRuns: 200 },
  )
})
