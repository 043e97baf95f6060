/**
 * One member's lots of one unit, as the ledger keeps them: what expires first is spent first, what is pending matures
 * and first pays what is owed, an expiry is half open. The rules' own account says how much; here is of when.
 */
import type { AccountState } from '../../programmes/judgement.ts'
import type { UnitTally } from './tally.ts'

export type Lot = {
  left: number
  earned_at: number
  available_at: number
  /** Infinity never expires. */
  expires_at: number
  inactive_months: number
  matured: boolean
  /** The month it was earned in, for the cohorts. */
  month: number
  /** -1 for none that a return can name. */
  sale: number
  /** Of it, gone by expiry. */
  expired: number
}

export type Book = {
  unit: string
  /** null for what counts towards tiers only. */
  tally: UnitTally | null
  lots: Lot[]
  /** No later than the next instant at which a lot matures or expires. */
  due_at: number
  /** In all, and the most there ever was: for why somebody was never rewarded. */
  earned: number
  peak: number
  expired: number
}

export type Part = { lot: Lot; units: number }

export const newBook = (unit: string, tally: UnitTally | null): Book => ({
  unit,
  tally,
  lots: [],
  due_at: Infinity,
  earned: 0,
  peak: 0,
  expired: 0,
})

export function clearBook(book: Book): void {
  book.lots.length = 0
  book.due_at = Infinity
  book.earned = book.peak = book.expired = 0
}

const nextOf = (lot: Lot) => (lot.matured ? lot.expires_at : Math.min(lot.available_at, lot.expires_at))

/** In the order in which they are spent. */
function place(lots: Lot[], lot: Lot): void {
  let at = lots.length
  while (
    at > 0 &&
    (lots[at - 1]!.expires_at > lot.expires_at ||
      (lots[at - 1]!.expires_at === lot.expires_at && lots[at - 1]!.earned_at > lot.earned_at))
  )
    at -= 1
  if (at === lots.length) lots.push(lot)
  else lots.splice(at, 0, lot)
}

export function openLot(book: Book, lot: Lot): void {
  place(book.lots, lot)
  book.earned += lot.left
  book.due_at = Math.min(book.due_at, nextOf(lot))
  if (!book.tally) return
  book.tally.issued[lot.month]! += lot.left
  book.tally.open[lot.month]! += lot.left
}

/** Takes matured units, those that expire first before others; answers how many there were to take. */
export function take(
  book: Book,
  units: number,
  month: number,
  as: 'spent' | 'taken_back',
  parts: Part[] | null = null,
): number {
  let left = units
  for (const lot of book.lots) {
    if (left === 0) break
    if (!lot.matured || lot.left === 0) continue
    const part = Math.min(left, lot.left)
    takeFrom(book, lot, part, month, as)
    parts?.push({ lot, units: part })
    left -= part
  }
  let empty = 0
  while (empty < book.lots.length && book.lots[empty]!.left === 0) empty += 1
  if (empty > 0) book.lots.splice(0, empty)
  return units - left
}

export function takeFrom(
  book: Book,
  lot: Lot,
  units: number,
  month: number,
  as: 'spent' | 'taken_back' | 'expired',
): void {
  lot.left -= units
  if (!book.tally) return
  book.tally[as][month]! += units
  book.tally.open[month]! -= units
  if (as === 'spent') book.tally.spent_of[lot.month]! += units
  if (as === 'expired') book.tally.expired_of[lot.month]! += units
}

/** Puts what was spent back where it came from, with the expiry it had. */
export function giveBack(book: Book, parts: Part[], month: number): number {
  let units = 0
  for (const part of parts) {
    part.lot.left += part.units
    if (!book.lots.includes(part.lot)) place(book.lots, part.lot)
    book.due_at = Math.min(book.due_at, nextOf(part.lot))
    units += part.units
    if (!book.tally) continue
    book.tally.spent[month]! -= part.units
    book.tally.open[month]! += part.units
    book.tally.spent_of[part.lot.month]! -= part.units
  }
  return units
}

/** Each purchase pushes what expires by inactivity further. */
export function extend(book: Book, inactive_months: number, expires_at: number): void {
  let moved = false
  for (const lot of book.lots) {
    if (lot.inactive_months !== inactive_months || lot.left === 0 || lot.expires_at >= expires_at) continue
    lot.expires_at = expires_at
    moved = true
  }
  if (moved) book.lots.sort((a, b) => a.expires_at - b.expires_at || a.earned_at - b.earned_at)
}

/** What was put further by a purchase that turns out to have been none: back to what the others say. */
export function draw(book: Book, until: (lot: Lot) => number): void {
  for (const lot of book.lots) {
    if (lot.inactive_months === 0 || lot.left === 0) continue
    const expires_at = until(lot)
    if (expires_at < lot.expires_at) lot.expires_at = expires_at
    book.due_at = Math.min(book.due_at, nextOf(lot))
  }
  book.lots.sort((a, b) => a.expires_at - b.expires_at || a.earned_at - b.earned_at)
}

/** What time does until `at`, of the lots due then; true when pending units became available. */
export function settle(book: Book, account: AccountState, at: number, month: number): boolean {
  let matured = false
  let due = Infinity
  let kept = 0
  const { lots } = book
  for (const lot of lots) {
    if (!lot.matured && lot.available_at <= at && lot.left > 0) {
      lot.matured = matured = true
      account.pending -= lot.left
      account.available += lot.left
      // What is owed is paid first.
      const repaid = Math.min(account.debt, lot.left)
      if (repaid > 0) {
        account.debt -= repaid
        account.available -= repaid
        takeFrom(book, lot, repaid, month, 'taken_back')
      }
    }
    if (lot.expires_at <= at && lot.left > 0) {
      if (lot.matured) account.available -= lot.left
      else account.pending -= lot.left
      book.expired += lot.left
      lot.expired += lot.left
      takeFrom(book, lot, lot.left, month, 'expired')
    }
    if (lot.left === 0) continue
    due = Math.min(due, nextOf(lot))
    lots[kept++] = lot
  }
  lots.length = kept
  book.due_at = due
  return matured
}
