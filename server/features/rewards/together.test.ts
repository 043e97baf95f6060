import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { pool } from '../../../test/shop.ts'
import { auditTenant } from '../points/audit.ts'
import { rewardOf, shopWithRewards } from './rewards.fixture.ts'

async function isRight(tenant_id: string) {
  const client = await pool.connect()
  try {
    assert.deepEqual(await auditTenant(client, tenant_id), [])
  } finally {
    client.release()
  }
}

test('of many who take at once each has their own answer, and a bad wish fails alone', async () => {
  const reward = rewardOf({ cost: 100 })
  const { shop, person, take, sell } = await shopWithRewards([reward])
  const rich = await Promise.all(Array.from({ length: 12 }, () => person(60)))
  // Out of two lots, the first one whole.
  await Promise.all(rich.map((customer_id) => sell(customer_id, 60_00)))
  const poor = await person(99)
  const answers = await Promise.all([
    ...rich.map((customer_id) => take(customer_id, reward.reward_id)),
    take(poor, reward.reward_id),
    take(newId(), reward.reward_id),
    take(rich[0]!, newId()),
  ])
  assert.deepEqual(
    answers.map(({ status, body }) => [status, body.code ?? body.accounts[0].available]),
    [
      ...rich.map(() => [200, 20]),
      [409, 'points_short'],
      [404, 'customer_not_found'],
      [422, 'reward_unknown'],
    ],
  )
  const vouchers = new Set(answers.slice(0, 12).map(({ body }) => body.voucher.voucher_id))
  assert.equal(vouchers.size, 12)
  await isRight(shop.tenant_id)
})

test('two who share a kitty take one after the other, and one id is one redemption whoever asks', async () => {
  const reward = rewardOf({ cost: 100 })
  const { shop, person, take } = await shopWithRewards([reward])
  const [ada, bea, eve] = [await person(150), await person(0), await person(150)]
  const ids = [ada, bea]
  const joined = await shop.put(`/households/${newId()}`, { customer_ids: ids, agreed: ids })
  assert.equal(joined.status, 200, JSON.stringify(joined.body))
  const shared = await Promise.all([take(ada, reward.reward_id), take(bea, reward.reward_id)])
  assert.deepEqual(shared.map(({ status }) => status).sort(), [200, 409])

  const other = await person(150)
  const redemption_id = newId()
  const same = await Promise.all(
    [eve, other].map((customer_id) => take(customer_id, reward.reward_id, {}, redemption_id)),
  )
  assert.deepEqual(same.map(({ status, body }) => [status, body.code]).sort(), [
    [200, undefined],
    [409, 'redemption_id_reused'],
  ])
  await isRight(shop.tenant_id)
})
