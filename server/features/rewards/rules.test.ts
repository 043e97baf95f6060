import { test } from 'node:test'
import assert from 'node:assert/strict'
import { dayOfIsoDate } from '../../lib/time.ts'
import type { Reward } from '../programmes/programme.ts'
import { accountOf, giftCardAt } from '../programmes/sample.ts'
import { countdownOf, countTaken, limitPeriod, nearFrom, rewardOpenTo, type Asking } from './rules.ts'

const none = { month: 0, year: 0, ever: 0 }
const reward = (changes: Partial<Reward> = {}): Reward => ({
  ...giftCardAt(100, { trigger: 'chosen' }),
  ...changes,
})
const why = (changes: Partial<Reward>, asking: Partial<Asking> & { day?: string } = {}) => {
  const { day = '2026-06-15', ...more } = asking
  return rewardOpenTo(reward(changes), {
    now_day: dayOfIsoDate(day),
    tier_ids: [],
    club_ids: [],
    taken_counts: none,
    stock_left: null,
    ...more,
  })
}

test('a reward without conditions is open to everybody', () => {
  assert.equal(why({}), null)
  assert.equal(why({ tier_ids: [], club_ids: [], dates: { from: null, to: null }, per_customer: null }), null)
})

test('the first and the last day count, the day before and the day after do not', () => {
  const dates = { from: '2026-06-01', to: '2026-06-30' }
  const seen = ['2026-05-31', '2026-06-01', '2026-06-30', '2026-07-01'].map((day) => why({ dates }, { day }))
  assert.deepEqual(seen, ['not_yet', null, null, 'over'])
  assert.equal(why({ dates: { from: '2026-06-01', to: null } }, { day: '2031-01-01' }), null)
  assert.equal(why({ dates: { from: null, to: '2026-06-30' } }, { day: '2020-01-01' }), null)
})

test('one of the tiers, and one of the clubs, is enough; both are asked for', () => {
  const both = { tier_ids: ['gold', 'silver'], club_ids: ['wine'] }
  assert.equal(why(both, { tier_ids: ['bronze'], club_ids: ['wine'] }), 'tier')
  assert.equal(why(both, { tier_ids: ['silver'], club_ids: ['tea'] }), 'club')
  assert.equal(why(both, { tier_ids: ['silver'], club_ids: ['tea', 'wine'] }), null)
})

test('a limit is reached at so many times, counted in its own period', () => {
  const per_customer = { times: 2, per: 'month' } as const
  assert.equal(why({ per_customer }, { taken_counts: { month: 1, year: 9, ever: 9 } }), null)
  assert.equal(why({ per_customer }, { taken_counts: { month: 2, year: 9, ever: 9 } }), 'limit')
  assert.equal(
    why({ per_customer: { times: 3, per: 'ever' } }, { taken_counts: { month: 0, year: 0, ever: 3 } }),
    'limit',
  )
})

test('a limited reward needs one that is left; what nobody counted is none', () => {
  assert.equal(why({ limited_stock: true }, { stock_left: 1 }), null)
  assert.equal(why({ limited_stock: true }, { stock_left: 0 }), 'out_of_stock')
  assert.equal(why({ limited_stock: true }, { stock_left: -1 }), 'out_of_stock')
  assert.equal(why({ limited_stock: true }), 'out_of_stock')
  assert.equal(why({}, { stock_left: 0 }), null)
})

test('takings are counted in the local calendar: midnight in Paris, the leap day, the turn of the year', () => {
  const at = (text: string) => ({ reward_id: 'a', occurred_at_ms: Date.parse(text) })
  const count = (day: string, ...texts: string[]) =>
    countTaken(
      [...texts.map(at), { reward_id: 'b', occurred_at_ms: 0 }],
      'a',
      dayOfIsoDate(day),
      'Europe/Paris',
    )
  // 31 May 22:00 UTC is 1 June at midnight in Paris; a millisecond earlier is May.
  assert.deepEqual(count('2026-06-15', '2026-05-31T22:00:00.000Z'), { month: 1, year: 1, ever: 1 })
  assert.deepEqual(count('2026-06-15', '2026-05-31T21:59:59.999Z'), { month: 0, year: 1, ever: 1 })
  assert.deepEqual(count('2026-12-31', '2026-12-31T22:59:59.999Z'), { month: 1, year: 1, ever: 1 })
  assert.deepEqual(count('2026-12-31', '2026-12-31T23:00:00.000Z'), { month: 0, year: 0, ever: 1 })
  assert.deepEqual(count('2028-02-29', '2028-02-01T12:00:00Z', '2028-02-29T12:00:00Z'), {
    month: 2,
    year: 2,
    ever: 2,
  })
  assert.deepEqual(count('2026-06-15'), none)
  const { from_ms, until_ms } = limitPeriod('year', dayOfIsoDate('2026-12-31'), 'Pacific/Auckland')
  assert.deepEqual(
    [new Date(from_ms).toISOString(), new Date(until_ms).toISOString()],
    ['2025-12-31T11:00:00.000Z', '2026-12-31T11:00:00.000Z'],
  )
})

test('near begins at the share of the cost or at so few missing, whichever comes first', () => {
  assert.equal(nearFrom(240, { share_basis_points: 9000, missing_units_max: null }), 216)
  assert.equal(nearFrom(240, { share_basis_points: 9000, missing_units_max: 50 }), 190)
  assert.equal(nearFrom(10, { share_basis_points: 9000, missing_units_max: 0 }), 9)
  assert.equal(nearFrom(1, { share_basis_points: 9000, missing_units_max: 5 }), 1)
})

test('the countdown says what is missing; a debt counts against, waiting units do not count', () => {
  const programme = { rewards: [reward(), reward({ reward_id: 'other', unit: 'stamps', cost: 10 })] }
  const stages = (available: number, debt = 0, pending = 0) =>
    countdownOf(programme, [accountOf({ available, debt, pending })]).map(({ missing, stage }) => [
      missing,
      stage,
    ])
  const far = [10, 'far']
  assert.deepEqual(stages(0), [[100, 'far'], far])
  assert.deepEqual(stages(89, 0, 50), [[11, 'far'], far])
  assert.deepEqual(stages(90), [[10, 'near'], far])
  assert.deepEqual(stages(99), [[1, 'near'], far])
  assert.deepEqual(stages(100), [[0, 'reached'], far])
  assert.deepEqual(stages(100, 5), [[5, 'near'], far])
  assert.equal(countdownOf(programme, [accountOf({ available: 250 })])[0]!.progress, 1)
})
