/** A file of products: by reference, what is new is added and what is known takes what the file says. */
import { newId } from '../../lib/id.ts'
import type { Context } from '../../platform/database.ts'
import { importProducts, undoImportedProducts, listBySku, type KnownProduct } from '../catalogue/import.ts'
import { said, type Job, type Kind } from './job.ts'
import { takeLastEffects } from './queries.ts'
import type { Mapping } from './reading/mapping.ts'
import { reason } from './reading/reasons.ts'
import type { Row } from './reading/source.ts'
import { toProduct, type ImportedProduct } from './reading/to-product.ts'
import type { NotTaken, Warned, Worked } from './report.ts'

const SLICE_ROWS = 500

export const productsKind: Kind = { slice_rows: SLICE_ROWS, work: workProducts, undo: undoProducts }

const REPEATED = said(
  'sku_repeated',
  'Cette référence est déjà plus haut dans le fichier : la dernière ligne compte.',
  'This reference stands earlier in the file: the last row counts.',
)

async function workProducts(ctx: Context, job: Job, rows: Row[]): Promise<Worked> {
  const not_taken: NotTaken[] = []
  const warned: Warned[] = []
  const read = new Map<string, { row: Row; product: ImportedProduct }>()
  for (const row of rows) {
    const outcome = toProduct(row, job.mapping as Mapping<'products'>)
    if (!outcome.ok) {
      not_taken.push({ row, kind: 'refused', reasons: outcome.reasons })
      continue
    }
    const { sku } = outcome.value
    const repeated = read.has(sku) || job.memory.has(sku)
    job.memory.set(sku, true)
    warned.push({ row_no: row.line, reasons: repeated ? [...outcome.warnings, REPEATED] : outcome.warnings })
    read.set(sku, { row, product: outcome.value })
  }
  const known = new Map((await listBySku(ctx, [...read.keys()])).map((product) => [product.sku, product]))
  const counts = { created: 0, updated: 0, unchanged: rows.length - not_taken.length - read.size, refused: 0 }
  const arriving: (KnownProduct & { row_no: number; before: KnownProduct | null })[] = []
  for (const { row, product } of read.values()) {
    const before = known.get(product.sku) ?? null
    if (product.price_cents === null && !before) {
      not_taken.push({ row, kind: 'refused', reasons: [reason('missing', '', columnOf(job, 'price'))] })
      continue
    }
    const after = merged(product, before)
    if (before && same(before, after)) counts.unchanged += 1
    else {
      // In a rehearsal nothing stays: a reference of an earlier slice is one that the run will know.
      counts[before ? 'updated' : 'created'] += 1
      arriving.push({ ...after, row_no: row.line, before })
    }
  }
  const slice = arriving.map(({ row_no: _row_no, before: _before, ...product }) => product)
  await importProducts(ctx, slice, job.import_id)
  counts.refused = not_taken.length
  const effects = arriving.map(({ row_no, product_id, before }) => ({
    row_no,
    subject_id: product_id,
    effect: before ? ('updated' as const) : ('created' as const),
    before,
  }))
  return { counts, not_taken, warned, effects }
}

const columnOf = ({ mapping }: Job, field: string) =>
  mapping.columns.find((one) => one.field === field)?.name ?? ''

/** A photo’s address is not fetched: a shop’s server does not call wherever a file points. */
function merged(product: ImportedProduct, before: KnownProduct | null): KnownProduct {
  const { sku, name, category, brand, barcode, price_cents } = product
  return {
    product_id: before?.product_id ?? newId(),
    sku,
    name: name === sku && before ? before.name : name.slice(0, 200),
    category: category?.slice(0, 100) ?? before?.category ?? null,
    brand: brand?.slice(0, 100) ?? before?.brand ?? null,
    barcode: barcode ?? before?.barcode ?? null,
    price_cents: price_cents ?? before!.price_cents,
  }
}

const SHOWN = ['name', 'category', 'brand', 'barcode', 'price_cents'] as const
const same = (a: KnownProduct, b: KnownProduct) => SHOWN.every((field) => a[field] === b[field])

async function undoProducts(ctx: Context, import_id: string) {
  const effects = await takeLastEffects(ctx, import_id, SLICE_ROWS)
  if (effects.length === 0) return null
  return undoImportedProducts(
    ctx,
    effects.map(({ subject_id, before }) => ({
      product_id: subject_id,
      before: before as KnownProduct | null,
    })),
  )
}
