/** The embedded server after kill -9 of the program, of PostgreSQL, of both, and in the middle of a first start. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { serverUser } from './binaries.ts'
import { children, killProgram, newHome, rowsOf, serverPid, start, startProgram } from './embedded.fixture.ts'

test('a server left alone by kill -9 is taken over, with what it had acknowledged', async () => {
  const home = newHome()
  const { child, server } = await startProgram(home)
  await rowsOf(server.ownerUrl, 'create table kept as select 42 as answer')
  const pid = await serverPid(home)
  const lingering = new pg.Client(server.ownerUrl)
  lingering.on('error', () => {})
  await lingering.connect()
  await lingering.query('begin; insert into kept values (43)')
  await killProgram(child)
  const said: string[] = []
  const next = await start(home, said)
  assert.equal(await serverPid(home), pid, 'the same server goes on')
  assert.equal(next.port, server.port)
  assert.equal(said.length, 1)
  await assert.rejects(lingering.query('commit'), 'what the dead program had begun is ended')
  assert.deepEqual(await rowsOf(next.ownerUrl, 'select answer from kept'), [{ answer: 42 }])
  await next.stop()
})

test('a left server with other settings is stopped and started anew', async () => {
  const home = newHome()
  const { child, server } = await startProgram(home)
  const pid = await serverPid(home)
  await killProgram(child)
  // As if an older program had started it.
  await rowsOf(server.adminUrl, `alter system set comptoir.settings = 'older'`)
  await rowsOf(server.adminUrl, 'select pg_reload_conf()')
  await rm(join(home, 'postgres/postgresql.auto.conf'))
  await sleep(300)
  const next = await start(home)
  assert.notEqual(await serverPid(home), pid)
  assert.deepEqual(await rowsOf(next.appUrl, 'select 1 as one'), [{ one: 1 }])
  await next.stop()
})

test('kill -9 of the program and of PostgreSQL at once loses nothing', async () => {
  const home = newHome()
  const { child, server } = await startProgram(home)
  await rowsOf(server.ownerUrl, 'create table kept as select generate_series(1, 10000) as answer')
  process.kill(await serverPid(home), 'SIGKILL')
  await killProgram(child)
  const next = await start(home)
  assert.deepEqual(await rowsOf(next.ownerUrl, 'select count(*)::int from kept'), [{ count: 10000 }])
  await next.stop()
})

test('kill -9 of PostgreSQL: it comes back on the same addresses, and says so', async () => {
  const home = newHome()
  const said: string[] = []
  const server = await start(home, said)
  await rowsOf(server.ownerUrl, 'create table kept as select 42 as answer')
  const before = said.length
  process.kill(await serverPid(home), 'SIGKILL')
  const deadline = Date.now() + 15_000
  while (said.length < before + 2 && Date.now() < deadline) await sleep(50)
  assert.match(said.at(-1) ?? '', /répond de nouveau|answers again/)
  assert.deepEqual(await rowsOf(server.ownerUrl, 'select answer from kept'), [{ answer: 42 }])
  await server.stop()
})

test('a pid file whose number now belongs to a stranger stops nobody', async () => {
  const home = newHome()
  const first = await start(home)
  await first.stop()
  // Of the server's own account: PostgreSQL would not look at anybody else's process.
  const stranger = spawn('sleep', ['60'], { stdio: 'ignore', ...serverUser() })
  children.push(stranger)
  await writeFile(
    join(home, 'postgres/postmaster.pid'),
    `${stranger.pid}\n${home}/postgres\n1\n${first.port}\n\n\n`,
  )
  const next = await start(home)
  assert.equal(stranger.exitCode, null)
  assert.equal(stranger.signalCode, null, 'the stranger was left alone')
  await next.stop()
})

test('a first start that was killed in the middle is begun again', async () => {
  const home = newHome()
  const { child } = await startProgram(home, false)
  const isUnderWay = async () => {
    const draft = (await readdir(home).catch(() => [])).find((name) => name.startsWith('postgres.new-'))
    return (
      draft &&
      stat(join(home, draft, 'PG_VERSION')).then(
        () => true,
        () => false,
      )
    )
  }
  const deadline = Date.now() + 20_000
  while (!(await isUnderWay()) && Date.now() < deadline) await sleep(5)
  await killProgram(child)
  await assert.rejects(
    stat(join(home, 'postgres')),
    /ENOENT/,
    'the half-made database has not taken the name',
  )
  const server = await start(home)
  assert.deepEqual(await rowsOf(server.appUrl, 'select 1 as one'), [{ one: 1 }])
  await server.stop()
})
