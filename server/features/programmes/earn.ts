/**
 * What each rule gives a sale or an activity, and what multipliers add, before any cap. The lines being counted stand in
 * arrays that are used again for every sale; nothing of them outlives a call.
 */
import { assert } from '../../lib/assert.ts'
import type { ReadyProgramme, ReadyRule } from './compile.ts'
import { holdsForLine, holdsForSale, type Moment } from './conditions.ts'
import { floorDivide, rounded, type Divide } from './division.ts'
import type { AccountState, Award, LineAward, SaleLine, SaleToJudge } from './judgement.ts'
import { factorOf, multipliersOf, multipliersOfLine, PLAIN_MILLI } from './multipliers.ts'

const PIECE_MILLI = 1000

/** The lines that count for anything, with what they count for. */
const counted: SaleLine[] = []
const basis: number[] = []
/** Of these, the ones the rule at hand counts; what each is worth to it, and the units it was given. */
const picked: number[] = []
const worth: number[] = []
const given: number[] = []

const wholePieces = ({ quantity_milli, free_milli = 0 }: SaleLine) =>
  floorDivide(Math.max(0, quantity_milli - free_milli), PIECE_MILLI)

/**
 * Finds the lines that count: not excluded, and not for nothing (a piece given free earns nothing). Answers what the
 * sale counts for, in cents.
 */
export function countLines(ready: ReadyProgramme, sale: SaleToJudge): number {
  counted.length = 0
  basis.length = 0
  const before = ready.programme.basis.discounts === 'before'
  let basket_cents = 0
  for (const line of sale.lines) {
    const cents = before ? line.gross_cents : line.total_cents
    assert(Number.isSafeInteger(cents) && cents >= 0, 'a line counts for whole cents, zero or more')
    if (cents === 0 || (ready.excludes && isExcluded(ready, line))) continue
    counted.push(line)
    basis.push(cents)
    basket_cents += cents
  }
  return basket_cents
}

function isExcluded({ excluded_product_ids, excluded_categories }: ReadyProgramme, line: SaleLine): boolean {
  return (
    (line.product_id !== null && excluded_product_ids.has(line.product_id)) ||
    (line.category !== null && excluded_categories.has(line.category))
  )
}

/** The lines last found that count, as an award by line: units are cents. */
export function countedCents(): LineAward[] {
  return counted.map(({ line_no }, at) => ({ line_no, units: basis[at]!, remainder_delta: 0 }))
}

export function countedLineNos(): number[] {
  return counted.map(({ line_no }) => line_no)
}

/** In the programme's order, each rule followed by what multipliers add to it. The accounts' remainders move on. */
export function awardsFor(
  ready: ReadyProgramme,
  sale: SaleToJudge,
  moment: Moment,
  accountFor: (unit: string) => AccountState,
): Award[] {
  const awards: Award[] = []
  for (const one of ready.sale_rules) {
    if (one.rivals && one.rivals.find((rival) => picksLines(rival, moment) > -1) !== one) continue
    const cents = picksLines(one, moment)
    if (cents === -1) continue
    const account = accountFor(one.rule.unit)
    const award = baseAward(one, cents, account)
    if (award === null) continue
    if (one.rule.counts.by === 'purchase' && picked.length < sale.lines.length)
      award.counted_line_nos = picked.map((at) => counted[at]!.line_no)
    keepRemainder(account, award, one.rule.rule_id)
    awards.push(award)
    addBoost(ready, one, moment, award, account, awards)
  }
  return awards
}

/** Picks the lines that the rule counts and answers what they count for; -1 when the rule does not hold. */
function picksLines({ rule, when }: ReadyRule, moment: Moment): number {
  if (!holdsForSale(when, moment)) return -1
  picked.length = 0
  let cents = 0
  for (let at = 0; at < counted.length; at += 1) {
    if (!holdsForLine(when, counted[at]!)) continue
    picked.push(at)
    cents += basis[at]!
  }
  if (picked.length === 0) return -1
  return rule.counts.by === 'purchase' && cents < rule.counts.minimum_cents ? -1 : cents
}

export function emptyAward(rule_id: string, unit: string, basis_cents: number): Award {
  return { rule_id, unit, units: 0, lines: [], remainder_before: 0, remainder_delta: 0, basis_cents }
}

/** null when the rule gives nothing and keeps nothing. */
function baseAward({ rule, unit }: ReadyRule, basis_cents: number, account: AccountState): Award | null {
  const { rule_id, counts } = rule
  const award = emptyAward(rule_id, rule.unit, basis_cents)
  switch (counts.by) {
    case 'activity':
    case 'purchase':
      award.units = counts.units
      return award
    case 'item':
      if (counts.every && counts.every > 1) return itemsByEvery(award, counts.units, counts.every)
      for (let n = 0; n < picked.length; n += 1) worth[n] = wholePieces(counted[picked[n]!]!) * counts.units
      return byLines(award, 1, false, floorDivide)
    case 'amount': {
      // A check refuses it; a figure that slipped through gives nothing rather than without end.
      if (counts.per_cents <= 0) return null
      const kept = unit.remainder === 'keep'
      if (kept) award.remainder_before = account.remainders[rule_id] ?? 0
      for (let n = 0; n < picked.length; n += 1) worth[n] = basis[picked[n]!]! * counts.units
      return byLines(award, counts.per_cents, kept, kept ? floorDivide : rounded[unit.rounding])
    }
  }
}

/**
 * Cumulative, so that lines sum to the whole exactly. Where remainders are kept, `units × step + remainder_delta` of
 * each line is exactly its own worth; that is why taking lines back in any order ends where it began. A remainder below
 * zero (after a return) gives nothing until later sales have made it up.
 */
function byLines(award: Award, step: number, kept: boolean, divide: Divide): Award | null {
  const lines: LineAward[] = []
  let reached = award.remainder_before
  let earned = 0
  for (let n = 0; n < picked.length; n += 1) {
    const of_line_worth = worth[n]!
    reached += of_line_worth
    assert(
      Number.isSafeInteger(of_line_worth) && Number.isSafeInteger(reached),
      'cents times units are exact',
    )
    const earned_now = Math.max(0, divide(reached, step))
    const units = earned_now - earned
    earned = earned_now
    given[n] = units
    const remainder_delta = kept ? of_line_worth - units * step : 0
    if (units === 0 && remainder_delta === 0) continue
    award.units += units
    award.remainder_delta += remainder_delta
    lines.push({ line_no: counted[picked[n]!]!.line_no, units, remainder_delta })
  }
  if (lines.length === 0) return null
  award.lines = lines
  return award
}

/** Every line with a whole piece has its place, even without a unit: a return counts the pieces that stay. */
function itemsByEvery(award: Award, units: number, every: number): Award | null {
  const lines: LineAward[] = []
  let pieces = 0
  for (let n = 0; n < picked.length; n += 1) {
    const line = counted[picked[n]!]!
    const before = floorDivide(pieces, every)
    const of_line = wholePieces(line)
    pieces += of_line
    given[n] = (floorDivide(pieces, every) - before) * units
    if (of_line === 0) continue
    award.units += given[n]!
    lines.push({ line_no: line.line_no, units: given[n]!, remainder_delta: 0 })
  }
  if (award.units === 0) return null
  award.lines = lines
  return award
}

/** The record of remainders is the caller's until one of them moves. A rule that keeps nothing is not in it. */
function keepRemainder(account: AccountState, award: Award, id: string): void {
  if (award.remainder_delta === 0) return
  const { [id]: _before, ...others } = account.remainders
  const kept = award.remainder_before + award.remainder_delta
  account.remainders = kept === 0 ? others : { ...others, [id]: kept }
}

/**
 * What multipliers add, as an award of its own. Where the remainder of an amount is kept, it is worked out from the
 * cents of each line, in thousandths, and its own remainder is kept; else from the units the rule gave the line.
 */
function addBoost(
  ready: ReadyProgramme,
  one: ReadyRule,
  moment: Moment,
  base: Award,
  account: AccountState,
  awards: Award[],
): void {
  const multipliers = multipliersOf(one, moment)
  if (multipliers.length === 0) return
  const used = new Set<string>()
  const boost = boostOf(ready, one, multipliers, base, account, used)
  if (boost === null || (boost.units === 0 && boost.remainder_delta === 0)) return
  boost.multiplier_ids = [...used]
  keepRemainder(account, boost, one.boost_id)
  awards.push(boost)
}

function boostOf(
  { programme: { stacking } }: ReadyProgramme,
  { rule, unit, boost_id }: ReadyRule,
  multipliers: ReadyRule['multipliers'],
  base: Award,
  account: AccountState,
  used: Set<string>,
): Award | null {
  const kept = unit.remainder === 'keep'
  const divide = kept ? floorDivide : rounded[unit.rounding]
  const { counts } = rule
  const by_cents = kept && counts.by === 'amount'
  const step = by_cents ? counts.per_cents * PLAIN_MILLI : PLAIN_MILLI
  const boost = emptyAward(boost_id, rule.unit, base.basis_cents)
  if (base.counted_line_nos) boost.counted_line_nos = base.counted_line_nos
  boost.remainder_before = kept ? (account.remainders[boost_id] ?? 0) : 0
  if (kept) boost.step = step
  let highest = PLAIN_MILLI
  if (counts.by === 'activity' || counts.by === 'purchase') {
    const holding = multipliers.filter(({ when }) =>
      counts.by === 'activity' ? when.any_line : picked.some((at) => holdsForLine(when, counted[at]!)),
    )
    highest = factorOf(holding, stacking, used)
    const added = counts.units * (highest - PLAIN_MILLI)
    boost.units = Math.max(0, divide(boost.remainder_before + added, step))
    boost.remainder_delta = kept ? added - boost.units * step : 0
  } else {
    boost.basis_cents = 0
    for (let n = 0; n < picked.length; n += 1) {
      const at = picked[n]!
      const factor = factorOf(multipliersOfLine(multipliers, counted[at]!), stacking, used)
      if (factor > highest) highest = factor
      if (factor > PLAIN_MILLI) boost.basis_cents += basis[at]!
      worth[n] = (by_cents ? basis[at]! * counts.units : given[n]!) * (factor - PLAIN_MILLI)
    }
    if (byLines(boost, step, kept, divide) === null) return null
  }
  boost.factor_milli = highest
  return boost
}

/** What the rules for this activity give; of rules that exclude each other, the preferred one that holds. */
export function activityAwards(
  ready: ReadyProgramme,
  activity: string,
  moment: Moment,
  accountFor: (unit: string) => AccountState,
): Award[] {
  counted.length = 0
  picked.length = 0
  const awards: Award[] = []
  const holds = ({ rule, when }: ReadyRule) =>
    rule.counts.by === 'activity' &&
    rule.counts.activity === activity &&
    when.any_line &&
    holdsForSale(when, moment)
  for (const one of ready.activity_rules) {
    if (!holds(one) || (one.rivals && one.rivals.find(holds) !== one)) continue
    const account = accountFor(one.rule.unit)
    const award = baseAward(one, 0, account)!
    awards.push(award)
    addBoost(ready, one, moment, award, account, awards)
  }
  return awards
}
