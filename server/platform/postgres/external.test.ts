/** A server named by DATABASE_URL: a real one, which stands for somebody else's. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { checkDurability } from './durability.ts'
import { newHome, refusal, rowsOf, start } from './embedded.fixture.ts'
import { useExternal } from './external.ts'
import { freePort } from './ports.ts'
import { openServer } from './server.ts'

const server = await start(newHome())

const PASSWORDS = { hosted: 'p@ss word', plain: 'another' }
await rowsOf(server.adminUrl, `create role hosted login password '${PASSWORDS.hosted}' createrole`)
await rowsOf(server.adminUrl, `create role plain login password '${PASSWORDS.plain}'`)

/** A database and its owner as a hosting company would give them: no superuser, but createrole. */
async function given(database: string, owner: 'hosted' | 'plain' = 'hosted') {
  await rowsOf(server.adminUrl, `create database ${database} owner ${owner}`)
  const address = new URL(server.adminUrl)
  Object.assign(address, { username: owner, password: PASSWORDS[owner], pathname: `/${database}` })
  return address.href
}

test('an ordinary owner is enough, twice over, and the app gets an account without rights', async () => {
  await rowsOf(server.adminUrl, 'drop owned by comptoir_app')
  await rowsOf(server.adminUrl, 'revoke all on database comptoir from comptoir_app; drop role comptoir_app')
  const url = await given('shop')
  const first = await useExternal({ url })
  const again = await openServer({ home: '/nowhere', database_url: url }, () => {})
  assert.equal(again.appUrl, first.appUrl, 'a second machine finds the same password by itself')
  assert.equal(first.ownerUrl, url)
  const [row] = await rowsOf(
    first.appUrl,
    `select current_user as who, current_database() as place, rolsuper or rolbypassrls as strong
     from pg_roles where rolname = current_user`,
  )
  assert.deepEqual(row, { who: 'comptoir_app', place: 'shop', strong: false })
  const second = await useExternal({ url: await given('other_shop') })
  await rowsOf(second.appUrl, 'select 1')
  await rowsOf(first.appUrl, `select similarity('a', unaccent('à'))`)
})

test('an app role that steps around row security is refused', async () => {
  const url = await given('strong')
  await useExternal({ url })
  await rowsOf(server.adminUrl, 'alter role comptoir_app bypassrls')
  await assert.rejects(useExternal({ url }), refusal('role_too_strong'))
  await rowsOf(server.adminUrl, 'alter role comptoir_app nobypassrls')
  await useExternal({ url })
})

test('an owner that may not make roles is told what to ask for', async () => {
  const url = await given('poor', 'plain')
  await assert.rejects(useExternal({ url }), refusal('role_refused'))
})

test('a server, a database or an account that acknowledges too early is refused', async () => {
  const url = await given('hasty')
  await useExternal({ url })
  for (const target of ['role hosted', 'database hasty', 'role comptoir_app']) {
    await rowsOf(server.adminUrl, `alter ${target} set synchronous_commit = off`)
    await assert.rejects(useExternal({ url }), refusal('not_durable'), target)
    await rowsOf(server.adminUrl, `alter ${target} reset synchronous_commit`)
  }
  await rowsOf(server.adminUrl, 'alter role hosted set synchronous_commit = local')
  await useExternal({ url })
  await rowsOf(server.adminUrl, 'alter system set full_page_writes = off')
  await rowsOf(server.adminUrl, 'select pg_reload_conf(), pg_sleep(0.3)')
  await assert.rejects(useExternal({ url }), refusal('not_durable'))
  await rowsOf(server.adminUrl, 'alter system reset full_page_writes')
})

test('PostgreSQL 14 is too old and 15 is not', async () => {
  const answering = (version: number) => {
    const settings = { server_version_num: String(version), server_version: '?' }
    const all = { ...settings, fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' }
    const rows = Object.entries(all).map(([name, setting]) => ({ name, setting }))
    return { query: async () => ({ rows }) } as unknown as pg.Client
  }
  await assert.rejects(checkDurability(answering(140_022)), refusal('server_too_old'))
  await checkDurability(answering(150_000))
})

test('a server that is not there is named without its password', async () => {
  const url = `postgres://somebody:secret@127.0.0.1:${await freePort()}/shop`
  await assert.rejects(useExternal({ url }), (error: Error) => {
    assert.ok(refusal('server_unreachable')(error))
    assert.match(error.message, /somebody@127\.0\.0\.1/)
    assert.doesNotMatch(error.message, /secret/)
    return true
  })
})
