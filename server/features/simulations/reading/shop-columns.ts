/** Puts the sales of a shop into columns as the database copies them out. */
import type { PersonToJudge } from '../../programmes/judgement.ts'
import type { SalesLog } from '../replay/columns.ts'
import { CHANNELS_MAX, fits, LINES_MAX, NAMES_MAX } from '../replay/log-sales.ts'
import { idBytes, interning, interningBytes, interningIds } from '../replay/names.ts'
import { saleColumns, type Whole } from '../replay/sale-columns.ts'
import { millisecondsAt, type CopiedRow } from './copied-rows.ts'
import { lineReader, type ReadLine, type Span } from './json-lines.ts'

type Goods = { brand: string | null; supplier: string | null }
export type ShopReturn = {
  sale_id: string
  occurred_at: Date
  total_cents: number
  lines: { n: number; qty: number }[]
}

export type ShopActivity = {
  customer_id: string
  account_id: string
  activity: string
  store_id: string | null
  channel: string | null
  occurred_at: Date
}
/** One account whose everything went to another. */
export type Joined = { from_account_id: string; into_account_id: string }

/** Fields of a row, in the order of the query. */
const [SALE, STORE, CUSTOMER, ACCOUNT, CHANNEL, AT, LINES, PAYMENTS] = [0, 1, 2, 3, 4, 5, 6, 7] as const
const MANY = 2 ** 31

type Known = { store_ids: string[]; products: Map<string, Goods>; returned: string[]; joined: Joined[] }

export function shopColumns({ store_ids, products, returned, joined }: Known) {
  const columns = saleColumns()
  const ids = {
    account: interningIds(),
    customer: interningIds(),
    store: interningIds(),
    returned: interningIds(),
  }
  for (const id of store_ids) ids.store.placeOf(idBytes(id), 0)
  for (const id of returned) ids.returned.placeOf(idBytes(id), 0)
  /** Of sales that something came back of: their number, and the numbers of their lines. */
  const places = Array.from({ length: ids.returned.count() }, () => ({ sale: -1, lines: [] as number[] }))
  const names = {
    product: interningBytes(MANY),
    category: interningBytes(NAMES_MAX),
    brand: interningBytes(NAMES_MAX),
    supplier: interningBytes(NAMES_MAX),
    channel: interningBytes(CHANNELS_MAX),
    means: interning(NAMES_MAX),
  }
  const activity_names = interning(NAMES_MAX)
  /** Where accounts that were joined to another went, in the end. */
  const went: number[] = []
  for (const { from_account_id, into_account_id } of joined)
    went[ids.account.placeOf(idBytes(from_account_id), 0)] = ids.account.placeOf(idBytes(into_account_id), 0)
  const means: string[][] = [[]]
  const people: PersonToJudge[] = []
  const before = new Set<number>()
  /** By number of the product, what its lines need not say. */
  const brand_of: number[] = [0]
  const supplier_of: number[] = [0]
  const readLines = lineReader()
  let left_out = 0
  /** The lines of the sale at hand, written over by the next: they go into the columns once all of them fit. */
  const basket: Put[] = []
  let in_basket = 0
  let bytes: Uint8Array = new Uint8Array(0)

  function put(line: ReadLine): void {
    const to = (basket[in_basket++] ??= emptyPut())
    const product = nameOf(names.product, line.product)
    if (product === brand_of.length) {
      const goods = products.get(names.product.textOf(product))
      brand_of.push(names.brand.placeOfText(goods?.brand ?? null))
      supplier_of.push(names.supplier.placeOfText(goods?.supplier ?? null))
    }
    to.n = line.n
    to.product = product
    to.category = nameOf(names.category, line.category)
    to.brand = nameOf(names.brand, line.brand) || brand_of[product]!
    to.supplier = nameOf(names.supplier, line.supplier) || supplier_of[product]!
    to.quantity_milli = line.quantity_milli
    to.gross_cents = line.gross_cents
    to.total_cents = line.total_cents
  }

  const nameOf = (known: typeof names.product, { from, end }: Span) => known.placeOf(bytes, from, end)

  /** Whoever shares an account today is replayed as if they always had. */
  function nowOf(account: number): number {
    let now = account
    for (let steps = 0; went[now] !== undefined && steps < joined.length; steps++) now = went[now]!
    return now
  }

  function add(row: CopiedRow): void {
    const { at, length } = row
    bytes = row.bytes
    in_basket = 0
    // A first byte says which kind of JSON it is; there is only one.
    readLines(bytes, at[LINES]! + 1, at[LINES]! + length[LINES]!, put)
    const channel = names.channel.placeOf(bytes, at[CHANNEL]!, at[CHANNEL]! + length[CHANNEL]!)
    const means_no =
      length[PAYMENTS]! > 0
        ? meansOf(bytes.subarray(at[PAYMENTS]! + 1, at[PAYMENTS]! + length[PAYMENTS]!))
        : 0
    let holds = channel !== -1 && means_no !== -1 && in_basket <= LINES_MAX
    for (let n = 0; n < in_basket; n++) holds &&= isHeld(basket[n]!)
    if (!holds) {
      left_out += 1
      return
    }
    const sale = columns.addSale({
      account: nowOf(ids.account.placeOf(bytes, at[ACCOUNT]!)),
      customer: ids.customer.placeOf(bytes, at[CUSTOMER]!),
      store: Math.max(0, ids.store.find(bytes, at[STORE]!)),
      channel,
      means: means_no,
      at_ms: millisecondsAt(bytes, at[AT]!),
    })
    for (let n = 0; n < in_basket; n++) columns.addLine(basket[n]!, basket[n]!)
    if (places.length === 0) return
    const place = ids.returned.find(bytes, at[SALE]!)
    if (place >= 0) places[place] = { sale, lines: basket.slice(0, in_basket).map(({ n }) => n) }
  }

  function meansOf(json: Uint8Array): number {
    const paid = (JSON.parse(Buffer.from(json).toString()) as { means: string }[]).map((one) => one.means)
    const place = names.means.placeOf([...new Set(paid)].sort().join('\n'))
    if (place === means.length) means.push(names.means.names[place]!.split('\n'))
    return place
  }

  /** In the order in which they came back. One whose sale is not among these is passed over. */
  function addReturn({ sale_id, occurred_at, total_cents, lines }: ShopReturn): void {
    const { sale, lines: sold } = places[ids.returned.find(idBytes(sale_id), 0)]!
    if (sale < 0) return
    columns.addReturn(sale, {
      at_ms: occurred_at.getTime(),
      total_cents,
      lines: lines.map(({ n, qty }) => ({ line: Math.max(0, sold.indexOf(n)), quantity_milli: qty })),
    })
  }

  /** Of members who bought: without a purchase nothing is known of them. */
  function addActivity(one: ShopActivity): void {
    const account = ids.account.find(idBytes(one.account_id), 0)
    const customer = ids.customer.find(idBytes(one.customer_id), 0)
    if (account < 0 || customer < 0) return
    columns.addActivity({
      account: nowOf(account),
      customer,
      store: one.store_id === null ? 0 : Math.max(0, ids.store.find(idBytes(one.store_id), 0)),
      channel: Math.max(0, names.channel.placeOfText(one.channel ?? 'till')),
      name: activity_names.placeOf(one.activity),
      at_ms: one.occurred_at.getTime(),
    })
  }

  return {
    add,
    addReturn,
    addActivity,
    customers: () => Array.from({ length: ids.customer.count() }, (_, n) => ids.customer.idOf(n)),
    /** What conditions ask about a customer; `bought_before` these sales. */
    describe(customer_id: string, person: PersonToJudge, bought_before: boolean): void {
      const at = ids.customer.find(idBytes(customer_id), 0)
      people[at] = person
      if (bought_before) before.add(at)
    },
    finish: (whole: Whole, tell: (share: number) => void): SalesLog =>
      columns.finish(
        whole,
        {
          products: names.product.names(),
          categories: names.category.names(),
          brands: names.brand.names(),
          suppliers: names.supplier.names(),
          channels: names.channel.names(),
          means,
          left_out,
          accounts: ids.account.count(),
          customers: ids.customer.count(),
          people,
          before,
          activity_names: activity_names.names,
        },
        tell,
      ),
  }
}

type Put = {
  n: number
  product: number
  category: number
  brand: number
  supplier: number
  quantity_milli: number
  gross_cents: number
  total_cents: number
}
const emptyPut = (): Put => ({
  n: 0,
  product: 0,
  category: 0,
  brand: 0,
  supplier: 0,
  quantity_milli: 0,
  gross_cents: 0,
  total_cents: 0,
})

const isHeld = (line: Put): boolean =>
  fits(line) && line.category !== -1 && line.brand !== -1 && line.supplier !== -1
