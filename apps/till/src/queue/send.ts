/**
 * Sends what waits, one after the other, from one window only. A killed browser finds the list as it was: the ids are
 * the till's own, so what the server already has is answered again and never done twice.
 */
import { ApiError } from '#ui/api.ts'
import { place } from '#ui/places.ts'
import { strictly } from '../keep/database.ts'
import { keepPerson, personOf, refreshPerson, withAnswer } from '../keep/people.ts'
import type { Job, KeptSale, SaleAnswer } from '../keep/shapes.ts'
import { isManagersTill, reaching, retired, shift, till } from '../keep/till.ts'
import { announce, forgetKept, jobs, onQueued, readAgain, rewrite, soldIn } from './queue.ts'
import { accountsAfter, putJob } from './put-job.ts'
import type { Answer } from './put-job.ts'
import { insisted, nextJob, outcomeOf, waitAfter } from './rules.ts'

type Watcher = { settle: (answer: Answer) => void; fail: (error: ApiError) => void }

/** Screens that wait for the answer to what they just did, by job. */
const watchers = new Map<number, Watcher>()
let timer: ReturnType<typeof setTimeout> | undefined
let failures = 0
let running = false
let askedAgain = false

export function startSending(): void {
  onQueued(wake)
  // A manager took the till: what waited for one may leave.
  shift.watch(() => isManagersTill() && wake())
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
    const job = nextJob(jobs.get(), isManagersTill())
    if (!job || !till.get() || retired.get()) return
    try {
      const answer = await reaching(putJob(job))
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

async function acknowledge(job: Job, answer: Answer): Promise<void> {
  const tx = await strictly(['queue', 'sales'])
  await tx.objectStore('queue').delete(job.seq!)
  const sold = soldIn(job)
  const kept = sold && (await tx.objectStore('sales').get(sold))
  if (kept) await tx.objectStore('sales').put(withWord(kept, answer))
  await tx.done
  await believe(job, answer)
  await announce()
  watchers.get(job.seq!)?.settle(answer)
  watchers.delete(job.seq!)
}

/** The server's answer takes the place of the till's own. */
function withWord(kept: KeptSale, answer: Answer): KeptSale {
  if (answer && 'difference_cents' in answer) {
    const { difference_cents, sale } = answer
    const exchange = { back_cents: answer.return.total_cents, difference_cents }
    return { ...kept, answer: sale, state: 'recorded', exchange }
  }
  return { ...kept, answer: answer as SaleAnswer, state: 'recorded' }
}

/** The server's balances take the place of ours, unless more of theirs is on its way. */
async function believe(job: Job, answer: Answer): Promise<void> {
  const person = personOf(job.key)
  const more = jobs.get().some((one) => one.key === job.key && one.seq !== job.seq && one.state === 'waiting')
  if (!person || more) return
  const after = accountsAfter(answer)
  if (after) await keepPerson(withAnswer(person, after))
  // What an activity gave may still be pending or have set something off: the record tells.
  else if (job.kind === 'activity') void refreshPerson(job.key).catch(quietly)
}

function quietly(error: unknown) {
  if (!(error instanceof ApiError)) throw error
}

async function refuse(job: Job, error: ApiError): Promise<void> {
  const watcher = watchers.get(job.seq!)
  if (watcher) {
    // Somebody is looking at the screen: they decide, and nothing stays behind.
    const tx = await strictly(['queue', 'sales'])
    await tx.objectStore('queue').delete(job.seq!)
    await forgetKept(tx.objectStore('sales'), job)
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
