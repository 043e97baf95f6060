/** What a batch of sales does to accounts, lots and tiers, as rows. */
import { newId } from '../../lib/id.ts'
import type { TierState } from '../programmes/judgement.ts'
import { ladderUnit, tierOf } from '../programmes/rules.ts'
import { TierChanged } from '../tiers/events.ts'
import { dueOf, earlier, isPending } from './apply.ts'
import type { Decision, Env } from './decide.ts'
import type { Rows } from './rows.ts'
import { rewardOf } from './rows-vouchers.ts'
import { accountKey, type Account } from './state.ts'

export type AccountChange = {
  account_id: string
  unit: string
  version: number
  balance_delta: number
  pending_delta: number
  debt_delta: number
  held_delta: number
  remainders: Record<string, number>
  counters: Record<string, number> | null
  tier: TierState | null
  earned: number
  due_at: string | null
  touched: boolean
}

export function addPoints(
  rows: Rows,
  d: Decision,
  accounts: Map<string, AccountChange>,
  read: Map<string, Account>,
  env: Env,
) {
  if (!d.judgement || !d.person) return
  const { account_id } = d.person
  const change = (unit: string) => changeOf(accounts, read, account_id, unit)
  const cause = {
    account_id,
    merchant_id: d.store.merchant_id,
    cause_id: d.sale.sale_id,
    actor: d.sale.actor,
    occurred_at: d.occurred_at,
  }
  for (const award of d.judgement.awards) {
    const account = change(award.unit)
    account.earned += award.units
    account.touched ||= award.units !== 0 || award.remainder_delta !== 0
    if (award.counted && Object.keys(award.counted).length > 0) {
      account.counters = d.judgement.accounts.find(({ unit }) => unit === award.unit)?.counters ?? null
      account.touched = true
    }
  }
  for (const after of d.judgement.accounts) {
    const account = change(after.unit)
    account.remainders = after.remainders
    if (!after.tier || !d.judgement.tier_changes.some((one) => ladderUnit(one.ladder_id) === after.unit))
      continue
    account.tier = after.tier
    account.due_at = earlier(account.due_at, instantOf(after.tier.until_ms))
    account.touched = true
  }
  addTierChanges(rows, d, env)
  for (const { unit, inactive_months, expires_at_ms } of d.judgement.extensions) {
    const { occurred_at } = d
    rows.extensions.push({
      account_id,
      unit,
      inactive_months,
      expires_at: instantOf(expires_at_ms),
      occurred_at,
    })
    // The row is changed, so that whoever moves these lots meanwhile is seen.
    if (read.has(accountKey(account_id, unit))) change(unit).touched = true
  }
  for (const [unit, amount] of Object.entries(d.judgement.debt_repaid)) {
    change(unit).debt_delta -= amount
    rows.entries.push({
      ...cause,
      entry_id: newId(env.now.getTime()),
      unit,
      kind: 'repay',
      from_account: 'issuer',
      to_account: 'debt',
      amount,
      lot_id: null,
    })
  }
  for (const lot of d.judgement.lots) {
    const lot_id = newId(env.now.getTime())
    const pending = isPending(d, lot)
    const account = change(lot.unit)
    if (pending) account.pending_delta += lot.units
    else account.balance_delta += lot.units
    account.due_at = earlier(account.due_at, dueOf(d, lot.unit))
    // Its entry, what the issuer gives, is made from this row where it is written.
    rows.lots.push({
      actor: d.sale.actor,
      lot_id,
      account_id,
      unit: lot.unit,
      issuer_id: d.store.merchant_id,
      amount: lot.units,
      matured: !pending,
      cause_id: d.sale.sale_id,
      earned_at: d.occurred_at,
      available_at: new Date(lot.available_at_ms),
      expires_at: instantOf(lot.expires_at_ms),
      inactive_months: lot.inactive_months ?? null,
    })
  }
  for (const { unit, spent, hold_id } of d.points)
    if (spent > 0 || hold_id)
      rows.payments.push({ ...cause, sale_id: d.sale.sale_id, unit, units: spent, hold_id })
  for (const { reward_id } of d.issued) {
    const { unit, cost } = rewardOf(d, reward_id)
    spend(change(unit), cost)
  }
  for (const [unit, cost] of d.spent) spend(change(unit), cost)
  for (const [unit, amount] of d.released) {
    change(unit).held_delta -= amount
    change(unit).touched = true
    // What it kept from expiring is looked at again.
    change(unit).due_at = d.occurred_at.toISOString()
  }
}

const instantOf = (at_ms: number | null) => (at_ms === null ? null : new Date(at_ms).toISOString())

/** Each with the state before and after; what only made a tier last longer is kept and told to nobody. */
function addTierChanges(rows: Rows, d: Decision, env: Env) {
  const { customer_id, account_id } = d.person!
  const { actor } = d.sale
  for (const { ladder_id, from, to } of d.judgement!.tier_changes) {
    const ladder = d.programme?.ladders?.find((one) => one.ladder_id === ladder_id)
    // Who never climbed stands on the lowest tier when it asks for nothing.
    const tierIdOf = (state: TierState | null) =>
      (ladder ? tierOf(ladder, state)?.tier_id : state?.tier_id) ?? null
    const [from_tier, to_tier] = [tierIdOf(from), tierIdOf(to)]
    const change_id = newId(env.now.getTime())
    // Time had brought a review that nobody had decided yet.
    const review = to.decided?.review ?? false
    const occurred_at = review ? new Date(to.decided!.at_ms) : d.occurred_at
    rows.tier_changes.push({
      change_id,
      account_id,
      customer_id,
      ladder_id,
      from_tier,
      to_tier,
      from_state: from,
      to_state: to,
      cause_kind: review ? 'review' : 'sale',
      cause_id: review ? change_id : d.sale.sale_id,
      actor,
      occurred_at,
    })
    if (from_tier === to_tier) continue
    rows.facts.push({
      fact_id: newId(env.now.getTime()),
      kind: TierChanged.kind,
      customer_id,
      store_id: d.store.store_id,
      subject_id: account_id,
      actor,
      payload: { ladder_id, from: from_tier, to: to_tier },
      occurred_at,
    })
  }
}

function spend(account: AccountChange, cost: number) {
  account.balance_delta -= cost
  account.touched = true
}

function changeOf(
  accounts: Map<string, AccountChange>,
  read: Map<string, Account>,
  account_id: string,
  unit: string,
): AccountChange {
  const key = accountKey(account_id, unit)
  let change = accounts.get(key)
  if (!change) {
    change = {
      account_id,
      unit,
      version: read.get(key)?.version ?? -1,
      balance_delta: 0,
      pending_delta: 0,
      debt_delta: 0,
      held_delta: 0,
      remainders: {},
      counters: null,
      tier: null,
      earned: 0,
      due_at: null,
      touched: false,
    }
    accounts.set(key, change)
  }
  return change
}
