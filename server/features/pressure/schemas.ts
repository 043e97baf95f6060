import { Type, type TSchema } from 'typebox'
import { Id, Moment } from '../../platform/http.ts'
import { CHANNELS, type Channel as ChannelName } from '../messages/shape.ts'
import type { PressureRules, Prices } from './settings.ts'

const closed = { additionalProperties: false }
export const ChannelOf = Type.Unsafe<ChannelName>({ type: 'string', enum: [...CHANNELS] })
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

const Window = Type.Union([
  Type.Object({ kind: Type.Literal('rolling'), days: Type.Integer({ minimum: 1, maximum: 366 }) }, closed),
  Type.Object(
    {
      kind: Type.Literal('calendar'),
      unit: Type.Unsafe<'day' | 'week' | 'month'>({ type: 'string', enum: ['day', 'week', 'month'] }),
    },
    closed,
  ),
])

const Cap = Type.Object(
  {
    channels: Type.Array(ChannelOf, { maxItems: 7, uniqueItems: true }),
    purposes: Type.Array(
      Type.Unsafe<'marketing' | 'loyalty'>({ type: 'string', enum: ['marketing', 'loyalty'] }),
      { minItems: 1, maxItems: 2, uniqueItems: true },
    ),
    max: Type.Integer({ minimum: 0, maximum: 1000 }),
    window: Window,
  },
  closed,
)

const Minute = Type.Integer({ minimum: 0, maximum: 1440 })
const Hours = Type.Object(
  {
    days: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { maxItems: 7, uniqueItems: true }),
    spans: Type.Array(
      Type.Unsafe<[number, number]>({ type: 'array', items: Minute, minItems: 2, maxItems: 2 }),
      { minItems: 1, maxItems: 4 },
    ),
    public_holidays: Type.Boolean(),
  },
  closed,
)

export const Rules = Type.Unsafe<PressureRules>(
  Type.Object(
    {
      caps: Type.Array(Cap, { maxItems: 30 }),
      loyalty_counts: Type.Boolean(),
      hours: Type.Object(
        Object.fromEntries(CHANNELS.map((name) => [name, Type.Optional(Hours)])) as Record<string, TSchema>,
        closed,
      ),
      closed_channels: Type.Array(ChannelOf, { maxItems: 7, uniqueItems: true }),
      complaint_holds: Type.Boolean(),
      household_letter_days: Type.Integer({ minimum: 0, maximum: 366 }),
      less_often_days: Type.Integer({ minimum: 1, maximum: 90 }),
      sunday_decision: Type.String({ maxLength: 500 }),
    },
    closed,
  ),
)

const Tiers = Type.Array(
  Type.Object(
    {
      from: Type.Integer({ minimum: 1, maximum: 100_000_000 }),
      millicents: Type.Integer({ minimum: 0, maximum: 100_000_000 }),
    },
    closed,
  ),
  { minItems: 1, maxItems: 12 },
)

export const PricesBody = Type.Unsafe<Prices>(
  Type.Object(
    {
      ...(Object.fromEntries(CHANNELS.map((name) => [name, Tiers])) as Record<string, TSchema>),
      letter_weights: Type.Array(
        Type.Object(
          {
            up_to_grams: Type.Integer({ minimum: 1, maximum: 5000 }),
            extra_millicents: Type.Integer({ minimum: 0, maximum: 100_000_000 }),
          },
          closed,
        ),
        { minItems: 1, maxItems: 8 },
      ),
    },
    closed,
  ),
)

export const Version = Type.Integer({ minimum: 0, maximum: 1_000_000 })
export const RulesInForce = Type.Object({ version: Version, rules: Rules })
export const PricesInForce = Type.Object({ version: Version, prices: PricesBody })

export const OpenComplaints = Type.Array(
  Type.Object({ complaint_id: Id, opened_at: Moment, opened_by: Type.String() }),
)

const Sentence = Nullable(Type.String())
export const Explained = Type.Object({
  days: Type.Integer(),
  time_zone: Type.String(),
  open_complaints: OpenComplaints,
  paused_until: Nullable(Moment),
  less_often: Type.Boolean(),
  possible: Type.Array(
    Type.Object({
      channel: ChannelOf,
      purpose: Type.String(),
      go: Type.Boolean(),
      at: Nullable(Moment),
      code: Sentence,
      next_at: Nullable(Moment),
      sentence: Sentence,
    }),
  ),
  messages: Type.Array(
    Type.Object({
      message_id: Id,
      channel: Type.String(),
      purpose: Type.String(),
      subject: Sentence,
      state: Type.String(),
      error: Sentence,
      at: Moment,
    }),
  ),
  held: Type.Array(
    Type.Object({
      message_id: Id,
      purpose: Type.String(),
      origin_kind: Type.String(),
      origin_id: Type.String(),
      held_at: Moment,
      sentence: Type.String(),
    }),
  ),
})
