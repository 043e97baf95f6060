/** The database that each test file copies: made once a run, migrated, and never written to. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'
import { migrate } from '../server/platform/migrate.ts'

const given = process.env.TEST_DATABASE_URL
if (!given)
  throw new Error(
    'TEST_DATABASE_URL must name a superuser of a PostgreSQL server: `npm test` starts one and sets it.',
  )
export const ADMIN = given

export function url(database: string, user?: string): string {
  const address = new URL(ADMIN)
  address.pathname = `/${database}`
  if (user) Object.assign(address, { username: user, password: user })
  return address.href
}

export async function withClient<T>(
  connectionString: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const migrations = new URL('../database/migrations/', import.meta.url)
const content = readdirSync(migrations)
  .sort()
  .map((file) => file + readFileSync(new URL(file, migrations), 'utf8'))

/** Named by its content, so that several runs on one server share it and none spoils another's. */
export const TEMPLATE = `comptoir_template_${createHash('sha256').update(content.join('')).digest('hex').slice(0, 12)}`

export async function prepareTemplate() {
  await withClient(ADMIN, async (client) => {
    await client.query('select pg_advisory_lock(77)')
    for (const role of ['comptoir_owner', 'comptoir_app'])
      await client.query(
        `do $$ begin create role ${role} login password '${role}'; exception when duplicate_object then null; end $$`,
      )
    const { rows } = await client.query(
      'select from pg_database where datname = $1 and datallowconn = false',
      [TEMPLATE],
    )
    if (rows.length > 0) return
    await client.query(`drop database if exists ${TEMPLATE} with (force)`)
    await client.query(`create database ${TEMPLATE} owner comptoir_owner`)
    await withClient(url(TEMPLATE), async (inside) => {
      for (const extension of ['pg_trgm', 'unaccent', 'btree_gin', 'pgcrypto'])
        await inside.query(`create extension if not exists ${extension}`)
    })
    await migrate(url(TEMPLATE, 'comptoir_owner'))
    await client.query(`alter database ${TEMPLATE} allow_connections false`)
  })
}
