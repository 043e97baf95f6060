/** What the seller says to the customer after (or before) the sale, in both languages. */
import { formatMoneyShort, type Language } from '../../lib/money.ts'
import type { Ladder, Programme } from '../programmes/programme.ts'
import { unitsInWords } from '../programmes/rules.ts'
import type { SaleAnswer } from './wish.ts'

export function sayAnswer(
  answer: Omit<SaleAnswer, 'say'>,
  programme: Programme | null,
  currency: string,
): SaleAnswer['say'] {
  return {
    fr: sentences(answer, programme, currency, 'fr'),
    en: sentences(answer, programme, currency, 'en'),
  }
}

function sentences(
  answer: Omit<SaleAnswer, 'say'>,
  programme: Programme | null,
  currency: string,
  language: Language,
): string[] {
  if (!programme) return []
  const fr = language === 'fr'
  const known = new Set(programme.units.map((unit) => unit.unit))
  const count = (unit: string, units: number) => unitsInWords(programme, unit, units, language, { currency })
  const said: string[] = []
  for (const { unit, units, pending } of answer.earned.filter((one) => known.has(one.unit)))
    said.push(
      fr
        ? `+${count(unit, units)}${pending ? ' (en attente)' : ''}`
        : `+${count(unit, units)}${pending ? ' (pending)' : ''}`,
    )
  for (const { name, kind, value_cents } of answer.triggered) {
    const money = formatMoneyShort(value_cents, language, currency)
    if (kind === 'gift_card')
      said.push(
        fr
          ? `Une carte cadeau de ${money} vient d’arriver sur la carte.`
          : `A gift card of ${money} has just arrived on the card.`,
      )
    else said.push(fr ? `Avantage gagné\u202f: ${name}.` : `Reward earned: ${name}.`)
  }
  for (const change of answer.tier_changes) {
    const name = change.to_tier_name
    if (change.raised && name) said.push(fr ? `Nouveau statut\u202f: ${name}.` : `New tier: ${name}.`)
  }
  const next = answer.next_reward
  if (next && next.missing > 0 && known.has(next.unit))
    said.push(
      fr
        ? `Encore ${count(next.unit, next.missing)} avant «\u202f${next.name}\u202f».`
        : `${count(next.unit, next.missing)} to go before “${next.name}”.`,
    )
  for (const { ladder_id, next: tier } of answer.tiers) {
    const measures = programme.ladders?.find((one) => one.ladder_id === ladder_id)?.measures
    if (!tier || tier.missing === 0 || !measures) continue
    const missing = inMeasure(measures, tier.missing, { language, currency, count })
    said.push(
      fr
        ? `Encore ${missing} pour le statut «\u202f${tier.name}\u202f».`
        : `${missing} to go for “${tier.name}”.`,
    )
  }
  return said
}

type How = { language: Language; currency: string; count: (unit: string, units: number) => string }

function inMeasure(
  measures: Ladder['measures'],
  missing: number,
  { language, currency, count }: How,
): string {
  if (measures.by === 'amount') return formatMoneyShort(missing, language, currency)
  if (measures.by === 'units') return count(measures.unit, missing)
  if (language === 'fr') return missing === 1 ? '1 visite' : `${missing} visites`
  return missing === 1 ? '1 visit' : `${missing} visits`
}
