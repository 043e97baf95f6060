import type { Role } from '../../platform/access.ts'
import type { Tx } from '../../platform/database.ts'

export type ApiKey = {
  api_key_id: string
  name: string
  hint: string
  role: Role
  created_by: string
  created_at: Date
  last_used_at: Date | null
  revoked_at: Date | null
}
const columns = [
  'api_key_id',
  'name',
  'hint',
  'role',
  'created_by',
  'created_at',
  'last_used_at',
  'revoked_at',
] as const

export async function listApiKeys(tx: Tx, tenant_id: string): Promise<ApiKey[]> {
  const all = tx.selectFrom('api_key').select(columns).where('tenant_id', '=', tenant_id)
  return (await all.orderBy('created_at', 'desc').orderBy('api_key_id').execute()) as ApiKey[]
}

export async function findApiKey(tx: Tx, tenant_id: string, api_key_id: string): Promise<ApiKey | undefined> {
  const all = tx.selectFrom('api_key').select(columns).where('tenant_id', '=', tenant_id)
  return (await all.where('api_key_id', '=', api_key_id).executeTakeFirst()) as ApiKey | undefined
}

export const addApiKey = (tx: Tx, tenant_id: string, key: ApiKey) =>
  tx
    .insertInto('api_key')
    .values({ tenant_id, ...key })
    .execute()

export const changeApiKey = (tx: Tx, tenant_id: string, api_key_id: string, change: Partial<ApiKey>) =>
  tx
    .updateTable('api_key')
    .set(change)
    .where('tenant_id', '=', tenant_id)
    .where('api_key_id', '=', api_key_id)
    .execute()
