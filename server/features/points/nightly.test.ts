import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { config, db, openShop, pool } from '../../../test/shop.ts'
import { addCustomer, pointsProgramme, writeProgramme } from '../../../test/programme.ts'
import { night as nightOf } from '../../tasks.ts'
import { auditTenant } from './audit.ts'
import { settleDueAccounts } from './nightly.ts'

const DAY_MS = 86_400_000
const rewarding = nightOf({ config })

async function shopWithAda(pending_days: number, months = 12) {
  const shop = await openShop()
  const [unit] = pointsProgramme().units
  await writeProgramme(
    shop,
    pointsProgramme({ units: [{ ...unit!, pending_days, expiry: { kind: 'rolling', months } }] }),
  )
  const { customer_id } = await addCustomer(shop)
  const sell = (amount_cents: number) =>
    shop.put(`/sales/${newId()}`, {
      store_id: shop.store_id,
      customer_id,
      occurred_at: new Date().toISOString(),
      amount_cents,
    })
  const night = (days: number) =>
    settleDueAccounts(db, shop.tenant_id, new Date(Date.now() + days * DAY_MS), rewarding)
  const account = () =>
    shop.within(({ tx }) =>
      tx.selectFrom('account').selectAll().where('account_id', '=', customer_id).executeTakeFirstOrThrow(),
    )
  const isRight = async () => {
    const client = await pool.connect()
    try {
      assert.deepEqual(await auditTenant(client, shop.tenant_id), [])
    } finally {
      client.release()
    }
  }
  return { shop, sell, night, account, isRight, customer_id }
}

test('pending points become available after their days, and set off the reward they reach', async () => {
  const { shop, sell, night, account, isRight } = await shopWithAda(14)
  const { body } = await sell(25_000)
  assert.deepEqual([body.accounts[0].pending, body.accounts[0].available, body.triggered.length], [250, 0, 0])
  assert.equal(await night(13), 0)
  assert.equal(await night(15), 1)
  const { balance, pending } = await account()
  assert.deepEqual([balance, pending], [50, 0])
  const vouchers = await shop.within(({ tx }) => tx.selectFrom('voucher').selectAll().execute())
  assert.deepEqual(
    vouchers.map((v) => [v.kind, v.balance_cents]),
    [['gift_card', 1000]],
  )
  assert.equal(await night(15), 0, 'the same night again does nothing')
  await isRight()
})

test('G-09 points leave at the end of their last day, once, and the entry says so', async () => {
  const { shop, sell, night, account, isRight } = await shopWithAda(0, 1)
  await sell(5_000)
  await night(27)
  assert.equal((await account()).balance, 50)
  await night(33)
  await night(33)
  assert.equal((await account()).balance, 0)
  const expired = await shop.within(({ tx }) =>
    tx.selectFrom('points_entry').selectAll().where('kind', '=', 'expire').execute(),
  )
  assert.deepEqual(
    expired.map((entry) => [entry.amount, entry.from_account, entry.to_account]),
    [[50, 'member', 'expired']],
  )
  await isRight()
})

test('points set aside for a reward are not let expire under it, and lapse by themselves', async () => {
  const { shop, sell, night, account, isRight, customer_id } = await shopWithAda(0, 1)
  await sell(15_000)
  await shop.within(async (ctx) => {
    const { holdPoints } = await import('./actions.ts')
    const lapses_at = new Date(Date.now() + 15 * 60_000)
    await holdPoints(ctx, {
      hold_id: newId(),
      account_id: customer_id,
      unit: 'points',
      amount: 100,
      reward_id: newId(),
      lapses_at,
    })
  })
  assert.equal((await account()).held, 100)
  await night(1)
  const { balance, held } = await account()
  assert.deepEqual([balance, held], [150, 0])
  await isRight()
})

test('ten nights at once are one', async () => {
  const { sell, night, account, isRight } = await shopWithAda(3)
  await sell(12_000)
  await Promise.all(Array.from({ length: 10 }, () => night(5)))
  assert.deepEqual([(await account()).balance, (await account()).pending], [120, 0])
  await isRight()
})
