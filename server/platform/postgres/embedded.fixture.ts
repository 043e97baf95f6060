/** What the tests of the embedded server share: folders, servers and programs that go away with the test file. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import pg from 'pg'
import { type Embedded, startEmbedded } from './embedded.ts'
import { freePort } from './ports.ts'
import { StartError } from './start-error.ts'

const scratch = await mkdtemp(join(tmpdir(), 'comptoir-postgres-'))
/** Closed to the server's account when root runs the tests, as a checkout in /root is: half of the homes are in it. */
const closed = join(scratch, 'closed')
await chmod(scratch, 0o711)
await mkdir(closed, { mode: 0o700 })
export const running: Embedded[] = []
export const children: ChildProcess[] = []
after(async () => {
  for (const child of children) child.kill('SIGKILL')
  for (const server of running) await server.stop()
  await rm(scratch, { recursive: true, force: true })
})

let homes = 0
export const newHome = () => join(++homes % 2 ? scratch : closed, `home-${homes}`)

export async function start(home: string, said: string[] = []) {
  const server = await startEmbedded({ home, port: await freePort(), log: (sentence) => said.push(sentence) })
  running.push(server)
  return server
}

export async function rowsOf(url: string, sql: string) {
  const client = new pg.Client(url)
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

export const serverPid = async (home: string) =>
  Number((await readFile(join(home, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0])

/** A program of its own that starts the server, so that it can be killed without mercy. */
export async function startProgram(home: string, waits = true) {
  const source = `
    import { startEmbedded } from ${JSON.stringify(import.meta.resolve('./embedded.ts'))}
    const server = await startEmbedded({ home: process.argv[1], port: Number(process.argv[2]), log: () => {} })
    process.on('SIGTERM', () => server.stop())
    setInterval(() => {}, 1000).unref()
    console.log(JSON.stringify(server))
    process.stdin.resume()
    process.on('SIGTERM', () => process.stdin.destroy())`
  const words = ['--input-type=module', '--eval', source, home, String(await freePort())]
  const child = spawn(process.execPath, words, { stdio: ['pipe', 'pipe', 'inherit'] })
  children.push(child)
  if (!waits) return { child, server: undefined as never }
  const [line] = await once(child.stdout!, 'data')
  return { child, server: JSON.parse(String(line)) as Embedded }
}

export async function killProgram(child: ChildProcess) {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

export const refusal = (code: string) => (error: unknown) =>
  error instanceof StartError && error.code === code
