/** How far an import is, told as server-sent events until it stops; the page may leave and come back at any time. */
import { setTimeout as sleep } from 'node:timers/promises'
import { summaryOf } from './show.ts'
import type { ImportRow } from './queries.ts'

const EVERY_MS = 500
const UNDER_WAY = ['rehearsing', 'waiting', 'running', 'undoing']

/** One event whenever something moved, a comment otherwise so that no proxy hangs up. Ends with the import's end. */
export async function* progressOf(
  read: () => Promise<ImportRow>,
  gone: () => boolean,
): AsyncGenerator<string> {
  let told = ''
  while (!gone()) {
    const row = await read()
    const {
      import_id,
      state,
      phase,
      rows_read,
      rows_total,
      rows_per_second,
      remaining_seconds,
      counts,
      error,
    } = summaryOf(row)
    const now = JSON.stringify({
      import_id,
      state,
      phase,
      rows_read,
      rows_total,
      rows_per_second,
      remaining_seconds,
      counts,
      error,
    })
    yield now === told ? ': still here\n\n' : `event: progress\ndata: ${now}\n\n`
    told = now
    if (!UNDER_WAY.includes(state)) return
    await sleep(EVERY_MS)
  }
}
