/**
 * A second thread that replays along: both take stretches of accounts from one counter until none is left, and what the
 * second one counted is added. The columns are in shared memory, so that nothing is loaded or copied twice.
 */
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads'
import { assert } from '../../lib/assert.ts'
import { addTally } from './replay/add-tally.ts'
import type { SalesLog } from './replay/columns.ts'
import { replayer, stretchesOf, type Replaying, type Stretch } from './replay/replay.ts'
import type { Tally } from './replay/tally.ts'

/** What the two say to each other in shared memory, one whole number each. */
export const WORDS = { next: 0, sales: 1, second: 2 } as const
/** Of the second thread: it has not begun, it counts, it has sent what it counted; the first does without it. */
export const SECOND = { waits: 0, counts: 1, sent: 2, left_out: 3 } as const

/** About as many sales as are replayed while somebody blinks. */
const STRETCH_SALES = 8000
/** A second thread that says nothing for so long is broken. */
const SILENCE_MS = 120_000

/** Takes stretches until there is none left; yields whenever it has done one. */
export function* sharing(
  part: ReturnType<typeof replayer>,
  log: SalesLog,
  stretches: Stretch[],
  words: Int32Array,
): Generator<void> {
  for (;;) {
    const stretch = stretches[Atomics.add(words, WORDS.next, 1)]
    if (!stretch) return
    part.replay(stretch.from, stretch.to)
    Atomics.add(words, WORDS.sales, log.account_start[stretch.to]! - log.account_start[stretch.from]!)
    yield
  }
}

export const stretchesToShare = (log: SalesLog) => stretchesOf(log, STRETCH_SALES)

export function startSecondThread(log: SalesLog): { replay: Replaying; end: () => void } {
  const { port1: port, port2: of_second } = new MessageChannel()
  const worker = new Worker(new URL('./second-thread-work.ts', import.meta.url), {
    workerData: { log, port: of_second },
    transferList: [of_second],
  })
  let broken: Error | null = null
  worker.on('error', (error) => (broken = error))
  const stretches = stretchesToShare(log)

  function* replay(options: Parameters<Replaying>[0]): Generator<number, Tally> {
    const words = new Int32Array(new SharedArrayBuffer(Object.keys(WORDS).length * 4))
    port.postMessage({ options, words })
    const part = replayer(log, options)
    for (const _ of sharing(part, log, stretches, words))
      yield Math.round(Atomics.load(words, WORDS.sales) * (options.sample ?? 1))
    // A second thread that has not begun by now finds nothing to do: nobody waits for it.
    const stood = Atomics.compareExchange(words, WORDS.second, SECOND.waits, SECOND.left_out)
    if (stood !== SECOND.waits) addTally(part.tally, sentBy(words))
    return part.tally
  }

  function sentBy(words: Int32Array): Tally {
    const answer = Atomics.wait(words, WORDS.second, SECOND.counts, SILENCE_MS)
    assert(answer !== 'timed-out', `the second thread still answers (${String(broken)})`)
    const received = receiveMessageOnPort(port) as { message: Tally } | undefined
    assert(received, 'what was counted has been sent')
    return received.message
  }

  return {
    replay,
    end: () => {
      port.close()
      void worker.terminate()
    },
  }
}
