/**
 * The job behind a simulation: a thread does the work, here its words are written down and a cancellation is heard. A
 * worker that dies leaves nothing half done: whoever takes it next begins again.
 */
import { Worker } from 'node:worker_threads'
import type { TaskList } from 'graphile-worker'
import type { Parts } from '../../app.ts'
import { newId } from '../../lib/id.ts'
import { inTenant, type Context, type Database } from '../../platform/database.ts'
import { changeSimulation, enqueueRun, findSimulation, listStalled, listTenants } from './queries.ts'
import { taskOf } from './actions.ts'
import { tellAllBudgets } from './budgets.ts'
import type { Said, Task } from './thread.ts'

/** Threads at once in one process: each takes a core. */
const THREADS_MAX = 2
const WAIT_MS = 2000
/** How often progress is written, and whether somebody cancelled is asked. */
const EVERY_MS = 150
const QUIET_MS = 60_000

export const SIMULATIONS_CRONTAB = '* * * * * recover_simulations\n23 * * * * tell_programme_budgets'

type Payload = { tenant_id: string; simulation_id: string }
type Needs = Pick<Parts, 'db' | 'pool'>

let threads = 0

export const simulationTasks = (parts: Needs): TaskList => ({
  run_simulation: (payload) => runSimulation(parts, payload as Payload),
  recover_simulations: () => recoverSimulations(parts.db, QUIET_MS),
  tell_programme_budgets: () => tellAllBudgets(parts.db),
})

/** What waits or runs and was not heard of for so long is begun again. */
export async function recoverSimulations(db: Database, quiet_ms: number): Promise<void> {
  for (const { tenant_id } of await listTenants(db))
    await inTenant(db, { tenant_id, actor: 'system' }, async (ctx) => {
      for (const { simulation_id } of await listStalled(ctx, quiet_ms)) await enqueueRun(ctx, simulation_id)
    })
}

export async function runSimulation(
  { db, pool }: Needs,
  { tenant_id, simulation_id }: Payload,
): Promise<void> {
  const driver = newId()
  const within = <T>(deed: (ctx: Context) => Promise<T>) => inTenant(db, { tenant_id, actor: 'system' }, deed)
  if (threads >= THREADS_MAX) {
    await within(async (ctx) => {
      await changeSimulation(ctx, simulation_id, {}, { states: ['waiting'] })
      await enqueueRun(ctx, simulation_id, new Date(Date.now() + WAIT_MS))
    })
    return
  }
  threads += 1
  try {
    const task = await within(async (ctx) => {
      const row = await findSimulation(ctx, simulation_id)
      if (!row || !['waiting', 'running'].includes(row.state)) return
      const change = { state: 'running', driver, phase: 'loading', done: 0, started_at: ctx.now } as const
      await changeSimulation(ctx, simulation_id, change, { states: ['waiting', 'running'] })
      return taskOf(ctx, row.wish, pool.options.connectionString!)
    })
    if (!task) return
    const said = await driven(task, (progress) =>
      within((ctx) => changeSimulation(ctx, simulation_id, progress, { driver, states: ['running'] })),
    )
    if (said === null) return
    await within((ctx) =>
      changeSimulation(
        ctx,
        simulation_id,
        said.kind === 'done'
          ? { state: 'done', result: said.result, error: null, ended_at: ctx.now, phase: null }
          : { state: 'failed', error: said.code, ended_at: ctx.now, phase: null },
        { driver, states: ['running'] },
      ),
    )
  } catch (error) {
    await within((ctx) =>
      changeSimulation(
        ctx,
        simulation_id,
        { state: 'failed', error: 'internal_error', ended_at: ctx.now, phase: null },
        { driver, states: ['running'] },
      ),
    )
    throw error
  } finally {
    threads -= 1
  }
}

type Last = Exclude<Said, { kind: 'progress' }>
type Told = { phase: string; done: number; total: number | null }

/** What the thread came to; null when somebody else's word ended it. `goOn` writes how far it is and says whether to. */
function driven(task: Task, goOn: (progress: Partial<Told>) => Promise<boolean>): Promise<Last | null> {
  return new Promise((settle, fail) => {
    const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: task })
    let latest: Partial<Told> = {}
    let asking = false
    const end = (deed: () => void) => {
      clearInterval(clock)
      void worker.terminate()
      deed()
    }
    const clock = setInterval(() => {
      if (asking) return
      asking = true
      goOn(latest).then(
        (mine) => {
          asking = false
          if (!mine) end(() => settle(null))
        },
        (error: unknown) => end(() => fail(error as Error)),
      )
    }, EVERY_MS)
    worker.on('message', (said: Said) => {
      if (said.kind !== 'progress') return end(() => settle(said))
      latest = { phase: said.phase, done: said.done, total: said.total }
    })
    worker.on('error', (error) => end(() => fail(error)))
    worker.on('exit', (code) => end(() => fail(new Error(`the thread of a simulation ended with ${code}`))))
  })
}
