import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { personOf } from '../../../test/person.ts'
import { addCustomer, chosenProgramme, CHOSEN_ID, writeProgramme } from '../../../test/programme.ts'
import { db, openShop } from '../../../test/shop.ts'
import { CORRECTIONS, SAME_CARD_SALES, SELLER_CARDS, watchSellers } from './actions.ts'

const DAY_MS = 86_400_000

async function watchedShop() {
  const shop = await openShop()
  await writeProgramme(shop, chosenProgramme())
  const other_store = newId()
  await shop.within(({ tx, tenant_id, now }) =>
    tx
      .insertInto('store')
      .values({
        tenant_id,
        store_id: other_store,
        merchant_id: shop.merchant_id,
        name: 'Lyon',
        time_zone: 'Europe/Paris',
        created_at: now,
      })
      .execute(),
  )
  const sell = async (wish: object) => {
    const { status, body } = await shop.put(`/sales/${newId()}`, {
      store_id: shop.store_id,
      occurred_at: new Date().toISOString(),
      amount_cents: 1000,
      ...wish,
    })
    assert.equal(status, 200, JSON.stringify(body))
  }
  const alerts = async (kind: string) =>
    (
      (await shop.get('/alerts')).body.items as {
        kind: string
        customer_id: string | null
        store_id: string | null
        details: any
      }[]
    ).filter((one) => one.kind === kind)
  return { shop, other_store, sell, alerts }
}

test('the sixth sale of a day on one card is told, once, across stores; the fifth is not', async () => {
  const { shop, other_store, sell, alerts } = await watchedShop()
  const [ada, bea] = [await addCustomer(shop), await addCustomer(shop, 'Bea')]
  const { customer_id } = ada
  // At noon yesterday, so that no midnight comes between.
  const noon = new Date(new Date().setUTCHours(11, 0, 0, 0) - DAY_MS).toISOString()
  for (let n = 1; n < SAME_CARD_SALES; n++) await sell({ customer_id, occurred_at: noon })
  for (let n = 1; n < SAME_CARD_SALES; n++) await sell({ customer_id: bea.customer_id, occurred_at: noon })
  await shop.react()
  assert.deepEqual(await alerts('odd_same_card'), [])
  await sell({ customer_id, store_id: other_store, occurred_at: noon })
  await sell({ customer_id, occurred_at: noon })
  await shop.react()
  const [told, ...more] = await alerts('odd_same_card')
  assert.equal(more.length, 0)
  assert.equal(told!.customer_id, customer_id)
  assert.ok(told!.details.reached >= SAME_CARD_SALES)
})

test('a seller who types amounts for many cards is told where sales have lines, and not where nobody has them', async () => {
  const { shop, sell, alerts } = await watchedShop()
  const [seller, honest] = [await personOf(shop, 'seller'), await personOf(shop, 'seller')]
  const people = await Promise.all(
    Array.from({ length: SELLER_CARDS }, (_, n) => addCustomer(shop, `Client ${n}`)),
  )
  for (const { customer_id } of people) await sell({ customer_id, staff_id: seller.staff_id })
  const look = () => watchSellers(db, shop.tenant_id, new Date(Date.now() + 1000))
  await look()
  assert.deepEqual(await alerts('odd_seller'), [], 'nobody else sells here: there is nothing to compare with')
  const lines = [{ quantity_milli: 1000, unit_price_cents: 900, label: 'Écharpe' }]
  for (let n = 0; n < 5; n++) await sell({ amount_cents: undefined, lines, staff_id: honest.staff_id })
  await look()
  await look()
  const told = await alerts('odd_seller')
  assert.deepEqual(
    told.map(({ details, store_id }) => [details.reached, details.person, store_id]),
    [[SELLER_CARDS, seller.name, shop.store_id]],
  )
})

test('the tenth correction of a day by one person is told, once, with the units', async () => {
  const { shop, alerts } = await watchedShop()
  const { customer_id } = await addCustomer(shop)
  const correct = () =>
    shop.put(`/customers/${customer_id}/corrections/${newId()}`, {
      unit: 'points',
      amount: 7,
      reason: 'Oubli en caisse',
    })
  for (let n = 1; n < CORRECTIONS; n++) await correct()
  await shop.react()
  assert.deepEqual(await alerts('odd_corrections'), [])
  await correct()
  await shop.react()
  await correct()
  await shop.react()
  const told = await alerts('odd_corrections')
  assert.deepEqual(
    told.map(({ details }) => [details.reached, details.units]),
    [[CORRECTIONS, CORRECTIONS * 7]],
  )
})

test('a reward taken far from home right after the e-mail changed is told; at home, or long after, it is not', async () => {
  const { shop, other_store, sell, alerts } = await watchedShop()
  const person = async (changed_days_ago: number | null) => {
    const { customer_id } = await addCustomer(shop)
    await shop.within(async ({ tx, tenant_id, now }) => {
      const created_at = new Date(now.getTime() - 100 * DAY_MS)
      await tx.updateTable('customer').set({ created_at }).where('customer_id', '=', customer_id).execute()
      if (changed_days_ago !== null)
        await tx
          .insertInto('identifier')
          .values({
            tenant_id,
            customer_id,
            kind: 'email',
            value: `${customer_id}@example.org`,
            given: `${customer_id}@example.org`,
            source: 'card',
            recorded_at: new Date(now.getTime() - changed_days_ago * DAY_MS),
            recorded_by: 'test',
          })
          .execute()
    })
    await sell({
      customer_id,
      amount_cents: 20_000,
      occurred_at: new Date(Date.now() - 20 * DAY_MS).toISOString(),
    })
    return customer_id
  }
  const redeem = (customer_id: string, store_id: string) =>
    shop.put(`/customers/${customer_id}/redemptions/${newId()}`, { reward_id: CHOSEN_ID, store_id })
  const [thief, home, late, never, earning] = [
    await person(1),
    await person(1),
    await person(4),
    await person(null),
    await person(1),
  ]
  await redeem(thief, other_store)
  await redeem(home, shop.store_id)
  await redeem(late, other_store)
  await redeem(never, other_store)
  await sell({ customer_id: earning, store_id: other_store })
  await shop.react()
  const told = await alerts('odd_far_spending')
  assert.deepEqual(
    told.map(({ customer_id, store_id, details }) => [customer_id, store_id, details.changed]),
    [[thief, other_store, 'email']],
  )
  // A reward taken within the sale itself is seen as well.
  await sell({
    customer_id: earning,
    store_id: other_store,
    redemptions: [{ redemption_id: newId(), reward_id: CHOSEN_ID }],
  })
  await shop.react()
  assert.ok((await alerts('odd_far_spending')).some(({ customer_id }) => customer_id === earning))
})
