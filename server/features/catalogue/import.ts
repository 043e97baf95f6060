/** The door for files of products, and the way back. */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import type { Imported } from './actions.ts'
import { searchText } from './rules.ts'

export { importProducts } from './actions.ts'
export type KnownProduct = Imported

export const listBySku = ({ tx, tenant_id }: Context, skus: string[]): Promise<KnownProduct[]> =>
  tx
    .selectFrom('product')
    .select(['product_id', 'sku', 'name', 'category', 'brand', 'barcode', 'price_cents'])
    .where('tenant_id', '=', tenant_id)
    .where((eb) => eb('sku', '=', sql<string>`any(${skus}::text[])`))
    .execute()

/**
 * New ones go, unless they were sold or given a photo: those are retired. Changed ones are as before. In the order they
 * were imported, the last first where one was changed twice.
 */
export async function undoImportedProducts(
  { tx, tenant_id, now }: Context,
  effects: { product_id: string; before: KnownProduct | null }[],
) {
  const created = effects.filter(({ before }) => before === null).map(({ product_id }) => product_id)
  const { rows: gone } = await sql<{ product_id: string }>`
    delete from product p where p.tenant_id = ${tenant_id} and p.product_id = any(${created}::uuid[])
      and not exists (select from sale_line l where l.tenant_id = ${tenant_id} and l.product_id = p.product_id)
      and not exists (select from product_photo f where f.tenant_id = ${tenant_id} and f.product_id = p.product_id)
    returning p.product_id`.execute(tx)
  const { rows: retired } = await sql<{ product_id: string }>`
    update product set retired_at = ${now}, updated_at = ${now}
    where tenant_id = ${tenant_id} and product_id = any(${created}::uuid[]) and retired_at is null returning product_id`.execute(
    tx,
  )
  const first = new Map<string, KnownProduct>()
  for (const { product_id, before } of effects)
    if (before && !first.has(product_id)) first.set(product_id, before)
  const back = [...first.values()].map((product) => ({ ...product, search_text: searchText(product) }))
  await sql`
    update product p set name = r.name, category = r.category, brand = r.brand, barcode = r.barcode, price_cents = r.price_cents,
      search_text = r.search_text, updated_at = ${now}
    from jsonb_to_recordset(${JSON.stringify(back)}::jsonb) as r (product_id uuid, name text, category text, brand text, barcode text,
      price_cents bigint, search_text text)
    where p.tenant_id = ${tenant_id} and p.product_id = r.product_id`.execute(tx)
  return { removed: gone.length, retired: retired.length, restored: back.length }
}
