/**
 * Goods that come back. A return takes back what was posted for those lines, never what today's rules would say; bought
 * and returned, nothing has changed: balance, remainders, lifetime, gift cards.
 */
import { createHash } from 'node:crypto'
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { settleAccount } from '../points/actions.ts'
import { lineReversal, type LineQuantity } from '../programmes/rules.ts'
import { bringPromotionsBack } from '../promotions/actions.ts'
import { promotionsBack } from '../promotions/rules.ts'
import { undoRedemption } from '../rewards/actions.ts'
import { refundVoucher } from '../vouchers/actions.ts'
import { SaleReturned } from './events.ts'
import { decidePlain, isPlain } from './plain-return.ts'
import { refuse } from './refusals.ts'
import { sayReturn, type ReturnAnswer, type Withdrawn } from './return-answer.ts'
import { lockAccounts, quantitiesOf, restorePaid, takeBack, type Back } from './return-points.ts'
import {
  addReturn,
  listCaptures,
  listRedemptionsOf,
  readForReturns,
  writeReturns,
  type EarlierReturn,
  type PlainReturn,
  type SaleRow,
  type SaleToReturn,
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

/**
 * The same return again answers the same; the same id with other content is refused. Points that paid come back first and
 * vouchers after them, so that what is taken back then finds them; tiers and what ends by inactivity are decided anew.
 */
export async function returnSale(ctx: Context, wish: ReturnWish): Promise<ReturnAnswer> {
  const { return_id, lines } = wish
  const asked = { ...askedOf(ctx, wish), actor: ctx.actor }
  const sale = (await readForReturns(ctx, [asked])).get(return_id)
  const begun = beginReturn(ctx, wish, sale)
  if ('said' in begun) return begun.said
  if (begun.plain) {
    await promotionsComeBack(ctx, begun)
    await writeReturns(ctx, [{ ...begun.plain, actor: ctx.actor }])
    return sayReturn(begun.plain.answer)
  }
  const { priced, whole, occurred_at } = begun
  const { returns: before, sale_id, customer_id } = begun.sale
  const back = { sale: begun.sale, return_id, before, lines, whole, occurred_at, as_of: asked.as_of }
  const done = await bringBack(ctx, back, priced.total_cents)
  await promotionsComeBack(ctx, begun)
  const row = rowOf(wish, begun, done)
  await addReturn(ctx, row)
  const about = { customer_id, store_id: row.store_id, subject_id: return_id, occurred_at }
  await publish(ctx, SaleReturned, payloadOf(wish, sale_id, row.answer), about)
  return sayReturn(row.answer)
}

/** What is read for a return, as of which instant: what a file brings, of its own day. */
export const askedOf = (ctx: Context, wish: ReturnWish) => ({
  sale_id: wish.sale_id,
  return_id: wish.return_id,
  as_of: wish.import_id ? doneAt(ctx, wish) : ctx.now,
})

const doneAt = ({ now }: Context, { occurred_at }: ReturnWish) =>
  occurred_at ? new Date(Math.min(Date.parse(occurred_at), now.getTime())) : now

export type Begun = {
  sale: SaleToReturn
  lines: LineQuantity[]
  priced: ReturnType<typeof priceReturn>
  whole: boolean
  occurred_at: Date
  /** All that is written of it, when it is a plain one: no more is asked. */
  plain: PlainReturn | null
}

/** The answer of one that was made before; else what it comes to, as far as what was read tells. */
export function beginReturn(
  ctx: Context,
  wish: ReturnWish,
  sale: SaleToReturn | undefined,
): Begun | { said: ReturnAnswer } {
  if (!sale) throw refuse('sale_not_found')
  if (sale.content_hash) {
    if (!sale.content_hash.equals(hashOf(wish))) throw refuse('return_id_reused')
    return { said: sayReturn(sale.answer!) }
  }
  const { lines } = wish
  const priced = priceReturn(sale, sale.returns, lines)
  const whole = isWhole(sale, sale.returns, lines)
  const begun = { sale, lines, priced, whole, occurred_at: doneAt(ctx, wish), plain: null }
  if (!isPlain(sale, whole)) return begun
  const { done, rows: points } = decidePlain(ctx, sale, lines)
  const row = rowOf(wish, begun, plainly(done, priced.total_cents))
  const payload = payloadOf(wish, sale.sale_id, row.answer)
  return { ...begun, plain: { ...row, merchant_id: sale.merchant_id, payload, points } }
}

const payloadOf = ({ return_id, lines }: ReturnWish, sale_id: string, answer: ReturnAnswer) => ({
  return_id,
  sale_id,
  total_cents: answer.total_cents,
  item_count: lines.reduce((count, line) => count + Math.floor(line.quantity_milli / 1000), 0),
  reversed: sayReturn(answer).reversed.map(({ unit, units }) => ({ unit, units })),
})

const rowOf = (wish: ReturnWish, { sale, priced, occurred_at }: Omit<Begun, 'plain'>, done: Done) => ({
  return_id: wish.return_id,
  sale_id: sale.sale_id,
  store_id: wish.store_id ?? sale.store_id,
  customer_id: sale.customer_id,
  device_id: wish.device_id,
  staff_id: wish.staff_id,
  reason: wish.reason,
  import_id: wish.import_id,
  occurred_at,
  lines: priced.lines,
  total_cents: priced.total_cents,
  answer: { return_id: wish.return_id, sale_id: sale.sale_id, total_cents: priced.total_cents, ...done },
  content_hash: hashOf(wish),
})

const plainly = (done: Pick<ReturnAnswer, 'reversed' | 'accounts'>, total_cents: number): Done => ({
  ...done,
  restored: [],
  vouchers_withdrawn: [],
  tier_changes: [],
  refund: { to_vouchers_cents: 0, to_points_cents: 0, to_customer_cents: total_cents },
})

type Done = Omit<ReturnAnswer, 'return_id' | 'sale_id' | 'total_cents'>

async function bringBack(ctx: Context, back: Back, total_cents: number): Promise<Done> {
  const { sale, return_id, whole } = back
  if (sale.account_id) await lockAccounts(ctx, back)
  const paid = sale.account_id ? await restorePaid(ctx, back) : { restored: [], payment_cents: 0 }
  const to_vouchers_cents = await refundCards(ctx, sale, return_id, total_cents - paid.payment_cents, whole)
  const undone = whole ? await undoChosen(ctx, sale) : []
  const judged = sale.account_id !== null && sale.programme_version !== null
  const points = judged ? await takeBack(ctx, back) : { reversed: [], withdrawn: [], tier_changes: [] }
  const units = new Set([...points.reversed, ...paid.restored].map(({ unit }) => unit))
  return {
    reversed: points.reversed,
    restored: paid.restored,
    vouchers_withdrawn: [...points.withdrawn, ...undone],
    accounts: await readAccounts(ctx, sale, [...units], back.as_of),
    tier_changes: points.tier_changes,
    refund: {
      to_vouchers_cents,
      to_points_cents: paid.payment_cents,
      to_customer_cents: total_cents - paid.payment_cents - to_vouchers_cents,
    },
  }
}

const hashOf = ({ device_id: _device, staff_id: _staff, import_id: _import, ...content }: ReturnWish) =>
  createHash('sha256').update(JSON.stringify(content)).digest()

/** What the pieces cost, after their share of every discount: any grouping of returns adds up to the whole. */
function priceReturn(sale: SaleRow, earlier: EarlierReturn[], lines: LineQuantity[]) {
  if (lines.length === 0) throw refuse('return_nothing')
  const before = earlier.flatMap((one) => one.lines)
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

/** What was sold at a promotion is there again for others, and for the same customer. */
export async function promotionsComeBack(ctx: Context, { sale, lines }: Begun): Promise<void> {
  const before = quantitiesOf(sale.returns.flatMap((one) => one.lines))
  const back = lines.flatMap(({ line_no, quantity_milli }) => {
    const given = sale.lines.find(({ n }) => n === line_no)?.promotions ?? []
    const returned_milli = before
      .filter((one) => one.line_no === line_no)
      .reduce((sum, one) => sum + one.quantity_milli, 0)
    return promotionsBack(given, returned_milli, quantity_milli)
  })
  if (back.length > 0) await bringPromotionsBack(ctx, sale.customer_id, back)
}

function isWhole(sale: SaleRow, before: EarlierReturn[], lines: LineQuantity[]): boolean {
  const sum = (rows: LineQuantity[]) => rows.reduce((total, row) => total + row.quantity_milli, 0)
  return sum(quantitiesOf(before.flatMap((one) => one.lines))) + sum(lines) === sum(quantitiesOf(sale.lines))
}

/** A reward taken for this very sale goes back as points once everything came back and its voucher is whole again. */
async function undoChosen(ctx: Context, sale: SaleRow) {
  const undone: Withdrawn[] = []
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
