/**
 * The cheapest change that rewards the regulars: thresholds, rates and expiry are tried one by one on a sample of
 * members, the best of them in full. A programme already good for them gets no advice.
 */
import { formatMoneyShort, type Language } from '../../../lib/money.ts'
import { checkProgramme, thin } from '../../programmes/check.ts'
import { unitsInWords } from '../../programmes/rules.ts'
import type { Programme } from '../../programmes/programme.ts'
import { basisPoints, costByAccount, sum, type Figures } from './figures.ts'
import { changed, niceUnits, type Mend } from './mend.ts'
import { isSampled } from './outlook.ts'
import type { Scene } from './sensitivity.ts'

export type Suggestion = Mend & {
  cost_cents: number
  generosity_basis_points: number
  rewarded_members: number
  /** Of those who came four times or more. */
  regulars_rewarded_basis_points: number
}

/** Members who came as often as this are those a shop wants to keep. */
const REGULAR_VISITS = 4
/** Four regulars in five with a reward is a programme that does what it is for. */
export const GOAL = 0.8
const SUGGESTIONS = 2

/** `search` is the share of members that every change is tried on. */
export type Wanted = Scene & { currency: string; budget_basis_points: number | null; search: number }

export function* suggesting(at: Wanted, figures: Figures): Generator<number, Suggestion[]> {
  if (regularsRewarded(figures) === null) return []
  const budget = at.budget_basis_points ?? Math.round((at.margin.basis_points * 15) / 100)
  const base = yield* tried(at, at.programme, at.search)
  const tries: { mend: Mend; found: Tried }[] = []
  for (const mend of candidates(at)) tries.push({ mend, found: yield* tried(at, mend.programme, at.search) })
  const rewarded = base.regulars ?? 0
  const good = tries.filter(({ found: { regulars, generosity_basis_points: cost } }) => {
    if (cost > budget || regulars === null) return false
    // Under the goal: what rewards more of them. At it: what does as well for less.
    return rewarded < GOAL
      ? regulars > rewarded + 0.05
      : regulars >= GOAL && cost < base.generosity_basis_points * 0.9
  })
  const rank = ({ found: { regulars, generosity_basis_points } }: { found: Tried }) =>
    generosity_basis_points + 1e6 * Math.max(0, GOAL - (regulars ?? 0))
  const best = good.toSorted((a, b) => rank(a) - rank(b)).slice(0, SUGGESTIONS)
  if (best.length === 0) return []
  // The larger sample says by how much against what is in the draft; the whole's figures say of what.
  const plain = yield* tried(at, at.programme, at.sample)
  const suggestions: Suggestion[] = []
  for (const { mend } of best)
    suggestions.push({ ...mend, ...grown(figures, plain, yield* tried(at, mend.programme, at.sample)) })
  return suggestions
}

function grown(figures: Figures, plain: Tried, changed: Tried): Omit<Suggestion, keyof Mend> {
  const like = (whole: number, before: number, after: number) =>
    before <= 0 ? after : Math.round((whole * after) / before)
  const cost_cents = like(figures.cost_cents, plain.cost_cents, changed.cost_cents)
  return {
    cost_cents,
    generosity_basis_points: basisPoints(cost_cents, figures.turnover_cents),
    rewarded_members: like(figures.rewarded_members, plain.rewarded_members, changed.rewarded_members),
    regulars_rewarded_basis_points: Math.round((changed.regulars ?? 0) * 10_000),
  }
}

/** null when nobody came often enough. */
export function regularsRewarded({ frequencies }: Figures): number | null {
  let [members, rewarded] = [0, 0]
  for (const group of frequencies)
    if (group.from >= REGULAR_VISITS) {
      members += group.members
      rewarded += group.rewarded_members
    }
  return members === 0 ? null : rewarded / members
}

/** The few figures that a search is led by. */
export type Tried = {
  cost_cents: number
  generosity_basis_points: number
  rewarded_members: number
  /** Of those who came four times or more, from 0 to 1; null when nobody did. */
  regulars: number | null
}

export function* tried(
  { log, outlook, behaviour, prices, replay }: Scene,
  programme: Programme,
  sample: number,
): Generator<number, Tried> {
  const tally = yield* replay({ programme, behaviour, prices, sample })
  const cost_cents = Math.round(sum(costByAccount(programme, behaviour, tally)))
  let [turnover, rewarded_members, regulars, rewarded] = [0, 0, 0, 0]
  for (let n = 0; n < log.accounts; n++) {
    if (!isSampled(n, sample)) continue
    turnover += outlook.turnover[n]!
    const has = tally.first_reward_day[n]! >= 0
    if (has) rewarded_members += 1
    if (outlook.visits_of[n]! < REGULAR_VISITS) continue
    regulars += 1
    if (has) rewarded += 1
  }
  return {
    cost_cents,
    generosity_basis_points: basisPoints(cost_cents, turnover),
    rewarded_members,
    regulars: regulars === 0 ? null : rewarded / regulars,
  }
}

function candidates(at: Wanted): Mend[] {
  const { programme } = at
  const mends: Mend[] = []
  const add = (fr: string, en: string, change: (copy: Programme) => void) => {
    const copy = changed(programme, change)
    if (JSON.stringify(copy) === JSON.stringify(programme) || checkProgramme(copy).length > 0) return
    mends.push({ fr: thin(fr), en, programme: copy })
  }
  const say = (unit: string, units: number, l: Language) =>
    unitsInWords(programme, unit, units, l, { currency: at.currency })
  programme.rewards.forEach((reward, n) => {
    for (const factor of [0.25, 0.5, 0.65, 0.8, 1.25, 1.5, 2]) {
      const cost = niceUnits(reward.cost * factor, programme, reward.unit)
      if (cost === reward.cost) continue
      add(
        `Donner « ${reward.name} » à ${say(reward.unit, cost, 'fr')} au lieu de ${say(reward.unit, reward.cost, 'fr')}`,
        `Give “${reward.name}” at ${say(reward.unit, cost, 'en')} instead of ${say(reward.unit, reward.cost, 'en')}`,
        (copy) => (copy.rewards[n]!.cost = cost),
      )
    }
  })
  programme.units.forEach(({ remainder, expiry }, n) => {
    if (remainder === 'lose')
      add(
        'Garder le reste d’un achat à l’autre',
        'Keep the remainder from one purchase to the next',
        (copy) => (copy.units[n]!.remainder = 'keep'),
      )
    if (expiry.kind !== 'rolling' && expiry.kind !== 'inactivity') return
    const { months } = expiry
    for (const more of [months * 2, months + 6].filter((one) => one <= 60))
      add(
        `Laisser ${more} mois pour utiliser ce qui est gagné`,
        `Leave ${more} months to use what is earned`,
        (copy) => (copy.units[n]!.expiry = { ...expiry, months: more }),
      )
  })
  programme.earning.forEach(({ counts }, n) => {
    if (counts.by !== 'purchase' || counts.minimum_cents === 0) return
    const minimum_cents = Math.max(0, Math.floor(at.outlook.basket.quarter_cents / 100) * 100)
    if (minimum_cents < counts.minimum_cents)
      add(
        `Compter un achat dès ${formatMoneyShort(minimum_cents, 'fr', at.currency)}`,
        `Count a purchase from ${formatMoneyShort(minimum_cents, 'en', at.currency)}`,
        (copy) => (copy.earning[n]!.counts = { ...counts, minimum_cents }),
      )
  })
  return mends
}
