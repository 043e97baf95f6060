/** The shapes of clubs on the wire. */
import { Type } from 'typebox'
import { Id, Moment } from '../../platform/http.ts'

const oneOf = <const T extends string[]>(...values: T) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: values })
export const Maybe = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()])
const closed = { additionalProperties: false }

export const Advantage = Type.Object(
  {
    kind: oneOf('service', 'free_delivery', 'private_sales', 'other'),
    text: Type.String({ minLength: 1, maxLength: 200 }),
  },
  closed,
)
const Joins = oneOf('open', 'request', 'invitation', 'list')

export const ClubWish = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 80 }),
    description: Type.Optional(Type.String({ maxLength: 1000 })),
    advantages: Type.Optional(Type.Array(Advantage, { maxItems: 20 })),
    joins: Type.Unsafe<'open' | 'request' | 'invitation' | 'list'>({
      type: 'string',
      enum: ['open', 'request', 'invitation', 'list'],
      description:
        'open: by choice; request: asked for, the shop says yes; invitation: the shop asks; list: who is on the list list_id',
    }),
    list_id: Type.Optional(Maybe(Id)),
    members_max: Type.Optional(Maybe(Type.Integer({ minimum: 1, maximum: 10_000_000 }))),
  },
  closed,
)

const about = {
  club_id: Id,
  name: Type.String(),
  description: Type.String(),
  advantages: Type.Array(Advantage),
  joins: Joins,
}

export const Club = Type.Object({
  ...about,
  list_id: Maybe(Id),
  members_max: Maybe(Type.Integer()),
  created_at: Moment,
  ended_at: Maybe(Moment),
})

export const ClubInList = Type.Object({
  ...Club.properties,
  members: Type.Integer(),
  waiting: Type.Integer({ description: 'Requests that wait for the shop' }),
})

export const ClubInFull = Type.Object({
  ...ClubInList.properties,
  rewards: Type.Array(
    Type.Object({
      reward_id: Type.String(),
      name: Type.String(),
      kind: Type.String(),
      unit: Type.String(),
      cost: Type.Integer(),
    }),
  ),
  multipliers: Type.Array(
    Type.Object({ multiplier_id: Type.String(), name: Type.String(), factor_milli: Type.Integer() }),
  ),
  rules: Type.Array(Type.String()),
})

const named = { customer_id: Id, first_name: Maybe(Type.String()), last_name: Maybe(Type.String()) }

export const Members = Type.Object({
  items: Type.Array(
    Type.Object({ membership_id: Id, ...named, joined_at: Moment, joined_how: Type.String() }),
  ),
  next_cursor: Maybe(Type.String()),
})

const kind = oneOf('request', 'invitation')
export const Answer = oneOf('accepted', 'refused', 'withdrawn')

export const Waiting = Type.Object({
  items: Type.Array(Type.Object({ request_id: Id, ...named, kind, asked_at: Moment })),
})

export const Asked = Type.Object({ request_id: Id, club_id: Id, customer_id: Id, kind })
export const Answered = Type.Object({ request_id: Id, answer: Answer })

const Stay = Type.Object({
  ...about,
  joined_at: Moment,
  joined_how: Type.String(),
  left_at: Maybe(Moment),
  left_how: Maybe(Type.String()),
})

export const ClubsOf = Type.Object({
  clubs: Type.Array(Stay),
  past: Type.Array(Stay),
  waiting: Type.Array(
    Type.Object({ request_id: Id, club_id: Id, name: Type.String(), kind, asked_at: Moment }),
  ),
})

export const CardClubs = Type.Object({
  mine: Type.Array(Type.Object({ ...about, joined_at: Moment })),
  waiting: ClubsOf.properties.waiting,
  open: Type.Array(Type.Object({ ...about, full: Type.Boolean() })),
})
