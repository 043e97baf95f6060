/** One caller of every kind, of one shop: what a request of each carries. */
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { newId } from '../server/lib/id.ts'
import { hashToken, ROLES, type Caller } from '../server/platform/access.ts'
import { hostToken } from '../server/platform/host.ts'
import { addUser, signedIn } from './person.ts'
import { config, type openShop } from './shop.ts'

type Shop = Awaited<ReturnType<typeof openShop>>
export type Headers = Record<string, string>

export async function callersOf(shop: Shop): Promise<Record<Exclude<Caller, 'public'> | 'nobody', Headers>> {
  const bearer = (token: string): Headers => ({ authorization: `Bearer ${token}` })
  const keys = await Promise.all(ROLES.map(async (role) => [role, bearer(await shop.keyFor(role))] as const))
  return {
    ...(Object.fromEntries(keys) as Record<(typeof ROLES)[number], Headers>),
    device: bearer(await tokenOf(shop, 'device', await addDevice(shop))),
    customer: bearer(await tokenOf(shop, 'customer', await addCustomer(shop))),
    user: await cookieOf(shop),
    host: bearer(hostToken(config.home)),
    nobody: {},
  }
}

async function tokenOf({ within }: Shop, kind: 'device' | 'customer', subject_id: string): Promise<string> {
  const token = `${kind === 'device' ? 'cd' : 'cc'}_${randomBytes(24).toString('base64url')}`
  await within(({ tx, now }) =>
    sql`select add_access(${hashToken(token)}, ${kind}, ${subject_id}, '{}', ${now}, null)`.execute(tx),
  )
  return token
}

async function addDevice({ within, tenant_id, store_id }: Shop): Promise<string> {
  const device_id = newId()
  const receipt_code = device_id.slice(-6)
  await within(({ tx, now }) =>
    tx
      .insertInto('device')
      .values({ tenant_id, device_id, store_id, name: 'Caisse', receipt_code, paired_at: now })
      .execute(),
  )
  return device_id
}

async function addCustomer({ within, tenant_id }: Shop): Promise<string> {
  const customer_id = newId()
  await within(({ tx, now }) =>
    tx
      .insertInto('customer')
      .values({
        tenant_id,
        customer_id,
        account_id: customer_id,
        source: 'test',
        created_at: now,
        created_by: 'test',
        updated_at: now,
      })
      .execute(),
  )
  return customer_id
}

/** Someone who is signed in and works in no shop. */
async function cookieOf(shop: Shop): Promise<Headers> {
  const page = await signedIn(shop, (await addUser()).email)
  return { cookie: [...page.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
}
