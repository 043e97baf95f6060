/**
 * One member of the town, reckoned apart: what the ledger must say, in other words than the product's, from the rules
 * as they are told to customers. Instants are epoch milliseconds; the town lives in Paris.
 */
const DAY = 86_400_000

type Lot = {
  cause: string
  left: number
  open: boolean
  from: number
  until: number
  earned: number
}
type Account = {
  lots: Lot[]
  debt: number
  /** Cents below a whole point. */
  kept: number
  earned: number
  /** The next instant at which the product looks at this account by itself. */
  due: number
}
type Line = { category: string; pieces: number; cents: number; points: number; back: number }
type Sale = {
  id: string
  lines: Line[]
  stamp: boolean
  cards: { id: string; cents: number; refunded: number }[]
  given: { redemption_id: string; voucher_id: string }[]
}
type Card = { cents: number; taken: boolean; written_off: boolean; withdrawn: boolean; until: number }
type Discount = { withdrawn: boolean; spent: [Lot, number][]; at: number }

export type Basket = { category: string; pieces: number; unit_cents: number; discount_cents: number }[]
type Given = { redemption_id: string; voucher_id: string; expires_at: string | null }

const offsets = new Map<number, number>()
/** Paris, by the rule of the European Union: summer time from the last Sunday of March to that of October, 1:00 UTC. */
function offset(at: number): number {
  const year = new Date(at).getUTCFullYear()
  const lastSunday = (month: number) => {
    const key = year * 12 + month
    const known = offsets.get(key)
    if (known !== undefined) return known
    const last = new Date(Date.UTC(year, month + 1, 0, 1))
    const found = last.getTime() - last.getUTCDay() * DAY
    offsets.set(key, found)
    return found
  }
  return at >= lastSunday(2) && at < lastSunday(9) ? 7_200_000 : 3_600_000
}
const dayOf = (at: number) => Math.floor((at + offset(at)) / DAY)
const midnight = (day: number) => day * DAY - offset(day * DAY - 7_200_000)

function monthsLater(day: number, months: number): number {
  const from = new Date(day * DAY)
  const first = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1))
  const length = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  return first.getTime() / DAY + Math.min(from.getUTCDate(), length) - 1
}

/** Takes the part of `whole` that `pieces` of `all` stand for, never more than is due so far. */
const part = (whole: number, pieces: number, all: number) => Math.trunc((whole * pieces) / all)

export class Member {
  accounts: Record<'points' | 'stamps', Account> = { points: fresh(), stamps: fresh() }
  sales: Sale[] = []
  cards = new Map<string, Card>()
  discounts = new Map<string, Discount>()

  balance(unit: 'points' | 'stamps') {
    const { lots, debt } = this.accounts[unit]
    const sum = (open: boolean) => lots.reduce((all, lot) => (lot.open === open ? all + lot.left : all), 0)
    return { available: sum(true), pending: sum(false), debt }
  }

  /** What time does: what waited becomes usable and pays what is owed; then what is over goes. */
  settle(unit: 'points' | 'stamps', now: number): void {
    const account = this.accounts[unit]
    if (account.due > now) return
    const moment = (lot: Lot) => (lot.open ? lot.until : Math.min(lot.from, lot.until))
    for (const lot of account.lots.toSorted((a, b) => moment(a) - moment(b) || a.earned - b.earned)) {
      if (!lot.open && lot.from <= now) {
        lot.open = true
        const paid = Math.min(account.debt, lot.left)
        account.debt -= paid
        lot.left -= paid
      }
      if (lot.until <= now) lot.left = 0
    }
    account.lots = account.lots.filter((lot) => lot.left > 0)
    account.due = Math.min(
      Infinity,
      ...account.lots
        .filter((lot) => lot.left > 0)
        .map((lot) => (lot.open ? lot.until : Math.min(lot.from, lot.until))),
    )
  }

  private spends = new Map<string, [Lot, number][]>()

  private inOrder(unit: 'points' | 'stamps') {
    return this.accounts[unit].lots
      .filter((lot) => lot.open && lot.left > 0)
      .sort((a, b) => a.until - b.until || a.earned - b.earned)
  }

  private take(unit: 'points' | 'stamps', amount: number): [Lot, number][] {
    const taken: [Lot, number][] = []
    let left = amount
    for (const lot of this.inOrder(unit)) {
      const now = Math.min(left, lot.left)
      if (now === 0) break
      lot.left -= now
      left -= now
      taken.push([lot, now])
    }
    if (left > 0) throw new Error(`the model has ${amount - left} ${unit}, not ${amount}`)
    return taken
  }

  private earn(unit: 'points' | 'stamps', cause: string, amount: number, at: number) {
    const account = this.accounts[unit]
    account.earned += amount
    const repaid = Math.min(account.debt, amount)
    account.debt -= repaid
    if (amount === repaid) return
    const waits = unit === 'stamps'
    const lot = {
      cause,
      left: amount - repaid,
      open: !waits,
      from: waits ? midnight(dayOf(at) + 3) : at,
      until: midnight(monthsLater(dayOf(at), waits ? 6 : 12) + 1),
      earned: at,
    }
    account.lots.push(lot)
    account.due = Math.min(account.due, waits ? Math.min(lot.from, lot.until) : lot.until)
  }

  /** What the sale must be answered; `given` are the gift cards the product says it set off. */
  sell(id: string, basket: Basket, cards: string[], at: number, now: number) {
    for (const unit of ['points', 'stamps'] as const) this.settle(unit, now)
    const { points } = this.accounts
    const lines: Line[] = []
    let counted = 0
    let given = 0
    const before = points.kept
    for (const { category, pieces, unit_cents, discount_cents } of basket) {
      const cents = Math.max(0, pieces * unit_cents - discount_cents)
      const counts = category === 'tabac' ? 0 : cents
      counted += counts
      const reached = Math.max(0, Math.floor((before + counted) / 100))
      lines.push({ category, pieces, cents, points: counts > 0 ? reached - given : 0, back: 0 })
      if (counts > 0) given = reached
    }
    points.kept = before + counted - given * 100
    const stamp = counted >= 1500
    if (given > 0) this.earn('points', id, given, at)
    if (stamp) this.earn('stamps', id, 1, at)
    const times = Math.min(100, Math.floor(this.balance('points').available / 200))
    const total = lines.reduce((sum, line) => sum + line.cents, 0)
    let to_pay = total
    const paid: Sale['cards'] = []
    for (const voucher_id of cards.toSorted()) {
      const card = this.cards.get(voucher_id)!
      const cents = Math.min(to_pay, card.cents)
      card.cents -= cents
      card.taken = true
      to_pay -= cents
      paid.push({ id: voucher_id, cents, refunded: 0 })
    }
    const sale: Sale = { id, lines, stamp, cards: paid, given: [] }
    this.sales.push(sale)
    return { points: given, stamps: stamp ? 1 : 0, times, total, to_pay, sale }
  }

  /** The rewards a sale or the night set off, by the names the product gave them. */
  reward(given: Given[], sale: Sale | null, now: number) {
    for (const { redemption_id, voucher_id, expires_at } of given) {
      this.spends.set(redemption_id, this.take('points', 200))
      const until = midnight(dayOf(now) + 366)
      if (expires_at !== null && Date.parse(expires_at) !== until)
        throw new Error(`a card until ${expires_at}`)
      this.cards.set(voucher_id, { cents: 1000, taken: false, written_off: false, withdrawn: false, until })
      sale?.given.push({ redemption_id, voucher_id })
    }
  }

  chooseDiscount(redemption_id: string, now: number): boolean {
    this.settle('stamps', now)
    if (this.balance('stamps').available < 8) return false
    this.discounts.set(redemption_id, { withdrawn: false, spent: this.take('stamps', 8), at: now })
    return true
  }

  cancelDiscount(redemption_id: string, now: number) {
    this.settle('stamps', now)
    const discount = this.discounts.get(redemption_id)!
    discount.withdrawn = true
    this.giveBack('stamps', discount.spent, now)
  }

  private giveBack(unit: 'points' | 'stamps', spent: [Lot, number][], now: number) {
    const account = this.accounts[unit]
    for (const [lot, amount] of spent) {
      lot.left += amount
      if (!account.lots.includes(lot)) account.lots.push(lot)
      account.due = Math.min(account.due, lot.until)
    }
    this.settle(unit, now)
    const repaid = Math.min(account.debt, this.balance(unit).available)
    if (repaid > 0) this.take(unit, repaid)
    account.debt -= repaid
  }

  correct(unit: 'points' | 'stamps', cause: string, amount: number, now: number): boolean {
    this.settle(unit, now)
    if (this.balance(unit).available + amount < 0) return false
    if (amount < 0) this.take(unit, -amount)
    else {
      const until = midnight(monthsLater(dayOf(now), unit === 'stamps' ? 6 : 12) + 1)
      this.accounts[unit].lots.push({ cause, left: amount, open: true, from: now, until, earned: now })
      this.accounts[unit].due = Math.min(this.accounts[unit].due, until)
    }
    return true
  }

  /** Pieces by line that come back; answers what must be said of it. */
  giveBackGoods(sale: Sale, pieces: number[], now: number) {
    const { points } = this.accounts
    let [units, kept, refund] = [0, 0, 0]
    const wasOpen = sale.lines.some(
      (line) => line.category !== 'tabac' && line.cents > 0 && line.back < line.pieces,
    )
    for (const [n, line] of sale.lines.entries()) {
      const [old, all] = [line.back, line.back + pieces[n]!]
      refund += part(line.cents, all, line.pieces) - part(line.cents, old, line.pieces)
      if (line.category !== 'tabac' && line.cents > 0) {
        const back = part(line.points, all, line.pieces) - part(line.points, old, line.pieces)
        units += back
        kept += back * 100 - (part(line.cents, all, line.pieces) - part(line.cents, old, line.pieces))
      }
      line.back = all
    }
    const isOpen = sale.lines.some(
      (line) => line.category !== 'tabac' && line.cents > 0 && line.back < line.pieces,
    )
    const stamps = sale.stamp && wasOpen && !isOpen ? 1 : 0
    const withdrawn = this.takeBack('points', sale, units, now)
    points.kept += kept
    if (stamps > 0) this.takeBack('stamps', sale, 1, now)
    let left = refund
    for (const paid of sale.cards) {
      const card = this.cards.get(paid.id)!
      const cents = card.withdrawn ? 0 : Math.min(left, paid.cents - paid.refunded)
      paid.refunded += cents
      card.cents += cents
      left -= cents
    }
    return { units, stamps, refund, to_cards: refund - left, withdrawn }
  }

  private takeBack(unit: 'points' | 'stamps', sale: Sale, amount: number, now: number): string[] {
    const account = this.accounts[unit]
    const withdrawn: string[] = []
    const lacking = () => {
      this.settle(unit, now)
      const waiting = account.lots.reduce(
        (sum, lot) => (lot.cause === sale.id && !lot.open ? sum + lot.left : sum),
        0,
      )
      return amount - waiting - this.balance(unit).available
    }
    if (unit === 'points')
      for (const one of sale.given.toSorted((a, b) => (a.redemption_id < b.redemption_id ? 1 : -1))) {
        if (lacking() <= 0) break
        const card = this.cards.get(one.voucher_id)!
        if (card.withdrawn || card.written_off || card.cents !== 1000) continue
        card.withdrawn = true
        card.cents = 0
        withdrawn.push(one.voucher_id)
        this.giveBack('points', this.spends.get(one.redemption_id)!, now)
      }
    this.settle(unit, now)
    let left = amount
    for (const lot of account.lots.filter((one) => one.cause === sale.id && one.left > 0)) {
      const here = Math.min(left, lot.left)
      lot.left -= here
      left -= here
    }
    const elsewhere = Math.min(left, this.balance(unit).available)
    this.take(unit, elsewhere)
    left -= elsewhere
    account.debt += left
    account.earned -= amount
    return withdrawn
  }

  /** The night: what is due is settled; gift cards that are over are written off. True when points may set off rewards. */
  night(now: number): number {
    const wasDue = Object.values(this.accounts).some((account) => account.due <= now)
    for (const unit of ['points', 'stamps'] as const) this.settle(unit, now)
    for (const card of this.cards.values())
      if (card.until <= now && !card.withdrawn && !card.written_off) {
        card.written_off = true
        card.cents = 0
      }
    return wasDue ? Math.min(100, Math.floor(this.balance('points').available / 200)) : 0
  }
}

const fresh = (): Account => ({ lots: [], debt: 0, kept: 0, earned: 0, due: Infinity })
