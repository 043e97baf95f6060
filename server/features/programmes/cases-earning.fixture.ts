/** What the rules of earning say to the cases of other systems: under each name, what the case expects there. */
import { priceBasket } from '../sales/rules.ts'
import { judgeSale } from './judge.ts'
import type { AccountState, SaleLine } from './judgement.ts'
import type { Cap, EarningRule, Multiplier, Programme } from './programme.ts'
import { planReturn } from './returns.ts'
import { accountOf, lineOf, points, programmeOf, saleOf } from './sample.ts'

const rule = (
  rule_id: string,
  counts: EarningRule['counts'],
  when: EarningRule['when'] = {},
): EarningRule => ({ rule_id, unit: 'points', counts, when })
const perEuro = (units: number, euros = 1, id = 'a', when: EarningRule['when'] = {}) =>
  rule(id, { by: 'amount', units, per_cents: euros * 100 }, when)
const times = (factor: number, when: Multiplier['when'] = {}, rule_ids?: string[]): Multiplier => ({
  multiplier_id: JSON.stringify(when),
  name: '',
  unit: 'points',
  factor_milli: factor * 1000,
  when,
  ...(rule_ids && { rule_ids }),
})
const lose = [{ ...points, remainder: 'lose' as const }]

function earned(changes: Partial<Programme>, ...sales: (number | SaleLine)[][]): number[] {
  let accounts: AccountState[] = []
  return sales.map((lines) => {
    const judged = judgeSale(programmeOf(changes), saleOf(lines), accounts)
    accounts = judged.accounts
    return judged.awards.reduce((sum, award) => sum + award.units, 0)
  })
}
const once = (changes: Partial<Programme>, lines: (number | SaleLine)[]) => earned(changes, lines)[0]!

const openLoyalty = [
  lineOf(1200, { product_id: '123', category: 'red' }),
  lineOf(10_000, { product_id: '000', category: 'blue' }),
  lineOf(4000, { product_id: '0001' }),
]
const withoutRed = { discounts: 'after' as const, excluded_product_ids: [], excluded_categories: ['red'] }
const bonus = rule('bonus', { by: 'item', units: 200 }, { product_ids: ['000'] })
/** Pens of 3.20 as one line, so many of them free by voucher, priced as a sale is. */
function pens(n: number, free = 0) {
  const line = {
    line_no: 1,
    product_id: 'pen',
    sku: null,
    label: '',
    category: null,
    quantity_milli: n * 1000,
    unit_price_cents: 320,
    discount_cents: 0,
  }
  const vouchers = Array.from({ length: free }, (_, at) => ({
    voucher_id: String(at),
    kind: 'free_product' as const,
    available_cents: 0,
    terms: { product_id: 'pen' },
    amount_cents: null,
  }))
  return priceBasket([line], 0, vouchers)
}

export const answersOfEarning: Record<string, () => Record<string, unknown>> = {
  'EARN-OL-01': () => ({ points: once({ earning: [perEuro(4)] }, openLoyalty) }),
  'EARN-OL-03': () => ({ points: once({ earning: [perEuro(4)], basis: withoutRed }, openLoyalty) }),
  'EARN-OL-05': () => ({ points: once({ earning: [bonus] }, openLoyalty) }),
  'EARN-OL-06': () => ({ points: once({ earning: [perEuro(10), perEuro(4, 1, 'b')] }, openLoyalty) }),
  'EARN-OL-08': () => ({
    points: once({ earning: [perEuro(4)], multipliers: [times(3, { product_ids: ['123'] })] }, openLoyalty),
  }),
  'EARN-OL-10': () => ({
    points: once({ earning: [perEuro(4, 1, 'a', { basket_min_cents: 300_00 })] }, openLoyalty),
  }),
  'EARN-OL-11': () => ({
    points: once(
      {
        earning: [perEuro(4), perEuro(10, 1, 'b'), bonus],
        multipliers: [
          times(3, { categories: ['red'] }, ['a', 'b']),
          times(5, { categories: ['blue'] }, ['a', 'b']),
        ],
      },
      openLoyalty,
    ),
  }),
  'EARN-01': () => ({ points: once({ earning: [perEuro(1), perEuro(1, 2, 'b')] }, [1999]) }),
  'EARN-03': () => {
    const fixed = (units: number, priority: number): EarningRule => ({
      ...rule(`fixed ${units}`, { by: 'purchase', units, minimum_cents: 0 }),
      exclusive_group: 'one of',
      priority,
    })
    return { points: once({ earning: [fixed(50, 5), fixed(200, 20)] }, [1999]) }
  },
  'EARN-04': () => ({ points: once({ earning: [perEuro(1)], multipliers: [times(2)] }, [1999]) }),
  'EARN-07': () => ({
    points: [
      once({ earning: [rule('a', { by: 'item', units: 100 })] }, [lineOf(1, { quantity_milli: 3000 })]),
      once({ earning: [perEuro(3)] }, [4000]),
      once({ earning: [perEuro(1)] }, [1999]),
      once({ earning: [perEuro(1, 0)] }, [5000]),
    ],
  }),
  'EARN-10': () => ({ points: once({ earning: [perEuro(1, 10)], units: lose }, [10_500]) }),
  'EARN-11': () => ({
    points_without_carry_over: earned({ earning: [perEuro(1, 50)], units: lose }, [3000], [2000])[1],
    points_with_carry_over: earned({ earning: [perEuro(1, 50)] }, [3000], [2000])[1],
  }),
  'EARN-18': () => {
    const spent = [0, 4, 0, 4]
    let balance = 0
    const each = { earning: [rule('a', { by: 'item', units: 1 })] }
    const baskets = [pens(2), pens(3, 1), pens(4), pens(2, 1)]
    const given = earned(each, ...baskets.map(({ lines }) => lines))
    return {
      to_pay: baskets.map(({ to_pay_cents }) => to_pay_cents / 100),
      balance_after: given.map((units, n) => (balance += units - spent[n]!)),
    }
  },
  'EARN-22': () => {
    const earning = [rule('a', { by: 'item', units: 1 }, { basket_min_cents: 100_00 })]
    const [first, second] = earned({ earning }, [lineOf(150_00, { quantity_milli: 3000 })], [lineOf(50_00)])
    return { coupon_points_after_1: first, free_items_on_order_2: first, coupon_points_after_2: second }
  },
  'EARN-25': () => {
    const caps: Cap[] = [
      { per: 'month', units_max: 1000, over: 'reduce' },
      { per: 'sale', units_max: 200, over: 'refuse' },
    ]
    const programme = programmeOf({ earning: [perEuro(1)], units: [{ ...points, caps }] })
    const already = accountOf({ counters: { 'points@month:2026-06-01': 900 } })
    const given = (cents: number, accounts: AccountState[]) =>
      judgeSale(programme, saleOf([cents]), accounts).awards[0]!.units
    return { awarded: [given(150_00, [already]), given(250_00, [])] }
  },
  'EARN-27': () => {
    const then = programmeOf({ earning: [perEuro(1)] })
    const { awards } = judgeSale(then, saleOf([10_000]), [])
    const line = [{ line_no: 1, quantity_milli: 1000 }]
    const reversed = planReturn(then, awards, line, [], line).units.points!
    return { awarded: awards[0]!.units, reversed, balance: awards[0]!.units - reversed }
  },
}
