/** The device's own database. What is in the queue is on the disk before the screen says that a sale is done. */
import { openDB } from 'idb'
import type { DBSchema, IDBPDatabase, IDBPObjectStore } from 'idb'
import { place } from '#ui/places.ts'
import type { Job, KeptSale, Person, Product } from './shapes.ts'

interface Kept extends DBSchema {
  kept: { key: string; value: unknown }
  people: { key: string; value: Person }
  products: { key: string; value: Product }
  queue: { key: number; value: Job }
  sales: { key: string; value: KeptSale; indexes: { at: string } }
}

let opening: Promise<IDBPDatabase<Kept>> | undefined

export const database = () =>
  (opening ??= openDB<Kept>(`comptoir till ${place().shop_path}`, 1, {
    upgrade(db) {
      db.createObjectStore('kept')
      db.createObjectStore('people', { keyPath: 'customer_id' })
      db.createObjectStore('products', { keyPath: 'product_id' })
      db.createObjectStore('queue', { keyPath: 'seq', autoIncrement: true })
      db.createObjectStore('sales', { keyPath: 'sale_id' }).createIndex('at', 'occurred_at')
    },
  }))

type Name = 'kept' | 'people' | 'products' | 'queue' | 'sales'

/** Written through to the disk before it is said to be done: a tablet that loses its power loses no sale. */
export async function strictly(names: Name[]) {
  return (await database()).transaction(names, 'readwrite', { durability: 'strict' })
}

export type KeptSales = IDBPObjectStore<Kept, Name[], 'sales', 'readwrite'>

export async function keep(key: string, value: unknown): Promise<void> {
  await (await database()).put('kept', value, key)
}

export const kept = async <T>(key: string): Promise<T | undefined> =>
  (await (await database()).get('kept', key)) as T | undefined

/** Another shop's till, or none at all any more: nothing of the last one stays. */
export async function forgetEverything(): Promise<void> {
  const names: Name[] = ['kept', 'people', 'products', 'queue', 'sales']
  const tx = await strictly(names)
  for (const name of names) void tx.objectStore(name).clear()
  await tx.done
}
