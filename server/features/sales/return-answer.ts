/** What a return is answered. */
import { Type, type Static } from 'typebox'
import { Id } from '../../platform/http.ts'
import { isLadderUnit } from '../programmes/rules.ts'
import { AccountAnswer, TierChangeAnswer } from './wish.ts'

const Reversed = Type.Object({
  unit: Type.String(),
  units: Type.Integer(),
  owed: Type.Integer(),
  forgiven: Type.Integer(),
})
export type Reversed = Static<typeof Reversed>
const Withdrawn = Type.Object({ voucher_id: Id, reward_name: Type.String() })
export type Withdrawn = Static<typeof Withdrawn>

export const ReturnAnswer = Type.Object({
  return_id: Id,
  /** null for goods that came back without the receipt of their sale. */
  sale_id: Type.Union([Id, Type.Null()]),
  total_cents: Type.Integer(),
  reversed: Type.Array(Reversed),
  restored: Type.Array(Type.Object({ unit: Type.String(), units: Type.Integer(), cents: Type.Integer() }), {
    description: 'Points that had paid, back where they came from',
  }),
  vouchers_withdrawn: Type.Array(Withdrawn),
  accounts: Type.Array(AccountAnswer),
  tier_changes: Type.Array(TierChangeAnswer),
  refund: Type.Object({
    to_vouchers_cents: Type.Integer(),
    to_points_cents: Type.Integer(),
    to_customer_cents: Type.Integer(),
  }),
})
export type ReturnAnswer = Static<typeof ReturnAnswer>

/**
 * The stored answer knows what counted towards tiers as well, as units: the books are proved by it. Nobody is told; nor
 * did answers of before know points that pay, and tiers.
 */
export const sayReturn = (stored: ReturnAnswer): ReturnAnswer => ({
  ...stored,
  reversed: stored.reversed.filter(({ unit }) => !isLadderUnit(unit)),
  restored: stored.restored ?? [],
  accounts: stored.accounts.filter(({ unit }) => !isLadderUnit(unit)),
  tier_changes: stored.tier_changes ?? [],
  refund: { ...stored.refund, to_points_cents: stored.refund.to_points_cents ?? 0 },
})
