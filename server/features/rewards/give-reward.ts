/** Giving a reward: what it costs, one off the shelf, its voucher and its facts, written in one statement or not at all. */
import { newId } from '../../lib/id.ts'
import type { Context } from '../../platform/database.ts'
import { refuse as refusePoints } from '../points/refusals.ts'
import type { Reward } from '../programmes/programme.ts'
import type { VoucherRow } from '../vouchers/actions.ts'
import type { Codes } from '../vouchers/codes.ts'
import { VoucherIssued } from '../vouchers/events.ts'
import { placeAt } from '../vouchers/issue-voucher.ts'
import { loadOf, termsOf, usesAtFirst, validUntil } from '../vouchers/rules.ts'
import { RewardTaken } from './events.ts'
import { writeReward, type RewardRow } from './queries.ts'
import { refuseClosed } from './refusals.ts'
import { shopCostOf } from './rules.ts'

export type Place = { store_id: string | null; merchant_id: string; time_zone: string }
type Given = {
  redemption_id: string
  customer_id: string
  account_id: string
  trigger: 'chosen' | 'automatic'
  /** The points were set aside under this id. */
  held: boolean
}
export type GivenReward = { voucher: VoucherRow; available: number; pending: number; debt: number }

/** At a store, or where the customer is at home. Returns the voucher; null when this redemption was made before. */
export async function giveReward(
  ctx: Context,
  codes: Codes,
  reward: Reward,
  { store_id, home_store_id, ...given }: Given & { store_id: string | null; home_store_id: string | null },
): Promise<string | null> {
  const place = await placeAt(ctx, store_id, home_store_id)
  return (await giveAtPlace(ctx, codes, reward, { ...given, place }))?.voucher.voucher_id ?? null
}

/** The same where the place is known; also how the account stands. Throws `points_short`, `reward_out_of_stock`. */
export async function giveAtPlace(
  ctx: Context,
  codes: Codes,
  reward: Reward,
  { held, ...given }: Given & { place: Place },
): Promise<GivenReward | null> {
  const { reward_id, name, unit, cost } = reward
  const { row, voucher } = prepareReward(ctx, codes, reward, given)
  const limited = Boolean(reward.limited_stock) && given.trigger === 'chosen'
  const { outcome, ...account } = await writeReward(ctx, { ...row, held, limited })
  if (outcome === 'again') return null
  if (outcome === 'short')
    throw refusePoints('points_short', { available: account.available, needed: cost, unit })
  if (outcome === 'out_of_stock') throw refuseClosed('out_of_stock', { reward_id, name })
  return { voucher, ...account }
}

/** What is written of a reward, with its facts, and its voucher as it will be. */
export function prepareReward(
  ctx: Context,
  codes: Codes,
  reward: Reward,
  { place, ...given }: Omit<Given, 'held'> & { place: Place },
): { row: RewardRow; voucher: VoucherRow } {
  const { reward_id, name, unit, cost } = reward
  const { redemption_id, customer_id } = given
  const { store_id, merchant_id, time_zone } = place
  const id = () => newId(ctx.now.getTime())
  const voucher_id = id()
  const voucher = voucherFor(ctx, reward, time_zone)
  const { kind, amount_cents, expires_at } = voucher
  const taken = { redemption_id, reward_id, name, unit, cost, voucher_id }
  const issued = { voucher_id, kind, name, amount_cents, origin: 'redemption', expires_at }
  const { code: _code, ...sealed } = codes.make()
  const row = {
    ...given,
    ...voucher,
    reward_id,
    reward_name: name,
    unit,
    cost,
    voucher_id,
    store_id,
    merchant_id,
    cost_cents: shopCostOf(reward),
    code_hash: sealed.code_hash.toString('hex'),
    code_sealed: sealed.code_sealed.toString('hex'),
    code_last4: sealed.code_last4,
    actor: ctx.actor,
    entry_id: id(),
    facts: [
      { fact_id: id(), kind: VoucherIssued.kind, subject_id: voucher_id, payload: issued },
      { fact_id: id(), kind: RewardTaken.kind, subject_id: redemption_id, payload: taken },
    ],
  }
  const written = { ...sealed, voucher_id, customer_id, redemption_id, store_id, merchant_id }
  return { row, voucher: asWritten(ctx, voucher, written) }
}

/** The row of a voucher as it is written. */
const asWritten = (
  { tenant_id, now, actor }: Context,
  voucher: ReturnType<typeof voucherFor>,
  more: Pick<
    VoucherRow,
    | 'voucher_id'
    | 'customer_id'
    | 'redemption_id'
    | 'store_id'
    | 'merchant_id'
    | 'code_hash'
    | 'code_sealed'
    | 'code_last4'
  >,
): VoucherRow => ({
  ...voucher,
  ...more,
  tenant_id,
  balance_cents: voucher.amount_cents,
  held_cents: 0,
  origin: 'redemption',
  payments: [],
  issued_at: now,
  issued_by: actor,
  valid_from: now,
  expires_at: voucher.expires_at ? new Date(voucher.expires_at) : null,
  withdrawn_at: null,
  withdrawn_why: null,
  expired_at: null,
  content_hash: null,
  vat_type: null,
  vat_rate_bp: null,
})

function voucherFor(ctx: Context, { name, benefit, description, picture_id }: Reward, time_zone: string) {
  const until = validUntil(benefit.valid_days, ctx.now, time_zone)
  const { kind } = benefit
  return {
    kind,
    name,
    amount_cents: loadOf(benefit),
    uses_left: usesAtFirst(kind),
    terms: termsOf(benefit),
    description: description?.trim() || null,
    picture_id: picture_id ?? null,
    expires_at: until ? new Date(until).toISOString() : null,
  }
}
