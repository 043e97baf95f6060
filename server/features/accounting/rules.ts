/**
 * The arithmetic of what a programme owes. Pure, in whole numbers: money in minor units (cents), worths of one unit in
 * millionths of a cent, shares in basis points or in billionths. Products go through BigInt and are rounded once, to
 * the nearest, halves away from zero: so no figure depends on the order of its terms or on binary fractions.
 */
import { assert } from '../../lib/assert.ts'
import { apportion } from '../../lib/money.ts'

const whole = (value: number) => {
  assert(Number.isSafeInteger(value), `${value} is a whole number`)
  return BigInt(value)
}

/** a × b ÷ c, rounded to the nearest, halves away from zero. `c` is above zero. */
export function mulDiv(a: number, b: number, c: number): number {
  assert(c > 0, 'a divisor is above zero')
  const [product, divisor] = [whole(a) * whole(b), whole(c)]
  const magnitude = product < 0n ? -product : product
  const rounded = (2n * magnitude + divisor) / (2n * divisor)
  return Number(product < 0n ? -rounded : rounded)
}

const MICRO = 1_000_000
/** Shares in billionths: fine enough that a rounded share of a billion units is right to the unit. */
export const BILLION = 1_000_000_000

/** `units` at `value_micro` millionths of a cent each, in cents: rounded once, on the whole. */
export const worthCents = (units: number, value_micro: number) => mulDiv(units, value_micro, MICRO)

/** Without the tax that is in it: 12 000 at 20 % (2000) is 10 000. */
export const withoutTax = (cents: number, rate_bp: number) => mulDiv(cents, 10_000, 10_000 + rate_bp)

/** The tax that is in it: what is left once `withoutTax` is taken off, so that both always add up. */
export const taxIn = (cents: number, rate_bp: number) => cents - withoutTax(cents, rate_bp)

/**
 * IFRS 15.74 and B40: what was paid is shared between the goods and each promise in the ratio of what each would be sold
 * for alone. A promise alone is worth its units × value × expected use. Returns the cents of the goods, then of each promise;
 * they add up to `paid_cents` (largest remainder).
 */
export function allocate(paid_cents: number, goods_cents: number, promises_cents: number[]): number[] {
  return apportion(paid_cents, [goods_cents, ...promises_cents])
}

/** What a promise would be sold for alone: units × value × the share that is expected to be used. */
export const standAloneCents = (units: number, value_micro: number, use_billionths: number) =>
  Number(
    roundedDiv(whole(units) * whole(value_micro) * whole(use_billionths), BigInt(MICRO) * BigInt(BILLION)),
  )

function roundedDiv(product: bigint, divisor: bigint): bigint {
  const magnitude = product < 0n ? -product : product
  const rounded = (2n * magnitude + divisor) / (2n * divisor)
  return product < 0n ? -rounded : rounded
}

/**
 * IFRS 15 (B44 to B47, IE267 to IE270): what of a deferred amount is revenue by now, in cents, from the beginning:
 * used ÷ expected to be used in all. All of it once no more use is expected. A changed expectation catches up at once,
 * so a month's revenue is this figure less what it was the month before, and may be below zero.
 */
export function releasedCents(deferred_cents: number, used: number, expected: number): number {
  return used >= expected ? deferred_cents : mulDiv(deferred_cents, used, expected)
}

/** By how much what is still to be given will cost more than what is still deferred for it (IAS 37.66); never below zero. */
export function onerousCents(deferred_left_cents: number, units_left: number, cost_micro: number): number {
  return Math.max(0, worthCents(units_left, cost_micro) - deferred_left_cents)
}

/** The expected use in all, held between what is used already and what could still be. */
export function expectedUse(net_units: number, used: number, outstanding: number, use_billionths: number) {
  const expected = mulDiv(net_units, use_billionths, BILLION)
  return Math.min(Math.max(expected, used), used + Math.max(0, outstanding))
}

// Between merchants.

/** What an issuer is invoiced for the units it gave, in cents: rounded once for the statement. */
export const invoiceCents = (units: number, price_micro: number) => worthCents(units, price_micro)

export type Flow = { issuer: string; redeemer: string; units: number }

/**
 * Who pays and who is paid when units issued by one are used at another, in cents: each pair is summed before it is
 * rounded, and both sides of a pair take the same cents, so the whole is zero. Use at home moves nothing.
 */
export function netPositions(flows: Flow[], price_micro: number): Map<string, number> {
  const pairs = new Map<string, Flow>()
  for (const { issuer, redeemer, units } of flows) {
    if (issuer === redeemer) continue
    const key = JSON.stringify([issuer, redeemer])
    pairs.set(key, { issuer, redeemer, units: units + (pairs.get(key)?.units ?? 0) })
  }
  const net = new Map<string, number>()
  const add = (merchant: string, cents: number) => net.set(merchant, (net.get(merchant) ?? 0) + cents)
  for (const { issuer, redeemer, units } of pairs.values()) {
    const cents = worthCents(units, price_micro)
    add(issuer, -cents)
    add(redeemer, cents)
  }
  return net
}

/** One reward borne by several, to the cent (largest remainder). `shares_bp` add up to 10 000. */
export function splitCents(cents: number, shares_bp: number[]): number[] {
  assert(shares_bp.reduce((sum, share) => sum + share, 0) === 10_000, 'the shares make a whole')
  return apportion(cents, shares_bp)
}

// Months, as '2026-11', counted from year 0.

export function monthIndex(month: string): number {
  const [year, number] = month.split('-').map(Number) as [number, number]
  assert(/^\d{4}-\d\d/.test(month) && number >= 1 && number <= 12, `${month} is a month`)
  return year * 12 + number - 1
}

const monthAt = (index: number) =>
  `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`

export const monthAfter = (month: string, months = 1) => monthAt(monthIndex(month) + months)

/** '2026-02' → '2026-02-28'. */
export function lastDayOf(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)
}

/** The nine digits that name a French company: the first of its establishments' fourteen. null when they are not there. */
export function sirenOf(siret: string | null): string | null {
  const digits = siret?.replace(/\D/g, '') ?? ''
  return digits.length === 9 || digits.length === 14 ? digits.slice(0, 9) : null
}
