/** Taking a reward by itself: points set aside or spent, and a voucher for them, once however often it is asked. */
import type { Context } from '../../platform/database.ts'
import { refuse as refuseCustomer } from '../customers/refusals.ts'
import { holdPoints, readHold, settleAccount } from '../points/actions.ts'
import { guardSpending } from '../points/guards.ts'
import { findProgramme } from '../programmes/actions.ts'
import type { Reward } from '../programmes/programme.ts'
import { refuse as refuseSale } from '../sales/refusals.ts'
import { readVoucher, type VoucherRow } from '../vouchers/actions.ts'
import type { Codes } from '../vouchers/codes.ts'
import { placeAt } from '../vouchers/issue-voucher.ts'
import { HOLD_MS } from '../vouchers/rules.ts'
import { findPerson, sayAccounts } from './actions.ts'
import { readClosed } from './asking.ts'
import { giveAtPlace, type GivenReward } from './give-reward.ts'
import { findRedemption, type RedemptionRow } from './queries.ts'
import { refuse, refuseClosed } from './refusals.ts'
import { lockShelf } from './stock-queries.ts'

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
 * Step by step: one that was taken or set aside under this id before, is to be set aside, or of which there are only so
 * many. The same wish again has the same answer; the id with another wish is refused. Throws `points_short`, or why the
 * reward is closed to this customer (`refuseClosed`).
 */
export async function takeByStep(ctx: Context, codes: Codes, wish: Wish): Promise<Taken> {
  const { customer_id, redemption_id, reward_id } = wish
  const person = await findPerson(ctx, customer_id)
  const earlier = await findRedemption(ctx, redemption_id)
  if (earlier) return sayEarlier(ctx, earlier, wish)
  const hold = await readHold(ctx, redemption_id)
  if (hold && (hold.account_id !== person.account_id || hold.reward_id !== reward_id))
    throw refuse('redemption_id_reused')
  if (person.left_at) throw refuseCustomer('customer_left')
  const reward = await chosenReward(ctx, reward_id)
  const { account_id } = person
  const place = () => placeAt(ctx, wish.store_id ?? null, person.home_store_id)
  await settleAccount(ctx, account_id, reward.unit)
  // What is set aside was promised, whatever the calendar or the shelf say since.
  if (!(hold && !hold.ended_at && hold.lapses_at > ctx.now)) {
    await guardSpending(ctx, { customer_id, unit: reward.unit, units: reward.cost, is_reward: true })
    const { time_zone } = await place()
    await refuseIfClosed(ctx, reward, { customer_id, account_id, time_zone, redemption_id })
  }
  if (wish.hold) return setAside(ctx, reward, account_id, redemption_id)
  const given = { redemption_id, customer_id, account_id, place: await place() }
  const held = hold !== undefined
  return sayGiven(
    ctx,
    wish,
    reward,
    await giveAtPlace(ctx, codes, reward, { ...given, trigger: 'chosen', held }),
  )
}

async function sayGiven(
  ctx: Context,
  wish: Wish,
  { unit }: Reward,
  given: GivenReward | null,
): Promise<Taken> {
  const { redemption_id, reward_id } = wish
  if (!given) return sayEarlier(ctx, (await findRedemption(ctx, redemption_id))!, wish)
  const { voucher, available, pending, debt } = given
  const accounts = [{ unit, available, pending, debt }]
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

type Asking = { customer_id: string; account_id: string; time_zone: string; redemption_id: string }

export async function refuseIfClosed(ctx: Context, reward: Reward, asking: Asking) {
  // Before it is counted: of two who want the last one, the second counts what the first has set aside.
  if (reward.limited_stock) await lockShelf(ctx, reward.reward_id)
  const { why } = (await readClosed(ctx, asking, [reward], asking)).get(reward.reward_id)!
  if (why) throw refuseClosed(why, { reward_id: reward.reward_id, name: reward.name })
}

const chosenReward = async (ctx: Context, reward_id: string) =>
  unlessAutomatic(
    (await findProgramme(ctx))?.programme.rewards.find((one) => one.reward_id === reward_id),
    reward_id,
  )

export function unlessAutomatic(reward: Reward | null | undefined, reward_id: string): Reward {
  if (!reward) throw refuseSale('reward_unknown', { reward_id })
  if (reward.trigger === 'automatic') throw refuse('reward_comes_by_itself')
  return reward
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
