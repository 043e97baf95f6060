import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { auditTenant } from '../points/audit.ts'
import { openShop, pool } from '../../../test/shop.ts'
import { addCustomer, chosenProgramme, CHOSEN_ID, writeProgramme } from '../../../test/programme.ts'

async function shopWith(names: string[], settings = {}) {
  const shop = await openShop({ settings })
  await writeProgramme(shop, chosenProgramme())
  const people = await Promise.all(names.map((name) => addCustomer(shop, name)))
  const ids = people.map(({ customer_id }) => customer_id)
  const sell = async (customer_id: string, cents: number) => {
    const sale_id = newId()
    const { status, body } = await shop.put(`/sales/${sale_id}`, {
      store_id: shop.store_id,
      customer_id,
      occurred_at: new Date().toISOString(),
      amount_cents: cents,
    })
    assert.equal(status, 200, JSON.stringify(body))
    return sale_id
  }
  const points = async (customer_id: string) => {
    const { body } = await shop.get(`/customers/${customer_id}`)
    return (body.accounts.find((one: { unit: string }) => one.unit === 'points')?.available ?? 0) as number
  }
  const isRight = async () => {
    const client = await pool.connect()
    try {
      assert.deepEqual(await auditTenant(client, shop.tenant_id), [])
    } finally {
      client.release()
    }
  }
  return { shop, ids, sell, points, isRight }
}

test('a couple shares one kitty: each sees their own purchases, both see the points', async () => {
  const { shop, ids, sell, points, isRight } = await shopWith(['Ada', 'Bea'])
  const [ada, bea] = ids as [string, string]
  await sell(ada, 6000)
  const theirs = await sell(bea, 5000)
  const household_id = newId()
  const made = await shop.put(`/households/${household_id}`, { customer_ids: ids, agreed: ids })
  assert.equal(made.status, 200, JSON.stringify(made.body))
  assert.deepEqual(
    made.body.members.map((one: { customer_id: string }) => one.customer_id).sort(),
    [...ids].sort(),
  )
  assert.deepEqual([await points(ada), await points(bea)], [110, 110])
  // Neither alone had enough for it.
  const taken = await shop.put(`/customers/${ada}/redemptions/${newId()}`, { reward_id: CHOSEN_ID })
  assert.equal(taken.status, 200)
  assert.deepEqual([await points(ada), await points(bea)], [10, 10])
  await sell(bea, 500)
  assert.equal(await points(ada), 15)
  const { body } = await shop.get(`/customers/${ada}/timeline?kinds=sale`)
  assert.ok(body.items.length > 0)
  assert.ok(!JSON.stringify(body.items).includes(theirs), 'what Bea bought is Bea’s')
  // Saying it again changes nothing.
  const again = await shop.put(`/households/${household_id}`, { customer_ids: ids, agreed: ids })
  assert.equal(again.body.members.length, 2)
  assert.equal((await shop.get(`/customers/${bea}/household`)).body.household.household_id, household_id)
  await isRight()
})

test('both must have agreed; a household is not larger than the shop says; nobody is in two', async () => {
  const { shop, ids } = await shopWith(['Ada', 'Bea', 'Cléo'], { household_size_max: 2 })
  const [ada, bea, cleo] = ids as [string, string, string]
  const [one, other] = [newId(), newId()]
  const refused = async (path: string, body: object) => (await shop.put(path, body)).body.code
  assert.equal(
    await refused(`/households/${one}`, { customer_ids: [ada, bea], agreed: [ada] }),
    'household_needs_agreement',
  )
  assert.equal((await shop.get(`/households/${one}`)).status, 404, 'and nothing was made')
  await shop.put(`/households/${one}`, { customer_ids: [ada], agreed: [ada] })
  assert.equal(
    await refused(`/households/${one}`, { customer_ids: [bea], agreed: [bea] }),
    'household_needs_agreement',
  )
  await shop.put(`/households/${one}`, { customer_ids: [bea], agreed: [ada, bea] })
  assert.equal(
    await refused(`/households/${one}`, { customer_ids: [cleo], agreed: [ada, cleo] }),
    'household_full',
  )
  assert.equal(
    await refused(`/households/${other}`, { customer_ids: [bea], agreed: [bea] }),
    'household_member_elsewhere',
  )
  assert.equal(
    await refused(`/account-merges/${newId()}`, {
      from_customer_id: bea,
      into_customer_id: cleo,
      reason: 'Doublon',
    }),
    'household_member_elsewhere',
  )
})

test('leaving leaves the kitty there, or takes what one brought within the days; the last one has all', async () => {
  const { shop, ids, sell, points, isRight } = await shopWith(['Ada', 'Bea', 'Cléo'])
  const [ada, bea, cleo] = ids as [string, string, string]
  await sell(ada, 1000)
  await sell(bea, 2000)
  await sell(cleo, 4000)
  const household_id = newId()
  await shop.put(`/households/${household_id}`, { customer_ids: ids, agreed: ids })
  const leave = (customer_id: string, take: string) =>
    shop.call('DELETE', `/households/${household_id}/members/${customer_id}?take=${take}`)
  assert.equal((await leave(bea, 'share')).status, 200)
  assert.deepEqual([await points(bea), await points(ada)], [20, 50])
  await sell(cleo, 500)
  assert.equal((await leave(cleo, 'nothing')).status, 200)
  assert.deepEqual([await points(cleo), await points(ada)], [0, 55])
  await sell(cleo, 300)
  assert.deepEqual([await points(cleo), await points(ada)], [3, 55])
  const last = await leave(ada, 'nothing')
  assert.ok(last.body.ended_at)
  assert.equal(await points(ada), 55)
  assert.equal((await leave(ada, 'nothing')).status, 200, 'again')
  await isRight()
})

test('the share is gone once the days are over', async () => {
  const { shop, ids } = await shopWith(['Ada', 'Bea'], { household_undo_days: 0 })
  const household_id = newId()
  await shop.put(`/households/${household_id}`, { customer_ids: ids, agreed: ids })
  const { status, body } = await shop.call(
    'DELETE',
    `/households/${household_id}/members/${ids[0]}?take=share`,
  )
  assert.deepEqual([status, body.code], [409, 'household_share_gone'])
})

test('who leaves the programme leaves the household, which keeps what it has', async () => {
  const { shop, ids, sell, points, isRight } = await shopWith(['Ada', 'Bea'])
  const [ada, bea] = ids as [string, string]
  await sell(bea, 2000)
  const household_id = newId()
  await shop.put(`/households/${household_id}`, { customer_ids: ids, agreed: ids })
  const left = await shop.put(`/customers/${bea}/departure`, {})
  assert.equal(left.status, 200, JSON.stringify(left.body))
  await shop.react()
  const { body } = await shop.get(`/households/${household_id}`)
  assert.deepEqual(
    body.members.map((one: { customer_id: string }) => one.customer_id),
    [ada],
  )
  assert.equal(await points(ada), 20)
  await isRight()
})

test('ten tills add the same person to two households at once: they are in one', async () => {
  const { shop, ids, isRight } = await shopWith(['Ada'])
  const [one, other] = [newId(), newId()]
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, i) =>
      shop.put(`/households/${i % 2 ? one : other}`, { customer_ids: ids, agreed: ids }),
    ),
  )
  assert.equal(answers.filter(({ status }) => status === 200).length, 5)
  assert.equal(answers.filter(({ body }) => body.code === 'household_member_elsewhere').length, 5)
  await isRight()
})
