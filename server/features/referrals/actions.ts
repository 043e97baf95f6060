/**
 * Friends: a member's code brings a new customer; after that one's first purchase of enough, and the days in which it may
 * come back, both are rewarded by the programme's rules for `friend_brought` and `friend_joined`.
 */
import { createHash, randomBytes } from 'node:crypto'
import { assert } from '../../lib/assert.ts'
import { DAY_MS, dayOfIsoDate, isoDate, localDayOf, startOfLocalDay } from '../../lib/time.ts'
import type { Context } from '../../platform/database.ts'
import { publish, type Fact } from '../../platform/facts.ts'
import { cancelActivity } from '../activities/cancel-activity.ts'
import { idFrom } from '../activities/complete-profiles.ts'
import { recordActivity } from '../activities/record-activity.ts'
import { findActivityOf } from '../activities/find-activity.ts'
import { refuse as refuseCustomer } from '../customers/refusals.ts'
import type { Codes } from '../vouchers/codes.ts'
import { ReferralAsked, ReferralEnded, ReferralRewarded } from './events.ts'
import {
  addCode,
  addReferral,
  changeReferral,
  countAsked,
  countOnDevice,
  findCodeOf,
  findHolderOfCode,
  findOpenOf,
  findPurchase,
  findReferral,
  findSide,
  findTerms,
  hasBought,
  keptOf,
  listAbove,
  listDue,
  listOfSales,
  listOpenOf,
  lockPeople,
  lockReferral,
  setDevice,
  type ReferralRow,
} from './queries.ts'
import { refuse } from './refusals.ts'
import { codeFrom, DEVICE_MAX, isCode, readCode, whyNot, type Terms } from './rules.ts'

const CODE_TRIES = 10

/** A member's own code, made when it is first asked for. */
export async function codeOf(ctx: Context, customer_id: string): Promise<string> {
  const known = await findCodeOf(ctx, customer_id)
  if (known) return known.code
  for (let tries = 0; tries < CODE_TRIES; tries++) {
    const code = codeFrom(randomBytes(32))
    const added = isCode(code) ? await addCode(ctx, customer_id, code) : undefined
    if (added) return added.code
  }
  throw new Error('Broken invariant: ten codes in a row were taken')
}

/** The holder's own telephone: who registers a friend on it brings themselves. */
export async function keepDevice(ctx: Context, customer_id: string, device: string): Promise<void> {
  await codeOf(ctx, customer_id)
  await setDevice(ctx, customer_id, hashDevice(ctx, device))
}

const hashDevice = ({ tenant_id }: Context, device: string) =>
  createHash('sha256').update(`${tenant_id} ${device}`).digest()

export type ReferralWish = {
  referral_id: string
  code: string
  /** The new customer. */
  customer_id: string
  store_id?: string | null
  device?: string | null
}

/** The same again is the same. Throws one of the referral_… refusals, each in words. */
export async function bringFriend(ctx: Context, wish: ReferralWish): Promise<ReferralRow> {
  const { referral_id, customer_id: friend_id } = wish
  const code = readCode(wish.code)
  const content_hash = createHash('sha256')
    .update(JSON.stringify([code, friend_id]))
    .digest()
  const holder = await findHolderOfCode(ctx, code)
  if (!holder) throw refuse('referral_code_unknown')
  await lockPeople(ctx, [holder.customer_id, friend_id])
  const earlier = await findReferral(ctx, referral_id)
  if (earlier && !earlier.content_hash.equals(content_hash)) throw refuse('referral_id_reused')
  if (earlier) return earlier
  const terms = await findTerms(ctx)
  if (!terms) throw refuse('referral_off')
  const device_hash = wish.device ? hashDevice(ctx, wish.device) : null
  await check(ctx, holder.customer_id, friend_id, terms, device_hash)
  const referrer_id = holder.customer_id
  const store_id = wish.store_id ?? null
  const row = { referral_id, referrer_id, friend_id, store_id, device_hash, terms, content_hash }
  if (!(await addReferral(ctx, row))) throw refuse('referral_friend_brought')
  await publish(
    ctx,
    ReferralAsked,
    { referral_id, referrer_id, friend_id },
    { customer_id: friend_id, store_id, subject_id: referral_id },
  )
  // The purchase of this very day may have been written down just before.
  await lookForPurchase(ctx, referral_id)
  return (await findReferral(ctx, referral_id))!
}

async function check(
  ctx: Context,
  referrer_id: string,
  friend_id: string,
  terms: Terms,
  device_hash: Buffer | null,
) {
  const [referrer, friend] = [await findSide(ctx, referrer_id), await findSide(ctx, friend_id)]
  assert(referrer, 'the code is somebody’s')
  if (!friend) throw refuseCustomer('customer_not_found')
  if (friend.left_at) throw refuseCustomer('customer_left')
  const today = startOfDay(ctx.now, friend.time_zone)
  const no = whyNot(
    {
      referrer,
      friend,
      friend_has_bought: await hasBought(ctx, friend, today),
      friend_was_brought: (await findOpenOf(ctx, friend_id)) !== undefined,
      above: await listAbove(ctx, referrer_id),
      this_month: await countAsked(ctx, referrer_id, startOfMonth(ctx.now, friend.time_zone)),
      device_is_known: device_hash !== null && (await isKnownDevice(ctx, referrer_id, device_hash)),
    },
    terms,
  )
  if (no) throw refuse(no, no === 'referral_too_many' ? { month_max: terms.month_max } : undefined)
}

const startOfDay = (at: Date, time_zone: string) =>
  new Date(startOfLocalDay(localDayOf(at.getTime(), time_zone), time_zone))

const startOfMonth = (at: Date, time_zone: string) =>
  new Date(
    startOfLocalDay(
      dayOfIsoDate(`${isoDate(localDayOf(at.getTime(), time_zone)).slice(0, 7)}-01`),
      time_zone,
    ),
  )

async function isKnownDevice(ctx: Context, referrer_id: string, device_hash: Buffer): Promise<boolean> {
  if ((await findCodeOf(ctx, referrer_id))?.device_hash?.equals(device_hash)) return true
  return (await countOnDevice(ctx, device_hash)) >= DEVICE_MAX
}

/** The purchase that counts, if there is one: from then on the days of return run. */
async function lookForPurchase(ctx: Context, referral_id: string): Promise<void> {
  const row = await lockReferral(ctx, referral_id)
  if (!row || row.ended_at || row.sale_id) return
  const { minimum_cents, within_days, wait_days } = row.terms as Terms
  const side = (await findSide(ctx, row.friend_id))!
  const found = await findPurchase(ctx, row.friend_id, {
    from: startOfDay(row.asked_at, side.time_zone),
    until: new Date(row.asked_at.getTime() + within_days * DAY_MS),
    minimum_cents,
  })
  if (!found) return
  const { sale_id, occurred_at, time_zone } = found
  const due = startOfLocalDay(localDayOf(occurred_at.getTime(), time_zone) + wait_days, time_zone)
  await changeReferral(ctx, referral_id, { sale_id, bought_at: occurred_at, due_at: new Date(due) })
}

/** Reacts to sales: a friend who was brought may have bought. */
export async function seePurchases(ctx: Context, facts: Fact[]): Promise<void> {
  const buyers = [...new Set(facts.flatMap(({ customer_id }) => customer_id ?? []))]
  for (const referral_id of await listOpenOf(ctx, buyers)) await lookForPurchase(ctx, referral_id)
}

/** Reacts to what came back: the purchase that counted may count no more. */
export async function seeReturns(ctx: Context, facts: Fact<{ sale_id: string }>[]): Promise<void> {
  const sales = [...new Set(facts.map(({ payload }) => payload.sale_id))]
  for (const { referral_id } of await listOfSales(ctx, sales)) await weighAgain(ctx, referral_id)
}

async function weighAgain(ctx: Context, referral_id: string) {
  const row = await lockReferral(ctx, referral_id)
  if (!row?.sale_id || row.ended_at) return
  const kept = await keptOf(ctx, row.sale_id)
  if (kept !== undefined && kept >= (row.terms as Terms).minimum_cents) return
  if (row.rewarded_at) return takeBoth(ctx, row)
  // Not rewarded yet: another purchase within the days may still count.
  await changeReferral(ctx, referral_id, { sale_id: null, bought_at: null, due_at: null })
  await lookForPurchase(ctx, referral_id)
}

/** Both rewards go back with the purchase they were for. */
async function takeBoth(ctx: Context, row: ReferralRow) {
  for (const { customer_id, activity_id } of sidesOf(row))
    if (await findActivityOf(ctx, customer_id, activity_id))
      await cancelActivity(ctx, { customer_id, activity_id, reason: 'purchase_returned' })
  await end(ctx, row, 'purchase_returned')
}

async function end(ctx: Context, row: ReferralRow, why: string) {
  const { referral_id, referrer_id, friend_id } = row
  await changeReferral(ctx, referral_id, { ended_at: ctx.now, ended_why: why })
  await publish(
    ctx,
    ReferralEnded,
    { referral_id, referrer_id, friend_id, why },
    { customer_id: friend_id, subject_id: referral_id },
  )
}

const sidesOf = ({ referral_id, referrer_id, friend_id }: ReferralRow) => [
  {
    customer_id: referrer_id,
    activity: 'friend_brought',
    activity_id: idFrom('friend_brought', referral_id),
  },
  { customer_id: friend_id, activity: 'friend_joined', activity_id: idFrom('friend_joined', referral_id) },
]

/** Those whose time has come. Returns how many were looked at; each is decided in a transaction of its own by the caller. */
export const listDueReferrals = (ctx: Context, limit: number) => listDue(ctx, limit)

/** Rewards both sides, or says why not: the purchase came back, one of them has left, nobody bought in time. */
export async function decideReferral(ctx: Context, codes: Codes, referral_id: string): Promise<void> {
  const row = await lockReferral(ctx, referral_id)
  if (!row || row.ended_at || row.rewarded_at) return
  if (!row.sale_id) {
    await lookForPurchase(ctx, referral_id)
    const now = (await findReferral(ctx, referral_id))!
    if (!now.sale_id) await end(ctx, row, 'too_late')
    return
  }
  if (row.due_at! > ctx.now) return
  const kept = await keptOf(ctx, row.sale_id)
  if (kept === undefined || kept < (row.terms as Terms).minimum_cents) return weighAgain(ctx, referral_id)
  const sides = []
  for (const side of sidesOf(row)) sides.push({ ...side, ...(await findSide(ctx, side.customer_id))! })
  if (sides.some(({ left_at }) => left_at)) return end(ctx, row, 'left')
  // They may have moved in together since.
  if (sides[0]!.account_id === sides[1]!.account_id) return end(ctx, row, 'same_home')
  // In the order of their accounts, so that two of these never wait for each other in a ring.
  sides.sort((a, b) => (a.account_id < b.account_id ? -1 : 1))
  for (const { customer_id, activity, activity_id } of sides)
    await recordActivity(ctx, codes, {
      customer_id,
      activity_id,
      activity,
      store_id: row.store_id,
      occurred_at: ctx.now.toISOString(),
      properties: { referral_id },
    })
  await changeReferral(ctx, referral_id, { rewarded_at: ctx.now })
  const { referrer_id, friend_id, sale_id } = row
  await publish(
    ctx,
    ReferralRewarded,
    { referral_id, referrer_id, friend_id, sale_id },
    { customer_id: referrer_id, subject_id: referral_id },
  )
}
