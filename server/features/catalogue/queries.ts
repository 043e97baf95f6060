import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'

export type Product = {
  product_id: string
  sku: string
  name: string
  category: string | null
  brand: string | null
  /** Who it is bought from: conditions of a programme may ask. */
  supplier: string | null
  barcode: string | null
  price_cents: number
  created_at: Date
  updated_at: Date
  retired_at: Date | null
}
export type Shown = Product & { has_photo: boolean }
const columns = [
  'product_id',
  'sku',
  'name',
  'category',
  'brand',
  'supplier',
  'barcode',
  'price_cents',
  'created_at',
  'updated_at',
  'retired_at',
] as const

const products = ({ tx, tenant_id }: Context) =>
  tx.selectFrom('product as p').where('p.tenant_id', '=', tenant_id)

const shown = (ctx: Context) =>
  products(ctx)
    .leftJoin('product_photo as f', (join) =>
      join.onRef('f.tenant_id', '=', 'p.tenant_id').onRef('f.product_id', '=', 'p.product_id'),
    )
    .select(columns.map((column) => `p.${column}` as const))
    .select(sql<boolean>`f.product_id is not null`.as('has_photo'))

export type Filter = { words: string[]; category?: string; retired: boolean }
type Page = Filter & { after?: { name: string; product_id: string }; limit: number }

/** A shop's products are some thousands of short rows: reading them all is a few milliseconds, so no index searches. */
export function listProducts(
  ctx: Context,
  { words, category, retired, after, limit }: Page,
): Promise<Shown[]> {
  let found = shown(ctx).where('p.retired_at', retired ? 'is not' : 'is', null)
  if (category) found = found.where('p.category', '=', category)
  for (const word of words) found = found.where(sql<boolean>`strpos(p.search_text, ${word}) > 0`)
  if (after)
    found = found.where((eb) =>
      eb(eb.refTuple('p.name', 'p.product_id'), '>', eb.tuple(after.name, after.product_id)),
    )
  return found.orderBy('p.name').orderBy('p.product_id').limit(limit).execute()
}

export async function countProducts(ctx: Context, { words, category, retired }: Filter): Promise<number> {
  let found = products(ctx).where('p.retired_at', retired ? 'is not' : 'is', null)
  if (category) found = found.where('p.category', '=', category)
  for (const word of words) found = found.where(sql<boolean>`strpos(p.search_text, ${word}) > 0`)
  return (await found.select((eb) => eb.fn.countAll<number>().as('products')).executeTakeFirstOrThrow())
    .products
}

/** Retired ones too: a till must forget what is no longer sold. */
export function listChangedSince(ctx: Context, since: Date | null): Promise<Shown[]> {
  const all = shown(ctx).orderBy('p.updated_at')
  return (since ? all.where('p.updated_at', '>=', since) : all.where('p.retired_at', 'is', null)).execute()
}

export const findProduct = (ctx: Context, product_id: string): Promise<Shown | undefined> =>
  shown(ctx).where('p.product_id', '=', product_id).executeTakeFirst()

/** Another product on sale with the same reference or barcode. A reference stays taken when its product is retired. */
export const findNamesake = (ctx: Context, { product_id, sku, barcode }: Product) =>
  products(ctx)
    .select(['p.product_id', 'p.sku'])
    .where('p.product_id', '!=', product_id)
    .where((eb) =>
      eb.or([
        eb('p.sku', '=', sku),
        ...(barcode ? [eb.and([eb('p.barcode', '=', barcode), eb('p.retired_at', 'is', null)])] : []),
      ]),
    )
    .executeTakeFirst()

export async function saveProduct(
  { tx, tenant_id }: Context,
  product: Product & { search_text: string },
): Promise<void> {
  const { product_id: _id, created_at: _created, ...changes } = product
  await tx
    .insertInto('product')
    .values({ tenant_id, ...product })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'product_id']).doUpdateSet(changes))
    .execute()
}

export type Arriving = Omit<Product, 'supplier' | 'created_at' | 'updated_at' | 'retired_at'> & {
  search_text: string
}

/** One statement for a whole slice: new references are added, known ones take what the file says and keep the rest. */
export async function mergeProducts(
  { tx, tenant_id, now }: Context,
  arriving: Arriving[],
  import_id: string,
) {
  const { rows } = await sql<{ product_id: string; sku: string; created: boolean }>`
    insert into product as p (tenant_id, product_id, sku, name, category, brand, barcode, price_cents, search_text,
      created_at, updated_at, import_id)
    select ${tenant_id}, a.product_id, a.sku, a.name, a.category, a.brand, a.barcode, a.price_cents, a.search_text,
      ${now}, ${now}, ${import_id}
    from jsonb_to_recordset(${JSON.stringify(arriving)}::jsonb) as a (product_id uuid, sku text, name text,
      category text, brand text, barcode text, price_cents bigint, search_text text)
    on conflict (tenant_id, sku) do update set name = excluded.name, price_cents = excluded.price_cents,
      category = coalesce(excluded.category, p.category), brand = coalesce(excluded.brand, p.brand),
      barcode = coalesce(excluded.barcode, p.barcode), search_text = excluded.search_text,
      updated_at = excluded.updated_at
    returning p.product_id, p.sku, p.created_at = p.updated_at as created
  `.execute(tx)
  return rows
}

export const listCategories = (ctx: Context) =>
  products(ctx)
    .where('p.category', 'is not', null)
    .where('p.retired_at', 'is', null)
    .select((eb) => ['p.category', eb.fn.countAll<number>().as('products')])
    .groupBy('p.category')
    .orderBy('p.category')
    .execute()

export const findPhoto = ({ tx, tenant_id }: Context, product_id: string) =>
  tx
    .selectFrom('product_photo')
    .select(['type', 'content', 'added_at'])
    .where('tenant_id', '=', tenant_id)
    .where('product_id', '=', product_id)
    .executeTakeFirst()

export async function savePhoto(
  { tx, tenant_id, now }: Context,
  product_id: string,
  { type, content }: { type: string; content: Buffer },
) {
  await tx
    .insertInto('product_photo')
    .values({ tenant_id, product_id, type, content, added_at: now })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'product_id']).doUpdateSet({ type, content, added_at: now }),
    )
    .execute()
}

/** So that tills fetch it again. */
export const touchProduct = ({ tx, tenant_id, now }: Context, product_id: string) =>
  tx
    .updateTable('product')
    .set({ updated_at: now })
    .where('tenant_id', '=', tenant_id)
    .where('product_id', '=', product_id)
    .execute()
