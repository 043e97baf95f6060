import { test } from 'node:test'
import assert from 'node:assert/strict'
import { sql } from 'kysely'
import { newId } from '../../lib/id.ts'
import { hashToken } from '../../platform/access.ts'
import {
  addCustomer,
  chosenProgramme,
  CHOSEN_ID,
  pointsProgramme,
  REWARD_ID,
  writeProgramme,
} from '../../../test/programme.ts'
import { as, openShop } from '../../../test/shop.ts'
import { VoucherIssued } from '../vouchers/events.ts'
import { RewardCancelled, RewardTaken } from './events.ts'

const GIFT_ID = '01900000-0000-7000-8000-000000000003'
const many = <T>(count: number, work: (at: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, at) => work(at)))

/** 5 € off for 100 points, a gift card of 10 € for 150. */
const programme = () => {
  const chosen = chosenProgramme()
  const benefit = { kind: 'gift_card' as const, value_cents: 1000, valid_days: null }
  const gift = {
    reward_id: GIFT_ID,
    name: 'Carte de 10 €',
    unit: 'points',
    cost: 150,
    trigger: 'chosen' as const,
    benefit,
  }
  return { ...chosen, rewards: [...chosen.rewards, gift] }
}

async function shopWhereAdaHas(points: number) {
  const shop = await openShop()
  await writeProgramme(shop, programme())
  const ada = await addCustomer(shop)
  const sell = (amount_cents: number, more: object = {}) =>
    shop.put(`/sales/${newId()}`, {
      store_id: shop.store_id,
      customer_id: ada.customer_id,
      occurred_at: new Date().toISOString(),
      amount_cents,
      ...more,
    })
  await sell(points * 100)
  const path = (redemption_id: string) => `/customers/${ada.customer_id}/redemptions/${redemption_id}`
  const lots = () =>
    shop.within(({ tx }) =>
      tx
        .selectFrom('lot')
        .select(['lot_id', 'remaining', 'expires_at'])
        .where('account_id', '=', ada.customer_id)
        .orderBy('lot_id')
        .execute(),
    )
  const account = async () => {
    const { balance, held } = await shop.within(({ tx }) =>
      tx
        .selectFrom('account')
        .select(['balance', 'held'])
        .where('account_id', '=', ada.customer_id)
        .executeTakeFirstOrThrow(),
    )
    const left = (await lots()).reduce((sum, lot) => sum + lot.remaining, 0)
    assert.equal(left, balance, 'the open lots add up to the balance')
    return [balance, held]
  }
  return {
    shop,
    ada,
    sell,
    account,
    lots,
    take: (body: object = { reward_id: CHOSEN_ID }, redemption_id = newId()) =>
      shop.put(path(redemption_id), body),
    cancel: (redemption_id: string, call = shop.call) => call('DELETE', path(redemption_id)),
    rewards: async () => (await shop.get(`/customers/${ada.customer_id}/rewards`)).body.items,
  }
}

test('each reward says whether it can be had, what is missing and how far it is', async () => {
  const { rewards, take } = await shopWhereAdaHas(120)
  const seen = async () =>
    (await rewards()).map((r: any) => [r.reward.name, r.affordable, r.missing, r.progress, r.held])
  assert.deepEqual(await seen(), [
    ['5 € de remise', true, 0, 1, 0],
    ['Carte de 10 €', false, 30, 0.8, 0],
  ])
  await take({ reward_id: CHOSEN_ID, hold: true })
  assert.deepEqual(await seen(), [
    ['5 € de remise', false, 80, 0.2, 100],
    ['Carte de 10 €', false, 130, 20 / 150, 100],
  ])
})

test('a reward spends its points and gives a voucher that a sale takes', async () => {
  const { shop, take, account, sell } = await shopWhereAdaHas(120)
  const { status, body } = await take()
  assert.deepEqual([status, body.state, body.accounts[0].available], [200, 'done', 20])
  assert.deepEqual([body.voucher.kind, body.voucher.terms.value_cents], ['discount_amount', 500])
  assert.equal('code' in body.voucher, false)
  assert.deepEqual(await account(), [20, 0])
  assert.equal(
    (await sell(600, { vouchers: [{ voucher_id: body.voucher.voucher_id }] })).body.to_pay_cents,
    100,
  )
  assert.deepEqual(
    [(await shop.announced(RewardTaken)).length, (await shop.announced(VoucherIssued)).length],
    [1, 1],
  )
  const refused = await take()
  assert.deepEqual([refused.status, refused.body.code], [409, 'points_short'])
})

test('atk-P06 the same reward asked for a hundred times at once is taken once, with one answer', async () => {
  const { shop, take, account } = await shopWhereAdaHas(350)
  const id = newId()
  const answers = await many(100, () => take(undefined, id))
  for (const { status, body } of answers)
    assert.deepEqual({ status, body }, { status: 200, body: answers[0]!.body })
  assert.deepEqual(await account(), [250, 0])
  assert.equal((await shop.get('/vouchers')).body.items.length, 1)
})

test('atk-P07 the same id for another reward, or another customer, is refused', async () => {
  const { shop, take, account } = await shopWhereAdaHas(350)
  const [id, held] = [newId(), newId()]
  await take(undefined, id)
  await take({ reward_id: CHOSEN_ID, hold: true }, held)
  for (const used of [id, held])
    assert.equal((await take({ reward_id: GIFT_ID }, used)).body.code, 'redemption_id_reused')
  const bob = await addCustomer(shop, 'Bob')
  const foreign = await shop.put(`/customers/${bob.customer_id}/redemptions/${id}`, { reward_id: CHOSEN_ID })
  assert.equal(foreign.body.code, 'redemption_id_reused')
  assert.deepEqual(await account(), [250, 100])
})

test('atk-P05 thirty-two takers, holders and sales at once cannot take more than three rewards of 350 points', async () => {
  const { take, sell, account } = await shopWhereAdaHas(350)
  const answers = await many(32, (at) =>
    at % 3 === 0
      ? take()
      : at % 3 === 1
        ? take({ reward_id: CHOSEN_ID, hold: true })
        : sell(500, { redemptions: [{ redemption_id: newId(), reward_id: CHOSEN_ID }] }),
  )
  const granted = answers.filter((answer) => answer.status === 200)
  assert.equal(granted.length, 3)
  assert.ok(
    answers.every((a) => a.status === 200 || ['points_short', 'not_enough_points'].includes(a.body.code)),
  )
  const [balance, held] = await account()
  const holds = granted.filter((answer) => answer.body.state === 'held').length
  assert.deepEqual([balance, held], [350 - (3 - holds) * 100, holds * 100])
})

test('points set aside are spent by the sale that carries them, or come back', async () => {
  const { take, cancel, sell, account } = await shopWhereAdaHas(120)
  const [id, other] = [newId(), newId()]
  const held = await take({ reward_id: CHOSEN_ID, hold: true }, id)
  assert.deepEqual([held.body.state, held.body.voucher, held.body.accounts[0].available], ['held', null, 20])
  assert.deepEqual((await take({ reward_id: CHOSEN_ID, hold: true }, id)).body, held.body)
  const sale = await sell(600, { redemptions: [{ redemption_id: id, reward_id: CHOSEN_ID }] })
  assert.equal(sale.body.to_pay_cents, 100)
  assert.deepEqual(await account(), [21, 0])
  assert.equal((await take({ reward_id: CHOSEN_ID }, id)).body.state, 'done')
  await sell(10_000)
  await take({ reward_id: CHOSEN_ID, hold: true }, other)
  assert.deepEqual(await account(), [121, 100])
  assert.equal((await cancel(other)).body.state, 'released')
  assert.deepEqual(await account(), [121, 0])
  assert.equal((await cancel(other)).body.state, 'released')
  assert.equal((await take({ reward_id: CHOSEN_ID, hold: true }, other)).body.code, 'hold_ended')
})

test('a reward taken once is not taken again by a sale that carries its id', async () => {
  const { take, sell, account } = await shopWhereAdaHas(300)
  const id = newId()
  await take({ reward_id: CHOSEN_ID }, id)
  const sale = () => sell(600, { redemptions: [{ redemption_id: id, reward_id: CHOSEN_ID }] })
  for (const { status, body } of [await sale(), await sale()])
    assert.deepEqual([status, body.code], [409, 'redemption_id_reused'])
  assert.deepEqual(await account(), [200, 0])
})

test('what was held is taken outright when the same id asks for it', async () => {
  const { take, account } = await shopWhereAdaHas(120)
  const id = newId()
  await take({ reward_id: CHOSEN_ID, hold: true }, id)
  assert.equal((await take({ reward_id: CHOSEN_ID }, id)).body.state, 'done')
  assert.deepEqual(await account(), [20, 0])
})

test('a reward that was not used is cancelled: its voucher is over, its points are back in the same lots', async () => {
  const { shop, take, cancel, account, lots, sell } = await shopWhereAdaHas(70)
  await sell(5000)
  const before = await lots()
  const id = newId()
  const { voucher } = (await take(undefined, id)).body
  assert.deepEqual(await account(), [20, 0])
  const cancelled = await many(10, () => cancel(id))
  assert.ok(cancelled.every((answer) => answer.status === 200 && answer.body.state === 'cancelled'))
  assert.deepEqual(await lots(), before)
  assert.equal((await shop.get(`/vouchers/${voucher.voucher_id}`)).body.voucher.state, 'withdrawn')
  assert.equal((await shop.announced(RewardCancelled)).length, 1)
  assert.equal((await take(undefined, id)).body.state, 'cancelled')
})

test('a reward that was used, held or is of somebody else stays', async () => {
  const { shop, take, cancel, account } = await shopWhereAdaHas(400)
  const id = newId()
  const { voucher } = (await take({ reward_id: GIFT_ID }, id)).body
  await shop.put(`/vouchers/${voucher.voucher_id}/holds/${newId()}`, { amount_cents: 1 })
  assert.deepEqual([(await cancel(id)).status, (await cancel(id)).body.code], [409, 'redemption_used'])
  assert.deepEqual(await account(), [250, 0])
  const bob = await addCustomer(shop, 'Bob')
  const foreign = await shop.call('DELETE', `/customers/${bob.customer_id}/redemptions/${id}`)
  assert.equal(foreign.body.code, 'redemption_not_found')
  assert.equal((await cancel(newId())).body.code, 'redemption_not_found')
})

test('a seller cancels within a quarter of an hour; later it is for those who answer for the shop', async () => {
  const { shop, take, cancel } = await shopWhereAdaHas(400)
  const id = newId()
  await take(undefined, id)
  await shop.within(({ tx }) =>
    tx
      .updateTable('redemption')
      .set({ occurred_at: new Date(Date.now() - 15 * 60_000 - 1000) })
      .where('redemption_id', '=', id)
      .execute(),
  )
  const late = await cancel(id, as(await shop.keyFor('seller')))
  assert.deepEqual([late.status, late.body.code], [403, 'redemption_too_old'])
  assert.equal((await cancel(id, as(await shop.keyFor('store_manager')))).body.state, 'cancelled')
  const fresh = newId()
  await take(undefined, fresh)
  assert.equal((await cancel(fresh, as(await shop.keyFor('seller')))).body.state, 'cancelled')
})

test('on the phone the holder takes a reward, sees its code, and cannot cancel or take for another', async () => {
  const { shop, ada, account, cancel } = await shopWhereAdaHas(120)
  const token = `cc_${newId()}${newId()}`
  await shop.within(({ tx }) =>
    sql`select add_access(${hashToken(token)}, 'customer', ${ada.customer_id}, ${[]}::text[], now(), null)`.execute(
      tx,
    ),
  )
  const phone = as(token)
  const id = newId()
  const { status, body } = await phone('PUT', `/card/redemptions/${id}`, { reward_id: CHOSEN_ID })
  assert.equal(status, 200, JSON.stringify(body))
  assert.match(body.voucher.code_grouped, /^([2-9A-HJ-NP-Z]{4}-){5}[2-9A-HJ-NP-Z]{3}$/)
  assert.equal(
    (await shop.post('/vouchers/lookup', { code: body.voucher.code })).body.voucher_id,
    body.voucher.voucher_id,
  )
  assert.deepEqual(await account(), [20, 0])
  assert.equal((await cancel(id, phone)).status, 403)
  assert.equal(
    (await phone('PUT', `/customers/${ada.customer_id}/redemptions/${newId()}`, { reward_id: CHOSEN_ID }))
      .status,
    403,
  )
})

test('a reward that is unknown, comes by itself, or belongs to a card that was given up is refused', async () => {
  const { shop, ada, take, rewards } = await shopWhereAdaHas(120)
  assert.equal((await take({ reward_id: newId() })).body.code, 'reward_unknown')
  await writeProgramme(shop, pointsProgramme(), 2, new Date('2021-01-01T00:00:00Z'))
  assert.equal((await take({ reward_id: REWARD_ID })).body.code, 'reward_comes_by_itself')
  assert.equal((await take({ reward_id: CHOSEN_ID })).body.code, 'reward_unknown')
  await shop.within(({ tx }) =>
    tx
      .updateTable('customer')
      .set({ left_at: new Date() })
      .where('customer_id', '=', ada.customer_id)
      .execute(),
  )
  assert.equal((await take({ reward_id: CHOSEN_ID })).body.code, 'customer_left')
  assert.deepEqual(await rewards(), [])
  const other = await openShop()
  assert.equal(
    (await other.put(`/customers/${ada.customer_id}/redemptions/${newId()}`, { reward_id: CHOSEN_ID })).body
      .code,
    'customer_not_found',
  )
})
