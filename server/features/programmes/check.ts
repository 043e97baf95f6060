/**
 * What a programme must not be. The shape itself (fields there, of their types) is the API schema's to check;
 * here is what the shape cannot say. Each problem has a code for screens, a path to the field, and a
 * sentence.
 */
import type { Benefit, EarningRule, Programme, Reward, Unit } from './programme.ts'

type ProblemCode = keyof typeof sentences

export type Problem = { code: ProblemCode; path: string; fr: string; en: string }

/**
 * So large that no shop means it, so small that the cents of the largest sale (100 million €) times units are
 * exact.
 */
const UNITS_MAX = 100_000
const CENTS_MAX = 1_000_000_000
const MONTHS_MAX = 600
const DAYS_MAX = 3650
const NAME_LENGTH_MAX = 120

const sentences = {
  name_empty: ['Donnez un nom.', 'Give it a name.'],
  name_too_long: [
    'Ce nom est trop long : 120 caractères au plus.',
    'This name is too long: 120 characters at most.',
  ],
  units_missing: [
    'Dites ce qui est compté : points, tampons ou montant.',
    'Say what is counted: points, stamps or amount.',
  ],
  earning_missing: ['Rien ne fait gagner : ajoutez une règle.', 'Nothing earns: add a rule.'],
  id_empty: ['Un identifiant est vide.', 'An identifier is empty.'],
  id_duplicate: ['Cet identifiant sert deux fois.', 'This identifier is used twice.'],
  unit_unknown: ['Cette unité n’existe pas dans le programme.', 'The programme has no such unit.'],
  not_whole: ['Un nombre entier est attendu.', 'A whole number is expected.'],
  too_small: ['Ce nombre est trop petit.', 'This number is too small.'],
  too_large: ['Ce nombre est trop grand.', 'This number is too large.'],
  spend_not_by_amount: [
    'Un montant d’achats se compte par montant.',
    'An amount of purchases is counted by amount.',
  ],
  product_missing: [
    'Dites quel produit est offert, de quel rayon, ou jusqu’à quelle valeur.',
    'Say which product is free, from which category, or up to which value.',
  ],
  expires_before_available: [
    'Les unités expireraient avant de pouvoir servir.',
    'Units would expire before they can be used.',
  ],
} as const satisfies Record<string, readonly [string, string]>

type Report = (code: ProblemCode, path: string) => void

/** Empty when the programme may be put in force. */
export function checkProgramme(programme: Programme): Problem[] {
  const problems: Problem[] = []
  const report: Report = (code, path) => {
    const [fr, en] = sentences[code]
    problems.push({ code, path, fr: thin(fr), en })
  }
  checkName(programme.name, 'name', report)
  if (programme.units.length === 0) report('units_missing', 'units')
  if (programme.earning.length === 0) report('earning_missing', 'earning')
  checkIds(
    programme.units.map(({ unit }) => unit),
    'units',
    'unit',
    report,
  )
  checkIds(
    programme.earning.map(({ rule_id }) => rule_id),
    'earning',
    'rule_id',
    report,
  )
  checkIds(
    programme.rewards.map(({ reward_id }) => reward_id),
    'rewards',
    'reward_id',
    report,
  )
  programme.units.forEach((unit, n) => checkUnit(unit, `units.${n}`, report))
  programme.earning.forEach((rule, n) => checkRule(rule, programme.units, `earning.${n}`, report))
  programme.rewards.forEach((reward, n) => checkReward(reward, programme.units, `rewards.${n}`, report))
  return problems
}

/** The sentences above are written with plain spaces. */
export const thin = (fr: string) => fr.replaceAll(/ (?=[:;!?»])/g, '\u202f').replaceAll('« ', '«\u202f')

function checkName(name: string, path: string, report: Report): void {
  if (name.trim() === '') report('name_empty', path)
  if (name.length > NAME_LENGTH_MAX) report('name_too_long', path)
}

function checkIds(ids: string[], path: string, field: string, report: Report): void {
  ids.forEach((id, n) => {
    if (id.trim() === '') report('id_empty', `${path}.${n}.${field}`)
    else if (ids.indexOf(id) < n) report('id_duplicate', `${path}.${n}.${field}`)
  })
}

function checkWhole(value: number, least: number, most: number, path: string, report: Report): void {
  if (!Number.isInteger(value)) report('not_whole', path)
  else if (value < least) report('too_small', path)
  else if (value > most) report('too_large', path)
}

function checkUnit({ pending_days, expiry }: Unit, path: string, report: Report): void {
  checkWhole(pending_days, 0, DAYS_MAX, `${path}.pending_days`, report)
  if (!('months' in expiry)) return
  checkWhole(expiry.months, 1, MONTHS_MAX, `${path}.expiry.months`, report)
  // The shortest month has 28 days, and the last day is included.
  if (pending_days > expiry.months * 28) report('expires_before_available', `${path}.pending_days`)
}

function checkRule({ unit, counts }: EarningRule, units: Unit[], path: string, report: Report): void {
  const counted = units.find((one) => one.unit === unit)
  if (counted === undefined) report('unit_unknown', `${path}.unit`)
  if (counted?.kind === 'spend' && counts.by !== 'amount') report('spend_not_by_amount', `${path}.counts.by`)
  checkWhole(counts.units, 1, UNITS_MAX, `${path}.counts.units`, report)
  if (counts.by === 'amount') checkWhole(counts.per_cents, 1, CENTS_MAX, `${path}.counts.per_cents`, report)
  if (counts.by === 'purchase') {
    checkWhole(counts.minimum_cents, 0, CENTS_MAX, `${path}.counts.minimum_cents`, report)
  }
}

function checkReward(
  { name, unit, cost, benefit }: Reward,
  units: Unit[],
  path: string,
  report: Report,
): void {
  checkName(name, `${path}.name`, report)
  if (!units.some((one) => one.unit === unit)) report('unit_unknown', `${path}.unit`)
  // A reward that costs nothing would be issued without end.
  checkWhole(cost, 1, CENTS_MAX, `${path}.cost`, report)
  checkBenefit(benefit, `${path}.benefit`, report)
}

function checkBenefit(benefit: Benefit, path: string, report: Report): void {
  if (benefit.valid_days !== null) checkWhole(benefit.valid_days, 1, DAYS_MAX, `${path}.valid_days`, report)
  if ('value_cents' in benefit) {
    checkWhole(benefit.value_cents, 1, CENTS_MAX, `${path}.value_cents`, report)
  } else if ('value_cents_max' in benefit && benefit.value_cents_max !== null) {
    checkWhole(benefit.value_cents_max, 1, CENTS_MAX, `${path}.value_cents_max`, report)
  }
  if (benefit.kind === 'discount_percent')
    checkWhole(benefit.basis_points, 1, 10_000, `${path}.basis_points`, report)
  if (benefit.kind === 'discount_amount' || benefit.kind === 'discount_percent') {
    checkWhole(benefit.minimum_cents, 0, CENTS_MAX, `${path}.minimum_cents`, report)
  }
  if (benefit.kind !== 'free_product') return
  const { product_id, category, value_cents_max } = benefit
  if (product_id === null && category === null && value_cents_max === null) report('product_missing', path)
}
