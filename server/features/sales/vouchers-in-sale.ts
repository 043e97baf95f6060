/** The vouchers and rewards a sale wants to use: what each may take now, and why it may not. */
import { assert } from '../../lib/assert.ts'
import { localDayOf } from '../../lib/time.ts'
import type { Programme, Reward } from '../programmes/programme.ts'
import { ladderUnit, tierOf } from '../programmes/rules.ts'
import { refuseClosed } from '../rewards/refusals.ts'
import { countTaken, rewardOpenTo, type WhyClosed } from '../rewards/rules.ts'
import type { Codes } from '../vouchers/codes.ts'
import { loadOf, termsOf, whyUnusable, type Unusable } from '../vouchers/rules.ts'
import { refuse } from './refusals.ts'
import type { VoucherToApply } from './rules.ts'
import { accountKey, voucherOf, type Person, type State, type Voucher } from './state.ts'
import type { SaleToRecord } from './wish.ts'

export type WantedVoucher = VoucherToApply & {
  voucher: Voucher | null
  hold_id: string | null
  hold_cents: number
  /** What was promised offline beyond what is there. */
  shortfall_cents: number
  unusable: Unusable | null
}

export function wantedVouchers(state: State, sale: SaleToRecord, at: Date, codes: Codes): WantedVoucher[] {
  const seen = new Set<string>()
  return (sale.vouchers ?? []).flatMap((wish) => {
    const voucher = voucherOf(state, wish, codes)
    if (!voucher) throw refuse('voucher_unknown')
    if (seen.has(voucher.voucher_id)) return []
    seen.add(voucher.voucher_id)
    const hold = wish.hold_id ? state.holds.get(wish.hold_id) : undefined
    const mine = hold && hold.voucher_id === voucher.voucher_id && !hold.ended_at ? hold : undefined
    const free_cents = voucher.balance_cents - voucher.held_cents + (mine?.amount_cents ?? 0)
    const unusable =
      whyUnusable(voucher, at) ?? (voucher.kind === 'gift_card' && free_cents <= 0 ? 'used_up' : null)
    return [
      {
        voucher_id: voucher.voucher_id,
        kind: voucher.kind,
        // A till without network gave what its copy showed: it stands, and what is short is told.
        available_cents: sale.offline ? Math.max(free_cents, wish.amount_cents ?? 0) : free_cents,
        terms: voucher.terms,
        amount_cents: wish.amount_cents ?? null,
        voucher,
        hold_id: mine?.hold_id ?? null,
        hold_cents: mine?.amount_cents ?? 0,
        shortfall_cents: 0,
        unusable,
      },
    ]
  })
}

export type Taken = {
  reward: Reward
  redemption_id: string
  voucher_id: string
  held: boolean
  short: number
  /** Why it should not have been given: only by a till without network, and then it stands. */
  closed: WhyClosed | null
}

/** Rewards taken during the sale: the points come off at once; what each gives is a voucher that this sale may use. */
export function takeRewards(
  state: State,
  sale: SaleToRecord,
  person: Person | null,
  { programme, now, time_zone }: { programme: Programme | null; now: Date; time_zone: string },
  voucherIdFor: (redemption_id: string) => string,
): { taken: Taken[]; spent: Map<string, number>; released: Map<string, number> } {
  const taken: Taken[] = []
  const spent = new Map<string, number>()
  const released = new Map<string, number>()
  for (const { redemption_id, reward_id } of sale.redemptions ?? []) {
    if (!person) throw refuse('reward_needs_customer')
    const reward = programme?.rewards.find((one) => one.reward_id === reward_id)
    if (!reward) throw refuse('reward_unknown', { reward_id })
    const hold = state.pointsHolds.get(redemption_id)
    const held = hold !== undefined && hold.ended_at === null && hold.account_id === person.account_id
    // What is set aside was promised, whatever the calendar or the shelf say since.
    const closed = held
      ? null
      : whyClosed(state, person, programme!, reward, { redemption_id, now, time_zone, taken })
    if (closed && !sale.offline) throw refuseClosed(closed, { reward_id, name: reward.name })
    const account = state.accounts.get(accountKey(person.account_id, reward.unit))
    const free =
      (account ? account.balance - account.held : 0) -
      (spent.get(reward.unit) ?? 0) +
      (released.get(reward.unit) ?? 0) +
      (held ? hold.amount : 0)
    if (free < reward.cost && !sale.offline)
      throw refuse('not_enough_points', { reward_id, available: free, cost: reward.cost, unit: reward.unit })
    const short = Math.max(0, reward.cost - free)
    taken.push({ reward, redemption_id, voucher_id: voucherIdFor(redemption_id), held, short, closed })
    if (short > 0) continue
    spent.set(reward.unit, (spent.get(reward.unit) ?? 0) + reward.cost)
    if (held) {
      assert(hold.amount === reward.cost, 'a hold sets aside what its reward costs')
      released.set(reward.unit, (released.get(reward.unit) ?? 0) + hold.amount)
    }
  }
  return { taken, spent, released }
}

type Asking = { redemption_id: string; now: Date; time_zone: string; taken: Taken[] }

function whyClosed(
  { accounts, asked }: State,
  { customer_id, account_id }: Person,
  programme: Programme,
  reward: Reward,
  { redemption_id, now, time_zone, taken }: Asking,
): WhyClosed | null {
  const now_day = localDayOf(now.getTime(), time_zone)
  const before = asked.takings
    .filter((one) => one.customer_id === customer_id)
    .map((one) => ({ reward_id: one.reward_id, occurred_at_ms: Date.parse(one.occurred_at) }))
  const here = taken.filter((one) => one.reward.reward_id === reward.reward_id)
  const takings = [
    ...before,
    ...here.map(() => ({ reward_id: reward.reward_id, occurred_at_ms: now.getTime() })),
  ]
  return rewardOpenTo(reward, {
    now_day,
    tier_ids: (programme.ladders ?? []).flatMap((ladder) => {
      const tier = accounts.get(accountKey(account_id, ladderUnit(ladder.ladder_id)))?.tier
      return tierOf(ladder, tier)?.tier_id ?? []
    }),
    club_ids: asked.clubs?.[customer_id] ?? [],
    taken_counts: countTaken(takings, reward.reward_id, now_day, time_zone),
    stock_left: reward.limited_stock ? (asked.stock.get(redemption_id)?.left ?? 0) - here.length : null,
  })
}

export const voucherOfReward = ({ reward, voucher_id }: Taken): WantedVoucher => ({
  voucher_id,
  kind: reward.benefit.kind as WantedVoucher['kind'],
  available_cents: loadOf(reward.benefit),
  terms: termsOf(reward.benefit),
  amount_cents: null,
  voucher: null,
  hold_id: null,
  hold_cents: 0,
  shortfall_cents: 0,
  unusable: null,
})
