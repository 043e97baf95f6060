/** What a reward asks about a customer before it is given: tiers, clubs, what they took before, what is left. */
import { localDayOf } from '../../lib/time.ts'
import type { Context } from '../../platform/database.ts'
import type { Reward } from '../programmes/programme.ts'
import { listClubs, listTakings, listTiers } from './queries.ts'
import { listStockLeft } from './stock-queries.ts'
import { countTaken, rewardOpenTo, type WhyClosed } from './rules.ts'

type Who = { customer_id: string; account_id: string }
type At = { time_zone: string; redemption_id?: string | null }

/**
 * Why each of these rewards is closed to a customer now, or null. Read once for all of them, and only what one of them
 * asks. Whoever takes one has locked the account first: then no other taking of theirs is under way.
 */
export async function readClosed(
  ctx: Context,
  { customer_id, account_id }: Who,
  rewards: Reward[],
  { time_zone, redemption_id = null }: At,
): Promise<Map<string, { why: WhyClosed | null; stock_left: number | null }>> {
  const asks = (wants: (reward: Reward) => unknown) => rewards.some((reward) => Boolean(wants(reward)))
  const limited = rewards.filter((reward) => reward.limited_stock).map(({ reward_id }) => reward_id)
  const tier_ids = asks((reward) => reward.tier_ids?.length) ? await listTiers(ctx, account_id) : []
  const club_ids = asks((reward) => reward.club_ids?.length) ? await listClubs(ctx, customer_id) : []
  const takings = asks((reward) => reward.per_customer)
    ? await listTakings(ctx, customer_id, account_id, redemption_id)
    : []
  const left =
    limited.length > 0 ? await listStockLeft(ctx, limited, redemption_id) : new Map<string, number>()
  const now_day = localDayOf(ctx.now.getTime(), time_zone)
  return new Map(
    rewards.map((reward) => {
      const stock_left = reward.limited_stock ? Math.max(0, left.get(reward.reward_id) ?? 0) : null
      const taken_counts = countTaken(takings, reward.reward_id, now_day, time_zone)
      const why = rewardOpenTo(reward, { now_day, tier_ids, club_ids, taken_counts, stock_left })
      return [reward.reward_id, { why, stock_left }]
    }),
  )
}
