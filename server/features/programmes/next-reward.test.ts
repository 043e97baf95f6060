import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayOfIsoDate } from '../../lib/time.ts'
import { nextReward, whyNotForThem, type Asking } from './next-reward.ts'
import { accountOf, giftCardAt, programmeOf } from './sample.ts'

const asking = (changes: Partial<Asking> = {}): Asking => ({
  day: dayOfIsoDate('2026-06-15'),
  tier_ids: [],
  club_ids: [],
  ...changes,
})

test('a reward is for its dates, its tiers and its clubs', () => {
  const dated = (from: string | null, to: string | null) => giftCardAt(10, { dates: { from, to } })
  assert.equal(whyNotForThem(giftCardAt(10), asking()), null)
  assert.equal(whyNotForThem(dated('2026-06-15', '2026-06-15'), asking()), null)
  assert.equal(whyNotForThem(dated('2026-06-16', null), asking()), 'not_yet')
  assert.equal(whyNotForThem(dated(null, '2026-06-14'), asking()), 'over')
  const gold = giftCardAt(10, { tier_ids: ['gold', 'platinum'] })
  assert.equal(whyNotForThem(gold, asking({ tier_ids: ['silver'] })), 'other_tier')
  assert.equal(whyNotForThem(gold, asking({ tier_ids: ['silver', 'gold'] })), null)
  assert.equal(whyNotForThem(giftCardAt(10, { club_ids: ['c'] }), asking()), 'other_club')
  assert.equal(whyNotForThem(giftCardAt(10, { club_ids: [] }), asking()), null)
})

test('the bar shows no reward that is not for who asks', () => {
  const programme = programmeOf({ rewards: [giftCardAt(10, { tier_ids: ['gold'] }), giftCardAt(50)] })
  const accounts = [accountOf({ available: 8 })]
  assert.equal(nextReward(programme, accounts)!.reward.cost, 10)
  assert.equal(nextReward(programme, accounts, asking())!.reward.cost, 50)
  assert.equal(nextReward(programme, accounts, asking({ tier_ids: ['gold'] }))!.missing, 2)
})
