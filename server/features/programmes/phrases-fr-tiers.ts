/** Tiers in French: how they are reached, how long they are kept, what they bring. */
import type { Naming, Phrases } from './phrases.ts'
import { endOf, span } from './phrases-fr-rewards.ts'
import * as fr from './phrases-fr-words.ts'
import type { Ladder, Programme, Tier, TierBenefit } from './programme.ts'

const visits = (naming: Naming, n: number) => `${naming.number(n)} visite${fr.s(n)}`

export const measured: Phrases['measured'] = (naming, { measures }, units, unit) => {
  if (measures.by === 'amount') return `${naming.moneyShort(units)} d’achats`
  if (measures.by === 'visits' || unit === undefined) return visits(naming, units)
  return fr.count(naming, unit, units)
}

export const ladder: Phrases['ladder'] = (naming, one, programme) => [
  reached(naming, one, programme),
  kept(naming, one),
  ...lost(naming, one),
  ...one.tiers.filter(({ benefits }) => benefits.length > 0).map(brings),
]

/** 'Cercle : Bronze pour tous, Argent dès 500 € d’achats, Or dès 1 500 € d’achats, en 12 mois.' */
function reached(naming: Naming, one: Ladder, { units }: Programme): string {
  const { measures, period } = one
  const unit = measures.by === 'units' ? units.find((other) => other.unit === measures.unit) : undefined
  const from = ({ name, threshold }: Tier) =>
    threshold === 0 ? `${name} pour tous` : `${name} dès ${measured(naming, one, threshold, unit)}`
  const within =
    period.kind === 'rolling'
      ? `en ${naming.number(period.months)} mois`
      : `dans ${period.of === 'year' ? 'l’année' : `le ${span(period.of)}`}`
  const least =
    measures.by === 'visits' && measures.minimum_cents > 0
      ? ` (achats d’au moins ${naming.moneyShort(measures.minimum_cents)})`
      : ''
  const levels = one.tiers.length === 1 ? 'Statut' : 'Statuts'
  return `${levels} ${fr.quoted(one.name)}${fr.THIN}: ${fr.listed(one.tiers.map(from))}, ${within}${least}.`
}

function kept(naming: Naming, { period, starts, keeps_periods }: Ladder): string {
  if (period.kind === 'rolling') {
    const months = naming.number(period.months * (keeps_periods + 1))
    return `Un statut atteint commence tout de suite et se garde ${months} mois.`
  }
  if (starts === 'at_once')
    return `Un statut atteint commence tout de suite et se garde jusqu’à la fin ${endOf(period.of, keeps_periods)}.`
  const next = period.of === 'year' ? 'l’année suivante' : `le ${span(period.of)} suivant`
  return `Un statut atteint commence ${next} et se garde ${lasting(naming, period.of, keeps_periods + 1)}.`
}

function lasting(naming: Naming, of: 'month' | 'quarter' | 'year', n: number): string {
  const word = { month: 'mois', quarter: `trimestre${fr.s(n)}`, year: `an${fr.s(n)}` }[of]
  return `${naming.number(n)} ${word}`
}

function lost(naming: Naming, { grace_days, drops, tiers }: Ladder): string[] {
  const stays = grace_days > 0 ? [`il reste encore ${naming.number(grace_days)} jour${fr.s(grace_days)}`] : []
  const step = drops === 'one_step' && tiers.length > 2 ? ['on ne descend que d’un statut à la fois'] : []
  const both = [...stays, ...step]
  return both.length === 0 ? [] : [`S’il n’est plus mérité ensuite, ${both.join(', et ')}.`]
}

const USUAL: Record<TierBenefit['kind'], string> = {
  free_delivery: 'livraison offerte',
  private_sales: 'ventes privées',
  service: 'un service en plus',
  other: 'un avantage en plus',
}

const brings = ({ name, benefits }: Tier) =>
  `${name}${fr.THIN}: ${benefits.map(({ kind, text }) => text.trim() || USUAL[kind]).join(', ')}.`
