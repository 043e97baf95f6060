/** What a campaign is, as the API takes it and as it is kept. */
import { Type, type Static } from 'typebox'
import { Id } from '../../platform/http.ts'

const closed = { additionalProperties: false }
const Maybe = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])
const Cents = Type.Integer({ minimum: 0, maximum: 100_000_000 })
const BasisPoints = Type.Integer({ minimum: 1, maximum: 10_000 })
export const Day = Type.String({ pattern: '^20\\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' })
const Clock = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', description: 'HH:MM on the wall' })
export const oneOf = <const T extends string[]>(...words: T) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: words })

export const Kind = oneOf(
  'one_off',
  'newsletter',
  'private_sale',
  'birthday',
  'points_expiring',
  'countdown',
  'thank_you',
  'welcome',
)
export const ChannelShape = oneOf('email', 'sms', 'push', 'wallet', 'letter', 'phone', 'social')

const Words = Type.String({ maxLength: 500 })

/** Why it is done: for whoever approves it, and for whoever reads its results. */
const Brief = Type.Object({ goal: Words, for_whom: Words, offer: Words, tone: Words }, closed)

const Message = Type.Object({ channel: ChannelShape, template_id: Id }, closed)

/** Messages in the order in which they are tried; people are shared out among the variants by `share`. */
const Variant = Type.Object(
  {
    variant: Type.String({ pattern: '^[A-D]$' }),
    share: Type.Integer({ minimum: 1, maximum: 100 }),
    messages: Type.Array(Message, { minItems: 1, maxItems: 7 }),
  },
  closed,
)

/** A voucher of one's own for everybody who is written to; what its kind must have is what vouchers ask. */
export const OfferShape = Type.Object(
  {
    kind: oneOf(
      'gift_card',
      'discount_amount',
      'discount_percent',
      'free_product',
      'service',
      'private_sale',
    ),
    name: Type.String({ minLength: 1, maxLength: 120 }),
    value_cents: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
    basis_points: Type.Optional(BasisPoints),
    minimum_cents: Type.Optional(Cents),
    value_cents_max: Type.Optional(Maybe(Cents)),
    product_id: Type.Optional(Maybe(Id)),
    category: Type.Optional(Maybe(Type.String({ minLength: 1, maxLength: 100 }))),
    /** From which local day it is good; null: from when it is given. Then for so many whole days. */
    valid_from: Maybe(Day),
    valid_days: Type.Integer({ minimum: 1, maximum: 730 }),
  },
  closed,
)

const Schedule = Type.Object(
  {
    /** null: as soon as somebody says go, or every day for what recurs. */
    date: Maybe(Day),
    /** null: at once, whatever the hour; quiet hours hold all the same. */
    hour: Maybe(Clock),
    /** Whose hour: everybody's own, or the shop's for all. */
    clock: oneOf('recipient', 'shop'),
    spread_minutes: Type.Integer({ minimum: 0, maximum: 7 * 24 * 60 }),
    per_hour_max: Maybe(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
  },
  closed,
)

/** Held out to compare with: a share of those who would be written to, or so many of them. */
const Control = Type.Object(
  {
    basis_points: Type.Integer({ minimum: 0, maximum: 9_000 }),
    people: Maybe(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  },
  closed,
)

const Recurrence = Type.Object(
  {
    /** Of a newsletter: 1 is Monday, 7 Sunday. */
    weekdays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { maxItems: 7, uniqueItems: true }),
    /** Before a birthday or an expiry; after a visit or a welcome. */
    days: Type.Integer({ minimum: 0, maximum: 365 }),
    /** Of a countdown: how near the reward. */
    missing_units_max: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    until: Maybe(Day),
  },
  closed,
)

export const CampaignWish = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' }),
    kind: Kind,
    brief: Brief,
    purpose: oneOf('marketing', 'loyalty'),
    /** null: everybody. */
    audience_id: Maybe(Id),
    /** Only the customers of one store. */
    store_id: Maybe(Id),
    /** cheapest: of the channels that reach somebody, the cheapest that works; else in the order written. */
    choice: oneOf('in_order', 'cheapest'),
    variants: Type.Array(Variant, { minItems: 1, maxItems: 4 }),
    offer: Maybe(OfferShape),
    schedule: Schedule,
    budget_cents: Maybe(Cents),
    control: Control,
    recurrence: Maybe(Recurrence),
    priority: Type.Integer({ minimum: 0, maximum: 50 }),
    /** How long after it went out sales are looked at. */
    window_days: Type.Integer({ minimum: 1, maximum: 90 }),
  },
  closed,
)
export type CampaignWish = Static<typeof CampaignWish>
export type Offer = Static<typeof OfferShape>
export type CampaignKind = Static<typeof Kind>

export const TermsWish = Type.Object(
  {
    control_basis_points: Type.Integer({ minimum: 0, maximum: 5_000 }),
    approval_above_cents: Maybe(Cents),
    margin_basis_points: BasisPoints,
    store_channels: Type.Array(ChannelShape, { maxItems: 7, uniqueItems: true }),
    store_template_ids: Type.Array(Id, { maxItems: 500, uniqueItems: true }),
    store_month_max: Type.Integer({ minimum: 0, maximum: 31 }),
    store_approval: Type.Boolean(),
  },
  closed,
)
export type TermsWish = Static<typeof TermsWish>
