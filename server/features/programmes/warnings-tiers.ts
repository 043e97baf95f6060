/** Tiers that almost nobody holds, and tiers that bring nothing. */
import { formatMoneyShort, formatNumber, type Language } from '../../lib/money.ts'
import { spendFor, type ProgrammeFacts } from './reckon.ts'
import type { Ladder, Programme, Tier } from './programme.ts'
import type { Warn } from './warning.ts'

const MONTHS_OF = { month: 1, quarter: 3, year: 12 } as const

export function warnOfLadder(
  programme: Programme,
  ladder: Ladder,
  path: string,
  facts: ProgrammeFacts,
  warn: Warn,
): void {
  const first = ladder.tiers.findIndex(({ threshold }) => threshold > 0)
  ladder.tiers.forEach((tier, n) => {
    warnOfHeight(programme, ladder, tier, n === first, `${path}.tiers.${n}.threshold`, facts, warn)
    // The first may be there to be climbed from.
    if (n === 0 && tier.threshold === 0) return
    if (bringsNothing(programme, tier))
      warn('tier_empty', `${path}.tiers.${n}`, (l) =>
        l === 'fr'
          ? `« ${tier.name} » n’apporte rien de plus : ajoutez un avantage, un bonus ou une récompense.`
          : `“${tier.name}” brings nothing more: add an advantage, a bonus or a reward.`,
      )
  })
}

function bringsNothing(
  { earning, multipliers = [], rewards }: Programme,
  { tier_id, benefits }: Tier,
): boolean {
  const asks = [...earning.map(({ when }) => when), ...multipliers.map(({ when }) => when), ...rewards]
  return benefits.length === 0 && !asks.some(({ tier_ids = [] }) => tier_ids.includes(tier_id))
}

/**
 * What nine in ten, or all but one in a hundred, stay below in a period: a year's figures in proportion, as customers
 * are taken to buy evenly. The first tier is for many; the last may be for few, but not for nobody.
 */
function warnOfHeight(
  programme: Programme,
  { measures, period }: Ladder,
  { name, threshold }: Tier,
  isFirst: boolean,
  path: string,
  facts: ProgrammeFacts,
  warn: Warn,
): void {
  if (threshold === 0) return
  const months = period.kind === 'rolling' ? period.months : MONTHS_OF[period.of]
  const in_period = (of_year: number | undefined) =>
    of_year === undefined ? undefined : (of_year * months) / 12
  const byVisits = measures.by === 'visits'
  const needed = measures.by === 'units' ? spendFor(programme, measures.unit, threshold, facts) : threshold
  const reached = in_period(
    byVisits
      ? isFirst
        ? facts.visits_year_p90
        : facts.visits_year_p99
      : isFirst
        ? facts.spend_year_p90_cents
        : facts.spend_year_p99_cents,
  )
  if (needed === null || reached === undefined || needed <= reached) return
  const figure = (n: number, l: Language) =>
    byVisits
      ? `${formatNumber(Math.floor(n), l)} ${l === 'fr' ? 'achats' : 'purchases'}`
      : formatMoneyShort(Math.round(n / 100) * 100, l)
  warn('tier_unreachable', path, (l) => {
    const [asks, most, n] = [figure(needed, l), figure(reached, l), formatNumber(months, l)]
    if (l === 'fr')
      return (
        `« ${name} » demande ${asks} en ${n} mois : moins d’un client sur ${isFirst ? 'dix' : 'cent'} ` +
        `dépasse ${most}.`
      )
    return (
      `“${name}” asks for ${asks} in ${n} month${months === 1 ? '' : 's'}: fewer than one customer in ` +
      `${isFirst ? 'ten' : 'a hundred'} goes beyond ${most}.`
    )
  })
}
