/**
 * Work that arrives together is done together: what waits is gathered while at most so many runs of a shop are under way,
 * without a timer. One that fails never fails its neighbours, and what others changed meanwhile is tried again.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { Refusal } from './refusal.ts'

/** What became of one wish: its answer, why there is none, or null, for it to be looked at again. */
export type Outcome<Answer> = { answer: Answer | Promise<Answer> } | { error: unknown } | null

export type Batching = { batch_max: number; writes_max: number }
type Keys = {
  /** Two with one of these in common are never in one run. */
  alone: string[]
  /** Two with one of these in common are not in two runs at once; in one run they follow each other. */
  shared?: string[]
}
type Gathering<Wish, Answer> = Batching & {
  keysOf: (wish: Wish) => Keys
  /** Says what became of each, in their order. What it throws undoes the run: then each is tried alone. */
  run: (tenant_id: string, wishes: Wish[]) => Promise<Outcome<Answer>[]>
}

type Item<Wish, Answer> = {
  wish: Wish
  alone: string[]
  keys: string[]
  resolve: (answer: Answer | Promise<Answer>) => void
  reject: (error: unknown) => void
}
type Queue<Wish, Answer> = { waiting: Item<Wish, Answer>[]; busy: Set<string>; writes: number }

const TRIES_MAX = 8

/** Two writers met: something was changed meanwhile (CT001), a serialisation failure, or a deadlock. */
const isRace = (error: unknown) =>
  ['CT001', '40001', '40P01'].includes((error as { code?: string }).code ?? '')

/** One piece of work that is read for and decided again when another writer was met. */
export async function whileRaced<T>(work: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await work()
    } catch (error) {
      if (!isRace(error)) throw error
      if (tried === TRIES_MAX) throw new Refusal('conflict')
      await sleep(Math.random() * 20 * tried)
    }
  }
}

/** Answers when the wish is done, with its neighbours. A wish that never comes through is refused as `conflict`. */
export function gatherer<Wish, Answer>({
  batch_max,
  writes_max,
  keysOf,
  run,
}: Gathering<Wish, Answer>): (tenant_id: string, wish: Wish) => Promise<Answer> {
  type One = Item<Wish, Answer>
  const queues = new Map<string, Queue<Wish, Answer>>()

  const pump = (tenant_id: string, queue: Queue<Wish, Answer>) => {
    while (queue.writes < writes_max && queue.waiting.length > 0) {
      const batch = takeBatch(queue, batch_max)
      if (batch.length === 0) return
      queue.writes += 1
      void work(tenant_id, batch).finally(() => {
        queue.writes -= 1
        for (const item of batch) for (const key of item.keys) queue.busy.delete(key)
        if (queue.waiting.length > 0) pump(tenant_id, queue)
        else if (queue.writes === 0) queues.delete(tenant_id)
      })
    }
  }
  const work = async (tenant_id: string, batch: One[]): Promise<void> => {
    let open = batch
    try {
      for (let raced = 0; open.length > 0;) {
        const left = await tryOnce(tenant_id, open)
        raced = left.length === open.length ? raced + 1 : 0
        if (raced >= TRIES_MAX) throw new Refusal('conflict')
        open = left
      }
    } catch (error) {
      if (open.length > 1) for (const item of open) await work(tenant_id, [item])
      else open[0]!.reject(error)
    }
  }
  /** Answers what it can; returns what is to be looked at again. */
  const tryOnce = async (tenant_id: string, items: One[]): Promise<One[]> => {
    const outcomes = await run(
      tenant_id,
      items.map(({ wish }) => wish),
    ).catch((error: unknown) => {
      if (!isRace(error)) throw error
      return items.map(() => null)
    })
    return items.filter((item, at) => {
      const outcome = outcomes[at]
      if (!outcome) return true
      if ('error' in outcome) item.reject(outcome.error)
      else item.resolve(outcome.answer)
      return false
    })
  }
  return (tenant_id, wish) =>
    new Promise((resolve, reject) => {
      const queue = queues.get(tenant_id) ?? { waiting: [], busy: new Set(), writes: 0 }
      queues.set(tenant_id, queue)
      const { alone, shared = [] } = keysOf(wish)
      queue.waiting.push({ wish, alone, keys: [...alone, ...shared], resolve, reject })
      // After everything that this turn of the event loop brings: requests read together are gathered together.
      if (queue.waiting.length === 1) setImmediate(() => pump(tenant_id, queue))
    })
}

/** What can be done now; the rest waits. */
function takeBatch<Wish, Answer>(queue: Queue<Wish, Answer>, batch_max: number): Item<Wish, Answer>[] {
  const batch: Item<Wish, Answer>[] = []
  const left: Item<Wish, Answer>[] = []
  const alone = new Set<string>()
  const held = new Set<string>()
  for (const item of queue.waiting) {
    const blocked =
      item.keys.some((key) => queue.busy.has(key) || held.has(key)) ||
      item.alone.some((key) => alone.has(key))
    if (blocked || batch.length >= batch_max) {
      // What waits keeps its place: a later wish of the same card does not overtake it.
      for (const key of item.keys) held.add(key)
      left.push(item)
      continue
    }
    for (const key of item.alone) alone.add(key)
    batch.push(item)
  }
  for (const item of batch) for (const key of item.keys) queue.busy.add(key)
  queue.waiting = left
  return batch
}
