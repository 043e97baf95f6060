/** One town from its first day to its last: what happens, what is killed meanwhile, and what is looked at each night. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../running-product.ts'
import { openBooks } from './books.ts'
import { Lane } from './lane.ts'
import { openProduct, type Product } from './product.ts'
import { chanceFrom, type Chance } from './random.ts'
import { settleTown } from './settle-town.ts'

type Wishes = {
  operations_max: number
  /** From when its people have moved in. */
  lasts_ms: number
  /** Somebody wants it to end: with this day, looked at like any other last day. */
  isAsked: () => boolean
  lanes: number
  customers: number
  kill_every_s: number
}
type Told = { operations: number; days: number; kills: number }

const DAY_MS = 86_400_000
/** What the product lets one caller write. */
const CORRECTIONS_A_DAY = 100
/** Told by the clock, so that a town that is cut off still shows how far it came. */
const TELL_EVERY_MS = 30_000
/** The database may be away for a while. */
const TELL_WAITS_MS = 5_000
const FIRST_PEOPLE = 400
/** Those to whom something happened are looked at every night, everybody every so many. */
const EVERYBODY_EVERY = 10

/** Resolves with what it came to, good or bad; what was wrong is on the terminal. */
export async function liveTown(seed: number, wishes: Wishes) {
  const chance = chanceFrom(seed)
  const home = mkdtempSync(join(tmpdir(), 'comptoir-torture-'))
  const product = await openProduct(home, await freePort())
  const began = performance.now()
  const told: Told = { operations: 0, days: 0, kills: 0 }
  let lanes: Lane[] = []
  let failed = false
  let ended = {}
  let stopTelling = () => {}
  try {
    const { key, store_ids, moveIn } = await settleTown(product)
    const books = await openBooks(home)
    // The database must not take for empty, once and for all, what is about to fill.
    await moveIn(Math.min(FIRST_PEOPLE, wishes.customers))
    await books.analyse()
    const people = await moveIn(wishes.customers)
    console.log(`${Math.round((performance.now() - began) / 1000)} s: ${people.length} people have moved in`)
    const town = { product: () => product, key, store_ids, corrections_left: 0, paidByLine: books.paidByLine }
    lanes = Array.from({ length: wishes.lanes }, (_, n) => {
      const theirs = people.filter((_one, at) => at % wishes.lanes === n)
      return new Lane(town, chanceFrom(seed * 1009 + n), theirs)
    })
    const killer = killing(product, chance, wishes.kill_every_s)
    const tellNow = () => Object.assign(told, { operations: operationsOf(lanes), kills: killer.kills() })
    stopTelling = telling(tellNow, began, () => stateOf(product, books))
    // Whatever the hour outside: no day ends while the town lives.
    await product.setAhead(nineOClock(Date.now() + DAY_MS) - Date.now())
    const until_ms = performance.now() + wishes.lasts_ms
    const isOver = () =>
      told.operations >= wishes.operations_max || performance.now() >= until_ms || wishes.isAsked()
    for (let night = 1; !isOver(); night += 1) {
      town.corrections_left = CORRECTIONS_A_DAY
      await liveDay(lanes, chance.whole(60, 240), killer, product)
      tellNow()
      // A night passes, or a season.
      const days = chance.happens(0.8) ? chance.whole(1, 9) : chance.whole(10, 45)
      told.days += days
      await product.setAhead(nineOClock(product.now() + days * DAY_MS) - Date.now())
      await books.night()
      for (const model of new Set(people.map((person) => person.model))) model.night(product.now())
      const touched = lanes.flatMap((lane) => [...lane.touched])
      await books.compare(night % EVERYBODY_EVERY === 0 ? people : touched)
      for (const { model } of touched) model.forget(product.now())
      for (const lane of lanes) lane.touched.clear()
    }
    await books.compare(people)
    ended = await stateOf(product, books)
    assert.deepEqual(await books.audit(), [], 'the ledger is right')
    await books.close()
  } catch (error) {
    failed = true
    console.error(error)
    console.error(product.said().slice(-3000))
  }
  stopTelling()
  const seconds = Math.round((performance.now() - began) / 1000)
  const counts = addUp(lanes.map((lane) => lane.counts))
  const operations = operationsOf(lanes)
  const per_s = Math.round(operations / seconds)
  await product.stop().catch(() => {})
  if (!failed) rmSync(home, { recursive: true, force: true })
  else console.log(`kept: ${home}`)
  const seen = addUp(lanes.map((lane) => lane.seen))
  return { failed, seed, ...told, operations, seconds, per_s, ...ended, counts, seen }
}

/** Every lane does so many things, one after the other and beside the others, while things are killed. */
async function liveDay(lanes: Lane[], steps: number, killer: Killer, product: Product) {
  let over = false
  const living = Promise.all(
    lanes.map(async (lane) => {
      for (let step = 0; step < steps; step += 1) await lane.step()
    }),
  ).finally(() => (over = true))
  // What goes wrong while something is being killed is told once that is over.
  living.catch(() => {})
  while (!over) {
    await killer.killIfTime()
    assert.ok(!product.endedByItself(), 'the product ended though nobody ended it')
    await Promise.race([living, sleep(200)])
  }
  await living
  await product.ready()
}

type Killer = { killIfTime: () => Promise<void>; kills: () => number }

function killing(product: Product, chance: Chance, every_s: number): Killer {
  let killed_at = performance.now()
  let kills = 0
  return {
    kills: () => kills,
    async killIfTime() {
      if (every_s === 0 || performance.now() - killed_at < every_s * 1000) return
      await sleep(chance.whole(20, 400))
      const how = chance.whole(0, 2)
      if (how > 0) product.killDatabase()
      if (how !== 1) {
        await product.kill()
        await product.start()
      }
      kills += 1
      killed_at = performance.now()
    },
  }
}

const stateOf = async (product: Product, books: Awaited<ReturnType<typeof openBooks>>) => ({
  town_mb: Math.round(process.memoryUsage().rss / 2 ** 20),
  program_mb: product.megabytes(),
  database_mb: await books.megabytes(),
  facts_behind: await books.factsBehind(),
})

const operationsOf = (lanes: Lane[]) => lanes.reduce((sum, lane) => sum + lane.operations, 0)

const nineOClock = (at: number) => new Date(at).setUTCHours(9, 0, 0, 0)

/** How it goes: in all, and a second since it was said last. Returns what ends it. */
function telling(tellNow: () => Told, began: number, state: () => Promise<object>): () => void {
  let [at, before] = [performance.now(), 0]
  let asking = false
  const tell = async () => {
    if (asking) return
    asking = true
    const known = await Promise.race([state().catch(() => ({})), sleep(TELL_WAITS_MS, {})])
    const more = Object.entries(known).map(([name, n]) => `${name} ${n}`)
    asking = false
    const [now, { operations, days, kills }] = [performance.now(), tellNow()]
    const per_s = Math.round(((operations - before) * 1000) / (now - at))
    console.log(
      `${Math.round((now - began) / 1000)} s: ${operations} operations, ${per_s}/s, ${days} days, ${kills} kills, ${more.join(', ')}`,
    )
    at = now
    before = operations
  }
  const timer = setInterval(() => void tell(), TELL_EVERY_MS)
  return () => clearInterval(timer)
}

function addUp(all: Record<string, number>[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const counts of all)
    for (const [what, times] of Object.entries(counts)) sums[what] = (sums[what] ?? 0) + times
  return sums
}
