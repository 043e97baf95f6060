/** Whole steps of an amount. */
import type { Unit } from './programme.ts'

export type Divide = (amount: number, per: number) => number

/** Exact for safe integers: no quotient is ever rounded through a fraction. */
export function floorDivide(amount: number, per: number): number {
  const rest = amount % per
  return (amount - (rest < 0 ? rest + per : rest)) / per
}

export const rounded: Record<Unit['rounding'], Divide> = {
  down: floorDivide,
  /** A half goes up, in the member's favour. */
  nearest: (amount, per) => {
    const whole = floorDivide(amount, per)
    return 2 * (amount - whole * per) >= per ? whole + 1 : whole
  },
  up: (amount, per) => -floorDivide(-amount, per),
}

/** total × part ÷ whole, towards zero; in wider numbers when the product would not be exact. */
export function share(total: number, part: number, whole: number): number {
  if (part === 0) return 0
  const product = total * part
  if (!Number.isSafeInteger(product)) return Number((BigInt(total) * BigInt(part)) / BigInt(whole))
  return (product - (product % whole)) / whole
}
