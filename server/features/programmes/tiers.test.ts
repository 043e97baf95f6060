import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addMonths, dayOfIsoDate, isoDate, localDayOf, startOfLocalDay } from '../../lib/time.ts'
import { judgeSale } from './judge.ts'
import type { AccountState, LotToOpen, TierState } from './judgement.ts'
import { ladderUnit, missingToNextTier, tierOf, unitsOf } from './ladder.ts'
import type { Ladder, Programme } from './programme.ts'
import { accountOf, byAmount, ladderOf, programmeOf, saleOf } from './sample.ts'
import { grantTier, reviewTier, tierAfter, tierAfterReturn } from './tiers.ts'

const zone = 'Europe/Paris'
const noonOf = (date: string) => startOfLocalDay(dayOfIsoDate(date), zone) + 12 * 3_600_000
const dateOf = (at_ms: number | null | undefined) => (at_ms == null ? null : isoDate(localDayOf(at_ms, zone)))
const named = (tier_id: string, threshold: number) => ({ tier_id, name: tier_id, threshold, benefits: [] })
const three = [named('bronze', 0), named('silver', 500), named('gold', 1000)]
const ladder = (changes: Partial<Ladder> = {}) => ladderOf(three, changes)
const yearly = { kind: 'calendar', of: 'year' } as const
const rolling = { kind: 'rolling', months: 12 } as const

/**
 * Five years of one member: a clock that goes from day to day, the lots of what counts, and reviews decided with what
 * counted at their instant, as the ledger does it. Answers when which tier began.
 */
function fiveYears(of: Ladder, purchases: Record<string, number>): string[] {
  const programme: Programme = programmeOf({ earning: [], ladders: [of] })
  const unit = ladderUnit(of.ladder_id)
  let account: AccountState = accountOf({ unit })
  const lots: LotToOpen[] = []
  const open = (at_ms: number) =>
    lots.reduce((sum, lot) => sum + (lot.expires_at_ms! > at_ms ? lot.units : 0), 0)
  const story: string[] = []
  let last = tierOf(of, null)!.tier_id
  const tell = (date: string) => {
    const now = tierOf(of, account.tier)!.tier_id
    if (now !== last) story.push(`${date} ${now}`)
    last = now
  }
  const [from, to] = [dayOfIsoDate('2024-01-01'), dayOfIsoDate('2029-01-01')]
  for (let day = from; day < to; day += 1) {
    const [date, at_ms] = [isoDate(day), startOfLocalDay(day, zone)]
    const due_ms = account.tier?.until_ms ?? Infinity
    if (due_ms <= at_ms) {
      assert.equal(due_ms, at_ms, 'a review is due at the start of a local day')
      account = { ...account, tier: reviewTier(of, account.tier!, open(at_ms - 1), at_ms, zone) }
    }
    account = { ...account, available: open(at_ms) }
    tell(date)
    const amount = purchases[date]
    if (amount === undefined) continue
    const judged = judgeSale(programme, saleOf([amount], { occurred_at_ms: at_ms + 36e5 }), [account])
    account = judged.accounts.find((one) => one.unit === unit)!
    lots.push(...judged.lots.filter((lot) => lot.unit === unit))
    tell(date)
  }
  return story
}

test('five years by calendar', () => {
  const buys = {
    '2024-03-10': 600,
    '2024-11-20': 500,
    '2025-02-01': 550,
    '2027-12-31': 1000,
    '2028-02-29': 100,
  }
  assert.deepEqual(fiveYears(ladder(), buys), [
    '2024-03-10 silver',
    '2024-11-20 gold',
    '2025-01-01 bronze',
    '2025-02-01 silver',
    '2026-01-01 bronze',
    '2027-12-31 gold',
    '2028-01-01 bronze',
  ])
  assert.deepEqual(fiveYears(ladder({ keeps_periods: 1 }), buys), [
    '2024-03-10 silver',
    '2024-11-20 gold',
    '2026-01-01 silver',
    '2027-01-01 bronze',
    '2027-12-31 gold',
  ])
  assert.deepEqual(fiveYears(ladder({ keeps_periods: 1, drops: 'one_step' }), { '2024-03-10': 1000 }), [
    '2024-03-10 gold',
    '2026-01-01 silver',
    '2027-01-01 bronze',
  ])
  assert.deepEqual(fiveYears(ladder({ starts: 'next_period' }), buys), [
    '2025-01-01 gold',
    '2026-01-01 silver',
    '2027-01-01 bronze',
    '2028-01-01 gold',
  ])
  assert.deepEqual(fiveYears(ladder({ grace_days: 31 }), buys), [
    '2024-03-10 silver',
    '2024-11-20 gold',
    '2025-02-01 bronze',
    '2025-02-01 silver',
    '2026-02-01 bronze',
    '2027-12-31 gold',
    '2028-02-01 bronze',
  ])
})

test('five years by months and quarters', () => {
  const monthly = ladder({ period: { kind: 'calendar', of: 'month' } })
  assert.deepEqual(fiveYears(monthly, { '2024-02-29': 500, '2024-03-31': 1000 }), [
    '2024-02-29 silver',
    '2024-03-01 bronze',
    '2024-03-31 gold',
    '2024-04-01 bronze',
  ])
  const quarterly = ladder({ period: { kind: 'calendar', of: 'quarter' }, keeps_periods: 2 })
  // Reached again in the second quarter, it is kept two quarters from there.
  assert.deepEqual(fiveYears(quarterly, { '2024-01-15': 1000, '2024-06-30': 1000 }), [
    '2024-01-15 gold',
    '2025-01-01 bronze',
  ])
  assert.deepEqual(fiveYears(quarterly, { '2024-01-15': 1000 }), ['2024-01-15 gold', '2024-10-01 bronze'])
})

test('five years that roll', () => {
  const twelve = ladder({ period: rolling })
  assert.deepEqual(fiveYears(twelve, { '2024-02-29': 600, '2024-06-15': 500 }), [
    '2024-02-29 silver',
    '2024-06-15 gold',
    '2025-06-16 silver',
    '2026-06-16 bronze',
  ])
  // At the review of 16 June 2025 the 500 of a year before still count, and no more.
  assert.deepEqual(fiveYears(twelve, { '2024-06-15': 1000, '2025-06-15': 400 }), [
    '2024-06-15 gold',
    '2026-06-16 bronze',
  ])
  const monthly = Object.fromEntries(
    Array.from({ length: 60 }, (_, n) => [isoDate(addMonths(dayOfIsoDate('2024-01-31'), n)), 100]),
  )
  assert.deepEqual(fiveYears(twelve, monthly), ['2024-05-31 silver', '2024-10-31 gold'])
})

test('a loss in grace: what follows begins at its end, and reaching the tier again ends it', () => {
  const of = ladder({ grace_days: 10, keeps_periods: 1 })
  const gold: TierState = { tier_id: 'gold', since_ms: 0, until_ms: noonOf('2027-01-01') - 12 * 36e5 }
  const lost = reviewTier(of, gold, 600, noonOf('2027-01-05'), zone)!
  assert.deepEqual(
    [lost.tier_id, lost.in_grace, lost.next_tier_id, dateOf(lost.until_ms)],
    ['gold', true, 'silver', '2027-01-11'],
  )
  assert.equal(reviewTier(of, lost, 0, noonOf('2027-01-10'), zone), lost)
  const after = reviewTier(of, lost, 0, noonOf('2027-01-11'), zone)!
  assert.deepEqual(
    [after.tier_id, after.in_grace, dateOf(after.until_ms)],
    ['silver', undefined, '2028-01-01'],
  )
  assert.equal(dateOf(after.since_ms), '2027-01-11')
  const again = tierAfter(of, lost, 1000, noonOf('2027-01-05'), zone)!
  assert.deepEqual([again.tier_id, again.in_grace, dateOf(again.until_ms)], ['gold', undefined, '2029-01-01'])
})

test('a tier given by hand is a floor, kept without end, and above it merit counts', () => {
  const of = ladder({ keeps_periods: 1 })
  const at_ms = noonOf('2026-06-15')
  const silver = grantTier(of, null, 'silver', 0, at_ms, zone)
  assert.deepEqual([silver.tier_id, silver.floor_tier_id, silver.until_ms], ['silver', 'silver', null])
  const gold = tierAfter(of, silver, 1000, at_ms, zone)!
  assert.deepEqual([gold.tier_id, dateOf(gold.until_ms)], ['gold', '2028-01-01'])
  assert.equal(reviewTier(of, gold, 0, noonOf('2028-01-01'), zone)!.tier_id, 'silver')
  const taken = grantTier(of, silver, null, 0, at_ms, zone)
  assert.deepEqual(
    [taken.tier_id, taken.floor_tier_id, dateOf(taken.until_ms)],
    ['silver', undefined, '2028-01-01'],
  )
  const above = grantTier(of, gold, 'bronze', 1000, at_ms, zone)
  assert.deepEqual([above.tier_id, dateOf(above.until_ms)], ['gold', '2028-01-01'])
})

test('a sale is judged by the tier that stands at its instant; the one it reaches counts from the next', () => {
  const programme = programmeOf({
    earning: [byAmount(100)],
    multipliers: [
      {
        multiplier_id: 'gold',
        name: 'Gold',
        unit: 'points',
        factor_milli: 2000,
        when: { tier_ids: ['gold'] },
      },
    ],
    ladders: [ladderOf([named('bronze', 0), named('gold', 1000_00)])],
  })
  const at = (date: string) => ({ occurred_at_ms: noonOf(date) })
  const points = (judged: ReturnType<typeof judgeSale>) =>
    judged.awards.reduce((sum, { unit, units }) => sum + (unit === 'points' ? units : 0), 0)
  const first = judgeSale(programme, saleOf([1000_00], at('2026-06-15')), [])
  assert.equal(points(first), 1000)
  assert.deepEqual(
    first.tier_changes.map(({ ladder_id, from, to }) => [ladder_id, from, to.tier_id, dateOf(to.until_ms)]),
    [['club', null, 'gold', '2027-01-01']],
  )
  const second = judgeSale(programme, saleOf([1000_00], at('2026-12-31')), first.accounts)
  assert.equal(points(second), 2000)
  // The review that is due on New Year's Day is decided before the sale of that day.
  const third = judgeSale(programme, saleOf([100_00], at('2027-01-01')), second.accounts)
  assert.equal(points(third), 100)
  assert.deepEqual(
    third.tier_changes.map(({ from, to }) => [from!.tier_id, to.tier_id]),
    [['gold', 'bronze']],
  )
  // What left with the year is the ledger's to take off: here it only no longer counts.
  assert.equal(third.accounts.find(({ unit }) => unit === 'tier_club')!.available, 2100_00)
  // The ledger kept what counted at the review: then it is not asked again of what is there now.
  const kept = ladderOf(programme.ladders![0]!.tiers, { keeps_periods: 1 })
  const state: TierState = { tier_id: 'gold', since_ms: 0, until_ms: noonOf('2027-01-01') - 12 * 36e5 }
  const account = accountOf({ unit: 'tier_club', available: 0, tier: state, tier_value: 1000_00 })
  const renewed = judgeSale({ ...programme, ladders: [kept] }, saleOf([1_00], at('2027-02-01')), [account])
  assert.equal(points(renewed), 2)
  assert.equal(dateOf(renewed.tier_changes[0]!.to.until_ms), '2028-01-01')
})

test('a return takes the tier that stood on it, and leaves the one that stands without', () => {
  const of = ladder({ keeps_periods: 1 })
  const buy = (state: TierState | null, value: number, date: string) =>
    tierAfter(of, state, value, noonOf(date), zone)
  const silver = buy(null, 500, '2026-02-01')!
  const gold = buy(silver, 1000, '2026-03-01')!
  const back = (state: TierState | null, units: number, sold: string, value: number, date: string) =>
    tierAfterReturn(of, state, { units, sold_at_ms: noonOf(sold) }, value, noonOf(date), zone)
  assert.deepEqual(back(gold, 500, '2026-03-01', 500, '2026-03-05'), silver)
  const only_second = back(gold, 500, '2026-02-01', 500, '2026-03-05')!
  assert.deepEqual([only_second.tier_id, dateOf(only_second.since_ms)], ['silver', '2026-03-01'])
  assert.equal(back(only_second, 500, '2026-03-01', 0, '2026-03-06'), null)
  // In the next year, when what counted has long left: the tier goes with what it stood on, and with nothing else.
  assert.deepEqual(back(gold, 500, '2026-03-01', 0, '2027-01-10'), silver)
  assert.equal(back(gold, 500, '2026-04-01', 0, '2027-01-10'), gold)
  assert.equal(back(gold, 0, '2026-03-01', 0, '2027-01-10'), gold)
})

test('a tier renewed at its review by goods that come back afterwards is lost after all', () => {
  const of = ladder({ keeps_periods: 1 })
  const gold: TierState = { tier_id: 'gold', since_ms: 0, until_ms: noonOf('2027-01-01') - 12 * 36e5 }
  const renewed = reviewTier(of, gold, 1200, noonOf('2027-01-01'), zone)!
  assert.equal(renewed.tier_id, 'gold')
  const back = (units: number, sold: string) =>
    tierAfterReturn(of, renewed, { units, sold_at_ms: noonOf(sold) }, 0, noonOf('2027-01-10'), zone)!.tier_id
  assert.equal(back(200, '2026-12-24'), 'gold')
  assert.equal(back(201, '2026-12-24'), 'silver')
  assert.equal(back(1200, '2026-12-24'), 'bronze')
  assert.equal(back(1200, '2025-12-24'), 'gold', 'what was bought before the period had no part in it')
  assert.equal(back(1200, '2027-01-02'), 'gold')
})

test('after a long silence one review follows the other, and what counted once counts once', () => {
  const of = ladder({ keeps_periods: 1 })
  const programme = programmeOf({ earning: [], ladders: [of] })
  const state: TierState = { tier_id: 'gold', since_ms: 0, until_ms: noonOf('2027-01-01') - 12 * 36e5 }
  const changes = (changes: Partial<AccountState>) =>
    judgeSale(programme, saleOf([400], { occurred_at_ms: noonOf('2029-06-15') }), [
      accountOf({ unit: 'tier_club', tier: state, ...changes }),
    ]).tier_changes.map(({ to }) => [to.tier_id, dateOf(to.since_ms), dateOf(to.until_ms)])
  const twice = [
    ['gold', '1970-01-01', '2028-01-01'],
    ['bronze', '2028-01-01', null],
  ]
  assert.deepEqual(changes({ available: 0, tier_value: 1000 }), twice)
  assert.deepEqual(changes({ available: 1000 }), twice, 'as a till does, that nobody settled')
  assert.deepEqual(changes({ available: 100, tier_value: 1000 }), [
    ...twice,
    ['silver', '2029-06-15', '2031-01-01'],
  ])
})

test('a tier that waits for its period is not put off by one that is reached again', () => {
  const of = ladder({ starts: 'next_period', keeps_periods: 1 })
  const silver: TierState = { tier_id: 'silver', since_ms: 0, until_ms: noonOf('2027-01-01') - 12 * 36e5 }
  const waiting = tierAfter(of, silver, 1000, noonOf('2026-06-15'), zone)!
  assert.deepEqual(
    [waiting.tier_id, waiting.next_tier_id, dateOf(waiting.until_ms)],
    ['silver', 'gold', '2027-01-01'],
  )
  assert.equal(tierAfter(of, waiting, 1500, noonOf('2026-06-16'), zone), waiting)
  assert.equal(tierAfter(of, waiting, 600, noonOf('2026-06-16'), zone), waiting)
  const gold = reviewTier(of, waiting, 1500, noonOf('2027-01-01'), zone)!
  assert.deepEqual([gold.tier_id, dateOf(gold.until_ms)], ['gold', '2029-01-01'])
})

test('what is missing to the next tier', () => {
  const of = ladder()
  const missing = (state: TierState | null, value: number) => {
    const next = missingToNextTier(of, state, value)
    return next && [next.tier.tier_id, next.missing, next.progress]
  }
  assert.deepEqual(missing(null, 125), ['silver', 375, 0.25])
  assert.deepEqual(missing(null, -10), ['silver', 510, 0])
  const at = (tier_id: string, changes: Partial<TierState> = {}): TierState => ({
    tier_id,
    since_ms: 0,
    until_ms: null,
    ...changes,
  })
  assert.deepEqual(missing(at('silver'), 750), ['gold', 250, 0.75])
  assert.equal(missing(at('gold'), 0), null)
  assert.deepEqual(missing(at('bronze', { next_tier_id: 'silver' }), 600), ['gold', 400, 0.6])
  assert.deepEqual(missing(at('silver', { next_tier_id: 'bronze', in_grace: true }), 100), ['gold', 900, 0.1])
  const closed = ladderOf([named('gold', 1000)])
  assert.equal(tierOf(closed, null), null)
  assert.deepEqual(missingToNextTier(closed, null, 900)!.missing, 100)
})

test('the ledger keeps a unit for each ladder, whose lots leave with its period', () => {
  const programme = programmeOf({ ladders: [ladder(), ladder({ ladder_id: 'roll', period: rolling })] })
  const units = unitsOf(programme)
  assert.deepEqual(
    units.map(({ unit }) => unit),
    ['points', 'tier_club', 'tier_roll'],
  )
  const { lots } = judgeSale(programme, saleOf([100]), [])
  assert.deepEqual(
    lots.map(({ unit, units: of, expires_at_ms }) => [unit, of, dateOf(expires_at_ms)]),
    [
      ['tier_club', 100, '2027-01-01'],
      ['tier_roll', 100, '2027-06-16'],
    ],
  )
  assert.deepEqual(yearly, ladder().period)
})

test('a ladder measures amounts, visits of at least so much, or units given', () => {
  const given = (measures: Ladder['measures'], cents: number) =>
    judgeSale(
      programmeOf({
        earning: [byAmount(100), { ...byAmount(50), rule_id: 'b' }],
        ladders: [ladder({ measures })],
      }),
      saleOf([cents]),
      [],
    ).awards.find(({ unit }) => unit === 'tier_club')?.units
  assert.equal(given({ by: 'amount' }, 1999), 1999)
  assert.equal(given({ by: 'visits', minimum_cents: 2000 }, 1999), undefined)
  assert.equal(given({ by: 'visits', minimum_cents: 2000 }, 2000), 1)
  assert.equal(given({ by: 'visits', minimum_cents: 0 }, 0), undefined)
  assert.equal(given({ by: 'units', unit: 'points' }, 1999), 19 + 39)
})
