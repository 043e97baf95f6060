/**
 * What a return takes back: what the sale posted, in proportion to the pieces that come back, never
 * recomputed by today's rules. Cumulative: each return takes what all returns so far should have taken, minus
 * what they took, so any grouping of partial returns ends at exactly the whole.
 */
import { assert } from '../../lib/assert.ts'
import type { Award, LineAward, SaleLine } from './judgement.ts'
import type { Programme } from './programme.ts'

export type LineQuantity = Pick<SaleLine, 'line_no' | 'quantity_milli'>

/** An award as the sale stored it. */
export type StoredAward = Pick<
  Award,
  'rule_id' | 'unit' | 'units' | 'lines' | 'remainder_delta' | 'counted_line_nos'
>

/** What a return takes back of one award. */
type Reversal = {
  rule_id: string
  unit: string
  /** To take back from the member; zero or more. */
  units: number
  /** To add to the rule's remainder, of either sign. */
  remainder_delta: number
  lines: LineAward[]
}

export type ReturnPlan = {
  /**
   * To take back per unit, zero or more; units that lose nothing are absent. What is missing is debt or
   * forgiven.
   */
  units: Record<string, number>
  reversals: Reversal[]
}

/**
 * The part of `awarded` (units, cents or a remainder; either sign) that goes back with the pieces returned
 * now. Rounded towards zero: a unit is taken back with the piece that completes it, and the last piece takes
 * what is left.
 */
export function lineReversal(
  awarded: number,
  quantity_milli: number,
  returned_before_milli: number,
  returned_now_milli: number,
): number {
  assert(Number.isSafeInteger(awarded), 'what was awarded is a whole number')
  assertReturnable(quantity_milli, returned_before_milli, returned_now_milli)
  const returned_milli = returned_before_milli + returned_now_milli
  return (
    share(awarded, returned_milli, quantity_milli) - share(awarded, returned_before_milli, quantity_milli)
  )
}

/**
 * A reward for the purchase itself goes back whole, and only when the last piece that made it count comes
 * back.
 */
export function returnedUnits(
  units: number,
  counted: LineQuantity[],
  returned_before: LineQuantity[],
  returned_now: LineQuantity[],
): number {
  const [before, now] = [byLine(returned_before), byLine(returned_now)]
  const open_before = counted.some((line) => of(before, line) < line.quantity_milli)
  const open_after = counted.some((line) => of(before, line) + of(now, line) < line.quantity_milli)
  return open_before && !open_after ? units : 0
}

/**
 * `programme` is the version that judged the sale. A kept remainder is reversed together with the units of
 * its line: after each step the member stands exactly where the pieces that stay would have brought them.
 */
export function planReturn(
  programme: Programme,
  awards: StoredAward[],
  sold: LineQuantity[],
  returned_before: LineQuantity[],
  returned_now: LineQuantity[],
): ReturnPlan {
  const [quantities, before, now] = [byLine(sold), byLine(returned_before), byLine(returned_now)]
  for (const [line_no, milli] of now) {
    assertReturnable(quantities.get(line_no) ?? 0, before.get(line_no) ?? 0, milli)
  }
  const plan: ReturnPlan = { units: {}, reversals: [] }
  for (const award of awards) {
    const reversal = isByPurchase(award)
      ? reversePurchase(award, sold, returned_before, returned_now)
      : reverseLines(award, stepOf(programme, award), quantities, before, now)
    if (reversal.units === 0 && reversal.remainder_delta === 0) continue
    plan.reversals.push(reversal)
    if (reversal.units > 0) plan.units[award.unit] = (plan.units[award.unit] ?? 0) + reversal.units
  }
  return plan
}

function isByPurchase(award: StoredAward): boolean {
  return award.lines.length === 0
}

function reversePurchase(
  award: StoredAward,
  sold: LineQuantity[],
  before: LineQuantity[],
  now: LineQuantity[],
): Reversal {
  const { rule_id, unit, counted_line_nos } = award
  const counted = counted_line_nos ? sold.filter((line) => counted_line_nos.includes(line.line_no)) : sold
  return {
    rule_id,
    unit,
    units: returnedUnits(award.units, counted, before, now),
    remainder_delta: 0,
    lines: [],
  }
}

/** What one unit is worth in the remainder's measure; 0 where nothing is kept. */
function stepOf(programme: Programme, award: StoredAward): number {
  const counts = programme.earning.find((rule) => rule.rule_id === award.rule_id)?.counts
  const unit = programme.units.find((one) => one.unit === award.unit)
  assert(
    counts !== undefined && unit !== undefined,
    'a return is planned by the version that judged the sale',
  )
  return counts.by === 'amount' && unit.remainder === 'keep' ? counts.per_cents : 0
}

function reverseLines(
  award: StoredAward,
  per_cents: number,
  quantities: Map<number, number>,
  before: Map<number, number>,
  now: Map<number, number>,
): Reversal {
  const { rule_id, unit } = award
  const reversal: Reversal = { rule_id, unit, units: 0, remainder_delta: 0, lines: [] }
  for (const { line_no, units, remainder_delta } of award.lines) {
    const now_milli = now.get(line_no) ?? 0
    const quantity_milli = quantities.get(line_no)
    assert(quantity_milli !== undefined, 'an award names lines of its own sale')
    if (now_milli === 0) continue
    const before_milli = before.get(line_no) ?? 0
    const units_back = lineReversal(units, quantity_milli, before_milli, now_milli)
    // The line's basis times the rule's units, from which the units taken back are paid; the rest is
    // remainder.
    const worth = units * per_cents + remainder_delta
    const worth_back = lineReversal(worth, quantity_milli, before_milli, now_milli)
    const remainder_back = units_back * per_cents - worth_back
    if (units_back === 0 && remainder_back === 0) continue
    reversal.units += units_back
    reversal.remainder_delta += remainder_back
    reversal.lines.push({ line_no, units: units_back, remainder_delta: remainder_back })
  }
  return reversal
}

function assertReturnable(quantity_milli: number, before_milli: number, now_milli: number): void {
  const whole = [quantity_milli, before_milli, now_milli].every(Number.isSafeInteger)
  assert(whole && before_milli >= 0 && now_milli >= 0, 'quantities are whole thousandths, zero or more')
  assert(before_milli + now_milli <= quantity_milli, 'no more comes back than was sold')
}

function byLine(lines: LineQuantity[]): Map<number, number> {
  const milli = new Map<number, number>()
  for (const { line_no, quantity_milli } of lines)
    milli.set(line_no, (milli.get(line_no) ?? 0) + quantity_milli)
  return milli
}

function of(milli: Map<number, number>, line: LineQuantity): number {
  return milli.get(line.line_no) ?? 0
}

/** total × part ÷ whole, towards zero; in wider numbers when the product would not be exact. */
function share(total: number, part: number, whole: number): number {
  if (part === 0) return 0
  const product = total * part
  if (!Number.isSafeInteger(product)) return Number((BigInt(total) * BigInt(part)) / BigInt(whole))
  return (product - (product % whole)) / whole
}
