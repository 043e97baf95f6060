/**
 * Seconds of processor that the database's server has used, all its processes together. On a machine that does something
 * else besides, the clock says what the machine was doing, and this what the work costs. Null where there is no /proc.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import type pg from 'pg'

const TICKS_A_SECOND = 100

type Stat = { parent: number; own: number; of_ended_children: number }

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html; the name may hold anything but ends at the last bracket. */
function statOf(pid: number | string): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    return {
      parent: fields[1]!,
      own: fields[11]! + fields[12]!,
      of_ended_children: fields[13]! + fields[14]!,
    }
  } catch {
    return null
  }
}

export async function serverProcessor(pool: pg.Pool): Promise<() => number | null> {
  const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid')
  const server = statOf(rows[0]!.pid)?.parent
  return () => {
    const own = server === undefined ? null : statOf(server)
    if (!own) return null
    let ticks = own.own + own.of_ended_children
    for (const pid of readdirSync('/proc')) {
      if (!/^\d+$/.test(pid)) continue
      const one = statOf(pid)
      if (one && one.parent === server) ticks += one.own
    }
    return ticks / TICKS_A_SECOND
  }
}

/** How many want the processors, and how many there are: « 17.3 for 2 ». */
export const crowd = () => `${loadavg()[0]!.toFixed(1)} for ${availableParallelism()}`
