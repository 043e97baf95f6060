/** What the seller says to the customer after (or before) the sale, in both languages. */
import { formatMoneyShort, type Language } from '../../lib/money.ts'
import type { Ladder, Programme } from '../programmes/programme.ts'
import { AUTOMATIC_TIMES_MAX, unitsInWords, waitingRewards } from '../programmes/rules.ts'
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
  for (const [{ name, kind, value_cents }, times] of counted(answer.triggered)) {
    const money = formatMoneyShort(value_cents, language, currency)
    if (kind === 'gift_card') said.push(arrived(money, times, fr))
    else
      said.push(
        `${fr ? 'Avantage gagné\u202f:' : 'Reward earned:'} ${name}${times > 1 ? ` × ${times}` : ''}.`,
      )
  }
  for (const { reward_id, times } of waitingRewards(programme, answer.accounts)) {
    const { name } = programme.rewards.find((one) => one.reward_id === reward_id)!
    const many = `${name} × ${times}`
    said.push(
      fr
        ? `${AUTOMATIC_TIMES_MAX} au plus à la fois\u202f: ${many} au prochain achat.`
        : `No more than ${AUTOMATIC_TIMES_MAX} at once: ${many} with the next purchase.`,
    )
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

type Triggered = SaleAnswer['triggered'][number]

/** The same reward several times is said once. */
function counted(triggered: Triggered[]): [Triggered, number][] {
  const groups = Map.groupBy(triggered, ({ reward_id }) => reward_id)
  return [...groups.values()].map((group) => [group[0]!, group.length])
}

function arrived(money: string, times: number, fr: boolean): string {
  if (times === 1)
    return fr
      ? `Une carte cadeau de ${money} vient d’arriver sur la carte.`
      : `A gift card of ${money} has just arrived on the card.`
  return fr
    ? `${times} cartes cadeaux de ${money} viennent d’arriver sur la carte.`
    : `${times} gift cards of ${money} have just arrived on the card.`
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
