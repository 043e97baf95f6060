/** The vouchers and rewards a sale wants to use: what each may take now, and why it may not. */
import { assert } from '../../lib/assert.ts'
import type { Programme, Reward } from '../programmes/programme.ts'
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
}

/** Rewards taken during the sale: the points come off at once; what each gives is a voucher that this sale may use. */
export function takeRewards(
  state: State,
  sale: SaleToRecord,
  person: Person | null,
  programme: Programme | null,
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
    const account = state.accounts.get(accountKey(person.account_id, reward.unit))
    const free =
      (account ? account.balance - account.held : 0) -
      (spent.get(reward.unit) ?? 0) +
      (held ? hold.amount : 0)
    if (free < reward.cost && !sale.offline)
      throw refuse('not_enough_points', { reward_id, available: free, cost: reward.cost, unit: reward.unit })
    const short = Math.max(0, reward.cost - free)
    taken.push({ reward, redemption_id, voucher_id: voucherIdFor(redemption_id), held, short })
    if (short > 0) continue
    spent.set(reward.unit, (spent.get(reward.unit) ?? 0) + reward.cost)
    if (held) {
      assert(hold.amount === reward.cost, 'a hold sets aside what its reward costs')
      released.set(reward.unit, (released.get(reward.unit) ?? 0) + hold.amount)
    }
  }
  return { taken, spent, released }
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
