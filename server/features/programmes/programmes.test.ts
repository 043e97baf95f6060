import { test } from 'node:test'
import assert from 'node:assert/strict'
import { openShop } from '../../../test/shop.ts'
import { addCustomer, pointsProgramme, writeProgramme } from '../../../test/programme.ts'
import { newId } from '../../lib/id.ts'
import { findFacts } from './actions.ts'

test('a programme is written, read back in words, and judged from its date on', async () => {
  const shop = await openShop()
  assert.equal((await shop.get('/programmes/current')).status, 404)
  const first = await shop.put('/programmes/1', { programme: pointsProgramme() })
  assert.equal(first.status, 200)
  assert.match(first.body.words.fr.sentences[0], /1 point/)
  const later = new Date(Date.now() + 86_400_000).toISOString()
  const second = await shop.put('/programmes/2', {
    programme: pointsProgramme({ name: 'Demain' }),
    effective_at: later,
  })
  assert.equal(second.status, 200)
  assert.equal((await shop.get('/programmes/current')).body.version, 1)
  assert.equal((await shop.put('/programmes/2/withdrawal')).status, 204)
  assert.equal((await shop.put('/programmes/1/withdrawal')).body.code, 'programme_has_begun')
})

test('versions are read page by page, newest first, each once', async () => {
  const shop = await openShop()
  for (let version = 1; version <= 5; version++)
    assert.equal((await shop.put(`/programmes/${version}`, { programme: pointsProgramme() })).status, 200)
  const read: number[] = []
  let before: number | null = null
  do {
    const { body } = await shop.get(`/programmes?limit=2${before ? `&before=${before}` : ''}`)
    read.push(...body.items.map((one: { version: number }) => one.version))
    before = body.next_before
  } while (before !== null)
  assert.deepEqual(read, [5, 4, 3, 2, 1])
})

test('two people who edit at once do not overwrite each other', async () => {
  const shop = await openShop()
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => shop.put('/programmes/1', { programme: pointsProgramme() })),
  )
  assert.deepEqual(answers.map((a) => a.status).toSorted(), [200, ...Array(9).fill(409)])
})

test('a rule whose figures change is another rule, so that what it kept is not measured in other steps', async () => {
  const shop = await openShop()
  await shop.put('/programmes/1', { programme: pointsProgramme() })
  const dearer = {
    rule_id: 'euro',
    unit: 'points',
    counts: { by: 'amount' as const, units: 1, per_cents: 200 },
    when: {},
  }
  const { body } = await shop.put('/programmes/2', { programme: pointsProgramme({ earning: [dearer] }) })
  assert.notEqual(body.programme.earning[0].rule_id, 'euro')
})

test('nonsense is refused with what to mend, and the past cannot be rewritten', async () => {
  const shop = await openShop()
  const bad = await shop.put('/programmes/1', { programme: pointsProgramme({ units: [] }) })
  assert.equal(bad.body.code, 'programme_has_problems')
  assert.ok(bad.body.problems.length > 0)
  await shop.put('/programmes/1', { programme: pointsProgramme() })
  const past = await shop.put('/programmes/2', {
    programme: pointsProgramme(),
    effective_at: '2020-01-01T00:00:00Z',
  })
  assert.equal(past.body.code, 'programme_in_the_past')
})

/** 50 €, now. */
const chair = () => ({
  occurred_at: new Date().toISOString(),
  lines: [{ quantity_milli: 1000, unit_price_cents: 5000, label: 'Chaise' }],
})

async function shopThatSold() {
  const shop = await openShop()
  await writeProgramme(shop, pointsProgramme())
  const customer = await addCustomer(shop)
  const { status } = await shop.put(`/sales/${newId()}`, {
    store_id: shop.store_id,
    customer_id: customer.customer_id,
    ...chair(),
  })
  assert.equal(status, 200)
  return { shop, ...customer }
}

test('G-08 a new version never changes what was earned before it, and every expiry is said beforehand', async () => {
  const { shop, customer_id } = await shopThatSold()
  const lots = () =>
    shop.within(({ tx }) =>
      tx
        .selectFrom('lot')
        .select(['lot_id', 'expires_at', 'remaining'])
        .where('account_id', '=', customer_id)
        .orderBy('lot_id')
        .execute(),
    )
  const before = await lots()
  assert.equal(before.length, 1)
  assert.ok(before[0]!.expires_at)
  const [unit] = pointsProgramme().units
  for (const [n, expiry] of (
    [
      { kind: 'never' },
      { kind: 'rolling', months: 1 },
      { kind: 'date', on: '2099-12-31' },
      { kind: 'inactivity', months: 2 },
    ] as const
  ).entries()) {
    const { status, body } = await shop.put(`/programmes/${n + 2}`, {
      programme: pointsProgramme({ units: [{ ...unit!, expiry }] }),
    })
    assert.equal(status, 200, JSON.stringify(body))
    const time = body.words.fr.parts.find((part: { about: string }) => part.about === 'time')
    assert.match(time.sentences.join(' '), /expire|valables/)
    assert.deepEqual(await lots(), before)
  }
})

test('a unit that customers hold keeps its kind; another name is free to be anything', async () => {
  const { shop } = await shopThatSold()
  const [unit] = pointsProgramme().units
  const kitty = { ...unit!, kind: 'money' as const }
  const refused = await shop.put('/programmes/2', { programme: pointsProgramme({ units: [kitty] }) })
  assert.equal(refused.status, 422)
  assert.deepEqual(
    refused.body.problems.map(({ code, path }: { code: string; path: string }) => [code, path]),
    [['unit_kind_changed', 'units.0.kind']],
  )
  const beside = pointsProgramme({
    units: [
      unit!,
      {
        ...kitty,
        unit: 'kitty',
        pays: { units: 1, cents: 1, units_min: 0, share_max_basis_points: 10_000, counts_as: 'discount' },
      },
    ],
  })
  assert.equal((await shop.put('/programmes/2', { programme: beside })).status, 200)
})

test('a bonus follows its rule when that becomes another', async () => {
  const shop = await openShop()
  const bonus = {
    multiplier_id: 'm',
    name: 'Mardi',
    unit: 'points',
    factor_milli: 2000,
    rule_ids: ['euro'],
    when: {},
  }
  await shop.put('/programmes/1', { programme: pointsProgramme({ multipliers: [bonus] }) })
  const [rule] = pointsProgramme().earning
  const dearer = { ...rule!, counts: { by: 'amount' as const, units: 1, per_cents: 200 } }
  const { status, body } = await shop.put('/programmes/2', {
    programme: pointsProgramme({ earning: [dearer], multipliers: [bonus] }),
  })
  assert.equal(status, 200, JSON.stringify(body))
  assert.notEqual(body.programme.earning[0].rule_id, 'euro')
  assert.deepEqual(body.programme.multipliers[0].rule_ids, [body.programme.earning[0].rule_id])
})

test('stores, companies, products and clubs are called by their names, another shop’s by none', async () => {
  const [shop, other] = [await openShop(), await openShop()]
  const [club_id, product_id] = [newId(), newId()]
  const named = { name: 'Club des vins', description: '', advantages: [], joins: 'open' }
  assert.equal((await shop.put(`/clubs/${club_id}`, named)).status, 200)
  await shop.within(({ tx }) =>
    tx
      .insertInto('product')
      .values({
        tenant_id: shop.tenant_id,
        product_id,
        sku: 'A1',
        name: 'Mug bleu',
        price_cents: 1200,
        created_at: new Date(),
        updated_at: new Date(),
      })
      .execute(),
  )
  const store = await shop.within(({ tx }) =>
    tx.selectFrom('store').select('name').where('store_id', '=', shop.store_id).executeTakeFirstOrThrow(),
  )
  const merchant = await shop.within(({ tx }) =>
    tx.selectFrom('merchant').selectAll().where('tenant_id', '=', shop.tenant_id).executeTakeFirstOrThrow(),
  )
  const programme = pointsProgramme({
    multipliers: [
      {
        multiplier_id: 'm',
        name: 'Bonus',
        unit: 'points',
        factor_milli: 2000,
        when: {
          store_ids: [shop.store_id],
          merchant_ids: [merchant.merchant_id],
          club_ids: [club_id],
          product_ids: [product_id],
        },
      },
    ],
  })
  const said = async (one: typeof shop) =>
    (await one.post('/programmes/preview', { programme })).body.words.fr.parts
      .find((part: { about: string }) => part.about === 'bonuses')
      .sentences[0].replaceAll('\u202f', '')
  assert.equal(
    await said(shop),
    `Bonus: points doublés sur «Mug bleu», pour les membres du club «Club des vins», chez «${merchant.name}», au magasin «${store.name}».`,
  )
  assert.equal(
    await said(other),
    'Bonus: points doublés sur une sélection de produits, pour les membres de certains clubs, chez certains commerçants, dans certains magasins.',
  )
})

test('the shop’s own habits are reckoned with once there are enough sales', async () => {
  const { shop, customer_id } = await shopThatSold()
  const lost = pointsProgramme({
    units: [{ ...pointsProgramme().units[0]!, remainder: 'lose' }],
    earning: [{ ...pointsProgramme().earning[0]!, counts: { by: 'amount', units: 1, per_cents: 6000 } }],
  })
  const codes = async () =>
    (await shop.post('/programmes/preview', { programme: lost })).body.warnings.map(
      ({ code }: { code: string }) => code,
    )
  assert.deepEqual(await codes(), [])
  for (let n = 1; n < 20; n += 1)
    await shop.put(`/sales/${newId()}`, { store_id: shop.store_id, customer_id, ...chair() })
  assert.deepEqual(await codes(), ['step_above_basket', 'reward_unreachable'])
  const facts = await shop.within((ctx) => findFacts(ctx))
  assert.deepEqual(facts, {
    country: 'FR',
    categories: [],
    average_basket_cents: 5000,
    average_days_between_visits: 18,
    spend_year_p50_cents: 100_000,
    spend_year_p90_cents: 100_000,
    spend_year_p99_cents: 100_000,
    visits_year_p90: 20,
    visits_year_p99: 20,
  })
  await shop.within(({ tx, tenant_id, now }) =>
    tx
      .insertInto('simulation')
      .values({
        tenant_id,
        simulation_id: newId(),
        name: 'Avant de changer',
        wish: JSON.stringify({ margin: { basis_points: 3500 } }),
        content_hash: Buffer.from('x'),
        state: 'done',
        created_by: 'test',
        created_by_name: 'Ada',
        created_at: now,
        updated_at: now,
      })
      .execute(),
  )
  assert.equal((await shop.within((ctx) => findFacts(ctx))).margin_basis_points, 3500)
})

test('a day that is over by the shop’s own calendar is refused', async () => {
  const shop = await openShop()
  const on = (day: string) =>
    shop.put('/programmes/1', {
      programme: pointsProgramme({
        units: [{ ...pointsProgramme().units[0]!, expiry: { kind: 'date', on: day } }],
      }),
    })
  const past = await on('2020-01-01')
  assert.deepEqual(
    past.body.problems.map(({ code }: { code: string }) => code),
    ['date_past'],
  )
  assert.equal((await on('2099-01-01')).status, 200)
})
