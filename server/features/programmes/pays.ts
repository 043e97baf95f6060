/** Paying with units: how many a basket may take, and how many come back with a return. Exact, in whole numbers. */
import { assert } from '../../lib/assert.ts'
import { floorDivide, share } from './division.ts'
import type { Pays } from './programme.ts'

/** So many units, worth so much. */
export type Paid = { units: number; cents: number }

const NOTHING: Paid = { units: 0, cents: 0 }
const ALL_BASIS_POINTS = 10_000

/**
 * The least of what is wanted, what is owned and what the basket may be paid with, in whole steps of `pays.units`; below
 * `pays.units_min`, nothing. `basket_cents` is what is left to pay so: never more is taken than that.
 */
export function unitsToPay(
  pays: Pays,
  { wanted, available, basket_cents }: { wanted: number; available: number; basket_cents: number },
): Paid {
  assert(pays.units > 0 && pays.cents > 0, 'units that pay are worth something')
  const cents_max = share(Math.max(0, basket_cents), pays.share_max_basis_points, ALL_BASIS_POINTS)
  const steps = Math.min(
    floorDivide(Math.min(wanted, available), pays.units),
    floorDivide(Math.min(cents_max, basket_cents), pays.cents),
  )
  const units = steps * pays.units
  if (steps <= 0 || units < pays.units_min) return { ...NOTHING }
  const cents = steps * pays.cents
  assert(Number.isSafeInteger(units) && Number.isSafeInteger(cents), 'what is paid is exact')
  return { units, cents }
}

/** What so many units are worth, whole steps only, in cents. */
export function worthOf(pays: Pays, units: number): number {
  return Math.max(0, floorDivide(units, pays.units)) * pays.cents
}

/**
 * What a return gives back as units, of what the sale was paid with. The amounts are in any one measure of the sale that
 * its returns add up in (its lines before what units took off, say): `sold` all of it, `before` what came back earlier,
 * `now` what comes back. Cumulative, so that returns in any grouping end at exactly `paid`; what the units given back are
 * worth goes with them, and the rest of the money of the return is for the customer.
 */
export function paidBack(paid: Paid, sold: number, before: number, now: number): Paid {
  assert(before >= 0 && now >= 0 && before + now <= sold, 'no more comes back than was sold')
  if (now === 0 || paid.units === 0) return { ...NOTHING }
  const units_before = share(paid.units, before, sold)
  const units_after = share(paid.units, before + now, sold)
  const cents = share(paid.cents, units_after, paid.units) - share(paid.cents, units_before, paid.units)
  return { units: units_after - units_before, cents }
}
