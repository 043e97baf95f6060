/** The server as a process: started, recognised, waited for and stopped. */
import { spawn } from 'node:child_process'
import { open, readFile, readlink, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type Cluster, SERVER_ENVIRONMENT } from './cluster.ts'
import { StartError } from './start-error.ts'

export type Server = { pid: number; port: number }

const RECOVERY_MS_MAX = 15 * 60_000
const FAST_STOP_MS_MAX = 60_000
const LOG_BYTES_MAX = 20 * 1024 ** 2

/** A dead process whose parent has not looked yet still answers to a signal; only its state tells. */
export async function isAlive(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  const state = status.slice(status.lastIndexOf(')') + 2)[0]
  return state !== undefined && state !== 'Z' && state !== 'X'
}

export function adminConfig(cluster: Cluster, port: number): pg.ClientConfig {
  const password = cluster.secrets.postgres
  return { host: '127.0.0.1', port, user: 'postgres', password, database: 'postgres' }
}

/** What the server answers now: ready, still starting, nothing, or not ours. */
async function knock(cluster: Cluster, port: number): Promise<'ready' | 'starting' | 'silent' | 'stranger'> {
  const client = new pg.Client({ ...adminConfig(cluster, port), connectionTimeoutMillis: 5000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query(`select current_setting('cluster_name') as name`)
    return rows[0].name === (await nameOfCluster(cluster)) ? 'ready' : 'stranger'
  } catch (error) {
    const code = (error as { code?: string }).code
    if (code === '57P03') return 'starting'
    if (code === '28P01' || code === '28000') return 'stranger'
    return 'silent'
  } finally {
    await client.end().catch(() => {})
  }
}

/** Known to `ps` and to the server alike, and different for every data folder of the machine. */
async function nameOfCluster(cluster: Cluster): Promise<string> {
  const { dev, ino } = await stat(cluster.data)
  return `comptoir-${dev}-${ino}`
}

/** Starts the server and waits until it answers. Throws a StartError, with `port_unavailable` for a taken port. */
export async function launch(cluster: Cluster, port: number): Promise<Server> {
  const log_file = await openLog(cluster.log_file)
  const log_start = (await log_file.stat()).size
  const name = await nameOfCluster(cluster)
  const options = ['-D', cluster.data_name, '-p', String(port), '-c', `cluster_name=${name}`]
  const child = spawn(join(cluster.native, 'bin/postgres'), options, {
    cwd: cluster.data,
    env: SERVER_ENVIRONMENT,
    stdio: ['ignore', log_file.fd, log_file.fd],
    // In a session of its own: Ctrl+C in a terminal asks the program, and the program asks the server.
    detached: true,
    ...cluster.user,
  })
  child.unref()
  const refused = new Promise<Error>((resolve) => child.once('error', resolve))
  await log_file.close()
  const pid = child.pid
  if (pid === undefined)
    throw new StartError('server_failed', { reason: `${await refused}`, log: cluster.log_file })
  const server = { pid, port }
  try {
    await waitUntilReady(cluster, server, log_start)
  } catch (error) {
    if (await isAlive(pid)) await stopServer(server)
    throw error
  }
  return server
}

async function waitUntilReady(cluster: Cluster, { pid, port }: Server, log_start: number): Promise<void> {
  const deadline = Date.now() + RECOVERY_MS_MAX
  while (Date.now() < deadline) {
    const alive = await isAlive(pid)
    const answer = alive ? await knock(cluster, port) : 'silent'
    if (answer === 'ready') return
    if (!alive) throw await whyItFailed(cluster, port, log_start)
    if (answer === 'stranger' && (await isAlive(pid)))
      throw new StartError('secret_wrong', { folder: cluster.home })
    await sleep(answer === 'starting' ? 100 : 40)
  }
  throw new StartError('server_failed', {
    reason: 'recovery did not end in 15 minutes.',
    log: cluster.log_file,
  })
}

async function openLog(path: string) {
  const size = await stat(path).then(
    (s) => s.size,
    () => 0,
  )
  if (size > LOG_BYTES_MAX) await rename(path, `${path}.1`)
  return open(path, 'a', 0o600)
}

/** Reads the reason in what the server wrote since this attempt began. */
async function whyItFailed(cluster: Cluster, port: number, log_start: number): Promise<StartError> {
  const text = (await readFile(cluster.log_file)).subarray(log_start).toString('utf8')
  const details = { folder: cluster.home, log: cluster.log_file, port: String(port), needed_mb: '1024' }
  if (/No space left on device|Disk quota exceeded/.test(text)) return new StartError('disk_full', details)
  if (/Address already in use|could not create any TCP\/IP sockets/.test(text))
    return new StartError('port_unavailable', details)
  const reason =
    text.split('\n').findLast((line) => /(FATAL|PANIC|ERROR):/.test(line)) ?? text.trim().slice(-300)
  return new StartError('server_failed', {
    ...details,
    reason: reason.replace(/^.*?(FATAL|PANIC|ERROR):\s*/, '') + '.',
  })
}

/** Closes connections and writes everything down; pulls the plug, which loses nothing either, after a minute. */
export async function stopServer({ pid }: Server): Promise<void> {
  for (const [signal, wait_ms] of [
    ['SIGINT', FAST_STOP_MS_MAX],
    ['SIGQUIT', 10_000],
  ] as const) {
    signalQuietly(pid, signal)
    const deadline = Date.now() + wait_ms
    while (Date.now() < deadline) {
      if (!(await isAlive(pid))) return
      await sleep(20)
    }
  }
  throw new StartError('server_unclear', { pid: String(pid), folder: '' })
}

export function signalQuietly(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // Already gone, which is what the signal was for.
  }
}

/**
 * Takes away the mark of a server that is dead: until somebody has looked at its remains (a zombie still answers to a
 * signal) PostgreSQL would take it for a living one. Its children are no danger: the memory they share keeps a new
 * server out until the last has gone.
 */
export async function forgetDead(cluster: Cluster): Promise<void> {
  const pid_file = join(cluster.data, 'postmaster.pid')
  const pid = Number((await readFile(pid_file, 'utf8').catch(() => '')).split('\n')[0])
  if (Number.isInteger(pid) && pid > 1 && !(await isAlive(pid))) await rm(pid_file, { force: true })
}

/**
 * After a kill -9 of the program its server lives on, alone. Answers it when it is ours, runs with today's
 * settings and opens with our password; stops it when it does not; answers undefined when there is none.
 */
export async function takeOverOrphan(cluster: Cluster): Promise<Server | undefined> {
  const pid_file = join(cluster.data, 'postmaster.pid')
  const lines = (await readFile(pid_file, 'utf8').catch(() => '')).split('\n')
  const server = { pid: Number(lines[0]), port: Number(lines[3]) }
  if (!Number.isInteger(server.pid) || server.pid <= 1) return undefined
  if (!(await isAlive(server.pid))) {
    await forgetDead(cluster)
    return undefined
  }
  const whose = await whoseProcess(cluster, server.pid)
  if (whose === 'unclear')
    throw new StartError('server_unclear', { pid: String(server.pid), folder: cluster.data })
  if (whose === 'another') {
    // The number was given to a stranger since; PostgreSQL would take it for a living server.
    await rm(pid_file, { force: true })
    return undefined
  }
  if (await isWelcome(cluster, server)) return server
  await stopServer(server)
  return undefined
}

async function whoseProcess(cluster: Cluster, pid: number): Promise<'ours' | 'another' | 'unclear'> {
  const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined))?.split('\0')
  if (command === undefined) return (await isAlive(pid)) ? 'unclear' : 'another'
  if (!/(^|\/)postgres$/.test(command[0] ?? '')) return 'another'
  if (command.includes(`cluster_name=${await nameOfCluster(cluster)}`)) return 'ours'
  // Started by hand on this folder, perhaps: then its working folder is the data folder.
  const standing = await readlink(`/proc/${pid}/cwd`).catch(() => undefined)
  if (standing === undefined) return 'unclear'
  return standing === cluster.data ? 'ours' : 'another'
}

async function isWelcome(cluster: Cluster, { pid, port }: Server): Promise<boolean> {
  const deadline = Date.now() + RECOVERY_MS_MAX
  while ((await isAlive(pid)) && Date.now() < deadline) {
    const answer = await knock(cluster, port)
    if (answer === 'ready') return hasTodaysSettings(cluster, port)
    if (answer !== 'starting') return false
    await sleep(100)
  }
  return false
}

async function hasTodaysSettings(cluster: Cluster, port: number): Promise<boolean> {
  const client = new pg.Client(adminConfig(cluster, port))
  await client.connect()
  try {
    const { rows } = await client.query(`select current_setting('comptoir.settings', true) as mark`)
    // What the dead program had begun must not be finished behind the back of the new one.
    await client.query(
      `select pg_terminate_backend(pid, 5000) from pg_stat_activity
       where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    )
    return rows[0].mark === cluster.settings_mark
  } finally {
    await client.end()
  }
}
