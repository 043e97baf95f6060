/** How far a piece of work is, told as server-sent events until it stops; a page may leave and come back at any time. */
import { setTimeout as sleep } from 'node:timers/promises'

const EVERY_MS = 500

/** One event whenever something moved, a comment otherwise so that no proxy hangs up. Ends with the work's end. */
export async function* following(
  read: () => Promise<{ told: object; is_over: boolean }>,
  gone: () => boolean,
  every_ms = EVERY_MS,
): AsyncGenerator<string> {
  let last = ''
  while (!gone()) {
    const { told, is_over } = await read()
    const now = JSON.stringify(told)
    yield now === last ? ': still here\n\n' : `event: progress\ndata: ${now}\n\n`
    last = now
    if (is_over) return
    await sleep(every_ms)
  }
}
