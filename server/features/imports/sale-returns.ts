/**
 * Lines of a file that came back, each with the sale it was bought in: the same customer, product and price, earlier,
 * with enough left; the newest such line, or several when none has enough. What is found nowhere is told, not invented.
 */
import { hash } from 'node:crypto'
import type { Context } from '../../platform/database.ts'
import { lineReversal } from '../programmes/rules.ts'
import {
  listReturnable,
  recordReturns,
  type PlainReturn,
  type ReturnableLine,
} from '../sales/record-returns.ts'
import { returnSale } from '../sales/return-sale.ts'
import type { Job } from './job.ts'
import { idFrom, type Group, type Line } from './sale-lines.ts'

export type Coming = { line: Line; group: Group; customer_id: string | null }
export type Matched = { unmatched: Line[]; lines: number; returns: number; cents: number; exact: number }

type Part = { bought: ReturnableLine; qty: number; total: number }

export async function takeReturns(ctx: Context, job: Job, coming: Coming[], part: number): Promise<Matched> {
  const matched: Matched = { unmatched: [], lines: 0, returns: 0, cents: 0, exact: 0 }
  if (coming.length === 0) return matched
  const known = coming.filter((one) => one.customer_id !== null)
  const bought =
    known.length === 0
      ? []
      : await listReturnable(
          ctx,
          unique(known.map((one) => one.customer_id!)),
          unique(known.map(({ line }) => nameOf(line))),
        )
  const shelves = Map.groupBy(bought, (one) => shelfOf(one.customer_id, one.sku ?? one.label, one.unit))
  const documents = new Map<string, { one: Coming; sale: ReturnableLine; parts: Part[] }>()
  // In the order of time, so that the first to come back takes the newest of what stood then.
  for (const one of coming.toSorted((a, b) => a.line.occurred_at.getTime() - b.line.occurred_at.getTime())) {
    const { line, group, customer_id } = one
    const shelf =
      customer_id === null
        ? []
        : (shelves.get(shelfOf(customer_id, nameOf(line), line.unit_price_cents)) ?? [])
    const parts = takeFrom(shelf, line)
    if (parts.length === 0) {
      matched.unmatched.push(line)
      continue
    }
    matched.lines += 1
    matched.exact += line.exact
    for (const taken of parts) {
      const key = `${group.key}\u0000${taken.bought.sale_id}`
      const document = documents.get(key) ?? { one, sale: taken.bought, parts: [] }
      document.parts.push(taken)
      documents.set(key, document)
      matched.cents += taken.total
    }
  }
  matched.returns = documents.size
  await write(ctx, job, documents, part)
  return matched
}

const unique = (texts: string[]) => [...new Set(texts)]
const nameOf = ({ line }: Line) => line.sku ?? line.description ?? ''
const shelfOf = (customer_id: string, name: string, unit: number) => `${customer_id} ${unit} ${name}`

function takeFrom(shelf: ReturnableLine[], { occurred_at, quantity_milli }: Line): Part[] {
  const earlier = shelf.filter((one) => one.occurred_at <= occurred_at && one.returned < one.qty)
  const whole = earlier.find((one) => one.qty - one.returned >= quantity_milli)
  const left = earlier.reduce((sum, one) => sum + one.qty - one.returned, 0)
  if (!whole && left < quantity_milli) return []
  const parts: Part[] = []
  let missing = quantity_milli
  for (const bought of whole ? [whole] : earlier) {
    const qty = Math.min(missing, bought.qty - bought.returned)
    if (qty === 0) break
    parts.push({ bought, qty, total: lineReversal(bought.total, bought.qty, bought.returned, qty) })
    bought.returned += qty
    missing -= qty
  }
  return parts
}

async function write(
  ctx: Context,
  job: Job,
  documents: Map<string, { one: Coming; sale: ReturnableLine; parts: Part[] }>,
  part: number,
) {
  const plain: PlainReturn[] = []
  for (const [key, { one, sale, parts }] of documents) {
    const { sale_id, customer_id } = sale
    const { store_id, occurred_at } = one.group
    const return_id = idFrom(`${ctx.tenant_id} ${job.import_id} ${part} ${key}`, occurred_at)
    const lines = summed(parts)
    if (sale.has_points)
      await returnSale(ctx, {
        return_id,
        sale_id,
        store_id,
        occurred_at: occurred_at.toISOString(),
        device_id: null,
        staff_id: null,
        import_id: job.import_id,
        lines: lines.map(({ n, qty }) => ({ line_no: n, quantity_milli: qty })),
      })
    else
      plain.push({
        return_id,
        sale_id,
        store_id,
        customer_id,
        occurred_at,
        lines,
        import_id: job.import_id,
        total_cents: lines.reduce((sum, { total }) => sum + total, 0),
        content_hash: hash('sha256', key, 'hex'),
      })
  }
  await recordReturns(ctx, plain)
}

/** A line of a sale stands once in a return, however many lines of the file it answers. */
function summed(parts: Part[]) {
  const lines = new Map<number, { n: number; qty: number; total: number }>()
  for (const { bought, qty, total } of parts) {
    const line = lines.get(bought.n) ?? { n: bought.n, qty: 0, total: 0 }
    lines.set(bought.n, { n: bought.n, qty: line.qty + qty, total: line.total + total })
  }
  return [...lines.values()]
}
