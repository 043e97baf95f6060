import type { Tx } from '../../platform/database.ts'
import type { Exception, OpeningHours } from './rules.ts'

export type Store = {
  store_id: string
  merchant_id: string
  name: string
  code: string | null
  address_line1: string | null
  address_line2: string | null
  postal_code: string | null
  city: string | null
  country: string
  phone: string | null
  email: string | null
  time_zone: string
  opening_hours: OpeningHours
  exceptions: Exception[]
  created_at: Date
  closed_at: Date | null
}
export type Merchant = {
  merchant_id: string
  name: string
  legal_name: string | null
  siret: string | null
  created_at: Date
}

/** `store_ids` null is every store. */
export async function listStores(tx: Tx, tenant_id: string, store_ids: string[] | null): Promise<Store[]> {
  const all = tx
    .selectFrom('store')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .orderBy('name')
    .orderBy('store_id')
  return (store_ids ? all.where('store_id', 'in', store_ids) : all).execute()
}

export const findStore = (tx: Tx, tenant_id: string, store_id: string): Promise<Store | undefined> =>
  tx
    .selectFrom('store')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('store_id', '=', store_id)
    .executeTakeFirst()

export const findStoreByCode = (tx: Tx, tenant_id: string, code: string) =>
  tx
    .selectFrom('store')
    .select('store_id')
    .where('tenant_id', '=', tenant_id)
    .where('code', '=', code)
    .executeTakeFirst()

export async function saveStore(tx: Tx, tenant_id: string, store: Store): Promise<void> {
  const row = {
    ...store,
    tenant_id,
    opening_hours: JSON.stringify(store.opening_hours),
    exceptions: JSON.stringify(store.exceptions),
  }
  const { tenant_id: _tenant, store_id: _store, created_at: _created, ...changes } = row
  await tx
    .insertInto('store')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenant_id', 'store_id']).doUpdateSet(changes))
    .execute()
}

export const listMerchants = (tx: Tx, tenant_id: string): Promise<Merchant[]> =>
  tx
    .selectFrom('merchant')
    .select(['merchant_id', 'name', 'legal_name', 'siret', 'created_at'])
    .where('tenant_id', '=', tenant_id)
    .orderBy('name')
    .orderBy('merchant_id')
    .execute()

export async function saveMerchant(tx: Tx, tenant_id: string, merchant: Merchant): Promise<void> {
  const { name, legal_name, siret } = merchant
  await tx
    .insertInto('merchant')
    .values({ tenant_id, ...merchant })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'merchant_id']).doUpdateSet({ name, legal_name, siret }),
    )
    .execute()
}
