/**
 * Traps, as they show in the replay: who would be hit, by how much, and the change that mends it. What a programme says
 * of itself without sales is `warnings` of the rules; here each sentence has been counted.
 */
import { formatMoneyShort, formatNumber, type Language } from '../../../lib/money.ts'
import { categoriesNotToReward } from '../../programmes/goods.ts'
import { basisPoints, sum } from './figures.ts'
import { changed } from './mend.ts'
import { quantile } from './outlook.ts'
import { activityNotInPast } from './activity-trap.ts'
import { aboveMargin, costUnknown, notReached, regularsLeftOut } from './reward-traps.ts'
import type { Tally } from './tally.ts'
import { about, count, share, trap, unitsOf, type Looking, type Trap } from './trap.ts'
import type { Programme } from '../../programmes/programme.ts'

const LOST_SHARE = 0.1
const EXPIRED_BASIS_POINTS = 2500
const BELOW_MINIMUM = 0.4

export function* lookingForTraps(at: Looking): Generator<number, Trap[]> {
  const { programme, replay, behaviour, prices, sample } = at
  const found: Trap[] = []
  const loses = programme.units.some(
    ({ unit, remainder }) =>
      remainder === 'lose' &&
      programme.earning.some((rule) => rule.unit === unit && rule.counts.by === 'amount'),
  )
  if (loses) {
    const lost = yield* replay({ programme, behaviour, prices, sample })
    const kept = changed(programme, (one) => {
      for (const unit of one.units) unit.remainder = 'keep'
    })
    const better = yield* replay({ programme: kept, behaviour, prices, sample })
    found.push(...remainderLost(at, lost, better, kept))
  }
  programme.earning.forEach((_, n) => found.push(...minimumAboveBasket(at, n)))
  programme.earning.forEach((_, n) => found.push(...activityNotInPast(at, n)))
  programme.rewards.forEach((_, n) =>
    found.push(...notReached(at, n), ...aboveMargin(at, n), ...costUnknown(at, n)),
  )
  programme.units.forEach((_, n) => found.push(...expiryTooShort(at, n)))
  found.push(...tiersNotHeld(at), ...earnsOnExcluded(at), ...regularsLeftOut(at))
  return found
}

function remainderLost(at: Looking, lost: Tally, kept: Tally, programme: Programme): Trap[] {
  const found: Trap[] = []
  at.programme.units.forEach(({ unit, remainder }, n) => {
    if (remainder !== 'lose') return
    const [without, withIt] = [sum(lost.units[n]!.issued), sum(kept.units[n]!.issued)]
    if (withIt <= 0 || 1 - without / withIt < LOST_SHARE) return
    const rule = at.programme.earning.findIndex((one) => one.unit === unit && one.counts.by === 'amount')
    const { counts } = at.programme.earning[rule]!
    if (counts.by !== 'amount') return
    const rewarded = (tally: Tally) =>
      tally.first_reward_day.reduce((all, day) => all + (day >= 0 ? 1 : 0), 0)
    const [few, many] = [rewarded(lost), rewarded(kept)]
    const [basket, step] = [at.outlook.basket.average_cents, counts.per_cents]
    const say = (l: Language) => [
      formatMoneyShort(basket, l, at.currency),
      formatMoneyShort(step, l, at.currency),
      about(basisPoints(withIt - without, withIt), l),
      many > 0 ? about(basisPoints(few, many), l) : '0 %',
    ]
    const [f, e] = [say('fr'), say('en')]
    found.push(
      trap(
        'remainder_lost',
        `units.${n}.remainder`,
        {
          fr: `Panier moyen ${f[0]}, palier ${f[1]} : le reste de chaque achat est perdu, soit ${f[2]} de ce que vos clients auraient gagné. Seuls ${f[3]} de ceux qui auraient une récompense en ont une.`,
          en: `Average basket ${e[0]}, step ${e[1]}: what is left of each purchase is lost, ${e[2]} of what your customers would have earned. Only ${e[3]} of those who would be rewarded are.`,
        },
        {
          fr: 'Garder le reste d’un achat à l’autre',
          en: 'Keep the remainder from one purchase to the next',
          programme,
        },
      ),
    )
  })
  return found
}

function minimumAboveBasket(at: Looking, n: number): Trap[] {
  const { counts } = at.programme.earning[n]!
  if (counts.by !== 'purchase' || counts.minimum_cents === 0) return []
  const totals: number[] = []
  const { log } = at
  for (let sale = 0; sale < log.sales; sale += Math.max(1, Math.floor(log.sales / 50_000))) {
    let total = 0
    for (let line = log.line_start[sale]!; line < log.line_start[sale + 1]!; line++)
      total += log.total_cents[line]!
    totals.push(total)
  }
  const below = totals.filter((total) => total < counts.minimum_cents).length / Math.max(1, totals.length)
  if (below < BELOW_MINIMUM) return []
  const better = Math.max(100, Math.floor(quantile(totals, 0.2) / 100) * 100)
  const money = (cents: number, l: Language) => formatMoneyShort(cents, l, at.currency)
  const programme = changed(at.programme, (one) => {
    const rule = one.earning[n]!.counts
    if (rule.by === 'purchase') rule.minimum_cents = better
  })
  return [
    trap(
      'minimum_above_basket',
      `earning.${n}.counts.minimum_cents`,
      {
        fr: `${about(below * 10_000, 'fr')} de vos ventes sont au-dessous de ${money(counts.minimum_cents, 'fr')} et ne donneraient rien.`,
        en: `${about(below * 10_000, 'en')} of your sales are below ${money(counts.minimum_cents, 'en')} and would give nothing.`,
      },
      {
        fr: `Compter dès ${money(better, 'fr')}`,
        en: `Count from ${money(better, 'en')}`,
        programme,
      },
    ),
  ]
}

function expiryTooShort(at: Looking, n: number): Trap[] {
  const unit = at.programme.units[n]!
  const figures = at.figures.units[n]!
  const { gap_days } = at.outlook
  const months = 'months' in unit.expiry ? unit.expiry.months : null
  if (months === null || !gap_days || figures.breakage_basis_points < EXPIRED_BASIS_POINTS) return []
  const better = Math.max(months + 6, Math.ceil((gap_days.nine_in_ten * 2) / 30.4))
  const say = (l: Language) => [
    about(figures.breakage_basis_points, l),
    count(gap_days.median, l),
    count(gap_days.nine_in_ten, l),
  ]
  const [f, e] = [say('fr'), say('en')]
  // Of several currencies each is named, by two of it: « 2 tampons » less its figure.
  const named = (l: Language) => unitsOf(at, unit.unit, 2, l).replace(/^2\s/u, '')
  const of =
    at.programme.units.length > 1 && unit.kind !== 'spend' && unit.kind !== 'money'
      ? { fr: `des ${named('fr')}`, en: `the ${named('en')}` }
      : null
  return [
    trap(
      'expiry_too_short',
      `units.${n}.expiry`,
      {
        fr: `${f[0]} ${of ? `${of.fr} gagnés expireraient` : 'de ce qui est gagné expirerait'} sans servir. La moitié des clients reviennent au bout de ${f[1]} jours, un sur dix après plus de ${f[2]} jours ; ce qu’ils gagnent est perdu au bout de ${months} mois.`,
        en: `${e[0]} of ${of ? `${of.en} that are` : 'what is'} earned would expire unused. Half of your customers come back after ${e[1]} days, one in ten after more than ${e[2]}; what they earn is lost after ${months} months.`,
      },
      {
        fr: `Laisser ${better} mois`,
        en: `Leave ${better} months`,
        programme: changed(at.programme, (one) => {
          const { expiry } = one.units[n]!
          if ('months' in expiry) expiry.months = better
        }),
      },
    ),
  ]
}

function tiersNotHeld(at: Looking): Trap[] {
  return (at.programme.ladders ?? []).flatMap((ladder, l) =>
    ladder.tiers.flatMap((tier, n) => {
      const held = at.figures.tiers.find(
        (one) => one.ladder_id === ladder.ladder_id && one.tier_id === tier.tier_id,
      )
      const above = at.figures.tiers
        .filter((one) => one.ladder_id === ladder.ladder_id)
        .slice(n)
        .map(({ members }) => Math.max(0, ...members))
      if (!held || at.outlook.members < 10 || sum(above) >= at.outlook.members * 0.005) return []
      const spend = [...at.outlook.turnover].filter((cents) => cents > 0)
      const yearly = quantile(spend, 0.95) * Math.min(1, 365 / Math.max(1, at.outlook.days))
      const better =
        ladder.measures.by === 'amount' ? Math.floor(yearly / 1000) * 1000 : Math.floor(tier.threshold / 2)
      const lower = ladder.tiers[n - 1]?.threshold ?? 0
      const most = Math.max(0, ...held.members)
      const mends = better > lower && better < tier.threshold
      const figure = (lang: Language) =>
        ladder.measures.by === 'amount'
          ? formatMoneyShort(better, lang, at.currency)
          : formatNumber(better, lang)
      return [
        trap(
          'tier_not_held',
          `ladders.${l}.tiers.${n}.threshold`,
          {
            fr: `${most === 0 ? 'Personne' : 'Presque personne'} n’atteindrait le statut « ${tier.name} »${most === 0 ? '.' : ` : jamais plus de ${count(most, 'fr')} à la fois.`}`,
            en: `${most === 0 ? 'Nobody' : 'Hardly anybody'} would reach “${tier.name}”${most === 0 ? '.' : `: never more than ${count(most, 'en')} at once.`}`,
          },
          mends
            ? {
                fr: `L’ouvrir à ${figure('fr')}`,
                en: `Open it at ${figure('en')}`,
                programme: changed(at.programme, (one) => (one.ladders![l]!.tiers[n]!.threshold = better)),
              }
            : null,
        ),
      ]
    }),
  )
}

/** What may not be rewarded in France, and what is money already. */
const isNotRewarded = (category: string) => categoriesNotToReward([category]).length > 0

function earnsOnExcluded(at: Looking): Trap[] {
  const { basis } = at.programme
  const cents = new Float64Array(at.log.categories.length)
  at.log.category.forEach((category, line) => {
    cents[category]! += at.log.total_cents[line]!
  })
  const found = at.log.categories
    .map((name, n) => ({ name, cents: cents[n]! }))
    .filter(
      ({ name, cents }) => cents > 0 && isNotRewarded(name) && !basis.excluded_categories.includes(name),
    )
  if (found.length === 0) return []
  const total = sum(found.map((one) => one.cents))
  const names = (l: Language) =>
    found.map(({ name }) => (l === 'fr' ? `« ${name} »` : `“${name}”`)).join(', ')
  return [
    trap(
      'earns_on_excluded',
      'basis.excluded_categories',
      {
        fr: `Des achats qui ne doivent pas rapporter rapporteraient : ${names('fr')}, ${share(total, at.outlook.turnover_cents, 'fr')} de votre chiffre d’affaires.`,
        en: `Purchases that must not earn would earn: ${names('en')}, ${share(total, at.outlook.turnover_cents, 'en')} of your turnover.`,
      },
      {
        fr: 'Ne pas les compter',
        en: 'Leave them out',
        programme: changed(at.programme, (one) =>
          one.basis.excluded_categories.push(...found.map(({ name }) => name)),
        ),
      },
    ),
  ]
}
