/** A batch of decisions as the rows that record_sales writes. */
import { newId } from '../../lib/id.ts'
import { contentHash } from './content-hash.ts'
import { channelOf, type Decision, type Env } from './decide.ts'
import { ShortfallFound } from './events.ts'
import type { TakenPoints } from './points-in-sale.ts'
import { addPoints, type AccountChange } from './rows-points.ts'
import { addCaptures, addVouchers } from './rows-vouchers.ts'
import type { Account } from './state.ts'

export type Row = Record<string, unknown>
export type Rows = {
  now: Date
  sales: Row[]
  facts: Row[]
  accounts: Row[]
  lots: Row[]
  entries: Row[]
  extensions: Row[]
  tier_changes: Row[]
  payments: Row[]
  vouchers: Row[]
  /** What must be there, and what a till without network has given whether it was or not. */
  stock: Row[]
  stock_given: Row[]
  captures: Row[]
  promotions: Row[]
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
    extensions: [],
    tier_changes: [],
    payments: [],
    vouchers: [],
    stock: [],
    stock_given: [],
    captures: [],
    promotions: [],
  }
  const accounts = new Map<string, AccountChange>()
  for (const decision of decisions) {
    addSale(rows, decision, env)
    addPoints(rows, decision, accounts, read, env)
    addVouchers(rows, decision, env.codes)
    addCaptures(rows, decision, env)
  }
  rows.accounts = [...accounts.values()].filter(({ touched }) => touched).sort(byId)
  return rows
}

/** Whoever locks several accounts goes by their ids: two writers never wait for each other in a ring. */
const byId = (one: AccountChange, other: AccountChange) =>
  one.account_id < other.account_id || (one.account_id === other.account_id && one.unit < other.unit) ? -1 : 1

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
      ...promotionsOn(d, line.line_no),
    })),
    payments: sale.payments ?? [],
    channel: channelOf(sale),
    points_paid: pointsPaid(d),
    programme_version: judgement ? d.version : null,
    awards: judgement?.awards ?? [],
    answer: d.answer,
    hash: contentHash(sale),
    source: sale.source,
    import_id: sale.import_id ?? null,
  })
  for (const { promotion_id, quantity_milli, discount_cents, anyway } of d.promotions)
    rows.promotions.push({
      promotion_id,
      customer_id: person!.customer_id,
      quantity_milli,
      discount_cents,
      anyway,
    })
  for (const { promotion_id, discount_cents: shortfall_cents, anyway } of d.promotions) {
    if (!anyway) continue
    const short = { sale_id: sale.sale_id, voucher_id: null, reward_id: null, promotion_id, shortfall_cents }
    addShortfall(rows, at, short, env)
  }
  // Its fact, sale.recorded, is made from this row where it is written.
  for (const voucher of d.answer.vouchers.filter((one) => one.shortfall_cents > 0)) {
    const short: ShortfallFound = {
      sale_id: sale.sale_id,
      voucher_id: voucher.voucher_id,
      reward_id: null,
      shortfall_cents: voucher.shortfall_cents,
    }
    addShortfall(rows, at, short, env)
  }
  for (const { reward, closed } of d.taken) {
    if (!closed) continue
    const short = { sale_id: sale.sale_id, voucher_id: null, reward_id: reward.reward_id, shortfall_cents: 0 }
    addShortfall(rows, at, short, env)
  }
  for (const { unit, shortfall_cents } of d.points.filter((one) => one.shortfall_cents > 0)) {
    const short = { sale_id: sale.sale_id, voucher_id: null, reward_id: null, unit, shortfall_cents }
    addShortfall(rows, at, short, env)
  }
}

/** By line, so that what comes back is free again for others; nothing for nearly every line. */
function promotionsOn({ promotions }: Decision, line_no: number) {
  const given = promotions
    .filter((one) => one.line_no === line_no)
    .map(({ promotion_id, name, quantity_milli, discount_cents }) => ({
      promotion_id,
      name,
      quantity_milli,
      discount_cents,
    }))
  return given.length > 0 ? { promotions: given } : {}
}

/** The statement that writes these rows: promotions have stock to be counted off. */
export const writerOf = ({ promotions }: Rows) => (promotions.length > 0 ? PROMOTED : PLAIN)
const PLAIN = { name: 'record_sales', text: 'select record_sales($1, $2)' }
const PROMOTED = { name: 'record_promoted_sales', text: 'select record_promoted_sales($1, $2)' }

function addShortfall(rows: Rows, at: Row, payload: ShortfallFound, env: Env) {
  rows.facts.push({
    ...at,
    fact_id: newId(env.now.getTime()),
    kind: ShortfallFound.kind,
    subject_id: payload.sale_id,
    payload,
  })
}

/** By line, so that what comes back gives back exactly what paid for it; null for nearly every sale. */
function pointsPaid({ points }: Decision): PointsPaid[] | null {
  const paid = points
    .filter(({ units }) => units > 0)
    .map(({ unit, units, spent, cents, counts_as, lines }) => ({
      unit,
      units,
      spent,
      cents,
      counts_as,
      lines,
    }))
  return paid.length > 0 ? paid : null
}

/** As the sale's row keeps it: `units` were taken off the price, `spent` of them were there. */
export type PointsPaid = Pick<TakenPoints, 'unit' | 'units' | 'spent' | 'cents' | 'counts_as' | 'lines'>
