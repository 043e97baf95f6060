/** Taking a reward: points set aside or spent, and a voucher for them, once however often it is asked. */
import { newId } from '../../lib/id.ts'
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { refuse as refuseCustomer } from '../customers/refusals.ts'
import { holdPoints, releasePoints, restorePoints, settleAccount, spendPoints } from '../points/actions.ts'
import { findHold } from '../points/queries.ts'
import { findProgramme } from '../programmes/actions.ts'
import type { AccountState } from '../programmes/judgement.ts'
import type { Reward } from '../programmes/programme.ts'
import { nextReward } from '../programmes/rules.ts'
import { refuse as refuseSale } from '../sales/refusals.ts'
import { withdrawVoucher } from '../vouchers/actions.ts'
import type { Codes } from '../vouchers/codes.ts'
import { settleVoucher } from '../vouchers/holds.ts'
import { issueVoucher, placeAt } from '../vouchers/issue-voucher.ts'
import { findHolder, findVoucher, type VoucherRow } from '../vouchers/queries.ts'
import { HOLD_MS, loadOf, termsOf, validUntil, type Kind } from '../vouchers/rules.ts'
import { RewardCancelled, RewardTaken } from './events.ts'
import { addRedemption, cancelRedemption, findRedemption, type RedemptionRow } from './queries.ts'
import { refuse } from './refusals.ts'

async function findPerson(ctx: Context, customer_id: string) {
  const person = await findHolder(ctx, customer_id)
  if (!person) throw refuseCustomer('customer_not_found')
  return person
}

async function stateOf(ctx: Context, account_id: string, unit: string) {
  const { balance, held, pending, debt, remainders } = await settleAccount(ctx, account_id, unit)
  return { unit, available: balance - held, held, pending, debt, remainders }
}

/** Every reward of the programme in force, and how far this person is from it. None without a programme. */
export async function listRewards(ctx: Context, customer_id: string) {
  const { account_id, left_at } = await findPerson(ctx, customer_id)
  const programme = (await findProgramme(ctx))?.programme
  if (!programme || left_at) return []
  const accounts: (AccountState & { held: number })[] = []
  for (const { unit } of programme.units) accounts.push(await stateOf(ctx, account_id, unit))
  return programme.rewards.map((reward) => {
    const account = accounts.find(({ unit }) => unit === reward.unit)!
    const { missing, progress } = nextReward({ ...programme, rewards: [reward] }, accounts)!
    return { reward, affordable: account.available >= reward.cost, missing, progress, held: account.held }
  })
}

export type Wish = {
  customer_id: string
  redemption_id: string
  reward_id: string
  /** Sets the points aside for a sale that will carry this redemption_id, instead of spending them now. */
  hold?: boolean
  store_id?: string | null
}

export type Taken = {
  redemption_id: string
  reward_id: string
  state: 'held' | 'done' | 'cancelled'
  lapses_at: Date | null
  voucher: VoucherRow | null
  accounts: { unit: string; available: number; pending: number; debt: number }[]
}

/** The same wish again has the same answer; the id with another wish is refused. Throws `points_short`. */
export async function takeReward(ctx: Context, codes: Codes, wish: Wish): Promise<Taken> {
  const { customer_id, redemption_id, reward_id } = wish
  const person = await findPerson(ctx, customer_id)
  const earlier = await findRedemption(ctx, redemption_id)
  if (earlier) return sayEarlier(ctx, earlier, wish)
  const hold = await findHold(ctx, redemption_id)
  if (hold && (hold.account_id !== person.account_id || hold.reward_id !== reward_id))
    throw refuse('redemption_id_reused')
  if (person.left_at) throw refuseCustomer('customer_left')
  const reward = await findReward(ctx, reward_id)
  const { unit, cost } = reward
  const { account_id } = person
  if (wish.hold) {
    const lapses_at = new Date(ctx.now.getTime() + HOLD_MS)
    await holdPoints(ctx, { hold_id: redemption_id, account_id, unit, amount: cost, reward_id, lapses_at })
    const held = (await findHold(ctx, redemption_id))!
    const accounts = await sayAccounts(ctx, account_id, unit)
    return { redemption_id, reward_id, state: 'held', lapses_at: held.lapses_at, voucher: null, accounts }
  }
  const given = {
    redemption_id,
    customer_id,
    account_id,
    home_store_id: person.home_store_id,
    store_id: wish.store_id ?? null,
  }
  const voucher_id = await giveReward(ctx, codes, reward, {
    ...given,
    trigger: 'chosen',
    held: hold !== undefined,
  })
  if (!voucher_id) return sayEarlier(ctx, (await findRedemption(ctx, redemption_id))!, wish)
  const voucher = (await findVoucher(ctx, voucher_id))!
  const accounts = await sayAccounts(ctx, account_id, unit)
  return { redemption_id, reward_id, state: 'done', lapses_at: null, voucher, accounts }
}

type Given = {
  redemption_id: string
  customer_id: string
  account_id: string
  store_id: string | null
  home_store_id: string | null
  trigger: 'chosen' | 'automatic'
  /** The points were set aside under this id. */
  held: boolean
}

/** Spends the points and issues what they buy. null when this redemption was made before. Throws `points_short`. */
export async function giveReward(
  ctx: Context,
  codes: Codes,
  reward: Reward,
  given: Given,
): Promise<string | null> {
  const { redemption_id, customer_id, account_id, trigger } = given
  const { reward_id, name, unit, cost } = reward
  const voucher_id = newId(ctx.now.getTime())
  const redemption = {
    redemption_id,
    account_id,
    customer_id,
    reward_id,
    reward_name: name,
    unit,
    cost,
    voucher_id,
    trigger,
  }
  if (!(await addRedemption(ctx, redemption))) return null
  const { merchant_id, store_id, time_zone } = await placeAt(ctx, given.store_id, given.home_store_id)
  await spendPoints(ctx, {
    account_id,
    unit,
    amount: cost,
    merchant_id,
    ...(given.held && { held_as: redemption_id }),
    cause_kind: 'redemption',
    cause_id: redemption_id,
  })
  const voucher = voucherFor(ctx, reward, time_zone)
  await issueVoucher(ctx, codes, {
    ...voucher,
    merchant_id,
    store_id,
    voucher_id,
    customer_id,
    redemption_id,
  })
  const said = { redemption_id, reward_id, name, unit, cost, voucher_id }
  await publish(ctx, RewardTaken, said, { customer_id, store_id, subject_id: redemption_id })
  return voucher_id
}

async function findReward(ctx: Context, reward_id: string): Promise<Reward> {
  const programme = (await findProgramme(ctx))?.programme
  const reward = programme?.rewards.find((one) => one.reward_id === reward_id)
  if (!reward) throw refuseSale('reward_unknown', { reward_id })
  if (reward.trigger === 'automatic') throw refuse('reward_comes_by_itself')
  return reward
}

function voucherFor(ctx: Context, { name, benefit }: Reward, time_zone: string) {
  const until = validUntil(benefit.valid_days, ctx.now, time_zone)
  const kind = benefit.kind as Kind
  const amount_cents = loadOf(benefit)
  return {
    kind,
    name,
    amount_cents,
    terms: termsOf(benefit),
    origin: 'redemption',
    expires_at: until ? new Date(until) : null,
  }
}

async function sayEarlier(ctx: Context, earlier: RedemptionRow, wish: Wish): Promise<Taken> {
  if (earlier.customer_id !== wish.customer_id || earlier.reward_id !== wish.reward_id)
    throw refuse('redemption_id_reused')
  const { redemption_id, reward_id, account_id, unit, cancelled_at } = earlier
  const voucher = (await findVoucher(ctx, earlier.voucher_id)) ?? null
  const accounts = await sayAccounts(ctx, account_id, unit)
  return {
    redemption_id,
    reward_id,
    state: cancelled_at ? 'cancelled' : 'done',
    lapses_at: null,
    voucher,
    accounts,
  }
}

async function sayAccounts(ctx: Context, account_id: string, unit: string) {
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
  const said = { redemption_id, reward_id, name, unit, cost, voucher_id, why }
  await publish(ctx, RewardCancelled, said, { customer_id, subject_id: redemption_id })
  return true
}

const isUntouched = (voucher: VoucherRow) =>
  !voucher.withdrawn_at &&
  !voucher.expired_at &&
  voucher.uses_left === 1 &&
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
    const hold = await findHold(ctx, redemption_id)
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
