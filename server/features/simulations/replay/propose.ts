/**
 * A programme for a shop that has none, from how its customers buy: the mechanic by how often and how evenly, the
 * reward by the basket, the threshold by what the margin can bear; replayed, and set until regulars have it for that.
 */
import { assert } from '../../../lib/assert.ts'
import { formatMoneyShort, type Language } from '../../../lib/money.ts'
import type { EarningRule, Expiry, Programme, Reward, Unit } from '../../programmes/programme.ts'
import { niceUnits } from './mend.ts'
import type { Figures } from './figures.ts'
import type { Outlook } from './outlook.ts'
import { reasonsOf, type Mechanic, type Reason } from './reasons.ts'
import { GOAL, tried, type Tried, type Wanted } from './suggest.ts'

/** Its reasons are told by its figures, once it has been replayed on everything. */
export type Proposal = { programme: Programme; reasonsFor: (figures: Figures) => Reason[] }

/** Of the margin, what a programme may take: 12 %, and between 1 and 5 % of the turnover. */
const OF_MARGIN = 0.12
const LEAST_BASIS_POINTS = 100
const MOST_BASIS_POINTS = 500
/** A programme that costs less than half of what it may is hardly felt. */
const FELT = 0.5
/** What a reward may be of a usual basket, the most first: nobody comes back for less than a tenth. */
const OF_BASKET = [1 / 3, 1 / 5, 1 / 10]
const VALUES_CENTS = [200, 300, 500, 800, 1000, 1500, 2000, 2500, 3000, 5000, 7500, 10_000, 15_000, 20_000]
const TRIES_EACH = 5
/** How far a threshold is set up or down from one try to the next. */
const STEP = 1.4
/** Replays that a search takes at most. */
export const PROPOSAL_TRIES = OF_BASKET.length * TRIES_EACH

export type ProposalWish = Omit<Wanted, 'programme'> & { newId: () => string; language: Language }

/** The largest reward that four regulars in five have, for what the margin can bear; else the one most of them have. */
export function* proposing(wish: ProposalWish): Generator<number, Proposal | null> {
  const { outlook, margin } = wish
  if (outlook.sales === 0) return null
  const target =
    wish.budget_basis_points ??
    Math.round(Math.min(MOST_BASIS_POINTS, Math.max(LEAST_BASIS_POINTS, margin.basis_points * OF_MARGIN)))
  const kind = mechanicOf(outlook)
  const expiry_months = monthsToUse(outlook)
  let best: Candidate | null = null
  for (const value_cents of valuesOf(outlook)) {
    for (const one of yield* settingThreshold(wish, { kind, value_cents, expiry_months, target }))
      if (best === null || isBetter(one, best, target)) best = one
    if (best && isReached(best, target)) break
  }
  assert(best !== null, 'a shop that sells has a basket')
  const { programme, value_cents } = best
  return {
    programme,
    reasonsFor: (figures) => reasonsOf(wish, { kind, value_cents, expiry_months, figures }),
  }
}

type Candidate = Tried & { programme: Programme; value_cents: number }
type Shape = { kind: Mechanic; value_cents: number; expiry_months: number; target: number }

/** One reward at several thresholds: up while regulars have it and it costs enough to be felt, down until they have it. */
function* settingThreshold(wish: ProposalWish, shape: Shape): Generator<number, Candidate[]> {
  const { target, value_cents } = shape
  const ids = [wish.newId(), wish.newId()] as const
  const tries: Candidate[] = []
  const seen = new Set<number>()
  let threshold = firstThreshold(wish.outlook, shape)
  let way: 'up' | 'down' | null = null
  while (tries.length < TRIES_EACH && !seen.has(threshold)) {
    seen.add(threshold)
    const programme = programmeOf(wish, shape, threshold, ids)
    const found: Candidate = {
      programme,
      value_cents,
      ...(yield* tried({ ...wish, programme }, programme, wish.search)),
    }
    tries.push(found)
    const turn = found.generosity_basis_points > target || hasRegulars(found) ? 'up' : 'down'
    if (turn === 'up' && found.generosity_basis_points < target * FELT) break
    if (way !== null && turn !== way) break
    way = turn
    const next = turn === 'up' ? threshold * STEP : threshold / STEP
    threshold = niceUnits(Math.max(2, next), programme, programme.units[0]!.unit)
  }
  return tries
}

/** Where nobody came often enough to be a regular, what it costs decides alone. */
const hasRegulars = ({ regulars }: Tried) => regulars === null || regulars >= GOAL
const isBorne = ({ generosity_basis_points: cost }: Tried, target: number) => cost <= target
const isFelt = ({ generosity_basis_points: cost }: Tried, target: number) => cost >= target * FELT
const isReached = (one: Tried, target: number) => hasRegulars(one) && isBorne(one, target)

/** Borne by the margin, then what regulars have, then felt, then for less. */
function isBetter(one: Tried, other: Tried, target: number): boolean {
  const cheaper = one.generosity_basis_points < other.generosity_basis_points
  if (isBorne(one, target) !== isBorne(other, target)) return isBorne(one, target)
  if (!isBorne(one, target)) return cheaper
  if (hasRegulars(one) !== hasRegulars(other)) return hasRegulars(one)
  if (!hasRegulars(one)) return one.regulars! > other.regulars!
  if (isFelt(one, target) !== isFelt(other, target)) return isFelt(one, target)
  return isFelt(one, target) ? cheaper : !cheaper
}

/** Even small baskets and many visits: a stamp each. Few large ones: what was spent. Else points. */
function mechanicOf({ basket, visits }: Outlook): Mechanic {
  if (basket.dispersion < 0.6 && basket.median_cents <= 2000 && visits.per_year >= 8) return 'stamps'
  if (basket.median_cents >= 6000 || visits.per_year <= 3) return 'spend'
  return 'points'
}

/** By the usual basket, not the average: a few very large ones would make a reward that hardly anybody reaches. */
function valuesOf({ basket }: Outlook): number[] {
  const nearest = (wanted: number) =>
    VALUES_CENTS.reduce((best, one) => (Math.abs(one - wanted) < Math.abs(best - wanted) ? one : best))
  return [...new Set(OF_BASKET.map((share) => nearest(basket.median_cents * share)))]
}

function firstThreshold({ basket }: Outlook, { kind, value_cents, target }: Shape): number {
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
  { language, outlook, currency }: ProposalWish,
  { kind, value_cents, expiry_months }: Shape,
  threshold: number,
  [rule_id, reward_id]: readonly [string, string],
): Programme {
  const expiry: Expiry = { kind: 'inactivity', months: expiry_months }
  const unit: Unit = { unit: kind, kind, remainder: 'keep', rounding: 'down', pending_days: 0, expiry }
  const minimum_cents = Math.max(100, Math.floor(outlook.basket.quarter_cents / 100) * 100)
  const counts: EarningRule['counts'] =
    kind === 'stamps'
      ? { by: 'purchase', units: 1, minimum_cents }
      : { by: 'amount', units: 1, per_cents: kind === 'spend' ? 1 : 100 }
  const money = formatMoneyShort(value_cents, language, currency)
  const reward: Reward = {
    reward_id,
    name: language === 'fr' ? `Carte cadeau de ${money}` : `${money} gift card`,
    unit: kind,
    cost: threshold,
    benefit: { kind: 'gift_card', value_cents, valid_days: 365 },
    trigger: 'automatic',
  }
  return {
    name: language === 'fr' ? 'Programme proposé' : 'Proposed programme',
    units: [unit],
    earning: [{ rule_id, unit: kind, counts, when: {} }],
    rewards: [reward],
    basis: { discounts: 'after', excluded_product_ids: [], excluded_categories: [] },
    clawback: 'debt',
  }
}
