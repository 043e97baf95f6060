import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import {
  addCustomer,
  chosenProgramme,
  CHOSEN_ID,
  pointsProgramme,
  REWARD_ID,
  writeProgramme,
} from '../../../test/programme.ts'
import { as, openShop } from '../../../test/shop.ts'

test('a reward costs what customers paid less because of it, and the rest of its gift cards is owed', async () => {
  const shop = await openShop()
  const benefit = { kind: 'gift_card' as const, value_cents: 1000, valid_days: 365 }
  const gift = { ...pointsProgramme().rewards[0]!, benefit, trigger: 'chosen' as const }
  await writeProgramme(shop, { ...chosenProgramme(), rewards: [...chosenProgramme().rewards, gift] })
  const { customer_id } = await addCustomer(shop)
  const sell = (amount_cents: number, more: object = {}) =>
    shop.put(`/sales/${newId()}`, {
      store_id: shop.store_id,
      customer_id,
      occurred_at: new Date().toISOString(),
      amount_cents,
      ...more,
    })
  const take = async (reward_id: string) => {
    const redemption_id = newId()
    const { status, body } = await shop.put(`/customers/${customer_id}/redemptions/${redemption_id}`, {
      reward_id,
    })
    assert.equal(status, 200)
    return { redemption_id, voucher_id: body.voucher.voucher_id }
  }
  await sell(100_000)
  const discount = await take(CHOSEN_ID)
  const card = await take(REWARD_ID)
  const mistaken = await take(REWARD_ID)
  await shop.call('DELETE', `/customers/${customer_id}/redemptions/${mistaken.redemption_id}`)
  const figures = async () => {
    const { body } = await shop.get('/rewards')
    return body.items.map((one: any) => [
      one.reward_id,
      one.taken,
      one.used,
      one.open,
      one.cost_cents,
      one.owed_cents,
    ])
  }
  assert.deepEqual(
    (await figures()).toSorted(),
    [
      [CHOSEN_ID, 1, 0, 1, 0, 0],
      [REWARD_ID, 1, 0, 1, 0, 1000],
    ].toSorted(),
  )
  await sell(2000, { vouchers: [{ voucher_id: discount.voucher_id }] })
  await sell(400, { vouchers: [{ voucher_id: card.voucher_id }] })
  assert.deepEqual(
    (await figures()).toSorted(),
    [
      [CHOSEN_ID, 1, 1, 0, 500, 0],
      [REWARD_ID, 1, 0, 1, 400, 600],
    ].toSorted(),
  )
})

test('figures are for the owner and marketing, and each shop has its own', async () => {
  const shop = await openShop()
  assert.equal((await as(await shop.keyFor('seller'))('GET', '/rewards')).status, 403)
  assert.deepEqual((await shop.get('/rewards')).body, { version: 0, items: [] })
})
