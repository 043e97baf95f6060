/**
 * What moved, as it is counted, and how it adds up. Pure.
 * A movement belongs to the month in which it was recorded: what a till brings late is counted in the month that was
 * open when it came, so that a closed month never changes. What is counted is what members hold (available and still
 * pending); what they owe after a return is told beside it.
 */

type Ledger = 'points' | 'gift_card' | 'reward_voucher' | 'sales'

export type Movement = {
  ledger: Ledger
  /** Of points; empty for vouchers. */
  unit: string
  /** Of vouchers: '<origin>' or '<origin>:<vat_type>:<vat_rate_bp>'; empty for points. */
  class: string
  issuer_id: string
  kind: string
  /** The month of earning or issuing, '2026-11'. */
  vintage: string
  /** '2027-06' is gone at the end of that month; 'never'; 'inactive:12'. */
  expiry: string
  amount: number
}

/**
 * What each kind is, in the order of a statement; each is signed by what it does to what is owed.
 * issued: earned by a sale. given: earned by what is not a sale. imported: brought from a former programme.
 */
export const EFFECTS = [
  'issued',
  'given',
  'imported',
  'spent',
  'restored',
  'expired',
  'reversed',
  'corrected',
  'merged',
] as const
export type Effect = (typeof EFFECTS)[number]

/** Told beside, and not part of what adds up. */
const MEMOS = ['pending', 'debt', 'elsewhere', 'late'] as const
type Memo = (typeof MEMOS)[number]

const effects: ReadonlySet<string> = new Set(EFFECTS)
const memos: ReadonlySet<string> = new Set(MEMOS)
export const isEffect = (kind: string): kind is Effect => effects.has(kind)
const isMemo = (kind: string): kind is Memo => memos.has(kind)

export type Tally = { opening: number; closing: number } & Record<Effect, number> & Record<Memo, number>

const noTally = (): Tally =>
  Object.fromEntries([...EFFECTS, ...MEMOS, 'opening', 'closing'].map((key) => [key, 0])) as Tally

/**
 * opening + issued + given + imported − spent + restored − expired − reversed ± corrected ± merged = closing, each signed
 * already. `before` is all that moved in earlier months, `now` what moved in this one. Pending and debt are as they stand
 * at the end; elsewhere (spent at another merchant than the issuer) and late (earned before the month) are of the month.
 */
export function tallyOf(before: readonly Movement[], now: readonly Movement[]): Tally {
  const tally = noTally()
  for (const { kind, amount } of before) {
    if (isEffect(kind)) tally.opening += amount
    else if (kind === 'pending' || kind === 'debt') tally[kind] += amount
  }
  tally.closing = tally.opening
  for (const { kind, amount } of now) {
    if (isEffect(kind)) {
      tally[kind] += amount
      tally.closing += amount
    } else if (isMemo(kind)) tally[kind] += amount
  }
  return tally
}

/** What is outstanding by a property of its movements, zeros left out, in order. */
export function outstandingBy(
  movements: readonly Movement[],
  key: (movement: Movement) => string,
): { key: string; amount: number }[] {
  const sums = new Map<string, number>()
  for (const movement of movements)
    if (isEffect(movement.kind)) sums.set(key(movement), (sums.get(key(movement)) ?? 0) + movement.amount)
  return [...sums]
    .filter(([, amount]) => amount !== 0)
    .map(([name, amount]) => ({ key: name, amount }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
}

export function groupBy<T>(all: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const name = key(one)
    const group = groups.get(name)
    if (group) group.push(one)
    else groups.set(name, [one])
  }
  return groups
}
