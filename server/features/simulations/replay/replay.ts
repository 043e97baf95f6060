/**
 * Replays a programme on a log of sales: one member after the other, each in the order of time, through the same
 * `judgeSale` and `planReturn` that the till and the server decide by. Only one member is in memory at a time, so
 * nothing grows with the number of sales but the columns themselves.
 */
import type { Programme } from '../../programmes/programme.ts'
import { DRAW, drawn, type Behaviour } from './behaviour.ts'
import type { SalesLog } from './columns.ts'
import { member, type Member } from './member.ts'
import { isSampled } from './outlook.ts'
import { monthFinder, newTally, type Tally } from './tally.ts'
import { pricesOf, worthOfUnit, type Prices } from './worth.ts'

export type ReplayOptions = {
  programme: Programme
  behaviour: Behaviour
  /** Of the log; reckoned when missing. */
  prices?: Prices
  /** How many more visits than there were, from -1: 0.05 repeats one in twenty, -0.05 leaves one in twenty out. */
  uplift?: number
  /** The share of accounts that is looked at, by chance but always the same ones. */
  sample?: number
  /** Sales between two words about how far it is, about. */
  every_sales?: number
  /** Told of every account at its end: for proofs. */
  watch?: (account: number, member: Member) => void
}

/** Accounts from one up to another, and how many sales they have. */
export type Stretch = { from: number; to: number }

/** Whatever replays a log: in this thread, or in two. Yields how many sales are done, and returns what was counted. */
export type Replaying = (options: ReplayOptions) => Generator<number, Tally>

/** Yields how many sales are done, so that whoever drives it can tell and stop; returns what was counted. */
export function* replaying(log: SalesLog, options: ReplayOptions): Generator<number, Tally> {
  const part = replayer(log, options)
  for (const { from, to } of stretchesOf(log, options.every_sales ?? 20_000)) {
    part.replay(from, to)
    yield Math.round(log.account_start[to]! * (options.sample ?? 1))
  }
  return part.tally
}

/** All accounts, in stretches of about so many sales. */
export function stretchesOf(log: SalesLog, sales: number): Stretch[] {
  const stretches: Stretch[] = []
  let from = 0
  for (let to = 1; to <= log.accounts; to++) {
    if (to < log.accounts && log.account_start[to]! - log.account_start[from]! < sales) continue
    stretches.push({ from, to })
    from = to
  }
  return stretches
}

/** Replays stretches of accounts, each one once, and counts them together. */
export function replayer(log: SalesLog, options: ReplayOptions) {
  const { programme, uplift = 0, sample = 1, watch } = options
  const prices = options.prices ?? pricesOf(log)
  const tally = newTally(programme, log, (unit) => worthOfUnit(programme, unit, prices))
  const one = member({
    log,
    programme,
    tally,
    prices,
    behaviour: options.behaviour,
    monthOf: monthFinder(log),
  })
  const { returns, activities } = log

  function replay(from_account: number, to_account: number): void {
    for (let account = from_account; account < to_account; account++) {
      if (!isSampled(account, sample)) {
        tally.skipped_accounts += 1
        continue
      }
      const [from, to] = [log.account_start[account]!, log.account_start[account + 1]!]
      one.begin(account)
      const [back, back_end] = [returns.account_start[account]!, returns.account_start[account + 1]!]
      if (uplift === 0 && activities.account_start[account] === activities.account_start[account + 1])
        plainly(log, one, from, to, back, back_end)
      else for (const event of eventsOf(log, account, uplift)) one[event.kind](event.n, event.at, event.extra)
      one.end()
      watch?.(account, one)
    }
  }

  return { tally, replay }
}

/** Sales and returns by time; at one instant the sale goes first. */
function plainly(
  log: SalesLog,
  one: Member,
  from: number,
  to: number,
  back_from: number,
  back_end: number,
): void {
  let back = back_from
  for (let sale = from; sale < to; sale++) {
    const at = log.at_ms[sale]!
    while (back < back_end && log.returns.at_ms[back]! < at) {
      one.takeBack(back, log.returns.at_ms[back]!)
      back += 1
    }
    one.buy(sale, at, false)
  }
  for (; back < back_end; back++) one.takeBack(back, log.returns.at_ms[back]!)
}

type Event = { kind: 'buy' | 'takeBack' | 'act'; n: number; at: number; extra: boolean }

/**
 * Sales, what came back and what was no purchase, by time. Customers who come more often: a visit drawn by chance comes once more, half way to the next one (the last: half way
 * to the end, a month at most). Fewer visits: one drawn by chance does not happen, nor do its returns.
 */
function eventsOf(log: SalesLog, account: number, uplift: number): Event[] {
  const events: Event[] = []
  const dropped = new Set<number>()
  const [from, to] = [log.account_start[account]!, log.account_start[account + 1]!]
  for (let sale = from; sale < to; sale++) {
    const at = log.at_ms[sale]!
    const chance = drawn(DRAW.comes, account, sale - from)
    if (uplift < 0 && chance < -uplift) {
      dropped.add(sale)
      continue
    }
    events.push({ kind: 'buy', n: sale, at, extra: false })
    if (uplift <= 0 || chance >= uplift) continue
    const next = sale + 1 < to ? log.at_ms[sale + 1]! : Math.min(log.to_ms - 1, at + 60 * 86_400_000)
    events.push({ kind: 'buy', n: sale, at: Math.floor((at + Math.max(at, next)) / 2), extra: true })
  }
  const { returns } = log
  for (let back = returns.account_start[account]!; back < returns.account_start[account + 1]!; back++)
    if (!dropped.has(returns.sale[back]!))
      events.push({ kind: 'takeBack', n: back, at: returns.at_ms[back]!, extra: false })
  const { activities } = log
  for (let n = activities.account_start[account]!; n < activities.account_start[account + 1]!; n++)
    events.push({ kind: 'act', n, at: activities.at_ms[n]!, extra: false })
  // At one instant a sale goes first; sorting keeps the rest as it is.
  const late = ({ kind }: Event) => (kind === 'buy' ? 0 : 1)
  return events.sort((a, b) => a.at - b.at || late(a) - late(b))
}

/** All at once, for tests, samples and small shops. */
export function replay(log: SalesLog, options: ReplayOptions): Tally {
  const steps = replaying(log, { ...options, every_sales: Infinity })
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}
