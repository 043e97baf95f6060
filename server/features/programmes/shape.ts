/** The programme as the API takes it: the shape of programme.ts, checked at the door. */
import { Type } from 'typebox'
import { Id } from '../../platform/http.ts'
import {
  closed,
  Conditions,
  Dates,
  Day,
  Days,
  Ids,
  Key,
  Keys,
  Months,
  Optionally,
  Priority,
  Whole,
} from './shape-conditions.ts'

const Expiry = Type.Union([
  Type.Object({ kind: Type.Literal('never') }, closed),
  Type.Object(
    {
      kind: Type.Literal('rolling'),
      months: Months,
      to_end_of: Type.Optional(Type.Union([Type.Literal('month'), Type.Literal('year')])),
    },
    closed,
  ),
  Type.Object({ kind: Type.Literal('inactivity'), months: Months }, closed),
  Type.Object(
    {
      kind: Type.Literal('calendar'),
      end_of: Type.Union([Type.Literal('month'), Type.Literal('quarter'), Type.Literal('year')]),
      plus: Type.Integer({ minimum: 0, maximum: 120 }),
    },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Literal('yearly'),
      month: Type.Integer({ minimum: 1, maximum: 12 }),
      day: Type.Integer({ minimum: 1, maximum: 31 }),
      months_min: Type.Integer({ minimum: 0, maximum: 120 }),
    },
    closed,
  ),
  Type.Object({ kind: Type.Literal('date'), on: Day }, closed),
])

const Pays = Type.Object(
  {
    units: Whole,
    cents: Whole,
    units_min: Whole,
    share_max_basis_points: Type.Integer({ minimum: 1, maximum: 10_000 }),
    counts_as: Type.Union([Type.Literal('discount'), Type.Literal('payment')]),
  },
  closed,
)

const Caps = Type.Array(
  Type.Object(
    {
      per: Type.Union([
        Type.Literal('sale'),
        Type.Literal('day'),
        Type.Literal('week'),
        Type.Literal('month'),
        Type.Literal('year'),
        Type.Literal('ever'),
      ]),
      units_max: Whole,
      over: Type.Union([Type.Literal('reduce'), Type.Literal('refuse')]),
    },
    closed,
  ),
  { maxItems: 6 },
)

const Unit = Type.Object(
  {
    unit: Key,
    name: Type.Optional(Type.String({ maxLength: 40 })),
    kind: Type.Union([
      Type.Literal('points'),
      Type.Literal('stamps'),
      Type.Literal('spend'),
      Type.Literal('money'),
    ]),
    remainder: Type.Union([Type.Literal('keep'), Type.Literal('lose')]),
    rounding: Type.Union([Type.Literal('down'), Type.Literal('nearest'), Type.Literal('up')]),
    pending_days: Type.Integer({ minimum: 0, maximum: 365 }),
    expiry: Expiry,
    pays: Type.Optional(Optionally(Pays)),
    caps: Type.Optional(Caps),
  },
  closed,
)

const EarningRule = Type.Object(
  {
    rule_id: Type.String({ minLength: 1, maxLength: 60 }),
    unit: Type.String({ maxLength: 40 }),
    name: Type.Optional(Type.String({ maxLength: 120 })),
    counts: Type.Union([
      Type.Object({ by: Type.Literal('amount'), units: Whole, per_cents: Whole }, closed),
      Type.Object({ by: Type.Literal('purchase'), units: Whole, minimum_cents: Whole }, closed),
      Type.Object({ by: Type.Literal('item'), units: Whole, every: Type.Optional(Whole) }, closed),
      Type.Object({ by: Type.Literal('activity'), units: Whole, activity: Key }, closed),
    ]),
    when: Conditions,
    exclusive_group: Type.Optional(Optionally(Type.String({ minLength: 1, maxLength: 60 }))),
    priority: Type.Optional(Priority),
    caps: Type.Optional(Caps),
  },
  closed,
)

const Multiplier = Type.Object(
  {
    multiplier_id: Type.String({ minLength: 1, maxLength: 60 }),
    name: Type.String({ maxLength: 120 }),
    unit: Type.String({ maxLength: 40 }),
    factor_milli: Type.Integer({ minimum: 1000, maximum: 100_000 }),
    rule_ids: Type.Optional(Keys),
    when: Conditions,
    priority: Type.Optional(Priority),
  },
  closed,
)

const Ladder = Type.Object(
  {
    ladder_id: Key,
    name: Type.String({ maxLength: 120 }),
    measures: Type.Union([
      Type.Object({ by: Type.Literal('amount') }, closed),
      Type.Object({ by: Type.Literal('visits'), minimum_cents: Whole }, closed),
      Type.Object({ by: Type.Literal('units'), unit: Type.String({ maxLength: 40 }) }, closed),
    ]),
    period: Type.Union([
      Type.Object({ kind: Type.Literal('rolling'), months: Months }, closed),
      Type.Object(
        {
          kind: Type.Literal('calendar'),
          of: Type.Union([Type.Literal('month'), Type.Literal('quarter'), Type.Literal('year')]),
        },
        closed,
      ),
    ]),
    starts: Type.Union([Type.Literal('at_once'), Type.Literal('next_period')]),
    keeps_periods: Type.Integer({ minimum: 0, maximum: 10 }),
    grace_days: Type.Integer({ minimum: 0, maximum: 365 }),
    drops: Type.Union([Type.Literal('to_earned'), Type.Literal('one_step')]),
    tiers: Type.Array(
      Type.Object(
        {
          tier_id: Type.String({ minLength: 1, maxLength: 60 }),
          name: Type.String({ maxLength: 60 }),
          threshold: Whole,
          benefits: Type.Array(
            Type.Object(
              {
                kind: Type.Union([
                  Type.Literal('service'),
                  Type.Literal('free_delivery'),
                  Type.Literal('private_sales'),
                  Type.Literal('other'),
                ]),
                text: Type.String({ maxLength: 200 }),
              },
              closed,
            ),
            { maxItems: 20 },
          ),
        },
        closed,
      ),
      { minItems: 1, maxItems: 12 },
    ),
  },
  closed,
)

const Benefit = Type.Union([
  Type.Object({ kind: Type.Literal('gift_card'), value_cents: Whole, valid_days: Days }, closed),
  Type.Object(
    { kind: Type.Literal('discount_amount'), value_cents: Whole, minimum_cents: Whole, valid_days: Days },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Literal('discount_percent'),
      basis_points: Type.Integer({ minimum: 1, maximum: 10_000 }),
      minimum_cents: Whole,
      value_cents_max: Optionally(Whole),
      valid_days: Days,
    },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Literal('free_product'),
      product_id: Optionally(Id),
      category: Optionally(Type.String({ maxLength: 100 })),
      value_cents_max: Optionally(Whole),
      valid_days: Days,
    },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Union([Type.Literal('service'), Type.Literal('experience'), Type.Literal('private_sale')]),
      valid_days: Days,
    },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Literal('donation'),
      value_cents: Whole,
      cause: Type.String({ minLength: 1, maxLength: 200 }),
      valid_days: Days,
    },
    closed,
  ),
])

export const RewardShape = Type.Object(
  {
    reward_id: Id,
    name: Type.String({ maxLength: 200 }),
    unit: Type.String({ maxLength: 40 }),
    cost: Whole,
    benefit: Benefit,
    trigger: Type.Union([Type.Literal('automatic'), Type.Literal('chosen')]),
    description: Type.Optional(Type.String({ maxLength: 1000 })),
    picture_id: Type.Optional(Optionally(Id)),
    cost_cents: Type.Optional(Optionally(Whole)),
    tier_ids: Type.Optional(Keys),
    club_ids: Type.Optional(Ids),
    dates: Type.Optional(Dates),
    per_customer: Type.Optional(
      Optionally(
        Type.Object(
          {
            times: Type.Integer({ minimum: 1, maximum: 1000 }),
            per: Type.Union([Type.Literal('month'), Type.Literal('year'), Type.Literal('ever')]),
          },
          closed,
        ),
      ),
    ),
    limited_stock: Type.Optional(Type.Boolean()),
  },
  closed,
)

export const ProgrammeShape = Type.Object(
  {
    name: Type.String({ maxLength: 200 }),
    units: Type.Array(Unit, { maxItems: 10 }),
    earning: Type.Array(EarningRule, { maxItems: 100 }),
    rewards: Type.Array(RewardShape, { maxItems: 100 }),
    multipliers: Type.Optional(Type.Array(Multiplier, { maxItems: 100 })),
    stacking: Type.Optional(
      Type.Union([Type.Literal('multiply'), Type.Literal('add'), Type.Literal('best')]),
    ),
    ladders: Type.Optional(Type.Array(Ladder, { maxItems: 3 })),
    basis: Type.Object(
      {
        discounts: Type.Union([Type.Literal('before'), Type.Literal('after')]),
        excluded_product_ids: Type.Array(Id, { maxItems: 5000 }),
        excluded_categories: Type.Array(Type.String({ maxLength: 100 }), { maxItems: 1000 }),
      },
      closed,
    ),
    clawback: Type.Union([Type.Literal('debt'), Type.Literal('clamp')]),
  },
  closed,
)

const About = Type.Union([
  Type.Literal('earning'),
  Type.Literal('bonuses'),
  Type.Literal('rewards'),
  Type.Literal('tiers'),
  Type.Literal('time'),
  Type.Literal('terms'),
])
export const Words = Type.Object({
  sentences: Type.Array(Type.String()),
  parts: Type.Array(Type.Object({ about: About, sentences: Type.Array(Type.String()) })),
  example: Type.String(),
})
export const Said = Type.Array(
  Type.Object({ code: Type.String(), path: Type.String(), fr: Type.String(), en: Type.String() }),
)
