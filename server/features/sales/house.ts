/** What every sale of a shop needs and that seldom changes: stores, programme versions. Kept for two seconds. */
import type { Database } from '../../platform/database.ts'
import { inTenant } from '../../platform/database.ts'
import type { Programme } from '../programmes/programme.ts'
import { readVersions } from './programme-texts.ts'

export type HouseStore = { store_id: string; merchant_id: string; time_zone: string; name: string }
export type HouseProgramme = { version: number; effective_at: Date; programme: Programme }
export type House = {
  tenant_id: string
  currency: string
  stores: Map<string, HouseStore>
  /** Newest first. */
  programmes: HouseProgramme[]
}

const KEPT_MS = 2_000
const kept = new Map<string, { at: number; house: Promise<House> }>()

/** The next sale reads the shop afresh: after a programme or a store was changed by this process. */
export const forgetHouse = (tenant_id: string) => kept.delete(tenant_id)

export function findHouse(db: Database, tenant_id: string): Promise<House> {
  const known = kept.get(tenant_id)
  if (known && Date.now() - known.at < KEPT_MS) return known.house
  const house = readHouse(db, tenant_id)
  house.catch(() => kept.delete(tenant_id))
  if (kept.size > 5_000) kept.clear()
  kept.set(tenant_id, { at: Date.now(), house })
  return house
}

export const programmeAt = (house: House, at: Date): HouseProgramme | null =>
  house.programmes.find((version) => version.effective_at <= at) ?? null

function readHouse(db: Database, tenant_id: string): Promise<House> {
  return inTenant(db, { tenant_id, actor: 'system' }, async ({ tx }) => {
    const { currency } = await tx
      .selectFrom('tenant')
      .select('currency')
      .where('tenant_id', '=', tenant_id)
      .executeTakeFirstOrThrow()
    const stores = await tx
      .selectFrom('store')
      .select(['store_id', 'merchant_id', 'time_zone', 'name'])
      .where('tenant_id', '=', tenant_id)
      .execute()
    return {
      tenant_id,
      currency,
      stores: new Map(stores.map((store) => [store.store_id, store])),
      programmes: await readVersions(tx, tenant_id),
    }
  })
}
