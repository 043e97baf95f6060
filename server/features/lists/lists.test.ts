import { test } from 'node:test'
import assert from 'node:assert/strict'
import { openShop } from '../../../test/shop.ts'
import { newId } from '../../lib/id.ts'
import { evaluateAll } from './actions.ts'
import { AlertRaised, ListJoined, ListLeft } from './events.ts'

async function shopWithBuyer() {
  const shop = await openShop()
  const customer_id = newId()
  await shop.put(`/customers/${customer_id}`, { first_name: 'Marie' })
  const sell = async (
    total_cents: number,
    more: { days_ago?: number; category?: string; items?: number; who?: string | null } = {},
  ) => {
    const { days_ago = 0, category = 'Robes', items = 1, who = customer_id } = more
    const sale_id = newId()
    const answer = await shop.put(`/sales/${sale_id}`, {
      store_id: shop.store_id,
      ...(who && { customer_id: who }),
      occurred_at: new Date(Date.now() - days_ago * 86_400_000).toISOString(),
      lines: [
        {
          line_no: 1,
          label: 'Pièce',
          category,
          quantity_milli: items * 1000,
          unit_price_cents: total_cents / items,
        },
      ],
    })
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    await shop.react()
    return sale_id
  }
  const giveBack = async (sale_id: string) => {
    assert.equal(
      (
        await shop.put(`/sales/${sale_id}/returns/${newId()}`, {
          lines: [{ line_no: 1, quantity_milli: 1000 }],
          occurred_at: new Date().toISOString(),
        })
      ).status,
      200,
    )
    await shop.react()
  }
  const lists = async () => (await shop.get(`/customers/${customer_id}`)).body.lists.map((l: any) => l.name)
  const alerts = async () => (await shop.get('/alerts')).body.items
  return { shop, customer_id, sell, giveBack, lists, alerts }
}
const spend = (at_least: number, more: object = {}) => ({
  measure: 'spend_cents',
  at_least,
  within_days: 30,
  ...more,
})

test('a list is joined at its mark and not a cent before, and left when goods come back', async () => {
  const { shop, sell, giveBack, lists } = await shopWithBuyer()
  await shop.put(`/lists/${newId()}`, {
    name: 'Ventes privées',
    benefit: 'Avant-première',
    criteria: spend(10_000),
  })
  await sell(9_999)
  assert.deepEqual(await lists(), [])
  const last = await sell(1)
  assert.deepEqual(await lists(), ['Ventes privées'])
  await giveBack(last)
  assert.deepEqual(await lists(), [])
  assert.equal((await shop.announced(ListJoined)).length, 1)
  assert.equal((await shop.announced(ListLeft)).length, 1)
})

test('criteria count purchases or items, in a category, within days', async () => {
  const { shop, sell, lists } = await shopWithBuyer()
  await shop.put(`/lists/${newId()}`, {
    name: 'Deux achats',
    criteria: { measure: 'purchases', at_least: 2, within_days: 30 },
  })
  await shop.put(`/lists/${newId()}`, {
    name: 'Trois robes',
    criteria: { measure: 'items', at_least: 3, within_days: 30, category: 'Robes' },
  })
  await sell(1000, { days_ago: 31 })
  await sell(3000, { category: 'Pulls', items: 3 })
  assert.deepEqual(await lists(), [])
  await sell(2000, { items: 2 })
  assert.deepEqual(await lists(), ['Deux achats'])
  await sell(1000)
  assert.deepEqual((await lists()).sort(), ['Deux achats', 'Trois robes'])
})

test('at night who no longer reaches the mark leaves, but not who was put there by hand', async () => {
  const { shop, sell, lists, customer_id } = await shopWithBuyer()
  const [by_criteria, by_hand] = [newId(), newId()]
  await shop.put(`/lists/${by_criteria}`, { name: 'Dépense', criteria: spend(1000) })
  await shop.put(`/lists/${by_hand}`, { name: 'Amis', criteria: spend(1_000_000) })
  await shop.put(`/lists/${by_hand}/members/${customer_id}`)
  await sell(1000)
  assert.deepEqual((await lists()).sort(), ['Amis', 'Dépense'])
  const later = new Date(Date.now() + 31 * 86_400_000)
  for (const list_id of [by_criteria, by_hand]) await shop.within((ctx) => evaluateAll(ctx, list_id), later)
  assert.deepEqual(await lists(), ['Amis'])
})

test('who was taken off by hand is not put back by criteria; by hand they may be', async () => {
  const { shop, sell, lists, customer_id } = await shopWithBuyer()
  const list_id = newId()
  await shop.put(`/lists/${list_id}`, { name: 'Dépense', criteria: spend(1000) })
  await sell(1000)
  await shop.call('DELETE', `/lists/${list_id}/members/${customer_id}`)
  await sell(1000)
  assert.deepEqual(await lists(), [])
  await Promise.all(Array.from({ length: 10 }, () => shop.put(`/lists/${list_id}/members/${customer_id}`)))
  assert.deepEqual(await lists(), ['Dépense'])
  assert.equal((await shop.announced(ListJoined)).length, 2)
})

test('new criteria reach those who bought before', async () => {
  const { shop, sell, lists } = await shopWithBuyer()
  await sell(5000)
  const list_id = newId()
  assert.equal((await shop.put(`/lists/${list_id}`, { name: 'Anciens', criteria: spend(5000) })).status, 200)
  await shop.within((ctx) => evaluateAll(ctx, list_id))
  assert.deepEqual(await lists(), ['Anciens'])
  assert.equal((await shop.call('DELETE', `/lists/${list_id}`)).status, 204)
  assert.deepEqual(await lists(), [])
  assert.equal((await shop.put(`/lists/${list_id}`, { name: 'Encore' })).body.code, 'list_ended')
})

test('an alert rings at its mark, once for a cause, with or without a name', async () => {
  const { shop, sell, alerts } = await shopWithBuyer()
  await shop.put(`/alert-rules/${newId()}`, {
    name: 'Gros panier',
    criteria: { measure: 'sale_cents', at_least: 20_000 },
  })
  await shop.put(`/alert-rules/${newId()}`, {
    name: 'Dix pièces',
    criteria: { measure: 'sale_items', at_least: 10 },
  })
  await sell(19_999)
  assert.deepEqual(await alerts(), [])
  await sell(20_000)
  await sell(10_000, { items: 10, who: null })
  await shop.react()
  const raised = await alerts()
  assert.deepEqual(
    raised.map((a: any) => [a.name, a.first_name, a.details.reached]),
    [
      ['Dix pièces', null, 10],
      ['Gros panier', 'Marie', 20_000],
    ],
  )
  assert.equal((await shop.announced(AlertRaised)).length, 2)
  const [first, again] = [
    await shop.put(`/alerts/${raised[0].alert_id}/sight`),
    await shop.put(`/alerts/${raised[0].alert_id}/sight`),
  ]
  assert.equal(first.status, 200)
  assert.equal(again.body.seen_at, first.body.seen_at)
  assert.equal((await shop.get('/alerts?seen=false')).body.items.length, 1)
  assert.equal((await shop.put(`/alerts/${newId()}/sight`)).body.code, 'alert_not_found')
})

test('a person above a mark over days is told once, not at every purchase after', async () => {
  const { shop, sell, alerts } = await shopWithBuyer()
  assert.equal(
    (
      await shop.put(`/alert-rules/${newId()}`, {
        name: 'X',
        criteria: { measure: 'spend_cents', at_least: 1 },
      })
    ).body.code,
    'within_days_needed',
  )
  await shop.put(`/alert-rules/${newId()}`, {
    name: 'Fidèle',
    criteria: { measure: 'spend_cents', at_least: 10_000, within_days: 7 },
  })
  await sell(6000)
  await sell(3999)
  assert.equal((await alerts()).length, 0)
  await sell(1)
  await sell(5000)
  assert.deepEqual(
    (await alerts()).map((a: any) => [a.name, a.details.reached]),
    [['Fidèle', 10_000]],
  )
})
