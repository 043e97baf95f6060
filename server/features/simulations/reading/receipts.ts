/**
 * Lines of a file put together to sales, wherever in it they stand: what two tills wrote in turns, or a file sorted by
 * product. Kept as columns until the whole file is read: some sixty bytes a line, however long its receipt.
 */
import { growing, type LineToLog, type SaleToLog } from '../replay/columns.ts'
import { interning, interningIds } from '../replay/names.ts'

const MANY = 2 ** 31
const NAMED = ['product', 'category', 'brand', 'supplier'] as const
const COUNTED = ['quantity_milli', 'gross_cents', 'total_cents'] as const

/** A receipt is known by sixteen bytes. */
export function receipts() {
  const keys = interningIds()
  const names = interning(MANY)
  const sales = { account: growing(Uint32Array), store: growing(Uint32Array), at_ms: growing(Float64Array) }
  const lines = {
    sale: growing(Uint32Array),
    named: NAMED.map(() => growing(Uint32Array)),
    counted: COUNTED.map(() => growing(Float64Array)),
  }

  /** Where and when a sale was made is what its first line says. */
  function add(key: Uint8Array, sale: { account: string; store: number; at_ms: number }, line: LineToLog) {
    const known = keys.count()
    const place = keys.placeOf(key, 0)
    if (place === known) {
      sales.account.push(names.placeOf(sale.account))
      sales.store.push(sale.store)
      sales.at_ms.push(sale.at_ms)
    }
    lines.sale.push(place)
    for (const [n, name] of NAMED.entries()) lines.named[n]!.push(names.placeOf(line[name]))
    for (const [n, figure] of COUNTED.entries()) lines.counted[n]!.push(line[figure])
  }

  /** In the order of their first lines, each with its lines in the order of the file. */
  function* taken(): Generator<SaleToLog> {
    const [account, store, at_ms] = [sales.account.taken(), sales.store.taken(), sales.at_ms.taken()]
    const sale_of = lines.sale.taken()
    const named = lines.named.map((column) => column.taken())
    const counted = lines.counted.map((column) => column.taken())
    const { start, ordered } = orderedBy(sale_of, account.length)
    const nameAt = (n: number, at: number) => names.names[named[n]![at]!] || null
    for (let sale = 0; sale < account.length; sale++) {
      const mine = ordered.subarray(start[sale]!, start[sale + 1]!)
      const who = names.names[account[sale]!]!
      yield {
        account: who,
        customer: who,
        store: store[sale]!,
        channel: 'till',
        at_ms: at_ms[sale]!,
        lines: Array.from(mine, (at) => ({
          product: nameAt(0, at),
          category: nameAt(1, at),
          brand: nameAt(2, at),
          supplier: nameAt(3, at),
          quantity_milli: counted[0]![at]!,
          gross_cents: counted[1]![at]!,
          total_cents: counted[2]![at]!,
        })),
      }
    }
  }

  return { add, taken }
}

/** The lines of each sale behind each other, by counting: `start` says where those of a sale begin. */
function orderedBy(sale_of: Uint32Array, sales: number) {
  const start = new Uint32Array(sales + 1)
  for (const sale of sale_of) start[sale + 1]!++
  for (let sale = 0; sale < sales; sale++) start[sale + 1]! += start[sale]!
  const next = start.slice()
  const ordered = new Uint32Array(sale_of.length)
  for (let at = 0; at < sale_of.length; at++) ordered[next[sale_of[at]!]!++] = at
  return { start, ordered }
}
