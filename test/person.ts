/** People who sign in, and their browser, which keeps cookies as a browser does. */
import { hashPassword } from 'better-auth/crypto'
import { newId } from '../server/lib/id.ts'
import type { Role } from '../server/platform/access.ts'
import { app, config, owner, type Call, type openShop } from './shop.ts'

type Shop = Awaited<ReturnType<typeof openShop>>
export const PASSWORD = 'Lilas-et-roses-1907'
// Made once: hashing is slow on purpose.
const hash = hashPassword(PASSWORD)

export const ORIGIN = new URL(config.public_url).origin

/** A user with PASSWORD; `personOf` also gives them a role in a shop. */
export async function addUser(email = `${newId()}@example.org`, name = 'Ada Martin') {
  const [user_id, now] = [newId(), new Date()]
  await owner.query(
    'insert into sign_in."user" (id, name, email, created_at, updated_at) values ($1, $2, $3, $4, $4)',
    [user_id, name, email, now],
  )
  await owner.query(
    `insert into sign_in.account (id, account_id, provider_id, user_id, password, created_at, updated_at)
     values ($1, $2, 'credential', $2, $3, $4, $4)`,
    [newId(), user_id, await hash, now],
  )
  return { user_id, email, name }
}

export async function personOf(
  shop: Shop,
  role: Role,
  store_ids: string[] = [],
  known?: { user_id: string; email: string; name: string },
) {
  const user = known ?? (await addUser())
  const { user_id, email, name } = user
  const staff_id = newId()
  await shop.within(async ({ tx, tenant_id, now }) => {
    await tx
      .insertInto('staff')
      .values({ tenant_id, staff_id, user_id, name, email, role, store_ids, created_at: now })
      .execute()
    await tx.insertInto('tenant_user').values({ tenant_id, user_id }).execute()
  })
  return { ...user, staff_id }
}

/** Calls with the cookies it was given, from the shop's own pages unless the headers say otherwise. */
export function browser(
  shop: { slug: string } | null,
  headers: Record<string, string> = {},
): Call & { cookies: Map<string, string> } {
  const cookies = new Map<string, string>()
  const call: Call = async (method, path, body) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await app.inject({
      method,
      url: `${shop ? `/t/${shop.slug}` : ''}/api${path}`,
      headers: { origin: ORIGIN, 'accept-language': 'fr', ...(cookie && { cookie }), ...headers },
      ...((body ?? method === 'POST') && { payload: body ?? {} }),
    })
    for (const line of [response.headers['set-cookie'] ?? []].flat()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      if (value === '' || /Max-Age=0/i.test(line)) cookies.delete(name!)
      else cookies.set(name!, value!)
    }
    const json = String(response.headers['content-type'] ?? '').includes('json')
    return {
      status: response.statusCode,
      body: json ? response.json() : response.body,
      headers: response.headers,
    }
  }
  return Object.assign(call, { cookies })
}

/** A browser in which this person is signed in. */
export async function signedIn(shop: { slug: string }, email: string, password = PASSWORD) {
  const page = browser(shop)
  const { status, body } = await page('POST', '/sign-in/sign-in/email', { email, password })
  if (status !== 200) throw new Error(`${email} could not sign in: ${JSON.stringify(body)}`)
  return page
}
