/** A database of its own for a benchmark: one shop with a programme, products, customers and a key for its till. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { readConfig } from '../server/config.ts'
import type { Programme } from '../server/features/programmes/programme.ts'
import { presetProgrammes } from '../server/features/programmes/rules.ts'
import { newId } from '../server/lib/id.ts'
import { hashToken } from '../server/platform/access.ts'
import { inTenant, openDatabase, openPool } from '../server/platform/database.ts'
import { inBulk } from './bulk.ts'

/** `change` makes another programme of the plain one. */
export async function benchShop(
  customers: number,
  products = 200,
  change: (programme: Programme) => Programme = (programme) => programme,
) {
  const { ADMIN, prepareTemplate, TEMPLATE, url, withClient } = await import('../test/template.ts')
  await prepareTemplate()
  const name = `comptoir_bench_${randomBytes(4).toString('hex')}`
  await withClient(ADMIN, (client) =>
    client.query(`create database ${name} template ${TEMPLATE} strategy file_copy`),
  )
  const database_url = url(name, 'comptoir_app')
  const pool = openPool(database_url)
  const db = openDatabase(pool)
  const home = mkdtempSync(join(tmpdir(), 'comptoir-bench-'))
  process.once('exit', () => rmSync(home, { recursive: true, force: true }))
  const config = {
    ...readConfig({ COMPTOIR_HOME: home, LOG_LEVEL: 'error' }),
    database_url,
  }
  const [tenant_id, merchant_id, store_id, api_key_id, now] = [newId(), newId(), newId(), newId(), new Date()]
  const token = `ck_${randomBytes(24).toString('base64url')}`
  await db.insertInto('tenant').values({ tenant_id, slug: 'bench', name: 'Bench', created_at: now }).execute()
  const programme = change(presetProgrammes.points({ newId, language: 'fr' }))
  await inTenant(db, { tenant_id, actor: 'bench' }, async ({ tx }) => {
    await tx
      .insertInto('merchant')
      .values({ tenant_id, merchant_id, name: 'Bench', created_at: now })
      .execute()
    await tx
      .insertInto('store')
      .values({ tenant_id, store_id, merchant_id, name: 'Bench', time_zone: 'Europe/Paris', created_at: now })
      .execute()
    await tx
      .insertInto('programme_version')
      .values({
        tenant_id,
        version: 1,
        programme: JSON.stringify(programme),
        effective_at: new Date(0),
        written_by: 'bench',
        written_at: new Date(0),
      })
      .execute()
    await sql`select add_access(${hashToken(token)}, 'api_key', ${api_key_id}, ${['owner']}, ${now}, null)`.execute(
      tx,
    )
    await sql`insert into product (tenant_id, product_id, sku, name, category, price_cents, created_at, updated_at)
      select ${tenant_id}, md5('p' || n)::uuid, 'P' || n, 'Article ' || n, 'cat' || (n % 12), 500 + (n * 37) % 9000, ${now}, ${now}
      from generate_series(1, ${products}) n`.execute(tx)
  })
  await withClient(url(name), (admin) =>
    inBulk(admin, ['customer'], () =>
      admin.query(
        `insert into customer (tenant_id, customer_id, account_id, first_name, source, created_at, created_by, updated_at)
        select $1, id, id, 'Client ' || n, 'bench', $2, 'bench', $2
        from (select n, md5('c' || n)::uuid as id from generate_series(1, $3::int) n) x`,
        [tenant_id, now, customers],
      ),
    ),
  )
  const ids = async (prefix: string, count: number) => {
    const { rows } = await pool.query<{ id: string }>(
      `select md5($1 || n)::uuid as id from generate_series(1, $2::int) n`,
      [prefix, count],
    )
    return rows.map((row) => row.id)
  }
  return {
    name,
    config,
    pool,
    db,
    tenant_id,
    merchant_id,
    store_id,
    token,
    programme,
    customer_ids: await ids('c', customers),
    product_ids: await ids('p', products),
    adminUrl: url(name),
    async drop() {
      await db.destroy()
      await withClient(ADMIN, (client) => client.query(`drop database ${name} with (force)`))
    },
  }
}
export type BenchShop = Awaited<ReturnType<typeof benchShop>>

/** A plausible sale: one to six lines, two customers in three known. */
export function plausibleSale(shop: BenchShop, at = new Date()) {
  const pick = <T>(from: T[]) => from[Math.floor(Math.random() * from.length)]!
  const lines = Array.from({ length: 1 + Math.floor(Math.random() * 4) }, () => ({
    product_id: pick(shop.product_ids),
    quantity_milli: Math.random() < 0.8 ? 1000 : 2000,
    unit_price_cents: 300 + Math.floor(Math.random() * 2500),
  }))
  return {
    store_id: shop.store_id,
    customer_id: pick(shop.customer_ids),
    occurred_at: at.toISOString(),
    lines,
  }
}
