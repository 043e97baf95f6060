/**
 * Records orders in batches by the product's own judgement and its own statement. The accounts are this worker's alone, so
 * they are kept in memory from one batch to the next instead of being read again; what is written says their version all
 * the same, and would be refused were anybody else to change one.
 */
import type pg from 'pg'
import { applyDecision } from '../../../server/features/sales/apply.ts'
import { decideSale, type Decision, type Env } from '../../../server/features/sales/decide.ts'
import type { House } from '../../../server/features/sales/house.ts'
import { rowsOf, type Rows } from '../../../server/features/sales/rows.ts'
import {
  accountKey,
  nothingAsked,
  type Account,
  type Person,
  type State,
  type Voucher,
} from '../../../server/features/sales/state.ts'
import type { SaleToRecord } from '../../../server/features/sales/wish.ts'
import type { Codes } from '../../../server/features/vouchers/codes.ts'
import { loadOf, termsOf } from '../../../server/features/vouchers/rules.ts'
import type { Order } from './orders.ts'

const UNIT = 'points'

export type Till = {
  house: House
  codes: Codes
  store_ids: string[]
  accounts: Map<string, Account>
  /** What each customer may use, the oldest first. */
  vouchers: Map<string, Voucher[]>
}

export const openTill = (house: House, codes: Codes, store_ids: string[]): Till => ({
  house,
  codes,
  store_ids,
  accounts: new Map(),
  vouchers: new Map(),
})

/** Decides a batch and remembers what comes of it; the rows are still to be written, in the order of the batches. */
export function decideBatch(till: Till, orders: Order[]): Rows {
  const env: Env = { house: till.house, codes: till.codes, now: new Date(orders.at(-1)!.at_ms + 5_000) }
  const state = stateFor(till, orders)
  const read = new Map([...state.accounts].map(([key, account]) => [key, { ...account }]))
  const decisions: Decision[] = []
  for (const order of orders) {
    const decision = decideSale(state, saleOf(till, state, order, env.now), env)
    applyDecision(state, decision)
    keepVouchers(till, decision)
    decisions.push(decision)
  }
  const rows = rowsOf(decisions, read, env)
  for (const { account_id, unit, version } of rows.accounts as {
    account_id: string
    unit: string
    version: number
  }[]) {
    const key = accountKey(account_id, unit)
    till.accounts.set(account_id, { ...state.accounts.get(key)!, version: version < 0 ? 0 : version + 1 })
  }
  return rows
}

/** One statement, one transaction: the same that a till's sales are written by. */
export const writeRows = (client: pg.Pool | pg.PoolClient, tenant_id: string, rows: Rows) =>
  client.query({
    name: 'record_sales',
    text: 'select record_sales($1, $2)',
    values: [tenant_id, JSON.stringify(rows)],
  })

function stateFor(till: Till, orders: Order[]): State {
  const state: State = {
    recorded: new Map(),
    byCustomer: new Map(),
    byCard: new Map(),
    accounts: new Map(),
    products: new Map(),
    skus: new Map(),
    vouchers: new Map(),
    codes: new Map(),
    holds: new Map(),
    pointsHolds: new Map(),
    asked: nothingAsked(),
    promotions: { open: [], taken: new Map(), shown: new Set() },
  }
  for (const { member } of orders) {
    if (!member) continue
    const { customer_id, first_name } = member
    const person: Person = { customer_id, account_id: customer_id, first_name, language: 'fr', left_at: null }
    state.byCustomer.set(customer_id, person)
    const account = till.accounts.get(customer_id)
    if (account) state.accounts.set(accountKey(customer_id, UNIT), account)
  }
  return state
}

function saleOf(
  till: Till,
  state: State,
  { sale_id, at_ms, member, store, lines, uses_card }: Order,
  now: Date,
): SaleToRecord {
  const voucher =
    uses_card && member
      ? till.vouchers.get(member.customer_id)?.find((one) => new Date(one.expires_at!) > now)
      : undefined
  if (voucher) state.vouchers.set(voucher.voucher_id, voucher)
  return {
    sale_id,
    store_id: till.store_ids[store] ?? till.store_ids[Math.floor(at_ms / 1000) % till.store_ids.length]!,
    ...(member && { customer_id: member.customer_id }),
    occurred_at: new Date(at_ms).toISOString(),
    lines: lines.map(({ category, unit_price_cents }) => ({
      label: category,
      category,
      quantity_milli: 1000,
      unit_price_cents,
    })),
    ...(voucher && { vouchers: [{ voucher_id: voucher.voucher_id }] }),
    actor: 'system',
    device_id: null,
    source: 'api',
  }
}

function keepVouchers(till: Till, decision: Decision) {
  for (const { wanted } of decision.uses) {
    if (wanted.voucher?.balance_cents !== 0 || !wanted.voucher.customer_id) continue
    const left = till.vouchers.get(wanted.voucher.customer_id)!.filter((one) => one !== wanted.voucher)
    if (left.length > 0) till.vouchers.set(wanted.voucher.customer_id, left)
    else till.vouchers.delete(wanted.voucher.customer_id)
  }
  for (const { reward_id, voucher_id } of decision.issued) {
    const { name, benefit } = decision.programme!.rewards.find((one) => one.reward_id === reward_id)!
    const { expires_at } = decision.answer.triggered.find((one) => one.voucher_id === voucher_id)!
    const { customer_id } = decision.person!
    const voucher: Voucher = {
      voucher_id,
      kind: benefit.kind as Voucher['kind'],
      code_hash: '',
      customer_id,
      balance_cents: loadOf(benefit),
      held_cents: 0,
      uses_left: 1,
      terms: termsOf(benefit),
      name,
      valid_from: decision.occurred_at.toISOString(),
      expires_at,
      withdrawn_at: null,
    }
    till.vouchers.set(customer_id, [...(till.vouchers.get(customer_id) ?? []), voucher])
  }
}
