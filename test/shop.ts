/** A shop of its own for each test: real database, real HTTP, real reactions. Nothing is ever cleaned up. */
import { after } from 'node:test'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { buildApp } from '../server/app.ts'
import { readConfig } from '../server/config.ts'
import { newId } from '../server/lib/id.ts'
import { hashToken, type Role } from '../server/platform/access.ts'
import { closeApp } from '../server/platform/closing.ts'
import { inTenant, openDatabase, openPool, type Context } from '../server/platform/database.ts'
import type { FactKind } from '../server/platform/facts.ts'
import { reactUntilDone } from '../server/platform/reactor.ts'
import { reactions } from '../server/reactions.ts'
import { ADMIN, prepareTemplate, TEMPLATE, url, withClient } from './template.ts'

await prepareTemplate()
const name = `comptoir_test_${randomBytes(6).toString('hex')}`
await withClient(ADMIN, async (client) => {
  await client.query(`create database ${name} template ${TEMPLATE} strategy file_copy`)
})
export const databaseUrl = (user?: string) => url(name, user)
export const owner = openPool(url(name), 4)
export const pool = openPool(url(name, 'comptoir_app'), 10)
export const db = openDatabase(pool)
const home = mkdtempSync(join(tmpdir(), 'comptoir-test-'))
export const config = { ...readConfig({ COMPTOIR_HOME: home, LOG_LEVEL: 'warn' }), database_url: url(name) }
export const app = await buildApp({
  config,
  pool,
  db,
  log: process.env.LOG_LEVEL ? { level: process.env.LOG_LEVEL } : false,
})
after(async () => {
  await closeApp(app)
  await db.destroy()
  await owner.end()
  await withClient(ADMIN, (client) => client.query(`drop database if exists ${name} with (force)`))
  rmSync(home, { recursive: true, force: true })
})

type Answer = { status: number; body: any; headers: Record<string, unknown> }
export type Call = (
  method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
) => Promise<Answer>

/** Calls the API as the holder of a token; paths are as in the API's page, without /api. */
export function as(token: string | null, headers: Record<string, string> = {}): Call {
  return async (method, path, body) => {
    const response = await app.inject({
      method,
      url: `/api${path}`,
      headers: { ...(token && { authorization: `Bearer ${token}` }), 'accept-language': 'fr', ...headers },
      ...(body && { payload: body }),
    })
    const json = String(response.headers['content-type'] ?? '').includes('json')
    return {
      status: response.statusCode,
      body: json ? response.json() : response.body,
      headers: response.headers,
    }
  }
}

/**
 * A fact is read once no older transaction is open, and transactions are numbered over the whole server: other tests
 * that run beside this one are waited for.
 */
async function factsSettled(tenant_id: string) {
  for (const until = Date.now() + 30_000; Date.now() < until; await sleep(10)) {
    const { rows } = await owner.query(
      `select coalesce(max(txid), 0) < pg_snapshot_xmin(pg_current_snapshot())::text::bigint as settled from fact where tenant_id = $1`,
      [tenant_id],
    )
    if (rows[0].settled) return
  }
}

/** A tenant with one merchant and one store, and an API key for each role. */
export async function openShop(options: { time_zone?: string; settings?: object } = {}) {
  const [tenant_id, merchant_id, store_id, now] = [newId(), newId(), newId(), new Date()]
  const time_zone = options.time_zone ?? 'Europe/Paris'
  const slug = `shop-${tenant_id.slice(-12)}`
  await db
    .insertInto('tenant')
    .values({
      tenant_id,
      slug,
      name: 'Lili Rose',
      time_zone,
      created_at: now,
      settings: JSON.stringify(options.settings ?? {}),
    })
    .execute()
  const within = <T>(work: (ctx: Context) => Promise<T>, at?: Date) =>
    inTenant(db, { tenant_id, actor: 'test', ...(at && { now: at }) }, work)
  const keyFor = async (role: Role) => {
    const [token, api_key_id] = [`ck_${randomBytes(24).toString('base64url')}`, newId()]
    await within(async ({ tx }) => {
      await tx
        .insertInto('api_key')
        .values({
          tenant_id,
          api_key_id,
          name: role,
          hint: token.slice(-4),
          role,
          created_by: 'test',
          created_at: now,
        })
        .execute()
      await sql`select add_access(${hashToken(token)}, 'api_key', ${api_key_id}, ${[role]}, ${now}, null)`.execute(
        tx,
      )
    })
    return token
  }
  await within(async ({ tx }) => {
    await tx
      .insertInto('merchant')
      .values({ tenant_id, merchant_id, name: 'Lili Rose', created_at: now })
      .execute()
    await tx
      .insertInto('store')
      .values({ tenant_id, store_id, merchant_id, name: 'Saint-Étienne', time_zone, created_at: now })
      .execute()
  })
  const call = as(await keyFor('owner'))
  return {
    tenant_id,
    slug,
    merchant_id,
    store_id,
    within,
    keyFor,
    /** As the owner. */
    call,
    get: (path: string) => call('GET', path),
    put: (path: string, body: object = {}) => call('PUT', path, body),
    post: (path: string, body: object = {}) => call('POST', path, body),
    /** In the order in which they were written. */
    announced: <P>({ kind }: FactKind<P>) =>
      within(({ tx }) =>
        tx
          .selectFrom('fact')
          .selectAll()
          .where('tenant_id', '=', tenant_id)
          .where('kind', '=', kind)
          .orderBy('txid')
          .orderBy('fact_id')
          .execute(),
      ),
    /** Lets every reaction catch up; throws what one threw. */
    react: async () => {
      await factsSettled(tenant_id)
      await reactUntilDone(db, tenant_id, reactions)
    },
  }
}
