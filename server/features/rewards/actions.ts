/** The rewards of a programme as a customer sees them, and taking one back. */
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { refuse as refuseCustomer } from '../customers/refusals.ts'
import { readHold, releasePoints, restorePoints, settleAccount } from '../points/actions.ts'
import { findProgramme } from '../programmes/actions.ts'
import type { AccountState } from '../programmes/judgement.ts'
import { nextReward } from '../programmes/rules.ts'
import { readHolder, withdrawVoucher, type VoucherRow } from '../vouchers/actions.ts'
import { settleVoucher } from '../vouchers/holds.ts'
import { placeAt } from '../vouchers/issue-voucher.ts'
import { readClosed } from './asking.ts'
import { RewardCancelled } from './events.ts'
import { cancelRedemption, findRedemption } from './queries.ts'
import { refuse } from './refusals.ts'
import { giveBackStock } from './stock-queries.ts'

export async function findPerson(ctx: Context, customer_id: string) {
  const person = await readHolder(ctx, customer_id)
  if (!person) throw refuseCustomer('customer_not_found')
  return person
}

async function stateOf(ctx: Context, account_id: string, unit: string) {
  const { balance, held, pending, debt, remainders } = await settleAccount(ctx, account_id, unit)
  return { unit, available: balance - held, held, pending, debt, remainders }
}

/**
 * Every reward of the programme in force, how far this person is from it, and why it is closed to them, if it is.
 * None without a programme.
 */
export async function listRewards(ctx: Context, customer_id: string) {
  const person = await findPerson(ctx, customer_id)
  const programme = (await findProgramme(ctx))?.programme
  if (!programme || person.left_at) return []
  const accounts: (AccountState & { held: number })[] = []
  for (const { unit } of programme.units) accounts.push(await stateOf(ctx, person.account_id, unit))
  const { time_zone } = await placeAt(ctx, null, person.home_store_id)
  const closed = await readClosed(ctx, person, programme.rewards, { time_zone })
  return programme.rewards.map((reward) => {
    const account = accounts.find(({ unit }) => unit === reward.unit)!
    const { missing, progress } = nextReward({ ...programme, rewards: [reward] }, accounts)!
    const { why, stock_left } = closed.get(reward.reward_id)!
    const affordable = why === null && account.available >= reward.cost
    return { reward, affordable, missing, progress, held: account.held, why_closed: why, stock_left }
  })
}

export async function sayAccounts(ctx: Context, account_id: string, unit: string) {
  const { available, pending, debt } = await stateOf(ctx, account_id, unit)
  return [{ unit, available, pending, debt }]
}

/**
 * Cancels a reward whose voucher nobody has touched: the voucher is withdrawn, its points go back to the lots they came
 * from. False when it was used, is set aside, is over, or was cancelled before.
 */
export async function undoRedemption(ctx: Context, redemption_id: string, why: string): Promise<boolean> {
  const redemption = await findRedemption(ctx, redemption_id)
  if (!redemption || redemption.cancelled_at) return false
  const { account_id, customer_id, reward_id, reward_name: name, unit, cost, voucher_id } = redemption
  // The account before the voucher, as a sale takes them: in the other order they would wait for each other.
  await settleAccount(ctx, account_id, unit)
  if (!isUntouched(await settleVoucher(ctx, voucher_id))) return false
  if (!(await cancelRedemption(ctx, redemption_id))) return false
  await withdrawVoucher(ctx, voucher_id, why, redemption_id)
  await restorePoints(ctx, { cause_kind: 'redemption', cause_id: redemption_id, reason: why })
  await giveBackStock(ctx, redemption_id)
  const said = { redemption_id, reward_id, name, unit, cost, voucher_id, why }
  await publish(ctx, RewardCancelled, said, { customer_id, subject_id: redemption_id })
  return true
}

/** A gift to a cause is used by being given: until it is taken back, nobody has touched it. */
const isUntouched = (voucher: VoucherRow) =>
  !voucher.withdrawn_at &&
  !voucher.expired_at &&
  (voucher.uses_left === 1 || voucher.kind === 'donation') &&
  voucher.balance_cents === voucher.amount_cents &&
  voucher.held_cents === 0

type Cancel = { customer_id: string; redemption_id: string; may_always: boolean }
const CANCEL_MS = 15 * 60_000

/** Releases what was set aside, or cancels what was taken and not used. Twice does it once. */
export async function cancelReward(ctx: Context, { customer_id, redemption_id, may_always }: Cancel) {
  const { account_id } = await findPerson(ctx, customer_id)
  const redemption = await findRedemption(ctx, redemption_id)
  const answer = async (state: 'released' | 'cancelled', unit: string) => ({
    redemption_id,
    state,
    accounts: await sayAccounts(ctx, account_id, unit),
  })
  if (!redemption) {
    const hold = await readHold(ctx, redemption_id)
    if (hold?.account_id !== account_id) throw refuse('redemption_not_found')
    await releasePoints(ctx, redemption_id)
    return answer('released', hold.unit)
  }
  if (redemption.customer_id !== customer_id) throw refuse('redemption_not_found')
  if (redemption.cancelled_at) return answer('cancelled', redemption.unit)
  const isFresh = ctx.now.getTime() - redemption.occurred_at.getTime() <= CANCEL_MS
  if (!may_always && !isFresh) throw refuse('redemption_too_old')
  if (!(await undoRedemption(ctx, redemption_id, 'cancelled'))) {
    const now = await findRedemption(ctx, redemption_id)
    if (!now?.cancelled_at) throw refuse('redemption_used')
  }
  return answer('cancelled', redemption.unit)
}
