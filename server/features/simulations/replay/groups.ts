/** Who gets what: members by tenths of what they spend, and by how often they come. */
import type { Outlook } from './outlook.ts'
import type { Tally } from './tally.ts'

export type Group = {
  /** 1 is the tenth that spends most; of frequencies, the fewest visits of the group. */
  from: number
  /** Of frequencies, the most visits; null is no end. */
  to: number | null
  members: number
  rewarded_members: number
  turnover_cents: number
  cost_cents: number
  /** The least that is spent in the group. */
  least_cents: number
}

const VISITS: [from: number, to: number | null][] = [
  [1, 1],
  [2, 3],
  [4, 6],
  [7, 12],
  [13, 24],
  [25, null],
]

export function groupsOf(
  outlook: Outlook,
  cost: Float64Array,
  tally: Tally,
): { deciles: Group[]; frequencies: Group[] } {
  const buyers: number[] = []
  outlook.visits_of.forEach((visits, n) => {
    if (visits > 0) buyers.push(n)
  })
  buyers.sort((a, b) => outlook.turnover[b]! - outlook.turnover[a]! || a - b)
  const tenth = buyers.length / 10
  const deciles =
    buyers.length < 10
      ? []
      : Array.from({ length: 10 }, (_, n) =>
          groupOf(n + 1, n + 1, buyers.slice(Math.round(n * tenth), Math.round((n + 1) * tenth))),
        )
  const frequencies = VISITS.map(([from, to]) =>
    groupOf(
      from,
      to,
      buyers.filter((n) => outlook.visits_of[n]! >= from && outlook.visits_of[n]! <= (to ?? Infinity)),
    ),
  ).filter(({ members }) => members > 0)
  return { deciles, frequencies }

  function groupOf(from: number, to: number | null, accounts: number[]): Group {
    const group: Group = {
      from,
      to,
      members: accounts.length,
      rewarded_members: 0,
      turnover_cents: 0,
      cost_cents: 0,
      least_cents: Infinity,
    }
    for (const n of accounts) {
      if (tally.first_reward_day[n]! >= 0) group.rewarded_members += 1
      group.turnover_cents += outlook.turnover[n]!
      group.cost_cents += cost[n]!
      group.least_cents = Math.min(group.least_cents, outlook.turnover[n]!)
    }
    group.turnover_cents = Math.round(group.turnover_cents)
    group.cost_cents = Math.round(group.cost_cents)
    group.least_cents = Number.isFinite(group.least_cents) ? Math.round(group.least_cents) : 0
    return group
  }
}
