import { Type } from 'typebox'
import { storesOf } from '../../platform/access.ts'
import { Id, Moment, type Routes } from '../../platform/http.ts'
import { readHome } from './home.ts'

const closed = { additionalProperties: false }
const Cents = Type.Integer()
const Units = Type.Record(Type.String(), Type.Integer())
const Counts = Type.Object({
  sales: Type.Integer(),
  sales_with_card: Type.Integer(),
  total_cents: Cents,
  card_total_cents: Cents,
  returned_cents: Cents,
  new_cards: Type.Integer(),
  units_given: Units,
  units_spent: Units,
})
const Periods = { today: Counts, today_before: Counts, month: Counts, month_before: Counts }
const Count = Type.Integer()
const Month = Type.Object({
  month: Type.String(),
  sales: Type.Integer(),
  sales_with_card: Type.Integer(),
  total_cents: Cents,
  card_total_cents: Cents,
  new_cards: Type.Integer(),
  total_cents_before: Type.Union([Cents, Type.Null()]),
})
const Outstanding = Type.Object({
  points: Type.Array(
    Type.Object({
      unit: Type.String(),
      units: Type.Integer(),
      value_cents: Type.Union([Cents, Type.Null()]),
    }),
  ),
  gift_cards_count: Type.Integer(),
  gift_cards_cents: Cents,
  total_cents: Cents,
})

export const figureRoutes: Routes = async (app) => {
  app.get(
    '/figures/home',
    {
      config: { may: ['owner', 'marketing', 'store_manager'] },
      schema: {
        operationId: 'getHomeFigures',
        summary: 'Today and this month by store beside last year, thirteen months, recency and what is owed',
        tags: ['figures'],
        querystring: Type.Object({ store_id: Type.Optional(Id) }, closed),
        response: {
          200: Type.Object({
            day: Type.String(),
            as_of: Moment,
            stores: Type.Array(Type.Object({ store_id: Id, name: Type.String(), ...Periods })),
            total: Type.Object(Periods),
            months: Type.Array(Month),
            recency: Type.Object({
              active: Count,
              slowing: Count,
              asleep: Count,
              lost: Count,
              never: Count,
            }),
            outstanding: Type.Union([Outstanding, Type.Null()]),
          }),
        },
      },
    },
    (request) =>
      request.inTenant((ctx) => readHome(ctx, request.query.store_id, storesOf(request.principal))),
  )
}
