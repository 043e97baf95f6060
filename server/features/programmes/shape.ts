/** The programme as the API takes it: the shape of programme.ts, checked at the door. */
import { Type } from 'typebox'
import { Id } from '../../platform/http.ts'

const closed = { additionalProperties: false }
const Whole = Type.Integer({ minimum: 0, maximum: 1_000_000_000 })
const Days = Type.Union([Type.Integer({ minimum: 1, maximum: 3650 }), Type.Null()])
const Optionally = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()])

const Unit = Type.Object(
  {
    unit: Type.String({ minLength: 1, maxLength: 40, pattern: '^[a-z][a-z0-9_]*$' }),
    kind: Type.Union([Type.Literal('points'), Type.Literal('stamps'), Type.Literal('spend')]),
    remainder: Type.Union([Type.Literal('keep'), Type.Literal('lose')]),
    rounding: Type.Union([Type.Literal('down'), Type.Literal('nearest'), Type.Literal('up')]),
    pending_days: Type.Integer({ minimum: 0, maximum: 365 }),
    expiry: Type.Union([
      Type.Object({ kind: Type.Literal('never') }, closed),
      Type.Object(
        { kind: Type.Literal('rolling'), months: Type.Integer({ minimum: 1, maximum: 600 }) },
        closed,
      ),
    ]),
  },
  closed,
)

const EarningRule = Type.Object(
  {
    rule_id: Type.String({ minLength: 1, maxLength: 60 }),
    unit: Type.String({ maxLength: 40 }),
    counts: Type.Union([
      Type.Object({ by: Type.Literal('amount'), units: Whole, per_cents: Whole }, closed),
      Type.Object({ by: Type.Literal('purchase'), units: Whole, minimum_cents: Whole }, closed),
      Type.Object({ by: Type.Literal('item'), units: Whole }, closed),
    ]),
    when: Type.Object(
      {
        store_ids: Type.Optional(Type.Array(Id, { maxItems: 1000 })),
        product_ids: Type.Optional(Type.Array(Id, { maxItems: 5000 })),
        categories: Type.Optional(Type.Array(Type.String({ maxLength: 100 }), { maxItems: 1000 })),
      },
      closed,
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
])

export const RewardShape = Type.Object(
  {
    reward_id: Id,
    name: Type.String({ maxLength: 200 }),
    unit: Type.String({ maxLength: 40 }),
    cost: Whole,
    benefit: Benefit,
    trigger: Type.Union([Type.Literal('automatic'), Type.Literal('chosen')]),
  },
  closed,
)

export const ProgrammeShape = Type.Object(
  {
    name: Type.String({ maxLength: 200 }),
    units: Type.Array(Unit, { maxItems: 10 }),
    earning: Type.Array(EarningRule, { maxItems: 100 }),
    rewards: Type.Array(RewardShape, { maxItems: 100 }),
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

export const Words = Type.Object({ sentences: Type.Array(Type.String()), example: Type.String() })
export const Said = Type.Array(
  Type.Object({ code: Type.String(), path: Type.String(), fr: Type.String(), en: Type.String() }),
)
