/**
 * Sales replayed a second on one core, through the rules of the till, beside a bare loop that does nothing but the
 * arithmetic of "1 point per euro, a gift card at 200", on the same columns in the same run.
 */
import { presetProgrammes } from '../server/features/programmes/rules.ts'
import type { Programme } from '../server/features/programmes/programme.ts'
import { BEHAVIOUR } from '../server/features/simulations/replay/behaviour.ts'
import { bytesOf, type SalesLog } from '../server/features/simulations/replay/columns.ts'
import { salesLogger } from '../server/features/simulations/replay/log-sales.ts'
import { replay } from '../server/features/simulations/replay/replay.ts'
import { pricesOf } from '../server/features/simulations/replay/worth.ts'
import type { Result } from './main.ts'
import { wholeSimulation } from './whole-simulation.ts'

/** The slowest that is good enough, in sales a second on one core. */
const LIMIT = 200_000
const YEAR_MS = 365 * 86_400_000
const FROM_MS = Date.parse('2025-01-01T08:00:00Z')

/** Two or three lines a sale, two years, eight sales a customer; the same for everybody. */
export function generatedLog(sales: number): SalesLog {
  const logger = salesLogger()
  const store = { store_id: 'lyon', merchant_id: 'lili', time_zone: 'Europe/Paris', name: 'Lyon' }
  let seed = 42
  const random = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32
  const customers = Math.ceil(sales / 8)
  for (let n = 0; n < sales; n++) {
    const customer = String(Math.floor(random() ** 2 * customers))
    const lines = Array.from({ length: random() < 0.5 ? 2 : 3 }, () => {
      const cents = 300 + Math.floor(random() * 3000)
      return {
        product: `p${Math.floor(random() * 2000)}`,
        category: `c${Math.floor(random() * 30)}`,
        quantity_milli: 1000,
        gross_cents: cents,
        total_cents: cents,
      }
    })
    logger.add({
      account: customer,
      customer,
      store: 0,
      channel: 'till',
      at_ms: FROM_MS + random() * 2 * YEAR_MS,
      lines,
    })
  }
  return logger.finish({ time_zone: 'Europe/Paris', stores: [store] })
}

/** Nothing but the sums: what any program would have to do, without rules, lots, months or vouchers. */
function bareLoop(log: SalesLog): number {
  let rewards = 0
  for (let account = 0; account < log.accounts; account++) {
    let [points, rest] = [0, 0]
    for (let sale = log.account_start[account]!; sale < log.account_start[account + 1]!; sale++) {
      for (let line = log.line_start[sale]!; line < log.line_start[sale + 1]!; line++)
        rest += log.total_cents[line]!
      const earned = Math.floor(rest / 100)
      rest -= earned * 100
      points += earned
      while (points >= 200) {
        points -= 200
        rewards += 1
      }
    }
  }
  return rewards
}

/** In seconds of processor, the collector's helpers included: what it takes of one core, whoever else uses the machine. */
function timed<T>(deed: () => T): { seconds: number; value: T } {
  const began = process.cpuUsage()
  const value = deed()
  const { user, system } = process.cpuUsage(began)
  return { seconds: (user + system) / 1e6, value }
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

export async function run({ quick }: { quick: boolean }): Promise<Result> {
  const sales = quick ? 100_000 : 1_000_000
  let id = 0
  const wishes = { newId: () => `r${id++}`, language: 'fr' } as const
  const programmes: Record<string, Programme> = {
    points: presetProgrammes.points(wishes),
    amount: presetProgrammes.amount(wishes),
    mixed: presetProgrammes.mixed(wishes),
    stamps: presetProgrammes.stamps(wishes),
  }
  const made = timed(() => generatedLog(sales))
  const log = made.value
  const prices = pricesOf(log)
  const options = (programme: Programme) => ({ programme, prices, behaviour: BEHAVIOUR })
  replay(log, { ...options(programmes.points!), sample: quick ? 1 : 0.2 })
  const rss_before = process.memoryUsage.rss()
  const per_s: Record<string, number> = {}
  for (const [name, programme] of Object.entries(programmes)) {
    const runs = Array.from({ length: 3 }, () => timed(() => replay(log, options(programme))))
    per_s[name] = Math.round(sales / median(runs.map(({ seconds }) => seconds)))
    const { value } = runs[0]!
    const given = value.rewards.reduce((sum, one) => sum + one.given, 0)
    console.log(
      `${name.padEnd(28)} ${per_s[name].toLocaleString('en').padStart(12)} sales/s   ${given.toLocaleString('en')} rewards`,
    )
  }
  const rss_grown_mb = Math.round((process.memoryUsage.rss() - rss_before) / 2 ** 20)
  const bare = timed(() => bareLoop(log))
  const bare_per_s = Math.round(sales / bare.seconds)
  console.log(
    `${'bare loop, only the sums'.padEnd(28)} ${bare_per_s.toLocaleString('en').padStart(12)} sales/s   ${bare.value.toLocaleString('en')} rewards`,
  )
  const columns_mb = Math.round(bytesOf(log) / 2 ** 20)
  console.log(
    `${sales.toLocaleString('en')} sales, ${log.total_cents.length.toLocaleString('en')} lines, ${log.accounts.toLocaleString('en')} members: columns ${columns_mb} MB, made in ${made.seconds.toFixed(1)} s; replaying grew the process by ${rss_grown_mb} MB`,
  )
  const { points, amount, mixed } = programmes
  const whole = await wholeSimulation(sales, { points: points!, amount: amount!, mixed: mixed! })
  console.table({
    [`${sales.toLocaleString('en')} sales of a database, ${whole.variants} programmes, all in all`]: `${whole.whole_s} s`,
    'of that, reading the sales': `${whole.loading_s} s`,
    'processor, both threads; of the database': `${whole.processor_s} s; ${whole.server_s ?? '?'} s`,
    'longest time without a word of it': `${whole.longest_silence_ms} ms`,
    'called off, ended after': `${whole.cancelled_ms} ms`,
  })
  const ours = per_s.points!
  return {
    bench: 'simulator',
    ours,
    limit: LIMIT,
    ratio: Math.round((ours / LIMIT) * 100) / 100,
    bare: bare_per_s,
    of_bare: Math.round((ours / bare_per_s) * 1000) / 1000,
    per_s,
    columns_mb,
    rss_grown_mb,
    sales,
    whole,
  }
}
