/** Rewards that come by themselves when time, not a sale, brings the points: pending ones that became available. */
import { newId } from '../../lib/id.ts'
import type { Context } from '../../platform/database.ts'
import { settleAccount } from '../points/actions.ts'
import { findProgramme } from '../programmes/actions.ts'
import type { AccountState } from '../programmes/judgement.ts'
import { triggeredRewards } from '../programmes/rules.ts'
import type { Codes } from '../vouchers/codes.ts'
import { giveReward } from './give-reward.ts'
import { findHolderOfAccount } from './queries.ts'

/** For each of these accounts, as often as its balance reaches the cost; a customer who left gets none. */
export async function giveAutomaticRewards(
  ctx: Context,
  codes: Codes,
  account_ids: string[],
): Promise<number> {
  const programme = (await findProgramme(ctx))?.programme
  if (!programme?.rewards.some((reward) => reward.trigger === 'automatic')) return 0
  let given = 0
  for (const account_id of new Set(account_ids)) {
    const holder = await findHolderOfAccount(ctx, account_id)
    if (!holder) continue
    const accounts: AccountState[] = []
    for (const { unit } of programme.units) {
      const { balance, held, pending, debt, remainders } = await settleAccount(ctx, account_id, unit)
      accounts.push({ unit, available: balance - held, pending, debt, remainders })
    }
    for (const { reward_id, times } of triggeredRewards(programme, accounts)) {
      const reward = programme.rewards.find((one) => one.reward_id === reward_id)!
      for (let time = 0; time < times; time++) {
        const redemption_id = newId(ctx.now.getTime())
        await giveReward(ctx, codes, reward, {
          ...holder,
          account_id,
          redemption_id,
          store_id: null,
          trigger: 'automatic',
          held: false,
        })
        given += 1
      }
    }
  }
  return given
}
