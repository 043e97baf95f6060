/**
 * A programme for a shop that has none, from how its customers buy: the mechanic by how often and how evenly, the
 * reward by the basket, the threshold by what the margin can bear; then replayed, and set until it costs what it should.
 */
import { formatMoneyShort, formatNumber, formatPercent, type Language } from '../../../lib/money.ts'
import { thin } from '../../programmes/check.ts'
import type { EarningRule, Expiry, Programme, Reward, Unit } from '../../programmes/programme.ts'
import { changed, niceUnits } from './mend.ts'
import type { Figures } from './figures.ts'
import type { Outlook } from './outlook.ts'
import { regularsRewarded, tried, type Wanted } from './suggest.ts'

export type Reason = { fr: string; en: string }
/** Its reasons are told by its figures, once it has been replayed on everything. */
export type Proposal = { programme: Programme; reasonsFor: (figures: Figures) => Reason[] }

/** Of the margin, what a programme may take: 12 %, and between 1 and 5 % of the turnover. */
const OF_MARGIN = 0.12
const LEAST_BASIS_POINTS = 100
const MOST_BASIS_POINTS = 500
const VALUES_CENTS = [200, 300, 500, 800, 1000, 1500, 2000, 2500, 3000, 5000, 7500, 10_000, 15_000, 20_000]
const TRIES = 6

export type ProposalWish = Omit<Wanted, 'programme'> & { newId: () => string; language: Language }

export function* proposing(wish: ProposalWish): Generator<number, Proposal | null> {
  const { outlook, margin } = wish
  if (outlook.sales === 0) return null
  const target =
    wish.budget_basis_points ??
    Math.round(Math.min(MOST_BASIS_POINTS, Math.max(LEAST_BASIS_POINTS, margin.basis_points * OF_MARGIN)))
  const kind = mechanicOf(outlook)
  const value_cents = valueOf(outlook)
  let threshold = firstThreshold(outlook, kind, value_cents, target)
  const expiry_months = monthsToUse(outlook)
  let programme = programmeOf(wish, kind, value_cents, threshold, expiry_months)
  let figures = yield* tried({ ...wish, programme }, programme, wish.search)
  for (let n = 0; n < TRIES; n++) {
    const ratio = figures.generosity_basis_points / target
    if (ratio > 0.85 && ratio < 1.1) break
    const unit = programme.units[0]!.unit
    const next = niceUnits(Math.max(2, threshold * Math.min(2.5, Math.max(0.4, ratio))), programme, unit)
    if (next === threshold) break
    threshold = next
    programme = changed(programmeOf(wish, kind, value_cents, threshold, expiry_months), (one) => {
      one.earning[0]!.rule_id = programme.earning[0]!.rule_id
      one.rewards[0]!.reward_id = programme.rewards[0]!.reward_id
    })
    figures = yield* tried({ ...wish, programme }, programme, wish.search)
  }
  return {
    programme,
    reasonsFor: (found) => reasonsOf(wish, { kind, value_cents, expiry_months, figures: found }),
  }
}

type Mechanic = 'stamps' | 'points' | 'spend'

/** Even small baskets and many visits: a stamp each. Few large ones: what was spent. Else points. */
function mechanicOf({ basket, visits }: Outlook): Mechanic {
  if (basket.dispersion < 0.6 && basket.average_cents <= 2000 && visits.per_year >= 8) return 'stamps'
  if (basket.average_cents >= 6000 || visits.per_year <= 3) return 'spend'
  return 'points'
}

/** About a third of a basket: enough to be felt, not enough to pay for a whole visit. */
function valueOf({ basket }: Outlook): number {
  const wanted = Math.max(200, basket.average_cents / 3)
  return VALUES_CENTS.reduce((best, one) => (Math.abs(one - wanted) < Math.abs(best - wanted) ? one : best))
}

function firstThreshold({ basket }: Outlook, kind: Mechanic, value_cents: number, target: number): number {
  const spend_cents = (value_cents * 10_000) / target
  if (kind === 'stamps') return Math.max(3, Math.round(spend_cents / Math.max(1, basket.average_cents)))
  if (kind === 'spend') return Math.max(1000, Math.round(spend_cents / 500) * 500)
  return Math.max(10, Math.round(spend_cents / 100 / 10) * 10)
}

/** So that nine customers in ten have come back twice before anything is lost; a year at least. */
function monthsToUse({ gap_days }: Outlook): number {
  const months = gap_days ? Math.ceil((gap_days.nine_in_ten * 2) / 30.4) : 12
  return Math.min(24, Math.max(12, Math.ceil(months / 6) * 6))
}

function programmeOf(
  { newId, language, outlook, currency }: ProposalWish,
  kind: Mechanic,
  value_cents: number,
  threshold: number,
  months: number,
): Programme {
  const expiry: Expiry = { kind: 'inactivity', months }
  const unit: Unit = { unit: kind, kind, remainder: 'keep', rounding: 'down', pending_days: 0, expiry }
  const minimum_cents = Math.max(100, Math.floor(outlook.basket.quarter_cents / 100) * 100)
  const counts: EarningRule['counts'] =
    kind === 'stamps'
      ? { by: 'purchase', units: 1, minimum_cents }
      : { by: 'amount', units: 1, per_cents: kind === 'spend' ? 1 : 100 }
  const money = formatMoneyShort(value_cents, language, currency)
  const reward: Reward = {
    reward_id: newId(),
    name: language === 'fr' ? `Carte cadeau de ${money}` : `${money} gift card`,
    unit: kind,
    cost: threshold,
    benefit: { kind: 'gift_card', value_cents, valid_days: 365 },
    trigger: 'automatic',
  }
  return {
    name: language === 'fr' ? 'Programme proposé' : 'Proposed programme',
    units: [unit],
    earning: [{ rule_id: newId(), unit: kind, counts, when: {} }],
    rewards: [reward],
    basis: { discounts: 'after', excluded_product_ids: [], excluded_categories: [] },
    clawback: 'debt',
  }
}

type Chosen = {
  kind: Mechanic
  value_cents: number
  expiry_months: number
  figures: Figures
}

function reasonsOf({ outlook, margin, currency }: ProposalWish, chosen: Chosen): Reason[] {
  const both = (say: (l: Language) => string): Reason => ({ fr: thin(say('fr')), en: say('en') })
  const money = (cents: number, l: Language) => formatMoneyShort(Math.round(cents / 10) * 10, l, currency)
  const percent = (basis_points: number, l: Language) => formatPercent(Math.round(basis_points / 10) * 10, l)
  const { basket, visits, gap_days } = outlook
  const yearly = (l: Language) => formatNumber(Math.round(visits.per_year * 10) / 10, l)
  const uneven = basket.dispersion >= 0.6
  const why: Record<Mechanic, Reason> = {
    stamps: both((l) =>
      l === 'fr'
        ? `Panier moyen ${money(basket.average_cents, l)}, presque toujours le même, et ${yearly(l)} visites par an : un tampon par visite est le plus simple à comprendre.`
        : `An average basket of ${money(basket.average_cents, l)}, nearly always the same, and ${yearly(l)} visits a year: a stamp per visit is the easiest to understand.`,
    ),
    points: both((l) =>
      l === 'fr'
        ? `Panier moyen ${money(basket.average_cents, l)}, ${uneven ? 'très inégal' : 'assez régulier'}, et ${yearly(l)} visites par an : compter chaque euro récompense les grands paniers sans décourager les petits.`
        : `An average basket of ${money(basket.average_cents, l)}, ${uneven ? 'very uneven' : 'fairly even'}, and ${yearly(l)} visits a year: counting each euro rewards large baskets without putting off small ones.`,
    ),
    spend: both((l) =>
      l === 'fr'
        ? `Panier moyen ${money(basket.average_cents, l)} et ${yearly(l)} visites par an : cumuler les achats se comprend d’emblée quand on vient rarement et dépense beaucoup.`
        : `An average basket of ${money(basket.average_cents, l)} and ${yearly(l)} visits a year: purchases that add up are plain to those who come seldom and spend much.`,
    ),
  }
  const regulars = regularsRewarded(chosen.figures)
  return [
    why[chosen.kind],
    both((l) =>
      l === 'fr'
        ? `Votre marge est de ${percent(margin.basis_points, l)} : le programme en prend une petite part, ${percent(chosen.figures.generosity_basis_points, l)} du chiffre d’affaires.`
        : `Your margin is ${percent(margin.basis_points, l)}: the programme takes a small part of it, ${percent(chosen.figures.generosity_basis_points, l)} of turnover.`,
    ),
    both((l) =>
      l === 'fr'
        ? `Une récompense de ${money(chosen.value_cents, l)}, environ un tiers du panier : assez pour donner envie de revenir.`
        : `A reward of ${money(chosen.value_cents, l)}, about a third of a basket: enough to make people want to come back.`,
    ),
    ...(gap_days
      ? [
          both((l) =>
            l === 'fr'
              ? `La moitié des clients reviennent en ${formatNumber(Math.round(gap_days.median), l)} jours, neuf sur dix en ${formatNumber(Math.round(gap_days.nine_in_ten), l)} : rien ne se perd tant qu’on revient en moins de ${chosen.expiry_months} mois.`
              : `Half of the customers come back within ${formatNumber(Math.round(gap_days.median), l)} days, nine in ten within ${formatNumber(Math.round(gap_days.nine_in_ten), l)}: nothing is lost to who comes back within ${chosen.expiry_months} months.`,
          ),
        ]
      : []),
    ...(regulars === null
      ? []
      : [
          both((l) =>
            l === 'fr'
              ? `${percent(Math.round(regulars * 100) * 100, l)} des clients venus au moins quatre fois auraient eu une récompense.`
              : `${percent(Math.round(regulars * 100) * 100, l)} of customers who came at least four times would have had a reward.`,
          ),
        ]),
  ]
}
