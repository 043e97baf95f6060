/**
 * What both languages say about a programme. Written twice, once per language, never translated word by word.
 */
import type { Award } from './judgement.ts'
import type { Conditions, EarningRule, Ladder, Multiplier, Programme, Reward, Unit } from './programme.ts'

/** How this shop calls its things. A name that is unknown here is null, and the phrase does without it. */
export type Naming = {
  money: (cents: number) => string
  moneyShort: (cents: number) => string
  euro: boolean
  number: (value: number) => string
  percent: (basis_points: number) => string
  products: (ids: string[]) => string[] | null
  stores: (ids: string[]) => string[] | null
  merchants: (ids: string[]) => string[] | null
  clubs: (ids: string[]) => string[] | null
  /** By the programme's own ladders, in the order of the ladders. */
  tiers: (ids: string[]) => string[]
  /** ' « vip »' where the programme has two units of one kind, else ''. */
  label: (unit: Unit) => string
}

/** One sale of an example, as judged. */
export type ExampleSale = { gives: { unit: Unit; units: number }[]; kept_cents: number }

export type Example = {
  basket_cents: number
  /** Pieces in the sale where a rule counts pieces, else null. */
  pieces: number | null
  /** The rule whose conditions the sale was made to meet; null when it has none. */
  conditional: EarningRule | null
  first: ExampleSale
  second: ExampleSale
  /** The reward reached first by the same sale again and again, and at which one; null when none is. */
  reached: { reward: Reward; unit: Unit; sale: number } | null
}

export type ExplainedAward = Pick<
  Award,
  | 'rule_id'
  | 'units'
  | 'basis_cents'
  | 'remainder_before'
  | 'remainder_delta'
  | 'multiplier_ids'
  | 'factor_milli'
  | 'capped'
>

/** What an award is explained by: its rule, and for what bonuses added the bonuses too. */
export type Explained = { award: ExplainedAward; rule: EarningRule; unit: Unit; bonuses: Multiplier[] | null }

export type Phrases = {
  count: (naming: Naming, unit: Unit, units: number) => string
  /** '35 € d’achats', '3 visites': what counts towards a ladder. */
  measured: (naming: Naming, ladder: Ladder, units: number, unit: Unit | undefined) => string
  /** 'pour un avis laissé'; an unknown one by its own name. */
  activity: (activity: string) => string
  /** ' dans le rayon « Thé », le mardi'; '' without conditions. */
  when: (naming: Naming, when: Conditions) => string
  earning: (naming: Naming, rule: EarningRule, unit: Unit) => string
  multiplier: (naming: Naming, multiplier: Multiplier, programme: Programme) => string
  /** What does not add up, and how several bonuses meet. */
  together: (naming: Naming, programme: Programme) => string[]
  /** How much a unit can be earned at most. */
  limits: (naming: Naming, unit: Unit) => string[]
  pays: (naming: Naming, unit: Unit, programme: Programme) => string[]
  reward: (naming: Naming, reward: Reward, unit: Unit) => string
  ladder: (naming: Naming, ladder: Ladder, programme: Programme) => string[]
  expiry: (naming: Naming, unit: Unit, programme: Programme) => string
  /** null when units can be spent at once. */
  pending: (naming: Naming, unit: Unit) => string | null
  basis: (naming: Naming, programme: Programme) => string[]
  clawback: (programme: Programme) => string
  example: (naming: Naming, example: Example) => string
  award: (naming: Naming, explained: Explained) => string
  towards: (naming: Naming, ladder: Ladder, award: ExplainedAward) => string
}
