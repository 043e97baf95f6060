/** What the rules of expiry and of tiers say to the cases of other systems. */
import { dayOfIsoDate, isoDate, localDayOf, startOfLocalDay } from '../../lib/time.ts'
import { expiresAt } from './expiry.ts'
import { judgeSale } from './judge.ts'
import type { AccountState, TierState } from './judgement.ts'
import { tierOf } from './ladder.ts'
import type { Expiry, Ladder } from './programme.ts'
import { accountOf, byAmount, ladderOf, programmeOf, saleOf } from './sample.ts'
import { reviewTier, tierAfter } from './tiers.ts'

const zone = 'Europe/Paris'
const noonOf = (date: string) => startOfLocalDay(dayOfIsoDate(date), zone) + 12 * 3_600_000
const goneOn = (expiry: Expiry, date: string) =>
  isoDate(localDayOf(expiresAt(expiry, noonOf(date), zone)!, zone))
const dayBefore = (date: string) => isoDate(dayOfIsoDate(date) - 1)

const levels = (thresholds: Record<string, number>, changes: Partial<Ladder> = {}) =>
  ladderOf(
    Object.entries(thresholds).map(([tier_id, threshold]) => ({
      tier_id,
      name: tier_id,
      threshold,
      benefits: [],
    })),
    changes,
  )

/** The local dates from and to which a tier lasts, both included, without the year. */
function span(ladder: Ladder): (string | null)[] {
  const reached = tierAfter(ladder, null, 100, noonOf('2026-03-10'), zone)!
  const begun = reached.next_tier_id ? reviewTier(ladder, reached, 100, reached.until_ms!, zone)! : reached
  const lost = reviewTier(ladder, begun, 0, begun.until_ms!, zone)!
  const until = lost.in_grace ? lost.until_ms! : begun.until_ms!
  const from = isoDate(localDayOf(begun.since_ms, zone)).slice(5)
  return [from, dayBefore(isoDate(localDayOf(until, zone))).slice(5)]
}

export const answersOfTime: Record<string, () => Record<string, unknown>> = {
  'EXP-08': () => ({ expires_at: `${goneOn({ kind: 'rolling', months: 1 }, '2026-01-25')}T00:00` }),
  'EXP-10': () => {
    const expiry: Expiry = { kind: 'rolling', months: 1, to_end_of: 'month' }
    const ends = new Set(
      Array.from({ length: 31 }, (_, n) =>
        dayBefore(goneOn(expiry, isoDate(dayOfIsoDate('2026-01-01') + n))),
      ),
    )
    return { usable_through: `${[...ends].join(' or ')} end of day` }
  },
  'EXP-11': () => {
    const expiry: Expiry = { kind: 'rolling', months: 12, to_end_of: 'month' }
    return { expires_at: `${goneOn(expiry, '2020-07-06')}T00:00 local` }
  },
  'TIER-01': () => {
    const ladder = levels({ Bronze: 0, Silver: 10_000_00, Gold: 20_000_00 })
    const programme = programmeOf({ earning: [], ladders: [ladder] })
    const spent: [number, number][] = [
      [0, 6000],
      [0, 15_000],
      [0, 25_000],
      [4000, 500],
      [8000, 3000],
      [18_000, 3000],
      [22_000, 5000],
    ]
    const tiers = spent.map(([before, now]) => {
      const account = accountOf({ unit: 'tier_club', available: before * 100 })
      const { accounts } = judgeSale(programme, saleOf([now * 100]), [account])
      return tierOf(ladder, accounts.find(({ unit }) => unit === 'tier_club')!.tier)!.tier_id
    })
    return { tiers }
  },
  'TIER-03': () => {
    const ladder = levels({ L0: 0, L1: 20, L2: 30 }, { period: { kind: 'rolling', months: 12 } })
    const at_ms = noonOf('2026-06-15')
    const levelAfter = (tier_id: string, floor_tier_id: string, value: number) => {
      const state: TierState = { tier_id, floor_tier_id, since_ms: 0, until_ms: at_ms }
      const after = tierAfter(ladder, reviewTier(ladder, state, value, at_ms, zone), value, at_ms, zone)
      const level = tierOf(ladder, after)!.tier_id
      return level === tier_id ? `unchanged (${level})` : level
    }
    return {
      new_level: [
        levelAfter('L1', 'L1', 40),
        levelAfter('L2', 'L1', 0),
        levelAfter('L1', 'L1', 21),
        levelAfter('L2', 'L0', 21),
      ],
    }
  },
  'TIER-04': () => {
    const ladder = levels(
      { L0: 0, L1: 10, L2: 30, L3: 100 },
      {
        measures: { by: 'units', unit: 'points' },
        period: { kind: 'calendar', of: 'year' },
        keeps_periods: 1,
      },
    )
    const programme = programmeOf({ earning: [byAmount(100)], ladders: [ladder] })
    let accounts: AccountState[] = []
    let left_at_ms = 0
    const level_after_earning = [10_00, 20_00].map((cents) => {
      const judged = judgeSale(programme, saleOf([cents]), accounts)
      accounts = judged.accounts
      left_at_ms = judged.lots.find(({ unit }) => unit === 'tier_club')!.expires_at_ms!
      return tierOf(ladder, accounts.find(({ unit }) => unit === 'tier_club')!.tier)!.tier_id
    })
    const level_after_year_end = [5, 10, 30].map((value) => {
      const state: TierState = { tier_id: 'L2', since_ms: 0, until_ms: left_at_ms }
      return tierOf(ladder, reviewTier(ladder, state, value, left_at_ms, zone))!.tier_id
    })
    // What counted leaves at the very instant of the review, which has looked at it before.
    const year_end_ms = startOfLocalDay(dayOfIsoDate('2027-01-01'), zone)
    return { level_after_earning, level_after_year_end, balance_after_reset: left_at_ms - year_end_ms }
  },
  'TIER-06': () => {
    const monthly = (changes: Partial<Ladder>) =>
      levels({ base: 0, gold: 100 }, { period: { kind: 'calendar', of: 'month' }, ...changes })
    const next = span(monthly({ starts: 'next_period' }))
    return {
      from_to: [
        span(monthly({})),
        // The page leaves the end open.
        [next[0], null],
        span(monthly({ keeps_periods: 1 })),
        span(monthly({ grace_days: 7 })),
      ],
    }
  },
}
