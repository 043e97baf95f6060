/**
 * What must still reach the server: one list on the disk, in the order it happened. A job leaves it only when the
 * server has acknowledged it, or when a person has settled what the server refused.
 */
import { place } from '#ui/places.ts'
import { database, strictly } from '../keep/database.ts'
import type { KeptSales } from '../keep/database.ts'
import type { Job, KeptSale, Person } from '../keep/shapes.ts'
import { makeStore } from '../keep/store.ts'
import { keepPerson } from '../keep/people.ts'

export const jobs = makeStore<Job[]>([])
/** Set by send.ts: queueing something wakes the sender. */
let wake: () => void = () => {}
export const onQueued = (listener: () => void) => (wake = listener)

const channel = () => new BroadcastChannel(`comptoir till ${place().shop_path}`)
let told: BroadcastChannel | undefined

/** Another window of the same till changed the list. */
export async function openQueue(): Promise<void> {
  told = typeof BroadcastChannel === 'undefined' ? undefined : channel()
  told?.addEventListener('message', () => void readAgain())
  await readAgain()
}

export async function readAgain(): Promise<void> {
  jobs.set(await (await database()).getAll('queue'))
}

export async function announce(): Promise<void> {
  await readAgain()
  told?.postMessage('changed')
}

/** The job and the sales it is about are on the disk together, before the screen says so. */
export async function queue(job: Job, sales: KeptSale[] = [], person?: Person): Promise<number> {
  const tx = await strictly(['queue', 'sales'])
  const seq = await tx.objectStore('queue').add(job)
  for (const sale of sales) await tx.objectStore('sales').put(sale)
  await tx.done
  if (person) await keepPerson(person)
  await announce()
  wake()
  return seq
}

/** Writes a job anew, for instance after somebody settled what was wrong with it. */
export async function rewrite(...changed: Job[]): Promise<void> {
  const tx = await strictly(['queue'])
  for (const job of changed) await tx.objectStore('queue').put(job)
  await tx.done
  await announce()
}

export async function again(job: Job): Promise<void> {
  const { problem: _, ...rest } = job
  await rewrite({ ...rest, state: 'waiting', tries: 0 } as Job)
  wake()
}

export const soldIn = (job: Job) =>
  job.kind === 'sale' ? job.params.sale_id : job.kind === 'exchange' ? job.body.sale.sale_id : null

/** The till's own copies forget what the server will never hear of: the sale that was made, the pieces that came back. */
export async function forgetKept(sales: KeptSales, job: Job): Promise<void> {
  const sold = soldIn(job)
  if (sold) await sales.delete(sold)
  const back =
    job.kind === 'return'
      ? { sale_id: job.params.sale_id, pieces: job.body.lines.length }
      : job.kind === 'exchange'
        ? { sale_id: job.body.return.sale_id, pieces: job.body.return.lines.length }
        : job.kind === 'cancellation'
          ? { sale_id: job.params.sale_id, pieces: Infinity }
          : null
  const sale = back && (await sales.get(back.sale_id))
  if (!sale) return
  const kept = Math.max(0, sale.returned.length - back.pieces)
  await sales.put({ ...sale, returned: sale.returned.slice(0, kept) })
}

/** A person has read why and decided that it is not to be recorded. */
export async function giveUp(job: Job): Promise<void> {
  const tx = await strictly(['queue', 'sales'])
  await tx.objectStore('queue').delete(job.seq!)
  await forgetKept(tx.objectStore('sales'), job)
  await tx.done
  await announce()
}

/** « C’est elle »: what was sold to the card that was not made goes to the card she already has. */
export async function isThatPerson(refused: Job, customer_id: string): Promise<void> {
  const hers = jobs.get().filter((job) => job.key === refused.key && job.seq !== refused.seq)
  const tx = await strictly(['queue', 'sales'])
  await tx.objectStore('queue').delete(refused.seq!)
  for (const job of hers) {
    const moved = { ...job, key: customer_id }
    if (moved.kind === 'sale') moved.body = { ...moved.body, customer_id }
    if (moved.kind === 'exchange') moved.body = { ...moved.body, sale: { ...moved.body.sale, customer_id } }
    if (moved.kind === 'friend') moved.body = { ...moved.body, customer_id }
    if ('customer_id' in moved.params) moved.params = { ...moved.params, customer_id } as never
    const sold = soldIn(moved as Job)
    const sale = sold && (await tx.objectStore('sales').get(sold))
    if (sale) await tx.objectStore('sales').put({ ...sale, customer_id })
    await tx.objectStore('queue').put(moved as Job)
  }
  await tx.done
  await announce()
  wake()
}

export const waiting = (all: readonly Job[]) => all.filter((job) => job.state === 'waiting')
export const refused = (all: readonly Job[]) => all.filter((job) => job.state === 'refused')

/** Units that this till has promised to somebody and the server has not yet confirmed. */
export function provisionalOf(all: readonly Job[], customer_id: string): Record<string, number> {
  const units: Record<string, number> = {}
  for (const job of waiting(all))
    if (soldIn(job) && job.key === customer_id)
      for (const one of job.about.earned) units[one.unit] = (units[one.unit] ?? 0) + one.units
  return units
}
