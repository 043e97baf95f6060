/** Every kind of reward from the taking to its end. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { as } from '../../../test/shop.ts'
import type { Benefit } from '../programmes/programme.ts'
import { expireVouchers } from '../vouchers/actions.ts'
import { VoucherUsed } from '../vouchers/events.ts'
import { rewardOf, shopWithRewards } from './rewards.fixture.ts'

const BENEFITS: Benefit[] = [
  { kind: 'gift_card', value_cents: 1000, valid_days: null },
  { kind: 'discount_amount', value_cents: 500, minimum_cents: 0, valid_days: 30 },
  { kind: 'discount_percent', basis_points: 1000, minimum_cents: 0, value_cents_max: null, valid_days: 30 },
  { kind: 'free_product', product_id: null, category: null, value_cents_max: 1500, valid_days: 30 },
  { kind: 'service', valid_days: 30 },
  { kind: 'experience', valid_days: 30 },
  { kind: 'private_sale', valid_days: 30 },
  { kind: 'donation', value_cents: 300, cause: 'Les Restos du Cœur', valid_days: null },
]

async function taken(benefit: Benefit, more: object = {}) {
  const reward = rewardOf({ benefit, name: `Avantage ${benefit.kind}`, ...more })
  const opened = await shopWithRewards([reward])
  const customer_id = await opened.person(300)
  const redemption_id = newId()
  const { status, body } = await opened.take(customer_id, reward.reward_id, {}, redemption_id)
  assert.equal(status, 200, JSON.stringify(body))
  const { voucher_id } = body.voucher
  const use = (method: 'PUT' | 'DELETE' = 'PUT', call = opened.shop.call) =>
    call(method, `/vouchers/${voucher_id}/use`, ...(method === 'PUT' ? [{}] : []))
  const record = async () => (await opened.shop.get(`/vouchers/${voucher_id}`)).body
  return { ...opened, reward, customer_id, redemption_id, voucher_id, use, record }
}

for (const benefit of BENEFITS)
  test(`a ${benefit.kind} is taken, listed, found by its code, exported and cancelled with its points`, async () => {
    const { shop, voucher_id, customer_id, redemption_id, record, cancel } = await taken(benefit)
    const { kind } = benefit
    const { voucher } = await record()
    assert.deepEqual([voucher.kind, voucher.origin], [kind, 'redemption'])
    assert.equal(voucher.state, kind === 'donation' ? 'used' : 'open')
    assert.deepEqual([voucher.vat_type, voucher.vat_rate_bp], [null, null], 'what is given is a rebate')
    const listed = (await shop.get(`/vouchers?kind=${kind}`)).body
    assert.deepEqual(
      listed.items.map((one: any) => one.voucher_id),
      [voucher_id],
    )
    assert.equal(listed.totals[0].kind, kind)
    const code = (await shop.put(`/vouchers/${voucher_id}/code-sight`)).body.code
    const looked = (await shop.post('/vouchers/lookup', { code })).body
    assert.deepEqual([looked.kind, looked.usable], [kind, kind !== 'donation'])
    assert.match((await shop.get('/vouchers/export')).body, new RegExp(`;${kind};`))
    const cancelled = await cancel(customer_id, redemption_id)
    assert.deepEqual([cancelled.status, cancelled.body.state], [200, 'cancelled'])
    assert.equal(cancelled.body.accounts[0].available, 300)
    assert.equal((await record()).voucher.state, 'withdrawn')
  })

for (const kind of ['service', 'experience', 'private_sale'] as const)
  test(`a ${kind} is marked as used once by ten at once, and the mark is taken back`, async () => {
    const { shop, use, record, cancel, customer_id, redemption_id } = await taken({ kind, valid_days: null })
    const answers = await Promise.all(Array.from({ length: 10 }, () => use()))
    assert.ok(answers.every((one) => one.status === 200 && one.body.state === 'used'))
    assert.equal((await shop.announced(VoucherUsed)).length, 1)
    assert.deepEqual(
      (await record()).entries.map((one: any) => one.kind),
      ['issue', 'capture'],
    )
    assert.equal((await cancel(customer_id, redemption_id)).body.code, 'redemption_used')
    const undone = await Promise.all(Array.from({ length: 10 }, () => use('DELETE')))
    assert.ok(undone.every((one) => one.status === 200 && one.body.state === 'open'))
    assert.deepEqual(
      (await record()).entries.map((one: any) => one.kind),
      ['issue', 'capture', 'refund'],
    )
    assert.equal((await use()).body.state, 'used')
  })

test('a seller takes a mark back within a quarter of an hour, later only who answers for the shop', async () => {
  const { shop, use, voucher_id } = await taken({ kind: 'service', valid_days: null })
  const seller = as(await shop.keyFor('seller'))
  assert.equal((await use('PUT', seller)).status, 200)
  // Entries are never changed: the clock is moved instead.
  const { undoUse } = await import('../vouchers/use.ts')
  const later = new Date(Date.now() + 15 * 60_000 + 1000)
  await assert.rejects(
    shop.within((ctx) => undoUse(ctx, voucher_id, false), later),
    { code: 'voucher_use_too_old' },
  )
  await shop.within((ctx) => undoUse(ctx, voucher_id, true), later)
  assert.equal((await shop.get(`/vouchers/${voucher_id}`)).body.voucher.state, 'open')
})

test('what is taken off a sale is not marked by hand; what is over or withdrawn neither', async () => {
  const discount = await taken(BENEFITS[1]!)
  assert.deepEqual(
    [(await discount.use()).status, (await discount.use()).body.code],
    [409, 'voucher_used_by_sale'],
  )
  const { shop, use, voucher_id, record } = await taken({ kind: 'experience', valid_days: 30 })
  const past = new Date(Date.now() - 1)
  await shop.within(({ tx }) => tx.updateTable('voucher').set({ expires_at: past }).execute())
  assert.equal((await use()).body.why, 'expired')
  assert.equal(await shop.within(expireVouchers), 1)
  assert.equal((await record()).voucher.state, 'expired')
  const other = await taken({ kind: 'service', valid_days: null })
  await other.shop.put(`/vouchers/${other.voucher_id}/withdrawal`, { reason: 'Erreur' })
  assert.equal((await other.use()).body.why, 'withdrawn')
  assert.equal((await other.shop.put(`/vouchers/${voucher_id}/use`)).body.code, 'voucher_not_found')
})

test('what was used stays used when its time is over', async () => {
  const { shop, use, record } = await taken({ kind: 'service', valid_days: 30 })
  await use()
  await shop.within(({ tx }) =>
    tx
      .updateTable('voucher')
      .set({ expires_at: new Date(Date.now() - 1) })
      .execute(),
  )
  await shop.within(expireVouchers)
  const { voucher, entries } = await record()
  assert.equal(voucher.state, 'used')
  assert.deepEqual(
    entries.map((one: any) => one.kind),
    ['issue', 'capture'],
  )
})

test('gifts add up by cause, a cancelled one does not, and the catalogue says what they cost', async () => {
  const { shop, take, cancel, customer_id, reward } = await taken(BENEFITS[7]!)
  const mistaken = newId()
  await take(customer_id, reward.reward_id, {}, mistaken)
  await cancel(customer_id, mistaken)
  await take(customer_id, reward.reward_id)
  const { gifts } = (await shop.get('/vouchers/figures')).body
  assert.deepEqual(gifts, [
    { cause: 'Les Restos du Cœur', gifts: 2, given_cents: 600, given_year_cents: 600 },
  ])
  const [item] = (await shop.get('/rewards')).body.items
  assert.deepEqual([item.taken, item.used, item.open, item.cost_cents], [2, 2, 0, 600])
})

test('a service costs what the shop has said once it is done, by the words of its day', async () => {
  const { shop, use, reward } = await taken({ kind: 'service', valid_days: null }, { cost_cents: 1200 })
  const cost = async () => (await shop.get('/rewards')).body.items[0].cost_cents
  assert.equal(await cost(), 0)
  await use()
  assert.equal(await cost(), 1200)
  const { reward_id, ...words } = reward
  await shop.put(`/rewards/${reward_id}`, { seen_version: 1, reward: { ...words, cost_cents: 9900 } })
  assert.equal(await cost(), 1200)
})

for (const benefit of BENEFITS)
  test(`a ${benefit.kind} taken during a sale, or set off by one, comes as at the counter and goes with a return`, async () => {
    const description = 'Avec le sourire.'
    const chosen = rewardOf({ benefit, description })
    const automatic = rewardOf({ benefit, cost: 500, trigger: 'automatic' })
    const { shop, person, sell } = await shopWithRewards([chosen, automatic])
    const ada = await person(100)
    const redemption_id = newId()
    const sale_id = newId()
    const { status, body } = await shop.put(`/sales/${sale_id}`, {
      store_id: shop.store_id,
      customer_id: ada,
      occurred_at: new Date().toISOString(),
      amount_cents: 100_000,
      redemptions: [{ redemption_id, reward_id: chosen.reward_id }],
    })
    assert.equal(status, 200, JSON.stringify(body))
    await shop.react()
    const vouchers = (await shop.get(`/vouchers?kind=${benefit.kind}`)).body.items
    assert.ok(vouchers.length >= 2, `${vouchers.length} vouchers`)
    const mine = vouchers.find((one: any) => one.redemption_id === redemption_id)
    assert.equal(mine.description, description)
    const given = vouchers.filter((one: any) => one !== mine)
    const gift = benefit.kind === 'donation' ? 'used' : 'open'
    assert.ok(given.every((one: any) => one.state === gift))
    const back = await shop.put(`/sales/${sale_id}/returns/${newId()}`, {
      lines: [{ line_no: 1, quantity_milli: 1000 }],
    })
    assert.equal(back.status, 200, JSON.stringify(back.body))
    const after = (await shop.get(`/vouchers?kind=${benefit.kind}&state=withdrawn`)).body.items
    assert.equal(after.length, vouchers.length, 'what the sale gave is taken back')
    const account = (await shop.get(`/customers/${ada}/rewards`)).body.items[0]
    assert.deepEqual([account.affordable, account.missing], [true, 0], 'the hundred points are back')
    assert.equal((await sell(ada, 100)).status, 200)
  })
