/** Taking a reward: points set aside or spent, and a voucher for them, once however often it is asked. */
import { newId } from '../../lib/id.ts'
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { refuse as refuseCustomer } from '../customers/refusals.ts'
import { holdPoints, readHold, settleAccount, spendPoints } from '../points/actions.ts'
import { guardSpending } from '../points/guards.ts'
import { findProgramme } from '../programmes/actions.ts'
import type { Reward } from '../programmes/programme.ts'
import { refuse as refuseSale } from '../sales/refusals.ts'
import { readVoucher, type VoucherRow } from '../vouchers/actions.ts'
import type { Codes } from '../vouchers/codes.ts'
import { issueVoucher, placeAt } from '../vouchers/issue-voucher.ts'
import { HOLD_MS, loadOf, termsOf, validUntil } from '../vouchers/rules.ts'
import { findPerson, sayAccounts } from './actions.ts'
import { readClosed } from './asking.ts'
import { RewardTaken } from './events.ts'
import { addRedemption, findRedemption, type RedemptionRow } from './queries.ts'
import { refuse, refuseClosed } from './refusals.ts'
import { shopCostOf } from './rules.ts'
import { lockShelf, takeStock } from './stock-queries.ts'

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

/**
 * The same wish again has the same answer; the id with another wish is refused. Throws `points_short`, or why the
 * reward is closed to this customer (`refuseClosed`).
 */
export async function takeReward(ctx: Context, codes: Codes, wish: Wish): Promise<Taken> {
  const { customer_id, redemption_id, reward_id } = wish
  const person = await findPerson(ctx, customer_id)
  const earlier = await findRedemption(ctx, redemption_id)
  if (earlier) return sayEarlier(ctx, earlier, wish)
  const hold = await readHold(ctx, redemption_id)
  if (hold && (hold.account_id !== person.account_id || hold.reward_id !== reward_id))
    throw refuse('redemption_id_reused')
  if (person.left_at) throw refuseCustomer('customer_left')
  const reward = await findReward(ctx, reward_id)
  const { account_id } = person
  const store_id = wish.store_id ?? null
  await settleAccount(ctx, account_id, reward.unit)
  // What is set aside was promised, whatever the calendar or the shelf say since.
  if (!(hold && !hold.ended_at && hold.lapses_at > ctx.now)) {
    await guardSpending(ctx, { customer_id, unit: reward.unit, units: reward.cost, is_reward: true })
    await refuseIfClosed(ctx, reward, { ...person, store_id, redemption_id })
  }
  if (wish.hold) return setAside(ctx, reward, account_id, redemption_id)
  const given = { redemption_id, customer_id, account_id, home_store_id: person.home_store_id, store_id }
  const voucher_id = await giveReward(ctx, codes, reward, {
    ...given,
    trigger: 'chosen',
    held: hold !== undefined,
  })
  if (!voucher_id) return sayEarlier(ctx, (await findRedemption(ctx, redemption_id))!, wish)
  const voucher = (await readVoucher(ctx, voucher_id))!
  const accounts = await sayAccounts(ctx, account_id, reward.unit)
  return { redemption_id, reward_id, state: 'done', lapses_at: null, voucher, accounts }
}

async function setAside(ctx: Context, reward: Reward, account_id: string, redemption_id: string) {
  const { reward_id, unit, cost } = reward
  const lapses_at = new Date(ctx.now.getTime() + HOLD_MS)
  await holdPoints(ctx, { hold_id: redemption_id, account_id, unit, amount: cost, reward_id, lapses_at })
  const held = (await readHold(ctx, redemption_id))!
  const accounts = await sayAccounts(ctx, account_id, unit)
  return {
    redemption_id,
    reward_id,
    state: 'held' as const,
    lapses_at: held.lapses_at,
    voucher: null,
    accounts,
  }
}

type Asking = {
  customer_id: string
  account_id: string
  store_id: string | null
  home_store_id: string | null
  redemption_id: string
}

async function refuseIfClosed(ctx: Context, reward: Reward, asking: Asking) {
  const { time_zone } = await placeAt(ctx, asking.store_id, asking.home_store_id)
  // Before it is counted: of two who want the last one, the second counts what the first has set aside.
  if (reward.limited_stock) await lockShelf(ctx, reward.reward_id)
  const { redemption_id } = asking
  const { why } = (await readClosed(ctx, asking, [reward], { time_zone, redemption_id })).get(
    reward.reward_id,
  )!
  if (why) throw refuseClosed(why, { reward_id: reward.reward_id, name: reward.name })
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

/**
 * Spends the points, takes one off the shelf where there are only so many, and issues what they buy. null when this
 * redemption was made before. Throws `points_short`, `reward_out_of_stock`.
 */
export async function giveReward(
  ctx: Context,
  codes: Codes,
  reward: Reward,
  given: Given,
): Promise<string | null> {
  const { redemption_id, customer_id, account_id, trigger } = given
  const { reward_id, name, unit, cost } = reward
  const voucher_id = newId(ctx.now.getTime())
  const { merchant_id, store_id, time_zone } = await placeAt(ctx, given.store_id, given.home_store_id)
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
    store_id,
    cost_cents: shopCostOf(reward),
  }
  if (!(await addRedemption(ctx, redemption))) return null
  await spendPoints(ctx, {
    account_id,
    unit,
    amount: cost,
    merchant_id,
    ...(given.held && { held_as: redemption_id }),
    cause_kind: 'redemption',
    cause_id: redemption_id,
  })
  if (reward.limited_stock && trigger === 'chosen' && !(await takeStock(ctx, reward_id, redemption_id)))
    throw refuseClosed('out_of_stock', { reward_id, name })
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

function voucherFor(ctx: Context, { name, benefit, description, picture_id }: Reward, time_zone: string) {
  const until = validUntil(benefit.valid_days, ctx.now, time_zone)
  const { kind } = benefit
  return {
    kind,
    name,
    amount_cents: loadOf(benefit),
    terms: termsOf(benefit),
    description: description?.trim() || null,
    picture_id: picture_id ?? null,
    origin: 'redemption',
    expires_at: until ? new Date(until) : null,
  }
}

async function sayEarlier(ctx: Context, earlier: RedemptionRow, wish: Wish): Promise<Taken> {
  if (earlier.customer_id !== wish.customer_id || earlier.reward_id !== wish.reward_id)
    throw refuse('redemption_id_reused')
  const { redemption_id, reward_id, account_id, unit, cancelled_at } = earlier
  const voucher = (await readVoucher(ctx, earlier.voucher_id)) ?? null
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
