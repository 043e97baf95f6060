/**
 * What both languages say about a programme. Written twice, once per language, never translated word by word.
 */
import type { Award } from './judgement.ts'
import type { EarningRule, Programme, Reward, Unit } from './programme.ts'

/** How this shop calls its things. A name that is unknown here is null, and the phrase does without it. */
export type Naming = {
  money: (cents: number) => string
  moneyShort: (cents: number) => string
  euro: boolean
  number: (value: number) => string
  percent: (basis_points: number) => string
  products: (ids: string[]) => string[] | null
  stores: (ids: string[]) => string[] | null
  /** ' « vip »' where the programme has two units of one kind, else ''. */
  label: (unit: Unit) => string
}

/** One sale of an example, as judged. */
export type ExampleSale = { gives: { unit: Unit; units: number }[]; kept_cents: number }

export type Example = {
  basket_cents: number
  /** Pieces in the sale where a rule counts pieces, else null. */
  pieces: number | null
  first: ExampleSale
  second: ExampleSale
  /** The reward reached first by the same sale again and again, and at which one; null when none is. */
  reached: { reward: Reward; unit: Unit; sale: number } | null
}

export type ExplainedAward = Pick<
  Award,
  'rule_id' | 'units' | 'basis_cents' | 'remainder_before' | 'remainder_delta'
>

export type Phrases = {
  count: (naming: Naming, unit: Unit, units: number) => string
  earning: (naming: Naming, rule: EarningRule, unit: Unit) => string
  reward: (naming: Naming, reward: Reward, unit: Unit) => string
  expiry: (naming: Naming, unit: Unit) => string
  /** null when units can be spent at once. */
  pending: (naming: Naming, unit: Unit) => string | null
  basis: (naming: Naming, programme: Programme) => string[]
  clawback: (programme: Programme) => string
  example: (naming: Naming, example: Example) => string
  award: (naming: Naming, award: ExplainedAward, rule: EarningRule, unit: Unit) => string
}
