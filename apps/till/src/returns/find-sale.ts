/** The sale of a receipt: on this till first, else from the server, which knows every till's. */
import { api, ApiError, isUnreachable } from '#ui/api.ts'
import { keptSale, saleByReceipt } from '../keep/sales.ts'
import type { KeptSale, SaleAnswer } from '../keep/shapes.ts'
import { reaching } from '../keep/till.ts'
import type { StoredAward } from '../../../../server/features/programmes/rules.ts'
import type { SoldSale } from './back.ts'

/** null when nobody knows it. */
export async function findSale(sale_id: string): Promise<SoldSale | null> {
  const here = await keptSale(sale_id)
  if (here?.state === 'waiting') return ofKept(here)
  try {
    const sale = await reaching(api.get('/sales/{sale_id}', { params: { sale_id } }))
    const awards = sale.awards as unknown as StoredAward[]
    return { ...sale, awards, ...paidOtherwise(sale.answer), cancelled: sale.cancelled !== null }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return here ? ofKept(here) : null
  }
}

/** Of a stored answer, which may be from before points paid. */
function paidOtherwise({ vouchers, points }: Partial<SaleAnswer>) {
  const cards = (vouchers ?? []).filter(({ kind }) => kind === 'gift_card')
  const paid = (points ?? []).filter(({ counts_as }) => counts_as === 'payment')
  return {
    cards_cents: cards.reduce((sum, one) => sum + one.used_cents, 0),
    points_cents: paid.reduce((sum, one) => sum + one.cents, 0),
  }
}

export function ofKept(sale: KeptSale): SoldSale {
  // The kept lines know their own discounts; what fell on the whole basket is shared out by the server.
  const sum = sale.lines.reduce((total, line) => total + line.total_cents, 0)
  const share = (cents: number) => (sum === 0 ? 0 : Math.round((cents * sale.answer.total_cents) / sum))
  return {
    sale_id: sale.sale_id,
    customer_id: sale.customer_id,
    receipt_number: sale.receipt_number,
    occurred_at: sale.occurred_at,
    awards: null,
    cancelled: false,
    ...paidOtherwise(sale.answer),
    lines: sale.lines.map((line) => ({
      line_no: line.line_no,
      label: line.label,
      quantity_milli: line.quantity_milli,
      total_cents: share(line.total_cents),
      returned_milli: sale.returned
        .filter((one) => one.line_no === line.line_no)
        .reduce((total, one) => total + one.quantity_milli, 0),
    })),
  }
}

export type ByNumber = { sale_id: string } | 'none' | 'offline'

export async function findByNumber(receipt_number: string): Promise<ByNumber> {
  const here = await saleByReceipt(receipt_number)
  if (here) return { sale_id: here.sale_id }
  try {
    const { items } = await reaching(api.get('/sales', { query: { receipt_number, limit: 1 } }))
    return items[0] ? { sale_id: items[0].sale_id } : 'none'
  } catch (error) {
    if (isUnreachable(error)) return 'offline'
    if (error instanceof ApiError) return 'none'
    throw error
  }
}
