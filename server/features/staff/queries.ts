/** The team's rows. Each function does one statement. */
import { sql } from 'kysely'
import type { Role } from '../../platform/access.ts'
import type { Context } from '../../platform/database.ts'

export type StaffRow = {
  staff_id: string
  user_id: string | null
  name: string
  email: string | null
  role: Role
  store_ids: string[]
  language: 'fr' | 'en' | null
  pin_hash: string | null
  invited_at: Date | null
  created_at: Date
  left_at: Date | null
}

const COLUMNS = [
  'staff_id',
  'user_id',
  'name',
  'email',
  'role',
  'store_ids',
  'language',
  'pin_hash',
  'invited_at',
  'created_at',
  'left_at',
] as const

export async function listStaff({ tx, tenant_id }: Context): Promise<StaffRow[]> {
  const rows = await tx
    .selectFrom('staff')
    .select(COLUMNS)
    .where('tenant_id', '=', tenant_id)
    .orderBy('name')
    .orderBy('staff_id')
    .execute()
  return rows as StaffRow[]
}

export async function findStaff({ tx, tenant_id }: Context, staff_id: string): Promise<StaffRow | undefined> {
  const query = tx
    .selectFrom('staff')
    .select(COLUMNS)
    .where('tenant_id', '=', tenant_id)
    .where('staff_id', '=', staff_id)
  return (await query.executeTakeFirst()) as StaffRow | undefined
}

export async function lockStaff({ tx, tenant_id }: Context, staff_id: string): Promise<StaffRow | undefined> {
  const query = tx
    .selectFrom('staff')
    .select(COLUMNS)
    .where('tenant_id', '=', tenant_id)
    .where('staff_id', '=', staff_id)
  return (await query.forUpdate().executeTakeFirst()) as StaffRow | undefined
}

/** Locked in order, so that of two owners who leave at once the second sees that the first is gone. */
export function lockOwners({ tx, tenant_id }: Context) {
  return tx
    .selectFrom('staff')
    .select(['staff_id', 'user_id'])
    .where('tenant_id', '=', tenant_id)
    .where('role', '=', 'owner')
    .where('left_at', 'is', null)
    .orderBy('staff_id')
    .forUpdate()
    .execute()
}

export type StaffFields = Pick<StaffRow, 'staff_id' | 'name' | 'email' | 'role' | 'store_ids' | 'language'>

export function saveStaff({ tx, tenant_id, now }: Context, staff: StaffFields) {
  const { staff_id: _, ...changes } = staff
  return tx
    .insertInto('staff')
    .values({ tenant_id, ...staff, created_at: now })
    .onConflict((on) => on.columns(['tenant_id', 'staff_id']).doUpdateSet({ ...changes, left_at: null }))
    .execute()
}

export function changeStaff(
  { tx, tenant_id }: Context,
  staff_id: string,
  changes: Partial<Pick<StaffRow, 'user_id' | 'name' | 'email' | 'pin_hash' | 'invited_at' | 'left_at'>>,
) {
  return tx
    .updateTable('staff')
    .set(changes)
    .where('tenant_id', '=', tenant_id)
    .where('staff_id', '=', staff_id)
    .execute()
}

/** How many of these stores are the tenant's. */
export async function countStores({ tx, tenant_id }: Context, store_ids: string[]): Promise<number> {
  const { rows } = await sql<{ found: number }>`
    select count(*)::int as found from store where tenant_id = ${tenant_id} and store_id = any(${store_ids}::uuid[])
  `.execute(tx)
  return rows[0]!.found
}

export function addTenantUser({ tx, tenant_id }: Context, user_id: string) {
  return tx
    .insertInto('tenant_user')
    .values({ tenant_id, user_id })
    .onConflict((on) => on.doNothing())
    .execute()
}

export function removeTenantUser({ tx, tenant_id }: Context, user_id: string) {
  return tx
    .deleteFrom('tenant_user')
    .where('tenant_id', '=', tenant_id)
    .where('user_id', '=', user_id)
    .execute()
}

export function addInvitation({ tx, now }: Context, staff_id: string, token_hash: Buffer, expires_at: Date) {
  return sql`select add_access(${token_hash}, 'invitation', ${staff_id}, ${[]}::text[], ${now}, ${expires_at})`.execute(
    tx,
  )
}

export function revokeInvitations({ tx, now }: Context, staff_id: string) {
  return sql`select revoke_access('invitation', ${staff_id}, ${now})`.execute(tx)
}

export function findStaffOfUser({ tx, tenant_id }: Context, user_id: string) {
  const query = tx
    .selectFrom('staff')
    .select('staff_id')
    .where('tenant_id', '=', tenant_id)
    .where('user_id', '=', user_id)
  return query.executeTakeFirst()
}

export function findShop({ tx, tenant_id }: Context) {
  const query = tx
    .selectFrom('tenant')
    .select(['tenant_id', 'slug', 'name'])
    .where('tenant_id', '=', tenant_id)
  return query.executeTakeFirstOrThrow()
}
