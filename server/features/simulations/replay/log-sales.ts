/** Puts sales into columns as they come, in any order: names are counted here, and what columns cannot hold is left out. */
import type { PersonToJudge } from '../../programmes/judgement.ts'
import { CENTS_MAX, type SalesLog, type SaleToLog } from './columns.ts'
import { interning } from './names.ts'
import { saleColumns, type Whole } from './sale-columns.ts'

export const NAMES_MAX = 2 ** 16 - 1
export const CHANNELS_MAX = 255
export const LINES_MAX = 2 ** 16 - 1
const MANY = 2 ** 31

export function salesLogger() {
  const names = {
    account: interning(MANY),
    customer: interning(MANY),
    product: interning(MANY),
    category: interning(NAMES_MAX),
    brand: interning(NAMES_MAX),
    supplier: interning(NAMES_MAX),
    channel: interning(CHANNELS_MAX),
    means: interning(NAMES_MAX),
  }
  const means: string[][] = [[]]
  const columns = saleColumns()
  const people: PersonToJudge[] = []
  const before = new Set<number>()
  let left_out = 0

  /** The sale's number, for its returns; -1 when it was left out. */
  function add(sale: SaleToLog): number {
    const goods = sale.lines.map((line) => ({
      product: names.product.placeOf(line.product),
      category: names.category.placeOf(line.category),
      brand: names.brand.placeOf(line.brand),
      supplier: names.supplier.placeOf(line.supplier),
    }))
    const channel = names.channel.placeOf(sale.channel)
    const paid = sale.means ?? []
    const means_no = paid.length === 0 ? 0 : names.means.placeOf([...new Set(paid)].sort().join('\n'))
    const places = [channel, means_no, ...goods.flatMap((one) => Object.values(one))]
    if (!sale.lines.every(fits) || sale.lines.length > LINES_MAX || places.includes(-1)) {
      left_out += 1
      return -1
    }
    if (means_no === means.length) means.push(names.means.names[means_no]!.split('\n'))
    const added = columns.addSale({
      account: names.account.placeOf(sale.account) - 1,
      customer: names.customer.placeOf(sale.customer) - 1,
      store: sale.store,
      channel,
      means: means_no,
      at_ms: sale.at_ms,
    })
    for (const [at, line] of sale.lines.entries()) columns.addLine(goods[at]!, line)
    return added
  }

  /** What conditions ask about a customer; `before` the log they had bought already. */
  function describe(customer_name: string, person: PersonToJudge, bought_before: boolean) {
    const at = names.customer.placeOf(customer_name) - 1
    people[at] = person
    if (bought_before) before.add(at)
  }

  const finish = (whole: Whole): SalesLog =>
    columns.finish(whole, {
      products: names.product.names,
      categories: names.category.names,
      brands: names.brand.names,
      suppliers: names.supplier.names,
      channels: names.channel.names,
      means,
      left_out,
      accounts: names.account.names.length - 1,
      customers: names.customer.names.length - 1,
      people,
      before,
    })

  return {
    add,
    addReturn: columns.addReturn,
    describe,
    finish,
    /** Their numbers in the log, for what came back; -1 for who or what was never in it. */
    accountOf: (name: string) => names.account.find(name) - 1,
    productOf: (name: string | null) => (name === null ? 0 : names.product.find(name) || -1),
  }
}

/** What columns of whole numbers can hold. */
export const fits = (line: { quantity_milli: number; gross_cents: number; total_cents: number }): boolean =>
  line.quantity_milli > 0 &&
  line.quantity_milli <= CENTS_MAX &&
  line.gross_cents <= CENTS_MAX &&
  line.total_cents <= CENTS_MAX
