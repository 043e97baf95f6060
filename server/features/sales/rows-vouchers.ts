/** The vouchers that a batch of sales gives and takes, as rows. */
import { assert } from '../../lib/assert.ts'
import { newId } from '../../lib/id.ts'
import type { Codes } from '../vouchers/codes.ts'
import { shopCostOf } from '../rewards/rules.ts'
import { loadOf, termsOf, validUntil } from '../vouchers/rules.ts'
import type { Decision, Env } from './decide.ts'
import type { Rows } from './rows.ts'

export function rewardOf(d: Decision, reward_id: string) {
  const reward = d.programme?.rewards.find((one) => one.reward_id === reward_id)
  assert(reward, 'a reward that is set off is of the programme that set it off')
  return reward
}

/** Each reward given is a voucher with its code, a redemption, and the points it takes. */
export function addVouchers(rows: Rows, d: Decision, codes: Codes) {
  const automatic = d.issued.map((one) => ({
    ...one,
    reward: rewardOf(d, one.reward_id),
    trigger: 'automatic',
    hold: false,
    closed: null,
  }))
  const chosen = d.taken
    .filter((one) => one.short === 0)
    .map((one) => ({ ...one, trigger: 'chosen', hold: one.held }))
  for (const { reward, redemption_id, voucher_id, trigger, hold, closed } of [...automatic, ...chosen]) {
    const { code_hash, code_sealed, code_last4 } = codes.make()
    if (reward.limited_stock) {
      const list = closed ? rows.stock_given : rows.stock
      list.push({ reward_id: reward.reward_id, redemption_id, actor: d.sale.actor })
    }
    rows.vouchers.push({
      voucher_id,
      redemption_id,
      trigger,
      hold,
      kind: reward.benefit.kind,
      code_hash: code_hash.toString('hex'),
      code_sealed: code_sealed.toString('hex'),
      code_last4,
      customer_id: d.person!.customer_id,
      account_id: d.person!.account_id,
      merchant_id: d.store.merchant_id,
      amount_cents: loadOf(reward.benefit),
      terms: termsOf(reward.benefit),
      name: reward.name,
      reward_id: reward.reward_id,
      unit: reward.unit,
      cost: reward.cost,
      sale_id: d.sale.sale_id,
      store_id: d.store.store_id,
      cost_cents: shopCostOf(reward),
      actor: d.sale.actor,
      occurred_at: d.occurred_at,
      expires_at: validUntil(reward.benefit.valid_days, d.occurred_at, d.store.time_zone),
    })
  }
}

export function addCaptures(rows: Rows, d: Decision, env: Env) {
  for (const { wanted, captured_cents, uses } of d.uses) {
    if (captured_cents === 0 && uses === 0 && !wanted.hold_id) continue
    rows.captures.push({
      entry_id: newId(env.now.getTime()),
      voucher_id: wanted.voucher_id,
      amount_cents: captured_cents,
      uses,
      sale_id: d.sale.sale_id,
      hold_id: wanted.hold_id,
      hold_cents: wanted.hold_cents,
      actor: d.sale.actor,
      occurred_at: d.occurred_at,
    })
  }
}
