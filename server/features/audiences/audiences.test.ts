import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { DAY_MS, localDayOf, startOfLocalDay } from '../../lib/time.ts'
import { as, db, openShop } from '../../../test/shop.ts'
import { personOf, signedIn } from '../../../test/person.ts'
import { addCustomer } from '../../../test/programme.ts'
import { AudienceEntered, AudienceFilled, AudienceLeft } from './events.ts'
import { fillAudience, judgeDue } from './tasks.ts'
import { ZONE } from './naive.fixture.ts'
import type { Rule } from './shape.ts'

type Shop = Awaited<ReturnType<typeof openShop>>

/** An audience by its rule, with everybody judged. */
async function audienceOf(shop: Shop, rule: Rule, name = 'Fidèles') {
  const audience_id = newId()
  const written = await shop.put(`/audiences/${audience_id}`, { name, rule })
  assert.equal(written.status, 200, JSON.stringify(written.body))
  await fillAudience(db, shop.tenant_id, audience_id)
  return audience_id
}

async function sell(shop: Shop, customer_id: string, category: string, days_ago = 0, total_cents = 2500) {
  const sale_id = newId()
  const occurred_at = new Date(Date.now() - days_ago * DAY_MS).toISOString()
  const line = { label: category, category, quantity_milli: 1000, unit_price_cents: total_cents }
  const sold = await shop.put(`/sales/${sale_id}`, {
    store_id: shop.store_id,
    customer_id,
    occurred_at,
    lines: [{ line_no: 1, ...line }],
    payments: [{ means: 'card', amount_cents: total_cents }],
  })
  assert.equal(sold.status, 200, JSON.stringify(sold.body))
  await shop.react()
  return sale_id
}

const members = async (shop: Shop, audience_id: string): Promise<string[]> =>
  (await shop.get(`/audiences/${audience_id}/members`)).body.items.map((one: any) => one.customer_id).sort()

const bought = (category: string, times: number, within_days?: number): Rule => ({
  field: 'bought',
  operator: 'at_least',
  values: [times],
  where: [{ field: 'category', operator: 'is_any', values: [category] }],
  ...(within_days !== undefined && { within_days }),
})

test('a sale makes its customer a member within the second, and the fact says so once', async () => {
  const shop = await openShop()
  const [ada, bea] = [await addCustomer(shop, 'Ada'), await addCustomer(shop, 'Béa')]
  await sell(shop, ada.customer_id, 'Chaussures')
  const audience_id = await audienceOf(shop, bought('Chaussures', 2, 90))
  assert.deepEqual(await members(shop, audience_id), [])
  await sell(shop, bea.customer_id, 'Chaussures')
  await sell(shop, ada.customer_id, 'Sacs')
  assert.deepEqual(await members(shop, audience_id), [])
  await sell(shop, ada.customer_id, 'Chaussures')
  assert.deepEqual(await members(shop, audience_id), [ada.customer_id])
  const entered = await shop.announced(AudienceEntered)
  assert.deepEqual(
    entered.map(({ customer_id, subject_id }) => [customer_id, subject_id]),
    [[ada.customer_id, audience_id]],
  )
  assert.equal((await shop.announced(AudienceFilled)).length, 1)
})

test('time alone takes people out at midnight, in a job that was asked for then, and nothing else runs', async () => {
  const shop = await openShop()
  const ada = await addCustomer(shop, 'Ada')
  const sale_id = await sell(shop, ada.customer_id, 'Chaussures', 5)
  const sold_at = Date.parse((await shop.get(`/sales/${sale_id}`)).body.occurred_at)
  const recent = await audienceOf(shop, bought('Chaussures', 1, 30))
  const away: Rule = { field: 'last_sale', operator: 'before_days', values: [30] }
  const inactive = await audienceOf(shop, away, 'Inactifs')
  assert.deepEqual([await members(shop, recent), await members(shop, inactive)], [[ada.customer_id], []])
  const wakes = async () =>
    (await shop.within(({ tx }) => tx.selectFrom('audience_clock').select('wakes_at').executeTakeFirst()))!
      .wakes_at
  const wakes_at = (await wakes())!
  const last_day = localDayOf(sold_at, ZONE) + 30
  assert.equal(wakes_at.toISOString(), new Date(startOfLocalDay(last_day + 1, ZONE)).toISOString())
  await judgeDue(db, shop.tenant_id, new Date(wakes_at.getTime() - 1))
  assert.deepEqual([await members(shop, recent), await members(shop, inactive)], [[ada.customer_id], []])
  await judgeDue(db, shop.tenant_id, wakes_at)
  assert.deepEqual([await members(shop, recent), await members(shop, inactive)], [[], [ada.customer_id]])
  assert.deepEqual(
    (await shop.announced(AudienceLeft)).map((one) => one.subject_id),
    [recent],
  )
  assert.equal(await wakes(), null)
})

test('a circle is refused by name, and another audience is seen through', async () => {
  const shop = await openShop()
  const ada = await addCustomer(shop, 'Ada')
  const shoes = await audienceOf(shop, bought('Chaussures', 1))
  const others = await audienceOf(shop, { not: { field: 'audience', operator: 'is_any', values: [shoes] } })
  assert.deepEqual(await members(shop, others), [ada.customer_id])
  await sell(shop, ada.customer_id, 'Chaussures')
  assert.deepEqual([await members(shop, shoes), await members(shop, others)], [[ada.customer_id], []])
  const circle = await shop.put(`/audiences/${shoes}`, {
    name: 'Rond',
    rule: { field: 'audience', operator: 'is_any', values: [others] },
  })
  assert.deepEqual([circle.status, circle.body.code], [422, 'rule_in_a_circle'])
  assert.deepEqual(circle.body.circle, [shoes, others, shoes])
})

test('what is counted while typing is what the audience will hold; other shops are never in it', async () => {
  const [shop, other] = [await openShop(), await openShop()]
  const [ada, bea] = [await addCustomer(shop, 'Ada'), await addCustomer(shop, 'Béa')]
  await addCustomer(other, 'Cléo')
  await sell(shop, ada.customer_id, 'Robes')
  const rule = { not: bought('Robes', 1) }
  const counted = await shop.post('/audience-counts', { rule })
  assert.equal(counted.status, 200, JSON.stringify(counted.body))
  assert.deepEqual(
    [counted.body.count, counted.body.of, counted.body.sample.map((one: any) => one.customer_id)],
    [1, 2, [bea.customer_id]],
  )
  assert.deepEqual(await members(shop, await audienceOf(shop, rule)), [bea.customer_id])
  const seller = as(await shop.keyFor('seller'))
  assert.equal((await seller('POST', '/audience-counts', { rule })).status, 403)
})

test('a rule that says nothing is refused with the place that is wrong', async () => {
  const shop = await openShop()
  const cases: [unknown, string, string][] = [
    [{ all: [{ field: 'shoe_size', operator: 'at_least' }] }, 'all.0.field', 'no_such_field'],
    [{ field: 'bought', operator: 'constructor' }, 'operator', 'no_such_operator'],
    [{ field: 'bought', operator: 'at_least', values: [] }, 'values', 'how_many_values'],
    [{ field: 'bought', operator: 'at_least', values: ["1'; drop table sale; --"] }, 'values', 'amount'],
    [
      { ...bought('x', 1), where: [{ field: 'colour', operator: 'is_any', values: ['x'] }] },
      'where.0.field',
      'no_such_field',
    ],
    [{ field: 'birthday', operator: 'in_days', values: [30], within_days: 3 }, '', 'not_an_event'],
    [{ any: [{ not: { any: 3 } }] }, 'any.0.not', 'not_a_rule'],
    [{ ...bought('x', 1), sql: 'true' }, 'sql', 'not_a_rule'],
    [{ field: 'home_store', operator: 'is_any', values: ['here'] }, 'values', 'choice'],
  ]
  for (const [rule, path, why] of cases) {
    const { status, body } = await shop.post('/audience-counts', { rule })
    assert.deepEqual([status, body.code, body.path, body.why], [422, 'rule_not_understood', path, why])
  }
})

test('the answer for one person names each condition with its figure, in French', async () => {
  const shop = await openShop()
  const ada = await addCustomer(shop, 'Ada')
  await sell(shop, ada.customer_id, 'Chaussures')
  const audience_id = await audienceOf(shop, {
    all: [
      {
        ...bought('Chaussures', 2, 90),
        where: [
          { field: 'category', operator: 'is_any', values: ['Chaussures'] },
          { field: 'store', operator: 'is_any', values: [shop.store_id] },
        ],
      },
      { not: { field: 'holds_voucher', operator: 'some', within_days: 30 } },
    ],
  } as Rule)
  const { sentence } = (await shop.get(`/audiences/${audience_id}`)).body
  assert.equal(
    sentence,
    'a acheté dans la catégorie Chaussures à Saint-Étienne au moins 2 fois en 90 jours et sauf qui a au moins 1 bon à utiliser dans les 30 jours',
  )
  const { body } = await shop.get(`/audiences/${audience_id}/members/${ada.customer_id}`)
  assert.equal(body.is_member, false)
  assert.deepEqual(
    [
      body.why.kind,
      body.why.holds,
      body.why.parts[0].holds,
      body.why.parts[0].figure,
      body.why.parts[1].holds,
    ],
    ['all', false, false, '1 fois, il en faut 2', true],
  )
})

test('a frozen audience stays as it was, a copy goes on with the rule, and an id is used once', async () => {
  const shop = await openShop()
  const [ada, bea] = [await addCustomer(shop, 'Ada'), await addCustomer(shop, 'Béa')]
  await sell(shop, ada.customer_id, 'Robes')
  const source_id = await audienceOf(shop, bought('Robes', 1))
  const [frozen, copy] = [newId(), newId()]
  for (let times = 0; times < 2; times++)
    assert.equal(
      (await shop.put(`/audiences/${frozen}/frozen-from/${source_id}`, { name: 'Au 1er mars' })).status,
      200,
    )
  assert.equal((await shop.put(`/audiences/${copy}/copied-from/${source_id}`, { name: 'Copie' })).status, 200)
  await fillAudience(db, shop.tenant_id, copy)
  await sell(shop, bea.customer_id, 'Robes')
  const both = [ada.customer_id, bea.customer_id].sort()
  assert.deepEqual(
    [await members(shop, frozen), await members(shop, copy), await members(shop, source_id)],
    [[ada.customer_id], both, both],
  )
  const taken = await shop.put(`/audiences/${source_id}/frozen-from/${copy}`, { name: 'Non' })
  assert.deepEqual([taken.status, taken.body.code], [409, 'audience_id_taken'])
  assert.deepEqual((await shop.get(`/audiences/${source_id}/overlap?with=${frozen}`)).body, {
    only_a: 1,
    both: 1,
    only_b: 0,
  })
  const [today] = (await shop.get(`/audiences/${source_id}/days`)).body.items
  assert.deepEqual([today.came, today.went, today.members], [2, 0, 2])
})

test('a file names people by card, e-mail or phone; the lines nobody answers to are told', async () => {
  const shop = await openShop()
  const ada = await addCustomer(shop, 'Ada')
  const bea = newId()
  await shop.put(`/customers/${bea}`, { first_name: 'Béa', emails: ['bea@example.org'] })
  const audience_id = newId()
  const send = (text: string) =>
    shop.put(`/audiences/${audience_id}/file`, {
      name: 'Salon',
      file_name: 'salon.csv',
      content: Buffer.from(text).toString('base64'),
    })
  const text = `Nom;Contact\nAda;${ada.card_number}\nBéa;BEA@example.org\nZoé;zoe@example.org\n`
  const read = await send(text)
  assert.equal(read.status, 200, JSON.stringify(read.body))
  assert.deepEqual(
    [read.body.members, read.body.file.lines, read.body.file.matched, read.body.file.unmatched],
    [2, 3, 2, [{ line: 4, text: 'zoe@example.org' }]],
  )
  assert.deepEqual(await members(shop, audience_id), [ada.customer_id, bea].sort())
  const nothing = await send('Nom;Ville\nAda;Lyon\n')
  assert.deepEqual([nothing.status, nothing.body.code], [422, 'audience_file_needs_a_column'])
})

test('what is used is not archived; what is archived follows nothing until it is taken up again', async () => {
  const shop = await openShop()
  const ada = await addCustomer(shop, 'Ada')
  const inner = await audienceOf(shop, bought('Robes', 1), 'Robes')
  const outer = await audienceOf(shop, { field: 'audience', operator: 'is_any', values: [inner] }, 'Autre')
  const refused = await shop.put(`/audiences/${inner}/archive`)
  assert.deepEqual([refused.status, refused.body.used_by.map((use: any) => use.name)], [409, ['Autre']])
  assert.equal((await shop.put(`/audiences/${outer}/archive`)).status, 200)
  await sell(shop, ada.customer_id, 'Robes')
  assert.deepEqual([await members(shop, inner), await members(shop, outer)], [[ada.customer_id], []])
  assert.equal((await shop.call('DELETE', `/audiences/${outer}/archive`)).status, 200)
  await fillAudience(db, shop.tenant_id, outer)
  assert.deepEqual(await members(shop, outer), [ada.customer_id])
  assert.equal((await shop.get('/audiences')).body.items.length, 2)
})

test('a store manager sees the customers of the store, in lists, counts and files', async () => {
  const shop = await openShop()
  const [here, elsewhere] = [newId(), newId()]
  await shop.put(`/customers/${here}`, { first_name: 'Ada', home_store_id: shop.store_id })
  await shop.put(`/customers/${elsewhere}`, { first_name: 'Béa' })
  const audience_id = await audienceOf(shop, { all: [] })
  const manager = await personOf(shop, 'store_manager', [shop.store_id])
  const call = await signedIn(shop, manager.email)
  const listed = await call('GET', `/audiences/${audience_id}/members`)
  assert.deepEqual(
    listed.body.items.map((one: any) => one.customer_id),
    [here],
  )
  assert.equal((await call('POST', '/audience-counts', { rule: { all: [] } })).body.count, 1)
  const file = (await call('GET', `/audiences/${audience_id}/export`)).body as string
  assert.ok(file.includes(here) && !file.includes(elsewhere))
  assert.equal((await call('GET', `/audiences/${audience_id}/members/${elsewhere}`)).status, 404)
})
