/** What a decision changes in what was read, so that the next sales of the batch see it. */
import type { LotToOpen } from '../programmes/judgement.ts'
import { ladderUnit } from '../programmes/rules.ts'
import type { Decision } from './decide.ts'
import { keyOf, type GivenHere } from './promotions-in-sale.ts'
import { accountKey, type State } from './state.ts'
import type { Taken } from './vouchers-in-sale.ts'

/** When the lots of a decision first ask for something: to mature, or to expire; or a tier, to be looked at again. */
export function dueOf(d: Decision, unit: string): string | null {
  let due_ms = Infinity
  for (const lot of d.judgement?.lots ?? []) {
    if (lot.unit !== unit) continue
    const pending = isPending(d, lot)
    due_ms = Math.min(due_ms, pending ? lot.available_at_ms : Infinity, lot.expires_at_ms ?? Infinity)
  }
  for (const change of d.judgement?.tier_changes ?? [])
    if (ladderUnit(change.ladder_id) === unit) due_ms = Math.min(due_ms, change.to.until_ms ?? Infinity)
  return due_ms === Infinity ? null : new Date(due_ms).toISOString()
}

export const isPending = (d: Decision, lot: LotToOpen) => lot.available_at_ms > d.occurred_at.getTime()

export const earlier = (a: string | null, b: string | null) =>
  a === null || b === null ? (a ?? b) : new Date(a) < new Date(b) ? a : b

/** Lets the next decisions of the batch see this one. */
export function applyDecision(state: State, d: Decision) {
  if (d.judgement && d.person)
    for (const after of d.judgement.accounts) {
      const key = accountKey(d.person.account_id, after.unit)
      const before = state.accounts.get(key)
      const held = (before?.held ?? 0) - (d.released.get(after.unit) ?? 0)
      const account = before ?? {
        account_id: d.person.account_id,
        unit: after.unit,
        version: -1,
        due_at: null,
      }
      state.accounts.set(key, {
        ...account,
        balance: after.available + held,
        held,
        pending: after.pending,
        debt: after.debt,
        remainders: after.remainders,
        ...(after.counters && { counters: after.counters }),
        ...(after.tier && { tier: after.tier, tier_value: null }),
        due_at: earlier(account.due_at, dueOf(d, after.unit)),
      })
    }
  if (d.person) state.asked.buyers?.add(d.person.customer_id)
  for (const given of d.promotions) sellAt(state, d, given)
  for (const taken of d.taken) takeOne(state, d, taken)
  for (const { wanted, captured_cents, uses } of d.uses) {
    if (!wanted.voucher) continue
    wanted.voucher.balance_cents -= captured_cents
    wanted.voucher.uses_left -= uses
    wanted.voucher.held_cents -= wanted.hold_cents
  }
}

/** The next sale of the batch finds as much less of the promotion. */
function sellAt({ promotions }: State, d: Decision, { promotion_id, quantity_milli }: GivenHere) {
  const key = keyOf(d.person!.customer_id, promotion_id)
  promotions.taken.set(key, (promotions.taken.get(key) ?? 0) + quantity_milli)
  promotions.open = promotions.open.map((one) =>
    one.promotion_id === promotion_id && one.left_milli !== null
      ? { ...one, left_milli: one.left_milli - quantity_milli }
      : one,
  )
}

/** One fewer for whoever wants it next, and one more that this customer has had. */
function takeOne({ asked }: State, d: Decision, { reward, held, short }: Taken) {
  if (short > 0) return
  const { reward_id, per_customer, limited_stock } = reward
  const { customer_id } = d.person!
  if (per_customer) asked.takings.push({ customer_id, reward_id, occurred_at: d.occurred_at.toISOString() })
  // What was set aside is off the shelf already.
  if (!limited_stock || held) return
  for (const one of asked.stock.values()) if (one.reward_id === reward_id) one.left -= 1
}
