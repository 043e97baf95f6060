/** The product in a process of its own, whose clock the town sets, and which may be killed at any moment. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { readFileSync } from 'node:fs'

/** How long a start may take on a machine that does other things. */
const READY_MS_MAX = 300_000

export type Product = Awaited<ReturnType<typeof openProduct>>

export async function openProduct(home: string, port: number) {
  const address = `http://127.0.0.1:${port}`
  let ahead_ms = 0
  let child: ChildProcess
  let ended: Promise<unknown>
  let killing = false
  let said = ''
  const start = async () => {
    child = spawn(process.execPath, ['--import', './test/torture/clock.mjs', 'server/main.ts'], {
      env: {
        ...process.env,
        PORT: String(port),
        COMPTOIR_HOME: home,
        COMPTOIR_DEMO: '0',
        LOG_LEVEL: 'error',
        DATABASE_URL: '',
        CLOCK_AHEAD_MS: String(ahead_ms),
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // Ctrl+C is for the town alone.
      detached: true,
    })
    killing = false
    ended = new Promise((resolve) => child.once('exit', resolve))
    // A channel that breaks says so; whoever waits for an answer looks at `ended`.
    child.on('error', () => {})
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-20_000)))
    await ready()
  }
  const isOver = () => child.exitCode !== null || child.signalCode !== null
  const ready = async () => {
    for (const until = performance.now() + READY_MS_MAX; ; await sleep(50)) {
      const answered = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(3_000) }).catch(
        () => null,
      )
      if (answered?.status === 200) return
      if (!isOver() && performance.now() < until) continue
      child.kill('SIGKILL')
      throw new Error(`The product is not ready:\n${said}`)
    }
  }
  await start()
  return {
    address,
    said: () => said,
    /** What the town's clock says. */
    now: () => Date.now() + ahead_ms,
    async setAhead(ms: number) {
      ahead_ms = ms
      child.send({ clock_ahead_ms: ms }, () => {})
      await Promise.race([once(child, 'message'), ended])
      if (isOver()) throw new Error(`The product ended by itself:\n${said}`)
    },
    /** Throws when it was dead already: nobody but the town may end it. */
    async kill() {
      const alone = isOver()
      killing = true
      child.kill('SIGKILL')
      await ended
      if (alone) throw new Error(`The product ended by itself:\n${said}`)
    },
    /** Whether it ended though nobody ended it. */
    endedByItself: () => isOver() && !killing,
    /** What it holds of the memory, where the system tells. */
    megabytes(): number | null {
      try {
        const [, kb] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? []
        return Math.round(Number(kb) / 1024)
      } catch {
        return null
      }
    },
    killDatabase() {
      try {
        process.kill(
          Number(readFileSync(`${home}/postgres/postmaster.pid`, 'utf8').split('\n')[0]),
          'SIGKILL',
        )
      } catch {
        // Between two lives: it is just being brought back.
      }
    },
    start,
    ready,
    async stop() {
      if (isOver()) return
      child.kill('SIGTERM')
      await ended
    },
  }
}
