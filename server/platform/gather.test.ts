import { test } from 'node:test'
import assert from 'node:assert/strict'
import { gatherer, type Outcome } from './gather.ts'
import { Refusal } from './refusal.ts'

type Wish = { id: string; card?: string }

/** Runs end when they are told to, so that a test says what is under way. */
function work(answer: (wishes: Wish[], run: number) => Outcome<string>[]) {
  const runs: string[][] = []
  const waiting: (() => void)[] = []
  const gather = gatherer<Wish, string>({
    batch_max: 3,
    writes_max: 2,
    keysOf: ({ id, card }) => ({ alone: [id], shared: card ? [card] : [] }),
    async run(_tenant_id, wishes) {
      runs.push(wishes.map(({ id }) => id))
      const run = runs.length
      await new Promise<void>((resolve) => waiting.push(resolve))
      return answer(wishes, run)
    },
  })
  /** Lets every run go, until nothing is waiting. */
  const finish = async () => {
    for (let idle = 0; idle < 3; idle++) {
      await new Promise(setImmediate)
      if (waiting.length > 0) idle = 0
      for (const resolve of waiting.splice(0)) resolve()
    }
  }
  return { runs, finish, ask: (id: string, card?: string) => gather('shop', card ? { id, card } : { id }) }
}
const done = (wishes: Wish[]) => wishes.map(({ id }) => ({ answer: `${id} done` }))
const race = () => Object.assign(new Error('met another writer'), { code: 'CT001' })

test('what waits is gathered, two runs at a time, and each is answered', async () => {
  const { runs, finish, ask } = work(done)
  const asked = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => ask(id))
  await finish()
  assert.deepEqual(
    await Promise.all(asked),
    ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => `${id} done`),
  )
  assert.deepEqual(runs, [['a', 'b', 'c'], ['d', 'e', 'f'], ['g']])
})

test('the same id is never twice in a run, and one card is never in two at once, in its order', async () => {
  const { runs, finish, ask } = work(done)
  const asked = [ask('a', 'ada'), ask('a', 'ada'), ask('b', 'ada'), ask('c', 'bea'), ask('d', 'bea')]
  await finish()
  await Promise.all(asked)
  assert.deepEqual(runs, [
    ['a', 'c', 'd'],
    ['a', 'b'],
  ])
})

test('one that is refused, or that breaks its run, fails alone', async () => {
  const { runs, finish, ask } = work((wishes) => {
    if (wishes.some(({ id }) => id === 'broken')) throw new Error('broken')
    return wishes.map(({ id }) =>
      id === 'bad' ? { error: new Refusal('not_found') } : { answer: `${id} done` },
    )
  })
  const asked = Promise.allSettled(['good', 'bad', 'broken'].map((id) => ask(id)))
  await finish()
  const [good, bad, broken] = await asked
  assert.deepEqual(good, { status: 'fulfilled', value: 'good done' })
  assert.equal((bad as PromiseRejectedResult).reason.code, 'not_found')
  assert.equal((broken as PromiseRejectedResult).reason.message, 'broken')
  assert.deepEqual(runs, [['good', 'bad', 'broken'], ['good'], ['bad'], ['broken']])
})

test('what met another writer, or is to be looked at again, is tried again; in the end it is a conflict', async () => {
  const twice = work((wishes, run) => {
    if (run === 1) throw race()
    return wishes.map(({ id }) => (id === 'later' && run === 2 ? null : { answer: `${id} done` }))
  })
  const asked = [twice.ask('now'), twice.ask('later')]
  await twice.finish()
  assert.deepEqual(await Promise.all(asked), ['now done', 'later done'])
  assert.deepEqual(twice.runs, [['now', 'later'], ['now', 'later'], ['later']])

  const never = work(() => {
    throw race()
  })
  const refused = assert.rejects(never.ask('a'), { code: 'conflict' })
  await never.finish()
  await refused
  assert.equal(never.runs.length, 8)
})
