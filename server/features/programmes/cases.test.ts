/**
 * Cases that other systems got right or wrong. Those that the rules alone decide are answered here; the others name
 * where they are answered, or why they are none of ours. Every case has its place.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { formatMoney } from '../../lib/money.ts'
import { priceBasket, type VoucherToApply } from '../sales/rules.ts'
import { answersOfEarning } from './cases-earning.fixture.ts'
import { answersOfTime } from './cases-time.fixture.ts'
import { judgeSale } from './judge.ts'
import { nextReward } from './next-reward.ts'
import { unitsToPay } from './pays.ts'
import type { Pays } from './programme.ts'
import { planReturn } from './returns.ts'
import { accountOf, byAmount, giftCardAt, lineOf, programmeOf, saleOf } from './sample.ts'

type Case = { id: string; then: Record<string, unknown> }
const { cases } = JSON.parse(
  readFileSync(new URL('../../../test/loyalty-cases.json', import.meta.url), 'utf8'),
) as { cases: Case[] }

const cents = (money: number) => Math.round(money * 100)
const basketLine = (price: number, pieces = 1, line_no = 1, discount = 0) => ({
  line_no,
  product_id: `product ${line_no}`,
  sku: null,
  label: '',
  category: null,
  quantity_milli: pieces * 1000,
  unit_price_cents: cents(price),
  discount_cents: cents(discount),
})
let vouchers = 0
const voucher = (kind: VoucherToApply['kind'], terms: VoucherToApply['terms'], available = 0) => ({
  voucher_id: String((vouchers += 1)),
  kind,
  available_cents: cents(available),
  terms,
  amount_cents: null,
})
const percent = (share: number) => voucher('discount_percent', { basis_points: share * 100 })
const amount = (value: number, minimum = 0) =>
  voucher('discount_amount', { value_cents: cents(value), minimum_cents: cents(minimum) })
const giftCard = (value: number) => voucher('gift_card', {}, value)
const priced = (lines: ReturnType<typeof basketLine>[], ...of: VoucherToApply[]) => priceBasket(lines, 0, of)
const total = (lines: ReturnType<typeof basketLine>[], ...of: VoucherToApply[]) =>
  priced(lines, ...of).total_cents / 100

const perEuro = programmeOf({ earning: [byAmount(100)] })
const pointsOf = (basket: ReturnType<typeof priced>) =>
  judgeSale(perEuro, saleOf(basket.lines), []).awards.reduce((sum, { units }) => sum + units, 0)

const paysCent: Pays = {
  units: 1,
  cents: 1,
  units_min: 500,
  share_max_basis_points: 5000,
  counts_as: 'payment',
}
const paysAll = (units: number, worth: number): Pays => ({
  units,
  cents: worth,
  units_min: 0,
  share_max_basis_points: 10_000,
  counts_as: 'payment',
})

/** Each answers what `then` holds under the given name. */
const answers: Record<string, () => Record<string, unknown>> = {
  ...answersOfEarning,
  ...answersOfTime,
  'EARN-13': () => {
    const lines = [{ ...basketLine(100, 1, 1, 10), category: 'Food' }, basketLine(50, 1, 2)]
    const food = programmeOf({ earning: [byAmount(100, 1, { categories: ['Food'] })] })
    const basket = priced(lines as typeof lines & ReturnType<typeof basketLine>[])
    return {
      to_pay: basket.to_pay_cents / 100,
      points: judgeSale(food, saleOf(basket.lines), []).awards[0]!.units,
    }
  },
  'EARN-15': () => {
    const baskets = [10, 50].map((card) => priced([basketLine(100)], giftCard(card)))
    return { points: baskets.map(pointsOf), cash_to_pay: baskets.map((one) => one.to_pay_cents / 100) }
  },
  'EARN-16': () => {
    const basket = priced([basketLine(100), basketLine(50, 1, 2)], percent(10))
    return { to_pay: basket.to_pay_cents / 100, points: pointsOf(basket) }
  },
  'EARN-20': () => {
    const basket = priced([basketLine(5.1, 2)])
    const [account] = judgeSale(perEuro, saleOf(basket.lines), []).accounts
    // Whole points, and what is kept below the next one, in cents.
    const balance = (account!.available * 100 + account!.remainders['by-amount']! - 5 * 100) / 100
    return { to_pay: basket.to_pay_cents / 100, balance }
  },
  'RED-01': () => {
    const asked = [
      [1000, 5000],
      [1000, 700],
      [10_000, 10_000],
    ].map(([wanted, available]) => ({ wanted: wanted!, available: available!, basket_cents: 100_00 }))
    return { applied: asked.map((one) => unitsToPay(paysCent, one).units) }
  },
  'RED-03': () => ({
    applied: unitsToPay(paysCent, { wanted: 400, available: 5000, basket_cents: 1000_00 }).units,
  }),
  'RED-04': () => {
    const paid = unitsToPay(paysAll(3, 450), { wanted: Infinity, available: 10, basket_cents: 100_00 })
    return { points_used: paid.units, discount: paid.cents / 100 }
  },
  'RED-06': () => {
    const paid = unitsToPay(paysAll(1, 3), { wanted: 3030, available: 3030, basket_cents: 3000_00 })
    return { points_used: paid.units, discount: paid.cents / 100, balance: 3030 - paid.units }
  },
  'RED-08': () => {
    const paid = unitsToPay(paysAll(1, 5), { wanted: 77, available: 77, basket_cents: 1000_00 })
    const after = judgeSale(perEuro, saleOf([82_00]), [accountOf({ available: 77 - paid.units })])
    return { money: paid.cents / 100, balance: after.accounts[0]!.available }
  },
  'RED-09': () => {
    const before = { discounts: 'before' as const, excluded_product_ids: [], excluded_categories: [] }
    const basket = priced([basketLine(10)], percent(10))
    const judged = judgeSale({ ...perEuro, basis: before }, saleOf(basket.lines), [accountOf()])
    const issued = judged.awards[0]!.units
    return { history: { issued, used: 5 }, balance: 5 - 5 + judged.accounts[0]!.available }
  },
  'RET-06': () => {
    const { awards } = judgeSale(perEuro, saleOf([1000, 1000]), [])
    const [one, two] = [1, 2].map((line_no) => [{ line_no, quantity_milli: 1000 }])
    const sold = [...one!, ...two!]
    const first = planReturn(perEuro, awards, sold, [], one!).units.points!
    const second = planReturn(perEuro, awards, sold, one!, two!).units.points!
    return { balance_after: [20, 20 - first, 20 - first - second] }
  },
  'RET-13': () => {
    const programme = programmeOf({ earning: [byAmount(1000_00)] })
    const line = { line_no: 1, quantity_milli: 2000 }
    const { awards } = judgeSale(programme, saleOf([lineOf(20_000_00, { quantity_milli: 2000 })]), [])
    const back = planReturn(programme, awards, [line], [], [{ ...line, quantity_milli: 1000 }]).units.points!
    return { points_after: [awards[0]!.units, awards[0]!.units - back] }
  },
  'STORE-03': () => {
    const baskets = [50, 100].map((card) => priced([basketLine(100)], giftCard(card), percent(10)))
    const used = baskets.map((one) => one.vouchers.find(({ kind }) => kind === 'gift_card')!.used_cents / 100)
    return { to_pay: baskets.map((one) => one.to_pay_cents / 100), card_used: used }
  },
  'DISC-01': () => ({
    total_after: [1, 2, 3].map((n) =>
      total([basketLine(300)], ...Array.from({ length: n }, () => percent(10))),
    ),
  }),
  'DISC-03': () => ({ total: [1, 17].map((pieces) => total([basketLine(25, pieces)], amount(249))) }),
  'DISC-04': () => {
    const both = (pieces: number) => priced([basketLine(16.5, pieces)], amount(100, 100), amount(100, 100))
    const refused = both(10)
    const why = refused.vouchers.some((one) => one.why_not === 'below_minimum')
      ? `refused (${refused.total_cents / 100} < 100)`
      : 'granted'
    const first = total([basketLine(16.5, 10)], amount(100, 100))
    return { total: [first, why, both(15).total_cents / 100, both(5).total_cents / 100] }
  },
  'DISC-16': () => {
    const drawers = basketLine(80, 3)
    const table = basketLine(60, 1, 2)
    const free = voucher('free_product', { product_id: table.product_id })
    const { used_cents } = priced([drawers, table], free).vouchers[0]!
    assert.equal(priced([drawers], free).vouchers[0]!.why_not, 'nothing_eligible')
    return { free_tables: used_cents / table.unit_price_cents }
  },
  'DISC-18': () => ({
    total: total(
      [5.6, 8.92, 44.91, 217.26, 2400].map((price, n) => basketLine(price, 1, n + 1)),
      percent(100),
    ),
  }),
  'DISC-20': () => {
    const programme = programmeOf({ rewards: [giftCardAt(1, { trigger: 'chosen' })] })
    const account = accountOf({ available: 1 })
    return {
      points: account.available,
      reward_claimable: nextReward(programme, [account])!.missing === 0,
    }
  },
  'DISC-21': () => ({ displayed: formatMoney(cents(267.39) + cents(0.89), 'en').replace('€', '') }),
  'EXP-14': () => {
    const campaign = { dates: { from: null, to: '2025-08-10' } }
    const programme = programmeOf({ earning: [byAmount(100, 1, campaign)] })
    const price = (at: string) => {
      const sale = saleOf([100_00], { occurred_at_ms: Date.parse(at), time_zone: 'UTC' })
      return judgeSale(programme, sale, []).awards.length > 0 ? 90 : 100
    }
    const [cart, confirm] = [price('2025-08-11T06:30Z'), price('2025-08-11T06:31Z')]
    assert.equal(price('2025-08-10T23:59Z'), 90)
    return { price_at_cart: cart, price_at_confirm: confirm, paid_equals_total: cart === confirm }
  },
}

/** Answered by tests of the ledger, through HTTP and PostgreSQL. */
const ledgers: Record<string, string> = {
  LOT: 'points',
  IDEM: 'sales and points',
  CONC: 'points and vouchers',
  HOLD: 'points and vouchers',
  STORE: 'vouchers',
  MERGE: 'points',
  NIGHT: 'points',
  ACC: 'accounting',
  COAL: 'accounting',
}
const through: Record<string, string> = {
  'EARN-23': 'sales: nobody earns without a card, and a sale sent twice counts once',
  'EXP-01': 'points: what is due is settled',
  'EXP-03': 'points: what is due is settled, at its very instant',
  'EXP-04': 'points: settling twice writes one entry',
  'EXP-05': 'points: a lot that was spent expires with nothing',
  'EXP-07': 'points: the earliest expiry is spent first, then the rest expires',
  'RET-01': 'sales: a return sent twice counts once',
  'RET-03': 'sales: what is missing is owed',
  'RET-04': 'sales: no more comes back than was sold',
  'RET-09': 'sales: bought and returned, nothing has changed',
  'RET-11': 'sales: a reward taken for the sale comes back with it',
}

const notOurs: Record<string, string> = {
  'EARN-08': 'one basis: prices as the customer pays them, tax included',
  'FX-01': 'a shop counts in one currency; the page contradicts itself on the rounding',
  'RET-08': 'points are whole, what is below one is kept in cents; owing is RET-03',
  'DISC-06': 'discounts by step of the basket are not promised',
  'DISC-08': 'taxes on top of prices are not promised',
  'DISC-09': 'taxes on top of prices are not promised',
  'DISC-11': 'a discount on the cheapest of some articles is not promised',
  'DISC-13':
    'a discount on an article from a minimum of it is not promised; a rule by purchase has such a minimum',
  'DISC-14': 'articles free within their own basket are not promised: a reward is earned, then taken',
  'DISC-22': 'levies inside a price are not known to a till that sends prices',
  'DISC-23': 'no line of a sale is below zero: what comes back is a return of its own',
}

test('every case is answered here, or says where it is or why not', () => {
  assert.equal(cases.length, 95)
  const unplaced = cases.filter(({ id }) => {
    const places = [answers[id], through[id], notOurs[id]].filter((place) => place !== undefined).length
    const ledger = id.split('-')[0]! in ledgers
    return places !== (ledger ? 0 : 1) && !(ledger && id in answers)
  })
  assert.deepEqual(
    unplaced.map(({ id }) => id),
    [],
  )
  const known = new Set(cases.map(({ id }) => id))
  for (const id of [answers, through, notOurs].flatMap(Object.keys)) assert.ok(known.has(id), id)
})

let looked = 0
for (const { id, then } of cases) {
  const answer = answers[id]
  if (answer === undefined) continue
  test(`the case ${id} comes out as it should`, () => {
    for (const [name, value] of Object.entries(answer())) {
      assert.deepEqual(value, then[name], name)
      looked += 1
    }
  })
}

test('every answer met its case', () => {
  assert.equal(looked, 66)
})
