/** What comes back, written on the device first and then sent, like a sale. */
import { newId } from '../../../../server/lib/id.ts'
import { keptSale } from '../keep/sales.ts'
import type { Job, KeptSale, LooseBody } from '../keep/shapes.ts'
import { queue } from '../queue/queue.ts'

type Sold = { sale_id: string; customer_id: string | null }
type Piece = { line_no: number; quantity_milli: number }

const waits = (at: string) => ({ made_at: at, tries: 0, state: 'waiting' as const })

/** Within the minute: the sale is cancelled as a mistake, which books tell from goods that came back. */
export async function undoSale(sale: KeptSale, reason: string): Promise<void> {
  await queueCancellationOf(sale, reason, sale.answer.to_pay_cents)
}

/** The till's own copy of the sale then knows what came back; another till's is not here. */
export async function queueReturnOf(sold: Sold, lines: Piece[]): Promise<number> {
  const at = new Date().toISOString()
  const kept = await keptSale(sold.sale_id)
  const job: Job = {
    kind: 'return',
    key: sold.customer_id ?? sold.sale_id,
    params: { sale_id: sold.sale_id, return_id: newId() },
    body: { lines, occurred_at: at },
    ...waits(at),
    about: { name: kept?.answer.customer?.first_name ?? null, amount_cents: null, earned: [] },
  }
  return queue(job, kept ? [{ ...kept, returned: [...kept.returned, ...lines] }] : [])
}

/** Of the whole sale, less what came back before. */
export async function queueCancellationOf(sold: Sold, reason: string, amount_cents: number): Promise<number> {
  const at = new Date().toISOString()
  const kept = await keptSale(sold.sale_id)
  const job: Job = {
    kind: 'cancellation',
    key: sold.customer_id ?? sold.sale_id,
    params: { sale_id: sold.sale_id },
    // A till without network says when it was: the sale may be of yesterday once this arrives.
    body: { reason, occurred_at: at },
    ...waits(at),
    about: { name: kept?.answer.customer?.first_name ?? null, amount_cents, earned: [] },
  }
  const pieces = kept?.lines.map(({ line_no, quantity_milli }) => ({ line_no, quantity_milli })) ?? []
  return queue(job, kept ? [{ ...kept, returned: pieces }] : [])
}

export async function queueLooseReturn(body: LooseBody, name: string | null): Promise<number> {
  const return_id = newId()
  return queue({
    kind: 'loose_return',
    key: body.customer_id ?? return_id,
    params: { return_id },
    body,
    ...waits(new Date().toISOString()),
    about: { name, amount_cents: body.lines.reduce((sum, line) => sum + line.total_cents, 0), earned: [] },
  })
}
