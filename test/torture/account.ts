/** What one member has of one unit: lots, what is owed, and the order in which they go. */
export type Lot = {
  cause: string
  left: number
  open: boolean
  from: number
  until: number
  earned: number
  /** Spent on a card that was joined to this one since: what comes back to it comes here as a lot of its own. */
  away?: boolean
}

export class Account {
  lots: Lot[] = []
  debt = 0
  earned = 0
  /** The next instant at which something here changes by itself. */
  due = Infinity
  /** What expired of what each sale had given. */
  expired = new Map<string, number>()

  get available(): number {
    return this.lots.reduce((sum, lot) => (lot.open ? sum + lot.left : sum), 0)
  }
  get pending(): number {
    return this.lots.reduce((sum, lot) => (lot.open ? sum : sum + lot.left), 0)
  }

  /** What remains, by the instant it ends, the first first. */
  ends(): string {
    const by_end = new Map<number, number>()
    for (const { until, left } of this.lots) if (left > 0) by_end.set(until, (by_end.get(until) ?? 0) + left)
    const ends = [...by_end].sort(([a], [b]) => a - b)
    return ends.map(([until, left]) => `${until}:${left}`).join(' ')
  }

  add(lot: Lot): void {
    this.lots.push(lot)
    this.due = Math.min(this.due, moment(lot))
  }

  /** What waited becomes usable and pays what is owed; then what is over goes. */
  settle(now: number): void {
    if (this.due > now) return
    for (const lot of this.lots.toSorted((a, b) => moment(a) - moment(b) || a.earned - b.earned)) {
      if (!lot.open && lot.from <= now) {
        lot.open = true
        const paid = Math.min(this.debt, lot.left)
        this.debt -= paid
        lot.left -= paid
      }
      if (lot.until > now || lot.left === 0) continue
      this.expired.set(lot.cause, (this.expired.get(lot.cause) ?? 0) + lot.left)
      lot.left = 0
    }
    this.lots = this.lots.filter((lot) => lot.left > 0)
    this.due = Math.min(Infinity, ...this.lots.map(moment))
  }

  /** What ends first goes first, of equals what is oldest. */
  take(amount: number): [Lot, number][] {
    const taken: [Lot, number][] = []
    let left = amount
    const usable = this.lots.filter((lot) => lot.open && lot.left > 0)
    for (const lot of usable.toSorted((a, b) => a.until - b.until || a.earned - b.earned)) {
      const part = Math.min(left, lot.left)
      if (part === 0) break
      lot.left -= part
      left -= part
      taken.push([lot, part])
    }
    if (left > 0) throw new Error(`the model has ${amount - left}, not ${amount}`)
    return taken
  }

  /** Back where it came from; what is over meanwhile goes again at once, and what is owed is paid first. */
  giveBack(parts: [Lot, number][], now: number): void {
    for (const [lot, amount] of parts) {
      if (amount === 0) continue
      if (lot.away) this.lots.push({ ...lot, left: amount, away: false })
      else this.grow(lot, amount)
      this.due = Math.min(this.due, lot.until)
    }
    this.settle(now)
    this.repay()
  }

  private grow(lot: Lot, amount: number): void {
    lot.left += amount
    if (!this.lots.includes(lot)) this.lots.push(lot)
  }

  /**
   * What was spent of one sale's lots is spent of others instead, in the order in which they go; `parts` is what a reward
   * has spent. Returns the units.
   */
  swap(parts: [Lot, number][], cause: string, limit: number): number {
    let swapped = 0
    for (const part of parts.filter(([lot]) => lot.cause === cause && !lot.away)) {
      const others = this.lots.filter((lot) => lot.open && lot.left > 0 && lot.cause !== cause)
      for (const other of others.toSorted((a, b) => a.until - b.until || a.earned - b.earned)) {
        const amount = Math.min(part[1], limit - swapped, other.left)
        other.left -= amount
        part[1] -= amount
        swapped += amount
        if (amount > 0) parts.push([other, amount])
        this.grow(part[0], amount)
      }
    }
    return swapped
  }

  repay(): void {
    const repaid = Math.min(this.debt, this.available)
    if (repaid > 0) this.take(repaid)
    this.debt -= repaid
  }

  /** Everything of another member's account comes here. */
  join(other: Account): void {
    this.lots.push(...other.lots)
    this.debt += other.debt
    this.earned += other.earned
    this.due = Math.min(this.due, other.due)
    for (const [cause, units] of other.expired) this.expired.set(cause, units)
    this.repay()
  }
}

const moment = (lot: Lot) => (lot.open ? lot.until : Math.min(lot.from, lot.until))
