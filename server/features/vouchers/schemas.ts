import { Type } from 'typebox'
import { Id, Moment, Time } from '../../platform/http.ts'
import { STATES } from './list.ts'
import { KINDS, MADE_BY_HAND, ORIGINS, VALUE_CENTS_MAX, type Terms } from './rules.ts'

export const closed = { additionalProperties: false }
const oneOf = <const T extends readonly string[]>(values: T) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: values })
const Maybe = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])

/** Whole cents above zero; nothing here is ever free, owed or astronomical. */
export const Amount = Type.Integer({ minimum: 1, maximum: VALUE_CENTS_MAX })
const Kind = oneOf(KINDS)
const Origin = oneOf(ORIGINS)
const State = oneOf(STATES)
/** As it stands in the database: a programme's reward may hold what a hand cannot give. */
const TermsAnswer = Type.Unsafe<Terms>(Type.Object({}, { additionalProperties: true }))
const Why = Maybe(Type.Unsafe<'withdrawn' | 'expired' | 'not_yet_valid' | 'used_up' | 'held'>(Type.String()))

export const VoucherBody = Type.Object(
  {
    kind: oneOf(MADE_BY_HAND),
    origin: Origin,
    name: Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' }),
    value_cents: Type.Optional(Amount),
    basis_points: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, description: '1000 is 10 %' })),
    minimum_cents: Type.Optional(Type.Integer({ minimum: 0, maximum: VALUE_CENTS_MAX })),
    value_cents_max: Type.Optional(Amount),
    product_id: Type.Optional(Id),
    category: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    description: Type.Optional(Type.String({ minLength: 1, maxLength: 1000, pattern: '\\S' })),
    customer_id: Type.Optional(Id),
    store_id: Type.Optional(Id),
    valid_from: Type.Optional(Time),
    expires_at: Type.Optional(Time),
    payments: Type.Optional(
      Type.Array(
        Type.Object({ means: Type.String({ minLength: 1, maxLength: 60 }), amount_cents: Amount }, closed),
        { minItems: 1, maxItems: 10 },
      ),
    ),
  },
  closed,
)

export const Voucher = Type.Object({
  voucher_id: Id,
  kind: Kind,
  name: Type.String(),
  state: State,
  origin: Type.String(),
  last4: Type.String(),
  customer_id: Maybe(Id),
  customer_name: Maybe(Type.String()),
  store_id: Maybe(Id),
  merchant_id: Id,
  amount_cents: Type.Integer(),
  balance_cents: Type.Integer(),
  held_cents: Type.Integer(),
  terms: TermsAnswer,
  redemption_id: Maybe(Id),
  issued_at: Moment,
  issued_by: Type.String(),
  valid_from: Moment,
  expires_at: Maybe(Moment),
  withdrawn_at: Maybe(Moment),
  withdrawn_why: Maybe(Type.String()),
  description: Maybe(Type.String()),
  picture_id: Maybe(Id),
  vat_type: Maybe(Type.Unsafe<'single' | 'multi'>({ type: 'string', enum: ['single', 'multi'] })),
  vat_rate_bp: Maybe(
    Type.Integer({ description: '2000 is 20 %; only of a card whose VAT was due when it was sold' }),
  ),
})

/** `code` and the same in groups of four, for the one who asked; null later. The screens draw its QR and bars. */
export const Code = { code: Maybe(Type.String()), code_grouped: Maybe(Type.String()) }

export const Looked = Type.Object({
  voucher_id: Id,
  kind: Kind,
  name: Type.String(),
  description: Maybe(Type.String()),
  last4: Type.String(),
  customer_id: Maybe(Id),
  balance_cents: Type.Integer(),
  available_cents: Type.Integer(),
  terms: TermsAnswer,
  valid_from: Moment,
  expires_at: Maybe(Moment),
  usable: Type.Boolean(),
  why_not: Why,
})

export const Hold = Type.Object({
  hold_id: Id,
  voucher_id: Id,
  amount_cents: Type.Integer(),
  state: oneOf(['held', 'captured', 'released', 'lapsed']),
  captured_cents: Maybe(Type.Integer()),
  sale_id: Maybe(Id),
  actor: Type.String(),
  held_at: Moment,
  lapses_at: Moment,
  ended_at: Maybe(Moment),
})

export const Entry = Type.Object({
  entry_id: Id,
  kind: Type.String(),
  amount_cents: Type.Integer(),
  sale_id: Maybe(Id),
  cause_id: Id,
  store_id: Maybe(Id),
  actor: Type.String(),
  occurred_at: Moment,
})

export const Filters = {
  kind: Type.Optional(Kind),
  state: Type.Optional(State),
  origin: Type.Optional(Type.String({ maxLength: 20 })),
  customer_id: Type.Optional(Id),
  store_id: Type.Optional(Id),
  expiring_days: Type.Optional(Type.Integer({ minimum: 0, maximum: 3660 })),
  q: Type.Optional(
    Type.String({ pattern: '^[0-9A-Za-z]{4}$', description: 'The last four characters of the code' }),
  ),
}

export const Page = Type.Object({
  items: Type.Array(Voucher),
  next_cursor: Maybe(Type.String()),
  totals: Type.Optional(
    Type.Array(
      Type.Object({
        kind: Kind,
        count: Type.Integer(),
        open_count: Type.Integer(),
        outstanding_cents: Type.Integer(),
      }),
    ),
  ),
})
