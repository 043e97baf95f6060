import { Type } from 'typebox'
import { Id, Moment, PageQuery, type Routes } from '../../platform/http.ts'
import { releaseComplaintHold } from './complaint-hold.ts'
import { LIMITS } from './outbox-limit.ts'
import { holdMessages, releaseMessages } from './queue.ts'
import {
  liftProblems,
  pageOfCustomer,
  pageOfMessages,
  readOutbox,
  readProblems,
  settle,
} from './read-outbox.ts'
import { CHANNELS, STATES } from './shape.ts'

const may = ['owner', 'marketing'] as const
const ofPerson = ['owner', 'marketing', 'service', 'store_manager'] as const
const atTill = [...ofPerson, 'seller', 'device'] as const
const tags = ['messages']
const closed = { additionalProperties: false }
const Nullable = Type.Union([Type.String(), Type.Null()])
const MaybeMoment = Type.Union([Moment, Type.Null()])
const MaybeId = Type.Union([Id, Type.Null()])
const ChannelName = Type.Enum([...CHANNELS])
const StateName = Type.Enum([...STATES])
const OriginKind = Type.Enum(['campaign', 'journey', 'reward', 'receipt', 'other'])

const Message = {
  message_id: Id,
  customer_id: MaybeId,
  channel: Type.String(),
  purpose: Type.String(),
  template: Type.String(),
  recipient: Type.String(),
  subject: Nullable,
  state: Type.String(),
  error: Nullable,
  waits_for: Nullable,
  origin_kind: Nullable,
  origin_id: MaybeId,
  created_at: Moment,
  due_at: MaybeMoment,
  handed_at: MaybeMoment,
  sent_at: MaybeMoment,
}
const Report = Type.Object({
  kind: Type.String(),
  class: Nullable,
  code: Nullable,
  words: Nullable,
  reported_at: Moment,
})
const Problems = Type.Object({
  items: Type.Array(
    Type.Object({
      channel: Type.String(),
      recipient: Type.String(),
      class: Type.String(),
      code: Nullable,
      failures: Type.Integer(),
      last_at: Moment,
      suppressed_at: MaybeMoment,
    }),
  ),
})
const Outbox = Type.Object({
  channels: Type.Array(
    Type.Object({
      channel: Type.String(),
      waiting: Type.Integer(),
      due: Type.Integer(),
      held: Type.Integer(),
      under_way: Type.Integer(),
      unknown: Type.Integer(),
      next_due_at: MaybeMoment,
      per_minute: Type.Integer(),
      minutes_left: Type.Union([Type.Integer(), Type.Null()]),
      limited_by: Type.Union([Type.Enum([...LIMITS]), Type.Null()]),
      slowed: Type.Array(
        Type.Object({
          route: Type.String(),
          most: Type.Union([Type.Integer(), Type.Null()]),
          wait_until: MaybeMoment,
          why: Nullable,
        }),
      ),
    }),
  ),
  origins: Type.Array(
    Type.Object({
      origin_kind: Type.String(),
      origin_id: Id,
      channel: Type.String(),
      waiting: Type.Integer(),
      sent: Type.Integer(),
      refused: Type.Integer(),
      unknown: Type.Integer(),
      held_at: MaybeMoment,
      held_by: Nullable,
    }),
  ),
  complaints: Type.Object({
    standing: Type.Enum(['fine', 'warning', 'held']),
    sent: Type.Integer({ description: 'Offers by e-mail of the last seven days, counted as far as needed.' }),
    complaints: Type.Integer(),
    held_at: MaybeMoment,
  }),
  warm_up: Type.Union([
    Type.Object({ domain: Type.String(), most: Type.Integer(), next_day: Moment }),
    Type.Null(),
  ]),
})

/** The outbox as a whole, and of one person. */
export const outboxRoutes: Routes = async (app) => {
  app.get(
    '/outbox',
    {
      config: { may },
      schema: {
        operationId: 'getOutbox',
        summary: 'What goes, what waits and why, how fast, and how long yet',
        tags,
        response: { 200: Outbox },
      },
    },
    (request) => request.inTenant(readOutbox),
  )
  app.get(
    '/outbox/messages',
    {
      config: { may },
      schema: {
        operationId: 'listMessages',
        summary: 'Messages of the outbox, newest first',
        tags,
        querystring: Type.Object(
          {
            ...PageQuery,
            state: Type.Optional(StateName),
            channel: Type.Optional(ChannelName),
            origin_id: Type.Optional(Id),
          },
          closed,
        ),
        response: { 200: Type.Object({ items: Type.Array(Type.Object(Message)), next_cursor: Nullable }) },
      },
    },
    ({ query, inTenant }) => {
      const { state, channel = null, origin_id = null, cursor = null, limit = 50 } = query
      const sought = { states: state ? [state] : null, channel, origin_id }
      return inTenant((ctx) => pageOfMessages(ctx, sought, { cursor, limit }))
    },
  )
  app.put(
    '/outbox/unknown/:message_id',
    {
      config: { may },
      schema: {
        operationId: 'settleUnknownMessage',
        summary: 'Say of a message cut off under way that it counts as sent, or send it once more',
        tags,
        params: Type.Object({ message_id: Id }),
        body: Type.Object({ as: Type.Enum(['sent', 'send_again']) }, closed),
        response: { 200: Type.Object({ message_id: Id, state: Type.String() }) },
      },
    },
    ({ params, body, inTenant }) => inTenant((ctx) => settle(ctx, params.message_id, body.as)),
  )
  app.delete(
    '/outbox/complaint-hold',
    {
      config: { may: ['owner'] },
      schema: {
        operationId: 'releaseComplaintHold',
        summary: 'Let offers by e-mail go on that were held because of complaints',
        tags,
        response: { 200: Type.Object({ held: Type.Boolean() }) },
      },
    },
    ({ inTenant }) =>
      inTenant(async (ctx) => {
        await releaseComplaintHold(ctx)
        return { held: false }
      }),
  )
  const hold = {
    tags,
    params: Type.Object({ origin_kind: OriginKind, origin_id: Id }),
    response: { 200: Type.Object({ held: Type.Boolean() }) },
  }
  app.put(
    '/outbox/holds/:origin_kind/:origin_id',
    {
      config: { may },
      schema: { operationId: 'holdMessages', summary: 'Stop for a while what comes of one origin', ...hold },
    },
    ({ params, inTenant }) =>
      inTenant(async (ctx) => {
        await holdMessages(ctx, { kind: params.origin_kind, id: params.origin_id })
        return { held: true }
      }),
  )
  app.delete(
    '/outbox/holds/:origin_kind/:origin_id',
    {
      config: { may },
      schema: { operationId: 'releaseMessages', summary: 'Let it go on', ...hold },
    },
    ({ params, inTenant }) =>
      inTenant(async (ctx) => {
        await releaseMessages(ctx, { kind: params.origin_kind, id: params.origin_id })
        return { held: false }
      }),
  )
}

/** What one person was sent, and which of their addresses do not work. */
export const personMessageRoutes: Routes = async (app) => {
  app.get(
    '/customers/:customer_id/messages',
    {
      config: { may: ofPerson },
      schema: {
        operationId: 'listCustomerMessages',
        summary: 'What somebody was sent, or was not and why, with what became of it; newest first',
        tags,
        params: Type.Object({ customer_id: Id }),
        querystring: Type.Object(PageQuery, closed),
        response: {
          200: Type.Object({
            items: Type.Array(Type.Object({ ...Message, reports: Type.Array(Report) })),
            next_cursor: Nullable,
          }),
        },
      },
    },
    ({ params, query, inTenant }) => {
      const page = { cursor: query.cursor ?? null, limit: query.limit ?? 50 }
      return inTenant((ctx) => pageOfCustomer(ctx, params.customer_id, page))
    },
  )
  app.get(
    '/customers/:customer_id/address-problems',
    {
      config: { may: atTill },
      schema: {
        operationId: 'listAddressProblems',
        summary: 'Which of somebody’s addresses do not work, to be corrected when they are here',
        tags,
        params: Type.Object({ customer_id: Id }),
        response: { 200: Problems },
      },
    },
    ({ params, inTenant }) => inTenant((ctx) => readProblems(ctx, params.customer_id)),
  )
  app.delete(
    '/customers/:customer_id/address-problems/:channel',
    {
      config: { may: atTill },
      schema: {
        operationId: 'liftAddressProblem',
        summary: 'The address is good after all: write to it again',
        tags,
        params: Type.Object({ customer_id: Id, channel: ChannelName }),
        response: { 200: Problems },
      },
    },
    ({ params, inTenant }) => inTenant((ctx) => liftProblems(ctx, params.customer_id, params.channel)),
  )
}
