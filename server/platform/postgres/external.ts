/** A PostgreSQL server that somebody else runs, named by DATABASE_URL: its account is the owner's. */
import { createHmac } from 'node:crypto'
import type pg from 'pg'
import { checkDurability } from './durability.ts'
import { addExtensions, APP_ROLE, setRole, withClient } from './roles.ts'
import { StartError } from './start-error.ts'

export type External = { ownerUrl: string; appUrl: string }

/**
 * Refuses a server that is too old or not durable, then prepares the app's role and the extensions.
 * @throws StartError server_unreachable, server_too_old, not_durable, role_refused
 */
export async function useExternal(wish: { url: string }): Promise<External> {
  const appUrl = appUrlFor(wish.url)
  await connected(wish.url, async (client) => {
    await checkDurability(client)
    try {
      await prepareAppRole(client, appUrl)
      await addExtensions(client)
    } catch (error) {
      const { rows } = await client.query<{ owner: string }>('select current_user as owner')
      const reason = (error as Error).message
      throw new StartError('role_refused', { role: APP_ROLE, owner: rows[0]?.owner ?? '', reason }, error)
    }
  })
  await connected(appUrl, async (client) => {
    // The app's own account may carry settings of its own (alter role … set synchronous_commit).
    await checkDurability(client)
    if (!(await isPlain(client))) throw new StartError('role_too_strong', { role: APP_ROLE })
  })
  return { ownerUrl: wish.url, appUrl }
}

/**
 * The app's password follows from the owner's, so that several machines with the same DATABASE_URL agree on it
 * without sharing a file. Knowing it does not give the owner's away. Roles belong to the whole server, so two
 * installs on one server need the same owner.
 */
function appUrlFor(ownerUrl: string): string {
  const address = new URL(ownerUrl)
  const secret = decodeURIComponent(address.password)
  address.username = APP_ROLE
  address.password = createHmac('sha256', secret).update(APP_ROLE).digest('hex').slice(0, 48)
  return address.href
}

/** Left alone when it already serves: a program beside this one may be signing in with it at this moment. */
async function prepareAppRole(client: pg.Client, appUrl: string): Promise<void> {
  const serves = await withClient({ connectionString: appUrl }, isPlain).catch(() => false)
  if (!serves) await setRole(client, APP_ROLE, new URL(appUrl).password)
  const database = client.escapeIdentifier(client.database ?? '')
  await client.query(`grant connect, temporary on database ${database} to ${APP_ROLE}`)
}

/** A role that may step around row security would make every guard of the tables void. */
async function isPlain(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ plain: boolean }>(
    'select not (rolsuper or rolbypassrls) as plain from pg_roles where rolname = current_user',
  )
  return rows[0]?.plain === true
}

async function connected(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  try {
    await withClient({ connectionString: url, connectionTimeoutMillis: 15_000 }, work)
  } catch (error) {
    if (error instanceof StartError) throw error
    // The address is said without the password: this sentence ends up in logs.
    const { host, pathname, username } = new URL(url)
    const reason = (error as Error).message || String((error as { code?: string }).code)
    throw new StartError('server_unreachable', { server: `${username}@${host}${pathname}`, reason }, error)
  }
}
