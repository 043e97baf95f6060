/** Time, processors and memory of a piece of work. */
import { readdirSync, readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { BenchShop } from './shop.ts'

/** How long it took, and how much of which processor: on a busy machine that says more than the clock. */
export async function measured(
  shop: BenchShop,
  sink: { cpu: () => Promise<number> },
  count: number,
  work: () => Promise<unknown>,
) {
  const [sink_us, database_us, own] = [await sink.cpu(), await databaseCpu(shop), process.cpuUsage()]
  const began = performance.now()
  await work()
  const took_s = (performance.now() - began) / 1000
  const mine = process.cpuUsage(own)
  const each = (us: number) => Math.round(us / count)
  return {
    row: {
      per_s: Math.round(count / took_s),
      worker_us: each(mine.user + mine.system),
      database_us: each((await databaseCpu(shop)) - database_us),
      sink_us: each((await sink.cpu()) - sink_us),
    },
  }
}

const TICK_US = 10_000

/** Of the whole server, its processes that ended too, where this machine shows it (Linux); 0 elsewhere. */
async function databaseCpu({ pool }: BenchShop): Promise<number> {
  const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid')
  const parent = statOf(String(rows[0]!.pid))?.parent
  if (!parent) return 0
  const own = statOf(parent)
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(statOf)
    .filter((one) => one?.parent === parent)
    .reduce((sum, one) => sum + one!.cpu_us, own!.cpu_us + own!.ended_us)
}

function statOf(pid: string) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
    const [user, system, ended_user, ended_system] = fields.slice(11, 15).map(Number)
    return {
      parent: fields[1],
      cpu_us: (user! + system!) * TICK_US,
      ended_us: (ended_user! + ended_system!) * TICK_US,
    }
  } catch {
    return undefined
  }
}

export type MemoryRow = { left: number; live_mb: number; buffers_mb: number; rss_mb: number }

/** What is in use after a collection, at the beginning and at each quarter: flat is a figure. */
export function watchMemory(people: number) {
  let count = 0
  const rows: MemoryRow[] = []
  const note = () => {
    collect()
    const { heapUsed, external, rss } = process.memoryUsage()
    const mb = (bytes: number) => Math.round(bytes / 1e6)
    rows.push({ left: count, live_mb: mb(heapUsed), buffers_mb: mb(external), rss_mb: mb(rss) })
  }
  note()
  return {
    rows,
    count: () => count,
    left(more: number) {
      const quarter = Math.floor((4 * count) / people)
      count += more
      if (Math.floor((4 * count) / people) > quarter) note()
    },
  }
}

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
