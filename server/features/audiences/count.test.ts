/** Counting while somebody types: given up for real when they type on, and never in the way of the tills. */
import { test, before, after } from 'node:test'
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '../../lib/id.ts'
import { app, openShop, owner } from '../../../test/shop.ts'
import { addCustomer } from '../../../test/programme.ts'
import { openLane } from './lane.ts'
import { shopOfMany } from './many.fixture.ts'

let base = ''
before(async () => {
  base = await app.listen({ host: '127.0.0.1', port: 0 })
})
after(() => app.server.closeAllConnections())

type Shop = Awaited<ReturnType<typeof openShop>>
const tagged = { field: 'tag', operator: 'is_any', values: ['vip'] }

/** Somebody's other window, or the next letter: the request goes away when `signal` says so. */
const count = (token: string, signal: AbortSignal, how: { exact?: boolean } = {}) =>
  fetch(`${base}/api/audience-counts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ rule: tagged, ...how }),
    signal,
  })

/** What the database is at, of counts; `which`: words that only some of their statements have. */
async function counting(which = ''): Promise<number> {
  const { rows } = await owner.query(
    `select count(*)::int n from pg_stat_activity where datname = current_database() and state = 'active'
      and pid <> pg_backend_pid() and query like '%customer_tag%' and query like '%count(*)%' || $1 || '%'`,
    [which],
  )
  return rows[0].n
}
const ESTIMATING = ' hits'
const patient = () => AbortSignal.timeout(60_000)

async function until(isSo: () => Promise<boolean>, what: string) {
  for (const end = Date.now() + 20_000; Date.now() < end; await sleep(20)) if (await isSo()) return
  assert.fail(what)
}

/** No count about tags comes to an end while `work` is done. */
async function whileTagsAreLocked(work: () => Promise<void>) {
  const client = await owner.connect()
  try {
    await client.query('begin')
    await client.query('lock table customer_tag in access exclusive mode')
    await work()
  } finally {
    await client.query('rollback')
    client.release()
  }
}

async function sell(shop: Shop, customer_id: string) {
  const { status } = await shop.put(`/sales/${newId()}`, {
    store_id: shop.store_id,
    customer_id,
    occurred_at: new Date().toISOString(),
    lines: [{ line_no: 1, label: 'Robe', category: 'Robes', quantity_milli: 1000, unit_price_cents: 3000 }],
  })
  assert.equal(status, 200)
}

test('whoever types on: the statement of before is cancelled in the database', async () => {
  const shop = await openShop()
  const token = await shop.keyFor('owner')
  await whileTagsAreLocked(async () => {
    const typing = new AbortController()
    const answer = count(token, typing.signal).catch((error: Error) => error.name)
    await until(async () => (await counting()) === 1, 'the count was never at work')
    typing.abort()
    const left_at = Date.now()
    assert.equal(await answer, 'AbortError')
    await until(async () => (await counting()) === 0, 'the count went on after nobody waited for it')
    assert.ok(Date.now() - left_at < 3000, 'it ended by its time limit')
  })
})

test('ten people type at once: two counts at a time, and a sale passes them all', async () => {
  const shop = await openShop()
  const token = await shop.keyFor('owner')
  const ada = await addCustomer(shop, 'Ada')
  const typing = new AbortController()
  let answers: Promise<unknown>[] = []
  await whileTagsAreLocked(async () => {
    answers = Array.from({ length: 10 }, () => count(token, typing.signal).catch(() => null))
    await until(async () => (await counting()) === 2, 'no two counts were at work')
    for (let at = 0; at < 10; at++) {
      await sell(shop, ada.customer_id)
      assert.ok((await counting()) <= 2)
    }
    typing.abort()
    await until(async () => (await counting()) === 0, 'counts went on after nobody waited for them')
  })
  await Promise.all(answers)
  // The lane is free again for whoever comes next.
  const next = await count(token, AbortSignal.timeout(20_000))
  assert.equal(next.status, 200)
})

test('a lane lets in so many, in their order, and lets go of whoever leaves or waits too long', async () => {
  const lane = openLane(1, 50)
  const { signal } = new AbortController()
  const first = Promise.withResolvers<string>()
  const order: string[] = []
  const a = lane.through(() => first.promise, signal)
  const leaving = new AbortController()
  const b = lane.through(async () => order.push('b'), leaving.signal)
  leaving.abort()
  assert.equal(await b, null)
  assert.equal(await lane.through(async () => 'late', signal), null)
  const c = lane.through(async () => order.push('c'), signal)
  const d = lane.through(async () => order.push('d'), signal)
  first.resolve('a')
  assert.equal(await a, 'a')
  await Promise.all([c, d])
  assert.deepEqual(order, ['c', 'd'])
  await assert.rejects(
    lane.through(async () => {
      throw new Error('no')
    }, signal),
    /no/,
  )
  assert.equal(await lane.through(async () => 'after', signal), 'after')
  assert.equal(await lane.through(async () => 'gone', AbortSignal.abort()), null)
})

/** The answer of a count that tags keep from ending until it has been given up for an estimate. */
async function heldUntilEstimated(token: string): Promise<Response> {
  let answer: Promise<Response> | undefined
  await whileTagsAreLocked(async () => {
    answer = count(token, patient())
    await until(async () => (await counting(ESTIMATING)) === 1, 'nothing was estimated')
  })
  return answer!
}

/** However long it takes: nothing is estimated meanwhile, and nothing answered in the end. */
async function givenUpWithoutEstimate(ask: () => Promise<Response>) {
  await whileTagsAreLocked(async () => {
    let answer: Response | undefined
    const asking = ask().then((one) => (answer = one))
    for (; !answer; await sleep(20)) assert.equal(await counting(ESTIMATING), 0, 'it was estimated')
    const { status } = await asking
    assert.equal(status, 503)
    assert.equal(((await answer.json()) as any).code, 'count_takes_long')
  })
}

test('in a large shop what takes long is estimated and said to be; what is there in time, or asked for, is exact', async () => {
  const { shop, truth } = await shopOfMany()
  const token = await shop.keyFor('owner')
  // A machine that stands still may be slower than any limit: then it is asked again.
  const askedUntil = async (isIt: (body: any) => boolean, ask: () => Promise<Response>) => {
    for (let time = 0; time < 10; time++) {
      const answer = await ask()
      const body: any = await answer.json()
      if (answer.status === 200 && isIt(body)) return body
    }
    return assert.fail('it was never answered so')
  }
  const about = await askedUntil(
    ({ estimate }) => estimate !== null,
    () => heldUntilEstimated(token),
  )
  assert.equal(about.of, truth.people)
  assert.equal(about.estimate.sampled, 10_000)
  assert.ok(about.estimate.low <= about.count && about.count <= about.estimate.high)
  assert.ok(Math.abs(about.count - truth.vip) < truth.vip / 5, `${about.count} of ${truth.vip}`)
  assert.equal(about.sample.length, 6)
  assert.match(about.sentence, /vip/)

  const isExact = ({ estimate }: { estimate: unknown }) => estimate === null
  assert.equal((await askedUntil(isExact, () => count(token, patient()))).count, truth.vip)
  const asked = () => count(token, patient(), { exact: true })
  assert.equal((await askedUntil(isExact, asked)).count, truth.vip)

  await givenUpWithoutEstimate(asked)
})

test('whoever types on while it is estimated: that statement is cancelled too', async () => {
  const { shop } = await shopOfMany()
  const token = await shop.keyFor('owner')
  await whileTagsAreLocked(async () => {
    const typing = new AbortController()
    const answer = count(token, typing.signal).catch((error: Error) => error.name)
    await until(async () => (await counting(ESTIMATING)) === 1, 'nothing was estimated')
    typing.abort()
    const left_at = Date.now()
    assert.equal(await answer, 'AbortError')
    await until(async () => (await counting()) === 0, 'it went on after nobody waited for it')
    assert.ok(Date.now() - left_at < 3000, 'it ended by its time limit')
  })
})

test('a small shop is never told an estimate', async () => {
  const shop = await openShop()
  await addCustomer(shop, 'Ada')
  const token = await shop.keyFor('owner')
  await givenUpWithoutEstimate(() => count(token, patient()))
})
