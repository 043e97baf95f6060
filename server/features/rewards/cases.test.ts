/**
 * Cases of stored value and of rewards that other systems got right or wrong, through HTTP and PostgreSQL. What goes in
 * and what must come out are read from the case; amounts in it are in whole units of money.
 */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { newId } from '../../lib/id.ts'
import { openShop } from '../../../test/shop.ts'
import { rewardOf, shopWithRewards } from './rewards.fixture.ts'

type Shop = Awaited<ReturnType<typeof openShop>>
type Case = { id: string; title: string; given: any; when: any[]; then: any }
const { cases } = JSON.parse(
  readFileSync(new URL('../../../test/loyalty-cases.json', import.meta.url), 'utf8'),
) as { cases: Case[] }
const cents = (money: number) => Math.round(money * 100)

async function giftCard(shop: Shop, money: number, more: object = {}) {
  const voucher_id = newId()
  const body = { kind: 'gift_card', origin: 'offered', name: 'Avoir', value_cents: cents(money), ...more }
  const made = await shop.put(`/vouchers/${voucher_id}`, body)
  assert.equal(made.status, 200, JSON.stringify(made.body))
  return voucher_id
}
const balanceOf = async (shop: Shop, voucher_id: string) =>
  (await shop.get(`/vouchers/${voucher_id}`)).body.voucher.balance_cents / 100
const sold = (money: number) => ({
  origin: 'sold',
  payments: [{ means: 'card', amount_cents: cents(money) }],
})

/** A sale of lines [price, pieces, product]; answers what is to pay. */
async function sell(shop: Shop, lines: [number, number, string?][], more: object = {}, sale_id = newId()) {
  return shop.put(`/sales/${sale_id}`, {
    store_id: shop.store_id,
    occurred_at: new Date().toISOString(),
    lines: lines.map(([price, pieces, product_id], n) => ({
      line_no: n + 1,
      quantity_milli: pieces * 1000,
      unit_price_cents: cents(price),
      ...(product_id && { product_id }),
    })),
    ...more,
  })
}

async function product(shop: Shop, name: string, price: number) {
  const product_id = newId()
  const body = { sku: name, name, price_cents: cents(price) }
  assert.equal((await shop.put(`/products/${product_id}`, body)).status, 200)
  return product_id
}

const answers: Record<string, (given: any, when: any[]) => Promise<unknown>> = {
  'STORE-01': async (_, [credit, debit, other, too_much]) => {
    const shop = await openShop()
    const [first, second] = [await giftCard(shop, credit.amount), await giftCard(shop, other.amount)]
    const taken = await sell(shop, [[debit.amount, 1]], { vouchers: [{ voucher_id: first }] })
    assert.equal(taken.body.to_pay_cents, 0)
    const hold = await shop.put(`/vouchers/${second}/holds/${newId()}`, {
      amount_cents: cents(too_much.amount),
    })
    const { entries } = (await shop.get(`/vouchers/${first}`)).body
    const sum = (kind: string) =>
      entries
        .filter((entry: any) => entry.kind === kind)
        .reduce((total: number, entry: any) => total + entry.amount_cents, 0) / 100
    return {
      account_1: { credits: sum('issue'), debits: -sum('capture'), balance: await balanceOf(shop, first) },
      account_2: {
        debit: hold.body.code === 'voucher_balance_too_low' ? 'refused' : hold.status,
        balance: await balanceOf(shop, second),
      },
    }
  },
  'STORE-03': async ({ order, code }, baskets) => {
    const [to_pay, card_used]: [number[], number[]] = [[], []]
    for (const { gift_card } of baskets) {
      const shop = await openShop()
      const card = await giftCard(shop, gift_card)
      const percent = newId()
      await shop.put(`/vouchers/${percent}`, {
        kind: 'discount_percent',
        origin: 'offered',
        name: code,
        basis_points: Number.parseInt(code) * 100,
      })
      const { body } = await sell(shop, [[order, 1]], {
        vouchers: [{ voucher_id: card }, { voucher_id: percent }],
      })
      to_pay.push(body.to_pay_cents / 100)
      card_used.push(gift_card - (await balanceOf(shop, card)))
    }
    return { to_pay, card_used }
  },
  'STORE-04': async ({ wallet }, [{ items }]) => {
    const shop = await openShop()
    const old = await giftCard(shop, wallet)
    const topUp = Number(/\d+/.exec(items[1])![0])
    const { body } = await sell(shop, [[items[0], 1]], { vouchers: [{ voucher_id: old }] })
    assert.equal(body.to_pay_cents, cents(items[0] - wallet))
    const fresh = await giftCard(shop, topUp, sold(topUp))
    return { wallet: (await balanceOf(shop, old)) + (await balanceOf(shop, fresh)) }
  },
  'STORE-06': async (_, counts) => {
    const shop = await openShop()
    const open: string[] = []
    const cards_planned: number[] = []
    for (const { gift_card_units } of counts) {
      while (open.length < gift_card_units) open.push(await giftCard(shop, 50, sold(50)))
      while (open.length > gift_card_units)
        await shop.put(`/vouchers/${open.pop()}/withdrawal`, { reason: 'Retirée de la vente' })
      const { totals } = (await shop.get('/vouchers?kind=gift_card')).body
      cards_planned.push(totals[0].open_count)
    }
    return { cards_planned }
  },
  'RET-11': async ({ dress, reward }) => {
    const discount = rewardOf({
      benefit: { kind: 'discount_amount', value_cents: cents(reward), minimum_cents: 0, valid_days: 30 },
    })
    const { shop, person } = await shopWithRewards([discount])
    const customer_id = await person(100)
    const [sale_id, redemption_id] = [newId(), newId()]
    const order = { customer_id, redemptions: [{ redemption_id, reward_id: discount.reward_id }] }
    const bought = await sell(shop, [[dress, 1]], order, sale_id)
    assert.equal(bought.body.to_pay_cents, cents(dress - reward), JSON.stringify(bought.body))
    const available = async () =>
      (await shop.get(`/customers/${customer_id}/rewards`)).body.items[0].affordable
    assert.equal(await available(), false)
    const back = await shop.put(`/sales/${sale_id}/returns/${newId()}`, {
      lines: [{ line_no: 1, quantity_milli: 1000 }],
    })
    assert.equal(back.status, 200, JSON.stringify(back.body))
    return { reward_available: await available() }
  },
  'DISC-16': async (_, [{ drawers, tables_bought }]) => {
    const shop = await openShop()
    const [drawer, table] = [await product(shop, 'drawer', 80), await product(shop, 'table', 60)]
    const free = async () => {
      const voucher_id = newId()
      const body = { kind: 'free_product', origin: 'offered', name: 'Une table', product_id: table }
      await shop.put(`/vouchers/${voucher_id}`, body)
      return { voucher_id }
    }
    const alone = await sell(shop, [[80, drawers, drawer]], { vouchers: [await free()] })
    assert.equal(alone.body.why, 'nothing_eligible', 'without a table in the basket none is free')
    const basket: [number, number, string][] = [
      [80, drawers, drawer],
      [60, tables_bought, table],
    ]
    const { body } = await sell(shop, basket, { vouchers: [await free()] })
    return { free_tables: (cents(80 * drawers + 60 * tables_bought) - body.to_pay_cents) / cents(60) }
  },
  'EARN-22': async (_, [first, second]) => {
    const item = 1
    const reward = rewardOf({
      cost: 1,
      benefit: {
        kind: 'free_product',
        product_id: null,
        category: null,
        value_cents_max: cents(item),
        valid_days: 30,
      },
    })
    const { shop, person } = await shopWithRewards([reward], {
      programme: {
        earning: [
          {
            rule_id: 'unit',
            unit: 'points',
            counts: { by: 'item', units: 1 },
            when: { basket_min_cents: cents(100) },
          },
        ],
      },
    })
    const customer_id = await person(0)
    const redemption = () => ({ redemption_id: newId(), reward_id: reward.reward_id })
    const lines = first.items as [number, number][]
    const early = await sell(shop, lines, { customer_id, redemptions: [redemption()] })
    assert.equal(early.body.code, 'not_enough_points')
    assert.equal((await sell(shop, lines, { customer_id })).status, 200)
    const points = async () =>
      (
        await shop.within(({ tx }) =>
          tx.selectFrom('account').select('balance').where('account_id', '=', customer_id).executeTakeFirst(),
        )
      )?.balance ?? 0
    const coupon_points_after_1 = await points()
    // Each free piece is a line of its own: a reward gives one.
    const pieces = Array.from({ length: coupon_points_after_1 }, (): [number, number] => [item, 1])
    const { body } = await sell(shop, [...(second.items as [number, number][]), ...pieces], {
      customer_id,
      redemptions: pieces.map(redemption),
    })
    return {
      coupon_points_after_1,
      reward_claimable_on_order_1: early.status === 200,
      free_items_on_order_2: body.vouchers.filter((one: any) => one.used_cents === cents(item)).length,
      to_pay_2: body.to_pay_cents / 100,
      coupon_points_after_2: await points(),
    }
  },
}

for (const [id, answer] of Object.entries(answers)) {
  const found = cases.find((one) => one.id === id)
  test(`${id}: ${found?.title}`, async () => {
    assert.ok(found, 'the case is in the file')
    assert.deepEqual(await answer(found.given, found.when), found.then)
  })
}

test('every case of stored value is answered here', () => {
  const ids = cases.map(({ id }) => id).filter((id) => id.startsWith('STORE-'))
  assert.ok(ids.length >= 4)
  assert.deepEqual(
    ids.filter((id) => !(id in answers)),
    [],
  )
})
