import { Type } from 'typebox'
import { storesOf } from '../../platform/access.ts'
import { Id, PageQuery, Problem, Time, type Routes } from '../../platform/http.ts'
import { listSales, readSale } from './read-sales.ts'

const tags = ['sales']
const MAY_SELL = ['owner', 'store_manager', 'seller', 'device'] as const
const MAY_READ = [...MAY_SELL, 'service', 'marketing'] as const
const Text = Type.Union([Type.String(), Type.Null()])
const OptionalId = Type.Union([Id, Type.Null()])
const Units = Type.Array(Type.Object({ unit: Type.String(), units: Type.Integer() }))

const SaleRow = Type.Object({
  sale_id: Id,
  store_id: Id,
  customer_id: OptionalId,
  first_name: Text,
  last_name: Text,
  receipt_number: Text,
  occurred_at: Time,
  total_cents: Type.Integer(),
  discount_cents: Type.Integer(),
  cancelled_at: Type.Union([Time, Type.Null()]),
  item_count: Type.Integer(),
  earned: Units,
})

const SaleRecord = Type.Object({
  sale_id: Id,
  store_id: Id,
  customer_id: OptionalId,
  staff_id: OptionalId,
  channel: Type.String(),
  receipt_number: Text,
  occurred_at: Time,
  recorded_at: Time,
  gross_cents: Type.Integer(),
  discount_cents: Type.Integer(),
  total_cents: Type.Integer(),
  lines: Type.Array(
    Type.Object({
      line_no: Type.Integer(),
      product_id: OptionalId,
      sku: Text,
      label: Type.String(),
      category: Text,
      quantity_milli: Type.Integer(),
      unit_price_cents: Type.Integer(),
      gross_cents: Type.Integer(),
      total_cents: Type.Integer(),
      promotions: Type.Array(
        Type.Object({
          name: Type.String(),
          quantity_milli: Type.Integer(),
          discount_cents: Type.Integer(),
        }),
      ),
      returned_milli: Type.Integer(),
    }),
  ),
  payments: Type.Array(Type.Object({ means: Type.String(), amount_cents: Type.Integer() })),
  answer: Type.Object({}, { additionalProperties: true }),
  awards: Type.Array(Type.Object({}, { additionalProperties: true })),
  points_paid: Type.Array(Type.Object({}, { additionalProperties: true })),
  cancelled: Type.Union([
    Type.Object({ cancelled_at: Time, cancelled_by: Type.String(), reason: Type.String(), return_id: Id }),
    Type.Null(),
  ]),
  returns: Type.Array(
    Type.Object({
      return_id: Id,
      occurred_at: Time,
      total_cents: Type.Integer(),
      reason: Text,
      lines: Type.Array(Type.Object({ n: Type.Integer(), qty: Type.Integer(), total: Type.Integer() })),
    }),
  ),
})

export const saleReadRoutes: Routes = async (app) => {
  app.get(
    '/sales',
    {
      config: { may: MAY_READ },
      schema: {
        operationId: 'listSales',
        summary: 'Sales, newest first, by store, customer, receipt or time',
        tags,
        querystring: Type.Object(
          {
            store_id: Type.Optional(Id),
            customer_id: Type.Optional(Id),
            receipt_number: Type.Optional(Type.String({ maxLength: 60 })),
            from: Type.Optional(Time),
            to: Type.Optional(Time),
            ...PageQuery,
          },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ items: Type.Array(SaleRow), next_cursor: Text }) },
      },
    },
    (request) =>
      request.inTenant((ctx) => listSales(ctx, { ...request.query, store_ids: storesOf(request.principal) })),
  )

  app.get(
    '/sales/:sale_id',
    {
      config: { may: MAY_READ },
      schema: {
        operationId: 'readSale',
        summary: 'A sale with its lines, its returns and what it gave',
        tags,
        params: Type.Object({ sale_id: Id }),
        response: { 200: SaleRecord, '4xx': Problem },
      },
    },
    // A receipt may be brought back to another store of the shop: a till reads any sale it is shown.
    (request) =>
      request.inTenant((ctx) => {
        const { principal } = request
        return readSale(ctx, request.params.sale_id, principal.kind === 'staff' ? storesOf(principal) : null)
      }),
  )
}
