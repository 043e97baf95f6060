/** Rewards that nobody reaches, that cost more than they bring, or that are gone before they are reached. */
import { formatMoneyShort, formatPercent, type Language } from '../../lib/money.ts'
import { DAY_MS } from '../../lib/time.ts'
import { costOf, spendFor, unitsPerCent, unitsPerVisit, type ProgrammeFacts } from './reckon.ts'
import type { Expiry, Programme, Reward, Unit } from './programme.ts'
import { GENEROUS_BASIS_POINTS, withAverage, type Warn } from './warning.ts'
import { unitsInWords } from './words.ts'

const DAYS_PER_MONTH = 365.25 / 12

export function warnOfReward(
  programme: Programme,
  reward: Reward,
  path: string,
  facts: ProgrammeFacts,
  warn: Warn,
): void {
  const unit = programme.units.find((one) => one.unit === reward.unit)
  if (unit === undefined) return
  const { name } = reward
  const { average_basket_cents: basket } = facts
  const rules = programme.earning.filter((rule) => rule.unit === reward.unit)
  // What is only earned without buying is earned as often as the shop says.
  if (rules.length > 0 && rules.every(({ counts }) => counts.by === 'activity')) return
  const per_visit = unitsPerVisit(programme, reward.unit, facts)
  if (rules.length === 0 || per_visit === 0) {
    const why = (l: Language) =>
      basket === undefined || rules.length === 0
        ? ''
        : l === 'fr'
          ? ` avec un panier moyen de ${formatMoneyShort(basket, l)}`
          : ` with an average basket of ${formatMoneyShort(basket, l)}`
    warn('reward_unreachable', path, (l) =>
      l === 'fr' ? `Personne n’atteindrait « ${name} »${why(l)}.` : `Nobody would reach “${name}”${why(l)}.`,
    )
    return
  }
  const first = programme.rewards.find(
    (one) =>
      one !== reward && one.trigger === 'automatic' && one.unit === reward.unit && one.cost < reward.cost,
  )
  if (first !== undefined) {
    const price = (l: Language) => unitsInWords(programme, first.unit, first.cost, l)
    warn('reward_shadowed', path, (l) =>
      l === 'fr'
        ? `« ${first.name} » part tout seul dès ${price(l)} : presque personne n’atteindrait « ${name} ».`
        : `“${first.name}” is issued by itself at ${price(l)}: almost nobody would reach “${name}”.`,
    )
  }
  warnOfGenerosity(programme, reward, path, facts, warn)
  warnOfOpenOffer(programme, reward, path, facts, warn)
  if (per_visit !== null) warnOfExpiry(reward, unit, path, facts, per_visit, warn)
}

function warnOfGenerosity(
  programme: Programme,
  reward: Reward,
  path: string,
  facts: ProgrammeFacts,
  warn: Warn,
): void {
  const { margin_basis_points: margin, average_basket_cents } = facts
  const needed_cents = spendFor(programme, reward.unit, reward.cost, facts)
  const value_cents = costOf(reward, average_basket_cents)
  if (needed_cents === null || value_cents === null) return
  const value_points = (value_cents * 10_000) / needed_cents
  const share = (l: Language) => formatPercent(Math.round(value_points / 100) * 100, l)
  const cost = (l: Language) => formatMoneyShort(value_cents, l)
  const spent = (l: Language) => formatMoneyShort(Math.round(needed_cents), l)
  if (margin !== undefined && value_points > margin) {
    warn('reward_above_margin', path, (l) =>
      l === 'fr'
        ? `« ${reward.name} » coûte ${cost(l)} pour environ ${spent(l)} d’achats, soit ${share(l)} : ` +
          `plus que votre marge de ${formatPercent(margin, l)}.`
        : `“${reward.name}” costs ${cost(l)} for about ${spent(l)} of purchases, that is ${share(l)}: ` +
          `more than your margin of ${formatPercent(margin, l)}.`,
    )
  } else if (value_points > GENEROUS_BASIS_POINTS) {
    warn('reward_too_generous', path, (l) =>
      l === 'fr'
        ? `« ${reward.name} » vaut ${cost(l)} pour environ ${spent(l)} d’achats, soit ${share(l)} : c’est beaucoup.`
        : `“${reward.name}” is worth ${cost(l)} for about ${spent(l)} of purchases, that is ${share(l)}: it is a lot.`,
    )
  }
}

/**
 * A discount that every holder of a card gets at each purchase is no reward of one customer: in French law it is a
 * reduction announced to all (L112-1-1 of the consumer code), with the lowest price of the last 30 days beside it.
 */
function warnOfOpenOffer(
  programme: Programme,
  reward: Reward,
  path: string,
  facts: ProgrammeFacts,
  warn: Warn,
): void {
  const { kind } = reward.benefit
  if (facts.country !== 'FR' || (kind !== 'discount_percent' && kind !== 'discount_amount')) return
  if ((reward.tier_ids?.length ?? 0) > 0 || (reward.club_ids?.length ?? 0) > 0 || reward.per_customer) return
  const per_visit = unitsPerVisit(programme, reward.unit, facts, 'usual')
  if (per_visit === null || per_visit < reward.cost) return
  warn('reward_open_to_all', path, (l) =>
    l === 'fr'
      ? `« ${reward.name} » revient à chacun, à chaque achat : pour la loi, c’est une baisse de prix annoncée à tous. ` +
        'Demandez plus, ou affichez le prix le plus bas des 30 derniers jours.'
      : `“${reward.name}” comes to everyone at each purchase: in French law it is a price reduction announced to all. ` +
        'Ask for more, or show the lowest price of the last 30 days.',
  )
}

/** How long something is good for at most, in days; null for ever. */
function longestLife(expiry: Expiry, today: string | undefined): number | null {
  switch (expiry.kind) {
    case 'never':
      return null
    case 'rolling':
    case 'inactivity':
      return expiry.months * DAYS_PER_MONTH
    case 'calendar':
      return (expiry.plus + 1) * { month: 31, quarter: 92, year: 366 }[expiry.end_of]
    case 'yearly':
      return 366 + expiry.months_min * DAYS_PER_MONTH
    case 'date':
      return today === undefined ? null : (Date.parse(expiry.on) - Date.parse(today)) / DAY_MS + 1
  }
}

function warnOfExpiry(
  { name, cost }: Reward,
  unit: Unit,
  path: string,
  facts: ProgrammeFacts,
  per_visit: number,
  warn: Warn,
): void {
  const { average_days_between_visits: days_between, today } = facts
  const life = longestLife(unit.expiry, today)
  if (life === null || days_between === undefined) return
  const months = (days: number) => Math.max(1, Math.round(days / DAYS_PER_MONTH))
  if (unit.expiry.kind === 'inactivity') {
    if (days_between <= life) return
    const every = Math.round(days_between)
    const { months: given } = unit.expiry
    warn('expiry_too_short', path, (l) =>
      l === 'fr'
        ? `Un client moyen revient tous les ${every} jours, et ce qu’il gagne expire après ${given} mois sans achat.`
        : `An average customer comes back every ${every} days, and what they earn expires after ${given} months ` +
          'without a purchase.',
    )
    return
  }
  // The first visit is on the first day, so n visits span n - 1 intervals.
  const days = (Math.ceil(cost / per_visit) - 1) * days_between
  if (days <= life) return
  const needed = Math.ceil(days / DAYS_PER_MONTH)
  warn('expiry_too_short', path, (l) =>
    l === 'fr'
      ? `Un client moyen met environ ${needed} mois à atteindre « ${name} », ` +
        `et ce qu’il gagne expire au bout de ${months(life)} mois.`
      : `An average customer takes about ${needed} months to reach “${name}”, ` +
        `and what they earn expires after ${months(life)}.`,
  )
}

/** Paying with units is a discount that is always at hand. */
export function warnOfPaying(
  programme: Programme,
  unit: Unit,
  path: string,
  facts: ProgrammeFacts,
  warn: Warn,
): void {
  if (!unit.pays) return
  const { average_basket_cents: basket, margin_basis_points: margin } = facts
  const per_visit = unitsPerVisit(programme, unit.unit, facts, 'usual')
  const worth = unit.pays.cents / unit.pays.units
  const rate =
    per_visit !== null && basket !== undefined
      ? (per_visit * worth) / basket
      : worth * Math.max(0, ...programme.earning.filter((rule) => rule.unit === unit.unit).map(unitsPerCent))
  const most = margin ?? GENEROUS_BASIS_POINTS
  if (rate * 10_000 <= most) return
  const share = (l: Language) => formatPercent(Math.round(rate * 100) * 100, l)
  warn('pays_too_generous', path, (l) => {
    const begins = basket === undefined ? '' : `${withAverage(basket, l)}, `
    const said =
      l === 'fr'
        ? `${begins}vous rendriez ${share(l)} de chaque achat : ${margin === undefined ? 'c’est beaucoup' : `plus que votre marge de ${formatPercent(margin, l)}`}.`
        : `${begins}you would give back ${share(l)} of each purchase: ${margin === undefined ? 'it is a lot' : `more than your margin of ${formatPercent(margin, l)}`}.`
    return said.charAt(0).toUpperCase() + said.slice(1)
  })
}
