/** What a list or an alert asks, as data. */
import { Type, type Static } from 'typebox'
import { Id } from '../../platform/http.ts'

const closed = { additionalProperties: false }
const AtLeast = Type.Integer({ minimum: 1, maximum: 1_000_000_000 })
const Days = Type.Integer({ minimum: 1, maximum: 3650 })

/** What a person has bought and kept over the last days, in all or in one category or store. */
export const ListCriteria = Type.Object(
  {
    measure: Type.Union([Type.Literal('spend_cents'), Type.Literal('purchases'), Type.Literal('items')]),
    at_least: AtLeast,
    within_days: Days,
    category: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
    store_id: Type.Optional(Id),
  },
  closed,
)
export type ListCriteria = Static<typeof ListCriteria>

/** One sale by its amount or its items, or a person over days. */
export const AlertCriteria = Type.Object(
  {
    measure: Type.Union(
      (['sale_cents', 'sale_items', 'spend_cents', 'purchases', 'items'] as const).map((name) =>
        Type.Literal(name),
      ),
    ),
    at_least: AtLeast,
    within_days: Type.Optional(Days),
    store_id: Type.Optional(Id),
  },
  closed,
)
export type AlertCriteria = Static<typeof AlertCriteria>

export const isAboutOneSale = ({ measure }: AlertCriteria) =>
  measure === 'sale_cents' || measure === 'sale_items'
