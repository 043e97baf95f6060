/**
 * What a programme must not be. The shape itself (fields there, of their types) is the API schema's to check;
 * here is what the shape cannot say. Each problem has a code for screens, a path to the field, and a
 * sentence that says what to do.
 */
import { checkActivity, checkConditions, checkDates, checkTiers } from './check-conditions.ts'
import { checkLadders } from './check-ladders.ts'
import { problemOf, type Problem, type Report } from './check-sentences.ts'
import { checkCaps, checkUnit, checkUnitNames } from './check-units.ts'
import { CENTS_MAX, checkIds, checkName, checkWhole, DAYS_MAX, UNITS_MAX } from './check-values.ts'
import type { Benefit, EarningRule, Multiplier, Programme, Reward } from './programme.ts'

export { thin, type Problem } from './check-sentences.ts'

const FACTOR_MAX = 100_000
const PRIORITY_MAX = 1000
const TIMES_MAX = 1000

/**
 * Empty when the programme may be put in force. With today's local day ('2027-06-30') also what is already over
 * is told.
 */
export function checkProgramme(programme: Programme, today?: string): Problem[] {
  const problems: Problem[] = []
  const report: Report = (code, path) => problems.push(problemOf(code, path))
  const { units, earning, rewards, multipliers = [], ladders = [] } = programme
  checkName(programme.name, 'name', report)
  if (units.length === 0) report('units_missing', 'units')
  if (earning.length === 0) report('earning_missing', 'earning')
  const idsOf = (list: string, field: string, ids: string[]) => checkIds(ids, list, field, report)
  idsOf(
    'units',
    'unit',
    units.map(({ unit }) => unit),
  )
  idsOf(
    'earning',
    'rule_id',
    earning.map(({ rule_id }) => rule_id),
  )
  idsOf(
    'rewards',
    'reward_id',
    rewards.map(({ reward_id }) => reward_id),
  )
  idsOf(
    'multipliers',
    'multiplier_id',
    multipliers.map(({ multiplier_id }) => multiplier_id),
  )
  const tiers = new Set(ladders.flatMap((ladder) => ladder.tiers.map(({ tier_id }) => tier_id)))
  units.forEach((unit, n) => checkUnit(unit, programme, `units.${n}`, report, today))
  earning.forEach((rule, n) => checkRule(rule, programme, tiers, `earning.${n}`, report))
  multipliers.forEach((one, n) => checkMultiplier(one, programme, tiers, `multipliers.${n}`, report))
  rewards.forEach((reward, n) => checkReward(reward, programme, tiers, `rewards.${n}`, report))
  checkUnitNames(programme, report)
  checkLadders(programme, report)
  return problems
}

function checkRule(
  rule: EarningRule,
  { units }: Programme,
  tiers: Set<string>,
  path: string,
  report: Report,
): void {
  const { rule_id, unit, counts, when, priority = 0 } = rule
  const counted = units.find((one) => one.unit === unit)
  // What bonuses add is kept under `<rule_id>:boost`, and caps under `<rule_id or unit>@…`.
  if (/[:@]/.test(rule_id) || (rule.caps?.length && units.some((one) => one.unit === rule_id)))
    report('id_reserved', `${path}.rule_id`)
  if (rule.name !== undefined && rule.name.length > 0) checkName(rule.name, `${path}.name`, report)
  if (counted === undefined) report('unit_unknown', `${path}.unit`)
  if (counted?.kind === 'spend' && counts.by !== 'amount') report('spend_not_by_amount', `${path}.counts.by`)
  checkWhole(counts.units, 1, UNITS_MAX, `${path}.counts.units`, report)
  if (counts.by === 'amount') checkWhole(counts.per_cents, 1, CENTS_MAX, `${path}.counts.per_cents`, report)
  if (counts.by === 'purchase')
    checkWhole(counts.minimum_cents, 0, CENTS_MAX, `${path}.counts.minimum_cents`, report)
  if (counts.by === 'item' && counts.every !== undefined)
    checkWhole(counts.every, 1, UNITS_MAX, `${path}.counts.every`, report)
  if (counts.by === 'activity' && !/^[a-z][a-z0-9_]*$/.test(counts.activity))
    report('activity_unknown', `${path}.counts.activity`)
  checkWhole(priority, -PRIORITY_MAX, PRIORITY_MAX, `${path}.priority`, report)
  checkCaps(rule.caps, `${path}.caps`, report)
  checkActivity(rule, path, report)
  checkConditions(when, tiers, `${path}.when`, report)
  if (counts.by === 'purchase' && counts.minimum_cents > (when.basket_max_cents ?? Infinity))
    report('never_holds', `${path}.when.basket_max_cents`)
}

/** What a bonus adds is reckoned in thousandths of units on large baskets: beyond this, whole numbers no longer hold it. */
const BOOST_MAX = 900_000

const multiplied = ({ unit, rule_ids = [] }: Multiplier, earning: EarningRule[]) =>
  earning.filter((rule) => rule.unit === unit && (rule_ids.length === 0 || rule_ids.includes(rule.rule_id)))

function checkMultiplier(
  one: Multiplier,
  { units, earning }: Programme,
  tiers: Set<string>,
  path: string,
  report: Report,
): void {
  const { name, unit, factor_milli, rule_ids = [], when, priority = 0 } = one
  checkName(name, `${path}.name`, report)
  if (!units.some((counted) => counted.unit === unit)) report('unit_unknown', `${path}.unit`)
  if (factor_milli < 1000) report('factor_too_small', `${path}.factor_milli`)
  else checkWhole(factor_milli, 1000, FACTOR_MAX, `${path}.factor_milli`, report)
  const most = Math.max(0, ...multiplied(one, earning).map(({ counts }) => counts.units))
  if (most * (factor_milli - 1000) > BOOST_MAX) report('factor_too_large', `${path}.factor_milli`)
  rule_ids.forEach((id, n) => {
    if (!earning.some((rule) => rule.rule_id === id && rule.unit === unit))
      report('rule_unknown', `${path}.rule_ids.${n}`)
  })
  checkWhole(priority, -PRIORITY_MAX, PRIORITY_MAX, `${path}.priority`, report)
  checkConditions(when, tiers, `${path}.when`, report)
}

function checkReward(
  reward: Reward,
  { units }: Programme,
  tiers: Set<string>,
  path: string,
  report: Report,
): void {
  const { name, unit, cost, benefit, cost_cents, tier_ids, club_ids, dates, per_customer } = reward
  checkName(name, `${path}.name`, report)
  if (!units.some((one) => one.unit === unit)) report('unit_unknown', `${path}.unit`)
  // A reward that costs nothing would be issued without end.
  checkWhole(cost, 1, CENTS_MAX, `${path}.cost`, report)
  if (cost_cents) checkWhole(cost_cents, 0, CENTS_MAX, `${path}.cost_cents`, report)
  checkBenefit(benefit, `${path}.benefit`, report)
  checkTiers(tier_ids, tiers, `${path}.tier_ids`, report)
  if (dates) checkDates(dates, `${path}.dates`, report)
  if (per_customer) checkWhole(per_customer.times, 1, TIMES_MAX, `${path}.per_customer.times`, report)
  const isLimited =
    (tier_ids?.length ?? 0) > 0 ||
    (club_ids?.length ?? 0) > 0 ||
    (dates?.from ?? dates?.to ?? null) !== null ||
    Boolean(per_customer) ||
    reward.limited_stock === true
  if (reward.trigger === 'automatic' && isLimited) report('automatic_is_for_all', `${path}.trigger`)
}

function checkBenefit(benefit: Benefit, path: string, report: Report): void {
  if (benefit.valid_days !== null) checkWhole(benefit.valid_days, 1, DAYS_MAX, `${path}.valid_days`, report)
  if ('value_cents' in benefit) {
    checkWhole(benefit.value_cents, 1, CENTS_MAX, `${path}.value_cents`, report)
  } else if ('value_cents_max' in benefit && benefit.value_cents_max !== null) {
    checkWhole(benefit.value_cents_max, 1, CENTS_MAX, `${path}.value_cents_max`, report)
  }
  if (benefit.kind === 'donation' && benefit.cause.trim() === '') report('cause_missing', `${path}.cause`)
  if (benefit.kind === 'discount_percent')
    checkWhole(benefit.basis_points, 1, 10_000, `${path}.basis_points`, report)
  if ('minimum_cents' in benefit)
    checkWhole(benefit.minimum_cents, 0, CENTS_MAX, `${path}.minimum_cents`, report)
  if (benefit.kind !== 'free_product') return
  const { product_id, category, value_cents_max } = benefit
  if (product_id === null && category === null && value_cents_max === null) report('product_missing', path)
}
