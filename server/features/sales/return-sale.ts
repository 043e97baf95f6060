/**
 * Goods that come back. A return takes back what was posted for those lines, never what today's rules would say; bought
 * and returned, nothing has changed: balance, remainders, lifetime, gift cards.
 */
import { createHash } from 'node:crypto'
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { settleAccount, shortageOf, takeBackPoints } from '../points/actions.ts'
import { lineReversal, planReturn, type LineQuantity, type StoredAward } from '../programmes/rules.ts'
import { undoRedemption } from '../rewards/actions.ts'
import { refundVoucher } from '../vouchers/actions.ts'
import { SaleReturned } from './events.ts'
import { refuse } from './refusals.ts'
import {
  addReturn,
  findReturn,
  listCaptures,
  listRedemptionsOf,
  listReturns,
  lockSale,
  readProgrammeVersion,
  type SaleRow,
} from './return-queries.ts'

export type ReturnWish = {
  return_id: string
  sale_id: string
  store_id?: string
  lines: LineQuantity[]
  reason?: string
  occurred_at?: string
  device_id: string | null
  staff_id: string | null
  import_id?: string
}

export type ReturnAnswer = {
  return_id: string
  sale_id: string
  total_cents: number
  reversed: { unit: string; units: number; owed: number; forgiven: number }[]
  vouchers_withdrawn: { voucher_id: string; reward_name: string }[]
  accounts: { unit: string; available: number; pending: number; debt: number }[]
  refund: { to_vouchers_cents: number; to_customer_cents: number }
}

/** The same return again answers the same; the same id with other content is refused. */
export async function returnSale(ctx: Context, wish: ReturnWish): Promise<ReturnAnswer> {
  const content_hash = hashOf(wish)
  const sale = await lockSale(ctx, wish.sale_id)
  if (!sale) throw refuse('sale_not_found')
  const earlier = await findReturn(ctx, wish.return_id)
  if (earlier) {
    if (!earlier.content_hash.equals(content_hash)) throw refuse('return_id_reused')
    return earlier.answer as ReturnAnswer
  }
  const before = await listReturns(ctx, wish.sale_id)
  const priced = priceReturn(sale, before, wish.lines)
  const occurred_at = wish.occurred_at
    ? new Date(Math.min(Date.parse(wish.occurred_at), ctx.now.getTime()))
    : ctx.now
  const points =
    sale.account_id && sale.programme_version ? await takeBack(ctx, sale, before, wish, occurred_at) : NOTHING
  const whole = isWhole(sale, before, wish.lines)
  const refund = await refundCards(ctx, sale, wish.return_id, priced.total_cents, whole)
  const answer: ReturnAnswer = {
    return_id: wish.return_id,
    sale_id: sale.sale_id,
    total_cents: priced.total_cents,
    reversed: points.reversed,
    vouchers_withdrawn: [...points.withdrawn, ...(whole ? await undoChosen(ctx, sale) : [])],
    accounts: await readAccounts(
      ctx,
      sale,
      points.reversed.map((one) => one.unit),
      wish.import_id ? occurred_at : ctx.now,
    ),
    refund: { to_vouchers_cents: refund, to_customer_cents: priced.total_cents - refund },
  }
  const store_id = wish.store_id ?? sale.store_id
  await addReturn(ctx, {
    wish,
    sale,
    store_id,
    occurred_at,
    lines: priced.lines,
    total_cents: priced.total_cents,
    answer,
    content_hash,
  })
  await publish(
    ctx,
    SaleReturned,
    {
      return_id: wish.return_id,
      sale_id: sale.sale_id,
      total_cents: priced.total_cents,
      item_count: wish.lines.reduce((count, line) => count + Math.floor(line.quantity_milli / 1000), 0),
      reversed: points.reversed.map(({ unit, units }) => ({ unit, units })),
    },
    { customer_id: sale.customer_id, store_id, subject_id: wish.return_id, occurred_at },
  )
  return answer
}

const hashOf = ({ device_id: _device, staff_id: _staff, import_id: _import, ...content }: ReturnWish) =>
  createHash('sha256').update(JSON.stringify(content)).digest()

type Returned = { n: number; qty: number; total: number }[]

/** What the pieces cost, after their share of every discount: any grouping of returns adds up to the whole. */
function priceReturn(sale: SaleRow, before: Returned, lines: LineQuantity[]) {
  if (lines.length === 0) throw refuse('return_nothing')
  const seen = new Set<number>()
  const priced = lines.map(({ line_no, quantity_milli }) => {
    const line = sale.lines.find((one) => one.n === line_no)
    const returned_milli = before.filter((one) => one.n === line_no).reduce((sum, one) => sum + one.qty, 0)
    if (!line || seen.has(line_no) || quantity_milli + returned_milli > line.qty)
      throw refuse('return_too_much', { line_no, left_milli: line ? line.qty - returned_milli : 0 })
    seen.add(line_no)
    return {
      n: line_no,
      qty: quantity_milli,
      total: lineReversal(line.total, line.qty, returned_milli, quantity_milli),
    }
  })
  return { lines: priced, total_cents: priced.reduce((sum, line) => sum + line.total, 0) }
}

const quantitiesOf = (rows: { n: number; qty: number }[]): LineQuantity[] =>
  rows.map(({ n, qty }) => ({ line_no: n, quantity_milli: qty }))

function isWhole(sale: SaleRow, before: Returned, lines: LineQuantity[]): boolean {
  const sum = (rows: LineQuantity[]) => rows.reduce((total, row) => total + row.quantity_milli, 0)
  return sum(quantitiesOf(before)) + sum(lines) === sum(quantitiesOf(sale.lines))
}

type Points = { reversed: ReturnAnswer['reversed']; withdrawn: ReturnAnswer['vouchers_withdrawn'] }
const NOTHING: Points = { reversed: [], withdrawn: [] }

async function takeBack(
  ctx: Context,
  sale: SaleRow,
  before: Returned,
  wish: ReturnWish,
  occurred_at: Date,
): Promise<Points> {
  const account_id = sale.account_id!
  const programme = await readProgrammeVersion(ctx, sale.programme_version!)
  const plan = planReturn(
    programme,
    sale.awards as StoredAward[],
    quantitiesOf(sale.lines),
    quantitiesOf(before),
    wish.lines,
  )
  // What a file brings is settled as of its own day: today, points of then would long have expired.
  const as_of = wish.import_id ? occurred_at : ctx.now
  const units = new Set([...Object.keys(plan.units), ...plan.reversals.map((reversal) => reversal.unit)])
  const points: Points = { reversed: [], withdrawn: [] }
  for (const unit of [...units].sort()) {
    const amount = plan.units[unit] ?? 0
    const remainders: Record<string, number> = {}
    for (const reversal of plan.reversals)
      if (reversal.unit === unit)
        remainders[reversal.rule_id] = (remainders[reversal.rule_id] ?? 0) + reversal.remainder_delta
    points.withdrawn.push(...(await withdrawTriggered(ctx, sale, { account_id, unit, amount, as_of })))
    const cause = {
      cause_kind: 'return',
      cause_id: wish.return_id,
      merchant_id: sale.merchant_id,
      occurred_at,
    }
    const { clawback } = programme
    const outcome = await takeBackPoints(ctx, {
      account_id,
      unit,
      amount,
      sale_id: sale.sale_id,
      remainders,
      clawback,
      as_of,
      ...cause,
    })
    if (amount > 0)
      points.reversed.push({ unit, units: amount, owed: outcome.owed, forgiven: outcome.forgiven })
  }
  return points
}

/**
 * A reward that this sale set off and that nobody has touched is withdrawn when the points that paid for it are not
 * there without it: the last one first, until what is taken back is covered.
 */
async function withdrawTriggered(
  ctx: Context,
  sale: SaleRow,
  back: { account_id: string; unit: string; amount: number; as_of: Date },
) {
  const withdrawn: Points['withdrawn'] = []
  const candidates = (await listRedemptionsOf(ctx, sale.sale_id)).filter(
    (one) => one.trigger === 'automatic' && one.unit === back.unit,
  )
  for (const { redemption_id, voucher_id, reward_name } of candidates) {
    if ((await shortageOf(ctx, { ...back, sale_id: sale.sale_id })) === 0) break
    if (await undoRedemption(ctx, redemption_id, 'return')) withdrawn.push({ voucher_id, reward_name })
  }
  return withdrawn
}

/** A reward taken for this very sale goes back as points once everything came back and its voucher is whole again. */
async function undoChosen(ctx: Context, sale: SaleRow) {
  const undone: ReturnAnswer['vouchers_withdrawn'] = []
  for (const { trigger, redemption_id, voucher_id, reward_name } of await listRedemptionsOf(
    ctx,
    sale.sale_id,
  ))
    if (trigger === 'chosen' && (await undoRedemption(ctx, redemption_id, 'return')))
      undone.push({ voucher_id, reward_name })
  return undone
}

/**
 * Money goes back to the gift cards that paid, first, and only what they paid; the rest is for the customer. A discount
 * voucher is good again once everything came back. Returns what went to cards, in cents.
 */
async function refundCards(
  ctx: Context,
  sale: SaleRow,
  return_id: string,
  total_cents: number,
  whole: boolean,
): Promise<number> {
  let left_cents = total_cents
  for (const { voucher_id, kind, captured_cents, refunded_cents, used, given_back } of await listCaptures(
    ctx,
    sale.sale_id,
  )) {
    const amount_cents = kind === 'gift_card' ? Math.min(left_cents, captured_cents - refunded_cents) : 0
    const uses = kind !== 'gift_card' && whole && used > given_back ? 1 : 0
    if (amount_cents <= 0 && uses === 0) continue
    const back = { voucher_id, amount_cents, uses, cause_id: return_id, sale_id: sale.sale_id }
    left_cents -= (await refundVoucher(ctx, back)).refunded_cents
  }
  return total_cents - left_cents
}

async function readAccounts(ctx: Context, sale: SaleRow, units: string[], as_of: Date) {
  const accounts: ReturnAnswer['accounts'] = []
  for (const unit of units) {
    const { balance, held, pending, debt } = await settleAccount(ctx, sale.account_id!, unit, as_of)
    accounts.push({ unit, available: balance - held, pending, debt })
  }
  return accounts
}
