/** What a reward is, in more words, written on the vouchers of it that a sale gave: they keep the words of their day. */
import type { Context } from '../../platform/database.ts'
import type { Fact } from '../../platform/facts.ts'
import { findProgramme } from '../programmes/actions.ts'
import type { Reward } from '../programmes/programme.ts'
import { describeVouchers } from '../vouchers/actions.ts'
import { listTakenInSales } from './queries.ts'

/** Reacts to sales. At the counter and on the phone the words are there at once. */
export async function describeTaken(ctx: Context, facts: Fact[]): Promise<void> {
  const sale_ids = facts.flatMap(({ subject_id }) => (subject_id ? [subject_id] : []))
  if (sale_ids.length === 0) return
  const taken = await listTakenInSales(ctx, sale_ids)
  const words = new Map<string, Reward>()
  const described = []
  for (const { reward_id, voucher_id, recorded_at } of taken) {
    if (!words.has(reward_id))
      for (const reward of (await findProgramme(ctx, recorded_at))?.programme.rewards ?? [])
        words.set(reward.reward_id, reward)
    const reward = words.get(reward_id)
    const description = reward?.description?.trim() || null
    const picture_id = reward?.picture_id ?? null
    if (description || picture_id) described.push({ voucher_id, description, picture_id })
  }
  await describeVouchers(ctx, described)
}
