/** The shapes of a customer on the wire. */
import { Type, type Static, type TSchema } from 'typebox'
import { Id, Time } from '../../platform/http.ts'

/** A value or null, written so that a date in it is still serialised as one. */
export const Maybe = <T extends TSchema>(schema: T) =>
  Type.Unsafe<Static<T> | null>({ ...schema, type: [(schema as { type?: string }).type, 'null'] } as TSchema)

const closed = { additionalProperties: false }
const Text = (maxLength: number) => Type.String({ maxLength })
export const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
export const Tag = Type.String({ minLength: 1, maxLength: 60 })
export const Channel = Type.Union(
  (['email', 'sms', 'phone', 'letter', 'push', 'tracking'] as const).map((name) => Type.Literal(name)),
)
export const Language = Type.Union([Type.Literal('fr'), Type.Literal('en')])

export const Address = Type.Object(
  {
    line1: Type.Optional(Maybe(Text(200))),
    line2: Type.Optional(Maybe(Text(200))),
    postal_code: Type.Optional(Maybe(Text(20))),
    city: Type.Optional(Maybe(Text(100))),
    country: Type.Optional(Maybe(Type.String({ pattern: '^[A-Z]{2}$' }))),
  },
  closed,
)

export const ConsentWish = Type.Object(
  {
    consent_id: Type.Optional(Id),
    channel: Channel,
    purpose: Type.String({ minLength: 1, maxLength: 60 }),
    given: Type.Boolean(),
    text_version: Type.Optional(Type.Integer({ minimum: 1 })),
    language: Type.Optional(Language),
    occurred_at: Type.Optional(Time),
  },
  closed,
)

const ExternalId = Type.Object(
  {
    system: Type.String({ minLength: 1, maxLength: 40, pattern: '^[^:]+$' }),
    value: Type.String({ minLength: 1, maxLength: 200 }),
  },
  closed,
)

const fields = {
  first_name: Type.Optional(Maybe(Text(120))),
  last_name: Type.Optional(Maybe(Text(120))),
  emails: Type.Optional(Type.Array(Text(400), { maxItems: 10 })),
  phones: Type.Optional(Type.Array(Text(120), { maxItems: 10 })),
  birth_date: Type.Optional(Maybe(Day)),
  address: Type.Optional(
    Type.Unsafe<Static<typeof Address> | null>({ ...Address, type: ['object', 'null'] } as TSchema),
  ),
  language: Type.Optional(Language),
  home_store_id: Type.Optional(Maybe(Id)),
  tags: Type.Optional(Type.Array(Tag, { maxItems: 50 })),
  card_number: Type.Optional(Text(64)),
  external_ids: Type.Optional(Type.Array(ExternalId, { maxItems: 10 })),
  source: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
  accept_duplicates: Type.Optional(Type.Boolean()),
}
export const CustomerWish = Type.Object(
  { ...fields, consents: Type.Optional(Type.Array(ConsentWish, { maxItems: 20 })) },
  closed,
)
export const CustomerChange = Type.Object(fields, closed)
export type CustomerWish = Static<typeof CustomerWish>
export type CustomerChange = Static<typeof CustomerChange>

const Known = Type.Object({
  value: Type.String(),
  source: Type.String(),
  recorded_at: Time,
  verified_at: Maybe(Time),
})
const Phone = Type.Object({ ...Known.properties, type: Maybe(Type.String()), last4: Type.String() })
const Consent = Type.Object({
  channel: Type.String(),
  purpose: Type.String(),
  given: Type.Boolean(),
  occurred_at: Time,
  source: Type.String(),
  text_version: Type.Integer(),
  language: Type.String(),
  text: Maybe(Type.String()),
})
const Account = Type.Object({
  unit: Type.String(),
  balance: Type.Integer(),
  available: Type.Integer(),
  pending: Type.Integer(),
  held: Type.Integer(),
  debt: Type.Integer(),
  expiring: Type.Array(Type.Object({ units: Type.Integer(), expires_at: Time })),
})
const Voucher = Type.Object({
  voucher_id: Id,
  kind: Type.String(),
  name: Type.String(),
  balance_cents: Type.Integer(),
  terms: Type.Any(),
  expires_at: Maybe(Time),
  last4: Type.String(),
})
const Note = Type.Object({
  note_id: Id,
  text: Type.String(),
  written_by_name: Type.String(),
  written_at: Time,
})
const Membership = Type.Object({ list_id: Id, name: Type.String(), benefit: Type.String(), joined_at: Time })
const Figures = Type.Object({
  first_visit_at: Maybe(Time),
  last_visit_at: Maybe(Time),
  visits: Type.Integer(),
  spent_cents: Type.Integer(),
  returned_cents: Type.Integer(),
  average_basket_cents: Maybe(Type.Integer()),
  days_between_visits: Maybe(Type.Number()),
  favourite_categories: Type.Array(
    Type.Object({ category: Type.String(), total_cents: Type.Integer(), share: Type.Number() }),
  ),
  sales_by_month: Type.Array(
    Type.Object({ month: Type.String(), sales: Type.Integer(), total_cents: Type.Integer() }),
  ),
})

export const CustomerRecord = Type.Object({
  customer_id: Id,
  account_id: Id,
  first_name: Maybe(Type.String()),
  last_name: Maybe(Type.String()),
  birth_date: Maybe(Type.String()),
  language: Type.String(),
  home_store_id: Maybe(Type.String()),
  address: Type.Union([Address, Type.Null()]),
  source: Type.String(),
  created_at: Time,
  created_store_id: Maybe(Type.String()),
  updated_at: Time,
  left_at: Maybe(Time),
  card_number: Maybe(Type.String()),
  card_number_grouped: Maybe(Type.String()),
  emails: Type.Array(Known),
  phones: Type.Array(Phone),
  external_ids: Type.Array(Type.Object({ system: Type.String(), value: Type.String() })),
  tags: Type.Array(Type.String()),
  notes: Type.Array(Note),
  consents: Type.Array(Consent),
  accounts: Type.Array(Account),
  next_reward: Type.Any(),
  vouchers: Type.Array(Voucher),
  lists: Type.Array(Membership),
  figures: Figures,
})
export type CustomerRecord = Static<typeof CustomerRecord>

export const Found = Type.Object({
  customer_id: Id,
  first_name: Maybe(Type.String()),
  last_name: Maybe(Type.String()),
  card_number: Maybe(Type.String()),
  phone_hint: Maybe(Type.String()),
  email_hint: Maybe(Type.String()),
  home_store_id: Maybe(Type.String()),
  match: Type.String(),
  created_at: Time,
  last_sale_at: Maybe(Time),
  left_at: Maybe(Time),
})

export const CustomerRow = Type.Object({
  customer_id: Id,
  first_name: Maybe(Type.String()),
  last_name: Maybe(Type.String()),
  card_number: Maybe(Type.String()),
  phone: Maybe(Type.String()),
  email: Maybe(Type.String()),
  home_store_id: Maybe(Type.String()),
  created_at: Time,
  last_sale_at: Maybe(Time),
  sales_count: Type.Integer(),
  spent_cents: Type.Integer(),
  balance: Type.Record(Type.String(), Type.Integer()),
  tags: Type.Array(Type.String()),
  left_at: Maybe(Time),
})
