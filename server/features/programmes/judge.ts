/**
 * What a sale gives. Whole numbers only: cents times units, never a fraction, so that nothing is lost or made
 * by rounding and what a return takes back is exactly what the sale gave.
 */
import { assert } from '../../lib/assert.ts'
import { addMonths, localDayOf, startOfLocalDay } from '../../lib/time.ts'
import type {
  AccountState,
  Award,
  Judgement,
  LineAward,
  LotToOpen,
  SaleLine,
  SaleToJudge,
  Triggered,
} from './judgement.ts'
import type { EarningRule, Programme, Unit } from './programme.ts'

/** A line that counts, with what it counts for. */
type CountedLine = { line: SaleLine; basis_cents: number }

const PIECE_MILLI = 1000
/** A slip of the keyboard must not issue a million gift cards; what is left goes with the next sale. */
const TIMES_MAX = 100
const NO_LINES: LineAward[] = []

/** The same programme, sale and accounts always give the same judgement; none of the three is changed. */
export function judgeSale(programme: Programme, sale: SaleToJudge, accounts: AccountState[]): Judgement {
  const after = accountsOf(programme, accounts)
  const awards = judgeAwards(programme, sale, after)
  const debt_repaid: Record<string, number> = {}
  const lots: LotToOpen[] = []
  for (const unit of programme.units) {
    let earned = 0
    for (const award of awards) if (award.unit === unit.unit) earned += award.units
    if (earned === 0) continue
    const account = accountFor(after, unit.unit)
    const repaid = Math.min(account.debt, earned)
    if (repaid > 0) debt_repaid[unit.unit] = repaid
    account.debt -= repaid
    if (earned > repaid) lots.push(openLot(unit, earned - repaid, sale, account))
  }
  return {
    awards,
    lots,
    debt_repaid,
    triggered: takeAutomatic(programme, after),
    extensions: [],
    tier_changes: [],
    accounts: after,
  }
}

/**
 * The automatic rewards that these balances set off, for instance when pending units become available at
 * night. The rule is the same as at a sale: in the programme's order, each as often as what is left available
 * reaches its cost. An earlier reward is therefore served first, even when a later one is dearer. Pending
 * units never count.
 */
export function triggeredRewards(programme: Programme, accounts: AccountState[]): Triggered[] {
  return takeAutomatic(programme, accountsOf(programme, accounts))
}

function takeAutomatic(programme: Programme, accounts: AccountState[]): Triggered[] {
  const triggered: Triggered[] = []
  for (const { reward_id, unit, cost, trigger } of programme.rewards) {
    if (trigger !== 'automatic') continue
    assert(cost > 0, 'a reward costs at least one unit')
    const account = accountFor(accounts, unit)
    const times = Math.min(TIMES_MAX, Math.floor(account.available / cost))
    if (times <= 0) continue
    account.available -= times * cost
    triggered.push({ reward_id, unit, cost, times })
  }
  return triggered
}

/** Copies to write on, and an empty account for each unit that the member never had. */
function accountsOf(programme: Programme, accounts: AccountState[]): AccountState[] {
  const copies = accounts.map((account) => ({ ...account, remainders: { ...account.remainders } }))
  for (const { unit } of programme.units) {
    if (copies.some((account) => account.unit === unit)) continue
    copies.push({ unit, available: 0, pending: 0, debt: 0, remainders: {} })
  }
  return copies
}

function accountFor(accounts: AccountState[], unit: string): AccountState {
  for (const account of accounts) if (account.unit === unit) return account
  throw new Error(`Broken invariant: the programme counts ${unit}, which is none of its units`)
}

function judgeAwards(programme: Programme, sale: SaleToJudge, accounts: AccountState[]): Award[] {
  const counted = countedLines(programme, sale)
  const awards: Award[] = []
  for (const rule of programme.earning) {
    const lines = linesFor(rule, sale.store_id, counted)
    if (lines.length === 0) continue
    const { remainders } = accountFor(accounts, rule.unit)
    const award = judgeRule(rule, unitOf(programme, rule.unit), lines, remainders[rule.rule_id] ?? 0)
    if (award === null) continue
    if (rule.counts.by === 'purchase' && lines.length < sale.lines.length) {
      award.counted_line_nos = lines.map(({ line }) => line.line_no)
    }
    if (award.remainder_delta !== 0) {
      remainders[rule.rule_id] = award.remainder_before + award.remainder_delta
    }
    awards.push(award)
  }
  return awards
}

export function unitOf(programme: Programme, unit: string): Unit {
  for (const one of programme.units) if (one.unit === unit) return one
  throw new Error(`Broken invariant: the programme counts ${unit}, which is none of its units`)
}

/** Lines that count for anything: not excluded, and not for nothing (a piece given free earns nothing). */
function countedLines(programme: Programme, sale: SaleToJudge): CountedLine[] {
  const { discounts, excluded_product_ids, excluded_categories } = programme.basis
  const counted: CountedLine[] = []
  for (const line of sale.lines) {
    const basis_cents = discounts === 'before' ? line.gross_cents : line.total_cents
    assert(
      Number.isSafeInteger(basis_cents) && basis_cents >= 0,
      'a line counts for whole cents, zero or more',
    )
    if (basis_cents === 0) continue
    if (holds(excluded_product_ids, line.product_id) || holds(excluded_categories, line.category)) continue
    counted.push({ line, basis_cents })
  }
  return counted
}

const sets = new WeakMap<string[], Set<string>>()

/** Long lists become sets, once. A programme is never changed in place: a new version is a new object. */
function holds(list: string[], value: string | null): boolean {
  if (value === null || list.length === 0) return false
  if (list.length <= 8) return list.includes(value)
  let set = sets.get(list)
  if (set === undefined) sets.set(list, (set = new Set(list)))
  return set.has(value)
}

function linesFor(rule: EarningRule, store_id: string, counted: CountedLine[]): CountedLine[] {
  const { store_ids = [], product_ids = [], categories = [] } = rule.when
  if (store_ids.length > 0 && !holds(store_ids, store_id)) return []
  if (product_ids.length === 0 && categories.length === 0) return counted
  return counted.filter(
    ({ line }) =>
      (product_ids.length === 0 || holds(product_ids, line.product_id)) &&
      (categories.length === 0 || holds(categories, line.category)),
  )
}

/** null when the rule gives nothing and keeps nothing. */
function judgeRule(
  rule: EarningRule,
  unit: Unit,
  lines: CountedLine[],
  remainder_before: number,
): Award | null {
  let basis_cents = 0
  for (const line of lines) basis_cents += line.basis_cents
  const { counts } = rule
  const award: Award = {
    rule_id: rule.rule_id,
    unit: rule.unit,
    units: 0,
    lines: NO_LINES,
    remainder_before: counts.by === 'amount' && unit.remainder === 'keep' ? remainder_before : 0,
    remainder_delta: 0,
    basis_cents,
  }
  switch (counts.by) {
    case 'activity':
      return null
    case 'purchase':
      award.units = counts.units
      return basis_cents < counts.minimum_cents ? null : award
    case 'item':
      return summed(award, itemLines(lines, counts.units))
    case 'amount': {
      const { units, per_cents } = counts
      const kept = unit.remainder === 'keep'
      const step = kept ? floorDivide : rounded[unit.rounding]
      return summed(award, amountLines(lines, units, per_cents, award.remainder_before, kept, step))
    }
  }
}

function summed(award: Award, lines: LineAward[]): Award | null {
  if (lines.length === 0) return null
  for (const line of lines) {
    award.units += line.units
    award.remainder_delta += line.remainder_delta
  }
  award.lines = lines
  return award
}

function itemLines(lines: CountedLine[], units: number): LineAward[] {
  const awards: LineAward[] = []
  for (const { line } of lines) {
    const pieces = Math.floor(line.quantity_milli / PIECE_MILLI)
    if (pieces > 0) awards.push({ line_no: line.line_no, units: pieces * units, remainder_delta: 0 })
  }
  return awards
}

/**
 * What is earned up to and including each line, minus what was earned before it: the lines add up to the sale
 * exactly. `units × per_cents + remainder_delta` of a line is its basis times the rule's units, whatever came
 * before it, which is why taking lines back in any order ends where it began. A remainder below zero (after a
 * return) gives nothing until later sales have made it up.
 */
function amountLines(
  lines: CountedLine[],
  units: number,
  per_cents: number,
  remainder_before: number,
  kept: boolean,
  step: (amount: number, per: number) => number,
): LineAward[] {
  const awards: LineAward[] = []
  let [reached, earned] = [remainder_before, 0]
  for (const { line, basis_cents } of lines) {
    const worth = basis_cents * units
    reached += worth
    assert(Number.isSafeInteger(worth) && Number.isSafeInteger(reached), 'cents times units are exact')
    const earned_now = Math.max(0, step(reached, per_cents))
    const of_line = earned_now - earned
    earned = earned_now
    const remainder_delta = kept ? worth - of_line * per_cents : 0
    if (of_line === 0 && remainder_delta === 0) continue
    awards.push({ line_no: line.line_no, units: of_line, remainder_delta })
  }
  return awards
}

/** Exact for safe integers: no quotient is ever rounded through a fraction. */
function floorDivide(amount: number, per: number): number {
  const rest = amount % per
  return (amount - (rest < 0 ? rest + per : rest)) / per
}

const rounded: Record<Unit['rounding'], (amount: number, per: number) => number> = {
  down: floorDivide,
  /** A half goes up, in the member's favour. */
  nearest: (amount, per) => {
    const whole = floorDivide(amount, per)
    return 2 * (amount - whole * per) >= per ? whole + 1 : whole
  },
  up: (amount, per) => -floorDivide(-amount, per),
}

function openLot(unit: Unit, units: number, sale: SaleToJudge, account: AccountState): LotToOpen {
  const { occurred_at_ms, time_zone } = sale
  const day = localDayOf(occurred_at_ms, time_zone)
  if (unit.pending_days > 0) account.pending += units
  else account.available += units
  return {
    unit: unit.unit,
    units,
    available_at_ms:
      unit.pending_days > 0 ? startOfLocalDay(day + unit.pending_days, time_zone) : occurred_at_ms,
    expires_at_ms:
      unit.expiry.kind === 'rolling'
        ? startOfLocalDay(addMonths(day, unit.expiry.months) + 1, time_zone)
        : null,
  }
}
