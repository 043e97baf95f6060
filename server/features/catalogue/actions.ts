/** What the shop sells: written by people or by an import, kept by every till. */
import { assert } from '../../lib/assert.ts'
import type { Context } from '../../platform/database.ts'
import { readPhoto } from '../../lib/photo.ts'
import * as rows from './queries.ts'
import { refuse } from './refusals.ts'
import { PHOTO_BYTES_MAX, PHOTO_SIDE_MAX, searchText } from './rules.ts'

export type ProductWish = {
  sku: string
  name: string
  price_cents: number
  category?: string | null
  brand?: string | null
  supplier?: string | null
  barcode?: string | null
}

/** What is left out stays as it was. */
export async function putProduct(ctx: Context, product_id: string, wish: ProductWish): Promise<rows.Shown> {
  const before = await rows.findProduct(ctx, product_id)
  const product: rows.Product = {
    product_id,
    category: before?.category ?? null,
    brand: before?.brand ?? null,
    supplier: before?.supplier ?? null,
    barcode: before?.barcode ?? null,
    ...wish,
    created_at: before?.created_at ?? ctx.now,
    updated_at: ctx.now,
    retired_at: before?.retired_at ?? null,
  }
  const namesake = await rows.findNamesake(ctx, product)
  if (namesake)
    throw refuse(namesake.sku === product.sku ? 'sku_taken' : 'barcode_taken', {
      product_id: namesake.product_id,
    })
  await rows.saveProduct(ctx, { ...product, search_text: searchText(product) })
  return { ...product, has_photo: before?.has_photo ?? false }
}

export async function setRetirement(ctx: Context, product_id: string, retired: boolean): Promise<rows.Shown> {
  const { has_photo, ...product } = await getProduct(ctx, product_id)
  const retired_at = retired ? (product.retired_at ?? ctx.now) : null
  const changed = { ...product, retired_at, updated_at: ctx.now }
  await rows.saveProduct(ctx, { ...changed, search_text: searchText(product) })
  return { ...changed, has_photo }
}

export async function getProduct(ctx: Context, product_id: string): Promise<rows.Shown> {
  const product = await rows.findProduct(ctx, product_id)
  if (!product) throw refuse('product_not_found')
  return product
}

export async function putPhoto(ctx: Context, product_id: string, bytes: Buffer): Promise<rows.Shown> {
  const product = await getProduct(ctx, product_id)
  if (bytes.length > PHOTO_BYTES_MAX) throw refuse('photo_too_large')
  const photo = readPhoto(bytes)
  if (!photo) throw refuse('photo_unreadable')
  if (Math.max(photo.width, photo.height) > PHOTO_SIDE_MAX) throw refuse('photo_too_large')
  await rows.savePhoto(ctx, product_id, photo)
  await rows.touchProduct(ctx, product_id)
  return { ...product, has_photo: true }
}

export type Imported = {
  product_id: string
  sku: string
  name: string
  price_cents: number
  category: string | null
  brand: string | null
  barcode: string | null
}

/** A slice of an import. Each reference once in it; `product_id` counts only where the reference is new. */
export async function importProducts(ctx: Context, slice: Imported[], import_id: string) {
  assert(new Set(slice.map(({ sku }) => sku)).size === slice.length, 'a reference stands once in a slice')
  if (slice.length === 0) return []
  return rows.mergeProducts(
    ctx,
    slice.map((product) => ({ ...product, search_text: searchText(product) })),
    import_id,
  )
}

const OVERLAP_MS = 60_000

/**
 * What changed since a version that a till holds. A change may be committed a moment after a later one, so the last
 * minute is told again: a till that hears of a product twice just writes it twice.
 */
export async function productsSince(ctx: Context, since: Date | null) {
  const items = await rows.listChangedSince(ctx, since && new Date(since.getTime() - OVERLAP_MS))
  const version = items.at(-1)?.updated_at ?? since
  return { items, version }
}
