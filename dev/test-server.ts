/** A PostgreSQL server for one run of the tests, in a folder of its own that goes away with it. */
import { spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '../server/platform/postgres/embedded.ts'
import { freePort } from '../server/platform/postgres/ports.ts'

/** TEST_DATABASE_URL, when somebody gave it, wins: the server is theirs then, and is left as it is. */
export async function startTestServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL
  if (given) return { url: given, stop: async () => {} }
  const home = await mkdtemp(join(tmpdir(), 'comptoir-test-'))
  await chmod(home, 0o711)
  const server = await startEmbedded({ home, port: await freePort(), log: () => {} })
  await giveKnownPasswords(server.adminUrl)
  const stop = async () => {
    await server.stop()
    await rm(home, { recursive: true, force: true })
  }
  return { url: server.adminUrl, stop }
}

/** test/template.ts signs in as these two by their names. */
async function giveKnownPasswords(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  for (const role of ['comptoir_owner', 'comptoir_app'])
    await client.query(`alter role ${role} password '${role}'`)
  await client.end()
}

/** Runs a command to its end with this program's own input and output; answers its exit code. */
export function run(
  command: string,
  words: string[],
  environment: Record<string, string> = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { stdio: 'inherit', env: { ...process.env, ...environment } })
    const stop = () => child.kill('SIGTERM')
    process.once('SIGTERM', stop).once('SIGINT', stop)
    child.once('error', reject)
    child.once('exit', (code) => {
      process.removeListener('SIGTERM', stop).removeListener('SIGINT', stop)
      resolve(code ?? 1)
    })
  })
}
