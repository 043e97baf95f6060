/** Rules and bonuses that come to more together than each of them says. */
import { formatMoneyShort, formatNumber, formatPercent, type Language } from '../../lib/money.ts'
import { unitsPerCent, worthOfUnit, type ProgrammeFacts } from './reckon.ts'
import { isUnconditional } from './phrases-when.ts'
import type { EarningRule, Multiplier, Programme } from './programme.ts'
import { GENEROUS_BASIS_POINTS, type Warn } from './warning.ts'
import { unitsInWords } from './words.ts'

/** Two rules by amount, one for everything and one for some goods: on those goods both count. */
export function warnOfRulesTogether(programme: Programme, warn: Warn): void {
  const { earning } = programme
  earning.forEach((rule, n) => {
    const base = earning.find((other) => addsUp(other, rule))
    if (base === undefined || rule.counts.by !== 'amount') return
    const per_cents = Math.max(100, rule.counts.per_cents)
    const units = Math.round((unitsPerCent(base) + unitsPerCent(rule)) * per_cents * 100) / 100
    warn('rules_add_up', `earning.${n}`, (l) => {
      const what = Number.isInteger(units)
        ? unitsInWords(programme, rule.unit, units, l)
        : formatNumber(units, l)
      const by = formatMoneyShort(per_cents, l)
      return l === 'fr'
        ? `Cette règle s’ajoute à celle qui vaut pour tout : ${what} pour ${by} en tout. ` +
            'Si elle doit la remplacer, mettez-les dans le même groupe.'
        : `This rule adds to the one that holds for everything: ${what} for ${by} in all. ` +
            'If it should replace it, put both in one group.'
    })
  })
}

const namesGoods = ({ when }: EarningRule) =>
  [when.categories, when.product_ids, when.brands, when.suppliers].some((list) => (list?.length ?? 0) > 0)

const addsUp = (base: EarningRule, rule: EarningRule) =>
  base !== rule &&
  base.unit === rule.unit &&
  base.counts.by === 'amount' &&
  rule.counts.by === 'amount' &&
  isUnconditional(base.when) &&
  namesGoods(rule) &&
  // One that gives less than the base was surely meant as an extra.
  unitsPerCent(rule) > unitsPerCent(base) &&
  !(rule.exclusive_group && rule.exclusive_group === base.exclusive_group)

/** What all bonuses of a unit come to where they meet, by the stacking rule. */
function together(bonuses: Multiplier[], stacking: Programme['stacking']): number {
  const factors = bonuses.map(({ factor_milli }) => factor_milli / 1000)
  if (stacking === 'multiply') return factors.reduce((product, factor) => product * factor, 1)
  if (stacking === 'add') return factors.reduce((sum, factor) => sum + factor - 1, 1)
  return Math.max(1, ...factors)
}

export function warnOfBonuses(programme: Programme, facts: ProgrammeFacts, warn: Warn): void {
  const { multipliers = [], earning, units, stacking } = programme
  for (const { unit } of units) {
    const bonuses = multipliers.filter((one) => one.unit === unit)
    const worth = worthOfUnit(programme, unit, facts)
    if (bonuses.length === 0 || worth === null) continue
    const rate = Math.max(0, ...earning.filter((rule) => rule.unit === unit).map(unitsPerCent)) * worth
    const factor = together(bonuses, stacking)
    const most = facts.margin_basis_points ?? GENEROUS_BASIS_POINTS
    const share_points = rate * factor * 10_000
    // A programme that is too generous without any bonus is told elsewhere.
    if (share_points <= most || rate * 10_000 > most) continue
    const meets = bonuses.length > 1 && (stacking === 'add' || stacking === 'multiply')
    const best = bonuses.find(({ factor_milli }) => factor_milli / 1000 === factor) ?? bonuses[0]!
    const first = multipliers.indexOf(meets ? bonuses[0]! : best)
    const share = (l: Language) => formatPercent(Math.round(share_points / 100) * 100, l)
    const times = (l: Language) => formatNumber(Math.round(factor * 100) / 100, l)
    const margin = facts.margin_basis_points
    warn('bonus_too_generous', `multipliers.${first}`, (l) => {
      const over =
        margin === undefined
          ? ''
          : l === 'fr'
            ? `, plus que votre marge de ${formatPercent(margin, l)}`
            : `, more than your margin of ${formatPercent(margin, l)}`
      if (l === 'fr')
        return meets
          ? `Quand vos bonus se rencontrent, ils multiplient par ${times(l)} : vous rendriez ${share(l)} de l’achat${over}.`
          : `Avec « ${best.name} », vous rendriez ${share(l)} de l’achat${over}.`
      return meets
        ? `Where your bonuses meet they multiply by ${times(l)}: you would give back ${share(l)} of the purchase${over}.`
        : `With “${best.name}” you would give back ${share(l)} of the purchase${over}.`
    })
  }
}
