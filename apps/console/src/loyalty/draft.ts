/** A programme while it is being written: whole at every moment, so that it can always be said in words. Pure. */
import { checkProgramme, presetProgrammes } from '../../../../server/features/programmes/rules.ts'
import type { Preset } from './draft-names.ts'

export type Programme = Parameters<typeof checkProgramme>[0]
export type Unit = Programme['units'][number]
export type Rule = Programme['earning'][number]
export type Reward = Programme['rewards'][number]
export type Benefit = Reward['benefit']
export type Conditions = Rule['when']
export type Kind = Unit['kind']
export type Said = { code: string; path: string; fr: string; en: string }

export const KINDS: readonly Kind[] = ['points', 'stamps', 'spend']

export const startFrom = (preset: Preset, newId: () => string, language: 'fr' | 'en'): Programme =>
  presetProgrammes[preset]({ newId, language })

/** Counts one thing more, with the plainest way to earn it. */
export function withUnit(draft: Programme, kind: Kind, newId: () => string): Programme {
  const unit: Unit = {
    unit: kind,
    kind,
    remainder: 'keep',
    rounding: 'down',
    pending_days: 0,
    expiry: { kind: 'rolling', months: 12 },
  }
  return { ...draft, units: [...draft.units, unit], earning: [...draft.earning, newRule(unit, newId())] }
}

/** What is no longer counted is neither earned nor spent. */
export function withoutUnit(draft: Programme, unit: string): Programme {
  const isOther = (one: { unit: string }) => one.unit !== unit
  return {
    ...draft,
    units: draft.units.filter(isOther),
    earning: draft.earning.filter(isOther),
    rewards: draft.rewards.filter(isOther),
  }
}

export function newRule({ unit, kind }: Unit, rule_id: string): Rule {
  if (kind === 'stamps')
    return { rule_id, unit, counts: { by: 'purchase', units: 1, minimum_cents: 1000 }, when: {} }
  return {
    rule_id,
    unit,
    counts: { by: 'amount', units: 1, per_cents: kind === 'spend' ? 1 : 100 },
    when: {},
  }
}

const USUAL_COST: Record<Kind, number> = { points: 200, stamps: 10, spend: 25_000, money: 1000 }

export function newReward({ unit, kind }: Unit, reward_id: string): Reward {
  return {
    reward_id,
    name: '',
    unit,
    cost: USUAL_COST[kind],
    benefit: benefitOf('gift_card'),
    trigger: 'automatic',
  }
}

/** The usual figures of each kind of reward, to change. */
export function benefitOf(kind: Benefit['kind']): Benefit {
  const valid_days = 365
  if (kind === 'gift_card') return { kind, value_cents: 1000, valid_days }
  if (kind === 'discount_amount') return { kind, value_cents: 500, minimum_cents: 0, valid_days: 60 }
  if (kind === 'discount_percent')
    return { kind, basis_points: 1000, minimum_cents: 0, value_cents_max: null, valid_days: 60 }
  if (kind === 'donation') return { kind, value_cents: 500, cause: '', valid_days: null }
  if (kind !== 'free_product') return { kind, valid_days }
  return { kind, product_id: null, category: null, value_cents_max: 500, valid_days: 90 }
}

export const replaced = <T>(list: readonly T[], index: number, one: T): T[] => list.with(index, one)
export const removed = <T>(list: readonly T[], index: number): T[] => list.filter((_, n) => n !== index)

/** Sentences that one version says and the other does not: what changed, in the shop's own words. */
export function changesBetween(before: readonly string[], after: readonly string[]) {
  return {
    gone: before.filter((sentence) => !after.includes(sentence)),
    come: after.filter((sentence) => !before.includes(sentence)),
  }
}

/** Products that a programme names. */
export const productsOf = ({ earning, rewards, basis }: Programme): string[] => [
  ...new Set([
    ...earning.flatMap(({ when }) => when.product_ids ?? []),
    ...rewards.flatMap(({ benefit }) =>
      benefit.kind === 'free_product' && benefit.product_id !== null ? [benefit.product_id] : [],
    ),
    ...basis.excluded_product_ids,
  ]),
]
