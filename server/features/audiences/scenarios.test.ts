/** What other engines promise of their segments, as facts to hold here too (the scenarios of Dittofeed, MIT, retold). */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { DAY_MS, localDayOf, startOfLocalDay } from '../../lib/time.ts'
import { openShop } from '../../../test/shop.ts'
import { addCustomer } from '../../../test/programme.ts'
import { fillSlice, followDates } from './follow.ts'
import { ZONE } from './naive.fixture.ts'
import type { Rule } from './shape.ts'

async function shopWithAda() {
  const shop = await openShop()
  const { customer_id } = await addCustomer(shop, 'Ada')
  const follows = async (rule: Rule) => {
    const audience_id = newId()
    const { status, body } = await shop.put(`/audiences/${audience_id}`, { name: 'Scénario', rule })
    assert.equal(status, 200, JSON.stringify(body))
    await shop.within((ctx) => fillSlice(ctx, audience_id))
    return async () =>
      (await shop.get(`/audiences/${audience_id}/members`)).body.items.some(
        (one: any) => one.customer_id === customer_id,
      )
  }
  const buys = async (days_ago = 0) => {
    const { status, body } = await shop.put(`/sales/${newId()}`, {
      store_id: shop.store_id,
      customer_id,
      occurred_at: new Date(Date.now() - days_ago * DAY_MS).toISOString(),
      lines: [{ line_no: 1, label: 'robe', category: 'Robes', quantity_milli: 1000, unit_price_cents: 3000 }],
    })
    assert.equal(status, 200, JSON.stringify(body))
    await shop.react()
  }
  const speaks = async (language: 'fr' | 'en') => {
    assert.equal((await shop.call('PATCH', `/customers/${customer_id}`, { language })).status, 200)
    await shop.react()
  }
  /** At noon of that day: a day of 23 or 25 hours changes nothing. */
  const daysLater = async (days: number) => {
    const noon = startOfLocalDay(localDayOf(Date.now(), ZONE) + days, ZONE) + DAY_MS / 2
    while (await shop.within(followDates, new Date(noon)));
  }
  return { shop, customer_id, follows, buys, speaks, daysLater }
}

const french: Rule = { field: 'language', operator: 'is_any', values: ['fr'] }
const bought = (operator: string, values: number[], within_days: number): Rule => ({
  field: 'bought',
  operator,
  values,
  within_days,
})

test('an audience by a trait empties when the trait changes', async () => {
  const { follows, speaks } = await shopWithAda()
  const isIn = await follows(french)
  assert.equal(await isIn(), true)
  await speaks('en')
  assert.equal(await isIn(), false)
})

test('an audience that is defined after the purchase still includes the customer', async () => {
  const { follows, buys } = await shopWithAda()
  await buys(3)
  assert.equal(await (await follows(bought('some', [], 7)))(), true)
})

test('a trait and a purchase together keep their people when judged again, and let them go with the window', async () => {
  const { follows, buys, daysLater } = await shopWithAda()
  const isIn = await follows({ all: [french, bought('some', [], 7)] })
  await buys()
  assert.equal(await isIn(), true)
  await daysLater(7)
  assert.equal(await isIn(), true)
  await daysLater(8)
  assert.equal(await isIn(), false)
})

test('nothing in the window includes those whose purchase has aged out, and those who never bought', async () => {
  const { follows, buys, daysLater } = await shopWithAda()
  const isIn = await follows(bought('none', [], 7))
  assert.equal(await isIn(), true)
  await buys()
  assert.equal(await isIn(), false)
  await daysLater(8)
  assert.equal(await isIn(), true)
})

test('fewer than two counts absence', async () => {
  const { follows, buys } = await shopWithAda()
  const isIn = await follows(bought('at_most', [1], 30))
  assert.equal(await isIn(), true)
  await buys()
  assert.equal(await isIn(), true)
  await buys()
  assert.equal(await isIn(), false)
})

test('a state held for over a week: saying it again does not begin it anew, changing it does', async () => {
  const { shop, customer_id, follows, daysLater } = await shopWithAda()
  const tag = async (method: 'PUT' | 'DELETE') => {
    assert.ok((await shop.call(method, `/customers/${customer_id}/tags/accueil`)).status < 300)
    await shop.react()
  }
  const isIn = await follows({
    field: 'tagged_since',
    operator: 'before_days',
    values: [7],
    where: [{ field: 'tag', operator: 'is_any', values: ['accueil'] }],
  })
  await tag('PUT')
  await daysLater(5)
  assert.equal(await isIn(), false)
  await tag('PUT')
  await daysLater(8)
  assert.equal(await isIn(), true)
  await tag('DELETE')
  assert.equal(await isIn(), false)
})

test('a purchase that reaches us late counts by when it was made', async () => {
  const { follows, buys } = await shopWithAda()
  const [week, month] = [await follows(bought('some', [], 7)), await follows(bought('some', [], 30))]
  await buys(10)
  assert.deepEqual([await week(), await month()], [false, true])
})

test('did this and not that within so many days is known once the days are over', async () => {
  const { follows, buys, daysLater } = await shopWithAda()
  const isIn = await follows({
    field: 'bought',
    operator: 'some',
    followed: { not: true, within_days: 30, condition: { field: 'bought', operator: 'some' } },
  })
  await buys()
  assert.equal(await isIn(), false)
  await daysLater(30)
  assert.equal(await isIn(), false)
  await daysLater(31)
  assert.equal(await isIn(), true)
})
