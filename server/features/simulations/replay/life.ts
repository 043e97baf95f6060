/** What is known of the member under replay, and the words by which its parts reach each other. */
import type { AccountState, Award } from '../../programmes/judgement.ts'
import type { Programme } from '../../programmes/programme.ts'
import type { LineQuantity } from '../../programmes/rules.ts'
import type { Taking } from '../../rewards/rules.ts'
import type { Behaviour } from './behaviour.ts'
import { clearBook, newBook, type Book, type Lot, type Part } from './book.ts'
import type { SalesLog } from './columns.ts'
import type { Tally } from './tally.ts'
import type { PaidWithPoints, Voucher } from './wallet.ts'
import { costOfReward, type Prices } from './worth.ts'

export type World = {
  log: SalesLog
  programme: Programme
  tally: Tally
  prices: Prices
  behaviour: Behaviour
  monthOf: (at_ms: number) => number
}

/** Of a sale that something comes back of later: what it gave, what was used in it, what came back already. */
export type Sold = {
  awards: Award[]
  lots: { unit: string; lot: Lot }[]
  used: { voucher: Voucher; cents: number }[]
  paid: (PaidWithPoints & { parts: (Part & { restored: number })[]; back_cents: number })[]
  back: LineQuantity[]
  /** By unit: what a return asked for and nobody has to give. */
  forgiven: Record<string, number>
}

export const newSold = (): Sold => ({ awards: [], lots: [], used: [], paid: [], back: [], forgiven: {} })

export function newLife(world: World) {
  const { log, programme, tally, prices } = world
  const books = programme.units.map(({ unit }, n) => newBook(unit, tally.units[n]!))
  const ladders = (programme.ladders ?? []).map(({ ladder_id }) => newBook(`tier_${ladder_id}`, null))
  const all = [...books, ...ladders]
  /** Sales of which something comes back. */
  const returned = new Uint8Array(log.sales)
  for (const sale of log.returns.sale) returned[sale] = 1
  const life = {
    world,
    books,
    all,
    returned,
    /** What one of each reward is expected to cost, in cents. */
    costs: programme.rewards.map((reward) => costOfReward(reward, prices) ?? 0),
    account: 0,
    accounts: [] as AccountState[],
    vouchers: [] as Voucher[],
    /** Vouchers given so far: each has its own luck. */
    serial: 0,
    visits: 0,
    first_at: 0,
    got: new Uint8Array(programme.rewards.length),
    sold: new Map<number, Sold>(),
    /** Of rewards that one may have only so often. */
    takings: [] as Taking[],
    bought: new Map<number, number>(),
    /** Of a programme that ends by inactivity: what keeps it alive. */
    purchases: [] as { sale: number; at: number; gone: boolean }[],

    begin(account: number): void {
      for (const book of all) clearBook(book)
      life.account = account
      life.accounts = []
      life.vouchers = []
      life.serial = life.visits = life.first_at = 0
      life.got.fill(0)
      life.sold.clear()
      life.takings = []
      life.bought.clear()
      life.purchases.length = 0
    },

    bookOf(unit: string): Book {
      for (const book of all) if (book.unit === unit) return book
      const book = newBook(unit, null)
      all.push(book)
      return book
    },

    accountOf(unit: string): AccountState {
      for (const account of life.accounts) if (account.unit === unit) return account
      const account: AccountState = { unit, available: 0, pending: 0, debt: 0, remainders: {} }
      life.accounts.push(account)
      return account
    },

    /** What no sale set off belongs to the store of the member's first one. */
    storeOf: (sale: number): number => log.store[sale >= 0 ? sale : log.account_start[life.account]!]!,
  }
  return life
}

export type Life = ReturnType<typeof newLife>
