/** The whole program as its people run it: a process of its own, its embedded database, a real port. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as net.AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

export type Product = {
  address: string
  child: ChildProcess
  said: () => string
  /** Kills the database's own process, where there is one just now. */
  killDatabase: () => void
  stop: () => Promise<void>
  kill: () => Promise<void>
}

/** Resolves when /readyz answers 200; throws what the program said when it ends before. */
export async function startProcess(
  home: string,
  port: number,
  env: Record<string, string> = {},
): Promise<Product> {
  const address = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, ['server/main.ts'], {
    env: {
      ...process.env,
      PORT: String(port),
      COMPTOIR_HOME: home,
      COMPTOIR_DEMO: '0',
      LOG_LEVEL: 'error',
      DATABASE_URL: '',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const ended = once(child, 'exit')
  const until = Date.now() + 90_000
  while (!(await answers(`${address}/readyz`))) {
    if (child.exitCode !== null || Date.now() > until)
      throw new Error(`The program did not get ready:\n${said}`)
    await sleep(50)
  }
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    await ended
  }
  return {
    address,
    child,
    said: () => said,
    killDatabase() {
      try {
        process.kill(
          Number(readFileSync(`${home}/postgres/postmaster.pid`, 'utf8').split('\n')[0]),
          'SIGKILL',
        )
      } catch (error) {
        // Between two lives: the supervisor is just bringing it back.
        if (!['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
      }
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  }
}

/** Within a minute and a half, or throws. */
export async function untilReady(address: string, ended: () => boolean = () => false): Promise<void> {
  const until = Date.now() + 90_000
  while (!(await answers(`${address}/readyz`))) {
    if (ended() || Date.now() > until) throw new Error(`The program is not ready: ${await why(address)}`)
    await sleep(50)
  }
}

const why = (address: string) =>
  fetch(`${address}/readyz`, { signal: AbortSignal.timeout(3_000) }).then(
    (response) => response.text(),
    (error: Error) => error.message,
  )

const answers = (url: string) =>
  fetch(url, { signal: AbortSignal.timeout(3_000) }).then(
    (response) => response.status === 200,
    () => false,
  )
