/** Whether a reward may be had by this member now: its tiers, clubs, dates, and how often one may have it. */
import { isoDate, localDayOf } from '../../../lib/time.ts'
import type { AccountState } from '../../programmes/judgement.ts'
import type { Reward } from '../../programmes/programme.ts'
import type { SalesLog } from './columns.ts'

type At = {
  at: number
  log: SalesLog
  sale: number
  accounts: AccountState[]
  taken: ReturnType<typeof timesTaken>
}

export function isOpenTo(reward: Reward, { at, log, sale, accounts, taken }: At): boolean {
  const { tier_ids, club_ids, dates, per_customer } = reward
  if (!tier_ids?.length && !club_ids?.length && !dates && !per_customer) return true
  const { time_zone } = log.stores[log.store[sale]!]!
  if (tier_ids?.length && !accounts.some(({ tier }) => tier?.tier_id && tier_ids.includes(tier.tier_id)))
    return false
  const clubs = log.people[log.customer[sale]!]!.club_ids ?? []
  if (club_ids?.length && !clubs.some((club) => club_ids.includes(club))) return false
  if (dates) {
    const day = isoDate(localDayOf(at, time_zone))
    if ((dates.from && day < dates.from) || (dates.to && day > dates.to)) return false
  }
  return !per_customer || taken.count(reward, at, time_zone) < per_customer.times
}

/** How often a member took each reward, in its calendar period. */
export function timesTaken() {
  const times = new Map<string, number>()
  const key = ({ reward_id, per_customer }: Reward, at: number, time_zone: string) => {
    if (!per_customer || per_customer.per === 'ever') return reward_id
    return `${reward_id} ${isoDate(localDayOf(at, time_zone)).slice(0, per_customer.per === 'month' ? 7 : 4)}`
  }
  return {
    clear: () => times.clear(),
    count: (reward: Reward, at: number, time_zone: string) => times.get(key(reward, at, time_zone)) ?? 0,
    add(reward: Reward, at: number, time_zone: string) {
      if (!reward.per_customer) return
      const name = key(reward, at, time_zone)
      times.set(name, (times.get(name) ?? 0) + 1)
    },
  }
}
