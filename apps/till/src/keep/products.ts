/** What the shop sells, on the device: found by bar code, reference or name without asking anybody. */
import { api } from '#ui/api.ts'
import { database, keep, kept } from './database.ts'
import { plainName } from './hash.ts'
import type { Product } from './shapes.ts'
import { reaching } from './till.ts'

const products = new Map<string, Product>()
/** Names as they are searched, made once. */
const names = new Map<string, string>()

function take(product: Product) {
  if (product.retired_at) {
    products.delete(product.product_id)
    names.delete(product.product_id)
    return
  }
  products.set(product.product_id, product)
  names.set(product.product_id, plainName(`${product.name} ${product.brand ?? ''} ${product.sku}`))
}

export async function openProducts(): Promise<void> {
  for (const product of await (await database()).getAll('products')) take(product)
}

export async function refreshProducts(): Promise<void> {
  const since = await kept<string>('products_version')
  const { items, version } = await reaching(api.get('/till/products', { query: since ? { since } : {} }))
  const tx = (await database()).transaction('products', 'readwrite')
  for (const product of items) {
    take(product)
    void (product.retired_at ? tx.store.delete(product.product_id) : tx.store.put(product))
  }
  await tx.done
  if (version) await keep('products_version', version)
}

export const productOf = (product_id: string): Product | undefined => products.get(product_id)

export function productByCode(code: string): Product | undefined {
  const wanted = code.trim()
  for (const product of products.values())
    if (product.barcode === wanted || product.sku === wanted) return product
  return undefined
}

export function findProducts(text: string, limit = 12): Product[] {
  const words = plainName(text).split(' ').filter(Boolean)
  if (words.length === 0) return []
  const found: Product[] = []
  for (const product of products.values()) {
    const name = names.get(product.product_id)!
    if (words.every((word) => name.includes(word))) found.push(product)
  }
  const begins = (product: Product) => (names.get(product.product_id)!.startsWith(words[0]!) ? 0 : 1)
  return found.toSorted((a, b) => begins(a) - begins(b) || a.name.localeCompare(b.name)).slice(0, limit)
}

export const countProducts = () => products.size
