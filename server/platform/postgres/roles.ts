/** The database and the two accounts of the program: the owner changes its shape, the app only works in it. */
import pg from 'pg'

export const DATABASE = 'comptoir'
export const OWNER_ROLE = 'comptoir_owner'
export const APP_ROLE = 'comptoir_app'
const EXTENSIONS = ['pg_trgm', 'unaccent', 'btree_gin', 'pgcrypto']

export async function withClient<T>(
  config: pg.ClientConfig,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(config)
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Makes what is missing and sets the passwords again, so that a half-finished first start is finished here. */
export async function prepareDatabase(admin: pg.ClientConfig, passwords: { owner: string; app: string }) {
  await withClient(admin, async (client) => {
    await setRole(client, OWNER_ROLE, passwords.owner)
    await setRole(client, APP_ROLE, passwords.app)
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`create database ${DATABASE} owner ${OWNER_ROLE}`)
    await client.query(`revoke all on database ${DATABASE} from public`)
    await client.query(`grant connect, temporary on database ${DATABASE} to ${APP_ROLE}`)
  })
  await withClient({ ...admin, database: DATABASE }, addExtensions)
}

export async function addExtensions(client: pg.Client): Promise<void> {
  for (const name of EXTENSIONS) await client.query(`create extension if not exists ${name}`)
}

/** Neither account may pass by row security, make roles or databases. */
export async function setRole(client: pg.Client, role: string, password: string): Promise<void> {
  const secret = client.escapeLiteral(password)
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role])
  // Only a superuser may name these rights in `alter`, even to take them away: hence only in `create`.
  const rights = 'nosuperuser nobypassrls nocreatedb nocreaterole noreplication'
  if (rowCount === 0) await client.query(`create role ${role} login ${rights} password ${secret}`)
  else await client.query(`alter role ${role} login password ${secret}`)
}
