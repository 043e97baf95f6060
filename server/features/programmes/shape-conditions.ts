/** When a rule holds, as the API takes it, and the small shapes that the programme is made of. */
import { Type } from 'typebox'
import { Id } from '../../platform/http.ts'

export const closed = { additionalProperties: false }
export const Whole = Type.Integer({ minimum: 0, maximum: 1_000_000_000 })
export const Days = Type.Union([Type.Integer({ minimum: 1, maximum: 3650 }), Type.Null()])
export const Optionally = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()])

export const Key = Type.String({ minLength: 1, maxLength: 40, pattern: '^[a-z][a-z0-9_]*$' })
export const Months = Type.Integer({ minimum: 1, maximum: 600 })
export const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const DayOfYear = Type.String({ pattern: '^\\d{2}-\\d{2}$' })
const Names = Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 1000 })
export const Ids = Type.Array(Id, { maxItems: 1000 })
export const Keys = Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 200 })
export const Priority = Type.Integer({ minimum: -1000, maximum: 1000 })
export const Dates = Type.Object({ from: Optionally(Day), to: Optionally(Day) }, closed)

export const Conditions = Type.Object(
  {
    store_ids: Type.Optional(Ids),
    merchant_ids: Type.Optional(Ids),
    channels: Type.Optional(Keys),
    product_ids: Type.Optional(Type.Array(Id, { maxItems: 5000 })),
    categories: Type.Optional(Names),
    brands: Type.Optional(Names),
    suppliers: Type.Optional(Names),
    weekdays: Type.Optional(
      Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { maxItems: 7, uniqueItems: true }),
    ),
    hours: Type.Optional(
      Type.Object(
        {
          from_minute: Type.Integer({ minimum: 0, maximum: 1440 }),
          to_minute: Type.Integer({ minimum: 0, maximum: 1440 }),
        },
        closed,
      ),
    ),
    season: Type.Optional(Type.Object({ from: DayOfYear, to: DayOfYear }, closed)),
    dates: Type.Optional(Dates),
    first_purchase: Type.Optional(Type.Literal(true)),
    birthday: Type.Optional(
      Type.Object(
        {
          days_before: Type.Integer({ minimum: 0, maximum: 180 }),
          days_after: Type.Integer({ minimum: 0, maximum: 180 }),
        },
        closed,
      ),
    ),
    tier_ids: Type.Optional(Keys),
    club_ids: Type.Optional(Ids),
    tags: Type.Optional(Names),
    audience_ids: Type.Optional(Ids),
    basket_min_cents: Type.Optional(Whole),
    basket_max_cents: Type.Optional(Whole),
    payment_means: Type.Optional(Keys),
  },
  closed,
)
