import { Type } from 'typebox'
import { Id, Problem, type Routes } from '../../platform/http.ts'
import { estimateCosts, readCosts } from './costs.ts'
import { HELD_CODES, type HeldCode } from './shape.ts'
import { ChannelOf, Rules } from './schemas.ts'
import { simulatePressure } from './simulate.ts'

const tags = ['pressure']
const closed = { additionalProperties: false }
const may = ['owner', 'marketing', 'store_manager'] as const

const Month = Type.Object({
  histogram: Type.Array(Type.Integer()),
  days: Type.Array(Type.Object({ day: Type.String(), channel: ChannelOf, messages: Type.Integer() })),
  campaigns: Type.Array(
    Type.Object({
      name: Type.String(),
      asked: Type.Integer(),
      goes: Type.Integer(),
      channels: Type.Array(Type.Object({ channel: ChannelOf, messages: Type.Integer() })),
      held: Type.Array(
        Type.Object({
          code: Type.Unsafe<HeldCode>({ type: 'string', enum: [...HELD_CODES] }),
          people: Type.Integer(),
        }),
      ),
      cost_millicents: Type.Integer(),
    }),
  ),
  capped: Type.Integer(),
})

const PlannedCampaign = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 120 }),
    channels: Type.Array(ChannelOf, { minItems: 1, maxItems: 6, uniqueItems: true }),
    on: Type.String({ format: 'date' }),
    at_minute: Type.Integer({ minimum: 0, maximum: 1439 }),
    priority: Type.Integer({ minimum: 0, maximum: 100 }),
    audience_id: Type.Optional(Type.Union([Id, Type.Null()])),
    people: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000_000 })),
  },
  closed,
)

export const planningRoutes: Routes = async (app) => {
  app.post(
    '/pressure-simulations',
    {
      config: { may },
      schema: {
        operationId: 'simulatePressure',
        summary:
          'Try planned campaigns on the shop’s people: who gets how many, who has had enough, what is lost',
        description: 'Nothing is written. With `rules`, the same month also under these rules.',
        tags,
        body: Type.Object(
          {
            campaigns: Type.Array(PlannedCampaign, { minItems: 1, maxItems: 40 }),
            rules: Type.Optional(Type.Union([Rules, Type.Null()])),
          },
          closed,
        ),
        response: {
          200: Type.Object({
            people: Type.Integer(),
            looked_at: Type.Integer(),
            before: Month,
            after: Type.Union([Month, Type.Null()]),
          }),
          '4xx': Problem,
        },
      },
    },
    (request) =>
      request.inTenant((ctx) =>
        simulatePressure(ctx, request.body.campaigns, request.body.rules ?? null, request.tenant!.time_zone),
      ),
  )
  app.post(
    '/message-estimates',
    {
      config: { may },
      schema: {
        operationId: 'estimateCosts',
        summary: 'What so many messages would cost, after those of this month, and how many they would reach',
        tags,
        body: Type.Object(
          {
            items: Type.Array(
              Type.Object(
                {
                  channel: ChannelOf,
                  messages: Type.Integer({ minimum: 0, maximum: 100_000_000 }),
                  sms_parts: Type.Optional(Type.Integer({ minimum: 1, maximum: 10 })),
                  letter_grams: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000 })),
                },
                closed,
              ),
              { maxItems: 20 },
            ),
          },
          closed,
        ),
        response: {
          200: Type.Object({
            items: Type.Array(
              Type.Object({
                channel: ChannelOf,
                messages: Type.Integer(),
                cost_millicents: Type.Integer(),
                people_reached: Type.Integer(),
              }),
            ),
            cost_millicents: Type.Integer(),
          }),
        },
      },
    },
    (request) => request.inTenant((ctx) => estimateCosts(ctx, request.body.items)),
  )
  app.get(
    '/message-costs',
    {
      config: { may },
      schema: {
        operationId: 'readMessageCosts',
        summary: 'What messages cost by month and channel, and the share of people each channel reaches',
        tags,
        response: {
          200: Type.Object({
            items: Type.Array(
              Type.Object({
                month: Type.String(),
                channel: Type.String(),
                messages: Type.Integer(),
                cost_millicents: Type.Integer(),
              }),
            ),
            channels: Type.Array(
              Type.Object({
                channel: ChannelOf,
                this_month: Type.Integer(),
                reach_basis_points: Type.Integer(),
                measured: Type.Boolean(),
              }),
            ),
          }),
        },
      },
    },
    (request) => request.inTenant(readCosts),
  )
}
