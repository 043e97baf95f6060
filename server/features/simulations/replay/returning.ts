/** Goods that come back: what the sale gave goes back by the plan of the rules, out of its own lots first. */
import {
  countOff,
  expiresAt,
  lineReversal,
  planReturn,
  share,
  type LineQuantity,
} from '../../programmes/rules.ts'
import { draw, giveBack, take, takeFrom } from './book.ts'
import type { Climbing } from './climbing.ts'
import type { Life, Sold } from './life.ts'

export function returning(life: Life, tiers: Climbing, settleTo: (at: number) => void) {
  const { log, programme, tally, monthOf } = life.world

  function quantitiesOf(sale: number): LineQuantity[] {
    const from = log.line_start[sale]!
    return Array.from({ length: log.line_start[sale + 1]! - from }, (_, n) => ({
      line_no: n + 1,
      quantity_milli: log.quantity_milli[from + n]!,
    }))
  }

  /** No more than is left of the sale: a file may bring more back than was sold. */
  function comingBack(back: number, quantities: LineQuantity[], before: LineQuantity[]): LineQuantity[] {
    const { returns } = log
    const now: LineQuantity[] = []
    for (let n = returns.line_start[back]!; n < returns.line_start[back + 1]!; n++) {
      const line_no = returns.line[n]! + 1
      let left = quantities[line_no - 1]?.quantity_milli ?? 0
      for (const one of [...before, ...now]) if (one.line_no === line_no) left -= one.quantity_milli
      const quantity_milli = Math.min(left, returns.quantity_milli[n]!)
      if (quantity_milli > 0) now.push({ line_no, quantity_milli })
    }
    return now
  }

  return function takeBack(back: number, at: number): void {
    settleTo(at)
    const sale = log.returns.sale[back]!
    const sold = life.sold.get(sale)
    if (!sold) return
    const quantities = quantitiesOf(sale)
    const now = comingBack(back, quantities, sold.back)
    if (now.length === 0) return
    restorePaid(sale, sold, quantities, now, monthOf(at))
    // What comes back into a lot that has expired is gone with it.
    settleTo(at)
    const plan = planReturn(programme, sold.awards, quantities, sold.back, now)
    const units = new Set([
      ...Object.keys(plan.units),
      ...Object.keys(plan.counters),
      ...plan.reversals.map(({ unit }) => unit),
    ])
    const month = monthOf(at)
    for (const unit of [...units].sort()) {
      const amount = plan.units[unit] ?? 0
      const let_go = letGoOf(sold, unit)
      withdrawTriggered(sale, unit, amount - let_go, month)
      const account = life.accountOf(unit)
      const remainders = { ...account.remainders }
      for (const reversal of plan.reversals) {
        if (reversal.unit !== unit) continue
        const kept = (remainders[reversal.rule_id] ?? 0) + reversal.remainder_delta
        if (kept === 0) delete remainders[reversal.rule_id]
        else remainders[reversal.rule_id] = kept
      }
      account.remainders = remainders
      if (plan.counters[unit]) account.counters = countOff(account.counters, plan.counters[unit])
      sold.forgiven[unit] = (sold.forgiven[unit] ?? 0) + takeUnits(sale, unit, amount, let_go, month)
      if (!tiers.none)
        tiers.takeBack(unit, amount, log.at_ms[sale]!, at, log.stores[log.store[sale]!]!.time_zone)
    }
    sold.back.push(...now)
    const sum = (lines: LineQuantity[]) => lines.reduce((total, line) => total + line.quantity_milli, 0)
    if (sum(sold.back) < sum(quantities)) return
    unuse(sold, month)
    forgetPurchase(sale, at)
    const customer = log.customer[sale]!
    life.bought.set(customer, (life.bought.get(customer) ?? 1) - 1)
  }

  /** An untouched reward that this sale set off is withdrawn, the last first, until what goes back is covered. */
  function withdrawTriggered(sale: number, unit: string, amount: number, month: number): void {
    const book = life.bookOf(unit)
    const account = life.accountOf(unit)
    for (let n = life.vouchers.length - 1; n >= 0; n--) {
      const voucher = life.vouchers[n]!
      if (voucher.sale !== sale || !voucher.automatic || voucher.touched || !voucher.parts) continue
      if (programme.rewards[voucher.reward]!.unit !== unit) continue
      let own = 0
      for (const lot of book.lots) if (lot.sale === sale && !lot.matured) own += lot.left
      if (amount - own - account.available <= 0) return
      account.available += giveBack(book, voucher.parts, month)
      const counted = tally.rewards[voucher.reward]!
      counted.given -= 1
      counted.withdrawn += 1
      tally.given[voucher.month]! -= 1
      tally.given_cents[voucher.month]! -= voucher.left_cents
      tally.vouchers_open[voucher.month]! -= voucher.left_cents
      tally.rewards_of[life.account] = Math.max(0, tally.rewards_of[life.account]! - 1)
      life.vouchers.splice(n, 1)
      repay(unit, month)
    }
  }

  /** What came back pays what is owed first. */
  function repay(unit: string, month: number): void {
    const account = life.accountOf(unit)
    const repaid = Math.min(account.debt, account.available)
    if (repaid <= 0) return
    take(life.bookOf(unit), repaid, month, 'taken_back')
    account.debt -= repaid
    account.available -= repaid
  }

  /** What had expired of this sale's own lots is gone, and nobody owes it a second time. */
  function letGoOf(sold: Sold, of: string): number {
    let expired = 0
    for (const { unit, lot } of sold.lots) if (unit === of) expired += lot.expired
    return Math.max(0, expired - (sold.forgiven[of] ?? 0))
  }

  /** Answers what nobody has to give: gone by expiry, or forgiven by the programme. */
  function takeUnits(sale: number, unit: string, amount: number, let_go: number, month: number): number {
    const book = life.bookOf(unit)
    const account = life.accountOf(unit)
    let left = amount
    for (const lot of book.lots) {
      if (lot.sale !== sale || left === 0) continue
      const part = Math.min(left, lot.left, lot.matured ? account.available : lot.left)
      if (part <= 0) continue
      takeFrom(book, lot, part, month, 'taken_back')
      if (lot.matured) account.available -= part
      else account.pending -= part
      left -= part
    }
    const gone = Math.min(left, let_go)
    left -= gone
    // What counted towards tiers and left with its period is nobody's debt, and nothing else stands for it.
    const elsewhere = book.tally ? Math.min(left, account.available) : 0
    if (elsewhere > 0) {
      take(book, elsewhere, month, 'taken_back')
      account.available -= elsewhere
      left -= elsewhere
    }
    const owed = programme.clawback === 'debt' && book.tally ? left : 0
    account.debt += owed
    return gone + left - owed
  }

  /** Units that paid for these pieces go back to their lots, in proportion, exactly all of them in the end. */
  function restorePaid(
    sale: number,
    sold: Sold,
    quantities: LineQuantity[],
    now: LineQuantity[],
    month: number,
  ): void {
    for (const paid of sold.paid) {
      let part = 0
      for (const { line_no, cents } of paid.lines) {
        let back = 0
        for (const one of [...sold.back, ...now]) if (one.line_no === line_no) back += one.quantity_milli
        part += lineReversal(cents, quantities[line_no - 1]!.quantity_milli, 0, back)
      }
      const cents = part - paid.back_cents
      if (cents <= 0) continue
      paid.back_cents = part
      // Lot by lot, as the ledger does: each gives what it should have given by now, less what it gave.
      const parts = paid.parts.map((one) => {
        const units = share(one.units, part, paid.cents) - one.restored
        one.restored += units
        return { lot: one.lot, units }
      })
      const account = life.accountOf(paid.unit)
      account.available += giveBack(
        life.bookOf(paid.unit),
        parts.filter(({ units }) => units > 0),
        month,
      )
      repay(paid.unit, month)
      tally.paid_cents[month]! -= cents
      tally.used[life.account]! -= cents
      tally.store_used_cents[life.storeOf(sale)]! -= cents
    }
  }

  /** A purchase that came back entirely kept nothing alive. */
  function forgetPurchase(sale: number, at: number): void {
    let last = -1
    for (const one of life.purchases) {
      if (one.sale === sale) one.gone = true
      else if (!one.gone) last = Math.max(last, one.at)
    }
    if (life.purchases.length === 0) return
    const { time_zone } = log.stores[log.store[sale]!]!
    for (const book of life.books)
      draw(book, ({ inactive_months: months, earned_at }) => {
        const until = (from: number) => expiresAt({ kind: 'inactivity', months }, from, time_zone)!
        return Math.max(until(earned_at), last < 0 ? 0 : until(last), at)
      })
  }

  /** Everything came back: what was used for it is good again. */
  function unuse({ used }: Sold, month: number): void {
    for (const { voucher, cents } of used) {
      const gone = voucher.kind === 'gift_card' ? cents : life.costs[voucher.reward]!
      tally.rewards[voucher.reward]!.used_cents -= cents
      tally.used_cents[month]! -= cents
      tally.used[life.account]! -= cents
      tally.vouchers_open[month]! += gone
      voucher.left_cents += gone
      if (voucher.kind === 'gift_card') {
        if (!life.vouchers.includes(voucher)) life.vouchers.push(voucher)
        continue
      }
      tally.rewards[voucher.reward]!.used -= 1
      voucher.touched = false
      life.vouchers.push(voucher)
    }
    used.length = 0
  }
}
