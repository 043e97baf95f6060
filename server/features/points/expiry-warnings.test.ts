import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { addCustomer, pointsProgramme, writeProgramme } from '../../../test/programme.ts'
import { db, openShop } from '../../../test/shop.ts'
import { PointsExpiring } from './events.ts'
import { warnOfExpiry } from './expiry-warnings.ts'

const DAY_MS = 86_400_000

async function shopWhereAdaBought(cents: number, months = 12) {
  const shop = await openShop()
  const [unit] = pointsProgramme().units
  await writeProgramme(
    shop,
    pointsProgramme({ rewards: [], units: [{ ...unit!, expiry: { kind: 'rolling', months } }] }),
  )
  const { customer_id } = await addCustomer(shop)
  const sell = (amount_cents: number, days_ago = 0) =>
    shop.put(`/sales/${newId()}`, {
      store_id: shop.store_id,
      customer_id,
      occurred_at: new Date(Date.now() - days_ago * DAY_MS).toISOString(),
      amount_cents,
    })
  await sell(cents)
  const { expires_at } = await shop.within(({ tx }) =>
    tx
      .selectFrom('lot')
      .select('expires_at')
      .where('tenant_id', '=', shop.tenant_id)
      .executeTakeFirstOrThrow(),
  )
  const before = (days: number) => new Date(expires_at!.getTime() - days * DAY_MS)
  const warn = (days_before_end: number, days = [30, 7]) =>
    warnOfExpiry(db, shop.tenant_id, before(days_before_end), days)
  const told = async () =>
    (await shop.announced(PointsExpiring)).map(({ payload, customer_id: who }) => {
      const {
        unit: what,
        units,
        days_before,
      } = payload as { unit: string; units: number; days_before: number }
      return { who, what, units, days_before }
    })
  return { shop, customer_id, sell, warn, told, expires_at: expires_at! }
}

test('told thirty days before and seven days before, once each, and not a day earlier', async () => {
  const { customer_id, warn, told } = await shopWhereAdaBought(5000)
  assert.equal(await warn(30.01), 0)
  assert.equal(await warn(30), 1)
  assert.equal(await warn(29), 0)
  assert.equal(await warn(7), 1)
  assert.equal(await warn(1), 0)
  assert.equal(await warn(-1), 0, 'what is over is over')
  const said = { who: customer_id, what: 'points', units: 50 }
  assert.deepEqual(await told(), [
    { ...said, days_before: 30 },
    { ...said, days_before: 7 },
  ])
})

test('a day that was missed is told late, by the nearest warning alone', async () => {
  const { warn, told } = await shopWhereAdaBought(5000)
  assert.equal(await warn(5), 1)
  assert.equal(await warn(4), 0)
  assert.deepEqual(
    (await told()).map(({ days_before }) => days_before),
    [7],
  )
})

test('who earned too late for a warning hears of the next; several lots of one day are told together', async () => {
  const { sell, warn, told } = await shopWhereAdaBought(5000, 1)
  await sell(2000)
  // A month is 28 to 31 days: earned less than thirty days before it ends, when that month is February.
  await warn(27)
  assert.equal(await warn(6), 1)
  assert.deepEqual((await told()).at(-1)!.units, 70)
})

test('in a household everybody hears; what was spent is not told; a shop may warn of nothing', async () => {
  const { shop, customer_id, warn, told } = await shopWhereAdaBought(5000)
  const bea = await addCustomer(shop, 'Bea')
  const both = [customer_id, bea.customer_id]
  await shop.put(`/households/${newId()}`, { customer_ids: both, agreed: both })
  assert.equal(await warn(30, []), 0)
  assert.equal(await warn(30), 2)
  assert.deepEqual((await told()).map(({ who }) => who).sort(), [...both].sort())
  const hold_id = newId()
  await shop.put(`/customers/${customer_id}/points-holds/${hold_id}`, { unit: 'points', units: 50 })
  await shop.put(`/customers/${customer_id}/points-holds/${hold_id}/capture`, { units: 50 })
  assert.equal(await warn(7), 0)
})
