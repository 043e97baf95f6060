/** Goods that come back after the cards of two customers were joined. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { openShop, pool } from '../../../test/shop.ts'
import { addCustomer, pointsProgramme, writeProgramme } from '../../../test/programme.ts'
import { auditTenant } from './audit.ts'

test('a part of a sale comes back whose points its own reward had spent, before the cards were joined', async () => {
  const shop = await openShop()
  await writeProgramme(shop, pointsProgramme())
  const [ada, bea] = [await addCustomer(shop, 'Ada'), await addCustomer(shop, 'Bea')]
  const sell = async (customer_id: string, ...prices: number[]) => {
    const sale_id = newId()
    const { status, body } = await shop.put(`/sales/${sale_id}`, {
      store_id: shop.store_id,
      customer_id,
      occurred_at: new Date().toISOString(),
      lines: prices.map((unit_price_cents) => ({ label: 'Sac', unit_price_cents, quantity_milli: 1000 })),
    })
    assert.equal(status, 200, JSON.stringify(body))
    return sale_id
  }
  await sell(ada.customer_id, 19_000)
  // 250 points, of which its gift card takes 200.
  const sale_id = await sell(bea.customer_id, 12_500, 12_500)
  const joined = await shop.put(`/account-merges/${newId()}`, {
    from_customer_id: bea.customer_id,
    into_customer_id: ada.customer_id,
    reason: 'Une seule personne',
  })
  assert.equal(joined.status, 200)
  const { status, body } = await shop.put(`/sales/${sale_id}/returns/${newId()}`, {
    occurred_at: new Date().toISOString(),
    lines: [{ line_no: 1, quantity_milli: 1000 }],
  })
  assert.equal(status, 200, JSON.stringify(body))
  assert.deepEqual(body.accounts, [{ unit: 'points', available: 115, pending: 0, debt: 0 }])
  const client = await pool.connect()
  try {
    assert.deepEqual(await auditTenant(client, shop.tenant_id), [])
  } finally {
    client.release()
  }
  await sell(ada.customer_id, 9_000)
})

test('euros that had paid come back as alive as the rest of a joined kitty', async () => {
  const shop = await openShop()
  const [unit] = pointsProgramme().units
  const kitty: (typeof unit & {})[] = [
    {
      ...unit!,
      kind: 'money',
      expiry: { kind: 'inactivity', months: 4 },
      pays: { units: 1, cents: 1, units_min: 1, share_max_basis_points: 10_000, counts_as: 'payment' },
    },
  ]
  await writeProgramme(shop, pointsProgramme({ units: kitty, rewards: [] }))
  const [ada, bea] = [await addCustomer(shop, 'Ada'), await addCustomer(shop, 'Bea')]
  const sell = async (customer_id: string, days_ago: number, more: object = {}) => {
    const sale_id = newId()
    const { status, body } = await shop.put(`/sales/${sale_id}`, {
      store_id: shop.store_id,
      customer_id,
      occurred_at: new Date(Date.now() - days_ago * 86_400_000).toISOString(),
      lines: [{ label: 'Sac', unit_price_cents: 10_000, quantity_milli: 1000 }],
      ...more,
    })
    assert.equal(status, 200, JSON.stringify(body))
    return sale_id
  }
  await sell(ada.customer_id, 20)
  await sell(bea.customer_id, 20)
  const paid = await sell(bea.customer_id, 10, { points: [{ unit: 'points', units: 60 }] })
  await shop.put(`/account-merges/${newId()}`, {
    from_customer_id: bea.customer_id,
    into_customer_id: ada.customer_id,
    reason: 'Une seule personne',
  })
  await sell(ada.customer_id, 0)
  const { status, body } = await shop.put(`/sales/${paid}/returns/${newId()}`, {
    occurred_at: new Date().toISOString(),
    lines: [{ line_no: 1, quantity_milli: 1000 }],
  })
  assert.equal(status, 200, JSON.stringify(body))
  const ends = await shop.within(({ tx }) =>
    tx.selectFrom('lot').select('expires_at').where('remaining', '>', 0).groupBy('expires_at').execute(),
  )
  assert.equal(ends.length, 1, 'all that is left ends on one day')
})
