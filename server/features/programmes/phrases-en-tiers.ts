/** Tiers in English: how they are reached, how long they are kept, what they bring. */
import type { Naming, Phrases } from './phrases.ts'
import { endOf } from './phrases-en-rewards.ts'
import * as en from './phrases-en-words.ts'
import type { Ladder, Programme, Tier, TierBenefit } from './programme.ts'

const visits = (naming: Naming, n: number) => `${naming.number(n)} visit${en.s(n)}`

export const measured: Phrases['measured'] = (naming, { measures }, units, unit) => {
  if (measures.by === 'amount') return `${naming.moneyShort(units)} of purchases`
  if (measures.by === 'visits' || unit === undefined) return visits(naming, units)
  return en.count(naming, unit, units)
}

export const ladder: Phrases['ladder'] = (naming, one, programme) => [
  reached(naming, one, programme),
  kept(naming, one),
  ...lost(naming, one),
  ...one.tiers.filter(({ benefits }) => benefits.length > 0).map(brings),
]

/** 'Tiers “Circle”: Bronze for everyone, Silver from €500 of purchases and Gold from €1,500 of purchases, in 12 months.' */
function reached(naming: Naming, one: Ladder, { units }: Programme): string {
  const { measures, period } = one
  const unit = measures.by === 'units' ? units.find((other) => other.unit === measures.unit) : undefined
  const from = ({ name, threshold }: Tier) =>
    threshold === 0 ? `${name} for everyone` : `${name} from ${measured(naming, one, threshold, unit)}`
  const within =
    period.kind === 'rolling'
      ? `in ${naming.number(period.months)} month${en.s(period.months)}`
      : `in the ${period.of}`
  const least =
    measures.by === 'visits' && measures.minimum_cents > 0
      ? ` (purchases of at least ${naming.moneyShort(measures.minimum_cents)})`
      : ''
  const levels = one.tiers.length === 1 ? 'Tier' : 'Tiers'
  return `${levels} ${en.quoted(one.name)}: ${en.listed(one.tiers.map(from))}, ${within}${least}.`
}

function kept(naming: Naming, { period, starts, keeps_periods }: Ladder): string {
  if (period.kind === 'rolling') {
    const months = period.months * (keeps_periods + 1)
    return `A tier begins as soon as it is reached and is kept for ${naming.number(months)} month${en.s(months)}.`
  }
  if (starts === 'at_once')
    return `A tier begins as soon as it is reached and is kept to the end of ${endOf(period.of, keeps_periods)}.`
  const n = keeps_periods + 1
  return `A tier begins with the next ${period.of} and is kept for ${naming.number(n)} ${period.of}${en.s(n)}.`
}

function lost(naming: Naming, { grace_days, drops, tiers }: Ladder): string[] {
  const stays = grace_days > 0 ? [`it stays ${naming.number(grace_days)} day${en.s(grace_days)} more`] : []
  const step = drops === 'one_step' && tiers.length > 2 ? ['you go down one tier at a time'] : []
  const both = [...stays, ...step]
  return both.length === 0 ? [] : [`If it is no longer earned then, ${both.join(', and ')}.`]
}

const USUAL: Record<TierBenefit['kind'], string> = {
  free_delivery: 'free delivery',
  private_sales: 'private sales',
  service: 'one more service',
  other: 'one more advantage',
}

const brings = ({ name, benefits }: Tier) =>
  `${name}: ${benefits.map(({ kind, text }) => text.trim() || USUAL[kind]).join(', ')}.`
