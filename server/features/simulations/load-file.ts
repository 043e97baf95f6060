/**
 * A file of sales that was sent as an import, read into columns without being taken in: nothing of it is written, and a
 * customer is what the file calls one. So a shop can try programmes before it has any, or any sale here.
 */
import { hash } from 'node:crypto'
import type { Context } from '../../platform/database.ts'
import { getImport } from '../imports/actions.ts'
import { surveyColumns } from '../imports/reading/reading.ts'
import { fileOnDisk } from '../imports/reading/source.ts'
import { toSaleLine } from '../imports/reading/to-sale-line.ts'
import { isMapped } from '../imports/reading/values.ts'
import type { Mapping } from '../imports/reading/mapping.ts'
import { customerKey, priceLine, receiptKey, receiptOf, type Line } from '../imports/sale-lines.ts'
import { folded, readShop } from '../imports/shop.ts'
import { slicesOf } from '../imports/slices.ts'
import type { Loaded, LoadWish } from './load-shop.ts'
import { receipts } from './reading/receipts.ts'
import type { LoggedStore } from './replay/columns.ts'
import { salesLogger } from './replay/log-sales.ts'
import { interningIds } from './replay/names.ts'
import { withReturns, type Coming } from './replay/match-returns.ts'
import { refuse } from './refusals.ts'

export type LoadedFile = Loaded & { lines: number; refused_lines: number; returns_without_sale: number }

type Wish = LoadWish & { import_id: string }
type Back = { account: string; product: string | null } & Pick<
  Coming,
  'quantity_milli' | 'total_cents' | 'at_ms'
>

const SLICE_ROWS = 4000

export async function loadFile(ctx: Context, wish: Wish): Promise<LoadedFile> {
  const row = await getImport(ctx, wish.import_id)
  if (row.kind !== 'sales') throw refuse('simulation_file_not_sales')
  const mapping = await surveyed(row.file_path, row.reading, row.mapping as Mapping<'sales'>)
  const shop = await readShop(ctx, row.options)
  const stores = storesOfFile(await listStores(ctx), shop.time_zone)
  const known = await listProducts(ctx)
  const file = await fileOnDisk(row.file_path)
  const has_total = isMapped(mapping as Mapping, 'line_total')
  const sold = receipts()
  const back: Back[] = []
  const unnamed = interningIds()
  const anonymous = { sales: 0, cents: 0 }
  let [lines, refused_lines] = [0, 0]
  const [from, to] = [wish.from ?? '0000', wish.to ?? '9999']

  function add(one: Line) {
    const { line, store_id, occurred_at } = one
    const day = line.occurred_at.slice(0, 10)
    if (day < from || day > to) return
    const account = customerKey(line.customer)
    const at_ms = occurred_at.getTime()
    const goods = { ...goodsOf(one), ...amountsOf(one) }
    if (line.kind === 'return') {
      if (account !== null) back.push({ account, at_ms, product: goods.product, ...amountsOf(one) })
      return
    }
    const key = hash('sha256', receiptKey(one, 'file'), 'buffer')
    if (account !== null) return sold.add(key, { account, store: stores.placeOf(store_id), at_ms }, goods)
    unnamed.placeOf(key, 0)
    anonymous.cents += one.total_cents
  }

  function goodsOf({ line }: Line) {
    const product = line.sku === null ? undefined : known.get(line.sku)
    return {
      product: product?.product_id ?? line.sku ?? line.description,
      category: product?.category ?? line.category,
      brand: product?.brand ?? null,
      supplier: product?.supplier ?? null,
    }
  }

  const sliced = slicesOf(file, {
    sniffed: row.reading,
    from: undefined,
    rows: SLICE_ROWS,
    groupOf: receiptOf(mapping as Mapping),
  })
  for await (const { rows, next } of sliced) {
    for (const one of rows) {
      const outcome = toSaleLine(one, mapping)
      if (!outcome.ok) {
        refused_lines += 1
        continue
      }
      if (outcome.value.is_void) continue
      const store_id = stores.idOf(outcome.value.store, shop)
      const line = priceLine(one, outcome.value, store_id, stores.zoneOf(store_id), has_total)
      if (line) add(line)
      else refused_lines += 1
    }
    lines += rows.length
    wish.told(next.byte, row.file_bytes)
  }
  anonymous.sales = unnamed.count()
  const logger = salesLogger()
  for (const sale of sold.taken()) logger.add(sale)
  const plain = logger.finish({ time_zone: shop.time_zone, stores: stores.list })
  const coming = back.map((one) => ({
    ...one,
    account: logger.accountOf(one.account),
    product: logger.productOf(one.product),
  }))
  const { log, unmatched } = withReturns(plain, coming)
  return { log, anonymous, lines, refused_lines, returns_without_sale: unmatched }
}

const amountsOf = ({ quantity_milli, unit_price_cents, total_cents }: Line) => ({
  quantity_milli,
  total_cents,
  gross_cents: Math.max(total_cents, Math.floor((unit_price_cents * quantity_milli + 500) / 1000)),
})

/** Dates and decimals as the whole file writes them; what a person said stands. */
async function surveyed(
  path: string,
  reading: Parameters<typeof surveyColumns>[1],
  mapping: Mapping<'sales'>,
) {
  const mapped = (field: string) => mapping.columns.some((column) => column.field === field)
  const dated = mapped('occurred_at') || mapped('occurred_date')
  if (!dated || !(mapped('unit_price') || mapped('line_total'))) throw refuse('simulation_file_not_mapped')
  const { styles } = await surveyColumns(await fileOnDisk(path), reading)
  const chosen = mapping.styles as (Mapping['styles'][number] & { by_hand?: boolean })[]
  return {
    ...mapping,
    styles: styles.map((style, n) => (chosen[n]?.by_hand ? { ...style, ...chosen[n] } : style)),
  }
}

const listStores = ({ tx, tenant_id }: Context): Promise<LoggedStore[]> =>
  tx
    .selectFrom('store')
    .select(['store_id', 'merchant_id', 'time_zone', 'name'])
    .where('tenant_id', '=', tenant_id)
    .orderBy('created_at')
    .execute()

/** The shop's stores, and one more for each name of the file that is none of them. */
function storesOfFile(known: LoggedStore[], time_zone: string) {
  const list = [...known]
  const places = new Map(list.map(({ store_id }, n) => [store_id, n]))
  return {
    list,
    placeOf: (store_id: string) => places.get(store_id)!,
    zoneOf: (store_id: string) => list[places.get(store_id)!]!.time_zone,
    idOf(name: string | null, shop: Awaited<ReturnType<typeof readShop>>): string {
      const store_id =
        (name === null ? undefined : shop.stores.get(folded(name))) ??
        (name === null || known.length === 1 ? (shop.default_store_id ?? known[0]?.store_id) : undefined) ??
        `file:${folded(name ?? '')}`
      if (!places.has(store_id)) {
        places.set(store_id, list.length)
        list.push({ store_id, merchant_id: known[0]?.merchant_id ?? '', time_zone, name: name ?? '' })
      }
      return store_id
    },
  }
}

async function listProducts({ tx, tenant_id }: Context) {
  const rows = await tx
    .selectFrom('product')
    .select(['product_id', 'sku', 'category', 'brand', 'supplier'])
    .where('tenant_id', '=', tenant_id)
    .execute()
  return new Map(rows.map((row) => [row.sku, row]))
}
