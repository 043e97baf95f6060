/** A batch of decisions as the rows that record_sales writes. */
import { assert } from '../../lib/assert.ts'
import { newId } from '../../lib/id.ts'
import type { Codes } from '../vouchers/codes.ts'
import { loadOf, termsOf, validUntil } from '../vouchers/rules.ts'
import { contentHash } from './content-hash.ts'
import { dueOf, earlier } from './apply.ts'
import type { Decision, Env } from './decide.ts'
import { ShortfallFound } from './events.ts'
import { accountKey, type Account } from './state.ts'

type Row = Record<string, unknown>
export type Rows = {
  now: Date
  sales: Row[]
  facts: Row[]
  accounts: Row[]
  lots: Row[]
  entries: Row[]
  vouchers: Row[]
  captures: Row[]
}

/** `read` are the accounts as they were read, before any decision of the batch. */
export function rowsOf(decisions: Decision[], read: Map<string, Account>, env: Env): Rows {
  const rows: Rows = {
    now: env.now,
    sales: [],
    facts: [],
    accounts: [],
    lots: [],
    entries: [],
    vouchers: [],
    captures: [],
  }
  const accounts = new Map<string, AccountChange>()
  for (const decision of decisions) {
    addSale(rows, decision, env)
    addPoints(rows, decision, accounts, read, env)
    addVouchers(rows, decision, env.codes)
    addCaptures(rows, decision, env)
  }
  rows.accounts = [...accounts.values()].filter(hasChanged)
  return rows
}

type AccountChange = {
  account_id: string
  unit: string
  version: number
  balance_delta: number
  pending_delta: number
  debt_delta: number
  held_delta: number
  remainders: Record<string, number>
  earned: number
  due_at: string | null
  touched: boolean
}

const hasChanged = (change: AccountChange) => change.touched

function addSale(rows: Rows, d: Decision, env: Env) {
  const { sale, store, person, basket, judgement } = d
  const item_count = basket.lines.reduce(
    (count, line) => count + Math.max(1, Math.floor(line.quantity_milli / 1000)),
    0,
  )
  const at = {
    customer_id: person?.customer_id ?? null,
    store_id: store.store_id,
    actor: sale.actor,
    occurred_at: d.occurred_at,
  }
  rows.sales.push({
    ...at,
    sale_id: sale.sale_id,
    merchant_id: store.merchant_id,
    account_id: person?.account_id ?? null,
    device_id: sale.device_id,
    staff_id: sale.staff_id ?? null,
    receipt_number: sale.receipt_number ?? null,
    gross_cents: basket.gross_cents,
    discount_cents: basket.discount_cents,
    total_cents: basket.total_cents,
    item_count,
    lines: basket.lines.map((line) => ({
      n: line.line_no,
      product_id: line.product_id ?? undefined,
      sku: line.sku ?? undefined,
      label: line.label,
      category: line.category ?? undefined,
      qty: line.quantity_milli,
      unit: line.unit_price_cents,
      gross: line.gross_cents,
      total: line.total_cents,
    })),
    payments: sale.payments ?? [],
    programme_version: judgement ? d.version : null,
    awards: judgement?.awards ?? [],
    answer: d.answer,
    hash: contentHash(sale),
    source: sale.source,
    import_id: sale.import_id ?? null,
  })
  // Its fact, sale.recorded, is made from this row where it is written.
  for (const voucher of d.answer.vouchers.filter((one) => one.shortfall_cents > 0)) {
    const short: ShortfallFound = {
      sale_id: sale.sale_id,
      voucher_id: voucher.voucher_id,
      reward_id: null,
      shortfall_cents: voucher.shortfall_cents,
    }
    rows.facts.push({
      ...at,
      fact_id: newId(env.now.getTime()),
      kind: ShortfallFound.kind,
      subject_id: sale.sale_id,
      payload: short,
    })
  }
}

function addPoints(
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
  }
  for (const after of d.judgement.accounts) change(after.unit).remainders = after.remainders
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
    const pending = d.programme!.units.find((one) => one.unit === lot.unit)!.pending_days > 0
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
      expires_at: lot.expires_at_ms === null ? null : new Date(lot.expires_at_ms),
    })
  }
  for (const { reward_id } of d.issued) {
    const { unit, cost } = rewardOf(d, reward_id)
    spend(change(unit), cost)
  }
  for (const [unit, cost] of d.spent) spend(change(unit), cost)
  for (const [unit, amount] of d.released) change(unit).held_delta -= amount
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
      earned: 0,
      due_at: null,
      touched: false,
    }
    accounts.set(key, change)
  }
  return change
}

function rewardOf(d: Decision, reward_id: string) {
  const reward = d.programme?.rewards.find((one) => one.reward_id === reward_id)
  assert(reward, 'a reward that is set off is of the programme that set it off')
  return reward
}

/** Each reward given is a voucher with its code, a redemption, and the points it takes. */
function addVouchers(rows: Rows, d: Decision, codes: Codes) {
  const automatic = d.issued.map((one) => ({
    ...one,
    reward: rewardOf(d, one.reward_id),
    trigger: 'automatic',
    hold: false,
  }))
  const chosen = d.taken
    .filter((one) => one.short === 0)
    .map((one) => ({ ...one, trigger: 'chosen', hold: one.held }))
  for (const { reward, redemption_id, voucher_id, trigger, hold } of [...automatic, ...chosen]) {
    const { code_hash, code_sealed, code_last4 } = codes.make()
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
      actor: d.sale.actor,
      occurred_at: d.occurred_at,
      expires_at: validUntil(reward.benefit.valid_days, d.occurred_at, d.store.time_zone),
    })
  }
}

function addCaptures(rows: Rows, d: Decision, env: Env) {
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
