/**
 * Traps: programmes that may be put in force and that their shop would regret. Reckoned with the shop's own
 * figures when they are given, else only what can be said without. Conditions are taken to hold: at best, it
 * is so.
 */
import { formatMoneyShort, formatPercent, type Language } from '../../lib/money.ts'
import { checkProgramme, thin } from './check.ts'
import { unitsOfOne, type ProgrammeFacts } from './reckon.ts'
import type { EarningRule, Programme } from './programme.ts'
import { warnOfBonuses, warnOfRulesTogether } from './warnings-bonuses.ts'
import { warnOfCampaigns } from './warnings-campaigns.ts'
import { warnOfLaw } from './warnings-legal.ts'
import { warnOfPaying, warnOfReward } from './warnings-rewards.ts'
import { warnOfLadder } from './warnings-tiers.ts'
import { withAverage, type Warn, type Warning } from './warning.ts'
import { activityInWords, unitsInWords } from './words.ts'

export type { ProgrammeFacts } from './reckon.ts'

/** Losing less than a tenth of the spending to rounding is nobody's quarrel. */
const LOST_SHARE = 0.1

/** Empty, too, for a programme that has problems: those come first. */
export function warnings(programme: Programme, given: ProgrammeFacts = {}): Warning[] {
  if (checkProgramme(programme).length > 0) return []
  // An average is seldom whole, and a shop without sales has none.
  const { average_basket_cents, ...others } = given
  const basket = Math.round(average_basket_cents ?? 0)
  const facts: ProgrammeFacts = basket > 0 ? { ...others, average_basket_cents: basket } : others
  const found: Warning[] = []
  const warn: Warn = (code, path, say) => {
    found.push({ code, path, fr: thin(say('fr')), en: say('en') })
  }
  programme.earning.forEach((rule, n) => warnOfRule(programme, rule, n, facts, warn))
  warnOfRulesTogether(programme, warn)
  warnOfBonuses(programme, facts, warn)
  const { rewards, units, ladders = [] } = programme
  if (rewards.length === 0 && ladders.length === 0 && !units.some(({ pays }) => pays)) {
    warn('no_reward', 'rewards', (l) =>
      l === 'fr'
        ? 'Rien ne récompense vos clients : ajoutez une récompense.'
        : 'Nothing rewards your customers: add a reward.',
    )
  }
  rewards.forEach((reward, n) => warnOfReward(programme, reward, `rewards.${n}`, facts, warn))
  units.forEach((unit, n) => warnOfPaying(programme, unit, `units.${n}.pays`, facts, warn))
  ladders.forEach((ladder, n) => warnOfLadder(programme, ladder, `ladders.${n}`, facts, warn))
  warnOfCampaigns(programme, facts, warn)
  warnOfLaw(programme, facts, warn)
  return found
}

function warnOfRule(
  programme: Programme,
  rule: EarningRule,
  n: number,
  facts: ProgrammeFacts,
  warn: Warn,
): void {
  if (rule.counts.by === 'activity') warnOfActivity(programme, rule, `earning.${n}`, warn)
  else {
    warnOfStep(programme, rule, `earning.${n}.counts.per_cents`, facts, warn)
    warnOfCaps(programme, rule, n, facts, warn)
  }
}

/** Nothing but a profile is naturally done once. */
function warnOfActivity(programme: Programme, rule: EarningRule, path: string, warn: Warn): void {
  const { counts, unit: key, caps = [] } = rule
  const unit = programme.units.find((one) => one.unit === key)
  if (counts.by !== 'activity' || counts.activity === 'profile_completed') return
  if (caps.length > 0 || (unit?.caps ?? []).some(({ per }) => per !== 'sale')) return
  warn('activity_without_cap', path, (l) => {
    const gives = `${unitsInWords(programme, key, counts.units, l)} ${activityInWords(counts.activity, l)}`
    return l === 'fr'
      ? `« ${gives} » : rien ne limite combien de fois. Ajoutez un plafond, par jour ou par mois.`
      : `“${gives}”: nothing limits how often. Add a limit, by day or by month.`
  })
}

function warnOfStep(
  programme: Programme,
  rule: EarningRule,
  path: string,
  { average_basket_cents: basket }: ProgrammeFacts,
  warn: Warn,
): void {
  const { counts, unit: key } = rule
  const unit = programme.units.find((one) => one.unit === key)
  if (counts.by !== 'amount' || unit === undefined || unit.remainder === 'keep') return
  const step = (l: Language) => {
    const given = unitsInWords(programme, key, counts.units, l)
    return `${given} ${l === 'fr' ? 'par' : 'per'} ${formatMoneyShort(counts.per_cents, l)}`
  }
  if (unit.rounding === 'up' && counts.per_cents > 100) {
    warn('rounded_up', path, (l) =>
      l === 'fr'
        ? `Avec ${step(l)} arrondi au-dessus, un client gagne plus en payant en plusieurs fois.`
        : `With ${step(l)} rounded up, a customer earns more by paying in several times.`,
    )
  }
  if (unit.rounding === 'up' || basket === undefined) return
  const earned = unitsOfOne(programme, rule, basket)
  if (earned === 0) {
    warn('step_above_basket', path, (l) =>
      l === 'fr'
        ? `${withAverage(basket, l)} et ${step(l)}, la plupart de vos habitués n’auraient jamais rien : ` +
          'gardez le reste d’un achat à l’autre.'
        : `${withAverage(basket, l)} and ${step(l)}, most of your regulars would never get anything: ` +
          'keep the remainder from one purchase to the next.',
    )
    return
  }
  const lost = 1 - (earned * counts.per_cents) / (basket * counts.units)
  if (lost < LOST_SHARE) return
  const share = (l: Language) => formatPercent(Math.round(lost * 100) * 100, l)
  warn('remainder_lost', path, (l) =>
    l === 'fr'
      ? `${withAverage(basket, l)} et ${step(l)}, ${share(l)} des dépenses ne compteraient pas.`
      : `${withAverage(basket, l)} and ${step(l)}, ${share(l)} of the spending would not count.`,
  )
}

/** A limit that one ordinary purchase reaches is felt as a broken promise. */
function warnOfCaps(
  programme: Programme,
  rule: EarningRule,
  n: number,
  { average_basket_cents: basket }: ProgrammeFacts,
  warn: Warn,
): void {
  if (basket === undefined) return
  const earned = unitsOfOne(programme, rule, basket)
  const at = programme.units.findIndex((one) => one.unit === rule.unit)
  const caps = [
    ...(rule.caps ?? []).map((cap, c) => ({ cap, path: `earning.${n}.caps.${c}` })),
    ...(programme.units[at]?.caps ?? []).map((cap, c) => ({ cap, path: `units.${at}.caps.${c}` })),
  ]
  const tight = caps.find(({ cap }) => cap.units_max < earned)
  if (tight === undefined) return
  const words = (units: number, l: Language) => unitsInWords(programme, rule.unit, units, l)
  warn('cap_below_basket', `${tight.path}.units_max`, (l) =>
    l === 'fr'
      ? `${withAverage(basket, l)}, un seul achat gagnerait ${words(earned, l)}, ` +
        `au-delà du plafond de ${words(tight.cap.units_max, l)}.`
      : `${withAverage(basket, l)}, a single purchase would earn ${words(earned, l)}, ` +
        `beyond the limit of ${words(tight.cap.units_max, l)}.`,
  )
}
