/**
 * One member of the town, reckoned apart: what the ledger must say, in other words than the product's, from the rules
 * as they are told to customers.
 */
import { Account, type Lot } from './account.ts'
import { dayOf, endAfterMonths, isTuesday, midnight, monthOf } from './calendar.ts'
import { reviewed, risen, without, type Tier } from './tier.ts'
import { UNITS, type UnitName } from './town.ts'

/** A rule that counts an amount: `worth` of a line in its own measure, `step` of it for a unit. */
type Stream = {
  name: string
  unit: UnitName
  step: number
  worth: (line: Line, tuesday: boolean) => number
  month_max?: number
  /** Looked at on Tuesdays only: what two joined cards had kept may come to a whole step then, on any goods. */
  tuesdays?: boolean
}
const STREAMS: Stream[] = [
  { name: 'euro', unit: 'points', step: 100, worth: (line) => line.counts },
  {
    name: 'euro:boost',
    unit: 'points',
    step: 100_000,
    worth: (line, tuesday) => (tuesday && line.category === 'chaussures' ? line.counts * 1000 : 0),
    tuesdays: true,
  },
  { name: 'back', unit: 'kitty', step: 100, worth: (line) => line.counts * 5, month_max: 1500 },
]

type Given = { units: number; cut: number; worth: number }
type Line = {
  category: string
  pieces: number
  cents: number
  counts: number
  back: number
  kitty_cents: number
  /** By stream. */
  given: Partial<Record<string, Given>>
}
export type Sale = {
  id: string
  at: number
  lines: Line[]
  stamp: boolean
  cards: { id: string; cents: number; refunded: number }[]
  set_off: { redemption_id: string; voucher_id: string }[]
  kitty: { lot: Lot; spent: number; restored: number }[]
  forgiven: Partial<Record<UnitName, number>>
}
type Card = { cents: number; written_off: boolean; withdrawn: boolean; until: number }
/** `taker`: who took it. Cards that were joined share what they have, not what each has taken. */
type Discount = { taker: string; withdrawn: boolean; spent: [Lot, number][]; at: number }
type SetOff = { redemption_id: string; voucher_id: string; expires_at: string | null }
export type Basket = { category: string; pieces: number; unit_cents: number; discount_cents: number }[]

/** Only the newest purchases of a member come back. */
export const RETURNABLE = 12

const part = (whole: number, pieces: number, all: number) => Math.trunc((whole * pieces) / all)
const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0)

export class Member {
  accounts = Object.fromEntries(UNITS.map((unit) => [unit, new Account()])) as Record<UnitName, Account>
  /** By stream, what waits below a whole step; the kitty's by month. */
  kept = new Map<string, number>()
  earned_in = new Map<string, number>()
  sales: Sale[] = []
  tier: Tier | null = null
  /** Cards were joined: what becomes of two statuses is told a moment later, and not compared. */
  joined = false
  cards = new Map<string, Card>()
  discounts = new Map<string, Discount>()
  private spends = new Map<string, [Lot, number][]>()
  /** The last purchase of those that were forgotten, of which something stays. */
  private last_at = 0
  /** What purchases that were forgotten had spent of the kitty: it still says how long the kitty lasts. */
  private spent_kitty: Lot[] = []

  balance(unit: UnitName) {
    const { available, pending, debt } = this.accounts[unit]
    return { available, pending, debt }
  }

  owes(): boolean {
    return UNITS.some((unit) => this.accounts[unit].debt > 0)
  }

  settle(now: number): void {
    this.review(now)
    for (const unit of UNITS) this.accounts[unit].settle(now)
  }

  /** The status is looked at again at its end, by what counted then, before what ends at that instant leaves. */
  private review(now: number): void {
    while (this.tier && this.tier.until <= now) {
      const { until } = this.tier
      const counting = this.accounts.tier_status.lots.filter(
        (lot) => lot.earned < until && lot.until >= until,
      )
      this.tier = reviewed(this.tier, sum(counting.map((lot) => lot.left)))
    }
  }

  private give(unit: UnitName, cause: string, units: number, at: number) {
    const account = this.accounts[unit]
    account.earned += units
    const repaid = Math.min(account.debt, units)
    account.debt -= repaid
    if (units === repaid) return
    const waits = unit === 'stamps'
    account.add({
      cause,
      left: units - repaid,
      open: !waits,
      from: waits ? midnight(dayOf(at) + 3) : at,
      until: unit === 'kitty' ? this.kittyEnd(at) : endAfterMonths(at, waits ? 6 : 12),
      earned: at,
    })
  }

  /** Four months after the last purchase, whichever reached the product last: what is there ends together. */
  private kittyEnd(at: number, lots = this.kittyLots()): number {
    let end = endAfterMonths(at, 4)
    for (const lot of lots) end = Math.max(end, lot.until)
    return end
  }

  /** What is spent too: it may be given back, and is then good as long as the rest. */
  private kittyLots(): Set<Lot> {
    const { lots } = this.accounts.kitty
    const all = new Set(lots)
    for (const lot of this.spent_kitty) all.add(lot)
    for (const sale of this.sales) for (const { lot } of sale.kitty) all.add(lot)
    return all
  }

  /** How much of the kitty may pay: half of what is not tobacco, at least a euro; 0 is none. */
  kittyFor(basket: Basket, now: number): number {
    this.accounts.kitty.settle(now)
    const cents = sum(
      basket
        .filter((line) => line.category !== 'tabac')
        .map((line) => Math.max(0, line.pieces * line.unit_cents - line.discount_cents)),
    )
    const units = Math.min(this.accounts.kitty.available, Math.floor(cents / 2))
    return units < 100 ? 0 : units
  }

  /** What the sale must be answered. `paid_by_line` is how the product spread what the kitty paid. */
  sell(
    wish: { id: string; basket: Basket; cards: string[]; kitty: number; at: number },
    paid_by_line: number[],
    now: number,
  ) {
    const { id, at } = wish
    this.settle(now)
    const lines = wish.basket.map(({ category, pieces, unit_cents, discount_cents }, n): Line => {
      const cents = Math.max(0, pieces * unit_cents - discount_cents)
      const counts = category === 'tabac' ? 0 : cents
      return { category, pieces, cents, counts, back: 0, kitty_cents: paid_by_line[n] ?? 0, given: {} }
    })
    const sale: Sale = {
      id,
      at,
      lines,
      stamp: sum(lines.map((line) => line.counts)) >= 1500,
      cards: [],
      set_off: [],
      kitty: [],
      forgiven: {},
    }
    if (wish.kitty > 0)
      sale.kitty = this.accounts.kitty.take(wish.kitty).map(([lot, spent]) => ({ lot, spent, restored: 0 }))
    const earned = this.earn(sale)
    this.sales.push(sale)
    const kitty = this.kittyLots()
    const kitty_end = this.kittyEnd(at, kitty)
    for (const lot of kitty) if (lot.until > at) lot.until = Math.max(lot.until, kitty_end)
    for (const unit of UNITS) if (earned[unit] > 0) this.give(unit, id, earned[unit], at)
    this.tier = risen(this.tier, this.accounts.tier_status.available, at)
    const total = sum(lines.map((line) => line.cents))
    let to_pay = total - wish.kitty
    for (const voucher_id of wish.cards.toSorted()) {
      const card = this.cards.get(voucher_id)!
      const cents = Math.min(to_pay, card.cents)
      card.cents -= cents
      to_pay -= cents
      sale.cards.push({ id: voucher_id, cents, refunded: 0 })
    }
    const times = Math.min(100, Math.floor(this.accounts.points.available / 200))
    return { earned, times, total, to_pay, sale }
  }

  private earn(sale: Sale): Record<UnitName, number> {
    const earned = { kitty: 0, points: 0, stamps: sale.stamp ? 1 : 0, tier_status: 0 }
    earned.tier_status = sum(sale.lines.map((line) => line.counts))
    const tuesday = isTuesday(sale.at)
    for (const { name, unit, step, worth, month_max, tuesdays } of STREAMS) {
      if (tuesdays && !tuesday) continue
      let reached = this.kept.get(name) ?? 0
      let given = 0
      for (const line of sale.lines) {
        if (line.counts === 0) continue
        const of_line = worth(line, tuesday)
        reached += of_line
        const whole = Math.max(0, Math.floor(reached / step))
        line.given[name] = { units: whole - given, cut: 0, worth: of_line }
        given = whole
      }
      this.kept.set(name, reached - given * step)
      if (month_max !== undefined) given -= this.cut(sale, name, given, month_max)
      earned[unit] += given
    }
    return earned
  }

  /** A cap leaves so much of a month; what is too much is cut off the last lines. Returns the cut. */
  private cut(sale: Sale, name: string, given: number, month_max: number): number {
    const month = `${name} ${monthOf(sale.at)}`
    const had = this.earned_in.get(month) ?? 0
    const cut = Math.max(0, given - Math.max(0, month_max - had))
    let left = cut
    for (const line of sale.lines.toReversed()) {
      const of_line = line.given[name]
      const here = Math.min(left, of_line?.units ?? 0)
      if (!of_line || here <= 0) continue
      of_line.units -= here
      of_line.cut += here
      left -= here
    }
    if (given > cut) this.earned_in.set(month, had + given - cut)
    return cut
  }

  /** The rewards a sale or the night set off, by the names the product gave them. */
  reward(given: SetOff[], sale: Sale | null, now: number) {
    for (const { redemption_id, voucher_id, expires_at } of given) {
      this.spends.set(redemption_id, this.accounts.points.take(200))
      const until = midnight(dayOf(now) + 366)
      if (expires_at !== null && Date.parse(expires_at) !== until)
        throw new Error(`a card until ${expires_at}`)
      this.cards.set(voucher_id, { cents: 1000, written_off: false, withdrawn: false, until })
      sale?.set_off.push({ redemption_id, voucher_id })
    }
  }

  chooseDiscount(redemption_id: string, taker: string, now: number): boolean {
    const { stamps } = this.accounts
    stamps.settle(now)
    if (stamps.available < 8) return false
    this.discounts.set(redemption_id, { taker, withdrawn: false, spent: stamps.take(8), at: now })
    return true
  }

  cancelDiscount(redemption_id: string, now: number) {
    this.accounts.stamps.settle(now)
    const discount = this.discounts.get(redemption_id)!
    discount.withdrawn = true
    this.accounts.stamps.giveBack(discount.spent, now)
  }

  correct(unit: 'points' | 'stamps', cause: string, amount: number, now: number): boolean {
    const account = this.accounts[unit]
    account.settle(now)
    if (account.available + amount < 0) return false
    if (amount < 0) account.take(-amount)
    else {
      const until = endAfterMonths(now, unit === 'stamps' ? 6 : 12)
      account.add({ cause, left: amount, open: true, from: now, until, earned: now })
    }
    return true
  }

  /** Pieces by line that come back; answers what must be said of it. */
  giveBackGoods(sale: Sale, pieces: number[], now: number) {
    this.settle(now)
    const before = sale.lines.map((line) => line.back)
    const after = sale.lines.map((line, n) => line.back + pieces[n]!)
    const grown = (of: (line: Line) => number) =>
      sum(
        sale.lines.map(
          (line, n) => part(of(line), after[n]!, line.pieces) - part(of(line), before[n]!, line.pieces),
        ),
      )
    const counted = sale.lines.filter((line) => line.counts > 0)
    const wasOpen = counted.some((line) => line.back < line.pieces)
    const refund = grown((line) => line.cents)
    const to_kitty = grown((line) => line.kitty_cents)
    const counts_back = grown((line) => line.counts)
    const back = this.streamsBack(sale, before, after)
    for (const [n, line] of sale.lines.entries()) line.back = after[n]!
    this.restoreKitty(sale, now)
    const to_cards = this.refundCards(sale, refund - to_kitty)
    const stamps = sale.stamp && wasOpen && counted.every((line) => line.back === line.pieces) ? 1 : 0
    const withdrawn: string[] = []
    const amounts = { kitty: back.kitty, points: back.points, stamps, tier_status: counts_back }
    for (const unit of UNITS) withdrawn.push(...this.takeBack(unit, sale, amounts[unit], now))
    this.tier = without(this.tier, counts_back, sale.at, this.accounts.tier_status.available, now)
    if (!stands(sale)) this.forgetPurchase(now)
    return { ...amounts, refund, to_kitty, to_cards, withdrawn }
  }

  /** What each stream takes back between two states of the sale; what waits below a step moves with it. */
  private streamsBack(sale: Sale, before: number[], after: number[]) {
    const back = { points: 0, kitty: 0 }
    for (const { name, unit, step, month_max } of STREAMS) {
      let [was, is, kept, cut] = [0, 0, 0, 0]
      for (const [n, line] of sale.lines.entries()) {
        const given = line.given[name]
        if (!given) continue
        const [units, pieces] = [given.units + given.cut, line.pieces]
        const [earlier, later] = [part(units, before[n]!, pieces), part(units, after[n]!, pieces)]
        was += earlier
        is += later
        cut += given.cut
        kept +=
          (later - earlier) * step -
          (part(given.worth, after[n]!, pieces) - part(given.worth, before[n]!, pieces))
      }
      this.kept.set(name, (this.kept.get(name) ?? 0) + kept)
      // What a cap had cut off is the first to go: it takes nothing from the member.
      const amount = Math.max(0, is - cut) - Math.max(0, was - cut)
      back[unit as 'points' | 'kitty'] += amount
      const month = `${name} ${monthOf(sale.at)}`
      if (month_max !== undefined && amount > 0)
        this.earned_in.set(month, Math.max(0, (this.earned_in.get(month) ?? 0) - amount))
    }
    return back
  }

  private restoreKitty(sale: Sale, now: number) {
    const whole = sum(sale.lines.map((line) => line.kitty_cents))
    const due = sum(sale.lines.map((line) => part(line.kitty_cents, line.back, line.pieces)))
    const parts = sale.kitty.map((one): [Lot, number] => {
      const amount = part(one.spent, due, whole) - one.restored
      one.restored += amount
      return [one.lot, amount]
    })
    if (parts.some(([, amount]) => amount > 0)) this.accounts.kitty.giveBack(parts, now)
  }

  private refundCards(sale: Sale, cents: number): number {
    let left = cents
    for (const paid of sale.cards) {
      const card = this.cards.get(paid.id)!
      const here = card.withdrawn ? 0 : Math.min(left, paid.cents - paid.refunded)
      paid.refunded += here
      card.cents += here
      left -= here
    }
    return cents - left
  }

  private takeBack(unit: UnitName, sale: Sale, amount: number, now: number): string[] {
    const account = this.accounts[unit]
    const withdrawn: string[] = []
    account.settle(now)
    const over = Math.max(0, (account.expired.get(sale.id) ?? 0) - (sale.forgiven[unit] ?? 0))
    const lacking = () => {
      account.settle(now)
      const waiting = sum(
        account.lots.filter((lot) => lot.cause === sale.id && !lot.open).map((lot) => lot.left),
      )
      return amount - waiting - account.available
    }
    if (unit === 'points')
      for (const one of sale.set_off.toSorted((a, b) => (a.redemption_id < b.redemption_id ? 1 : -1))) {
        if (lacking() <= over) break
        const card = this.cards.get(one.voucher_id)!
        if (card.withdrawn || card.written_off || card.cents !== 1000) continue
        card.withdrawn = true
        card.cents = 0
        withdrawn.push(one.voucher_id)
        account.giveBack(this.spends.get(one.redemption_id)!, now)
      }
    account.settle(now)
    let left = amount
    const takeOwn = () => {
      for (const lot of account.lots.filter((one) => one.cause === sale.id)) {
        const here = Math.min(left, lot.left)
        lot.left -= here
        left -= here
      }
    }
    takeOwn()
    if (unit === 'points' && this.swap(sale, Math.min(left, account.available)) > 0) takeOwn()
    const gone = Math.min(left, over)
    left -= gone
    if (unit === 'tier_status') [left] = [0]
    else {
      const elsewhere = Math.min(left, account.available)
      account.take(elsewhere)
      account.debt += left - elsewhere
    }
    sale.forgiven[unit] = (sale.forgiven[unit] ?? 0) + gone
    account.earned -= amount
    return withdrawn
  }

  /** What the sale's own rewards took of its points they take of others instead: those keep their day. */
  private swap(sale: Sale, limit: number): number {
    let swapped = 0
    for (const one of sale.set_off.toSorted((a, b) => (a.redemption_id < b.redemption_id ? 1 : -1))) {
      if (this.cards.get(one.voucher_id)!.withdrawn) continue
      const parts = this.spends.get(one.redemption_id)!
      swapped += this.accounts.points.swap(parts, sale.id, limit - swapped)
    }
    return swapped
  }

  /** A purchase that came back entirely kept nothing alive; what is past was good while it lasted. */
  private forgetPurchase(now: number) {
    const last = Math.max(this.last_at, ...this.sales.filter(stands).map((sale) => sale.at))
    const { kitty } = this.accounts
    for (const lot of this.kittyLots()) {
      if (lot.until <= now) continue
      const until = Math.max(endAfterMonths(lot.earned, 4), last > 0 ? endAfterMonths(last, 4) : 0, now)
      if (until >= lot.until) continue
      lot.until = until
      kitty.due = Math.min(kitty.due, until)
    }
  }

  /** The night: what is due is settled; gift cards that are over are written off. */
  night(now: number): void {
    this.settle(now)
    for (const card of this.cards.values())
      if (card.until <= now && !card.withdrawn && !card.written_off) {
        card.written_off = true
        card.cents = 0
      }
  }

  /** What can matter no more is let go, so that years cost nothing: purchases too old to come back, and what only they knew of. */
  forget(now: number): void {
    const kept = this.sales.slice(-RETURNABLE)
    for (const sale of this.sales.slice(0, -RETURNABLE)) {
      if (stands(sale)) this.last_at = Math.max(this.last_at, sale.at)
      this.spent_kitty.push(...sale.kitty.map(({ lot }) => lot))
    }
    this.spent_kitty = lastOfEachEnd(this.spent_kitty.filter((lot) => lot.until > now))
    this.sales = kept
    const ids = new Set(kept.map(({ id }) => id))
    for (const account of Object.values(this.accounts))
      for (const cause of account.expired.keys()) if (!ids.has(cause)) account.expired.delete(cause)
    const set_off = kept.flatMap((sale) => sale.set_off)
    const cards = new Set([
      ...set_off.map(({ voucher_id }) => voucher_id),
      ...kept.flatMap((sale) => sale.cards.map(({ id }) => id)),
    ])
    for (const [id, card] of this.cards) if (card.cents === 0 && !cards.has(id)) this.cards.delete(id)
    const redemptions = new Set(set_off.map(({ redemption_id }) => redemption_id))
    for (const id of this.spends.keys()) if (!redemptions.has(id)) this.spends.delete(id)
    for (const [id, one] of this.discounts)
      if (one.withdrawn || now - one.at > 60 * 86_400_000) this.discounts.delete(id)
    // A purchase that comes back counts in its own month; one that is late, in this one or the last.
    const months = new Set([...kept.map((sale) => sale.at), now, now - 3 * 86_400_000].map(monthOf))
    for (const name of this.earned_in.keys())
      if (!months.has(name.slice(-'2026-01'.length))) this.earned_in.delete(name)
  }

  /** Another member's account comes to this one, for good. */
  join(other: Member, now: number): void {
    this.settle(now)
    other.settle(now)
    this.joined = true
    for (const unit of UNITS) this.accounts[unit].join(other.accounts[unit])
    for (const [name, kept] of other.kept) this.kept.set(name, (this.kept.get(name) ?? 0) + kept)
    for (const [month, units] of other.earned_in)
      this.earned_in.set(month, (this.earned_in.get(month) ?? 0) + units)
    this.sales.push(...other.sales)
    this.spent_kitty.push(...other.spent_kitty)
    this.last_at = Math.max(this.last_at, other.last_at)
    for (const [id, card] of other.cards) this.cards.set(id, card)
    for (const [id, discount] of other.discounts) this.discounts.set(id, discount)
    for (const [id, spent] of other.spends)
      this.spends.set(
        id,
        spent.map(([lot, units]) => [{ ...lot, left: 0, away: true }, units]),
      )
  }
}

const stands = (sale: Sale) => sale.lines.some((line) => line.back < line.pieces)

/** Of lots that end together the youngest: whatever moves their end, it is the last of them to go. */
function lastOfEachEnd(lots: Lot[]): Lot[] {
  const last = new Map<number, Lot>()
  for (const lot of lots) if (lot.earned >= (last.get(lot.until)?.earned ?? 0)) last.set(lot.until, lot)
  return [...last.values()]
}
