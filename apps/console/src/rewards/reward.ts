/** A reward as the form has it and as the cards say it. Pure. */
import type { Formats } from '#ui/format.ts'
import type { Say } from '#ui/words.ts'
import type { Item, Reward } from './queries.ts'
import type { fr } from './words.fr.ts'

/** What a customer gets out of it, in cents, where that can be said. */
export function valueOf({ benefit }: Reward): number | null {
  if ('value_cents' in benefit) return benefit.value_cents
  return benefit.kind === 'free_product' ? benefit.value_cents_max : null
}

/** « 240 points, soit 12 € de valeur »; `units` is already written. */
export function priceOf(reward: Reward, units: string, w: Say<typeof fr>, f: Formats): string {
  const value = valueOf(reward)
  if (value) return w('card_worth', { units, value: f.moneyShort(value) })
  const { cost_cents } = reward
  return cost_cents ? w('card_costs_you', { units, value: f.moneyShort(cost_cents) }) : units
}

export type Names = { tiers: Record<string, string>; clubs: Record<string, string> }

/** Who may have it, when and how often: a phrase for each condition; none for everybody, always. */
export function conditionsOf(reward: Reward, names: Names, w: Say<typeof fr>, f: Formats): string[] {
  const { tier_ids = [], club_ids = [], dates, per_customer, trigger } = reward
  const named = (ids: string[], known: Record<string, string>) =>
    ids.map((id) => known[id] ?? '…').join(w('or'))
  const phrases: string[] = []
  if (trigger === 'automatic') phrases.push(w('card_automatic'))
  if (tier_ids.length > 0) phrases.push(w('for_tiers', { names: named(tier_ids, names.tiers) }))
  if (club_ids.length > 0) phrases.push(w('for_clubs', { names: named(club_ids, names.clubs) }))
  if (dates?.from && dates.to) phrases.push(w('between', { from: f.date(dates.from), to: f.date(dates.to) }))
  else if (dates?.from) phrases.push(w('from', { from: f.date(dates.from) }))
  else if (dates?.to) phrases.push(w('until', { to: f.date(dates.to) }))
  if (per_customer) phrases.push(w(`per_${per_customer.per}`, { count: per_customer.times }))
  return phrases
}

export type Mark = { word: 'coming' | 'retired' | 'over' | 'not_yet'; colour: string }

/** Why it cannot be taken today, whoever asks; `today` is the local day, '2026-03-31'. */
export function markOf({ status, reward }: Pick<Item, 'status' | 'reward'>, today: string): Mark | null {
  if (status === 'coming') return { word: 'coming', colour: 'blue' }
  if (status === 'retired') return { word: 'retired', colour: 'gray' }
  if (reward.dates?.to && today > reward.dates.to) return { word: 'over', colour: 'gray' }
  if (reward.dates?.from && today < reward.dates.from) return { word: 'not_yet', colour: 'blue' }
  return null
}

/** What the API takes: what says nothing is left out, and what belongs to a chosen reward only with one. */
export function bodyOf({ reward_id: _, ...reward }: Reward): Omit<Reward, 'reward_id'> {
  const { name, unit, cost, benefit, trigger, description, picture_id, cost_cents } = reward
  const { tier_ids, club_ids, dates, per_customer, limited_stock } = reward
  return {
    name: name.trim(),
    unit,
    cost,
    benefit,
    trigger,
    ...(description?.trim() && { description: description.trim() }),
    ...(picture_id && { picture_id }),
    ...(cost_cents && hasOwnCost(reward) && { cost_cents }),
    ...(trigger === 'chosen' && {
      ...(tier_ids?.length && { tier_ids }),
      ...(club_ids?.length && { club_ids }),
      ...((dates?.from || dates?.to) && { dates: { from: dates.from || null, to: dates.to || null } }),
      ...(per_customer && { per_customer }),
      ...(limited_stock && { limited_stock }),
    }),
  }
}

/** Where what it is worth does not say what it costs the shop. */
export const hasOwnCost = ({ benefit: { kind } }: Pick<Reward, 'benefit'>) =>
  kind === 'service' || kind === 'experience' || kind === 'private_sale' || kind === 'free_product'

/** Without capitals and accents, so that « cafe » finds « Café ». */
export const foldWord = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
