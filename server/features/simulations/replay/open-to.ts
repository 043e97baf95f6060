/** Whether a reward may be had by the member under replay, as the product decides it. */
import { localDayOf } from '../../../lib/time.ts'
import type { AccountState } from '../../programmes/judgement.ts'
import type { Reward } from '../../programmes/programme.ts'
import { countTaken, rewardOpenTo, type Taking } from '../../rewards/rules.ts'
import type { SalesLog } from './columns.ts'

type At = { at: number; log: SalesLog; sale: number; accounts: AccountState[]; takings: Taking[] }

/** How many there are of a reward is not asked: one that runs out would have been made again. */
export function isOpenTo(reward: Reward, { at, log, sale, accounts, takings }: At): boolean {
  const { tier_ids, club_ids, dates, per_customer, reward_id } = reward
  if (!tier_ids?.length && !club_ids?.length && !dates && !per_customer) return true
  const { time_zone } = log.stores[log.store[sale]!]!
  const now_day = localDayOf(at, time_zone)
  return (
    rewardOpenTo(reward, {
      now_day,
      tier_ids: accounts.flatMap(({ tier }) => tier?.tier_id ?? []),
      club_ids: log.people[log.customer[sale]!]!.club_ids ?? [],
      taken_counts: countTaken(takings, reward_id, now_day, time_zone),
      stock_left: Infinity,
    }) === null
  )
}
