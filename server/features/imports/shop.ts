/** The shop as a file speaks of it: stores by name or code, whatever the accents and capitals. */
import type { Context } from '../../platform/database.ts'
import type { Shop } from './job.ts'
import type { Options } from './options.ts'

export const folded = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

export async function readShop({ tx, tenant_id }: Context, options: Options): Promise<Shop> {
  const tenant = await tx
    .selectFrom('tenant')
    .select(['time_zone', 'language'])
    .where('tenant_id', '=', tenant_id)
    .executeTakeFirstOrThrow()
  const rows = await tx
    .selectFrom('store')
    .select(['store_id', 'name', 'code', 'time_zone'])
    .where('tenant_id', '=', tenant_id)
    .orderBy('created_at')
    .execute()
  const stores = new Map<string, string>()
  for (const { store_id, name } of rows) if (!stores.has(folded(name))) stores.set(folded(name), store_id)
  for (const { store_id, code } of rows) if (code) stores.set(folded(code), store_id)
  return {
    time_zone: tenant.time_zone,
    language: tenant.language as 'fr' | 'en',
    stores,
    zones: new Map(rows.map(({ store_id, time_zone }) => [store_id, time_zone])),
    default_store_id: options.default_store_id ?? (rows.length === 1 ? rows[0]!.store_id : null),
  }
}
