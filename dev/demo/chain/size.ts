/** How large the chain is made; a test makes a small one. */
export type ChainSize = { customers: number; sales: number; stores: number; days: number; workers: number }

/** Sixty-one stores, two years. Two workers: one decides while the database writes for the other. */
export const WHOLE_CHAIN: ChainSize = {
  customers: 150_000,
  sales: 3_000_000,
  stores: 61,
  days: 730,
  workers: 2,
}

export const SLUG = 'panier-drive'
export const TIME_ZONE = 'Europe/Paris'
/** The share of orders whose customer is known: one orders on the site, but may do so without a card. */
export const WITH_CARD = 0.94

/** What a worker needs to do its share; it crosses to another thread, so it is plain data. */
export type Job = {
  size: ChainSize
  seed: number
  /** The local day that is today; the chain's last sale is the evening before. */
  today: number
  tenant_id: string
  store_ids: string[]
  part: number
}

/** Every nth customer, so that each worker has all stores and all rhythms. */
export const membersOf = ({ size, part }: Job): number[] =>
  Array.from(
    { length: Math.ceil((size.customers - part) / size.workers) },
    (_, nth) => part + nth * size.workers,
  )
