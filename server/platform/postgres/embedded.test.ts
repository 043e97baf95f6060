/** The embedded server from day to day: first start, stop, refusals. Real processes, real files. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { prepareCluster } from './cluster.ts'
import { newHome, refusal, rowsOf, running, start, startProgram } from './embedded.fixture.ts'
import { joinEmbedded, startEmbedded } from './embedded.ts'
import { lockHome } from './folder.ts'
import { freePort } from './ports.ts'
import { spokenLanguage, StartError } from './start-error.ts'

test('a first start makes a safe server, and a clean stop keeps what was written', async () => {
  const home = newHome()
  await mkdir(home)
  const said: string[] = []
  const first = await start(home, said)
  assert.equal(said.length, 1, 'the first start says that it makes the database')
  const [settings] = await rowsOf(
    first.appUrl,
    `select current_user, current_setting('data_checksums') as checksums, current_setting('fsync') as fsync,
       current_setting('synchronous_commit') as commits, current_setting('full_page_writes') as pages,
       current_setting('listen_addresses') as address, current_setting('wal_compression') as compression,
       (select datlocale from pg_database where datname = current_database()) as locale`,
  )
  assert.deepEqual(settings, {
    current_user: 'comptoir_app',
    checksums: 'on',
    fsync: 'on',
    commits: 'on',
    pages: 'on',
    address: '127.0.0.1',
    compression: 'pglz',
    locale: 'fr-FR',
  })
  const roles = await rowsOf(
    first.ownerUrl,
    `select rolname, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as strong
     from pg_roles where rolname like 'comptoir%' order by 1`,
  )
  assert.deepEqual(roles, [
    { rolname: 'comptoir_app', strong: false },
    { rolname: 'comptoir_owner', strong: false },
  ])
  const extensions = await rowsOf(
    first.appUrl,
    `select extname from pg_extension where extname <> 'plpgsql' order by 1`,
  )
  assert.deepEqual(
    extensions.map((row) => row.extname),
    ['btree_gin', 'pg_trgm', 'pgcrypto', 'unaccent'],
  )
  for (const file of await readdir(join(home, 'secrets')))
    assert.equal((await stat(join(home, 'secrets', file))).mode & 0o777, 0o600)
  await assert.rejects(rowsOf(first.appUrl, 'create table mine (id int)'), /permission denied/)
  await assert.rejects(rowsOf(first.appUrl.replace(/:[0-9a-f]{48}@/, ':guess@'), 'select 1'), /password/)

  await rowsOf(first.ownerUrl, 'create table kept as select 42 as answer')
  await first.stop()
  await assert.rejects(
    stat(join(home, 'postgres/postmaster.pid')),
    /ENOENT/,
    'a clean stop leaves no pid file',
  )
  const second = await startEmbedded({ home, log: (sentence) => said.push(sentence) })
  running.push(second)
  assert.equal(second.port, first.port, 'the port is remembered')
  assert.equal(second.appUrl, first.appUrl)
  assert.deepEqual(await rowsOf(second.ownerUrl, 'select answer from kept'), [{ answer: 42 }])
  assert.equal(said.length, 1)
  await second.stop()
})

test('a second start is refused while the first runs; a command may join it instead', async () => {
  const home = newHome()
  const { child } = await startProgram(home)
  await assert.rejects(start(home), (error: unknown) => {
    assert.ok(error instanceof StartError)
    assert.equal(error.code, 'folder_in_use')
    assert.match(error.in('fr'), new RegExp(`processus ${child.pid}.*COMPTOIR_HOME`))
    assert.match(error.in('en'), new RegExp(`process ${child.pid}.*COMPTOIR_HOME`))
    return true
  })
  const joined = await joinEmbedded(home)
  assert.deepEqual(await rowsOf(joined.appUrl, 'select current_user'), [{ current_user: 'comptoir_app' }])
  await joined.stop()
  child.kill('SIGTERM')
  const [code] = await once(child, 'exit')
  assert.equal(code, 0)
  await assert.rejects(stat(join(home, 'postgres/postmaster.pid')), /ENOENT/)
})

test('a taken port is replaced by a free one, which is remembered', async () => {
  const home = newHome()
  const taken = await freePort()
  const holder = createServer().listen(taken, '127.0.0.1')
  await once(holder, 'listening')
  const server = await startEmbedded({ home, port: taken, log: () => {} })
  running.push(server)
  assert.notEqual(server.port, taken)
  assert.equal((await readFile(join(home, 'postgres.port'), 'utf8')).trim(), String(server.port))
  assert.deepEqual(await rowsOf(server.appUrl, 'select 1 as one'), [{ one: 1 }])
  await server.stop()
  holder.close()
})

test('a server that may lose what it acknowledged is refused, and not left running', async () => {
  const home = newHome()
  await (await start(home)).stop()
  for (const name of ['fsync', 'full_page_writes', 'synchronous_commit']) {
    await writeFile(join(home, 'postgres/local.conf'), `${name} = off\n`)
    await assert.rejects(start(home), (error: unknown) => {
      assert.ok(refusal('not_durable')(error), String(error))
      assert.match((error as StartError).message, new RegExp(`${name} = on`))
      return true
    })
    await assert.rejects(stat(join(home, 'postgres/postmaster.pid')), /ENOENT/)
  }
  await writeFile(join(home, 'postgres/local.conf'), '')
  await (await start(home)).stop()
})

test('what stands in the way is named, and nothing is touched', async () => {
  const file = newHome()
  await writeFile(file, 'a letter')
  await assert.rejects(start(file), refusal('folder_not_writable'))
  await assert.rejects(start(join(file, 'below')), refusal('folder_not_writable'))
  assert.equal(await readFile(file, 'utf8'), 'a letter')

  const strange = newHome()
  await mkdir(join(strange, 'postgres'), { recursive: true })
  await writeFile(join(strange, 'postgres/photos.zip'), '')
  await assert.rejects(start(strange), refusal('not_a_database'))
  await writeFile(join(strange, 'postgres/PG_VERSION'), '16\n')
  await assert.rejects(start(strange), refusal('other_version'))
  assert.deepEqual((await readdir(join(strange, 'postgres'))).sort(), ['PG_VERSION', 'photos.zip'])

  const small = newHome()
  await mkdir(small)
  await assert.rejects(
    prepareCluster(small, () => {}, Number.MAX_SAFE_INTEGER),
    refusal('disk_full'),
  )
  await assert.rejects(stat(join(small, 'postgres')), /ENOENT/)
})

test('a folder is held by one at a time, among ten who ask at once', async () => {
  const home = newHome()
  await mkdir(home)
  const asked = await Promise.allSettled(Array.from({ length: 10 }, () => lockHome(home, 0)))
  const winners = asked.filter((answer) => answer.status === 'fulfilled')
  assert.equal(winners.length, 1)
  winners[0]!.value()
  const release = await lockHome(home, 0)
  release()
})

test('sentences are French unless the machine is set to English', () => {
  const table: [Record<string, string>, string][] = [
    [{}, 'fr'],
    [{ LANG: 'C.UTF-8' }, 'fr'],
    [{ LANG: 'en_GB.UTF-8' }, 'en'],
    [{ LANG: 'en_US.UTF-8', LC_ALL: 'fr_FR.UTF-8' }, 'fr'],
    [{ LANG: 'fr_FR.UTF-8', LC_ALL: 'en_US.UTF-8' }, 'en'],
  ]
  for (const [environment, language] of table) assert.equal(spokenLanguage(environment), language)
})
