/** Why a proposed programme is as it is, in sentences with the shop's own figures. */
import { formatMoneyShort, formatNumber, formatPercent, type Language } from '../../../lib/money.ts'
import { thin } from '../../programmes/check.ts'
import type { Figures } from './figures.ts'
import type { Margin, Outlook } from './outlook.ts'
import { regularsRewarded } from './suggest.ts'

export type Mechanic = 'stamps' | 'points' | 'spend'
export type Reason = { fr: string; en: string }

export type Chosen = {
  kind: Mechanic
  value_cents: number
  expiry_months: number
  figures: Figures
}

type Shop = { outlook: Outlook; margin: Margin; currency: string }

export function reasonsOf({ outlook, margin, currency }: Shop, chosen: Chosen): Reason[] {
  const both = (say: (l: Language) => string): Reason => ({ fr: thin(say('fr')), en: say('en') })
  const money = (cents: number, l: Language) => formatMoneyShort(Math.round(cents / 10) * 10, l, currency)
  const percent = (basis_points: number, l: Language) => formatPercent(Math.round(basis_points / 10) * 10, l)
  const { basket, visits, gap_days } = outlook
  const yearly = (l: Language) => formatNumber(Math.round(visits.per_year * 10) / 10, l)
  const uneven = basket.dispersion >= 0.6
  const why: Record<Mechanic, Reason> = {
    stamps: both((l) =>
      l === 'fr'
        ? `Panier courant de ${money(basket.median_cents, l)}, presque toujours le même, et ${yearly(l)} visites par an : un tampon par visite est le plus simple à comprendre.`
        : `A usual basket of ${money(basket.median_cents, l)}, nearly always the same, and ${yearly(l)} visits a year: a stamp per visit is the easiest to understand.`,
    ),
    points: both((l) =>
      l === 'fr'
        ? `Panier courant de ${money(basket.median_cents, l)}, ${uneven ? 'très inégal' : 'assez régulier'}, et ${yearly(l)} visites par an : compter chaque euro récompense les grands paniers sans décourager les petits.`
        : `A usual basket of ${money(basket.median_cents, l)}, ${uneven ? 'very uneven' : 'fairly even'}, and ${yearly(l)} visits a year: counting each euro rewards large baskets without putting off small ones.`,
    ),
    spend: both((l) =>
      l === 'fr'
        ? `Panier courant de ${money(basket.median_cents, l)} et ${yearly(l)} visites par an : cumuler les achats se comprend d’emblée quand on vient rarement et dépense beaucoup.`
        : `A usual basket of ${money(basket.median_cents, l)} and ${yearly(l)} visits a year: purchases that add up are plain to those who come seldom and spend much.`,
    ),
  }
  const regulars = regularsRewarded(chosen.figures)
  const part = partOf(chosen.value_cents / Math.max(1, basket.median_cents))
  return [
    why[chosen.kind],
    both((l) =>
      l === 'fr'
        ? `Votre marge est de ${percent(margin.basis_points, l)} : le programme en prend une petite part, ${percent(chosen.figures.generosity_basis_points, l)} du chiffre d’affaires.`
        : `Your margin is ${percent(margin.basis_points, l)}: the programme takes a small part of it, ${percent(chosen.figures.generosity_basis_points, l)} of turnover.`,
    ),
    both((l) =>
      l === 'fr'
        ? `Une récompense de ${money(chosen.value_cents, l)}, ${part.fr} d’un panier courant : assez pour donner envie de revenir.`
        : `A reward of ${money(chosen.value_cents, l)}, ${part.en} of a usual basket: enough to make people want to come back.`,
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

/** A share of a basket as one says it. */
function partOf(share: number): Reason {
  if (share > 0.42) return { fr: 'environ la moitié', en: 'about half' }
  if (share > 0.26) return { fr: 'environ un tiers', en: 'about a third' }
  if (share > 0.15) return { fr: 'environ un cinquième', en: 'about a fifth' }
  return { fr: 'environ un dixième', en: 'about a tenth' }
}
