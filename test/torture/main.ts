/**
 * `npm run torture -- --seed N [--hours H | --operations N]`: a town of shops lives years in minutes, tills go offline and
 * come back, everything is sent twice, the program and the database are killed; every answer and every account is
 * compared with a model of its own. The seed tells what happens; what races what is the machine's.
 */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../running-product.ts'
import { openBooks } from './books.ts'
import { Lane } from './lane.ts'
import { openProduct } from './product.ts'
import { chanceFrom } from './random.ts'
import { settleTown } from './settle-town.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    hours: { type: 'string' },
    operations: { type: 'string' },
    lanes: { type: 'string', default: '16' },
    customers: { type: 'string', default: '640' },
    'kill-every': { type: 'string', default: '25' },
  },
})
const seed = Number(values.seed)
const operations_max = Number(values.operations ?? Infinity)
const until =
  values.hours || !values.operations ? Date.now() + Number(values.hours ?? 0.1) * 3_600_000 : Infinity
const kill_every_s = Number(values['kill-every'])
const TELL_EVERY_MS = 10_000
console.log(`seed ${seed}`)

const chance = chanceFrom(seed)
const home = mkdtempSync(join(tmpdir(), 'comptoir-torture-'))
const product = await openProduct(home, await freePort())
let failed = false
const began = performance.now()
let [operations, days, kills] = [0, 0, 0]
let [told_at, told_operations] = [began, 0]

/** How it goes, every ten seconds: in all, and a second since it was said last. */
function tell() {
  const now = performance.now()
  if (now - told_at < TELL_EVERY_MS) return
  const per_s = Math.round(((operations - told_operations) * 1000) / (now - told_at))
  console.log(
    `${Math.round((now - began) / 1000)} s: ${operations} operations, ${per_s}/s, ${days} days, ${kills} kills`,
  )
  told_at = now
  told_operations = operations
}
try {
  const { key, store_ids, people } = await settleTown(product, Number(values.customers))
  const books = await openBooks(home)
  const lane_count = Number(values.lanes)
  const town = { product: () => product, key, store_ids, paidByLine: books.paidByLine }
  const lanes = Array.from(
    { length: lane_count },
    (_, n) =>
      new Lane(
        town,
        chanceFrom(seed * 1009 + n),
        people.filter((_one, at) => at % lane_count === n),
      ),
  )
  let killed_at = performance.now()
  while (operations < operations_max && Date.now() < until) {
    const steps = chance.whole(20, 120)
    const living = Promise.all(
      lanes.map(async (lane) => {
        for (let step = 0; step < steps; step += 1) await lane.step()
      }),
    )
    // What goes wrong while something is being killed is told once that is over.
    living.catch(() => {})
    if (performance.now() - killed_at > kill_every_s * 1000) {
      await sleep(chance.whole(20, 400))
      const how = chance.whole(0, 2)
      if (how > 0) product.killDatabase()
      if (how !== 1) {
        await product.kill()
        await product.start()
      }
      kills += 1
      killed_at = performance.now()
    }
    await living
    await product.ready()
    operations = lanes.reduce((sum, lane) => sum + lane.operations, 0)
    for (const model of new Set(people.map((person) => person.model))) model.forget(product.now())
    // A night passes, or a season: always to an hour at which no day ends while the town lives.
    const step_days = chance.happens(0.8) ? chance.whole(1, 9) : chance.whole(10, 45)
    days += step_days
    const target = new Date(product.now() + step_days * 86_400_000)
    target.setUTCHours(9, 0, 0, 0)
    await product.setAhead(target.getTime() - Date.now())
    await books.night(product.now(), people)
    await books.compare(people)
    tell()
  }
  const findings = await books.audit()
  assert.deepEqual(findings, [], 'the ledger is right')
  const sums: Record<string, number> = {}
  for (const lane of lanes)
    for (const [what, times] of Object.entries(lane.counts)) sums[what] = (sums[what] ?? 0) + times
  console.table(sums)
  await books.close()
} catch (error) {
  failed = true
  console.error(error)
  console.error(product.said().slice(-3000))
} finally {
  const seconds = Math.round((performance.now() - began) / 1000)
  console.log(
    JSON.stringify({ torture: failed ? 'failed' : 'passed', seed, operations, days, kills, seconds }),
  )
  await product.stop().catch(() => {})
  if (!failed) rmSync(home, { recursive: true, force: true })
  else console.log(`kept: ${home}`)
}
process.exit(failed ? 1 : 0)
