/** What conditions ask about people, goods and places is read with the sale, and what caps and tiers count is kept. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { as, openShop, pool } from '../../../test/shop.ts'
import { addCustomer, pointsProgramme, writeProgramme } from '../../../test/programme.ts'
import { auditTenant } from '../points/audit.ts'
import type { Conditions, Ladder, Programme } from '../programmes/programme.ts'
import { TierChanged } from '../tiers/events.ts'
import { needsOf } from './needs.ts'

const LADDER: Ladder = {
  ladder_id: 'status',
  name: 'Statut',
  measures: { by: 'amount' },
  period: { kind: 'rolling', months: 12 },
  starts: 'at_once',
  keeps_periods: 0,
  grace_days: 0,
  drops: 'to_earned',
  tiers: [
    { tier_id: 'silver', name: 'Argent', threshold: 10_000, benefits: [] },
    { tier_id: 'gold', name: 'Or', threshold: 30_000, benefits: [] },
  ],
}

/** A point per euro, and a hundred more when the condition holds. */
const withBonus = (when: Conditions, changes: Partial<Programme> = {}) =>
  pointsProgramme({
    earning: [
      { rule_id: 'euro', unit: 'points', counts: { by: 'amount', units: 1, per_cents: 100 }, when: {} },
      {
        rule_id: 'bonus',
        unit: 'points',
        counts: { by: 'purchase', units: 100, minimum_cents: 0 },
        when,
      },
    ],
    rewards: [],
    ...changes,
  })

async function shopWithAda(programme: Programme) {
  const shop = await openShop()
  await writeProgramme(shop, programme)
  const ada = await addCustomer(shop)
  const wish = (cents: number, more: object = {}) => ({
    store_id: shop.store_id,
    customer_id: ada.customer_id,
    occurred_at: new Date().toISOString(),
    lines: [{ quantity_milli: 1000, unit_price_cents: cents, label: 'robe' }],
    ...more,
  })
  const sell = async (cents: number, more: object = {}) => {
    const body = wish(cents, more)
    const { body: preview } = await shop.post('/sales/preview', body)
    const { status, body: sold } = await shop.put(`/sales/${newId()}`, body)
    assert.equal(status, 200, JSON.stringify(sold))
    assert.deepEqual(
      [preview.earned, preview.accounts, preview.tiers, preview.tier_changes],
      [sold.earned, sold.accounts, sold.tiers, sold.tier_changes],
      'what is shown is what is posted',
    )
    return sold
  }
  const earned = (body: { earned: { units: number }[] }) => body.earned[0]?.units ?? 0
  const takeBack = (sale_id: string) =>
    shop.put(`/sales/${sale_id}/returns/${newId()}`, { lines: [{ line_no: 1, quantity_milli: 1000 }] })
  const accounts = () =>
    shop.within(({ tx }) => tx.selectFrom('account').selectAll().orderBy('unit').execute())
  const isRight = async () => {
    const client = await pool.connect()
    try {
      assert.deepEqual(await auditTenant(client, shop.tenant_id), [])
    } finally {
      client.release()
    }
  }
  return { shop, ada, wish, sell, earned, takeBack, accounts, isRight }
}

test('a first purchase is one until something of an earlier one stays', async () => {
  const { sell, earned, takeBack, isRight } = await shopWithAda(withBonus({ first_purchase: true }))
  const first = await sell(1000)
  assert.deepEqual([earned(first), earned(await sell(1000))], [110, 10])
  const { sell: again, earned: of, takeBack: back } = await shopWithAda(withBonus({ first_purchase: true }))
  const { sale_id } = await again(1000)
  assert.equal((await back(sale_id)).body.reversed[0].units, 110)
  assert.equal(of(await again(1000)), 110)
  await takeBack(first.sale_id)
  await isRight()
})

test('two first purchases of one person in one batch are one, and so are twenty at once', async () => {
  const { shop, wish, earned, isRight } = await shopWithAda(withBonus({ first_purchase: true }))
  const sales = Array.from({ length: 20 }, () => ({ sale_id: newId(), ...wish(1000) }))
  const { body } = await shop.post('/sales/batch', { sales })
  const units = body.answers.map((one: { answer: { earned: { units: number }[] } }) => earned(one.answer))
  assert.deepEqual(units.toSorted(), [...Array(19).fill(10), 110].toSorted())
  await isRight()
})

test('birthday, tag and club are those of the customer who buys', async () => {
  const today = new Date().toISOString().slice(5, 10)
  const { shop, ada, sell, earned } = await shopWithAda(
    withBonus({ birthday: { days_before: 1, days_after: 1 } }),
  )
  assert.equal(earned(await sell(1000)), 10)
  await shop.within(({ tx }) =>
    tx
      .updateTable('customer')
      .set({ birth_date: `1990-${today}` as never })
      .where('customer_id', '=', ada.customer_id)
      .execute(),
  )
  assert.equal(earned(await sell(1000)), 110)

  const tagged = await shopWithAda(withBonus({ tags: ['fidele'] }))
  assert.equal(tagged.earned(await tagged.sell(1000)), 10)
  const { tenant_id, within } = tagged.shop
  const { customer_id } = tagged.ada
  const added_at = new Date()
  await within(({ tx }) =>
    tx
      .insertInto('customer_tag')
      .values({ tenant_id, customer_id, tag: 'fidele', added_at, added_by: 'test' })
      .execute(),
  )
  assert.equal(tagged.earned(await tagged.sell(1000)), 110)

  const club_id = newId()
  const member = await shopWithAda(withBonus({ club_ids: [club_id] }))
  assert.equal(member.earned(await member.sell(1000)), 10)
  await member.shop.within(async ({ tx, tenant_id: mine, now }) => {
    await tx
      .insertInto('club')
      .values({ tenant_id: mine, club_id, name: 'Club', joins: 'open', created_by: 'test', created_at: now })
      .execute()
    await tx
      .insertInto('club_member')
      .values({
        tenant_id: mine,
        membership_id: newId(),
        club_id,
        customer_id: member.ada.customer_id,
        joined_at: now,
        joined_how: 'choice',
        joined_by: 'test',
      })
      .execute()
  })
  assert.equal(member.earned(await member.sell(1000)), 110)
})

test('brand and supplier are the catalogue’s', async () => {
  const { shop, sell, earned } = await shopWithAda(withBonus({ brands: ['Lili'], suppliers: ['Atelier'] }))
  const [plain, ours] = [newId(), newId()]
  const made = new Date()
  await shop.within(({ tx, tenant_id }) =>
    tx
      .insertInto('product')
      .values([
        {
          tenant_id,
          product_id: plain,
          sku: 'P',
          name: 'P',
          price_cents: 1000,
          created_at: made,
          updated_at: made,
        },
        {
          tenant_id,
          product_id: ours,
          sku: 'L',
          name: 'L',
          brand: 'Lili',
          supplier: 'Atelier',
          price_cents: 1000,
          created_at: made,
          updated_at: made,
        },
      ])
      .execute(),
  )
  const line = (product: object) => ({
    lines: [{ quantity_milli: 1000, unit_price_cents: 1000, ...product }],
  })
  assert.equal(earned(await sell(0, line({ product_id: plain }))), 10)
  assert.equal(earned(await sell(0, line({ product_id: ours }))), 110)
  assert.equal(earned(await sell(0, line({ sku: 'L' }))), 110)
})

test('a sale knows where it was made and what pays it', async () => {
  const { shop, sell, earned } = await shopWithAda(withBonus({ channels: ['web'] }))
  // A connected program sells on a web site unless it says otherwise.
  assert.equal(earned(await sell(1000)), 110)
  assert.equal(earned(await sell(1000, { channel: 'phone' })), 10)
  const sold = await shop.within(({ tx }) =>
    tx.selectFrom('sale').select('channel').orderBy('recorded_at').execute(),
  )
  assert.deepEqual(
    sold.map(({ channel }) => channel),
    ['web', 'phone'],
  )

  const card = await shopWithAda(withBonus({ payment_means: ['card'] }))
  const paid = (means: string) => ({ payments: [{ means, amount_cents: 1000 }] })
  assert.equal(card.earned(await card.sell(1000)), 10)
  assert.equal(card.earned(await card.sell(1000, paid('cash'))), 10)
  assert.equal(card.earned(await card.sell(1000, paid('card'))), 110)
})

test('a cap counts over sales, over a batch, and counts off what comes back', async () => {
  const programme = withBonus({}, {})
  programme.units[0]!.caps = [{ per: 'day', units_max: 250, over: 'reduce' }]
  const { shop, wish, sell, earned, takeBack, accounts, isRight } = await shopWithAda(programme)
  const first = await sell(1000)
  assert.equal(earned(first), 110)
  const { body } = await shop.post('/sales/batch', {
    sales: [
      { sale_id: newId(), ...wish(1000) },
      { sale_id: newId(), ...wish(1000) },
    ],
  })
  const units = body.answers.map((one: { answer: { earned: { units: number }[] } }) => earned(one.answer))
  assert.deepEqual(units, [110, 30])
  assert.deepEqual(Object.values((await accounts())[0]!.counters as object), [250])
  await takeBack(first.sale_id)
  assert.deepEqual(Object.values((await accounts())[0]!.counters as object), [140])
  assert.equal(earned(await sell(1000)), 110)
  await isRight()
})

test('a tier is reached by the sale that reaches it, told, and goes with it', async () => {
  const { shop, sell, takeBack, accounts, isRight } = await shopWithAda(
    withBonus({ tier_ids: ['silver'] }, { ladders: [LADDER] }),
  )
  const before = await sell(6000)
  assert.deepEqual(before.tiers[0].next, {
    tier_id: 'silver',
    name: 'Argent',
    threshold: 10_000,
    missing: 4000,
    progress: 0.6,
  })
  assert.deepEqual([before.accounts.length, before.tier_changes], [1, []])
  assert.deepEqual(before.say.fr, ['+60 points', 'Encore 40\u00a0€ pour le statut «\u202fArgent\u202f».'])
  const raised = await sell(5000)
  assert.deepEqual(raised.tier_changes, [
    { ladder_id: 'status', from_tier_id: null, to_tier_id: 'silver', to_tier_name: 'Argent', raised: true },
  ])
  assert.ok(raised.say.fr.includes('Nouveau statut\u202f: Argent.'))
  assert.deepEqual(raised.earned, [{ unit: 'points', units: 50, pending: false }])
  // From the next one on.
  assert.equal((await sell(1000)).earned[0].units, 110)
  const back = await takeBack(raised.sale_id)
  assert.deepEqual([back.body.tier_changes[0].to_tier_id, back.body.tier_changes[0].raised], [null, false])
  assert.ok(!back.body.reversed.some(({ unit }: { unit: string }) => unit.startsWith('tier_')))
  const ladder = (await accounts()).find(({ unit }) => unit === 'tier_status')!
  assert.deepEqual([ladder.balance, ladder.tier], [7000, null])
  const told = await shop.announced(TierChanged)
  assert.deepEqual(
    told.map(({ payload }) => payload),
    [
      { ladder_id: 'status', from: null, to: 'silver' },
      { ladder_id: 'status', from: 'silver', to: null },
    ],
  )
  const changes = await shop.within(({ tx }) => tx.selectFrom('tier_change').selectAll().execute())
  assert.deepEqual(changes.map(({ cause_kind }) => cause_kind).toSorted(), ['return', 'sale'])
  await isRight()
})

test('whoever buys keeps what ends by inactivity, and a purchase that came back was none', async () => {
  const programme = pointsProgramme({ rewards: [] })
  programme.units[0]!.expiry = { kind: 'inactivity', months: 6 }
  const { shop, sell, takeBack, isRight } = await shopWithAda(programme)
  const lots = () => shop.within(({ tx }) => tx.selectFrom('lot').selectAll().orderBy('earned_at').execute())
  const ago = (days: number) => ({ occurred_at: new Date(Date.now() - days * 86_400_000).toISOString() })
  await sell(1000, ago(100))
  await sell(1000, ago(40))
  const before = await lots()
  assert.equal(before[0]!.expires_at!.getTime(), before[1]!.expires_at!.getTime())
  const { sale_id } = await sell(50)
  assert.ok((await lots())[0]!.expires_at! > before[0]!.expires_at!)
  await takeBack(sale_id)
  assert.deepEqual((await lots()).slice(0, 2), before)
  await isRight()
})

test('a programme that asks nothing of people costs no reading of them', () => {
  assert.deepEqual(needsOf(pointsProgramme()), [])
  assert.deepEqual(needsOf(withBonus({ weekdays: [1], basket_min_cents: 5, channels: ['web'] })), [])
  assert.deepEqual(needsOf(withBonus({ first_purchase: true, tags: [], brands: ['a'] })), [
    'goods',
    'first_purchase',
  ])
})

test('a till of the shop is the till, and tells its own channel', async () => {
  const { shop, wish, earned } = await shopWithAda(withBonus({ channels: ['till'] }))
  const key = as(await shop.keyFor('seller'))
  const { body } = await key('PUT', `/sales/${newId()}`, wish(1000, { channel: 'till' }))
  assert.equal(earned(body), 110)
})

test('a programme gives more to an audience: to those who are in it when they buy, at the server and on the device', async () => {
  const audience_id = newId()
  const member = await shopWithAda(withBonus({ audience_ids: [audience_id] }))
  assert.equal(member.earned(await member.sell(1000)), 10)
  const { tenant_id } = member.shop
  const { customer_id } = member.ada
  await member.shop.within(({ tx, now: entered_at }) =>
    tx.insertInto('audience_member').values({ tenant_id, audience_id, customer_id, entered_at }).execute(),
  )
  assert.equal(member.earned(await member.sell(1000)), 110)
  assert.deepEqual(needsOf(withBonus({ audience_ids: [audience_id] })), ['audiences'])
})
