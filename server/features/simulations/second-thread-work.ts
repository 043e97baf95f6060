/** What runs in the second thread: see `second-thread.ts`. */
import { workerData, type MessagePort } from 'node:worker_threads'
import type { SalesLog } from './replay/columns.ts'
import { replayer, type ReplayOptions } from './replay/replay.ts'
import { SECOND, sharing, stretchesToShare, WORDS } from './second-thread.ts'

const { log, port } = workerData as { log: SalesLog; port: MessagePort }
const stretches = stretchesToShare(log)

port.on('message', ({ options, words }: { options: ReplayOptions; words: Int32Array }) => {
  if (Atomics.compareExchange(words, WORDS.second, SECOND.waits, SECOND.counts) !== SECOND.waits) return
  const part = replayer(log, options)
  for (const _ of sharing(part, log, stretches, words));
  port.postMessage(part.tally)
  Atomics.store(words, WORDS.second, SECOND.sent)
  Atomics.notify(words, WORDS.second)
})
