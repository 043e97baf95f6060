import { test } from 'node:test'
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { sql } from 'kysely'
import { setTimeout as sleep } from 'node:timers/promises'
import { app, as, config, databaseUrl, db, openShop, owner, pool } from '../../test/shop.ts'
import { buildApp } from '../app.ts'
import { newId } from '../lib/id.ts'
import { inTenant, inTenantPlanned, openDatabase, openPool } from './database.ts'

test('every table belongs to a tenant and is guarded, or is on this list', async () => {
  const { rows } = await owner.query(`
    select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
    and not (relrowsecurity and relforcerowsecurity and exists (select from pg_policy where polrelid = pg_class.oid)) order by 1`)
  assert.deepEqual(
    rows.map((r) => r.relname),
    ['access_token', 'migration', 'tenant', 'tenant_user', 'text_way'],
  )
})

test('no table has a trigger: what a row says is in the statement that writes it', async () => {
  const { rows } = await owner.query(`
    select t.tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = 'public'::regnamespace and not t.tgisinternal order by 1`)
  assert.deepEqual(rows, [])
})

test('the app owns nothing and cannot step around row security', async () => {
  const { rows } = await owner.query(`
    select (select count(*)::int from pg_class where relowner = r.oid) as owned, rolsuper, rolbypassrls
    from pg_roles r where rolname = 'comptoir_app'`)
  assert.deepEqual(rows, [{ owned: 0, rolsuper: false, rolbypassrls: false }])
})

test('without a tenant a table is an error, not an empty answer', async () => {
  await assert.rejects(pool.query('select * from customer'), /app\.tenant_id/)
})

test('only the statements of planned work are kept by their connection', async () => {
  const shop = await openShop()
  const who = { tenant_id: shop.tenant_id, actor: 'test' }
  /** How many its connection keeps of the text that asks, once it has been asked. */
  const kept = (within: typeof inTenant, mark: string) =>
    within(db, who, async ({ tx }) => {
      const asked = sql<{ n: number }>`select count(*)::int as n from pg_prepared_statements
        where statement like ${`%${mark}%`} -- ${sql.raw(mark)}`
      await asked.execute(tx)
      return (await asked.execute(tx)).rows[0]!.n
    })
  assert.equal(await kept(inTenantPlanned, 'kept for the next time'), 1)
  assert.equal(await kept(inTenant, 'forgotten at once'), 0)
})

test("a customer's record is planned once for each connection", async () => {
  const shop = await openShop()
  const customer_id = newId()
  await shop.put(`/customers/${customer_id}`, { first_name: 'Ada', source: 'till' })
  const keptOf = async (part: string) => {
    const clients = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()))
    const counts = await Promise.all(
      clients.map((client) =>
        client.query('select from pg_prepared_statements where statement like $1', [`%${part}%`]),
      ),
    )
    for (const client of clients) client.release()
    return counts.reduce((sum, { rowCount }) => sum + rowCount!, 0)
  }
  assert.equal(await keptOf('from "list_member"'), 0)
  assert.equal((await shop.get(`/customers/${customer_id}`)).status, 200)
  assert.equal(await keptOf('from "list_member"'), 1)
})

test('a database that is closed while somebody works ends with that work', async () => {
  const closing = openDatabase(openPool(databaseUrl('comptoir_app')))
  const { tenant_id } = await openShop()
  let isThere!: () => void
  const there = new Promise<void>((done) => (isThere = done))
  const work = inTenant(closing, { tenant_id, actor: 'test' }, async ({ tx }) => {
    isThere()
    await sleep(50)
    return tx.selectFrom('store').select('store_id').execute()
  })
  await there
  const ended = closing.destroy().then(() => 'ended')
  assert.equal((await work).length, 1)
  assert.equal(await Promise.race([ended, sleep(10_000, 'still open')]), 'ended')
})

test('a server that ends does not wait for a connection on which nobody has asked anything', async () => {
  const closing = await buildApp({ config, pool, db })
  const port = Number(new URL(await closing.listen({ host: '127.0.0.1', port: 0 })).port)
  const ahead = connect(port, '127.0.0.1')
  await once(ahead, 'connect')
  // Answered on another connection: by now the server knows of the first one too.
  assert.equal((await fetch(`http://127.0.0.1:${port}/healthz`)).status, 200)
  const gone = once(ahead, 'close')
  const ended = closing.close().then(() => 'ended')
  assert.equal(await Promise.race([ended, sleep(5_000, 'still open')]), 'ended')
  await gone
})

test('a call without a key is told to sign in, in its language, as a problem', async () => {
  assert.ok(app.routeList.length >= 0)
  const { status, body } = await as(null, { 'accept-language': 'en' })('GET', '/nowhere')
  assert.equal(status, 404)
  assert.equal(body.code, 'not_found')
  assert.match(body.request_id, /^[0-9a-f-]{36}$/)
})

test('each shop sees its own', async () => {
  const [one, two] = [await openShop(), await openShop()]
  const stores = await one.within(({ tx }) => tx.selectFrom('store').select('store_id').execute())
  assert.deepEqual(stores, [{ store_id: one.store_id }])
  assert.notEqual(one.store_id, two.store_id)
})
