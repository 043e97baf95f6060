/** Rows of the attack list that hold for the whole house rather than for one feature. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { newId } from '../server/lib/id.ts'
import { inTenant } from '../server/platform/database.ts'
import { hashToken } from '../server/platform/access.ts'
import { ORIGIN, personOf, signedIn } from './person.ts'
import { app, as, config, db, openShop, owner, pool } from './shop.ts'

const tables = async (guarded: boolean) => {
  const { rows } = await owner.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relrowsecurity = $1`,
    [guarded],
  )
  return rows.map(({ name }) => name)
}

test('atk-T03: a tenant named in a header, a query or a body is not believed', async () => {
  const [shop, other] = [await openShop(), await openShop()]
  await personOf(other, 'seller')
  const sly = as(await shop.keyFor('owner'), {
    'x-tenant-id': other.tenant_id,
    'x-forwarded-host': 'other.example',
  })
  assert.deepEqual((await sly('GET', '/staff')).body.items, [])
  const queried = await sly('GET', `/staff?tenant_id=${other.tenant_id}`)
  assert.ok(queried.status === 400 || queried.body.items.length === 0)
  const body = { name: 'Eve', role: 'seller', store_ids: [], tenant_id: other.tenant_id }
  assert.equal((await sly('PUT', `/staff/${newId()}`, body)).status, 400)
})

test('atk-T04: with no tenant set, the app reads no row of any guarded table, nor writes one', async () => {
  await openShop()
  const guarded = await tables(true)
  assert.ok(guarded.length > 25)
  for (const table of guarded) {
    await assert.rejects(
      pool.query(`select * from "${table}"`),
      /app\.tenant_id|invalid input syntax for type uuid/,
      table,
    )
    await assert.rejects(pool.query(`insert into "${table}" (tenant_id) values ($1)`, [newId()]), table)
  }
  // Tokens belong to no tenant: the app does not read them at all.
  await assert.rejects(pool.query('select * from access_token'), /permission denied/)
  await assert.rejects(pool.query('set row_security = off; select * from customer'))
  await assert.rejects(pool.query('alter table customer disable row level security'), /must be owner/)
})

test('atk-T05: 2,000 interleaved requests of 40 shops through one pool, with failures halfway: each sees its own', async () => {
  const shops = await Promise.all(Array.from({ length: 40 }, () => openShop()))
  const names = new Map<string, string>()
  for (const shop of shops) {
    const { body } = await shop.put(`/staff/${newId()}`, {
      name: `Personne de ${shop.slug}`,
      role: 'seller',
      store_ids: [shop.store_id],
    })
    names.set(shop.tenant_id, body.name)
  }
  const broken = new Error('halfway')
  const one = async (i: number) => {
    const shop = shops[(i * 7) % shops.length]!
    const who = { tenant_id: shop.tenant_id, actor: 'test' }
    if (i % 10 === 3)
      return assert.rejects(
        inTenant(db, who, async ({ tx }) => {
          await tx.selectFrom('staff').selectAll().execute()
          throw broken
        }),
        broken,
      )
    if (i % 10 === 6)
      return assert.rejects(
        inTenant(db, who, ({ tx }) => sql`select 1 / (select count(*) - 1 from staff)`.execute(tx)),
      )
    if (i % 50 === 9)
      return assert.rejects(
        inTenant(db, who, async ({ tx }) => {
          await sql`set local statement_timeout = 5`.execute(tx)
          await sql`select pg_sleep(1), * from staff`.execute(tx)
        }),
        /statement timeout/,
      )
    const { body } = await shop.get('/staff')
    assert.deepEqual(
      body.items.map((s: any) => s.name),
      [names.get(shop.tenant_id)],
    )
  }
  // Fifty at a time over ten connections: each connection serves every shop.
  let next = 0
  await Promise.all(
    Array.from({ length: 50 }, async () => {
      while (next < 2_000) await one(next++)
    }),
  )
  for (let i = 0; i < 12; i++) {
    const { rows } = await pool.query(`select current_setting('app.tenant_id', true) as left_over`)
    assert.ok(!rows[0].left_over, 'a connection goes back without a tenant')
  }
})

type Schema = {
  type?: unknown
  properties?: Record<string, Schema>
  additionalProperties?: unknown
  items?: Schema
  anyOf?: Schema[]
}

/** The paths of objects in a body that would take a field nobody has named. */
function openObjects(schema: Schema, at: string): string[] {
  const inner = [
    ...Object.entries(schema.properties ?? {}).flatMap(([key, value]) => openObjects(value, `${at}.${key}`)),
    ...(schema.items ? openObjects(schema.items, `${at}[]`) : []),
    ...(schema.anyOf ?? []).flatMap((one) => openObjects(one, at)),
  ]
  return schema.type === 'object' && schema.additionalProperties !== false ? [at, ...inner] : inner
}

/** Bodies that are somebody else's format, checked by what reads them. */
const OPEN = [
  /verify-(registration|authentication) \.response$/,
  // A programme is checked as a whole, with sentences, by programmes/check.ts.
  /\/api\/programmes\/\S+ \.programme/,
  // So is the tree of an audience's rule, by audiences/check.ts, which refuses any key it does not know.
  /\/api\/audience(s\/:audience_id|-counts) \.rule$/,
  // Lists by a name of the shop's own (a unit, a category, what its program says of an activity); each value is checked.
  /\/activities\/\S+ \.properties$/,
  /\/accounting\/settings \.settings\.units$/,
  /\/simulations\/\S+ \.margin\.categories$/,
  // Apple's own: a field that its phones add one day must not stop them from registering.
  /\/api\/wallet\/v1\/\S+ $/,
]

test('atk-A08: no body takes a field that nobody has named', () => {
  const bodies = app.routeList.filter(({ schema }) => schema?.body)
  assert.ok(bodies.length > 20)
  const open = bodies.flatMap(({ method, url, schema }) =>
    openObjects(schema!.body as Schema, '').map((at) => `${method} ${url} ${at}`),
  )
  assert.deepEqual(
    open.filter((one) => !OPEN.some((pattern) => pattern.test(one))),
    [],
  )
})

test('atk-A13: what another site sends with our cookie is refused on every route that changes something', async () => {
  const shop = await openShop()
  const page = await signedIn(shop, (await personOf(shop, 'owner')).email)
  const cookie = [...page.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const send = (
    method: string,
    url: string,
    headers: Record<string, string>,
    payload: string | object = {},
  ) =>
    app.inject({
      method: method as 'PUT',
      url: `/t/${shop.slug}${url}`,
      headers: { cookie, ...headers },
      payload,
    })
  const changing = app.routeList.filter(
    ({ method, url, may }) =>
      method !== 'GET' &&
      method !== 'HEAD' &&
      url.startsWith('/api/') &&
      (may.includes('owner') || may.includes('user') || may.includes('public')),
  )
  assert.ok(changing.length > 30)
  const foreign = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://localhost.evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    {},
  ]
  for (const { method, url } of changing)
    for (const headers of foreign) {
      const answer = await send(method, url.replace(/:\w+/g, newId()), headers as Record<string, string>)
      assert.equal(answer.json().code, 'foreign_origin', `${method} ${url} from ${JSON.stringify(headers)}`)
    }
  // A form of another site can send text that reads like JSON, and signing in needs no cookie to be forged.
  const form = await send(
    'PUT',
    `/api/staff/${newId()}`,
    { origin: ORIGIN, 'content-type': 'text/plain' },
    JSON.stringify({ name: 'Eve', role: 'owner', store_ids: [] }),
  )
  assert.equal(form.statusCode, 400)
  const login = await app.inject({
    method: 'POST',
    url: '/api/sign-in/sign-in/email',
    headers: { origin: 'https://evil.example' },
    payload: { email: 'a@example.org', password: 'x' },
  })
  assert.equal(login.json().code, 'foreign_origin')
  // Our own pages: by the address of the settings, or by whatever name the request itself was sent to.
  const own: Record<string, string>[] = [
    { origin: ORIGIN },
    { origin: 'https://lili.example', host: 'lili.example' },
    { 'sec-fetch-site': 'same-origin' },
  ]
  for (const headers of own)
    assert.equal((await send('PATCH', '/api/tenant', headers)).statusCode, 200, JSON.stringify(headers))
})

test('atk-A14: no other origin is told it may read answers', async () => {
  for (const origin of ['https://evil.example', 'null']) {
    const { headers } = await app.inject({
      method: 'OPTIONS',
      url: '/api/tenant',
      headers: { origin, 'access-control-request-method': 'PATCH' },
    })
    assert.equal(headers['access-control-allow-origin'], undefined)
  }
})

test('atk-A18: a key counts in its header only, within its role, and no longer once revoked; it is kept hashed', async () => {
  const shop = await openShop()
  const key = await shop.keyFor('seller')
  for (const url of [
    `/api/stores?key=${key}`,
    `/api/stores?api_key=${key}`,
    `/api/stores?access_token=${key}`,
  ])
    assert.notEqual((await app.inject({ url })).statusCode, 200, url)
  assert.equal((await as(key)('GET', '/stores')).status, 200)
  assert.equal((await as(key)('GET', '/api-keys')).status, 403)
  const { rows } = await owner.query(
    'select t::text as row from access_token t where tenant_id = $1 union all select k::text from api_key k where tenant_id = $1',
    [shop.tenant_id],
  )
  assert.ok(rows.length >= 4 && rows.every(({ row }) => !row.includes(key)))
  assert.equal(hashToken(key).length, 32)
  const { subject_id } = (
    await owner.query('select subject_id from access_token where token_hash = $1', [hashToken(key)])
  ).rows[0]
  assert.ok([200, 204].includes((await shop.call('DELETE', `/api-keys/${subject_id}`)).status))
  await sleep(2_100)
  assert.equal((await as(key)('GET', '/stores')).status, 401, 'within two seconds, as authenticate.ts states')
  for (const forged of [`ck_${randomBytes(24).toString('base64url')}`, 'ck_', 'x'.repeat(300)])
    assert.equal((await as(forged)('GET', '/stores')).status, 401)
})

test('atk-A20: an address that a caller claims for itself is not counted as its own', async () => {
  const shop = await openShop()
  const { rows: before } = await owner.query<{ tries: number }>(
    `select tries from sign_in.attempt where key like 'ip:%'`,
  )
  const guess = (i: number) =>
    app.inject({
      method: 'POST',
      url: `/t/${shop.slug}/api/sign-in/sign-in/email`,
      headers: { origin: ORIGIN, 'x-forwarded-for': `198.51.100.${i}`, 'x-comptoir-ip': `198.51.100.${i}` },
      payload: { email: `a${i}@example.org`, password: 'guess-number-one' },
    })
  await Promise.all(Array.from({ length: 5 }, (_, i) => guess(i)))
  const { rows } = await owner.query<{ tries: number }>(
    `select tries from sign_in.attempt where key like 'ip:%'`,
  )
  assert.ok(rows.length <= before.length + 1, 'all five came from one place')
  assert.equal(config.trust_proxy, false)
})
