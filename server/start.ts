/** Starts the program from its settings, part by part, and stops the parts in the opposite order. */
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { Logger, run, type Runner } from 'graphile-worker'
import type pg from 'pg'
import { buildApp, type Parts } from './app.ts'
import type { Config } from './config.ts'
import { recoverAllImports } from './features/imports/tasks.ts'
import { recoverMessages } from './features/messages/deliver.ts'
import { recoverSimulations } from './features/simulations/run.ts'
import { closeApp } from './platform/closing.ts'
import { openDatabase, openPool } from './platform/database.ts'
import { migrate } from './platform/migrate.ts'
import type { Reaction } from './platform/facts.ts'
import { openServer, type Server } from './platform/postgres/server.ts'
import { StartError } from './platform/postgres/start-error.ts'
import { startReactor } from './platform/reactor.ts'
import { reactions } from './reactions.ts'
import { CRONTAB, tasks } from './tasks.ts'

export type Say = (fr: string, en: string) => void
type Closer = () => unknown

/** The database, ready for the commands that are not the server: an audit, a new shop, a demo. */
export type Opened = { server: Server; parts: Parts; close: () => Promise<void> }

export async function openParts(config: Config, say: Say, how: { joins?: boolean } = {}): Promise<Opened> {
  const closers: Closer[] = []
  const close = async () => {
    while (closers.length > 0) await closers.pop()!()
  }
  try {
    const server = await openServer(config, console.log, how)
    closers.push(() => server.stop())
    const applied = await migrate(server.ownerUrl)
    if (applied.length > 0)
      say(
        `Base de données à jour (${applied.length} étapes).`,
        `Database up to date (${applied.length} steps).`,
      )
    const pool = openPool(server.appUrl)
    const db = openDatabase(pool)
    closers.push(() => db.destroy())
    return { server, parts: { config, pool, db, log: { level: config.log_level } }, close }
  } catch (error) {
    await close()
    throw error
  }
}

export type Running = {
  address: string
  parts: Parts
  stop: () => Promise<void>
  /** Settles with a sentence when the program cannot go on. */
  failed: Promise<string>
}

/** `prepare` runs once the database is there and before anybody is let in: the demo fills an empty install in it. */
export type Prepare = (parts: Parts, server: Server) => Promise<void>

export async function startProduct(config: Config, say: Say, prepare: Prepare): Promise<Running> {
  const opened = await openParts(config, say)
  const closers: Closer[] = [opened.close]
  const stop = async () => {
    while (closers.length > 0) await closers.pop()!()
  }
  try {
    let nudge = () => {}
    let worker: Runner | undefined
    const checks: Parts['checks'] = { database: () => answers(opened.parts.pool) }
    if (config.runs !== 'web') checks.worker = () => worker !== undefined
    const watched = watchLag(reactions)
    const parts: Parts = { ...opened.parts, checks, nudge: () => nudge(), reactor_lag_ms: watched.lag_ms }
    await prepare(parts, opened.server)
    const app = await buildApp(parts)
    closers.push(() => closeApp(app))
    if (config.runs !== 'web') {
      const reactor = startReactor(parts.db, watched.reactions, (error, reaction, tenant_id) =>
        app.log.error({ err: error, reaction: reaction.name, tenant_id }, 'reaction failed'),
      )
      nudge = reactor.nudge
      closers.push(() => reactor.stop())
      // Alone on its own database, nobody else can be sending: what was under way was cut off with the last process.
      if (!config.database_url) {
        await recoverMessages(parts.db, 0)
        await recoverAllImports(parts.db, 0)
        await recoverSimulations(parts.db, 0)
      }
      worker = await startWorker(opened.server.ownerUrl, parts, app.log)
      closers.push(() => worker?.stop())
      void worker.promise
        .catch((error) => app.log.error({ err: error }, 'jobs stopped'))
        .finally(() => (worker = undefined))
    }
    // A worker listens too, for its health and figures; the load balancer sends people to the others.
    const address = await app.listen({ port: config.port, host: config.host }).catch(sayPortTaken(config))
    return { address, parts, stop, failed: opened.server.crashed }
  } catch (error) {
    await stop()
    throw error
  }
}

const sayPortTaken = (config: Config) => (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error
  throw new StartError('web_port_taken', { port: String(config.port), host: config.host })
}

/** How long the oldest fact of each reaction's last slice had waited; the largest of them. */
function watchLag(all: Reaction[]) {
  const waited_ms = new Map<string, number>()
  const watch = (reaction: Reaction): Reaction => ({
    ...reaction,
    run: async (ctx, facts) => {
      waited_ms.set(reaction.name, ctx.now.getTime() - (facts[0]?.recorded_at.getTime() ?? ctx.now.getTime()))
      await reaction.run(ctx, facts)
    },
  })
  return { reactions: all.map(watch), lag_ms: () => Math.max(0, ...waited_ms.values()) }
}

const answers = async (pool: pg.Pool) => (await pool.query('select 1')).rowCount === 1

type Log = {
  error: (content: object, message: string) => void
  warn: (content: object, message: string) => void
}

function startWorker(ownerUrl: string, parts: Parts, log: Log): Promise<Runner> {
  const logger = new Logger(() => (level, message, meta) => {
    // A payload may hold a name or an address: only the message and the job's task go to the log.
    const task = (meta as { job?: { task_identifier?: string } } | undefined)?.job?.task_identifier
    if (level === 'error') log.error({ task }, message)
    if (level === 'warning') log.warn({ task }, message)
  })
  return run({
    connectionString: ownerUrl,
    taskList: tasks(parts),
    crontab: CRONTAB,
    concurrency: 8,
    noHandleSignals: true,
    logger,
    preset: { worker: { localQueue: { size: 64 }, completeJobBatchDelay: 0 } },
  })
}

/** A file that came with the install, or not: the demo and its tools are no part of a server's image. */
export async function importIfThere<T>(path: string): Promise<T | undefined> {
  const file = join(import.meta.dirname, path)
  const there = await access(file).then(
    () => true,
    () => false,
  )
  return there ? ((await import(file)) as T) : undefined
}
