/** A simulation as the API shows it. */
import { Type } from 'typebox'
import { Id, Moment } from '../../platform/http.ts'
import { ProgrammeShape } from '../programmes/shape.ts'
import { sayRefusal } from '../../platform/refusal.ts'
import type { Progress } from './queries.ts'
import { BehaviourShape, MarginShape } from './wish.ts'

const Count = Type.Integer()
const Cents = Type.Integer()
const BasisPoints = Type.Integer()
const Maybe = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])
const Both = Type.Object({ fr: Type.String(), en: Type.String() })
const Mend = Type.Object({ fr: Type.String(), en: Type.String(), programme: ProgrammeShape })

const Group = Type.Object({
  from: Count,
  to: Maybe(Count),
  members: Count,
  rewarded_members: Count,
  turnover_cents: Cents,
  cost_cents: Cents,
  least_cents: Cents,
})

const Figures = Type.Object({
  sales: Count,
  members: Count,
  rewarded_members: Count,
  turnover_cents: Cents,
  margin_cents: Cents,
  cost_cents: Type.Integer({ description: 'Used so far, and what will probably be used of what is open' }),
  used_cents: Cents,
  open_cents: Cents,
  rewards_given: Count,
  generosity_basis_points: Type.Integer({
    description: 'Cost over turnover of members; 10 000 is all of it',
  }),
  generosity_low_basis_points: BasisPoints,
  generosity_high_basis_points: BasisPoints,
  of_margin_basis_points: BasisPoints,
  break_even_basis_points: Maybe(
    Type.Integer({
      description: 'How many more visits pay for it: cost ÷ (margin − cost); null when none do',
    }),
  ),
  break_even_low_basis_points: Maybe(BasisPoints),
  break_even_high_basis_points: Maybe(BasisPoints),
  months: Type.Array(
    Type.Object({
      month: Type.String(),
      turnover_cents: Cents,
      used_cents: Cents,
      given_cents: Cents,
      given: Count,
      expired_cents: Cents,
      owed_units_cents: Cents,
      owed_vouchers_cents: Cents,
    }),
  ),
  units: Type.Array(
    Type.Object({
      unit: Type.String(),
      issued: Count,
      spent: Count,
      expired: Count,
      taken_back: Count,
      open: Count,
      debt: Count,
      worth_micro: Type.Integer({ description: 'Millionths of a cent that one unit stands for' }),
      breakage_basis_points: BasisPoints,
      cohorts: Type.Array(Type.Object({ month: Type.String(), issued: Count, spent: Count, expired: Count })),
    }),
  ),
  rewards: Type.Array(
    Type.Object({
      reward_id: Type.String(),
      name: Type.String(),
      given: Count,
      members: Count,
      used: Count,
      used_cents: Cents,
      expired: Count,
    }),
  ),
  deciles: Type.Array(Group),
  frequencies: Type.Array(Group),
  stores: Type.Array(
    Type.Object({
      store_id: Type.String(),
      name: Type.String(),
      turnover_cents: Cents,
      used_cents: Cents,
      given: Count,
    }),
  ),
  first_reward: Maybe(
    Type.Object({
      median_days: Count,
      median_visits: Count,
      within: Type.Array(
        Type.Object({ days: Type.Integer({ description: '-1: later than all the others' }), members: Count }),
      ),
    }),
  ),
  never: Type.Array(
    Type.Object({
      why: Type.String({
        description: 'not_taken expired nothing_earned one_visit almost too_little',
      }),
      members: Count,
      turnover_cents: Cents,
    }),
  ),
  tiers: Type.Array(
    Type.Object({
      ladder_id: Type.String(),
      tier_id: Type.String(),
      name: Type.String(),
      members: Type.Array(Count, { description: 'At each month’s end' }),
    }),
  ),
})

const Sensitivity = Type.Object({
  uplift: Type.Array(
    Type.Object({
      uplift_basis_points: BasisPoints,
      cost_cents: Cents,
      added_margin_cents: Cents,
      net_cents: Cents,
      on_existing_basis_points: BasisPoints,
    }),
  ),
  redemption: Type.Array(
    Type.Object({
      factor_basis_points: BasisPoints,
      cost_cents: Cents,
      generosity_basis_points: BasisPoints,
    }),
  ),
})

const VariantShown = Type.Object({
  variant_id: Type.String(),
  name: Type.String(),
  programme: ProgrammeShape,
  reasons: Type.Array(Both),
  verdict: Both,
  figures: Figures,
  sensitivity: Sensitivity,
  traps: Type.Array(
    Type.Object({
      code: Type.String(),
      path: Type.String(),
      fr: Type.String(),
      en: Type.String(),
      mend: Maybe(Mend),
    }),
  ),
  suggestions: Type.Array(
    Type.Object({
      fr: Type.String(),
      en: Type.String(),
      programme: ProgrammeShape,
      cost_cents: Cents,
      generosity_basis_points: BasisPoints,
      rewarded_members: Count,
      regulars_rewarded_basis_points: BasisPoints,
    }),
  ),
})

export const ResultShown = Type.Object({
  from: Type.String(),
  to: Type.String(),
  months: Type.Array(Type.String()),
  sales: Count,
  lines: Count,
  members: Count,
  activities: Type.Optional(Count),
  anonymous_sales: Count,
  anonymous_cents: Cents,
  refused_lines: Count,
  returns_without_sale: Count,
  left_out: Count,
  currency: Type.String(),
  average_basket_cents: Cents,
  median_basket_cents: Cents,
  visits_per_year: Type.Number(),
  turnover_cents: Cents,
  margin: MarginShape,
  behaviour: BehaviourShape,
  replayed_sales: Count,
  seconds: Type.Number(),
  columns_bytes: Count,
  variants: Type.Array(VariantShown),
})

export const ProgressShown = Type.Object({
  simulation_id: Id,
  name: Type.String(),
  state: Type.String({ description: 'waiting running done failed cancelled' }),
  phase: Maybe(Type.String({ description: 'loading or replaying, while it runs' })),
  done: Count,
  total: Maybe(Count),
  remaining_seconds: Maybe(Count),
  error: Maybe(Type.Object({ code: Type.String(), fr: Type.String(), en: Type.String() })),
  created_by_name: Type.String(),
  created_at: Moment,
  ended_at: Maybe(Moment),
  shared_at: Maybe(Moment),
})

/** How far a simulation is, for people: with the time left, and its failure as a sentence. */
export function progressOf(row: Progress, now = new Date()) {
  const { simulation_id, name, state, phase, done, total, created_by_name, created_at, ended_at, shared_at } =
    row
  return {
    simulation_id,
    name,
    state,
    phase,
    done,
    total,
    remaining_seconds: remainingOf(row, now),
    error: row.error === null ? null : { code: row.error, ...sentencesOf(row.error) },
    created_by_name,
    created_at,
    ended_at,
    shared_at,
  }
}

/** By how fast it went so far; unknown until a twentieth is done. */
function remainingOf({ state, done, total, started_at, phase }: Progress, now: Date): number | null {
  if (state !== 'running' || phase !== 'replaying' || !total || !started_at || done < total / 20) return null
  const seconds = (now.getTime() - started_at.getTime()) / 1000
  return Math.max(1, Math.round((seconds * (total - done)) / done))
}

function sentencesOf(code: string) {
  if (code === 'internal_error')
    return {
      fr: 'La simulation s’est arrêtée par notre faute. Recommencez, ou prévenez-nous.',
      en: 'The simulation stopped through a fault of ours. Try again, or tell us.',
    }
  return { fr: sayRefusal(code, 'fr').title, en: sayRefusal(code, 'en').title }
}
