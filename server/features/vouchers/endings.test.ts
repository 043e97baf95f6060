import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { openShop } from '../../../test/shop.ts'
import { expireVouchers, refundVoucher, withdrawVoucher } from './actions.ts'
import { VoucherExpired, VoucherWithdrawn } from './events.ts'

type Shop = Awaited<ReturnType<typeof openShop>>
const offered = { kind: 'gift_card', origin: 'offered', name: 'Carte cadeau', value_cents: 1000 }

async function giveCard(shop: Shop, more: object = {}) {
  const voucher_id = newId()
  const { status, body } = await shop.put(`/vouchers/${voucher_id}`, { ...offered, ...more })
  assert.equal(status, 200, JSON.stringify(body))
  return { voucher_id, code: body.code as string, voucher: body.voucher }
}

const recordOf = async (shop: Shop, voucher_id: string) => (await shop.get(`/vouchers/${voucher_id}`)).body
const sell = (shop: Shop, amount_cents: number, more: object = {}, sale_id = newId()) =>
  shop.put(`/sales/${sale_id}`, {
    store_id: shop.store_id,
    occurred_at: new Date().toISOString(),
    amount_cents,
    ...more,
  })

test('at its last instant a voucher is over; what is left is written off that night, once', async () => {
  const shop = await openShop()
  const { voucher_id, code } = await giveCard(shop, {
    expires_at: new Date(Date.now() + 86_400_000).toISOString(),
  })
  const expires_at = new Date(Date.now() - 1)
  const setEnd = (at: Date) =>
    shop.within(({ tx }) =>
      tx.updateTable('voucher').set({ expires_at: at }).where('voucher_id', '=', voucher_id).execute(),
    )
  const { whyUnusable } = await import('./rules.ts')
  const life = { withdrawn_at: null, valid_from: new Date(0), uses_left: 1, expires_at }
  assert.equal(whyUnusable(life, expires_at), 'expired')
  assert.equal(whyUnusable(life, new Date(expires_at.getTime() - 1)), null)
  await setEnd(expires_at)
  assert.equal((await shop.post('/vouchers/lookup', { code })).body.why_not, 'expired')
  assert.equal((await sell(shop, 500, { vouchers: [{ code }] })).body.why, 'expired')
  assert.equal(
    (await shop.put(`/vouchers/${voucher_id}/holds/${newId()}`, { amount_cents: 1 })).body.why,
    'expired',
  )
  assert.equal((await recordOf(shop, voucher_id)).voucher.state, 'expired')
  assert.deepEqual([await shop.within(expireVouchers), await shop.within(expireVouchers)], [1, 0])
  const { voucher, entries } = await recordOf(shop, voucher_id)
  assert.deepEqual([voucher.balance_cents, voucher.state], [0, 'expired'])
  assert.deepEqual(entries.map((e: any) => e.amount_cents).sort(), [-1000, 1000])
  const [fact] = await shop.announced(VoucherExpired)
  assert.deepEqual(fact!.payload, { voucher_id, lost_cents: 1000 })
})

test('what a hold promised before the end is not written off under it', async () => {
  const shop = await openShop()
  const { voucher_id } = await giveCard(shop, { expires_at: new Date(Date.now() + 60_000).toISOString() })
  const hold_id = newId()
  await shop.put(`/vouchers/${voucher_id}/holds/${hold_id}`, { amount_cents: 600 })
  const soon = new Date(Date.now() + 120_000)
  assert.equal(await shop.within(expireVouchers, soon), 0)
  const later = new Date(Date.now() + 20 * 60_000)
  assert.equal(await shop.within(expireVouchers, later), 1)
  const { voucher, holds } = await recordOf(shop, voucher_id)
  assert.deepEqual([voucher.balance_cents, holds[0].state], [0, 'lapsed'])
})

test('a withdrawn voucher gives nothing any more, and says who and why', async () => {
  const shop = await openShop()
  const { voucher_id, code } = await giveCard(shop)
  const hold_id = newId()
  await shop.put(`/vouchers/${voucher_id}/holds/${hold_id}`, { amount_cents: 400 })
  const withdrawal = () => shop.put(`/vouchers/${voucher_id}/withdrawal`, { reason: 'Code volé' })
  const [first, second] = [await withdrawal(), await withdrawal()]
  assert.deepEqual([first.body.state, first.body.withdrawn_why], ['withdrawn', 'Code volé'])
  assert.deepEqual(second.body, first.body)
  assert.equal(
    (await shop.put(`/vouchers/${voucher_id}/holds/${hold_id}/capture`, { amount_cents: 400 })).body.code,
    'voucher_hold_ended',
  )
  assert.equal((await sell(shop, 500, { vouchers: [{ code }] })).body.why, 'withdrawn')
  assert.equal((await shop.announced(VoucherWithdrawn)).length, 1)
  assert.equal((await recordOf(shop, voucher_id)).entries.length, 2)
})

test('what a sale took comes back once, and never more than it took', async () => {
  const shop = await openShop()
  const { voucher_id } = await giveCard(shop)
  const sale_id = newId()
  await sell(shop, 700, { vouchers: [{ voucher_id }] }, sale_id)
  const refund = { voucher_id, amount_cents: 700, uses: 0, cause_id: newId(), sale_id }
  assert.deepEqual(await shop.within((ctx) => refundVoucher(ctx, refund)), { refunded_cents: 700 })
  assert.deepEqual(await shop.within((ctx) => refundVoucher(ctx, refund)), { refunded_cents: 700 })
  assert.equal((await recordOf(shop, voucher_id)).voucher.balance_cents, 1000)
  await assert.rejects(
    shop.within((ctx) => refundVoucher(ctx, { ...refund, amount_cents: 1, cause_id: newId() })),
    { code: 'voucher_refund_too_large' },
  )
  await shop.within((ctx) => withdrawVoucher(ctx, voucher_id, 'essai'))
  const late = { ...refund, cause_id: newId() }
  assert.deepEqual(await shop.within((ctx) => refundVoucher(ctx, late)), { refunded_cents: 0 })
})
