/**
 * PostgreSQL as a part of the program: made at the first start, kept running while the program runs, stopped with
 * it, and found again after any crash. One program, one server, one folder: never two writers.
 */
import { readFile, realpath } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Cluster, type Log, prepareCluster } from './cluster.ts'
import { checkDurability } from './durability.ts'
import { lockHome, prepareHome, readSecrets, type Secrets, writeDurably } from './folder.ts'
import {
  adminConfig,
  forgetDead,
  isAlive,
  launch,
  type Server,
  signalQuietly,
  stopServer,
  takeOverOrphan,
} from './process.ts'
import { freePort, isFree } from './ports.ts'
import { APP_ROLE, DATABASE, OWNER_ROLE, prepareDatabase, withClient } from './roles.ts'
import { say, StartError } from './start-error.ts'

export type Embedded = {
  ownerUrl: string
  appUrl: string
  /** The superuser, on the database `postgres`: for backups and tests, never for the product's own work. */
  adminUrl: string
  port: number
  stop(): Promise<void>
  /** Settles, with the sentence to show, only when the server died and could not be brought back. */
  crashed: Promise<string>
}

const PORT_FILE = 'postgres.port'
const FIRST_PORT = 54_320
const PORT_ATTEMPTS = 8
/** Waits before each new attempt to bring a dead server back: a little over two minutes in all. */
const RESTART_WAITS_MS = [100, 300, 1000, 2000, 5000, 10_000, 15_000, 30_000, 30_000, 30_000]

export async function startEmbedded(wish: { home: string; port?: number; log: Log }): Promise<Embedded> {
  await prepareHome(resolve(wish.home))
  const home = await realpath(wish.home)
  const unlock = await lockHome(home)
  try {
    const cluster = await prepareCluster(home, wish.log)
    const server = (await adoptOrphan(cluster)) ?? (await launchSomewhere(cluster, wish.port))
    const keeper = keepRunning(cluster, server)
    try {
      const embedded = addresses(server.port, cluster.secrets)
      await prepareDatabase(adminConfig(cluster, server.port), cluster.secrets)
      await withClient({ connectionString: embedded.appUrl }, checkDurability)
      await writeDurably(join(home, PORT_FILE), `${server.port}\n`)
      let stopped: Promise<void> | undefined
      const stop = () => (stopped ??= keeper.stop().finally(unlock))
      return { ...embedded, crashed: keeper.crashed, stop }
    } catch (error) {
      await keeper.stop()
      throw error
    }
  } catch (error) {
    unlock()
    throw error
  }
}

/** The server of the program that runs on this folder; stopping is left to that program. */
export async function joinEmbedded(home: string): Promise<Embedded> {
  const port = Number(await readFile(join(home, PORT_FILE), 'utf8'))
  const embedded = addresses(port, await readSecrets(home))
  await withClient({ connectionString: embedded.appUrl }, checkDurability)
  return { ...embedded, crashed: new Promise(() => {}), stop: async () => {} }
}

function addresses(port: number, secrets: Secrets) {
  const url = (role: string, password: string, database: string) =>
    `postgres://${role}:${password}@127.0.0.1:${port}/${database}`
  return {
    ownerUrl: url(OWNER_ROLE, secrets.owner, DATABASE),
    appUrl: url(APP_ROLE, secrets.app, DATABASE),
    adminUrl: url('postgres', secrets.postgres, 'postgres'),
    port,
  }
}

async function adoptOrphan(cluster: Cluster): Promise<Server | undefined> {
  const orphan = await takeOverOrphan(cluster)
  if (orphan)
    cluster.log(
      say(
        'La base de données tournait encore après un arrêt brutal\u202f: elle est reprise telle quelle.',
        'The database was still running after a sudden stop: it is taken over as it is.',
      ),
    )
  return orphan
}

/** The wished port, else the one of last time, else any free one. */
async function launchSomewhere(cluster: Cluster, wished: number | undefined): Promise<Server> {
  const remembered = Number(await readFile(join(cluster.home, PORT_FILE), 'utf8').catch(() => ''))
  let port = wished || remembered || FIRST_PORT
  for (let attempt = 1; ; attempt++) {
    if (!(await isFree(port))) port = await freePort()
    try {
      return await launchPatiently(cluster, port)
    } catch (error) {
      const taken = error instanceof StartError && error.code === 'port_unavailable'
      if (!taken || attempt === PORT_ATTEMPTS) throw error
      port = await freePort()
    }
  }
}

/** After a kill -9 the children of the dead server need a moment to notice, and hold its memory until then. */
async function launchPatiently(cluster: Cluster, port: number): Promise<Server> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await launch(cluster, port)
    } catch (error) {
      if (attempt === 50 || !/shared memory block|lock file/.test(String(error))) throw error
      await sleep(200)
    }
  }
}

/** Watches the server and brings it back on the same port, because the addresses were already given out. */
function keepRunning(cluster: Cluster, first: Server) {
  let server: Server | undefined = first
  let stopping = false
  let gaveUp: (sentence: string) => void = () => {}
  const crashed = new Promise<string>((settle) => (gaveUp = settle))
  const interrupt = () => server && signalQuietly(server.pid, 'SIGINT')
  // When the program ends without a word (an uncaught error), the server is asked to end too.
  process.once('exit', interrupt)

  const watching = (async () => {
    while (!stopping && server) {
      await sleep(250, undefined, { ref: false })
      if (stopping || (await isAlive(server.pid))) continue
      cluster.log(
        say('PostgreSQL s’est arrêté\u202f: il est relancé.', 'PostgreSQL has stopped: it is started again.'),
      )
      server = undefined
      server = await bringBack(cluster, first.port, () => stopping)
      if (server) cluster.log(say('PostgreSQL répond de nouveau.', 'PostgreSQL answers again.'))
    }
  })().catch((error: Error) => gaveUp(error.message))

  return {
    crashed,
    async stop() {
      stopping = true
      // An attempt to bring the server back may be under way: it must end before the server can be stopped.
      if (!server) await watching
      if (server) await stopServer(server)
      process.removeListener('exit', interrupt)
    },
  }
}

async function bringBack(
  cluster: Cluster,
  port: number,
  isStopping: () => boolean,
): Promise<Server | undefined> {
  for (const wait_ms of RESTART_WAITS_MS) {
    await sleep(wait_ms)
    if (isStopping()) return undefined
    try {
      await forgetDead(cluster)
      return await launch(cluster, port)
    } catch (error) {
      cluster.log(String((error as Error).message))
    }
  }
  throw new Error(
    say(
      'PostgreSQL ne repart pas. Les données sont intactes dans ',
      'PostgreSQL does not come back. The data are safe in ',
    ) + `${cluster.data}; ${cluster.log_file}`,
  )
}
