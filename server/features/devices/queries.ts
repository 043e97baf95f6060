import type { Role } from '../../platform/access.ts'
import type { Context, Tx } from '../../platform/database.ts'

export type Device = {
  device_id: string
  store_id: string
  name: string
  receipt_code: string
  paired_at: Date | null
  paired_by: string | null
  seen_at: Date | null
  user_agent: string | null
  retired_at: Date | null
}
const columns = [
  'device_id',
  'store_id',
  'name',
  'receipt_code',
  'paired_at',
  'paired_by',
  'seen_at',
  'user_agent',
  'retired_at',
] as const

export function listDevices({ tx, tenant_id }: Context, store_ids: string[] | null): Promise<Device[]> {
  const all = tx
    .selectFrom('device')
    .select(columns)
    .where('tenant_id', '=', tenant_id)
    .orderBy('name')
    .orderBy('device_id')
  return (store_ids ? all.where('store_id', 'in', store_ids) : all).execute()
}

export const findDevice = ({ tx, tenant_id }: Context, device_id: string): Promise<Device | undefined> =>
  tx
    .selectFrom('device')
    .select(columns)
    .where('tenant_id', '=', tenant_id)
    .where('device_id', '=', device_id)
    .executeTakeFirst()

/** Two who type the same code at once come one after the other. */
export const lockDevice = ({ tx, tenant_id }: Context, device_id: string): Promise<Device | undefined> =>
  tx
    .selectFrom('device')
    .select(columns)
    .where('tenant_id', '=', tenant_id)
    .where('device_id', '=', device_id)
    .forUpdate()
    .executeTakeFirst()

/** Tills of a shop are numbered one after the other: whoever adds one waits for who is adding another. */
export async function listReceiptCodes({ tx, tenant_id }: Context): Promise<string[]> {
  await tx
    .selectFrom('tenant')
    .select('tenant_id')
    .where('tenant_id', '=', tenant_id)
    .forNoKeyUpdate()
    .execute()
  const rows = await tx
    .selectFrom('device')
    .select('receipt_code')
    .where('tenant_id', '=', tenant_id)
    .execute()
  return rows.map((row) => row.receipt_code)
}

export const addDevice = ({ tx, tenant_id }: Context, device: Device) =>
  tx
    .insertInto('device')
    .values({ tenant_id, ...device })
    .execute()

export const changeDevice = (tx: Tx, tenant_id: string, device_id: string, change: Partial<Device>) =>
  tx
    .updateTable('device')
    .set(change)
    .where('tenant_id', '=', tenant_id)
    .where('device_id', '=', device_id)
    .execute()

/** Open stores only: a till belongs where something is sold. */
export const findOpenStore = ({ tx, tenant_id }: Context, store_id: string) =>
  tx
    .selectFrom('store')
    .select([
      'store_id',
      'merchant_id',
      'name',
      'code',
      'time_zone',
      'opening_hours',
      'exceptions',
      'address_line1',
      'postal_code',
      'city',
      'phone',
    ])
    .where('tenant_id', '=', tenant_id)
    .where('store_id', '=', store_id)
    .where('closed_at', 'is', null)
    .executeTakeFirst()

export type Seller = {
  staff_id: string
  name: string
  role: Role
  store_ids: string[]
  pin_hash: string | null
}

/** Who works in a store: those of that store and those of every store. */
export async function listSellers({ tx, tenant_id }: Context, store_id: string): Promise<Seller[]> {
  const rows = await tx
    .selectFrom('staff')
    .select(['staff_id', 'name', 'role', 'store_ids', 'pin_hash'])
    .where('tenant_id', '=', tenant_id)
    .where('left_at', 'is', null)
    .orderBy('name')
    .orderBy('staff_id')
    .execute()
  return (rows as Seller[]).filter(({ store_ids }) => store_ids.length === 0 || store_ids.includes(store_id))
}

/** The versions of the programme that are in force or to come, the earliest first. */
export async function listProgrammes({ tx, tenant_id, now }: Context) {
  const versions = await tx
    .selectFrom('programme_version as v')
    .leftJoin('programme_withdrawal as w', (join) =>
      join.onRef('w.tenant_id', '=', 'v.tenant_id').onRef('w.version', '=', 'v.version'),
    )
    .select(['v.version', 'v.effective_at', 'v.programme'])
    .where('v.tenant_id', '=', tenant_id)
    .where('w.version', 'is', null)
    .orderBy('v.effective_at')
    .orderBy('v.version')
    .execute()
  const current = versions.findLast(({ effective_at }) => effective_at <= now)
  return versions.filter((version) => version === current || version.effective_at > now)
}

/** Clubs that anybody may join at the counter. */
export const listOpenClubs = ({ tx, tenant_id }: Context) =>
  tx
    .selectFrom('club')
    .select(['club_id', 'name', 'description'])
    .where('tenant_id', '=', tenant_id)
    .where('joins', '=', 'open')
    .where('ended_at', 'is', null)
    .orderBy('name')
    .orderBy('club_id')
    .execute()

/** Whether the shop rewards who brings a friend. */
export async function takesFriends({ tx, tenant_id }: Context): Promise<boolean> {
  const terms = await tx
    .selectFrom('referral_terms')
    .select('tenant_id')
    .where('tenant_id', '=', tenant_id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return terms !== undefined
}

/** When anything in the lists that a till keeps was last changed. */
export async function findVersions({ tx, tenant_id }: Context) {
  const product = await tx
    .selectFrom('product')
    .select((eb) => eb.fn.max('updated_at').as('at'))
    .where('tenant_id', '=', tenant_id)
    .executeTakeFirst()
  const customer = await tx
    .selectFrom('customer')
    .select((eb) => eb.fn.max('updated_at').as('at'))
    .where('tenant_id', '=', tenant_id)
    .executeTakeFirst()
  return { products: product?.at ?? null, customers: customer?.at ?? null }
}
