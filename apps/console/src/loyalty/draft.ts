/** A programme while it is being written: whole at every moment, so that it can always be said in words. Pure. */
import { checkProgramme, presetProgrammes } from '../../../../server/features/programmes/rules.ts'
import type { Preset } from './draft-names.ts'

export type Programme = Parameters<typeof checkProgramme>[0]
export type Unit = Programme['units'][number]
export type Rule = Programme['earning'][number]
export type Reward = Programme['rewards'][number]
export type Bonus = NonNullable<Programme['multipliers']>[number]
export type Ladder = NonNullable<Programme['ladders']>[number]
export type Tier = Ladder['tiers'][number]
export type Advantage = Tier['benefits'][number]
export type Benefit = Reward['benefit']
export type Conditions = Rule['when']
export type Cap = NonNullable<Rule['caps']>[number]
export type Expiry = Unit['expiry']
export type Pays = NonNullable<Unit['pays']>
export type Kind = Unit['kind']
export type Said = { code: string; path: string; fr: string; en: string }

export const KINDS: readonly Kind[] = ['points', 'stamps', 'money', 'spend']

type Shop = { country?: string | undefined; categories?: readonly string[] }

/** What may not be rewarded in the shop's country does not count from the beginning. */
export const startFrom = (
  preset: Preset,
  newId: () => string,
  language: 'fr' | 'en',
  { country, categories = [] }: Shop = {},
): Programme =>
  presetProgrammes[preset]({ newId, language, categories: [...categories], ...(country && { country }) })

/** The ledger's key of a kind that is new to the programme; what an earlier version called so keeps its name. */
const KEYS: Record<Kind, string> = { points: 'points', stamps: 'stamps', spend: 'spend', money: 'kitty' }

/**
 * Counts one thing more, with the plainest way to earn it. A second one of its kind asks for names, and its key was never
 * used before: what customers had left of one that is gone does not come back under another name.
 */
export function withUnit(draft: Programme, kind: Kind, newId: () => string): Programme {
  const isAlike = (one: Unit) => one.kind === kind
  const isSecond = draft.units.some(isAlike)
  const taken = new Set(draft.units.map(({ unit }) => unit))
  const unit: Unit = {
    unit: isSecond || taken.has(KEYS[kind]) ? `${KEYS[kind]}_${keyOf(newId()).slice(-8)}` : KEYS[kind],
    ...(isSecond && { name: '' }),
    kind,
    remainder: 'keep',
    rounding: 'down',
    pending_days: 0,
    expiry: { kind: 'rolling', months: 12 },
    ...(kind === 'money' && { pays: usualPays(kind) }),
  }
  const units = draft.units.map((one) => (isAlike(one) ? { ...one, name: one.name ?? '' } : one))
  return { ...draft, units: [...units, unit], earning: [...draft.earning, newRule(unit, newId())] }
}

/** Those that are told apart by a name, since there are several of their kind. */
export const namedUnits = ({ units }: Pick<Programme, 'units'>): Unit[] =>
  units.filter(({ kind }) => units.filter((one) => one.kind === kind).length > 1)

/** What is no longer counted is neither earned, multiplied, spent nor climbed by. */
export function withoutUnit(draft: Programme, unit: string): Programme {
  const isOther = (one: { unit: string }) => one.unit !== unit
  const { multipliers, ladders } = draft
  return {
    ...draft,
    units: draft.units.filter(isOther),
    earning: draft.earning.filter(isOther),
    rewards: draft.rewards.filter(isOther),
    ...(multipliers && { multipliers: multipliers.filter(isOther) }),
    ...(ladders && {
      ladders: ladders.filter(({ measures }) => measures.by !== 'units' || measures.unit !== unit),
    }),
  }
}

/** A kitty pays at its face value; points a tenth of a euro for ten, which is 1 % where a euro earns one. */
export const usualPays = (kind: Kind): Pays => ({
  units: kind === 'money' ? 1 : 100,
  cents: kind === 'money' ? 1 : 100,
  units_min: kind === 'stamps' ? 0 : 500,
  share_max_basis_points: 10_000,
  counts_as: 'discount',
})

export function newRule({ unit, kind }: Unit, rule_id: string): Rule {
  if (kind === 'stamps')
    return { rule_id, unit, counts: { by: 'purchase', units: 1, minimum_cents: 1000 }, when: {} }
  const [units, per_cents] = kind === 'spend' ? [1, 1] : kind === 'money' ? [3, 100] : [1, 100]
  return { rule_id, unit, counts: { by: 'amount', units, per_cents }, when: {} }
}

/** What is done without buying is limited from the beginning: nothing else stops ten reviews a day. */
export function newActivity({ unit, kind }: Unit, rule_id: string, activity: string): Rule {
  const units = kind === 'points' ? 20 : kind === 'money' ? 100 : 1
  const caps: Cap[] =
    activity === 'profile_completed' ? [] : [{ per: 'month', units_max: units, over: 'reduce' }]
  return { rule_id, unit, counts: { by: 'activity', units, activity }, when: {}, caps }
}

export const isActivity = ({ counts }: Rule) => counts.by === 'activity'

export const newBonus = (unit: string, multiplier_id: string, name: string, when: Conditions): Bonus => ({
  multiplier_id,
  name,
  unit,
  factor_milli: 2000,
  when,
})

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
  switch (kind) {
    case 'gift_card':
      return { kind, value_cents: 1000, valid_days }
    case 'discount_amount':
      return { kind, value_cents: 500, minimum_cents: 0, valid_days: 60 }
    case 'discount_percent':
      return { kind, basis_points: 1000, minimum_cents: 0, value_cents_max: null, valid_days: 60 }
    case 'free_product':
      return { kind, product_id: null, category: null, value_cents_max: 500, valid_days: 90 }
    case 'donation':
      return { kind, value_cents: 500, cause: '', valid_days: null }
    case 'service':
    case 'experience':
    case 'private_sale':
      return { kind, valid_days: 90 }
  }
}

/** One that comes by itself is for everyone: what limited it is gone, and comes back by hand. */
export function withTrigger(reward: Reward, trigger: Reward['trigger']): Reward {
  if (trigger === 'chosen') return { ...reward, trigger }
  const { tier_ids: _tiers, club_ids: _clubs, dates: _dates, per_customer: _times, ...rest } = reward
  return { ...rest, trigger, limited_stock: false }
}

export const replaced = <T>(list: readonly T[], index: number, one: T): T[] => list.with(index, one)
export const removed = <T>(list: readonly T[], index: number): T[] => list.filter((_, n) => n !== index)

/** A rule that goes is no longer named by the bonuses; one that was for it alone goes with it. */
export function withoutRule(draft: Programme, index: number): Programme {
  const rule_id = draft.earning[index]?.rule_id
  const { multipliers } = draft
  return {
    ...draft,
    earning: removed(draft.earning, index),
    ...(multipliers && {
      multipliers: multipliers.flatMap((one) => {
        if (!one.rule_ids?.includes(rule_id ?? '')) return [one]
        const rule_ids = one.rule_ids.filter((id) => id !== rule_id)
        return rule_ids.length > 0 ? [{ ...one, rule_ids }] : []
      }),
    }),
  }
}

/** Sentences that one version says and the other does not: what changed, in the shop's own words. */
export function changesBetween(before: readonly string[], after: readonly string[]) {
  return {
    gone: before.filter((sentence) => !after.includes(sentence)),
    come: after.filter((sentence) => !before.includes(sentence)),
  }
}

/** Products that a programme names. */
export const productsOf = ({ earning, multipliers = [], rewards, basis }: Programme): string[] => [
  ...new Set([
    ...[...earning, ...multipliers].flatMap(({ when }) => when.product_ids ?? []),
    ...rewards.flatMap(({ benefit }) =>
      benefit.kind === 'free_product' && benefit.product_id !== null ? [benefit.product_id] : [],
    ),
    ...basis.excluded_product_ids,
  ]),
]

/** Whether clubs are named: only then are they asked for. */
export const namesClubs = ({ earning, multipliers = [], rewards }: Programme): boolean =>
  [...[...earning, ...multipliers].map(({ when }) => when), ...rewards].some(
    ({ club_ids = [] }) => club_ids.length > 0,
  )

/** Merchants too; only rules and bonuses can be for some of them. */
export const namesMerchants = ({ earning, multipliers = [] }: Programme): boolean =>
  [...earning, ...multipliers].some(({ when }) => (when.merchant_ids ?? []).length > 0)

/** What a shop calls something, as a key: « Tri du verre ! » is tri_du_verre. */
export function keyOf(typed: string): string {
  const plain = typed
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
  return (/^[a-z]/.test(plain) ? plain : plain && `a_${plain}`).slice(0, 40)
}
