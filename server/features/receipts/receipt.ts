/** What an e-receipt says: no personal data beyond a first name, so that whoever is handed the link may see it. */
import { Type, type Static } from 'typebox'
import { Moment } from '../../platform/http.ts'

const Nullable = Type.Union([Type.String(), Type.Null()])

export const Receipt = Type.Object({
  language: Type.Union([Type.Literal('fr'), Type.Literal('en')]),
  currency: Type.String(),
  time_zone: Type.String(),
  shop: Type.Object({ name: Type.String(), theme: Type.Any() }),
  store: Type.Object({
    name: Type.String(),
    address: Type.Array(Type.String()),
    phone: Nullable,
    legal_name: Type.String(),
    siret: Nullable,
  }),
  receipt_number: Nullable,
  occurred_at: Moment,
  customer_first_name: Nullable,
  lines: Type.Array(
    Type.Object({
      line_no: Type.Integer(),
      label: Type.String(),
      quantity_milli: Type.Integer(),
      unit_price_cents: Type.Integer(),
      gross_cents: Type.Integer(),
      total_cents: Type.Integer(),
      /** What was taken off, by name; the rest of the discount has none. */
      promotions: Type.Optional(
        Type.Array(Type.Object({ name: Type.String(), discount_cents: Type.Integer() })),
      ),
    }),
  ),
  gross_cents: Type.Integer(),
  discount_cents: Type.Integer(),
  total_cents: Type.Integer(),
  to_pay_cents: Type.Integer(),
  vouchers: Type.Array(
    Type.Object({
      name: Type.String(),
      kind: Type.String(),
      last4: Type.String(),
      used_cents: Type.Integer(),
      /** What is left on a gift card; null for the others. */
      left_cents: Type.Union([Type.Integer(), Type.Null()]),
    }),
  ),
  payments: Type.Array(Type.Object({ means: Type.String(), amount_cents: Type.Integer() })),
  earned: Type.Array(
    Type.Object({
      unit: Type.String(),
      units: Type.Integer(),
      pending: Type.Boolean(),
      words: Type.String(),
    }),
  ),
  returns: Type.Array(
    Type.Object({
      occurred_at: Moment,
      total_cents: Type.Integer(),
      lines: Type.Array(
        Type.Object({ label: Type.String(), quantity_milli: Type.Integer(), total_cents: Type.Integer() }),
      ),
    }),
  ),
})
export type Receipt = Static<typeof Receipt>
