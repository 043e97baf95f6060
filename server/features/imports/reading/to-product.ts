/** A row to a product. The price is what a customer pays, tax included, in whole cents. */
import { isBarcode } from './barcode.ts'
import type { Mapping } from './mapping.ts'
import type { Row } from './source.ts'
import { amountOf, cellOf, look, outcome, refuse, textOf, warn } from './values.ts'
import type { Outcome, Seen } from './values.ts'

export type ImportedProduct = {
  sku: string
  name: string
  category: string | null
  brand: string | null
  price_cents: number | null
  photo_url: string | null
  barcode: string | null
}

export function toProduct(row: Row, mapping: Mapping<'products'>): Outcome<ImportedProduct> {
  const seen = look(row, mapping)
  const barcode = barcodeOf(seen)
  const sku = skuOf(seen) ?? barcode
  if (sku === null && cellOf(seen, 'sku') === '') refuse(seen, 'missing', 'sku')
  const price = amountOf(seen, 'price')
  if (price && price.cents < 0) refuse(seen, 'negative', 'price')
  return outcome(seen, {
    sku: sku ?? '',
    name: textOf(seen, 'name', 300) ?? sku ?? '',
    category: textOf(seen, 'category'),
    brand: textOf(seen, 'brand'),
    price_cents: price?.cents ?? null,
    photo_url: photoOf(seen),
    barcode,
  })
}

/** A reference shown as 3,7E+12 has lost its digits: two products would become one. */
export function skuOf(seen: Seen): string | null {
  const cell = cellOf(seen, 'sku')
  if (/^\d(?:[.,]\d+)?E\+\d+$/i.test(cell)) {
    refuse(seen, 'sku_lossy', 'sku')
    return null
  }
  const plain = cell.replace(/^(\d+)\.0$/, '$1')
  return plain === '' ? null : plain.slice(0, 80)
}

function barcodeOf(seen: Seen): string | null {
  const cell = cellOf(seen, 'barcode').replace(/[\s-]/g, '').replace(/\.0$/, '')
  if (cell === '') return null
  if (isBarcode(cell)) return cell
  warn(seen, 'barcode_invalid', 'barcode')
  return null
}

function photoOf(seen: Seen): string | null {
  const cell = cellOf(seen, 'photo_url')
  if (cell === '') return null
  if (/^https?:\/\//i.test(cell) && cell.length <= 2000 && URL.canParse(cell)) return cell
  warn(seen, 'url_invalid', 'photo_url')
  return null
}
