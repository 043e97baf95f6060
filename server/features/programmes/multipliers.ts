/** What multipliers come to, on one line or on a whole sale, and the award that says what they add. */
import { holdsForLine, holdsForSale, type Moment } from './conditions.ts'
import type { ReadyMultiplier, ReadyRule } from './compile.ts'
import type { SaleLine } from './judgement.ts'
import type { Programme } from './programme.ts'

/** What nothing multiplies, in thousandths. */
export const PLAIN_MILLI = 1000

type Stacking = Programme['stacking']

/** Those whose conditions on the sale as a whole hold; the highest priority first. */
export function multipliersOf(rule: ReadyRule, moment: Moment): ReadyMultiplier[] {
  if (rule.multipliers.length === 0) return rule.multipliers
  return rule.multipliers.filter(({ when }) => holdsForSale(when, moment))
}

/** Of these, those that hold for the line; the list itself when they all do. */
export function multipliersOfLine(multipliers: ReadyMultiplier[], line: SaleLine): ReadyMultiplier[] {
  for (const { when } of multipliers)
    if (!holdsForLine(when, line)) return multipliers.filter((one) => holdsForLine(one.when, line))
  return multipliers
}

/**
 * The factor, in thousandths, that multipliers come to together: they multiply, rounded down once; or what each adds
 * adds up; or the best alone counts, of equals the one of highest priority. Their order changes nothing else. Who had a
 * part in it is added to `used`.
 */
export function factorOf(multipliers: ReadyMultiplier[], stacking: Stacking, used: Set<string>): number {
  if (multipliers.length === 0) return PLAIN_MILLI
  if (stacking === 'add' || stacking === 'multiply') {
    for (const { multiplier } of multipliers) used.add(multiplier.multiplier_id)
    return stacking === 'add' ? sumOf(multipliers) : productOf(multipliers)
  }
  let best = multipliers[0]!.multiplier
  for (const { multiplier } of multipliers) if (multiplier.factor_milli > best.factor_milli) best = multiplier
  used.add(best.multiplier_id)
  return best.factor_milli
}

function sumOf(multipliers: ReadyMultiplier[]): number {
  let factor_milli = PLAIN_MILLI
  for (const { multiplier } of multipliers) factor_milli += multiplier.factor_milli - PLAIN_MILLI
  return factor_milli
}

/** In wide numbers: a handful of factors in thousandths is beyond what a double holds exactly. */
function productOf(multipliers: ReadyMultiplier[]): number {
  if (multipliers.length === 1) return multipliers[0]!.multiplier.factor_milli
  let product = BigInt(PLAIN_MILLI)
  let divisor = 1n
  for (const { multiplier } of multipliers) {
    product *= BigInt(multiplier.factor_milli)
    divisor *= BigInt(PLAIN_MILLI)
  }
  return Number(product / divisor)
}
