/**
 * `npm run torture -- --seed N [--hours H | --operations N] [--runs N]`: a town of shops lives years in minutes, tills go
 * offline and come back, everything is sent twice, the program and the database are killed; every answer and every account is
 * compared with a model of its own. The seed tells what happens; what races what is the machine's.
 */
import { parseArgs } from 'node:util'
import { liveTown } from './live.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    /** Towns one after the other, each with the next seed and a database of its own. */
    runs: { type: 'string', default: '1' },
    hours: { type: 'string' },
    operations: { type: 'string' },
    lanes: { type: 'string', default: '32' },
    customers: { type: 'string', default: '12800' },
    'kill-every': { type: 'string', default: '120' },
  },
})
const operations_max = Number(values.operations ?? Infinity)
const hours = Number(values.hours ?? (values.operations ? Infinity : 0.1))
const first = Number(values.seed)
let [towns, passed] = [0, 0]
let over = false
let asked = false
// Ctrl+C ends the town with its day, and tells what it came to; twice ends it as it stands.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => (asked = true))
// A town that hangs leaves nothing to wait for: that must not pass for an end.
process.on('exit', (code) => {
  if (!over) console.log(JSON.stringify({ torture: 'failed', why: 'it ended before it was over', code }))
})

for (let seed = first; seed < first + Number(values.runs); seed += 1) {
  console.log(`seed ${seed}`)
  const { failed, counts, seen, ...told } = await liveTown(seed, {
    operations_max,
    lasts_ms: hours * 3_600_000,
    isAsked: () => asked,
    lanes: Number(values.lanes),
    customers: Number(values.customers),
    kill_every_s: Number(values['kill-every']),
  })
  const shares = Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([what, times]) => `${what} ${((times * 100) / told.operations).toFixed(1)} %`)
  console.table({ ...counts, ...seen })
  console.log(JSON.stringify({ torture: failed ? 'failed' : 'passed', ...told, shares: shares.join(', ') }))
  const { operations, days, kills, seconds } = told
  console.log(`seed ${seed}: ${operations} operations, ${days} days, ${kills} kills, ${seconds} s`)
  if (failed) process.exitCode = 1
  else [towns, passed] = [towns + 1, passed + operations]
  if (failed || asked) break
}
over = true
console.log(`${passed} operations passed in ${towns} towns`)
process.exit()
