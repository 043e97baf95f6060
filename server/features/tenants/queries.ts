/** Rows of the install's shops. Each function does one statement. */
import { sql } from 'kysely'
import type { Context, Database, Tx } from '../../platform/database.ts'

type Connection = Database | Tx

const TENANT = [
  'tenant_id',
  'slug',
  'host_name',
  'name',
  'language',
  'currency',
  'time_zone',
  'country',
  'theme',
  'settings',
] as const

export type TenantRow = {
  tenant_id: string
  slug: string
  host_name: string | null
  name: string
  language: 'fr' | 'en'
  currency: string
  time_zone: string
  country: string
  theme: Record<string, unknown>
  settings: Record<string, unknown>
}

export async function findTenant(db: Connection, tenant_id: string): Promise<TenantRow | undefined> {
  return (await db
    .selectFrom('tenant')
    .select(TENANT)
    .where('tenant_id', '=', tenant_id)
    .executeTakeFirst()) as TenantRow | undefined
}

export async function anyTenant(db: Connection): Promise<boolean> {
  return (await db.selectFrom('tenant').select('tenant_id').limit(1).executeTakeFirst()) !== undefined
}

/** Held until the transaction ends: of two first runs at once the second sees the first. */
export const lockInstall = (tx: Tx) => sql`select pg_advisory_xact_lock(4061976)`.execute(tx)

type NewTenant = Pick<TenantRow, 'slug' | 'name' | 'language' | 'time_zone'>

/** False when the id or the slug is already somebody's. */
export async function addTenant({ tx, tenant_id, now }: Context, tenant: NewTenant): Promise<boolean> {
  const values = { tenant_id, ...tenant, theme: '{}', settings: '{}', created_at: now }
  const query = tx
    .insertInto('tenant')
    .values(values)
    .onConflict((on) => on.doNothing())
    .returning('tenant_id')
  return (await query.executeTakeFirst()) !== undefined
}

export type TenantChanges = {
  name?: string
  language?: 'fr' | 'en'
  time_zone?: string
  host_name?: string | null
  theme?: object
  settings?: object
}

export function changeTenant({ tx, tenant_id }: Context, { theme, settings, ...changes }: TenantChanges) {
  const json = {
    ...(theme && { theme: JSON.stringify(theme) }),
    ...(settings && { settings: JSON.stringify(settings) }),
  }
  return tx
    .updateTable('tenant')
    .set({ ...changes, ...json })
    .where('tenant_id', '=', tenant_id)
    .execute()
}

export type Progress = {
  shop: boolean
  programme: boolean
  till: boolean
  customers: boolean
  first_card: boolean
}

/** How far a new shop has come, read from what it has. */
export async function findProgress({ tx, tenant_id }: Context): Promise<Progress> {
  const { rows } = await sql<Progress>`
    select
      exists (select from store where tenant_id = ${tenant_id} and closed_at is null) as shop,
      exists (select from programme_version p where p.tenant_id = ${tenant_id} and not exists (
        select from programme_withdrawal w where w.tenant_id = p.tenant_id and w.version = p.version)) as programme,
      exists (select from device where tenant_id = ${tenant_id} and paired_at is not null and retired_at is null) as till,
      exists (select from import where tenant_id = ${tenant_id} and kind = 'customers' and state = 'done')
        or (select count(*) from (select from customer where tenant_id = ${tenant_id} limit 10) c) = 10 as customers,
      exists (select from customer where tenant_id = ${tenant_id} and import_id is null) as first_card
  `.execute(tx)
  return rows[0]!
}

/** Another shop's, that is. */
export async function hasHostName({ tx, tenant_id }: Context, host_name: string): Promise<boolean> {
  const query = tx
    .selectFrom('tenant')
    .select('tenant_id')
    .where('host_name', '=', host_name)
    .where('tenant_id', '<>', tenant_id)
  return (await query.executeTakeFirst()) !== undefined
}
