import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Id, Moment, PageQuery, Problem, Time, type Routes } from '../../platform/http.ts'
import { OFFICE, SERVING } from '../customers/callers.ts'
import { placeOf } from '../customers/place.ts'
import type { Codes } from '../vouchers/codes.ts'
import { cancelActivity } from './cancel-activity.ts'
import { readActivities, sayActivity } from './read-activities.ts'
import { recordActivity } from './record-activity.ts'
import { refuse } from './refusals.ts'
import { ACTIVITIES, nameOfActivity } from './rules.ts'

const tags = ['activities']
const closed = { additionalProperties: false }
const Maybe = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])
const Activity = Type.String({
  pattern: '^[a-z][a-z0-9_]*$',
  maxLength: 60,
  description: 'One that the product knows (GET /activities), or what the shop calls it',
})

const Units = { unit: Type.String(), units: Type.Integer() }
const Said = Type.Object({
  activity_id: Id,
  customer_id: Id,
  activity: Type.String(),
  name: Type.String(),
  store_id: Maybe(Id),
  channel: Maybe(Type.String()),
  properties: Type.Any(),
  occurred_at: Moment,
  recorded_at: Moment,
  actor_name: Maybe(Type.String()),
  earned: Type.Array(
    Type.Object({
      ...Units,
      words: Type.String(),
      why: Type.Array(Type.String()),
      available_at: Maybe(Time),
      expires_at: Maybe(Time),
      debt_repaid: Type.Integer(),
      capped: Type.Integer({ description: 'What a cap took off' }),
    }),
  ),
  triggered: Type.Array(
    Type.Object({ redemption_id: Id, reward_id: Type.String(), name: Type.String(), voucher_id: Id }),
  ),
  tier_changes: Type.Array(
    Type.Object({ ladder_id: Type.String(), from: Maybe(Type.String()), to: Maybe(Type.String()) }),
  ),
  cancelled_at: Maybe(Moment),
  cancelled_reason: Maybe(Type.String()),
  taken_back: Type.Array(
    Type.Object({ ...Units, words: Type.String(), owed: Type.Integer(), forgiven: Type.Integer() }),
  ),
})

/** What the product writes down by itself, once for a cause, nobody writes beside it. */
function checkedName(activity: string): string {
  if (ACTIVITIES[activity]?.by === 'itself' && activity !== 'profile_completed')
    throw refuse('activity_comes_by_itself')
  return activity
}

const storeOf = ({ principal }: FastifyRequest, store_id: string | null | undefined) =>
  store_id ?? placeOf(principal).store_id

export const activityRoutes =
  (codes: Codes): Routes =>
  async (app) => {
    app.get(
      '/activities',
      {
        config: { may: SERVING },
        schema: {
          operationId: 'listActivityKinds',
          summary: 'What customers do that is not a purchase, by the names that the product knows',
          tags,
          response: {
            200: Type.Object({
              items: Type.Array(
                Type.Object({
                  activity: Type.String(),
                  name: Type.String(),
                  by: Type.Unsafe<'hand' | 'itself'>({ type: 'string', enum: ['hand', 'itself'] }),
                }),
              ),
            }),
          },
        },
      },
      async (request) => ({
        items: Object.entries(ACTIVITIES).map(([activity, { by }]) => ({
          activity,
          name: nameOfActivity(activity, request.language),
          by,
        })),
      }),
    )
    app.get(
      '/customers/:customer_id/activities',
      {
        config: { may: SERVING },
        schema: {
          operationId: 'listActivitiesOfCustomer',
          summary: 'What a customer did that is not a purchase, newest first, with what it gave and why',
          tags,
          params: Type.Object({ customer_id: Id }),
          querystring: Type.Object(PageQuery, closed),
          response: {
            200: Type.Object({ items: Type.Array(Said), next_cursor: Maybe(Type.String()) }),
            '4xx': Problem,
          },
        },
      },
      (request) =>
        request.inTenant((ctx) =>
          readActivities(ctx, request.params.customer_id, request.query, request.language),
        ),
    )
    const params = Type.Object({ customer_id: Id, activity_id: Id })
    app.put(
      '/customers/:customer_id/activities/:activity_id',
      {
        config: { may: SERVING },
        schema: {
          operationId: 'recordActivity',
          summary: 'Write down something a customer did that is not a purchase, and give what it earns',
          tags,
          params,
          body: Type.Object(
            {
              activity: Activity,
              store_id: Type.Optional(Maybe(Id)),
              occurred_at: Time,
              channel: Type.Optional(Maybe(Type.String({ minLength: 1, maxLength: 40 }))),
              properties: Type.Optional(
                Type.Record(
                  Type.String({ maxLength: 60 }),
                  Type.Union([Type.String({ maxLength: 500 }), Type.Number(), Type.Boolean(), Type.Null()]),
                  { maxProperties: 30 },
                ),
              ),
            },
            closed,
          ),
          response: { 200: Said, '4xx': Problem },
        },
      },
      (request) =>
        request.inTenant(async (ctx) => {
          const { activity, store_id, ...rest } = request.body
          const wish = { ...request.params, ...rest, activity: checkedName(activity) }
          const row = await recordActivity(ctx, codes, { ...wish, store_id: storeOf(request, store_id) })
          return sayActivity(ctx, row, request.language)
        }),
    )
    app.put(
      '/customers/:customer_id/activities/:activity_id/cancellation',
      {
        config: { may: OFFICE },
        schema: {
          operationId: 'cancelActivity',
          summary: 'Say that an activity was none: exactly what it gave is taken back',
          tags,
          params,
          body: Type.Object({ reason: Type.String({ minLength: 3, maxLength: 500 }) }, closed),
          response: { 200: Said, '4xx': Problem },
        },
      },
      (request) =>
        request.inTenant(async (ctx) => {
          const row = await cancelActivity(ctx, { ...request.params, ...request.body })
          return sayActivity(ctx, row, request.language)
        }),
    )
  }
