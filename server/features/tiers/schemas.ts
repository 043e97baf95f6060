/** The shapes of tiers on the wire. */
import { Type } from 'typebox'
import { Id, Moment } from '../../platform/http.ts'

export const Maybe = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()])
const Nullable = Maybe(Type.String())
export const LadderId = Type.String({ pattern: '^[a-z][a-z0-9_]*$', maxLength: 40 })

const Benefits = Type.Array(Type.Object({ kind: Type.String(), text: Type.String() }))
const measures = {
  measures: Type.Unsafe<'amount' | 'visits' | 'units'>({
    type: 'string',
    enum: ['amount', 'visits', 'units'],
    description: 'amount: cents; visits: how many; units: of `unit`',
  }),
  unit: Nullable,
}

export const TierOfPerson = Type.Object({
  ladder_id: Type.String(),
  name: Type.String(),
  ...measures,
  tier: Maybe(Type.Object({ tier_id: Type.String(), name: Type.String(), benefits: Benefits })),
  since: Maybe(Moment),
  until: Maybe(Moment),
  in_grace: Type.Boolean(),
  value: Type.Integer({ description: 'What counts now, in the measure of the ladder' }),
  value_words: Type.String(),
  next: Maybe(
    Type.Object({
      tier_id: Type.String(),
      name: Type.String(),
      benefits: Benefits,
      threshold: Type.Integer(),
      missing: Type.Integer(),
      missing_words: Type.String(),
      progress: Type.Number({ description: 'From 0 to 1' }),
    }),
  ),
  follows: Maybe(Type.Object({ tier_id: Type.String(), name: Type.String() })),
  to_keep: Maybe(
    Type.Integer({
      description:
        'Still to be counted before `until` so that the tier stays; null when nothing that is counted now does',
    }),
  ),
  to_keep_words: Nullable,
  grant: Maybe(
    Type.Object({
      tier_id: Type.String(),
      reason: Type.String(),
      until: Maybe(Moment),
      granted_by_name: Type.String(),
      granted_at: Moment,
    }),
  ),
  tiers: Type.Array(Type.Object({ tier_id: Type.String(), name: Type.String(), threshold: Type.Integer() })),
  changes: Type.Array(
    Type.Object({
      change_id: Id,
      from_tier: Nullable,
      to_tier: Nullable,
      cause_kind: Type.String(),
      occurred_at: Moment,
    }),
  ),
})

export const TiersOfPerson = Type.Object({ items: Type.Array(TierOfPerson) })

export const GrantBody = Type.Object(
  {
    tier_id: Type.String({ minLength: 1, maxLength: 40 }),
    reason: Type.String({ minLength: 3, maxLength: 500 }),
    until: Type.Optional(
      Maybe(Type.String({ format: 'date', description: 'Its last day; null until it is taken back' })),
    ),
  },
  { additionalProperties: false },
)

export const Figures = Type.Object({
  ladder_id: Type.String(),
  name: Type.String(),
  ...measures,
  people: Type.Integer(),
  tiers: Type.Object({
    none: Type.Integer({ description: 'People below the first tier' }),
    of_old_tiers: Type.Integer({ description: 'People with a tier that the ladder no longer has' }),
    list: Type.Array(
      Type.Object({
        tier_id: Type.String(),
        name: Type.String(),
        threshold: Type.Integer(),
        people: Type.Integer(),
        in_grace: Type.Integer(),
      }),
    ),
  }),
  months: Type.Array(Type.Object({ month: Type.String(), up: Type.Integer(), down: Type.Integer() })),
  coming: Type.Array(
    Type.Object({
      month: Type.String(),
      reviewed: Type.Integer(),
      lower: Type.Integer({ description: 'Who has less afterwards, if nothing more is bought' }),
      grace: Type.Integer(),
    }),
  ),
  backfill: Maybe(
    Type.Object({
      accounts_done: Type.Integer(),
      accounts_all: Type.Integer(),
      started_at: Moment,
      finished_at: Maybe(Moment),
    }),
  ),
})

export const PeopleOnLadder = Type.Object({
  items: Type.Array(
    Type.Object({
      customer_id: Id,
      first_name: Nullable,
      last_name: Nullable,
      tier_id: Nullable,
      value: Type.Integer(),
      until: Maybe(Moment),
    }),
  ),
  next_cursor: Nullable,
})
