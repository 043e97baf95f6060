/**
 * What a return takes back: what the sale posted, in proportion to the pieces that come back, never
 * recomputed by today's rules. Cumulative: each return takes what all returns so far should have taken, minus
 * what they took, so any grouping of partial returns ends at exactly the whole.
 */
import { assert } from '../../lib/assert.ts'
import { floorDivide, share } from './division.ts'
import type { Award, LineAward, SaleLine } from './judgement.ts'
import { ladderUnit } from './ladder.ts'
import type { Programme } from './programme.ts'

export type LineQuantity = Pick<SaleLine, 'line_no' | 'quantity_milli'>

/** An award as the sale or the activity stored it; those of older sales lack what came later. */
export type StoredAward = Pick<
  Award,
  | 'rule_id'
  | 'unit'
  | 'units'
  | 'lines'
  | 'remainder_delta'
  | 'counted_line_nos'
  | 'step'
  | 'capped'
  | 'counted'
>

/** What a return takes back of one award. */
type Reversal = {
  rule_id: string
  unit: string
  /** To take back from the member; zero or more. */
  units: number
  /** To add to the rule's remainder (of `rule_id`, also `<rule_id>:boost`), of either sign. */
  remainder_delta: number
  lines: LineAward[]
}

export type ReturnPlan = {
  /**
   * To take back per unit, zero or more, `tier_<ladder_id>` among them; units that lose nothing are absent. What is
   * missing is debt or forgiven; of a ladder it is always forgiven, since it left with its period.
   */
  units: Record<string, number>
  reversals: Reversal[]
  /** To count off what caps have counted (`countOff`): unit → counter → units. */
  counters: Record<string, Record<string, number>>
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
 * `programme` is the version that judged the sale. A kept remainder is reversed together with the units of
 * its line: after each step the member stands exactly where the pieces that stay would have brought them. What a cap
 * had cut off is the first to go: it takes nothing from the member.
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
  const after = new Map(before)
  for (const [line_no, milli] of now) after.set(line_no, (after.get(line_no) ?? 0) + milli)
  const plan: ReturnPlan = { units: {}, reversals: [], counters: {} }
  const back = (award: StoredAward, returned: Map<number, number>) =>
    takenBack(programme, awards, award, { sold, quantities, returned })
  for (const award of awards) {
    const unitsLadder = ladderByUnits(programme, award)
    if (unitsLadder === null) addReversal(plan, award, back(award, before), back(award, after))
    else followAwards(plan, award, unitsLadder)
  }
  return plan
}

/** Everything that an activity gave goes back: it is undone as a whole. */
export function planActivityUndo(awards: StoredAward[]): ReturnPlan {
  const plan: ReturnPlan = { units: {}, reversals: [], counters: {} }
  for (const award of awards) {
    const { units, remainder_delta, lines } = award
    addReversal(plan, award, NOTHING_BACK, { units, remainder: -remainder_delta, lines })
  }
  return plan
}

/** What of an award is back, all returns so far together. */
type Back = { units: number; remainder: number; lines: LineAward[] }
const NOTHING_BACK: Back = { units: 0, remainder: 0, lines: [] }
type Returned = { sold: LineQuantity[]; quantities: Map<number, number>; returned: Map<number, number> }

function addReversal(plan: ReturnPlan, award: StoredAward, before: Back, after: Back): void {
  const { rule_id, unit, counted } = award
  const units = after.units - before.units
  const remainder_delta = after.remainder - before.remainder
  if (units === 0 && remainder_delta === 0) return
  plan.reversals.push({ rule_id, unit, units, remainder_delta, lines: linesBetween(before, after) })
  if (units <= 0) return
  plan.units[unit] = (plan.units[unit] ?? 0) + units
  for (const [counter, of_award] of Object.entries(counted ?? {})) {
    const off = share(of_award, after.units, award.units) - share(of_award, before.units, award.units)
    if (off === 0) continue
    const of_unit = (plan.counters[unit] ??= {})
    of_unit[counter] = (of_unit[counter] ?? 0) + off
  }
}

function linesBetween(before: Back, after: Back): LineAward[] {
  return after.lines.flatMap((line) => {
    const earlier = before.lines.find(({ line_no }) => line_no === line.line_no)
    const units = line.units - (earlier?.units ?? 0)
    const remainder_delta = line.remainder_delta - (earlier?.remainder_delta ?? 0)
    return units === 0 && remainder_delta === 0 ? [] : [{ line_no: line.line_no, units, remainder_delta }]
  })
}

/** The unit that a ladder measures, when the award counts towards such a ladder; else null. */
function ladderByUnits(programme: Programme, { unit }: StoredAward): string | null {
  for (const { ladder_id, measures } of programme.ladders ?? [])
    if (measures.by === 'units' && unit === ladderUnit(ladder_id)) return measures.unit
  return null
}

/** What counted as units towards a tier goes back as those units do; they were written before it. */
function followAwards(plan: ReturnPlan, { rule_id, unit }: StoredAward, measured: string): void {
  const units = plan.units[measured] ?? 0
  if (units === 0) return
  plan.reversals.push({ rule_id, unit, units, remainder_delta: 0, lines: [] })
  plan.units[unit] = units
}

function takenBack(
  programme: Programme,
  awards: StoredAward[],
  award: StoredAward,
  returned: Returned,
): Back {
  const capped = award.capped ?? 0
  if (award.lines.length === 0) {
    if (!isAllBack(award, returned)) return NOTHING_BACK
    return { units: award.units, remainder: -award.remainder_delta, lines: [] }
  }
  const every = everyOf(programme, award)
  const step = stepOf(programme, award)
  const full = every ? everyBack(awards, award, every, step, returned) : linesBack(award, step, returned)
  return { ...full, units: Math.max(0, full.units - capped) }
}

/** A reward for the purchase itself goes back whole, with the last piece that made it count. */
function isAllBack({ counted_line_nos }: StoredAward, { sold, returned }: Returned): boolean {
  return sold.every(
    (line) =>
      (counted_line_nos && !counted_line_nos.includes(line.line_no)) ||
      of(returned, line) >= line.quantity_milli,
  )
}

const BOOST = ':boost'

function ruleOf(programme: Programme, { rule_id, unit }: StoredAward) {
  const base = rule_id.endsWith(BOOST) ? rule_id.slice(0, -BOOST.length) : rule_id
  return programme.earning.find((rule) => rule.rule_id === base && rule.unit === unit)
}

/** What one unit is worth in the remainder's measure; 0 where nothing is kept. */
function stepOf(programme: Programme, award: StoredAward): number {
  if (award.step !== undefined) return award.step
  if (programme.ladders?.some(({ ladder_id }) => award.unit === ladderUnit(ladder_id))) return 0
  const counts = ruleOf(programme, award)?.counts
  const unit = programme.units.find((one) => one.unit === award.unit)
  assert(
    counts !== undefined && unit !== undefined,
    'a return is planned by the version that judged the sale',
  )
  return counts.by === 'amount' && unit.remainder === 'keep' ? counts.per_cents : 0
}

/** What comes back line by line, as if no cap had cut anything off. */
function linesBack(award: StoredAward, step: number, { quantities, returned }: Returned): Back {
  const back: Back = { units: 0, remainder: 0, lines: [] }
  for (const { line_no, units, remainder_delta, capped = 0 } of award.lines) {
    const quantity_milli = quantities.get(line_no)
    assert(quantity_milli !== undefined, 'an award names lines of its own sale')
    const back_milli = returned.get(line_no) ?? 0
    if (back_milli === 0) continue
    const units_back = share(units + capped, back_milli, quantity_milli)
    // The line's basis times the rule's units, from which the units taken back are paid; the rest is
    // remainder.
    const worth = (units + capped) * step + remainder_delta
    const remainder = units_back * step - share(worth, back_milli, quantity_milli)
    back.units += units_back
    back.remainder += remainder
    back.lines.push({ line_no, units: units_back, remainder_delta: remainder })
  }
  return back
}

/** How many pieces make a step, of a rule by item that counts so. */
function everyOf(programme: Programme, award: StoredAward): { every: number; units: number } | null {
  const counts = ruleOf(programme, award)?.counts
  return counts?.by === 'item' && counts.every && counts.every > 1
    ? { every: counts.every, units: counts.units }
    : null
}

/** The pieces that stay earn what they would have earned alone; what multipliers added goes in proportion. */
function everyBack(
  awards: StoredAward[],
  award: StoredAward,
  { every, units }: { every: number; units: number },
  step: number,
  { quantities, returned }: Returned,
): Back {
  const base = award.rule_id.endsWith(BOOST)
    ? awards.find(({ rule_id }) => rule_id === award.rule_id.slice(0, -BOOST.length))!
    : award
  let pieces = 0
  for (const { line_no } of base.lines) {
    const stays_milli = quantities.get(line_no)! - (returned.get(line_no) ?? 0)
    pieces += floorDivide(stays_milli, 1000)
  }
  const given = base.units + (base.capped ?? 0)
  // Pieces given for nothing may stay, which earned nothing.
  const base_back = Math.max(0, given - floorDivide(pieces, every) * units)
  const full = award.units + (award.capped ?? 0)
  const units_back = share(full, base_back, given)
  const worth_back = share(full * step + award.remainder_delta, base_back, given)
  return { units: units_back, remainder: step === 0 ? 0 : units_back * step - worth_back, lines: [] }
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
