import { Type } from 'typebox'
import { Id, Moment, Problem, type Routes } from '../../platform/http.ts'
import { addHold, captureHold, releaseHold, type HoldState } from './hold-points.ts'

const MAY = ['owner', 'service', 'store_manager', 'seller', 'device'] as const
const tags = ['points']
const closed = { additionalProperties: false }
const params = Type.Object({ customer_id: Id, hold_id: Id })
const Units = Type.Integer({ minimum: 1, maximum: 1_000_000_000 })

const response = {
  200: Type.Object({
    hold_id: Id,
    unit: Type.String(),
    units: Type.Integer(),
    lapses_at: Moment,
    state: Type.Unsafe<HoldState>({ type: 'string', enum: ['held', 'captured', 'released', 'lapsed'] }),
    captured: Type.Integer(),
    available: Type.Integer(),
  }),
  '4xx': Problem,
}

export const holdRoutes: Routes = async (app) => {
  app.put(
    '/customers/:customer_id/points-holds/:hold_id',
    {
      config: { may: MAY },
      schema: {
        operationId: 'holdPoints',
        summary: 'Set units aside, so that nobody else spends them; they come back by themselves',
        tags,
        params,
        body: Type.Object(
          {
            unit: Type.String({ minLength: 1, maxLength: 40 }),
            units: Units,
            minutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 7 * 24 * 60, default: 15 })),
            reason: Type.Optional(Type.String({ maxLength: 200 })),
          },
          closed,
        ),
        response,
      },
    },
    (request) => request.inTenant((ctx) => addHold(ctx, { ...request.params, ...request.body })),
  )

  app.put(
    '/customers/:customer_id/points-holds/:hold_id/capture',
    {
      config: { may: MAY },
      schema: {
        operationId: 'captureHold',
        summary: 'Take what was set aside, or a part of it: the rest goes back',
        tags,
        params,
        body: Type.Object({ units: Units, store_id: Type.Optional(Id) }, closed),
        response,
      },
    },
    (request) => request.inTenant((ctx) => captureHold(ctx, { ...request.params, ...request.body })),
  )

  app.delete(
    '/customers/:customer_id/points-holds/:hold_id',
    {
      config: { may: MAY },
      schema: {
        operationId: 'releaseHold',
        summary: 'Give back what was set aside',
        tags,
        params,
        response,
      },
    },
    (request) => request.inTenant((ctx) => releaseHold(ctx, request.params)),
  )
}
