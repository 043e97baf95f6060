/** A decision as the till is answered. */
import { validUntil } from '../vouchers/rules.ts'
import type { Decision } from './decide.ts'
import { givesOf } from './gives.ts'
import type { SaleAnswer } from './wish.ts'

export function answerOf(d: Omit<Decision, 'answer'>): Omit<SaleAnswer, 'say'> {
  const { sale, person, programme, basket, judgement, store, occurred_at, club_ids } = d
  const reward = (id: string) => programme!.rewards.find((one) => one.reward_id === id)!
  return {
    sale_id: sale.sale_id,
    receipt_number: sale.receipt_number ?? null,
    customer: person && { customer_id: person.customer_id, first_name: person.first_name },
    ...givesOf(programme, judgement, {
      occurred_at_ms: occurred_at.getTime(),
      time_zone: store.time_zone,
      club_ids,
    }),
    triggered: d.issued.map(({ reward_id, redemption_id, voucher_id }) => {
      const { name, benefit } = reward(reward_id)
      const value_cents = 'value_cents' in benefit ? benefit.value_cents : 0
      return {
        redemption_id,
        reward_id,
        name,
        voucher_id,
        kind: benefit.kind,
        value_cents,
        expires_at: validUntil(benefit.valid_days, d.occurred_at, d.store.time_zone),
      }
    }),
    vouchers: d.uses.map(({ wanted, used_cents, left_cents, shortfall_cents, why_not }) => ({
      voucher_id: wanted.voucher_id,
      kind: wanted.kind,
      used_cents,
      left_cents,
      shortfall_cents,
      why_not,
    })),
    points: d.points.map(({ unit, units, cents, counts_as, shortfall_cents, why_not }) => ({
      unit,
      units,
      cents,
      counts_as,
      shortfall_cents,
      why_not,
    })),
    promotions: d.promotions.map(({ anyway: _, ...given }) => given),
    gross_cents: basket.gross_cents,
    discount_cents: basket.discount_cents,
    total_cents: basket.total_cents,
    to_pay_cents: basket.to_pay_cents,
  }
}
