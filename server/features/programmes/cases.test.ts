/** Cases that other systems got right or wrong, where the reference data is at hand beside the project. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { dayOfIsoDate, isoDate, localDayOf } from '../../lib/time.ts'
import { judgeSale } from './judge.ts'
import type { AccountState, SaleLine } from './judgement.ts'
import type { EarningRule, Programme } from './programme.ts'
import { planReturn } from './returns.ts'
import { lineOf, points, programmeOf, saleOf } from './sample.ts'

const path = new URL('../../../../shared/data/loyalty-cases.json', import.meta.url)
const skip = existsSync(path) ? false : 'the reference cases are not beside this project'

type Case = { id: string; then: Record<string, unknown> }

const rule = (rule_id: string, counts: EarningRule['counts'], when: EarningRule['when'] = {}) => ({
  rule_id,
  unit: 'points',
  counts,
  when,
})
const perEuro = (units: number, euros = 1, id = 'a') =>
  rule(id, { by: 'amount', units, per_cents: euros * 100 })
const lose = [{ ...points, remainder: 'lose' as const }]

function earned(changes: Partial<Programme>, ...sales: (number | SaleLine)[][]): number[] {
  let accounts: AccountState[] = []
  return sales.map((lines) => {
    const judged = judgeSale(programmeOf(changes), saleOf(lines), accounts)
    accounts = judged.accounts
    return judged.awards.reduce((sum, award) => sum + award.units, 0)
  })
}

const openLoyalty = [
  lineOf(1200, { product_id: '123', category: 'red' }),
  lineOf(10_000, { product_id: '000', category: 'blue' }),
  lineOf(4000, { product_id: '0001' }),
]
const withoutRed = { discounts: 'after' as const, excluded_product_ids: [], excluded_categories: ['red'] }
const pens = (n: number, free = 0) => [
  lineOf(320 * (n - free), { quantity_milli: (n - free) * 1000 }),
  ...(free > 0 ? [lineOf(0, { quantity_milli: free * 1000, gross_cents: 320 * free })] : []),
]

/** Each answers what `then` holds under the given name. */
const answers: Record<string, () => Record<string, unknown>> = {
  'EARN-OL-01': () => ({ points: earned({ earning: [perEuro(4)] }, openLoyalty)[0] }),
  'EARN-OL-03': () => ({ points: earned({ earning: [perEuro(4)], basis: withoutRed }, openLoyalty)[0] }),
  'EARN-OL-05': () => {
    const fixed = rule('a', { by: 'item', units: 200 }, { product_ids: ['000'] })
    return { points: earned({ earning: [fixed] }, openLoyalty)[0] }
  },
  'EARN-OL-06': () => ({
    points: earned({ earning: [perEuro(10), perEuro(4, 1, 'b')] }, openLoyalty)[0],
  }),
  'EARN-01': () => ({ points: earned({ earning: [perEuro(1), perEuro(1, 2, 'b')] }, [1999])[0] }),
  'EARN-10': () => ({ points: earned({ earning: [perEuro(1, 10)], units: lose }, [10_500])[0] }),
  'EARN-11': () => ({
    points_without_carry_over: earned({ earning: [perEuro(1, 50)], units: lose }, [3000], [2000])[1],
    points_with_carry_over: earned({ earning: [perEuro(1, 50)] }, [3000], [2000])[1],
  }),
  'EARN-13': () => {
    const food = rule('a', { by: 'amount', units: 1, per_cents: 100 }, { categories: ['Food'] })
    const lines = [lineOf(9000, { gross_cents: 10_000, category: 'Food' }), lineOf(5000)]
    return { points: earned({ earning: [food] }, lines)[0] }
  },
  'EARN-16': () => ({ points: earned({ earning: [perEuro(1)] }, [9000, 4500])[0] }),
  'EARN-18': () => {
    const spent = [0, 4, 0, 4]
    let balance = 0
    const each = { earning: [rule('a', { by: 'item', units: 1 })] }
    const given = earned(each, pens(2), pens(3, 1), pens(4), pens(2, 1))
    return { balance_after: given.map((units, n) => (balance += units - spent[n]!)) }
  },
  'EARN-27': () => {
    const then = programmeOf({ earning: [perEuro(1)] })
    const { awards } = judgeSale(then, saleOf([10_000]), [])
    const line = [{ line_no: 1, quantity_milli: 1000 }]
    const reversed = planReturn(then, awards, line, [], line).units.points!
    return { awarded: awards[0]!.units, reversed, balance: awards[0]!.units - reversed }
  },
  'RET-06': () => {
    const programme = programmeOf({ earning: [perEuro(1)] })
    const { awards } = judgeSale(programme, saleOf([1000, 1000]), [])
    const [one, two] = [1, 2].map((line_no) => [{ line_no, quantity_milli: 1000 }])
    const sold = [...one!, ...two!]
    const first = planReturn(programme, awards, sold, [], one!).units.points!
    const second = planReturn(programme, awards, sold, one!, two!).units.points!
    return { balance_after: [20, 20 - first, 20 - first - second] }
  },
  'EXP-08': () => {
    const unit = { ...points, expiry: { kind: 'rolling' as const, months: 1 } }
    const occurred_at_ms = dayOfIsoDate('2026-01-25') * 86_400_000 + 1
    const { lots } = judgeSale(programmeOf({ units: [unit] }), saleOf([2000], { occurred_at_ms }), [])
    return { expires_at: `${isoDate(localDayOf(lots[0]!.expires_at_ms!, 'Europe/Paris'))}T00:00` }
  },
}

test('the cases of other systems come out as they should', { skip }, () => {
  const { cases } = JSON.parse(readFileSync(path, 'utf8')) as { cases: Case[] }
  let looked = 0
  for (const { id, then } of cases) {
    for (const [name, value] of Object.entries(answers[id]?.() ?? {})) {
      assert.deepEqual(value, then[name], `${id}: ${name}`)
      looked += 1
    }
  }
  assert.equal(looked, 16, 'every answer met its case')
})
