import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { db, openShop } from '../../test/shop.ts'
import { fact, on, publishMany, type Fact, type Reaction } from './facts.ts'
import { startReactor } from './reactor.ts'

const [Ate, Drank, Slept] = [
  fact<{ n: number }>('test.ate'),
  fact<{ n: number }>('test.drank'),
  fact('test.slept'),
]
/** More than two slices hold. */
const MANY = 4_500
const AT_MOST_MS = 60_000

type Shop = Awaited<ReturnType<typeof openShop>>

/** `from` up to `before`: every third is drunk. */
const happen = (shop: Shop, from: number, before: number) =>
  shop.within(async (ctx) => {
    for (const kind of [Ate, Drank]) {
      const mine = Array.from({ length: before - from }, (_, at) => from + at).filter(
        (n) => (n % 3 === 0) === (kind === Drank),
      )
      await publishMany(
        ctx,
        kind,
        mine.map((n) => ({ content: { n }, about: {} })),
      )
    }
  })

/** What it was given of this shop, slice by slice; the other tests' shops are heard as well. */
function listener({ tenant_id }: Shop, name: string, kinds: (typeof Ate)[], fails = () => false) {
  const slices: number[][] = []
  const reaction = on(`test.${name}`, kinds, async (ctx, facts: Fact<{ n: number }>[]) => {
    if (ctx.tenant_id !== tenant_id) return
    if (fails()) throw new Error('not today')
    slices.push(facts.map(({ payload }) => payload.n))
  })
  return { reaction, slices, heard: () => slices.flat() }
}

async function until(isSo: () => boolean) {
  for (const end = Date.now() + AT_MOST_MS; !isSo() && Date.now() < end;) await sleep(10)
}

/** The reactor of a whole program, for this shop's reactions alone. */
function react(t: TestContext, reactions: Reaction[]) {
  const failures: string[] = []
  const reactor = startReactor(db, reactions, (_error, { name }) => failures.push(name))
  t.after(() => reactor.stop())
  return { ...reactor, failures }
}

const upTo = (count: number, kind?: 'ate' | 'drank') =>
  Array.from({ length: count }, (_, n) => n).filter((n) => !kind || (n % 3 === 0) === (kind === 'drank'))
const sorted = (numbers: number[]) => numbers.toSorted((a, b) => a - b)

test('each hears once of everything it asks for, also where two programs react at once', async (t) => {
  const shop = await openShop()
  const all = listener(shop, 'all', [Ate, Drank])
  const [ate, drank] = [listener(shop, 'ate', [Ate]), listener(shop, 'drank', [Drank])]
  const slept = listener(shop, 'slept', [Slept as typeof Ate])
  await happen(shop, 0, MANY)
  const listeners = [all, ate, drank, slept].map(({ reaction }) => reaction)
  const [one, other] = [react(t, listeners), react(t, listeners)]
  await until(() => all.heard().length >= MANY)
  await happen(shop, MANY, MANY + 30)
  one.nudge()
  await until(() => all.heard().length >= MANY + 30 && drank.heard().length >= MANY / 3 + 10)
  await until(() => ate.heard().length >= upTo(MANY + 30, 'ate').length)
  await Promise.all([one.stop(), other.stop()])
  assert.deepEqual(sorted(all.heard()), upTo(MANY + 30))
  assert.deepEqual(sorted(ate.heard()), upTo(MANY + 30, 'ate'))
  assert.deepEqual(sorted(drank.heard()), upTo(MANY + 30, 'drank'))
  assert.deepEqual(slept.heard(), [])
  assert.ok(all.slices.length >= 3, `${all.slices.length} slices`)
  assert.deepEqual([...one.failures, ...other.failures], [])
})

test('one that fails holds up nobody but who follows it, and goes on from where it stood', async (t) => {
  const shop = await openShop()
  let ill = false
  const weak = listener(shop, 'weak', [Ate], () => ill)
  const [well, after] = [listener(shop, 'well', [Ate]), listener(shop, 'after', [Ate, Drank])]
  const follower = { ...after.reaction, after: [weak.reaction.name] }
  const reactions = [weak.reaction, well.reaction, follower]
  await happen(shop, 0, 30)
  const before = react(t, reactions)
  await until(() => after.heard().length >= 30)
  ill = true
  await happen(shop, 30, 60)
  before.nudge()
  await until(() => before.failures.length > 0 && well.heard().length >= upTo(60, 'ate').length)
  await before.stop()
  assert.deepEqual(before.failures, ['test.weak'])
  assert.deepEqual(sorted(well.heard()), upTo(60, 'ate'))
  assert.deepEqual(
    sorted(after.heard()),
    upTo(30),
    'a follower reads nothing that the other has still to read',
  )
  ill = false
  const again = react(t, reactions)
  await until(() => after.heard().length >= 60)
  await again.stop()
  assert.deepEqual(sorted(weak.heard()), upTo(60, 'ate'))
  assert.deepEqual(sorted(well.heard()), upTo(60, 'ate'))
  assert.deepEqual(sorted(after.heard()), upTo(60))
  assert.deepEqual(again.failures, [])
})

test('what an open transaction may still write before is waited for', async (t) => {
  const shop = await openShop()
  const all = listener(shop, 'ordered', [Ate])
  const reactor = react(t, [all.reaction])
  let written = () => {}
  let let_go = () => {}
  const isWritten = new Promise<void>((resolve) => (written = resolve))
  const mayEnd = new Promise<void>((resolve) => (let_go = resolve))
  const open = shop.within(async (ctx) => {
    await publishMany(ctx, Ate, [{ content: { n: 1 }, about: {} }])
    written()
    await mayEnd
  })
  await isWritten
  await happen(shop, 2, 3)
  reactor.nudge()
  await sleep(300)
  assert.deepEqual(all.heard(), [])
  let_go()
  await open
  reactor.nudge()
  await until(() => all.heard().length >= 2)
  await reactor.stop()
  assert.deepEqual(all.heard(), [1, 2])
})
