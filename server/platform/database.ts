import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash } from 'node:crypto'
import {
  CompiledQuery,
  Kysely,
  PostgresDialect,
  type Driver,
  type PostgresPool,
  type Transaction,
} from 'kysely'
import pg from 'pg'
import type { Tables } from '../../database/tables.ts'
import { assert } from '../lib/assert.ts'
import { isId } from '../lib/id.ts'

// Whole numbers beyond 32 bits (cents, points) come as numbers: sums stay far below 2^53, and JSON has no other.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)
// A day is a day: no time zone turns it into another.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

export type Database = Kysely<Tables>

declare const scoped: unique symbol
/** A transaction that can see exactly one tenant. Only inTenant makes one. */
export type Tx = Transaction<Tables> & { [scoped]: true }

/** What every action gets. Four things; think hard before adding a fifth. */
export type Context = { tx: Tx; tenant_id: string; actor: string; now: Date }

export function openPool(url: string, max = 12): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max, application_name: 'comptoir' })
  // A connection that breaks (the server restarts) fails the query on it, or is replaced by the next one. That it also
  // says so by itself, idle or between two queries of a transaction, must not end the program.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** Said together with `begin`, so that a tenant's transaction does not ask twice before its first statement. */
const saidFirst = new AsyncLocalStorage<string | undefined>()

/** Whether the statements of this work are planned once for each connection instead of each time. */
const planned = new AsyncLocalStorage<boolean>()

/**
 * By its name a connection knows a statement again; so only the texts of `planned` work have one. Beside the pool and not
 * derived from it: a pool keeps what it knows of its connections in itself, and one that is closed through another never ends.
 */
function naming(pool: pg.Pool): PostgresPool {
  const connect = async () => {
    const client = await pool.connect()
    const query = (text: string, values: unknown[] = []) =>
      // What has no values (begin, commit) is planned in no time, and may be several statements in one.
      planned.getStore() && values.length > 0
        ? client.query({ name: nameOf(text), text, values })
        : client.query(text, values)
    return Object.assign(Object.create(client), { query })
  }
  return { connect, end: () => pool.end(), options: pool.options, Client: pg.Client }
}

const names = new Map<string, string>()
const nameOf = (text: string) => {
  const name = names.get(text) ?? createHash('sha256').update(text).digest('base64url')
  names.set(text, name)
  return name
}

export function openDatabase(pool: pg.Pool): Database {
  const dialect = new PostgresDialect({ pool: naming(pool) })
  const createDriver = () => {
    const driver = dialect.createDriver()
    const begin: Driver['beginTransaction'] = async (connection) => {
      const first = saidFirst.getStore()
      await connection.executeQuery(CompiledQuery.raw(first ? `begin; ${first}` : 'begin'))
    }
    return Object.assign(driver, { beginTransaction: begin })
  }
  return new Kysely<Tables>({
    dialect: {
      createDriver,
      createAdapter: () => dialect.createAdapter(),
      createQueryCompiler: () => dialect.createQueryCompiler(),
      createIntrospector: (db) => dialect.createIntrospector(db),
    },
  })
}

/** The one statement that makes a transaction a tenant's. A literal, because set_config does not reach other nodes. */
export function tenantStatement(tenant_id: string): string {
  assert(isId(tenant_id), 'a tenant is named by a UUID')
  return `set local app.tenant_id = '${tenant_id}'`
}

export type Who = { tenant_id: string; actor: string; now?: Date }

export function inTenant<T>(db: Database, who: Who, work: (ctx: Context) => Promise<T>): Promise<T> {
  const { tenant_id, actor, now = new Date() } = who
  return saidFirst.run(tenantStatement(tenant_id), () =>
    db
      .transaction()
      .execute((tx) => saidFirst.run(undefined, () => work({ tx: tx as Tx, tenant_id, actor, now }))),
  )
}

/**
 * The same for work of many small statements, most of whose time is planning: each connection plans each text once. Only for
 * work whose texts are few, and none of which is made for what it is asked (audiences, searches).
 */
export const inTenantPlanned: typeof inTenant = (db, who, work) =>
  planned.run(true, () => inTenant(db, who, work))
