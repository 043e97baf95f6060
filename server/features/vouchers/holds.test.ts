import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { db, openShop } from '../../../test/shop.ts'
import { VoucherUsed } from './events.ts'
import { lapseHolds } from './holds.ts'
import { voucherTasks } from './tasks.ts'

const many = <T>(count: number, work: (at: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, at) => work(at)))
const LATER_MS = 15 * 60_000

async function shopWithCard(value_cents = 1000) {
  const shop = await openShop()
  const voucher_id = newId()
  await shop.put(`/vouchers/${voucher_id}`, {
    kind: 'gift_card',
    origin: 'offered',
    name: 'Carte cadeau',
    value_cents,
  })
  const path = (hold_id: string) => `/vouchers/${voucher_id}/holds/${hold_id}`
  return {
    shop,
    voucher_id,
    hold: (amount_cents: number, hold_id = newId()) => shop.put(path(hold_id), { amount_cents }),
    capture: (hold_id: string, amount_cents: number, more: object = {}) =>
      shop.put(`${path(hold_id)}/capture`, { amount_cents, ...more }),
    release: (hold_id: string) => shop.call('DELETE', path(hold_id)),
    sell: (amount_cents: number, more: object = {}) =>
      shop.put(`/sales/${newId()}`, {
        store_id: shop.store_id,
        occurred_at: new Date().toISOString(),
        amount_cents: 5000,
        vouchers: [{ voucher_id, amount_cents, ...more }],
      }),
    money: async () => {
      const { voucher, entries } = (await shop.get(`/vouchers/${voucher_id}`)).body
      const sum = entries.reduce((total: number, entry: any) => total + entry.amount_cents, 0)
      assert.equal(sum, voucher.balance_cents, 'the entries add up to the balance')
      return [voucher.balance_cents, voucher.held_cents]
    },
  }
}

test('atk-P05 thirty-two holds of 1 € on a card of 10 €: exactly ten, and captured exactly once each', async () => {
  const { shop, hold, capture, money } = await shopWithCard()
  const answers = await many(32, () => hold(100))
  const held = answers.filter((answer) => answer.status === 200)
  assert.equal(held.length, 10)
  assert.ok(answers.every((a) => a.status === 200 || a.body.code === 'voucher_balance_too_low'))
  assert.deepEqual(await money(), [1000, 1000])
  const captures = await many(30, (at) => capture(held[at % 10]!.body.hold_id, 100))
  assert.ok(captures.every((answer) => answer.status === 200 && answer.body.state === 'captured'))
  assert.deepEqual(await money(), [0, 0])
  assert.equal((await shop.announced(VoucherUsed)).length, 10)
})

test('atk-P05 thirty-two sales of 1 € with a card of 10 €: exactly ten are paid by it', async () => {
  const { sell, money } = await shopWithCard()
  const answers = await many(32, () => sell(100))
  const paid = answers.filter((answer) => answer.status === 200)
  assert.equal(
    paid.reduce((sum, answer) => sum + answer.body.vouchers[0].used_cents, 0),
    1000,
  )
  assert.equal(paid.length, 10)
  assert.deepEqual(await money(), [0, 0])
})

test('atk-P05 holds, sales and captures at once never take more than there is', async () => {
  const { hold, capture, sell, money } = await shopWithCard()
  const open = (await many(4, () => hold(100))).map((answer) => answer.body.hold_id)
  const [captured, sold, held] = await Promise.all([
    many(4, (at) => capture(open[at]!, 60)),
    many(12, () => sell(100)),
    many(12, () => hold(100)),
  ])
  const took =
    captured.filter((a) => a.status === 200).length * 60 +
    sold.filter((a) => a.status === 200).reduce((sum, a) => sum + a.body.vouchers[0].used_cents, 0)
  const setAside = held.filter((a) => a.status === 200).length * 100
  assert.equal(captured.filter((a) => a.status === 200).length, 4)
  assert.deepEqual(await money(), [1000 - took, setAside])
})

test('atk-P06 the same hold, then the same capture, a hundred times at once, takes once', async () => {
  const { hold, capture, money } = await shopWithCard()
  const hold_id = newId()
  const holds = await many(100, () => hold(700, hold_id))
  for (const { status, body } of holds)
    assert.deepEqual({ status, body }, { status: 200, body: holds[0]!.body })
  assert.deepEqual(await money(), [1000, 700])
  const captures = await many(100, () => capture(hold_id, 700))
  for (const { status, body } of captures)
    assert.deepEqual({ status, body }, { status: 200, body: captures[0]!.body })
  assert.deepEqual(await money(), [300, 0])
  const other = await capture(hold_id, 100)
  assert.deepEqual([other.status, other.body.code], [409, 'voucher_hold_id_reused'])
})

test('a part of a hold is taken and the rest is free; more than was held is refused', async () => {
  const { hold, capture, money } = await shopWithCard()
  const { hold_id } = (await hold(600)).body
  const more = await capture(hold_id, 601)
  assert.deepEqual([more.status, more.body.code], [422, 'voucher_capture_above_hold'])
  assert.deepEqual(await money(), [1000, 600])
  const sale_id = newId()
  const { body } = await capture(hold_id, 250, { sale_id })
  assert.deepEqual([body.state, body.captured_cents, body.sale_id], ['captured', 250, sale_id])
  assert.deepEqual(await money(), [750, 0])
  assert.equal((await hold(750)).status, 200)
  assert.equal((await hold(1)).body.code, 'voucher_balance_too_low')
})

test('a hold is given back once, by hand or by time, and then takes nothing', async () => {
  const { shop, hold, release, capture, money } = await shopWithCard()
  const first = (await hold(1000)).body.hold_id
  assert.equal((await release(first)).body.state, 'released')
  assert.equal((await release(first)).body.state, 'released')
  assert.deepEqual(await money(), [1000, 0])
  assert.deepEqual(
    [(await capture(first, 10)).body.code, (await capture(first, 10)).body.outcome],
    ['voucher_hold_ended', 'released'],
  )
  const second = (await hold(1000)).body
  const lapses_at = new Date(second.lapses_at)
  assert.equal(lapses_at.getTime() - new Date(second.held_at).getTime(), LATER_MS)
  assert.equal(await shop.within((ctx) => lapseHolds(ctx), new Date(lapses_at.getTime() - 1)), 0)
  assert.deepEqual(await money(), [1000, 1000])
  assert.equal(await shop.within((ctx) => lapseHolds(ctx), lapses_at), 1)
  assert.deepEqual(await money(), [1000, 0])
  assert.deepEqual(
    [(await capture(second.hold_id, 10)).body.outcome, (await release(second.hold_id)).body.state],
    ['lapsed', 'lapsed'],
  )
})

test('what lapsed is free for the next asker, without waiting for the job', async () => {
  const { shop, hold, capture, money } = await shopWithCard()
  const old = (await hold(1000)).body.hold_id
  await shop.within(({ tx }) =>
    tx
      .updateTable('voucher_hold')
      .set({ lapses_at: new Date(Date.now() - 1) })
      .where('hold_id', '=', old)
      .execute(),
  )
  const answers = await many(10, () => hold(900))
  assert.equal(answers.filter((answer) => answer.status === 200).length, 1)
  assert.deepEqual(await money(), [1000, 900])
  assert.equal((await capture(old, 100)).body.outcome, 'lapsed')
})

test('a sale takes what its own hold set aside, and no other sale can', async () => {
  const { hold, sell, money } = await shopWithCard()
  const { hold_id } = (await hold(1000)).body
  assert.deepEqual(
    [(await sell(100)).body.code, (await sell(100)).body.why],
    ['voucher_not_usable', 'used_up'],
  )
  assert.equal((await sell(400, { hold_id })).body.vouchers[0].used_cents, 400)
  assert.deepEqual(await money(), [600, 0])
})

test('only a gift card has money to set aside', async () => {
  const { shop } = await shopWithCard()
  const voucher_id = newId()
  await shop.put(`/vouchers/${voucher_id}`, {
    kind: 'discount_amount',
    origin: 'offered',
    name: '5 €',
    value_cents: 500,
  })
  const { body } = await shop.put(`/vouchers/${voucher_id}/holds/${newId()}`, { amount_cents: 100 })
  assert.equal(body.code, 'voucher_holds_no_money')
})

test('the jobs free what lapsed and write off what is over, in every shop', async () => {
  const { shop, voucher_id, hold, money } = await shopWithCard()
  const other = await shopWithCard()
  const lapsed = (await hold(1000)).body.hold_id
  await other.hold(300)
  const past = new Date(Date.now() - 1)
  await shop.within(({ tx }) =>
    tx.updateTable('voucher_hold').set({ lapses_at: past }).where('hold_id', '=', lapsed).execute(),
  )
  const jobs = voucherTasks({ db })
  await jobs.lapse_voucher_holds!({}, {} as never)
  const held = await shop.within(({ tx }) =>
    tx.selectFrom('voucher').select('held_cents').executeTakeFirstOrThrow(),
  )
  assert.equal(held.held_cents, 0)
  await shop.within(({ tx }) =>
    tx.updateTable('voucher').set({ expires_at: past }).where('voucher_id', '=', voucher_id).execute(),
  )
  await jobs.expire_vouchers!({}, {} as never)
  assert.deepEqual(await money(), [0, 0])
  assert.deepEqual(await other.money(), [1000, 300])
})
