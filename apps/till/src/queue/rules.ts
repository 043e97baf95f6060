/** What leaves next, what an answer means and how long to wait. Pure. */
import type { Job } from '../keep/shapes.ts'

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 30_000

/** Doubling, with a little chance so that the tills of a street do not all come back at once. */
export function waitAfter(failures: number, chance: number): number {
  const wait_ms = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures, 10))
  return Math.round(wait_ms * (0.75 + chance / 2))
}

type Refused = { key: string; kind: Job['kind']; sale_id: string | null }

const saleOf = (job: Job) => ('sale_id' in job.params ? job.params.sale_id : null)

/**
 * The oldest that may leave. A card that was refused holds back all that is about that person; a sale that was refused
 * holds back its own return and receipt; everything else goes on.
 */
export function nextJob(jobs: readonly Job[]): Job | undefined {
  const refused: Refused[] = []
  for (const job of jobs) {
    if (job.state === 'refused') refused.push({ key: job.key, kind: job.kind, sale_id: saleOf(job) })
    else if (!refused.some((before) => holdsBack(before, job))) return job
  }
  return undefined
}

function holdsBack(before: Refused, job: Job): boolean {
  if (before.kind === 'customer') return before.key === job.key
  return before.kind === 'sale' && before.sale_id !== null && before.sale_id === saleOf(job)
}

/** `stop`: this till is no longer let in; nothing is lost, and nothing leaves before somebody pairs it again. */
export type Outcome = 'refused' | 'later' | 'stop'

export function outcomeOf(status: number): Outcome {
  if (status === 401) return 'stop'
  return status === 0 || status === 408 || status === 425 || status === 429 || status >= 500
    ? 'later'
    : 'refused'
}

/** Refusals of what the customer was already given at the counter: it stands, and the owner is told what is short. */
const GIVEN = ['voucher_not_usable', 'not_enough_points']

export function insisted(job: Job, code: string): Job | undefined {
  if (job.kind !== 'sale' || job.body.offline || !GIVEN.includes(code)) return undefined
  return { ...job, body: { ...job.body, offline: true } }
}
