/** What leaves next, what an answer means and how long to wait. Pure. */
import type { Job } from '../keep/shapes.ts'

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 30_000

/** Doubling, with a little chance so that the tills of a street do not all come back at once. */
export function waitAfter(failures: number, chance: number): number {
  const wait_ms = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures, 10))
  return Math.round(wait_ms * (0.75 + chance / 2))
}

/** The sales a job is about: an exchange is about the one that comes back and the one that goes out. */
const salesOf = (job: Job): string[] => {
  if (job.kind === 'exchange') return [job.body.return.sale_id, job.body.sale.sale_id]
  return 'sale_id' in job.params ? [job.params.sale_id] : []
}

/** Goods without their receipt are a manager's: they wait until one holds the till. */
const needsManager = (job: Job) => job.kind === 'loose_return'

/**
 * The oldest that may leave. A card that was refused holds back all that is about that person; a sale that was refused
 * holds back its own return and receipt; what a manager must send waits for one; everything else goes on.
 */
export function nextJob(jobs: readonly Job[], is_manager = false): Job | undefined {
  const refused: Job[] = []
  for (const job of jobs) {
    if (job.state === 'refused') refused.push(job)
    else if (needsManager(job) && !is_manager) continue
    else if (!refused.some((before) => holdsBack(before, job))) return job
  }
  return undefined
}

function holdsBack(before: Job, job: Job): boolean {
  if (before.kind === 'customer') return before.key === job.key
  const sold = soldBy(before)
  return sold !== null && salesOf(job).includes(sold)
}

const soldBy = (job: Job) =>
  job.kind === 'sale' ? job.params.sale_id : job.kind === 'exchange' ? job.body.sale.sale_id : null

/** `stop`: this till is no longer let in; nothing is lost, and nothing leaves before somebody pairs it again. */
export type Outcome = 'refused' | 'later' | 'stop'

export function outcomeOf(status: number): Outcome {
  if (status === 401) return 'stop'
  return status === 0 || status === 408 || status === 425 || status === 429 || status >= 500
    ? 'later'
    : 'refused'
}

/** Refusals of what the customer was already given at the counter: it stands, and the owner is told what is short. */
const GIVEN = ['voucher_not_usable', 'not_enough_points', 'promotions_changed']

export function insisted(job: Job, code: string): Job | undefined {
  return GIVEN.includes(code) ? keptAnyway(job) : undefined
}

/** The same with its sale marked as made without network; undefined when it is, or when nothing was sold. */
export function keptAnyway(job: Job): Job | undefined {
  if (job.kind === 'sale' && !job.body.offline) return { ...job, body: { ...job.body, offline: true } }
  if (job.kind !== 'exchange' || job.body.sale.offline) return undefined
  return { ...job, body: { ...job.body, sale: { ...job.body.sale, offline: true } } }
}
