/**
 * Sends what waits, one after the other, from one window only. A killed browser finds the list as it was: the ids are
 * the till's own, so what the server already has is answered again and never done twice.
 */
import { api, ApiError } from '#ui/api.ts'
import { place } from '#ui/places.ts'
import { strictly } from '../keep/database.ts'
import { keepPerson, personOf, withAnswer } from '../keep/people.ts'
import type { Job, ReturnAnswer, SaleAnswer } from '../keep/shapes.ts'
import { reaching, retired, till } from '../keep/till.ts'
import { announce, jobs, onQueued, readAgain, rewrite } from './queue.ts'
import { insisted, nextJob, outcomeOf, waitAfter } from './rules.ts'

type Answer = SaleAnswer | ReturnAnswer | null
type Watcher = { settle: (answer: Answer) => void; fail: (error: ApiError) => void }

/** Screens that wait for the answer to what they just did, by job. */
const watchers = new Map<number, Watcher>()
let timer: ReturnType<typeof setTimeout> | undefined
let failures = 0
let running = false
let askedAgain = false

export function startSending(): void {
  onQueued(wake)
  addEventListener('online', wake)
  addEventListener('visibilitychange', () => document.visibilityState === 'visible' && wake())
  wake()
}

export function wake(): void {
  clearTimeout(timer)
  if (running) askedAgain = true
  else void run()
}

async function run(): Promise<void> {
  running = true
  try {
    await alone(sendAll)
  } finally {
    running = false
  }
  if (askedAgain) {
    askedAgain = false
    return wake()
  }
  // Another window may be sending, or nothing may leave now: looks again by itself.
  if (jobs.get().some((job) => job.state === 'waiting'))
    timer = setTimeout(wake, waitAfter(failures, Math.random()))
}

/** The browser frees the lock when a window dies; without that API there is one window to a till. */
async function alone(work: () => Promise<void>): Promise<void> {
  if (!navigator.locks) return work()
  const name = `comptoir till ${place().shop_path}`
  await navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? work() : undefined))
}

async function sendAll(): Promise<void> {
  await readAgain()
  for (;;) {
    const job = nextJob(jobs.get())
    if (!job || !till.get() || retired.get()) return
    try {
      const answer = await reaching(send(job))
      failures = 0
      await acknowledge(job, answer)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      const outcome = outcomeOf(error.status)
      if (outcome === 'refused') await refuse(job, error)
      else {
        failures += 1
        if (outcome === 'stop') retired.set(true)
        return
      }
    }
  }
}

function send(job: Job): Promise<Answer> {
  switch (job.kind) {
    case 'sale':
      return api.put('/sales/{sale_id}', { params: job.params, body: job.body })
    case 'return':
      return api.put('/sales/{sale_id}/returns/{return_id}', { params: job.params, body: job.body })
    case 'customer':
      return api.put('/customers/{customer_id}', { params: job.params, body: job.body }).then(() => null)
    case 'consent':
      return api
        .put('/customers/{customer_id}/consents/{consent_id}', { params: job.params, body: job.body })
        .then(() => null)
    case 'mail':
      return api
        .put('/sales/{sale_id}/receipt-mails/{message_id}', { params: job.params, body: job.body })
        .then(() => null)
  }
}

async function acknowledge(job: Job, answer: Answer): Promise<void> {
  const tx = await strictly(['queue', 'sales'])
  await tx.objectStore('queue').delete(job.seq!)
  if (job.kind === 'sale') {
    const sale = await tx.objectStore('sales').get(job.params.sale_id)
    if (sale) await tx.objectStore('sales').put({ ...sale, answer: answer as SaleAnswer, state: 'recorded' })
  }
  await tx.done
  await believe(job, answer)
  await announce()
  watchers.get(job.seq!)?.settle(answer)
  watchers.delete(job.seq!)
}

/** The server's balances take the place of ours, unless more of theirs is on its way. */
async function believe(job: Job, answer: Answer): Promise<void> {
  const person = personOf(job.key)
  const more = jobs.get().some((one) => one.key === job.key && one.seq !== job.seq && one.state === 'waiting')
  if (person && answer && !more) await keepPerson(withAnswer(person, answer))
}

async function refuse(job: Job, error: ApiError): Promise<void> {
  const watcher = watchers.get(job.seq!)
  if (watcher) {
    // Somebody is looking at the screen: they decide, and nothing stays behind.
    const tx = await strictly(['queue', 'sales'])
    await tx.objectStore('queue').delete(job.seq!)
    if (job.kind === 'sale') await tx.objectStore('sales').delete(job.params.sale_id)
    if (job.kind === 'return') {
      const sale = await tx.objectStore('sales').get(job.params.sale_id)
      const returned = sale?.returned.slice(0, -job.body.lines.length) ?? []
      if (sale) await tx.objectStore('sales').put({ ...sale, returned })
    }
    await tx.done
    watchers.delete(job.seq!)
    await announce()
    return watcher.fail(error)
  }
  const given = insisted(job, error.code)
  if (given) return rewrite(given)
  const { status, code, title, detail, candidates } = error.problem
  const problem = { status, code, title, ...(detail && { detail }), ...(candidates ? { candidates } : {}) }
  await rewrite({ ...job, state: 'refused', problem } as Job)
}

/**
 * The answer to a job that was just queued, or null when it did not come in time: the sale is made all the same, and
 * the screen says « provisoire ». Throws what the server refused.
 */
export function answerTo(seq: number, patience_ms: number): Promise<Answer | 'later'> {
  return new Promise((settle, fail) => {
    const late = setTimeout(() => {
      watchers.delete(seq)
      settle('later')
    }, patience_ms)
    const done = (act: () => void) => {
      clearTimeout(late)
      act()
    }
    watchers.set(seq, {
      settle: (answer) => done(() => settle(answer)),
      fail: (error) => done(() => fail(error)),
    })
  })
}
