/** How many there are of a limited reward: delivered, lost, counted again. What is taken counts by itself. */
import type { Context } from '../../platform/database.ts'
import { publishMany } from '../../platform/facts.ts'
import { findKnownReward } from '../programmes/change-reward.ts'
import { RewardStockLow } from './events.ts'
import { refuse } from './refusals.ts'
import {
  addStockChange,
  findStockChange,
  listStockChanges,
  listStockLeft,
  lockShelf,
  openShelf,
  setLowAt,
  tellLow,
} from './stock-queries.ts'
import { stockDelta, type StockWish } from './rules.ts'

type Change = { reward_id: string; change_id: string; note?: string } & StockWish

async function findKnown(ctx: Context, reward_id: string) {
  const reward = await findKnownReward(ctx, reward_id)
  if (!reward) throw refuse('reward_not_in_catalogue')
  return reward
}

/**
 * Writes down a delivery, a loss or a count, once. A loss of more than there are is refused (`stock_too_low`): what is
 * wrong then is the count. The same id for another change is refused.
 */
export async function changeStock(ctx: Context, change: Change) {
  const { reward_id, change_id, reason, quantity, note } = change
  await findKnown(ctx, reward_id)
  await openShelf(ctx, reward_id)
  const shelf = (await lockShelf(ctx, reward_id))!
  const earlier = await findStockChange(ctx, change_id)
  if (earlier) {
    const asked = reason === 'count' ? earlier.counted : Math.abs(earlier.quantity)
    const same = earlier.reward_id === reward_id && earlier.reason === reason && asked === quantity
    if (!same) throw refuse('stock_change_reused')
    return readStock(ctx, reward_id)
  }
  const delta = stockDelta(change, shelf.left_count)
  if (delta === null) throw refuse('stock_too_low', { left_count: shelf.left_count })
  const counted = reason === 'count' ? quantity : null
  await addStockChange(ctx, {
    change_id,
    reward_id,
    quantity: delta,
    reason,
    counted,
    note: note?.trim() || null,
  })
  return readStock(ctx, reward_id)
}

/** At how many or fewer the shop is told; 0 tells it when the last one is gone. */
export async function watchStock(ctx: Context, reward_id: string, low_at: number) {
  await findKnown(ctx, reward_id)
  await openShelf(ctx, reward_id)
  await lockShelf(ctx, reward_id)
  await setLowAt(ctx, reward_id, low_at)
  return readStock(ctx, reward_id)
}

export async function readStock(ctx: Context, reward_id: string) {
  await findKnown(ctx, reward_id)
  const { left_count, low_at, changes } = await listStockChanges(ctx, reward_id)
  const free = (await listStockLeft(ctx, [reward_id])).get(reward_id) ?? 0
  return { reward_id, left_count, set_aside: Math.max(0, left_count - free), low_at, changes }
}

/** Reacts to takings: of what has come down to its mark the shop is told, once until there is more again. */
export async function tellLowStock(ctx: Context): Promise<void> {
  const low = await tellLow(ctx)
  const told = []
  for (const { reward_id, left_count } of low) {
    const name = (await findKnownReward(ctx, reward_id))?.name ?? ''
    told.push({ content: { reward_id, name, left_count }, about: { subject_id: reward_id } })
  }
  await publishMany(ctx, RewardStockLow, told)
}
